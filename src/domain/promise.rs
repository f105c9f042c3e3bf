//! The response clock: by when an answer is owed, and how much working time it took.
//!
//! A promise of 24 hours means one working day of the person who answers: clock hours that stand still on days they do
//! not work, ending inside their window. Only the mentor's calendar counts; when the asker works plays no part. Whether
//! a promise was kept is for whoever compares the two instants.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::availability::Availability;

/// How long somebody may take to answer, in clock hours that stand still on days they do not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Promise {
    hours: u16,
}

impl Promise {
    /// What a question is owed unless the mentor says otherwise: one working day.
    pub const QUESTION: Self = Self::of_hours(24);

    /// What a check-in is owed: two working days.
    pub const CHECKIN: Self = Self::of_hours(48);

    /// A promise of so many hours.
    pub const fn of_hours(hours: u16) -> Self {
        Self { hours }
    }

    /// The promised hours.
    pub const fn hours(self) -> u16 {
        self.hours
    }

    /// The instant by which the mentor owes an answer to what was submitted at `submitted_at`. When the hours run out
    /// outside the mentor's window, the deadline moves to the next open minute; when they run out exactly at closing
    /// time, it stays. `None` for a mentor whose window does not open again.
    pub fn owed_by(self, submitted_at: Timestamp, mentor: &Availability) -> Option<Timestamp> {
        let hours_end = mentor.after_working_day_hours(submitted_at, i64::from(self.hours))?;
        let just_before = hours_end.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(hours_end);
        if mentor.closes_at(just_before) == Some(hours_end) {
            return Some(hours_end);
        }
        mentor.next_open(hours_end)
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
mod tests {
    use jiff::civil::{DateTime, Weekday, date};

    use super::super::working_hours::{DateRange, DayWindow, WorkingHours};
    use super::super::zone::{Zone, Zones};
    use super::*;

    fn new_york() -> Zone {
        Zones::bundled().find("America/New_York").unwrap()
    }

    fn mentor() -> Availability {
        Availability::office_hours(new_york())
    }

    fn local(text: &str) -> Timestamp {
        new_york().instant(text.parse::<DateTime>().unwrap())
    }

    fn owed(promise: Promise, mentor: &Availability, submitted: &str) -> String {
        let at = promise.owed_by(local(submitted), mentor).unwrap();
        new_york().local(at).strftime("%a %F %H:%M").to_string()
    }

    #[test]
    fn one_working_day_skips_the_weekend_and_ends_inside_the_window() {
        let owed = |submitted| owed(Promise::QUESTION, &mentor(), submitted);
        assert_eq!(owed("2026-11-21T13:00"), "Tue 2026-11-24 09:00", "asked on Saturday");
        assert_eq!(owed("2026-11-22T23:59"), "Tue 2026-11-24 09:00", "asked on Sunday");
        assert_eq!(owed("2026-11-16T11:00"), "Tue 2026-11-17 11:00", "asked on Monday");
        assert_eq!(owed("2026-11-16T06:00"), "Tue 2026-11-17 09:00", "asked before the window");
        assert_eq!(owed("2026-11-16T20:00"), "Wed 2026-11-18 09:00", "asked after the window");
        assert_eq!(owed("2026-11-20T11:00"), "Mon 2026-11-23 11:00", "asked on Friday");
        assert_eq!(owed("2026-11-20T20:00"), "Tue 2026-11-24 09:00", "asked on Friday night");
    }

    #[test]
    fn a_promise_that_ends_at_closing_time_stays_there() {
        assert_eq!(owed(Promise::QUESTION, &mentor(), "2026-11-16T17:00"), "Tue 2026-11-17 17:00");
        assert_eq!(owed(Promise::QUESTION, &mentor(), "2026-11-16T17:01"), "Wed 2026-11-18 09:00");
    }

    #[test]
    fn a_checkin_is_owed_two_working_days() {
        assert_eq!(owed(Promise::CHECKIN, &mentor(), "2026-11-20T10:00"), "Tue 2026-11-24 10:00");
        assert_eq!(owed(Promise::CHECKIN, &mentor(), "2026-11-21T10:00"), "Wed 2026-11-25 09:00");
    }

    #[test]
    fn leave_and_holidays_stand_still_like_weekends() {
        let thanksgiving = DateRange::new(date(2026, 11, 26), date(2026, 11, 27)).unwrap();
        let away = Availability::new(new_york(), WorkingHours::default(), vec![thanksgiving]);
        assert_eq!(owed(Promise::QUESTION, &away, "2026-11-25T14:00"), "Mon 2026-11-30 14:00");
        assert_eq!(owed(Promise::QUESTION, &away, "2026-11-26T14:00"), "Tue 2026-12-01 09:00");
    }

    #[test]
    fn the_hours_are_real_hours_across_a_clock_change() {
        let sundays = WorkingHours::default().with(Weekday::Sunday, Some(DayWindow::OFFICE));
        let mentor = Availability::new(
            new_york(),
            sundays.with(Weekday::Saturday, Some(DayWindow::OFFICE)),
            vec![],
        );
        assert_eq!(owed(Promise::QUESTION, &mentor, "2026-03-07T11:00"), "Sun 2026-03-08 12:00");
        assert_eq!(owed(Promise::QUESTION, &mentor, "2026-10-31T11:00"), "Sun 2026-11-01 10:00");
    }

    #[test]
    fn a_mentor_who_never_works_owes_nothing() {
        let never = Availability::new(new_york(), WorkingHours::NEVER, vec![]);
        assert_eq!(Promise::QUESTION.owed_by(local("2026-11-16T11:00"), &never), None);
    }

    #[test]
    fn the_time_taken_counts_only_the_window() {
        let taken = |from, to| time_taken(local(from), local(to), &mentor());
        assert_eq!(taken("2026-11-20T16:30", "2026-11-23T09:15"), WorkingMinutes(45));
        assert_eq!(taken("2026-11-21T10:00", "2026-11-22T10:00"), WorkingMinutes(0));
        assert_eq!(taken("2026-11-23T10:00", "2026-11-20T10:00"), WorkingMinutes(0));
        assert_eq!(taken("2026-11-20T08:00", "2026-11-23T11:05").to_string(), "10 h 5 min");
        assert_eq!(WorkingMinutes(45).to_string(), "45 min");
        assert_eq!(WorkingMinutes(120).to_string(), "2 h");
    }
}
