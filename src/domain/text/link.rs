//! A link that a person gave in a link field: the only active thing in what people write.
//!
//! It is checked for its form and never fetched. What it points to is not judged.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

/// As many characters as Slack takes in a URL.
const MAX_CHARS: usize = 3000;

/// An https URL with a host and without credentials, in its normal form (the host in ASCII), so that what is shown is
/// what is opened. It is private like any other text: `Debug` shows its length only.
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
        if raw.chars().count() > MAX_CHARS {
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
        if normal.chars().count() > MAX_CHARS {
            Err(LinkProblem::TooLong)
        } else {
            Ok(Self(normal))
        }
    }

    /// The address itself. Every use of this is a place where private text goes somewhere.
    pub fn expose(&self) -> &str {
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
