//! What the buttons of a suggestion of another mentor carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::RematchId;

/// A rematch and the round of a suggestion, as a control carries them: `5+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RematchRound {
    /// The rematch.
    pub rematch: RematchId,
    /// Which suggestion, from 1.
    pub round: u32,
}

impl fmt::Display for RematchRound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.rematch, self.round)
    }
}

impl FromStr for RematchRound {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (rematch, round) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { rematch: read_id(rematch)?, round: round.parse().map_err(|_| Foreign)? })
    }
}
