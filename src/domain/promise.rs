//! The response clock: by when an answer is owed, when the one who owes it is reminded, and how much working time the
//! answer took.
//!
//! There are two promises. *24 hours* means one working day of the person who answers: clock hours that stand still on
//! days they do not work, ending inside their window. *4 working hours* are minutes inside that window. Only the
//! mentor's calendar counts; when the asker works plays no part. Whatever the promise, the time an answer took is always
//! counted in minutes inside the window.
//!
//! Every item keeps the promise it was asked under, so a promise that changes counts for what is asked from then on.
//! Nothing here knows the present: whether a reminder is still wanted, and how many go into one card, is decided when it
//! is sent.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::availability::Availability;

/// How long somebody may take to answer, and in which kind of time that is counted.
///
/// Written, stored and read as `24 working-day hours` or `240 working minutes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Promise {
    rule: Rule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Rule {
    WorkingDayHours(u16),
    WorkingMinutes(u16),
}

/// The text is not a promise as one is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a promise is written like `24 working-day hours` or `240 working minutes`")]
pub struct NotAPromise;

const WORKING_DAY_HOURS: &str = " working-day hours";
const WORKING_MINUTES: &str = " working minutes";

impl Promise {
    /// What a question is owed unless the mentor says otherwise: one working day.
    pub const QUESTION: Self = Self::of_hours(24);

    /// What an urgent question is owed: four working hours.
    pub const URGENT: Self = Self::of_working_minutes(4 * 60);

    /// What a check-in is owed: two working days.
    pub const CHECKIN: Self = Self::of_hours(48);

    /// A promise of so many clock hours that stand still on days the mentor does not work: 24 are one working day.
    pub const fn of_hours(hours: u16) -> Self {
        Self { rule: Rule::WorkingDayHours(hours) }
    }

    /// A promise of so many minutes inside the mentor's window.
    pub const fn of_working_minutes(minutes: u16) -> Self {
        Self { rule: Rule::WorkingMinutes(minutes) }
    }

    /// The instant by which the mentor owes an answer to what was submitted at `submitted_at`. When the time runs out
    /// outside the mentor's window, the deadline moves to the next open minute; when it runs out exactly at closing
    /// time, it stays. `None` for a mentor whose window does not open again.
    pub fn owed_by(self, submitted_at: Timestamp, mentor: &Availability) -> Option<Timestamp> {
        let runs_out = match self.rule {
            Rule::WorkingDayHours(hours) => {
                mentor.after_working_day_hours(submitted_at, i64::from(hours))?
            }
            Rule::WorkingMinutes(minutes) => {
                mentor.after_working_minutes(submitted_at, i64::from(minutes))?
            }
        };
        let just_before = runs_out.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(runs_out);
        if mentor.closes_at(just_before) == Some(runs_out) {
            return Some(runs_out);
        }
        mentor.next_open(runs_out)
    }

    /// What is owed under it for something submitted at `submitted_at`, as it is written down with that.
    pub fn owe(self, submitted_at: Timestamp, mentor: &Availability) -> Owed {
        let clock = ResponseClock::start(self, submitted_at, mentor);
        Owed { promise: self, by: clock.owed_by, allowed: clock.allows(mentor) }
    }
}

/// What is owed for something that was asked: by which rule, by when, and in how much working time. The three are
/// reckoned together, with one calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// The rule.
    pub promise: Promise,
    /// The instant; `None` when the mentor's window does not open again.
    pub by: Option<Timestamp>,
    /// The working time until then; `None` when nothing is owed.
    pub allowed: Option<WorkingMinutes>,
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rule {
            Rule::WorkingDayHours(hours) => write!(f, "{hours}{WORKING_DAY_HOURS}"),
            Rule::WorkingMinutes(minutes) => write!(f, "{minutes}{WORKING_MINUTES}"),
        }
    }
}

impl FromStr for Promise {
    type Err = NotAPromise;

    /// Reads what was written, and no other spelling of it, so that equal promises are stored as equal texts.
    fn from_str(text: &str) -> Result<Self, NotAPromise> {
        let number = |digits: &str| digits.parse().map_err(|_| NotAPromise);
        let promise = if let Some(hours) = text.strip_suffix(WORKING_DAY_HOURS) {
            Self::of_hours(number(hours)?)
        } else if let Some(minutes) = text.strip_suffix(WORKING_MINUTES) {
            Self::of_working_minutes(number(minutes)?)
        } else {
            return Err(NotAPromise);
        };
        if promise.to_string() == text { Ok(promise) } else { Err(NotAPromise) }
    }
}

/// Something that was asked, and the promise it was asked under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseClock {
    /// The rule that measures it: the promise as it stood when the item was submitted.
    pub promise: Promise,
    /// When it was submitted; the clock starts here.
    pub submitted_at: Timestamp,
    /// By when the answer is owed; `None` for a mentor whose window does not open again.
    pub owed_by: Option<Timestamp>,
}

impl ResponseClock {
    /// Starts the clock. Started again with the same promise when the mentor's hours or days off have changed, it gives
    /// the new deadline under the old rule.
    pub fn start(promise: Promise, submitted_at: Timestamp, mentor: &Availability) -> Self {
        Self { promise, submitted_at, owed_by: promise.owed_by(submitted_at, mentor) }
    }

    /// How much of the mentor's working time lies between the submission and the deadline: what the promise allows,
    /// in the unit in which answer times are compared. `None` when nothing is owed.
    pub fn allows(&self, mentor: &Availability) -> Option<WorkingMinutes> {
        self.owed_by.map(|owed_by| time_taken(self.submitted_at, owed_by, mentor))
    }

    /// The record of an answer that came at `answered_at`: what it took, and whether the promise was kept. An answer in
    /// the very instant of the deadline keeps it.
    pub fn answered(&self, answered_at: Timestamp, mentor: &Availability) -> Measured {
        Measured {
            promise: self.promise,
            taken: time_taken(self.submitted_at, answered_at, mentor),
            kept: Kept::of(self.owed_by, answered_at),
        }
    }

    /// The first instant inside the mentor's window at which three quarters of the working time that the promise
    /// [allows](Self::allows) have passed, in whole minutes: never after the deadline, unless that is a closing time.
    /// `None` when nothing is owed.
    pub fn three_quarters(&self, mentor: &Availability) -> Option<Timestamp> {
        three_quarters((self.submitted_at, self.owed_by?), mentor)
    }

    /// When the mentor is reminded while nobody has answered, as [`reminders`] says.
    pub fn reminders(&self, mentor: &Availability) -> Vec<(Reminder, Timestamp)> {
        reminders((self.submitted_at, self.owed_by), mentor)
    }
}

/// When a mentor who owes an answer by an instant to what was submitted at another is reminded while nobody has answered,
/// in order: at three quarters of the time in between and at its end, each inside the window. When both would arrive with
/// the same opening of it, there is one reminder, of the end. None when nothing is owed.
pub fn reminders(
    (submitted_at, owed_by): (Timestamp, Option<Timestamp>),
    mentor: &Availability,
) -> Vec<(Reminder, Timestamp)> {
    let at_the_end = owed_by.and_then(|owed_by| mentor.next_open(owed_by));
    let early = owed_by.and_then(|owed_by| three_quarters((submitted_at, owed_by), mentor));
    let early = early.filter(|early| Some(*early) != at_the_end);
    let early = early.map(|at| (Reminder::ThreeQuarters, at));
    early.into_iter().chain(at_the_end.map(|at| (Reminder::Promise, at))).collect()
}

fn three_quarters(
    (submitted_at, owed_by): (Timestamp, Timestamp),
    mentor: &Availability,
) -> Option<Timestamp> {
    let WorkingMinutes(allowed) = time_taken(submitted_at, owed_by, mentor);
    // A quarter rounded down, so that what has passed is rounded up.
    let minutes = allowed.saturating_sub(allowed / 4);
    mentor.next_open(mentor.after_working_minutes(submitted_at, minutes)?)
}

/// What a mentor is reminded of while an answer is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Three quarters of the promised time have passed.
    ThreeQuarters,
    /// The promise has come to its end.
    Promise,
}

impl Reminder {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ThreeQuarters => "three_quarters",
            Self::Promise => "promise",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::ThreeQuarters, Self::Promise].into_iter().find(|reminder| reminder.as_str() == word)
    }
}

/// What became of a promise, written down once with the answer: later changes of the mentor's hours do not change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The rule that measured it.
    pub promise: Promise,
    /// The mentor's working time from the submission to the answer.
    pub taken: WorkingMinutes,
    /// Whether the promise was kept.
    pub kept: Kept,
}

/// Whether an answer came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It came by the deadline.
    Kept,
    /// It came later.
    Missed,
    /// There was no deadline, because the mentor's window did not open again; the answer came all the same.
    NothingOwed,
}

impl Kept {
    /// What became of a promise with this deadline when the answer came at `answered_at`.
    pub fn of(owed_by: Option<Timestamp>, answered_at: Timestamp) -> Self {
        match owed_by {
            None => Self::NothingOwed,
            Some(owed_by) if answered_at <= owed_by => Self::Kept,
            Some(_) => Self::Missed,
        }
    }

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missed => "missed",
            Self::NothingOwed => "nothing_owed",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Kept, Self::Missed, Self::NothingOwed].into_iter().find(|kept| kept.as_str() == word)
    }
}

/// Time inside somebody's window, in whole minutes of real time: the only unit in which answer times are compared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct WorkingMinutes(pub i64);

impl fmt::Display for WorkingMinutes {
    /// "45 min", "2 h" or "2 h 5 min": working hours, so a day is never made of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => write!(f, "{minutes} min"),
            (hours, 0) => write!(f, "{hours} h"),
            (hours, minutes) => write!(f, "{hours} h {minutes} min"),
        }
    }
}

/// How much of the mentor's working time passed between a submission and its answer. Zero for an answer that came
/// before the window opened, or (clocks differ) before the submission.
pub fn time_taken(
    submitted_at: Timestamp,
    answered_at: Timestamp,
    mentor: &Availability,
) -> WorkingMinutes {
    WorkingMinutes(mentor.working_minutes_between(submitted_at, answered_at))
}

#[cfg(test)]
mod tests;
