//! A map that keeps the order in which it was written: what is read first stands first.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

/// Names and what they stand for, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries<T> {
    own: Vec<(String, T)>,
    /// Maps of further entries as JSON, read when they are written: thousands are too many to hold as values.
    packed: Vec<Vec<u8>>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { own: Vec::new(), packed: Vec::new() }
    }
}

impl<T: Serialize + DeserializeOwned> Entries<T> {
    /// As JSON, to be written at the end of others.
    pub fn pack(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
}

impl<T> Entries<T> {
    /// What stands under a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.own.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Adds an entry at the end; a name is given once.
    pub fn add(&mut self, name: impl Into<String>, value: T) {
        self.own.push((name.into(), value));
    }

    /// The value under a name, made where there is none.
    pub fn entry(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        let at = self.own.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
            self.own.push((name.to_owned(), T::default()));
            self.own.len() - 1
        });
        &mut self.own[at].1
    }

    /// Adds what was packed; it is only written, and not found in any other way.
    pub fn add_packed(&mut self, entries: Vec<u8>) {
        self.packed.push(entries);
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.own.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// All entries in order, to take.
    pub fn into_entries(self) -> impl Iterator<Item = (String, T)> {
        self.own.into_iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}

impl<T, N: Into<String>> FromIterator<(N, T)> for Entries<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(entries: I) -> Self {
        Self {
            own: entries.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            packed: Vec::new(),
        }
    }
}

impl<T> Extend<(String, T)> for Entries<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, entries: I) {
        self.own.extend(entries);
    }
}

impl<T: Serialize + DeserializeOwned> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.own.len() + self.packed.len()))?;
        for (name, value) in &self.own {
            map.serialize_entry(name, value)?;
        }
        for packed in &self.packed {
            let entries: Self = serde_json::from_slice(packed).map_err(S::Error::custom)?;
            for (name, value) in &entries.own {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
            type Value = Entries<T>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Entries::default();
                while let Some((name, value)) = map.next_entry()? {
                    entries.own.push((name, value));
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}
