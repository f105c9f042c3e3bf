//! What the form of *Something is off* carries. Who may write it, and to whom it goes, is asked elsewhere.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{PairId, PersonId};

/// For which pair *Something is off* was opened, and which leads it named as readers, as it carries them: `12@3.5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedOff {
    /// The pair.
    pub pair: PairId,
    /// The leads, in the order of their ids.
    pub leads: Vec<PersonId>,
}

impl fmt::Display for OpenedOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leads: Vec<String> = self.leads.iter().map(ToString::to_string).collect();
        write!(f, "{}@{}", self.pair, leads.join("."))
    }
}

impl FromStr for OpenedOff {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, leads) = text.split_once('@').ok_or(Foreign)?;
        let leads: Result<Vec<PersonId>, Foreign> =
            leads.split('.').filter(|id| !id.is_empty()).map(read_id).collect();
        Ok(Self { pair: read_id(pair)?, leads: leads? })
    }
}
