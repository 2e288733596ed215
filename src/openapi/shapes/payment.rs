//! Payments: whole fen, never card data.

use super::{about, beside, closed, key, moment, named, text};
use crate::openapi::entries::Entries;
use crate::openapi::schema::Schema;

pub(super) fn shapes(to: &mut Entries<Schema>) {
    let fen = about(
        named(Schema::integer(0, 1_000_000_000_000), "金额（分）", "amount in fen"),
        "人民币，以分为单位的整数。",
        "Renminbi in whole fen.",
    )
    .field("收费金额");
    to.add("Fen", fen);
    let fee = Schema::id();
    to.add("FeeId", named(fee, "收费项目标识", "id of the fee").field("FEE_NAME"));
    to.add("PaymentRequest", payment_request(beside("FeeId")));
    let state = closed(&[
        ("waiting", "待缴费", "waiting"),
        ("paid", "已缴费", "paid"),
        ("failed", "缴费失败", "failed"),
        ("refunded", "已退费", "refunded"),
        ("waived", "已减免", "waived"),
    ]);
    let parts = [
        ("paymentId", key("缴费标识", "reference of the payment")),
        ("feeId", beside("FeeId")),
        ("name", text(200, "收费项目名称", "name of the fee").field("FEE_NAME")),
        ("amount", beside("Fen")),
        ("currency", Schema { only: Some("CNY".into()), ..Schema::of("string") }),
        ("state", named(state, "状态", "state")),
        ("payUrl", named(Schema::format("uri"), "缴费页面", "page to pay on")),
        ("receipt", named(Schema::format("uri-reference"), "电子票据", "electronic receipt")),
        ("paidAt", moment("缴费时间", "paid at")),
    ];
    let payment = about(
        named(
            Schema::object(parts, &["paymentId", "feeId", "amount", "currency", "state"]),
            "缴费",
            "payment",
        ),
        "在缴费页面完成缴费；接口不接收银行卡信息。",
        "It is paid on the page of the payment service; the API takes no card data.",
    );
    to.add("Payment", payment);
    to.add("PaymentList", Schema::list(beside("Payment"), 100));
}

/// What is asked for to pay a fee.
pub(in crate::openapi) fn payment_request(fee: Schema) -> Schema {
    let request = Schema::object(
        [
            ("feeId", fee),
            ("returnUrl", named(Schema::format("uri"), "缴费后返回的页面", "page to come back to")),
        ],
        &["feeId"],
    );
    named(request, "缴费请求", "request to pay")
}
