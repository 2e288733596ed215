//! Which files hold a state secret. Decided before any rule or frame repeats a word of them, and rather once too
//! often: level, organ and even the code can themselves be secret, and so is what was only nearly written right.

use std::sync::Arc;

use super::exemption::{self, Exemption};
use super::item::ItemKind;
use crate::source::node::Node;
use crate::source::tree::{Kind, Tree};
use crate::source::{self, Source};
use crate::standard::{Standard, words};

/// Values that a record of a state secret is written with, as [`bare`] leaves them.
const VALUES: [&str; 8] =
    ["statesecret", "国家秘密", "国家机密", "topsecret", "绝密", "机密", "秘密", "定密"];
/// The keys of such a record, and grounds and levels that stand where a key should.
const KEYS: [&str; 6] = ["secret", "statesecret", "国家秘密", "定密情况", "密级", "知悉范围"];
/// The key of the ground of a record, canonical and Chinese, and what people write for it.
const GROUND: [&str; 6] = ["ground", "grounds", "依据类别", "依据类型", "依据种类", "豁免依据"];
/// Parts of a ground that was meant to be that of a state secret.
const NEAR: [&str; 9] = ["statesecret", "国家秘密", "secret", "涉密", "绝密", "机密", "秘密", "定密", "国密"];
/// Grounds of one word that mean it, too.
const WHOLE: [&str; 7] = [
    "confidential",
    "classified",
    "classifiedmatter",
    "classifiedinformation",
    "保密",
    "保密事项",
    "保密信息",
];
/// Keys that may name the level of a secret, and the levels: of other things there are levels as well.
const LEVEL: [&str; 8] =
    ["level", "级别", "等级", "保密级别", "保密等级", "涉密级别", "涉密等级", "classification"];
const LEVELS: [&str; 8] = ["绝密级", "机密级", "秘密级", "绝密", "机密", "秘密", "topsecret", "secret"];
/// Parts of a key that no record has but one of a state secret.
const PARTS: [&str; 10] =
    ["密级", "密点", "定密", "涉密", "解密", "保密期限", "国密", "知悉", "secret", "classif"];
/// What is kept secret without being a state secret.
const OTHERS: [&str; 10] = [
    "商业秘密",
    "商业机密",
    "企业秘密",
    "企业机密",
    "技术秘密",
    "工作秘密",
    "tradesecret",
    "businesssecret",
    "commercialsecret",
    "worksecret",
];
/// Words of a text that could not be read as it stands, any of which closes it.
const WORDS: [&str; 10] = [
    "state-secret",
    "state_secret",
    "top-secret",
    "secret:",
    "国家秘密",
    "定密",
    "密级",
    "绝密",
    "机密",
    "知悉范围",
];
/// What nearly every file is without: parts of those words, and signs that can hide them.
const TRACES: [&str; 7] = ["ecret", "ECRET", "tate-s", "tate_s", "密", "\\", "\u{200B}"];
/// What a file of an item that must not be described may hold.
const WITHHELD: [&str; 2] = ["kind", "reference"];

/// Whether a file is to be closed: one of its documents holds a state secret, or one could not be read as it stands
/// and it looks as if it did.
pub fn closes<'t>(
    standard: &Standard,
    source: &Source,
    trees: impl Iterator<Item = &'t Tree> + Clone,
    is_whole: bool,
) -> bool {
    let has_trace =
        || TRACES.iter().any(|trace| source::places(source.text.as_bytes(), trace).next().is_some());
    !is_whole && looks_secret(standard, &source.text)
        || trees.clone().filter_map(Tree::root).any(|root| tells_at_once(standard, root))
        || has_trace() && trees.into_iter().any(|tree| is_secret(standard, tree))
}

/// Whether the items of a file are in no output: it holds a state secret, or the mark of one.
pub fn is_kept_back(source: &Source) -> bool {
    source.is_closed() || source.is_marked()
}

/// The same of any of the layers of an item.
pub fn is_any_kept_back(layers: &[Arc<Tree>]) -> bool {
    layers.iter().flat_map(|tree| tree.layers()).any(|layer| is_kept_back(&layer.source))
}

fn looks_secret(standard: &Standard, text: &str) -> bool {
    let text = &unescaped(text);
    let secret = &standard.grounds.get().secret;
    let mut said = text.split([',', ':', '{', '}', '[', ']', '\n', '"', '\'']);
    if said.any(|said| secret.is_claimed(said)) {
        return true;
    }
    let close = |c: &char| !matches!(c, ' ' | '\t' | '"' | '\'' | '\u{200B}'..='\u{200D}' | '\u{2060}');
    let text: String = text.chars().map(plain).filter(close).collect::<String>().to_lowercase();
    let has_ground = |key: &&str| text.split(&format!("{key}:")).skip(1).any(|rest| is_near(value_of(rest)));
    let mut kinds = ["kind:", "种类:"].into_iter().flat_map(|key| text.split(key).skip(1)).map(value_of);
    WORDS.iter().any(|word| text.contains(word)) || GROUND.iter().any(has_ground) || kinds.any(names_withheld)
}

/// A text with the characters that its escapes by number (`\u5bc6`) stand for.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('\\');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = piece.get(1..).filter(|_| piece.starts_with(['x', 'u', 'U'])).unwrap_or_default();
        let length = match piece.bytes().next() {
            Some(b'x') => 2,
            Some(b'u') => 4,
            _ => 8,
        };
        let sign = digits.get(..length).and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        plain.extend(sign);
        plain.push_str(sign.map_or(piece, |_| &digits[length..]));
    }
    plain
}

/// What stands before the end of a value.
fn value_of(rest: &str) -> &str {
    rest.split([',', '}', ']', '#', '\n']).next().unwrap_or(rest)
}

/// Whether a document holds a state secret.
pub fn is_secret(standard: &Standard, tree: &Tree) -> bool {
    let Some(root) = tree.root() else { return false };
    if tells_at_once(standard, root) {
        return true;
    }
    if root.str("kind") != Some("register") {
        return holds_secret(root);
    }
    // The entries of registers describe data, laws and bodies; their words are no records.
    let is_record = |(key, value): (Node<'_>, Node<'_>)| match key.text() {
        "entries" => value.descendants().flat_map(Node::all_entries).any(|(key, _)| is_one_of(&KEYS, key)),
        _ => holds_secret(value),
    };
    root.all_entries().any(is_record)
}

/// Whether a document shows it where it must: in its records, or beside the reference of what is withheld.
fn tells_at_once(standard: &Standard, root: Node<'_>) -> bool {
    beside_reference(root).next().is_some() || exemption::all(root).any(|own| is_record(standard, own))
}

/// Whether a document is the reference of a withheld item, or nearly.
pub fn is_withheld(root: Node<'_>) -> bool {
    let others = |kind: &&str| ItemKind::of(kind).is_none() && *kind != "register";
    root.str("kind").filter(others).is_some_and(names_withheld)
}

fn names_withheld(kind: &str) -> bool {
    let kind = bare(kind);
    kind == "不予公开" || words::is_slip_of(&kind, "withheld")
}

/// What stands in a document of a withheld item beside its reference: it describes what must not be described.
fn beside_reference(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let is_withheld = is_withheld(root);
    let keys = root.all_entries().filter(move |_| is_withheld).map(|(key, _)| key);
    keys.filter(|key| !WITHHELD.contains(&key.text()))
}

/// Whether a record is one of a state secret, by its ground, by what it holds, or in truth.
fn is_record(standard: &Standard, record: Exemption<'_>) -> bool {
    record.node.all_entries().any(|(key, value)| is_key_of_secret(key.text(), value.text()))
        || holds_secret(record.node)
        || is_disguised(standard, record)
}

/// Whether an entry of a record that no record has speaks of a state secret.
fn is_key_of_secret(key: &str, value: &str) -> bool {
    let is_prose = PROSE.contains(&key) || key.ends_with("_en");
    let is_word = || [NEAR.as_slice(), &WHOLE].concat().contains(&bare(value).as_str());
    if is_prose && is_word() {
        return true;
    }
    let key = without_others(key);
    !is_prose && !is_denial(value) && (PARTS.iter().any(|part| key.contains(part)) || is_near(value))
}

/// Whether a value says that there is no secret, and nothing else.
fn is_denial(value: &str) -> bool {
    const DENIALS: [&str; 9] = ["不涉及", "未涉及", "不属于", "不是", "并非", "没有", "不", "非", "无"];
    let value = value.trim();
    let is_one_clause = !value.contains(['，', '。', '；', '：', '、', ',', ';', '\n']);
    let begins = |rest: &str| NEAR.iter().any(|word| rest.starts_with(word));
    matches!(value, "否" | "无" | "false" | "no" | "公开" | "public")
        || is_one_clause
            && (DENIALS.iter().any(|word| value.strip_prefix(word).is_some_and(begins))
                || value.starts_with('与') && value.ends_with("无关"))
}

/// Keys of a record that say something in words of their own.
const PROSE: [&str; 6] = ["id", "reason", "public_note", "citation", "scope", "alternative"];

/// Whether a record leaves out what only a state secret can leave out, and declares another ground: it stands on the
/// provisions by which secrets are made, or says so of the whole item.
fn is_disguised(standard: &Standard, record: Exemption<'_>) -> bool {
    let secret = &standard.grounds.get().secret;
    if !record.node.str("duty").is_some_and(|duty| secret.duties.iter().any(|own| own == duty)) {
        return false;
    }
    let cited = record.node.get("citation").is_some_and(|citation| {
        let articles = citation.get("articles").into_iter().flat_map(Node::items).map(Node::text);
        secret.is_cited(citation.str("law").unwrap_or(citation.text()), articles)
    });
    let scope = record.scope();
    let is_all = || record.node.tree().root().is_some_and(|root| record.whole(root).is_some());
    let told = ["reason", "public_note"].iter().filter_map(|key| record.node.str(key));
    cited
        || (scope.is_whole() || scope.is_empty() || is_all())
            && told.into_iter().any(|text| secret.is_claimed(text))
}

fn holds_secret(node: Node<'_>) -> bool {
    node.descendants().any(tells)
}

/// Whether a node by itself tells of a state secret.
fn tells(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Text => is_one_of(&VALUES, node) || holds_record(node.text()),
        Kind::Map => node.all_entries().any(|(key, value)| {
            is_one_of(&KEYS, key)
                || value.is_map() && is_one_of(&["secrets"], key)
                || holds_record(key.text())
                || is_ground(key.text()) && is_near(value.text())
                || is_one_of(&LEVEL, key) && is_one_of(&LEVELS, value)
        }),
        _ => false,
    }
}

fn is_one_of(words: &[&str], node: Node<'_>) -> bool {
    words.contains(&bare(node.text()).as_str())
}

/// Whether a key is that of a ground, or nearly.
fn is_ground(key: &str) -> bool {
    // Every key of a document is asked: most end here.
    if !key.starts_with(['g', 'G', 'ｇ', 'Ｇ', '依', '豁']) {
        return false;
    }
    let key = bare(key);
    GROUND.contains(&key.as_str()) || words::is_slip_of(&key, GROUND[0])
}

/// Whether a ground was meant to be that of a state secret.
fn is_near(ground: &str) -> bool {
    let ground = without_others(ground);
    NEAR.iter().any(|word| ground.contains(word))
        || WHOLE.contains(&ground.as_str())
        || ["statesecret", "secret"].iter().any(|word| words::is_slip_of(&ground, word))
}

/// A text without the names of other secrets.
fn without_others(text: &str) -> String {
    OTHERS.iter().fold(bare(text), |text, other| text.replace(other, ""))
}

/// Whether a text holds the key of a record, which a slip of the pen made a text.
fn holds_record(text: &str) -> bool {
    let wide = text.contains('：');
    let text: String = text.chars().map(plain).collect::<String>().to_lowercase();
    let is_key = |key: &str, says: &dyn Fn(&str) -> bool| {
        text.match_indices(key).any(|(at, _)| {
            let before = text[..at].trim_end_matches([' ', '"', '\'']);
            let after = text[at + key.len()..].trim_start_matches([' ', '"', '\'']);
            let begins = before.is_empty() || before.ends_with(['{', '[', ',', '-', '?', '\n']);
            // No prose has this colon after a word of a key.
            let begins = begins || wide && text[..at].ends_with(|c: char| !c.is_alphanumeric());
            begins && after.strip_prefix(':').is_some_and(says)
        })
    };
    let names_secret = |rest: &str| {
        let rest = bare(rest);
        VALUES[..3].iter().any(|word| rest.starts_with(word))
    };
    is_key("secret", &|_| true)
        || is_key("定密情况", &|_| true)
        || GROUND.iter().any(|key| is_key(key, &names_secret))
}

/// The letters, digits and characters of a text, small, half-width and simplified.
fn bare(text: &str) -> String {
    text.chars().map(plain).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A character at half width, and of the words above the simplified one.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '國' => '国',
        '機' => '机',
        '祕' => '秘',
        '絕' => '绝',
        '級' => '级',
        '據' => '据',
        '類' => '类',
        '別' => '别',
        other => other,
    }
}

/// Where the secret stands in a document: its records, what stands beside a reference, else the first word that
/// tells of it.
pub fn records<'t>(standard: &Standard, tree: &'t Tree) -> Vec<Node<'t>> {
    let Some(root) = tree.root() else { return Vec::new() };
    let records = exemption::all(root).filter(|record| is_record(standard, *record));
    let mut found: Vec<_> = records.map(|record| record.node).collect();
    if found.is_empty() {
        found.extend(beside_reference(root));
    }
    if found.is_empty() {
        found.extend(root.descendants().find(|node| tells(*node)));
    }
    found
}
