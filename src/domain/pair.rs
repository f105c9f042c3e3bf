//! A mentor and a mentee, from the proposal to the end.
//!
//! Nobody is enrolled without having said yes (forced adoption fails), so a pair begins when both have.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    ids::{PairId, PersonId, ProgrammeId, SlackChannel},
    zone::Zone,
};

/// A pair as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Our id.
    pub id: PairId,
    /// The programme it belongs to.
    pub programme: ProgrammeId,
    /// The mentor.
    pub mentor: PersonId,
    /// The mentee.
    pub mentee: PersonId,
    /// The lead who proposed it.
    pub proposed_by: PersonId,
    /// Where it is in its life.
    pub state: PairState,
    /// The day it was to begin on at the earliest, on the mentee's calendar, if one was named.
    pub starts_on: Option<Date>,
    /// Its room.
    pub room: Room,
    /// Its own check-in rule, when it differs from the programme's.
    pub checkin_rule: Option<String>,
    /// How much of the way to standing alone is behind it.
    pub phase: Phase,
}

/// Where a pair is in its life.
#[derive(Debug, Clone, PartialEq)]
pub enum PairState {
    /// Asked; each side's yes with its instant.
    Proposed {
        /// When the mentor said yes.
        mentor_in: Option<Timestamp>,
        /// When the mentee said yes.
        mentee_in: Option<Timestamp>,
    },
    /// Both said yes.
    Active {
        /// When the second yes came.
        began_at: Timestamp,
    },
    /// One said no.
    Declined,
    /// It is over.
    Ended {
        /// When it had begun.
        began_at: Timestamp,
        /// When it ended.
        at: Timestamp,
        /// How.
        how: Ending,
    },
}

/// How a pair that began is over. Each is a respectable end; what was written stays its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The mentee stands alone now, and both said so: the two go on as peers.
    Completed,
    /// One of the two ended it before that, or its mentee went on with another mentor.
    Early,
}

/// How much of the programme a running pair still needs: it steps down because it is ready, never without both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// A check-in as often as its programme or its agreement says, every week as a rule.
    Weekly,
    /// A check-in every four weeks, usually from the sixth month on.
    Monthly,
    /// No schedule at all, usually from the twelfth month on: the questions stay, for what is hard.
    AdHoc,
}

/// Where a pair talks.
#[derive(Debug, Clone, PartialEq)]
pub enum Room {
    /// Not opened yet.
    Unopened,
    /// The group DM of mentor, mentee and bot.
    Open(SlackChannel),
    /// Slack refused it: the two one-to-one DMs carry the same content.
    Refused,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The one who answers.
    Mentor,
    /// The one who writes.
    Mentee,
}

/// Why a yes or a no changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpen {
    /// The pair is running already.
    #[error("the pair has begun already")]
    Begun,
    /// One side has said no, or the pair has ended.
    #[error("the proposal is closed")]
    Closed,
}

impl Pair {
    /// Which side `person` is on, if they are in this pair.
    pub fn side(&self, person: PersonId) -> Option<Side> {
        if person == self.mentor {
            Some(Side::Mentor)
        } else if person == self.mentee {
            Some(Side::Mentee)
        } else {
            None
        }
    }

    /// Who is on `side`.
    pub fn person(&self, side: Side) -> PersonId {
        match side {
            Side::Mentor => self.mentor,
            Side::Mentee => self.mentee,
        }
    }

    /// The day a running pair began; `None` for any other. Its weeks are counted from there. It is a day of UTC: an anchor
    /// that moved with somebody's zone could turn odd weeks into even ones. A pair that began on a day that was named for it
    /// is counted from that one, though it was yesterday still in UTC.
    pub fn began_on(&self) -> Option<Date> {
        match self.state {
            PairState::Active { began_at } => {
                let day = Zone::utc().date(began_at);
                Some(self.starts_on.map_or(day, |named| named.max(day)))
            }
            PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. } => None,
        }
    }

    /// Whether both have said yes and nobody has ended it.
    pub fn is_active(&self) -> bool {
        matches!(self.state, PairState::Active { .. })
    }

    /// Whether it has been running and is not any more.
    pub fn is_over(&self) -> bool {
        matches!(self.state, PairState::Ended { .. })
    }

    /// Whether both have said yes, whatever came of it.
    pub fn has_begun(&self) -> bool {
        self.is_active() || self.is_over()
    }
}

impl Side {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mentor => "mentor",
            Self::Mentee => "mentee",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Mentor, Self::Mentee].into_iter().find(|side| side.as_str() == word)
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Mentor => Self::Mentee,
            Self::Mentee => Self::Mentor,
        }
    }
}

impl Phase {
    /// Every phase, in the order a pair lives through them.
    pub const ALL: [Self; 3] = [Self::Weekly, Self::Monthly, Self::AdHoc];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::AdHoc => "ad_hoc",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == word)
    }
}

impl Ending {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Early => "early",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Completed, Self::Early].into_iter().find(|how| how.as_str() == word)
    }
}

impl PairState {
    /// What a yes from `side` at `now` makes of it. A second yes from the same side changes nothing.
    pub fn accept(&self, side: Side, now: Timestamp) -> Result<Self, NotOpen> {
        match self {
            Self::Proposed { mentor_in, mentee_in } => {
                let (mut mentor_in, mut mentee_in) = (*mentor_in, *mentee_in);
                match side {
                    Side::Mentor => mentor_in = mentor_in.or(Some(now)),
                    Side::Mentee => mentee_in = mentee_in.or(Some(now)),
                }
                Ok(match (mentor_in, mentee_in) {
                    (Some(one), Some(other)) => Self::Active { began_at: one.max(other) },
                    (Some(_), None) | (None, Some(_)) | (None, None) => {
                        Self::Proposed { mentor_in, mentee_in }
                    }
                })
            }
            Self::Active { .. } => Err(NotOpen::Begun),
            Self::Declined | Self::Ended { .. } => Err(NotOpen::Closed),
        }
    }

    /// What ending it at `at` makes of a running pair.
    ///
    /// # Errors
    ///
    /// When it has not begun, or is over already.
    pub fn end(&self, how: Ending, at: Timestamp) -> Result<Self, NotOpen> {
        match self {
            Self::Active { began_at } => Ok(Self::Ended { began_at: *began_at, at, how }),
            Self::Proposed { .. } | Self::Declined | Self::Ended { .. } => Err(NotOpen::Closed),
        }
    }

    /// The same where a pair may not begin before a day that has not come: with both yeses it waits for that day.
    ///
    /// # Errors
    ///
    /// When the pair has begun, or is over.
    pub fn accept_for(
        &self,
        side: Side,
        (now, begins_now): (Timestamp, bool),
    ) -> Result<Self, NotOpen> {
        match (self.accept(side, now)?, self) {
            (Self::Active { .. }, Self::Proposed { mentor_in, mentee_in }) if !begins_now => {
                let mut both = [*mentor_in, *mentee_in];
                both[usize::from(side == Side::Mentee)].get_or_insert(now);
                Ok(Self::Proposed { mentor_in: both[0], mentee_in: both[1] })
            }
            (accepted, _) => Ok(accepted),
        }
    }

    /// Whether both have said yes and the pair waits for its first day.
    pub fn awaits_its_day(&self) -> bool {
        matches!(self, Self::Proposed { mentor_in: Some(_), mentee_in: Some(_) })
    }

    /// What a no makes of it.
    pub fn decline(&self) -> Result<Self, NotOpen> {
        match self {
            Self::Proposed { .. } => Ok(Self::Declined),
            Self::Active { .. } => Err(NotOpen::Begun),
            Self::Declined | Self::Ended { .. } => Err(NotOpen::Closed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_pair_begins_with_the_second_yes() {
        let proposed = PairState::Proposed { mentor_in: None, mentee_in: None };
        let one = proposed.accept(Side::Mentee, at("2026-11-02T09:00:00Z")).unwrap();
        let again = one.accept(Side::Mentee, at("2026-11-02T09:05:00Z")).unwrap();
        assert_eq!(one, again, "pressing twice changes nothing");
        let both = one.accept(Side::Mentor, at("2026-11-02T14:00:00Z")).unwrap();
        assert_eq!(both, PairState::Active { began_at: at("2026-11-02T14:00:00Z") });
        assert_eq!(both.decline(), Err(NotOpen::Begun));
    }

    #[test]
    fn weeks_are_counted_from_the_day_that_was_named() {
        // Midnight of a Monday in Berlin is Sunday still in UTC.
        let began_at = at("2026-11-15T23:00:00Z");
        let pair = |starts_on: Option<Date>| Pair {
            id: PairId(1),
            programme: ProgrammeId(1),
            mentor: PersonId(1),
            mentee: PersonId(2),
            proposed_by: PersonId(3),
            state: PairState::Active { began_at },
            room: Room::Unopened,
            checkin_rule: None,
            phase: Phase::Weekly,
            starts_on,
        };
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(pair(day("2026-11-16")).began_on(), day("2026-11-16"));
        assert_eq!(pair(day("2026-11-02")).began_on(), day("2026-11-15"), "a yes came late");
        assert_eq!(pair(None).began_on(), day("2026-11-15"));
    }

    #[test]
    fn a_pair_with_a_day_waits_for_it_with_both_yeses() {
        let proposed = PairState::Proposed { mentor_in: None, mentee_in: None };
        let (one, two) = (at("2026-11-02T09:00:00Z"), at("2026-11-02T14:00:00Z"));
        let waiting = proposed.accept_for(Side::Mentee, (one, false)).unwrap();
        assert!(!waiting.awaits_its_day());
        let waiting = waiting.accept_for(Side::Mentor, (two, false)).unwrap();
        assert!(waiting.awaits_its_day());
        assert_eq!(waiting, waiting.accept_for(Side::Mentor, (two, false)).unwrap());
        assert_eq!(waiting.decline(), Ok(PairState::Declined), "until then either may think again");
        let begun = waiting.accept_for(Side::Mentor, (at("2026-11-09T00:00:00Z"), true)).unwrap();
        assert!(matches!(begun, PairState::Active { .. }));
    }

    #[test]
    fn a_no_closes_the_proposal() {
        let proposed =
            PairState::Proposed { mentor_in: Some(at("2026-11-02T09:00:00Z")), mentee_in: None };
        assert_eq!(proposed.decline(), Ok(PairState::Declined));
        assert_eq!(
            PairState::Declined.accept(Side::Mentee, at("2026-11-02T09:00:00Z")),
            Err(NotOpen::Closed)
        );
    }
}
