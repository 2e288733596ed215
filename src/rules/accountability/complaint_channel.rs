//! Channels for enquiries and complaints are given.

use crate::diagnostic::{Basis, Severity};
use crate::rules::{Check, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "complaint-channel",
    severity: Severity::Error,
    basis: &[Basis { law: "国务院关于在线政务服务的若干规定", articles: &["14"] }, Basis { law: "河南省优化营商环境条例", articles: &["28"] }, Basis { law: "国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见", articles: &[] }],
    since: "0.1.0",
    heuristic: false,
    page: include_str!("complaint_channel.md"),
    check: Check::Shape,
};
