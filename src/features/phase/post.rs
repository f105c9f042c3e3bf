//! What is said about a step: the notice, what the other one would like, and what came of it.

use super::{Scene, look, tell, views};
use crate::{
    domain::{
        ids::{PairId, PersonId},
        outgoing::{Outgoing, Place},
        post::Subject,
        step::{Outcome, Talk},
    },
    features::{
        Cx, Error,
        letter::{
            Destination, Letter, Verdict, change_of_missing, for_both, for_pair, outside_hours,
        },
        schedule,
    },
    store::{Fault, outbox, pairs, people, posts, steps},
};

/// Renders what is said about a step.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::StepAsked { pair, nth, to } | Outgoing::StepWished { pair, nth, to } => {
            ask(cx, (*pair, *nth), *to).await
        }
        Outgoing::StepRefresh { pair, nth, to } => changed(cx, (*pair, *nth), *to).await,
        Outgoing::StepSettled { pair, nth, to } => settled(cx, (*pair, *nth), *to).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn load(
    cx: &mut Cx<'_>,
    (id, nth): (PairId, u32),
    to: PersonId,
) -> Result<Option<(Scene, Talk)>, Error> {
    let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
    let talk = steps::find(cx.tx, (id, nth)).await?.ok_or(Fault::Unreadable("step"))?;
    let Some(side) = pair.side(to) else { return Ok(None) };
    Ok(Some((Scene::of(cx, pair, side).await?, talk)))
}

async fn ask(cx: &mut Cx<'_>, key: (PairId, u32), to: PersonId) -> Result<Verdict, Error> {
    let Some((scene, talk)) = load(cx, key, to).await? else {
        return Ok(Verdict::Drop("not theirs"));
    };
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    if talk.outcome.is_some() {
        return Ok(Verdict::Drop("settled"));
    }
    if let Some(not_now) = outside_hours(&scene.seen().reader.availability, cx.now) {
        return Ok(not_now);
    }
    let picture = look(cx, (&scene.pair, &scene.mentee)).await?;
    let message = views::asked(&scene.seen(), &talk, &picture);
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

async fn changed(cx: &mut Cx<'_>, key: (PairId, u32), to: PersonId) -> Result<Verdict, Error> {
    let Some((scene, talk)) = load(cx, key, to).await? else {
        return Ok(Verdict::Drop("not theirs"));
    };
    let (pair, nth) = key;
    let asked = Outgoing::StepAsked { pair, nth, to };
    let wished = Outgoing::StepWished { pair, nth, to };
    // Who was not told of a step in time hears what the other one would like.
    let original = match outbox::find_stage(cx.tx, &wished).await? {
        Some(_) => wished,
        None => asked,
    };
    let dm = people::find_dm(cx.tx, to).await?;
    let standing = posts::list(cx.tx, &Subject::Step(pair, nth)).await?;
    let Some((channel, ts)) = standing.into_iter().find(|(here, _)| Some(here) == dm.as_ref())
    else {
        return change_of_missing(cx, &original).await;
    };
    let picture = look(cx, (&scene.pair, &scene.mentee)).await?;
    let message = views::asked(&scene.seen(), &talk, &picture);
    Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
}

async fn settled(cx: &mut Cx<'_>, key: (PairId, u32), to: Place) -> Result<Verdict, Error> {
    let pair = pairs::find(cx.tx, key.0).await?.ok_or(Fault::Unreadable("pair"))?;
    let mentee = pair.mentee;
    let Some((scene, talk)) = load(cx, key, mentee).await? else {
        return Ok(Verdict::Drop("not theirs"));
    };
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let (pair, nth) = key;
    let to = match for_pair(&scene.pair, (to, |to| Outgoing::StepSettled { pair, nth, to })) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    let both = (&scene.mentor, &scene.mentee);
    if let Some(at) = for_both(both, &to, cx.now).filter(|at| *at > cx.now) {
        return Ok(Verdict::Wait(at));
    }
    if scene.nth() != nth + 1 {
        return Ok(Verdict::Drop("overtaken"));
    }
    let message = match talk.outcome {
        Some(Outcome::Taken) => {
            let next = schedule::find_next_asked(cx, (&scene.pair, &scene.mentee)).await?;
            views::taken(&scene.seen(), next)
        }
        Some(Outcome::Differs) => views::differs(&talk),
        Some(Outcome::Stays | Outcome::Lapsed | Outcome::Over) | None => {
            return Ok(Verdict::Drop("not settled"));
        }
    };
    Ok(Verdict::Say(Letter { to, message }))
}

/// A notice was not said: what the other one would like by then is, because it is asked of this one.
pub async fn undelivered(cx: &mut Cx<'_>, key: (PairId, u32), to: PersonId) -> Result<(), Error> {
    let Some((scene, talk)) = load(cx, key, to).await? else { return Ok(()) };
    tell(cx, (&scene.pair, &talk), scene.seen().reader).await
}

/// The notice that a change belongs to, while its reader can still choose and has not.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::StepRefresh { pair, nth, to } = change else { return Ok(None) };
    let (pair, nth, to) = (*pair, *nth, *to);
    let Some((scene, talk)) = load(cx, (pair, nth), to).await? else { return Ok(None) };
    let waits = talk.outcome.is_none() && talk.wish(scene.side).is_none();
    // What the other one would like is no notice, even where it stands in the place of one.
    let wished = Outgoing::StepWished { pair, nth, to };
    let is_notice = outbox::find_stage(cx.tx, &wished).await?.is_none();
    Ok((waits && is_notice).then_some(Outgoing::StepAsked { pair, nth, to }))
}

/// The change that shows what a notice has become.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::StepAsked { pair, nth, to } => {
            Some(Outgoing::StepRefresh { pair: *pair, nth: *nth, to: *to })
        }
        _ => None,
    }
}
