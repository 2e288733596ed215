//! What the service tells of by itself, and what is polled instead.

use super::{about, beside, closed, key, moment, named, page};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;

/// What events tell of.
const KINDS: &[super::Word] = &[
    ("status-changed", "办件状态变更", "the state of a case changed"),
    ("payment-changed", "缴费状态变更", "the state of a payment changed"),
    ("result-issued", "结果已产生", "a result was issued"),
];

pub(super) fn shapes(to: &mut Entries<Schema>) {
    let parts = [
        ("eventId", key("事件标识", "reference of the event")),
        ("kind", named(closed(KINDS), "事件种类", "kind of event")),
        (
            "itemCode",
            named(Schema::pattern(super::item::CODE, 33), "事项编码", "code of the item").field("TASK_CODE"),
        ),
        ("caseId", key("办件标识", "reference of the case")),
        ("state", beside("State")),
        ("reference", key("缴费或者结果的标识", "reference of the payment or result")),
        ("at", moment("时间", "at")),
    ];
    let event = about(
        named(Schema::object(parts, &["eventId", "kind", "itemCode", "caseId", "at"]), "事件", "event"),
        "不含个人信息；内容凭办件标识查询。同一事件可能送达多次，以 eventId 去重。",
        "It holds no personal data: the case is read by its reference. An event may come more than once; eventId tells repeats.",
    );
    to.add("Event", event);
    to.add("EventPage", page(beside("Event")));
    let request = Schema::object(
        [
            ("url", named(Schema::format("uri"), "接收地址", "address that receives events")),
            ("kinds", Schema { min_items: Some(1), unique_items: true, ..Schema::list(closed(KINDS), 3) }),
        ],
        &["url", "kinds"],
    );
    to.add("SubscriptionRequest", named(request, "订阅请求", "request to subscribe"));
    let parts = [
        ("subscriptionId", key("订阅标识", "reference of the subscription")),
        ("url", named(Schema::format("uri"), "接收地址", "address that receives events")),
        ("kinds", Schema::list(closed(KINDS), 3)),
        (
            "publicKeys",
            named(Schema::format("uri"), "验签公钥地址", "address of the keys that verify events"),
        ),
    ];
    to.add(
        "Subscription",
        named(Schema::object(parts, &["subscriptionId", "url", "kinds"]), "订阅", "subscription"),
    );
    let parts = [
        (
            "state",
            closed(&[
                ("available", "正常", "available"),
                ("degraded", "部分可用", "degraded"),
                ("paused", "暂停", "paused"),
            ]),
        ),
        ("apiVersion", Schema::text(20)),
        ("at", moment("时间", "at")),
    ];
    to.add(
        "ServiceStatus",
        named(Schema::object(parts, &["state", "apiVersion"]), "服务状态", "status of the service"),
    );
}
