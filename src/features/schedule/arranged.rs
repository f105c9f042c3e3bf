//! What follows from an agreement about a call, from a move, or from calling it off.
//!
//! Whatever is said about the call from now on is put on its way here, under the sequence it now has. What is on its way
//! under an earlier one finds, when it is rendered, that it is not true any more.

use super::meetings;
use crate::{
    domain::{
        call::{Call, State},
        ids::CallId,
        outgoing::{Outgoing, Place},
        pair::{Pair, Side},
        post::Subject,
    },
    features::{Cx, Error, agendas},
    store::{
        call_changes::{self, Asked, Change},
        calls,
        outbox::{self, Timing},
        posts,
    },
};

/// Both are told, calendars follow, and so does what is said at the call and after it.
pub async fn follows(cx: &mut Cx<'_>, call: &Call) -> Result<(), Error> {
    let (id, sequence, to) = (call.id, call.sequence, Place::Room);
    let (said, until) = match call.state {
        State::Agreed { slot, .. } => {
            (Outgoing::CallAgreed { call: id, sequence, to }, Some(slot.span().to))
        }
        State::CalledOff { was: Some(_) } => (Outgoing::CallOff { call: id, sequence, to }, None),
        State::CalledOff { was: None } | State::Choosing | State::Offered(_) | State::Lapsed => {
            return Ok(());
        }
    };
    let at_once = Timing { due_at: cx.now, ready_at: cx.now, expires_at: until };
    outbox::insert(cx.tx, &said, at_once).await?;
    refresh_earlier(cx, call).await?;
    meetings::follow(cx, call).await?;
    agendas::follow(cx, call).await
}

/// A message that says what both agreed to stands now, and it may be overtaken already: it was on its way.
pub async fn overtaken(cx: &mut Cx<'_>, id: CallId) -> Result<(), Error> {
    match calls::find(cx.tx, id).await? {
        Some(call) => refresh_earlier(cx, &call).await,
        None => Ok(()),
    }
}

/// Whatever says when the call was under an earlier sequence shows that it was moved or called off.
async fn refresh_earlier(cx: &mut Cx<'_>, call: &Call) -> Result<(), Error> {
    for sequence in 0..call.sequence {
        for (channel, ts) in posts::list(cx.tx, &Subject::Call(call.id, sequence)).await? {
            let refresh = Outgoing::CallAgreedRefresh { call: call.id, sequence, channel, ts };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    Ok(())
}

/// The message that put this round before somebody, and the one that asked the mentee, show what became of it.
pub async fn refresh(cx: &mut Cx<'_>, (pair, before): (&Pair, &Call)) -> Result<(), Error> {
    if let Some(offer) = before.offer() {
        let to = pair.person(offer.by.other());
        let refresh = Outgoing::CallOfferRefresh { call: before.id, round: before.round, to };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    refresh_asked(cx, before).await
}

/// The message that asked the mentee for this call shows what became of it.
pub async fn refresh_asked(cx: &mut Cx<'_>, before: &Call) -> Result<(), Error> {
    if before.week.is_some() {
        let refresh = Outgoing::CallAskRefresh { pair: before.pair, call: before.id };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// Every call of a pair that has ended and that is still to come is off, whether both have agreed to it or not. `by` ended
/// the pair; where nobody did, no change of a call is written down as anybody's.
pub async fn call_all_off(cx: &mut Cx<'_>, (pair, by): (&Pair, Option<Side>)) -> Result<(), Error> {
    for call in calls::list_coming(cx.tx, pair.id, cx.now).await? {
        let off = match (call.agreed(), call.call_off(cx.now)) {
            (Some(slot), Ok((off, notice))) => {
                if let Some(by) = by {
                    let (sequence, change) = (call.sequence, Change::CalledOff);
                    let (at, starts, reason) = (cx.now, slot.starts, None);
                    let asked = Asked { sequence, change, by, at, starts, notice, reason };
                    call_changes::insert(cx.tx, call.id, &asked).await?;
                    call_changes::update_settled(cx.tx, (call.id, sequence), cx.now).await?;
                }
                off
            }
            // It has begun, or both have not agreed to it.
            (Some(_), Err(_)) => continue,
            (None, _) => match call.turn_down() {
                Ok(off) => off,
                Err(_) => continue,
            },
        };
        calls::update(cx.tx, &off, None).await?;
        refresh(cx, (pair, &call)).await?;
        follows(cx, &off).await?;
    }
    Ok(())
}
