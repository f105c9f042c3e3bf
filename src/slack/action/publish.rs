//! What the form of *Publish…* carries. Whose question it is, is asked elsewhere.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{PublicationId, QuestionId};

/// The question, and the proposal whose words the form shows: `12`, or `12:5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The question.
    pub question: QuestionId,
    /// What the other one proposed, if they have.
    pub proposed: Option<PublicationId>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.question)?;
        match self.proposed {
            Some(proposed) => write!(f, ":{proposed}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Shown {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        match text.split_once(':') {
            Some((question, proposed)) => {
                Ok(Self { question: read_id(question)?, proposed: Some(read_id(proposed)?) })
            }
            None => Ok(Self { question: read_id(text)?, proposed: None }),
        }
    }
}
