//! Results, and what an applicant can do about a case: withdraw, seek a remedy, rate.

use serde_json::{Value, json};

use super::both;
use crate::openapi::call::{Call, Method, media_type};
use crate::openapi::entries::Entries;
use crate::openapi::frame::Frame;
use crate::openapi::schema::Schema;

pub(super) fn calls(frame: Frame<'_>) -> Vec<Call<'_>> {
    let mut calls = results(frame);
    calls.extend(after(frame));
    calls
}

fn results(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call = |path, id, summary, about| {
        Call::new(frame, Method::Get, path, id, "results", &summary, &about).scope("track")
    };
    let result = json!({
        "resultId": frame.result.unwrap_or("licence"),
        "name": "许可证",
        "kind": "certificate",
        "decision": "granted",
        "decidedAt": "2026-03-20T09:00:00+08:00",
        "mediaType": "application/ofd",
    });
    let file = |media: &'static str| {
        (media, media_type(Schema { content_media_type: media.into(), ..Schema::default() }, None))
    };
    let files: Entries<_> = ["application/ofd", "application/pdf"].into_iter().map(file).collect();
    vec![
        call(
            "/v1/items/{itemCode}/cases/{caseId}/results",
            "listResults",
            both("查询办理结果", "results of a case"),
            both("办结前返回空列表。", "Empty before the case is decided."),
        )
        .table("UP_PRO_RESULT")
        .answers("200", &both("结果列表", "results"), "ResultList", &[], Some(json!([result]))),
        call(
            "/v1/items/{itemCode}/cases/{caseId}/results/{resultId}",
            "getResult",
            both("查询一项结果", "read a result"),
            both(
                "返回决定、理由、救济途径和核验地址。",
                "Decision, reasons, remedies, and where to verify it.",
            ),
        )
        .table("UP_PRO_RESULT")
        .answers("200", &both("办理结果", "result"), "Result", &["ETag"], Some(result)),
        call(
            "/v1/items/{itemCode}/cases/{caseId}/results/{resultId}/content",
            "downloadResult",
            both("下载办理结果", "download a result"),
            both(
                "版式文件；Content-Digest 校验内容。",
                "A document of fixed layout; Content-Digest guards the content.",
            ),
        )
        .table("UP_PRO_RESULT")
        .answers_with("200", &both("版式文件", "document"), files, &["Content-Digest"]),
    ]
}

fn after(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call =
        |method, path, id, summary, about| Call::new(frame, method, path, id, "remedies", &summary, &about);
    let remedies = "/v1/items/{itemCode}/cases/{caseId}/remedies";
    let withdrawn: Value = json!({"caseId": "c-0001", "state": "withdrawn", "since": "2026-03-03T09:00:00+08:00", "history": []});
    let receipt = json!({"remedyId": "r-0001", "kind": "reconsideration", "at": "2026-04-01T09:00:00+08:00"});
    vec![
        call(
            Method::Post,
            "/v1/items/{itemCode}/cases/{caseId}/withdrawal",
            "withdrawCase",
            both("撤回申请", "withdraw an application"),
            both("办结前可以撤回。", "Possible until the case is decided."),
        )
        .scope("apply")
        .body("Withdrawal", Some(json!({"reason": "不再需要"})))
        .answers("202", &both("已收到", "received"), "Status", &["Location"], Some(withdrawn)),
        call(
            Method::Get,
            remedies,
            "listRemedies",
            both("查询救济途径", "remedies that are open"),
            both(
                "行政复议、行政诉讼的受理机关和届满日；在线作出的决定同时给出在线复议途径。",
                "Who takes reconsideration and litigation and until when; decisions made online give the way online.",
            ),
        )
        .scope("track")
        .answers("200", &both("救济途径", "remedies"), "RemedyList", &[], Some(json!([{"kind": "reconsideration", "body": "本级人民政府", "until": "2026-05-19"}]))),
        call(
            Method::Post,
            remedies,
            "requestRemedy",
            both("提出复议申请或者投诉", "ask for reconsideration, or complain"),
            both("转送有权机关，返回收件回执；不代替该机关的受理。", "It is handed on to the competent body, which decides whether to take it; the answer is a receipt."),
        )
        .scope("remedy")
        .body("RemedyRequest", Some(json!({"kind": "reconsideration", "about": "不予许可决定", "reasons": "符合全部条件"})))
        .answers("202", &both("收件回执", "receipt"), "RemedyReceipt", &[], Some(receipt)),
        call(
            Method::Post,
            "/v1/items/{itemCode}/cases/{caseId}/rating",
            "rateCase",
            both("好差评", "rate the service"),
            both("五级评价；差评必须核实、整改、反馈。", "Five grades; bad ratings are looked into, put right and answered."),
        )
        .scope("rate")
        .body("Rating", Some(json!({"satisfaction": "very-satisfied"})))
        .answers_with("204", &both("已评价", "rated"), Entries::default(), &[]),
    ]
}
