//! Office hours: a mentor says when, `/mentor office-hours`, and is there for everybody in the help channel then.
//!
//! They are off until a lead turns them on, with the help channel. Whether they take place is looked at when they would
//! open, because leave and holidays come up between; what was missed while the bot was away is not made up for. Who is in
//! line stands in `line`, what is said there in `post`.

use jiff::SignedDuration;

use super::{
    Cx, Error, PLANNED_AT_ONCE, Reaction, Who, access, refused,
    schedule::office::{self, Where},
};
use crate::{
    domain::{
        access::Act,
        ids::{PersonId, SessionId},
        office_hours::{Every, Length, OfficeHours, Set, Span},
        outgoing::Outgoing,
        person::Person,
    },
    slack::{
        answer::Answer,
        inbound::{Field, Submit, ViewState},
    },
    store::{
        Fault, office_hours as kept,
        outbox::{self, Timing},
        pairs,
    },
    telemetry::field,
};

pub mod line;
pub mod post;
pub mod views;

/// How long a mentor whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// How long after their end those there was no time for are still told when the next ones are.
const STILL_NEWS: SignedDuration = SignedDuration::from_hours(12);

/// `/mentor office-hours`: the form for a mentor, what is coming for a mentee.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let reader = access::participant(who)?;
    let mentors = mentors_of(cx, reader).await?;
    let mut coming = Vec::new();
    for mentor in &mentors {
        coming.push((mentor, office::coming(cx, mentor).await?));
    }
    let Some((mentor, programmes)) = access::mentor(cx, who, Act::SetOfficeHours).await? else {
        return match coming.as_slice() {
            [] => refused(views::in_no_pair()),
            theirs => Ok(Reaction::open(views::coming(reader, theirs))),
        };
    };
    match office::place(cx, &programmes).await? {
        Where::Here(channel) => {
            let found = kept::find(cx.tx, mentor.id).await?;
            let hours = found.as_ref().map(|(hours, _)| hours);
            let next = hours.and_then(|hours| hours.coming(&mentor.availability, cx.now));
            Ok(Reaction::open(views::form(&mentor, (hours, next), (&channel, &coming))))
        }
        Where::Off => refused(views::off()),
        Where::Nowhere => refused(views::nowhere()),
    }
}

/// The mentors somebody has.
async fn mentors_of(cx: &mut Cx<'_>, person: &Person) -> Result<Vec<Person>, Error> {
    let mut mentors = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if pair.is_active() && pair.mentee == person.id {
            mentors.push(cx.person(pair.mentor).await?);
        }
    }
    Ok(mentors)
}

/// The form is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::oneself(who, &submit.view.private_metadata)?;
    let found = access::mentor(cx, who, Act::SetOfficeHours).await?;
    let Some((mentor, programmes)) = found else { return refused(access::NOT_YOURS) };
    let open = kept::find_open(cx.tx, mentor.id, cx.now).await?.map(|session| session.span);
    let Some(set) = read(&submit.view)? else {
        kept::delete(cx.tx, mentor.id).await?;
        return Ok(answer(views::stopped(&mentor, open)));
    };
    let channel = match office::place(cx, &programmes).await? {
        Where::Here(channel) => channel,
        Where::Off => return Err(under(views::DAY, views::off())),
        Where::Nowhere => return Err(under(views::DAY, views::nowhere())),
    };
    if !fits(&set, &mentor) {
        return Err(under(views::BEGINS, views::outside_hours(&mentor, &set)));
    }
    let was = kept::find(cx.tx, mentor.id).await?.map(|(hours, _)| hours);
    let hours = match was {
        // The same weeks as before, so that a longer hour does not come a week later.
        Some(was) if is_as_often(&was.set, &set) => OfficeHours::new(set, was.first_on()),
        Some(_) | None => OfficeHours::starting(set, (&mentor.zone, cx.now)),
    };
    let hours = hours.map_err(|_| under(views::DAY, views::not_chosen()))?;
    let next = hours.next(&mentor.zone, cx.now);
    kept::update(cx.tx, mentor.id, (&hours, next.map(|due| (due.week, due.at)))).await?;
    let since = open.map_or(cx.now, |open| open.closes);
    let coming = hours.coming(&mentor.availability, since);
    Ok(answer(views::saved(&mentor, coming, &channel)))
}

/// Whether these are set within the mentor's working hours of that weekday, whatever days off are to come.
fn fits(set: &Set, mentor: &Person) -> bool {
    let begins = (set.weekday, set.begins);
    mentor.availability.hours().hold(begins, set.length.minutes().into())
}

fn is_as_often(was: &Set, set: &Set) -> bool {
    (was.weekday, was.begins, was.every) == (set.weekday, set.begins, set.every)
}

/// What was chosen; `None` for no office hours.
fn read(state: &ViewState) -> Result<Option<Set>, Error> {
    let chosen = |field: &str| match state.fields.get(field) {
        Some(Field::Choice(Some(chosen))) => Some(chosen.as_str()),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    let day = chosen(views::DAY).ok_or_else(|| under(views::DAY, views::not_chosen()))?;
    if day == views::NONE {
        return Ok(None);
    }
    let weekday = views::read_weekday(day).ok_or_else(|| under(views::DAY, views::not_chosen()))?;
    let begins = chosen(views::BEGINS).and_then(|time| time.parse().ok());
    let minutes = chosen(views::LENGTH).and_then(|it| it.parse().ok()).and_then(Length::new);
    let every = chosen(views::EVERY).and_then(|it| it.parse().ok()).and_then(Every::read);
    Ok(Some(Set {
        weekday,
        begins: begins.ok_or_else(|| under(views::BEGINS, views::not_chosen()))?,
        every: every.unwrap_or(Every::Week),
        length: minutes.unwrap_or(Length::USUAL),
    }))
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}

fn answer(view: crate::slack::blocks::View) -> Reaction {
    Reaction { answer: Answer::Replace(view), ..Reaction::done() }
}

/// Opens and closes what is due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = kept::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for mentor in &due {
        match open(cx, *mentor).await {
            // One row that cannot be read must not keep everybody else from meeting.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!({ field::REASON } = what, "office hours could not be opened");
                let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
                kept::update_later(cx.tx, *mentor, later).await?;
            }
            other => other?,
        }
    }
    let over = kept::list_over(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for session in &over {
        close(cx, *session).await?;
    }
    Ok(!due.is_empty() || !over.is_empty())
}

/// Opens a mentor's, if they take place and are not over, and plans the next ones.
async fn open(cx: &mut Cx<'_>, mentor: PersonId) -> Result<(), Error> {
    let Some((hours, Some((week, at)))) = kept::find(cx.tx, mentor).await? else { return Ok(()) };
    let mentor = cx.person(mentor).await?;
    let span = Span { opens: at, closes: hours.closes(at) };
    if cx.now < span.closes
        && hours.take_place(at, &mentor.availability)
        && let Where::Here(channel) = office::place_of(cx, &mentor).await?
        && let Some(session) = kept::insert_session(cx.tx, mentor.id, (span, &channel)).await?
    {
        let timing = Timing { due_at: at, ready_at: at, expires_at: Some(span.closes) };
        outbox::insert(cx.tx, &Outgoing::OfficeOpens { session }, timing).await?;
    }
    let next = hours.next_after(&mentor.zone, (week, cx.now)).map(|due| (due.week, due.at));
    Ok(kept::update_next(cx.tx, mentor.id, next).await?)
}

async fn close(cx: &mut Cx<'_>, id: SessionId) -> Result<(), Error> {
    let Some(session) = kept::find_session(cx.tx, id).await? else { return Ok(()) };
    let outcome = kept::list_places(cx.tx, id).await?.outcome();
    kept::update_closed(cx.tx, id, outcome, cx.now).await?;
    let refresh = Outgoing::OfficeRefresh { session: id };
    outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    if outcome.unserved > 0 {
        let until = session.span.closes.saturating_add(STILL_NEWS).unwrap_or(cx.now);
        let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(until) };
        outbox::insert(cx.tx, &Outgoing::OfficeUnserved { session: id }, timing).await?;
    }
    Ok(())
}
