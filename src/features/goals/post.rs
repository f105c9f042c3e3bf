//! What is said of goals: in the room that one was met, or what was decided once a quarter was over, when both are at
//! work; to the mentee that there is something to decide.

use jiff::Timestamp;

use super::{Scene, quarter, views};
use crate::{
    domain::{
        goal::{State, quarter::Quarter},
        ids::{GoalId, PairId},
        outgoing::{Outgoing, Place},
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, for_both, for_pair, outside_hours},
    },
    slack::blocks::Message,
    store::{Fault, goals, pairs},
};

/// Renders something about goals.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::GoalsAsked { pair, quarter } => asked(cx, *pair, *quarter).await,
        Outgoing::GoalsDecided { pair, at, to } => decided(cx, *pair, (*at, *to)).await,
        Outgoing::GoalMet { goal, to } => met(cx, *goal, *to).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn scene(cx: &mut Cx<'_>, pair: PairId) -> Result<Scene, Error> {
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    Scene::of(cx, pair).await
}

async fn asked(cx: &mut Cx<'_>, pair: PairId, quarter: Quarter) -> Result<Verdict, Error> {
    let scene = scene(cx, pair).await?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let open = quarter::undecided(cx, (pair, scene.today)).await?;
    if open.is_empty() {
        return Ok(Verdict::Drop("decided already"));
    }
    if let Some(not_now) = outside_hours(&scene.mentee.availability, cx.now) {
        return Ok(not_now);
    }
    let to = Destination::Person(scene.mentee.id);
    let message = views::post::asked(&scene, (quarter, open.len()));
    Ok(Verdict::Say(Letter { to, message }))
}

async fn decided(
    cx: &mut Cx<'_>,
    pair: PairId,
    (at, to): (Timestamp, Place),
) -> Result<Verdict, Error> {
    let scene = scene(cx, pair).await?;
    let decided = quarter::decided_at(cx, (pair, at)).await?;
    let message = views::post::decided(&scene, &decided);
    let alone = |to| Outgoing::GoalsDecided { pair, at, to };
    Ok(to_both(cx, (&scene, message), (to, alone)))
}

async fn met(cx: &mut Cx<'_>, id: GoalId, to: Place) -> Result<Verdict, Error> {
    let goal = goals::find(cx.tx, id).await?.ok_or(Fault::Unreadable("goal"))?;
    let State::Met { how, .. } = goal.state else { return Ok(Verdict::Drop("not met")) };
    let scene = scene(cx, goal.pair).await?;
    let message = views::post::met(&scene, (&goal.aim, how));
    let alone = |to| Outgoing::GoalMet { goal: id, to };
    Ok(to_both(cx, (&scene, message), (to, alone)))
}

fn to_both(
    cx: &Cx<'_>,
    (scene, message): (&Scene, Message),
    (to, alone): (Place, impl Fn(Place) -> Outgoing),
) -> Verdict {
    if !scene.pair.is_active() {
        return Verdict::Drop("over");
    }
    let to = match for_pair(&scene.pair, (to, alone)) {
        Ok(to) => to,
        Err(instead) => return instead,
    };
    match for_both((&scene.mentor, &scene.mentee), &to, cx.now) {
        Some(at) if at > cx.now => Verdict::Wait(at),
        Some(_) => Verdict::Say(Letter { to, message }),
        None => Verdict::Drop("never open"),
    }
}

/// Which rule an unasked message comes from.
pub fn why(message: &Outgoing) -> Result<String, Error> {
    match message {
        Outgoing::GoalsAsked { quarter, .. } => Ok(views::post::why(*quarter)),
        _ => Err(Fault::Unreadable("goals").into()),
    }
}
