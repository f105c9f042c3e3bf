//! The talk of a cohort, once a month, and the one who leads it: when it is, and what they were asked.
//!
//! It is on the first Monday or Tuesday of a month that is no holiday where the cohort is at home. Whose turn it is stands in
//! [`rotation`](super::rotation), and what is said to whom is not known here.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
};

use super::{
    ids::{CohortId, DiscussionId, PersonId},
    text::{Link, UserText},
    zone::Zone,
};

/// So many local days ahead the one whose turn it is hears of it.
pub const AHEAD_DAYS: i64 = 14;

/// With fewer local days left nobody is asked any more.
pub const LEAST_DAYS: i64 = 2;

/// So many working days before it the leader is reminded.
const REMINDED_DAYS: usize = 2;

/// So many working days after it the leader is asked what came of it.
pub const NOTED_DAYS: usize = 5;

/// As many characters as a topic has at most: it is one line.
pub const MAX_TOPIC: usize = 120;

/// As many characters as a note has at most.
pub const MAX_NOTE: usize = 1000;

/// The hour on the wall, where the cohort is at home, at which anything about it happens.
const HOUR: i8 = 10;

/// One talk, ahead or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discussion {
    /// Our id.
    pub id: DiscussionId,
    /// The cohort.
    pub cohort: CohortId,
    /// Its day, where the cohort is at home.
    pub on: Date,
    /// How far it is.
    pub state: State,
    /// What it is about, once that is chosen.
    pub topic: Option<Topic>,
    /// What came of it.
    pub note: Option<UserText>,
    /// Who led it, once it was held.
    pub led_by: Option<PersonId>,
    /// Whoever was asked to lead it last.
    pub turn: Option<Turn>,
    /// Whom they asked last to take their turn.
    pub swap: Option<Swap>,
}

/// What a talk is about: one line, and something to read before, if there is anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The line.
    pub words: UserText,
    /// Something to read.
    pub link: Option<Link>,
}

/// How far a talk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody was asked, and the reminder is still to come.
    Ahead,
    /// The post is still to come.
    Near,
    /// It was posted.
    Held,
    /// Its leader was asked what came of it.
    Asked,
    /// They have said so.
    Noted,
    /// Nothing more comes of it.
    Over,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Ahead, Self::Near, Self::Held, Self::Asked, Self::Noted, Self::Over];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Near => "near",
            Self::Held => "held",
            Self::Asked => "asked",
            Self::Noted => "noted",
            Self::Over => "over",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Somebody who is asked to lead a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Which of those who were asked for this talk, from 1.
    pub nth: u32,
    /// Who.
    pub person: PersonId,
    /// What became of it; `None` while they have not said.
    pub answer: Option<Answer>,
}

/// What became of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They lead it.
    Yes,
    /// Not this time: they go next time.
    Skipped,
    /// Somebody took it, and they take theirs.
    Swapped,
    /// They are away on that day or not in the cohort any more: it went on.
    Passed,
}

impl Answer {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Skipped, Self::Swapped, Self::Passed];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Skipped => "skipped",
            Self::Swapped => "swapped",
            Self::Passed => "passed",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == word)
    }
}

/// Somebody who was asked to take somebody's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swap {
    /// Which swap for this talk, from 1.
    pub nth: u32,
    /// Whose turn: the n-th that was asked.
    pub turn: u32,
    /// Who is asked to take it.
    pub person: PersonId,
    /// What became of it; `None` while they have not said.
    pub answer: Option<SwapAnswer>,
}

/// What became of a swap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwapAnswer {
    /// They take it.
    Yes,
    /// They would rather not.
    No,
    /// It is not open any more.
    Over,
}

impl SwapAnswer {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Over];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Over => "over",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == word)
    }
}

impl Discussion {
    /// Whether it is still to come.
    pub fn is_ahead(&self) -> bool {
        match self.state {
            State::Ahead | State::Near => true,
            State::Held | State::Asked | State::Noted | State::Over => false,
        }
    }

    /// The one who said that they lead it.
    pub fn leader(&self) -> Option<PersonId> {
        let turn = self.turn.filter(|turn| turn.answer == Some(Answer::Yes));
        turn.map(|turn| turn.person)
    }

    /// The swap that waits for an answer.
    pub fn open_swap(&self) -> Option<Swap> {
        self.swap.filter(|swap| {
            swap.answer.is_none() && self.turn.is_some_and(|turn| turn.nth == swap.turn)
        })
    }
}

/// The day of the talk in the month of `day`. `None` where every Monday and Tuesday of it is a holiday.
pub fn day_in(day: Date, is_holiday: &dyn Fn(Date) -> bool) -> Option<Date> {
    day.first_of_month()
        .series(1.day())
        .take_while(|it| it.month() == day.month())
        .filter(|it| matches!(it.weekday(), Weekday::Monday | Weekday::Tuesday))
        .find(|it| !is_holiday(*it))
}

/// The next talk of which somebody can still be told in time, not before `from`.
pub fn next_day(today: Date, from: Date, is_holiday: &dyn Fn(Date) -> bool) -> Option<Date> {
    let earliest = today.saturating_add(LEAST_DAYS.days()).max(from);
    earliest
        .first_of_month()
        .series(1.month())
        .take(12)
        .filter_map(|month| day_in(month, is_holiday))
        .find(|day| *day >= earliest)
}

/// The instant at which anything about a talk happens so many local days before its day.
pub fn before(home: &Zone, on: Date, days: i64) -> Timestamp {
    home.instant(on.saturating_sub(days.days()).at(HOUR, 0, 0, 0))
}

/// When the leader is reminded: so many working days before it, by the week and the holidays of the cohort's home, so that
/// a weekend does not stand between the reminder and its reader.
pub fn reminded_at(home: &Zone, on: Date, is_holiday: &dyn Fn(Date) -> bool) -> Timestamp {
    let is_worked = |day: &Date| is_worked(*day, is_holiday);
    let earlier = (1..60).map(|days: i64| on.saturating_sub(days.days())).filter(is_worked);
    before(home, earlier.take(REMINDED_DAYS).last().unwrap_or(on), 0)
}

fn is_worked(day: Date, is_holiday: &dyn Fn(Date) -> bool) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// When the leader is asked what came of it: so many working days later, by the week and the holidays of the cohort's home.
pub fn asked_at(home: &Zone, on: Date, is_holiday: &dyn Fn(Date) -> bool) -> Timestamp {
    let is_worked = |day: &Date| is_worked(*day, is_holiday);
    let later = on.series(1.day()).skip(1).take(60).filter(is_worked).nth(NOTED_DAYS - 1);
    before(home, later.unwrap_or(on), 0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::zone::Zones;

    fn never(_: Date) -> bool {
        false
    }

    #[test]
    fn no_weekend_stands_between_a_reminder_and_its_reader() {
        let berlin = Zones::bundled().find("Europe/Berlin").unwrap();
        let on = |day: Date| berlin.date(reminded_at(&berlin, day, &never));
        assert_eq!(on(date(2027, 2, 1)), date(2027, 1, 28), "a Monday is told of on Thursday");
        assert_eq!(on(date(2026, 12, 1)), date(2026, 11, 27), "a Tuesday on Friday");
        let new_year = |day: Date| day == date(2027, 1, 1);
        let told = berlin.date(reminded_at(&berlin, date(2027, 1, 4), &new_year));
        assert_eq!(told, date(2026, 12, 30));
    }

    #[test]
    fn it_is_on_the_first_monday_or_tuesday_that_is_worked() {
        assert_eq!(day_in(date(2026, 12, 20), &never), Some(date(2026, 12, 1)), "a Tuesday");
        assert_eq!(day_in(date(2027, 2, 1), &never), Some(date(2027, 2, 1)), "a Monday");
        let first_week = |day: Date| day.day() <= 8;
        assert_eq!(day_in(date(2027, 1, 1), &first_week), Some(date(2027, 1, 11)));
        assert_eq!(day_in(date(2027, 1, 1), &|_| true), None);
    }

    #[test]
    fn nobody_is_asked_for_a_day_that_is_too_near() {
        let day = |today: Date| next_day(today, date(2026, 1, 1), &never);
        assert_eq!(day(date(2026, 11, 29)), Some(date(2026, 12, 1)));
        assert_eq!(day(date(2026, 11, 30)), Some(date(2027, 1, 4)));
        assert_eq!(next_day(date(2026, 11, 1), date(2027, 3, 1), &never), Some(date(2027, 3, 1)));
        assert_eq!(next_day(date(2026, 11, 1), date(2027, 3, 2), &never), Some(date(2027, 4, 5)));
    }

    #[test]
    fn two_weeks_ahead_is_the_same_hour_on_the_wall() {
        let berlin = Zones::bundled().find("Europe/Berlin").unwrap();
        let on = date(2026, 11, 2);
        let asked = before(&berlin, on, AHEAD_DAYS);
        assert_eq!(berlin.local(asked).to_string(), "2026-10-19T10:00:00");
        assert_eq!(berlin.local(before(&berlin, on, 0)).to_string(), "2026-11-02T10:00:00");
        assert_eq!(berlin.local(asked_at(&berlin, on, &never)).to_string(), "2026-11-09T10:00:00");
        let friday = |day: Date| day == date(2026, 11, 6);
        assert_eq!(berlin.local(asked_at(&berlin, on, &friday)).to_string(), "2026-11-10T10:00:00");
    }

    #[test]
    fn words_read_back() {
        assert!(State::ALL.into_iter().all(|it| State::read(it.as_str()) == Some(it)));
        assert!(Answer::ALL.into_iter().all(|it| Answer::read(it.as_str()) == Some(it)));
        assert!(SwapAnswer::ALL.into_iter().all(|it| SwapAnswer::read(it.as_str()) == Some(it)));
    }
}
