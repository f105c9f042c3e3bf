//! What somebody had typed to the bot that stands in a form: every form carries it, so that all of it counts as used when
//! the form is sent. Whose it is, and whether it still may be used, is asked elsewhere.

use std::fmt;

use super::{Foreign, read_id};
use crate::domain::ids::TypedId;

/// More than this is in no form: its fields are full long before, and what it carries must fit into 3,000 characters.
const MOST: usize = 100;

/// What was added to a form, in the order it was added: `~5.8`, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added(Vec<TypedId>);

impl Added {
    /// This too. Something is added once; of too many, the first are left out.
    pub fn with(mut self, id: Option<TypedId>) -> Self {
        if let Some(id) = id {
            self.0.retain(|known| *known != id);
            self.0.push(id);
            self.0.drain(..self.0.len().saturating_sub(MOST));
        }
        self
    }

    /// All of it.
    pub fn ids(&self) -> &[TypedId] {
        &self.0
    }

    /// What a form carries beside this, and this.
    pub(super) fn split(carried: &str) -> Result<(&str, Self), Foreign> {
        let Some((carried, added)) = carried.split_once('~') else {
            return Ok((carried, Self::default()));
        };
        let ids: Result<Vec<TypedId>, Foreign> = added.split('.').map(read_id).collect();
        Ok((carried, Self(ids?)))
    }
}

impl fmt::Display for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, id) in self.0.iter().enumerate() {
            let mark = if i == 0 { '~' } else { '.' };
            write!(f, "{mark}{id}")?;
        }
        Ok(())
    }
}
