//! Working hours as people type and read them: `Mon-Thu 09:00-17:00, Fri 09:00-13:00`.
//!
//! The same form is stored, so what somebody typed is what they see again.

use std::{fmt, str::FromStr};

use jiff::civil::Weekday;

use super::{DayWindow, MONDAY_TO_FRIDAY, WorkingHours};

/// Why typed hours were not understood; each is a sentence for the one who typed them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursProblem {
    /// Nothing was typed, or no hours were in it.
    #[error("I need days and hours.")]
    Missing,
    /// A day's name is not one.
    #[error("I don't know that day; use Mon, Tue, Wed, Thu, Fri, Sat or Sun.")]
    Day,
    /// A window is not one.
    #[error("A day needs a start and a later end, like 09:00-17:00, or 22:00-06:00 for a night.")]
    Window,
    /// The night of a day goes on when the next day's hours have begun.
    #[error("A night has to end before the next day's hours begin.")]
    Overlap,
}

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Mon"),
    (Weekday::Tuesday, "Tue"),
    (Weekday::Wednesday, "Wed"),
    (Weekday::Thursday, "Thu"),
    (Weekday::Friday, "Fri"),
    (Weekday::Saturday, "Sat"),
    (Weekday::Sunday, "Sun"),
];

impl FromStr for WorkingHours {
    type Err = HoursProblem;

    /// Reads parts between commas, each days and a window in either order; a window alone means Monday to Friday.
    fn from_str(text: &str) -> Result<Self, HoursProblem> {
        let mut hours = Self::NEVER;
        for part in text.split(',') {
            let words: Vec<&str> = part.split_whitespace().collect();
            let (days, window) = match words.as_slice() {
                [window] => (MONDAY_TO_FRIDAY.to_vec(), *window),
                [one, other] if one.starts_with(|c: char| c.is_ascii_digit()) => {
                    (read_days(other)?, *one)
                }
                [one, other] => (read_days(one)?, *other),
                _ => return Err(HoursProblem::Missing),
            };
            let window: DayWindow = window.parse().map_err(|_| HoursProblem::Window)?;
            hours = days.into_iter().fold(hours, |hours, day| hours.with(day, Some(window)));
        }
        match hours.first_overlap() {
            Some(_) => Err(HoursProblem::Overlap),
            None => Ok(hours),
        }
    }
}

/// `Mon`, or `Mon-Fri` going forward and round the end of the week if need be.
fn read_days(text: &str) -> Result<Vec<Weekday>, HoursProblem> {
    let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
    let (first, last) = (read_day(first)?, read_day(last)?);
    let mut days = vec![first];
    days.extend(
        first.cycle_forward().skip(1).take(6).take_while(|day| first != last && *day != last),
    );
    if first != last {
        days.push(last);
    }
    Ok(days)
}

fn read_day(text: &str) -> Result<Weekday, HoursProblem> {
    let text = text.to_lowercase();
    let known = DAYS
        .into_iter()
        .find(|(_, name)| text.len() >= 3 && text.starts_with(&name.to_lowercase()));
    known.map(|(day, _)| day).ok_or(HoursProblem::Day)
}

impl fmt::Display for WorkingHours {
    /// Neighbouring days with the same window are one part.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<(&str, &str, DayWindow)> = Vec::new();
        let mut yesterday = None;
        for (day, name) in DAYS {
            let window = self.on(day);
            match (window, parts.last_mut()) {
                (Some(window), Some((_, last, same)))
                    if yesterday == Some(window) && *same == window =>
                {
                    *last = name
                }
                (Some(window), _) => parts.push((name, name, window)),
                (None, _) => {}
            }
            yesterday = window;
        }
        for (i, (first, last, window)) in parts.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            match first == last {
                true => write!(f, "{comma}{first} {window}")?,
                false => write!(f, "{comma}{first}-{last} {window}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_what_is_shown() {
        for text in [
            "Mon-Fri 09:00-17:00",
            "Mon-Thu 08:30-16:00, Sat 10:00-12:00",
            "Sun-Thu 09:00-17:00",
            "Mon 09:00-17:00, Wed 09:00-17:00",
        ] {
            let hours: WorkingHours = text.parse().unwrap();
            assert_eq!(hours.to_string().parse(), Ok(hours), "{text}");
        }
        let hours: WorkingHours = "Sun-Thu 9:00-17:00".parse().unwrap();
        assert_eq!(hours.to_string(), "Mon-Thu 09:00-17:00, Sun 09:00-17:00");
        assert_eq!(
            "10:00-18:00".parse::<WorkingHours>().unwrap().to_string(),
            "Mon-Fri 10:00-18:00"
        );
        assert_eq!(
            "10:00-18:00 Monday-wed".parse::<WorkingHours>().unwrap().to_string(),
            "Mon-Wed 10:00-18:00"
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_reason() {
        assert_eq!("".parse::<WorkingHours>(), Err(HoursProblem::Missing));
        assert_eq!("Moonday 09:00-17:00".parse::<WorkingHours>(), Err(HoursProblem::Day));
        assert_eq!("Mon 17:00-09:00".parse::<WorkingHours>(), Err(HoursProblem::Window));
        assert_eq!("Mon Tue Wed".parse::<WorkingHours>(), Err(HoursProblem::Missing));
    }
}
