//! The same way a message takes to the last step, with nobody at the end of it: what would be said is taken as said.
//!
//! Claim, second look, budget, cards, paces and what follows are those of a real delivery; only what Slack would answer is
//! assumed: it takes everything, opens every conversation, and has nothing new in its threads. It is for a copy of the
//! database and nothing else. Nothing leaves from here.

use std::time::Duration;

use jiff::Timestamp;

use super::{CANDIDATES, Claim, Claimed, Sender, Target, claim, progress, rooms, settle};
use crate::{
    domain::{
        delivery::{self, Look, Outcome},
        ids::{OutboxId, SlackChannel, SlackTs},
        outgoing::Outgoing,
    },
    features::{Cx, Error, letter::Destination, saying},
    store::{Fault, cards, outbox},
};

/// The reason a message carries while there is no room for it with its reader.
const HELD: &str = "held";

/// Something that would have been said.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What.
    pub message: Outgoing,
    /// What is on it, if it is a card.
    pub items: Vec<Outgoing>,
    /// To whom.
    pub to: Destination,
    /// In which conversation; one that is not open yet has an invented name.
    pub channel: SlackChannel,
    /// When it was deserved.
    pub due_at: Timestamp,
    /// When it would have been said.
    pub at: Timestamp,
    /// Whether it waited for room with its reader.
    pub held: bool,
}

/// What came of one step.
#[derive(Debug, Clone, PartialEq)]
pub enum Rehearsed {
    /// This would have been said.
    Said(Box<Said>),
    /// Something was put off, opened, read or found not to be needed; there may be more.
    Went,
    /// Nothing may go now; what waits for a pace may go after this long.
    Nothing(Option<Duration>),
}

impl Sender {
    /// Takes the next thing that may be said now as said.
    ///
    /// # Errors
    /// When the copy cannot be read or written.
    pub async fn rehearse(&self) -> Result<Rehearsed, Error> {
        if take_as_found(self).await? {
            return Ok(Rehearsed::Went);
        }
        Ok(match claim::claim(self).await? {
            Claimed::One(claim) => Rehearsed::Said(Box::new(take_as_said(self, *claim).await?)),
            Claimed::Open(_, missing) => {
                rooms::take_as_open(self, missing).await?;
                Rehearsed::Went
            }
            Claimed::Read(envelope) => {
                saying::take_as_read(&self.app, &envelope.message).await?;
                Rehearsed::Went
            }
            Claimed::Settled => Rehearsed::Went,
            Claimed::Nothing(wait) => Rehearsed::Nothing(wait),
        })
    }
}

async fn take_as_said(sender: &Sender, claim: Claim) -> Result<Said, Error> {
    let Claim { envelope, target, to, .. } = claim;
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
    let mut items = Vec::new();
    if let Outgoing::Card { .. } = &envelope.message {
        let listed = cards::list(cx.tx, &envelope.message).await?.into_iter().flatten();
        items.extend(listed.map(|item| item.message));
    }
    let attempt = delivery::Progress { attempt: envelope.attempt + 1, ..progress(&envelope) };
    let step = delivery::after_request(attempt, Outcome::Accepted, now);
    let (ts, channel) = (invent(now, envelope.id), target.channel().clone());
    let stands = match &target {
        Target::Post(..) => Some((&ts, &channel)),
        Target::Change(..) | Target::Upload(..) => None,
    };
    settle(&mut cx, &envelope, step, stands).await?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(Said {
        held: envelope.reason.as_deref() == Some(HELD),
        message: envelope.message,
        items,
        to,
        channel,
        due_at: envelope.timing.due_at,
        at: now,
    })
}

/// What is to be looked for by now is taken as found. True when there was something.
async fn take_as_found(sender: &Sender) -> Result<bool, Error> {
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.read().await?;
    let lost = outbox::list_to_look_for(&mut tx, now, CANDIDATES).await?;
    drop(tx);
    if lost.is_empty() {
        return Ok(false);
    }
    let mut tx = sender.app.db.write().await?;
    for read in lost {
        let envelope = match read {
            Ok(envelope) => envelope,
            Err(id) => {
                super::set_aside(&mut tx, id, now).await?;
                continue;
            }
        };
        if let Some(ts) = &envelope.ts {
            let step = delivery::after_last_look(Look::Found, now);
            outbox::update_step(&mut tx, envelope.id, step, (Some(ts), now)).await?;
            continue;
        }
        let step = delivery::after_look(progress(&envelope), Look::Found, now);
        let ts = invent(now, envelope.id);
        let channel = envelope.sent_to.as_ref().map(|to| &to.channel);
        let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
        settle(&mut cx, &envelope, step, channel.map(|channel| (&ts, channel))).await?;
    }
    tx.commit().await.map_err(Fault::from)?;
    Ok(true)
}

/// A time stamp as Slack would give one, its own for each message.
fn invent(now: Timestamp, id: OutboxId) -> SlackTs {
    SlackTs::from(format!("{}.{:06}", now.as_second(), id.0.rem_euclid(1_000_000)))
}
