//! Shape findings in plain words of both languages: what stands there, what is allowed,
//! what was probably meant. No text of the schema engine gets through.

use std::borrow::Cow;

use super::codes::{Code, CodeList};
use super::elements::{Element, Elements};
use crate::diagnostic::Text;
use crate::numbers::citizen_number;
use crate::source::node::Node;
use crate::source::tree::Kind;

/// Longest value that a message repeats, in characters.
const LONGEST_VALUE: usize = 40;
/// Most names that a help text lists.
const MOST_VALUES: usize = 12;

/// `key` with its name in both languages.
pub fn named(key: &str, element: Option<&Element>) -> Text {
    match element.and_then(|element| element.name.as_ref()) {
        Some(name) if name.en != key => {
            Text::new(format!("`{key}` ({})", name.en), format!("“{}”（{key}）", name.zh))
        }
        Some(name) => Text::new(format!("`{key}`"), format!("“{}”（{key}）", name.zh)),
        None => Text::new(format!("`{key}`"), format!("“{key}”")),
    }
}

/// The name of a node by the key that leads to it; entries of a list by that of the list.
pub fn name_of(node: Node<'_>, element: Option<&Element>) -> Text {
    let path = node.path();
    match path.last().and_then(|step| step.key) {
        Some(key) => named(key.text(), element),
        None => match path.iter().rev().find_map(|step| step.key) {
            Some(key) => {
                Text::new(format!("an entry of `{}`", key.text()), format!("“{}”中的一项", key.text()))
            }
            None => Text::new("the document", "该文档"),
        },
    }
}

/// A value as a message repeats it: one line, not too long.
pub fn shown(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Map => "{…}".to_owned(),
        Kind::List => "[…]".to_owned(),
        _ => shorten(node.text()).into_owned(),
    }
}

/// A text as a message repeats it.
pub fn shorten(text: &str) -> Cow<'_, str> {
    let text = citizen_number::masked(text);
    // Rules ask for the names of sound materials too: most texts stay as they are.
    if text.len() <= LONGEST_VALUE && !text.contains(char::is_control) {
        return text;
    }
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(LONGEST_VALUE) {
        Some((cut, _)) => format!("{}…", &line[..cut]).into(),
        None => line.into(),
    }
}

/// What a node is, as a person would say.
pub fn what_stands(node: Node<'_>) -> Text {
    let value = shown(node);
    match node.kind() {
        Kind::Map => Text::new("a map of keys", "一组键值"),
        Kind::List => Text::new("a list", "列表"),
        Kind::Text => Text::new(format!("the text \"{value}\""), format!("文字“{value}”")),
        Kind::Bool => Text::new(format!("the flag {value}"), format!("是否值{value}")),
        Kind::Int | Kind::Float => Text::new(format!("the number {value}"), format!("数字{value}")),
        Kind::Null => Text::new("nothing", "空值"),
    }
}

/// What the types of a schema want.
pub fn wanted(types: &[String]) -> Text {
    let word = |name: &str| match name {
        "string" => ("a text", "文字"),
        "integer" => ("a whole number", "整数"),
        "number" => ("a number", "数字"),
        "boolean" => ("true or false", "true或false"),
        "array" => ("a list", "列表"),
        "object" => ("a map of keys", "一组键值"),
        _ => ("another value", "其他值"),
    };
    let words: Vec<_> = types.iter().map(|name| word(name)).collect();
    let en: Vec<_> = words.iter().map(|word| word.0).collect();
    let zh: Vec<_> = words.iter().map(|word| word.1).collect();
    Text::new(en.join(" or "), zh.join("或"))
}

/// What to write where a value of these types is wanted.
pub fn how_to_write(elements: &Elements, element: &Element, node: Node<'_>) -> Text {
    if let Some(hint) = &element.hint {
        return Text::new(format!("write {}", hint.en), format!("请写：{}", hint.zh));
    }
    let scalar = !node.is_collection();
    match element.types.first().map(String::as_str) {
        Some("string") if scalar => {
            let text = node.as_written();
            Text::new(format!("put it in quotes: \"{text}\""), format!("请加引号：\"{text}\""))
        }
        Some("boolean") => Text::new("write true or false, without quotes", "请写true或false，不加引号"),
        Some("integer" | "number") => {
            Text::new("write a number, without quotes and unit", "请写数字，不加引号和单位")
        }
        Some("array") => Text::new(
            "write a list: `[a, b]`, or one entry a line after `- `",
            "请写列表：[甲, 乙]，或每行一项、以“- ”开头",
        ),
        Some("object") => {
            let keys = elements.children(element).take(6).map(|(key, _)| key).collect::<Vec<_>>().join(", ");
            Text::new(format!("write keys below it, such as {keys}"), format!("请在其下写键，如 {keys}"))
        }
        _ => Text::new("write a single text", "请写一段文字"),
    }
}

/// What may be written instead of a value that a list does not have, where the list is written by a profile or none.
pub fn instead(element: &Element, node: Node<'_>, profile: Option<&str>) -> Text {
    let text = node.text();
    let Some(list) = &element.list else {
        let allowed = element.values.join(", ");
        return Text::new(format!("write one of: {allowed}"), format!("请写下列之一：{allowed}"));
    };
    let allowed = allowed(list, &element.values);
    let digits = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if let Some(meant) = digits.then(|| numbered(list, &element.values, text, profile)).flatten() {
        return Text::new(
            format!("write {}: official codes are not used as values; allowed: {}", meant.en, allowed.en),
            format!("请写{}：不用官方代码作值；可选：{}", meant.zh, allowed.zh),
        );
    }
    if let Some(several) = several(list, &element.values, text)
        .filter(|_| node.path().last().is_some_and(|step| step.key.is_none()))
    {
        return Text::new(
            format!("write an entry for each: {}; allowed: {}", several.join(", "), allowed.en),
            format!("请各写一项：{}；可选：{}", several.join("、"), allowed.zh),
        );
    }
    match meant(list, &element.values, text) {
        Some(code) => {
            let meant = code_named(code);
            Text::new(
                format!("did you mean {}? allowed: {}", meant.en, allowed.en),
                format!("是否应为{}？可选：{}", meant.zh, allowed.zh),
            )
        }
        None => Text::new(format!("write one of: {}", allowed.en), format!("请写下列之一：{}", allowed.zh)),
    }
}

fn code_named(code: &Code) -> Text {
    Text::new(format!("`{}` ({})", code.slug, code.zh), format!("“{}”（{}）", code.slug, code.zh))
}

/// The value that an official code means by a profile; without one by the national list, and by profiles that say otherwise.
fn numbered(list: &CodeList, values: &[String], number: &str, profile: Option<&str>) -> Option<Text> {
    let is_allowed = |code: &&Code| values.is_empty() || values.contains(&code.slug);
    if let Some(profile) = profile {
        return list.numbered_by(number, profile).filter(is_allowed).map(code_named);
    }
    let national = list.numbered(number).filter(is_allowed);
    let otherwise = list.profiles().filter_map(|profile| {
        let code = list.numbered_by(number, profile).filter(is_allowed)?;
        let named = code_named(code);
        let by = || {
            Text::new(
                format!("{} by the list `{profile}`", named.en),
                format!("{}（按代码表“{profile}”）", named.zh),
            )
        };
        national.is_none_or(|own| own.slug != code.slug).then(by)
    });
    let all = national.map(code_named).into_iter().chain(otherwise);
    all.reduce(|a, b| Text::new(format!("{} or {}", a.en, b.en), format!("{}或{}", a.zh, b.zh)))
}

/// The values of a text that names several of a list, such as 纸质/电子化.
fn several<'l>(list: &'l CodeList, values: &[String], text: &str) -> Option<Vec<&'l str>> {
    let parts = text.split(['/', '、', ',', '，', ';', '；', '和', '或']).map(str::trim);
    let part = |part: &str| list.get(part).or_else(|| list.labelled(part));
    let codes: Vec<&str> = parts.map(|own| Some(part(own)?.slug.as_str())).collect::<Option<_>>()?;
    let are_allowed = values.is_empty() || codes.iter().all(|own| values.iter().any(|value| value == own));
    (codes.len() > 1 && are_allowed).then_some(codes)
}

/// The allowed values of an element as a list for people, for a missing key.
pub fn choices(element: &Element) -> Option<Text> {
    element.list.as_ref().map(|list| allowed(list, &element.values))
}

fn allowed(list: &CodeList, values: &[String]) -> Text {
    let codes: Vec<_> =
        list.codes().iter().filter(|code| values.is_empty() || values.contains(&code.slug)).collect();
    some_of(&codes.iter().map(|code| format!("{} {}", code.slug, code.zh)).collect::<Vec<_>>())
}

/// Names one after another: the first few, and how many more there are.
pub fn some_of(names: &[impl AsRef<str>]) -> Text {
    let words: Vec<&str> = names.iter().take(MOST_VALUES).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(MOST_VALUES) {
        0 => Text::new(words.join(", "), words.join("、")),
        more => Text::new(
            format!("{} and {more} more", words.join(", ")),
            format!("{}等，另有{more}项", words.join("、")),
        ),
    }
}

/// The value that a slip of slug or label probably means.
fn meant<'l>(list: &'l CodeList, values: &[String], text: &str) -> Option<&'l Code> {
    alike(list, values, text).into_iter().next().map(|(_, code)| code)
}

/// The values that are like a slip, the nearest first.
fn alike<'l>(list: &'l CodeList, values: &[String], text: &str) -> Vec<(usize, &'l Code)> {
    let tidy = tidy(text);
    let codes = list.codes().iter().filter(|code| values.is_empty() || values.contains(&code.slug));
    let mut alike: Vec<_> = codes
        .filter_map(|code| {
            let names = [&code.slug, &code.zh, &code.en];
            Some((names.into_iter().filter_map(|name| distance(&tidy, name)).min()?, code))
        })
        .collect();
    alike.sort_by_key(|(distance, _)| *distance);
    alike
}

/// The slug that a slip can only mean: the one value that is like it, in a list that no law
/// builds on; and whether it is so like that nothing else can be meant.
pub fn slip(element: &Element, node: Node<'_>) -> Option<(String, bool)> {
    let list = element.list.as_ref().filter(|list| !list.is_legal())?;
    let [(_, code)] = alike(list, &element.values, node.text())[..] else { return None };
    let written = tidy(node.text());
    let close = [&code.slug, &code.zh, &code.en].into_iter().any(|name| {
        let edits = strsim::damerau_levenshtein(&written, &name.to_lowercase().replace(' ', "-"));
        // One sign more can turn a Chinese label into its opposite; short words are too near to others.
        let same_length = written.chars().count() == name.chars().count();
        edits == 0 || edits == 1 && if name.is_ascii() { name.len() > 4 } else { same_length }
    });
    Some((code.slug.clone(), close))
}

/// A value in half-width small letters, blanks as hyphens.
fn tidy(text: &str) -> String {
    let narrow = half_width(text.trim().replace(['_', ' '], "-").as_str());
    narrow.unwrap_or_else(|| text.trim().replace(['_', ' '], "-")).to_lowercase()
}

/// The key of a map that a slip probably means: canonical key or Chinese name.
pub fn nearest_key<'e>(
    elements: &'e Elements,
    element: &'e Element,
    key: &str,
) -> Option<(&'e str, &'e Element)> {
    let tidy = key.trim().to_lowercase().replace(['-', ' '], "_");
    elements
        .children(element)
        .flat_map(|(name, child)| {
            let zh = child.name.as_ref().map(|text| text.zh.as_ref());
            [Some(name), zh].into_iter().flatten().map(move |spelling| (name, child, spelling))
        })
        .filter_map(|(name, child, spelling)| Some((distance(&tidy, spelling)?, name, child)))
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, name, child)| (name, child))
}

/// The names that are most like a slip, at most `most` of them.
pub fn nearest<'n>(slip: &str, names: impl Iterator<Item = &'n str>, most: usize) -> Vec<&'n str> {
    let mut near: Vec<_> = names.filter_map(|name| Some((distance(slip, name)?, name))).collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(most).map(|(_, name)| name).collect()
}

/// Edits between two words, in 1000ths of the longer one; none where they are not alike.
pub fn distance(slip: &str, word: &str) -> Option<usize> {
    let (slip_length, length) = (slip.chars().count(), word.chars().count());
    let longer = length.max(slip_length);
    // One character of a label says little, and two may not differ in half of four.
    let most = if longer == 1 { 0 } else { (longer / 3).max(1) };
    let contained = slip_length >= 2 && length >= 2 && (word.contains(slip) || slip.contains(word));
    if slip_length == 0 || (length.abs_diff(slip_length) > most && !contained) {
        return None;
    }
    let edits = strsim::damerau_levenshtein(slip, word);
    (edits <= most || contained).then(|| edits * 1000 / longer)
}

/// Whether a text is a word, or nearly is: one sign or two may be wrong.
pub fn is_slip_of(text: &str, word: &str) -> bool {
    strsim::damerau_levenshtein(text, word) <= word.len() / 5
}

/// The half-width writing of a text that holds full-width characters or blanks.
pub fn half_width(text: &str) -> Option<String> {
    let narrow: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'))
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect();
    (narrow != text).then_some(narrow)
}
