//! What a feature answers when it is asked to render: a message and where it goes, or why not.
//!
//! Which feature renders what stands in `saying`; the outbox does what a verdict says.

use jiff::{SignedDuration, Timestamp};

use super::{Cx, Error};
use crate::{
    domain::{
        answerable::Answerable,
        availability::Availability,
        delivery::Stage,
        ids::{PairId, PersonId, SlackChannel, SlackTs},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
        post::Subject,
    },
    slack::{blocks::Message, client::files::File},
    store::{outbox, people, posts},
};

/// What to do with something that was to be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Say it.
    Say(Letter),
    /// Bring this file.
    Bring(Parcel),
    /// Not yet: the reader's window is closed, or something it hangs on is not there.
    Wait(Timestamp),
    /// Not before the threads it is about were read again: a reply in them may not have been heard of.
    ReadFirst,
    /// It is not needed any more, for this reason.
    Drop(&'static str),
    /// Say these instead: there is no room, so each is told alone.
    Instead(Vec<Outgoing>),
}

impl Verdict {
    /// Whether something that was refused because its place is gone would not be said there again.
    pub fn moves_on(&self) -> bool {
        match self {
            Self::Instead(_) | Self::Drop(_) => true,
            Self::Say(_) | Self::Bring(_) | Self::Wait(_) | Self::ReadFirst => false,
        }
    }
}

/// A message and where it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Where it goes.
    pub to: Destination,
    /// What it says.
    pub message: Message,
}

/// A file and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Where it goes; never in the place of a message.
    pub to: Destination,
    /// What is in it.
    pub file: File,
}

/// Where something goes. People and rooms become conversations when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To one person.
    Person(PersonId),
    /// To a pair's room.
    Room(PairId),
    /// Into a conversation in which somebody wrote.
    Conversation(SlackChannel),
    /// Into a thread.
    Thread(SlackChannel, SlackTs),
    /// In the place of a message of ours.
    Change(SlackChannel, SlackTs),
}

/// In the room of a pair, or to each of the two alone where Slack refused it: then `alone` is said instead.
pub fn for_pair(
    pair: &Pair,
    (to, alone): (Place, impl Fn(Place) -> Outgoing),
) -> Result<Destination, Verdict> {
    match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            let each = [pair.mentor, pair.mentee].map(|person| alone(Place::Alone(person)));
            Err(Verdict::Instead(each.into()))
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Ok(Destination::Room(pair.id)),
        (Place::Alone(person), _) => Ok(Destination::Person(person)),
    }
}

/// What becomes of something for one person outside their window: it waits until that opens, or is not said where it never
/// does. `None` while it is open.
pub fn outside_hours(reader: &Availability, now: Timestamp) -> Option<Verdict> {
    match reader.next_open(now) {
        Some(at) if at > now => Some(Verdict::Wait(at)),
        Some(_) => None,
        None => Some(Verdict::Drop("never open")),
    }
}

/// When something for both may be said there: in the room when both are at work, to one alone when that one is.
pub fn for_both(
    (mentor, mentee): (&Person, &Person),
    to: &Destination,
    now: Timestamp,
) -> Option<Timestamp> {
    match to {
        Destination::Person(person) if *person == mentor.id => mentor.availability.next_open(now),
        Destination::Person(_) => mentee.availability.next_open(now),
        Destination::Room(_)
        | Destination::Conversation(_)
        | Destination::Thread(..)
        | Destination::Change(..) => mentee.availability.first_for_both(&mentor.availability, now),
    }
}

/// How long to wait for another message of ours before looking at it again.
const OTHER_WAIT: SignedDuration = SignedDuration::from_secs(5);

/// What to do with a change of `original`, which is not known to stand. If it may stand, because it is being sent or
/// looked for, the change waits; if it is still to be rendered, it will show the newest state by itself.
pub async fn change_of_missing(cx: &mut Cx<'_>, original: &Outgoing) -> Result<Verdict, Error> {
    Ok(match outbox::find_stage(cx.tx, original).await? {
        Some((Stage::Sending | Stage::Unknown, _)) => Verdict::Wait(soon(cx.now)),
        Some((Stage::Ready | Stage::Sent | Stage::Skipped | Stage::Dead, _)) | None => {
            Verdict::Drop("never posted")
        }
    })
}

/// The message that shows `subject` is changed; `original` is what put it there.
pub async fn change(
    cx: &mut Cx<'_>,
    (subject, original): (&Subject, &Outgoing),
    message: Message,
) -> Result<Verdict, Error> {
    match posts::list(cx.tx, subject).await?.into_iter().next() {
        Some((channel, ts)) => {
            Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
        }
        None => change_of_missing(cx, original).await,
    }
}

/// Where a further part of something long goes on from `subject`, which is said in `place` by now, in the order of the
/// parts; else what to do instead. `at` is a part of it in a place.
pub async fn goes_on(
    cx: &mut Cx<'_>,
    (subject, place): (&Subject, Place),
    (part, to): (u32, Place),
    at: impl Fn(u32, Place) -> Outgoing,
) -> Result<Result<Destination, Verdict>, Error> {
    // The room may have gone between two parts.
    for before in [Place::Room, to] {
        if let Some(wait) = wait_for(cx, &at(part.saturating_sub(1), before)).await? {
            return Ok(Err(wait));
        }
    }
    Ok(match (to, place) {
        (Place::Room, elsewhere @ Place::Alone(_)) => {
            Err(Verdict::Instead(vec![at(part, elsewhere)]))
        }
        (Place::Room, Place::Room) => {
            let posts = posts::list(cx.tx, subject).await?;
            let first = posts.into_iter().next();
            let thread = first.map(|(channel, ts)| Destination::Thread(channel, ts));
            thread.ok_or(Verdict::Drop("never posted"))
        }
        (Place::Alone(person), _) => Ok(alone(cx, subject, person).await?),
    })
}

/// What has to wait for `previous`, so that the parts of something long stand in their order; `None` when it need not.
pub async fn wait_for(cx: &mut Cx<'_>, previous: &Outgoing) -> Result<Option<Verdict>, Error> {
    Ok(match outbox::find_stage(cx.tx, previous).await? {
        Some((Stage::Ready | Stage::Sending | Stage::Unknown, _)) => {
            Some(Verdict::Wait(soon(cx.now)))
        }
        Some((Stage::Sent | Stage::Skipped | Stage::Dead, _)) | None => None,
    })
}

/// Where somebody is told alone what goes on from `subject`: under it, if it stands in their DM, else in the DM itself.
pub async fn alone(
    cx: &mut Cx<'_>,
    subject: &Subject,
    person: PersonId,
) -> Result<Destination, Error> {
    let dm = people::find_dm(cx.tx, person).await?;
    let posts = posts::list(cx.tx, subject).await?;
    let begun = posts.into_iter().find(|(channel, _)| Some(channel) == dm.as_ref());
    Ok(begun.map_or(Destination::Person(person), |(channel, ts)| Destination::Thread(channel, ts)))
}

/// Under the message of what is answered; where there is no room, to each of `readers` alone.
pub async fn under(
    cx: &mut Cx<'_>,
    (what, pair): (Answerable, &Pair),
    (to, message): (Place, Message),
    readers: &[PersonId],
    alone: impl Fn(Place) -> Outgoing,
) -> Result<Verdict, Error> {
    match (to, &pair.room) {
        (Place::Alone(person), _) => {
            Ok(Verdict::Say(Letter { to: Destination::Person(person), message }))
        }
        (Place::Room, Room::Refused) => Ok(Verdict::Instead(
            readers.iter().map(|reader| alone(Place::Alone(*reader))).collect(),
        )),
        (Place::Room, Room::Open(_) | Room::Unopened) => {
            match posts::list(cx.tx, &what.subject()).await?.into_iter().next() {
                Some((channel, ts)) => {
                    Ok(Verdict::Say(Letter { to: Destination::Thread(channel, ts), message }))
                }
                None => {
                    // What will never stand in the room must not keep its answer waiting.
                    let parent = what.post(Place::Room);
                    let each = readers.iter().map(|reader| alone(Place::Alone(*reader)));
                    Ok(wait_for(cx, &parent).await?.unwrap_or(Verdict::Instead(each.collect())))
                }
            }
        }
    }
}

fn soon(now: Timestamp) -> Timestamp {
    now.saturating_add(OTHER_WAIT).unwrap_or(now)
}
