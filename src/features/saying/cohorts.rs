//! The list of what is said about cohorts: who renders it, what it shows, what follows from it.
//!
//! It is one member of the lists beside it, and total as they are: each function matches [`CohortNews`] without `_`.

use crate::{
    domain::{
        ids::SlackChannel,
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews, win::WinNews},
        post::Subject,
    },
    features::{Cx, Error, cohort, digest, ending, letter::Verdict, round, schedule::rounds, wins},
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
    }
}

/// What it shows, so that a reply under it finds its way.
pub fn subject(news: &CohortNews) -> Option<Subject> {
    match news {
        CohortNews::Hello { cohort, binding } => Some(Subject::CohortHello(*cohort, *binding)),
        CohortNews::Invited { cohort, to, .. } => Some(Subject::CohortInvited(*cohort, *to)),
        CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::Graduated { .. } => None,
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
        _ => String::new(),
    }
}

/// The change that shows what an unasked one has become; they say how things stood, and stay.
pub fn became(_: &Outgoing) -> Option<Outgoing> {
    None
}

/// The channel that is looked at before this is said there.
pub async fn place(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Option<SlackChannel>, Error> {
    match news {
        CohortNews::Hello { .. } => cohort::post::place(cx, news).await,
        CohortNews::Graduated { pair } => ending::cohort::place(cx, *pair).await,
        CohortNews::Round(news) => rounds::place(cx, news).await,
        CohortNews::Win(news) => wins::place(cx, news).await,
        CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. } => Ok(None),
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
pub async fn undelivered(_: &mut Cx<'_>, news: &CohortNews) -> Result<(), Error> {
    match news {
        CohortNews::Hello { .. }
        | CohortNews::Invited { .. }
        | CohortNews::InvitedRefresh { .. }
        | CohortNews::Welcome { .. }
        | CohortNews::Closed { .. }
        | CohortNews::Graduated { .. }
        | CohortNews::Round(_)
        | CohortNews::Win(_) => Ok(()),
    }
}
