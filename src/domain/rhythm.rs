//! How regularly a pair's check-ins came: a mark for every week, for the two of them to look at and nobody else.
//!
//! It is a mirror, not a score: no mark says how good a check-in was, nothing is compared between people, and weeks that
//! nobody worked do not count.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{availability::Availability, checkin::open_since, nudge, week::Week};

/// One week of a pair that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lived {
    /// The week.
    pub week: Week,
    /// When its check-in was due.
    pub due_at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The check-in was sent at this instant.
    Written(Timestamp),
    /// It was skipped, which is not missing it.
    Skipped,
    /// The check-in of another week closed it too.
    Covered,
    /// Nothing was written, although it was asked for.
    Unwritten,
    /// Nothing was written, and the request has not reached the mentee.
    Unasked,
}

/// How a week counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Sent before a reminder was needed.
    OnTime,
    /// Sent after that.
    Late,
    /// Can still be sent.
    Open,
    /// Skipped on purpose.
    Skipped,
    /// Closed with the check-in of another week: neither missed nor on time.
    Covered,
    /// The mentee did not work until the next one was due.
    Away,
    /// Not sent while it was accepted.
    Missed,
}

/// How a week counts at `now`, on the mentee's own calendar.
pub fn mark(lived: &Lived, mentee: &Availability, now: Timestamp) -> Mark {
    match lived.outcome {
        Outcome::Written(at) => match nudge::next(None, lived.due_at, mentee) {
            Some((_, reminder_at)) if at >= reminder_at => Mark::Late,
            Some(_) | None => Mark::OnTime,
        },
        Outcome::Skipped => Mark::Skipped,
        Outcome::Covered => Mark::Covered,
        Outcome::Unwritten | Outcome::Unasked if lived.due_at >= open_since(now, mentee) => {
            Mark::Open
        }
        Outcome::Unwritten | Outcome::Unasked if was_away_for_a_week(lived, mentee) => Mark::Away,
        Outcome::Unwritten | Outcome::Unasked => Mark::Missed,
    }
}

fn was_away_for_a_week(lived: &Lived, mentee: &Availability) -> bool {
    let due_on = mentee.zone().date(lived.due_at);
    was_away((due_on, due_on.checked_add(1.week()).unwrap_or(due_on)), mentee)
}

/// Whether leave or holidays left no working day for a check-in that was due on the first date, before the second: none
/// from the first on, or none after it. Somebody who works one day a week is not away on the others.
pub fn was_away((due_on, until): (Date, Date), mentee: &Availability) -> bool {
    let all = || due_on.series(1.day()).take_while(|date| *date < until);
    let after = || all().skip(1);
    let works = |date: Date| mentee.is_working_day(date);
    let is_off =
        |date: Date| mentee.is_day_off(date) && mentee.hours().on(date.weekday()).is_some();
    !all().any(works) || (after().any(is_off) && !after().any(works))
}

/// How many of the weeks that count were on time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Sent on time.
    pub on_time: usize,
    /// Sent, or missed.
    pub counted: usize,
}

/// Counts the marks; skipped, covered, open and away weeks do not count.
pub fn rate(marks: &[Mark]) -> Rate {
    let counts = |mark: &&Mark| matches!(mark, Mark::OnTime | Mark::Late | Mark::Missed);
    Rate {
        on_time: marks.iter().filter(|mark| **mark == Mark::OnTime).count(),
        counted: marks.iter().filter(counts).count(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};

    use super::super::{
        working_hours::{DateRange, WorkingHours},
        zone::{Zone, Zones},
    };
    use super::*;

    fn lisbon() -> Zone {
        Zones::bundled().find("Europe/Lisbon").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        lisbon().instant(text.parse::<DateTime>().unwrap())
    }

    fn week_due(due: &str, outcome: Outcome) -> Lived {
        let due_at = at(due);
        Lived { week: Week::of(lisbon().date(due_at)), due_at, outcome }
    }

    /// The Friday before clocks go back in Lisbon, the one before they go forward, and one far from both.
    const FRIDAYS: [(&str, &str, &str); 3] = [
        ("2026-10-23T15:00", "2026-10-26T08:59:59", "2026-10-26T09:00"),
        ("2026-03-27T15:00", "2026-03-30T08:59:59", "2026-03-30T09:00"),
        ("2026-11-20T15:00", "2026-11-23T08:59:59", "2026-11-23T09:00"),
    ];

    #[test]
    fn what_came_before_a_reminder_was_needed_is_on_time() {
        let mentee = Availability::office_hours(lisbon());
        for (due, in_time, too_late) in FRIDAYS {
            let now = at("2026-12-31T12:00");
            let sent = |when| mark(&week_due(due, Outcome::Written(at(when))), &mentee, now);
            assert_eq!((sent(in_time), sent(too_late)), (Mark::OnTime, Mark::Late), "{due}");
        }
    }

    #[test]
    fn a_week_can_be_written_for_fourteen_local_days() {
        let mentee = Availability::office_hours(lisbon());
        let unwritten = week_due("2026-10-16T15:00", Outcome::Unwritten);
        let at_end = |now| mark(&unwritten, &mentee, at(now));
        assert_eq!(at_end("2026-10-30T23:59:59"), Mark::Open, "clocks went back on the way");
        assert_eq!(at_end("2026-10-31T00:00"), Mark::Missed);
    }

    #[test]
    fn a_week_of_leave_is_no_missed_week_and_a_day_is_no_excuse() {
        let off = |from, to| {
            let leave = DateRange::new(from, to).unwrap();
            Availability::new(lisbon(), WorkingHours::default(), vec![leave])
        };
        let unwritten = week_due("2026-11-20T15:00", Outcome::Unwritten);
        let later = at("2026-12-31T12:00");
        let week = off(date(2026, 11, 20), date(2026, 11, 27));
        assert_eq!(mark(&unwritten, &week, later), Mark::Away);
        let after = off(date(2026, 11, 21), date(2026, 11, 26));
        assert_eq!(mark(&unwritten, &after, later), Mark::Away, "asked, and gone the next day");
        let day = off(date(2026, 11, 20), date(2026, 11, 20));
        assert_eq!(mark(&unwritten, &day, later), Mark::Missed);
    }

    #[test]
    fn who_works_one_day_a_week_is_not_away_on_the_others() {
        let mentee = Availability::new(lisbon(), "Fri 09:00-17:00".parse().unwrap(), Vec::new());
        let unwritten = week_due("2026-11-20T15:00", Outcome::Unwritten);
        assert_eq!(mark(&unwritten, &mentee, at("2026-12-31T12:00")), Mark::Missed);
    }

    #[test]
    fn only_weeks_that_had_to_be_written_count() {
        let no_count = [Mark::Skipped, Mark::Covered, Mark::Away, Mark::Open];
        let marks = [[Mark::OnTime, Mark::Late, Mark::Missed].as_slice(), &no_count].concat();
        assert_eq!(rate(&marks), Rate { on_time: 1, counted: 3 });
        assert_eq!(rate(&[]), Rate::default());
    }
}
