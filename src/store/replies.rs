//! Replies to check-ins, from the form or typed in the thread, with their versions and the time they took.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{CheckinId, PersonId, ReplyId, SlackChannel, SlackTs},
    promise::WorkingMinutes,
    reply::Reply,
};

/// A reply as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReply {
    /// Our id.
    pub id: ReplyId,
    /// What it answers.
    pub checkin: CheckinId,
    /// Who wrote it.
    pub author: PersonId,
    /// When it was said, in Slack's own time where it was typed in Slack.
    pub said_at: Timestamp,
    /// How often it has been saved.
    pub version: u32,
    /// When it was deleted in Slack.
    pub deleted_at: Option<Timestamp>,
    /// What it says; gone once it was deleted.
    pub content: Option<Reply>,
}

/// A reply to be written down for the first time.
#[derive(Debug, Clone)]
pub struct NewReply {
    /// What it answers.
    pub checkin: CheckinId,
    /// Who wrote it.
    pub author: PersonId,
    /// When it was said.
    pub said_at: Timestamp,
    /// Minutes inside the mentor's window since the submission.
    pub taken: WorkingMinutes,
    /// How it came.
    pub source: Source,
}

/// How a reply came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// With the form in this modal.
    Form(String),
    /// As this message in the check-in's thread.
    Thread(SlackChannel, SlackTs),
}

fn to_json(content: &Reply) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("reply"))
}

/// Writes a reply down; `None` when this modal or message is written down already.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: &NewReply,
    content: &Reply,
    now: Timestamp,
) -> Result<Option<ReplyId>, Fault> {
    let (said_at, taken, now) = (to_ms(new.said_at), new.taken.0, to_ms(now));
    let (view_id, channel, ts) = match &new.source {
        Source::Form(view_id) => (Some(view_id.as_str()), None, None),
        Source::Thread(channel, ts) => (None, Some(channel.as_str()), Some(ts.as_str())),
    };
    let done = sqlx::query!(
        "insert into replies (checkin_id, author_id, said_at, taken_minutes, channel, ts, view_id, version)
         values (?, ?, ?, ?, ?, ?, ?, 1) on conflict do nothing",
        new.checkin.0,
        new.author.0,
        said_at,
        taken,
        channel,
        ts,
        view_id
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let id = done.last_insert_rowid();
    let content = to_json(content)?;
    sqlx::query!(
        "insert into reply_versions (reply_id, version, saved_at, content) values (?, 1, ?, ?)",
        id,
        now,
        content
    )
    .execute(tx)
    .await?;
    Ok(Some(id.into()))
}

/// Adds a version to a reply that was edited.
pub async fn update_content(
    tx: &mut SqliteConnection,
    id: ReplyId,
    content: &Reply,
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let version = sqlx::query_scalar!(
        "update replies set version = version + 1 where id = ? returning version",
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into reply_versions (reply_id, version, saved_at, content) values (?, ?, ?, ?)",
        id.0,
        version,
        now,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets what a deleted reply said, in every version, and keeps that there was one.
pub async fn delete_content(
    tx: &mut SqliteConnection,
    id: ReplyId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!("delete from reply_versions where reply_id = ?", id.0).execute(&mut *tx).await?;
    sqlx::query!("update replies set deleted_at = ? where id = ?", now, id.0).execute(tx).await?;
    Ok(())
}

/// The reply with this id.
pub async fn find(tx: &mut SqliteConnection, id: ReplyId) -> Result<Option<StoredReply>, Fault> {
    let row = sqlx::query!(
        r#"select checkin_id, author_id, said_at, replies.version, deleted_at, content as "content?: String"
           from replies
           left join reply_versions on reply_id = replies.id and reply_versions.version = replies.version
           where replies.id = ?"#,
        id.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let content = row.content.map(|text| serde_json::from_str(&text)).transpose();
    Ok(Some(StoredReply {
        id,
        checkin: row.checkin_id.into(),
        author: row.author_id.into(),
        said_at: from_ms(row.said_at)?,
        version: u32::try_from(row.version).map_err(|_| Fault::Unreadable("version"))?,
        deleted_at: from_ms_opt(row.deleted_at)?,
        content: content.map_err(|_| Fault::Unreadable("reply"))?,
    }))
}

async fn find_if(tx: &mut SqliteConnection, id: Option<i64>) -> Result<Option<StoredReply>, Fault> {
    match id {
        Some(id) => find(tx, id.into()).await,
        None => Ok(None),
    }
}

/// The reply that was typed as this message.
pub async fn find_by_message(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
    ts: &SlackTs,
) -> Result<Option<StoredReply>, Fault> {
    let (channel, ts) = (channel.as_str(), ts.as_str());
    let id =
        sqlx::query_scalar!("select id from replies where channel = ? and ts = ?", channel, ts)
            .fetch_optional(&mut *tx)
            .await?;
    find_if(tx, id).await
}

/// The reply a modal has saved, if it has.
pub async fn find_by_view(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<StoredReply>, Fault> {
    let id = sqlx::query_scalar!("select id from replies where view_id = ?", view_id)
        .fetch_optional(&mut *tx)
        .await?;
    find_if(tx, id).await
}

/// The replies to a check-in that still stand, oldest first.
pub async fn list(
    tx: &mut SqliteConnection,
    checkin: CheckinId,
) -> Result<Vec<StoredReply>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from replies where checkin_id = ? and deleted_at is null order by said_at limit 100"#,
        checkin.0
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut replies = Vec::with_capacity(ids.len());
    for id in ids {
        replies.extend(find(tx, id.into()).await?);
    }
    Ok(replies)
}

/// When a check-in was first replied to by a reply that still stands, and how long that took.
pub async fn find_first(
    tx: &mut SqliteConnection,
    checkin: CheckinId,
) -> Result<Option<(Timestamp, WorkingMinutes)>, Fault> {
    let row = sqlx::query!(
        "select said_at, taken_minutes from replies where checkin_id = ? and deleted_at is null
         order by said_at limit 1",
        checkin.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok((from_ms(row.said_at)?, WorkingMinutes(row.taken_minutes)))).transpose()
}

/// The messages in a conversation that stand as replies to a check-in.
pub async fn list_messages(
    tx: &mut SqliteConnection,
    checkin: CheckinId,
    channel: &SlackChannel,
) -> Result<Vec<SlackTs>, Fault> {
    let channel = channel.as_str();
    let messages = sqlx::query_scalar!(
        r#"select ts as "ts!" from replies
           where checkin_id = ? and channel = ? and ts is not null and deleted_at is null"#,
        checkin.0,
        channel
    )
    .fetch_all(tx)
    .await?;
    Ok(messages.into_iter().map(SlackTs).collect())
}
