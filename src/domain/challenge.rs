//! Challenges: a real, labelled bug or an exercise that a pair is given every second week, and how the mentee went about it.
//!
//! It is practice. Nothing is scored, ranked or counted against anybody, nobody is reminded, and saying no costs nothing.
//! What a programme has to give is its list; which pair is given what, and when, is decided here; what a file of them may
//! say stands in [`mod@file`].

pub mod file;

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    availability::Availability,
    ids::{AssignmentId, ChallengeId, PairId, PersonId, ProgrammeId},
    kept::MAX_TITLE,
    text::{Link, UserText},
    week::Week,
};

/// The most characters of a title, which is one line.
pub const MAX_NAME: usize = MAX_TITLE;

/// The most characters of a challenge's context: a few lines.
pub const MAX_CONTEXT: usize = 2000;

/// The most characters of each part of a write-up, so that all of it fits into one message.
pub const MAX_PART: usize = 2000;

/// The most challenges a programme's list holds.
pub const MOST: usize = 5000;

/// A pair's turn comes back after so many weeks.
const EVERY_WEEKS: i32 = 2;

/// From Monday to Friday: a challenge is meant for these days of a week.
const DAYS: i32 = 5;

/// A challenge on a programme's list.
#[derive(Debug, Clone, PartialEq)]
pub struct Challenge {
    /// Our id.
    pub id: ChallengeId,
    /// Whose list it is on.
    pub programme: ProgrammeId,
    /// Who put it there; `None` for what came from a file.
    pub added_by: Option<PersonId>,
    /// What it says.
    pub content: Posed,
    /// Whether it was taken off the list. Whoever had it keeps it.
    pub is_retired: bool,
}

/// What a challenge says; everybody in the programme may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posed {
    /// What it is, in a line.
    pub title: UserText,
    /// Where it is.
    pub link: Link,
    /// How it is labelled.
    pub labels: Vec<UserText>,
    /// What one has to know to begin.
    pub context: Option<UserText>,
}

/// A challenge as it is given to a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Our id.
    pub id: AssignmentId,
    /// To whom.
    pub pair: PairId,
    /// Which one.
    pub challenge: ChallengeId,
    /// In which week of the mentee's.
    pub week: Week,
    /// The day on their calendar it is meant to be looked at by.
    pub due_on: Date,
    /// How it stands.
    pub state: State,
}

/// How an assignment stands. Whether something was written about it is another thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is on its way to the mentee.
    Planned,
    /// The mentee has it.
    Given,
    /// The mentee said *Not this one*.
    Declined,
    /// It never reached the mentee, so it is not one the pair has had.
    Unsent,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Given, Self::Declined, Self::Unsent];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Given => "given",
            Self::Declined => "declined",
            Self::Unsent => "unsent",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// How a mentee went about a challenge; the two of the pair read it, and nobody else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Process {
    /// What they tried first.
    pub tried: UserText,
    /// How they narrowed it down.
    pub narrowed: Option<UserText>,
    /// What they would do differently.
    pub differently: Option<UserText>,
    /// The pull request.
    pub link: Option<Link>,
}

impl Process {
    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let Self { tried, narrowed, differently, link } = self;
        let texts = std::iter::once(tried).chain(narrowed).chain(differently);
        texts.map(UserText::expose).chain(link.iter().map(Link::as_str)).collect()
    }
}

/// A write-up as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct WriteUp {
    /// What it is about.
    pub assignment: AssignmentId,
    /// Who wrote it.
    pub author: PersonId,
    /// When it was first sent.
    pub said_at: Timestamp,
    /// Its version, from 1.
    pub version: u32,
    /// What it says.
    pub content: Process,
}

/// Whether `week` is a pair's turn: the week after the one it began in, and every second one from there. Weeks are counted,
/// so a year of 53 weeks changes nothing.
pub fn is_turn(began: Week, week: Week) -> bool {
    let weeks = week.weeks_since(began);
    weeks > 0 && weeks % EVERY_WEEKS == 1
}

/// The first turn after `week`.
pub fn next_turn(began: Week, week: Week) -> Week {
    let after = week.next().max(began.next());
    if is_turn(began, after) { after } else { after.next() }
}

/// When a challenge of a week is given, and by when it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When the mentee's week opens, or now, if it has.
    pub ready_at: Timestamp,
    /// With the end of the day it is due on; later it would be late when it comes.
    pub expires_at: Timestamp,
    /// The mentee's Friday, or the last working day before it.
    pub due_on: Date,
}

/// When a challenge of `week` reaches this mentee if it is looked at `now`; `None` when they do not work any more in this
/// week, or not at all: the week is left out then.
pub fn times(week: Week, mentee: &Availability, now: Timestamp) -> Option<Times> {
    let due_on = due_on(week, mentee)?;
    let from = mentee.zone().start_of(week.monday()).max(now);
    let ready_at = mentee.next_open(from)?;
    let ends = due_on.tomorrow().ok()?;
    let expires_at = mentee.zone().start_of(ends);
    (ready_at < expires_at).then_some(Times { ready_at, expires_at, due_on })
}

/// The day a challenge of `week` is due on: the mentee's Friday, or the last working day before it in that week; `None` when
/// there is none.
pub fn due_on(week: Week, mentee: &Availability) -> Option<Date> {
    let days = (0..DAYS).rev().filter_map(|day| week.monday().checked_add(day.days()).ok());
    days.into_iter().find(|date| mentee.window_on(*date).is_some())
}

#[cfg(test)]
mod tests;
