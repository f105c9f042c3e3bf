//! What has been taken in already, so that Slack's retries and an attacker's replays have one effect.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};

/// Marks `key` as taken in. False when it was before: then nothing must happen again.
pub async fn insert(tx: &mut SqliteConnection, key: &str, now: Timestamp) -> Result<bool, Fault> {
    let now = to_ms(now);
    let done = sqlx::query!(
        "insert into inbox (key, received_at) values (?, ?) on conflict (key) do nothing",
        key,
        now
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets up to `limit` keys received before `before`. Returns how many went.
pub async fn delete_before(
    tx: &mut SqliteConnection,
    before: Timestamp,
    limit: i64,
) -> Result<u64, Fault> {
    let before = to_ms(before);
    let done = sqlx::query!(
        "delete from inbox where key in (select key from inbox where received_at < ? order by received_at limit ?)",
        before,
        limit
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected())
}

/// Whether `key` was taken in before.
pub async fn find(tx: &mut SqliteConnection, key: &str) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(r#"select 1 as "one: i64" from inbox where key = ?"#, key)
        .fetch_optional(tx)
        .await?;
    Ok(found.is_some())
}
