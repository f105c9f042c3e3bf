//! What was asked in a pair and what its answers were measured at, as it was written down at the time. No figure is made
//! here.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::PairId,
    promise::{Kept, Measured, WorkingMinutes},
    question::Kind,
    stats::{Item, Type},
};

/// The newest check-ins and rounds of questions of a pair, oldest first. What was settled without an answer is left out,
/// and what at `now` still waits for the next check-in, or is others' before it is the mentor's: nothing is owed for any of
/// these, and nothing was measured.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    (now, limit): (Timestamp, i64),
) -> Result<Vec<Item>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query!(
        r#"select type as "type!: String", promise as "promise!: String", owed_at as "owed_at: i64",
                  allowed_minutes as "allowed: i64", answered_at as "answered_at: i64", taken_minutes as "taken: i64",
                  kept as "kept: String"
           from (
               select 'checkin' as type, submitted_at as since_at, promise, reply_owed_by as owed_at, allowed_minutes,
                      replied_at as answered_at, taken_minutes, kept
               from checkins where pair_id = ?1
               union all
               select case when json_extract(content, '$.blocked') is not null then 'urgent'
                           else json_extract(content, '$.kind') end,
                      since_at, promise, owed_at, allowed_minutes, answered_at, taken_minutes, kept
               from questions
               join question_rounds on question_rounds.question_id = questions.id
               join question_versions on question_versions.question_id = questions.id
                    and question_versions.version = questions.version
               where pair_id = ?1
                   and (answered_at is not null
                        or (closed_at is null and held_until is null and since_at <= ?3))
           ) order by since_at desc limit ?2"#,
        pair.0,
        limit,
        now
    )
    .fetch_all(tx)
    .await?;
    let items = rows.into_iter().rev().map(|row| {
        let answer = match (row.answered_at, row.taken, row.kept.as_deref().and_then(Kept::read)) {
            (Some(at), Some(taken), Some(kept)) => {
                let promise = row.promise.parse().map_err(|_| Fault::Unreadable("promise"))?;
                let measured = Measured { promise, taken: WorkingMinutes(taken), kept };
                Some((from_ms(at)?, measured))
            }
            (None, _, _) => None,
            (Some(_), _, _) => return Err(Fault::Unreadable("measurement")),
        };
        Ok(Item {
            of: Type::read(&row.r#type).ok_or(Fault::Unreadable("type"))?,
            owed_by: from_ms_opt(row.owed_at)?,
            allowed: row.allowed.map(WorkingMinutes),
            answer,
        })
    });
    items.collect()
}

/// When questions were asked in a pair since `since`, and of which kind; at most the newest `limit`.
pub async fn list_asked(
    tx: &mut SqliteConnection,
    pair: PairId,
    (since, limit): (Timestamp, i64),
) -> Result<Vec<(Timestamp, Kind)>, Fault> {
    let since = to_ms(since);
    let rows = sqlx::query!(
        r#"select asked_at, json_extract(content, '$.kind') as "kind!: String" from questions
           join question_versions on question_versions.question_id = questions.id
                and question_versions.version = questions.version
           where pair_id = ? and asked_at >= ? order by asked_at desc limit ?"#,
        pair.0,
        since,
        limit
    )
    .fetch_all(tx)
    .await?;
    let asked = rows.into_iter().map(|row| {
        Ok((from_ms(row.asked_at)?, Kind::read(&row.kind).ok_or(Fault::Unreadable("kind"))?))
    });
    asked.collect()
}
