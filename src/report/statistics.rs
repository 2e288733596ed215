//! How often each rule speaks, most often first.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

/// What one rule found in a run.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct OfRule {
    /// Id of the rule.
    pub rule: &'static str,
    /// The greatest weight of its findings.
    pub severity: Severity,
    /// How many findings.
    pub findings: usize,
    /// In how many files.
    pub files: usize,
    /// How many of them `--fix` puts right.
    pub fixable: usize,
}

/// The findings of a run by rule.
pub fn of(findings: &[Box<Diagnostic>]) -> Vec<OfRule> {
    let mut rules: BTreeMap<&'static str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        rules.entry(finding.rule).or_default().push(finding);
    }
    let mut counted: Vec<_> = rules
        .into_iter()
        .map(|(rule, found)| OfRule {
            rule,
            severity: found.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Info),
            findings: found.len(),
            files: found.iter().map(|finding| &finding.place.path).collect::<BTreeSet<_>>().len(),
            fixable: found.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe)).count(),
        })
        .collect();
    counted.sort_by(|a, b| b.findings.cmp(&a.findings).then(a.rule.cmp(b.rule)));
    counted
}
