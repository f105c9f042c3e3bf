//! The days on which something comes up in the life of a pair.
//!
//! When a day begins is stored in UTC and indexed, so a tick reads what is due and nothing else.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_ms_clamped, to_ms};
use crate::domain::{
    ids::PairId,
    occasion::{Day, Occasion},
};

/// Sets when an occasion comes for a pair: its day, and when that day begins for the mentee.
pub async fn update_next(
    tx: &mut SqliteConnection,
    pair: PairId,
    (day, due_at): (Day, Timestamp),
) -> Result<(), Fault> {
    let (occasion, on, due_at) = (day.occasion.as_str(), day.on.to_string(), to_ms(due_at));
    sqlx::query!(
        "insert into occasions (pair_id, occasion, due_on, due_at) values (?, ?, ?, ?)
         on conflict (pair_id, occasion) do update set due_on = excluded.due_on, due_at = excluded.due_at",
        pair.0,
        occasion,
        on,
        due_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The day of an occasion that is still to come.
pub async fn find(
    tx: &mut SqliteConnection,
    pair: PairId,
    occasion: Occasion,
) -> Result<Option<Date>, Fault> {
    let word = occasion.as_str();
    let on = sqlx::query_scalar!(
        "select due_on from occasions where pair_id = ? and occasion = ?",
        pair.0,
        word
    )
    .fetch_optional(tx)
    .await?;
    on.map(|on| on.parse().map_err(|_| Fault::Unreadable("occasion"))).transpose()
}

/// Every occasion that is still to come for a pair. One that cannot be read is left where it is.
pub async fn list(tx: &mut SqliteConnection, pair: PairId) -> Result<Vec<Day>, Fault> {
    let rows = sqlx::query!("select occasion, due_on from occasions where pair_id = ?", pair.0)
        .fetch_all(tx)
        .await?;
    Ok(rows.into_iter().filter_map(|row| day(&row.occasion, &row.due_on)).collect())
}

/// A pair and the word of an occasion, whether or not it can be read.
pub type Key = (PairId, String);

/// The occasions whose day has begun at `now`, the longest due first, and of one day the step first: what else comes up
/// depends on the phase. One that cannot be read is as it stands.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Result<(PairId, Day), Key>>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query!(
        r#"select pair_id as "pair_id!", occasion as "occasion!", due_on as "due_on!"
           from occasions where due_at <= ? order by due_at, occasion <> 'step' limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    let read = |pair: PairId, occasion: String, on: &str| match day(&occasion, on) {
        Some(day) => Ok((pair, day)),
        None => Err((pair, occasion)),
    };
    Ok(rows.into_iter().map(|row| read(row.pair_id.into(), row.occasion, &row.due_on)).collect())
}

fn day(occasion: &str, on: &str) -> Option<Day> {
    Some(Day { occasion: Occasion::read(occasion)?, on: on.parse().ok()? })
}

/// Puts an occasion off, whatever else its row says.
pub async fn update_due_at(
    tx: &mut SqliteConnection,
    (pair, occasion): &Key,
    due_at: Timestamp,
) -> Result<(), Fault> {
    let due_at = to_ms(due_at);
    sqlx::query!(
        "update occasions set due_at = ? where pair_id = ? and occasion = ?",
        due_at,
        pair.0,
        occasion
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// An occasion does not come, or has come.
pub async fn delete(
    tx: &mut SqliteConnection,
    pair: PairId,
    occasion: Occasion,
) -> Result<(), Fault> {
    let word = occasion.as_str();
    sqlx::query!("delete from occasions where pair_id = ? and occasion = ?", pair.0, word)
        .execute(tx)
        .await?;
    Ok(())
}

/// None comes any more.
pub async fn delete_all(tx: &mut SqliteConnection, pair: PairId) -> Result<(), Fault> {
    sqlx::query!("delete from occasions where pair_id = ?", pair.0).execute(tx).await?;
    Ok(())
}

/// When the next one is due.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(r#"select min(due_at) as "at: i64" from occasions"#)
        .fetch_one(tx)
        .await?;
    Ok(at.map(from_ms_clamped))
}
