//! Payments: an intent, a page to pay on, an event.

use serde_json::json;

use super::both;
use crate::openapi::call::{Call, Method};
use crate::openapi::frame::Frame;

pub(super) fn calls(frame: Frame<'_>) -> Vec<Call<'_>> {
    let call = |method, path, id, summary, about| {
        Call::new(frame, method, path, id, "payments", &summary, &about).scope("pay")
    };
    let fee = frame.fee.unwrap_or("registration");
    let payment =
        json!({"paymentId": "y-0001", "feeId": fee, "amount": 10000, "currency": "CNY", "state": "waiting"});
    let payments = "/v1/items/{itemCode}/cases/{caseId}/payments";
    vec![
        call(
            Method::Get,
            payments,
            "listPayments",
            both("查询应缴费用", "payments of a case"),
            both("没有收费的事项返回空列表。", "Empty where nothing is charged."),
        )
        .answers("200", &both("缴费列表", "payments"), "PaymentList", &[], Some(json!([payment]))),
        call(
            Method::Post,
            payments,
            "createPayment",
            both("发起缴费", "begin a payment"),
            both(
                "金额以公布的收费标准为准，以分为单位；到 payUrl 缴费，结果以事件通知或者查询为准。",
                "The amount follows the published standard, in fen; it is paid at payUrl, and an event or a look tells the outcome.",
            ),
        )
        .body("PaymentRequest", Some(json!({"feeId": fee})))
        .answers("201", &both("待缴费", "to be paid"), "Payment", &["Location"], Some(payment.clone())),
        call(
            Method::Get,
            "/v1/items/{itemCode}/cases/{caseId}/payments/{paymentId}",
            "getPayment",
            both("查询缴费", "read a payment"),
            both("返回状态和电子票据。", "Its state and receipt."),
        )
        .answers("200", &both("缴费", "payment"), "Payment", &["ETag"], Some(payment)),
    ]
}
