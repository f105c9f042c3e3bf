//! `/mentor setup`: a lead sets the programme up in four steps, looks at what will come of it, and starts it.
//!
//! Nothing counts before *Start*. What was chosen on the way is kept for the one form it was chosen in, so that going back
//! loses nothing; a form that is opened anew shows what is in force.

mod form;
pub mod preview;
mod start;
pub mod views;

use super::{Cx, Error, Reaction, Who, access, refused};
use crate::{
    domain::{
        access::Act,
        ids::{PersonId, SlackUser},
        programme::Programme,
        setup::{Plan, Step},
    },
    slack::{
        action::setup::SetupStep,
        answer::Answer,
        blocks::View,
        inbound::{Click, Submit, ViewState},
    },
    store::{Fault, pairs, people, programmes, setups},
};

/// `/mentor setup`: the first step, with what is in force.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::ProposePair)?;
    let programme =
        programmes::find_first(cx.tx, cx.zones).await?.ok_or(Fault::Unreadable("programme"))?;
    let home = cx.person(lead).await?.zone;
    let opened = cx.now.as_millisecond();
    let first = SetupStep { programme: programme.id, step: Step::Name, opened };
    Ok(Reaction::open(views::name(first, &Plan::of(&programme, &home))))
}

/// A step is sent: what was chosen is kept, and the next one follows; after the last one it counts.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let mut at = here(cx, who, &submit.view.private_metadata).await?;
    match at.step.step {
        Step::Name => form::name(cx, &mut at.plan, &submit.view)?,
        Step::Rhythm => form::rhythm(&mut at.plan, &submit.view)?,
        Step::Who => {
            at.plan.first = form::first(&submit.view)?;
            check_first(cx, &at).await?;
        }
        Step::Start if at.is_begun => return start::start(cx, &at).await,
        Step::Start => return refused(views::begin_again()),
    }
    setups::update(cx.tx, (at.lead, at.step.opened), &at.plan, cx.now).await?;
    let next = match at.step.step {
        Step::Name => Step::Rhythm,
        Step::Rhythm => Step::Who,
        Step::Who | Step::Start => Step::Start,
    };
    let view = show(cx, &at, next).await?;
    Ok(Reaction { answer: Answer::Replace(view), ..Reaction::nothing() })
}

/// *Back*: the step before, with everything that was chosen, also on the step that is left.
pub async fn back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::ProposePair).map_err(|_| access::not_yours())?;
    let mut at = here(cx, who, &click.value).await?;
    if let Some(view) = &click.view {
        form::what_there_is(cx, &mut at.plan, view);
    }
    setups::update(cx.tx, (at.lead, at.step.opened), &at.plan, cx.now).await?;
    let view = show(cx, &at, at.step.step).await?;
    Ok(Reaction::replace(view))
}

/// Whom the bot must know before a step can be taken in: the two who were chosen.
pub fn chosen(view: &ViewState) -> Option<(SlackUser, SlackUser)> {
    form::first(view).ok().flatten()
}

/// Where a lead stands in a form.
struct At {
    lead: PersonId,
    programme: Programme,
    step: SetupStep,
    plan: Plan,
    /// Whether something was chosen in this form before.
    is_begun: bool,
}

async fn here(cx: &mut Cx<'_>, who: &Who, carried: &str) -> Result<At, Error> {
    let lead = access::lead(cx.config, who, Act::ProposePair)?;
    let step: SetupStep = carried.parse().map_err(|_| access::not_yours())?;
    let Some(programme) = programmes::find(cx.tx, cx.zones, step.programme).await? else {
        return Err(access::not_yours());
    };
    let kept = setups::find(cx.tx, (lead, step.opened)).await?;
    let is_begun = kept.is_some();
    let plan = match kept {
        Some(plan) => plan,
        None => Plan::of(&programme, &cx.person(lead).await?.zone),
    };
    Ok(At { lead, programme, step, plan, is_begun })
}

/// The form at a step.
async fn show(cx: &mut Cx<'_>, at: &At, step: Step) -> Result<View, Error> {
    let here = at.step.at(step);
    let modal = match step {
        Step::Name => views::name(here, &at.plan),
        Step::Rhythm => views::rhythm(here, &at.plan),
        Step::Who => views::who(here, &at.plan),
        Step::Start => {
            let preview = preview::of(cx, at).await?;
            views::preview(here, (&at.plan, &preview), cx.now)
        }
    };
    Ok(modal.into())
}

/// Whether the two who were chosen can be asked, by what will be in force.
async fn check_first(cx: &mut Cx<'_>, at: &At) -> Result<(), Error> {
    let Some((mentor, mentee)) = &at.plan.first else { return Ok(()) };
    let about = |field: &str, words: String| Err(Error::Fields(vec![(field.to_owned(), words)]));
    for (field, user) in [(views::MENTOR, mentor), (views::MENTEE, mentee)] {
        let Some(person) = people::find_by_user(cx.tx, cx.zones, user, cx.now).await? else {
            return about(field, views::unknown());
        };
        if !person.account.may_take_part() {
            return about(field, views::cannot_take_part());
        }
        if field == views::MENTEE && pairs::find_open_of_mentee(cx.tx, person.id).await?.is_some() {
            return about(field, views::has_a_mentor());
        }
        let is_full = pairs::count_of_mentor(cx.tx, person.id).await? >= at.plan.capacity.into();
        if field == views::MENTOR && is_full {
            return about(field, views::at_capacity(at.plan.capacity));
        }
    }
    Ok(())
}
