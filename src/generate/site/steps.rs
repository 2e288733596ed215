//! The steps of a procedure as a drawing: boxes one under the other, with arrows between.

use serde::Serialize;

use crate::model::phrase::Phrase;

const WIDTH: usize = 300;
const BOX: usize = 52;
const GAP: usize = 26;

/// The most that fits a line of a box, in half-width characters.
const MOST: usize = 30;

/// A drawing, in units of the page.
#[derive(Debug, Serialize)]
pub(super) struct Flow {
    width: usize,
    height: usize,
    nodes: Vec<Node>,
}

#[derive(Debug, Serialize)]
struct Node {
    top: usize,
    name: Phrase,
    limit: Option<Phrase>,
    last: bool,
}

impl Flow {
    /// The drawing of names and limits; none of a single step.
    pub(super) fn of(steps: &[(Phrase, Option<Phrase>)]) -> Option<Self> {
        let count = steps.len();
        let node = |(at, (name, limit)): (usize, &(Phrase, Option<Phrase>))| Node {
            top: at * (BOX + GAP) + 1,
            name: fit(name),
            limit: limit.as_ref().map(fit),
            last: at + 1 == count,
        };
        (count > 1).then(|| Self {
            width: WIDTH,
            height: count * (BOX + GAP) - GAP + 2,
            nodes: steps.iter().enumerate().map(node).collect(),
        })
    }
}

/// What fits a box; the list beside the drawing has the whole.
fn fit(phrase: &Phrase) -> Phrase {
    let short = |text: &str| {
        let mut width = 0;
        let mut out = String::new();
        for c in text.chars() {
            width += if c.is_ascii() { 1 } else { 2 };
            if width > MOST {
                out.push('…');
                break;
            }
            out.push(c);
        }
        out
    };
    Phrase { zh: short(&phrase.zh), en: phrase.en.as_deref().map(short) }
}
