//! Looks for messages whose fate is unknown, and once more for those that took several attempts.
//!
//! A message found is a message sent. Found twice, the later copy is taken away again. Looking goes on beside sending:
//! a conversation that cannot be read holds nobody else up.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::OwnedMutexGuard;
use tokio_util::sync::CancellationToken;

use super::{
    CANDIDATES, Sender, Work,
    lane::{self, Lane, Pauses},
    progress, proof, report, set_aside, settle,
};
use crate::{
    domain::{
        delivery::{self, LOOK_BACK, Look, QUIET_PERIOD, Stage},
        ids::{SlackChannel, SlackTs},
    },
    features::{Cx, Error, saying},
    slack::client::outcome::{Outcome, Refusal, Verdict},
    store::{
        Fault,
        outbox::{self, Envelope},
    },
    telemetry::field,
};

/// What a look at one conversation came to.
enum Sight {
    /// These copies, oldest first.
    Copies(Vec<SlackTs>),
    /// Slack could not be asked, and perhaps wants to be left alone.
    NotNow(Option<(Lane, SignedDuration)>),
    /// Slack does not let us look.
    NotAllowed,
}

/// Starts looking for what has to be looked for now, as tracked work, and says how long its pace holds back the rest.
pub(super) async fn start(
    sender: &Sender,
    shutdown: &CancellationToken,
) -> Result<(Work, Option<Duration>), Error> {
    // One look at a time is enough, and what is being looked for must not be looked for twice.
    let Ok(turn) = sender.looking.clone().try_lock_owned() else { return Ok((Work::None, None)) };
    let (lost, wait) = list(sender).await?;
    if lost.is_empty() {
        return Ok((Work::None, wait));
    }
    sender.app.spawn(look_for(sender.clone(), (lost, turn), shutdown.clone()));
    Ok((Work::Some, wait))
}

/// What may be looked for now, and how long the pace holds back the rest.
async fn list(sender: &Sender) -> Result<(Vec<Envelope>, Option<Duration>), Error> {
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.read().await?;
    let lost = outbox::list_to_look_for(&mut tx, now, CANDIDATES).await?;
    let pauses = Pauses::list(&mut tx, now).await?;
    drop(tx);
    let (mut allowed, mut wait) = (Vec::new(), None);
    for read in lost {
        let envelope = match read {
            Ok(envelope) => envelope,
            Err(id) => {
                let mut tx = sender.app.db.write().await?;
                set_aside(&mut tx, id, now).await?;
                tx.commit().await.map_err(Fault::from)?;
                continue;
            }
        };
        let lane = lane_of(&envelope);
        if let Some(until) = pauses.until(lane) {
            put_off(sender, &envelope, until).await?;
            continue;
        }
        match sender.limiter.lock().await.take_call(lane, sender.app.clock.monotonic()) {
            Ok(()) => allowed.push(envelope),
            Err(blocked) => wait = Some(wait.map_or(blocked, |wait: Duration| wait.min(blocked))),
        }
    }
    Ok((allowed, wait))
}

fn lane_of(envelope: &Envelope) -> Lane {
    Lane::of_look(envelope.sent_to.as_ref().and_then(|to| to.thread.as_ref()))
}

async fn put_off(sender: &Sender, envelope: &Envelope, until: Timestamp) -> Result<(), Fault> {
    let mut tx = sender.app.db.write().await?;
    outbox::update_look_at(&mut tx, envelope.id, until).await?;
    Ok(tx.commit().await?)
}

async fn look_for(
    sender: Sender,
    (lost, turn): (Vec<Envelope>, OwnedMutexGuard<()>),
    shutdown: CancellationToken,
) {
    for envelope in lost {
        if shutdown.is_cancelled() {
            return;
        }
        if let Err(error) = look(&sender, &envelope).await {
            // One row that cannot be settled must not keep the others from being looked for.
            tracing::error!({ field::OUTBOX } = envelope.id.0, { field::ERROR } = ?error, "a look was not recorded");
            let later = sender.app.clock.now().saturating_add(QUIET_PERIOD);
            if let Ok(later) = later {
                drop(put_off(&sender, &envelope, later).await);
            }
        }
    }
    drop(turn);
    sender.app.poke.notify_one();
}

async fn look(sender: &Sender, envelope: &Envelope) -> Result<(), Error> {
    let sight = find(sender, envelope).await;
    let (mut look, copies) = match &sight {
        Sight::Copies(copies) if copies.is_empty() => (Look::Absent, &copies[..]),
        Sight::Copies(copies) => (Look::Found, &copies[..]),
        Sight::NotNow(_) => (Look::NotNow, &[][..]),
        Sight::NotAllowed => (Look::NotAllowed, &[][..]),
    };
    // What was settled under one time stamp stays there: buttons and threads hang on it.
    let kept = envelope.ts.as_ref().filter(|ts| copies.contains(ts)).or(copies.first());
    let channel = envelope.sent_to.as_ref().map(|to| &to.channel);
    if let (Some(kept), Some(channel)) = (kept, channel)
        && !take_away(sender, (channel, kept), copies).await
        && envelope.ts.is_some()
    {
        look = Look::NotNow;
    }
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.write().await?;
    if let Sight::NotNow(Some((lane, wait))) = sight {
        let until = now.saturating_add(wait).unwrap_or(Timestamp::MAX);
        lane::pause(&mut tx, lane, until).await?;
    }
    let step = match &envelope.ts {
        // It was settled before; only the look is done with.
        Some(ts) => {
            let step = delivery::after_last_look(look, now);
            outbox::update_step(&mut tx, envelope.id, step, (Some(ts), now)).await?;
            step
        }
        None => {
            let step = delivery::after_look(progress(envelope), look, now);
            let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
            settle(&mut cx, envelope, step, kept.zip(channel)).await?;
            step
        }
    };
    tx.commit().await.map_err(Fault::from)?;
    report(envelope, step, SignedDuration::ZERO);
    if step.stage == Stage::Sent && envelope.ts.is_none() {
        saying::outcome::stands(&sender.app, &envelope.message);
        saying::outcome::found(&sender.app, &envelope.message);
    }
    Ok(())
}

/// Deletes every copy but the one that is kept; false when Slack could not be asked.
async fn take_away(
    sender: &Sender,
    (channel, kept): (&SlackChannel, &SlackTs),
    copies: &[SlackTs],
) -> bool {
    let mut done = true;
    for copy in copies.iter().filter(|copy| *copy != kept) {
        let outcome = sender.app.slack.delete(channel, copy).await;
        done &= matches!(outcome, Outcome::Done(()) | Outcome::Refused(_));
        tracing::warn!({ field::REASON } = outcome.kind(), "a second copy was taken away");
    }
    done
}

/// The copies of a message in its conversation.
async fn find(sender: &Sender, envelope: &Envelope) -> Sight {
    let place = envelope.sent_to.as_ref().zip(envelope.first_tried_at);
    let Some((to, first_tried_at)) = place else { return Sight::NotAllowed };
    let oldest = first_tried_at.saturating_sub(LOOK_BACK).unwrap_or(first_tried_at);
    let proof = proof(sender.app.db.salt(), &envelope.key);
    match sender.app.slack.find_by_proof(&to.channel, to.thread.as_ref(), oldest, &proof).await {
        Outcome::Done(copies) => Sight::Copies(copies),
        Outcome::RetryAfter(wait) => {
            let wait = SignedDuration::try_from(wait).unwrap_or(QUIET_PERIOD);
            Sight::NotNow(Some((lane_of(envelope), wait)))
        }
        Outcome::NotSent(_) | Outcome::Unknown(_) => Sight::NotNow(None),
        Outcome::Refused(Refusal::MissingScope | Refusal::NoPermission) => Sight::NotAllowed,
        Outcome::Refused(refusal) => match refusal.verdict() {
            Verdict::Workspace => Sight::NotNow(Some((Lane::Everything, delivery::CLOSED))),
            Verdict::Later => Sight::NotNow(None),
            Verdict::Permanent | Verdict::Ours | Verdict::Gone | Verdict::Stale => {
                Sight::NotAllowed
            }
        },
    }
}
