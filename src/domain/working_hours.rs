//! When in the week somebody works, on their own wall clock: a window for each weekday, and ranges of days off.
//!
//! Nothing here knows a zone or an instant; `availability` puts these on a real calendar. One day has at most one
//! window, and a window does not cross midnight: a night shift is two windows on two days.

pub mod words;

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

const MINUTES_PER_DAY: u16 = 24 * 60;

/// The hours of one day in which somebody may be written to: from the first minute up to, but not including, the last.
/// Whole minutes; the end may be 24:00. Written, stored and parsed as `09:00-17:00`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayWindow {
    from: u16,
    to: u16,
}

/// Why two times make no window. The sentences are for the person who chose them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WindowProblem {
    /// One of them is not a time of day.
    #[error("write the hours like 09:00-17:00")]
    NotATime,
    /// A time has seconds.
    #[error("choose whole minutes")]
    NotWholeMinutes,
    /// The window would be empty or cross midnight.
    #[error("the day has to end after it begins; hours that cross midnight are two days' hours")]
    EndsBeforeItBegins,
}

impl DayWindow {
    /// 09:00 to 17:00.
    pub const OFFICE: Self = Self { from: 9 * 60, to: 17 * 60 };

    /// The whole day.
    pub const ALL_DAY: Self = Self { from: 0, to: MINUTES_PER_DAY };

    /// 07:00 to 21:00: the hours in which people take a call if need be, unless they say otherwise.
    pub const STRETCHED: Self = Self { from: 7 * 60, to: 21 * 60 };

    /// A window between two times of day. Since no window ends where the day begins, `to` at 00:00 means 24:00.
    ///
    /// # Errors
    ///
    /// When a time has seconds, or the end is not after the beginning.
    pub fn new(from: Time, to: Time) -> Result<Self, WindowProblem> {
        let (from, to) = (minute_of(from)?, minute_of(to)?);
        Self::between(from, if to == 0 { MINUTES_PER_DAY } else { to })
    }

    fn between(from: u16, to: u16) -> Result<Self, WindowProblem> {
        if from < to && to <= MINUTES_PER_DAY {
            Ok(Self { from, to })
        } else {
            Err(WindowProblem::EndsBeforeItBegins)
        }
    }

    /// The first minute, counted from midnight on the wall clock.
    pub fn from_minute(self) -> u16 {
        self.from
    }

    /// The minute at which the window has ended, counted from midnight on the wall clock; 1440 is 24:00.
    pub fn to_minute(self) -> u16 {
        self.to
    }

    /// The shortest window that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// Whether a wall clock that reads this time is inside the window.
    pub fn contains(self, time: Time) -> bool {
        let minute = minute_floor(time);
        self.from <= minute && minute < self.to
    }
}

fn minute_floor(time: Time) -> u16 {
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}

fn minute_of(time: Time) -> Result<u16, WindowProblem> {
    if time.second() == 0 && time.subsec_nanosecond() == 0 {
        Ok(minute_floor(time))
    } else {
        Err(WindowProblem::NotWholeMinutes)
    }
}

impl Default for DayWindow {
    fn default() -> Self {
        Self::OFFICE
    }
}

impl fmt::Display for DayWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            self.from / 60,
            self.from % 60,
            self.to / 60,
            self.to % 60
        )
    }
}

impl fmt::Debug for DayWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DayWindow({self})")
    }
}

impl FromStr for DayWindow {
    type Err = WindowProblem;

    fn from_str(text: &str) -> Result<Self, WindowProblem> {
        let (from, to) = text.split_once(['-', '–']).ok_or(WindowProblem::NotATime)?;
        Self::between(parse_minute(from)?, parse_minute(to)?)
    }
}

/// Reads `9`, `9:00` or `09:00` up to `24:00` as minutes since midnight.
fn parse_minute(text: &str) -> Result<u16, WindowProblem> {
    let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "00"));
    let number = |part: &str| {
        let digits =
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten().ok_or(WindowProblem::NotATime)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let total = hours * 60 + minutes;
    if minutes < 60 && total <= MINUTES_PER_DAY { Ok(total) } else { Err(WindowProblem::NotATime) }
}

impl TryFrom<String> for DayWindow {
    type Error = WindowProblem;

    fn try_from(text: String) -> Result<Self, WindowProblem> {
        text.parse()
    }
}

impl From<DayWindow> for String {
    fn from(window: DayWindow) -> Self {
        window.to_string()
    }
}

/// A window, or none, for each day of the week. The default is 09:00 to 17:00, Monday to Friday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingHours {
    /// Monday first.
    days: [Option<DayWindow>; 7],
}

/// Monday to Friday.
pub const MONDAY_TO_FRIDAY: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

impl WorkingHours {
    /// No working day at all.
    pub const NEVER: Self = Self { days: [None; 7] };

    /// The same window on each of these days, none on the others.
    pub fn same(window: DayWindow, days: &[Weekday]) -> Self {
        days.iter().fold(Self::NEVER, |hours, day| hours.with(*day, Some(window)))
    }

    /// These hours with one day changed; `None` makes it a day off.
    #[must_use]
    pub fn with(mut self, day: Weekday, window: Option<DayWindow>) -> Self {
        if let Some(slot) = self.days.get_mut(index(day)) {
            *slot = window;
        }
        self
    }

    /// The window of this weekday; `None` when it is not a working day.
    pub fn on(&self, day: Weekday) -> Option<DayWindow> {
        self.days.get(index(day)).copied().flatten()
    }

    /// The working days, Monday first.
    pub fn working_days(&self) -> impl Iterator<Item = Weekday> + '_ {
        Weekday::Monday.cycle_forward().take(7).filter(|day| self.on(*day).is_some())
    }
}

fn index(day: Weekday) -> usize {
    usize::from(day.to_monday_zero_offset().unsigned_abs())
}

impl Default for WorkingHours {
    fn default() -> Self {
        Self::same(DayWindow::OFFICE, &MONDAY_TO_FRIDAY)
    }
}

/// Days on which somebody does not work: a leave or a holiday. Local dates, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(Date, Date)", into = "(Date, Date)")]
pub struct DateRange {
    first: Date,
    last: Date,
}

/// A range of dates cannot end before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the last day has to be the first day or a later one")]
pub struct EndsBeforeItStarts;

impl DateRange {
    /// The dates from `first` to `last`, both included.
    ///
    /// # Errors
    ///
    /// When `last` is before `first`.
    pub fn new(first: Date, last: Date) -> Result<Self, EndsBeforeItStarts> {
        if first <= last { Ok(Self { first, last }) } else { Err(EndsBeforeItStarts) }
    }

    /// One single date.
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date }
    }

    /// The first day off.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day off.
    pub fn last(self) -> Date {
        self.last
    }

    /// The shortest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Whether this date is one of them.
    pub fn contains(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

impl TryFrom<(Date, Date)> for DateRange {
    type Error = EndsBeforeItStarts;

    fn try_from((first, last): (Date, Date)) -> Result<Self, EndsBeforeItStarts> {
        Self::new(first, last)
    }
}

impl From<DateRange> for (Date, Date) {
    fn from(range: DateRange) -> Self {
        (range.first, range.last)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_window_is_written_as_it_is_read() {
        for text in ["09:00-17:00", "00:00-24:00", "23:59-24:00", "06:30-14:45"] {
            assert_eq!(text.parse::<DayWindow>().unwrap().to_string(), text);
        }
        assert_eq!(" 9:00 – 17:00 ".parse::<DayWindow>(), Ok(DayWindow::OFFICE));
        assert_eq!("9-17".parse::<DayWindow>(), Ok(DayWindow::OFFICE));
        assert_eq!(DayWindow::new(time(9, 0, 0, 0), time(17, 0, 0, 0)), Ok(DayWindow::OFFICE));
        assert_eq!(DayWindow::new(time(0, 0, 0, 0), time(0, 0, 0, 0)), Ok(DayWindow::ALL_DAY));
        assert_eq!(serde_json::to_string(&DayWindow::OFFICE).unwrap(), "\"09:00-17:00\"");
    }

    #[test]
    fn a_window_that_cannot_be_is_refused() {
        use WindowProblem::{EndsBeforeItBegins, NotATime, NotWholeMinutes};
        assert_eq!(DayWindow::new(time(17, 0, 0, 0), time(9, 0, 0, 0)), Err(EndsBeforeItBegins));
        assert_eq!(DayWindow::new(time(9, 0, 0, 0), time(9, 0, 0, 0)), Err(EndsBeforeItBegins));
        assert_eq!(DayWindow::new(time(9, 0, 30, 0), time(17, 0, 0, 0)), Err(NotWholeMinutes));
        for text in ["22:00-06:00", "24:00-24:00", "12:00-00:00"] {
            assert_eq!(text.parse::<DayWindow>(), Err(EndsBeforeItBegins), "{text}");
        }
        for text in [
            "",
            "09:00",
            "0900-1700",
            "09:60-17:00",
            "09:00-24:01",
            "25:00-26:00",
            "+9:00-17:00",
            "099:00-17:00",
        ] {
            assert_eq!(text.parse::<DayWindow>(), Err(NotATime), "{text}");
        }
    }

    #[test]
    fn a_window_holds_its_first_minute_and_not_its_last() {
        let window = DayWindow::OFFICE;
        assert!(window.contains(time(9, 0, 0, 0)) && window.contains(time(16, 59, 59, 0)));
        assert!(!window.contains(time(8, 59, 59, 0)) && !window.contains(time(17, 0, 0, 0)));
    }

    #[test]
    fn office_hours_are_the_default_and_each_day_can_differ() {
        let hours = WorkingHours::default();
        assert_eq!(hours.working_days().collect::<Vec<_>>(), MONDAY_TO_FRIDAY);
        let hours =
            hours.with(Weekday::Friday, None).with(Weekday::Sunday, Some(DayWindow::ALL_DAY));
        assert_eq!(hours.on(Weekday::Friday), None);
        assert_eq!(hours.on(Weekday::Sunday), Some(DayWindow::ALL_DAY));
        assert_eq!(hours.on(Weekday::Monday), Some(DayWindow::OFFICE));
        let stored = serde_json::to_string(&hours).unwrap();
        assert_eq!(serde_json::from_str::<WorkingHours>(&stored).unwrap(), hours);
    }

    #[test]
    fn days_off_include_both_ends() {
        let range = DateRange::new(date(2026, 11, 20), date(2026, 11, 22)).unwrap();
        assert!(range.contains(date(2026, 11, 20)) && range.contains(date(2026, 11, 22)));
        assert!(!range.contains(date(2026, 11, 19)) && !range.contains(date(2026, 11, 23)));
        assert_eq!(DateRange::new(date(2026, 11, 22), date(2026, 11, 20)), Err(EndsBeforeItStarts));
        assert!(serde_json::from_str::<DateRange>(r#"["2026-11-22","2026-11-20"]"#).is_err());
    }
}
