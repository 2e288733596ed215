//! The same is asked online and at the window.

use crate::diagnostic::{Basis, Severity, Text};
use crate::model::cases;
use crate::model::effective::Effective;
use crate::rules::{Check, Context, Findings, Rule};
use crate::source::finding::Finding;

/// The rule.
pub static RULE: Rule = Rule {
    id: "online-offline-same",
    severity: Severity::Warning,
    basis: &[Basis { law: "上海市优化营商环境条例", articles: &["24"] }, Basis { law: "山东省优化营商环境条例", articles: &["28"] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("online_offline_same.md"),
    check: Check::Effective(check),
};

/// Paths that name a channel.
const CHANNELS: [&str; 7] = ["online", "offline", "window", "mobile", "mail", "self-service", "self_service"];
/// What is the same over every channel.
const SAME: [(&str, &str, &str); 3] =
    [("conditions", "conditions", "办理条件"), ("materials", "materials", "申请材料"), ("time_limit", "time limits", "办理时限")];

fn check(_: &Context<'_>, item: &Effective<'_>, findings: &mut Findings<'_>) {
    if !item.is_on_application() {
        return;
    }
    for row in item.entries("by_case") {
        let paths = row.at(&["when", "path"]).into_iter().flat_map(cases::named);
        let Some(channel) = { paths }.into_iter().find(|path| CHANNELS.contains(path)) else { continue };
        for (key, en, zh) in SAME {
            let Some(own) = row.get(key).filter(|own| own.count() > 0) else { continue };
            let message = Text::new(
                format!("{en} differ by channel: these hold for `{channel}` only"),
                format!("{zh}因办理渠道而异：此处仅适用于“{channel}”"),
            );
            let help = Text::new(
                "say for every channel what is asked, or cite the law that tells them apart",
                "线上线下应当一致，请改为各渠道统一；法律另有规定的，请写明依据",
            );
            findings.add(Finding::here(own.owner(), message).help(help));
        }
    }
}
