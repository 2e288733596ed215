//! Where names of the standard stand in a definition: for keys and fields that are named without the way to them.

use std::collections::HashMap;

use super::elements::{Element, Elements};
use crate::diagnostic::Text;

/// No element that people name lies deeper.
const DEEPEST: usize = 5;

/// The place of an element.
#[derive(Clone, Debug)]
pub struct Place {
    /// The keys on the way; those of lists end in `[]`.
    keys: Vec<String>,
    /// Their Chinese names.
    zh: Vec<String>,
}

impl Place {
    /// The keys on the way.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| key.trim_end_matches("[]"))
    }

    /// Whether the way leads through entries of lists.
    pub fn is_in_list(&self) -> bool {
        self.keys.iter().rev().skip(1).any(|key| key.ends_with("[]"))
    }

    /// The way to it: `time_limit.promised`, in Chinese with the names.
    pub fn way(&self) -> Text {
        let path = self.keys.join(".");
        let path = path.trim_end_matches("[]");
        Text::new(format!("`{path}`"), format!("{path}（{}）", self.zh.join(" → ")))
    }

    /// How many keys it has in common with the way to a map.
    fn shared(&self, map: &[&str]) -> usize {
        self.keys().zip(map).take_while(|(own, other)| own == *other).count()
    }
}

/// The places of all names.
#[derive(Debug, Default)]
pub struct Places(HashMap<String, Vec<Place>>);

impl Places {
    /// Reads the places of the elements of a schema file.
    pub fn of(elements: &Elements) -> Self {
        let mut places = Self::default();
        let mut way = Place { keys: Vec::new(), zh: Vec::new() };
        places.below(elements, elements.root(), &mut way);
        places
    }

    fn below(&mut self, elements: &Elements, map: &Element, way: &mut Place) {
        for (key, child) in elements.children(map) {
            let entry = elements.items(child);
            let list = if entry.is_some() { "[]" } else { "" };
            way.keys.push(format!("{key}{list}"));
            way.zh.push(child.name.as_ref().map_or(key, |name| &name.zh).to_owned());
            for name in child.names().chain([key]) {
                self.0.entry(name.to_owned()).or_default().push(way.clone());
            }
            if way.keys.len() < DEEPEST {
                self.below(elements, entry.unwrap_or(child), way);
            }
            way.keys.pop();
            way.zh.pop();
        }
    }

    /// The places of a name that are nearest to a map, named by the keys on the way to it; several where none is nearer.
    pub fn nearest(&self, name: &str, map: &[&str]) -> Vec<&Place> {
        let places = self.0.get(name).map(Vec::as_slice).unwrap_or_default();
        let far = |place: &&Place| (usize::MAX - place.shared(map), place.keys.len());
        let Some(least) = places.iter().map(|place| far(&place)).min() else { return Vec::new() };
        places.iter().filter(|place| far(place) == least).collect()
    }
}
