//! What the file knows of itself, as a few named values.

use sqlx::SqliteConnection;

use super::Fault;

/// Names of the values; listed once so that no two mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The last instant at which the planners ran, in Unix milliseconds.
    LastTick,
    /// The zone data the stored due instants were computed with.
    ZoneData,
}

impl Fact {
    fn key(self) -> &'static str {
        match self {
            Self::LastTick => "last_tick_at",
            Self::ZoneData => "zone_data",
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
