//! What is said while a call is arranged: the time put before one side, what became of it, and what both agreed to.
//!
//! Everything is rendered from the state of the moment; what was overtaken is never said.

use jiff::Timestamp;

use super::views::{Seen, agreed as together, offered};
use crate::{
    domain::{
        call::{Call, State},
        ids::{CallId, PersonId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room, Side},
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, change},
        schedule::calls::ledger,
    },
    store::{Fault, calls, pairs},
};

/// Renders something about a call that is being arranged.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::CallOffered { call, round } => offer(cx, (*call, *round)).await,
        Outgoing::CallOfferRefresh { call, round, to } => became(cx, (*call, *round), *to).await,
        Outgoing::CallTurnedDown { call, starts, to, .. } => {
            turned_down(cx, *call, (*starts, *to)).await
        }
        Outgoing::CallAgreed { call, sequence, to } => agreed(cx, (*call, *sequence), *to).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

struct Told {
    call: Call,
    pair: Pair,
    mentor: Person,
    mentee: Person,
}

impl Told {
    async fn load(cx: &mut Cx<'_>, id: CallId) -> Result<Self, Error> {
        let call = calls::find(cx.tx, id).await?.ok_or(Fault::Unreadable("call"))?;
        let pair = pairs::find(cx.tx, call.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        Ok(Self { call, pair, mentor, mentee })
    }

    fn seen_by(&self, side: Side) -> Seen<'_> {
        match side {
            Side::Mentor => Seen { reader: &self.mentor, other: &self.mentee, side },
            Side::Mentee => Seen { reader: &self.mentee, other: &self.mentor, side },
        }
    }
}

async fn offer(cx: &mut Cx<'_>, (id, round): (CallId, u32)) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let Some(offer) = told.call.offer().filter(|_| told.call.round == round) else {
        return Ok(Verdict::Drop("overtaken"));
    };
    if !told.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let seen = told.seen_by(offer.by.other());
    // What both agreed to is theirs already; a first time can wait until the day begins.
    if told.call.agreed().is_none() {
        match seen.reader.availability.next_open(cx.now) {
            Some(at) if at > cx.now => return Ok(Verdict::Wait(at)),
            None => return Ok(Verdict::Drop("never open")),
            Some(_) => {}
        }
    }
    let turn = ledger(cx, (told.pair.id, Some(id))).await?.turn();
    let message = offered::offered(&seen, (&told.call, offer), turn);
    Ok(Verdict::Say(Letter { to: Destination::Person(seen.reader.id), message }))
}

async fn became(
    cx: &mut Cx<'_>,
    (id, round): (CallId, u32),
    to: PersonId,
) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let Some(side) = told.pair.side(to) else { return Ok(Verdict::Drop("not theirs")) };
    let message = offered::became(&told.seen_by(side), &told.call);
    let original = Outgoing::CallOffered { call: id, round };
    change(cx, (&Subject::CallOffered(id, round), &original), message).await
}

async fn turned_down(
    cx: &mut Cx<'_>,
    id: CallId,
    (starts, to): (Timestamp, PersonId),
) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let Some(side) = told.pair.side(to) else { return Ok(Verdict::Drop("not theirs")) };
    let message = offered::turned_down(&told.seen_by(side), (&told.call, starts));
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

async fn agreed(
    cx: &mut Cx<'_>,
    (id, sequence): (CallId, u32),
    to: Place,
) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let State::Agreed { slot, .. } = told.call.state else { return Ok(Verdict::Drop("off")) };
    if told.call.sequence != sequence {
        return Ok(Verdict::Drop("moved since"));
    }
    let (call, pair) = (&told.call, &told.pair);
    let to = match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            let alone = [pair.mentor, pair.mentee].map(|person| Outgoing::CallAgreed {
                call: id,
                sequence,
                to: Place::Alone(person),
            });
            return Ok(Verdict::Instead(alone.into()));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Destination::Room(pair.id),
        (Place::Alone(person), _) => Destination::Person(person),
    };
    let turn = ledger(cx, (pair.id, Some(id))).await?.turn();
    let settings = calls::find_settings(cx.tx, pair.id).await?;
    let message =
        together::agreed((&told.mentor, &told.mentee), (call, slot, turn), settings.link.as_ref());
    Ok(Verdict::Say(Letter { to, message }))
}
