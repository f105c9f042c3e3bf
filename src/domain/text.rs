//! What people write, cleaned at the door: it cannot steer how a message is shown, and it cannot leak by being printed.
//!
//! [`UserText`] has no `Display` and its `Debug` shows only a length, so private text does not get into a log or an error
//! by accident; whoever needs the words calls [`UserText::expose`], a name that can be searched for. Markup is not
//! escaped here: whether `<!channel>` means anything depends on where the text is put, and that is decided in `slack`.

mod emoji;
mod unseen;

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

/// As many characters as Slack takes in a URL.
const MAX_LINK_CHARS: usize = 3000;

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

    /// A text that somebody is still writing: cleaned as by [`UserText::parse`], but not trimmed, because a word may
    /// follow. Of more than `max_chars` characters the first are taken. `None` while there is nothing to see.
    pub fn unfinished(raw: &str, max_chars: usize) -> Option<Self> {
        let clean = unseen::clean(raw);
        if clean.chars().all(unseen::is_blank) {
            return None;
        }
        Some(Self(clean.chars().take(max_chars).collect()))
    }

    /// What comes after the first `chars` characters, if anything that can be seen does.
    pub fn after(&self, chars: usize) -> Option<Self> {
        Self::unfinished(&self.0.chars().skip(chars).collect::<String>(), usize::MAX)
    }

    /// Its first `chars` characters, and a mark where there is more; for where the whole stands elsewhere.
    pub fn glimpse(&self, chars: usize) -> Self {
        match self.0.char_indices().nth(chars) {
            Some((end, _)) => Self(format!("{}…", &self.0[..end])),
            None => self.clone(),
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

/// Whether a raw Slack text consists of emoji and white space only, with at least one emoji.
pub fn is_emoji_only(text: &str) -> bool {
    let mut rest = text.trim();
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let Some(length) = emoji::at_start(rest) else { return false };
        rest = rest[length..].trim_start();
    }
    true
}

/// A link that a person gave in a link field, the only active thing in what people write: an https URL with a host and
/// without credentials, in its normal form (the host in ASCII), so that what is shown is what is opened. It is checked
/// for its form and never fetched. It is private like any other text: `Debug` shows its length only.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

/// Why a text is no link we show. The sentences are for its author and hold none of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    /// Not a URL, or one without a host.
    #[error("paste the whole address, starting with https://")]
    NotAnAddress,
    /// Another scheme than https.
    #[error("only addresses that start with https:// can be opened from here")]
    NotHttps,
    /// A user name or password in the address.
    #[error("this address has a user name or password in it; paste it without")]
    HasCredentials,
    /// Longer than Slack takes.
    #[error("this address is longer than 3000 characters; use a shorter one")]
    TooLong,
}

impl Link {
    /// Checks an address that somebody pasted. White space around it does not matter.
    ///
    /// # Errors
    ///
    /// When it is not an https URL with a host, has credentials, or is longer than 3000 characters.
    pub fn parse(raw: &str) -> Result<Self, LinkProblem> {
        let raw = raw.trim();
        if raw.chars().count() > MAX_LINK_CHARS {
            return Err(LinkProblem::TooLong);
        }
        // The URL parser drops tabs and newlines inside and repairs missing slashes; whoever pasted those meant
        // something else.
        if raw.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
            return Err(LinkProblem::NotAnAddress);
        }
        let url = Url::parse(raw).map_err(|_| LinkProblem::NotAnAddress)?;
        if url.scheme() != "https" {
            return Err(LinkProblem::NotHttps);
        }
        let after_scheme = raw.get("https:".len()..).unwrap_or_default();
        if !after_scheme.starts_with("//") || url.host_str().is_none_or(str::is_empty) {
            return Err(LinkProblem::NotAnAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LinkProblem::HasCredentials);
        }
        let normal = String::from(url);
        if normal.chars().count() > MAX_LINK_CHARS {
            Err(LinkProblem::TooLong)
        } else {
            Ok(Self(normal))
        }
    }

    /// The address itself. Every use of this is a place where private text goes somewhere.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({} characters)", self.0.chars().count())
    }
}

impl TryFrom<String> for Link {
    type Error = LinkProblem;

    fn try_from(raw: String) -> Result<Self, LinkProblem> {
        Self::parse(&raw)
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.0
    }
}

#[cfg(test)]
mod tests;
