//! Data files of an edition that are no schema and no code list: YAML to typed values.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::edition::Edition;
use crate::error::Error;

/// A data file, read when it is first asked. That of a folder is read at once, so that a
/// wrong one ends the run; that of the program is held right by its tests.
#[derive(Debug)]
pub struct Data<T> {
    path: &'static str,
    text: String,
    value: OnceLock<T>,
}

impl<T: DeserializeOwned> Data<T> {
    /// The file at a path of the edition.
    pub fn load(edition: &Edition, path: &'static str) -> Result<Self, Error> {
        let data = Self { path, text: edition.read(path)?.into_owned(), value: OnceLock::new() };
        if matches!(edition, Edition::Folder(_)) {
            data.verify()?;
        }
        Ok(data)
    }

    /// Reads the file, and says what is wrong with it.
    pub fn verify(&self) -> Result<(), Error> {
        // Another thread can have been faster; its reading is the same.
        let _ = self.value.set(self.read()?);
        Ok(())
    }

    /// What the file says.
    pub fn get(&self) -> &T {
        self.value.get_or_init(|| self.read().expect("the data of the program pass its tests"))
    }

    fn read(&self) -> Result<T, Error> {
        serde_yaml::from_str(&self.text)
            .map_err(|error| Error::Standard { path: self.path.to_owned(), reason: error.to_string() })
    }
}
