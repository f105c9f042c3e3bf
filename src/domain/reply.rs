//! A mentor's reply to a check-in or a question, from a form or typed in the thread.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{
    answer::Answer,
    ids::SlackTs,
    text::{Link, UserText},
};

/// What a mentor wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// From the form that replies to a check-in; at least one part is there.
    Form(ReplyForm),
    /// From the form that answers a question.
    Answer(Answer),
    /// Typed in the thread.
    Said(SaidReply),
}

/// The parts a reply can have. Which of them a programme asks for, in which words and order, stands in its template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyPart {
    /// About the work, not the person.
    Feedback,
    /// Something to look at.
    Example,
    /// A question to explore.
    Question,
    /// Progress the mentor noticed.
    Progress,
}

impl ReplyPart {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Feedback, Self::Example, Self::Question, Self::Progress];

    /// The name it has in a template and in the form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::Example => "example",
            Self::Question => "question",
            Self::Progress => "progress",
        }
    }

    /// Reads what [`name`](Self::name) wrote.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// What was written in the reply form, and what had been asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReplyForm {
    /// What the form asked, in its order.
    pub asked: Vec<AskedPart>,
    /// About the work, not the person.
    pub feedback: Option<UserText>,
    /// Something to look at.
    pub example: Option<Example>,
    /// A question to explore.
    pub question: Option<UserText>,
    /// Progress the mentor noticed.
    pub progress: Option<UserText>,
    /// What the programme asks once a month.
    pub once_a_month: Option<Told>,
}

/// A part of a reply form, with the words that asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPart {
    /// Which.
    pub part: ReplyPart,
    /// What was asked.
    pub label: String,
}

/// Something that was said, with what had been asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// What was asked.
    pub label: String,
    /// What was said.
    pub text: UserText,
}

/// An example in words, or a link to one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Example {
    /// A link; the one thing in user text that may be clicked.
    Link(Link),
    /// Words.
    Words(UserText),
}

/// A message typed in the thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SaidReply {
    /// The words; `None` when only files were sent.
    pub text: Option<UserText>,
    /// How many files hung on it. They are counted, never fetched.
    pub files: usize,
}

/// Whether a reply counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does: it stopped the clock.
    Stands,
    /// Its message was edited into something that is no reply; words would bring it back.
    NoReply,
    /// Its message was deleted, for good.
    Deleted,
}

impl Standing {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::NoReply => "no_reply",
            Self::Deleted => "deleted",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Stands, Self::NoReply, Self::Deleted].into_iter().find(|it| it.as_str() == word)
    }
}

/// Which of its texts a message in Slack showed, by Slack's own stamps. Events overtake each other, so the text heard
/// last need not be the newest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edition {
    /// When it was last edited, to the second; `None` if it never was.
    pub edited: Option<SlackTs>,
    /// The stamp of the event that told of it, which tells two edits in one second apart; `None` if it was read.
    pub told: Option<SlackTs>,
}

impl Edition {
    /// What is known once this is heard after `known`; `None` if it is the older of the two.
    pub fn following(self, known: &Self) -> Option<Self> {
        let instant = |ts: &Option<SlackTs>| ts.as_ref().and_then(SlackTs::instant);
        let (edited, known_edited) = (instant(&self.edited), instant(&known.edited));
        let (told, known_told) = (instant(&self.told), instant(&known.told));
        let is_older = match edited.cmp(&known_edited) {
            Ordering::Less => true,
            Ordering::Equal => told.is_some() && told < known_told,
            Ordering::Greater => false,
        };
        let same_second = edited == known_edited;
        let told = self.told.or_else(|| known.told.clone().filter(|_| same_second));
        (!is_older).then_some(Self { edited: self.edited, told })
    }
}

impl ReplyForm {
    /// True when nothing was filled in.
    pub fn is_empty(&self) -> bool {
        let Self { asked: _, feedback, example, question, progress, once_a_month } = self;
        let texts = [feedback, question, progress];
        texts.into_iter().all(Option::is_none) && example.is_none() && once_a_month.is_none()
    }
}

impl Reply {
    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Form(form) => {
                let mut texts: Vec<&str> = [&form.feedback, &form.question, &form.progress]
                    .into_iter()
                    .flatten()
                    .map(UserText::expose)
                    .collect();
                match &form.example {
                    Some(Example::Link(link)) => texts.push(link.as_str()),
                    Some(Example::Words(words)) => texts.push(words.expose()),
                    None => {}
                }
                texts.extend(form.once_a_month.iter().map(|told| told.text.expose()));
                texts
            }
            Self::Answer(answer) => answer.texts(),
            Self::Said(said) => said.text.iter().map(UserText::expose).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(edited: &str, told: &str) -> Edition {
        let stamp = |ts: &str| (!ts.is_empty()).then(|| SlackTs::from(ts));
        Edition { edited: stamp(edited), told: stamp(told) }
    }

    #[test]
    fn the_newer_of_two_texts_is_known_by_slacks_own_stamps() {
        let known = edition("1793978001.000000", "1793978001.000200");
        let newer = [("1793978002.000000", "1793978002.000100"), ("1793978002.000000", "")];
        for (edited, told) in newer {
            let newer = edition(edited, told);
            assert_eq!(newer.clone().following(&known), Some(newer.clone()));
            assert_eq!(known.clone().following(&newer), None);
        }
        let older_in_the_same_second = edition("1793978001.000000", "1793978001.000100");
        assert_eq!(older_in_the_same_second.following(&known), None);
        let unedited = edition("", "1793978000.000100");
        assert_eq!(unedited.following(&known), None);
    }

    #[test]
    fn reading_a_message_again_keeps_what_an_event_told_of_it() {
        let known = edition("1793978001.000000", "1793978001.000200");
        let read = edition("1793978001.000000", "");
        assert_eq!(read.following(&known), Some(known.clone()));
    }
}
