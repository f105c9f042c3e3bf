//! The same for what is said about cohorts.

use crate::domain::outgoing::{cohort::CohortNews, round::RoundNews, win::WinNews};

/// The kind of it in a few words.
pub(super) fn cohort(news: &CohortNews) -> &'static str {
    match news {
        CohortNews::Hello { .. } => "the first words in the channel of a cohort",
        CohortNews::Invited { .. } => "a question whether they want to be in a cohort",
        CohortNews::InvitedRefresh { .. } => "a change of what stands already",
        CohortNews::Welcome { .. } => "that they are in a cohort",
        CohortNews::Closed { .. } => "that the channel of a cohort is closed",
        CohortNews::Graduated { .. } => "that somebody stands alone",
        CohortNews::TurnAsked { .. } => "whether they lead the next discussion",
        CohortNews::SwapAsked { .. } => "whether they take somebody's turn",
        CohortNews::SwapAnswered { .. } => "what became of a swap",
        CohortNews::LeaderReminded { .. } => "a reminder of the discussion they lead",
        CohortNews::Discussion { .. } => "the discussion of a cohort",
        CohortNews::NoteAsked { .. } => "what came of a discussion",
        CohortNews::DiscussionNote { .. } => "a note on a discussion",
        CohortNews::PeerReview { .. } => "who reads whose work",
        CohortNews::PeerTask { .. } => "whose work to read",
        CohortNews::TurnRefresh { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::PeerTaskRefresh { .. } => "a change of what stands already",
        CohortNews::Round(news) => round(news),
        CohortNews::Win(news) => win(news),
    }
}

fn round(news: &RoundNews) -> &'static str {
    match news {
        RoundNews::Asked { .. } => "the weekly question of a cohort",
        RoundNews::Answer { .. } => "an answer to the weekly question",
        RoundNews::Digest { .. } | RoundNews::DigestPage { .. } => "the digest of a cohort",
        RoundNews::Late { .. } => "a line that an answer came after the digest",
        RoundNews::AskedRefresh { .. }
        | RoundNews::AnswerRefresh { .. }
        | RoundNews::DigestRefresh { .. }
        | RoundNews::DigestPageRefresh { .. } => "a change of what stands already",
    }
}

fn win(news: &WinNews) -> &'static str {
    match news {
        WinNews::Told { .. } => "what went well for somebody",
        WinNews::ToldRefresh { .. } => "a change of what stands already",
    }
}
