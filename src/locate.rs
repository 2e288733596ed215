//! Findings in bytes to diagnostics: place, weight in this run, fingerprint.

use std::borrow::Cow;
use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Related, Severity, Text};
use crate::model::item::Item;
use crate::model::manifest::{Manifest, Profile, Weight};
use crate::model::{mark, secret};
use crate::numbers::citizen_number;
use crate::rules::{self, Check, Rule, page};
use crate::source::Source;
use crate::source::finding::{Finding, Spot};
use crate::source::tree::Tree;

/// What a diagnostic says of the item it is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The code, where it is known.
    pub code: Option<Arc<str>>,
    /// What tells the item from others.
    pub identity: Arc<str>,
    /// The region whose profile weighs the finding.
    pub region: Arc<str>,
    /// Top-level keys that the sources do not show.
    pub not_seen: Vec<String>,
}

impl Subject {
    /// The subject of a document.
    pub fn of(tree: &Tree) -> Self {
        let Some(root) = tree.root() else { return Self::default() };
        let Some(item) = Item::of(root) else {
            let register = root.str("register").unwrap_or_default();
            return Self { identity: register.into(), ..Self::default() };
        };
        Self {
            code: item.code().map(Into::into),
            identity: item.identity(),
            region: item.region().unwrap_or_default().into(),
            not_seen: item.not_seen().map(str::to_owned).collect(),
        }
    }
}

/// Makes a diagnostic of a finding; none where the manifest switches the rule off. `sources`
/// are the files of the layers that the finding names.
pub fn locate(
    finding: Finding,
    sources: &[&Source],
    subject: &Subject,
    manifest: &Manifest,
) -> Option<Box<Diagnostic>> {
    let (group, rule) = rules::find(finding.rule).expect("every finding is made under a listed rule");
    let (severity, from) = weight(&finding, rule.severity, subject, manifest)?;
    let own = sources[finding.spot.layer as usize];
    let stable = if finding.stable.is_empty() { &finding.pointer } else { &finding.stable };
    if own.is_hushed() {
        // What is not to be known must not be found out by trying either.
        let is_secret = secret::is_kept_back(own);
        let (item, pointer) = if is_secret { ("", &finding.pointer) } else { (&*subject.identity, stable) };
        let known = (fingerprint(rule.id, item, pointer), is_nameless(item));
        return Some(Box::new(hushed(&finding, known, (group, rule), severity, own)));
    }
    let place = |source: &Source, spot: &Spot| place(source, spot, !finding.unquoted);
    Some(Box::new(Diagnostic {
        rule: rule.id,
        severity,
        place: place(own, &finding.spot),
        item: subject.code.as_deref().map(|code| without_numbers(code.into()).into()),
        region: Arc::clone(&subject.region),
        related: finding
            .related
            .iter()
            .map(|(source, spot, message)| Related {
                place: place(source.as_deref().unwrap_or(own), spot),
                message: masked(shown(message.clone(), rule)),
            })
            .collect(),
        basis: rule.basis,
        fingerprint: fingerprint(rule.id, &subject.identity, stable),
        nameless: is_nameless(&subject.identity),
        stable: (*stable != finding.pointer && !mark::is_marked(stable))
            .then(|| without_numbers(stable.into()).into()),
        message: masked(dated(shown(finding.message, rule), from)),
        // A change would repeat the line that must not be repeated.
        fix: finding.fix.filter(|fix| !finding.unquoted && citizen_number::find(&fix.text).is_empty()),
        pointer: if mark::is_marked(&finding.pointer) {
            String::new()
        } else {
            without_numbers(finding.pointer.into()).into_owned()
        },
        help: finding.help.filter(|help| !tells_mark(help)).map(masked),
    }))
}

/// What may be said of a file that holds a state secret, its mark, or the reference of what is withheld: path, place
/// and rule, in words that are the same for every file. Only rules about secrets have such words of their own.
fn hushed(
    finding: &Finding,
    (fingerprint, nameless): (u128, bool),
    (group, rule): (&str, &'static Rule),
    severity: Severity,
    source: &Source,
) -> Diagnostic {
    let is_judging = matches!(rule.check, Check::Secret(_) | Check::Record(_) | Check::Document(_));
    let own_words = group == "secret" && is_judging;
    Diagnostic {
        rule: rule.id,
        severity,
        place: place(source, &finding.spot, false),
        item: None,
        region: Arc::default(),
        stable: None,
        fix: None,
        related: Vec::new(),
        basis: rule.basis,
        fingerprint,
        nameless,
        message: if own_words { finding.message.clone() } else { page::title(rule.page) },
        pointer: String::new(),
        help: finding.help.clone().filter(|_| own_words),
    }
}

/// A message with the day from which the finding is an error, where that is to come.
fn dated(message: Text, from: Option<Date>) -> Text {
    match from {
        Some(day) => Text::new(
            format!("{} (an error from {day})", message.en),
            format!("{}（自{day}起为错误）", message.zh),
        ),
        None => message,
    }
}

/// A message, or where it would repeat the mark of a state secret what the rule says of any file.
fn shown(message: Text, rule: &Rule) -> Text {
    if tells_mark(&message) { page::title(rule.page) } else { message }
}

fn tells_mark(text: &Text) -> bool {
    mark::is_marked(&text.en) || mark::is_marked(&text.zh)
}

/// A text without citizen numbers: whatever a rule repeats, they go into no output.
fn masked(text: Text) -> Text {
    Text { en: without_numbers(text.en), zh: without_numbers(text.zh) }
}

fn without_numbers(text: Cow<'_, str>) -> Cow<'_, str> {
    match citizen_number::masked(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(masked) => Cow::Owned(masked),
    }
}

/// A place with line and column, and its line where that may be repeated.
pub fn place(source: &Source, spot: &Spot, quoted: bool) -> Place {
    let span = source.span(spot.at.clone());
    let quoted = quoted && !source.text.is_empty() && !source.is_hushed();
    let line_text = quoted.then(|| source.quoted(span.line, |line| citizen_number::masked(line).into()));
    Place { path: Arc::clone(&source.path), document: spot.document, span, line_text }
}

/// The weight in this run, and the day to come that makes it an error: what the nearest profile of the region or else
/// the manifest sets, then the finding's own, then the rule's. What a source does not show, and what may well be right,
/// is worth knowing and no more, whatever is set.
fn weight(
    finding: &Finding,
    own: Severity,
    subject: &Subject,
    manifest: &Manifest,
) -> Option<(Severity, Option<Date>)> {
    let here = |profile: &&Profile| subject.region.starts_with(&profile.prefix) && !subject.region.is_empty();
    let mut profiles: Vec<&Profile> = manifest.profiles.iter().filter(here).collect();
    profiles.sort_by_key(|profile| std::cmp::Reverse(profile.prefix.len()));
    let mut weights = profiles.iter().map(|profile| &profile.rules).chain([&manifest.rules]);
    let unset = Weight { severity: Some(finding.severity.unwrap_or(own)), from: None };
    let weight = weights.find_map(|weights| weights.of(finding.rule)).unwrap_or(unset);
    let severity = weight.severity?;
    let key = finding.pointer.split('/').nth(1).unwrap_or_default();
    let not_seen = |key: &str| subject.not_seen.iter().any(|seen| seen.split('.').next() == Some(key));
    // Who does not see the code of an entry does not see the credit code that it begins with.
    let explained = not_seen(key) || (finding.pointer == "/body/uscc" && not_seen("code"));
    if finding.absent && explained || finding.severity == Some(Severity::Info) {
        return Some((Severity::Info, None));
    }
    Some((severity, weight.from))
}

/// Whether nothing tells an item from others.
fn is_nameless(identity: &str) -> bool {
    identity.bytes().all(|byte| byte == b'/')
}

/// Hash of rule, item and pointer: no path, no line, no message.
fn fingerprint(rule: &str, item: &str, pointer: &str) -> u128 {
    xxhash_rust::xxh3::xxh3_128(format!("{rule}\0{item}\0{pointer}").as_bytes())
}
