//! What mentees see differently about replies, with their versions.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    difference::Difference,
    ids::{CheckinId, DifferenceId, PairId, PersonId, ReplyId},
};

/// One as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDifference {
    /// Our id.
    pub id: DifferenceId,
    /// The reply it is about.
    pub reply: ReplyId,
    /// The check-in that reply answers.
    pub checkin: CheckinId,
    /// Who wrote it.
    pub author: PersonId,
    /// When it was said.
    pub said_at: Timestamp,
    /// What it says now.
    pub content: Difference,
}

/// One to be written down for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewDifference<'a> {
    /// The reply it is about.
    pub reply: ReplyId,
    /// Who wrote it.
    pub author: PersonId,
    /// Slack's id of the modal; pressing twice saves once.
    pub view_id: &'a str,
}

fn to_json(content: &Difference) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("difference"))
}

/// Writes one down; `None` when this modal has been written down already.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: NewDifference<'_>,
    content: &Difference,
    now: Timestamp,
) -> Result<Option<DifferenceId>, Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let done = sqlx::query!(
        "insert into differences (reply_id, author_id, said_at, view_id, version) values (?, ?, ?, ?, 1)
         on conflict (view_id) do nothing",
        new.reply.0,
        new.author.0,
        now,
        new.view_id
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let id = done.last_insert_rowid();
    insert_version(tx, (id, 1), &content, now).await?;
    Ok(Some(id.into()))
}

async fn insert_version(
    tx: &mut SqliteConnection,
    (id, version): (i64, i64),
    content: &str,
    now: i64,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into difference_versions (difference_id, version, saved_at, content) values (?, ?, ?, ?)",
        id,
        version,
        now,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Adds a version.
pub async fn update_content(
    tx: &mut SqliteConnection,
    id: DifferenceId,
    content: &Difference,
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let version = sqlx::query_scalar!(
        "update differences set version = version + 1 where id = ? returning version",
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id.0, version), &content, now).await
}

struct Row {
    id: i64,
    reply_id: i64,
    checkin_id: i64,
    author_id: i64,
    said_at: i64,
    content: String,
}

impl TryFrom<Row> for StoredDifference {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            reply: row.reply_id.into(),
            checkin: row.checkin_id.into(),
            author: row.author_id.into(),
            said_at: from_ms(row.said_at)?,
            content: serde_json::from_str(&row.content)
                .map_err(|_| Fault::Unreadable("difference"))?,
        })
    }
}

/// One statement that reads them as they stand; `$which` says which, and is checked with the rest.
macro_rules! differences_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select differences.id as "id!: i64", reply_id as "reply_id!: i64", checkin_id as "checkin_id!: i64",
                      differences.author_id as "author_id!: i64", differences.said_at as "said_at!: i64",
                      content as "content!: String"
               from differences
               join difference_versions on difference_id = differences.id
                    and difference_versions.version = differences.version
               join replies on replies.id = reply_id
               where "# + $which,
            $($given),+
        )
    };
}

/// The one with this id.
pub async fn find(
    tx: &mut SqliteConnection,
    id: DifferenceId,
) -> Result<Option<StoredDifference>, Fault> {
    let row = differences_where!("differences.id = ?", id.0).fetch_optional(tx).await?;
    row.map(StoredDifference::try_from).transpose()
}

/// The one a modal has saved, if it has.
pub async fn find_by_view(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<StoredDifference>, Fault> {
    let row = differences_where!("differences.view_id = ?", view_id).fetch_optional(tx).await?;
    row.map(StoredDifference::try_from).transpose()
}

/// Those about the replies to a check-in, oldest first.
pub async fn list(
    tx: &mut SqliteConnection,
    checkin: CheckinId,
) -> Result<Vec<StoredDifference>, Fault> {
    let rows =
        differences_where!("checkin_id = ? order by differences.said_at limit 50", checkin.0);
    rows.fetch_all(tx).await?.into_iter().map(StoredDifference::try_from).collect()
}

/// Those of a pair that may still be on their way to the mentor: said since `since`.
pub async fn list_recent(
    tx: &mut SqliteConnection,
    pair: PairId,
    since: Timestamp,
) -> Result<Vec<DifferenceId>, Fault> {
    let since = to_ms(since);
    let ids = sqlx::query_scalar!(
        r#"select differences.id as "id!: i64" from differences
           join replies on replies.id = reply_id join checkins on checkins.id = checkin_id
           where pair_id = ? and differences.said_at >= ? order by differences.said_at desc limit 20"#,
        pair.0,
        since
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(DifferenceId).collect())
}
