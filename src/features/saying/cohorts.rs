//! The list of what is said about cohorts: who renders it, what it shows, what follows from it.
//!
//! It is one member of the lists beside it, and total as they are: each function matches [`CohortNews`] without `_`.

use crate::{
    domain::{
        ids::SlackChannel,
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews, win::WinNews},
        post::Subject,
    },
    features::{
        Cx, Error, cohort, digest, discussion, ending, letter::Verdict, peer_review, round,
        schedule::rounds, wins,
    },
};

/// Renders it as its feature says it.
pub async fn render(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Verdict, Error> {
    match news {
        CohortNews::Hello { .. }
        | CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. } => cohort::post::render(cx, news).await,
        CohortNews::Graduated { pair } => ending::cohort::render(cx, *pair).await,
        CohortNews::Round(news) => match news {
            RoundNews::Asked { .. }
            | RoundNews::AskedRefresh { .. }
            | RoundNews::Answer { .. }
            | RoundNews::AnswerRefresh { .. } => round::post::render(cx, news).await,
            RoundNews::Digest { .. }
            | RoundNews::DigestRefresh { .. }
            | RoundNews::DigestPage { .. }
            | RoundNews::DigestPageRefresh { .. }
            | RoundNews::Late { .. } => digest::post::render(cx, news).await,
        },
        CohortNews::Win(news) => wins::render(cx, news).await,
        CohortNews::TurnAsked { .. }
        | CohortNews::TurnRefresh { .. }
        | CohortNews::SwapAsked { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. }
        | CohortNews::LeaderReminded { .. }
        | CohortNews::Discussion { .. }
        | CohortNews::NoteAsked { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::DiscussionNote { .. } => discussion::post::render(cx, news).await,
        CohortNews::PeerReview { .. }
        | CohortNews::PeerTask { .. }
        | CohortNews::PeerTaskRefresh { .. } => peer_review::post::render(cx, news).await,
    }
}

/// What it shows, so that a reply under it finds its way.
pub fn subject(news: &CohortNews) -> Option<Subject> {
    match news {
        CohortNews::Hello { cohort, binding } => Some(Subject::CohortHello(*cohort, *binding)),
        CohortNews::Invited { cohort, to, .. } => Some(Subject::CohortInvited(*cohort, *to)),
        CohortNews::TurnAsked { discussion, nth, .. } => {
            Some(Subject::DiscussionTurn(*discussion, *nth))
        }
        CohortNews::SwapAsked { discussion, nth, .. } => {
            Some(Subject::DiscussionSwap(*discussion, *nth))
        }
        CohortNews::Discussion { discussion } => Some(Subject::Discussion(*discussion)),
        CohortNews::NoteAsked { discussion, .. } => Some(Subject::DiscussionNote(*discussion)),
        CohortNews::PeerTask { review, to } => Some(Subject::PeerTask(*review, *to)),
        CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::Graduated { .. }
        | CohortNews::TurnRefresh { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. }
        | CohortNews::LeaderReminded { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::DiscussionNote { .. }
        | CohortNews::PeerReview { .. }
        | CohortNews::PeerTaskRefresh { .. } => None,
        CohortNews::Round(news) => match news {
            RoundNews::Asked { round } => Some(Subject::Round(*round)),
            RoundNews::Answer { answer } => Some(Subject::RoundAnswer(*answer)),
            RoundNews::Digest { round } => Some(Subject::Digest(*round, 0)),
            RoundNews::DigestPage { round, page } => Some(Subject::Digest(*round, *page)),
            RoundNews::AskedRefresh { .. }
            | RoundNews::AnswerRefresh { .. }
            | RoundNews::DigestRefresh { .. }
            | RoundNews::DigestPageRefresh { .. }
            | RoundNews::Late { .. } => None,
        },
        CohortNews::Win(WinNews::Told { win }) => Some(Subject::Win(*win)),
        CohortNews::Win(WinNews::ToldRefresh { .. }) => None,
    }
}

/// Which rule an unasked one comes from.
pub fn why(message: &Outgoing) -> String {
    match message {
        Outgoing::Cohort(CohortNews::Welcome { .. }) => cohort::views::why_welcome(),
        Outgoing::Cohort(
            CohortNews::TurnAsked { .. }
            | CohortNews::LeaderReminded { .. }
            | CohortNews::NoteAsked { .. },
        ) => discussion::views::why(),
        Outgoing::Cohort(CohortNews::PeerTask { .. }) => peer_review::views::why(),
        _ => String::new(),
    }
}

/// The change that shows what an unasked one has become; the others say how things stood, and stay.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    let Outgoing::Cohort(news) = message else { return None };
    let refresh = match news.clone() {
        CohortNews::TurnAsked { discussion, nth, to } => {
            CohortNews::TurnRefresh { discussion, nth, to }
        }
        CohortNews::NoteAsked { discussion, to } => CohortNews::NoteRefresh { discussion, to },
        CohortNews::PeerTask { review, to } => CohortNews::PeerTaskRefresh { review, to },
        CohortNews::Hello { .. }
        | CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::Graduated { .. }
        | CohortNews::TurnRefresh { .. }
        | CohortNews::SwapAsked { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. }
        | CohortNews::LeaderReminded { .. }
        | CohortNews::Discussion { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::DiscussionNote { .. }
        | CohortNews::PeerReview { .. }
        | CohortNews::PeerTaskRefresh { .. }
        | CohortNews::Round(_)
        | CohortNews::Win(_) => return None,
    };
    Some(Outgoing::Cohort(refresh))
}

/// The unasked one that a change belongs to, if it still waits for its reader.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::Cohort(news) = change else { return Ok(None) };
    if let Some(asking) = discussion::post::still_asks(cx, news).await? {
        return Ok(Some(Outgoing::Cohort(asking)));
    }
    Ok(peer_review::post::still_asks(cx, news).await?.map(Outgoing::Cohort))
}

/// The channel that is looked at before this is said there.
pub async fn place(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Option<SlackChannel>, Error> {
    match news {
        CohortNews::Hello { .. } => cohort::post::place(cx, news).await,
        CohortNews::Graduated { pair } => ending::cohort::place(cx, *pair).await,
        CohortNews::Round(news) => rounds::place(cx, news).await,
        CohortNews::Win(news) => wins::place(cx, news).await,
        CohortNews::Discussion { discussion } | CohortNews::DiscussionNote { discussion } => {
            discussion::post::place(cx, *discussion).await
        }
        CohortNews::PeerReview { review } => peer_review::post::place(cx, *review).await,
        CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::TurnAsked { .. }
        | CohortNews::TurnRefresh { .. }
        | CohortNews::SwapAsked { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. }
        | CohortNews::LeaderReminded { .. }
        | CohortNews::NoteAsked { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::PeerTask { .. }
        | CohortNews::PeerTaskRefresh { .. } => Ok(None),
    }
}

/// What follows from it standing in Slack.
pub async fn delivered(cx: &mut Cx<'_>, news: &CohortNews) -> Result<(), Error> {
    match news {
        CohortNews::Hello { .. }
        | CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::Graduated { .. }
        | CohortNews::TurnAsked { .. }
        | CohortNews::TurnRefresh { .. }
        | CohortNews::SwapAsked { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. }
        | CohortNews::LeaderReminded { .. }
        | CohortNews::Discussion { .. }
        | CohortNews::NoteAsked { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::DiscussionNote { .. }
        | CohortNews::PeerReview { .. }
        | CohortNews::PeerTask { .. }
        | CohortNews::PeerTaskRefresh { .. }
        | CohortNews::Win(_) => Ok(()),
        CohortNews::Round(news) => match news {
            RoundNews::Digest { round } | RoundNews::DigestRefresh { round } => {
                digest::post::delivered(cx, *round).await
            }
            RoundNews::Asked { .. }
            | RoundNews::AskedRefresh { .. }
            | RoundNews::Answer { .. }
            | RoundNews::AnswerRefresh { .. }
            | RoundNews::DigestPage { .. }
            | RoundNews::DigestPageRefresh { .. }
            | RoundNews::Late { .. } => Ok(()),
        },
    }
}

/// What follows from it never standing there.
pub async fn undelivered(cx: &mut Cx<'_>, news: &CohortNews) -> Result<(), Error> {
    match news {
        CohortNews::Hello { .. }
        | CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::Graduated { .. }
        | CohortNews::TurnAsked { .. }
        | CohortNews::TurnRefresh { .. }
        | CohortNews::SwapAsked { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. }
        | CohortNews::LeaderReminded { .. }
        | CohortNews::Discussion { .. }
        | CohortNews::NoteAsked { .. }
        | CohortNews::NoteRefresh { .. }
        | CohortNews::DiscussionNote { .. }
        | CohortNews::PeerReview { .. }
        | CohortNews::PeerTask { .. }
        | CohortNews::PeerTaskRefresh { .. }
        | CohortNews::Win(_) => Ok(()),
        CohortNews::Round(news) => match news {
            RoundNews::Digest { round } => digest::post::undelivered(cx, *round).await,
            RoundNews::Asked { .. }
            | RoundNews::AskedRefresh { .. }
            | RoundNews::Answer { .. }
            | RoundNews::AnswerRefresh { .. }
            | RoundNews::DigestRefresh { .. }
            | RoundNews::DigestPage { .. }
            | RoundNews::DigestPageRefresh { .. }
            | RoundNews::Late { .. } => Ok(()),
        },
    }
}
