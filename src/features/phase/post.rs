//! What is said about a step: the notice, what the other one would like, and what came of it.

use super::{Scene, look, views};
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
    store::{Fault, pairs, people, posts, steps},
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
    let original = match talk.noticed_on {
        Some(_) => Outgoing::StepAsked { pair, nth, to },
        None => Outgoing::StepWished { pair, nth, to },
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
    let message = match talk.outcome {
        Some(Outcome::Taken) if scene.nth() == nth + 1 => {
            let next = schedule::find_next_asked(cx, (&scene.pair, &scene.mentee)).await?;
            views::taken(&scene.seen(), next)
        }
        Some(Outcome::Differs) => views::differs(&scene.seen(), &talk),
        Some(Outcome::Taken | Outcome::Stays | Outcome::Lapsed | Outcome::Over) | None => {
            return Ok(Verdict::Drop("overtaken"));
        }
    };
    Ok(Verdict::Say(Letter { to, message }))
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
