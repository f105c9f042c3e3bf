//! What somebody writes for themselves, and what becomes of one entry that they choose to share.
//!
//! It is part of no record, no search and nobody else's export. Who may write and read is decided elsewhere.

use jiff::Timestamp;

use super::{
    ids::{EntryId, PairId, PersonId, ShareId},
    text::UserText,
};

/// The most characters of an entry, which is what Slack's text input takes.
pub const MAX: usize = 3000;

/// An entry as it stands. It is its author's alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Our id.
    pub id: EntryId,
    /// Whose it is.
    pub author: PersonId,
    /// When it was written first.
    pub written_at: Timestamp,
    /// When it was changed last, if it was.
    pub edited_at: Option<Timestamp>,
    /// What it says.
    pub words: UserText,
}

/// An entry that was shared with the other one of a pair, as it was then.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Our id.
    pub id: ShareId,
    /// The pair.
    pub pair: PairId,
    /// Who shared it.
    pub author: PersonId,
    /// When.
    pub shared_at: Timestamp,
    /// What became of it.
    pub state: ShareState,
    /// What it says, while it is on its way.
    pub words: Option<UserText>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareState {
    /// It waits for its reader's hours.
    Waits,
    /// It stands where its reader finds it.
    Stands,
    /// It could not be brought.
    Lost,
    /// The entry was erased, and the message with it.
    TakenBack,
}

impl ShareState {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Waits, Self::Stands, Self::Lost, Self::TakenBack];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::Stands => "stands",
            Self::Lost => "lost",
            Self::TakenBack => "taken_back",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}
