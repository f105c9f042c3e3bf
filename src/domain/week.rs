//! A calendar week, Monday to Sunday, named as ISO 8601 names it: what a check-in is *for*.
//!
//! A week is counted on somebody's wall calendar and holds no zone: which instants it covers depends on the person.
//! There is no arithmetic on week numbers here, because a year has 52 or 53 of them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One week, ordered in time. Written, stored and parsed as `2026-W47`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: Date,
}

/// The text is not a week such as `2026-W47`, or that year has no such week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a week is written like 2026-W47")]
pub struct NotAWeek;

impl Week {
    /// The week this date lies in.
    pub fn of(date: Date) -> Self {
        Self { monday: date.saturating_sub(days(date.weekday().to_monday_zero_offset())) }
    }

    /// The year the week is counted in, which is not always the year of each of its days.
    pub fn year(self) -> i16 {
        self.monday.iso_week_date().year()
    }

    /// The number of the week in that year, 1 to 53.
    pub fn week(self) -> i8 {
        self.monday.iso_week_date().week()
    }

    /// Its first day.
    pub fn monday(self) -> Date {
        self.monday
    }

    /// Its last day.
    pub fn sunday(self) -> Date {
        self.monday.saturating_add(6.days())
    }

    /// The week after this one.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The week so many weeks later, or earlier when negative. Stops at the ends of the calendar.
    #[must_use]
    pub fn plus(self, weeks: i32) -> Self {
        Self::of(
            self.monday.saturating_add(
                i64::from(weeks).saturating_mul(7).clamp(-7_300_000, 7_300_000).days(),
            ),
        )
    }

    /// How many weeks lie from `earlier` to this one; negative when `earlier` is later.
    pub fn weeks_since(self, earlier: Self) -> i32 {
        let days = self.monday.duration_since(earlier.monday).as_hours() / 24;
        // The whole calendar holds about a million weeks.
        i32::try_from(days / 7).unwrap_or(i32::MAX)
    }

    /// "16–22 Nov", or "28 Dec – 3 Jan" when the week crosses months.
    pub fn human(self) -> String {
        let (first, last) = (self.monday(), self.sunday());
        if first.month() == last.month() {
            format!("{}–{}", first.day(), last.strftime("%-d %b"))
        } else {
            format!("{} – {}", first.strftime("%-d %b"), last.strftime("%-d %b"))
        }
    }
}

fn days(count: i8) -> Span {
    i64::from(count).days()
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week_date();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl fmt::Debug for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Week({self})")
    }
}

impl FromStr for Week {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (year, week) = text.split_once("-W").ok_or(NotAWeek)?;
        let digits = |part: &str, width| {
            part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(week, 2) {
            return Err(NotAWeek);
        }
        let (year, week) =
            (year.parse().map_err(|_| NotAWeek)?, week.parse().map_err(|_| NotAWeek)?);
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| NotAWeek)?;
        Ok(Self { monday: monday.date() })
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        let w = Week::of(date(2026, 11, 20));
        assert_eq!(w.to_string(), "2026-W47");
        assert_eq!((w.year(), w.week()), (2026, 47));
        assert_eq!((w.monday(), w.sunday()), (date(2026, 11, 16), date(2026, 11, 22)));
        assert_eq!(Week::of(w.sunday()), w);
        assert_eq!(Week::of(date(2026, 11, 23)), w.next());
    }

    #[test]
    fn the_turn_of_the_year_belongs_to_one_week() {
        assert_eq!(Week::of(date(2027, 1, 3)), week("2026-W53"));
        assert_eq!(week("2026-W53").next(), week("2027-W01"));
        assert_eq!(week("2027-W01").plus(-1), week("2026-W53"));
        assert_eq!(week("2027-W01").weeks_since(week("2026-W51")), 3);
        assert_eq!(week("2026-W51").weeks_since(week("2027-W01")), -3);
    }

    #[test]
    fn people_read_days_and_months() {
        assert_eq!(week("2026-W47").human(), "16–22 Nov");
        assert_eq!(week("2026-W53").human(), "28 Dec – 3 Jan");
        assert_eq!(week("2026-W49").human(), "30 Nov – 6 Dec");
    }

    #[test]
    fn what_is_not_a_week_is_refused() {
        for text in [
            "",
            "2026",
            "2026-47",
            "2026-W0",
            "2026-W00",
            "2025-W53",
            "2026-W54",
            "26-W47",
            "2026-W+7",
            "２026-W47",
            "2026-W47 ",
        ] {
            assert_eq!(text.parse::<Week>(), Err(NotAWeek), "{text:?}");
        }
    }

    #[test]
    fn a_week_is_stored_as_its_name() {
        let stored = serde_json::to_string(&week("2026-W47")).unwrap();
        assert_eq!(stored, "\"2026-W47\"");
        assert_eq!(serde_json::from_str::<Week>(&stored).unwrap(), week("2026-W47"));
        assert!(serde_json::from_str::<Week>("\"soon\"").is_err());
    }

    proptest! {
        #[test]
        fn names_round_trip_and_order_is_time(day in 0i64..2_900_000, weeks in -5_000i32..5_000) {
            let w = Week::of(date(1970, 1, 1).saturating_add(day.days()));
            prop_assert_eq!(w.to_string().parse::<Week>(), Ok(w));
            let other = w.plus(weeks);
            prop_assert_eq!(other.cmp(&w), weeks.cmp(&0));
            prop_assert_eq!(other.weeks_since(w), weeks);
        }
    }
}
