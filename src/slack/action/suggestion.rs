//! What a suggested pair carries.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::PersonId;

/// Two people who could be a pair, the mentor first: `3>5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Two {
    /// The mentor.
    pub mentor: PersonId,
    /// The mentee.
    pub mentee: PersonId,
}

impl fmt::Display for Two {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.mentor, self.mentee)
    }
}

impl FromStr for Two {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (mentor, mentee) = text.split_once('>').ok_or(Foreign)?;
        Ok(Self { mentor: read_id(mentor)?, mentee: read_id(mentee)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        let two = Two { mentor: PersonId(3), mentee: PersonId(5) };
        assert_eq!(two.to_string().parse(), Ok(two));
        for foreign in ["", "3", "3>", ">5", "3>x", "3>5>7"] {
            assert_eq!(foreign.parse::<Two>(), Err(Foreign), "{foreign}");
        }
    }
}
