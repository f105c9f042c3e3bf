//! What a question or a call may be about, beyond the work itself. It is for finding things again, and nothing counts it.

use serde::{Deserialize, Serialize};

/// What a question or a call may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Where the mentee is heading.
    Career,
    /// What they set out to do.
    Goals,
    /// What they want to be able to do.
    Skills,
    /// Something at work with no right answer.
    Dilemmas,
    /// People to know.
    Networking,
}

impl Topic {
    /// Every topic, in the order the form shows them.
    pub const ALL: [Self; 5] =
        [Self::Career, Self::Goals, Self::Skills, Self::Dilemmas, Self::Networking];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Career => "career",
            Self::Goals => "goals",
            Self::Skills => "skills",
            Self::Dilemmas => "dilemmas",
            Self::Networking => "networking",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.key() == key)
    }
}
