//! What a service says of an item: its guide for programs.

use super::{about, beside, listed, named, text};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;
use crate::standard::codes::CodeList;

/// Twelve places of a basic code, the implementation code of 31, the handling-item code of 33.
pub(in crate::openapi) const CODE: &str = "^([0-9A-Z]{12}|[0-9A-Z]{31}|[0-9A-Z]{33})$";

pub(super) fn shapes<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>, to: &mut Entries<Schema>) {
    let duration = Schema::object(
        [
            ("days", named(Schema { minimum: Some(0.into()), ..Schema::of("number") }, "天数", "days")),
            ("unit", listed(lists("time-unit"))),
        ],
        &["days", "unit"],
    );
    to.add("Duration", named(duration, "时限", "limit"));
    to.add("Exemption", named(exemption(lists), "依法不纳入或者暂缓情形", "legal exemption or deferral"));
    let limits = Schema::object(
        [
            ("statutory", beside("Duration").field("ANTICIPATE_DAY")),
            ("promised", beside("Duration").field("PROMISE_DAY")),
        ],
        &[],
    );
    let code = |zh, en, field: &str, most| named(Schema::pattern(CODE, most), zh, en).field(field);
    let guide = Schema::object(
        [
            ("basicCode", code("基本编码", "basic code", "CATALOG_CODE", 12)),
            ("implementationCode", code("实施编码", "implementation code", "TASK_CODE", 31)),
            ("name", text(1000, "事项名称", "item name").field("TASK_NAME")),
            ("nameEn", text(1000, "事项名称（英文）", "item name (English)")),
            ("itemType", listed(lists("item-type")).field("TASK_TYPE")),
            ("status", listed(lists("status")).field("TASK_STATE")),
            ("version", named(Schema::integer(1, 100_000), "事项版本", "version").field("TASK_VERSION")),
            ("body", text(200, "实施主体", "body").field("DEPT_NAME")),
            ("limits", named(limits, "办理时限", "time limits")),
            (
                "effectiveTo",
                named(Schema::format("date"), "计划取消日期", "effective to").field("PLAN_CANCEL_DATE"),
            ),
            ("exemptions", Schema::list(beside("Exemption"), 100)),
            ("description", named(Schema::format("uri"), "接口描述地址", "address of its API description")),
            ("form", named(Schema::format("uri"), "表单地址", "address of its form")),
        ],
        &["basicCode", "name", "itemType", "status", "version"],
    );
    let guide = about(
        named(guide, "事项", "item"),
        "办事指南中程序需要的要素；全部要素见公开目录。",
        "What programs need of the service guide; the public catalogue has all elements.",
    );
    to.add("Item", guide);
}

fn exemption<'l>(lists: &dyn Fn(&str) -> Option<&'l CodeList>) -> Schema {
    let cited = Schema::object(
        [("law", text(300, "法规名称", "law")), ("articles", Schema::list(Schema::text(20), 50))],
        &["law"],
    );
    let words = || Schema::list(Schema::text(100), 100);
    Schema::object(
        [
            ("id", text(100, "标识", "id")),
            ("duty", listed(lists("duty"))),
            ("state", listed(lists("exemption-state"))),
            ("ground", listed(lists("ground"))),
            ("citation", named(cited, "依据", "citation")),
            ("channels", named(words(), "涉及的办理形式", "channels it is for")),
            ("steps", named(words(), "涉及的环节", "steps it is for")),
            ("materials", named(words(), "涉及的材料", "materials it is for")),
            ("audience", named(words(), "涉及的服务对象", "applicants it is for")),
            ("alternative", text(1000, "替代办理方式", "alternative")),
            ("note", beside("Words")),
            ("validTo", named(Schema::format("date"), "有效期至", "valid to")),
            ("target", named(Schema::format("date"), "暂缓的目标日期", "target of a deferral")),
            ("owner", text(200, "暂缓的责任单位", "body responsible for a deferral")),
        ],
        &["id", "duty", "state"],
    )
}
