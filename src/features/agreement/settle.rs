//! What follows from a proposal or a signature: the other one is told, and what both signed is done from then on.
//!
//! What was asked before keeps the promise it was asked under, and calls that are agreed stay.

use super::{
    Scene, post,
    views::{Next, NextCall, page as words},
};
use crate::{
    domain::{
        agreement::{Step, Version},
        call::Call,
        occasion::Occasion,
        outgoing::{Outgoing, Place},
        pair::{Pair, Side},
        person::Person,
        search::Shelf,
    },
    features::{
        Cx, Error, Reaction,
        schedule::{self, calls as call_weeks},
    },
    slack::answer::Answer,
    store::{
        agreements, call_schedules, calls, occasions,
        outbox::{self, Timing},
        people,
        records::{self, Item, Record},
    },
};

/// Takes a step, made in a form, and shows what comes next.
pub(super) async fn take(
    cx: &mut Cx<'_>,
    (scene, side): (&Scene, Side),
    (step, view_id): (Step, &str),
) -> Result<Reaction, Error> {
    let pair = scene.pair.id;
    let shown = match step {
        Step::Proposed(version) => {
            agreements::insert(cx.tx, pair, (&version, view_id)).await?;
            let other = scene.person(side.other());
            let opens = other.availability.next_open(cx.now);
            let to = other.id;
            let proposed = Outgoing::AgreementProposed { pair, version: version.number, to };
            outbox::insert(cx.tx, &proposed, Timing::from(opens.unwrap_or(cx.now))).await?;
            words::sent(&scene.seen_by(side), (opens, cx.now))
        }
        Step::Agreed(version) => {
            let version = Version { before: Some(scene.stands.clone()), ..version };
            agreements::update_signed(cx.tx, pair, &version).await?;
            comes_into_force(cx, scene, &version).await?;
            let next = next(cx, (&scene.pair, &scene.mentee)).await?;
            words::agreed(&scene.seen_by(side), (&version, next))
        }
    };
    post::refresh(cx, scene).await?;
    Ok(Reaction { answer: Answer::Replace(shown), ..Reaction::done() })
}

/// What both signed is done from now on.
async fn comes_into_force(cx: &mut Cx<'_>, scene: &Scene, version: &Version) -> Result<(), Error> {
    let (pair, rules) = (&scene.pair, &version.content.rules);
    people::update_learning(cx.tx, pair.mentee, rules.learns).await?;
    let settings = calls::find_settings(cx.tx, pair.id).await?;
    let before = call_weeks::rhythm(cx, pair).await?;
    let agreed = calls::Settings { rhythm: rules.rhythm, length: rules.length, ..settings };
    calls::update_settings(cx.tx, pair.id, &agreed).await?;
    // A week they meant to skip stays skipped while they meet as often as before.
    if before != call_weeks::rhythm(cx, pair).await? {
        call_weeks::plan_next(cx, pair, None).await?;
    }
    let now = cx.now;
    schedule::plan_anew(cx, (pair, &scene.mentee), now).await?;
    occasions::delete(cx.tx, pair.id, Occasion::Agreement).await?;
    let author = pair.person(version.by);
    let (shelf, item) = (Shelf::Pair(pair.id), Item::Agreement(pair.id));
    let record = Record { shelf, item, author, said_at: cx.now };
    records::update(cx.tx, &record, &version.content.texts().join("\n")).await?;
    let (mentor, mentee) = (&scene.mentor.availability, &scene.mentee.availability);
    let ready_at = mentee.first_for_both(mentor, cx.now).unwrap_or(cx.now);
    let (version, to) = (version.number, Place::Room);
    let signed = Outgoing::AgreementSigned { pair: pair.id, version, to };
    outbox::insert(cx.tx, &signed, Timing { ready_at, ..Timing::now(cx.now) }).await?;
    Ok(())
}

/// What comes next in a pair, and when.
pub(super) async fn next(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person)) -> Result<Next, Error> {
    let checkin = schedule::find_next_asked(cx, (pair, mentee)).await?;
    let coming = calls::list_coming(cx.tx, pair.id, cx.now).await?;
    let agreed = coming.iter().find_map(Call::agreed).map(|slot| NextCall::Agreed(slot.starts));
    let asked = (!coming.is_empty()).then_some(NextCall::Asked);
    let next = call_schedules::find_next(cx.tx, pair.id).await?;
    let next = next.filter(|next| next.week.is_some()).map(|next| match next.ask_at > cx.now {
        true => NextCall::AskedOn(next.ask_at),
        false => NextCall::Asked,
    });
    Ok(Next { checkin, call: agreed.or(asked).or(next) })
}
