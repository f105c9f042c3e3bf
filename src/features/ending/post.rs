//! What is said when a pair is over: to each of the two, in their room, and to a lead.
//!
//! Who ended it hears at once; everybody else when their working day is open.

use super::{
    cohort, parting, record,
    views::{early, graduation},
};
use crate::{
    domain::{
        ids::{PairId, PersonId},
        outgoing::{Outgoing, Place},
        pair::{Ending, Pair, PairState, Room, Side},
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error, access,
        letter::{Destination, Letter, Verdict, change, for_both},
    },
    slack::blocks::Message,
    store::{Fault, pairs},
};

/// Renders what is said about an end.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Ended { pair, to } => ended(cx, *pair, *to).await,
        Outgoing::EndedRefresh { pair, to } => refreshed(cx, *pair, *to).await,
        Outgoing::EndedToLead { pair } => to_lead(cx, *pair).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

struct Over {
    pair: Pair,
    mentor: Person,
    mentee: Person,
    how: Ending,
}

impl Over {
    async fn load(cx: &mut Cx<'_>, id: PairId) -> Result<Option<Self>, Error> {
        let pair = pairs::find(cx.tx, id).await?.ok_or(Fault::Unreadable("pair"))?;
        let PairState::Ended { how, .. } = pair.state else { return Ok(None) };
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        Ok(Some(Self { pair, mentor, mentee, how }))
    }

    fn person(&self, side: Side) -> &Person {
        match side {
            Side::Mentor => &self.mentor,
            Side::Mentee => &self.mentee,
        }
    }
}

async fn ended(cx: &mut Cx<'_>, id: PairId, to: Place) -> Result<Verdict, Error> {
    let Some(over) = Over::load(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let parting = parting(cx, id).await?;
    let (side, to) = match to {
        Place::Room => match over.pair.room {
            Room::Open(_) => (None, Destination::Room(id)),
            // Each is told alone anyway, and no room is opened to be left.
            Room::Unopened | Room::Refused => return Ok(Verdict::Drop("no room")),
        },
        Place::Alone(person) => match over.pair.side(person) {
            Some(side) => (Some(side), Destination::Person(person)),
            None => return Ok(Verdict::Drop("not theirs")),
        },
    };
    let opens = match side {
        Some(side) if parting.by == Some(side) => None,
        Some(side) => over.person(side).availability.next_open(cx.now),
        None => for_both((&over.mentor, &over.mentee), &to, cx.now),
    };
    if let Some(at) = opens.filter(|at| *at > cx.now) {
        return Ok(Verdict::Wait(at));
    }
    let message = match (over.how, side) {
        (Ending::Completed, None) => {
            let counts = record::counts(cx, &over.pair).await?;
            let days = record::days(&over.pair, &over.mentee)?;
            graduation::in_room((&over.mentor, &over.mentee), (days, counts))
        }
        (Ending::Completed, Some(side)) => complete(cx, &over, side).await?,
        (Ending::Early, None) => early::in_room(),
        (Ending::Early, Some(side)) => {
            let (reader, other) = (over.person(side), over.person(side.other()));
            match parting.by == Some(side) {
                true => early::to_who_ended_it((reader, other), cx.now),
                false => early::to_the_other((reader, other), parting.read_by(side)),
            }
        }
    };
    Ok(Verdict::Say(Letter { to, message }))
}

/// What one of a pair that is complete reads.
async fn complete(cx: &mut Cx<'_>, over: &Over, side: Side) -> Result<Message, Error> {
    let message = match side {
        Side::Mentee => graduation::to_mentee(over.pair.id, &over.mentor),
        Side::Mentor => graduation::to_mentor(&over.mentee),
    };
    Ok(message.blocks(cohort::asked(cx, &over.pair, side).await?))
}

/// The same, with what became of the question whether a cohort is told.
async fn refreshed(cx: &mut Cx<'_>, id: PairId, to: PersonId) -> Result<Verdict, Error> {
    let Some(over) = Over::load(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let (Ending::Completed, Some(side)) = (over.how, over.pair.side(to)) else {
        return Ok(Verdict::Drop("not theirs"));
    };
    let message = complete(cx, &over, side).await?;
    let original = Outgoing::Ended { pair: id, to: Place::Alone(to) };
    change(cx, (&Subject::Ended(id, to), &original), message).await
}

async fn to_lead(cx: &mut Cx<'_>, id: PairId) -> Result<Verdict, Error> {
    let Some(over) = Over::load(cx, id).await? else { return Ok(Verdict::Drop("not over")) };
    let lead = access::lead_of(cx, &over.pair).await?;
    let Some(lead) = lead.filter(|lead| over.pair.side(lead.id).is_none()) else {
        return Ok(Verdict::Drop("no lead"));
    };
    if let Some(at) = lead.availability.next_open(cx.now).filter(|at| *at > cx.now) {
        return Ok(Verdict::Wait(at));
    }
    let parting = parting(cx, id).await?;
    let by = parting.by.map(|side| over.person(side));
    let reason = parting.why.as_ref().map(|why| why.reason);
    let both = (&over.mentor, &over.mentee);
    let message = match over.how {
        Ending::Early => early::to_lead(both, (by, reason)),
        Ending::Completed => graduation::to_lead(both),
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(lead.id), message }))
}
