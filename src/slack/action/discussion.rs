//! What the buttons and forms about a discussion of a cohort carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::DiscussionId;

/// A discussion and one of those who were asked for it, as a control carries them: `5+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscussionTurn {
    /// The discussion.
    pub discussion: DiscussionId,
    /// Which turn, or which swap.
    pub nth: u32,
}

impl fmt::Display for DiscussionTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.discussion, self.nth)
    }
}

impl FromStr for DiscussionTurn {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (discussion, nth) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { discussion: read_id(discussion)?, nth: nth.parse().map_err(|_| Foreign)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        let turn = DiscussionTurn { discussion: DiscussionId(5), nth: 2 };
        assert_eq!(turn.to_string().parse(), Ok(turn));
        for foreign in ["", "5", "5+", "+2", "x+2", "5+x", "5+2+3"] {
            assert_eq!(foreign.parse::<DiscussionTurn>(), Err(Foreign), "{foreign}");
        }
    }
}
