//! What a catalogue is: typed views over trees. No opinions here.

pub mod item;
pub mod manifest;
