//! A call of a pair: from the times put before somebody to the one both agreed to, and what may become of that.
//!
//! At most thirty minutes, for what writing does badly: a complex topic, pairing, a career, a review, getting to know each
//! other. The mentee owns the scheduling; no call stands unless both want it. Which times there are is `overlap`'s
//! business, whose turn the early or late hour is `fairness`'s; what happened at the call is not known here.

pub mod weeks;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    ids::{CallId, PairId},
    overlap::{Minutes, Slot},
    pair::{Phase, Side},
    topic::Topic,
    week::Week,
};

/// Moving a call or calling it off is free so long before it; later it takes a reason and is marked as late notice.
pub const FREE_NOTICE: SignedDuration = SignedDuration::from_hours(24);

/// How long a call may last. Never more than thirty minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// A quarter of an hour.
    Fifteen,
    /// Twenty minutes.
    Twenty,
    /// Twenty-five minutes.
    TwentyFive,
    /// Half an hour, the longest.
    Thirty,
}

impl Length {
    /// Every length, shortest first.
    pub const ALL: [Self; 4] = [Self::Fifteen, Self::Twenty, Self::TwentyFive, Self::Thirty];

    /// In minutes.
    pub fn minutes(self) -> Minutes {
        Minutes(match self {
            Self::Fifteen => 15,
            Self::Twenty => 20,
            Self::TwentyFive => 25,
            Self::Thirty => 30,
        })
    }

    /// A length from its minutes; `None` for any other number of them.
    pub fn read(minutes: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.minutes() == Minutes(minutes))
    }
}

/// What a call is for; calls are for what writing does badly, so one of these is always named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Something with too many sides for a letter.
    ComplexTopic,
    /// Working on something hard together.
    Pairing,
    /// Where the mentee is heading.
    Career,
    /// The review of goals every four weeks.
    GoalReview,
    /// Getting to know each other.
    GetToKnow,
}

impl Purpose {
    /// Every purpose, in the order the form shows them.
    pub const ALL: [Self; 5] =
        [Self::ComplexTopic, Self::Pairing, Self::Career, Self::GoalReview, Self::GetToKnow];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::ComplexTopic => "complex_topic",
            Self::Pairing => "pairing",
            Self::Career => "career",
            Self::GoalReview => "goal_review",
            Self::GetToKnow => "get_to_know",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }
}

/// What a call is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What it is for.
    pub purpose: Purpose,
    /// Tags, if any were chosen.
    pub topics: Vec<Topic>,
}

/// A call as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Our id.
    pub id: CallId,
    /// Whose it is.
    pub pair: PairId,
    /// The week the bot asked for; `None` for a call one of them proposed in between.
    pub week: Option<Week>,
    /// Counts what was put before somebody. A press or a form that carries an older one is told what stands now.
    pub round: u32,
    /// What it is about, once somebody has said so.
    pub about: Option<About>,
    /// What it would be about at another time that is proposed for what both agreed to. Until that one is agreed to, `about`
    /// stands.
    pub instead_about: Option<About>,
    /// How often what both agreed to was changed, as calendars count it.
    pub sequence: u32,
    /// Where it is in its life.
    pub state: State,
}

/// Where a call is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The mentee has times to choose from.
    Choosing,
    /// One side chose a time, and the other is asked.
    Offered(Offer),
    /// Both want it.
    Agreed {
        /// When it is.
        slot: Slot,
        /// When both agreed to this time.
        at: Timestamp,
        /// Another time that one side would rather have. Until the other agrees, the first one stands.
        instead: Option<Offer>,
    },
    /// It does not take place: called off by one side, with the time both had agreed to, or turned down before that.
    CalledOff {
        /// When it would have been, had both agreed to it.
        was: Option<Slot>,
    },
    /// Nobody chose or answered in time.
    Lapsed,
}

/// A time that one side proposes to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Who proposes it.
    pub by: Side,
    /// The time.
    pub slot: Slot,
    /// When it was proposed.
    pub at: Timestamp,
}

/// How long before a call something about it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A day or more before.
    Free,
    /// Later than that; a reason is asked for.
    Late,
}

impl Notice {
    /// What notice a change at `now` gives for a call that begins at `starts`.
    pub fn of(starts: Timestamp, now: Timestamp) -> Self {
        if starts.duration_since(now) >= FREE_NOTICE { Self::Free } else { Self::Late }
    }
}

/// Why a call is not changed in this way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// Something else was put before the two in the meantime.
    #[error("something else was proposed in the meantime")]
    Stale,
    /// There is nothing that waits for this side.
    #[error("nothing waits for an answer of this side")]
    NothingToAnswer,
    /// Both have agreed to it already.
    #[error("both have agreed to it already")]
    Agreed,
    /// It has begun.
    #[error("the call has begun")]
    Begun,
    /// It was called off, or nobody answered in time.
    #[error("the call is off")]
    Over,
}

impl Call {
    /// Whether anything can still be chosen, answered or changed: it is neither off nor, at `now`, begun.
    pub fn is_open(&self, now: Timestamp) -> bool {
        match self.state {
            State::Choosing | State::Offered(_) => true,
            State::Agreed { slot, .. } => now < slot.starts,
            State::CalledOff { .. } | State::Lapsed => false,
        }
    }

    /// The time both agreed to, as long as it was not called off.
    pub fn agreed(&self) -> Option<Slot> {
        match self.state {
            State::Agreed { slot, .. } => Some(slot),
            State::Choosing | State::Offered(_) | State::CalledOff { .. } | State::Lapsed => None,
        }
    }

    /// What one side proposes and the other has not answered.
    pub fn offer(&self) -> Option<Offer> {
        match self.state {
            State::Offered(offer) => Some(offer),
            State::Agreed { instead, .. } => instead,
            State::Choosing | State::CalledOff { .. } | State::Lapsed => None,
        }
    }

    /// Whether the other one proposed something that waits for an answer of this side.
    pub fn asks(&self, side: Side) -> bool {
        self.offer().is_some_and(|offer| offer.by != side)
    }

    /// What it is about as it was proposed last.
    pub fn offered_about(&self) -> Option<&About> {
        self.instead_about.as_ref().or(self.about.as_ref())
    }

    /// Whether `round` is what stands now.
    ///
    /// # Errors
    ///
    /// [`NotNow::Stale`] when something else was put before the two since.
    pub fn at_round(&self, round: u32) -> Result<(), NotNow> {
        if self.round == round { Ok(()) } else { Err(NotNow::Stale) }
    }

    /// The call once `by` proposes this time: a first one, another one in answer to the other side's, or another one
    /// for what both had agreed to.
    ///
    /// # Errors
    ///
    /// When the call has begun, or is off.
    pub fn propose(
        &self,
        by: Side,
        (slot, about): (Slot, About),
        now: Timestamp,
    ) -> Result<Self, NotNow> {
        let offer = Offer { by, slot, at: now };
        let state = match self.state {
            State::Choosing | State::Offered(_) => State::Offered(offer),
            State::Agreed { slot, at, .. } if now < slot.starts => {
                State::Agreed { slot, at, instead: Some(offer) }
            }
            State::Agreed { .. } => return Err(NotNow::Begun),
            State::CalledOff { .. } | State::Lapsed => return Err(NotNow::Over),
        };
        let (about, instead_about) = match self.agreed() {
            Some(_) => (self.about.clone(), Some(about)),
            None => (Some(about), None),
        };
        Ok(Self { round: self.round + 1, about, instead_about, state, ..self.clone() })
    }

    /// The call once `side` agrees to what the other one proposed. `slot` is that time as it is found to be now: the
    /// hours of either may have changed since.
    ///
    /// # Errors
    ///
    /// When nothing waits for this side, the call has begun, or it is off.
    pub fn confirm(&self, side: Side, slot: Slot, now: Timestamp) -> Result<Self, NotNow> {
        let agreed = State::Agreed { slot, at: now, instead: None };
        let (state, sequence) = match self.state {
            State::Offered(offer) if offer.by != side => (agreed, self.sequence),
            State::Agreed { slot, .. } if slot.starts <= now => return Err(NotNow::Begun),
            State::Agreed { instead: Some(offer), .. } if offer.by != side => {
                (agreed, self.sequence + 1)
            }
            State::Agreed { instead: None, .. } => return Err(NotNow::Agreed),
            State::Choosing | State::Offered(_) | State::Agreed { .. } => {
                return Err(NotNow::NothingToAnswer);
            }
            State::CalledOff { .. } | State::Lapsed => return Err(NotNow::Over),
        };
        let (round, about) = (self.round + 1, self.offered_about().cloned());
        Ok(Self { round, sequence, about, instead_about: None, state, ..self.clone() })
    }

    /// The call once `side` does not want what is proposed: a first time is turned down and the call with it; in place of
    /// what both had agreed to, that stands on. Whoever proposed something may take it back in the same way.
    ///
    /// # Errors
    ///
    /// When nothing is proposed, or the call is off.
    pub fn turn_down(&self) -> Result<Self, NotNow> {
        let state = match self.state {
            State::Choosing | State::Offered(_) => State::CalledOff { was: None },
            State::Agreed { slot, at, instead: Some(_) } => {
                State::Agreed { slot, at, instead: None }
            }
            State::Agreed { instead: None, .. } => return Err(NotNow::Agreed),
            State::CalledOff { .. } | State::Lapsed => return Err(NotNow::Over),
        };
        Ok(Self { round: self.round + 1, instead_about: None, state, ..self.clone() })
    }

    /// The call once one side calls off what both had agreed to, and what notice that is.
    ///
    /// # Errors
    ///
    /// When both have not agreed to anything, the call has begun, or it is off.
    pub fn call_off(&self, now: Timestamp) -> Result<(Self, Notice), NotNow> {
        let slot = match self.state {
            State::Agreed { slot, .. } if now < slot.starts => slot,
            State::Agreed { .. } => return Err(NotNow::Begun),
            State::Choosing | State::Offered(_) => return Err(NotNow::NothingToAnswer),
            State::CalledOff { .. } | State::Lapsed => return Err(NotNow::Over),
        };
        let (round, sequence) = (self.round + 1, self.sequence + 1);
        let state = State::CalledOff { was: Some(slot) };
        let off = Self { round, sequence, instead_about: None, state, ..self.clone() };
        Ok((off, Notice::of(slot.starts, now)))
    }

    /// The call once nobody chose or answered in time: it lapses; in place of what both had agreed to, that stands on.
    /// `None` when nothing is open.
    pub fn lapse(&self) -> Option<Self> {
        let state = match self.state {
            State::Choosing | State::Offered(_) => State::Lapsed,
            State::Agreed { slot, at, instead: Some(_) } => {
                State::Agreed { slot, at, instead: None }
            }
            State::Agreed { instead: None, .. } | State::CalledOff { .. } | State::Lapsed => {
                return None;
            }
        };
        Some(Self { round: self.round + 1, instead_about: None, state, ..self.clone() })
    }
}

/// How often a pair meets, once it has said so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Every two weeks.
    TwoWeeks,
    /// Every four weeks.
    Monthly,
    /// Only when one of them proposes it.
    None,
}

impl Rhythm {
    /// Every rhythm, in the order the form shows them.
    pub const ALL: [Self; 3] = [Self::TwoWeeks, Self::Monthly, Self::None];

    /// The word it is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::TwoWeeks => "two_weeks",
            Self::Monthly => "monthly",
            Self::None => "none",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.key() == key)
    }

    /// The same in a phase: what is planned by itself becomes less with each.
    #[must_use]
    pub fn in_phase(self, phase: Phase) -> Self {
        match (phase, self) {
            (Phase::Weekly, rhythm) | (Phase::Monthly, rhythm @ (Self::Monthly | Self::None)) => {
                rhythm
            }
            (Phase::Monthly, Self::TwoWeeks) => Self::Monthly,
            (Phase::AdHoc, Self::TwoWeeks | Self::Monthly | Self::None) => Self::None,
        }
    }

    /// How many weeks lie between two calls; `None` when the bot asks for none.
    pub fn weeks(self) -> Option<u8> {
        match self {
            Self::TwoWeeks => Some(2),
            Self::Monthly => Some(4),
            Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests;
