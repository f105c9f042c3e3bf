//! When a cohort is asked about its week and told what was answered, and what follows when its home, its start or its
//! answers change.
//!
//! What is still to come is computed again from the same local rules; what was asked stays asked. What is said stands in
//! `round` and `digest`.

use super::cohorts;
use crate::{
    domain::{
        ids::{CohortId, RoundAnswerId, RoundId, SlackChannel},
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews},
        person::Person,
        post::Subject,
        round::{Answer, Digest, How, Round, is_away, next_asked, told_at},
        week::Week,
    },
    features::{Cx, Error},
    store::{
        Fault,
        outbox::{self, Timing},
        posts, rounds,
    },
};

/// A round that must be there because a row refers to it.
pub async fn find(cx: &mut Cx<'_>, id: RoundId) -> Result<Round, Error> {
    Ok(rounds::find(cx.tx, id).await?.ok_or(Fault::Unreadable("round"))?)
}

/// An answer that must be there, and its round.
pub async fn find_answer(cx: &mut Cx<'_>, id: RoundAnswerId) -> Result<(Round, Answer), Error> {
    let answer = rounds::find_answer(cx.tx, id).await?.ok_or(Fault::Unreadable("answer"))?;
    Ok((find(cx, answer.round).await?, answer))
}

/// The members of a cohort who are not away in the second half of a week.
pub fn present(members: &[Person], week: Week) -> impl Iterator<Item = &Person> {
    members.iter().filter(move |person| !is_away(&person.availability, week))
}

/// Where a cohort is at home, when it starts, or whether it runs has changed.
pub async fn follow(cx: &mut Cx<'_>, id: CohortId) -> Result<(), Error> {
    let cohort = cohorts::find(cx, id).await?;
    let members = cohorts::members(cx, id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    let runs = cohort.ended_at.is_none();
    let was = rounds::find_schedule(cx.tx, id).await?;
    let planned = was.next.map(|(week, _)| week);
    let next = next_asked((&home, cohort.starts_on), (was.done, planned), cx.now);
    let next = next.filter(|_| runs).map(|due| (due.week, due.at));
    if next != was.next {
        rounds::update_schedule(cx.tx, id, rounds::Schedule { next, ..was }).await?;
    }
    for round in rounds::list_untold(cx.tx, id).await? {
        let digest = match told_at(&home, round.week) {
            Some(at) if runs => Digest::Due(at),
            Some(_) | None => Digest::Nothing,
        };
        if digest != round.digest {
            rounds::update_digest(cx.tx, round.id, digest).await?;
        }
    }
    Ok(())
}

/// Somebody answered. Where the digest stands already it is changed, and says so in its thread once for each of them; where
/// there was nothing to tell, there may be now.
pub async fn answered(
    cx: &mut Cx<'_>,
    round: &Round,
    (answer, is_told): (RoundAnswerId, bool),
) -> Result<(), Error> {
    match round.digest {
        Digest::Said if is_told && is_first(cx, round, answer).await? => {
            say(cx, RoundNews::Late { answer }).await?;
        }
        Digest::Nothing if is_told => {
            let cohort = cohorts::find(cx, round.cohort).await?;
            if cohort.ended_at.is_none() {
                rounds::update_digest(cx.tx, round.id, Digest::Said).await?;
                say(cx, RoundNews::Digest { round: round.id }).await?;
            }
        }
        Digest::Due(_) | Digest::Said | Digest::Nothing => {}
    }
    changed(cx, round).await
}

/// Whether whoever gave an answer has nothing else standing in the round: further lines in its thread are talk.
async fn is_first(cx: &mut Cx<'_>, round: &Round, id: RoundAnswerId) -> Result<bool, Error> {
    let answers = rounds::list_answers(cx.tx, round.id).await?;
    let author = answers.iter().find(|answer| answer.id == id).map(|answer| answer.author);
    let mut others = answers.iter().filter(|answer| answer.id != id && is_told(answer));
    Ok(!others.any(|answer| Some(answer.author) == author))
}

/// What was answered in a round has changed: its question and its digest show it.
pub async fn changed(cx: &mut Cx<'_>, round: &Round) -> Result<(), Error> {
    say(cx, RoundNews::AskedRefresh { round: round.id }).await?;
    match round.digest {
        Digest::Said => say(cx, RoundNews::DigestRefresh { round: round.id }).await,
        Digest::Due(_) | Digest::Nothing => Ok(()),
    }
}

/// Says something about a round, at once: a channel is nobody's inbox.
pub async fn say(cx: &mut Cx<'_>, news: RoundNews) -> Result<(), Error> {
    let news = Outgoing::Cohort(CohortNews::Round(news));
    outbox::insert(cx.tx, &news, Timing::now(cx.now)).await?;
    Ok(())
}

/// Whether the digest has something of an answer.
pub fn is_told(answer: &Answer) -> bool {
    match &answer.how {
        How::Written(words) => words.is_told(),
        How::Typed(..) => true,
        How::TakenBack => false,
    }
}

/// The channel that is looked at before something about a round is said there.
pub async fn place(cx: &mut Cx<'_>, news: &RoundNews) -> Result<Option<SlackChannel>, Error> {
    let subject = match news {
        RoundNews::Asked { round } | RoundNews::Digest { round } => {
            let round = find(cx, *round).await?;
            let cohort = cohorts::find(cx, round.cohort).await?;
            return Ok(cohort.bound.map(|bound| bound.channel));
        }
        RoundNews::Answer { answer } => Subject::Round(find_answer(cx, *answer).await?.0.id),
        RoundNews::DigestPage { round, .. } => Subject::Digest(*round, 0),
        // A line in the thread may be gone before its note is said.
        RoundNews::Late { answer } => match rounds::find_answer(cx.tx, *answer).await? {
            Some(answer) => Subject::Digest(answer.round, 0),
            None => return Ok(None),
        },
        RoundNews::AskedRefresh { .. }
        | RoundNews::AnswerRefresh { .. }
        | RoundNews::DigestRefresh { .. }
        | RoundNews::DigestPageRefresh { .. } => return Ok(None),
    };
    let stands = posts::list(cx.tx, &subject).await?.into_iter().next();
    Ok(stands.map(|(channel, _)| channel))
}
