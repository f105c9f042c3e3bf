//! What is told of it: to the other one, that a version waits for them; in the room, that both have signed.
//!
//! Everything is rendered from the state of the moment; what was overtaken is never said.

use super::{Scene, settle, views::post as words};
use crate::{
    domain::{
        ids::{PairId, PersonId},
        outgoing::{Outgoing, Place},
        post::Subject,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, change, for_both, for_pair, outside_hours},
    },
    store::{
        Fault, agreements,
        outbox::{self, Timing},
    },
};

/// Renders what is told of it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::AgreementProposed { pair, version, to } => {
            proposed(cx, (*pair, *version), *to).await
        }
        Outgoing::AgreementProposedRefresh { pair, version, to } => {
            became(cx, (*pair, *version), *to).await
        }
        Outgoing::AgreementSigned { pair, version, to } => signed(cx, (*pair, *version), *to).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn proposed(
    cx: &mut Cx<'_>,
    (pair, number): (PairId, u32),
    to: PersonId,
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, pair).await?;
    let side = scene.pair.side(to).ok_or(Fault::Unreadable("pair"))?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let waits = scene.agreement.waits_for(side).filter(|version| version.number == number);
    let Some(version) = waits else { return Ok(Verdict::Drop("overtaken")) };
    if let Some(not_now) = outside_hours(&scene.person(side).availability, cx.now) {
        return Ok(not_now);
    }
    let message = words::proposed(&scene.seen_by(side), version);
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

async fn became(
    cx: &mut Cx<'_>,
    (pair, number): (PairId, u32),
    to: PersonId,
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, pair).await?;
    let side = scene.pair.side(to).ok_or(Fault::Unreadable("pair"))?;
    let version = agreements::find_version(cx.tx, pair, number).await?;
    let version = version.ok_or(Fault::Unreadable("agreement"))?;
    let message = words::became(&scene.seen_by(side), &version);
    let original = Outgoing::AgreementProposed { pair, version: number, to };
    change(cx, (&Subject::AgreementProposed(pair, number), &original), message).await
}

async fn signed(
    cx: &mut Cx<'_>,
    (pair, number): (PairId, u32),
    to: Place,
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, pair).await?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let in_force = scene.agreement.in_force.as_ref().filter(|version| version.number == number);
    let Some(version) = in_force else { return Ok(Verdict::Drop("overtaken")) };
    let to = match for_pair(
        &scene.pair,
        (to, |to| Outgoing::AgreementSigned { pair, version: number, to }),
    ) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    match for_both((&scene.mentor, &scene.mentee), &to, cx.now) {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) | None => {
            let next = settle::next(cx, (&scene.pair, &scene.mentee)).await?;
            let message = words::signed(&scene, (version, next));
            Ok(Verdict::Say(Letter { to, message }))
        }
    }
}

/// The messages about what was asked and proposed show what has become of it; `before` is how it was.
pub(super) async fn refresh(cx: &mut Cx<'_>, before: &Scene) -> Result<(), Error> {
    let pair = before.pair.id;
    for to in [before.mentor.id, before.mentee.id] {
        let asked = Outgoing::AgreementAsk { pair, to };
        if outbox::find_stage(cx.tx, &asked).await?.is_some() {
            let refresh = Outgoing::AgreementAskRefresh { pair, to };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    if let Some(open) = &before.agreement.open {
        let (version, to) = (open.number, before.person(open.by.other()).id);
        let refresh = Outgoing::AgreementProposedRefresh { pair, version, to };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}
