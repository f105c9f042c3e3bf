//! What the form of a cohort carries: which one is changed, and who was shown in it.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{CohortId, PersonId};

/// What the form of a cohort carries: `new`, or `7+3.5` for the seventh with the third and the fifth person shown in it. Who was
/// shown is carried because others may come and go while it stands open: what nobody touched in it changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CohortForm {
    /// The cohort that is changed, unless it is a new one.
    pub cohort: Option<CohortId>,
    /// Who stood in it when it opened.
    pub shown: Vec<PersonId>,
}

impl fmt::Display for CohortForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(cohort) = self.cohort else { return f.write_str("new") };
        cohort.fmt(f)?;
        for (i, person) in self.shown.iter().enumerate() {
            let mark = if i == 0 { '+' } else { '.' };
            write!(f, "{mark}{person}")?;
        }
        Ok(())
    }
}

impl FromStr for CohortForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        if text == "new" {
            return Ok(Self::default());
        }
        let (cohort, shown) = match text.split_once('+') {
            Some((cohort, shown)) => (cohort, shown.split('.').map(read_id).collect()),
            None => (text, Ok(Vec::new())),
        };
        Ok(Self { cohort: Some(read_id(cohort)?), shown: shown? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_carries_comes_back() {
        for carried in ["new", "7", "7+3", "7+3.5"] {
            assert_eq!(carried.parse::<CohortForm>().unwrap().to_string(), carried);
        }
        for foreign in ["", "x", "7+", "7+3.", "7+x", "+3", "new+3"] {
            assert_eq!(foreign.parse::<CohortForm>(), Err(Foreign), "{foreign}");
        }
    }
}
