//! When a pair is next asked to find a time for a call, and for which week.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{ids::PairId, week::Week};

/// When a pair is asked to find a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// The pair.
    pub pair: PairId,
    /// The week to find a time in; `None` while that is not reckoned yet.
    pub week: Option<Week>,
    /// When to ask.
    pub ask_at: Timestamp,
}

/// Sets when a pair is next asked.
pub async fn update_next(tx: &mut SqliteConnection, next: Scheduled) -> Result<(), Fault> {
    let (week, ask_at) = (next.week.map(|week| week.to_string()), to_ms(next.ask_at));
    sqlx::query!(
        "insert into call_schedules (pair_id, week, ask_at) values (?, ?, ?)
         on conflict (pair_id) do update set week = excluded.week, ask_at = excluded.ask_at",
        next.pair.0,
        week,
        ask_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// When a pair is next asked.
pub async fn find_next(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Option<Scheduled>, Fault> {
    let row = sqlx::query!("select week, ask_at from call_schedules where pair_id = ?", pair.0)
        .fetch_optional(tx)
        .await?;
    row.map(|row| scheduled(pair, row.week, row.ask_at)).transpose()
}

/// A pair is not asked any more.
pub async fn delete_next(tx: &mut SqliteConnection, pair: PairId) -> Result<(), Fault> {
    sqlx::query!("delete from call_schedules where pair_id = ?", pair.0).execute(tx).await?;
    Ok(())
}

/// A pair whose row cannot be read is looked at again later.
pub async fn update_ask_at(
    tx: &mut SqliteConnection,
    pair: PairId,
    ask_at: Timestamp,
) -> Result<(), Fault> {
    let ask_at = to_ms(ask_at);
    sqlx::query!("update call_schedules set ask_at = ? where pair_id = ?", ask_at, pair.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The pairs to ask now, the longest due first, at most `limit`.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<PairId>, Fault> {
    let now = to_ms(now);
    let pairs = sqlx::query_scalar!(
        r#"select pair_id as "pair_id!" from call_schedules where ask_at <= ? order by ask_at, pair_id limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(pairs.into_iter().map(PairId).collect())
}

fn scheduled(pair: PairId, week: Option<String>, ask_at: i64) -> Result<Scheduled, Fault> {
    let week = match week {
        Some(week) => Some(week.parse().map_err(|_| Fault::Unreadable("call week"))?),
        None => None,
    };
    Ok(Scheduled { pair, week, ask_at: from_ms(ask_at)? })
}
