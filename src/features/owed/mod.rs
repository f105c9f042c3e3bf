//! The answers a mentor owes: the list they ask for, and one quiet card a working day at most.
//!
//! A card is planned for the first open minute of a day on which something is due. Before it is sent the threads it is
//! about are read again, because a reply that was not heard of would make it a false reminder; and it is sent only if
//! something still waits. On the day of a return the welcome names what waits, and no card says it again. What counts as
//! due stands in `domain::owed`, what changes it in `owing`.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    Cx, Error, PLANNED_AT_ONCE, Reaction, Who,
    letter::{Destination, Letter, Verdict, change_of_missing},
    owing::{self, Owed},
    refused,
};
use crate::{
    app::App,
    domain::{
        answerable::Answerable, delivery::Stage, ids::PersonId, outgoing::Outgoing,
        owed::time_left, pair::Pair, person::Person, post::Subject, question::State,
    },
    store::{
        Fault, cards, leaves,
        outbox::{self, Timing},
        owed::{self, CardKey},
        pairs, posts,
    },
    telemetry::field,
};

pub mod views;

/// How long a mentor whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// A leave that ended longer ago than so many days is nobody's return any more.
const ONE_RETURN_DAYS: i32 = 60;

/// What was read in the threads is trusted for so long.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// `/mentor owed`: every check-in and question that waits for this person's answer.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let Some(person) = who.person.as_ref().filter(|it| it.account.may_take_part()) else {
        return refused(views::no_mentor());
    };
    let pairs = pairs::list_of(cx.tx, person.id).await?;
    if !pairs.iter().any(|pair| pair.is_active() && pair.mentor == person.id) {
        return refused(views::no_mentor());
    }
    let mut items = Vec::new();
    for (pair, owed) in owing::list(cx, person.id).await? {
        items.push(item(cx, (&pair, owed), (person, cx.now)).await?);
    }
    Ok(Reaction::open(views::list(person, &items)))
}

/// How something stands with its answer, for the mentor who reads of it at `at`.
async fn item(
    cx: &mut Cx<'_>,
    (pair, owed): (&Pair, Owed),
    (mentor, at): (&Person, Timestamp),
) -> Result<views::Item, Error> {
    let mentee = cx.person(pair.mentee).await?;
    let debt = owed.debt();
    let (thing, is_answered) = match owed {
        Owed::Checkin(it) => (views::Thing::Checkin(it.id, it.week), it.replied_at.is_some()),
        Owed::Question(it) => {
            (views::Thing::Question(it.id, it.asked_at), it.state() != State::Open)
        }
    };
    let standing = if is_answered {
        views::Standing::Answered
    } else {
        let left = debt.owed_by.map(|by| (by, time_left(by, at, &mentor.availability)));
        views::Standing::of(debt.back, (mentor, at), left)
    };
    Ok(views::Item { thing, mentee, standing })
}

/// Plans the cards that are due. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = owed::list_due(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for mentor in &due {
        match plan_card(cx, *mentor).await {
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!({ field::REASON } = what, "a mentor could not be asked");
                let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
                owed::update_next(cx.tx, *mentor, Some(later)).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

async fn plan_card(cx: &mut Cx<'_>, mentor: PersonId) -> Result<(), Error> {
    let mentor = cx.person(mentor).await?;
    let (on, hours) = (mentor.zone.date(cx.now), &mentor.availability);
    let due = owing::list(cx, mentor.id).await?;
    let due: Vec<Answerable> = due
        .iter()
        .filter(|(_, owed)| owed.debt().is_due_on(on, hours))
        .map(|(_, owed)| owed.what())
        .collect();
    if let Some(closes_at) = hours.closes_at(cx.now)
        && !due.is_empty()
        && owed::insert(cx.tx, (mentor.id, on), &due).await?
    {
        let card = Outgoing::OwedCard { mentor: mentor.id, on };
        let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(closes_at) };
        outbox::insert(cx.tx, &card, timing).await?;
    }
    // Whatever else is due today has had its card; the next one is for another day.
    let from = hours.closes_at(cx.now).unwrap_or(cx.now);
    owing::plan_next(cx, &mentor, from).await
}

/// Renders a card, or what has become of what stands on it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::OwedCard { mentor, on } => card(cx, (*mentor, *on)).await,
        Outgoing::OwedCardRefresh { mentor, on } => refresh(cx, (*mentor, *on)).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn card(cx: &mut Cx<'_>, key: CardKey) -> Result<Verdict, Error> {
    let mentor = cx.person(key.0).await?;
    if !mentor.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    let items = items(cx, key, (&mentor, cx.now)).await?;
    let waiting: Vec<views::Item> =
        items.into_iter().filter(|item| item.standing.is_due()).collect();
    if waiting.is_empty() {
        return Ok(Verdict::Drop("answered"));
    }
    match mentor.availability.next_open(cx.now) {
        Some(at) if at > cx.now => return Ok(Verdict::Wait(at)),
        None => return Ok(Verdict::Drop("never open")),
        Some(_) => {}
    }
    if is_welcomed(cx, &mentor, key.1).await? {
        return Ok(Verdict::Drop("welcomed back with it"));
    }
    let read_at = owed::find_read(cx.tx, key).await?;
    if read_at.is_none_or(|at| cx.now.duration_since(at) > FRESH) {
        return Ok(Verdict::ReadFirst);
    }
    let message = views::card(&mentor, &waiting);
    Ok(Verdict::Say(Letter { to: Destination::Person(mentor.id), message }))
}

/// Whether they are back from leave on this day and welcomed with everything that waits for them, so that a card would
/// say the same again.
async fn is_welcomed(cx: &mut Cx<'_>, mentor: &Person, on: Date) -> Result<bool, Error> {
    let earliest = on.checked_sub(ONE_RETURN_DAYS.days()).unwrap_or(on);
    for leave in leaves::list_from(cx.tx, mentor.id, earliest).await? {
        let back_at = leave.back_at(&mentor.availability);
        if back_at.is_none_or(|at| mentor.zone.date(at) != on) {
            continue;
        }
        match outbox::find_stage(cx.tx, &Outgoing::WelcomeBack { leave: leave.id }).await? {
            Some((Stage::Ready | Stage::Sending | Stage::Unknown | Stage::Sent, _)) => {
                return Ok(true);
            }
            Some((Stage::Skipped | Stage::Dead, _)) | None => {}
        }
    }
    Ok(false)
}

async fn refresh(cx: &mut Cx<'_>, key: CardKey) -> Result<Verdict, Error> {
    let (mentor, on) = key;
    let posts = posts::list(cx.tx, &Subject::OwedCard(mentor, on)).await?;
    let Some((channel, ts)) = posts.into_iter().next() else {
        return change_of_missing(cx, &Outgoing::OwedCard { mentor, on }).await;
    };
    let mentor = cx.person(mentor).await?;
    let items = items(cx, key, (&mentor, cx.now)).await?;
    let message = views::card(&mentor, &items);
    Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
}

async fn items(
    cx: &mut Cx<'_>,
    key: CardKey,
    (mentor, at): (&Person, Timestamp),
) -> Result<Vec<views::Item>, Error> {
    let mut items = Vec::new();
    for what in owed::list(cx.tx, key).await? {
        let (pair, owed) = owing::find(cx, what).await?.ok_or(Fault::Unreadable("card"))?;
        if pair.is_active() {
            items.push(item(cx, (&pair, owed), (mentor, at)).await?);
        }
    }
    Ok(items)
}

/// What stands on a card, whose threads are to be read before it is sent.
pub async fn to_read(app: &App, key: (PersonId, Date)) -> Result<Vec<Answerable>, Error> {
    let mut tx = app.db.read().await?;
    Ok(owed::list(&mut tx, key).await?)
}

/// They were read, or cannot be: the card goes on its way.
pub async fn read(app: &App, (mentor, on): (PersonId, Date)) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    owed::update_read(&mut tx, (mentor, on), now).await?;
    cards::update_ready(&mut tx, &Outgoing::OwedCard { mentor, on }, now).await?;
    tx.commit().await.map_err(Fault::from)?;
    app.poke.notify_one();
    Ok(())
}

/// The change that shows what the card of a day has become.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::OwedCard { mentor, on } => {
            Some(Outgoing::OwedCardRefresh { mentor: *mentor, on: *on })
        }
        _ => None,
    }
}
