//! What the forms and buttons of an agreement carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::PairId;

/// A pair and a version of its agreement, as a control carries them: `12+3`; 0 while there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairVersion {
    /// The pair.
    pub pair: PairId,
    /// What was shown.
    pub version: u32,
}

impl fmt::Display for PairVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.pair, self.version)
    }
}

impl FromStr for PairVersion {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, version) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, version: version.parse().map_err(|_| Foreign)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_agreement_carries_reads_back() {
        assert_eq!("12+3".parse::<PairVersion>().unwrap().to_string(), "12+3");
        for foreign in ["", "12", "12+", "+3", "12+-1"] {
            assert_eq!(foreign.parse::<PairVersion>(), Err(Foreign), "{foreign}");
        }
    }
}
