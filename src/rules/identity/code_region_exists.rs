//! A region is a division that exists on the day.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::divisions::{Division, Divisions};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "code-region-exists",
    severity: Severity::Error,
    basis: &[Basis { law: "中华人民共和国行政区划代码", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("code_region_exists.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    let divisions = tree.references().filter(|(_, register)| *register == "divisions");
    // The register itself tells of divisions that have ended.
    let is_register = tree.root().and_then(|root| root.str("kind")) == Some("register");
    for (node, _) in divisions.filter(|(node, _)| !is_register && is_code(node.text())) {
        let known = context.registers.divisions();
        if known.is_empty() || node.text().starts_with("000000") {
            continue;
        }
        match known.get(node.text()) {
            None => findings.add(unknown(known, node)),
            Some(division) if !division.valid_on(context.day) => findings.add(ended(context, known, node, division)),
            Some(_) => {}
        }
    }
}

fn is_code(text: &str) -> bool {
    matches!(text.len(), 6 | 9 | 12) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unknown(divisions: &Divisions, node: Node<'_>) -> Finding {
    let code = node.text();
    let near = words::nearest(code, divisions.names().map(|(code, _)| code), 3);
    let named = |code: &&str| divisions.get(code).map_or_else(String::new, |own| format!("{code} {}", own.name));
    let near: Vec<String> = near.iter().map(named).collect();
    let message =
        Text::new(format!("there is no division {code}"), format!("没有代码为{code}的行政区划"));
    let help = Text::new(
        format!("near divisions: {}", near.join(", ")),
        format!("相近的行政区划：{}", near.join("、")),
    );
    Finding::here(node, message).help(help)
}

fn ended(context: &Context<'_>, divisions: &Divisions, node: Node<'_>, division: &Division) -> Finding {
    let (code, day, name) = (&division.code, context.day, &division.name);
    let message = Text::new(
        format!("the division {code} {name} does not exist on {day}"),
        format!("{day}已无行政区划{code}{name}"),
    );
    let successor = division.successor.as_deref().and_then(|code| divisions.get(code));
    let help = successor.map_or_else(
        || Text::new("write the division that took its place", "请写承接其区域的行政区划"),
        |own| {
            Text::new(
                format!("its place was taken by {} {}", own.code, own.name),
                format!("后继行政区划：{} {}", own.code, own.name),
            )
        },
    );
    // Items of a division that has ended must move, but are not wrong over night.
    Finding::here(node, message).help(help).weigh(Severity::Warning)
}
