//! Faults and two-language texts.

use serde_json::{Value, json};

use super::{about, key, meaning, named, text};
use crate::openapi::entries::Entries;
use crate::openapi::problems::{CODES, Problem};
use crate::openapi::schema::Schema;

pub(super) fn shapes(to: &mut Entries<Schema>) {
    let both = [("zh", text(1000, "中文", "Chinese")), ("en", text(2000, "英文", "English"))];
    to.add("Words", named(Schema::object(both, &["zh"]), "双语文字", "text in both languages"));
    let pointer = about(
        text(500, "位置", "place"),
        "请求正文中的位置（JSON Pointer，RFC 6901）。",
        "The place in the body of the request (JSON Pointer, RFC 6901).",
    );
    let code = about(
        Schema {
            meanings: CODES.iter().map(|word| meaning(word, "", "")).collect(),
            ..key("错误代码", "code of the fault")
        },
        "可能增加新的代码；不认识的代码以 message 为准。",
        "Further codes may come; where a code is not known, message says it.",
    );
    let fault = Schema::object(
        [
            ("pointer", pointer),
            ("parameter", text(100, "参数名称", "name of the parameter")),
            ("code", code),
            ("message", Schema::at("#/components/schemas/Words".into())),
        ],
        &["code", "message"],
    );
    to.add("Fault", named(fault, "一处错误", "one fault"));
    let kind = about(
        named(Schema::format("uri"), "错误类型", "kind of fault"),
        "稳定的地址，指向说明页。",
        "A stable address of a page that explains it.",
    );
    let problem = Schema::object(
        [
            ("type", kind),
            ("title", text(200, "标题", "title")),
            ("status", named(Schema::integer(400, 599), "状态码", "status code")),
            ("detail", text(2000, "说明", "detail")),
            ("instance", text(500, "本次错误的标识", "this occurrence")),
            ("message", Schema::at("#/components/schemas/Words".into())),
            ("errors", Schema::list(Schema::at("#/components/schemas/Fault".into()), 1000)),
        ],
        &["type", "title", "status"],
    );
    let problem = about(
        named(problem, "错误", "problem"),
        "RFC 9457；errors 逐处列出错误，双语。",
        "RFC 9457; `errors` lists each fault, in both languages.",
    );
    to.add("Problem", problem);
}

/// What a fault looks like. `base` is the address of the pages that explain faults.
pub(in crate::openapi) fn problem_example(base: &str, status: u16) -> Value {
    let Problem { slug, title: (zh, en), .. } = Problem::of(status);
    let mut example = json!({
        "type": format!("{base}{slug}"),
        "title": zh,
        "status": status,
        "message": {"zh": zh, "en": en},
    });
    if status == 400 {
        example["errors"] = json!([{
            "parameter": "Idempotency-Key",
            "code": "element-missing",
            "message": {"zh": "缺少请求头Idempotency-Key", "en": "the header Idempotency-Key is missing"},
        }]);
    }
    if status == 422 {
        example["errors"] = json!([
            {
                "pointer": "/application/signature",
                "code": "element-missing",
                "message": {"zh": "缺少签名", "en": "the signature is missing"},
            },
            {
                "pointer": "/application/sections/applicant/uscc",
                "code": "value-shape",
                "message": {"zh": "统一社会信用代码的校验码不对", "en": "the check digit of the credit code is wrong"},
            },
        ]);
    }
    example
}
