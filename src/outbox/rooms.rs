//! Opens the conversation a message needs. Opening the same one twice is the same conversation, so it is repeated freely.

use jiff::{SignedDuration, Timestamp};

use super::{
    Missing, Sender, code,
    lane::{self, Lane},
    settle,
};
use crate::{
    domain::{
        delivery::{self, Stage, Step, backoff},
        help_channel::Standing,
        ids::{SlackChannel, SlackUser},
        outgoing::Outgoing,
        pair::Room,
    },
    features::{Cx, Error, saying, schedule},
    slack::client::outcome::{Outcome, Refusal, Verdict},
    store::{
        Fault, channels,
        outbox::{self, Envelope},
        pairs, people,
    },
    telemetry::field,
};

/// Opens what is missing for this message, and writes down what came of it.
pub(super) async fn open(
    sender: &Sender,
    envelope: &Envelope,
    missing: Missing,
) -> Result<(), Error> {
    let users = users(sender, missing).await?;
    let outcome = sender.app.slack.open_conversation(&users).await;
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
    let pause = match outcome {
        Outcome::Done(channel) => {
            opened(&mut cx, missing, channel).await?;
            None
        }
        Outcome::Refused(refusal) if is_final(&refusal) || is_forbidden(missing, &refusal) => {
            refused(&mut cx, (envelope, missing), &refusal).await?;
            None
        }
        Outcome::Refused(refusal) if refusal.verdict() == Verdict::Workspace => {
            Some((Lane::Everything, delivery::CLOSED))
        }
        Outcome::RetryAfter(wait) => {
            Some((Lane::Openings, SignedDuration::try_from(wait).unwrap_or(backoff(1))))
        }
        Outcome::Refused(_) | Outcome::NotSent(_) | Outcome::Unknown(_) => {
            let again = now.saturating_add(backoff(2)).unwrap_or(now);
            outbox::update_ready_at(cx.tx, envelope.id, again).await?;
            None
        }
    };
    if let Some((lane, wait)) = pause {
        let until = now.saturating_add(wait).unwrap_or(Timestamp::MAX);
        lane::pause(&mut tx, lane, until).await?;
        outbox::update_ready_at(&mut tx, envelope.id, until).await?;
    }
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}

/// Takes it that what is missing was opened.
pub(super) async fn take_as_open(sender: &Sender, missing: Missing) -> Result<(), Error> {
    let channel = match missing {
        Missing::Dm(person) => format!("D0{person}"),
        Missing::Room(pair) => format!("G0{pair}"),
    };
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
    opened(&mut cx, missing, channel.into()).await?;
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}

async fn opened(cx: &mut Cx<'_>, missing: Missing, channel: SlackChannel) -> Result<(), Error> {
    match missing {
        Missing::Dm(person) => Ok(people::update_dm(cx.tx, person, &channel).await?),
        Missing::Room(pair) => {
            Ok(pairs::update_room(cx.tx, pair, &Room::Open(channel), cx.now).await?)
        }
    }
}

/// Gives a room up that Slack says is not there any more, so that what was to be said in it is said to each alone. True
/// when this message is not to be said in that place again; it may be the first of several that were under way to it.
pub(super) async fn give_up(
    cx: &mut Cx<'_>,
    message: &Outgoing,
    (channel, refusal): (&SlackChannel, &Refusal),
) -> Result<bool, Error> {
    if refusal.verdict() != Verdict::Gone {
        return Ok(false);
    }
    if channels::find_standing(cx.tx, channel).await?.is_some() {
        schedule::cohorts::stands(cx, (channel, Standing::Gone)).await?;
    }
    let pairs = pairs::update_room_gone(cx.tx, channel, cx.now).await?;
    for pair in pairs {
        let reason = code(refusal);
        tracing::warn!(
            { field::PAIR } = pair.0,
            { field::REASON } = reason,
            "a room is gone; each is told alone"
        );
    }
    Ok(saying::render(cx, message).await?.moves_on())
}

/// Whether this workspace does not let us have rooms at all: then nothing but rooms is closed to us.
fn is_forbidden(missing: Missing, refusal: &Refusal) -> bool {
    match missing {
        Missing::Room(_) => {
            matches!(refusal, Refusal::MissingScope | Refusal::NoPermission | Refusal::AccessDenied)
        }
        Missing::Dm(_) => false,
    }
}

/// Without a room each is told alone; without a DM the message can never be sent.
async fn refused(
    cx: &mut Cx<'_>,
    (envelope, missing): (&Envelope, Missing),
    refusal: &Refusal,
) -> Result<(), Error> {
    let reason = code(refusal);
    match missing {
        Missing::Room(pair) => {
            tracing::warn!(
                { field::PAIR } = pair.0,
                { field::REASON } = reason,
                "a room was refused; each is told alone"
            );
            Ok(pairs::update_room(cx.tx, pair, &Room::Refused, cx.now).await?)
        }
        Missing::Dm(_) => {
            let step = Step { stage: Stage::Dead, reason, ready_at: None, look_at: None };
            settle(cx, envelope, step, None).await
        }
    }
}

fn is_final(refusal: &Refusal) -> bool {
    match refusal.verdict() {
        Verdict::Permanent | Verdict::Gone | Verdict::Ours | Verdict::Stale => true,
        Verdict::Workspace | Verdict::Later => false,
    }
}

async fn users(sender: &Sender, missing: Missing) -> Result<Vec<SlackUser>, Error> {
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.read().await?;
    let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
    let people = match missing {
        Missing::Dm(person) => vec![person],
        Missing::Room(pair) => {
            let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
            vec![pair.mentor, pair.mentee]
        }
    };
    let mut users = Vec::with_capacity(people.len());
    for person in people {
        users.push(cx.person(person).await?.user);
    }
    Ok(users)
}
