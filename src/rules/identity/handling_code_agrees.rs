//! A handling-item code is the implementation code and the sequence of the item.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::model::item::is_code;
use crate::rules::code::Whole;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;

/// The rule.
pub static RULE: Rule = Rule {
    id: "handling-code-agrees",
    severity: Severity::Error,
    basis: &[Basis { law: "全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("handling_code_agrees.md"),
    check: Check::Effective(check),
};

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    // An implementation code that is wrong itself would spoil those of the handling items.
    let Some(code) = Whole::of(item.root).filter(|code| code.agrees(context)).map(|code| code.node) else { return };
    for entry in item.root.get("handling_items").into_iter().flat_map(Node::items) {
        let (Some(own), Some(seq)) = (entry.get("code"), entry.get("seq")) else { continue };
        let expected = format!("{}{}", code.text(), seq.text());
        if own.text() == expected || !is_code(own.text(), 33) {
            continue;
        }
        let message = Text::new(
            format!("{} is not the code of the entry with sequence {}", own.text(), seq.text()),
            format!("{}不是实施编码加序号{}", own.text(), seq.text()),
        );
        let help = Text::new(format!("write \"{expected}\""), format!("请写作 \"{expected}\""));
        let note = Text::new("implementation code", "实施编码");
        findings.add(Finding::here(own, message).help(help).beside(code, note));
    }
}
