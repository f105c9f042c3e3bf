//! The digest of a cohort's week: on Monday at 10:00 where it is at home, one message in its channel.
//!
//! Wins come first, then what people learned, then what somebody could help with, as far as its author asked for that.
//! There is no ranking in it, nobody is named who has not answered, and nothing of what a pair writes to each other. A
//! week in which there is nothing to tell has none. What is added by other parts of a cohort's life stands in `ahead`.

use super::{
    Cx, Error, PLANNED_AT_ONCE,
    schedule::{cohorts, rounds},
};
use crate::{
    domain::{
        ids::{PersonId, RoundId},
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews},
        person::Person,
        post::Subject,
        round::{Digest, FEWEST_COUNTED, LATEST, Round, told_at},
    },
    store::{
        Fault,
        outbox::{self, Timing},
        posts, rounds as kept,
        wins::{self as good_news, Win},
    },
    telemetry::field,
};

pub mod ahead;
pub mod post;
pub mod views;

use views::{Counts, Shown};

/// Puts the digests that are due on their way. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = kept::list_digests_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for round in &due {
        match tell(cx, *round).await {
            // One row that cannot be read must not keep everybody else's messages back.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!({ field::REASON } = what, "a digest could not be told");
                kept::update_digest(cx.tx, *round, Digest::Nothing).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

/// Decides about one digest. What is later than a day is not made up for.
async fn tell(cx: &mut Cx<'_>, id: RoundId) -> Result<(), Error> {
    let round = rounds::find(cx, id).await?;
    let Digest::Due(at) = round.digest else { return Ok(()) };
    let is_late = cx.now.duration_since(at) >= LATEST;
    if is_late || !shown(cx, &round).await?.has_something() {
        return Ok(kept::update_digest(cx.tx, id, Digest::Nothing).await?);
    }
    kept::update_digest(cx.tx, id, Digest::Said).await?;
    good_news::update_told(cx.tx, (round.cohort, id)).await?;
    let timing = Timing { due_at: at, ready_at: at, expires_at: at.saturating_add(LATEST).ok() };
    let news = Outgoing::Cohort(CohortNews::Round(RoundNews::Digest { round: id }));
    outbox::insert(cx.tx, &news, timing).await?;
    Ok(())
}

/// Everything a digest shows, as it stands now.
async fn shown(cx: &mut Cx<'_>, round: &Round) -> Result<Shown, Error> {
    let cohort = cohorts::find(cx, round.cohort).await?;
    let mut answers = Vec::new();
    for answer in kept::list_answers(cx.tx, round.id).await? {
        answers.push((cx.person(answer.author).await?, answer));
    }
    let members = cohorts::members(cx, cohort.id).await?;
    let authors: Vec<PersonId> = answers.iter().map(|(author, _)| author.id).collect();
    let counts = count(cx, round, (&members, &authors)).await?;
    let mut wins = Vec::new();
    for win in wins_of(cx, round).await? {
        let author = cx.person(win.author).await?;
        wins.extend(win.words.map(|words| (author, words)));
    }
    let ahead = ahead::blocks(cx, &cohort).await?;
    Ok(Shown { cohort, week: round.week, wins, answers, ahead, counts })
}

/// What went well: while the digest is still to come, all that none has told yet.
async fn wins_of(cx: &mut Cx<'_>, round: &Round) -> Result<Vec<Win>, Error> {
    Ok(match round.digest {
        Digest::Due(_) => good_news::list_untold(cx.tx, round.cohort).await?,
        Digest::Said | Digest::Nothing => {
            good_news::list_told(cx.tx, (round.cohort, round.id)).await?
        }
    })
}

/// How the cohort is doing; `None` where it has so few members that a count would name somebody.
async fn count(
    cx: &mut Cx<'_>,
    round: &Round,
    (members, authors): (&[Person], &[PersonId]),
) -> Result<Option<Counts>, Error> {
    if members.len() < FEWEST_COUNTED {
        return Ok(None);
    }
    let cohort = cohorts::find(cx, round.cohort).await?;
    let home = cohorts::home(cx, (&cohort, members)).await?;
    let answered = members.iter().filter(|person| authors.contains(&person.id)).count();
    // Whoever was away and did not answer is not missed.
    let missed =
        rounds::present(members, round.week).filter(|person| !authors.contains(&person.id)).count();
    let was_asked = !posts::list(cx.tx, &Subject::Round(round.id)).await?.is_empty();
    let calls = match (told_at(&home, round.week), told_at(&home, round.week.next())) {
        (Some(from), Some(to)) => kept::count_calls(cx.tx, cohort.id, (from, to)).await?,
        (_, _) => 0,
    };
    Ok(Some(Counts {
        answered: was_asked.then_some((answered, answered + missed)),
        checkins: kept::count_checkins(cx.tx, (cohort.id, round.week)).await?,
        calls,
    }))
}
