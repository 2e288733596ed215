//! Events: pushed to who subscribed, or polled.

use serde_json::{Value, json};

use super::both;
use crate::openapi::call::{Call, Method};
use crate::openapi::document::{MediaType, Operation, PathItem, RequestBody, Response};
use crate::openapi::entries::Entries;
use crate::openapi::frame::{Frame, Version};
use crate::openapi::schema::I18n;

fn example() -> Value {
    json!({
        "eventId": "e-0001",
        "kind": "status-changed",
        "itemCode": "000114107003",
        "caseId": "c-0001",
        "state": "accept",
        "at": "2026-03-02T09:00:00+08:00",
    })
}

pub(super) fn calls(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call = |method, path, id, summary, about| {
        Call::new(frame, method, path, id, "events", &summary, &about).systems()
    };
    let subscriptions = "/v1/subscriptions";
    let subscription = "/v1/subscriptions/{subscriptionId}";
    let made = json!({"subscriptionId": "w-0001", "url": "https://receiver.invalid/events", "kinds": ["status-changed"]});
    let asked = json!({"url": "https://receiver.invalid/events", "kinds": ["status-changed"]});
    let mut poll = call(
        Method::Get,
        "/v1/events",
        "listEvents",
        both("查询事件", "poll events"),
        both(
            "不能接收推送的系统用它代替；游标之后的事件按时间先后返回。",
            "For systems that cannot be called: events after the cursor, the oldest first.",
        ),
    )
    .takes("Cursor")
    .takes("Limit")
    .answers(
        "200",
        &both("事件", "events"),
        "EventPage",
        &["Link", "Retry-After"],
        Some(json!({"entries": [example()], "next": "0001"})),
    );
    if frame.version == Version::V32 {
        let stream = MediaType { item_schema: Some(frame.schema("Event")), ..MediaType::default() };
        poll = poll.also("200", "application/jsonl", stream);
    }
    vec![
        poll,
        call(
            Method::Post,
            subscriptions,
            "createSubscription",
            both("订阅事件", "subscribe to events"),
            both(
                "接收地址写在正文，不写在网址。",
                "The receiving address stands in the body, never in a URL.",
            ),
        )
        .body("SubscriptionRequest", Some(asked))
        .answers(
            "201",
            &both("已订阅", "subscribed"),
            "Subscription",
            &["Location"],
            Some(made.clone()),
        ),
        call(
            Method::Get,
            subscription,
            "getSubscription",
            both("查询订阅", "read a subscription"),
            both(
                "返回接收地址和验签公钥地址。",
                "The receiving address, and where the keys are that verify events.",
            ),
        )
        .answers("200", &both("订阅", "subscription"), "Subscription", &["ETag"], Some(made)),
        call(
            Method::Delete,
            subscription,
            "deleteSubscription",
            both("取消订阅", "end a subscription"),
            both("不再推送。", "Nothing is sent any more."),
        )
        .takes("IfMatch")
        .answers_with("204", &both("已取消", "ended"), Entries::default(), &[]),
    ]
}

/// What the service calls.
pub(in crate::openapi) fn webhooks(frame: Frame<'_>) -> Entries<PathItem> {
    let hooks = [
        ("statusChanged", both("办件状态变更", "the state of a case changed")),
        ("paymentChanged", both("缴费状态变更", "the state of a payment changed")),
        ("resultIssued", both("结果已产生", "a result was issued")),
    ];
    let about = both(
        "签名在 Signature 和 Signature-Input（RFC 9421）中，覆盖正文摘要和时间；接收方核对时间并以 eventId 去重，防止重放。未得到 2xx 的，稍后重发。",
        "Signed in Signature and Signature-Input (RFC 9421) over digest and time; the receiver checks the time and drops repeated eventIds, so that nothing is replayed. Sent again later unless answered with 2xx.",
    );
    let hook = |(name, summary): (&'static str, crate::diagnostic::Text)| {
        let content = crate::openapi::call::media_type(frame.schema("Event"), Some(example()));
        let received = both("已收到", "received");
        let answer = Response {
            description: received.zh.to_string(),
            i18n: I18n::description(&received.en),
            ..Response::default()
        };
        let refused = both("签名或者时间不正确", "signature or time is wrong");
        let refusal = Response {
            description: refused.zh.to_string(),
            i18n: I18n::description(&refused.en),
            ..Response::default()
        };
        let operation = Operation {
            tags: vec!["events".into()],
            operation_id: name.into(),
            summary: summary.zh.to_string(),
            description: about.zh.to_string(),
            i18n: I18n::lines(&summary.en, &about.en),
            parameters: ["Signature", "SignatureInput", "ContentDigest"]
                .map(|name| frame.parameter(name))
                .into(),
            request_body: Some(RequestBody {
                required: true,
                content: [("application/json", content)].into_iter().collect(),
                ..RequestBody::default()
            }),
            responses: [("204", answer), ("400", refusal)].into_iter().collect(),
            security: Some(Vec::new()),
            ..Operation::default()
        };
        (name, PathItem { post: Some(operation), ..PathItem::default() })
    };
    hooks.into_iter().map(hook).collect()
}
