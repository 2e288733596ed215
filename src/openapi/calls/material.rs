//! Materials, the certificates that stand in for them, and signatures.

use serde_json::{Value, json};

use super::both;
use crate::diagnostic::Text;
use crate::openapi::call::{Call, Method};
use crate::openapi::frame::Frame;
use crate::openapi::schema::Schema;

/// Formats of files that are taken.
const MEDIA: [&str; 4] = ["application/pdf", "application/ofd", "image/png", "image/jpeg"];

pub(super) fn calls(frame: Frame<'_>) -> Vec<Call<'_>> {
    let mut calls = materials(frame);
    calls.extend(files(frame));
    calls.extend(certificates(frame));
    calls.extend(signatures(frame));
    calls
}

fn example_of_material(frame: Frame<'_>) -> Value {
    json!({
        "materialId": frame.material.unwrap_or("application"),
        "name": "申请书",
        "necessity": "required",
        "supply": {"way": "applicant"},
        "files": [{"name": "file.pdf", "mediaType": "application/pdf", "bytes": 120_000, "scan": "waiting"}],
        "limits": {"bytes": 20_971_520, "mediaTypes": MEDIA},
        "complete": false,
    })
}

fn materials(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call =
        |method, path, id, summary, about| Call::new(frame, method, path, id, "materials", &summary, &about);
    let one = || Some(example_of_material(frame));
    let about = both("材料", "material");
    vec![
        call(
            Method::Get,
            "/v1/items/{itemCode}/cases/{caseId}/materials",
            "listMaterials",
            both("查询应交材料", "materials of a case"),
            both(
                "按所选情形列出应交材料和是否齐备。",
                "The materials that the situation asks for, and whether each is there.",
            ),
        )
        .scope("apply")
        .table("UP_PRO_MATERIAL")
        .answers(
            "200",
            &both("材料列表", "materials"),
            "MaterialList",
            &[],
            Some(json!([example_of_material(frame)])),
        ),
        call(
            Method::Get,
            "/v1/items/{itemCode}/cases/{caseId}/materials/{materialId}",
            "getMaterial",
            both("查询材料", "read a material"),
            both("返回提供方式、文件和病毒检查状态。", "How it is supplied, its files and their scan."),
        )
        .scope("apply")
        .table("UP_PRO_MATERIAL")
        .answers("200", &about, "Material", &["ETag"], one()),
        call(
            Method::Put,
            "/v1/items/{itemCode}/cases/{caseId}/materials/{materialId}",
            "supplyMaterial",
            both("选择材料提供方式", "choose how a material is supplied"),
            both(
                "用电子证照授权、数据共享或者告知承诺代替上传。",
                "By an authorised certificate, shared data or a commitment instead of a file.",
            ),
        )
        .scope("apply")
        .body("MaterialSupply", Some(json!({"way": "applicant"})))
        .answers("200", &about, "Material", &["ETag"], one()),
    ]
}

/// Files of a material: one a call.
fn files(frame: Frame<'_>) -> Vec<Call<'_>> {
    let content = "/v1/items/{itemCode}/cases/{caseId}/materials/{materialId}/content";
    let file = |method, id, summary: Text, about: Text| {
        let mut call = Call::new(frame, method, content, id, "materials", &summary, &about)
            .scope("apply")
            .takes("ContentDigest")
            .body_about(&both("文件内容", "the file"));
        for media in MEDIA {
            call =
                call.body_of(media, Schema { content_media_type: media.into(), ..Schema::default() }, None);
        }
        call.answers(
            "202",
            &both("已收到，待检查", "received, to be scanned"),
            "Material",
            &["Location"],
            Some(example_of_material(frame)),
        )
    };
    let upload = file(
        Method::Put,
        "uploadMaterial",
        both("上传材料", "upload a file"),
        both(
            "一次上传一个文件，替换该材料已有的全部文件；再加一个文件用 addMaterialFile。Content-Digest 校验内容；病毒检查完成前 scan 为 waiting。格式和大小上限见材料的 limits。表单中上传文件的字段同样上传，标识见该字段的 x-slot。",
            "One file a call: it replaces all files that the material has; addMaterialFile adds a further one. Content-Digest guards the content; `scan` is `waiting` until it was looked through. `limits` of the material gives formats and size. Files of a field of the form are sent alike: its `x-slot` is the id.",
        ),
    );
    let further = file(
        Method::Post,
        "addMaterialFile",
        both("追加文件", "add a file"),
        both(
            "一次追加一个文件，已有的文件不变，按追加的先后列在 files 中。每个文件使用新的 Idempotency-Key；重发同一文件时键不变，不会重复追加。",
            "One file a call, after those that the material has; `files` lists them in this order. Every file takes a new Idempotency-Key; the same key sends the same file again and does not add it twice.",
        ),
    );
    vec![upload, further]
}

fn certificates(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call = Call::new(
        frame,
        Method::Post,
        "/v1/items/{itemCode}/cases/{caseId}/certificate-authorisations",
        "authoriseCertificate",
        "certificates",
        &both("授权使用电子证照", "authorise the use of a certificate"),
        &both(
            "持证主体为本次办件授权，取得有期限的授权码；电子证照与纸质证照具有同等法律效力（国务院关于在线政务服务的若干规定第十条）。",
            "The holder authorises one use for this case and gets a code that expires. An electronic certificate equals the paper one (State Council decree 716 art. 10).",
        ),
    );
    let given = json!({
        "authorisationId": "a-0001",
        "materialId": frame.material.unwrap_or("business-licence"),
        "certificateType": "business-licence",
        "authorisationCode": "0000-0000",
        "singleUse": true,
        "expiresAt": "2026-03-01T09:30:00+08:00",
    });
    let asked = json!({
        "materialId": frame.material.unwrap_or("business-licence"),
        "certificateType": "business-licence",
        "minutes": 30,
    });
    vec![call.scope("certificates").takes("Purpose").body("CertificateRequest", Some(asked)).answers(
        "201",
        &both("已授权", "authorised"),
        "CertificateAuthorisation",
        &["Location"],
        Some(given),
    )]
}

fn signatures(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call =
        |method, path, id, summary, about| Call::new(frame, method, path, id, "signatures", &summary, &about);
    let digest = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    let waiting = json!({
        "signatureId": "s-0001",
        "state": "waiting",
        "method": "reliable-e-signature",
        "algorithm": "SM2-SM3",
        "digest": digest,
    });
    vec![
        call(
            Method::Post,
            "/v1/items/{itemCode}/cases/{caseId}/signatures",
            "createSignature",
            both("发起签名签章", "begin a signature"),
            both(
                "对申请内容的摘要签名；签名在电子认证服务的页面完成。",
                "Signs a digest of the application, on a page of the certification service.",
            ),
        )
        .scope("sign")
        .body(
            "SignatureRequest",
            Some(json!({"method": "reliable-e-signature", "algorithm": "SM2-SM3", "digest": digest})),
        )
        .answers(
            "201",
            &both("待签名", "to be signed"),
            "Signature",
            &["Location"],
            Some(waiting.clone()),
        ),
        call(
            Method::Get,
            "/v1/items/{itemCode}/cases/{caseId}/signatures/{signatureId}",
            "getSignature",
            both("查询签名签章", "read a signature"),
            both("返回状态和分离式签名值。", "Its state and the detached signature."),
        )
        .scope("sign")
        .answers("200", &both("签名签章", "signature"), "Signature", &["ETag"], Some(waiting)),
    ]
}
