//! How an implementation stands to what the layers above it say, dimension by dimension.

use serde::Serialize;

use super::{Applicant, Change};
use crate::diagnostic::Text;
use crate::standard::variation::Dimension;

/// How it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Something eases the applicant, nothing burdens.
    Better,
    /// No difference in weight.
    Equal,
    /// Something burdens, nothing eases.
    Worse,
    /// Both, or something that a person has to judge.
    Incomparable,
}

impl Verdict {
    /// The word for people.
    pub fn name(self) -> Text {
        match self {
            Self::Better => Text::new("better", "更便利"),
            Self::Equal => Text::new("equal", "一致"),
            Self::Worse => Text::new("worse", "有待改进"),
            Self::Incomparable => Text::new("incomparable", "需人工比较"),
        }
    }
}

/// The verdict of a dimension, from the changes between the layers above and the implementation.
pub fn of(changes: &[Change<'_>], dimension: Dimension) -> Verdict {
    let own = || changes.iter().filter(|change| change.class.dimension == Some(dimension));
    let any = |applicant: Applicant| own().any(|change| change.class.applicant == applicant);
    let judge = own().any(|change| change.class.judge);
    match (any(Applicant::Eases), any(Applicant::Burdens), judge) {
        (true, true, _) | (_, _, true) => Verdict::Incomparable,
        (true, false, false) => Verdict::Better,
        (false, true, false) => Verdict::Worse,
        (false, false, false) => Verdict::Equal,
    }
}
