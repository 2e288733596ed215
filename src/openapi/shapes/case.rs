//! A case (办件): from draft to end, with its clock.

use serde_json::{Value, json};

use super::{Word, about, beside, closed, key, listed, meaning, moment, named, page, text};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;
use crate::standard::codes::CodeList;

/// States of a case and the table of the national exchange that tells of each; none before the
/// case has come in or after the applicant has taken it back.
const STATES: &[(Word, &str)] = &[
    (("draft", "草稿", "draft"), ""),
    (("submitted", "已提交，待受理", "submitted, to be accepted"), ""),
    (("accept-correction", "待补正", "to be corrected"), "UP_PRO_ACCEPT"),
    (("accept", "已受理", "accepted"), "UP_PRO_ACCEPT"),
    (("accept-refused", "不予受理", "not accepted"), "UP_PRO_ACCEPT"),
    (("process", "办理中", "in process"), "UP_PRO_PROCESS"),
    (
        ("special-procedure", "特别程序中，时限暂停", "in a special procedure, the clock is stopped"),
        "UP_PRO_SPECIAL_PROCEDURE",
    ),
    (("result", "已办结", "decided"), "UP_PRO_RESULT"),
    (("delivered", "结果已送达", "result delivered"), "UP_PRO_RESULT"),
    (("withdrawn", "已撤回", "withdrawn"), ""),
];

pub(super) fn shapes<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>, to: &mut Entries<Schema>) {
    let state = Schema {
        meanings: STATES.iter().map(|(word, table)| meaning(word, "", table)).collect(),
        ..Schema::words(STATES.iter().map(|(word, _)| word.0))
    };
    let state = about(
        named(state, "办件状态", "state of the case"),
        "封闭的清单，按国家交换库表命名（x-values.table）。",
        "A closed list, named after the tables of the national exchange (x-values.table).",
    );
    to.add("State", state);
    application(to);
    case(to);
    to.add("Status", status());
    to.add("Acceptance", acceptance());
    to.add("SpecialProcedure", special_procedure(lists));
    to.add("SpecialProcedureList", Schema::list(beside("SpecialProcedure"), 50));
}

/// The application: open here, where no item says what it holds.
fn application(to: &mut Entries<Schema>) {
    let open = |zh, en| named(Schema { additional_properties: Some(true), ..Schema::of("object") }, zh, en);
    let parts = [
        ("situations", open("情形", "situations")),
        ("sections", open("表单内容", "sections of the form")),
        ("materials", open("申请材料", "materials")),
        (
            "contested",
            named(
                Schema::list(Schema::text(500), 1000),
                "与来源不符的预填内容",
                "prefilled values that differ from their source",
            ),
        ),
        ("consent", open("同意", "consent")),
        ("signature", open("签名签章", "signature")),
    ];
    let application = about(
        named(Schema::object(parts, &[]), "申请", "application"),
        "可以不完整；各事项提交时的内容见事项接口描述。",
        "It may be incomplete; the description of each item gives what is submitted.",
    );
    to.add("Application", application);
    to.add("CaseDraft", case_draft());
    to.add("Submission", submission(beside("Application"), None));
    to.add("Correction", correction(beside("Application"), None));
}

/// A draft: `application` may be incomplete.
fn case_draft() -> Schema {
    about(
        named(
            Schema::object([("handlingItem", handling_item()), ("application", beside("Application"))], &[]),
            "申请草稿",
            "draft of an application",
        ),
        "草稿可以不完整，提交时才检查。",
        "A draft may be incomplete; it is judged when it is submitted.",
    )
}

/// What is submitted: the whole application, as the applicant saw and signed it.
pub(in crate::openapi) fn submission(application: Schema, handling: Option<Schema>) -> Schema {
    about(
        named(carrying(application, handling), "提交", "submission"),
        "提交完整的申请：申请人看到并签名的就是提交的内容。",
        "The whole application: what the applicant saw and signed is what is submitted.",
    )
}

/// What is put right, once.
pub(in crate::openapi) fn correction(application: Schema, handling: Option<Schema>) -> Schema {
    let mut correction = named(carrying(application, handling), "补正", "correction");
    correction.properties.add("note", text(1000, "说明", "note"));
    correction
}

/// A body that carries an application; which one, where an item has several.
fn carrying(application: Schema, handling: Option<Schema>) -> Schema {
    let required: &[&str] =
        if handling.is_some() { &["handlingItem", "application"] } else { &["application"] };
    let parts = [
        ("handlingItem", handling.unwrap_or_else(handling_item)),
        ("application", application),
        ("signatureId", key("签名签章标识", "reference of the signature")),
    ];
    Schema::object(parts, required)
}

fn handling_item() -> Schema {
    named(Schema::pattern("^[0-9]{2}$", 2), "业务办理项序号", "sequence of the handling item")
        .field("TASK_HANDLE_ITEM")
}

fn case(to: &mut Entries<Schema>) {
    let code =
        named(Schema::pattern(super::item::CODE, 33), "事项编码", "code of the item").field("TASK_CODE");
    let parts = [
        ("caseId", key("办件标识", "reference of the case")),
        (
            "caseNumber",
            text(50, "办件编号（受理后产生）", "case number, given at acceptance").field("办件编号"),
        ),
        ("itemCode", code),
        (
            "itemVersion",
            named(Schema::integer(1, 100_000), "事项版本", "version of the item").field("TASK_VERSION"),
        ),
        ("handlingItem", handling_item()),
        ("state", beside("State")),
        ("application", beside("Application")),
        ("createdAt", moment("创建时间", "made at")),
        ("submittedAt", moment("提交时间", "submitted at")),
    ];
    to.add(
        "Case",
        named(Schema::object(parts, &["caseId", "itemCode", "state", "createdAt"]), "办件", "case"),
    );
    to.add("CasePage", page(beside("Case")));
}

fn status() -> Schema {
    let event = Schema::object([("state", beside("State")), ("at", moment("时间", "at"))], &["state", "at"]);
    let clock = Schema::object(
        [
            ("running", named(Schema::of("boolean"), "计时中", "it runs")),
            ("startedAt", moment("起算时间", "counted from")),
            (
                "statutoryDue",
                named(Schema::format("date"), "法定办结日期", "due by law").field("ANTICIPATE_DAY"),
            ),
            (
                "promisedDue",
                named(Schema::format("date"), "承诺办结日期", "due as promised").field("PROMISE_DAY"),
            ),
            ("stoppedAt", moment("暂停时间", "stopped at")),
            ("stoppedBy", key("引起暂停的特别程序", "special procedure that stopped it")),
        ],
        &["running"],
    );
    let clock = about(
        named(clock, "办理时限", "clock"),
        "《行政许可法》第四十五条所列程序所需时间不计入期限，期间时限暂停。",
        "The time of the procedures of article 45 of the Licensing Law is not counted: meanwhile the clock is stopped.",
    );
    let correction = Schema::object(
        [
            ("used", named(Schema::of("boolean"), "已补正", "it was used")),
            ("noticedAt", moment("告知时间", "told at")),
            ("items", Schema::list(beside("Fault"), 1000)),
        ],
        &["used"],
    );
    let correction = about(
        named(correction, "补正", "correction"),
        "一次告知需要补正的全部内容（《行政许可法》第三十二条）。",
        "Everything to be corrected is told at once (Licensing Law art. 32).",
    );
    let parts = [
        ("caseId", key("办件标识", "reference of the case")),
        ("caseNumber", text(50, "办件编号", "case number").field("办件编号")),
        ("state", beside("State")),
        ("since", moment("进入该状态的时间", "in this state since")),
        ("clock", clock),
        ("correction", correction),
        ("history", Schema::list(event, 1000)),
    ];
    named(Schema::object(parts, &["caseId", "state", "since", "history"]), "办件进度", "status of the case")
}

/// What a status looks like.
pub(in crate::openapi) fn example_of_status() -> Value {
    json!({
        "caseId": "c-0001",
        "state": "special-procedure",
        "since": "2026-03-05T09:00:00+08:00",
        "clock": {
            "running": false,
            "startedAt": "2026-03-02T09:00:00+08:00",
            "stoppedAt": "2026-03-05T09:00:00+08:00",
            "stoppedBy": "p-0001",
        },
        "correction": {"used": false},
        "history": [
            {"state": "submitted", "at": "2026-03-01T09:00:00+08:00"},
            {"state": "accept", "at": "2026-03-02T09:00:00+08:00"},
            {"state": "special-procedure", "at": "2026-03-05T09:00:00+08:00"},
        ],
    })
}

fn acceptance() -> Schema {
    let outcome = closed(&[
        ("accepted", "受理", "accepted"),
        ("correction", "需要补正", "to be corrected"),
        ("refused", "不予受理", "not accepted"),
        ("silent", "逾期未告知，视为受理", "not told in time: taken as accepted"),
    ]);
    let parts = [
        ("outcome", named(outcome, "受理结果", "outcome")),
        ("caseNumber", text(50, "办件编号", "case number").field("办件编号")),
        ("at", moment("时间", "at")),
        ("body", text(200, "受理机构", "accepting body").field("DEPT_NAME")),
        ("reasons", Schema::list(beside("Fault"), 1000)),
        ("remedies", Schema::list(beside("Remedy"), 10)),
        (
            "receipt",
            named(
                Schema::format("uri-reference"),
                "受理凭证（加盖印章、注明日期）",
                "receipt with seal and date",
            ),
        ),
    ];
    about(
        named(Schema::object(parts, &["outcome", "at"]), "受理", "acceptance"),
        "受理或者不予受理都出具加盖专用印章、注明日期的书面凭证，可以是电子凭证（《行政许可法》第三十二条）。",
        "Acceptance and refusal give written proof with seal and date, which may be electronic (Licensing Law art. 32).",
    )
}

fn special_procedure<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>) -> Schema {
    let parts = [
        ("procedureId", key("标识", "reference")),
        (
            "procedure",
            named(listed(lists("special-procedure")), "特别程序种类", "special procedure")
                .field("SPECIAL_PROCEDURE"),
        ),
        ("startedAt", moment("开始时间", "started at")),
        ("endedAt", moment("结束时间", "ended at")),
        ("limit", beside("Duration")),
        ("stopsClock", named(Schema::of("boolean"), "时限暂停", "the clock is stopped")),
        ("reason", beside("Words")),
    ];
    named(
        Schema::object(parts, &["procedureId", "procedure", "startedAt", "stopsClock"]),
        "特别程序",
        "special procedure",
    )
}
