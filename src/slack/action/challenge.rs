//! What the list of challenges and the form of one carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{ChallengeId, ProgrammeId};

/// A page of a programme's challenges, as a control carries it: `1+15` leaves out the fifteen newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPage {
    /// The programme.
    pub programme: ProgrammeId,
    /// How many of the newest to leave out.
    pub skip: u32,
}

impl fmt::Display for ListPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.programme, self.skip)
    }
}

impl FromStr for ListPage {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (programme, skip) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { programme: read_id(programme)?, skip: skip.parse().map_err(|_| Foreign)? })
    }
}

/// A challenge on a page of the list, as its button carries it: `7+15` stands on the page that leaves out the fifteen newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The challenge.
    pub challenge: ChallengeId,
    /// How many of the newest its page leaves out.
    pub skip: u32,
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.challenge, self.skip)
    }
}

impl FromStr for Listed {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (challenge, skip) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { challenge: read_id(challenge)?, skip: skip.parse().map_err(|_| Foreign)? })
    }
}

/// What the form of a challenge carries: `1`, a new one of this programme; `1+7`, a change of the one with this id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChallengeForm {
    /// The programme.
    pub programme: ProgrammeId,
    /// The challenge that is edited.
    pub edits: Option<ChallengeId>,
}

impl fmt::Display for ChallengeForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edits {
            Some(id) => write!(f, "{}+{id}", self.programme),
            None => self.programme.fmt(f),
        }
    }
}

impl FromStr for ChallengeForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        match text.split_once('+') {
            Some((programme, id)) => {
                Ok(Self { programme: read_id(programme)?, edits: Some(read_id(id)?) })
            }
            None => Ok(Self { programme: read_id(text)?, edits: None }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        for carried in ["1", "1+7"] {
            assert_eq!(carried.parse::<ChallengeForm>().unwrap().to_string(), carried);
        }
        assert_eq!("1+15".parse::<ListPage>().unwrap().to_string(), "1+15");
        assert_eq!("7+15".parse::<Listed>().unwrap().to_string(), "7+15");
        for foreign in ["", "x", "1+", "1+x", "+7"] {
            assert_eq!(foreign.parse::<ChallengeForm>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<ListPage>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<Listed>(), Err(Foreign), "{foreign}");
        }
    }
}
