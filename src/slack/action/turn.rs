//! What *Next* of open office hours carries.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::SessionId;

/// Office hours and how often the turn went on when the button was shown, as *Next* carries them: `5+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTurn {
    /// The session.
    pub session: SessionId,
    /// So often.
    pub turn: u32,
}

impl fmt::Display for SessionTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.session, self.turn)
    }
}

impl FromStr for SessionTurn {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (session, turn) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { session: read_id(session)?, turn: turn.parse().map_err(|_| Foreign)? })
    }
}
