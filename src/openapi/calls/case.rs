//! A case: draft, prefill, submission, acceptance, correction, progress.

use serde_json::{Value, json};

use super::{CASE, both};
use crate::openapi::call::{Call, Method};
use crate::openapi::entries::Entries;
use crate::openapi::frame::Frame;
use crate::openapi::shapes::example_of_status;

pub(super) fn calls(frame: Frame<'_>) -> Vec<Call<'_>> {
    let mut calls = drafts(frame);
    calls.extend(handing_in(frame));
    calls.extend(progress(frame));
    calls
}

/// A case that is being written; none of an item whose code no source states.
fn example_of_case(frame: Frame<'_>) -> Option<Value> {
    let shown = || {
        json!({
            "caseId": "c-0001",
            "itemCode": frame.code.unwrap_or("000114107003"),
            "state": "draft",
            "createdAt": "2026-03-01T08:30:00+08:00",
        })
    };
    (!frame.is_uncoded()).then(shown)
}

fn drafts(frame: Frame<'_>) -> Vec<Call<'_>> {
    let cases = "/v1/items/{itemCode}/cases";
    let call =
        |method, path, id, summary, about| Call::new(frame, method, path, id, "cases", &summary, &about);
    let case = || example_of_case(frame);
    let one = both("办件", "case");
    vec![
        call(
            Method::Get,
            cases,
            "listCases",
            both("查询本人的办件", "own cases"),
            both(
                "只返回登录人自己的，或者受其委托办理的办件；分页用游标，下一页地址也在 Link 中。",
                "Only cases of who is signed in, or handled on behalf of another; pages by cursor, the next one also in Link.",
            ),
        )
        .scope("track")
        .takes("Cursor")
        .takes("Limit")
        .answers("200", &both("办件列表", "cases"), "CasePage", &["Link"], case().map(|case| json!({"entries": [case]}))),
        call(
            Method::Post,
            cases,
            "createCase",
            both("新建申请草稿", "begin a draft"),
            both("草稿可以不完整；没有提交的草稿不是申请。", "A draft may be incomplete; it is no application before it is submitted."),
        )
        .scope("apply")
        .application("CaseDraft")
        .answers("201", &both("已新建", "made"), "Case", &["Location", "ETag"], case()),
        call(
            Method::Get,
            CASE,
            "getCase",
            both("查询办件", "read a case"),
            both("返回申请内容和状态。", "The application and its state."),
        )
        .scope("track")
        .answers("200", &one, "Case", &["ETag"], case()),
        call(
            Method::Delete,
            CASE,
            "discardCase",
            both("删除草稿", "discard a draft"),
            both("只能删除没有提交的草稿；提交后用撤回。", "Only before it is submitted; afterwards it is withdrawn."),
        )
        .scope("apply")
        .takes("IfMatch")
        .answers_with("204", &both("已删除", "discarded"), Entries::default(), &[]),
        call(
            Method::Put,
            "/v1/items/{itemCode}/cases/{caseId}/application",
            "saveApplication",
            both("保存草稿", "save a draft"),
            both(
                "整体替换申请内容；If-Match 防止互相覆盖：第一次用新建草稿应答的 ETag，以后用上一次保存应答的。",
                "It replaces the application; If-Match keeps two editors apart: first the ETag that createCase answered, then that of the save before.",
            ),
        )
        .scope("apply")
        .takes("IfMatch")
        .application("CaseDraft")
        .answers("200", &one, "Case", &["ETag"], case()),
        call(
            Method::Post,
            "/v1/items/{itemCode}/cases/{caseId}/prefill",
            "prefillApplication",
            both("数据共享预填", "prefill from shared data"),
            both(
                "向提供部门查询共享数据，返回每个值的来源、共享属性和授权记录；能够通过共享取得的，不要求申请人重复提供（国务院关于在线政务服务的若干规定第七条）。",
                "Asks the supplying departments; each value comes with its source, class of sharing and record of authorisation. What can be shared is not asked again (State Council decree 716 art. 7).",
            ),
        )
        .scope("apply")
        .takes("Purpose")
        .body("PrefillRequest", Some(json!({"resources": ["business-licence"], "authorised": true})))
        .answers("200", &both("预填内容", "prefilled values"), "Prefill", &[], Some(example_of_prefill())),
    ]
}

fn example_of_prefill() -> Value {
    json!({
        "values": [{
            "pointer": "/sections/applicant/organisation-name",
            "value": "示例有限公司",
            "resource": "business-licence",
            "supplier": "国家市场监督管理总局",
            "class": "unconditional",
            "readAt": "2026-03-01T08:31:00+08:00",
        }],
    })
}

fn handing_in(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call =
        |method, path, id, summary, about| Call::new(frame, method, path, id, "cases", &summary, &about);
    let submitted = || {
        Some(
            json!({"caseId": "c-0001", "state": "submitted", "since": "2026-03-01T09:00:00+08:00", "history": [{"state": "submitted", "at": "2026-03-01T09:00:00+08:00"}]}),
        )
    };
    vec![
        call(
            Method::Post,
            "/v1/items/{itemCode}/cases/{caseId}/submission",
            "submitCase",
            both("提交申请", "submit an application"),
            both(
                "受理机构随后决定受理、要求补正或者不予受理；进度在 Location 指向的地址查询，也可以订阅事件。",
                "The accepting body then accepts it, asks for corrections or refuses; the status is at Location, or comes as events.",
            ),
        )
        .scope("apply")
        .application("Submission")
        .answers("202", &both("已收到", "received"), "Status", &["Location", "Retry-After"], submitted()),
        call(
            Method::Get,
            "/v1/items/{itemCode}/cases/{caseId}/acceptance",
            "getAcceptance",
            both("查询受理结果", "read the acceptance"),
            both("返回受理凭证，或者补正、不予受理的全部理由。", "The receipt, or every reason of a correction or refusal."),
        )
        .scope("track")
        .table("UP_PRO_ACCEPT")
        .answers("200", &both("受理结果", "acceptance"), "Acceptance", &["ETag"], Some(json!({"outcome": "accepted", "caseNumber": "370828-2026-0001", "at": "2026-03-02T09:00:00+08:00"}))),
        call(
            Method::Post,
            "/v1/items/{itemCode}/cases/{caseId}/correction",
            "correctCase",
            both("补正", "correct"),
            both(
                "需要补正的内容一次告知（《行政许可法》第三十二条），补正也只有一次；再次提交返回 409。",
                "What is to be corrected is told at once (Licensing Law art. 32), so it is corrected once: a second call answers 409.",
            ),
        )
        .scope("apply")
        .table("UP_PRO_ACCEPT")
        .application("Correction")
        .answers("202", &both("已收到", "received"), "Status", &["Location", "Retry-After"], submitted()),
    ]
}

fn progress(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call = |path, id, summary, about| {
        Call::new(frame, Method::Get, path, id, "progress", &summary, &about).scope("track")
    };
    let procedure = json!([{
        "procedureId": "p-0001",
        "procedure": "expert-review",
        "startedAt": "2026-03-05T09:00:00+08:00",
        "limit": {"days": 10, "unit": "working-day"},
        "stopsClock": true,
    }]);
    vec![
        call(
            "/v1/items/{itemCode}/cases/{caseId}/status",
            "getStatus",
            both("查询进度", "read the status"),
            both(
                "状态是封闭的清单；轮询间隔以 Retry-After 为准，用 If-None-Match 可得到 304。",
                "States are a closed list; Retry-After says when to ask again, If-None-Match answers 304.",
            ),
        )
        .takes("IfNoneMatch")
        .table("UP_PRO_PROCESS")
        .answers("200", &both("进度", "status"), "Status", &["ETag", "Retry-After"], Some(example_of_status()))
        .unchanged(),
        call(
            "/v1/items/{itemCode}/cases/{caseId}/special-procedures",
            "listSpecialProcedures",
            both("查询特别程序", "special procedures"),
            both(
                "听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审期间时限暂停，并书面告知所需时间（《行政许可法》第四十五条）。",
                "During hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review the clock is stopped, and the time needed is told in writing (Licensing Law art. 45).",
            ),
        )
        .table("UP_PRO_SPECIAL_PROCEDURE")
        .answers("200", &both("特别程序", "special procedures"), "SpecialProcedureList", &[], Some(procedure)),
    ]
}
