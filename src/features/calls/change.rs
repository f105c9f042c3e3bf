//! Moving what both agreed to, and calling it off.
//!
//! More than a day ahead both are free. Later than that it takes a reason, which the two of the pair read, and it is marked
//! as late notice. A move proposes another time, and the first one stands until the other side agrees; a call that is
//! called off is off at once.

use super::{Scene, form::Filled, form_of, not_yours, under, views};
use crate::{
    domain::{
        access::Act,
        call::{Call, NotNow, Notice},
        ids::CallId,
        pair::Side,
        text::UserText,
    },
    features::{Cx, Error, Reaction, Who, access, bodies, schedule::arranged},
    slack::{
        action::{
            call::{CallForm, CallRound},
            read_id,
        },
        answer::Answer,
        inbound::{Click, Submit, ViewState},
    },
    store::{
        call_changes::{self, Asked, Change},
        calls,
    },
};

/// What both agreed to, for somebody who wants to change it, with the round it is in now.
async fn settled(
    cx: &mut Cx<'_>,
    who: &Who,
    click: &Click,
) -> Result<(Scene, Call, CallRound), Error> {
    let id: CallId = read_id(&click.value).map_err(|_| not_yours())?;
    let call = access::call(cx, who, (id, Act::ArrangeCall)).await?.object.1;
    let shown = CallRound { call: id, round: call.round };
    let scene = Scene::of(cx, who, CallForm::Of(shown)).await?;
    match (call.agreed().is_some(), call.is_open(cx.now)) {
        (true, true) => Ok((scene, call, shown)),
        (true, false) => Err(scene.not_now(NotNow::Begun)),
        (false, _) => Err(scene.not_now(NotNow::Stale)),
    }
}

/// *Move*.
pub async fn ask_move(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (scene, _, shown) = settled(cx, who, click).await?;
    let carries = CallForm::Of(shown);
    Ok(Reaction::open(form_of(cx, &scene, (carries, Filled::default(), None)).await?))
}

/// *Call off*.
pub async fn ask_off(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (scene, call, shown) = settled(cx, who, click).await?;
    let Some(slot) = call.agreed() else { return Err(not_yours()) };
    let notice = Notice::of(slot.starts, cx.now);
    Ok(Reaction::open(views::changed::off_form(&scene.seen(), (shown, slot, notice))))
}

/// It is called off.
pub async fn off(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let shown: CallRound = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let scene = Scene::of(cx, who, CallForm::Of(shown)).await?;
    let call = scene.call.clone().ok_or_else(not_yours)?;
    call.at_round(shown.round).map_err(|why| scene.not_now(why))?;
    let (off, _) = call.call_off(cx.now).map_err(|why| scene.not_now(why))?;
    let asked = asked(cx, &submit.view, (&call, scene.side, Change::CalledOff))?;
    if let Some(asked) = asked {
        call_changes::insert(cx.tx, call.id, &asked).await?;
        call_changes::update_settled(cx.tx, (call.id, call.sequence), cx.now).await?;
    }
    calls::update(cx.tx, &off, None).await?;
    arranged::refresh(cx, (&scene.pair, &call)).await?;
    arranged::follows(cx, &off).await?;
    let answer = Answer::Replace(views::changed::is_off(&scene.seen()));
    Ok(Reaction { answer, ..Reaction::done() })
}

/// The change somebody asks for of what both agreed to, with its reason, which it needs when it is late; `None` while both
/// have not agreed to anything, and for whoever answers the other one's wish to move it: they owe no reason.
pub fn asked(
    cx: &Cx<'_>,
    state: &ViewState,
    (call, by, change): (&Call, Side, Change),
) -> Result<Option<Asked>, Error> {
    let Some(slot) = call.agreed() else { return Ok(None) };
    if change == Change::Moved && call.asks(by) {
        return Ok(None);
    }
    let notice = Notice::of(slot.starts, cx.now);
    let reason =
        UserText::parse_optional(state.typed(views::changed::REASON), views::changed::MAX_REASON)
            .map_err(|it| under(views::changed::REASON, bodies::problem(it)))?;
    if notice == Notice::Late && reason.is_none() {
        return Err(under(views::changed::REASON, views::changed::why_so_late()));
    }
    let (sequence, at, starts) = (call.sequence, cx.now, slot.starts);
    Ok(Some(Asked { sequence, change, by, at, starts, notice, reason }))
}
