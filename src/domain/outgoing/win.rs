//! The closed list of what is said about what went well for the members of a cohort.

use serde::{Deserialize, Serialize};

use crate::domain::{delivery::Manner, ids::WinId};

/// One thing to say about a win, or one change of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentence over each variant says what its ids are for")]
pub enum WinNews {
    /// Tells the cohort.
    Told { win: WinId },
    /// Shows there that it was taken back.
    ToldRefresh { win: WinId },
}

impl WinNews {
    /// The identity: two values with the same key are the same message.
    pub fn key(&self) -> String {
        match self {
            Self::Told { win } => format!("win/{win}"),
            Self::ToldRefresh { win } => format!("win-refresh/{win}"),
        }
    }

    /// Whether it is a new message, said once, or a change that may be repeated.
    pub fn manner(&self) -> Manner {
        match self {
            Self::Told { .. } => Manner::Post,
            Self::ToldRefresh { .. } => Manner::Refresh,
        }
    }
}
