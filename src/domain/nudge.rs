//! When a check-in is asked for, asked for again, and when the bot falls silent.
//!
//! One prompt, at most two reminders, then silence until next week: a bot that nags gets muted. Every instant here
//! lies inside the mentee's own working hours. No sentence is written in this file.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::availability::Availability;

/// The last reminder follows the first after so many working minutes.
const LAST_AFTER: i64 = 4 * 60;

/// *Later today* asks again after so long …
const SNOOZE: SignedDuration = SignedDuration::from_hours(2);

/// … or so long before the window closes, if that is sooner …
const SNOOZE_BEFORE_CLOSE: SignedDuration = SignedDuration::from_hours(1);

/// … unless less than this is left of the day.
const SNOOZE_NEEDS: SignedDuration = SignedDuration::from_mins(90);

/// A prompt is worth sending while it is late by less than this many hours, days off not counted.
const PROMPT_HOURS: i64 = 24;

/// A reminder is worth sending for so long after it was deserved.
pub const REMINDER_WORTH: SignedDuration = SignedDuration::from_hours(4);

/// What follows an unanswered prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nudge {
    /// The mentee asked to be asked again.
    Again,
    /// The first reminder.
    Reminder,
    /// The last one.
    Last,
}

impl Nudge {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Reminder => "reminder",
            Self::Last => "last",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Again, Self::Reminder, Self::Last].into_iter().find(|nudge| nudge.as_str() == word)
    }
}

/// When a prompt goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromptTimes {
    /// Not before this: the due instant, or the first open minute after it.
    pub ready_at: Timestamp,
    /// Not after this: then it would be late by a working day.
    pub expires_at: Timestamp,
}

/// When the prompt that is due at `due_at` goes out; `None` when the mentee never works.
///
/// A due time on a day off moves to the next open minute and is not late there.
pub fn prompt_times(due_at: Timestamp, mentee: &Availability) -> Option<PromptTimes> {
    let ready_at = mentee.next_open(due_at)?;
    let expires_at = mentee.after_working_day_hours(ready_at, PROMPT_HOURS)?;
    Some(PromptTimes { ready_at, expires_at })
}

/// What *Later* means now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Later on this working day.
    Today(Timestamp),
    /// When the window next opens.
    NextWorkingMorning(Timestamp),
}

impl Later {
    /// The instant of the repeat.
    pub fn at(self) -> Timestamp {
        match self {
            Self::Today(at) | Self::NextWorkingMorning(at) => at,
        }
    }
}

/// When to ask again if the mentee says *later* at `now`; `None` when they never work.
pub fn later(now: Timestamp, mentee: &Availability) -> Option<Later> {
    if let Some(closes_at) = mentee.closes_at(now)
        && closes_at.duration_since(now) >= SNOOZE_NEEDS
    {
        let before_close = closes_at.saturating_sub(SNOOZE_BEFORE_CLOSE).ok()?;
        return Some(Later::Today(now.saturating_add(SNOOZE).ok()?.min(before_close)));
    }
    let from = mentee.closes_at(now).unwrap_or(now);
    mentee.next_open(from).map(Later::NextWorkingMorning)
}

/// What follows after `what` was delivered at `delivered_at` and nothing was written: which nudge, and when.
///
/// The first reminder comes when the window opens on the first working day after the prompt, so a prompt that was
/// delivered late replaces that day's reminder.
pub fn next(
    what: Option<Nudge>,
    delivered_at: Timestamp,
    mentee: &Availability,
) -> Option<(Nudge, Timestamp)> {
    match what {
        None | Some(Nudge::Again) => {
            mentee.next_working_day_open(delivered_at).map(|at| (Nudge::Reminder, at))
        }
        Some(Nudge::Reminder) => {
            // Hours that run out at closing time are over when the window opens again.
            let at = mentee.after_working_minutes(delivered_at, LAST_AFTER)?;
            mentee.next_open(at).map(|at| (Nudge::Last, at))
        }
        Some(Nudge::Last) => None,
    }
}
