//! What is said about the weekly question: the question itself, and the answers in its thread.

use super::{count, views};
use crate::{
    domain::{
        ids::{RoundAnswerId, RoundId},
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews},
        post::Subject,
        round::How,
    },
    features::{
        Cx, Error,
        channel::{in_cohort, in_thread},
        letter::{Verdict, change, wait_for},
        schedule::{cohorts, rounds},
    },
    slack::blocks::Message,
    store::posts,
};

/// Renders it.
pub async fn render(cx: &mut Cx<'_>, news: &RoundNews) -> Result<Verdict, Error> {
    match news {
        RoundNews::Asked { round } => {
            let round = rounds::find(cx, *round).await?;
            let cohort = cohorts::find(cx, round.cohort).await?;
            let message = views::asked(&round, count(cx, round.id).await?);
            in_cohort(cx, &cohort, message).await
        }
        RoundNews::AskedRefresh { round } => asked_again(cx, *round).await,
        RoundNews::Answer { answer } => bring(cx, *answer).await,
        RoundNews::AnswerRefresh { answer } => {
            let message = shown(cx, *answer).await?;
            let original = said(RoundNews::Answer { answer: *answer });
            change(cx, (&Subject::RoundAnswer(*answer), &original), message).await
        }
        RoundNews::Digest { .. }
        | RoundNews::DigestRefresh { .. }
        | RoundNews::DigestPage { .. }
        | RoundNews::DigestPageRefresh { .. }
        | RoundNews::Late { .. } => Ok(Verdict::Drop("not ours")),
    }
}

fn said(news: RoundNews) -> Outgoing {
    Outgoing::Cohort(CohortNews::Round(news))
}

async fn asked_again(cx: &mut Cx<'_>, id: RoundId) -> Result<Verdict, Error> {
    let round = rounds::find(cx, id).await?;
    let message = views::asked(&round, count(cx, id).await?);
    change(cx, (&Subject::Round(id), &said(RoundNews::Asked { round: id })), message).await
}

async fn bring(cx: &mut Cx<'_>, id: RoundAnswerId) -> Result<Verdict, Error> {
    let (round, answer) = rounds::find_answer(cx, id).await?;
    if answer.how == How::TakenBack {
        return Ok(Verdict::Drop("taken back"));
    }
    if let Some(wait) = wait_for(cx, &said(RoundNews::Asked { round: round.id })).await? {
        return Ok(wait);
    }
    let stands = posts::list(cx.tx, &Subject::Round(round.id)).await?.into_iter().next();
    let message = shown(cx, id).await?;
    in_thread(cx, stands, message).await
}

async fn shown(cx: &mut Cx<'_>, id: RoundAnswerId) -> Result<Message, Error> {
    let (_, answer) = rounds::find_answer(cx, id).await?;
    let author = cx.person(answer.author).await?;
    Ok(match &answer.how {
        How::Written(words) => views::answer(&author, words),
        How::Typed(..) | How::TakenBack => views::gone(&author),
    })
}
