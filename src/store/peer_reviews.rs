//! The peer reviews of cohorts: when they are, and who reads whose work.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{CohortId, PeerReviewId, PersonId},
    peer_review::{Met, PeerReview, Read, ReadAnswer},
};

fn unreadable<T>(_: T) -> Fault {
    Fault::Unreadable("peer review")
}

/// The next one, and when people are put together for it; `None` where a lead has not turned them on.
pub async fn find_rotation(
    tx: &mut SqliteConnection,
    cohort: CohortId,
) -> Result<Option<(Date, Timestamp)>, Fault> {
    let row = sqlx::query!(
        "select on_day, next_at from peer_review_rotations where cohort_id = ?",
        cohort.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok((from_day(&row.on_day)?, from_ms(row.next_at)?))).transpose()
}

/// Sets that.
pub async fn update_rotation(
    tx: &mut SqliteConnection,
    cohort: CohortId,
    (on, next_at): (Date, Timestamp),
) -> Result<(), Fault> {
    let (on, at) = (on.to_string(), to_ms(next_at));
    sqlx::query!(
        "insert into peer_review_rotations (cohort_id, on_day, next_at) values (?, ?, ?)
         on conflict (cohort_id) do update set on_day = excluded.on_day, next_at = excluded.next_at",
        cohort.0,
        on,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// There are none any more.
pub async fn delete_rotation(tx: &mut SqliteConnection, cohort: CohortId) -> Result<(), Fault> {
    sqlx::query!("delete from peer_review_rotations where cohort_id = ?", cohort.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The cohorts in which people are to be put together by now.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<CohortId>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query_scalar!(
        r#"select cohort_id as "id!: i64" from peer_review_rotations where next_at <= ? order by next_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(CohortId::from).collect())
}

/// When that is next.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(r#"select min(next_at) as "at: i64" from peer_review_rotations"#)
        .fetch_one(tx)
        .await?;
    from_ms_opt(at)
}

/// Writes one down, with how many were away; `None` when it is known already.
pub async fn insert(
    tx: &mut SqliteConnection,
    (cohort, on): (CohortId, Date),
    away: usize,
) -> Result<Option<PeerReviewId>, Fault> {
    let (on, away) = (on.to_string(), i64::try_from(away).unwrap_or(i64::MAX));
    let id = sqlx::query_scalar!(
        r#"insert into peer_reviews (cohort_id, on_day, away) values (?, ?, ?)
           on conflict do nothing returning id as "id!: i64""#,
        cohort.0,
        on,
        away
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(PeerReviewId::from))
}

/// Writes down who reads whose work in it.
pub async fn insert_read(
    tx: &mut SqliteConnection,
    id: PeerReviewId,
    read: Read,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into peer_reads (peer_review_id, reader_id, author_id, together) values (?, ?, ?, ?)",
        id.0,
        read.reader.0,
        read.author.0,
        read.together
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The one with this id.
pub async fn find(
    tx: &mut SqliteConnection,
    id: PeerReviewId,
) -> Result<Option<PeerReview>, Fault> {
    let row = sqlx::query!("select cohort_id, on_day, away from peer_reviews where id = ?", id.0)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let reads = sqlx::query!(
        "select reader_id, author_id, together, answer from peer_reads
         where peer_review_id = ? order by together, reader_id limit 1000",
        id.0
    )
    .fetch_all(tx)
    .await?;
    let reads = reads
        .into_iter()
        .map(|row| {
            let answer = row.answer.map(|it| ReadAnswer::read(&it).ok_or_else(|| unreadable(())));
            Ok(Read {
                reader: row.reader_id.into(),
                author: row.author_id.into(),
                together: u32::try_from(row.together).map_err(unreadable)?,
                answer: answer.transpose()?,
            })
        })
        .collect::<Result<_, Fault>>()?;
    Ok(Some(PeerReview {
        id,
        cohort: row.cohort_id.into(),
        on: from_day(&row.on_day)?,
        away: u32::try_from(row.away).map_err(unreadable)?,
        reads,
    }))
}

/// Who was put together with whom in a cohort, and how often.
pub async fn find_met(tx: &mut SqliteConnection, cohort: CohortId) -> Result<Met, Fault> {
    let rows = sqlx::query!(
        "select one.reader_id as one_id, other.reader_id as other_id
         from peer_reviews
         join peer_reads one on one.peer_review_id = peer_reviews.id
         join peer_reads other on other.peer_review_id = one.peer_review_id
              and other.together = one.together and other.reader_id > one.reader_id
         where cohort_id = ? order by peer_reviews.id desc limit 20000",
        cohort.0
    )
    .fetch_all(tx)
    .await?;
    let mut met = Met::default();
    for row in rows {
        met.add(&[PersonId(row.one_id), PersonId(row.other_id)]);
    }
    Ok(met)
}

/// Sets what became of reading somebody's work.
pub async fn update_answer(
    tx: &mut SqliteConnection,
    (id, reader): (PeerReviewId, PersonId),
    answer: ReadAnswer,
) -> Result<(), Fault> {
    let answer = answer.as_str();
    sqlx::query!(
        "update peer_reads set answer = ? where peer_review_id = ? and reader_id = ?",
        answer,
        id.0,
        reader.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// How often a member of a cohort has read another's work, from a day on: peers helped.
pub async fn count_helped(
    tx: &mut SqliteConnection,
    cohort: CohortId,
    from: Date,
) -> Result<u32, Fault> {
    let from = from.to_string();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!: i64" from peer_reads join peer_reviews on peer_reviews.id = peer_review_id
           where cohort_id = ? and on_day >= ? and answer = 'done'"#,
        cohort.0,
        from
    )
    .fetch_one(tx)
    .await?;
    u32::try_from(count).map_err(unreadable)
}
