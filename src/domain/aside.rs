//! What somebody writes for one reader alone: it is brought to them and then forgotten.
//!
//! It is no part of a pair's record. Who may write one, and who reads it, is decided elsewhere.

/// Why an aside was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideKind {
    /// Something is off, for the other one of the pair.
    OffToPartner,
    /// Something is off, for a lead in confidence.
    OffToLead,
    /// A mentor asks a mentee how it is going.
    Question,
    /// Something suggested to the leads.
    Suggestion,
}

impl AsideKind {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OffToPartner => "off_to_partner",
            Self::OffToLead => "off_to_lead",
            Self::Question => "question",
            Self::Suggestion => "suggestion",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::OffToPartner, Self::OffToLead, Self::Question, Self::Suggestion]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}
