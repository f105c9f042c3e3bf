//! Holidays of a programme: days off for everybody in it, each on their own calendar.
//!
//! They come from lines a lead types, read here, or from a calendar file, read in [`ics`]. What a day off does to
//! windows and promises is `availability`'s.

pub mod ics;

use jiff::civil::Date;

use super::{ids::HolidayId, text::UserText, working_hours::DateRange};

/// The longest name of a holiday, in characters.
pub const LONGEST_NAME: usize = 80;

/// The most holidays a programme has to come.
pub const MOST: usize = 200;

/// The longest holiday: some companies close for a month.
const LONGEST_DAYS: i32 = 31;

/// Days further ahead than this are not taken.
const FURTHEST_DAYS: i32 = 3 * 366;

/// Days on which a programme rests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The days, on everybody's own calendar.
    pub range: DateRange,
    /// What it is called: one line, without characters that hide or reorder text.
    pub name: String,
}

/// A holiday on a programme's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownHoliday {
    /// Our id.
    pub id: HolidayId,
    /// The days and their name.
    pub holiday: Holiday,
}

/// A line that is no holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine {
    /// Which line, counted from 1.
    pub number: usize,
    /// What is wrong with it.
    pub problem: HolidayProblem,
}

/// Why something is no holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayProblem {
    /// It does not begin with a date.
    NoDate,
    /// It has no name.
    NoName,
    /// Its name does not fit.
    LongName,
    /// It ends before it starts.
    EndsBeforeItStarts,
    /// It lies wholly in the past.
    Over,
    /// It is longer than a month.
    TooLong,
    /// It is more than three years ahead.
    TooFar,
}

/// Reads one holiday a line: a date, or a first and a last one, and a name. Blank lines are left out.
///
/// # Errors
///
/// The first line that is none.
pub fn read_lines(text: &str, today: Date) -> Result<Vec<Holiday>, BadLine> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            read_line(line, today).map_err(|problem| BadLine { number: i + 1, problem })
        })
        .collect()
}

/// `2026-12-25 Christmas Day` or `2026-12-24 2026-12-26 Christmas`; a dash or `to` may stand between two dates.
fn read_line(line: &str, today: Date) -> Result<Holiday, HolidayProblem> {
    let (first, rest) = split_date(line).ok_or(HolidayProblem::NoDate)?;
    let between = ["-", "–", "—", "to ", ".."];
    let after = between.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let (last, name) = split_date(after).unwrap_or((first, rest));
    let range = DateRange::new(first, last).map_err(|_| HolidayProblem::EndsBeforeItStarts)?;
    check(range, today)?;
    let name = name.trim_start_matches(['-', '–', '—', ':', ',']).trim();
    Ok(Holiday { range, name: read_name(name)? })
}

fn split_date(text: &str) -> Option<(Date, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
    // A range may be written without blanks: 2026-12-24-2026-12-26 is two dates of ten characters.
    let (word, rest) = text.split_at(end.min(10));
    let date = (word.len() == 10).then(|| word.parse().ok()).flatten()?;
    Some((date, rest.trim_start()))
}

/// A name as it is kept.
fn read_name(raw: &str) -> Result<String, HolidayProblem> {
    let name = UserText::parse_optional(raw, LONGEST_NAME);
    match name.map_err(|_| HolidayProblem::LongName)? {
        Some(name) => Ok(name.expose().replace('\n', " ")),
        None => Err(HolidayProblem::NoName),
    }
}

fn check(range: DateRange, today: Date) -> Result<(), HolidayProblem> {
    if range.last() < today {
        Err(HolidayProblem::Over)
    } else if days(range.first(), range.last()) >= LONGEST_DAYS {
        Err(HolidayProblem::TooLong)
    } else if days(today, range.first()) > FURTHEST_DAYS {
        Err(HolidayProblem::TooFar)
    } else {
        Ok(())
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(text: &str) -> Result<Vec<String>, BadLine> {
        let holidays = read_lines(text, date(2026, 11, 2))?;
        let shown = |it: Holiday| format!("{}/{} {}", it.range.first(), it.range.last(), it.name);
        Ok(holidays.into_iter().map(shown).collect())
    }

    #[test]
    fn a_line_is_a_date_or_two_and_a_name() {
        let text = "2026-12-25 Christmas Day\n\n  2026-12-24 2026-12-26: Christmas  \r\n\
                    2027-01-01 to 2027-01-03 – New Year\n2027-05-01–2027-05-02 Labour Day";
        let expected = [
            "2026-12-25/2026-12-25 Christmas Day",
            "2026-12-24/2026-12-26 Christmas",
            "2027-01-01/2027-01-03 New Year",
            "2027-05-01/2027-05-02 Labour Day",
        ];
        assert_eq!(read(text).unwrap(), expected);
        assert_eq!(read("2026-11-02 Today").unwrap(), ["2026-11-02/2026-11-02 Today"]);
        assert_eq!(read("2026-12-24-2026-12-26 Both").unwrap(), ["2026-12-24/2026-12-26 Both"]);
        assert_eq!(read(" \n").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_is_none_is_named_by_its_number() {
        use HolidayProblem::{EndsBeforeItStarts, LongName, NoDate, NoName, Over, TooFar, TooLong};
        let long = format!("2026-12-25 {}", "x".repeat(81));
        for (line, problem) in [
            ("Christmas", NoDate),
            ("25.12.2026 Christmas", NoDate),
            ("2026-02-30 Never", NoDate),
            ("2026-12-25", NoName),
            ("2026-12-25 – ", NoName),
            (&long, LongName),
            ("2026-12-26 2026-12-24 Christmas", EndsBeforeItStarts),
            ("2026-11-01 All Saints", Over),
            ("2026-12-01 2027-01-01 Winter", TooLong),
            ("9999-12-31 The end", TooFar),
        ] {
            let text = format!("2026-12-06 Nicholas\n\n{line}");
            assert_eq!(read(&text), Err(BadLine { number: 3, problem }), "{line}");
        }
    }
}
