//! Working hours: when the bot may write to somebody, day by day, typed or filled in.
//!
//! A weekend is whatever the person says. Leave stands in `away`, holidays in `holidays`.

use super::{Cx, Error, Reaction, Who, access, schedule};
use crate::{
    domain::{person::Person, working_hours::WorkingHours},
    slack::{
        answer::Answer,
        inbound::{Click, Submit, ViewState},
    },
    store::people,
};

pub mod views;

/// `/mentor hours`, where they are still to be chosen.
pub fn command(who: &Who) -> Result<Reaction, Error> {
    Ok(Reaction::open(views::form(access::participant(who)?)))
}

/// The button in App Home.
pub fn ask(who: &Who, click: &Click) -> Result<Reaction, Error> {
    Ok(Reaction::open(views::form(access::oneself(who, &click.value)?)))
}

/// `/mentor hours …`.
pub async fn from_command(
    cx: &mut Cx<'_>,
    who: &Who,
    hours: &WorkingHours,
) -> Result<Reaction, Error> {
    let person = set(cx, access::participant(who)?, hours).await?;
    Ok(Reaction { answer: Answer::Ephemeral(views::hours_set(&person)), ..Reaction::done() })
}

/// The form is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let person = access::oneself(who, &submit.view.private_metadata)?;
    let hours = read(&submit.view)?;
    let person = set(cx, person, &hours).await?;
    Ok(Reaction { answer: Answer::Replace(views::page(&person)), ..Reaction::done() })
}

fn read(state: &ViewState) -> Result<WorkingHours, Error> {
    let mut problems = Vec::new();
    let mut hours = WorkingHours::NEVER;
    for day in views::days() {
        let typed = state.typed(views::field(day)).trim();
        if typed.is_empty() {
            continue;
        }
        match typed.parse() {
            Ok(window) => hours = hours.with(day, Some(window)),
            Err(problem) => {
                problems.push((views::field(day).to_owned(), views::bad_window(problem)))
            }
        }
    }
    if problems.is_empty() && hours == WorkingHours::NEVER {
        let first = views::days().next().map(views::field).unwrap_or_default();
        problems.push((first.to_owned(), views::never()));
    }
    if problems.is_empty() { Ok(hours) } else { Err(Error::Fields(problems)) }
}

/// The person again, after what is still to come has followed their hours.
async fn set(cx: &mut Cx<'_>, person: &Person, hours: &WorkingHours) -> Result<Person, Error> {
    people::update_hours(cx.tx, person.id, Some(hours)).await?;
    let person = cx.person(person.id).await?;
    schedule::moved(cx, &person).await?;
    Ok(person)
}
