//! Claims the next message: looks again whether it is still wanted, renders it, and writes the intent to disk.
//!
//! Everything happens in one write transaction. A message whose turn it is not is moved out of the way, so that one
//! full conversation never holds up the others.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{
    CANDIDATES, Claim, Claimed, Missing, Sender, Target,
    budget::{self, Sifted},
    lane::{Lane, Pauses},
    limiter::Blocked,
    set_aside, settle,
};
use crate::{
    domain::{
        delivery::{Manner, Stage, Step, THREAD_GONE, backoff},
        ids::{OutboxId, SlackChannel, SlackTs},
        outgoing::Outgoing,
        pair::Room,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Parcel, Verdict},
        saying,
    },
    store::{
        Fault, cards,
        outbox::{self, Envelope, SentTo},
        pairs, people,
    },
    telemetry::field,
};

/// Something that waits for threads to be read is looked at again after so long, whatever became of reading them.
const READ_AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Looks at what waits, longest first, until something can be sent.
pub(super) async fn claim(sender: &Sender) -> Result<Claimed, Error> {
    let app = &sender.app;
    let now = app.clock.now();
    let Some(first) = first_waiting(sender, now).await? else { return Ok(Claimed::Nothing(None)) };
    if let Ok(first) = &first
        && first.message.manner() == Manner::Post
        && let Some(wait) = blocked(sender, Manner::Post).await
    {
        return Ok(Claimed::Nothing(Some(wait)));
    }
    let mut tx = app.db.write().await?;
    let pauses = Pauses::list(&mut tx, now).await?;
    let mut claimed = Claimed::Nothing(None);
    for read in outbox::list_ready(&mut tx, now, CANDIDATES).await? {
        let envelope = match read {
            Ok(envelope) => envelope,
            Err(id) => {
                set_aside(&mut tx, id, now).await?;
                claimed = Claimed::Settled;
                continue;
            }
        };
        if let Some(until) = pauses.until(Lane::of(envelope.message.manner())) {
            outbox::update_ready_at(&mut tx, envelope.id, until).await?;
            claimed = Claimed::Settled;
            continue;
        }
        let manner = envelope.message.manner();
        if steps_aside(manner)
            && let Some(wait) = blocked(sender, manner).await
        {
            outbox::update_ready_at(&mut tx, envelope.id, later(now, wait)).await?;
            claimed = Claimed::Settled;
            continue;
        }
        let id = envelope.id;
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        match consider(sender, &mut cx, envelope, &pauses).await {
            Ok(Claimed::Settled) => claimed = Claimed::Settled,
            Ok(
                other @ (Claimed::One(_)
                | Claimed::Open(..)
                | Claimed::Read(_)
                | Claimed::Nothing(_)),
            ) => {
                claimed = other;
                break;
            }
            Err(error) => {
                tracing::error!({ field::OUTBOX } = id.0, { field::ERROR } = ?error, "a message could not be made");
                // Whatever was half written goes; the row steps aside, so that it holds nobody else up.
                tx.rollback().await.map_err(Fault::from)?;
                step_aside(sender, id, now).await?;
                return Ok(Claimed::Settled);
            }
        }
    }
    tx.commit().await.map_err(Fault::from)?;
    Ok(claimed)
}

async fn step_aside(sender: &Sender, id: OutboxId, now: Timestamp) -> Result<(), Error> {
    let mut tx = sender.app.db.write().await?;
    let again = now.saturating_add(backoff(u32::MAX)).unwrap_or(now);
    outbox::update_ready_at(&mut tx, id, again).await?;
    // One thing that cannot be made must not keep the others of its card back.
    cards::update_apart(&mut tx, id).await?;
    Ok(tx.commit().await.map_err(Fault::from)?)
}

/// What has waited longest. An idle look, or one that comes before the pace allows more, only reads, so that the writer
/// stays free.
async fn first_waiting(sender: &Sender, now: Timestamp) -> Result<Option<outbox::Read>, Error> {
    let mut tx = sender.app.db.read().await?;
    Ok(outbox::list_ready(&mut tx, now, 1).await?.pop())
}

/// How long nothing may be said in this manner; asked before anything is rendered in vain.
async fn blocked(sender: &Sender, manner: Manner) -> Option<Duration> {
    let at = sender.app.clock.monotonic();
    sender.limiter.lock().await.blocked(manner, at)
}

async fn consider(
    sender: &Sender,
    cx: &mut Cx<'_>,
    envelope: Envelope,
    pauses: &Pauses,
) -> Result<Claimed, Error> {
    if let Outgoing::Card { person, .. } = envelope.message {
        match budget::sift(cx, &envelope, person).await? {
            Sifted::Ready => {}
            Sifted::Waits => return Ok(Claimed::Settled),
            Sifted::ReadFirst(item) => return read_first(cx, envelope.id, item).await,
        }
    }
    let said = match look_again(cx, &envelope).await? {
        Looked::Say(letter) => Said::Letter(letter),
        Looked::Bring(parcel) => Said::Parcel(parcel),
        Looked::ReadFirst => {
            // What there is no room for, or what goes on a card, is not read for by itself.
            return match budget::allows(cx, &envelope, budget::reader(&envelope.message)).await? {
                true => read_first(cx, envelope.id, Box::new(envelope)).await,
                false => Ok(Claimed::Settled),
            };
        }
        Looked::Over => return Ok(Claimed::Settled),
    };
    let reader = match said.to() {
        Destination::Person(person) => Some(*person),
        Destination::Room(_)
        | Destination::Conversation(_)
        | Destination::Thread(..)
        | Destination::Change(..) => None,
    };
    match budget::allows(cx, &envelope, reader).await? {
        true => address(sender, cx, (envelope, said), pauses).await,
        false => Ok(Claimed::Settled),
    }
}

/// Puts off what is to be sent until the threads of `about`, which is the same or is on it, have been read.
async fn read_first(
    cx: &mut Cx<'_>,
    sent: OutboxId,
    about: Box<Envelope>,
) -> Result<Claimed, Error> {
    // If reading comes to nothing, it is tried again.
    let again = cx.now.saturating_add(READ_AGAIN).unwrap_or(cx.now);
    outbox::update_ready_at(cx.tx, sent, again).await?;
    Ok(Claimed::Read(about))
}

/// What there is to send.
enum Said {
    Letter(Letter),
    Parcel(Parcel),
}

impl Said {
    fn to(&self) -> &Destination {
        match self {
            Self::Letter(letter) => &letter.to,
            Self::Parcel(parcel) => &parcel.to,
        }
    }
}

/// What another look at a message came to.
pub(super) enum Looked {
    /// It is to be said like this.
    Say(Letter),
    /// This is to be brought.
    Bring(Parcel),
    /// Something has to be read before it can be said.
    ReadFirst,
    /// It was put off, or ended because nobody needs it any more.
    Over,
}

/// Looks again at what a message says now.
pub(super) async fn look_again(cx: &mut Cx<'_>, envelope: &Envelope) -> Result<Looked, Error> {
    if is_late(envelope, cx.now) {
        skip(cx, envelope, "late").await?;
        return Ok(Looked::Over);
    }
    match saying::render(cx, &envelope.message).await? {
        Verdict::Say(letter) => return Ok(Looked::Say(letter)),
        Verdict::Bring(parcel) => return Ok(Looked::Bring(parcel)),
        Verdict::Wait(at) if is_late(envelope, at) => skip(cx, envelope, "late").await?,
        Verdict::Wait(at) => outbox::update_ready_at(cx.tx, envelope.id, at).await?,
        Verdict::ReadFirst => return Ok(Looked::ReadFirst),
        Verdict::Drop(reason) => skip(cx, envelope, reason).await?,
        Verdict::Instead(messages) => {
            for message in messages {
                outbox::insert(cx.tx, &message, envelope.timing).await?;
            }
            skip(cx, envelope, "said to each alone").await?;
        }
    }
    Ok(Looked::Over)
}

/// Whether it would be pointless at `at`.
pub(super) fn is_late(envelope: &Envelope, at: Timestamp) -> bool {
    envelope.timing.expires_at.is_some_and(|expires| at > expires)
}

/// Ends a message unsaid.
pub(super) async fn skip(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    reason: &'static str,
) -> Result<(), Error> {
    let step = Step { stage: Stage::Skipped, reason, ready_at: None, look_at: None };
    settle(cx, envelope, step, None).await
}

async fn address(
    sender: &Sender,
    cx: &mut Cx<'_>,
    (envelope, said): (Envelope, Said),
    pauses: &Pauses,
) -> Result<Claimed, Error> {
    let place = match said.to() {
        Destination::Person(person) => match people::find_dm(cx.tx, *person).await? {
            Some(channel) => Place::New(SentTo { channel, thread: None }),
            None => return open(sender, cx, (envelope, Missing::Dm(*person)), pauses).await,
        },
        Destination::Room(pair) => match pairs::find(cx.tx, *pair).await?.map(|pair| pair.room) {
            Some(Room::Open(channel)) => Place::New(SentTo { channel, thread: None }),
            Some(Room::Unopened) => {
                return open(sender, cx, (envelope, Missing::Room(*pair)), pauses).await;
            }
            Some(Room::Refused) | None => {
                skip(cx, &envelope, "no room").await?;
                return Ok(Claimed::Settled);
            }
        },
        Destination::Conversation(channel) => {
            Place::New(SentTo { channel: channel.clone(), thread: None })
        }
        Destination::Thread(channel, ts) => {
            let stands = envelope.reason.as_deref() != Some(THREAD_GONE);
            let thread = stands.then(|| ts.clone());
            Place::New(SentTo { channel: channel.clone(), thread })
        }
        Destination::Change(channel, ts) => Place::Old(channel.clone(), ts.clone()),
    };
    let sent_to = match &place {
        Place::New(sent_to) => sent_to.clone(),
        Place::Old(channel, _) => SentTo { channel: channel.clone(), thread: None },
    };
    let manner = envelope.message.manner();
    let at = sender.app.clock.monotonic();
    let pace = sender.limiter.lock().await.take(&sent_to.channel, manner, at);
    match pace {
        Ok(()) => {
            outbox::update_sending(cx.tx, envelope.id, &sent_to, cx.now).await?;
            budget::count(cx, &envelope, said.to()).await?;
            let to = said.to().clone();
            let target = match (said, place) {
                (Said::Letter(letter), Place::New(sent_to)) => {
                    Target::Post(sent_to, letter.message)
                }
                (Said::Letter(letter), Place::Old(channel, ts)) => {
                    Target::Change(channel, ts, letter.message)
                }
                (Said::Parcel(parcel), Place::New(_) | Place::Old(..)) => {
                    Target::Upload(sent_to, parcel.file)
                }
            };
            Ok(Claimed::One(Box::new(Claim { envelope, target, to, at: cx.now })))
        }
        Err(Blocked::Conversation(wait)) => {
            outbox::update_ready_at(cx.tx, envelope.id, later(cx.now, wait)).await?;
            Ok(Claimed::Settled)
        }
        Err(Blocked::Everything(wait)) if steps_aside(manner) => {
            outbox::update_ready_at(cx.tx, envelope.id, later(cx.now, wait)).await?;
            Ok(Claimed::Settled)
        }
        Err(Blocked::Everything(wait)) => Ok(Claimed::Nothing(Some(wait))),
    }
}

/// Where in Slack something goes.
enum Place {
    /// As a message of its own.
    New(SentTo),
    /// In the place of this message.
    Old(SlackChannel, SlackTs),
}

/// Whether it is put off when all of its kind has to wait: changes and files must not hold up posts.
fn steps_aside(manner: Manner) -> bool {
    match manner {
        Manner::Post => false,
        Manner::Refresh | Manner::Upload => true,
    }
}

/// A conversation has to be opened first, at the pace and outside the pauses of opening.
async fn open(
    sender: &Sender,
    cx: &mut Cx<'_>,
    (envelope, missing): (Envelope, Missing),
    pauses: &Pauses,
) -> Result<Claimed, Error> {
    let at = sender.app.clock.monotonic();
    let until = match pauses.until(Lane::Openings) {
        Some(until) => until,
        None => match sender.limiter.lock().await.take_call(Lane::Openings, at) {
            Ok(()) => return Ok(Claimed::Open(Box::new(envelope), missing)),
            Err(wait) => later(cx.now, wait),
        },
    };
    outbox::update_ready_at(cx.tx, envelope.id, until).await?;
    Ok(Claimed::Settled)
}

fn later(now: Timestamp, wait: Duration) -> Timestamp {
    // Stored instants are whole milliseconds; rounding up keeps the row from being looked at a moment too early.
    let wait = SignedDuration::try_from(wait)
        .unwrap_or_default()
        .saturating_add(SignedDuration::from_millis(1));
    now.saturating_add(wait).unwrap_or(now)
}
