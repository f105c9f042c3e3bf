//! What stands where in Slack: (channel, time stamp) to the thing it shows, and back.

use sqlx::SqliteConnection;

use super::Fault;
use crate::domain::{
    ids::{SlackChannel, SlackTs},
    post::Subject,
};

/// Records that the message at (`channel`, `ts`) shows `subject`. Repeating it changes nothing.
pub async fn insert(
    tx: &mut SqliteConnection,
    subject: &Subject,
    channel: &SlackChannel,
    ts: &SlackTs,
) -> Result<(), Fault> {
    let (kind, id, week) = (subject.kind(), subject.id(), subject.week_text());
    let (channel, ts) = (channel.as_str(), ts.as_str());
    sqlx::query!(
        "insert into posts (channel, ts, subject, subject_id, week) values (?, ?, ?, ?, ?)
         on conflict do nothing",
        channel,
        ts,
        kind,
        id,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What the message at (`channel`, `ts`) shows, if it is one of ours; a card is a card, whatever is on it.
pub async fn find_subject(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
    ts: &SlackTs,
) -> Result<Option<Subject>, Fault> {
    let (channel, ts) = (channel.as_str(), ts.as_str());
    let row = sqlx::query!(
        "select subject, subject_id, week from posts where channel = ? and ts = ?
         order by subject = 'card' desc limit 1",
        channel,
        ts
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        Subject::read(&row.subject, row.subject_id, &row.week).ok_or(Fault::Unreadable("subject"))
    })
    .transpose()
}

/// Where `subject` stands, newest first.
pub async fn list(
    tx: &mut SqliteConnection,
    subject: &Subject,
) -> Result<Vec<(SlackChannel, SlackTs)>, Fault> {
    let (kind, id, week) = (subject.kind(), subject.id(), subject.week_text());
    let rows = sqlx::query!(
        "select channel, ts from posts where subject = ? and subject_id = ? and week = ? order by ts desc limit 20",
        kind,
        id,
        week
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.channel.into(), row.ts.into())).collect())
}
