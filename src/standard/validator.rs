//! JSON Schema run on the tree itself. The only file that names jsonschema.

use std::borrow::Cow;
use std::collections::HashMap;

use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind};
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use jsonschema::{JsonType, Registry};
use serde_json::{Number, Value};

use super::regular;
use crate::error::BoxError;
use crate::source::node::{Entries, Items, Node};
use crate::source::tree::{Kind, Tree, key_hash};

/// The made-up base under which the schemas of an edition refer to one another.
const BASE: &str = "mulu:///";

/// The format of regular expressions: the engine of schemas takes more than browsers do.
const EXPRESSION: &str = "regex";

/// A compiled schema.
#[derive(Debug)]
pub struct Validator(jsonschema::Validator<TreeJson>);

/// One way in which a node is not what the schema says.
#[derive(Debug)]
pub struct Violation<'t> {
    /// The node.
    pub node: Node<'t>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What a schema finds.
#[derive(Debug)]
pub enum Fault {
    /// A map lacks a key.
    Missing(String),
    /// A map has keys that nothing describes.
    Unknown(Vec<String>),
    /// The node is of another type.
    Type,
    /// The value is not among those allowed.
    NotListed,
    /// The text has another shape.
    Pattern,
    /// The text is no date of the calendar.
    Date,
    /// The text is no regular expression that browsers read.
    Expression,
    /// The text is longer than so many characters.
    TooLong(u64),
    /// The text is empty.
    TooShort,
    /// The number is below the limit.
    TooSmall(String),
    /// The number is above the limit.
    TooLarge(String),
    /// The number is no multiple of the step.
    Step(f64),
    /// The list has fewer entries.
    TooFew(u64),
    /// The list has an entry twice.
    Doubled,
    /// Any other keyword.
    Other(String),
}

/// The schema that the others of an edition refer to. Nothing is fetched.
#[derive(Debug)]
pub struct References(Registry<'static>);

impl References {
    /// Makes a schema known by its path.
    pub fn new(path: &str, schema: &Value) -> Result<Self, BoxError> {
        Ok(Self(Registry::new().add(format!("{BASE}{path}"), schema.clone())?.prepare()?))
    }
}

impl Validator {
    /// Compiles the schema of a path.
    pub fn new(references: &References, path: &str, schema: &Value) -> Result<Self, BoxError> {
        let validator = jsonschema::options_for::<TreeJson>()
            .with_registry(&references.0)
            .with_base_uri(format!("{BASE}{path}"))
            .should_validate_formats(true)
            .with_format(EXPRESSION, |text: &str| regular::fault(text).is_none())
            .offline()
            .build(schema)?;
        Ok(Self(validator))
    }

    /// Whether a node is as the schema says. Faster than asking why not.
    pub fn is_valid(&self, node: Node<'_>) -> bool {
        self.0.is_valid(node)
    }

    /// All that is wrong with a document.
    pub fn violations<'t>(&self, root: Node<'t>) -> Vec<Violation<'t>> {
        let mut places = Places::new(root);
        self.0.iter_errors(root).map(|error| violation(&mut places, &error)).collect()
    }
}

fn violation<'t>(places: &mut Places<'t>, error: &ValidationError<'_>) -> Violation<'t> {
    use ValidationErrorKind as K;
    let node = places.follow(error.instance_path().as_str());
    let fault = match error.kind() {
        K::Required { property } => Fault::Missing(property.as_str().unwrap_or_default().to_owned()),
        K::AdditionalProperties { unexpected } | K::UnevaluatedProperties { unexpected } => {
            Fault::Unknown(unexpected.clone())
        }
        K::Type { kind: TypeKind::Single(_) | TypeKind::Multiple(_) } => Fault::Type,
        K::Enum { .. } | K::Constant { .. } => Fault::NotListed,
        K::Pattern { .. } => Fault::Pattern,
        K::Format { format } if format == EXPRESSION => Fault::Expression,
        K::Format { .. } => Fault::Date,
        K::MaxLength { limit } => Fault::TooLong(*limit),
        K::MinLength { .. } => Fault::TooShort,
        K::Minimum { limit } | K::ExclusiveMinimum { limit } => Fault::TooSmall(limit.to_string()),
        K::Maximum { limit } | K::ExclusiveMaximum { limit } => Fault::TooLarge(limit.to_string()),
        K::MultipleOf { multiple_of } => Fault::Step(*multiple_of),
        K::MinItems { limit } => Fault::TooFew(*limit),
        K::UniqueItems => Fault::Doubled,
        other => Fault::Other(other.keyword().to_owned()),
    };
    Violation { node, fault }
}

/// Pointers of the schema engine to nodes; collections that were passed are remembered, so
/// that a list of many faults is not walked once a fault.
struct Places<'t> {
    root: Node<'t>,
    known: HashMap<u32, HashMap<String, Node<'t>>>,
}

impl<'t> Places<'t> {
    fn new(root: Node<'t>) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// The node of an RFC 6901 pointer.
    fn follow(&mut self, pointer: &str) -> Node<'t> {
        let mut node = self.root;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            let children = self.known.entry(node.number()).or_insert_with(|| {
                let items = node.items().enumerate().map(|(index, item)| (index.to_string(), item));
                items.chain(node.entries().map(|(key, value)| (key.text().to_owned(), value))).collect()
            });
            node = children.get(&token).copied().unwrap_or(node);
        }
        node
    }
}

/// The tree as a JSON representation of the schema engine.
#[derive(Debug)]
struct TreeJson;

/// A property name with its hash.
struct PreparedKey {
    hash: u32,
    key: Box<str>,
}

impl Json for TreeJson {
    type Node<'a> = Node<'a>;
    type PreparedKey = PreparedKey;
    type StringBuffer = Tree;

    const KEYS_PER_LOOKUP: usize = 8;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> PreparedKey {
        PreparedKey { hash: key_hash(key), key: key.into() }
    }

    fn with_string_node<T>(buffer: &mut Tree, string: &str, f: impl FnOnce(Node<'_>) -> T) -> T {
        *buffer = Tree::of_text(string);
        f(buffer.node(0))
    }
}

struct TreeNumber<'t>(Node<'t>);

impl JsonNumber for TreeNumber<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.as_i64().and_then(|whole| u64::try_from(whole).ok())
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0.text())
    }

    fn to_number(&self) -> Cow<'_, Number> {
        let number = self.as_i64().map(Number::from).or_else(|| Number::from_f64(self.as_f64()?));
        Cow::Owned(number.unwrap_or_else(|| Number::from(0)))
    }
}

impl<'t> JsonNode<'t, TreeJson> for Node<'t> {
    type Object = MapView<'t>;
    type Array = ListView<'t>;
    type Number = TreeNumber<'t>;

    fn as_object(&self) -> Option<MapView<'t>> {
        self.is_map().then_some(MapView(*self))
    }

    fn as_array(&self) -> Option<ListView<'t>> {
        (self.kind() == Kind::List).then_some(ListView(*self))
    }

    fn as_string(&self) -> Option<Cow<'t, str>> {
        self.as_str().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<TreeNumber<'t>> {
        (matches!(self.kind(), Kind::Int | Kind::Float) && self.is_carried()).then_some(TreeNumber(*self))
    }

    fn as_boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        self.kind() == Kind::Null
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Int | Kind::Float if self.is_carried() => JsonType::Number,
            // A number that JSON cannot carry has no type that a schema asks for.
            Kind::Null | Kind::Int | Kind::Float => JsonType::Null,
            Kind::Bool => JsonType::Boolean,
            Kind::Text => JsonType::String,
            Kind::List => JsonType::Array,
            Kind::Map => JsonType::Object,
        }
    }

    fn string_length_within(&self, min: u64, max: u64) -> Option<bool> {
        let text = self.as_str()?;
        let bytes = text.len() as u64;
        // A scalar value has one to four bytes, so most texts need no counting.
        if bytes <= max && bytes.div_ceil(4) >= min {
            return Some(true);
        }
        Some((min..=max).contains(&(text.chars().count() as u64)))
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self.kind(), expected) {
            (Kind::Text, Value::String(text)) => self.text() == text,
            (Kind::Text, _) | (_, Value::String(_)) => false,
            (Kind::Bool, Value::Bool(flag)) => self.as_bool() == Some(*flag),
            _ => self.to_json() == *expected,
        }
    }

    /// What errors repeat of a node: nothing, for nobody asks, and a copy of a large map each takes much memory.
    fn to_value(&self) -> Cow<'t, Value> {
        Cow::Borrowed(&Value::Null)
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(std::ptr::from_ref(self.tree()).addr(), self.number()))
    }
}

struct MapView<'t>(Node<'t>);

impl<'t> Object<'t, TreeJson> for MapView<'t> {
    type Node = Node<'t>;
    type MemberName = &'t str;
    type MembersIter = Members<'t>;

    fn len(&self) -> usize {
        self.0.count()
    }

    fn get(&self, key: &PreparedKey) -> Option<Node<'t>> {
        self.0.entry_hashed(key.hash, &key.key).map(|(_, value)| value)
    }

    fn members(&self) -> Members<'t> {
        Members(self.0.entries())
    }
}

/// The members of a map.
struct Members<'t>(Entries<'t>);

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.text(), value))
    }
}

struct ListView<'t>(Node<'t>);

impl<'t> Array<'t, TreeJson> for ListView<'t> {
    type Node = Node<'t>;
    type ElementsIter = Items<'t>;

    fn len(&self) -> usize {
        self.0.count()
    }

    fn elements(&self) -> Self::ElementsIter {
        self.0.items()
    }

    fn is_unique(&self) -> bool {
        doubled(self.0).is_none()
    }
}

/// The first entry of a list that equals an earlier one.
pub fn doubled(list: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    if list.count() < 2 {
        return None;
    }
    let mut seen: HashMap<(bool, Cow<'_, str>), Node<'_>> = HashMap::with_capacity(list.count());
    list.items().find_map(|item| {
        let is_text = item.kind() == Kind::Text;
        let written =
            if is_text { Cow::Borrowed(item.text()) } else { Cow::Owned(item.to_json().to_string()) };
        seen.insert((is_text, written), item).map(|first| (first, item))
    })
}
