//! Peer review in a cohort: every two weeks each member who is there reads something small of another's, both ways.
//!
//! It is off until a lead turns it on. Whoever is away is left out and hears nothing; nobody asks afterwards whether it
//! happened. Who reads whose work is `domain::peer_review`'s to say.

use jiff::SignedDuration;

use super::{
    Cx, Error, PLANNED_AT_ONCE, Reaction, Who, access,
    schedule::turns::{self, Ground},
};
use crate::{
    domain::{
        ids::{CohortId, PeerReviewId, PersonId},
        outgoing::{Outgoing, cohort::CohortNews},
        peer_review::{Read, ReadAnswer, at, groups, next_day},
    },
    slack::{action::read_id, inbound::Click},
    store::{
        Fault,
        outbox::{self, Timing},
        peer_reviews as kept,
    },
    telemetry::field,
};

pub mod post;
pub mod views;

/// How long a row that cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(24);

/// So long after its hour people are still put together.
const STILL_NOW: SignedDuration = SignedDuration::from_hours(6);

/// So long those who were hear of it.
const STILL_NEWS: SignedDuration = SignedDuration::from_hours(4 * 24);

/// Two share working hours when they do so within an ordinary week.
const A_WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// *Done*, and *Not this time*.
pub async fn settle(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, answer): (&Click, ReadAnswer),
) -> Result<Reaction, Error> {
    let id: PeerReviewId = read_id(&click.value).map_err(|_| access::not_yours())?;
    let (_, read) = access::turns::read(cx, who, id).await?;
    kept::update_answer(cx.tx, (id, read.reader), answer).await?;
    let news = CohortNews::PeerTaskRefresh { review: id, to: read.reader };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::now(cx.now)).await?;
    Ok(Reaction::done())
}

/// Puts together whoever is due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = kept::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for cohort in &due {
        match open(cx, *cohort).await {
            // One row that cannot be read must not keep everybody else from reading.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!({ field::REASON } = what, "a peer review could not be planned");
                let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
                if let Some((on, _)) = kept::find_rotation(cx.tx, *cohort).await? {
                    kept::update_rotation(cx.tx, *cohort, (on, later)).await?;
                }
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

async fn open(cx: &mut Cx<'_>, id: CohortId) -> Result<(), Error> {
    let Some((on, _)) = kept::find_rotation(cx.tx, id).await? else { return Ok(()) };
    let ground = turns::ground(cx, id).await?;
    let late = cx.now.duration_since(at(&ground.home, on));
    if late <= STILL_NOW && ground.meets() {
        put_together(cx, &ground, on).await?;
    }
    let next = next_day(&ground.home, on, cx.now);
    Ok(kept::update_rotation(cx.tx, id, (next, at(&ground.home, next))).await?)
}

async fn put_together(
    cx: &mut Cx<'_>,
    ground: &Ground,
    on: jiff::civil::Date,
) -> Result<(), Error> {
    let there = ground.there(on);
    let met = kept::find_met(cx.tx, ground.cohort.id).await?;
    let share = |one: PersonId, other: PersonId| share(cx.now, ground, (one, other));
    let groups = groups(&there, &met, &share);
    if groups.is_empty() {
        return Ok(());
    }
    let away = ground.members.len().saturating_sub(there.len());
    let Some(id) = kept::insert(cx.tx, (ground.cohort.id, on), away).await? else { return Ok(()) };
    for (together, group) in (1..).zip(&groups) {
        for (reader, author) in group.reads() {
            let read = Read { reader, author, together, answer: None };
            kept::insert_read(cx.tx, id, read).await?;
            task(cx, id, reader).await?;
        }
    }
    let until = cx.now.saturating_add(STILL_NOW).unwrap_or(cx.now);
    let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(until) };
    outbox::insert(cx.tx, &Outgoing::Cohort(CohortNews::PeerReview { review: id }), timing).await?;
    Ok(())
}

/// Whether two have working hours in common in an ordinary week.
fn share(now: jiff::Timestamp, ground: &Ground, (one, other): (PersonId, PersonId)) -> bool {
    let find = |id: PersonId| ground.members.iter().find(|person| person.id == id);
    let (Some(one), Some(other)) = (find(one), find(other)) else { return false };
    let (one, other) = (one.availability.ordinary(), other.availability.ordinary());
    one.first_shared_minute(&other, now, A_WEEK).is_some()
}

async fn task(cx: &mut Cx<'_>, review: PeerReviewId, to: PersonId) -> Result<(), Error> {
    let reader = cx.person(to).await?;
    let ready_at = reader.availability.next_open(cx.now).unwrap_or(cx.now);
    let until = cx.now.saturating_add(STILL_NEWS).unwrap_or(cx.now);
    let timing = Timing { due_at: cx.now, ready_at, expires_at: Some(until) };
    outbox::insert(cx.tx, &Outgoing::Cohort(CohortNews::PeerTask { review, to }), timing).await?;
    Ok(())
}
