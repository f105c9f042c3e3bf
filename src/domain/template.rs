//! What a programme asks in its forms: named questions with labels and hints, in versions.
//!
//! An answer is kept under its question's name and shown with the words of the version it was written under, so a label
//! can change and old answers still stand under what was asked. What behaves is not here, because every programme has
//! it: last week's plan, the blocker's box, questions for the mentor, feedback for them.

pub mod notation;

use std::fmt;

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::week::Week;

/// At most so many questions a week, so that it stays a form people keep writing.
pub const MAX_QUESTIONS: usize = 12;

/// At most so many of them are the plan: what matters most, what comes after it, a stretch. More is a list.
pub const MAX_PLANNED: usize = 3;

/// At most so many take turns in being asked once a month; a year has no more months.
pub const MAX_MONTHLY: usize = 12;

/// The longest heading of a part, in characters.
pub const MAX_TITLE: usize = 60;

/// The longest label, in characters: a line or two on a phone.
pub const MAX_LABEL: usize = 120;

/// The longest hint, in characters.
pub const MAX_HINT: usize = 200;

/// The longest name, in characters.
pub const MAX_NAME: usize = 40;

/// Which version of a programme's template; the first is the one it began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32);

impl Version {
    /// What a programme begins with.
    pub const FIRST: Self = Self(1);

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One version of a programme's template. It is never changed; a change is a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Which.
    pub version: Version,
    /// What it asks.
    pub content: Content,
}

/// What a template asks, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// About the week that was: before the questions for the mentor.
    pub looking_back: Vec<Part>,
    /// About the week to come: after them. The answers are the plan, which stands at the top of the next form.
    pub looking_ahead: Vec<Part>,
    /// What a reply asks, each by the name of a [`ReplyPart`](super::reply::ReplyPart). One answer anywhere is enough.
    pub reply: Vec<Question>,
    /// Questions of which the check-in asks one a month, in turn.
    pub monthly: Vec<Question>,
    /// The same for the reply.
    pub monthly_reply: Vec<Question>,
}

/// Questions under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// Its questions; there is at least one.
    pub questions: Vec<Question>,
}

/// Something that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What its answers are kept under; no other question of the same form has it.
    pub name: String,
    /// What people read above the box, and above the answer.
    pub label: String,
    /// What people read under the box.
    pub hint: Option<String>,
    /// Whether the form can be sent without an answer.
    pub need: Need,
}

/// Whether a form can be sent without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It cannot.
    Required,
    /// It can.
    Optional,
}

impl Content {
    /// The questions of every week.
    pub fn weekly(&self) -> impl Iterator<Item = &Question> {
        self.looking_back.iter().chain(&self.looking_ahead).flat_map(|part| &part.questions)
    }

    /// Those whose answers are the plan, most important first.
    pub fn planned(&self) -> impl Iterator<Item = &Question> {
        self.looking_ahead.iter().flat_map(|part| &part.questions)
    }
}

/// Which of the questions that take turns is asked in `week`, when a form is written every so many weeks: one in the
/// last form of each month, `None` in the others. A week belongs to the month of its Thursday, where most of it lies.
pub fn once_a_month(turns: &[Question], week: Week, every_weeks: u8) -> Option<&Question> {
    let next = week.plus(i32::from(every_weeks.max(1)));
    turn_of(turns, week).filter(|_| month(week) != month(next))
}

/// Which of the questions that take turns is the one of the month of `week`.
pub fn turn_of(turns: &[Question], week: Week) -> Option<&Question> {
    turns.get(usize::try_from(month(week)).ok()?.checked_rem(turns.len())?)
}

/// Months counted from the year 0.
fn month(week: Week) -> i32 {
    let thursday = week.monday().saturating_add(3.days());
    i32::from(thursday.year()) * 12 + i32::from(thursday.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(names: &[&str]) -> Vec<Question> {
        let question = |name: &&str| Question {
            name: (*name).to_owned(),
            label: (*name).to_owned(),
            hint: None,
            need: Need::Optional,
        };
        names.iter().map(question).collect()
    }

    #[test]
    fn one_question_a_month_each_in_its_turn() {
        let turns = turns(&["risk", "thanks"]);
        for every_weeks in [1, 2, 4] {
            let mut asked = Vec::new();
            let mut week: Week = "2026-W01".parse().unwrap();
            let end: Week = "2028-W01".parse().unwrap();
            while week < end {
                let question = once_a_month(&turns, week, every_weeks);
                asked.extend(question.map(|it| (month(week), it.name.clone())));
                week = week.plus(i32::from(every_weeks));
            }
            let mut months: Vec<i32> = asked.iter().map(|(month, _)| *month).collect();
            assert_eq!(months.len(), 24, "every {every_weeks} weeks: {asked:?}");
            months.dedup();
            assert_eq!(months.len(), 24, "every {every_weeks} weeks: {asked:?}");
            assert!(asked.windows(2).all(|two| two[0].1 != two[1].1), "they take turns");
        }
    }

    #[test]
    fn nothing_is_asked_when_there_is_nothing_to_ask() {
        assert_eq!(once_a_month(&[], "2026-W48".parse().unwrap(), 1), None);
        let turns = turns(&["risk"]);
        let asked = |week: &str| once_a_month(&turns, week.parse().unwrap(), 1).is_some();
        let weeks = ["2026-W45", "2026-W46", "2026-W47", "2026-W48", "2026-W49"];
        assert_eq!(weeks.map(asked), [false, false, false, true, false]);
    }
}
