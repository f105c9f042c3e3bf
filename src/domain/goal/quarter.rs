//! A quarter of a year, as calendars count it. Which one it is depends on somebody's date; it holds no zone.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Three months, ordered in time. Written, stored and parsed as `2026-Q4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    nth: i8,
}

/// The text is not a quarter such as `2026-Q4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a quarter is written like 2026-Q4")]
pub struct NotAQuarter;

impl Quarter {
    /// The quarter this date lies in.
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), nth: (date.month() - 1) / 3 + 1 }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, (self.nth - 1) * 3 + 1, 1).unwrap_or(Date::MAX)
    }

    /// The quarter after this one; the last one there is stays.
    #[must_use]
    pub fn next(self) -> Self {
        match self.nth {
            1..=3 => Self { nth: self.nth + 1, ..self },
            _ if self.year == Date::MAX.year() => self,
            _ => Self { year: self.year + 1, nth: 1 },
        }
    }

    /// "Oct–Dec 2026".
    pub fn human(self) -> String {
        let first = self.first_day();
        let last = Date::new(self.year, self.nth * 3, 1).unwrap_or(first);
        format!("{}–{}", first.strftime("%b"), last.strftime("%b %Y"))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.nth)
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let (year, nth) = text.split_once("-Q").ok_or(NotAQuarter)?;
        let (year, nth): (i16, i8) =
            (year.parse().map_err(|_| NotAQuarter)?, nth.parse().map_err(|_| NotAQuarter)?);
        let is_one = (1..=4).contains(&nth) && (0..=Date::MAX.year()).contains(&year);
        let quarter = Self { year, nth };
        if is_one && quarter.to_string() == text { Ok(quarter) } else { Err(NotAQuarter) }
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::zone::Zones;

    #[test]
    fn the_year_ends_with_the_fourth() {
        let last = Quarter::of(date(2026, 12, 31));
        assert_eq!((last.to_string().as_str(), last.human().as_str()), ("2026-Q4", "Oct–Dec 2026"));
        assert_eq!(last.next().to_string(), "2027-Q1");
        assert_eq!(last.next().first_day(), date(2027, 1, 1));
        assert!(last < last.next());
    }

    #[test]
    fn what_is_no_quarter_is_refused() {
        for text in ["", "2026", "2026-Q0", "2026-Q5", "2026-q1", "26-Q1", "2026-Q01", "-1-Q1"] {
            assert_eq!(text.parse::<Quarter>(), Err(NotAQuarter), "{text}");
        }
    }

    #[test]
    fn it_is_the_next_quarter_where_the_day_has_begun() {
        let now = "2026-12-31T12:00:00Z".parse().unwrap();
        let on = |zone| Quarter::of(Zones::bundled().find(zone).unwrap().date(now)).to_string();
        assert_eq!(on("Pacific/Kiritimati"), "2027-Q1");
        assert_eq!(on("America/Los_Angeles"), "2026-Q4");
    }

    proptest! {
        #[test]
        fn every_day_lies_in_one_quarter_and_the_next_begins_after_it(
            days in 0..400_000_i64
        ) {
            let day = date(1900, 1, 1).saturating_add(days.days());
            let quarter = Quarter::of(day);
            prop_assert!(quarter.first_day() <= day && day < quarter.next().first_day());
            prop_assert_eq!(Quarter::of(quarter.first_day()), quarter);
            prop_assert_eq!(Quarter::of(quarter.next().first_day().saturating_sub(1.day())), quarter);
            prop_assert_eq!(quarter.to_string().parse(), Ok(quarter));
        }
    }
}
