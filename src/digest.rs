//! SHA-256 of what is written. The only file that names `sha2` and `base64`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The digest in base64, as a content security policy names it.
pub fn base64(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// The first eight hexadecimal digits: enough to tell names apart, safe in a file name.
pub fn short(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
