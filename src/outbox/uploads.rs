//! Brings a file: a place for it, its bytes, and then the one step that people see.
//!
//! Before that step the intent is written down, so that a process that stops in it leaves a file that is given up rather
//! than one that is brought twice. Nothing is looked for from here: a file carries nothing to be found by.

use super::{Sender, code};
use crate::{
    domain::delivery::SHARING,
    slack::client::{
        files::File,
        outcome::{Cause, Outcome, Refusal},
    },
    store::{
        Fault,
        outbox::{self, Envelope, SentTo},
    },
    telemetry::field,
};

/// Why a file ends whose bytes would have gone to somebody else than Slack.
const FOREIGN_PLACE: &str = "foreign_upload_place";

/// Takes every step, and notes in the envelope whether the last one was begun.
pub(super) async fn bring(
    sender: &Sender,
    envelope: &mut Envelope,
    (to, file): (&SentTo, &File),
) -> Outcome<()> {
    let slack = &sender.app.slack;
    let place = match slack.upload_place(file).await {
        Outcome::Done(place) => place,
        end @ (Outcome::RetryAfter(_)
        | Outcome::NotSent(_)
        | Outcome::Refused(_)
        | Outcome::Unknown(_)) => return end.map(drop),
    };
    let put = slack.upload(&place, file).await;
    if put != Outcome::Done(()) {
        return put;
    }
    if let Err(error) = note(sender, envelope).await {
        tracing::error!({ field::OUTBOX } = envelope.id.0, { field::ERROR } = ?error, "a file is not shared because that could not be noted");
        return Outcome::NotSent(Cause::Held);
    }
    slack.share((&place, file), &to.channel, to.thread.as_ref()).await
}

async fn note(sender: &Sender, envelope: &mut Envelope) -> Result<(), Fault> {
    let mut tx = sender.app.db.write().await?;
    outbox::update_reason(&mut tx, envelope.id, SHARING).await?;
    tx.commit().await?;
    envelope.reason = Some(SHARING.to_owned());
    Ok(())
}

/// The reason for which a file, and nothing but this file, ends; `None` when the outcome means what it means for
/// everything else.
///
/// A missing scope shuts a message out for good and everything with it; but a workspace that takes messages and no files
/// is in order. And a place that is not Slack's is not asked for again.
pub(super) fn ends_alone<T>(result: &Outcome<T>) -> Option<&'static str> {
    match result {
        Outcome::NotSent(Cause::BadAddress) => Some(FOREIGN_PLACE),
        Outcome::Refused(
            refusal @ (Refusal::MissingScope | Refusal::NoPermission | Refusal::AccessDenied),
        ) => Some(code(refusal)),
        Outcome::Done(_)
        | Outcome::RetryAfter(_)
        | Outcome::NotSent(_)
        | Outcome::Refused(_)
        | Outcome::Unknown(_) => None,
    }
}
