//! What the form that sets a programme up carries.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::{ids::ProgrammeId, setup::Step};

/// A step of a form, as the form and its buttons carry it: `1/rhythm/1795186800000` is the second one of the form that was
/// opened in that millisecond. What was chosen in another one that was opened before or beside it is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetupStep {
    /// The programme.
    pub programme: ProgrammeId,
    /// The step.
    pub step: Step,
    /// When the form was opened, in Unix milliseconds.
    pub opened: i64,
}

impl SetupStep {
    /// Another step of the same form.
    #[must_use]
    pub fn at(self, step: Step) -> Self {
        Self { step, ..self }
    }
}

impl fmt::Display for SetupStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.programme, self.step.as_str(), self.opened)
    }
}

impl FromStr for SetupStep {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let mut parts = text.split('/');
        let (Some(programme), Some(step), Some(opened), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Foreign);
        };
        Ok(Self {
            programme: read_id(programme)?,
            step: Step::read(step).ok_or(Foreign)?,
            opened: opened.parse().map_err(|_| Foreign)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        let step = SetupStep { programme: ProgrammeId(1), step: Step::Rhythm, opened: 17 };
        assert_eq!(step.to_string(), "1/rhythm/17");
        assert_eq!("1/rhythm/17".parse(), Ok(step));
        for foreign in ["", "1", "1/rhythm", "1/x/17", "1/rhythm/x", "1/rhythm/1/1", "/who/1"] {
            assert_eq!(foreign.parse::<SetupStep>(), Err(Foreign), "{foreign}");
        }
    }
}
