//! The replies a mentor owes: how much time is left, and when they are asked about them.
//!
//! A mentor is asked with one quiet card a working day at most, and only about what that day is about: a promise that ends
//! on it or is over, or a day the mentor gave themselves. Until the day they gave, they are left alone about that check-in:
//! the mentee knows it too. Nothing is judged here, and no sentence is written; how long something took belongs to
//! `promise`.

use std::fmt;

use jiff::{Timestamp, civil::Date};

use super::availability::Availability;

/// Something that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// By when the reply is promised; `None` for a mentor whose window does not open again.
    pub owed_by: Option<Timestamp>,
    /// When the mentor said they would be back.
    pub back: Option<Back>,
}

/// When a mentor said they would be back with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// On a day.
    On(Date),
    /// By an instant.
    By(Timestamp),
}

impl Back {
    /// The day of their own calendar.
    pub fn day(self, mentor: &Availability) -> Date {
        match self {
            Self::On(day) => day,
            Self::By(at) => mentor.zone().date(at),
        }
    }
}

impl Debt {
    /// Whether a mentor is asked about it on `date` of their own calendar.
    pub fn is_due_on(&self, date: Date, mentor: &Availability) -> bool {
        match (self.back, self.owed_by) {
            (Some(back), _) => back.day(mentor) <= date,
            (None, Some(at)) => mentor.zone().date(at) <= date,
            (None, None) => false,
        }
    }
}

/// The first instant, not before `from` and later than the day of the last card, at which the mentor's window opens on a
/// day on which one of `debts` is due; `None` when there is none.
pub fn next_card(
    debts: &[Debt],
    (from, last): (Timestamp, Option<Date>),
    mentor: &Availability,
) -> Option<Timestamp> {
    let can_be_due = |debt: &Debt| debt.back.is_some() || debt.owed_by.is_some();
    if !debts.iter().any(can_be_due) {
        return None;
    }
    let openings = mentor.windows_from(from).map(|window| window.opens).filter(|at| *at >= from);
    openings
        .map(|at| (at, mentor.zone().date(at)))
        .filter(|(_, date)| last.is_none_or(|last| *date > last))
        .find(|(_, date)| debts.iter().any(|debt| debt.is_due_on(*date, mentor)))
        .map(|(at, _)| at)
}

/// How a promise stands, in the mentor's own working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLeft {
    /// So much is left.
    Left(WorkingTime),
    /// It ends with the next minute of the window.
    Now,
    /// It is over by so much.
    Late(WorkingTime),
}

/// A length of working time in the one unit that says it best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkingTime {
    /// Minutes inside the window, under an hour.
    Minutes(i64),
    /// Whole hours inside the window, under a working day.
    Hours(i64),
    /// Whole working days, from a time of day to the same time of day on the wall clock.
    Days(i64),
}

/// How a promise that ends at `owed_by` stands at `now`.
///
/// It is said to the minute, so that what has just begun is still whole.
pub fn time_left(owed_by: Timestamp, now: Timestamp, mentor: &Availability) -> TimeLeft {
    let (owed_by, now) = (whole_minute(owed_by), whole_minute(now));
    let (from, to) = (owed_by.min(now), owed_by.max(now));
    match working_time(from, to, mentor) {
        None => TimeLeft::Now,
        Some(time) if now > owed_by => TimeLeft::Late(time),
        Some(time) => TimeLeft::Left(time),
    }
}

fn whole_minute(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second().div_euclid(60) * 60).unwrap_or(at)
}

fn working_time(from: Timestamp, to: Timestamp, mentor: &Availability) -> Option<WorkingTime> {
    let days = working_days(from, to, mentor);
    let minutes = mentor.working_minutes_between(from, to);
    match (days, minutes) {
        (1.., _) => Some(WorkingTime::Days(days)),
        (_, 60..) => Some(WorkingTime::Hours(minutes / 60)),
        (_, 1..) => Some(WorkingTime::Minutes(minutes)),
        (_, _) => None,
    }
}

/// Working days on the local calendar: a clock change makes none of them longer or shorter.
fn working_days(from: Timestamp, to: Timestamp, mentor: &Availability) -> i64 {
    let (begins, ends) = (mentor.zone().local(from), mentor.zone().local(to));
    let dates = std::iter::successors(begins.date().tomorrow().ok(), |date| date.tomorrow().ok());
    let worked = dates
        .take_while(|date| *date <= ends.date())
        .filter(|date| mentor.is_working_day(*date))
        .fold(0_i64, |days, _| days.saturating_add(1));
    // The last day is not whole yet while its clock shows less than that of the first.
    let is_begun = mentor.is_working_day(ends.date()) && ends.time() < begins.time();
    worked.saturating_sub(i64::from(is_begun && worked > 0))
}

impl fmt::Display for TimeLeft {
    /// "5 working hours left", "due now", "2 working days late".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Left(time) => write!(f, "{time} left"),
            Self::Now => f.write_str("due now"),
            Self::Late(time) => write!(f, "{time} late"),
        }
    }
}

impl fmt::Display for WorkingTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match self {
            Self::Minutes(n) => (n, "minute"),
            Self::Hours(n) => (n, "hour"),
            Self::Days(n) => (n, "day"),
        };
        let plural = if *n == 1 { "" } else { "s" };
        write!(f, "{n} working {unit}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, Weekday, date};

    use super::super::working_hours::{DateRange, DayWindow, WorkingHours};
    use super::super::zone::{Zone, Zones};
    use super::*;

    fn new_york() -> Zone {
        Zones::bundled().find("America/New_York").unwrap()
    }

    fn at(local: &str) -> Timestamp {
        new_york().instant(local.parse::<DateTime>().unwrap())
    }

    fn said(owed_by: &str, now: &str, mentor: &Availability) -> String {
        time_left(at(owed_by), at(now), mentor).to_string()
    }

    #[test]
    fn the_time_left_is_said_in_the_unit_that_fits() {
        let mentor = Availability::office_hours(new_york());
        let left = |now| said("2026-11-10T10:00", now, &mentor);
        assert_eq!(left("2026-11-06T09:00"), "2 working days left");
        assert_eq!(left("2026-11-06T10:00"), "2 working days left");
        assert_eq!(left("2026-11-06T10:01"), "1 working day left");
        assert_eq!(left("2026-11-08T12:00"), "1 working day left", "from a Sunday");
        assert_eq!(left("2026-11-09T13:00"), "5 working hours left");
        assert_eq!(left("2026-11-10T09:01"), "59 working minutes left");
        assert_eq!(left("2026-11-10T10:00"), "due now");
        assert_eq!(left("2026-11-10T10:01"), "1 working minute late");
        assert_eq!(left("2026-11-10T11:30"), "1 working hour late");
        assert_eq!(left("2026-11-11T09:30"), "7 working hours late");
        assert_eq!(left("2026-11-11T10:00"), "1 working day late");
        assert_eq!(left("2026-11-16T10:00"), "4 working days late");
        assert_eq!(said("2026-11-11T09:00", "2026-11-10T20:00", &mentor), "due now");
    }

    #[test]
    fn leave_stands_still() {
        let leave = DateRange::new(date(2026, 11, 10), date(2026, 11, 13)).unwrap();
        let mentor = Availability::new(new_york(), WorkingHours::default(), vec![leave]);
        assert_eq!(said("2026-11-16T10:00", "2026-11-09T15:00", &mentor), "3 working hours left");
        assert_eq!(said("2026-11-09T10:00", "2026-11-16T10:00", &mentor), "1 working day late");
    }

    #[test]
    fn a_clock_change_makes_no_day_longer_or_shorter() {
        let sundays = WorkingHours::default().with(Weekday::Sunday, Some(DayWindow::OFFICE));
        let hours = sundays.with(Weekday::Saturday, Some(DayWindow::OFFICE));
        let mentor = Availability::new(new_york(), hours, vec![]);
        for (one, other) in [("2026-03-07", "2026-03-08"), ("2026-10-31", "2026-11-01")] {
            let moment = |day: &str, time: &str| format!("{day}T{time}");
            let left = |now: &str, by: &str| said(by, now, &mentor);
            let eleven = moment(other, "11:00");
            assert_eq!(left(&moment(one, "11:00"), &eleven), "1 working day left");
            assert_eq!(left(&moment(one, "11:30"), &eleven), "7 working hours left");
            assert_eq!(left(&eleven, &moment(one, "11:00")), "1 working day late");
        }
    }

    #[test]
    fn the_card_comes_when_the_window_opens_on_the_day_it_is_about() {
        let mentor = Availability::office_hours(new_york());
        let promised = |by| Debt { owed_by: Some(at(by)), back: None };
        let next = |debts: &[Debt], from, last| {
            let found = next_card(debts, (at(from), last), &mentor)?;
            Some(new_york().local(found).strftime("%a %H:%M").to_string())
        };
        let tuesday = promised("2026-11-10T10:00");
        assert_eq!(next(&[tuesday], "2026-11-06T10:00", None).as_deref(), Some("Tue 09:00"));
        let opening = "2026-11-10T09:00";
        assert_eq!(next(&[tuesday], opening, None).as_deref(), Some("Tue 09:00"));
        let today = Some(date(2026, 11, 10));
        assert_eq!(next(&[tuesday], opening, today).as_deref(), Some("Wed 09:00"));
        assert_eq!(next(&[tuesday], "2026-11-13T09:01", None).as_deref(), Some("Mon 09:00"));
        let on_a_weekend = Debt { back: Some(Back::On(date(2026, 11, 14))), ..tuesday };
        assert_eq!(next(&[on_a_weekend], opening, None).as_deref(), Some("Mon 09:00"));
        let later = Debt { back: Some(Back::By(at("2026-11-12T16:00"))), ..tuesday };
        assert_eq!(next(&[later], opening, None).as_deref(), Some("Thu 09:00"));
        let friday = promised("2026-11-13T10:00");
        assert_eq!(next(&[later, friday], opening, None).as_deref(), Some("Thu 09:00"));
        assert_eq!(next(&[], opening, None), None);
        assert_eq!(next(&[Debt { owed_by: None, back: None }], opening, None), None);
    }

    #[test]
    fn nobody_is_asked_while_away() {
        let leave = DateRange::new(date(2026, 11, 10), date(2026, 11, 11)).unwrap();
        let mentor = Availability::new(new_york(), WorkingHours::default(), vec![leave]);
        let debt = Debt { owed_by: Some(at("2026-11-10T10:00")), back: None };
        let next = next_card(&[debt], (at("2026-11-09T10:00"), None), &mentor);
        assert_eq!(next, Some(at("2026-11-12T09:00")));
        let never = Availability::new(new_york(), WorkingHours::NEVER, vec![]);
        assert_eq!(next_card(&[debt], (at("2026-11-09T10:00"), None), &never), None);
    }
}
