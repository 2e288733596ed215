//! How a case ends: result, withdrawal, remedy, rating.

use super::{about, beside, closed, key, listed, moment, named, text};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;
use crate::standard::codes::CodeList;

pub(super) fn shapes<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>, to: &mut Entries<Schema>) {
    let id = Schema::id();
    to.add("ResultId", named(id, "结果标识", "id of the result").field("RESULT_NAME"));
    to.add("Result", result(lists));
    to.add("ResultList", Schema::list(beside("Result"), 50));
    let withdrawal = Schema::object([("reason", text(500, "理由", "reason"))], &[]);
    to.add("Withdrawal", named(withdrawal, "撤回", "withdrawal"));
    remedies(to);
    let grade = listed(lists("satisfaction"));
    let rating = Schema::object(
        [
            ("satisfaction", named(grade, "满意度", "satisfaction").field("满意度代码")),
            ("comment", text(1000, "评价意见", "comment")),
            (
                "contact",
                about(
                    named(Schema::of("boolean"), "希望得到回访", "wants to be called back"),
                    "差评核实整改后回复评价人。",
                    "Bad ratings are looked into, put right and answered.",
                ),
            ),
        ],
        &["satisfaction"],
    );
    to.add("Rating", named(rating, "好差评", "rating"));
}

fn result<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>) -> Schema {
    let decision = closed(&[
        ("granted", "准予", "granted"),
        ("refused", "不予", "refused"),
        ("terminated", "终止", "terminated"),
    ]);
    let parts = [
        ("resultId", beside("ResultId")),
        ("name", text(200, "结果名称", "name of the result").field("RESULT_NAME")),
        ("kind", named(listed(lists("result-kind")), "结果类型", "kind of result").field("RESULT_TYPE")),
        ("decision", named(decision, "决定", "decision")),
        ("reasons", beside("Words")),
        ("decidedAt", moment("决定时间", "decided at")),
        (
            "certificateNumber",
            text(50, "结果证照编号", "number of the certificate").field("结果证照编号").personal("personal"),
        ),
        ("licenceIdentifier", text(128, "电子证照标识", "licence identifier (GB/T 36904)")),
        ("mediaType", text(100, "文件格式", "media type")),
        ("digest", text(200, "摘要（RFC 9530）", "digest (RFC 9530)")),
        ("verifyUrl", named(Schema::format("uri"), "核验地址", "address to verify it")),
        ("validTo", named(Schema::format("date"), "有效期至", "valid to")),
        ("remedies", Schema::list(beside("Remedy"), 10)),
    ];
    about(
        named(Schema::object(parts, &["resultId", "name", "decision", "decidedAt"]), "办理结果", "result"),
        "不予许可的，说明理由并告知复议、诉讼的权利（《行政许可法》第三十八条）。",
        "A refusal gives reasons and tells of reconsideration and litigation (Licensing Law art. 38).",
    )
    .field("UP_PRO_RESULT")
}

fn remedies(to: &mut Entries<Schema>) {
    let kind = || {
        closed(&[
            ("reconsideration", "行政复议", "administrative reconsideration"),
            ("litigation", "行政诉讼", "administrative litigation"),
            ("complaint", "投诉", "complaint"),
        ])
    };
    let remedy = Schema::object(
        [
            ("kind", named(kind(), "救济方式", "kind of remedy")),
            ("body", text(200, "受理机关", "body that takes it")),
            ("until", named(Schema::format("date"), "期限届满日", "last day")),
            ("url", named(Schema::format("uri"), "网上办理地址", "address online")),
            ("firstReconsideration", named(Schema::of("boolean"), "复议前置", "reconsideration comes first")),
        ],
        &["kind", "body"],
    );
    to.add("Remedy", named(remedy, "救济", "remedy"));
    to.add("RemedyList", Schema::list(beside("Remedy"), 10));
    let request = Schema::object(
        [
            (
                "kind",
                named(
                    closed(&[
                        ("reconsideration", "行政复议", "administrative reconsideration"),
                        ("complaint", "投诉", "complaint"),
                    ]),
                    "救济方式",
                    "kind of remedy",
                ),
            ),
            ("about", text(200, "不服的行为", "what it is against")),
            ("reasons", text(10000, "事实和理由", "facts and reasons").personal("personal")),
        ],
        &["kind", "reasons"],
    );
    to.add("RemedyRequest", named(request, "救济申请", "request for a remedy"));
    let parts = [
        ("remedyId", key("标识", "reference")),
        ("kind", named(kind(), "救济方式", "kind of remedy")),
        ("handedTo", text(200, "转送机关", "handed on to")),
        ("at", moment("时间", "at")),
    ];
    to.add(
        "RemedyReceipt",
        named(Schema::object(parts, &["remedyId", "kind", "at"]), "救济申请收件回执", "receipt"),
    );
}
