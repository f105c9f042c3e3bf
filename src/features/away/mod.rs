//! Leave: written down with a command or a form, taken back, ended early.
//!
//! Away is looked at when a message is sent, not when it is planned, so a leave that is told about late still counts.
//! What the other one of a pair hears of it stands in `notices`.

use jiff::civil::Date;

use super::{Cx, Error, Reaction, RefreshHome, Who, access, bodies, refused, schedule};
use crate::{
    domain::{
        delivery::Stage,
        ids::LeaveId,
        leave::{self, Leave, LeaveProblem, Notice, Reason, ReasonReaders},
        outgoing::Outgoing,
        person::Person,
        text::UserText,
        working_hours::DateRange,
    },
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{leaves, outbox},
};

pub mod notices;
pub mod views;

/// `/mentor away`, where the days are still to be chosen.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let person = access::participant(who)?.clone();
    Ok(Reaction::open(form(cx, &person).await?))
}

/// The button in App Home.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let person = access::oneself(who, &click.value)?.clone();
    Ok(Reaction::open(form(cx, &person).await?))
}

/// The form, with the leaves that are running or still to come.
async fn form(cx: &mut Cx<'_>, person: &Person) -> Result<crate::slack::blocks::View, Error> {
    let next = person.availability.next_working_day_open(cx.now);
    let first = next.map(|at| person.zone.date(at));
    let known = coming(cx, person).await?;
    Ok(views::form(person, first, &known))
}

async fn coming(cx: &mut Cx<'_>, person: &Person) -> Result<Vec<Leave>, Error> {
    Ok(leaves::list_from(cx.tx, person.id, person.zone.date(cx.now)).await?)
}

/// `/mentor away <first day> <last day>`: in the person's own zone, both days included.
pub async fn from_command(
    cx: &mut Cx<'_>,
    who: &Who,
    days: (Date, Date),
) -> Result<Reaction, Error> {
    let person = access::participant(who)?.clone();
    match enter(cx, &person, (days, None)).await? {
        Ok((person, range)) => {
            let message = views::away(&person, range, back_at(&person, range));
            Ok(Reaction { answer: Answer::Ephemeral(message), ..Reaction::done() })
        }
        Err(problem) => refused(views::problem(problem)),
    }
}

/// The form is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let person = access::oneself(who, &submit.view.private_metadata)?.clone();
    let (days, reason) = read(&submit.view)?;
    match enter(cx, &person, (days, reason.as_ref())).await? {
        Ok((person, range)) => {
            let page = views::entered(&person, range, back_at(&person, range));
            Ok(Reaction { answer: Answer::Replace(page), ..Reaction::done() })
        }
        Err(problem) => {
            let field = match problem {
                LeaveProblem::EndsBeforeItStarts | LeaveProblem::TooLong | LeaveProblem::Over => {
                    views::TO
                }
                LeaveProblem::TooFar | LeaveProblem::Overlaps | LeaveProblem::TooMany => {
                    views::FROM
                }
            };
            Err(Error::Fields(vec![(field.to_owned(), views::problem(problem))]))
        }
    }
}

fn back_at(person: &Person, range: DateRange) -> Option<jiff::Timestamp> {
    person.availability.next_working_day_open(person.zone.start_of(range.last()))
}

fn read(state: &ViewState) -> Result<((Date, Date), Option<Reason>), Error> {
    let mut problems = Vec::new();
    let mut day = |field: &str| {
        let day = match state.fields.get(field) {
            Some(Field::Date(Some(day))) => day.parse::<Date>().ok(),
            Some(_) | None => None,
        };
        if day.is_none() {
            problems.push((field.to_owned(), views::no_day()));
        }
        day
    };
    let days = day(views::FROM).zip(day(views::TO));
    let typed = state.typed(views::REASON);
    let text = UserText::parse_optional(typed, views::LONGEST_REASON).unwrap_or_else(|problem| {
        problems.push((views::REASON.to_owned(), bodies::problem(problem)));
        None
    });
    let readers = match state.fields.get(views::READERS) {
        Some(Field::Choices(ticked)) if !ticked.is_empty() => ReasonReaders::PartnerToo,
        Some(_) | None => ReasonReaders::OnlyTheWriter,
    };
    match days {
        Some(days) if problems.is_empty() => Ok((days, text.map(|text| Reason { text, readers }))),
        Some(_) | None => Err(Error::Fields(problems)),
    }
}

/// Writes a leave down, unless it makes no sense, and tells the others if it is soon. Returns the person as they are from then on.
async fn enter(
    cx: &mut Cx<'_>,
    person: &Person,
    (days, reason): ((Date, Date), Option<&Reason>),
) -> Result<Result<(Person, DateRange), LeaveProblem>, Error> {
    let known = coming(cx, person).await?;
    let range = match leave::check(days, person.zone.date(cx.now), &known) {
        Ok(range) => range,
        Err(problem) => return Ok(Err(problem)),
    };
    let id = leaves::insert(cx.tx, person.id, (range, reason), cx.now).await?;
    let person = cx.person(person.id).await?;
    let Some(leave) = leaves::find(cx.tx, id).await? else { return Ok(Ok((person, range))) };
    if leave.is_soon(&person.zone) {
        for partner in schedule::leaves::partners(cx, &person).await? {
            notices::tell(cx, (id, &partner), Notice::Entered).await?;
        }
    }
    let next = schedule::leaves::next(cx, (&leave, &person)).await?;
    leaves::update_next(cx.tx, id, next).await?;
    schedule::moved(cx, &person).await?;
    Ok(Ok((person, range)))
}

/// *Take it back* beside a leave in the form, which shows what is left.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: LeaveId = read_id(&click.value).or_else(|_| refused(access::NOT_YOURS))?;
    let (person, leave) = access::leave(cx, who, id).await?;
    if leave.is_over(&person.zone, cx.now) {
        return refused(views::over_already());
    }
    end(cx, (&person, &leave)).await?;
    let person = moved(cx, &person).await?;
    let shown = form(cx, &person).await?;
    Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::replace(shown) })
}

/// `/mentor back`: ends every leave that has not ended yet.
pub async fn back(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let person = access::participant(who)?;
    let known = coming(cx, person).await?;
    if known.is_empty() {
        return refused(views::not_away());
    }
    for leave in &known {
        end(cx, (person, leave)).await?;
    }
    let person = moved(cx, person).await?;
    Ok(Reaction { answer: Answer::Ephemeral(views::back(&person)), ..Reaction::done() })
}

/// Ends a leave that runs with the day before today, and takes back one that is still to come. Whoever heard of it
/// hears of that, and nobody else.
async fn end(cx: &mut Cx<'_>, (person, leave): (&Person, &Leave)) -> Result<(), Error> {
    let notice = match person.zone.date(cx.now).yesterday() {
        Ok(yesterday) if yesterday >= leave.range.first() => {
            leaves::update_end(cx.tx, leave.id, yesterday).await?;
            leaves::update_over(cx.tx, leave.id).await?;
            Notice::Back
        }
        Ok(_) | Err(_) => {
            leaves::update_taken_back(cx.tx, leave.id, cx.now).await?;
            Notice::Off
        }
    };
    for partner in schedule::leaves::partners(cx, person).await? {
        if has_heard(cx, (leave.id, &partner)).await? {
            notices::tell(cx, (leave.id, &partner), notice).await?;
        }
    }
    Ok(())
}

/// The person again, after what is still to come has followed their leave.
async fn moved(cx: &mut Cx<'_>, person: &Person) -> Result<Person, Error> {
    let person = cx.person(person.id).await?;
    schedule::moved(cx, &person).await?;
    Ok(person)
}

/// Whether somebody was told of a leave, or may have been.
async fn has_heard(cx: &mut Cx<'_>, (leave, reader): (LeaveId, &Person)) -> Result<bool, Error> {
    for notice in [Notice::Entered, Notice::Ahead] {
        let about = Outgoing::AboutLeave { leave, to: reader.id, notice };
        match outbox::find_stage(cx.tx, &about).await? {
            Some((Stage::Sending | Stage::Unknown | Stage::Sent, _)) => return Ok(true),
            Some((Stage::Ready | Stage::Skipped | Stage::Dead, _)) | None => {}
        }
    }
    Ok(false)
}
