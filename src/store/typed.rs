//! What people typed to the bot itself, with the messages it was said in.
//!
//! Nothing here is in the index of the search, and the words are forgotten as soon as they are not needed.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_clamped, to_ms};
use crate::domain::{
    ids::{PairId, PersonId, SlackChannel, SlackTs, TypedId},
    reply::Edition,
    text::UserText,
    typed::{Typed, TypedMessage, TypedState},
};

/// As many messages as one thing to say is read from; more than fit into a note long before.
const MOST_MESSAGES: i64 = 500;

/// Where something was typed, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Who typed it.
    pub person: PersonId,
    /// The conversation.
    pub channel: &'a SlackChannel,
    /// The thread in it.
    pub thread: Option<&'a SlackTs>,
}

fn stored(state: TypedState) -> (&'static str, Option<i64>) {
    match state {
        TypedState::Open => ("open", None),
        TypedState::Note(pair) => ("note", Some(pair.0)),
        TypedState::Brought(pair) => ("brought", Some(pair.0)),
        TypedState::NotBrought(pair) => ("not_brought", Some(pair.0)),
        TypedState::Checkin => ("checkin", None),
        TypedState::Question => ("question", None),
        TypedState::Reply => ("reply", None),
        TypedState::Dropped => ("dropped", None),
        TypedState::Withdrawn => ("withdrawn", None),
        TypedState::Expired => ("expired", None),
    }
}

fn read_state(word: &str, pair: Option<i64>) -> Result<TypedState, Fault> {
    let pair = pair.map(PairId);
    Ok(match (word, pair) {
        ("open", None) => TypedState::Open,
        ("note", Some(pair)) => TypedState::Note(pair),
        ("brought", Some(pair)) => TypedState::Brought(pair),
        ("not_brought", Some(pair)) => TypedState::NotBrought(pair),
        ("checkin", None) => TypedState::Checkin,
        ("question", None) => TypedState::Question,
        ("reply", None) => TypedState::Reply,
        ("dropped", None) => TypedState::Dropped,
        ("withdrawn", None) => TypedState::Withdrawn,
        ("expired", None) => TypedState::Expired,
        _ => return Err(Fault::Unreadable("typed state")),
    })
}

/// Begins something to say, with no message in it yet.
pub async fn insert(
    tx: &mut SqliteConnection,
    place: Place<'_>,
    now: Timestamp,
) -> Result<TypedId, Fault> {
    let (channel, thread) = (place.channel.as_str(), place.thread.map(SlackTs::as_str));
    let now = to_ms(now);
    let done = sqlx::query!(
        "insert into typed (person_id, channel, thread, state, offers, changed_at) values (?, ?, ?, 'open', 0, ?)",
        place.person.0,
        channel,
        thread,
        now
    )
    .execute(tx)
    .await?;
    Ok(done.last_insert_rowid().into())
}

/// Adds a message, for which there is one offer more. Returns how many there are.
pub async fn insert_message(
    tx: &mut SqliteConnection,
    id: TypedId,
    (channel, message): (&SlackChannel, &TypedMessage),
    now: Timestamp,
) -> Result<u32, Fault> {
    let (channel, ts, said_at) = (channel.as_str(), message.ts.as_str(), to_ms(message.said_at));
    let (edited, told) = stamps(&message.edition);
    let (text, files) = content(message);
    sqlx::query!(
        "insert into typed_messages (channel, ts, typed_id, said_at, edited_ts, told_ts, content, files)
         values (?, ?, ?, ?, ?, ?, ?, ?)",
        channel,
        ts,
        id.0,
        said_at,
        edited,
        told,
        text,
        files
    )
    .execute(&mut *tx)
    .await?;
    let now = to_ms(now);
    let offers = sqlx::query_scalar!(
        "update typed set offers = offers + 1, changed_at = ? where id = ? returning offers",
        now,
        id.0
    )
    .fetch_one(tx)
    .await?;
    u32::try_from(offers).map_err(|_| Fault::Unreadable("offers"))
}

fn stamps(edition: &Edition) -> (Option<&str>, Option<&str>) {
    (edition.edited.as_ref().map(SlackTs::as_str), edition.told.as_ref().map(SlackTs::as_str))
}

fn content(message: &TypedMessage) -> (Option<&str>, i64) {
    let files = i64::try_from(message.files).unwrap_or(i64::MAX);
    (message.text.as_ref().map(UserText::expose), files)
}

/// Writes down what a message says now.
pub async fn update_message(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
    message: &TypedMessage,
) -> Result<(), Fault> {
    let (channel, ts) = (channel.as_str(), message.ts.as_str());
    let (edited, told) = stamps(&message.edition);
    let (text, files) = content(message);
    sqlx::query!(
        "update typed_messages set edited_ts = ?, told_ts = ?, content = ?, files = ? where channel = ? and ts = ?",
        edited,
        told,
        text,
        files,
        channel,
        ts
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets a message.
pub async fn delete_message(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
    ts: &SlackTs,
) -> Result<(), Fault> {
    let (channel, ts) = (channel.as_str(), ts.as_str());
    sqlx::query!("delete from typed_messages where channel = ? and ts = ?", channel, ts)
        .execute(tx)
        .await?;
    Ok(())
}

/// Writes down what became of it.
pub async fn update_state(
    tx: &mut SqliteConnection,
    id: TypedId,
    state: TypedState,
    now: Timestamp,
) -> Result<(), Fault> {
    let ((state, pair), now) = (stored(state), to_ms(now));
    sqlx::query!(
        "update typed set state = ?, pair_id = ?, changed_at = ? where id = ?",
        state,
        pair,
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Makes it a note once more. Returns how often it has been one.
pub async fn update_note(
    tx: &mut SqliteConnection,
    id: TypedId,
    pair: PairId,
    now: Timestamp,
) -> Result<u32, Fault> {
    update_state(tx, id, TypedState::Note(pair), now).await?;
    let notes = sqlx::query_scalar!(
        "update typed set notes = notes + 1 where id = ? returning notes",
        id.0
    )
    .fetch_one(tx)
    .await?;
    u32::try_from(notes).map_err(|_| Fault::Unreadable("notes"))
}

/// Writes down what became of it for good, and forgets its words.
pub async fn update_settled(
    tx: &mut SqliteConnection,
    id: TypedId,
    state: TypedState,
    now: Timestamp,
) -> Result<(), Fault> {
    update_state(tx, id, state, now).await?;
    sqlx::query!("update typed_messages set content = null where typed_id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// What has this id.
pub async fn find(tx: &mut SqliteConnection, id: TypedId) -> Result<Option<Typed>, Fault> {
    let row = sqlx::query!(
        "select person_id, channel, thread, state, pair_id, offers, notes from typed where id = ?",
        id.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let messages = sqlx::query!(
        "select ts, said_at, edited_ts, told_ts, content, files from typed_messages
         where typed_id = ? order by ts limit ?",
        id.0,
        MOST_MESSAGES
    )
    .fetch_all(tx)
    .await?;
    let messages = messages.into_iter().map(|row| {
        Ok(TypedMessage {
            ts: row.ts.into(),
            said_at: from_ms(row.said_at)?,
            edition: Edition {
                edited: row.edited_ts.map(SlackTs::from),
                told: row.told_ts.map(SlackTs::from),
            },
            text: row.content.map(UserText::from_stored),
            files: usize::try_from(row.files).map_err(|_| Fault::Unreadable("files"))?,
        })
    });
    Ok(Some(Typed {
        id,
        person: row.person_id.into(),
        channel: row.channel.into(),
        thread: row.thread.map(SlackTs::from),
        state: read_state(&row.state, row.pair_id)?,
        offers: u32::try_from(row.offers).map_err(|_| Fault::Unreadable("offers"))?,
        notes: u32::try_from(row.notes).map_err(|_| Fault::Unreadable("notes"))?,
        messages: messages.collect::<Result<_, Fault>>()?,
    }))
}

/// What was said last in a place and is not decided about.
pub async fn find_open(
    tx: &mut SqliteConnection,
    place: Place<'_>,
) -> Result<Option<Typed>, Fault> {
    let (channel, thread) = (place.channel.as_str(), place.thread.map(SlackTs::as_str));
    let id = sqlx::query_scalar!(
        r#"select id as "id!: i64" from typed
           where person_id = ? and channel = ? and thread is ? and state = 'open' order by id desc limit 1"#,
        place.person.0,
        channel,
        thread
    )
    .fetch_optional(&mut *tx)
    .await?;
    match id {
        Some(id) => find(tx, id.into()).await,
        None => Ok(None),
    }
}

/// What a message is part of.
pub async fn find_by_message(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
    ts: &SlackTs,
) -> Result<Option<Typed>, Fault> {
    let (channel, ts) = (channel.as_str(), ts.as_str());
    let id = sqlx::query_scalar!(
        "select typed_id from typed_messages where channel = ? and ts = ?",
        channel,
        ts
    )
    .fetch_optional(&mut *tx)
    .await?;
    match id {
        Some(id) => find(tx, id.into()).await,
        None => Ok(None),
    }
}

/// Up to `limit` that are not decided about and did not change after `before`.
pub async fn list_open_before(
    tx: &mut SqliteConnection,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<TypedId>, Fault> {
    let before = to_ms(before);
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from typed where state = 'open' and changed_at <= ? order by changed_at limit ?"#,
        before,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(TypedId).collect())
}

/// When what has waited longest for a decision changed last.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(
        r#"select min(changed_at) as "at: i64" from typed where state = 'open'"#
    )
    .fetch_one(tx)
    .await?;
    Ok(at.map(from_ms_clamped))
}
