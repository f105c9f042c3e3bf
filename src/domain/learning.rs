//! How somebody takes things in best, as they say it of themselves.
//!
//! It adapts how a mentor answers, and nothing else: no answer is judged by it, and nobody is sorted by it.

use serde::{Deserialize, Serialize};

/// A way of learning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Learning {
    /// By looking: diagrams, screenshots with marks, recordings.
    Visual,
    /// By reading: long answers in writing.
    Text,
    /// By doing: pairing and exercises.
    HandsOn,
}

impl Learning {
    /// Every way, in the order the settings show them.
    pub const ALL: [Self; 3] = [Self::Visual, Self::Text, Self::HandsOn];

    /// The word it is stored and travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Visual => "visual",
            Self::Text => "text",
            Self::HandsOn => "hands_on",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.key() == key)
    }
}
