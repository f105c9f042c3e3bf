//! The day comes: what is open is closed, and both are asked to look back, each in their own hours.
//!
//! Nobody is asked while they are away; who is back before the next one begins is asked then. Whoever has not answered is
//! reminded once, and after that nothing more is said: in App Home it stays open.

use jiff::{Timestamp, ToSpan};

use super::{
    Scene,
    letter::{Destination, Letter, Verdict, outside_hours},
    result, schedule,
    views::ask as words,
};
use crate::{
    domain::{
        ids::{PersonId, ReviewId, SlackChannel, SlackTs},
        occasion::{Day, Occasion},
        outgoing::Outgoing,
        pair::{Pair, Phase, Side},
        post::Subject,
        review::{REMINDED_AFTER, turn},
    },
    features::{Cx, Error},
    store::{
        Fault,
        outbox::{self, Timing},
        posts, reviews,
    },
};

/// The day of a review has come.
pub async fn come(cx: &mut Cx<'_>, pair: &Pair, day: Day) -> Result<(), Error> {
    let mentee = cx.person(pair.mentee).await?;
    let turn = turn(day.on, mentee.zone.date(cx.now));
    let next = Day { occasion: Occasion::Review, on: turn.ends_on };
    schedule::occasions::set(cx, (pair, &mentee), next).await?;
    while let Some(open) = reviews::find_open(cx.tx, pair.id).await? {
        let scene = Scene::of(cx, (pair.clone(), open)).await?;
        result::close(cx, scene).await?;
    }
    match pair.phase {
        Phase::Weekly | Phase::Monthly => {}
        Phase::AdHoc => return Ok(()),
    }
    let Some(review) = reviews::insert(cx.tx, pair.id, turn).await? else { return Ok(()) };
    let ends_at = mentee.zone.start_of(turn.ends_on);
    let mentor = cx.person(pair.mentor).await?;
    for person in [&mentee, &mentor] {
        let ready_at = person.availability.next_open(cx.now).unwrap_or(cx.now);
        let timing = Timing { due_at: cx.now, ready_at, expires_at: Some(ends_at) };
        let ask = Outgoing::ReviewAsk { review, to: person.id };
        outbox::insert(cx.tx, &ask, timing).await?;
    }
    Ok(())
}

/// One of the two was asked: they are asked once more, if they have not answered by then.
pub async fn delivered(
    cx: &mut Cx<'_>,
    (review, to): (ReviewId, PersonId),
    at: Timestamp,
) -> Result<(), Error> {
    let scene = Scene::load(cx, review).await?;
    let zone = &cx.person(to).await?.zone;
    let day = zone.date(at).saturating_add(REMINDED_AFTER.days());
    let ready_at = zone.start_of(day);
    let ends_at = scene.mentee.zone.start_of(scene.review.turn.ends_on);
    if ready_at < ends_at {
        let timing = Timing { due_at: ready_at, ready_at, expires_at: Some(ends_at) };
        outbox::insert(cx.tx, &Outgoing::ReviewAgain { review, to }, timing).await?;
    }
    Ok(())
}

/// What stands with one of the two about their review shows what became of it.
pub(super) async fn refresh(cx: &mut Cx<'_>, scene: &Scene, side: Side) -> Result<(), Error> {
    let (review, to) = (scene.review.id, scene.person(side).id);
    for (channel, ts) in posts::list(cx.tx, &Subject::ReviewAsked(review, to)).await? {
        let answered = Outgoing::ReviewAnswered { review, to, channel, ts };
        outbox::insert(cx.tx, &answered, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// Renders what asks somebody, and what became of it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::ReviewAsk { review, to } => ask(cx, (*review, *to), words::Nth::First).await,
        Outgoing::ReviewAgain { review, to } => ask(cx, (*review, *to), words::Nth::Again).await,
        Outgoing::ReviewAnswered { review, to, channel, ts } => {
            let (scene, side) = seen(cx, (*review, *to)).await?;
            let message = match (scene.has_answered(side), scene.is_over()) {
                (_, Some(_)) => words::over(&scene, side),
                (true, None) => words::answered(&scene, side),
                (false, None) => words::ask(&scene, (side, words::Nth::First)),
            };
            let to = Destination::Change(channel.clone(), ts.clone());
            Ok(Verdict::Say(Letter { to, message }))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn seen(cx: &mut Cx<'_>, (review, to): (ReviewId, PersonId)) -> Result<(Scene, Side), Error> {
    let scene = Scene::load(cx, review).await?;
    let side = scene.pair.side(to).ok_or(Fault::Unreadable("review"))?;
    Ok((scene, side))
}

async fn ask(
    cx: &mut Cx<'_>,
    (review, to): (ReviewId, PersonId),
    nth: words::Nth,
) -> Result<Verdict, Error> {
    let (scene, side) = seen(cx, (review, to)).await?;
    if scene.has_answered(side) {
        return Ok(Verdict::Drop("answered"));
    }
    if scene.is_over().is_some() {
        return Ok(Verdict::Drop("over"));
    }
    if let Some(not_now) = outside_hours(&scene.person(side).availability, cx.now) {
        return Ok(not_now);
    }
    let message = words::ask(&scene, (side, nth));
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

/// Which rule it comes from.
pub async fn why(cx: &mut Cx<'_>, message: &Outgoing) -> Result<String, Error> {
    match message {
        Outgoing::ReviewAsk { review, .. } | Outgoing::ReviewAgain { review, .. } => {
            Ok(words::why(Scene::load(cx, *review).await?.review.turn))
        }
        _ => Err(Fault::Unreadable("review").into()),
    }
}

/// The change that shows what became of it.
pub fn became(message: &Outgoing, (channel, ts): (&SlackChannel, &SlackTs)) -> Option<Outgoing> {
    match message {
        Outgoing::ReviewAsk { review, to } | Outgoing::ReviewAgain { review, to } => {
            let (channel, ts) = (channel.clone(), ts.clone());
            Some(Outgoing::ReviewAnswered { review: *review, to: *to, channel, ts })
        }
        _ => None,
    }
}

/// The message that a change belongs to, while its reader has not answered.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::ReviewAnswered { review, to, .. } = change else { return Ok(None) };
    let (scene, side) = seen(cx, (*review, *to)).await?;
    let is_open = scene.is_over().is_none() && !scene.has_answered(side);
    Ok(is_open.then_some(Outgoing::ReviewAsk { review: *review, to: *to }))
}
