//! What people write, once it has been cleaned: it cannot be printed by accident.

use std::fmt;

/// Text a person wrote. It has no `Display`, and its `Debug` says only how long it is.
#[derive(Clone, PartialEq, Eq)]
pub struct UserText(String);

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextProblem {
    /// Nothing visible is in it.
    Blank,
    /// It is longer than its field takes.
    TooLong {
        /// How long it is, in characters.
        chars: usize,
        /// How long it may be, in characters.
        max: usize,
    },
}

impl UserText {
    /// Takes what a person wrote if it fits.
    pub fn parse(raw: &str, max: usize) -> Result<Self, TextProblem> {
        let chars = raw.chars().count();
        if raw.trim().is_empty() {
            Err(TextProblem::Blank)
        } else if chars > max {
            Err(TextProblem::TooLong { chars, max })
        } else {
            Ok(Self(raw.to_owned()))
        }
    }

    /// The text itself; every use of it can be found by this name.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UserText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UserText({} characters)", self.0.chars().count())
    }
}

/// An https address a person gave in a link field.
#[derive(Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// Takes an https address.
    pub fn parse(raw: &str) -> Option<Self> {
        let url = url::Url::parse(raw).ok()?;
        (url.scheme() == "https").then(|| Self(url.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({} characters)", self.0.chars().count())
    }
}
