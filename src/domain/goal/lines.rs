//! Milestones and areas as they are typed, one to a line.
//!
//! Milestones: with a day behind it if there is one, `Read chapter four by 2026-12-01`.
//!
//! Whoever edits a goal edits lines. A line that says what a milestone said is that milestone, with how it stands. So is a
//! line that says something else in the same place, behind the same neighbour: it was put in other words. Any other line
//! is a new one; a line that is gone takes its milestone along, which the versions keep.

use jiff::{Timestamp, civil::Date};

use super::{Area, MAX_AREA, MAX_TITLE, MOST_AREAS, MOST_MILESTONES, Milestone, MilestoneState};
use crate::domain::text::{TextProblem, UserText};

/// Why the lines were not taken. It holds none of their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    /// So many milestones are too many.
    TooMany(usize),
    /// A line, counted from 1, has so many characters.
    TooLong {
        /// Which line.
        line: usize,
        /// How many it has.
        chars: usize,
    },
    /// The day of a line, counted from 1, is over.
    Past {
        /// Which line.
        line: usize,
        /// The day.
        due_on: Date,
    },
}

/// Why the areas were not taken. It holds none of their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaProblem {
    /// There is none.
    None,
    /// So many areas are too many.
    TooMany(usize),
    /// A line, counted from 1, has so many characters.
    TooLong {
        /// Which line.
        line: usize,
        /// How many it has.
        chars: usize,
    },
}

/// What a lead typed, as areas: each once, whatever its letters' case.
///
/// # Errors
///
/// When there is none, or too many, or one is too long.
pub fn read_areas(text: &str) -> Result<Vec<Area>, AreaProblem> {
    let mut areas: Vec<Area> = Vec::new();
    for (line, typed) in (1..).zip(text.lines()) {
        match UserText::parse_optional(typed, MAX_AREA) {
            Ok(Some(name)) => {
                let is_there = |it: &Area| it.name().to_lowercase() == name.expose().to_lowercase();
                if !areas.iter().any(is_there) {
                    areas.push(Area(name));
                }
            }
            Ok(None) | Err(TextProblem::Blank) => {}
            Err(TextProblem::TooLong { chars, .. }) => {
                return Err(AreaProblem::TooLong { line, chars });
            }
        }
    }
    match areas.len() {
        0 => Err(AreaProblem::None),
        count if count > MOST_AREAS => Err(AreaProblem::TooMany(count)),
        _ => Ok(areas),
    }
}

/// The words before a day that only lead up to it.
const LEADS_UP: [&str; 3] = ["by", "until", "due"];

/// A line that says something: which one it is, counted from 1, what it says, and by when.
type Line = (usize, UserText, Option<Date>);

/// What somebody typed, as milestones. `known` are those that stand, whose days may lie before `today`.
///
/// # Errors
///
/// When there are too many, or one is too long, or a day that was not there before is over.
pub fn read(
    text: &str,
    known: &[Milestone],
    (today, now): (Date, Timestamp),
) -> Result<Vec<Milestone>, LineProblem> {
    let lines = typed(text)?;
    let mut last = known.iter().map(|it| it.nth).max().unwrap_or(0);
    let mut milestones = Vec::new();
    for (stands, (line, title, due_on)) in known_by(&lines, known).into_iter().zip(lines) {
        let stood_on = stands.as_ref().and_then(|it| it.due_on);
        if let Some(due_on) = due_on.filter(|it| *it < today && stood_on != Some(*it)) {
            return Err(LineProblem::Past { line, due_on });
        }
        milestones.push(match stands {
            Some(stands) => Milestone { title, due_on, ..stands },
            None => {
                last = last.saturating_add(1);
                Milestone { nth: last, title, due_on, state: MilestoneState::Open, changed_at: now }
            }
        });
    }
    if milestones.len() > MOST_MILESTONES {
        return Err(LineProblem::TooMany(milestones.len()));
    }
    Ok(milestones)
}

fn typed(text: &str) -> Result<Vec<Line>, LineProblem> {
    let mut lines = Vec::new();
    for (line, typed) in (1..).zip(text.lines()) {
        let (title, due_on) = split(typed);
        match UserText::parse_optional(title, MAX_TITLE) {
            Ok(Some(title)) => lines.push((line, title, due_on)),
            Ok(None) | Err(TextProblem::Blank) => {}
            Err(TextProblem::TooLong { chars, .. }) => {
                return Err(LineProblem::TooLong { line, chars });
            }
        }
    }
    Ok(lines)
}

/// For each line the milestone it is, if it is one that stands: the one that says the same, else the first one left behind
/// the same neighbour.
fn known_by(lines: &[Line], known: &[Milestone]) -> Vec<Option<Milestone>> {
    let mut left = known.to_vec();
    let mut same =
        |title: &UserText| left.iter().position(|it| it.title == *title).map(|at| left.remove(at));
    let mut found: Vec<Option<Milestone>> = lines.iter().map(|(_, it, _)| same(it)).collect();
    // What is left, with the number of what stands before it and says the same as before.
    let mut before = None;
    let mut left: Vec<(Option<u16>, &Milestone)> = Vec::new();
    for milestone in known {
        match found.iter().flatten().find(|it| it.nth == milestone.nth) {
            Some(neighbour) => before = Some(neighbour.nth),
            None => left.push((before, milestone)),
        }
    }
    let mut before = None;
    for each in &mut found {
        match each {
            Some(neighbour) => before = Some(neighbour.nth),
            None => {
                let here = left.iter().position(|(behind, _)| *behind == before);
                *each = here.map(|at| left.remove(at).1.clone());
            }
        }
    }
    found
}

/// A line without its day, and the day. What looks like one and is none stays a part of the line.
fn split(line: &str) -> (&str, Option<Date>) {
    let line = line.trim();
    let (before, last) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
    let is_written_so = last.len() == "2026-12-01".len();
    let (Some(due_on), true) = (last.parse().ok().filter(|_| is_written_so), !before.is_empty())
    else {
        return (line, None);
    };
    let before = before.trim_end();
    let title = match before.rsplit_once(char::is_whitespace) {
        Some((title, word)) if LEADS_UP.contains(&word) => title,
        Some(_) | None => before,
    };
    (title.trim_end_matches([',', ' ']), Some(due_on))
}

/// The lines that say what stands: what [`read`] makes of them is the same again.
pub fn write(milestones: &[Milestone]) -> Option<UserText> {
    let lines: Vec<String> = milestones
        .iter()
        .map(|it| match it.due_on {
            Some(due_on) => format!("{} by {due_on}", it.title.expose()),
            None => it.title.expose().to_owned(),
        })
        .collect();
    (!lines.is_empty()).then(|| UserText::from_stored(lines.join("\n")))
}
