//! The agendas of calls as other things touch them: one is expected once a call is agreed on, and one that stands is
//! brought up to date when its call or something on it changes.
//!
//! What an agenda says, and who writes it, is `agenda`'s.

use super::{Cx, Error};
use crate::{
    domain::{
        agenda::posted_from,
        call::Call,
        ids::{CallId, PairId},
        outgoing::{Outgoing, Place},
        pair::Room,
    },
    store::{
        Fault, calls,
        outbox::{self, Timing},
        pairs,
    },
};

/// What both agreed to has changed: one that was posted for the time before says that the call was moved or called off,
/// and when there is a time, its own is posted a day before, or at once.
pub async fn follow(cx: &mut Cx<'_>, call: &Call) -> Result<(), Error> {
    for before in 0..call.sequence {
        refresh(cx, (call.id, before)).await?;
    }
    let Some(slot) = call.agreed() else { return Ok(()) };
    let due_at = posted_from(slot.starts, cx.now);
    let timing = Timing { due_at, ready_at: due_at, expires_at: Some(slot.starts) };
    let agenda = Outgoing::Agenda { call: call.id, sequence: call.sequence, to: Place::Room };
    outbox::insert(cx.tx, &agenda, timing).await?;
    Ok(())
}

/// Brings the agenda that was posted for a call, at the time both had agreed on under this sequence, up to date.
pub async fn refresh(cx: &mut Cx<'_>, (call, sequence): (CallId, u32)) -> Result<(), Error> {
    let pair = calls::find(cx.tx, call).await?.ok_or(Fault::Unreadable("call"))?.pair;
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let places = match pair.room {
        Room::Refused => vec![Place::Alone(pair.mentor), Place::Alone(pair.mentee)],
        Room::Open(_) | Room::Unopened => vec![Place::Room],
    };
    for to in places {
        let message = Outgoing::AgendaRefresh { call, sequence, to };
        outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// Something has changed that an agenda of this pair may show: that of a call to come, once it is due to be posted, or of
/// the last one, which is still read. Each is posted with what stands then, so what is not due needs nothing.
pub async fn refresh_recent(cx: &mut Cx<'_>, pair: PairId) -> Result<(), Error> {
    for call in calls::list_agreed(cx.tx, pair).await?.iter().rev() {
        let Some(slot) = call.agreed() else { continue };
        if posted_from(slot.starts, cx.now) <= cx.now {
            refresh(cx, (call.id, call.sequence)).await?;
        }
        if slot.starts <= cx.now {
            break;
        }
    }
    Ok(())
}
