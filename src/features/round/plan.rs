//! When a cohort is asked: every Thursday at 10:00 where it is at home, unless nobody is there.
//!
//! What was missed for more than a day is not made up for. Whether its channel can be posted in is looked at when the
//! question is said.

use jiff::SignedDuration;

use crate::{
    domain::{
        ids::CohortId,
        outgoing::{Outgoing, cohort::CohortNews, round::RoundNews},
        round::{LATEST, closes_at, next_asked, told_at},
    },
    features::{
        Cx, Error, PLANNED_AT_ONCE,
        schedule::{cohorts, rounds},
    },
    store::{
        Fault,
        outbox::{self, Timing},
        rounds as kept,
    },
    telemetry::field,
};

/// How long a cohort whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// Asks the cohorts that are due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = kept::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for cohort in &due {
        match ask(cx, *cohort).await {
            // One row that cannot be read must not keep everybody else from being asked.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!({ field::REASON } = what, "a cohort could not be asked");
                put_off(cx, *cohort).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

async fn put_off(cx: &mut Cx<'_>, id: CohortId) -> Result<(), Error> {
    let was = kept::find_schedule(cx.tx, id).await?;
    let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
    let next = was.next.map(|(week, _)| (week, later));
    Ok(kept::update_schedule(cx.tx, id, kept::Schedule { next, ..was }).await?)
}

/// Asks one cohort, unless it is too late or everybody is away, and plans its next week.
async fn ask(cx: &mut Cx<'_>, id: CohortId) -> Result<(), Error> {
    let Some((week, at)) = kept::find_schedule(cx.tx, id).await?.next else { return Ok(()) };
    let cohort = cohorts::find(cx, id).await?;
    let members = cohorts::members(cx, id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    let is_asked = cohort.ended_at.is_none()
        && cohort.bound.is_some()
        && cx.now.duration_since(at) < LATEST
        && rounds::present(&members, week).next().is_some();
    if is_asked
        && let Some(told) = told_at(&home, week)
        && let Some(round) =
            kept::insert(cx.tx, (id, week), (at, closes_at(&home, at), told)).await?
    {
        let until = at.saturating_add(LATEST).ok();
        let timing = Timing { due_at: at, ready_at: at, expires_at: until };
        let news = Outgoing::Cohort(CohortNews::Round(RoundNews::Asked { round }));
        outbox::insert(cx.tx, &news, timing).await?;
    }
    let next = next_asked((&home, cohort.starts_on), (Some(week), None), cx.now);
    let next = next.filter(|_| cohort.ended_at.is_none()).map(|due| (due.week, due.at));
    Ok(kept::update_schedule(cx.tx, id, kept::Schedule { done: Some(week), next }).await?)
}
