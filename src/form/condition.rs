//! When something applies: a condition over the answers to the questions of a form.

use serde::Serialize;

/// A condition, kept as short as constants allow.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Holds whatever is answered.
    Always,
    /// Never holds.
    Never,
    /// A question is answered with one of these options.
    Answer {
        /// Id of the question.
        question: String,
        /// Ids of options.
        options: Vec<String>,
    },
    /// All hold.
    All(Vec<Condition>),
    /// One of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

impl Condition {
    /// `Always` or `Never`.
    pub fn constant(holds: bool) -> Self {
        if holds { Self::Always } else { Self::Never }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Always, one) | (one, Self::Always) => one,
            (one, other) if one == other => one,
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// One of the two holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::Never, one) | (one, Self::Never) => one,
            (one, other) if one == other => one,
            (Self::Any(mut any), other) => {
                any.push(other);
                Self::Any(any)
            }
            (one, other) => Self::Any(vec![one, other]),
        }
    }

    /// It does not hold.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Whether it holds under answers: pairs of question and option.
    pub fn holds(&self, answers: &[(&str, &str)]) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Answer { question, options } => answers
                .iter()
                .any(|(asked, answer)| asked == question && options.iter().any(|option| option == answer)),
            Self::All(all) => all.iter().all(|one| one.holds(answers)),
            Self::Any(any) => any.iter().any(|one| one.holds(answers)),
            Self::Not(inner) => !inner.holds(answers),
        }
    }

    /// The questions it depends on, with repeats.
    pub fn questions(&self) -> Vec<&str> {
        match self {
            Self::Always | Self::Never => Vec::new(),
            Self::Answer { question, .. } => vec![question],
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::questions).collect(),
            Self::Not(inner) => inner.questions(),
        }
    }

    /// Adds the options that it names of a question, each once.
    pub fn options_of(&self, asked: &str, found: &mut Vec<String>) {
        match self {
            Self::Answer { question, options } if question == asked => {
                for option in options {
                    if !found.contains(option) {
                        found.push(option.clone());
                    }
                }
            }
            Self::Always | Self::Never | Self::Answer { .. } => {}
            Self::All(list) | Self::Any(list) => list.iter().for_each(|one| one.options_of(asked, found)),
            Self::Not(inner) => inner.options_of(asked, found),
        }
    }

    /// Whether it holds for every answer.
    pub fn is_always(&self) -> bool {
        *self == Self::Always
    }
}
