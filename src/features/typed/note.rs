//! A note: what somebody typed, brought to the other one of a pair as it stands.
//!
//! It waits for the reader's working day, because it arrives unasked. It owes no reply and starts no clock, and it is not
//! part of the record. Until it is on its way its author can take it back.

use super::{refresh, typed_id, views};
use crate::{
    domain::{
        access::Act,
        delivery::Stage,
        ids::{PairId, PersonId, TypedId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        typed::{Fit, Typed, TypedState},
    },
    features::{
        Cx, Error, Reaction, Who, access,
        letter::{Destination, Letter, Verdict},
        refused,
    },
    slack::{action::TypedTo, inbound::Click},
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, typed,
    },
};

/// *Send it as a note*.
pub async fn send(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Ok(TypedTo { typed, to }) = click.value.parse::<TypedTo<PairId>>() else {
        return refused(access::NOT_YOURS);
    };
    let own = access::typed(cx, who, typed).await?.typed;
    let access = access::pair(cx, who, (to, Act::SendNote)).await?;
    if own.state != TypedState::Open {
        return refused(access::DECIDED);
    }
    match own.fit() {
        Fit::Field | Fit::Note(_) => {}
        Fit::TooLong(chars) => return refused(views::too_long(chars)),
        Fit::Nothing => return refused(views::no_words()),
    }
    let partner = cx.person(access.object.person(access.side.other())).await?;
    if !partner.account.may_take_part() {
        return refused(views::partner_left(&partner));
    }
    let nth = typed::update_note(cx.tx, own.id, to, cx.now).await?;
    let note = Outgoing::TypedNote { typed: own.id, nth, to: Place::Room };
    let open_at = partner.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &note, Timing::from(open_at)).await?;
    refresh(cx, own.id).await?;
    Ok(Reaction::nothing())
}

/// *Take it back*: it is offered again.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let own = access::typed(cx, who, typed_id(&click.value)?).await?.typed;
    let TypedState::Note(pair) = own.state else { return refused(access::DECIDED) };
    let partner = partner(cx, &own, pair).await?;
    for to in [Place::Room, Place::Alone(partner)] {
        let note = Outgoing::TypedNote { typed: own.id, nth: own.notes, to };
        match outbox::find_stage(cx.tx, &note).await? {
            Some((Stage::Sending | Stage::Unknown | Stage::Sent, _)) => {
                return refused(views::too_late());
            }
            Some((Stage::Ready | Stage::Skipped | Stage::Dead, _)) | None => {}
        }
    }
    typed::update_state(cx.tx, own.id, TypedState::Open, cx.now).await?;
    refresh(cx, own.id).await?;
    Ok(Reaction::nothing())
}

async fn partner(cx: &mut Cx<'_>, typed: &Typed, pair: PairId) -> Result<PersonId, Error> {
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let side = pair.side(typed.person).ok_or(Fault::Unreadable("typed"))?;
    Ok(pair.person(side.other()))
}

/// Something typed that is this very note, with the pair it is for; `None` once it is not any more.
async fn standing(
    cx: &mut Cx<'_>,
    (id, nth): (TypedId, u32),
) -> Result<Option<(Typed, PairId)>, Error> {
    let typed = typed::find(cx.tx, id).await?.ok_or(Fault::Unreadable("typed"))?;
    Ok(match typed.state {
        TypedState::Note(pair) if typed.notes == nth => Some((typed, pair)),
        TypedState::Note(_)
        | TypedState::Open
        | TypedState::Brought(_)
        | TypedState::NotBrought(_)
        | TypedState::Checkin
        | TypedState::Question
        | TypedState::Reply
        | TypedState::Dropped
        | TypedState::Withdrawn
        | TypedState::Expired => None,
    })
}

/// Renders a note where its reader is.
pub async fn render(
    cx: &mut Cx<'_>,
    (id, nth, to): (TypedId, u32, Place),
) -> Result<Verdict, Error> {
    let Some((typed, pair)) = standing(cx, (id, nth)).await? else {
        return Ok(Verdict::Drop("taken back"));
    };
    let Some(text) = typed.text() else { return Ok(Verdict::Drop("taken back")) };
    let Some(pair) = pairs::find(cx.tx, pair).await?.filter(Pair::is_active) else {
        return Ok(Verdict::Drop("over"));
    };
    let reader = partner(cx, &typed, pair.id).await?;
    let reader = cx.person(reader).await?;
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    let to = match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            let alone = Place::Alone(reader.id);
            return Ok(Verdict::Instead(vec![Outgoing::TypedNote { typed: id, nth, to: alone }]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Destination::Room(pair.id),
        (Place::Alone(person), _) => Destination::Person(person),
    };
    match reader.availability.next_open(cx.now) {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) | None => {
            let writer = cx.person(typed.person).await?;
            Ok(Verdict::Say(Letter { to, message: views::note(&writer, &text) }))
        }
    }
}

/// The reader has it: the words are in Slack now, and not kept here as well.
pub async fn delivered(cx: &mut Cx<'_>, (id, nth): (TypedId, u32)) -> Result<(), Error> {
    match standing(cx, (id, nth)).await? {
        Some((_, pair)) => settle(cx, id, TypedState::Brought(pair)).await,
        None => Ok(()),
    }
}

/// It was not brought to this place. Its author is told, unless it is on its way to another.
pub async fn undelivered(cx: &mut Cx<'_>, (id, nth): (TypedId, u32)) -> Result<(), Error> {
    let Some((typed, pair)) = standing(cx, (id, nth)).await? else { return Ok(()) };
    let alone = Place::Alone(partner(cx, &typed, pair).await?);
    match outbox::find_stage(cx.tx, &Outgoing::TypedNote { typed: id, nth, to: alone }).await? {
        Some((Stage::Ready | Stage::Sending | Stage::Unknown | Stage::Sent, _)) => Ok(()),
        Some((Stage::Skipped | Stage::Dead, _)) | None => {
            settle(cx, id, TypedState::NotBrought(pair)).await
        }
    }
}

async fn settle(cx: &mut Cx<'_>, id: TypedId, state: TypedState) -> Result<(), Error> {
    typed::update_settled(cx.tx, id, state, cx.now).await?;
    refresh(cx, id).await
}
