//! The closed list of what the bot may say later about cohorts: to their channels, their members, and the leads.
//!
//! It is one member of [`Outgoing`](super::Outgoing), with its own identity, manner and readers, because what cohorts say
//! has nothing to do with any one pair.

use serde::{Deserialize, Serialize};

use crate::domain::{
    attention::{Kind, Reader, Unasked},
    delivery::Manner,
    ids::{CohortId, PairId, PersonId},
    outgoing::{round::RoundNews, win::WinNews},
};

/// One thing to say about a cohort, or one change of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentence over each variant says what its ids are for")]
pub enum CohortNews {
    /// Greets the channel of a cohort; `binding` counts how often one was bound to it.
    Hello { cohort: CohortId, binding: u32 },
    /// Asks somebody who is in no pair whether they want to be in it; `nth` counts how often they were added.
    Invited { cohort: CohortId, nth: u32, to: PersonId },
    /// Shows there what became of it.
    InvitedRefresh { cohort: CohortId, nth: u32, to: PersonId },
    /// Tells somebody that they are in it.
    Welcome { cohort: CohortId, nth: u32, to: PersonId },
    /// Tells a lead that its channel is closed; `nth` counts how often it was found to be.
    Closed { cohort: CohortId, nth: u32, to: PersonId },
    /// Tells it that one of its members stands alone now.
    Graduated { pair: PairId },
    /// What a cohort is asked every week, and what comes of it.
    Round(RoundNews),
    /// What went well for one of its members.
    Win(WinNews),
}

impl CohortNews {
    /// The identity: two values with the same key are the same message.
    pub fn key(&self) -> String {
        match self {
            Self::Hello { cohort, binding } => format!("cohort-hello/{cohort}/{binding}"),
            Self::Invited { cohort, nth, to } => format!("cohort-invited/{cohort}/{nth}/{to}"),
            Self::InvitedRefresh { cohort, nth, to } => {
                format!("cohort-invited-refresh/{cohort}/{nth}/{to}")
            }
            Self::Welcome { cohort, nth, to } => format!("cohort-welcome/{cohort}/{nth}/{to}"),
            Self::Closed { cohort, nth, to } => format!("cohort-closed/{cohort}/{nth}/{to}"),
            Self::Graduated { pair } => format!("cohort-graduated/{pair}"),
            Self::Round(news) => news.key(),
            Self::Win(news) => news.key(),
        }
    }

    /// Whether it is a new message, said once, or a change that may be repeated.
    pub fn manner(&self) -> Manner {
        match self {
            Self::InvitedRefresh { .. } => Manner::Refresh,
            Self::Hello { .. }
            | Self::Invited { .. }
            | Self::Welcome { .. }
            | Self::Closed { .. }
            | Self::Graduated { .. } => Manner::Post,
            Self::Round(news) => news.manner(),
            Self::Win(news) => news.manner(),
        }
    }

    /// Whether it is said to one person unasked. A channel is nobody's inbox, and what asks for consent, or a lead for help,
    /// needs its answer.
    pub fn unasked(&self) -> Option<Unasked> {
        match self {
            Self::Welcome { to, .. } => {
                Some(Unasked { kind: Kind::Cohort, reader: Reader::Person(*to) })
            }
            Self::Hello { .. }
            | Self::Invited { .. }
            | Self::InvitedRefresh { .. }
            | Self::Closed { .. }
            | Self::Graduated { .. }
            | Self::Round(_)
            | Self::Win(_) => None,
        }
    }
}
