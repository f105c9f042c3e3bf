//! Disagreeing is allowed: what a mentee sees differently about a reply.
//!
//! It is theirs to say and the pair's to read. Nothing is owed because of it, and nobody counts it.

use serde::{Deserialize, Serialize};

use super::text::UserText;

/// At most so many characters fit in one part.
pub const MAX_PART: usize = 3000;

/// What a mentee wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What they see differently.
    pub see: UserText,
    /// What they would like instead.
    pub would_like: Option<UserText>,
}

impl Difference {
    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        std::iter::once(&self.see).chain(&self.would_like).map(UserText::expose).collect()
    }
}
