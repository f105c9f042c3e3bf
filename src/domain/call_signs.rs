//! Signs in the calls of a pair: too many of them, or some that nobody needed. Told to both, each time with one thing to
//! try.
//!
//! Only calls that took place are looked at, and of those only the ones after the last time any sign was told, so that the
//! same calls never bring up two. Nobody is judged, and no answer of one side shows through: that a call could have been
//! written is known only when both said so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    agenda::Has,
    call::Rhythm,
    ids::CallId,
    meeting::{OfBoth, Worth},
};

/// So many calls in a row, or in so many days, are looked at.
pub const LOOK_BACK: i64 = 3;

/// So many calls in [`OFTEN_DAYS`] are many.
const OFTEN: usize = 3;

/// Three weeks.
const OFTEN_DAYS: i32 = 21;

/// So many calls in a row that nobody needed are a sign.
const IN_A_ROW: usize = 2;

/// Something about a pair's calls that could go better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallSign {
    /// Three calls in three weeks, where one every two weeks is the rhythm.
    Often,
    /// Two in a row that both say could have been written.
    Written,
    /// Two in a row for which neither of the two brought anything.
    Empty,
}

impl CallSign {
    /// Every sign; of several that hold, the first is told.
    pub const ALL: [Self; 3] = [Self::Often, Self::Written, Self::Empty];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Often => "often",
            Self::Written => "written",
            Self::Empty => "empty",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }
}

/// A call that took place, as a sign sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The call.
    pub call: CallId,
    /// On which day of the mentee's it was.
    pub on: Date,
    /// What each said of it.
    pub worth: OfBoth<Option<Worth>>,
    /// What the two put on its agenda; `None` when nobody was ever shown one, which says nothing.
    pub agenda: Option<Has>,
}

/// What the two do about a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallStep {
    /// The next time the bot would ask is left out.
    SkipNext,
    /// They meet every four weeks.
    GoMonthly,
}

impl CallStep {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SkipNext => "skip",
            Self::GoMonthly => "monthly",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::SkipNext, Self::GoMonthly].into_iter().find(|it| it.as_str() == word)
    }
}

/// Whether a sign holds for these calls, earliest first, of two who meet in this rhythm. Three calls in three weeks are
/// many only every two weeks: whoever agreed on a call a month, or on none, and has more of them wanted each.
pub fn holds(sign: CallSign, held: &[Held], rhythm: Rhythm) -> bool {
    let last = |count: usize| held.len().checked_sub(count).map(|first| &held[first..]);
    match sign {
        CallSign::Often => match (rhythm, last(OFTEN)) {
            (Rhythm::TwoWeeks, Some([first, .., newest])) => {
                first.on.until(newest.on).is_ok_and(|span| span.get_days() < OFTEN_DAYS)
            }
            (Rhythm::TwoWeeks | Rhythm::Monthly | Rhythm::None, _) => false,
        },
        CallSign::Written => last(IN_A_ROW).is_some_and(|held| {
            let written = Some(Worth::Written);
            held.iter().all(|it| it.worth == OfBoth { mentor: written, mentee: written })
        }),
        CallSign::Empty => {
            last(IN_A_ROW).is_some_and(|held| held.iter().all(|it| it.agenda == Some(Has::Nothing)))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn held(day: i8, worth: Option<Worth>) -> Held {
        let worth = OfBoth { mentor: worth, mentee: Some(Worth::Written) };
        Held { call: CallId(day.into()), on: date(2026, 11, day), worth, agenda: None }
    }

    #[test]
    fn three_calls_in_three_weeks_are_many_and_the_rhythm_itself_never_is() {
        let on = |days: &[i8]| days.iter().map(|day| held(*day, None)).collect::<Vec<_>>();
        let often = |days: &[i8], rhythm| holds(CallSign::Often, &on(days), rhythm);
        assert!(often(&[2, 9, 22], Rhythm::TwoWeeks));
        assert!(!often(&[2, 9, 23], Rhythm::TwoWeeks), "that is three weeks and a day");
        assert!(!often(&[1, 15, 29], Rhythm::TwoWeeks));
        assert!(!often(&[2, 9], Rhythm::TwoWeeks));
        assert!(!often(&[2, 3, 4], Rhythm::Monthly) && !often(&[2, 3, 4], Rhythm::None));
    }

    #[test]
    fn two_in_a_row_that_both_would_have_written() {
        let (call, written) = (Some(Worth::Call), Some(Worth::Written));
        let says = |first, second| {
            holds(CallSign::Written, &[held(2, first), held(16, second)], Rhythm::Monthly)
        };
        assert!(says(written, written));
        assert!(!says(written, call) && !says(call, written));
        assert!(!says(written, None), "silence says nothing");
        assert!(!holds(CallSign::Written, &[held(2, written)], Rhythm::Monthly));
    }

    #[test]
    fn two_in_a_row_for_which_neither_brought_anything() {
        let (something, nothing) = (Some(Has::Something), Some(Has::Nothing));
        let on = |agendas: &[Option<Has>]| {
            let held = agendas.iter().zip([2, 16]).map(|(it, day)| (*it, held(day, None)));
            let held: Vec<_> = held.map(|(agenda, held)| Held { agenda, ..held }).collect();
            holds(CallSign::Empty, &held, Rhythm::None)
        };
        assert!(on(&[nothing, nothing]));
        assert!(!on(&[nothing, something]) && !on(&[something, nothing]));
        assert!(!on(&[nothing, None]), "no agenda is not an empty one");
        assert!(!on(&[nothing]));
    }

    #[test]
    fn what_is_stored_reads_back() {
        for sign in CallSign::ALL {
            assert_eq!(CallSign::read(sign.as_str()), Some(sign));
        }
        for step in [CallStep::SkipNext, CallStep::GoMonthly] {
            assert_eq!(CallStep::read(step.as_str()), Some(step));
        }
    }
}
