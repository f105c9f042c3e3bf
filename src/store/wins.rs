//! What members of a cohort say went well.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};
use crate::domain::{
    ids::{CohortId, PersonId, RoundId, WinId},
    text::UserText,
};

/// More wins of a digest than this are not told.
const MOST: i64 = 100;

/// Something that went well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Win {
    /// Our id.
    pub id: WinId,
    /// The cohort that is told.
    pub cohort: CohortId,
    /// Who says so.
    pub author: PersonId,
    /// What; `None` once it was taken back.
    pub words: Option<UserText>,
    /// The round whose digest tells it, once one does.
    pub round: Option<RoundId>,
}

struct Row {
    id: i64,
    cohort_id: i64,
    person_id: i64,
    words: Option<String>,
    round_id: Option<i64>,
}

impl From<Row> for Win {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            cohort: row.cohort_id.into(),
            author: row.person_id.into(),
            words: row.words.map(UserText::from_stored),
            round: row.round_id.map(RoundId),
        }
    }
}

/// Writes down what went well.
pub async fn insert(
    tx: &mut SqliteConnection,
    (cohort, author): (CohortId, PersonId),
    words: &UserText,
    now: Timestamp,
) -> Result<WinId, Fault> {
    let (words, now) = (words.expose(), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into wins (cohort_id, person_id, words, said_at) values (?, ?, ?, ?) returning id as "id!: i64""#,
        cohort.0,
        author.0,
        words,
        now
    )
    .fetch_one(tx)
    .await?;
    Ok(WinId(id))
}

/// A win, taken back or not.
pub async fn find(tx: &mut SqliteConnection, id: WinId) -> Result<Option<Win>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, cohort_id, person_id, words, round_id from wins where id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(Win::from))
}

/// What the digest of a round tells, in the order in which it was said.
pub async fn list_told(
    tx: &mut SqliteConnection,
    (cohort, round): (CohortId, RoundId),
) -> Result<Vec<Win>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, cohort_id, person_id, words, round_id from wins
         where cohort_id = ? and round_id = ? and taken_back_at is null order by said_at, id limit ?",
        cohort.0,
        round.0,
        MOST
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Win::from).collect())
}

/// What no digest of a cohort has told yet, in the order in which it was said.
pub async fn list_untold(tx: &mut SqliteConnection, cohort: CohortId) -> Result<Vec<Win>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, cohort_id, person_id, words, round_id from wins
         where cohort_id = ? and round_id is null and taken_back_at is null order by said_at, id limit ?",
        cohort.0,
        MOST
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Win::from).collect())
}

/// The digest of a round tells what none has told yet.
pub async fn update_told(
    tx: &mut SqliteConnection,
    (cohort, round): (CohortId, RoundId),
) -> Result<(), Fault> {
    sqlx::query!(
        "update wins set round_id = ? where cohort_id = ? and round_id is null and taken_back_at is null",
        round.0,
        cohort.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The digest of a round was not said after all: what it would have told is still to be told.
pub async fn update_untold(
    tx: &mut SqliteConnection,
    (cohort, round): (CohortId, RoundId),
) -> Result<(), Fault> {
    sqlx::query!(
        "update wins set round_id = null where cohort_id = ? and round_id = ?",
        cohort.0,
        round.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Its author takes it back: its words go.
pub async fn update_taken_back(
    tx: &mut SqliteConnection,
    id: WinId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update wins set words = null, taken_back_at = ? where id = ? and taken_back_at is null",
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
