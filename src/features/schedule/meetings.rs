//! What is said about a call once it begins and once it is over: put on its way when both agree to it.
//!
//! What it says, and whether it is still true then, is found when it is rendered.

use crate::{
    domain::{
        call::Call,
        ids::PairId,
        meeting::{corrected_until, line_at, missing_from},
        outgoing::{Outgoing, Place},
        post::Subject,
    },
    features::{Cx, Error},
    store::{
        Fault, calls, meetings,
        outbox::{self, Timing},
        pairs, posts,
    },
};

/// The calls of a pair that both agreed to, in order, without those at which the two did not meet.
pub async fn list_talks(cx: &mut Cx<'_>, pair: PairId) -> Result<Vec<Call>, Error> {
    let missed = meetings::list_missed(cx.tx, pair).await?;
    let mut talks = calls::list_agreed(cx.tx, pair).await?;
    talks.retain(|call| missed.iter().all(|(id, _)| *id != call.id));
    Ok(talks)
}

/// The line before it, and the question after it, of a call that both agreed to; the lines of what they agreed to before
/// show that it was moved or called off.
pub async fn follow(cx: &mut Cx<'_>, call: &Call) -> Result<(), Error> {
    for sequence in 0..call.sequence {
        for (channel, ts) in posts::list(cx.tx, &Subject::CallLine(call.id, sequence)).await? {
            let refresh = Outgoing::CallLineRefresh { call: call.id, sequence, channel, ts };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    let Some(slot) = call.agreed() else { return Ok(()) };
    let pair = pairs::find(cx.tx, call.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    let (call, sequence) = (call.id, call.sequence);
    let due_at = line_at(slot);
    let ready_at = due_at.max(cx.now);
    let line = Outgoing::CallLine { call, sequence, to: Place::Room };
    let timing = Timing { due_at: ready_at, ready_at, expires_at: Some(missing_from(slot)) };
    outbox::insert(cx.tx, &line, timing).await?;
    let ends = slot.span().to;
    let ready_at = mentee.availability.first_for_both(&mentor.availability, ends);
    let after = Outgoing::CallAfter { call, sequence, to: Place::Room };
    let until = corrected_until(slot, &mentee.zone);
    let ready_at = ready_at.unwrap_or(ends);
    let timing = Timing { due_at: ready_at, ready_at, expires_at: Some(until) };
    outbox::insert(cx.tx, &after, timing).await?;
    Ok(())
}
