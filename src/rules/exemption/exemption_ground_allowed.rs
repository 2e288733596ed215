//! The declared ground lifts the duty, by the matrix of duties and grounds.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::exemption::Record;
use crate::rules::level;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;
use crate::standard::duties::Verdict;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exemption-ground-allowed",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["4", "7", "11", "12"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("exemption_ground_allowed.md"),
    check: Check::RecordOn(&["duty", "ground"], check),
};

fn check(context: &Context<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let own = record.exemption;
    let Some(node) = own.duty() else { return };
    let Some(duty) = context.standard.duties.get().get(node.text()).filter(|_| own.is_exempt()) else { return };
    if !duty.has_clause() {
        let own = level::label_of(context, "duty", node.text());
        let message = Text::new(
            format!("the duty \"{}\" has no exception clause", own.en),
            format!("“{}”义务没有例外规定", own.zh),
        );
        let help = Text::new("delete the record and fulfil the duty", "请删除该记录并履行该义务");
        findings.add(Finding::here(node, message).help(help));
        return;
    }
    // On an open network a state secret is written nowhere, so nobody is advised to.
    let may_stand = |ground: &&str| context.manifest.classified || *ground != "state-secret";
    let allowed: Vec<Text> = duty.allowed().filter(may_stand).map(|ground| level::label_of(context, "ground", ground)).collect();
    let join = |one: fn(&Text) -> &str, by| allowed.iter().map(one).collect::<Vec<_>>().join(by);
    let (en, zh) = (join(|text| &text.en, ", "), join(|text| &text.zh, "、"));
    let help = Text::new(format!("grounds that can lift it: {en}"), format!("可以成为依据的：{zh}"));
    let Some(ground) = own.ground() else {
        let message = Text::new("no valid ground is shown: `ground` is missing", "未显示有效依据：缺少依据类别（ground）");
        findings.add(Finding::lacking(own.node, "ground", message).help(help));
        return;
    };
    let verdict = duty.verdict(ground.text());
    // Narrower rules speak of a local regulation for a strict duty, and of another ground that is doubtful.
    let doubtful_other = ground.text() == "other" && matches!(verdict, Verdict::Doubtful);
    if doubtful_other || (duty.strict && ground.text() == "local-regulation") {
        return;
    }
    let (by, own) = (level::label_of(context, "ground", ground.text()), level::label_of(context, "duty", node.text()));
    let (message, severity) = match verdict {
        Verdict::Allowed | Verdict::OwnArea => return,
        Verdict::Doubtful => {
            let en = format!("the ground \"{}\" is doubtful for the duty \"{}\"", by.en, own.en);
            (Text::new(en, format!("依据“{}”能否免除“{}”义务存疑", by.zh, own.zh)), Severity::Warning)
        }
        Verdict::Refused => {
            let en = format!("the ground \"{}\" does not lift the duty \"{}\"", by.en, own.en);
            (Text::new(en, format!("依据“{}”不能免除“{}”义务", by.zh, own.zh)), Severity::Error)
        }
    };
    findings.add(Finding::here(ground, message).help(help).weigh(severity).beside(node, Text::new("the duty", "义务")));
}
