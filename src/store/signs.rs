//! When pairs are looked at for signs, and what was last told of each. What a sign is stands in `domain`.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_clamped, from_ms_opt, to_ms, weeks::read_week};
use crate::domain::{
    ids::PairId,
    signs::{Sign, Told},
    week::Week,
};

/// Sets when a pair is next looked at.
pub async fn update_next(
    tx: &mut SqliteConnection,
    pair: PairId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "insert into signs_due (pair_id, look_at) values (?, ?)
         on conflict (pair_id) do update set look_at = excluded.look_at",
        pair.0,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A pair is not looked at any more.
pub async fn delete_next(tx: &mut SqliteConnection, pair: PairId) -> Result<(), Fault> {
    sqlx::query!("delete from signs_due where pair_id = ?", pair.0).execute(tx).await?;
    Ok(())
}

/// The pairs to be looked at, the longest due first.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<PairId>, Fault> {
    let now = to_ms(now);
    let pairs = sqlx::query_scalar!(
        r#"select pair_id as "pair_id!" from signs_due where look_at <= ? order by look_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(pairs.into_iter().map(PairId).collect())
}

/// When the first pair is to be looked at.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(r#"select min(look_at) as "at: i64" from signs_due"#)
        .fetch_one(tx)
        .await?;
    Ok(at.map(from_ms_clamped))
}

/// What was last told of a sign in a pair.
pub async fn find(
    tx: &mut SqliteConnection,
    pair: PairId,
    sign: Sign,
) -> Result<Option<Told>, Fault> {
    let sign = sign.as_str();
    let row = sqlx::query!(
        "select week, told_at, over_at, leads_told_at from signs where pair_id = ? and sign = ?",
        pair.0,
        sign
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Told {
        week: read_week(&row.week)?,
        told_at: from_ms(row.told_at)?,
        over_at: from_ms_opt(row.over_at)?,
        leads_told_at: from_ms_opt(row.leads_told_at)?,
    }))
}

/// Writes down that a sign is told, which begins anew.
pub async fn update_told(
    tx: &mut SqliteConnection,
    (pair, sign): (PairId, Sign),
    (week, now): (Week, Timestamp),
) -> Result<(), Fault> {
    let (sign, week, now) = (sign.as_str(), week.to_string(), to_ms(now));
    sqlx::query!(
        "insert into signs (pair_id, sign, week, told_at) values (?, ?, ?, ?)
         on conflict (pair_id, sign) do update
         set week = excluded.week, told_at = excluded.told_at, over_at = null, leads_told_at = null",
        pair.0,
        sign,
        week,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down that a sign is over.
pub async fn update_over(
    tx: &mut SqliteConnection,
    (pair, sign): (PairId, Sign),
    now: Timestamp,
) -> Result<(), Fault> {
    let (sign, now) = (sign.as_str(), to_ms(now));
    sqlx::query!(
        "update signs set over_at = coalesce(over_at, ?) where pair_id = ? and sign = ?",
        now,
        pair.0,
        sign
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down that the leads are told.
pub async fn update_leads_told(
    tx: &mut SqliteConnection,
    (pair, sign): (PairId, Sign),
    now: Timestamp,
) -> Result<(), Fault> {
    let (sign, now) = (sign.as_str(), to_ms(now));
    sqlx::query!(
        "update signs set leads_told_at = ? where pair_id = ? and sign = ?",
        now,
        pair.0,
        sign
    )
    .execute(tx)
    .await?;
    Ok(())
}
