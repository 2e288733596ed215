//! Two effective items to their differences: pure, total, symmetrical. The principles stand in
//! `docs/compare.md`, what holds for one element in `variation.yaml`.

pub mod burden;
pub mod class;
pub mod pairs;
pub mod verdict;
pub mod walk;
pub mod words;

use serde::Serialize;

use crate::diagnostic::Text;
use crate::model::registers::Registers;
use crate::source::node::Node;
use crate::source::tree::Kind as Shape;
use crate::standard::elements::Element;
use crate::standard::variation::{Dimension, Machine, Staff};

/// One of the two items: its root, and the registers it refers to.
#[derive(Clone, Copy, Debug)]
pub struct Side<'t> {
    /// The effective item.
    pub root: Node<'t>,
    /// What shared materials and names of laws mean.
    pub registers: &'t Registers<'t>,
}

/// Keys of an entry of the register of materials that stay there.
const OF_THE_REGISTER: [&str; 3] = ["id", "aliases", "provenance"];

impl<'t> Side<'t> {
    /// Another place of the same item.
    #[must_use]
    pub fn at(self, root: Node<'t>) -> Self {
        Self { root, ..self }
    }

    /// The value of a key; of a shared material, what the register says where the item says nothing.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        let own = self.root.get(key);
        own.or_else(|| self.shared()?.get(key).filter(|_| !OF_THE_REGISTER.contains(&key)))
    }

    /// Key and value of all entries; a shared material is written out.
    pub fn entries(self) -> Vec<(&'t str, Node<'t>)> {
        let own = self.root.entries().filter(|(_, value)| value.kind() != Shape::Null);
        let mut entries: Vec<(&str, Node<'t>)> = own.map(|(key, value)| (key.text(), value)).collect();
        if self.shared().is_some() {
            entries.retain(|(key, _)| *key != "shared");
            entries.extend(self.taken_over());
        }
        entries
    }

    /// Key and value of what a shared material leaves to the register.
    pub fn taken_over(self) -> impl Iterator<Item = (&'t str, Node<'t>)> {
        let entries =
            self.shared().into_iter().flat_map(Node::entries).map(|(key, value)| (key.text(), value));
        let is_stated = move |key: &str| self.root.get(key).is_some_and(|own| own.kind() != Shape::Null);
        entries.filter(move |(key, _)| !OF_THE_REGISTER.contains(key) && !is_stated(key))
    }

    /// The entry of the register that a material takes over.
    pub fn shared(self) -> Option<Node<'t>> {
        self.registers.entry("materials", self.root.str("shared")?)
    }
}

/// What happened to an element.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An item is on one side only.
    ItemAdded,
    /// The mirror of [`Kind::ItemAdded`].
    ItemRemoved,
    /// One item became several.
    ItemSplit,
    /// Several items became one.
    ItemMerged,
    /// An item has another code.
    ItemRecoded,
    /// An entry of a list came.
    EntryAdded,
    /// An entry of a list went.
    EntryRemoved,
    /// An element that was not stated is.
    ElementAdded,
    /// An element that was stated is not.
    ElementRemoved,
    /// A number, an amount or a limit grew.
    Raised,
    /// It shrank.
    Lowered,
    /// A list has more values and lost none.
    Widened,
    /// It has fewer and won none.
    Narrowed,
    /// A flag is on.
    SwitchedOn,
    /// A flag is off.
    SwitchedOff,
    /// A value is another.
    Changed,
    /// The same entries stand in another order.
    Reordered,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::ItemAdded,
        Self::ItemRemoved,
        Self::ItemSplit,
        Self::ItemMerged,
        Self::ItemRecoded,
        Self::EntryAdded,
        Self::EntryRemoved,
        Self::ElementAdded,
        Self::ElementRemoved,
        Self::Raised,
        Self::Lowered,
        Self::Widened,
        Self::Narrowed,
        Self::SwitchedOn,
        Self::SwitchedOff,
        Self::Changed,
        Self::Reordered,
    ];

    /// The same difference seen from the other side.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Self::ItemAdded => Self::ItemRemoved,
            Self::ItemRemoved => Self::ItemAdded,
            Self::ItemSplit => Self::ItemMerged,
            Self::ItemMerged => Self::ItemSplit,
            Self::EntryAdded => Self::EntryRemoved,
            Self::EntryRemoved => Self::EntryAdded,
            Self::ElementAdded => Self::ElementRemoved,
            Self::ElementRemoved => Self::ElementAdded,
            Self::Raised => Self::Lowered,
            Self::Lowered => Self::Raised,
            Self::Widened => Self::Narrowed,
            Self::Narrowed => Self::Widened,
            Self::SwitchedOn => Self::SwitchedOff,
            Self::SwitchedOff => Self::SwitchedOn,
            same @ (Self::ItemRecoded | Self::Changed | Self::Reordered) => same,
        }
    }

    /// The word for people.
    pub fn name(self) -> Text {
        match self {
            Self::ItemAdded => Text::new("item added", "新增事项"),
            Self::ItemRemoved => Text::new("item removed", "取消事项"),
            Self::ItemSplit => Text::new("item split", "事项拆分"),
            Self::ItemMerged => Text::new("items merged", "事项合并"),
            Self::ItemRecoded => Text::new("item recoded", "事项编码调整"),
            Self::EntryAdded | Self::ElementAdded => Text::new("added", "新增"),
            Self::EntryRemoved | Self::ElementRemoved => Text::new("removed", "取消"),
            Self::Raised => Text::new("raised", "提高"),
            Self::Lowered => Text::new("lowered", "降低"),
            Self::Widened => Text::new("widened", "增加"),
            Self::Narrowed => Text::new("narrowed", "减少"),
            Self::SwitchedOn => Text::new("switched on", "改为“是”"),
            Self::SwitchedOff => Text::new("switched off", "改为“否”"),
            Self::Changed => Text::new("changed", "调整"),
            Self::Reordered => Text::new("reordered", "调整顺序"),
        }
    }

    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::ItemAdded => "item-added",
            Self::ItemRemoved => "item-removed",
            Self::ItemSplit => "item-split",
            Self::ItemMerged => "item-merged",
            Self::ItemRecoded => "item-recoded",
            Self::EntryAdded => "entry-added",
            Self::EntryRemoved => "entry-removed",
            Self::ElementAdded => "element-added",
            Self::ElementRemoved => "element-removed",
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Widened => "widened",
            Self::Narrowed => "narrowed",
            Self::SwitchedOn => "switched-on",
            Self::SwitchedOff => "switched-off",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

/// What a change means for the applicant.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicant {
    /// Less time, money, ways or papers, or more choice.
    Eases,
    /// The reverse.
    Burdens,
    /// Neither.
    Neutral,
}

impl Applicant {
    /// The class seen from the other side.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Self::Eases => Self::Burdens,
            Self::Burdens => Self::Eases,
            Self::Neutral => Self::Neutral,
        }
    }
}

/// What a change means for applications under way.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Running {
    /// It holds for them from the day it takes effect.
    Applies,
    /// They are judged by what held on the day of application.
    Grandfathered,
    /// A date is needed from which it holds.
    Transition,
}

/// What a change means, for whom.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Class {
    /// For who applies.
    pub applicant: Applicant,
    /// For who carries it out.
    pub staff: Staff,
    /// For who calls generated interfaces.
    pub machine: Machine,
    /// For applications under way.
    pub running: Running,
    /// What a verdict counts it under.
    pub dimension: Option<Dimension>,
    /// Whether a person has to read it before its weight is known.
    pub judge: bool,
}

/// One difference between two items.
#[derive(Clone, Debug)]
pub struct Change<'t> {
    /// What happened.
    pub kind: Kind,
    /// Where: a pointer within the effective item with keys of entries instead of positions.
    pub pointer: String,
    /// Dotted keys without entries, as the lock table names elements.
    pub path: String,
    /// The names of the elements and entries on the way, for people.
    pub label: Text,
    /// What the standard says of the element.
    pub element: Option<&'t Element>,
    /// What A says.
    pub a: Option<Node<'t>>,
    /// What B says.
    pub b: Option<Node<'t>>,
    /// What it means, for whom.
    pub class: Class,
}
