//! When pairs are looked at for signs, and what was last told of each. What a sign is stands in `domain`.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms, weeks::read_week};
use crate::domain::{
    ids::PairId,
    signs::{Sign, Told},
    week::Week,
};

super::looks::looks!("signs_due");

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
