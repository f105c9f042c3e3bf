//! The calendar file of a call: brought under the message that says when it is, and again to whoever presses
//! *Send the calendar file*.
//!
//! It is brought once for each change of the call. When Slack does not say whether it stands, it is not brought again by
//! itself: the button is there for that. What is in the file is made from the call at that moment, in `invitations`.

use super::{
    Cx, Error, Reaction, Who, access, invitations,
    letter::{Destination, Letter, Parcel, Verdict},
    refused,
};
use crate::{
    domain::{
        access::Act,
        call::Call,
        delivery::Stage,
        ids::{CallId, PersonId, SlackChannel, SlackTs},
        invitation::{FILE_NAME, Invitation, TITLE},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        post::Subject,
    },
    slack::{action::read_id, client::files::File, inbound::Click},
    store::{
        calls,
        outbox::{self, Timing},
        pairs, people, posts,
    },
};

pub mod views;

/// What follows from a message that says when a call is, or that it is off, standing in `place`: its file. Nothing when
/// the call was never agreed to.
pub async fn follows(cx: &mut Cx<'_>, id: CallId, place: Place) -> Result<(), Error> {
    let Some((call, invitation)) = find(cx, id).await? else { return Ok(()) };
    let file = Outgoing::CallFile { call: id, sequence: call.sequence, to: place, press: 0 };
    outbox::insert(cx.tx, &file, timing(cx, &invitation)).await?;
    Ok(())
}

/// *Send the calendar file*: to whoever pressed. One that is on its way to them already is not joined by another.
pub async fn send(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let Ok(id) = read_id::<CallId>(&click.value) else { return refused(access::NOT_YOURS) };
    let access = access::call(cx, who, (id, Act::TakeCallFile)).await?;
    let (_, call) = access.object;
    let Some(invitation) = invitations::of(cx, &call).await? else {
        return refused(views::no_time());
    };
    let to = Place::Alone(access.person.id);
    let sequence = call.sequence;
    for press in 1.. {
        let file = Outgoing::CallFile { call: id, sequence, to, press };
        match outbox::find_stage(cx.tx, &file).await? {
            Some((Stage::Ready | Stage::Sending | Stage::Unknown, _)) => break,
            Some((Stage::Sent | Stage::Skipped | Stage::Dead, _)) => {}
            None => {
                let timing = Timing { expires_at: None, ..timing(cx, &invitation) };
                outbox::insert(cx.tx, &file, timing).await?;
                break;
            }
        }
    }
    Ok(Reaction::nothing())
}

/// The file as the call stands now, and where it goes.
pub async fn bring(
    cx: &mut Cx<'_>,
    id: CallId,
    (sequence, place, press): (u32, Place, u32),
) -> Result<Verdict, Error> {
    let Some((call, invitation)) = find(cx, id).await? else {
        return Ok(Verdict::Drop("never agreed"));
    };
    if call.sequence != sequence {
        return Ok(Verdict::Drop("changed since"));
    }
    let Some(pair) = pairs::find(cx.tx, call.pair).await? else {
        return Ok(Verdict::Drop("no pair"));
    };
    let to = match (place, &pair.room) {
        (Place::Room, Room::Refused) => return Ok(alone(&pair, (id, sequence, press))),
        (Place::Room, Room::Unopened) => return Ok(Verdict::Drop("never said")),
        (Place::Room, Room::Open(channel)) => under(cx, &call, channel).await?,
        (Place::Alone(person), _) => match people::find_dm(cx.tx, person).await? {
            Some(channel) => {
                under(cx, &call, &channel).await?.or(Some(Destination::Person(person)))
            }
            None => Some(Destination::Person(person)),
        },
    };
    Ok(match to {
        Some(to) => Verdict::Bring(Parcel { to, file: file(&invitation) }),
        None => Verdict::Drop("never said"),
    })
}

fn alone(pair: &Pair, (call, sequence, press): (CallId, u32, u32)) -> Verdict {
    let each = [pair.mentor, pair.mentee];
    let file = |person| Outgoing::CallFile { call, sequence, to: Place::Alone(person), press };
    Verdict::Instead(each.map(file).into())
}

/// The thread of the newest message in a conversation that says when the call is.
async fn under(
    cx: &mut Cx<'_>,
    call: &Call,
    channel: &SlackChannel,
) -> Result<Option<Destination>, Error> {
    for sequence in (0..=call.sequence).rev() {
        let posts = posts::list(cx.tx, &Subject::Call(call.id, sequence)).await?;
        let here = |(there, _): &(SlackChannel, SlackTs)| there == channel;
        if let Some((channel, ts)) = posts.into_iter().find(here) {
            return Ok(Some(Destination::Thread(channel, ts)));
        }
    }
    Ok(None)
}

/// A file somebody pressed for did not get through: they are told, with another way, unless a newer one comes anyway.
pub async fn undelivered(
    cx: &mut Cx<'_>,
    id: CallId,
    (sequence, place, press): (u32, Place, u32),
) -> Result<(), Error> {
    let (Place::Alone(to), 1..) = (place, press) else { return Ok(()) };
    let Some((call, _)) = find(cx, id).await? else { return Ok(()) };
    if call.sequence == sequence {
        let lost = Outgoing::CallFileLost { call: id, sequence, to, press };
        outbox::insert(cx.tx, &lost, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// Tells so, with the calendars that open without a file.
pub async fn lost(
    cx: &mut Cx<'_>,
    id: CallId,
    (sequence, to): (u32, PersonId),
) -> Result<Verdict, Error> {
    match find(cx, id).await? {
        Some((call, invitation)) if call.sequence == sequence => Ok(Verdict::Say(Letter {
            to: Destination::Person(to),
            message: views::lost(id, &invitation),
        })),
        Some(_) | None => Ok(Verdict::Drop("changed since")),
    }
}

async fn find(cx: &mut Cx<'_>, id: CallId) -> Result<Option<(Call, Invitation)>, Error> {
    let Some(call) = calls::find(cx.tx, id).await? else { return Ok(None) };
    let invitation = invitations::of(cx, &call).await?;
    Ok(invitation.map(|invitation| (call, invitation)))
}

/// At once; a call that is over needs no file.
fn timing(cx: &Cx<'_>, invitation: &Invitation) -> Timing {
    Timing { expires_at: Some(invitation.ends()), ..Timing::now(cx.now) }
}

fn file(invitation: &Invitation) -> File {
    File { name: FILE_NAME, title: TITLE, bytes: invitation.file().into_bytes() }
}
