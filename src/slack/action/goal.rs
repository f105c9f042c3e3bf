//! What the buttons and the form of a goal carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{GoalId, PairId};

/// What the pages of a pair's goals carry, so that what is opened from one of them takes its place: `goals/12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalsPage(pub PairId);

impl fmt::Display for GoalsPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "goals/{}", self.0)
    }
}

/// A milestone of a goal, as its buttons carry it: `7+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The goal.
    pub goal: GoalId,
    /// The milestone's number.
    pub nth: u16,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.goal, self.nth)
    }
}

impl FromStr for Step {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (goal, nth) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { goal: read_id(goal)?, nth: nth.parse().map_err(|_| Foreign)? })
    }
}

/// What the form of a goal carries: `12`, a new one of this pair; `12+7.3`, a change of the one with this id, filled from
/// its third version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalForm {
    /// The pair.
    pub pair: PairId,
    /// The goal that is edited, and the version the form was filled from.
    pub edits: Option<(GoalId, u32)>,
}

impl fmt::Display for GoalForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edits {
            Some((goal, version)) => write!(f, "{}+{goal}.{version}", self.pair),
            None => self.pair.fmt(f),
        }
    }
}

impl FromStr for GoalForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let Some((pair, edits)) = text.split_once('+') else {
            return Ok(Self { pair: read_id(text)?, edits: None });
        };
        let (goal, version) = edits.split_once('.').ok_or(Foreign)?;
        let version = version.parse().map_err(|_| Foreign)?;
        Ok(Self { pair: read_id(pair)?, edits: Some((read_id(goal)?, version)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        for carried in ["12", "12+7.3"] {
            assert_eq!(carried.parse::<GoalForm>().unwrap().to_string(), carried);
        }
        assert_eq!("7+2".parse::<Step>().unwrap().to_string(), "7+2");
        for foreign in ["", "x", "12+", "12+x", "12+x.1", "+7.3"] {
            assert_eq!(foreign.parse::<GoalForm>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<Step>(), Err(Foreign), "{foreign}");
        }
    }
}
