//! The steps of a procedure as a drawing: boxes one under the other, with arrows between.

use serde::Serialize;

use super::view::Entry;
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
    /// From one box to the next, for the script that takes out what does not apply.
    pitch: usize,
    nodes: Vec<Node>,
}

#[derive(Debug, Serialize)]
struct Node {
    top: usize,
    name: Phrase,
    limit: Option<Phrase>,
    /// The condition under which the step is taken.
    when: Option<String>,
}

impl Flow {
    /// The drawing of entries, with what stands in each box and their limits; none of a single step.
    pub(super) fn of(entries: &[Entry], drawn: &[(Phrase, Option<Phrase>)]) -> Option<Self> {
        let node = |(at, (entry, (name, limit))): (usize, (&Entry, &(Phrase, Option<Phrase>)))| Node {
            top: at * (BOX + GAP) + 1,
            name: fit(name),
            limit: limit.as_ref().map(fit),
            when: entry.when.clone(),
        };
        (entries.len() > 1).then(|| Self {
            width: WIDTH,
            height: entries.len() * (BOX + GAP) - GAP + 2,
            pitch: BOX + GAP,
            nodes: entries.iter().zip(drawn).enumerate().map(node).collect(),
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
