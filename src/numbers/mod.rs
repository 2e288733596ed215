//! Official numbers and their check characters.

pub mod citizen_number;
pub mod credit_code;
pub mod licence_identifier;
