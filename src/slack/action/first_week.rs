//! What a tick on the list of a first week carries.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::{first_week::Item, ids::PairId};

/// A pair and something on one of its lists: `12+guide`. Whose list it is comes from whoever presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairItem {
    /// The pair.
    pub pair: PairId,
    /// What is ticked.
    pub item: Item,
}

impl fmt::Display for PairItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.pair, self.item.as_str())
    }
}

impl FromStr for PairItem {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, item) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, item: Item::read(item).ok_or(Foreign)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        assert_eq!("12+guide".parse::<PairItem>().unwrap().to_string(), "12+guide");
        for foreign in ["", "12", "12+", "12+dance", "+guide"] {
            assert_eq!(foreign.parse::<PairItem>(), Err(Foreign), "{foreign}");
        }
    }
}
