//! Reads the whole days out of a calendar file (`.ics`), as people export them or download them for a country.
//!
//! Only what can be a holiday is taken: events of whole days, and those that come back every year, as far ahead as
//! days are taken at all. Other rules of repetition are refused rather than guessed. The file is somebody's download:
//! its size, its events and its depth are bounded, and nothing of it is executed, fetched or kept but days and names.

use icalendar::parser::{Property, unfold};
use jiff::{ToSpan, civil::Date};

use super::{FURTHEST_DAYS, Holiday, LONGEST_NAME, check, days};
use crate::domain::{text::UserText, working_hours::DateRange};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// The most events a file may hold.
pub const MOST_EVENTS: usize = 1000;

/// What a holiday is called that has no name.
const NAMELESS: &str = "Holiday";

/// What a calendar file has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its whole days from today on, the first one first.
    pub holidays: Vec<Holiday>,
    /// How many of its events are no whole days, or longer than a month, and were left out.
    pub left_out: usize,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarProblem {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no calendar, or the end of it is missing.
    NotACalendar,
    /// It holds more than [`MOST_EVENTS`] events.
    TooManyEvents,
    /// An event cannot be read.
    Unreadable(EventNumber),
    /// An event repeats in another way than every year.
    Repeats(EventNumber),
    /// There is no whole day from today on in it.
    NoDays,
}

/// Which event of a file, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventNumber(pub usize);

/// Reads a file's whole days from `today` on.
///
/// # Errors
///
/// When it is not a calendar of a sensible size, or holds something that is not understood.
pub fn read(file: &[u8], today: Date) -> Result<Calendar, CalendarProblem> {
    if file.len() > LARGEST {
        return Err(CalendarProblem::TooLarge);
    }
    let text = std::str::from_utf8(file).map_err(|_| CalendarProblem::NotACalendar)?;
    let text = unfold(text.trim_start_matches('\u{feff}'));
    let mut holidays = Vec::new();
    let mut left_out = 0;
    for (i, lines) in events(&text)?.iter().enumerate() {
        let number = EventNumber(i + 1);
        let event = Event::read(lines).ok_or(CalendarProblem::Unreadable(number))?;
        match event.take(today) {
            Taken::Days(days) => holidays.extend(days),
            Taken::LeftOut => left_out += 1,
            Taken::Repeats => return Err(CalendarProblem::Repeats(number)),
        }
    }
    if holidays.is_empty() {
        return Err(CalendarProblem::NoDays);
    }
    holidays.sort();
    holidays.dedup();
    Ok(Calendar { holidays, left_out })
}

/// The lines of each event, without what lies inside it, such as alarms.
fn events(text: &str) -> Result<Vec<Vec<&str>>, CalendarProblem> {
    let mut inside: Vec<String> = Vec::new();
    let mut events: Vec<Vec<&str>> = Vec::new();
    let mut is_whole = false;
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let upper = line.get(..line.len().min(40)).unwrap_or_default().to_ascii_uppercase();
        if let Some(name) = upper.strip_prefix("BEGIN:") {
            is_whole = false;
            inside.push(name.to_owned());
            if inside.len() == 2 && name == "VEVENT" {
                events.push(Vec::new());
            }
        } else if let Some(name) = upper.strip_prefix("END:") {
            if inside.pop().as_deref() != Some(name) {
                return Err(CalendarProblem::NotACalendar);
            }
            is_whole = inside.is_empty() && name == "VCALENDAR";
        } else if inside.first().map(String::as_str) != Some("VCALENDAR") {
            return Err(CalendarProblem::NotACalendar);
        } else if inside.len() == 2
            && inside[1] == "VEVENT"
            && let Some(event) = events.last_mut()
        {
            event.push(line);
        }
        if events.len() > MOST_EVENTS {
            return Err(CalendarProblem::TooManyEvents);
        }
    }
    if is_whole { Ok(events) } else { Err(CalendarProblem::NotACalendar) }
}

/// One event, as far as it matters here.
#[derive(Debug, Default)]
struct Event {
    start: Option<Day>,
    end: Option<Day>,
    lasts_days: Option<i32>,
    name: Option<String>,
    rule: Option<String>,
    except: Vec<Date>,
    is_cancelled: bool,
    has_more_dates: bool,
}

/// When something begins or ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Day {
    /// A date, or midnight at its beginning.
    Whole(Date),
    /// Another time of day.
    Timed,
}

enum Taken {
    Days(Vec<Holiday>),
    LeftOut,
    Repeats,
}

impl Event {
    /// `None` when a line of it is not understood.
    fn read(lines: &[&str]) -> Option<Self> {
        let mut event = Self::default();
        for line in lines {
            let property = Property::try_from(*line).ok()?;
            let value = property.val.as_str();
            match property.name.as_str().to_ascii_uppercase().as_str() {
                "DTSTART" => event.start = Some(read_day(value)?),
                "DTEND" => event.end = Some(read_day(value)?),
                "DURATION" => event.lasts_days = read_days(value),
                "SUMMARY" => event.name = Some(value.to_owned()),
                "RRULE" if event.rule.is_some() => event.has_more_dates = true,
                "RRULE" => event.rule = Some(value.to_ascii_uppercase()),
                "RDATE" | "EXRULE" => event.has_more_dates = true,
                "EXDATE" => {
                    for day in value.split(',') {
                        match read_day(day)? {
                            Day::Whole(date) => event.except.push(date),
                            Day::Timed => {}
                        }
                    }
                }
                "STATUS" => event.is_cancelled = value.eq_ignore_ascii_case("cancelled"),
                _ => {}
            }
        }
        event.start.is_some().then_some(event)
    }

    fn take(&self, today: Date) -> Taken {
        if self.is_cancelled {
            return Taken::Days(Vec::new());
        }
        let Some((first, last)) = self.whole_days() else { return Taken::LeftOut };
        let Some(starts) = self.starts(first, today) else { return Taken::Repeats };
        let length = days(first, last);
        let mut taken = Vec::new();
        for start in starts.into_iter().filter(|start| !self.except.contains(start)) {
            let range = start.checked_add(length.days()).ok();
            let range = range.and_then(|last| DateRange::new(start, last).ok());
            match range.map(|range| (range, check(range, today))) {
                Some((range, Ok(()))) => taken.push(Holiday { range, name: self.name() }),
                Some((_, Err(super::HolidayProblem::TooLong))) => return Taken::LeftOut,
                Some((_, Err(_))) | None => {}
            }
        }
        Taken::Days(taken)
    }

    /// The first and the last day; the end of an event is the day after it.
    fn whole_days(&self) -> Option<(Date, Date)> {
        let Day::Whole(first) = self.start? else { return None };
        let last = match (self.end, self.lasts_days) {
            (Some(Day::Timed), _) => return None,
            (Some(Day::Whole(after)), _) => after.yesterday().ok()?,
            (None, Some(days)) => first.checked_add((days - 1).days()).ok()?,
            (None, None) => first,
        };
        // Some programs end a day on itself.
        Some((first, last.max(first)))
    }

    /// The days on which it begins, up to where days are taken. `None` when it repeats in another way than every year.
    fn starts(&self, first: Date, today: Date) -> Option<Vec<Date>> {
        if self.has_more_dates {
            return None;
        }
        let Some(rule) = &self.rule else { return Some(vec![first]) };
        let rule = Yearly::read(rule, first)?;
        let horizon = today.checked_add(FURTHEST_DAYS.days()).ok()?;
        let until = rule.until.unwrap_or(horizon).min(horizon);
        let years = (first.year()..=until.year()).step_by(rule.every);
        let starts = years
            // The 29th of February is not there every year.
            .filter_map(|year| Date::new(year, first.month(), first.day()).ok())
            .take_while(|start| *start <= until)
            .take(rule.count.unwrap_or(usize::MAX));
        Some(starts.collect())
    }

    fn name(&self) -> String {
        let raw: String =
            self.name.iter().flat_map(|name| name.chars()).take(LONGEST_NAME).collect();
        match UserText::parse_optional(&raw, LONGEST_NAME) {
            Ok(Some(name)) => name.expose().replace('\n', " "),
            Ok(None) | Err(_) => NAMELESS.to_owned(),
        }
    }
}

/// Every so many years on the same day.
struct Yearly {
    every: usize,
    count: Option<usize>,
    until: Option<Date>,
}

impl Yearly {
    /// `None` when the rule says anything else.
    fn read(rule: &str, first: Date) -> Option<Self> {
        let mut yearly = Self { every: 1, count: None, until: None };
        let mut is_yearly = false;
        for part in rule.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            match key {
                "FREQ" => is_yearly = value == "YEARLY",
                "INTERVAL" => yearly.every = value.parse().ok().filter(|every| *every > 0)?,
                "COUNT" => yearly.count = Some(value.parse().ok()?),
                "UNTIL" => yearly.until = Some(read_date(value.get(..8)?)?),
                "BYMONTH" if value.parse() == Ok(first.month()) => {}
                "BYMONTHDAY" if value.parse() == Ok(first.day()) => {}
                "WKST" => {}
                _ => return None,
            }
        }
        is_yearly.then_some(yearly)
    }
}

/// `20261225`, or the same with a time of day.
fn read_day(value: &str) -> Option<Day> {
    let (date, time) = value.trim().split_once('T').unwrap_or((value.trim(), ""));
    let date = read_date(date)?;
    Some(if matches!(time, "" | "000000") { Day::Whole(date) } else { Day::Timed })
}

fn read_date(text: &str) -> Option<Date> {
    let is_date = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |from: usize, to: usize| text.get(from..to)?.parse().ok();
    let year = text.get(..4)?.parse().ok()?;
    if is_date { Date::new(year, number(4, 6)?, number(6, 8)?).ok() } else { None }
}

/// `P3D` or `P1W`; `None` for what has hours in it.
fn read_days(value: &str) -> Option<i32> {
    let amount = value.trim().trim_start_matches('+').strip_prefix('P')?;
    let days: i32 = match amount.strip_suffix('W') {
        Some(weeks) => weeks.parse::<i32>().ok()?.checked_mul(7)?,
        None => amount.strip_suffix('D')?.parse().ok()?,
    };
    (1..=366).contains(&days).then_some(days)
}

#[cfg(test)]
mod tests;
