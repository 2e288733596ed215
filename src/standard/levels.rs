//! The level of an instrument, derived from issuing or approving body and number and never
//! from the last word of its title (立法法 72, 80–82, 91, 93). Its data is `instrument-levels.yaml`.

use serde::Deserialize;

/// Levels from the highest; those of one row bind alike.
const ORDER: [&[&str]; 7] = [
    &["constitution"],
    &["law"],
    &["admin-regulation"],
    &["state-council-decision"],
    &["local-regulation"],
    &["department-rule", "local-government-rule"],
    &["normative-document", "standard", "other"],
];

/// How deep a level, or a ground of the same name, stands: 0 is the constitution.
pub fn depth(level: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&level))
}

/// What is known of an instrument.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'k> {
    /// The title.
    pub title: &'k str,
    /// Who made it.
    pub issuer: &'k str,
    /// The document number, or the history of publication.
    pub number: &'k str,
    /// The day of the first version, as `YYYY-MM-DD`; empty where unknown.
    pub first: &'k str,
    /// The level that its register states; empty where it states none.
    pub stated: &'k str,
}

/// One line of the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    level: Option<String>,
    /// The highest level that such an instrument can have.
    at_most: Option<String>,
    #[serde(default)]
    issuer: Vec<String>,
    #[serde(default)]
    number: Vec<String>,
    #[serde(default)]
    title: Vec<String>,
    before: Option<String>,
}

/// The table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    levels: Vec<Line>,
}

impl Levels {
    /// The level that the first fitting line gives; none where nothing firm is known.
    pub fn derive(&self, known: Known<'_>) -> Option<&str> {
        let line = self.levels.iter().find(|line| line.fits(known))?;
        let too_high =
            |most: &&String| depth(known.stated).zip(depth(most)).is_some_and(|(stated, most)| stated < most);
        line.level.as_ref().or_else(|| line.at_most.as_ref().filter(too_high)).map(String::as_str)
    }
}

impl Line {
    fn fits(&self, known: Known<'_>) -> bool {
        let issuer = known.issuer.trim_start_matches("中华人民共和国");
        named(&self.issuer, issuer)
            && named(&self.title, known.title)
            && (self.number.is_empty() || self.number.iter().any(|part| known.number.contains(part.as_str())))
            && self.before.as_deref().is_none_or(|day| !known.first.is_empty() && known.first < day)
    }
}

/// Whether a name is in a list, `*` standing for any beginning; an empty list asks nothing.
fn named(list: &[String], name: &str) -> bool {
    list.is_empty()
        || list.iter().any(|own| own.strip_prefix('*').map_or(own == name, |ending| name.ends_with(ending)))
}
