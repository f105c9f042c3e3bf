//! What people write, cleaned at the door: it cannot steer how a message is shown, and it cannot leak by being printed.
//!
//! [`UserText`] has no `Display` and its `Debug` shows only a length, so private text does not get into a log or an error
//! by accident; whoever needs the words calls [`UserText::expose`], a name that can be searched for. Markup is not
//! escaped here: whether `<!channel>` means anything depends on where the text is put, and that is decided in `slack`.

mod emoji;
mod link;
mod unseen;

use std::fmt;

use serde::{Deserialize, Serialize};

/// Text that a person wrote: not blank, within its limit, without control characters. Newlines are `\n`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserText(String);

/// Why a text was not taken. The sentences are for its author and hold none of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    /// Nothing that can be seen.
    #[error("write at least a few words here")]
    Blank,
    /// More characters than fit.
    #[error("this has {chars} characters and {max} fit; shorten it by {}", .chars - .max)]
    TooLong {
        /// How many characters the cleaned text has (Unicode scalar values).
        chars: usize,
        /// How many are allowed.
        max: usize,
    },
}

impl UserText {
    /// Cleans what somebody wrote and checks what is left. Control characters, direction marks and other characters that
    /// hide or reorder text are removed; a tab becomes a space, every kind of line end becomes `\n`, and white space at
    /// both ends goes. Joiners that emoji and several scripts need stay. Characters are Unicode scalar values, counted
    /// after cleaning.
    ///
    /// # Errors
    ///
    /// When nothing visible is left, or more than `max_chars` characters.
    pub fn parse(raw: &str, max_chars: usize) -> Result<Self, TextProblem> {
        let clean = unseen::clean(raw);
        let text = clean.trim();
        if text.chars().all(unseen::is_blank) {
            return Err(TextProblem::Blank);
        }
        let chars = text.chars().count();
        if chars > max_chars {
            return Err(TextProblem::TooLong { chars, max: max_chars });
        }
        Ok(Self(text.to_owned()))
    }

    /// As [`UserText::parse`], where leaving the field empty is an answer too.
    ///
    /// # Errors
    ///
    /// When there are more than `max_chars` characters.
    pub fn parse_optional(raw: &str, max_chars: usize) -> Result<Option<Self>, TextProblem> {
        match Self::parse(raw, max_chars) {
            Ok(text) => Ok(Some(text)),
            Err(TextProblem::Blank) => Ok(None),
            Err(problem @ TextProblem::TooLong { .. }) => Err(problem),
        }
    }

    /// A text that was parsed before and comes back from the store, unchanged.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The words themselves. Every use of this is a place where private text goes somewhere.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// How many characters there are (Unicode scalar values).
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether the text holds nothing but emoji, so that it is a reaction rather than a reply.
    pub fn is_emoji_only(&self) -> bool {
        is_emoji_only(&self.0)
    }
}

impl fmt::Debug for UserText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UserText({} characters)", self.chars())
    }
}

pub use emoji::is_emoji_only;
pub use link::{Link, LinkProblem};

#[cfg(test)]
mod tests;
