//! The weekly check-in: what a mentee writes.
//!
//! What the programme asks stands in its template; answers to that are kept by the questions' names. The rest has
//! behaviour and is the same everywhere. Answers are kept as they were written; nothing here judges or scores them.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{
    availability::Availability,
    template::{Content, Question as Asked},
    text::UserText,
};

/// At most so many characters fit in one answer, which is what Slack's text input takes.
pub const MAX_ANSWER: usize = 3000;

/// At most so many questions go with one check-in, so that each can be answered.
pub const MAX_QUESTIONS: usize = 3;

/// How many days before the day it is due a check-in opens, for those whose week ends early.
const EARLY_DAYS: i64 = 4;

/// For how many days after the day it was due a check-in is still asked about.
const OPEN_DAYS: usize = 14;

/// The longest absence after which earlier weeks are still open.
const LONGEST_ABSENCE: usize = 366;

/// Since when a check-in may have been due to be still open at `now`: for 14 of the mentee's days. Leave and holidays do
/// not count, because clocks stand still then.
pub fn open_since(now: Timestamp, mentee: &Availability) -> Timestamp {
    let today = mentee.zone().date(now);
    let before = std::iter::successors(Some(today), |date| date.yesterday().ok()).skip(1);
    let counted = before.take(LONGEST_ABSENCE).filter(|date| !mentee.is_day_off(*date));
    mentee.zone().start_of(counted.take(OPEN_DAYS).last().unwrap_or(today))
}

/// When a check-in that is due at `due_at` opens: with the fourth of the mentee's local days before, days off or not.
pub fn opens_at(due_at: Timestamp, mentee: &Availability) -> Timestamp {
    let zone = mentee.zone();
    zone.start_of(zone.date(due_at).saturating_sub(EARLY_DAYS.days()))
}

/// One week's check-in as written, or in one line when there was no more to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// How last week's plan went, item by item, in the order it was planned.
    pub last_plan: Vec<PlanReview>,
    /// What was said to the template's questions, by their names.
    pub said: BTreeMap<String, UserText>,
    /// Cannot go on without help.
    pub blocked: bool,
    /// Up to three questions for the mentor.
    pub questions: Vec<Question>,
    /// Feedback for the mentor: what works well.
    pub works_well: Option<UserText>,
    /// Feedback for the mentor: what could be better.
    pub could_improve: Option<UserText>,
    /// All there is, when it was written in one line; everything else is empty then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_line: Option<UserText>,
}

/// What became of one item of last week's plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanReview {
    /// The item as it was planned.
    pub item: UserText,
    /// What became of it; `None` when the mentee did not say.
    pub outcome: Option<PlanOutcome>,
}

/// What became of a planned item. Done alone is the growth the programme is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanOutcome {
    /// Done, with help.
    Done,
    /// Done without the mentor.
    DoneAlone,
    /// Not done.
    NotDone,
}

impl PlanOutcome {
    /// Every outcome, in the order the form shows them.
    pub const ALL: [Self; 3] = [Self::Done, Self::DoneAlone, Self::NotDone];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::DoneAlone => "done_alone",
            Self::NotDone => "not_done",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// A question for the mentor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What it is about.
    pub kind: QuestionKind,
    /// The question.
    pub text: UserText,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Code, tools, systems.
    Technical,
    /// How work is done here.
    Process,
    /// Where the mentee is heading.
    Career,
}

impl QuestionKind {
    /// Every kind, in the order the form shows them.
    pub const ALL: [Self; 3] = [Self::Technical, Self::Process, Self::Career];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Process => "process",
            Self::Career => "career",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Something that was planned for a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// What was asked.
    pub label: String,
    /// What was planned.
    pub item: UserText,
}

impl Answers {
    /// A check-in in one line, for a week in which more is too much.
    pub fn one_line(line: UserText) -> Self {
        Self {
            last_plan: Vec::new(),
            said: BTreeMap::new(),
            blocked: false,
            questions: Vec::new(),
            works_well: None,
            could_improve: None,
            one_line: Some(line),
        }
    }

    /// What was said to one of the template's questions.
    pub fn to(&self, asked: &Asked) -> Option<&UserText> {
        self.said.get(&asked.name)
    }

    /// What was planned for the next week, most important first. It stands at the top of that week's form. A check-in in
    /// one line plans nothing.
    pub fn plan(&self, content: &Content) -> Vec<Planned> {
        let planned = |asked: &Asked| {
            Some(Planned { label: asked.label.clone(), item: self.to(asked)?.clone() })
        };
        content.planned().filter_map(planned).collect()
    }

    /// Every piece of text in it, in the order in which it is read, for the search index.
    pub fn texts(&self, content: &Content) -> Vec<&UserText> {
        let back = content.looking_back.iter().flat_map(|part| &part.questions);
        let back = back.filter_map(|asked| self.to(asked));
        let mut texts: Vec<&UserText> = self.one_line.iter().chain(back).collect();
        texts.extend(self.questions.iter().map(|question| &question.text));
        let ahead = content.planned().chain(&content.monthly);
        texts.extend(ahead.filter_map(|asked| self.to(asked)));
        texts.extend([&self.works_well, &self.could_improve].into_iter().flatten());
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        working_hours::{DateRange, WorkingHours},
        zone::Zones,
    };

    #[test]
    fn a_check_in_is_open_for_fourteen_local_days_after_it_was_due() {
        let auckland = Zones::bundled().find("Pacific/Auckland").unwrap();
        let mentee = Availability::office_hours(auckland);
        // Sunday, 22 November, 09:00 in Auckland; two weeks before, the clocks there showed the same offset.
        let now = "2026-11-21T20:00:00Z".parse().unwrap();
        assert_eq!(open_since(now, &mentee).to_string(), "2026-11-07T11:00:00Z");
    }

    #[test]
    fn a_check_in_opens_four_local_days_before_it_is_due() {
        // Due on the Monday after clocks went back, and on the one after they went forward, where they did.
        for (zone, due, opens) in [
            ("Europe/Lisbon", "2026-10-26T15:00:00Z", "2026-10-21T23:00:00Z"),
            ("Europe/Lisbon", "2026-03-30T14:00:00Z", "2026-03-26T00:00:00Z"),
            ("Pacific/Auckland", "2026-11-20T02:00:00Z", "2026-11-15T11:00:00Z"),
        ] {
            let zone = Zones::bundled().find(zone).unwrap();
            let mentee = Availability::office_hours(zone);
            assert_eq!(opens_at(due.parse().unwrap(), &mentee).to_string(), opens, "{due}");
        }
    }

    #[test]
    fn one_line_is_all_there_is() {
        let line = UserText::parse("Still fighting the parser.", MAX_ANSWER).unwrap();
        let answers = Answers::one_line(line.clone());
        let content = Content {
            looking_back: Vec::new(),
            looking_ahead: Vec::new(),
            reply: Vec::new(),
            monthly: Vec::new(),
            monthly_reply: Vec::new(),
        };
        assert_eq!((answers.texts(&content), answers.plan(&content)), (vec![&line], Vec::new()));
        let stored = serde_json::to_string(&answers).unwrap();
        assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), answers);
    }

    #[test]
    fn days_off_do_not_count() {
        let lisbon = Zones::bundled().find("Europe/Lisbon").unwrap();
        let (from, to) = ("2026-11-06".parse().unwrap(), "2026-11-22".parse().unwrap());
        let leave = DateRange::new(from, to).unwrap();
        let mentee = Availability::new(lisbon, WorkingHours::default(), vec![leave]);
        let now = "2026-11-24T14:00:00Z".parse().unwrap();
        assert_eq!(open_since(now, &mentee).to_string(), "2026-10-23T23:00:00Z");
    }
}
