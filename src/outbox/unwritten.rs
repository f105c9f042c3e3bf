//! Outcomes that could not be written down: the disk was full, or somebody else held the file.
//!
//! Until its outcome is on disk a row says that it is being sent, so nobody claims it, and a process that stops leaves it
//! to the next start. The process that knows the outcome keeps it and tries again with every delivery. Nothing is sent
//! or looked for from here.

use super::{Claim, Sender, Work, progress};
use crate::{
    domain::{delivery, ids::SlackTs},
    slack::client::outcome::Outcome,
    store::{Fault, outbox},
    telemetry::field,
};

/// After so many tries it is not the file that is in trouble but what follows from the outcome: then the message is
/// looked for as one whose outcome nobody knows.
const TRIES: u32 = 3;

/// A request whose outcome is not on disk.
pub(super) struct Unwritten {
    claim: Claim,
    result: Outcome<Option<SlackTs>>,
    tries: u32,
}

/// Writes an outcome down, or keeps it for later.
pub(super) async fn write_down(sender: &Sender, claim: Claim, result: Outcome<Option<SlackTs>>) {
    if let Err(unwritten) = attempt(sender, Unwritten { claim, result, tries: 0 }).await {
        sender.unwritten.lock().await.push_back(*unwritten);
    }
}

/// Tries again what could not be written, the longest kept first, until one fails: a file in trouble costs every
/// delivery one try, whatever waits for it.
pub(super) async fn try_again(sender: &Sender) -> Work {
    let mut work = Work::None;
    loop {
        let Some(first) = sender.unwritten.lock().await.pop_front() else { return work };
        match attempt(sender, first).await {
            Ok(()) => work = Work::Some,
            Err(unwritten) => {
                sender.unwritten.lock().await.push_back(*unwritten);
                return work;
            }
        }
    }
}

/// Gives back what can still not be written.
async fn attempt(sender: &Sender, unwritten: Unwritten) -> Result<(), Box<Unwritten>> {
    let Unwritten { claim, result, tries } = unwritten;
    let (id, tries) = (claim.envelope.id.0, tries.saturating_add(1));
    let Err(error) = sender.record(&claim, &result).await else { return Ok(()) };
    if tries <= TRIES {
        tracing::error!({ field::OUTBOX } = id, { field::ERROR } = ?error, "an outcome was not recorded");
    }
    if tries >= TRIES && forget(sender, &claim).await.is_ok() {
        return Ok(());
    }
    Err(Box::new(Unwritten { claim, result, tries }))
}

async fn forget(sender: &Sender, claim: &Claim) -> Result<(), Fault> {
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.write().await?;
    let step = delivery::after_restart(progress(&claim.envelope), now);
    outbox::update_step(&mut tx, claim.envelope.id, step, (None, now)).await?;
    Ok(tx.commit().await?)
}
