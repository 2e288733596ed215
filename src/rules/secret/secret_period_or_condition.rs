//! A state secret has a period or a condition of declassification.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-period-or-condition",
    severity: Severity::Error,
    basis: &[Basis { law: "保守国家秘密法", articles: &["20"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("secret_period_or_condition.md"),
    check: Check::Record(check),
};

fn check(_: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    if !record.exemption.is_secret() {
        return;
    }
    let own = record.exemption.node;
    let secret = own.get("secret").unwrap_or(own);
    let condition = secret.get("condition");
    let is_period = secret.get("period_years").is_some_and(|period| period.as_f64().is_some());
    if is_period || condition.is_some_and(|condition| !is_for_ever(condition.text())) {
        return;
    }
    let message = Text::new(
        "neither a period in years nor a condition of declassification is given",
        "既没有保密期限（年数），也没有解密条件",
    );
    let help = Text::new("write `period_years` as a number, or `condition`", "请以数字写明 period_years，或写明 condition");
    findings.add(match secret.get("period_years").or(condition) {
        Some(period) => Finding::here(period, message).help(help),
        None => Finding::lacking(secret, "period_years", message).help(help),
    });
}

/// Words that set no end.
const ENDLESS: [&str; 13] = [
    "长期", "永久", "永远", "无限期", "无期限", "不限期", "无限", "待定", "未定", "待确定", "另行确定", "无", "暂无",
];

/// Whether a condition sets no end: 长期, 永久保密, 待定.
fn is_for_ever(condition: &str) -> bool {
    let bare = |words: &[&str]| words.iter().fold(condition.trim().to_owned(), |text, word| text.replace(word, ""));
    let said = [bare(&["保密", "有效", "为", "。"]), bare(&["保密", "期限", "有效", "为", "。"])];
    said.iter().any(|left| ENDLESS.contains(&left.as_str()))
}
