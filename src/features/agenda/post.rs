//! The agenda where both read it: in the pair's room a day before the call, brought up to date when one of them writes.
//!
//! It is about a call that both agreed to, so it waits for nobody's window and counts as no message that was unasked.
//! An agenda fits in one message; what is longer stands in its form.

use jiff::Timestamp;

use super::{kind, scene::Scene, views};
use crate::{
    domain::{
        agenda::Has,
        call::State,
        ids::CallId,
        outgoing::{Outgoing, Place},
        pair::Room,
        post::Subject,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, change_of_missing, for_pair},
    },
    slack::blocks::Message,
    store::{agendas, outbox, people, posts},
};

/// Renders an agenda, or a change of it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Agenda { call, sequence, to } => post(cx, *call, (*sequence, *to)).await,
        Outgoing::AgendaRefresh { call, sequence, to } => {
            refresh(cx, *call, (*sequence, *to)).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn post(cx: &mut Cx<'_>, id: CallId, (sequence, to): (u32, Place)) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    let slot = match scene.call.state {
        State::Agreed { slot, .. } if scene.call.sequence == sequence => slot,
        State::Agreed { .. } => return Ok(Verdict::Drop("moved")),
        State::Choosing | State::Offered(_) | State::CalledOff { .. } | State::Lapsed => {
            return Ok(Verdict::Drop("called off"));
        }
    };
    if !scene.pair.is_active() || slot.starts <= cx.now {
        return Ok(Verdict::Drop("over"));
    }
    let message = views::post(&scene.shown(slot, cx.now));
    let alone = |to| Outgoing::Agenda { call: id, sequence, to };
    Ok(match for_pair(&scene.pair, (to, alone)) {
        Ok(to) => Verdict::Say(Letter { to, message }),
        Err(instead) => instead,
    })
}

/// How the message reads now: as the agenda, or that the call is not at that time any more.
fn message(scene: &Scene, sequence: u32, now: Timestamp) -> Message {
    match scene.call.state {
        State::Agreed { slot, .. } if scene.call.sequence == sequence => {
            views::post(&scene.shown(slot, now))
        }
        State::Agreed { slot, .. } => views::moved(slot, &scene.mentee),
        State::Choosing | State::Offered(_) | State::CalledOff { .. } | State::Lapsed => {
            views::called_off()
        }
    }
}

async fn refresh(
    cx: &mut Cx<'_>,
    id: CallId,
    (sequence, to): (u32, Place),
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    let dm = match to {
        Place::Room => None,
        Place::Alone(person) => people::find_dm(cx.tx, person).await?,
    };
    let posts = posts::list(cx.tx, &Subject::Agenda(id, sequence)).await?;
    let is_posted = !posts.is_empty();
    let stands = posts.into_iter().find(|(channel, _)| match to {
        Place::Room => true,
        Place::Alone(_) => dm.as_ref() == Some(channel),
    });
    let alone = |person| Outgoing::Agenda { call: id, sequence, to: Place::Alone(person) };
    match (stands, to, &scene.pair.room) {
        // What stands in a room that has gone is not seen any more.
        (Some(_), Place::Room, Room::Refused) => {
            Ok(Verdict::Instead([scene.pair.mentor, scene.pair.mentee].map(alone).into()))
        }
        (None, Place::Alone(person), Room::Refused)
            if is_posted && outbox::find_stage(cx.tx, &alone(person)).await?.is_none() =>
        {
            Ok(Verdict::Instead(vec![alone(person)]))
        }
        (Some((channel, ts)), _, _) => {
            let message = message(&scene, sequence, cx.now);
            Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
        }
        (None, _, _) => change_of_missing(cx, &Outgoing::Agenda { call: id, sequence, to }).await,
    }
}

/// A change of it stands: until the call begins, what is on it counts as it is read now.
pub async fn refreshed(cx: &mut Cx<'_>, id: CallId) -> Result<(), Error> {
    let scene = Scene::load(cx, id).await?;
    match scene.call.agreed() {
        Some(slot) if cx.now < slot.starts => reckon(cx, id).await,
        Some(_) | None => Ok(()),
    }
}

/// Writes down whether the two put anything on the agenda: when it was posted or changed, and whenever one of them
/// has written.
pub async fn reckon(cx: &mut Cx<'_>, id: CallId) -> Result<(), Error> {
    let scene = Scene::load(cx, id).await?;
    if scene.call.agreed().is_none() {
        return Ok(());
    }
    let made_for = (kind(&scene.call), scene.nth);
    let has = Has::of(made_for, &scene.written, &scene.recorded);
    Ok(agendas::update_has(cx.tx, (id, has), cx.now).await?)
}
