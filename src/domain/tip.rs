//! When somebody gets their next tip, and which one it is.
//!
//! Each side has a year of them, each said once to a person, however many pairs they are in. A mentee's first three, on
//! asking, come a week apart; everything after that every second week, every fourth once a pair meets monthly, and never
//! where there is no schedule any more. What they say is not known here.

use jiff::{ToSpan, civil::Date};

use super::pair::{Phase, Side};

/// How many there are for a side; then they stop.
pub const COUNT: u32 = 26;

/// How many of a mentee's come every week at first.
const WEEKLY: u32 = 3;

/// The newest tip somebody was meant to get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// Which one, from 1.
    pub number: u32,
    /// For which day.
    pub on: Date,
}

/// What comes of a day on which a tip may be due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// This one is due.
    Due(Meant),
    /// Not yet; look again on this day.
    Later(Date),
    /// There is none any more, or none in this phase.
    Never,
}

/// What is due on `today` for somebody on `side` of a pair in `phase` that began on `began`, after what they were meant to
/// get before.
pub fn turn(
    (side, phase): (Side, Phase),
    (began, before): (Date, Option<Meant>),
    today: Date,
) -> Turn {
    let told = before.map_or(0, |it| it.number);
    let Some(days) = gap((side, phase), told).filter(|_| told < COUNT) else { return Turn::Never };
    // Whoever begins another pair has no tip on its first days either.
    let first = after(began, gap((side, Phase::Weekly), 0).unwrap_or(days));
    let due = before.map_or(first, |it| after(it.on, days).max(first));
    if today < due { Turn::Later(due) } else { Turn::Due(Meant { number: told + 1, on: today }) }
}

/// The days between a tip and the one before it, of which so many were told.
fn gap((side, phase): (Side, Phase), told: u32) -> Option<i32> {
    match (phase, side) {
        (Phase::Weekly, Side::Mentee) if told < WEEKLY => Some(7),
        (Phase::Weekly, Side::Mentee | Side::Mentor) => Some(14),
        (Phase::Monthly, Side::Mentee | Side::Mentor) => Some(28),
        (Phase::AdHoc, Side::Mentee | Side::Mentor) => None,
    }
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const BEGAN: Date = date(2026, 11, 2);

    /// The days on which somebody gets their tips, if one pair of theirs is looked at as often as it asks to be.
    fn year(side: Side, phase: Phase) -> Vec<i32> {
        let (mut before, mut today, mut days) = (None, BEGAN, Vec::new());
        loop {
            match turn((side, phase), (BEGAN, before), today) {
                Turn::Due(meant) => {
                    days.push(BEGAN.until(today).unwrap().get_days());
                    before = Some(meant);
                }
                Turn::Later(day) => today = day,
                Turn::Never => return days,
            }
        }
    }

    #[test]
    fn a_year_of_them_and_no_more() {
        let mentor = year(Side::Mentor, Phase::Weekly);
        assert_eq!(mentor[..3], [14, 28, 42]);
        assert_eq!((mentor.len(), mentor.last()), (26, Some(&364)));
        let mentee = year(Side::Mentee, Phase::Weekly);
        assert_eq!(mentee[..5], [7, 14, 21, 35, 49]);
        assert_eq!((mentee.len(), mentee.last()), (26, Some(&343)));
        assert_eq!(year(Side::Mentor, Phase::Monthly)[..3], [14, 42, 70]);
        assert!(year(Side::Mentee, Phase::AdHoc).is_empty());
    }

    #[test]
    fn a_second_pair_brings_no_second_tip() {
        let before = Some(Meant { number: 4, on: date(2026, 12, 28) });
        let of = |began, today| turn((Side::Mentor, Phase::Weekly), (began, before), today);
        assert_eq!(of(BEGAN, date(2027, 1, 4)), Turn::Later(date(2027, 1, 11)));
        let next = Meant { number: 5, on: date(2027, 1, 11) };
        assert_eq!(of(BEGAN, date(2027, 1, 11)), Turn::Due(next));
        let young = date(2027, 1, 4);
        assert_eq!(of(young, date(2027, 1, 11)), Turn::Later(date(2027, 1, 18)));
    }
}
