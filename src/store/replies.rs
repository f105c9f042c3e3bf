//! Replies to check-ins and to questions, from the form or typed in the thread, with their versions and the time they took.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    answerable::Answerable,
    ids::{CheckinId, PairId, PersonId, ReplyId, SlackChannel, SlackTs},
    promise::WorkingMinutes,
    reply::{Edition, Reply, Standing},
};

/// A reply as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReply {
    /// Our id.
    pub id: ReplyId,
    /// What it answers.
    pub to: Answerable,
    /// Who wrote it.
    pub author: PersonId,
    /// When it was said, in Slack's own time where it was typed in Slack.
    pub said_at: Timestamp,
    /// How often it has been saved.
    pub version: u32,
    /// Whether it counts.
    pub standing: Standing,
    /// Which text of its message is known; of no meaning for the form.
    pub edition: Edition,
    /// What it says, while it stands.
    pub content: Option<Reply>,
}

/// A reply to be written down for the first time.
#[derive(Debug, Clone)]
pub struct NewReply {
    /// What it answers.
    pub to: Answerable,
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
    /// As this message in the thread, in this edition.
    Thread(SlackChannel, SlackTs, Edition),
}

fn to_json(content: &Reply) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("reply"))
}

/// Writes a reply down, or without content a message of the mentor's that is none, for it may become one; `None` when
/// this modal or message is written down already.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: &NewReply,
    content: Option<&Reply>,
    now: Timestamp,
) -> Result<Option<ReplyId>, Fault> {
    let (checkin, question) = new.to.ids();
    let (said_at, taken, now) = (to_ms(new.said_at), new.taken.0, to_ms(now));
    let (view_id, message) = match &new.source {
        Source::Form(view_id) => (Some(view_id.as_str()), None),
        Source::Thread(channel, ts, edition) => (None, Some((channel.as_str(), ts, edition))),
    };
    let (channel, ts) = (message.map(|it| it.0), message.map(|it| it.1.as_str()));
    let (edited, told) = message.map_or((None, None), |(_, _, edition)| stamps(edition));
    let standing = if content.is_some() { Standing::Stands } else { Standing::NoReply }.as_str();
    let done = sqlx::query!(
        "insert into replies (checkin_id, question_id, author_id, said_at, taken_minutes, channel, ts, view_id, version,
                              standing, edited_ts, told_ts)
         values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?) on conflict do nothing",
        checkin,
        question,
        new.author.0,
        said_at,
        taken,
        channel,
        ts,
        view_id,
        standing,
        edited,
        told
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let id = done.last_insert_rowid();
    let Some(content) = content.map(to_json).transpose()? else { return Ok(Some(id.into())) };
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

fn stamps(edition: &Edition) -> (Option<&str>, Option<&str>) {
    (edition.edited.as_ref().map(SlackTs::as_str), edition.told.as_ref().map(SlackTs::as_str))
}

/// Writes down which text of its message is known.
pub async fn update_edition(
    tx: &mut SqliteConnection,
    id: ReplyId,
    edition: &Edition,
) -> Result<(), Fault> {
    let (edited, told) = stamps(edition);
    sqlx::query!("update replies set edited_ts = ?, told_ts = ? where id = ?", edited, told, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Adds a version to a reply that was edited; it stands, whatever it was before.
pub async fn update_content(
    tx: &mut SqliteConnection,
    id: ReplyId,
    content: &Reply,
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, now) = (to_json(content)?, to_ms(now));
    let version = sqlx::query_scalar!(
        "update replies set version = version + 1, standing = 'stands' where id = ? returning version",
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

/// Forgets what a reply said that stands no more, in every version, and keeps that there was one.
pub async fn delete_content(
    tx: &mut SqliteConnection,
    id: ReplyId,
    standing: Standing,
) -> Result<(), Fault> {
    let standing = standing.as_str();
    sqlx::query!("delete from reply_versions where reply_id = ?", id.0).execute(&mut *tx).await?;
    sqlx::query!("update replies set standing = ? where id = ?", standing, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The reply with this id.
pub async fn find(tx: &mut SqliteConnection, id: ReplyId) -> Result<Option<StoredReply>, Fault> {
    let row = sqlx::query!(
        r#"select checkin_id, question_id, author_id, said_at, replies.version, standing, edited_ts, told_ts,
                  content as "content?: String"
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
        to: Answerable::read(row.checkin_id, row.question_id).ok_or(Fault::Unreadable("reply"))?,
        author: row.author_id.into(),
        said_at: from_ms(row.said_at)?,
        version: u32::try_from(row.version).map_err(|_| Fault::Unreadable("version"))?,
        standing: Standing::read(&row.standing).ok_or(Fault::Unreadable("standing"))?,
        edition: Edition {
            edited: row.edited_ts.map(SlackTs::from),
            told: row.told_ts.map(SlackTs::from),
        },
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

/// The newest reply that still stands.
pub async fn find_latest(
    tx: &mut SqliteConnection,
    to: Answerable,
) -> Result<Option<ReplyId>, Fault> {
    let (checkin, question) = to.ids();
    let id = sqlx::query_scalar!(
        r#"select id as "id!" from replies where (checkin_id = ? or question_id = ?) and standing = 'stands'
           order by said_at desc, id desc limit 1"#,
        checkin,
        question
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(ReplyId))
}

/// The replies that still stand, oldest first.
pub async fn list(tx: &mut SqliteConnection, to: Answerable) -> Result<Vec<StoredReply>, Fault> {
    let (checkin, question) = to.ids();
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from replies where (checkin_id = ? or question_id = ?) and standing = 'stands'
           order by said_at limit 100"#,
        checkin,
        question
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut replies = Vec::with_capacity(ids.len());
    for id in ids {
        replies.extend(find(tx, id.into()).await?);
    }
    Ok(replies)
}

/// The check-ins of a pair that were replied to, the newest first, `except` left out.
pub async fn list_answered(
    tx: &mut SqliteConnection,
    pair: PairId,
    (except, limit): (CheckinId, i64),
) -> Result<Vec<CheckinId>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from checkins where pair_id = ? and replied_at is not null and id <> ?
           order by week desc limit ?"#,
        pair.0,
        except.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(CheckinId).collect())
}

/// When something was first replied to, not before `since`, by a reply that still stands, and how long that took.
pub async fn find_first(
    tx: &mut SqliteConnection,
    to: Answerable,
    since: Timestamp,
) -> Result<Option<(Timestamp, WorkingMinutes)>, Fault> {
    let ((checkin, question), since) = (to.ids(), to_ms(since));
    let row = sqlx::query!(
        "select said_at, taken_minutes from replies
         where (checkin_id = ? or question_id = ?) and standing = 'stands' and said_at >= ?
         order by said_at limit 1",
        checkin,
        question,
        since
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok((from_ms(row.said_at)?, WorkingMinutes(row.taken_minutes)))).transpose()
}

/// The messages in a conversation that are known in a thread and not known to be deleted.
pub async fn list_messages(
    tx: &mut SqliteConnection,
    to: Answerable,
    channel: &SlackChannel,
) -> Result<Vec<SlackTs>, Fault> {
    let ((checkin, question), channel) = (to.ids(), channel.as_str());
    let messages = sqlx::query_scalar!(
        r#"select ts as "ts!" from replies
           where (checkin_id = ? or question_id = ?) and channel = ? and ts is not null
             and standing <> 'deleted'"#,
        checkin,
        question,
        channel
    )
    .fetch_all(tx)
    .await?;
    Ok(messages.into_iter().map(SlackTs).collect())
}
