//! What the buttons about a step carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::PairId;

/// A pair and the talk a button belongs to, as it carries them: `5+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepTalk {
    /// The pair.
    pub pair: PairId,
    /// Which talk of theirs.
    pub nth: u32,
}

impl fmt::Display for StepTalk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.pair, self.nth)
    }
}

impl FromStr for StepTalk {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, nth) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, nth: nth.parse().map_err(|_| Foreign)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        let talk = StepTalk { pair: PairId(5), nth: 2 };
        assert_eq!(talk.to_string().parse(), Ok(talk));
        for foreign in ["", "5", "5+", "+2", "5+-1", "x+2", "5+2+3"] {
            assert_eq!(foreign.parse::<StepTalk>(), Err(Foreign), "{foreign}");
        }
    }
}
