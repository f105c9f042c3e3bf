//! What the file knows of itself, as a few named values.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};

/// Names of the values; listed once so that no two mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The last instant at which the planners ran, in Unix milliseconds.
    LastTick,
    /// Since when threads are to be read again because events may have been missed, in Unix milliseconds; not there once
    /// they are.
    ThreadsMissedAt,
    /// Not before when that is tried next, in Unix milliseconds.
    ThreadsNextAt,
    /// The zone data the stored due instants were computed with.
    ZoneData,
    /// What makes ids that leave this database mean nothing elsewhere; it is made with the file and never changed.
    Salt,
}

impl Fact {
    fn key(self) -> &'static str {
        match self {
            Self::LastTick => "last_tick_at",
            Self::ThreadsMissedAt => "threads_missed_at",
            Self::ThreadsNextAt => "threads_next_at",
            Self::ZoneData => "zone_data",
            Self::Salt => "salt",
        }
    }
}

/// The value, if it was ever set.
pub async fn find(tx: &mut SqliteConnection, fact: Fact) -> Result<Option<String>, Fault> {
    let key = fact.key();
    Ok(sqlx::query_scalar!("select value from instance where key = ?", key)
        .fetch_optional(tx)
        .await?)
}

/// Sets the value.
pub async fn update(tx: &mut SqliteConnection, fact: Fact, value: &str) -> Result<(), Fault> {
    let key = fact.key();
    sqlx::query!(
        "insert into instance (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
        key,
        value
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets the value.
pub async fn delete(tx: &mut SqliteConnection, fact: Fact) -> Result<(), Fault> {
    let key = fact.key();
    sqlx::query!("delete from instance where key = ?", key).execute(tx).await?;
    Ok(())
}

/// The value as an instant, if it was ever set to one.
pub async fn find_instant(
    tx: &mut SqliteConnection,
    fact: Fact,
) -> Result<Option<Timestamp>, Fault> {
    let ms = find(tx, fact).await?.and_then(|value| value.parse().ok());
    Ok(ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
}

/// Sets the value to an instant.
pub async fn update_instant(
    tx: &mut SqliteConnection,
    fact: Fact,
    at: Timestamp,
) -> Result<(), Fault> {
    update(tx, fact, &to_ms(at).to_string()).await
}

/// Keeps that threads are to be read again, from `now` on: what was said in them may have been missed.
pub async fn update_missed(tx: &mut SqliteConnection, now: Timestamp) -> Result<(), Fault> {
    update_instant(tx, Fact::ThreadsMissedAt, now).await?;
    update_instant(tx, Fact::ThreadsNextAt, now).await
}
