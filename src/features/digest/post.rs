//! What is said of a digest: its first page in the channel, the others in its thread, and that something came late.

use super::{shown, views};
use crate::{
    domain::{
        ids::{RoundAnswerId, RoundId},
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews},
        post::Subject,
        round::{Digest, How},
    },
    features::{
        Cx, Error,
        channel::{in_cohort, in_thread},
        letter::{Verdict, change, wait_for},
        schedule::{cohorts, rounds},
    },
    store::{
        outbox::{self, Timing},
        posts, rounds as kept, wins,
    },
};

/// Renders it.
pub async fn render(cx: &mut Cx<'_>, news: &RoundNews) -> Result<Verdict, Error> {
    match news {
        RoundNews::Digest { round } => {
            let round = rounds::find(cx, *round).await?;
            let cohort = cohorts::find(cx, round.cohort).await?;
            let shown = shown(cx, &round).await?;
            if !shown.has_something() {
                return Ok(Verdict::Drop("nothing to tell"));
            }
            in_cohort(cx, &cohort, views::digest(&shown)).await
        }
        RoundNews::DigestRefresh { round } => {
            let id = *round;
            let round = rounds::find(cx, id).await?;
            let message = views::digest(&shown(cx, &round).await?);
            let original = said(RoundNews::Digest { round: id });
            change(cx, (&Subject::Digest(id, 0), &original), message).await
        }
        RoundNews::DigestPage { round, page } => go_on(cx, (*round, *page)).await,
        RoundNews::DigestPageRefresh { round, page } => {
            let (id, page) = (*round, *page);
            let round = rounds::find(cx, id).await?;
            let shown = shown(cx, &round).await?;
            let message = views::page(&shown, page).unwrap_or_else(views::no_page);
            let original = said(RoundNews::DigestPage { round: id, page });
            change(cx, (&Subject::Digest(id, page), &original), message).await
        }
        RoundNews::Late { answer } => late(cx, *answer).await,
        RoundNews::Asked { .. }
        | RoundNews::AskedRefresh { .. }
        | RoundNews::Answer { .. }
        | RoundNews::AnswerRefresh { .. } => Ok(Verdict::Drop("not ours")),
    }
}

fn said(news: RoundNews) -> Outgoing {
    Outgoing::Cohort(CohortNews::Round(news))
}

async fn go_on(cx: &mut Cx<'_>, (id, page): (RoundId, u32)) -> Result<Verdict, Error> {
    let before = match page {
        0 | 1 => RoundNews::Digest { round: id },
        more => RoundNews::DigestPage { round: id, page: more - 1 },
    };
    if let Some(wait) = wait_for(cx, &said(before)).await? {
        return Ok(wait);
    }
    let round = rounds::find(cx, id).await?;
    match views::page(&shown(cx, &round).await?, page) {
        Some(message) => {
            let stands = posts::list(cx.tx, &Subject::Digest(id, 0)).await?.into_iter().next();
            in_thread(cx, stands, message).await
        }
        None => Ok(Verdict::Drop("shorter now")),
    }
}

async fn late(cx: &mut Cx<'_>, id: RoundAnswerId) -> Result<Verdict, Error> {
    let Some(answer) = kept::find_answer(cx.tx, id).await? else {
        return Ok(Verdict::Drop("gone"));
    };
    let round = rounds::find(cx, answer.round).await?;
    if answer.how == How::TakenBack {
        return Ok(Verdict::Drop("taken back"));
    }
    if let Some(wait) = wait_for(cx, &said(RoundNews::Digest { round: round.id })).await? {
        return Ok(wait);
    }
    let author = cx.person(answer.author).await?;
    let stands = posts::list(cx.tx, &Subject::Digest(round.id, 0)).await?.into_iter().next();
    in_thread(cx, stands, views::late(&author)).await
}

/// It never stood there: what it would have told is told with the next one, and an answer that still comes is a new start.
pub async fn undelivered(cx: &mut Cx<'_>, id: RoundId) -> Result<(), Error> {
    kept::update_digest(cx.tx, id, Digest::Nothing).await?;
    let round = rounds::find(cx, id).await?;
    Ok(wins::update_untold(cx.tx, (round.cohort, id)).await?)
}

/// The digest stands as it is now: its further pages follow in its thread, and those that stand there already are changed.
pub async fn delivered(cx: &mut Cx<'_>, id: RoundId) -> Result<(), Error> {
    let round = rounds::find(cx, id).await?;
    let count = views::count_pages(&shown(cx, &round).await?);
    for page in 1_u32.. {
        let post = said(RoundNews::DigestPage { round: id, page });
        let is_known = outbox::find_stage(cx.tx, &post).await?.is_some();
        if is_known {
            let refresh = said(RoundNews::DigestPageRefresh { round: id, page });
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        } else if page < count {
            outbox::insert(cx.tx, &post, Timing::now(cx.now)).await?;
        } else {
            break;
        }
    }
    Ok(())
}
