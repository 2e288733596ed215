//! What an item asks of an applicant, in numbers, and how two items differ in it.

use super::Side;
use super::class::is_asked;
use crate::diagnostic::Text;
use crate::model::cases::{self, Choice};
use crate::source::node::Node;
use crate::source::tree::Kind as Shape;

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Measure {
    /// Materials to bring.
    Materials,
    /// Pieces of them, as stated.
    Copies,
    /// Visits in person.
    Visits,
    /// Signatures and seals.
    Signatures,
    /// Working days of the promise, else of the statutory limit.
    WorkingDays,
    /// The highest row of every fee, in fen.
    FeeFen,
    /// Situations asked and form fields to fill.
    Questions,
}

impl Measure {
    /// All of them, in the order of [`Burden`].
    pub const ALL: [Self; 7] = [
        Self::Materials,
        Self::Copies,
        Self::Visits,
        Self::Signatures,
        Self::WorkingDays,
        Self::FeeFen,
        Self::Questions,
    ];

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Materials => "materials",
            Self::Copies => "copies",
            Self::Visits => "visits",
            Self::Signatures => "signatures",
            Self::WorkingDays => "working_days",
            Self::FeeFen => "fee_fen",
            Self::Questions => "questions",
        }
    }

    /// Its name for people.
    pub fn name(self) -> Text {
        match self {
            Self::Materials => Text::new("materials", "需提交材料（项）"),
            Self::Copies => Text::new("copies", "材料份数（份）"),
            Self::Visits => Text::new("visits", "到场次数（次）"),
            Self::Signatures => Text::new("signatures", "签章（处）"),
            Self::WorkingDays => Text::new("working days", "办理时限（工作日）"),
            Self::FeeFen => Text::new("fees (yuan)", "费用（元）"),
            Self::Questions => Text::new("questions", "填写内容（项）"),
        }
    }
}

/// So much of each measure, in the order of [`Measure::ALL`]; none where it is not stated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Burden(pub [Option<f64>; 7]);

impl Burden {
    /// This burden less another: signed numbers.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        self.with(other, |own, other| Some(own? - other?))
    }

    /// Both together; what is stated of one only is that.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.with(other, |own, other| match (own, other) {
            (Some(own), Some(other)) => Some(own + other),
            (own, other) => own.or(other),
        })
    }

    fn with(self, other: Self, of: impl Fn(Option<f64>, Option<f64>) -> Option<f64>) -> Self {
        let mut both = [None; 7];
        for (place, (own, other)) in both.iter_mut().zip(self.0.into_iter().zip(other.0)) {
            *place = of(own, other);
        }
        Self(both)
    }

    /// Each measure with its number, in order.
    pub fn measures(self) -> impl Iterator<Item = (Measure, Option<f64>)> {
        Measure::ALL.into_iter().zip(self.0)
    }

    /// The measures that are known and not nothing.
    pub fn known(self) -> impl Iterator<Item = (Measure, f64)> {
        self.measures()
            .filter_map(|(measure, number)| Some((measure, number.filter(|number| *number != 0.0)?)))
    }
}

/// The burden of one case of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Sequence of the handling item.
    pub handling_item: Option<String>,
    /// Situation and answer.
    pub situation: Option<(String, String)>,
    /// The case in words.
    pub label: Text,
    /// How much.
    pub burden: Burden,
}

/// The item at its fullest: everything it can ask, once.
pub fn fullest(side: Side<'_>) -> Burden {
    count(side, None)
}

/// Each handling item, and each answer to a situation, one at a time.
pub fn cases(side: Side<'_>) -> Vec<Case> {
    let entries = |key: &str| side.root.get(key).into_iter().flat_map(Node::items).collect::<Vec<_>>();
    let of = |handling_item: Option<&str>, situation: Option<(&str, &str)>, label: Text| {
        let choice = Choice { handling_item, situations: situation.into_iter().collect(), path: None };
        Case {
            handling_item: handling_item.map(str::to_owned),
            situation: situation.map(|(id, option)| (id.to_owned(), option.to_owned())),
            label,
            burden: count(side, Some(&choice)),
        }
    };
    let mut all = Vec::new();
    for entry in entries("handling_items") {
        let Some(seq) = entry.str("seq") else { continue };
        let (zh, en) = called(entry, "name");
        let label = Text::new(format!("handling item {en}"), format!("业务办理项“{zh}”"));
        all.push(of(Some(seq), None, label));
    }
    for situation in entries("situations") {
        let Some(id) = situation.str("id") else { continue };
        let (question_zh, question) = called(situation, "question");
        for entry in situation.get("options").into_iter().flat_map(Node::items) {
            let Some(option) = entry.str("id") else { continue };
            let (zh, en) = called(entry, "label");
            let label = Text::new(format!("{question} {en}"), format!("“{question_zh}”选“{zh}”"));
            all.push(of(None, Some((id, option)), label));
        }
    }
    all
}

/// What an entry is called in Chinese and, else in Chinese too, in English.
fn called<'t>(entry: Node<'t>, key: &str) -> (&'t str, &'t str) {
    let key_of_entry = ["id", "seq"].iter().find_map(|key| entry.str(key)).unwrap_or_default();
    let zh = entry.str(key).unwrap_or(key_of_entry);
    (zh, entry.str(&format!("{key}_en")).unwrap_or(zh))
}

fn count(side: Side<'_>, choice: Option<&Choice<'_>>) -> Burden {
    let root = side.root;
    let applies = |list: &str, entry: Node<'_>| {
        choice.is_none_or(|choice| {
            entry.str("id").is_some_and(|id| cases::applying(root, list, choice).contains(&id))
        })
    };
    let materials = root.get("materials").map(|list| {
        let asked = list.items().filter(|entry| applies("materials", *entry));
        asked.map(|entry| side.at(entry)).filter(|entry| is_asked(*entry, "materials")).collect::<Vec<_>>()
    });
    let each = |of: &dyn Fn(Side<'_>) -> f64| Some(materials.as_ref()?.iter().map(|entry| of(*entry)).sum());
    let needed = root.at(&["signature", "needed"]).and_then(Node::as_bool);
    let seals = each(&|entry| if entry.get("seal").is_some_and(is_on) { 1.0 } else { 0.0 });
    let own = f64::from(u8::from(needed == Some(true)));
    let fees = root.get("fees").and_then(|list| {
        let fees = list.items().filter(|entry| applies("fees", *entry));
        fees.map(highest).try_fold(0.0, |sum, fee| Some(sum + fee?))
    });
    Burden([
        each(&|_| 1.0),
        each(&pieces),
        in_case(root, choice, &["on_site", "visits"]).and_then(Node::as_f64),
        Some(own + seals.unwrap_or(0.0)),
        working_days(root, choice),
        fees,
        Some(questions(root, choice)),
    ])
}

/// What is stated of an element, by the last case that a choice meets, else for the item.
fn in_case<'t>(root: Node<'t>, choice: Option<&Choice<'_>>, keys: &[&str]) -> Option<Node<'t>> {
    let cases = root.get("by_case").into_iter().flat_map(Node::items);
    let met = cases
        .filter(|case| choice.is_some_and(|choice| case.get("when").is_some_and(|when| choice.meets(when))));
    met.filter_map(|case| case.at(keys)).last().or_else(|| root.at(keys))
}

fn is_on(node: Node<'_>) -> bool {
    node.as_bool().unwrap_or(node.kind() == Shape::Text)
}

fn pieces(material: Side<'_>) -> f64 {
    let quantity = material.get("quantity");
    let number = |key: &str| quantity.and_then(|own| own.get(key)).and_then(Node::as_f64).unwrap_or(0.0);
    number("original") + number("copy")
}

fn highest(fee: Node<'_>) -> Option<f64> {
    let rows = fee.get("table")?.items().filter_map(|row| row.get("fen")?.as_f64());
    rows.reduce(f64::max)
}

fn working_days(root: Node<'_>, choice: Option<&Choice<'_>>) -> Option<f64> {
    let limit = in_case(root, choice, &["time_limit", "promised"])
        .or_else(|| in_case(root, choice, &["time_limit", "statutory"]))?;
    match limit.str("unit")? {
        "on-the-spot" => Some(0.0),
        "working-day" => limit.get("days")?.as_f64(),
        _ => None,
    }
}

fn questions(root: Node<'_>, choice: Option<&Choice<'_>>) -> f64 {
    let open = |node: &Node<'_>| {
        let when = node.get("when");
        choice.is_none_or(|choice| when.is_none_or(|when| choice.allows(when)))
    };
    let asked = |field: &Node<'_>| {
        field.get("required").and_then(Node::as_bool) == Some(true) && field.get("prefill").is_none()
    };
    let situations = root.get("situations").into_iter().flat_map(Node::items).filter(open).count();
    let sections = root.at(&["form", "sections"]).into_iter().flat_map(Node::items).filter(open);
    let fields = sections.filter_map(|section| section.get("fields")).flat_map(Node::items);
    #[expect(clippy::cast_precision_loss, reason = "a form has few fields")]
    let sum = (situations + fields.filter(open).filter(asked).count()) as f64;
    sum
}
