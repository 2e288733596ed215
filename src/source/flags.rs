//! What more is known of a node than its kind.

/// A small bit set.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Flags(u8);

impl Flags {
    /// The text is a slice of the source.
    pub const IN_SOURCE: Self = Self(1);
    /// A scalar without quotes.
    pub const PLAIN: Self = Self(2);
    /// A key whose entry is passed over: it stands a second time, or nothing can be read from its value.
    pub const SKIPPED: Self = Self(4);
    /// A value that is not written at all.
    pub const EMPTY: Self = Self(8);
    /// A value that was brought from another spelling.
    pub const RESPELLED: Self = Self(16);
    /// A map of which some keys are [`Flags::SKIPPED`].
    pub const LOOSE: Self = Self(32);

    /// Whether all flags of `other` are set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
