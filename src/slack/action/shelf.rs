//! What the form of a decision or of a resource carries.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::{ids::PairId, kept::Origin};

/// What the form carries: `12`, a new one of this pair; `12@C1/1794000000.000100`, one from a message of its room; `12+3`, a
/// change of the one with this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfForm<I> {
    /// The pair.
    pub pair: PairId,
    /// What it is about.
    pub about: About<I>,
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About<I> {
    /// Something new.
    New,
    /// Something new, from this message.
    Message(Origin),
    /// A change.
    Edit(I),
}

impl<I: fmt::Display> fmt::Display for ShelfForm<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.pair)?;
        match &self.about {
            About::New => Ok(()),
            About::Message((channel, ts)) => write!(f, "@{}/{}", channel.as_str(), ts.as_str()),
            About::Edit(id) => write!(f, "+{id}"),
        }
    }
}

impl<I: From<i64>> FromStr for ShelfForm<I> {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        if let Some((pair, id)) = text.split_once('+') {
            return Ok(Self { pair: read_id(pair)?, about: About::Edit(read_id(id)?) });
        }
        let Some((pair, message)) = text.split_once('@') else {
            return Ok(Self { pair: read_id(text)?, about: About::New });
        };
        let (channel, ts) = message.split_once('/').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, about: About::Message((channel.into(), ts.into())) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::DecisionId;

    #[test]
    fn what_a_form_carries_reads_back() {
        for carried in ["12", "12@C1/1794000000.000100", "12+3"] {
            assert_eq!(carried.parse::<ShelfForm<DecisionId>>().unwrap().to_string(), carried);
        }
        for foreign in ["", "x", "12+", "12@C1", "@C1/1", "+3"] {
            assert_eq!(foreign.parse::<ShelfForm<DecisionId>>(), Err(Foreign), "{foreign}");
        }
    }
}
