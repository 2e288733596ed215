//! A document against its schema: each violation becomes one finding in the standard's words.

use super::Standard;
use super::codes::profile_of;
use super::elements::{Element, Elements};
use super::regular;
use super::slips;
use super::unknown::{MOST_GUESSES, unknown_keys};
use super::validator::{Fault, Violation, doubled};
use super::words;
use crate::diagnostic::Text;
use crate::error::Error;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Kind;

/// All that is wrong with the shape of a document or of a resolved item. `elements` is the
/// schema file whose elements name things; `schema` the one that is checked.
pub fn check(
    standard: &Standard,
    schema: &str,
    elements: &str,
    root: Node<'_>,
) -> Result<Vec<Finding>, Error> {
    check_values(standard, schema, elements, root).map(|(findings, _)| findings)
}

/// A key that is a slip: the numbers of its map and of itself, and the name that was meant.
pub type Slip = (u32, u32, String);

/// What nobody is to read in a document whose shape is wrong.
#[derive(Debug, Default)]
pub struct Lost {
    /// The numbers of values from which nothing can be read.
    pub values: Vec<u32>,
    /// Keys that are a slip for the name of one that is missing.
    pub slips: Vec<Slip>,
}

/// The same, with what cannot be read.
pub fn check_values(
    standard: &Standard,
    schema: &str,
    elements: &str,
    root: Node<'_>,
) -> Result<(Vec<Finding>, Lost), Error> {
    let validator = standard.validator(schema)?;
    if validator.is_valid(root) {
        return Ok((Vec::new(), Lost::default()));
    }
    let words = Words { standard, elements: standard.elements(elements)? };
    let violations = validator.violations(root);
    let is_unread = |own: &&Violation<'_>| own.node.number() > 0 && words.hides_value(own);
    let values = violations.iter().filter(is_unread).map(|violation| violation.node.number()).collect();
    let meant: Vec<_> = violations.iter().flat_map(|violation| words.meant(violation)).collect();
    // Who misspells a key does not leave it out besides.
    let is_meant = |own: &&Violation<'_>| match &own.fault {
        Fault::Missing(key) => meant.iter().any(|(map, _, name)| *map == own.node && name == key),
        _ => false,
    };
    let findings =
        violations.iter().filter(|own| !is_meant(own)).flat_map(|own| words.findings(own)).collect();
    let slips =
        meant.iter().map(|(map, key, name)| (map.number(), key.number(), (*name).to_owned())).collect();
    Ok((findings, Lost { values, slips }))
}

/// What to say of a map whose kind no schema describes; nothing where the kind is empty,
/// which is reported by itself.
pub fn unknown_kind(standard: &Standard, root: Node<'_>) -> Option<Finding> {
    let value = |names: [&str; 2]| names.iter().find_map(|name| root.get(name));
    let kind = value(["kind", "种类"]);
    let is_register = kind.is_some_and(|kind| matches!(kind.text(), "register" | "登记册"));
    let (key, value) =
        if is_register { ("register", value(["register", "登记册"])) } else { ("kind", kind) };
    let choices: Vec<String> = if is_register {
        let files = standard.schemas.paths().filter_map(|file| file.strip_prefix("registers/"));
        let names = files.filter_map(|file| file.strip_suffix(".schema.json"));
        names.filter(|name| !name.ends_with("-table")).map(str::to_owned).collect()
    } else {
        let kinds = standard.list("kind").map(|list| list.codes()).unwrap_or_default();
        kinds.iter().map(|code| format!("{} {}", code.slug, code.zh)).collect()
    };
    let help = Text::new(
        format!("write one of: {}", choices.join(", ")),
        format!("请写下列之一：{}", choices.join("、")),
    );
    let finding = match value {
        None => {
            let message = Text::new(
                format!("`{key}` is missing, so nothing more can be checked"),
                format!("缺少“{key}”，无法继续检查"),
            );
            Finding::missing("kind-known", root, key, message)
        }
        Some(value) if value.kind() == Kind::Null => return None,
        Some(value) => {
            let stands = words::what_stands(value);
            let message = Text::new(
                format!("`{key}` does not know {}, so nothing more can be checked", stands.en),
                format!("“{key}”不认识{}，无法继续检查", stands.zh),
            );
            Finding::at("kind-known", value, message)
        }
    };
    Some(finding.help(help))
}

/// What the standard calls things.
pub(super) struct Words<'s> {
    pub(super) standard: &'s Standard,
    pub(super) elements: &'s Elements,
}

impl Words<'_> {
    pub(super) fn element(&self, node: Node<'_>) -> Option<&Element> {
        self.elements.of(node)
    }

    /// Whether a value with such a fault tells nothing: a code without quotes and an empty list can be read.
    fn hides_value(&self, violation: &Violation<'_>) -> bool {
        match violation.fault {
            Fault::Type | Fault::Pattern => {
                !self.element(violation.node).is_some_and(|element| unquoted_code(violation.node, element))
            }
            Fault::NotListed
            | Fault::Date
            | Fault::Expression
            | Fault::TooShort
            | Fault::TooSmall(_)
            | Fault::TooLarge(_)
            | Fault::Step(_) => true,
            Fault::Missing(_)
            | Fault::Unknown(_)
            | Fault::TooLong(_)
            | Fault::TooFew(_)
            | Fault::Doubled
            | Fault::Other(_) => false,
        }
    }

    fn findings(&self, violation: &Violation<'_>) -> Vec<Finding> {
        let node = violation.node;
        let element = self.element(node);
        match &violation.fault {
            Fault::Missing(key) => vec![self.missing(node, element, key)],
            Fault::Unknown(keys) => unknown_keys(node, keys)
                .map(|(at, key)| self.unknown(node, key, element.filter(|_| at < MOST_GUESSES)))
                .collect(),
            // An empty value is reported when the document is read.
            _ if node.kind() == Kind::Null => Vec::new(),
            fault => {
                let Some(element) = element else { return vec![unnamed(node)] };
                vec![self.value(node, element, fault)]
            }
        }
    }

    fn missing(&self, map: Node<'_>, element: Option<&Element>, key: &str) -> Finding {
        let child = element.and_then(|element| self.elements.value(element, key));
        let name = words::named(key, child);
        let rule = rule(child, "required", "element-missing");
        let message = if map.number() == 0 {
            Text::new(format!("{} is missing", name.en), format!("缺少{}", name.zh))
        } else {
            let owner = words::name_of(map, element);
            Text::new(format!("{} lacks {}", owner.en, name.en), format!("{}缺少{}", owner.zh, name.zh))
        };
        let choices = child.and_then(words::choices);
        let hint = child.and_then(|child| child.hint.as_ref());
        let help = match (choices, hint) {
            (Some(choices), _) => Text::new(
                format!("add `{key}:` with one of: {}", choices.en),
                format!("请补写“{key}:”，可选：{}", choices.zh),
            ),
            (None, Some(hint)) => {
                Text::new(format!("add `{key}:`, {}", hint.en), format!("请补写“{key}:”，{}", hint.zh))
            }
            (None, None) => Text::new(format!("add `{key}:`"), format!("请补写“{key}:”")),
        };
        Finding::missing(rule, map, key, message).help(help)
    }

    fn value(&self, node: Node<'_>, element: &Element, fault: &Fault) -> Finding {
        let name = words::name_of(node, Some(element));
        let stands = words::what_stands(node);
        let value = words::shown(node);
        match fault {
            Fault::Type | Fault::Pattern if unquoted_code(node, element) => code_unquoted(node, &name),
            Fault::Type if element.is_number() && !node.is_carried() => out_of_range(node, &name, fault),
            Fault::Type => self.wrong_type(node, element, &name, &stands),
            Fault::NotListed => {
                let message = Text::new(
                    format!("{} does not allow {}", name.en, stands.en),
                    format!("{}不能取{}", name.zh, stands.zh),
                );
                let finding = Finding::at(rule(Some(element), "enum", "value-not-listed"), node, message);
                slips::slug(
                    finding.help(words::instead(element, node, self.profile(node, element))),
                    node,
                    element,
                )
            }
            Fault::Pattern => wrong_shape(node, element, &name),
            Fault::Expression => {
                let message = Text::new(
                    format!("{}: \"{value}\" is no regular expression that browsers read", name.en),
                    format!("{}：“{value}”不是浏览器能识别的正则表达式", name.zh),
                );
                let finding = Finding::at(rule(Some(element), "format", "value-shape"), node, message);
                finding.help(
                    regular::fault(node.text()).unwrap_or_else(|| Text::new("another shape", "其他形式")),
                )
            }
            Fault::Date => {
                let message = Text::new(
                    format!("{}: \"{value}\" is not a date of the calendar", name.en),
                    format!("{}：“{value}”不是日历上的日期", name.zh),
                );
                slips::date(
                    Finding::at("date-impossible", node, message).help(slips::date_help(node.text())),
                    node,
                )
            }
            Fault::Doubled => {
                let (first, second) = doubled(node).unwrap_or((node, node));
                let value = words::shown(second);
                let message = Text::new(
                    format!("{} names {value} twice", name.en),
                    format!("{}重复列出“{value}”", name.zh),
                );
                Finding::at("value-doubled", second, message)
                    .beside(first, Text::new("first stands here", "首次出现在此处"))
                    .help(Text::new("keep one of the two", "请只保留一处"))
            }
            Fault::TooFew(limit) => {
                let message = Text::new(
                    format!("{} needs at least {limit} entry", name.en),
                    format!("{}至少应有{limit}项", name.zh),
                );
                let help = Text::new("add an entry", "请补写内容");
                Finding::at(rule(Some(element), "minItems", "value-out-of-range"), node, message).help(help)
            }
            fault => out_of_range(node, &name, fault),
        }
    }

    /// The profile by which the place of a document writes the list of an element.
    fn profile(&self, node: Node<'_>, element: &Element) -> Option<&str> {
        let root = node.tree().root()?;
        let region = root.str("region").or_else(|| root.get("scope")?.str("region"));
        let province = ["code", "implements"].iter().find_map(|key| root.str(key)?.get(..2));
        profile_of(&self.standard.regional, region.or(province)?, &element.list.as_ref()?.name)
    }

    fn wrong_type(&self, node: Node<'_>, element: &Element, name: &Text, stands: &Text) -> Finding {
        let wanted = words::wanted(&element.types);
        let message = Text::new(
            format!("{} must be {}, but here stands {}", name.en, wanted.en, stands.en),
            format!("{}应为{}，此处却是{}", name.zh, wanted.zh, stands.zh),
        );
        let help = match node.as_str().map(str::to_lowercase).as_deref() {
            Some("yes" | "on" | "y") if element.is_flag() => Text::new("write true", "请写true"),
            Some("no" | "off" | "n") if element.is_flag() => Text::new("write false", "请写false"),
            _ => words::how_to_write(self.elements, element, node),
        };
        let finding = Finding::at(rule(Some(element), "type", "element-type"), node, message);
        slips::number(finding.help(help), node, element)
    }
}

/// The rule that the standard names for a keyword, else the general one.
fn rule(element: Option<&Element>, keyword: &str, general: &'static str) -> &'static str {
    element.and_then(|element| element.rule(keyword)).unwrap_or(general)
}

/// Whether a code is a plain scalar that YAML reads as a number: decided by how it is written.
fn unquoted_code(node: Node<'_>, element: &Element) -> bool {
    element.code && matches!(node.kind(), Kind::Int | Kind::Float)
}

fn code_unquoted(node: Node<'_>, name: &Text) -> Finding {
    let lexeme = node.as_written();
    let message = Text::new(
        format!("{}: {lexeme} without quotes is read as a number, and zeros can be lost", name.en),
        format!("{}：{lexeme}未加引号会被读作数字，可能丢失前导零", name.zh),
    );
    let help = Text::new(format!("write \"{lexeme}\""), format!("请写作 \"{lexeme}\""));
    Finding::at("code-unquoted", node, message).help(help).fix(format!("\"{lexeme}\""), true)
}

fn wrong_shape(node: Node<'_>, element: &Element, name: &Text) -> Finding {
    let value = words::shown(node);
    let general = || Text::new("it in the shape that the standard describes", "标准所规定的形式");
    let hint = element.hint.clone().unwrap_or_else(general);
    // Of blanks alone nothing is left to write.
    let narrow = words::half_width(node.text()).filter(|narrow| !narrow.is_empty());
    let (message, help) = match narrow {
        Some(narrow) => (
            Text::new(
                format!("{}: \"{value}\" holds full-width characters or blanks", name.en),
                format!("{}：“{value}”含有全角字符或空格", name.zh),
            ),
            Text::new(
                format!("write \"{narrow}\"; {}", hint.en),
                format!("请写作 \"{narrow}\"；{}", hint.zh),
            ),
        ),
        None => (
            Text::new(
                format!("{}: \"{value}\" has {} characters and not the right shape", name.en, length(node)),
                format!("{}：“{value}”共{}个字符，形式不符", name.zh, length(node)),
            ),
            Text::new(format!("write {}", hint.en), format!("请写：{}", hint.zh)),
        ),
    };
    slips::width(Finding::at(rule(Some(element), "pattern", "value-shape"), node, message).help(help), node)
}

fn length(node: Node<'_>) -> usize {
    node.text().chars().count()
}

fn out_of_range(node: Node<'_>, name: &Text, fault: &Fault) -> Finding {
    let value = words::shown(node);
    let (message, help) = match fault {
        Fault::Type => (
            Text::new(
                format!("{}: {value} is a number that no data format carries", name.en),
                format!("{}：{value}超出数据格式所能表示的数", name.zh),
            ),
            Text::new("write the number that is meant, with fewer digits", "请写出实际的数，减少位数"),
        ),
        Fault::TooLong(limit) => (
            Text::new(
                format!("{} has {} characters; at most {limit} are allowed", name.en, length(node)),
                format!("{}有{}个字符，最多{limit}个", name.zh, length(node)),
            ),
            Text::new("shorten the text", "请缩短文字"),
        ),
        Fault::TooShort => (
            Text::new(format!("{} is an empty text", name.en), format!("{}是空文字", name.zh)),
            Text::new("write a text, or leave the key out", "请填写文字，或删除该键"),
        ),
        Fault::TooSmall(limit) => (
            Text::new(
                format!("{}: {value} is less than {limit}", name.en),
                format!("{}：{value}小于{limit}", name.zh),
            ),
            Text::new(format!("write {limit} or more"), format!("请写不小于{limit}的数")),
        ),
        Fault::TooLarge(limit) => (
            Text::new(
                format!("{}: {value} is more than {limit}", name.en),
                format!("{}：{value}大于{limit}", name.zh),
            ),
            Text::new(format!("write {limit} or less"), format!("请写不大于{limit}的数")),
        ),
        Fault::Step(step) => (
            Text::new(
                format!("{}: {value} is not a multiple of {step}", name.en),
                format!("{}：{value}不是{step}的倍数", name.zh),
            ),
            Text::new(format!("write a multiple of {step}"), format!("请写{step}的倍数")),
        ),
        _ => return unnamed(node),
    };
    Finding::at("value-out-of-range", node, message).help(help)
}

/// For a keyword that no edition uses yet: honest, without text of the schema engine.
fn unnamed(node: Node<'_>) -> Finding {
    let name = words::name_of(node, None);
    let message = Text::new(
        format!("{} is not what the standard describes", name.en),
        format!("{}不符合标准的规定", name.zh),
    );
    Finding::at("value-shape", node, message)
        .help(Text::new("compare with an item that passes", "请与通过检查的事项对照"))
}
