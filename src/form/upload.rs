//! What can be sent as a file: one place for the hint, the browser, the script and the schema.

use crate::model::phrase::Phrase;

/// The limits of files; of no source, generous enough for scans.
#[derive(Clone, Copy, Debug)]
pub struct Upload;

impl Upload {
    /// Endings of names.
    const ENDINGS: [&str; 5] = ["pdf", "ofd", "jpg", "jpeg", "png"];

    /// Most bytes of one file.
    pub const BYTES: i64 = 20 * 1024 * 1024;

    /// Most files of one material or field.
    pub const FILES: i64 = 50;

    /// A regular expression that the name of a file fits, whatever the case of its ending.
    pub fn name_pattern() -> String {
        let ending = |ending: &str| -> String {
            ending.chars().map(|letter| format!("[{letter}{}]", letter.to_ascii_uppercase())).collect()
        };
        format!("\\.({})$", Self::ENDINGS.map(ending).join("|"))
    }

    /// The same for the attribute `accept`.
    pub fn accept() -> String {
        Self::ENDINGS.map(|ending| format!(".{ending}")).join(",")
    }

    /// The same for people.
    pub fn hint() -> Phrase {
        let names = Self::ENDINGS.map(str::to_uppercase).join(", ");
        let megabytes = Self::BYTES / 1024 / 1024;
        Phrase::new(
            &format!("Files: {names}, up to {megabytes} MB each"),
            &format!("电子文件：{}，每个不超过{megabytes} MB", names.replace(", ", "、")),
        )
    }
}
