//! What a catalogue is: typed views over trees. No opinions here.

pub mod cases;
pub mod citation;
pub mod directory;
pub mod divisions;
pub mod effective;
pub mod exemption;
pub mod facts;
pub mod field;
pub mod handling;
pub mod item;
pub mod laws;
pub mod limit;
pub mod manifest;
pub mod mark;
pub mod overrides;
mod pairing;
pub mod phrase;
pub mod public;
pub mod region;
pub mod registers;
pub mod resolve;
pub mod secret;
pub mod shared;
pub mod spoken;
mod waiver_comments;
pub mod waivers;
