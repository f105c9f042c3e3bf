//! What the form of a question carries.

use std::{fmt, str::FromStr};

use super::{Foreign, added::Added};
use crate::domain::{
    draft::About,
    ids::{PairId, QuestionId},
};

/// What a question's form carries: the name of its draft, `question/12` or `question/12+3`, and what somebody had typed to
/// the bot that stands in it: `…~5.8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionForm {
    /// The pair it is asked in.
    pub pair: PairId,
    /// The question that is edited; `None` for a new one.
    pub edits: Option<QuestionId>,
    /// What was typed to the bot.
    pub added: Added,
}

impl QuestionForm {
    /// Which draft it is.
    pub fn about(&self) -> About {
        About::Question(self.pair, self.edits)
    }
}

impl fmt::Display for QuestionForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.about(), self.added)
    }
}

impl FromStr for QuestionForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (carried, added) = Added::split(text)?;
        match carried.parse().map_err(|_| Foreign)? {
            About::Question(pair, edits) => Ok(Self { pair, edits, added }),
            About::Checkin(..)
            | About::Reply(_)
            | About::Answer(_)
            | About::Agenda(_)
            | About::Notes(_)
            | About::Journal(_)
            | About::Review(_)
            | About::WriteUp(_)
            | About::Agreement(_)
            | About::Goal(..) => Err(Foreign),
        }
    }
}
