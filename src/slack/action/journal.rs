//! What a journal and its forms carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{EntryId, PairId, PersonId};

/// A page of somebody's journal: `3+10` leaves out the ten newest entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalPage {
    /// Whose it is.
    pub person: PersonId,
    /// How many of the newest to leave out.
    pub skip: u32,
}

/// What the form of an entry carries that is not written yet.
const NEW: &str = "new";

/// What the form of an entry carries: `new`, or the entry that is changed. Whose journal it is comes from whoever sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryForm {
    /// The entry that is edited.
    pub edits: Option<EntryId>,
}

/// An entry and the pair it is shared in: `7>1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryTo {
    /// The entry.
    pub entry: EntryId,
    /// The pair.
    pub pair: PairId,
}

impl fmt::Display for JournalPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.person, self.skip)
    }
}

impl FromStr for JournalPage {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (person, skip) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { person: read_id(person)?, skip: skip.parse().map_err(|_| Foreign)? })
    }
}

impl fmt::Display for EntryForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edits {
            Some(entry) => entry.fmt(f),
            None => f.write_str(NEW),
        }
    }
}

impl FromStr for EntryForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let edits = if text == NEW { None } else { Some(read_id(text)?) };
        Ok(Self { edits })
    }
}

impl fmt::Display for EntryTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.entry, self.pair)
    }
}

impl FromStr for EntryTo {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (entry, pair) = text.split_once('>').ok_or(Foreign)?;
        Ok(Self { entry: read_id(entry)?, pair: read_id(pair)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        for carried in ["new", "7"] {
            assert_eq!(carried.parse::<EntryForm>().unwrap().to_string(), carried);
        }
        assert_eq!("3+10".parse::<JournalPage>().unwrap().to_string(), "3+10");
        assert_eq!("7>1".parse::<EntryTo>().unwrap().to_string(), "7>1");
        for foreign in ["", "x", "3+", "+7", "7>", ">1"] {
            assert_eq!(foreign.parse::<EntryForm>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<JournalPage>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<EntryTo>(), Err(Foreign), "{foreign}");
        }
    }
}
