//! A penalty is set by an instrument that may set it.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::effective::Effective;
use crate::rules::level::{self, Support};
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::words;

/// The rule.
pub static RULE: Rule = Rule {
    id: "penalty-basis-level",
    severity: Severity::Error,
    basis: &[Basis { law: "行政处罚法", articles: &["10", "11", "12", "13", "14", "16"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("penalty_basis_level.md"),
    check: Check::Effective(check),
};

/// Kinds of penalty and what may set them. Rules may set warnings, notices of criticism and fines alone.
const KINDS: &[(&[&str], &[&str])] = &[
    (&["拘留", "限制人身自由"], &["law"]),
    (&["吊销营业执照"], level::STATE),
    (&["没收", "吊销", "暂扣", "降低资质", "责令停产", "责令停业", "责令关闭", "限制从业"], level::REGULATION_OR_DECISION),
];

fn check(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_type("penalty") {
        return;
    }
    let too_low = level::setting_too_low(context, item, |level, _| !matches!(level, "normative-document" | "standard"));
    for (name, own) in &too_low {
        let message = Text::new(
            format!("{}, which cannot set a penalty", own.en),
            format!("{}，不得设定行政处罚", own.zh),
        );
        let help = Text::new(
            "cite the law, regulation or rule that sets it; mark others `purpose: implementing`",
            "请引用设定该处罚的法律、法规或规章；其他依据标为 purpose: implementing（实施依据）",
        );
        findings.add(Finding::here(*name, message).help(help));
    }
    if too_low.is_empty() {
        check_kinds(context, item, findings);
    }
}

/// Holds each kind of penalty against all that the item cites.
fn check_kinds(context: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    let Some(kinds) = item.root.at(&["penalty", "kinds"]) else { return };
    let one = Some(kinds).filter(|own| !own.is_collection());
    for kind in one.into_iter().chain(kinds.items()) {
        let named = |words: &[&str]| words.iter().any(|word| kind.text().contains(word));
        let Some((_, levels)) = KINDS.iter().find(|(words, _)| named(words)) else { continue };
        let Support::Short(name, law) = level::support(context, item.root.get("basis"), levels) else { continue };
        let (own, words) = (level::is_of(context, law), words::shorten(kind.text()));
        let message = Text::new(
            format!("{}, which cannot set the penalty \"{words}\"", own.en),
            format!("{}，不得设定“{words}”这种处罚", own.zh),
        );
        let help = Text::new("cite the instrument that sets it, or delete the kind", "请引用设定该种处罚的依据，或删除该种类");
        findings.add(Finding::here(kind, message).help(help).beside(name, Text::new("the basis", "依据")));
    }
}
