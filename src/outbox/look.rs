//! Looks for messages whose fate is unknown, and once more for those that took several attempts.
//!
//! A message found is a message sent. Found twice, the later copy is taken away again.

use super::{CANDIDATES, Sender, progress, proof, report, settle};
use crate::{
    domain::{
        delivery::{self, LOOK_BACK, Look},
        ids::SlackTs,
    },
    features::{Cx, Error},
    slack::client::outcome::Outcome,
    store::{
        Fault,
        outbox::{self, Envelope},
    },
    telemetry::field,
};

/// Looks for everything whose quiet period is over; returns how many that were.
pub(super) async fn look_for_lost(sender: &Sender) -> Result<usize, Error> {
    let mut looked = 0;
    loop {
        let now = sender.app.clock.now();
        let mut tx = sender.app.db.read().await?;
        let lost = outbox::list_to_look_for(&mut tx, now, CANDIDATES).await?;
        drop(tx);
        if lost.is_empty() {
            return Ok(looked);
        }
        looked += lost.len();
        for envelope in lost {
            look(sender, &envelope).await?;
        }
    }
}

async fn look(sender: &Sender, envelope: &Envelope) -> Result<(), Error> {
    let copies = find(sender, envelope).await;
    let look = match &copies {
        Some(copies) if copies.is_empty() => Look::Absent,
        Some(_) => Look::Found,
        None => Look::NotAllowed,
    };
    let mut copies = copies.unwrap_or_default();
    copies.sort();
    if let Some(to) = &envelope.sent_to {
        for copy in copies.iter().skip(1) {
            let outcome = sender.app.slack.delete(&to.channel, copy).await.kind();
            tracing::warn!(
                { field::OUTBOX } = envelope.id.0,
                { field::REASON } = outcome,
                "a second copy was taken away"
            );
        }
    }
    let now = sender.app.clock.now();
    let step = match &envelope.ts {
        Some(_) => delivery::after_last_look(),
        None => delivery::after_look(progress(envelope), look, now),
    };
    let mut tx = sender.app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&sender.app.config, &sender.app.zones));
    match &envelope.ts {
        // It was settled before; only the look is done with.
        Some(ts) => outbox::update_step(cx.tx, envelope.id, step, (Some(ts), now)).await?,
        None => {
            let channel = envelope.sent_to.as_ref().map(|to| &to.channel);
            settle(&mut cx, envelope, step, copies.first().zip(channel)).await?;
        }
    }
    tx.commit().await.map_err(Fault::from)?;
    report(envelope, step, jiff::SignedDuration::ZERO);
    Ok(())
}

/// The copies of a message in its conversation; `None` when Slack did not let us look.
async fn find(sender: &Sender, envelope: &Envelope) -> Option<Vec<SlackTs>> {
    let to = envelope.sent_to.as_ref()?;
    let oldest = envelope.first_tried_at?.saturating_sub(LOOK_BACK).ok()?;
    let proof = proof(sender.app.db.salt(), &envelope.key);
    match sender.app.slack.find_by_proof(&to.channel, to.thread.as_ref(), oldest, &proof).await {
        Outcome::Done(copies) => Some(copies),
        Outcome::RetryAfter(_)
        | Outcome::NotSent(_)
        | Outcome::Refused(_)
        | Outcome::Unknown(_) => None,
    }
}
