//! Working hours: when the bot may write to somebody, day by day, typed or filled in; and the hours in which they take a
//! call if need be.
//!
//! A weekend is whatever the person says. Leave stands in `away`, holidays in `holidays`.

use jiff::civil::Time;

use super::{Cx, Error, Reaction, Who, access, schedule};
use crate::{
    domain::{
        person::Person,
        working_hours::{DayWindow, WorkingHours},
    },
    slack::{
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
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

/// `/mentor hours …`; the hours for calls stay.
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
    let (hours, calls) = read(&submit.view)?;
    people::update_call_hours(cx.tx, person.id, calls).await?;
    let person = set(cx, person, &hours).await?;
    Ok(Reaction { answer: Answer::Replace(views::page(&person)), ..Reaction::done() })
}

/// The hours of each day, and those for calls if they are not the usual ones.
fn read(state: &ViewState) -> Result<(WorkingHours, Option<DayWindow>), Error> {
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
    if let (true, Some(day)) = (problems.is_empty(), hours.first_overlap()) {
        problems.push((views::field(day).to_owned(), views::overlap(day)));
    }
    match calls(state, &hours) {
        Ok(calls) if problems.is_empty() => Ok((hours, calls)),
        Ok(_) => Err(Error::Fields(problems)),
        Err(problem) => Err(Error::Fields(problems.into_iter().chain([problem]).collect())),
    }
}

/// The hours for calls, where they are not the usual ones; else what is wrong, and where.
fn calls(state: &ViewState, hours: &WorkingHours) -> Result<Option<DayWindow>, (String, String)> {
    let time = |field: &str| match state.fields.get(field) {
        Some(Field::Choice(Some(time))) => time.parse::<Time>().ok(),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    };
    let window = match (time(views::CALLS_FROM), time(views::CALLS_TO)) {
        (None, None) => return Ok(None),
        (Some(_), None) => return Err((views::CALLS_TO.to_owned(), views::half_chosen())),
        (None, Some(_)) => return Err((views::CALLS_FROM.to_owned(), views::half_chosen())),
        (Some(from), Some(to)) => DayWindow::new(from, to),
    };
    match window {
        // Whoever works by day and chooses 21:00 to 07:00 means the hours in which there is no call.
        Ok(window) if !window.ends_next_day() || hours.have_nights() => {
            Ok(Some(window).filter(|window| *window != DayWindow::STRETCHED))
        }
        Ok(_) | Err(_) => Err((views::CALLS_TO.to_owned(), views::calls_backwards())),
    }
}

/// The person again, after what is still to come has followed their hours.
async fn set(cx: &mut Cx<'_>, person: &Person, hours: &WorkingHours) -> Result<Person, Error> {
    people::update_hours(cx.tx, person.id, Some(hours)).await?;
    let person = cx.person(person.id).await?;
    schedule::moved(cx, &person).await?;
    Ok(person)
}
