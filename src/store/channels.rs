//! Channels the bot may write in: how they stand, which is a programme's help channel, and what was taken there.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    help_channel::{HelpChannel, InChannel, PeerAnswer, PeerHours, Standing},
    ids::{ProgrammeId, QuestionId, SlackChannel, SlackTs},
    text::{Link, UserText},
};

/// Keeps how a channel stands.
pub async fn update_standing(
    tx: &mut SqliteConnection,
    (channel, standing): (&SlackChannel, Standing),
    now: Timestamp,
) -> Result<(), Fault> {
    let (channel, standing, at) = (channel.as_str(), standing.as_str(), to_ms(now));
    sqlx::query!(
        "insert into channels (channel, standing, looked_at) values (?, ?, ?)
         on conflict (channel) do update set standing = excluded.standing, looked_at = excluded.looked_at",
        channel,
        standing,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// How a channel stands and when Slack said so, if it was ever looked at.
pub async fn find_standing(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
) -> Result<Option<(Standing, Timestamp)>, Fault> {
    let channel = channel.as_str();
    let row = sqlx::query!("select standing, looked_at from channels where channel = ?", channel)
        .fetch_optional(tx)
        .await?;
    let read = |word: &str| Standing::read(word).ok_or(Fault::Unreadable("channel"));
    row.map(|row| Ok((read(&row.standing)?, from_ms(row.looked_at)?))).transpose()
}

/// The help channel of a programme, if it has one.
pub async fn find_help(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
) -> Result<Option<HelpChannel>, Fault> {
    let row = sqlx::query!(
        r#"select channel, standing, peer_hours as "peer_hours: u8"
           from programmes join channels on channels.channel = programmes.help_channel
           where programmes.id = ?"#,
        programme.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        let standing = Standing::read(&row.standing).ok_or(Fault::Unreadable("channel"))?;
        let peers_first = row.peer_hours.and_then(PeerHours::new);
        Ok(HelpChannel { channel: row.channel.into(), standing, peers_first })
    })
    .transpose()
}

/// Sets the help channel of a programme, or that it has none.
pub async fn update_help(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    help: Option<(&SlackChannel, Option<PeerHours>)>,
) -> Result<(), Fault> {
    let channel = help.map(|(channel, _)| channel.as_str());
    let hours = help.and_then(|(_, hours)| hours).map(PeerHours::count);
    sqlx::query!(
        "update programmes set help_channel = ?, peer_hours = ? where id = ?",
        channel,
        hours,
        programme.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps that a question goes to a channel; `rises_at` is when it rises to the mentor, where others have it first.
pub async fn insert_question(
    tx: &mut SqliteConnection,
    (question, channel): (QuestionId, &SlackChannel),
    rises_at: Option<Timestamp>,
) -> Result<(), Fault> {
    let (channel, rises_at) = (channel.as_str(), rises_at.map(to_ms));
    sqlx::query!(
        "insert into questions_in_channel (question_id, channel, rises_at) values (?, ?, ?)",
        question.0,
        channel,
        rises_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Where a question stands beside its room, if it was taken to a channel.
pub async fn find_question(
    tx: &mut SqliteConnection,
    question: QuestionId,
) -> Result<Option<InChannel>, Fault> {
    let row = sqlx::query!(
        "select channel, link, rises_at, lost_at from questions_in_channel where question_id = ?",
        question.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(InChannel {
        question,
        channel: row.channel.into(),
        link: row.link.and_then(|link| Link::parse(&link).ok()),
        rises_at: from_ms_opt(row.rises_at)?,
        lost_at: from_ms_opt(row.lost_at)?,
    }))
}

/// Keeps Slack's address of a question's message.
pub async fn update_link(
    tx: &mut SqliteConnection,
    question: QuestionId,
    link: &Link,
) -> Result<(), Fault> {
    let link = link.as_str();
    sqlx::query!(
        "update questions_in_channel set link = ? where question_id = ?",
        link,
        question.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps that a question never came to its channel.
pub async fn update_lost(
    tx: &mut SqliteConnection,
    question: QuestionId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "update questions_in_channel set lost_at = coalesce(lost_at, ?) where question_id = ?",
        at,
        question.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down that somebody other than the mentor answered, or what the same message says now; words that are older by
/// Slack's stamps change nothing. Whoever was nobody the bot knew when they answered stays that.
pub async fn update_answer(tx: &mut SqliteConnection, answer: &PeerAnswer) -> Result<(), Fault> {
    let (channel, ts, said_at) =
        (answer.at.0.as_str(), answer.at.1.as_str(), to_ms(answer.said_at));
    let person = answer.known.as_ref().map(|(person, _)| person.0);
    let words = answer.known.as_ref().and_then(|(_, words)| words.as_ref()).map(UserText::expose);
    let edited = answer.edited.as_ref().map(SlackTs::as_str);
    sqlx::query!(
        "insert into peer_answers (channel, ts, question_id, said_at, person_id, words, edited_ts)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (channel, ts) do update
         set words = case when peer_answers.person_id is null then null else excluded.words end,
             edited_ts = excluded.edited_ts
         where coalesce(excluded.edited_ts, '') >= coalesce(peer_answers.edited_ts, '')",
        channel,
        ts,
        answer.question.0,
        said_at,
        person,
        words,
        edited
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets what somebody took back.
pub async fn delete_answer(
    tx: &mut SqliteConnection,
    (channel, ts): (&SlackChannel, &SlackTs),
) -> Result<(), Fault> {
    let (channel, ts) = (channel.as_str(), ts.as_str());
    sqlx::query!("delete from peer_answers where channel = ? and ts = ?", channel, ts)
        .execute(tx)
        .await?;
    Ok(())
}

/// What others than the mentor wrote under a question, the first hundred, in the order they did.
pub async fn list_answers(
    tx: &mut SqliteConnection,
    question: QuestionId,
) -> Result<Vec<PeerAnswer>, Fault> {
    let rows = sqlx::query!(
        "select channel, ts, said_at, person_id, words, edited_ts from peer_answers
         where question_id = ? order by said_at limit 100",
        question.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let words = row.words.map(UserText::from_stored);
            Ok(PeerAnswer {
                question,
                at: (row.channel.into(), row.ts.into()),
                said_at: from_ms(row.said_at)?,
                known: row.person_id.map(|person| (person.into(), words)),
                edited: row.edited_ts.map(SlackTs::from),
            })
        })
        .collect()
}
