//! How mentees went about challenges, one write-up for each they were given, with its versions.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    challenge::{Process, WriteUp},
    ids::{AssignmentId, PairId, PersonId},
};

fn to_json(content: &Process) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("write-up"))
}

/// Writes one down, with the modal it was written in.
pub async fn insert(
    tx: &mut SqliteConnection,
    (assignment, author): (AssignmentId, PersonId),
    (view_id, content): (&str, &Process),
    now: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(now);
    sqlx::query!(
        "insert into write_ups (assignment_id, author_id, said_at, version) values (?, ?, ?, 0)",
        assignment.0,
        author.0,
        at
    )
    .execute(&mut *tx)
    .await?;
    update(tx, assignment, (view_id, content), now).await
}

/// Writes down what one says now. Sent again from the same modal it is the same version.
pub async fn update(
    tx: &mut SqliteConnection,
    assignment: AssignmentId,
    (view_id, content): (&str, &Process),
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let done = sqlx::query!(
        "update write_up_versions set content = ? where view_id = ? and assignment_id = ?",
        content,
        view_id,
        assignment.0
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    let version = sqlx::query_scalar!(
        "update write_ups set version = version + 1 where assignment_id = ? returning version",
        assignment.0
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into write_up_versions (assignment_id, version, saved_at, view_id, content) values (?, ?, ?, ?, ?)",
        assignment.0,
        version,
        now,
        view_id,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What was written about an assignment, as it stands.
pub async fn find(
    tx: &mut SqliteConnection,
    assignment: AssignmentId,
) -> Result<Option<WriteUp>, Fault> {
    let row = sqlx::query!(
        r#"select author_id, said_at, write_ups.version, content
           from write_ups join write_up_versions on write_up_versions.assignment_id = write_ups.assignment_id
                and write_up_versions.version = write_ups.version
           where write_ups.assignment_id = ?"#,
        assignment.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unreadable = || Fault::Unreadable("write-up");
    Ok(Some(WriteUp {
        assignment,
        author: row.author_id.into(),
        said_at: from_ms(row.said_at)?,
        version: u32::try_from(row.version).map_err(|_| unreadable())?,
        content: serde_json::from_str(&row.content).map_err(|_| unreadable())?,
    }))
}

/// Those of a pair that may still be on their way to the mentor: sent since `since`.
pub async fn list_recent(
    tx: &mut SqliteConnection,
    pair: PairId,
    since: Timestamp,
) -> Result<Vec<AssignmentId>, Fault> {
    let since = to_ms(since);
    let ids = sqlx::query_scalar!(
        r#"select assignment_id as "id!: i64" from write_ups join assignments on assignments.id = assignment_id
           where pair_id = ? and said_at >= ? order by said_at desc limit 20"#,
        pair.0,
        since
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(AssignmentId).collect())
}
