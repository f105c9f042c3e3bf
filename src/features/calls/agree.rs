//! Answering what is proposed, and what follows when both agree.
//!
//! A time is checked once more at the moment of the yes: somebody may have taken leave, moved, or agreed to another call
//! since. Then nothing is agreed, and whoever pressed is shown times that are still there.

use super::{Scene, form::Filled, form_of, not_yours, page::page, refresh, views};
use crate::{
    domain::{
        call::{Call, NotNow, Offer, State},
        ids::CallId,
        outgoing::{Outgoing, Place},
        post::Subject,
    },
    features::{
        Cx, Error, Reaction, RefreshHome, Who, agendas,
        schedule::{calls::Callers, meetings},
    },
    slack::{
        action::call::{CallForm, CallRound},
        inbound::Click,
    },
    store::{
        call_changes, calls,
        outbox::{self, Timing},
        posts,
    },
};

/// What waits for an answer of whoever pressed, in the round they were shown.
async fn waiting(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<(Scene, Call, Offer), Error> {
    let shown: CallRound = click.value.parse().map_err(|_| not_yours())?;
    let scene = Scene::of(cx, who, CallForm::Of(shown)).await?;
    let call = scene.call.clone().ok_or_else(not_yours)?;
    call.at_round(shown.round).map_err(|why| scene.not_now(why))?;
    match call.offer().filter(|_| call.asks(scene.side)) {
        Some(offer) => Ok((scene, call, offer)),
        None => Err(scene.not_now(NotNow::NothingToAnswer)),
    }
}

/// *Confirm*.
pub async fn confirm(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (scene, call, Offer { slot, .. }) = waiting(cx, who, click).await?;
    let callers = Callers::of(cx, &scene.pair, Some(call.id)).await?;
    let slot = match callers.sides().check((slot.starts, slot.minutes), cx.now) {
        Ok(slot) => slot,
        Err(why) => {
            let vanished = views::vanished(&scene.seen(), &call, (why, slot.starts));
            let carries = CallForm::Of(CallRound { call: call.id, round: call.round });
            let filled = Filled::default();
            let view = form_of(cx, &scene, (carries, filled, Some(vanished))).await?;
            return Ok(Reaction { refresh_home: RefreshHome::No, ..Reaction::open(view) });
        }
    };
    let agreed = call.confirm(scene.side, slot, cx.now).map_err(|why| scene.not_now(why))?;
    calls::update(cx.tx, &agreed, None).await?;
    if call.agreed().is_some() {
        call_changes::update_settled(cx.tx, (call.id, call.sequence), cx.now).await?;
    }
    refresh(cx, (&scene.pair, &call)).await?;
    follows(cx, &agreed).await?;
    answered(cx, who, (&scene, click)).await
}

/// *Not this time*: a call that both have not agreed to is off; one that they have stays when it was.
pub async fn decline(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (scene, call, Offer { slot, .. }) = waiting(cx, who, click).await?;
    let turned_down = call.turn_down().map_err(|why| scene.not_now(why))?;
    calls::update(cx.tx, &turned_down, None).await?;
    let told = Outgoing::CallTurnedDown {
        call: call.id,
        round: call.round,
        starts: slot.starts,
        to: scene.other.id,
    };
    outbox::insert(cx.tx, &told, Timing::now(cx.now)).await?;
    refresh(cx, (&scene.pair, &call)).await?;
    answered(cx, who, (&scene, click)).await
}

/// The page of calls shows what became of it when it was answered there; a message is brought up to date by itself.
async fn answered(
    cx: &mut Cx<'_>,
    who: &Who,
    (scene, click): (&Scene, &Click),
) -> Result<Reaction, Error> {
    match click.view {
        Some(_) => {
            let page = page(cx, who, scene.pair.id).await?;
            Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::replace(page) })
        }
        None => Ok(Reaction::done()),
    }
}

/// What follows from an agreement, a move, or from calling off: whatever is said about the call from now on is put on its
/// way here, under the sequence it now has. What is on its way under an earlier one finds, when it is rendered, that it is
/// not true any more.
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
