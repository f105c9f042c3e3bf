//! When something is due that comes back every few weeks: a cron expression for the weekday and time, and a count of
//! weeks from an anchor, because cron cannot say "every second week".
//!
//! The `cron` crate only ever sees the plain local calendar, posing as UTC: in a real zone it would skip what falls into
//! a gap and repeat what falls into a fold. `zone` turns the wall-clock time it finds into an instant. Weeks are counted
//! from the anchor's week and never by the parity of their numbers, so a year of 53 weeks changes nothing.
//!
//! Which days the person works is not looked at here: what is due on a day off is still due in that week.

use std::num::NonZeroU8;
use std::str::FromStr;

use chrono::{DateTime as CronTime, NaiveDate, Utc};
use cron::{Schedule, TimeUnitSpec};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Timestamp, ToSpan};

use super::week::Week;
use super::zone::Zone;

/// A weekday and a time on the wall clock, every so many weeks counted from an anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// As it was given; the schedule may hold a leading seconds field that this does not.
    expression: String,
    schedule: Schedule,
    every_weeks: NonZeroU8,
    anchor: Date,
}

/// One occurrence of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The week it belongs to: its key, whatever zone it happens in. Near midnight a clock change can carry the instant
    /// into the next week; the key does not follow.
    pub week: Week,
    /// What the rule says on the wall clock. A clock change may skip this time.
    pub planned: DateTime,
    /// When that is, in the zone that was asked about.
    pub at: Timestamp,
}

/// Why an expression is no weekly rule. The sentences are for the person who wrote it, and say what to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleProblem {
    /// It has not five or six fields.
    #[error("write five fields: minute, hour, day of month, month, weekday, as in `0 15 * * Fri`")]
    FieldCount,
    /// A weekday is given as a number.
    #[error(
        "write the weekday as a name, such as `Fri`: numbers mean different days to different programs"
    )]
    WeekdayNumber,
    /// The expression cannot be read.
    #[error("this is not a time the calendar knows; write it as in `0 15 * * Fri`")]
    Unreadable,
    /// More than one second, minute or hour.
    #[error(
        "choose one time of day, with one number for the minute and one for the hour, as in `0 15 * * Fri`"
    )]
    ManyTimes,
    /// None or several weekdays.
    #[error("choose exactly one weekday, as in `0 15 * * Fri`")]
    ManyDays,
    /// Days of the month, or months, are restricted.
    #[error("leave day of month and month as `*`, so that every week has its day")]
    NotEveryWeek,
    /// Every zero weeks.
    #[error("choose how often: every 1 week, every 2 weeks, and so on")]
    EveryZeroWeeks,
}

impl Rule {
    /// Reads a rule. The expression has five fields (minute first) or six (second first); `every_weeks` is 1 for weekly;
    /// weeks are counted from the one that holds `anchor`, and nothing is due before it.
    ///
    /// # Errors
    ///
    /// When the expression does not name exactly one time on exactly one named weekday of every week.
    pub fn parse(expression: &str, every_weeks: u8, anchor: Date) -> Result<Self, RuleProblem> {
        let every_weeks = NonZeroU8::new(every_weeks).ok_or(RuleProblem::EveryZeroWeeks)?;
        let fields: Vec<&str> = expression.split_whitespace().collect();
        let seconds_first = match fields.len() {
            5 => format!("0 {}", fields.join(" ")),
            6 => fields.join(" "),
            _ => return Err(RuleProblem::FieldCount),
        };
        if fields
            .last()
            .is_some_and(|weekday| weekday.contains(|letter: char| letter.is_ascii_digit()))
        {
            return Err(RuleProblem::WeekdayNumber);
        }
        let schedule = Schedule::from_str(&seconds_first).map_err(|_| RuleProblem::Unreadable)?;
        only_once_a_week(&schedule)?;
        Ok(Self { expression: fields.join(" "), schedule, every_weeks, anchor })
    }

    /// The rule for a weekday and a time, without writing an expression.
    ///
    /// # Errors
    ///
    /// When `every_weeks` is zero.
    pub fn weekly(
        weekday: Weekday,
        time: Time,
        every_weeks: u8,
        anchor: Date,
    ) -> Result<Self, RuleProblem> {
        let name = super::zone::words::weekday_name(weekday);
        let expression = match time.second() {
            0 => format!("{} {} * * {}", time.minute(), time.hour(), &name[..3]),
            second => format!("{second} {} {} * * {}", time.minute(), time.hour(), &name[..3]),
        };
        Self::parse(&expression, every_weeks, anchor)
    }

    /// The expression as it was written, with single spaces.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// 1 for every week, 2 for every second week, and so on.
    pub fn every_weeks(&self) -> u8 {
        self.every_weeks.get()
    }

    /// The date whose week is the first.
    pub fn anchor(&self) -> Date {
        self.anchor
    }

    /// Whether this week is one of the rule's.
    pub fn includes(&self, week: Week) -> bool {
        let weeks = week.weeks_since(Week::of(self.anchor));
        weeks >= 0 && weeks % i32::from(self.every_weeks.get()) == 0
    }

    /// What the rule says for this week on the wall clock. `None` when the week is not one of the rule's (or lies
    /// beyond the year 2100, where the `cron` crate ends).
    pub fn planned_in(&self, week: Week) -> Option<DateTime> {
        if !self.includes(week) {
            return None;
        }
        let before = posing_as_utc(week.monday())? - chrono::TimeDelta::seconds(1);
        let found = from_posed(self.schedule.after(&before).next()?)?;
        (Week::of(found.date()) == week).then_some(found)
    }

    /// When the rule is due in this week, in a zone. `None` as for [`Rule::planned_in`].
    pub fn due_in(&self, zone: &Zone, week: Week) -> Option<Due> {
        let planned = self.planned_in(week)?;
        Some(Due { week, planned, at: zone.instant(planned) })
    }

    /// The first occurrence later than an instant. `None` only beyond the year 2100.
    pub fn next(&self, zone: &Zone, after: Timestamp) -> Option<Due> {
        // A gap just before midnight could carry last week's instant into this week, so the search starts a week early.
        let mut week = self.first_week_from(Week::of(zone.date(after)).plus(-1));
        loop {
            let due = self.due_in(zone, week)?;
            if due.at > after {
                return Some(due);
            }
            week = week.plus(i32::from(self.every_weeks.get()));
        }
    }

    /// The first occurrence that belongs to a later week than this one, whatever its instant. `None` only beyond the
    /// year 2100.
    pub fn next_after_week(&self, zone: &Zone, week: Week) -> Option<Due> {
        self.due_in(zone, self.first_week_from(week.next()))
    }

    /// The first occurrence for a pair that began at an instant: the first due *day* that is at least one day after the
    /// day it began, both on the wall calendar of `zone`. A pair that begins on Thursday evening is first asked on
    /// Friday; one that begins on Friday morning, a week later. `None` only beyond the year 2100.
    pub fn first_due(&self, zone: &Zone, began_at: Timestamp) -> Option<Due> {
        let earliest = zone.date(began_at).saturating_add(1.day());
        let mut week = self.first_week_from(Week::of(earliest));
        loop {
            let due = self.due_in(zone, week)?;
            if due.planned.date() >= earliest {
                return Some(due);
            }
            week = week.plus(i32::from(self.every_weeks.get()));
        }
    }

    /// The first of the rule's weeks that is this one or later.
    fn first_week_from(&self, week: Week) -> Week {
        let first = Week::of(self.anchor);
        let every = i32::from(self.every_weeks.get());
        let passed = week.weeks_since(first).max(0);
        // Rounded up to a whole number of periods.
        first.plus((passed + every - 1) / every * every)
    }
}

/// Refuses what would fire never, or more than once, in some week.
fn only_once_a_week(schedule: &Schedule) -> Result<(), RuleProblem> {
    if schedule.seconds().count() != 1
        || schedule.minutes().count() != 1
        || schedule.hours().count() != 1
    {
        return Err(RuleProblem::ManyTimes);
    }
    if schedule.days_of_week().count() != 1 {
        return Err(RuleProblem::ManyDays);
    }
    if !schedule.days_of_month().is_all() || !schedule.months().is_all() {
        return Err(RuleProblem::NotEveryWeek);
    }
    Ok(())
}

/// Midnight of a local date, as the `cron` crate is told it: as if it were UTC.
fn posing_as_utc(date: Date) -> Option<CronTime<Utc>> {
    let (month, day) =
        (u32::from(date.month().unsigned_abs()), u32::from(date.day().unsigned_abs()));
    Some(
        NaiveDate::from_ymd_opt(i32::from(date.year()), month, day)?
            .and_hms_opt(0, 0, 0)?
            .and_utc(),
    )
}

/// Back from what the `cron` crate found to the wall clock it stands for.
fn from_posed(found: CronTime<Utc>) -> Option<DateTime> {
    let as_if_utc = Timestamp::from_second(found.timestamp()).ok()?;
    Some(Zone::utc().local(as_if_utc))
}

#[cfg(test)]
mod tests;
