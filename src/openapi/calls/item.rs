//! Whether the service runs, and what it says of an item.

use serde_json::json;

use super::both;
use crate::openapi::call::{Call, Method};
use crate::openapi::frame::Frame;

pub(super) fn calls(frame: Frame<'_>) -> Vec<Call<'_>> {
    let status = Call::new(
        frame,
        Method::Get,
        "/v1/status",
        "getServiceStatus",
        "operation",
        &both("查询服务状态", "whether the service runs"),
        &both("供监测使用，不需要登录。", "For monitoring; nobody signs in."),
    );
    let up = json!({"state": "available", "apiVersion": "1.0.0"});
    let item = Call::new(
        frame,
        Method::Get,
        "/v1/items/{itemCode}",
        "getItem",
        "items",
        &both("查询事项", "read an item"),
        &both(
            "返回事项的编码、版本、时限、依法不纳入情形，以及接口描述和表单的地址。",
            "Codes, version, limits and legal exemptions of the item, and where its description and form are.",
        ),
    );
    let example = json!({
        "basicCode": "000114107003",
        "name": "人力资源服务许可（县级权限）",
        "itemType": "licence",
        "status": "in-use",
        "version": 3,
        "limits": {"statutory": {"days": 20, "unit": "working-day"}},
        "exemptions": [],
    });
    vec![
        status.open().answers("200", &both("服务状态", "status"), "ServiceStatus", &[], Some(up)),
        item.open().answers(
            "200",
            &both("事项", "item"),
            "Item",
            &["ETag", "Deprecation", "Sunset"],
            Some(example),
        ),
    ]
}
