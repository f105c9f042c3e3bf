//! The closed list of what is said about a cohort's week: the question, the answers in its thread, and the digest.
//!
//! All of it goes to the cohort's channel, which is nobody's inbox; so nothing here is said to one person unasked.

use serde::{Deserialize, Serialize};

use crate::domain::{
    delivery::Manner,
    ids::{RoundAnswerId, RoundId},
};

/// One thing to say about a week of a cohort, or one change of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentence over each variant says what its ids are for")]
pub enum RoundNews {
    /// Asks the cohort.
    Asked { round: RoundId },
    /// Shows there how many have answered.
    AskedRefresh { round: RoundId },
    /// Brings an answer of the form into the thread.
    Answer { answer: RoundAnswerId },
    /// Shows there what it says now, or that it was taken back.
    AnswerRefresh { answer: RoundAnswerId },
    /// Posts the digest.
    Digest { round: RoundId },
    /// Shows there what has changed since.
    DigestRefresh { round: RoundId },
    /// Goes on with a long digest in its thread: the page with this number, from 1.
    DigestPage { round: RoundId, page: u32 },
    /// Shows there what has changed since.
    DigestPageRefresh { round: RoundId, page: u32 },
    /// Says in the digest's thread that an answer came after it.
    Late { answer: RoundAnswerId },
}

impl RoundNews {
    /// The identity: two values with the same key are the same message.
    pub fn key(&self) -> String {
        match self {
            Self::Asked { round } => format!("round/{round}"),
            Self::AskedRefresh { round } => format!("round-refresh/{round}"),
            Self::Answer { answer } => format!("round-answer/{answer}"),
            Self::AnswerRefresh { answer } => format!("round-answer-refresh/{answer}"),
            Self::Digest { round } => format!("digest/{round}"),
            Self::DigestRefresh { round } => format!("digest-refresh/{round}"),
            Self::DigestPage { round, page } => format!("digest/{round}/{page}"),
            Self::DigestPageRefresh { round, page } => format!("digest-refresh/{round}/{page}"),
            Self::Late { answer } => format!("round-late/{answer}"),
        }
    }

    /// Whether it is a new message, said once, or a change that may be repeated.
    pub fn manner(&self) -> Manner {
        match self {
            Self::AskedRefresh { .. }
            | Self::AnswerRefresh { .. }
            | Self::DigestRefresh { .. }
            | Self::DigestPageRefresh { .. } => Manner::Refresh,
            Self::Asked { .. }
            | Self::Answer { .. }
            | Self::Digest { .. }
            | Self::DigestPage { .. }
            | Self::Late { .. } => Manner::Post,
        }
    }
}
