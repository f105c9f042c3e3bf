//! What stands in a form before it is sent: as typed, checked by nobody, read by its writer only.
//!
//! A form that opens again, as a draft or to be edited, is filled from one of these. A [`Draft`] does not know which
//! form it stood in, and a field that the form no longer has is simply not asked for; what the form is [`About`] says
//! which draft it is. Whether somebody may write there is not asked here.

use std::{collections::BTreeMap, fmt, str::FromStr};

use jiff::{SignedDuration, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    ids::{
        AssignmentId, CallId, CheckinId, EntryId, GoalId, PairId, QuestionId, ReviewId, SlackUser,
    },
    text::UserText,
    week::Week,
};

/// How long a draft is kept after the last change. It is a span of time and not a number of dates, because nothing is
/// promised about a day.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The most characters of one text that a draft holds: twice what any form takes, so that a text that is too long to be
/// sent can still be shortened.
pub const MAX_CHARS: usize = 6000;

/// What stands for an entry that is not written yet.
const NEW: &str = "new";

/// What a form is about. Together with its writer it says which draft it is, on whatever device it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A pair's check-in, for the week its form was opened for, whichever week is chosen in it.
    Checkin(PairId, Week),
    /// A reply to a check-in.
    Reply(CheckinId),
    /// A question to the mentor of a pair: a new one, or one that was asked and is edited.
    Question(PairId, Option<QuestionId>),
    /// An answer to a question.
    Answer(QuestionId),
    /// What one of a pair writes for the agenda of a call.
    Agenda(CallId),
    /// The notes of a call.
    Notes(CallId),
    /// How a mentee went about a challenge they were given.
    WriteUp(AssignmentId),
    /// What one of a pair says looking back.
    Review(ReviewId),
    /// A goal of a pair: a new one, or one that stands and is edited.
    Goal(PairId, Option<GoalId>),
    /// What one of a pair would like the two to agree on.
    Agreement(PairId),
    /// What somebody writes in their journal: a new entry, or a change of one.
    Journal(Option<EntryId>),
}

impl About {
    /// The kind of form, as a word.
    pub fn form(self) -> &'static str {
        match self {
            Self::Checkin(..) => "checkin",
            Self::Reply(_) => "reply",
            Self::Question(..) => "question",
            Self::Answer(_) => "answer",
            Self::Agenda(_) => "agenda",
            Self::Notes(_) => "notes",
            Self::WriteUp(_) => "write_up",
            Self::Review(_) => "review",
            Self::Goal(..) => "goal",
            Self::Agreement(_) => "agreement",
            Self::Journal(_) => "journal",
        }
    }

    /// Which one of its kind: `12/2026-W47`, `7`, `12+3`, or `new`.
    pub fn key(self) -> String {
        match self {
            Self::Checkin(pair, week) => format!("{pair}/{week}"),
            Self::Reply(checkin) => checkin.to_string(),
            Self::Question(pair, None) => pair.to_string(),
            Self::Question(pair, Some(question)) => format!("{pair}+{question}"),
            Self::Answer(question) => question.to_string(),
            Self::Agenda(call) => call.to_string(),
            Self::Notes(call) => call.to_string(),
            Self::WriteUp(assignment) => assignment.to_string(),
            Self::Review(review) => review.to_string(),
            Self::Goal(pair, None) => pair.to_string(),
            Self::Goal(pair, Some(goal)) => format!("{pair}+{goal}"),
            Self::Agreement(pair) => pair.to_string(),
            Self::Journal(None) => NEW.to_owned(),
            Self::Journal(Some(entry)) => entry.to_string(),
        }
    }

    /// What [`form`](Self::form) and [`key`](Self::key) say, if they say it.
    pub fn read(form: &str, key: &str) -> Option<Self> {
        match form {
            "checkin" => {
                let (pair, week) = key.split_once('/')?;
                Some(Self::Checkin(PairId(pair.parse().ok()?), week.parse().ok()?))
            }
            "reply" => Some(Self::Reply(CheckinId(key.parse().ok()?))),
            "question" => {
                let (pair, edited) = match key.split_once('+') {
                    Some((pair, question)) => (pair, Some(QuestionId(question.parse().ok()?))),
                    None => (key, None),
                };
                Some(Self::Question(PairId(pair.parse().ok()?), edited))
            }
            "answer" => Some(Self::Answer(QuestionId(key.parse().ok()?))),
            "agenda" => Some(Self::Agenda(CallId(key.parse().ok()?))),
            "notes" => Some(Self::Notes(CallId(key.parse().ok()?))),
            "write_up" => Some(Self::WriteUp(AssignmentId(key.parse().ok()?))),
            "review" => Some(Self::Review(ReviewId(key.parse().ok()?))),
            "goal" => {
                let (pair, edited) = match key.split_once('+') {
                    Some((pair, goal)) => (pair, Some(GoalId(goal.parse().ok()?))),
                    None => (key, None),
                };
                Some(Self::Goal(PairId(pair.parse().ok()?), edited))
            }
            "agreement" => Some(Self::Agreement(PairId(key.parse().ok()?))),
            "journal" if key == NEW => Some(Self::Journal(None)),
            "journal" => Some(Self::Journal(Some(EntryId(key.parse().ok()?)))),
            _ => None,
        }
    }
}

/// The text names no form that keeps drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a draft")]
pub struct NotADraft;

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.form(), self.key())
    }
}

impl FromStr for About {
    type Err = NotADraft;

    fn from_str(text: &str) -> Result<Self, NotADraft> {
        let (form, key) = text.split_once('/').ok_or(NotADraft)?;
        Self::read(form, key).ok_or(NotADraft)
    }
}

/// The state of an open form: whose it is, what it is about, and what stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Typing {
    /// Who types.
    pub user: SlackUser,
    /// What the form is about.
    pub about: About,
    /// What stands in it.
    pub draft: Draft,
}

/// The values of a form by the names of its fields. Its `Debug` shows no words, because [`UserText`] shows none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft {
    fields: BTreeMap<String, Entry>,
}

/// What one field holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Words, as they were typed.
    Text(UserText),
    /// The one thing that was chosen.
    Chosen(String),
    /// The boxes that were ticked.
    Ticked(Vec<String>),
    /// A day.
    Day(Date),
}

impl Draft {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether it holds anything that was worth an effort: words, ticks, or a choice in a list that `opens_empty`. What is
    /// chosen in another may be what stood there when the form opened.
    pub fn is_worth_keeping(&self, opens_empty: impl Fn(&str) -> bool) -> bool {
        self.fields.iter().any(|(field, entry)| match entry {
            Entry::Text(_) | Entry::Day(_) => true,
            Entry::Ticked(ticked) => !ticked.is_empty(),
            Entry::Chosen(_) => opens_empty(field),
        })
    }

    /// What stands in it, by the names of the fields.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.fields.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// The words in every field, in the order of the fields' names.
    pub fn texts(&self) -> impl Iterator<Item = &UserText> {
        self.fields.values().filter_map(|entry| match entry {
            Entry::Text(text) => Some(text),
            Entry::Chosen(_) | Entry::Ticked(_) | Entry::Day(_) => None,
        })
    }

    /// Puts `entry` into a field; `None` leaves the field as it is.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, entry: Option<Entry>) -> Self {
        if let Some(entry) = entry {
            self.fields.insert(field.into(), entry);
        }
        self
    }

    /// Fills what is empty in it from another one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let mut fields = other.fields;
        fields.extend(self.fields);
        Self { fields }
    }

    /// The words in a field.
    pub fn text(&self, field: &str) -> Option<&UserText> {
        match self.fields.get(field) {
            Some(Entry::Text(text)) => Some(text),
            Some(Entry::Chosen(_) | Entry::Ticked(_) | Entry::Day(_)) | None => None,
        }
    }

    /// What was chosen in a field.
    pub fn chosen(&self, field: &str) -> Option<&str> {
        match self.fields.get(field) {
            Some(Entry::Chosen(value)) => Some(value),
            Some(Entry::Text(_) | Entry::Ticked(_) | Entry::Day(_)) | None => None,
        }
    }

    /// The boxes that are ticked in a field.
    pub fn ticked(&self, field: &str) -> &[String] {
        match self.fields.get(field) {
            Some(Entry::Ticked(values)) => values,
            Some(Entry::Text(_) | Entry::Chosen(_) | Entry::Day(_)) | None => &[],
        }
    }

    /// The day in a field.
    pub fn day(&self, field: &str) -> Option<Date> {
        match self.fields.get(field) {
            Some(Entry::Day(day)) => Some(*day),
            Some(Entry::Text(_) | Entry::Chosen(_) | Entry::Ticked(_)) | None => None,
        }
    }
}

impl From<&UserText> for Entry {
    fn from(text: &UserText) -> Self {
        Self::Text(text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_is_about_reads_back() {
        let week: Week = "2026-W47".parse().unwrap();
        for about in [
            About::Checkin(PairId(12), week),
            About::Reply(CheckinId(7)),
            About::Question(PairId(12), None),
            About::Question(PairId(12), Some(QuestionId(3))),
            About::Answer(QuestionId(3)),
            About::Agenda(CallId(5)),
            About::Notes(CallId(5)),
            About::WriteUp(AssignmentId(5)),
            About::Review(ReviewId(5)),
            About::Goal(PairId(12), None),
            About::Goal(PairId(12), Some(GoalId(3))),
        ] {
            assert_eq!(about.to_string().parse(), Ok(about));
            assert_eq!(About::read(about.form(), &about.key()), Some(about));
        }
        for foreign in
            ["", "reply", "reply/", "checkin/12", "checkin/x/2026-W47", "question/1+", "letters/1"]
        {
            assert_eq!(foreign.parse::<About>(), Err(NotADraft), "{foreign}");
        }
    }

    #[test]
    fn gives_back_what_was_typed_and_shows_nobody_the_words() {
        let words = UserText::from_stored("  half a sent ".to_owned());
        let draft = Draft::default()
            .with("tasks", Some((&words).into()))
            .with("kind", Some(Entry::Chosen("career".to_owned())))
            .with("learned", None);
        assert_eq!(draft.text("tasks"), Some(&words));
        assert_eq!(draft.chosen("kind"), Some("career"));
        assert_eq!((draft.text("kind"), draft.text("learned")), (None, None));
        let other = Draft::default()
            .with("tasks", UserText::unfinished("theirs", 100).map(Entry::Text))
            .with("learned", Some((&words).into()));
        let both = draft.clone().or(other);
        assert_eq!(both.texts().collect::<Vec<_>>(), [&words, &words], "what stands there stays");
        let stored = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), draft);
        assert!(!format!("{draft:?}").contains("half"));
        let never = |_: &str| false;
        assert!(draft.is_worth_keeping(never));
        let chosen = Draft::default().with("kind", Some(Entry::Chosen("x".into())));
        assert!(!chosen.is_worth_keeping(never));
        assert!(chosen.is_worth_keeping(|field| field == "kind"));
    }
}
