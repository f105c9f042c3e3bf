//! Keeps what is said unasked within what its reader allows: it is said, or held back until there is room, or skipped
//! because it is not wanted; and when several wait for one reader and not all of them fit, they become one card.
//!
//! A card is a message like any other: claimed, sent and looked for under its own key. What it says is bound to it in the
//! transaction that makes it, is looked at again before every attempt, and shares what becomes of it.

use jiff::Timestamp;

use super::{
    claim::{Looked, is_late, look_again, skip},
    set_aside,
};
use crate::{
    domain::{
        attention::{Kind, Reader, Room, Why},
        ids::{OutboxId, PersonId},
        outgoing::Outgoing,
    },
    features::{
        Cx, Error,
        attention::{card::Filled, gate},
        letter::Destination,
    },
    store::{
        attention, cards,
        outbox::{self, Envelope, Read, Timing},
    },
};

/// Who reads an unasked message, as far as it says so itself.
pub(super) fn reader(message: &Outgoing) -> Option<PersonId> {
    match message.unasked()?.reader {
        Reader::Person(person) => Some(person),
        Reader::Mentee(_) | Reader::Mentor(_) | Reader::Back(_) => None,
    }
}

/// Whether a message may be said now by itself to one person. If not, it was held back, skipped, or bound to a card.
pub(super) async fn allows(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    to: Option<PersonId>,
) -> Result<bool, Error> {
    let (Some(unasked), Some(person)) = (envelope.message.unasked(), to) else {
        return Ok(true);
    };
    let about = (person, unasked.kind);
    let Some(left) = room(cx, envelope, (about, envelope.id)).await? else { return Ok(false) };
    if envelope.attempt > 0 {
        return Ok(true);
    }
    let waiting = cards::list_waiting_for(cx.tx, person, cx.now).await?;
    let id = |read: &Read| read.as_ref().map_or_else(|id| *id, |waiting| waiting.id);
    // What was read before a card was made may be on it by now.
    if !waiting.iter().any(|read| id(read) == envelope.id) {
        return Ok(false);
    }
    if unasked.kind.stands_alone() {
        return Ok(true);
    }
    let waiting: Vec<OutboxId> =
        waiting.iter().filter(|read| !stands_alone(read)).map(id).collect();
    let fits = u32::try_from(waiting.len()).is_ok_and(|count| count <= left);
    if !fits {
        gather(cx, person, &waiting).await?;
    }
    Ok(fits)
}

fn stands_alone(read: &Read) -> bool {
    let unasked = read.as_ref().ok().and_then(|waiting| waiting.message.unasked());
    unasked.is_some_and(|unasked| unasked.kind.stands_alone())
}

/// For how many unasked messages there is room, not counting `but`; `None` when this one was held back or skipped.
async fn room(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    (about, but): ((PersonId, Kind), OutboxId),
) -> Result<Option<u32>, Error> {
    match gate::room(cx, about, but).await? {
        Room::Left(left) => return Ok(Some(left)),
        Room::Later(at, why) => hold(cx, envelope, (at, why)).await?,
        Room::Unwanted => skip(cx, envelope, "switched off").await?,
    }
    Ok(None)
}

async fn hold(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    (at, why): (Option<Timestamp>, Why),
) -> Result<(), Error> {
    let too_late = match why {
        Why::Enough => "late",
        Why::Muted => "muted",
    };
    match at {
        Some(at) if !is_late(envelope, at) => Ok(cards::update_held(cx.tx, envelope.id, at).await?),
        Some(_) | None => skip(cx, envelope, too_late).await,
    }
}

/// Makes a card of what waits for somebody.
async fn gather(cx: &mut Cx<'_>, person: PersonId, waiting: &[OutboxId]) -> Result<(), Error> {
    let on = cx.person(person).await?.zone.date(cx.now);
    let mut card = Outgoing::Card { person, on, nth: 0 };
    while !outbox::insert(cx.tx, &card, Timing::now(cx.now)).await? {
        if let Outgoing::Card { nth, .. } = &mut card {
            *nth += 1;
        }
    }
    for id in waiting {
        cards::update_card(cx.tx, *id, &card).await?;
    }
    Ok(())
}

/// What is left of a card.
pub(super) enum Sifted {
    /// It can be rendered.
    Ready,
    /// It has to wait as a whole.
    Waits,
    /// The threads this thing on it is about have to be read first.
    ReadFirst(Box<Envelope>),
}

/// Takes off a card whatever is not to be said with it any more: answered, late, not wanted, or more than it holds.
pub(super) async fn sift(
    cx: &mut Cx<'_>,
    card: &Envelope,
    person: PersonId,
) -> Result<Sifted, Error> {
    let (mut filled, mut taken_off, mut to_read) = (Filled::default(), Vec::new(), None);
    for read in cards::list(cx.tx, &card.message).await? {
        let item = match read {
            Ok(item) => item,
            Err(id) => {
                set_aside(cx.tx, id, cx.now).await?;
                continue;
            }
        };
        match look_at_item(cx, &item, (card.id, person)).await? {
            Looked::Say(letter) if filled.takes(&letter.message) => continue,
            Looked::Say(_) => cards::update_held(cx.tx, item.id, cx.now).await?,
            Looked::ReadFirst => {
                to_read = Some(item);
                continue;
            }
            // Nothing that is said unasked is a file.
            Looked::Bring(_) | Looked::Over => cards::update_no_card(cx.tx, item.id).await?,
        }
        taken_off.push(item.id);
    }
    if let Some(item) = to_read {
        return Ok(Sifted::ReadFirst(Box::new(item)));
    }
    if card.attempt == 0 || !filled.is_empty() {
        return Ok(Sifted::Ready);
    }
    // An earlier attempt may still come to light, and is known by the card's key: said by themselves, its things would
    // stand twice.
    for id in taken_off {
        cards::update_card(cx.tx, id, &card.message).await?;
    }
    let waiting = cards::list(cx.tx, &card.message).await?;
    match waiting.into_iter().flatten().map(|item| item.timing.ready_at).max() {
        Some(at) => {
            outbox::update_ready_at(cx.tx, card.id, at).await?;
            Ok(Sifted::Waits)
        }
        None => Ok(Sifted::Ready),
    }
}

async fn look_at_item(
    cx: &mut Cx<'_>,
    item: &Envelope,
    (card, person): (OutboxId, PersonId),
) -> Result<Looked, Error> {
    let Some(unasked) = item.message.unasked() else { return Ok(Looked::Over) };
    match room(cx, item, ((person, unasked.kind), card)).await? {
        Some(_) => look_again(cx, item).await,
        None => Ok(Looked::Over),
    }
}

/// Counts what is about to be said.
pub(super) async fn count(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    to: &Destination,
) -> Result<(), Error> {
    let counts =
        matches!(envelope.message, Outgoing::Card { .. }) || envelope.message.unasked().is_some();
    match to {
        Destination::Person(person) if counts => {
            Ok(attention::update_said(cx.tx, envelope.id, (*person, cx.now)).await?)
        }
        Destination::Person(_)
        | Destination::Room(_)
        | Destination::Conversation(_)
        | Destination::Thread(..)
        | Destination::Change(..) => Ok(()),
    }
}
