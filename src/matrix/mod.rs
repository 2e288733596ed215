//! All implementations of an item side by side, and what bodies should have and have not.

pub mod claims;

use crate::compare::verdict::{self, Verdict};
use crate::compare::walk::compare;
use crate::compare::{Applicant, Change, Kind, Side, words};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::load::{self, Files, Ground, Reading};
use crate::model::effective::Effective;
use crate::model::item::ItemKind;
use crate::model::limit::Limit;
use crate::model::resolve::resolve;
use crate::model::secret;
use crate::source::node::Node;
use crate::source::store::Met;
use crate::source::tree::{Kind as Shape, Tree};
use crate::standard::elements::{Element, Elements};
use crate::standard::variation::Dimension;
use crate::standard::{IMPLEMENTATION, Standard};
use crate::survey::survey;

/// Which implementations are shown.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Digits that the division begins with, of any of these; all where none is named.
    pub regions: Vec<String>,
    /// The tier.
    pub tier: Option<String>,
}

/// An item and its implementations.
#[derive(Debug)]
pub struct Matrix {
    /// The basic code.
    pub code: String,
    /// The name of the item.
    pub name: Text,
    /// The elements, in order.
    pub columns: Vec<Column>,
    /// What the directory says.
    pub unified: Vec<Cell>,
    /// One a body.
    pub rows: Vec<Row>,
    /// Divisions that were asked for where nobody implements it.
    pub missing: Vec<Missing>,
}

/// A division that was asked for, of which there is nothing to show.
#[derive(Debug)]
pub struct Missing {
    /// The digits that were given.
    pub region: String,
    /// Its name, where the register has such a division and knows it.
    pub place: Option<String>,
}

impl Missing {
    /// Why there is nothing.
    pub fn reason(&self) -> Text {
        match self.place {
            Some(_) => Text::new("no implementation", "无实施清单"),
            None => Text::new("no such division", "无此行政区划"),
        }
    }
}

/// The divisions of a choice of which there is nothing to show.
fn missing(ground: &Ground<'_>, choice: &Choice, shown: &dyn Fn(&str) -> bool) -> Vec<Missing> {
    let divisions = ground.registers.divisions();
    let place = |region: &str| {
        let whole = format!("{region:0<6}");
        let below = || divisions.names().any(|(code, _)| code.starts_with(region));
        let named = divisions.get(&whole).map(|own| own.name.clone());
        named.or_else(|| (divisions.is_empty() || below()).then(String::new))
    };
    let regions = choice.regions.iter().filter(|region| !shown(region));
    regions.map(|region| Missing { region: region.clone(), place: place(region) }).collect()
}

/// An element that is compared.
#[derive(Debug)]
pub struct Column {
    /// Dotted keys.
    pub path: String,
    /// Its name.
    pub name: Text,
}

/// What one body does.
#[derive(Debug)]
pub struct Row {
    /// The division, and its name where the register knows it.
    pub region: String,
    /// The name of the division.
    pub place: String,
    /// The tier.
    pub tier: Text,
    /// The implementing body.
    pub body: String,
    /// One a column.
    pub cells: Vec<Cell>,
    /// One a dimension.
    pub verdicts: Vec<(Dimension, Verdict)>,
}

/// How a value stands to what is unified for the body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mark {
    /// Nobody states it.
    Empty,
    /// As the layers above say.
    Same,
    /// Stated here, and by no layer above.
    Own,
    /// Other than the layers above say.
    Differs,
}

/// A value of a matrix.
#[derive(Clone, Debug)]
pub struct Cell {
    /// In words.
    pub words: Text,
    /// How it stands.
    pub mark: Mark,
    /// What it does to the applicant, where it differs.
    pub applicant: Applicant,
}

impl Matrix {
    /// Whether a column holds a difference: from what is unified, or between bodies.
    pub fn differs(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().map(|row| &row.cells[column]);
        let first = cells.clone().next();
        cells.any(|cell| cell.mark == Mark::Differs || first.is_some_and(|first| first.words != cell.words))
    }
}

/// The matrix of a basic code; none where the catalogue has no such item.
pub fn of_item(
    reading: Reading<'_>,
    ground: &Ground<'_>,
    files: &Files,
    code: &str,
    choice: &Choice,
) -> Result<Option<Matrix>, Error> {
    let standard = reading.standard;
    let elements = standard.elements(IMPLEMENTATION)?;
    let paths = &standard.variation.get().matrix;
    let columns: Vec<Column> =
        paths.iter().map(|path| Column { path: path.clone(), name: name_of(elements, path) }).collect();
    let holds = |met: &&Met| load::may_name(reading.store, met, code);
    let lower = files.lower.iter().filter(holds).cloned().collect();
    let files = Files { lower, ..Files::default() };
    let found = survey(reading, ground, &files, |item| {
        if item.basic().and_then(|basic| basic.root.str("code")) != Some(code) || is_secret(item) {
            return Ok(None);
        }
        match item.own.kind {
            ItemKind::Basic => {
                Ok(Some(Found::Basic(cells(elements, &columns, item.root, &[]), name(item.root))))
            }
            ItemKind::Specification => Ok(None),
            ItemKind::Implementation if !is_chosen(item, choice) => Ok(None),
            ItemKind::Implementation => {
                Ok(Some(Found::Row(Box::new(row(standard, ground, &columns, item)?))))
            }
        }
    })?;
    let mut matrix = None;
    let mut rows = Vec::new();
    for one in found {
        match one {
            Found::Basic(unified, name) => matrix = Some((unified, name)),
            Found::Row(row) => rows.push(*row),
        }
    }
    rows.sort_by(|a, b| (&a.region, &a.body).cmp(&(&b.region, &b.body)));
    let missing = missing(ground, choice, &|region| rows.iter().any(|row| row.region.starts_with(region)));
    Ok(matrix.map(|(unified, name)| Matrix { code: code.to_owned(), name, columns, unified, rows, missing }))
}

enum Found {
    Basic(Vec<Cell>, Text),
    Row(Box<Row>),
}

/// Whether any layer of an item may show nowhere.
fn is_secret(item: &Effective<'_>) -> bool {
    secret::is_any_kept_back(item.documents)
}

fn is_chosen(item: &Effective<'_>, choice: &Choice) -> bool {
    let region = item.own.region().unwrap_or_default();
    let tier = item.own.tier().unwrap_or_default();
    (choice.regions.is_empty() || choice.regions.iter().any(|prefix| region.starts_with(prefix.as_str())))
        && choice.tier.as_ref().is_none_or(|wanted| wanted == tier)
}

fn name(root: Node<'_>) -> Text {
    let zh = root.str("name").unwrap_or_default();
    Text::new(root.str("name_en").unwrap_or(zh).to_owned(), zh.to_owned())
}

fn row(
    standard: &Standard,
    ground: &Ground<'_>,
    columns: &[Column],
    item: &Effective<'_>,
) -> Result<Row, Error> {
    let elements = standard.elements(IMPLEMENTATION)?;
    let above = above(standard, item)?;
    let registers = &ground.registers;
    let changes = above.root().map_or_else(Vec::new, |root| {
        let (a, b) = (Side { root, registers }, Side { root: item.root, registers });
        compare(elements, standard.variation.get(), a, b)
    });
    let region = item.own.region().unwrap_or_default().to_owned();
    Ok(Row {
        place: registers.divisions().get(&region).map(|own| own.name.clone()).unwrap_or_default(),
        region,
        tier: tier_name(standard, item.own.tier().unwrap_or_default()),
        body: item.root.at(&["body", "name"]).map_or_else(String::new, |name| name.text().to_owned()),
        cells: cells(elements, columns, item.root, &changes),
        verdicts: Dimension::ALL.iter().map(|own| (*own, verdict::of(&changes, *own))).collect(),
    })
}

/// The label of a tier.
pub(crate) fn tier_name(standard: &Standard, slug: &str) -> Text {
    let code = standard.list("tier").and_then(|list| list.get(slug));
    code.map_or_else(
        || Text::new(slug.to_owned(), slug.to_owned()),
        |code| Text::new(code.en.clone(), code.zh.clone()),
    )
}

/// What the layers above the lowest one say.
fn above(standard: &Standard, item: &Effective<'_>) -> Result<Tree, Error> {
    let upper = &item.documents[..item.documents.len() - 1];
    Ok(resolve(upper, standard.elements(IMPLEMENTATION)?).tree)
}

fn cells(elements: &Elements, columns: &[Column], root: Node<'_>, changes: &[Change<'_>]) -> Vec<Cell> {
    let cell = |column: &Column| {
        let keys: Vec<&str> = column.path.split('.').collect();
        let value = root.at(&keys);
        let own = changes.iter().filter(|change| is_within(&change.path, &column.path));
        let own: Vec<&Change<'_>> = own.collect();
        let stated = |change: &&&Change<'_>| change.kind != Kind::ElementAdded || is_below(change, column);
        let any = |class: Applicant| own.iter().any(|change| change.class.applicant == class);
        let mark = match value {
            None if own.is_empty() => Mark::Empty,
            _ if own.is_empty() => Mark::Same,
            _ if own.iter().any(|change| stated(&change)) => Mark::Differs,
            _ => Mark::Own,
        };
        let applicant = match (any(Applicant::Eases), any(Applicant::Burdens)) {
            (true, false) => Applicant::Eases,
            (false, true) => Applicant::Burdens,
            _ => Applicant::Neutral,
        };
        let words = value.map_or_else(|| Text::new("", ""), |node| brief(elements, &column.path, node));
        Cell { words, mark, applicant }
    };
    columns.iter().map(cell).collect()
}

/// Whether a change is at a column, in it, or of a map that holds it.
fn is_within(path: &str, column: &str) -> bool {
    let starts = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    starts(path, column) || starts(column, path)
}

/// Whether a change lies below a column, and so in something that both sides state.
fn is_below(change: &Change<'_>, column: &Column) -> bool {
    change.path.len() > column.path.len()
}

/// A value in a cell: of a long list, how many entries it has.
fn brief(elements: &Elements, path: &str, node: Node<'_>) -> Text {
    let keyed = node.kind() == Shape::List && node.items().any(Node::is_map);
    if keyed {
        let count = node.count();
        return Text::new(count.to_string(), format!("{count}项"));
    }
    if let Some(limit) = Limit::of(node) {
        return limit.words();
    }
    if node.is_map() {
        return Text::new("stated", "已规定");
    }
    words::of(elements, element_of(elements, path), path, node)
}

/// The element of a dotted path.
fn element_of<'e>(elements: &'e Elements, path: &str) -> Option<&'e Element> {
    path.split('.').try_fold(elements.root(), |element, key| {
        let element = elements.items(element).unwrap_or(element);
        elements.value(element, key)
    })
}

/// The name of an element by its dotted path, with what it belongs to where it is short.
pub(crate) fn name_of(elements: &Elements, path: &str) -> Text {
    let own = |path: &str| element_of(elements, path).and_then(|element| element.name.clone());
    let plain = || Text::new(path.to_owned(), path.to_owned());
    let name = own(path).unwrap_or_else(plain);
    match path.rsplit_once('.').and_then(|(above, _)| own(above)) {
        Some(above) if !path.starts_with("time_limit.") && above != name => {
            Text::new(format!("{}: {}", above.en, name.en), format!("{}·{}", above.zh, name.zh))
        }
        _ => name,
    }
}
