//! A goal is met, or dropped: the end of it, said by either of the two.

use super::{
    Scene, change, id, under, views,
    views::settle::{self as words},
};
use crate::{
    domain::{
        access::Act,
        goal::{Goal, MAX_HOW, Reached},
        outgoing::{Outgoing, Place},
        text::UserText,
    },
    features::{Cx, Error, Reaction, Who, access, bodies, refused},
    slack::{
        answer::Answer,
        inbound::{Click, Field, Submit},
    },
    store::outbox::{self, Timing},
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
    let goal = access.object.1;
    let chosen = match submit.view.fields.get(words::HOW) {
        Some(Field::Choice(Some(chosen))) => Reached::read(chosen),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    let how = chosen.ok_or_else(|| under(words::HOW, words::not_chosen()))?;
    // Where it is settled already, the other one was faster, or the form came twice.
    if let Ok(version) = goal.meet((access.person.id, how), cx.now) {
        change(cx, &goal, (Some(&submit.view.id), &version)).await?;
        let message = Outgoing::GoalMet { goal: goal.id, to: Place::Room };
        outbox::insert(cx.tx, &message, Timing::now(cx.now)).await?;
    }
    Ok(Reaction { answer: Answer::CloseAll, ..Reaction::done() })
}

/// It is not aimed at any more; nobody is told.
pub async fn dropped(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let goal = id(&submit.view.private_metadata)?;
    let access = access::goals::goal(cx, who, (goal, Act::SetGoals)).await?;
    let goal = access.object.1;
    let why = UserText::parse_optional(submit.view.typed(words::WHY), MAX_HOW)
        .map_err(|problem| under(words::WHY, bodies::problem(problem)))?;
    if let Ok(version) = goal.drop_it((access.person.id, why), cx.now) {
        change(cx, &goal, (Some(&submit.view.id), &version)).await?;
    }
    Ok(Reaction { answer: Answer::CloseAll, ..Reaction::done() })
}
