//! What the buttons and forms of calls carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::{
    call::{Length, Purpose},
    ids::{CallId, PairId},
};

/// A call and the round that was shown, as a control carries them: `5+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallRound {
    /// The call.
    pub call: CallId,
    /// What was shown.
    pub round: u32,
}

/// A pair to arrange a call in, as a button carries it: `12`; with what it is for and how long it shall be, `12+pairing+30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The pair.
    pub pair: PairId,
    /// What the form is filled with.
    pub preset: Option<(Purpose, Length)>,
}

/// What the form of a time carries: a pair for a new call, or a call and its round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallForm {
    /// A new one.
    New(PairId),
    /// Another time for one that is being arranged, or was.
    Of(CallRound),
}

impl fmt::Display for CallRound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.call, self.round)
    }
}

impl FromStr for CallRound {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (call, round) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { call: read_id(call)?, round: round.parse().map_err(|_| Foreign)? })
    }
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pair.fmt(f)?;
        match self.preset {
            Some((purpose, length)) => write!(f, "+{}+{}", purpose.key(), length.minutes().0),
            None => Ok(()),
        }
    }
}

impl FromStr for Proposal {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let Some((pair, preset)) = text.split_once('+') else {
            return Ok(Self { pair: read_id(text)?, preset: None });
        };
        let (purpose, minutes) = preset.split_once('+').ok_or(Foreign)?;
        let length = minutes.parse().ok().and_then(Length::read).ok_or(Foreign)?;
        let purpose = Purpose::read(purpose).ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, preset: Some((purpose, length)) })
    }
}

impl fmt::Display for CallForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(pair) => pair.fmt(f),
            Self::Of(shown) => shown.fmt(f),
        }
    }
}

impl FromStr for CallForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        match text.contains('+') {
            true => Ok(Self::Of(text.parse()?)),
            false => Ok(Self::New(read_id(text)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_call_carries_reads_back() {
        for carried in ["12", "12+pairing+30"] {
            assert_eq!(carried.parse::<Proposal>().unwrap().to_string(), carried);
        }
        for carried in ["12", "5+2"] {
            assert_eq!(carried.parse::<CallForm>().unwrap().to_string(), carried);
        }
        for foreign in ["", "12+", "12+pairing", "12+dancing+30", "12+pairing+45"] {
            assert_eq!(foreign.parse::<Proposal>(), Err(Foreign), "{foreign}");
        }
        for foreign in ["", "5+", "5+x", "+2"] {
            assert_eq!(foreign.parse::<CallForm>(), Err(Foreign), "{foreign}");
        }
    }
}
