//! Answering what is proposed. What follows when both agree stands in `schedule::arranged`.
//!
//! A time is checked once more at the moment of the yes: somebody may have taken leave, moved, or agreed to another call
//! since. Then nothing is agreed, and whoever pressed is shown times that are still there.

use super::{Scene, form::Filled, form_of, not_yours, page::page, views};
use crate::{
    domain::{
        call::{Call, NotNow, Offer},
        outgoing::Outgoing,
    },
    features::{
        Cx, Error, Reaction, RefreshHome, Who,
        schedule::{arranged, calls::Callers},
    },
    slack::{
        action::call::{CallForm, CallRound},
        inbound::Click,
    },
    store::{
        call_changes, calls,
        outbox::{self, Timing},
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
    arranged::refresh(cx, (&scene.pair, &call)).await?;
    arranged::follows(cx, &agreed).await?;
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
    arranged::refresh(cx, (&scene.pair, &call)).await?;
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
