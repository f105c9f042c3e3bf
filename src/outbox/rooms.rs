//! Opens the conversation a message needs. Opening the same one twice is the same conversation, so it is repeated freely.

use jiff::SignedDuration;

use super::{Missing, Sender, code};
use crate::{
    domain::{
        delivery::{Stage, Step, backoff},
        ids::{OutboxId, SlackUser},
        pair::Room,
    },
    features::{Cx, Error},
    slack::client::outcome::{Outcome, Refusal, Verdict},
    store::{Fault, outbox, pairs, people},
    telemetry::field,
};

/// Opens what is missing for the row with this id, and writes down what came of it.
pub(super) async fn open(sender: &Sender, id: OutboxId, missing: Missing) -> Result<(), Error> {
    let users = users(sender, missing).await?;
    let outcome = sender.app.slack.open_conversation(&users).await;
    let now = sender.app.clock.now();
    let mut tx = sender.app.db.write().await?;
    match (outcome, missing) {
        (Outcome::Done(channel), Missing::Dm(person)) => {
            people::update_dm(&mut tx, person, &channel).await?
        }
        (Outcome::Done(channel), Missing::Room(pair)) => {
            pairs::update_room(&mut tx, pair, &Room::Open(channel), now).await?;
        }
        (Outcome::Refused(refusal), Missing::Room(pair)) if is_final(&refusal) => {
            tracing::warn!(
                { field::PAIR } = pair.0,
                { field::REASON } = code(&refusal),
                "a room was refused; each is told alone"
            );
            pairs::update_room(&mut tx, pair, &Room::Refused, now).await?;
        }
        (Outcome::Refused(refusal), Missing::Dm(_)) if is_final(&refusal) => {
            let step =
                Step { stage: Stage::Dead, reason: code(&refusal), ready_at: None, look_at: None };
            outbox::update_step(&mut tx, id, step, (None, now)).await?;
        }
        (Outcome::RetryAfter(wait), _) => {
            let wait = SignedDuration::try_from(wait).unwrap_or(backoff(1));
            outbox::update_ready_at(&mut tx, id, now.saturating_add(wait).unwrap_or(now)).await?;
        }
        (Outcome::Refused(_) | Outcome::NotSent(_) | Outcome::Unknown(_), _) => {
            outbox::update_ready_at(&mut tx, id, now.saturating_add(backoff(2)).unwrap_or(now))
                .await?;
        }
    }
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
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
