//! SHA-256 of what is written; a faster digest that tells whether something changed. The only file that names
//! `sha2` and `base64`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::Xxh3;

/// The digest in base64, as a content security policy names it.
pub fn base64(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// The first eight hexadecimal digits: enough to tell names apart, safe in a file name.
pub fn short(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Tells whether anything of many parts changed; no proof against someone who wants it to look unchanged.
#[derive(Clone, Default)]
pub struct Fingerprint(Xxh3);

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

impl Fingerprint {
    /// Adds a part; where one ends and the next begins counts.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The digest in hexadecimal digits.
    pub fn hex(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }
}
