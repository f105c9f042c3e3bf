//! When a sign in a pair's questions and answers is told, to whom, and when it is left at that.
//!
//! What the signs are is reckoned in `stats`. A sign is told once for as long as it holds, and when it comes back not
//! within four weeks of the last time. Slow answers are told to the mentor alone; the leads' turn comes two weeks later,
//! and only if they still are. Nobody is judged: a sign only says what could be tried next.

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    availability::Availability, promise::WorkingMinutes, stats::Share, week::Week, zone::Zone,
};

/// So many whole weeks back are looked at.
pub const LOOK_BACK: i32 = 8;

/// A sign that comes back is not told again within so many days.
const QUIET_DAYS: i32 = 28;

/// So many days after the mentor's turn it is the leads'.
const LEADS_AFTER_DAYS: i32 = 14;

/// Something that could go better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Answers take longer than was promised.
    Slow,
    /// Only small things are asked.
    MostlyQuick,
    /// Nothing is asked.
    Silent,
}

impl Sign {
    /// Every sign.
    pub const ALL: [Self; 3] = [Self::Slow, Self::MostlyQuick, Self::Silent];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Slow => "slow",
            Self::MostlyQuick => "mostly_quick",
            Self::Silent => "silent",
        }
    }
}

/// The facts of a sign that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// Of so many answers in the weeks that are looked at, so many took longer than their promise allowed; the median is so
    /// far over it.
    Slow {
        /// How many of how many.
        late: Share,
        /// By how much the median is over.
        by: WorkingMinutes,
    },
    /// So many of the questions of four weeks were Quick.
    MostlyQuick(Share),
    /// These weeks had a check-in and no question, oldest first.
    Silent(Vec<Week>),
}

/// What was last told of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The mentee's week in which it was told.
    pub week: Week,
    /// When.
    pub told_at: Timestamp,
    /// When it was first seen to be over again.
    pub over_at: Option<Timestamp>,
    /// When the leads were told.
    pub leads_told_at: Option<Timestamp>,
}

/// What follows from a look at a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is told to the mentor.
    Tell,
    /// It holds, and was told: at most the leads' turn has come.
    Goes,
    /// It was told, and is over.
    Over,
    /// There is nothing to say.
    Nothing,
}

/// What follows at `now` when a sign holds or does not.
pub fn step(holds: bool, told: Option<&Told>, (zone, now): (&Zone, Timestamp)) -> Step {
    match (holds, told) {
        (true, None) => Step::Tell,
        (true, Some(Told { over_at: None, .. })) => Step::Goes,
        (true, Some(told)) if zone.date(now) >= after(zone.date(told.told_at), QUIET_DAYS) => {
            Step::Tell
        }
        (false, Some(Told { over_at: None, .. })) => Step::Over,
        (true | false, Some(_)) | (false, None) => Step::Nothing,
    }
}

/// When the leads' turn comes, on the same wall clock as the mentor's turn `since`; `None` while its day has not come.
pub fn leads_turn(since: Timestamp, (zone, now): (&Zone, Timestamp)) -> Option<Timestamp> {
    let day = after(zone.date(since), LEADS_AFTER_DAYS);
    (zone.date(now) >= day).then(|| zone.instant(day.to_datetime(zone.local(since).time())))
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(i64::from(days).days())
}

/// The whole weeks to look at, oldest first: those that began after the pair did, up to the one before `now`.
pub fn weeks(zone: &Zone, began_at: Timestamp, now: Timestamp) -> Vec<Week> {
    let (began_on, this) = (zone.date(began_at), Week::of(zone.date(now)));
    let weeks = (1..=LOOK_BACK).rev().map(|ago| this.plus(-ago));
    weeks.filter(|week| week.monday() >= began_on).collect()
}

/// Whether somebody was there in a week: they worked on more than half of the days they usually do.
pub fn was_there(week: Week, person: &Availability) -> bool {
    let days = || week.monday().series(1.day()).take(7);
    let usual = days().filter(|day| person.hours().on(day.weekday()).is_some()).count();
    let worked = days().filter(|day| person.is_working_day(*day)).count();
    2 * worked > usual
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};

    use super::super::{
        working_hours::{DateRange, WorkingHours},
        zone::Zones,
    };
    use super::*;

    fn lisbon() -> Zone {
        Zones::bundled().find("Europe/Lisbon").unwrap()
    }

    fn at(local: &str) -> Timestamp {
        lisbon().instant(local.parse::<DateTime>().unwrap())
    }

    fn told(told: &str, over: Option<&str>) -> Told {
        Told {
            week: Week::of(date(2026, 11, 2)),
            told_at: at(told),
            over_at: over.map(at),
            leads_told_at: None,
        }
    }

    #[test]
    fn a_sign_is_told_once_and_when_it_comes_back_after_a_quiet_time() {
        let zone = lisbon();
        let step = |holds, told: Option<Told>, now| step(holds, told.as_ref(), (&zone, at(now)));
        let first = "2026-11-02T09:00";
        assert_eq!(step(true, None, first), Step::Tell);
        assert_eq!(step(false, None, first), Step::Nothing);
        assert_eq!(step(true, Some(told(first, None)), "2027-02-01T00:00"), Step::Goes);
        assert_eq!(step(false, Some(told(first, None)), "2026-11-09T00:00"), Step::Over);
        let over = || Some(told(first, Some("2026-11-09T00:00")));
        assert_eq!(step(false, over(), "2026-11-16T00:00"), Step::Nothing);
        assert_eq!(step(true, over(), "2026-11-29T23:00"), Step::Nothing, "four weeks of quiet");
        assert_eq!(step(true, over(), "2026-11-30T00:00"), Step::Tell);
    }

    #[test]
    fn the_leads_come_two_weeks_later_at_the_same_hour_through_a_clock_change() {
        let zone = lisbon();
        let turn = |now| leads_turn(at("2026-10-19T14:00"), (&zone, at(now)));
        assert_eq!(turn("2026-11-01T23:59"), None);
        assert_eq!(turn("2026-11-02T00:00"), Some(at("2026-11-02T14:00")));
    }

    #[test]
    fn only_whole_weeks_since_the_pair_began_are_looked_at() {
        let zone = lisbon();
        let named = |began, now| -> Vec<String> {
            weeks(&zone, at(began), at(now)).iter().map(ToString::to_string).collect()
        };
        assert!(named("2026-11-02T09:00", "2026-11-09T00:00").len() == 1, "it began on its Monday");
        assert!(named("2026-11-03T09:00", "2026-11-15T23:00").is_empty());
        assert_eq!(named("2026-11-03T09:00", "2026-11-23T00:00"), ["2026-W46", "2026-W47"]);
        assert_eq!(named("2026-01-01T00:00", "2026-11-23T00:00").len(), 8);
    }

    #[test]
    fn half_a_week_of_leave_is_a_week_away() {
        let week = Week::of(date(2026, 11, 2));
        let off = |hours: &str, from, to| {
            let days = DateRange::new(date(2026, 11, from), date(2026, 11, to)).unwrap();
            let hours: WorkingHours = hours.parse().unwrap();
            was_there(week, &Availability::new(lisbon(), hours, vec![days]))
        };
        assert!(off("Mon-Fri 09:00-17:00", 2, 3));
        assert!(!off("Mon-Fri 09:00-17:00", 2, 4));
        assert!(!off("Mon-Thu 09:00-17:00", 2, 3));
        assert!(off("Fri 09:00-17:00", 2, 4), "leave on days they never work");
        let never = Availability::new(lisbon(), WorkingHours::NEVER, Vec::new());
        assert!(!was_there(week, &never));
    }
}
