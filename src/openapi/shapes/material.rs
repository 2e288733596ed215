//! Materials, certificates, signatures, and data that departments share.

use super::{about, beside, closed, key, listed, moment, named, text};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;
use crate::standard::codes::CodeList;

pub(super) fn shapes<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>, to: &mut Entries<Schema>) {
    let id = about(
        named(Schema::pattern("^[a-z0-9]+(--?[a-z0-9]+)*$", 200), "材料标识", "id of the material"),
        "表单中上传文件的字段也是材料，标识见该字段的 x-slot。",
        "A field of the form that takes files is a material too: its `x-slot` is the id.",
    );
    to.add("MaterialId", id);
    let scan = closed(&[
        ("waiting", "待检查", "waiting"),
        ("clean", "通过", "clean"),
        ("refused", "发现恶意代码，未保存", "harmful, not kept"),
    ]);
    let file = Schema::object(
        [
            ("name", text(255, "文件名", "name of the file")),
            ("mediaType", text(100, "文件格式", "media type")),
            ("bytes", named(Schema::integer(1, 1 << 40), "大小（字节）", "size in bytes")),
            ("digest", text(200, "摘要（RFC 9530）", "digest (RFC 9530)")),
            ("scan", named(scan, "病毒检查", "scan")),
        ],
        &["mediaType", "bytes", "scan"],
    );
    to.add("File", named(file, "文件", "file"));
    to.add("MaterialSupply", supply(lists));
    let limits = Schema::object(
        [
            ("bytes", named(Schema::integer(1, 1 << 40), "文件大小上限（字节）", "largest file in bytes")),
            ("mediaTypes", Schema::list(Schema::text(100), 50)),
        ],
        &["bytes", "mediaTypes"],
    );
    let slot = Schema::object(
        [
            ("materialId", beside("MaterialId")),
            ("name", text(200, "材料名称", "material name").field("MATERIAL_NAME")),
            ("necessity", listed(lists("necessity")).field("IS_NEED")),
            ("supply", beside("MaterialSupply")),
            ("files", Schema::list(beside("File"), 100)),
            ("limits", named(limits, "文件要求", "limits of files")),
            ("complete", named(Schema::of("boolean"), "已齐备", "complete")),
        ],
        &["materialId", "name", "necessity", "complete"],
    );
    to.add("Material", named(slot, "材料", "material").field("UP_PRO_MATERIAL"));
    to.add("MaterialList", Schema::list(beside("Material"), 500));
    prefill(lists, to);
    certificates(to);
    signatures(lists, to);
}

fn supply<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>) -> Schema {
    let parts = [
        ("way", named(listed(lists("supply-way")), "提供方式", "way of supply")),
        ("authorisationId", key("证照授权标识", "reference of the authorisation of a certificate")),
        ("commitment", named(Schema::of("boolean"), "已作出告知承诺", "the commitment is made")),
    ];
    about(
        named(Schema::object(parts, &["way"]), "提供方式", "way of supply"),
        "可以用电子证照、数据共享或者告知承诺代替上传文件。",
        "An electronic certificate, shared data or a commitment may stand in for a file.",
    )
}

fn prefill<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>, to: &mut Entries<Schema>) {
    let request = Schema::object(
        [
            (
                "resources",
                named(
                    Schema { min_items: Some(1), ..Schema::list(Schema::id(), 50) },
                    "数据资源",
                    "shared data resources",
                ),
            ),
            (
                "authorised",
                about(
                    named(Schema::of("boolean"), "申请人授权", "the applicant authorises it"),
                    "有条件共享的资源需要授权的，申请人明示授权。",
                    "Given by the applicant where a conditionally shared resource needs it.",
                ),
            ),
        ],
        &["resources"],
    );
    to.add("PrefillRequest", named(request, "预填请求", "request to prefill"));
    let value = Schema::object(
        [
            ("pointer", text(500, "申请中的位置（JSON Pointer）", "place in the application (JSON Pointer)")),
            ("value", Schema { max_length: Some(2000), ..Schema::of("string") }),
            ("resource", Schema::id()),
            ("supplier", text(200, "提供部门", "department that supplies it")),
            ("class", named(listed(lists("share-class")), "共享属性", "class of sharing")),
            ("authorisation", text(200, "授权记录编号", "record of the authorisation")),
            ("readAt", moment("查询时间", "read at")),
        ],
        &["pointer", "value", "resource", "supplier", "readAt"],
    );
    let prefill = Schema::object(
        [
            ("values", Schema::list(named(value, "预填内容", "prefilled value"), 1000)),
            ("missing", Schema::list(Schema::id(), 50)),
        ],
        &["values"],
    );
    let prefill = about(
        named(prefill, "预填", "prefill"),
        "申请人看到来源，可以提出异议；取不到的资源列在 missing，由申请人填写。",
        "The applicant sees the source and may contest it; what was not obtained is in `missing` and filled in by hand.",
    );
    to.add("Prefill", prefill);
}

fn certificates(to: &mut Entries<Schema>) {
    let request = Schema::object(
        [
            ("materialId", beside("MaterialId")),
            ("certificateType", named(Schema::id(), "证照类型", "type of certificate")),
            ("minutes", named(Schema::integer(1, 1440), "有效分钟数", "valid for so many minutes")),
        ],
        &["materialId", "certificateType"],
    );
    to.add("CertificateRequest", named(request, "用证请求", "request to use a certificate"));
    let parts = [
        ("authorisationId", key("授权标识", "reference of the authorisation")),
        ("materialId", beside("MaterialId")),
        ("certificateType", named(Schema::id(), "证照类型", "type of certificate")),
        ("authorisationCode", text(200, "授权码", "authorisation code").answered().personal("personal")),
        ("singleUse", named(Schema::of("boolean"), "仅用一次", "for one use")),
        ("expiresAt", moment("失效时间", "expires at")),
    ];
    let given = Schema::object(
        parts,
        &["authorisationId", "materialId", "certificateType", "authorisationCode", "expiresAt"],
    );
    let given = about(
        named(given, "用证授权", "authorisation of a certificate"),
        "持证主体授权本次办件使用电子证照；授权码只出现在正文，不出现在网址。",
        "The holder authorises the use of the certificate for this case; the code stands in the body only, never in a URL.",
    );
    to.add("CertificateAuthorisation", given);
}

fn signatures<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>, to: &mut Entries<Schema>) {
    let algorithm = closed(&[
        ("SM2-SM3", "SM2 签名、SM3 摘要（GB/T 35276、GB/T 32905）", "SM2 with SM3 (GB/T 35276, GB/T 32905)"),
        ("RSA-SHA256", "RSA 签名、SHA-256 摘要", "RSA with SHA-256"),
        ("ECDSA-SHA256", "ECDSA 签名、SHA-256 摘要", "ECDSA with SHA-256"),
    ]);
    let digest = text(200, "申请内容的摘要", "digest of the application");
    let request = Schema::object(
        [
            ("method", named(listed(lists("signature-method")), "签名方式", "way of signing")),
            ("algorithm", named(algorithm.clone(), "算法", "algorithm")),
            ("digest", digest.clone()),
        ],
        &["method", "digest"],
    );
    to.add("SignatureRequest", named(request, "签名请求", "request to sign"));
    let state = closed(&[
        ("waiting", "待签名", "waiting"),
        ("signed", "已签名", "signed"),
        ("refused", "拒绝签名", "refused"),
        ("expired", "已失效", "expired"),
    ]);
    let parts = [
        ("signatureId", key("签名签章标识", "reference of the signature")),
        ("state", named(state, "状态", "state")),
        ("method", named(listed(lists("signature-method")), "签名方式", "way of signing")),
        ("algorithm", named(algorithm, "算法", "algorithm")),
        ("digest", digest),
        ("signUrl", named(Schema::format("uri"), "签名页面", "page to sign on")),
        ("value", text(20000, "签名值（分离式）", "detached signature").answered()),
        ("signedAt", moment("签名时间", "signed at")),
    ];
    let signature = about(
        named(Schema::object(parts, &["signatureId", "state", "method", "digest"]), "签名签章", "signature"),
        "可靠的电子签名与手写签名、盖章具有同等法律效力（国务院关于在线政务服务的若干规定第八条）。",
        "A reliable electronic signature equals a handwritten signature or seal (State Council decree 716 art. 8).",
    );
    to.add("Signature", signature);
}
