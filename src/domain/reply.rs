//! A mentor's reply to a check-in, from the form or typed in the thread.

use serde::{Deserialize, Serialize};

use super::text::{Link, UserText};

/// What a mentor wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// From the form; at least one part is there.
    Form(ReplyForm),
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
            Self::Said(said) => said.text.iter().map(UserText::expose).collect(),
        }
    }
}
