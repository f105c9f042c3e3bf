//! What a mentor writes in the form that answers a question.

use serde::{Deserialize, Serialize};

use super::text::{Link, UserText};

/// An answer; at least one part is there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// The answer in words.
    pub words: Option<UserText>,
    /// Something to look at.
    pub link: Option<Linked>,
    /// A question back.
    pub question: Option<UserText>,
}

/// A link, and what is behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// What it is.
    pub kind: LinkKind,
    /// Where it is.
    pub link: Link,
}

/// What is behind a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// A recording; two minutes are often enough.
    Video,
    /// Something that runs.
    Example,
    /// A picture of how it hangs together.
    Diagram,
    /// Something to read.
    Doc,
}

impl LinkKind {
    /// Every kind, in the order the form shows them.
    pub const ALL: [Self; 4] = [Self::Video, Self::Example, Self::Diagram, Self::Doc];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Example => "example",
            Self::Diagram => "diagram",
            Self::Doc => "doc",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl Answer {
    /// True when nothing was filled in.
    pub fn is_empty(&self) -> bool {
        let Self { words, link, question } = self;
        words.is_none() && link.is_none() && question.is_none()
    }

    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let Self { words, link, question } = self;
        let words = words.iter().map(UserText::expose);
        let link = link.iter().map(|linked| linked.link.as_str());
        words.chain(link).chain(question.iter().map(UserText::expose)).collect()
    }
}
