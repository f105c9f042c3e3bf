//! A goal is met, or dropped: the end of it, said by either of the two.
//!
//! What the other one decided first stands. Whoever comes second is told so, and reads what they wrote once more.

use super::{
    CHANGES, Scene, change, id, under, views,
    views::settle::{self as words},
};
use crate::{
    domain::{
        access::Act,
        goal::{Change, Goal, MAX_HOW, Reached, State},
        outgoing::{Outgoing, Place},
        text::UserText,
    },
    features::{Cx, Error, Reaction, Who, access, bodies, refused},
    slack::{
        answer::Answer,
        inbound::{Click, Field, Submit},
    },
    store::{
        goals,
        outbox::{self, Timing},
    },
};

/// *Met*: asks whose doing it was.
pub async fn ask_how(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (scene, goal) = open_goal(cx, who, click).await?;
    Ok(Reaction::open(words::met(&scene, &goal)))
}

/// *Drop it*: asks why, which nobody has to say.
pub async fn ask_why(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (_, goal) = open_goal(cx, who, click).await?;
    Ok(Reaction::open(words::dropped(&goal)))
}

async fn open_goal(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<(Scene, Goal), Error> {
    let access = access::goals::goal(cx, who, (id(&click.value)?, Act::SetGoals)).await?;
    let (pair, goal) = access.object;
    if !goal.is_open() {
        return refused(views::settled());
    }
    Ok((Scene::of(cx, pair).await?, goal))
}

/// It was met; the pair's room hears of it.
pub async fn met(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let goal = id(&submit.view.private_metadata)?;
    let access = access::goals::goal(cx, who, (goal, Act::SetGoals)).await?;
    let (pair, goal) = access.object;
    let chosen = match submit.view.fields.get(words::HOW) {
        Some(Field::Choice(Some(chosen))) => Reached::read(chosen),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    let how = chosen.ok_or_else(|| under(words::HOW, words::not_chosen()))?;
    match goal.meet((Some(access.person.id), how), cx.now) {
        Ok(version) => {
            change(cx, &goal, (Some(&submit.view.id), &version)).await?;
            let message = Outgoing::GoalMet { goal: goal.id, to: Place::Room };
            outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
        }
        Err(_) if matches!(goal.state, State::Met { how: met, .. } if met == how) => {}
        Err(_) => {
            let scene = Scene::of(cx, pair).await?;
            return overtaken(cx, &scene, (&[goal], None)).await;
        }
    }
    Ok(Reaction { answer: Answer::CloseAll, ..Reaction::done() })
}

/// It is not aimed at any more; nobody is told.
pub async fn dropped(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let goal = id(&submit.view.private_metadata)?;
    let access = access::goals::goal(cx, who, (goal, Act::SetGoals)).await?;
    let (pair, goal) = access.object;
    let why = UserText::parse_optional(submit.view.typed(words::WHY), MAX_HOW)
        .map_err(|problem| under(words::WHY, bodies::problem(problem)))?;
    match goal.drop_it((Some(access.person.id), why.clone()), cx.now) {
        Ok(version) => change(cx, &goal, (Some(&submit.view.id), &version)).await?,
        Err(_) if matches!(&goal.state, State::Dropped { why: stands, .. } if *stands == why) => {}
        Err(_) => {
            let scene = Scene::of(cx, pair).await?;
            return overtaken(cx, &scene, (&[goal], why.as_ref())).await;
        }
    }
    Ok(Reaction { answer: Answer::CloseAll, ..Reaction::done() })
}

/// To whoever comes second: what was decided about these goals before, and what they wrote themselves.
pub(super) async fn overtaken(
    cx: &mut Cx<'_>,
    scene: &Scene,
    (goals, wrote): (&[Goal], Option<&UserText>),
) -> Result<Reaction, Error> {
    let mut decided = Vec::new();
    for goal in goals {
        let newest = goals::list_versions(cx.tx, goal.id, (CHANGES, 0)).await?;
        // To tick a milestone decides nothing about its goal.
        let mut others =
            newest.into_iter().filter(|it| !matches!(it.change, Change::Marked { .. }));
        decided.extend(others.next());
    }
    let page = words::overtaken(scene, (&decided, wrote));
    Ok(Reaction { answer: Answer::Replace(page), ..Reaction::done() })
}
