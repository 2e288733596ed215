//! Every effective item of a catalogue: what commands that tell of items go through.

use std::sync::Arc;

use rayon::prelude::*;

use crate::error::Error;
use crate::load::{self, File, Files, Ground, Reading};
use crate::model::effective::Effective;
use crate::model::resolve::resolve;
use crate::model::secret;
use crate::source::tree::Tree;
use crate::standard::IMPLEMENTATION;

/// What `each` makes of every effective item: basic items and specifications first, then
/// implementations, in the order of their files, whatever the number of threads. An item whose
/// basic item is unknown, that could not be read, or that holds a state secret or the mark of one is left out; the ground
/// notes which files could not be read. One item a thread is in memory.
pub fn survey<T: Send>(
    reading: Reading<'_>,
    ground: &Ground<'_>,
    files: &Files,
    each: impl Fn(&Effective<'_>) -> Result<Option<T>, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let of_file = |file: &File| -> Result<Vec<T>, Error> {
        if secret::is_kept_back(&file.source) {
            return Ok(Vec::new());
        }
        let made = file.trees.iter().map(|tree| of_document(reading, ground, tree, &each));
        made.filter_map(Result::transpose).collect()
    };
    let upper = (0..ground.upper.len()).into_par_iter().map(|number| of_file(&*ground.upper.file(number)?));
    let lower = files.lower.par_iter().map(|met| {
        let file = load::read_file(reading, met)?;
        ground.note(&file);
        of_file(&file)
    });
    let made: Result<Vec<Vec<T>>, Error> = upper.chain(lower).collect();
    Ok(made?.into_iter().flatten().collect())
}

fn of_document<T>(
    reading: Reading<'_>,
    ground: &Ground<'_>,
    tree: &Arc<Tree>,
    each: &impl Fn(&Effective<'_>) -> Result<Option<T>, Error>,
) -> Result<Option<T>, Error> {
    let Some(documents) = ground.layers(tree).filter(|own| !secret::is_any_kept_back(own)) else {
        return Ok(None);
    };
    let resolved = resolve(&documents, reading.standard.elements(IMPLEMENTATION)?);
    Effective::new(&resolved.tree, &documents).map_or(Ok(None), |item| each(&item))
}
