//! What pairs decided, with versions. What was removed keeps its row, so that a form sent twice does not bring it back, and
//! none of its words.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    ids::{DecisionId, PairId, PersonId, SlackChannel, SlackTs},
    kept::{Decided, Decision, Kept, Origin},
};

/// One to be saved for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewDecision<'a> {
    /// Whose it is.
    pub pair: PairId,
    /// Who saves it.
    pub author: PersonId,
    /// The message it is saved from.
    pub origin: Option<&'a Origin>,
}

fn to_json(content: &Decided) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("decision"))
}

/// Saves a new one, with the modal it was written in.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: NewDecision<'_>,
    (view_id, content): (&str, &Decided),
    now: Timestamp,
) -> Result<DecisionId, Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let (channel, ts) = new.origin.map(|(channel, ts)| (channel.as_str(), ts.as_str())).unzip();
    let done = sqlx::query!(
        "insert into decisions (pair_id, author_id, saved_at, channel, ts, version) values (?, ?, ?, ?, ?, 1)",
        new.pair.0,
        new.author.0,
        now,
        channel,
        ts
    )
    .execute(&mut *tx)
    .await?;
    let id = done.last_insert_rowid();
    sqlx::query!(
        "insert into decision_versions (decision_id, version, saved_at, view_id, content) values (?, 1, ?, ?, ?)",
        id,
        now,
        view_id,
        content
    )
    .execute(tx)
    .await?;
    Ok(id.into())
}

/// Saves another version.
pub async fn update_content(
    tx: &mut SqliteConnection,
    id: DecisionId,
    (view_id, content): (&str, &Decided),
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let version = sqlx::query_scalar!(
        "update decisions set version = version + 1 where id = ? returning version",
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into decision_versions (decision_id, version, saved_at, view_id, content) values (?, ?, ?, ?, ?)",
        id.0,
        version,
        now,
        view_id,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What the version says that was written in this modal.
pub async fn update_version(
    tx: &mut SqliteConnection,
    view_id: &str,
    content: &Decided,
) -> Result<(), Fault> {
    let content = to_json(content)?;
    sqlx::query!(
        "update decision_versions set content = ? where view_id = ? and content is not null",
        content,
        view_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes it out of the record, and its words out of the file.
pub async fn update_removed(
    tx: &mut SqliteConnection,
    id: DecisionId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!("update decisions set removed_at = ? where id = ?", now, id.0)
        .execute(&mut *tx)
        .await?;
    sqlx::query!("update decision_versions set content = null where decision_id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}

struct Row {
    id: i64,
    pair_id: i64,
    author_id: i64,
    saved_at: i64,
    channel: Option<String>,
    ts: Option<String>,
    version: i64,
    content: Option<String>,
}

impl TryFrom<Row> for Decision {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let content = row.content.as_deref().unwrap_or_default();
        Ok(Kept {
            id: row.id.into(),
            pair: row.pair_id.into(),
            author: row.author_id.into(),
            saved_at: from_ms(row.saved_at)?,
            origin: row.channel.map(SlackChannel::from).zip(row.ts.map(SlackTs::from)),
            version: u32::try_from(row.version).map_err(|_| Fault::Unreadable("decision"))?,
            content: serde_json::from_str(content).map_err(|_| Fault::Unreadable("decision"))?,
        })
    }
}

/// One statement that reads decisions; `$which` says which, and is checked with the rest.
macro_rules! decisions_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select decisions.id as "id!: i64", pair_id, author_id, decisions.saved_at, channel, ts, decisions.version,
                  content
           from decisions join decision_versions on decision_id = decisions.id
                and decision_versions.version = decisions.version
           where "# + $which,
            $($given),+
        )
    };
}

/// The one with this id, unless it was removed.
pub async fn find(tx: &mut SqliteConnection, id: DecisionId) -> Result<Option<Decision>, Fault> {
    let row = decisions_where!("decisions.id = ? and removed_at is null", id.0)
        .fetch_optional(tx)
        .await?;
    row.map(Decision::try_from).transpose()
}

/// The one that this modal has saved a version of, removed or not.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<DecisionId>, Fault> {
    let id = sqlx::query_scalar!(
        r#"select decision_id as "id!" from decision_versions where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(DecisionId))
}

/// A pair's, the newest first.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Decision>, Fault> {
    let rows = decisions_where!(
        "pair_id = ? and removed_at is null order by decisions.saved_at desc, decisions.id desc limit ?",
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Decision::try_from).collect()
}

/// How many a pair has.
pub async fn count(tx: &mut SqliteConnection, pair: PairId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        "select count(*) from decisions where pair_id = ? and removed_at is null",
        pair.0
    );
    Ok(count.fetch_one(tx).await?)
}
