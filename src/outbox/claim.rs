//! Claims the next message: looks again whether it is still wanted, renders it, and writes the intent to disk.
//!
//! Everything happens in one write transaction. A message whose turn it is not is moved out of the way, so that one
//! full conversation never holds up the others.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{
    CANDIDATES, CHANGES, Claim, Claimed, EVERYTHING, Missing, POSTS, Sender, Target,
    limiter::Blocked, settle,
};
use crate::{
    domain::{
        delivery::{Manner, Stage, Step},
        pair::Room,
    },
    features::{self, Cx, Destination, Error, Letter, Verdict},
    store::{
        Fault,
        outbox::{self, Envelope, SentTo},
        pairs, people,
    },
};

/// Looks at what waits, longest first, until something can be sent.
pub(super) async fn claim(sender: &Sender) -> Result<Claimed, Error> {
    let app = &sender.app;
    let now = app.clock.now();
    let Some(first) = first_waiting(sender, now).await? else { return Ok(Claimed::Nothing(None)) };
    if first.message.manner() == Manner::Post
        && let Some(wait) = blocked(sender, Manner::Post).await
    {
        return Ok(Claimed::Nothing(Some(wait)));
    }
    let mut tx = app.db.write().await?;
    let pauses = outbox::list_pauses(&mut tx, now).await?;
    let mut claimed = Claimed::Nothing(None);
    for envelope in outbox::list_ready(&mut tx, now, CANDIDATES).await? {
        if let Some(until) = paused(&pauses, envelope.message.manner()) {
            outbox::update_ready_at(&mut tx, envelope.id, until).await?;
            claimed = Claimed::Settled;
            continue;
        }
        if envelope.message.manner() == Manner::Refresh
            && let Some(wait) = blocked(sender, Manner::Refresh).await
        {
            outbox::update_ready_at(&mut tx, envelope.id, later(now, wait)).await?;
            claimed = Claimed::Settled;
            continue;
        }
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        match consider(sender, &mut cx, envelope).await? {
            Claimed::Settled => claimed = Claimed::Settled,
            other @ (Claimed::One(_) | Claimed::Open(..) | Claimed::Nothing(_)) => {
                claimed = other;
                break;
            }
        }
    }
    tx.commit().await.map_err(Fault::from)?;
    Ok(claimed)
}

/// What has waited longest. An idle look, or one that comes before the pace allows more, only reads, so that the writer
/// stays free.
async fn first_waiting(sender: &Sender, now: Timestamp) -> Result<Option<Envelope>, Error> {
    let mut tx = sender.app.db.read().await?;
    Ok(outbox::list_ready(&mut tx, now, 1).await?.pop())
}

/// How long nothing may be said in this manner; asked before anything is rendered in vain.
async fn blocked(sender: &Sender, manner: Manner) -> Option<Duration> {
    let at = sender.app.clock.monotonic();
    sender.limiter.lock().await.blocked(manner, at)
}

fn paused(pauses: &[(String, Timestamp)], manner: Manner) -> Option<Timestamp> {
    let lane = match manner {
        Manner::Post => POSTS,
        Manner::Refresh => CHANGES,
    };
    pauses
        .iter()
        .filter(|(paused, _)| paused == lane || paused == EVERYTHING)
        .map(|(_, until)| *until)
        .max()
}

async fn consider(sender: &Sender, cx: &mut Cx<'_>, envelope: Envelope) -> Result<Claimed, Error> {
    if is_late(&envelope, cx.now) {
        return skip(cx, &envelope, "late").await;
    }
    match features::render(cx, &envelope.message).await? {
        Verdict::Say(letter) => address(sender, cx, (envelope, letter)).await,
        Verdict::Wait(at) if is_late(&envelope, at) => skip(cx, &envelope, "late").await,
        Verdict::Wait(at) => {
            outbox::update_ready_at(cx.tx, envelope.id, at).await?;
            Ok(Claimed::Settled)
        }
        Verdict::Drop(reason) => skip(cx, &envelope, reason).await,
        Verdict::Instead(messages) => {
            for message in messages {
                outbox::insert(cx.tx, &message, envelope.timing).await?;
            }
            skip(cx, &envelope, "said to each alone").await
        }
    }
}

fn is_late(envelope: &Envelope, at: Timestamp) -> bool {
    envelope.timing.expires_at.is_some_and(|expires| at > expires)
}

async fn skip(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    reason: &'static str,
) -> Result<Claimed, Error> {
    let step = Step { stage: Stage::Skipped, reason, ready_at: None, look_at: None };
    settle(cx, envelope, step, None).await?;
    Ok(Claimed::Settled)
}

async fn address(
    sender: &Sender,
    cx: &mut Cx<'_>,
    (envelope, letter): (Envelope, Letter),
) -> Result<Claimed, Error> {
    let to = match letter.to {
        Destination::Person(person) => match people::find_dm(cx.tx, person).await? {
            Some(channel) => Target::Post(SentTo { channel, thread: None }),
            None => return Ok(Claimed::Open(envelope.id, Missing::Dm(person))),
        },
        Destination::Room(pair) => match pairs::find(cx.tx, pair).await?.map(|pair| pair.room) {
            Some(Room::Open(channel)) => Target::Post(SentTo { channel, thread: None }),
            Some(Room::Unopened) => return Ok(Claimed::Open(envelope.id, Missing::Room(pair))),
            Some(Room::Refused) | None => return skip(cx, &envelope, "no room").await,
        },
        Destination::Thread(channel, ts) => Target::Post(SentTo { channel, thread: Some(ts) }),
        Destination::Change(channel, ts) => Target::Change(channel, ts),
    };
    let sent_to = match &to {
        Target::Post(sent_to) => sent_to.clone(),
        Target::Change(channel, _) => SentTo { channel: channel.clone(), thread: None },
    };
    let at = sender.app.clock.monotonic();
    let pace = sender.limiter.lock().await.take(&sent_to.channel, envelope.message.manner(), at);
    match pace {
        Ok(()) => {
            outbox::update_sending(cx.tx, envelope.id, &sent_to, cx.now).await?;
            let message = letter.message;
            Ok(Claimed::One(Box::new(Claim { envelope, target: to, message, at: cx.now })))
        }
        Err(Blocked::Conversation(wait)) => {
            outbox::update_ready_at(cx.tx, envelope.id, later(cx.now, wait)).await?;
            Ok(Claimed::Settled)
        }
        // Changes must not hold up posts, so they step aside too.
        Err(Blocked::Everything(wait)) if envelope.message.manner() == Manner::Refresh => {
            outbox::update_ready_at(cx.tx, envelope.id, later(cx.now, wait)).await?;
            Ok(Claimed::Settled)
        }
        Err(Blocked::Everything(wait)) => Ok(Claimed::Nothing(Some(wait))),
    }
}

fn later(now: Timestamp, wait: Duration) -> Timestamp {
    // Stored instants are whole milliseconds; rounding up keeps the row from being looked at a moment too early.
    let wait = SignedDuration::try_from(wait)
        .unwrap_or_default()
        .saturating_add(SignedDuration::from_millis(1));
    now.saturating_add(wait).unwrap_or(now)
}
