//! What the record of a pair holds of how its mentee came to stand alone. No figure is made here.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    ids::{PairId, PersonId},
    question::Closed,
};

/// So many of the newest questions are looked at: more than a pair asks in a year.
const MOST: i64 = 2000;

/// The questions of a pair that were settled: when, and how.
pub async fn list_settled(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Vec<(Timestamp, Closed)>, Fault> {
    let rows = sqlx::query!(
        r#"select closed_at as "closed_at!", closed_as as "closed!" from questions
           where pair_id = ? and closed_at is not null order by closed_at desc limit ?"#,
        pair.0,
        MOST
    )
    .fetch_all(tx)
    .await?;
    let settled = rows.into_iter().map(|row| {
        Ok((
            from_ms(row.closed_at)?,
            Closed::read(&row.closed).ok_or(Fault::Unreadable("question"))?,
        ))
    });
    settled.collect()
}

/// When a pair's mentee solved something while writing it down.
pub async fn list_solved_while_writing(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Vec<Timestamp>, Fault> {
    let rows = sqlx::query_scalar!(
        "select solved_at from solved_while_writing where pair_id = ? order by solved_at desc limit ?",
        pair.0,
        MOST
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(from_ms).collect()
}

/// How many questions of others somebody has answered in a help channel between two instants.
pub async fn count_helped(
    tx: &mut SqliteConnection,
    person: PersonId,
    (since, until): (Timestamp, Timestamp),
) -> Result<i64, Fault> {
    let (since, until) = (to_ms(since), to_ms(until));
    Ok(sqlx::query_scalar!(
        r#"select count(distinct question_id) as "n!: i64" from peer_answers
           where person_id = ? and said_at >= ? and said_at <= ?"#,
        person.0,
        since,
        until
    )
    .fetch_one(tx)
    .await?)
}
