//! Leave: which days somebody may take, and when the other one of a pair is told of it.
//!
//! What leave does to windows and promises is `availability`'s; this is about the leave itself. No sentence is here.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    availability::Availability,
    ids::{LeaveId, PersonId},
    text::UserText,
    working_hours::DateRange,
    zone::Zone,
};

/// The longest leave that is taken without somebody ending the pair, in days.
const LONGEST_DAYS: i32 = 183;

/// A leave further ahead than this many days is taken for a mistyped year.
const FURTHEST_DAYS: i32 = 366;

/// So many leaves may be running or still to come.
const MOST: usize = 24;

/// A leave that begins within so many days is told at once.
const SOON_DAYS: i32 = 14;

/// A return that was not announced for so long is not news any more.
const STALE: SignedDuration = SignedDuration::from_hours(72);

/// Somebody's leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Leave {
    /// Our id.
    pub id: LeaveId,
    /// Whose it is.
    pub person: PersonId,
    /// The days, on their own calendar.
    pub range: DateRange,
    /// When they told us.
    pub told_at: Timestamp,
    /// What they wrote down with it.
    pub reason: Option<Reason>,
    /// Whether it stands.
    pub state: LeaveState,
    /// What is said about it next, and when that is planned.
    pub next: Option<(Step, Timestamp)>,
}

/// Why somebody is away, in their own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The words.
    pub text: UserText,
    /// Who reads them.
    pub readers: ReasonReaders,
}

/// Who reads why somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonReaders {
    /// Only who wrote it.
    OnlyTheWriter,
    /// The other one of their pair, too.
    PartnerToo,
}

/// Whether a leave stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveState {
    /// It does.
    Stands,
    /// It was taken back before it began.
    TakenBack,
}

/// What is still to be said about a leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// That it is about to begin.
    Ahead,
    /// That it is over.
    Back,
}

impl Step {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Back => "back",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Ahead, Self::Back].into_iter().find(|step| step.as_str() == word)
    }
}

/// What the other one of a pair is told about a leave, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// That there will be one soon, when it was written down.
    Entered,
    /// That it begins next.
    Ahead,
    /// That it does not take place after all.
    Off,
    /// That it is over.
    Back,
}

impl Notice {
    /// The word it has in a message's identity.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Ahead => "ahead",
            Self::Off => "off",
            Self::Back => "back",
        }
    }
}

/// Why a leave is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveProblem {
    /// Its last day is before its first.
    EndsBeforeItStarts,
    /// It lies wholly in the past.
    Over,
    /// It is longer than a pair can stand still.
    TooLong,
    /// It begins more than a year from now.
    TooFar,
    /// There is leave on some of its days already.
    Overlaps,
    /// There are too many to come already.
    TooMany,
}

/// The days of a new leave, if they can be taken beside those that are running or still to come.
///
/// # Errors
///
/// When they make no sense; nothing may change then.
pub fn check(
    (from, to): (Date, Date),
    today: Date,
    known: &[Leave],
) -> Result<DateRange, LeaveProblem> {
    let range = DateRange::new(from, to).map_err(|_| LeaveProblem::EndsBeforeItStarts)?;
    let taken =
        |leave: &Leave| leave.range.first() <= range.last() && range.first() <= leave.range.last();
    if to < today {
        Err(LeaveProblem::Over)
    } else if days(from, to) > LONGEST_DAYS {
        Err(LeaveProblem::TooLong)
    } else if days(today, from) > FURTHEST_DAYS {
        Err(LeaveProblem::TooFar)
    } else if known.iter().any(taken) {
        Err(LeaveProblem::Overlaps)
    } else if known.len() >= MOST {
        Err(LeaveProblem::TooMany)
    } else {
        Ok(range)
    }
}

/// Whether a return at `back_at` is not worth telling any more.
pub fn is_old_news(back_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(back_at) >= STALE
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

impl Leave {
    /// Whether the others are told as soon as it is written down, because it begins within two weeks.
    pub fn is_soon(&self, zone: &Zone) -> bool {
        days(zone.date(self.told_at), self.range.first()) <= SOON_DAYS
    }

    /// Whether its first day has come where they are.
    pub fn has_begun(&self, zone: &Zone, now: Timestamp) -> bool {
        zone.date(now) >= self.range.first()
    }

    /// Whether its last day has gone by where they are.
    pub fn is_over(&self, zone: &Zone, now: Timestamp) -> bool {
        zone.date(now) > self.range.last()
    }

    /// When a reader is reminded of it: at the opening of their last working day that begins before the leave does.
    /// `None` when they heard of it then or later anyway, or do not work in the two weeks before.
    pub fn ahead_at(&self, zone: &Zone, reader: &Availability) -> Option<Timestamp> {
        let at = reader.last_open_before(zone.start_of(self.range.first()), SOON_DAYS)?;
        let heard_at = match self.is_soon(zone) {
            true => reader.next_open(self.told_at)?,
            false => self.told_at,
        };
        (heard_at < at).then_some(at)
    }

    /// When they are back: at the opening of their first working day after it. `None` when they never are.
    pub fn back_at(&self, person: &Availability) -> Option<Timestamp> {
        person.next_working_day_open(person.zone().start_of(self.range.last()))
    }

    /// Whether the return that was due at `back_at` is announced. A single day is not, and of leaves that end in one
    /// return only the last one is; `all` are the person's leaves, this one among them.
    pub fn is_return_announced(
        &self,
        all: &[Self],
        person: &Availability,
        (back_at, now): (Timestamp, Timestamp),
    ) -> bool {
        let one_return = all.iter().filter(|leave| leave.back_at(person) == Some(back_at));
        let last = one_return.clone().map(|leave| leave.range.last()).max();
        let is_single_day = one_return.count() <= 1 && self.range.first() == self.range.last();
        last.is_none_or(|last| last <= self.range.last())
            && !is_single_day
            && !is_old_news(back_at, now)
    }
}

#[cfg(test)]
mod tests;
