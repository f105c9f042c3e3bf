//! What is said about a cohort itself: in its channel when it is bound, to those who are asked or are in it now, and to a
//! lead when the channel is closed.
//!
//! Everything is rendered from the state of the moment. What is said every week is not known here.

use super::views;
use crate::{
    domain::{
        cohort::{Belonging, Cohort},
        ids::{CohortId, PersonId, SlackChannel},
        outgoing::{Outgoing, cohort::CohortNews},
        post::Subject,
    },
    features::{
        Cx, Error,
        channel::in_cohort,
        letter::{Destination, Letter, Verdict, change, outside_hours},
        schedule::cohorts,
    },
    store::cohorts as kept,
};

/// Renders it.
pub async fn render(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Verdict, Error> {
    match news {
        CohortNews::Hello { cohort, binding } => hello(cx, *cohort, *binding).await,
        CohortNews::Invited { cohort, nth, to } => invited(cx, *cohort, (*nth, *to)).await,
        CohortNews::InvitedRefresh { cohort, nth, to } => answered(cx, *cohort, (*nth, *to)).await,
        CohortNews::Welcome { cohort, nth, to } => welcome(cx, *cohort, (*nth, *to)).await,
        CohortNews::Closed { cohort, to, .. } => closed(cx, *cohort, *to).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The channel it is said in.
pub async fn place(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Option<SlackChannel>, Error> {
    let cohort = match news {
        CohortNews::Hello { cohort, .. } => Some(cohorts::find(cx, *cohort).await?),
        _ => None,
    };
    Ok(cohort.and_then(|cohort| cohort.bound).map(|bound| bound.channel))
}

async fn hello(cx: &mut Cx<'_>, id: CohortId, binding: u32) -> Result<Verdict, Error> {
    let cohort = cohorts::find(cx, id).await?;
    let Some(bound) = cohort.bound.clone().filter(|bound| bound.nth == binding) else {
        return Ok(Verdict::Drop("bound elsewhere"));
    };
    let members = cohorts::members(cx, id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    let by = cx.person(bound.by).await?;
    let message = views::hello(&cohort, (&members, &home), &by);
    in_cohort(cx, &cohort, message).await
}

async fn invited(
    cx: &mut Cx<'_>,
    id: CohortId,
    (nth, to): (u32, PersonId),
) -> Result<Verdict, Error> {
    let (cohort, belonging) = of(cx, id, (nth, to)).await?;
    if belonging != Some(Belonging::Asked) || cohort.ended_at.is_some() {
        return Ok(Verdict::Drop("answered"));
    }
    let reader = cx.person(to).await?;
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let by = cx.person(cohort.created_by).await?;
    let message = views::invited(&cohort, &by);
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

async fn answered(
    cx: &mut Cx<'_>,
    id: CohortId,
    (nth, to): (u32, PersonId),
) -> Result<Verdict, Error> {
    let (cohort, belonging) = of(cx, id, (nth, to)).await?;
    let original = Outgoing::Cohort(CohortNews::Invited { cohort: id, nth, to });
    let message = views::invitation_answered(&cohort, belonging.unwrap_or(Belonging::Out));
    change(cx, (&Subject::CohortInvited(id, to), &original), message).await
}

async fn welcome(
    cx: &mut Cx<'_>,
    id: CohortId,
    (nth, to): (u32, PersonId),
) -> Result<Verdict, Error> {
    let (cohort, belonging) = of(cx, id, (nth, to)).await?;
    if !matches!(belonging, Some(Belonging::In(_))) || cohort.ended_at.is_some() {
        return Ok(Verdict::Drop("not in it"));
    }
    let reader = cx.person(to).await?;
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let members = cohorts::members(cx, id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    let message = views::welcome((&cohort, &reader), (&members, &home));
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

/// A cohort and what somebody is to it since they were added for the `nth` time; `None` if they were added again.
async fn of(
    cx: &mut Cx<'_>,
    id: CohortId,
    (nth, person): (u32, PersonId),
) -> Result<(Cohort, Option<Belonging>), Error> {
    let cohort = cohorts::find(cx, id).await?;
    let member = kept::find_member(cx.tx, (id, person)).await?.filter(|it| it.nth == nth);
    Ok((cohort, member.map(|member| member.belonging)))
}

async fn closed(cx: &mut Cx<'_>, id: CohortId, to: PersonId) -> Result<Verdict, Error> {
    let cohort = cohorts::find(cx, id).await?;
    let reader = cx.person(to).await?;
    if cohort.ended_at.is_some() || cohort.open_channel().is_some() {
        return Ok(Verdict::Drop("open again"));
    }
    let Some(bound) = &cohort.bound else { return Ok(Verdict::Drop("no channel")) };
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let message = views::closed(&cohort, bound);
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}
