//! What pairs come back to, with versions, and who finds it. What was removed keeps its row, so that a form sent twice does
//! not bring it back, and none of its words.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    ids::{PairId, PersonId, ProgrammeId, ResourceId, SlackChannel, SlackTs},
    kept::{Found, Kept, Origin, Readers, Resource},
};

/// One to be saved for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewResource<'a> {
    /// The programme of its pair.
    pub programme: ProgrammeId,
    /// Whose it is.
    pub pair: PairId,
    /// Who saves it.
    pub author: PersonId,
    /// The message it is saved from.
    pub origin: Option<&'a Origin>,
    /// Who finds it.
    pub readers: Readers,
}

fn to_json(content: &Found) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("resource"))
}

/// Saves a new one, with the modal it was written in.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: NewResource<'_>,
    (view_id, content): (&str, &Found),
    now: Timestamp,
) -> Result<ResourceId, Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let (channel, ts) = new.origin.map(|(channel, ts)| (channel.as_str(), ts.as_str())).unzip();
    let readers = new.readers.key();
    let done = sqlx::query!(
        "insert into resources (programme_id, pair_id, author_id, saved_at, readers, channel, ts, version)
         values (?, ?, ?, ?, ?, ?, ?, 1)",
        new.programme.0,
        new.pair.0,
        new.author.0,
        now,
        readers,
        channel,
        ts
    )
    .execute(&mut *tx)
    .await?;
    let id = done.last_insert_rowid();
    sqlx::query!(
        "insert into resource_versions (resource_id, version, saved_at, view_id, content) values (?, 1, ?, ?, ?)",
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
    id: ResourceId,
    (view_id, content): (&str, &Found),
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let version = sqlx::query_scalar!(
        "update resources set version = version + 1 where id = ? returning version",
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into resource_versions (resource_id, version, saved_at, view_id, content) values (?, ?, ?, ?, ?)",
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
    content: &Found,
) -> Result<(), Fault> {
    let content = to_json(content)?;
    sqlx::query!(
        "update resource_versions set content = ? where view_id = ? and content is not null",
        content,
        view_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Who finds it from now on.
pub async fn update_readers(
    tx: &mut SqliteConnection,
    id: ResourceId,
    readers: Readers,
) -> Result<(), Fault> {
    let readers = readers.key();
    sqlx::query!("update resources set readers = ? where id = ?", readers, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes it out of the record, and its words out of the file.
pub async fn update_removed(
    tx: &mut SqliteConnection,
    id: ResourceId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!("update resources set removed_at = ? where id = ?", now, id.0)
        .execute(&mut *tx)
        .await?;
    sqlx::query!("update resource_versions set content = null where resource_id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}

struct Row {
    id: i64,
    programme_id: i64,
    readers: String,
    pair_id: i64,
    author_id: i64,
    saved_at: i64,
    channel: Option<String>,
    ts: Option<String>,
    version: i64,
    content: Option<String>,
}

impl TryFrom<Row> for Resource {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let content = row.content.as_deref().unwrap_or_default();
        let kept = Kept {
            id: row.id.into(),
            pair: row.pair_id.into(),
            author: row.author_id.into(),
            saved_at: from_ms(row.saved_at)?,
            origin: row.channel.map(SlackChannel::from).zip(row.ts.map(SlackTs::from)),
            version: u32::try_from(row.version).map_err(|_| Fault::Unreadable("resource"))?,
            content: serde_json::from_str(content).map_err(|_| Fault::Unreadable("resource"))?,
        };
        let readers = Readers::read(&row.readers).ok_or(Fault::Unreadable("resource"))?;
        Ok(Self { kept, programme: row.programme_id.into(), readers })
    }
}

/// One statement that reads resources; `$which` says which, and is checked with the rest.
macro_rules! resources_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select resources.id as "id!: i64", programme_id, readers, pair_id, author_id, resources.saved_at, channel,
                  ts, resources.version, content
           from resources join resource_versions on resource_id = resources.id
                and resource_versions.version = resources.version
           where "# + $which,
            $($given),+
        )
    };
}

/// The one with this id, unless it was removed.
pub async fn find(tx: &mut SqliteConnection, id: ResourceId) -> Result<Option<Resource>, Fault> {
    let row = resources_where!("resources.id = ? and removed_at is null", id.0)
        .fetch_optional(tx)
        .await?;
    row.map(Resource::try_from).transpose()
}

/// The one that this modal has saved a version of, removed or not.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<ResourceId>, Fault> {
    let id = sqlx::query_scalar!(
        r#"select resource_id as "id!" from resource_versions where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(ResourceId))
}

/// A pair's, the newest first.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Resource>, Fault> {
    let rows = resources_where!(
        "pair_id = ? and removed_at is null order by resources.saved_at desc, resources.id desc limit ?",
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Resource::try_from).collect()
}

/// What other pairs of a programme share with everybody in it, the newest first.
pub async fn list_shared(
    tx: &mut SqliteConnection,
    (programme, besides): (ProgrammeId, PairId),
    limit: i64,
) -> Result<Vec<Resource>, Fault> {
    let rows = resources_where!(
        "programme_id = ? and pair_id <> ? and removed_at is null and readers = 'programme'
           order by resources.saved_at desc, resources.id desc limit ?",
        programme.0,
        besides.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Resource::try_from).collect()
}

/// How many a pair has.
pub async fn count(tx: &mut SqliteConnection, pair: PairId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        "select count(*) from resources where pair_id = ? and removed_at is null",
        pair.0
    );
    Ok(count.fetch_one(tx).await?)
}
