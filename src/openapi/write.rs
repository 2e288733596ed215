//! A description as JSON and as YAML. The only file of the folder that names `serde_yaml`.

use std::io;

use serde::Serialize;

use crate::error::Error;

/// As JSON.
pub fn json(document: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(document).map_err(|error| Error::Write(error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// As YAML.
pub fn yaml(document: &impl Serialize) -> Result<Vec<u8>, Error> {
    let text = serde_yaml::to_string(document).map_err(|error| Error::Write(io::Error::other(error)))?;
    Ok(text.into_bytes())
}
