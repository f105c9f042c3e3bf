//! The answers a mentor owes: the list they ask for, and the quiet cards that remind of them.
//!
//! Before a card is sent the threads it is about are read again, because a reply that was not heard of would make it a
//! false reminder; and it is sent only if something still waits. When somebody is back from leave the welcome names what
//! waits, and no card says it again. A card that was never said is made up for with the next day. When a card comes, and
//! what is on it, stands in `domain::owed`; what changes it in `owing`.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{
    Cx, Error, PLANNED_AT_ONCE, Reaction, Who,
    letter::{Destination, Letter, Verdict, change_of_missing, outside_hours},
    owing::{self, Owed},
    refused,
};
use crate::{
    app::App,
    domain::{
        answerable::Answerable,
        delivery::Stage,
        ids::PersonId,
        outgoing::Outgoing,
        owed::{ALONG, Card, time_left},
        pair::Pair,
        person::Person,
        post::Subject,
        question::State,
    },
    store::{
        Fault, cards, leaves,
        outbox::{self, Timing},
        owed::{self, CardKey, OnCard},
        pairs, posts,
    },
    telemetry::field,
};

pub mod views;

/// How long a mentor whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// A leave that ended longer ago than so many days is nobody's return any more.
const ONE_RETURN_DAYS: i32 = 60;

/// What was said so shortly before need not be said again.
const ONE_READING: SignedDuration = SignedDuration::from_mins(ALONG);

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
    let (owed_by, back) = (owed.owed_by(), owed.back());
    let (thing, is_answered) = match owed {
        Owed::Checkin(it) => (views::Thing::Checkin(it.id, it.week), it.replied_at.is_some()),
        Owed::Question(it) => {
            (views::Thing::Question(it.id, it.asked_at), it.state() != State::Open)
        }
    };
    let standing = if is_answered {
        views::Standing::Answered
    } else {
        let left = owed_by.map(|by| (by, time_left(by, at, &mentor.availability)));
        views::Standing::of(back, (mentor, at), left)
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
    let card = Card::after(owed::find(cx.tx, mentor.id).await?.last, on);
    let mut debts = owed::list_debts(cx.tx, mentor.id).await?;
    debts.sort_by_key(|(what, debt)| (debt.owed_by.is_none(), debt.owed_by, *what));
    let due = debts
        .into_iter()
        .filter_map(|(what, debt)| Some((what, debt.on_card((cx.now, card), hours)?)))
        .collect::<Vec<OnCard>>();
    if let Some(closes_at) = hours.closes_at(cx.now)
        && !due.is_empty()
    {
        let nth = owed::insert(cx.tx, (mentor.id, on), &due, cx.now).await?;
        let card = Outgoing::OwedCard { mentor: mentor.id, on, nth };
        let timing = Timing { due_at: cx.now, ready_at: cx.now, expires_at: Some(closes_at) };
        outbox::insert(cx.tx, &card, timing).await?;
    }
    owing::plan_next(cx, &mentor).await
}

/// Renders a card, or what has become of what stands on it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::OwedCard { mentor, on, nth } => card(cx, (*mentor, *on, *nth)).await,
        Outgoing::OwedCardRefresh { mentor, on, nth } => refresh(cx, (*mentor, *on, *nth)).await,
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
    if let Some(not_now) = outside_hours(&mentor.availability, cx.now) {
        return Ok(not_now);
    }
    if is_welcomed(cx, &mentor, key).await? {
        return Ok(Verdict::Drop("welcomed back with it"));
    }
    let read_at = owed::find_read(cx.tx, key).await?;
    if read_at.is_none_or(|at| cx.now.duration_since(at) > FRESH) {
        return Ok(Verdict::ReadFirst);
    }
    let message = views::card(&mentor, &waiting);
    Ok(Verdict::Say(Letter { to: Destination::Person(mentor.id), message }))
}

/// Whether they are back from leave that day and welcomed with everything that waits for them about when this card was
/// made, so that it would say the same again.
async fn is_welcomed(cx: &mut Cx<'_>, mentor: &Person, key: CardKey) -> Result<bool, Error> {
    let on = key.1;
    let Some(made_at) = owed::find_made(cx.tx, key).await? else { return Ok(false) };
    let earliest = on.checked_sub(ONE_RETURN_DAYS.days()).unwrap_or(on);
    for leave in leaves::list_from(cx.tx, mentor.id, earliest).await? {
        let back_at = leave.back_at(&mentor.availability);
        if back_at.is_none_or(|at| mentor.zone.date(at) != on) {
            continue;
        }
        match outbox::find_stage(cx.tx, &Outgoing::WelcomeBack { leave: leave.id }).await? {
            Some((Stage::Ready | Stage::Sending | Stage::Unknown, _)) => return Ok(true),
            Some((Stage::Sent, at)) if made_at.duration_since(at) <= ONE_READING => {
                return Ok(true);
            }
            Some((Stage::Sent | Stage::Skipped | Stage::Dead, _)) | None => {}
        }
    }
    Ok(false)
}

async fn refresh(cx: &mut Cx<'_>, key: CardKey) -> Result<Verdict, Error> {
    let (mentor, on, nth) = key;
    let posts = posts::list(cx.tx, &Subject::OwedCard(mentor, on, nth)).await?;
    let Some((channel, ts)) = posts.into_iter().next() else {
        return change_of_missing(cx, &Outgoing::OwedCard { mentor, on, nth }).await;
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

/// The card that this change belongs to, while something on it still waits.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::OwedCardRefresh { mentor: id, on, nth } = change else { return Ok(None) };
    let mentor = cx.person(*id).await?;
    let items = items(cx, (*id, *on, *nth), (&mentor, cx.now)).await?;
    let waits = items.iter().any(|item| item.standing.is_due());
    Ok(waits.then_some(Outgoing::OwedCard { mentor: *id, on: *on, nth: *nth }))
}

/// What stands on a card, whose threads are to be read before it is sent.
pub async fn to_read(app: &App, key: CardKey) -> Result<Vec<Answerable>, Error> {
    let mut tx = app.db.read().await?;
    Ok(owed::list(&mut tx, key).await?)
}

/// They were read, or cannot be: the card goes on its way.
pub async fn read(app: &App, key: CardKey) -> Result<(), Error> {
    let (now, (mentor, on, nth)) = (app.clock.now(), key);
    let mut tx = app.db.write().await?;
    owed::update_read(&mut tx, key, now).await?;
    cards::update_ready(&mut tx, &Outgoing::OwedCard { mentor, on, nth }, now).await?;
    tx.commit().await.map_err(Fault::from)?;
    app.poke.notify_one();
    Ok(())
}

/// A card was never said, for want of room or because nobody wanted it: what it was about is asked with another day,
/// unless the welcome has named it.
pub async fn undelivered(cx: &mut Cx<'_>, key: CardKey) -> Result<(), Error> {
    let mentor = cx.person(key.0).await?;
    if is_welcomed(cx, &mentor, key).await? {
        return Ok(());
    }
    owed::update_unsaid(cx.tx, key).await?;
    owing::reckon(cx, &mentor).await
}

/// The change that shows what a card has become.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::OwedCard { mentor, on, nth } => {
            Some(Outgoing::OwedCardRefresh { mentor: *mentor, on: *on, nth: *nth })
        }
        _ => None,
    }
}
