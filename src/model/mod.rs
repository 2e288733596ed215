//! What a catalogue is: typed views over trees. No opinions here.

pub mod cases;
pub mod directory;
pub mod divisions;
pub mod effective;
pub mod facts;
pub mod item;
pub mod laws;
pub mod limit;
pub mod manifest;
pub mod phrase;
pub mod public;
pub mod region;
pub mod registers;
pub mod resolve;
