//! What a pair keeps to find it again: what they decided and why, and what is worth coming back to.
//!
//! Whoever saves something is its author, who alone changes it or takes it away; the other one of the pair reads it. It is
//! never judged, counted against anybody, or asked for.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    ids::{DecisionId, PairId, PersonId, ProgrammeId, ResourceId, SlackChannel, SlackTs},
    text::{Link, UserText},
};

/// The most characters of a title, which is one line.
pub const MAX_TITLE: usize = 150;

/// The most characters of everything else, which is what Slack's text input takes.
pub const MAX_TEXT: usize = 3000;

/// How many tags something can have.
pub const MOST_TAGS: usize = 8;

/// The most characters of a tag.
pub const MAX_TAG: usize = 30;

/// A message of the pair's room that something was saved from.
pub type Origin = (SlackChannel, SlackTs);

/// Something that is kept, as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<I, C> {
    /// Our id.
    pub id: I,
    /// Whose it is.
    pub pair: PairId,
    /// Who saved it.
    pub author: PersonId,
    /// When it was saved first.
    pub saved_at: Timestamp,
    /// The message it was saved from.
    pub origin: Option<Origin>,
    /// Its version, from 1.
    pub version: u32,
    /// What it says.
    pub content: C,
}

/// What a pair decided.
pub type Decision = Kept<DecisionId, Decided>;

/// What a decision says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// What it is about, in a line.
    pub title: UserText,
    /// What was decided.
    pub choice: UserText,
    /// Why, which is what nobody remembers later.
    pub why: UserText,
    /// Where more stands.
    pub link: Option<Link>,
}

impl Decided {
    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let Self { title, choice, why, link } = self;
        let texts = [title, choice, why].into_iter().map(UserText::expose);
        texts.chain(link.iter().map(Link::as_str)).collect()
    }
}

/// What is worth coming back to, and who finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// The thing itself.
    pub kept: Kept<ResourceId, Found>,
    /// The programme of its pair.
    pub programme: ProgrammeId,
    /// Who finds it.
    pub readers: Readers,
}

/// Who finds a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// The two of the pair.
    Pair,
    /// Everybody in the programme.
    Programme,
}

impl Readers {
    /// Both, in the order the form shows them.
    pub const ALL: [Self; 2] = [Self::Pair, Self::Programme];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pair => "pair",
            Self::Programme => "programme",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|readers| readers.key() == key)
    }
}

/// What a resource says; a link or a note is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// What it is, in a line.
    pub title: UserText,
    /// Where it is.
    pub link: Option<Link>,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Words it is looked for by.
    pub tags: Vec<UserText>,
    /// What it is good for, or the thing itself.
    pub note: Option<UserText>,
}

/// The word that every resource is found by.
pub const RESOURCE: &str = "resource";

impl Found {
    /// Every piece of text in it, for the search index, and the words that say what it is.
    pub fn texts(&self) -> Vec<&str> {
        let Self { title, link, kind, tags, note } = self;
        let texts = std::iter::once(title).chain(note).chain(tags).map(UserText::expose);
        texts.chain(link.iter().map(Link::as_str)).chain([RESOURCE, kind.key()]).collect()
    }
}

/// What kind of thing a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A picture of how it hangs together.
    Diagram,
    /// A picture of a screen.
    Screenshot,
    /// Somebody doing it, recorded.
    Recording,
    /// Something to watch.
    Video,
    /// Something that runs.
    Example,
    /// Something to read.
    Doc,
}

impl Kind {
    /// Every kind, in the order the form shows them.
    pub const ALL: [Self; 6] =
        [Self::Diagram, Self::Screenshot, Self::Recording, Self::Video, Self::Example, Self::Doc];

    /// The word it travels and is found under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Diagram => "diagram",
            Self::Screenshot => "screenshot",
            Self::Recording => "recording",
            Self::Video => "video",
            Self::Example => "example",
            Self::Doc => "doc",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Why tags are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagProblem {
    /// So many, where [`MOST_TAGS`] are.
    TooMany(usize),
    /// One of them has so many characters, where [`MAX_TAG`] fit.
    TooLong(usize),
}

/// The tags in what somebody typed: between commas, in lower case, without a `#`, each once.
///
/// # Errors
///
/// When there are too many, or one is too long.
pub fn tags(typed: &str) -> Result<Vec<UserText>, TagProblem> {
    let mut tags: Vec<UserText> = Vec::new();
    for tag in typed.split([',', ';', '\n']) {
        let tag = tag.trim().trim_start_matches('#').to_lowercase();
        let Ok(tag) = UserText::parse(&tag, usize::MAX) else { continue };
        if tag.chars() > MAX_TAG {
            return Err(TagProblem::TooLong(tag.chars()));
        }
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS { Err(TagProblem::TooMany(tags.len())) } else { Ok(tags) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_between_commas_once_and_in_lower_case() {
        let read = |typed: &str| {
            let tags = tags(typed)?;
            Ok(tags.iter().map(|tag| tag.expose().to_owned()).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(read("Rust, #rust,, life times ;é"), Ok("rust|life times|é".to_owned()));
        assert_eq!(read(" , "), Ok(String::new()));
        assert_eq!(read(&"x".repeat(31)), Err(TagProblem::TooLong(31)));
        assert_eq!(read("1,2,3,4,5,6,7,8,9"), Err(TagProblem::TooMany(9)));
    }

    #[test]
    fn what_travels_reads_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.key()), Some(kind));
        }
        for readers in Readers::ALL {
            assert_eq!(Readers::read(readers.key()), Some(readers));
        }
    }
}
