//! Why a pair ended before the two were peers, and who reads that.
//!
//! Ending is a decision either side may take alone, and no failure: whoever moved on or has no time left says so, and
//! nobody is asked to justify it. What stops with it is not decided here.

use super::{leave::ReasonReaders, pair::Side, text::UserText};

/// The kind of a reason, as it is chosen from a short list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Something else has come up: another team, another place.
    MovedOn,
    /// There is no time for it.
    Time,
    /// The two do not go well together.
    NoMatch,
    /// What they set out to do is done.
    GoalsMet,
    /// Something else.
    Other,
}

/// How a pair came to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Parting {
    /// Who ended it; `None` when the day had come that both had chosen.
    pub by: Option<Side>,
    /// Why, of one that ended early.
    pub why: Option<Why>,
}

/// Why somebody ended it.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The kind of the reason, which the lead who proposed the pair reads, too.
    pub reason: Reason,
    /// What they wrote with it.
    pub words: Option<UserText>,
    /// Who reads reason and words, beside whoever wrote them.
    pub readers: ReasonReaders,
}

/// What somebody who stands alone now said to the question whether they would mentor others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// They would.
    Mentor,
    /// Not now.
    NotNow,
}

impl Answered {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mentor => "mentor",
            Self::NotNow => "not_now",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Mentor, Self::NotNow].into_iter().find(|answer| answer.as_str() == word)
    }
}

impl Reason {
    /// Every reason, in the order the form shows them.
    pub const ALL: [Self; 5] =
        [Self::MovedOn, Self::Time, Self::NoMatch, Self::GoalsMet, Self::Other];

    /// The word it is stored and carried under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MovedOn => "moved_on",
            Self::Time => "time",
            Self::NoMatch => "no_match",
            Self::GoalsMet => "goals_met",
            Self::Other => "other",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

impl Parting {
    /// Why, as somebody on this side may read it.
    pub fn read_by(&self, side: Side) -> Option<&Why> {
        let may = |why: &&Why| {
            self.by == Some(side)
                || match why.readers {
                    ReasonReaders::PartnerToo => true,
                    ReasonReaders::OnlyTheWriter => false,
                }
        };
        self.why.as_ref().filter(may)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_one_reads_why_only_where_that_was_wanted() {
        for (readers, reads) in
            [(ReasonReaders::OnlyTheWriter, false), (ReasonReaders::PartnerToo, true)]
        {
            let why = Why { reason: Reason::Time, words: None, readers };
            let parting = Parting { by: Some(Side::Mentee), why: Some(why) };
            assert!(parting.read_by(Side::Mentee).is_some());
            assert_eq!(parting.read_by(Side::Mentor).is_some(), reads);
        }
    }
}
