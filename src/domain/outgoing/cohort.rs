//! The closed list of what the bot may say later about cohorts: to their channels, their members, and the leads.
//!
//! It is one member of [`Outgoing`](super::Outgoing), with its own identity, manner and readers, because what cohorts say
//! has nothing to do with any one pair.

use serde::{Deserialize, Serialize};

use crate::domain::{
    attention::{Kind, Reader, Unasked},
    delivery::Manner,
    ids::{CohortId, DiscussionId, PairId, PeerReviewId, PersonId},
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
    /// Asks somebody whose turn it is to lead a discussion; `nth` counts those who were asked for it.
    TurnAsked { discussion: DiscussionId, nth: u32, to: PersonId },
    /// Shows there what became of it.
    TurnRefresh { discussion: DiscussionId, nth: u32, to: PersonId },
    /// Asks somebody to take that turn; `nth` counts who was asked to for this discussion.
    SwapAsked { discussion: DiscussionId, nth: u32, to: PersonId },
    /// Shows there what became of it.
    SwapRefresh { discussion: DiscussionId, nth: u32, to: PersonId },
    /// Tells whoever asked for it.
    SwapAnswered { discussion: DiscussionId, nth: u32, to: PersonId },
    /// Reminds the leader of a discussion.
    LeaderReminded { discussion: DiscussionId, nth: u32, to: PersonId },
    /// Opens it in the channel.
    Discussion { discussion: DiscussionId },
    /// Asks its leader what came of it.
    NoteAsked { discussion: DiscussionId, to: PersonId },
    /// Shows there that it is kept.
    NoteRefresh { discussion: DiscussionId, to: PersonId },
    /// Says it in the thread.
    DiscussionNote { discussion: DiscussionId },
    /// Names in the channel who reads whose work.
    PeerReview { review: PeerReviewId },
    /// Tells one of them what to read, and how.
    PeerTask { review: PeerReviewId, to: PersonId },
    /// Shows there what became of it.
    PeerTaskRefresh { review: PeerReviewId, to: PersonId },
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
            Self::TurnAsked { discussion, nth, to } => {
                format!("discussion-turn/{discussion}/{nth}/{to}")
            }
            Self::TurnRefresh { discussion, nth, to } => {
                format!("discussion-turn-refresh/{discussion}/{nth}/{to}")
            }
            Self::SwapAsked { discussion, nth, to } => {
                format!("discussion-swap/{discussion}/{nth}/{to}")
            }
            Self::SwapRefresh { discussion, nth, to } => {
                format!("discussion-swap-refresh/{discussion}/{nth}/{to}")
            }
            Self::SwapAnswered { discussion, nth, to } => {
                format!("discussion-swap-answered/{discussion}/{nth}/{to}")
            }
            Self::LeaderReminded { discussion, nth, to } => {
                format!("discussion-reminder/{discussion}/{nth}/{to}")
            }
            Self::Discussion { discussion } => format!("discussion/{discussion}"),
            Self::NoteAsked { discussion, to } => {
                format!("discussion-note-asked/{discussion}/{to}")
            }
            Self::NoteRefresh { discussion, to } => {
                format!("discussion-note-refresh/{discussion}/{to}")
            }
            Self::DiscussionNote { discussion } => format!("discussion-note/{discussion}"),
            Self::PeerReview { review } => format!("peer-review/{review}"),
            Self::PeerTask { review, to } => format!("peer-task/{review}/{to}"),
            Self::PeerTaskRefresh { review, to } => format!("peer-task-refresh/{review}/{to}"),
        }
    }

    /// Whether it is a new message, said once, or a change that may be repeated.
    pub fn manner(&self) -> Manner {
        match self {
            Self::InvitedRefresh { .. }
            | Self::TurnRefresh { .. }
            | Self::SwapRefresh { .. }
            | Self::NoteRefresh { .. }
            | Self::PeerTaskRefresh { .. } => Manner::Refresh,
            Self::Hello { .. }
            | Self::Invited { .. }
            | Self::Welcome { .. }
            | Self::Closed { .. }
            | Self::Graduated { .. }
            | Self::TurnAsked { .. }
            | Self::SwapAsked { .. }
            | Self::SwapAnswered { .. }
            | Self::LeaderReminded { .. }
            | Self::Discussion { .. }
            | Self::NoteAsked { .. }
            | Self::DiscussionNote { .. }
            | Self::PeerReview { .. }
            | Self::PeerTask { .. } => Manner::Post,
            Self::Round(news) => news.manner(),
            Self::Win(news) => news.manner(),
        }
    }

    /// Whether it is said to one person unasked. A channel is nobody's inbox, and what asks for consent, or a lead for help,
    /// needs its answer. A member who asks another to take their turn is no announcement either.
    pub fn unasked(&self) -> Option<Unasked> {
        match self {
            Self::Welcome { to, .. }
            | Self::TurnAsked { to, .. }
            | Self::LeaderReminded { to, .. }
            | Self::NoteAsked { to, .. }
            | Self::PeerTask { to, .. } => {
                Some(Unasked { kind: Kind::Cohort, reader: Reader::Person(*to) })
            }
            Self::Hello { .. }
            | Self::Invited { .. }
            | Self::InvitedRefresh { .. }
            | Self::Closed { .. }
            | Self::Graduated { .. }
            | Self::Round(_)
            | Self::Win(_)
            | Self::TurnRefresh { .. }
            | Self::SwapAsked { .. }
            | Self::SwapRefresh { .. }
            | Self::SwapAnswered { .. }
            | Self::Discussion { .. }
            | Self::NoteRefresh { .. }
            | Self::DiscussionNote { .. }
            | Self::PeerReview { .. }
            | Self::PeerTaskRefresh { .. } => None,
        }
    }
}
