//! By when an agreement shall be signed, and what comes on which day until then.
//!
//! The days are those of the mentee's calendar. Nothing depends on them but what is said.

use jiff::{ToSpan, civil::Date};

/// An agreement shall be signed so many days after the pair began.
const DUE_DAYS: i64 = 7;

/// Whoever has not signed is reminded, once, so many days after it began.
const REMIND_DAYS: i64 = 5;

/// Where the time of an agreement is that the two shall sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The two are asked.
    Ask,
    /// Whoever has not signed is reminded.
    Remind,
    /// The time is over.
    Over,
}

impl Stage {
    /// What comes on a day for a pair that began on another; both on the mentee's calendar, on which they may have moved a
    /// day since.
    pub fn on(day: Date, began_on: Date) -> Self {
        match day {
            day if day < later(began_on, REMIND_DAYS - 1) => Self::Ask,
            day if day < due_on(began_on) => Self::Remind,
            _ => Self::Over,
        }
    }

    /// The day on which the next one comes.
    pub fn next(self, began_on: Date) -> Option<Date> {
        match self {
            Self::Ask => Some(later(began_on, REMIND_DAYS)),
            Self::Remind => Some(later(began_on, DUE_DAYS + 1)),
            Self::Over => None,
        }
    }
}

/// By which day a pair that began on this one shall have signed.
pub fn due_on(began_on: Date) -> Date {
    later(began_on, DUE_DAYS)
}

fn later(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}
