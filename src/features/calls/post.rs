//! What is said while a call is arranged: the time put before one side, what became of it, and what both agreed to.
//!
//! Everything is rendered from the state of the moment; what was overtaken is never said.

use jiff::{SignedDuration, Timestamp};

use super::{
    ask, budget,
    views::{Seen, agreed as together, asked, changed, offered},
};
use crate::{
    domain::{
        call::{Call, State},
        ids::{CallId, PersonId},
        outgoing::{Outgoing, Place},
        overlap::Slot,
        pair::{Pair, PairState, Side},
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error, invitations,
        letter::{Destination, Letter, Verdict, change, for_both, for_pair, outside_hours},
        schedule::calls::ledger,
    },
    store::{
        Fault,
        call_changes::{self, Change},
        calls, pairs,
    },
};

/// So long before a call that ended with its pair both are told at the latest, at whatever hour that is.
const IN_TIME: SignedDuration = SignedDuration::from_hours(2);

/// Renders something about a call that is being arranged.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::CallAsk { pair, call } => ask::render(cx, (*pair, *call)).await,
        Outgoing::CallAskRefresh { pair, call } => ask::render_refresh(cx, (*pair, *call)).await,
        Outgoing::CallNever { pair } => ask::render_never(cx, *pair).await,
        Outgoing::CallOff { call, sequence, to } => off(cx, (*call, *sequence), *to).await,
        Outgoing::CallOnLeave { call, sequence, away, to } => {
            on_leave(cx, (*call, *sequence), (*away, *to)).await
        }
        Outgoing::CallOffered { call, round } => offer(cx, (*call, *round)).await,
        Outgoing::CallOfferRefresh { call, round, to } => became(cx, (*call, *round), *to).await,
        Outgoing::CallTurnedDown { call, starts, to, .. } => {
            turned_down(cx, *call, (*starts, *to)).await
        }
        Outgoing::CallLapsed { call, starts, to, .. } => lapsed(cx, *call, (*starts, *to)).await,
        Outgoing::CallAgreedRefresh { call, channel, ts, .. } => {
            let to = Destination::Change(channel.clone(), ts.clone());
            overtaken(cx, *call, to).await
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

    fn other_than(&self, reader: PersonId) -> &Person {
        if reader == self.mentor.id { &self.mentee } else { &self.mentor }
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
    if told.call.agreed().is_none()
        && let Some(not_now) = outside_hours(&seen.reader.availability, cx.now)
    {
        return Ok(not_now);
    }
    let turn = ledger(cx, (told.pair.id, Some(id))).await?.turn();
    let change = call_changes::find_newest(cx.tx, id).await?;
    let change = change.filter(|it| told.call.agreed().is_some() && it.at == offer.at);
    let beyond = match seen.side {
        Side::Mentor => budget::beyond(cx, (&told.pair, Some(id)), offer.slot).await?,
        Side::Mentee => None,
    };
    let message = offered::offered(&seen, (&told.call, offer), (turn, change.as_ref()));
    let message = message.blocks(beyond.map(offered::beyond));
    Ok(Verdict::Say(Letter { to: Destination::Person(seen.reader.id), message }))
}

async fn became(
    cx: &mut Cx<'_>,
    (id, round): (CallId, u32),
    to: PersonId,
) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let Some(side) = told.pair.side(to) else { return Ok(Verdict::Drop("not theirs")) };
    let message = match told.pair.is_active() {
        true => offered::became(&told.seen_by(side), &told.call),
        false => changed::over(),
    };
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

async fn lapsed(
    cx: &mut Cx<'_>,
    id: CallId,
    (starts, to): (Timestamp, PersonId),
) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let Some(side) = told.pair.side(to) else { return Ok(Verdict::Drop("not theirs")) };
    if !told.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let seen = told.seen_by(side);
    if let Some(not_now) = outside_hours(&seen.reader.availability, cx.now) {
        return Ok(not_now);
    }
    let message = offered::lapsed(&seen, (&told.call, starts));
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}

async fn overtaken(cx: &mut Cx<'_>, id: CallId, to: Destination) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let message = together::overtaken(&told.mentee, &told.call);
    Ok(Verdict::Say(Letter { to, message }))
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
    let alone = |to| Outgoing::CallAgreed { call: id, sequence, to };
    let to = match for_pair(pair, (to, alone)) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    let turn = ledger(cx, (pair.id, Some(id))).await?.turn();
    let Some(invitation) = invitations::of(cx, call).await? else {
        return Ok(Verdict::Drop("off"));
    };
    let with = match &to {
        Destination::Person(reader) => Some(told.other_than(*reader)),
        Destination::Room(_)
        | Destination::Conversation(_)
        | Destination::Thread(..)
        | Destination::Change(..) => None,
    };
    let both = (&told.mentor, &told.mentee);
    let message = together::agreed(both, (call, slot, turn), (&invitation, with));
    Ok(Verdict::Say(Letter { to, message }))
}

async fn off(cx: &mut Cx<'_>, (id, sequence): (CallId, u32), to: Place) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let State::CalledOff { was: Some(slot) } = told.call.state else {
        return Ok(Verdict::Drop("not off"));
    };
    let to = match for_pair(&told.pair, (to, |to| Outgoing::CallOff { call: id, sequence, to })) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    let change = call_changes::find_newest(cx.tx, id).await?;
    let change =
        change.filter(|it| it.change == Change::CalledOff && !has_ended(&told.pair, it.at));
    let Some(change) = change else {
        return Ok(match told.pair.is_active() {
            true => Verdict::Drop("not off"),
            // Nobody called it off: the pair ended.
            false => with_the_pair(cx, (&told, slot), to),
        });
    };
    let by = told.seen_by(change.by).reader;
    let why = (change.notice, change.reason.as_ref());
    let message = changed::called_off((by, &told.mentee), slot, why);
    Ok(Verdict::Say(Letter { to, message }))
}

/// Whether a pair had ended by then.
fn has_ended(pair: &Pair, at: Timestamp) -> bool {
    match pair.state {
        PairState::Ended { at: ended_at, .. } => at >= ended_at,
        PairState::Proposed { .. } | PairState::Active { .. } | PairState::Declined => false,
    }
}

/// A call that ended with its pair: told in their hours, and early enough for nobody to come in vain.
fn with_the_pair(cx: &Cx<'_>, (told, slot): (&Told, Slot), to: Destination) -> Verdict {
    let in_time = slot.starts.saturating_sub(IN_TIME).unwrap_or(slot.starts);
    let opens = for_both((&told.mentor, &told.mentee), &to, cx.now).unwrap_or(in_time);
    match opens.min(in_time) {
        at if at > cx.now => Verdict::Wait(at),
        _ => Verdict::Say(Letter { to, message: changed::off_with_the_pair(&told.mentee, slot) }),
    }
}

async fn on_leave(
    cx: &mut Cx<'_>,
    (id, sequence): (CallId, u32),
    (away, to): (PersonId, Place),
) -> Result<Verdict, Error> {
    let told = Told::load(cx, id).await?;
    let Some(slot) = told.call.agreed().filter(|_| told.call.sequence == sequence) else {
        return Ok(Verdict::Drop("overtaken"));
    };
    let person = if told.mentor.id == away { &told.mentor } else { &told.mentee };
    if !person.availability.is_day_off(person.zone.date(slot.starts)) {
        return Ok(Verdict::Drop("not away any more"));
    }
    let alone = |to| Outgoing::CallOnLeave { call: id, sequence, away, to };
    let to = match for_pair(&told.pair, (to, alone)) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    let message = changed::falls_on_leave((person, &told.mentee), (id, slot));
    Ok(Verdict::Say(Letter { to, message }))
}

/// Why the mentee is asked for a time.
pub async fn why(cx: &mut Cx<'_>, message: &Outgoing) -> Result<String, Error> {
    let pair = match message {
        Outgoing::CallAsk { pair, .. } | Outgoing::CallNever { pair } => *pair,
        _ => return Ok(asked::why(None)),
    };
    let Some(pair) = pairs::find(cx.tx, pair).await? else { return Ok(asked::why(None)) };
    Ok(asked::why(Some(&cx.person(pair.mentor).await?)))
}

/// The change that shows what a request for a time has become.
pub fn became_of(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::CallAsk { pair, call } => {
            Some(Outgoing::CallAskRefresh { pair: *pair, call: *call })
        }
        _ => None,
    }
}
