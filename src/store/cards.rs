//! Messages of the outbox that wait for one reader: held back for want of room, or bound to a card and said with it.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{
    Fault,
    outbox::{Read, Row, not_before, read},
    to_ms,
};
use crate::domain::{
    ids::{OutboxId, PersonId},
    outgoing::Outgoing,
};

/// What may be said unasked to somebody at `now`, the longest waiting first. What was tried before is left out: an
/// earlier attempt may still come to light, and is known by its own key only.
pub async fn list_waiting_for(
    tx: &mut SqliteConnection,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<Read>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query_as!(
        Row,
        "select id, key, message, attempt, due_at, ready_at, expires_at, first_tried_at, channel, thread, ts, reason
         from outbox
         where state = 'ready' and reader_id = ? and ready_at <= ? and card_id is null and attempt = 0
         order by ready_at, id limit 20",
        person.0,
        now
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Binds a message to a card: from now on it is said with it.
pub async fn update_card(
    tx: &mut SqliteConnection,
    id: OutboxId,
    card: &Outgoing,
) -> Result<(), Fault> {
    let key = card.key();
    sqlx::query!(
        "update outbox set card_id = (select id from outbox where key = ?) where id = ? and state = 'ready'",
        key,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes a card apart: what was on it is said alone from now on, as if it had been tried.
pub async fn update_apart(tx: &mut SqliteConnection, card: OutboxId) -> Result<(), Fault> {
    sqlx::query!(
        "update outbox set card_id = null, attempt = attempt + 1 where card_id = ? and state = 'ready'",
        card.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes a message off its card.
pub async fn update_no_card(tx: &mut SqliteConnection, id: OutboxId) -> Result<(), Fault> {
    sqlx::query!("update outbox set card_id = null where id = ?", id.0).execute(tx).await?;
    Ok(())
}

/// What is on a card, the longest deserved first, as far as it is still to be said or stands there.
pub async fn list(tx: &mut SqliteConnection, card: &Outgoing) -> Result<Vec<Read>, Fault> {
    let key = card.key();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id!: i64", key, message, attempt, due_at, ready_at, expires_at, first_tried_at, channel, thread, ts, reason
           from outbox where card_id = (select card.id from outbox as card where card.key = ?)
             and state in ('ready', 'sent')
           order by due_at, id"#,
        key
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Lets a message that waits go at `at`, by itself or with the card it is on.
pub async fn update_ready(
    tx: &mut SqliteConnection,
    message: &Outgoing,
    at: Timestamp,
) -> Result<(), Fault> {
    let (at, key) = (not_before(at), message.key());
    sqlx::query!(
        "update outbox set ready_at = ?
         where id = (select coalesce(card_id, id) from outbox where key = ?) and state = 'ready'",
        at,
        key
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Lets a message wait for room until `at`, on no card.
pub async fn update_held(
    tx: &mut SqliteConnection,
    id: OutboxId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = not_before(at);
    sqlx::query!(
        "update outbox set ready_at = ?, card_id = null, reason = 'held' where id = ? and state = 'ready'",
        at,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whatever somebody's messages wait for room for, it is asked again at `now`.
pub async fn update_let_go(
    tx: &mut SqliteConnection,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = not_before(now);
    sqlx::query!(
        "update outbox set ready_at = min(ready_at, ?), reason = null
         where state = 'ready' and reader_id = ? and card_id is null and reason = 'held'",
        now,
        person.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
