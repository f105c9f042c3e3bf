//! Questions that wait for the next check-in.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms_clamped, to_ms};
use crate::domain::{
    ids::{PairId, QuestionId},
    promise::Promise,
};

/// Holds a question until `until` at the latest, or lets it go.
pub async fn update(
    tx: &mut SqliteConnection,
    id: QuestionId,
    until: Option<Timestamp>,
) -> Result<(), Fault> {
    let until = until.map(to_ms);
    sqlx::query!("update questions set held_until = ? where id = ?", until, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The present round is measured by another rule from now on.
pub async fn update_promise(
    tx: &mut SqliteConnection,
    id: QuestionId,
    promise: Promise,
) -> Result<(), Fault> {
    let promise = promise.to_string();
    sqlx::query!(
        "update question_rounds set promise = ?1
         where question_id = ?2 and round = (select round from questions where id = ?2)",
        promise,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A pair's questions that wait, in the order they were asked in.
pub async fn list(tx: &mut SqliteConnection, pair: PairId) -> Result<Vec<QuestionId>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from questions where pair_id = ? and held_until is not null order by id"#,
        pair.0
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(QuestionId).collect())
}

/// Questions that have waited long enough at `now`, the longest first.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<QuestionId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from questions where held_until <= ? order by held_until, id limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(QuestionId).collect())
}

/// The earliest instant at which one has waited long enough.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(
        r#"select min(held_until) as "at: i64" from questions where held_until is not null"#
    )
    .fetch_one(tx)
    .await?;
    Ok(at.map(from_ms_clamped))
}
