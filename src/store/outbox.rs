//! Messages on their way: claimed, sent, looked up, settled. `domain::delivery` decides; this file remembers.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_clamped, from_ms_opt, to_ms};
use crate::domain::{
    attention::Reader,
    delivery::{Manner, Stage, Step},
    ids::{OutboxId, SlackChannel, SlackTs},
    outgoing::Outgoing,
};

/// When something may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// When it was deserved; lateness is counted from here.
    pub due_at: Timestamp,
    /// Not before.
    pub ready_at: Timestamp,
    /// Not after; `None` when it is never pointless.
    pub expires_at: Option<Timestamp>,
}

impl Timing {
    /// At once, for as long as it takes: an answer somebody waits for.
    pub fn now(now: Timestamp) -> Self {
        Self { due_at: now, ready_at: now, expires_at: None }
    }

    /// From `ready_at`, for as long as it takes.
    pub fn from(ready_at: Timestamp) -> Self {
        Self { due_at: ready_at, ready_at, expires_at: None }
    }
}

/// A message on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// Its row.
    pub id: OutboxId,
    /// Its identity.
    pub key: String,
    /// What to say.
    pub message: Outgoing,
    /// How many requests were made.
    pub attempt: u32,
    /// When it may be said.
    pub timing: Timing,
    /// When the first request was made.
    pub first_tried_at: Option<Timestamp>,
    /// Where it was sent, once it was.
    pub sent_to: Option<SentTo>,
    /// Whether it is known to stand in Slack, and under which time stamp.
    pub ts: Option<SlackTs>,
    /// Why it was not said where it belongs, if it was tried, or how far a file came.
    pub reason: Option<String>,
}

/// Where a message was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentTo {
    /// The conversation.
    pub channel: SlackChannel,
    /// The thread in it, if it is a reply.
    pub thread: Option<SlackTs>,
}

/// A row as it is stored.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) key: String,
    pub(super) message: String,
    pub(super) attempt: i64,
    pub(super) due_at: i64,
    pub(super) ready_at: i64,
    pub(super) expires_at: Option<i64>,
    pub(super) first_tried_at: Option<i64>,
    pub(super) channel: Option<String>,
    pub(super) thread: Option<String>,
    pub(super) ts: Option<String>,
    pub(super) reason: Option<String>,
}

/// A row as far as this version can read it; else its id, so that the others are read all the same.
pub type Read = Result<Envelope, OutboxId>;

/// Reads a row.
pub(super) fn read(row: Row) -> Read {
    let id = row.id.into();
    Envelope::try_from(row).map_err(|_| id)
}

impl TryFrom<Row> for Envelope {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let thread = row.thread.map(SlackTs::from);
        Ok(Self {
            id: row.id.into(),
            key: row.key,
            message: serde_json::from_str(&row.message)
                .map_err(|_| Fault::Unreadable("outgoing message"))?,
            attempt: u32::try_from(row.attempt).map_err(|_| Fault::Unreadable("attempt"))?,
            timing: Timing {
                due_at: from_ms(row.due_at)?,
                ready_at: from_ms(row.ready_at)?,
                expires_at: from_ms_opt(row.expires_at)?,
            },
            first_tried_at: from_ms_opt(row.first_tried_at)?,
            sent_to: row.channel.map(|channel| SentTo { channel: channel.into(), thread }),
            ts: row.ts.map(SlackTs::from),
            reason: row.reason,
        })
    }
}

/// An instant that must not be acted on too early: stored instants are whole milliseconds, so it is rounded up.
pub(super) fn not_before(at: Timestamp) -> i64 {
    let ms = to_ms(at);
    if at.subsec_nanosecond() % 1_000_000 == 0 { ms } else { ms.saturating_add(1) }
}

/// Puts a message on its way. A post whose key is known already is left as it is, so planning twice says it once;
/// a refresh that has been done is made ready again, because there is a newer state to show.
pub async fn insert(
    tx: &mut SqliteConnection,
    message: &Outgoing,
    timing: Timing,
) -> Result<bool, Fault> {
    let key = message.key();
    let body = serde_json::to_string(message).map_err(|_| Fault::Unreadable("outgoing message"))?;
    let (due_at, ready_at) = (to_ms(timing.due_at), not_before(timing.ready_at));
    let expires_at = timing.expires_at.map(to_ms);
    let (person, mentee_of, mentor_of, leave) =
        match message.unasked().map(|unasked| unasked.reader) {
            Some(Reader::Person(person)) => (Some(person.0), None, None, None),
            Some(Reader::Mentee(pair)) => (None, Some(pair.0), None, None),
            Some(Reader::Mentor(pair)) => (None, None, Some(pair.0), None),
            Some(Reader::Back(leave)) => (None, None, None, Some(leave.0)),
            None => (None, None, None, None),
        };
    let done = sqlx::query!(
        "insert into outbox (key, message, state, due_at, ready_at, expires_at, reader_id)
         values (?, ?, 'ready', ?, ?, ?, coalesce(
             ?, (select mentee_id from pairs where id = ?), (select mentor_id from pairs where id = ?),
             (select person_id from leaves where id = ?)
         ))
         on conflict (key) do nothing",
        key,
        body,
        due_at,
        ready_at,
        expires_at,
        person,
        mentee_of,
        mentor_of,
        leave
    )
    .execute(&mut *tx)
    .await?;
    let is_new = done.rows_affected() == 1;
    match message.manner() {
        Manner::Post | Manner::Upload => {}
        Manner::Refresh if is_new => {}
        Manner::Refresh => update_again(tx, &key, timing).await?,
    }
    Ok(is_new)
}

async fn update_again(tx: &mut SqliteConnection, key: &str, timing: Timing) -> Result<(), Fault> {
    let (due_at, ready_at) = (to_ms(timing.due_at), not_before(timing.ready_at));
    sqlx::query!(
        "update outbox set again = (state = 'sending'),
                state = case state when 'sending' then state else 'ready' end,
                attempt = case state when 'sending' then attempt else 0 end,
                due_at = ?, ready_at = ?, reason = null, look_at = null
         where key = ?",
        due_at,
        ready_at,
        key
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Messages that may be said at `now`, the longest waiting first. What is on a card is said with it.
pub async fn list_ready(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Read>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query_as!(
        Row,
        "select id, key, message, attempt, due_at, ready_at, expires_at, first_tried_at, channel, thread, ts, reason
         from outbox where state = 'ready' and ready_at <= ? and card_id is null order by ready_at, id limit ?",
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Messages to look for at `now`.
pub async fn list_to_look_for(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Read>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query_as!(
        Row,
        "select id, key, message, attempt, due_at, ready_at, expires_at, first_tried_at, channel, thread, ts, reason
         from outbox where look_at is not null and look_at <= ? order by look_at, id limit ?",
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Writes the intent down: from its commit on, a request to `to` may be under way.
pub async fn update_sending(
    tx: &mut SqliteConnection,
    id: OutboxId,
    to: &SentTo,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    let channel = to.channel.as_str();
    let thread = to.thread.as_ref().map(SlackTs::as_str);
    sqlx::query!(
        "update outbox set state = 'sending', attempt = attempt + 1, first_tried_at = coalesce(first_tried_at, ?1),
                tried_at = ?1, channel = ?2, thread = ?3, again = 0
         where id = ?4",
        now,
        channel,
        thread,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes why something that is being sent is where it is.
pub async fn update_reason(
    tx: &mut SqliteConnection,
    id: OutboxId,
    reason: &'static str,
) -> Result<(), Fault> {
    sqlx::query!("update outbox set reason = ? where id = ? and state = 'sending'", reason, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Writes down what a step decided, and the message's time stamp if it has one.
pub async fn update_step(
    tx: &mut SqliteConnection,
    id: OutboxId,
    step: Step,
    (ts, now): (Option<&SlackTs>, Timestamp),
) -> Result<(), Fault> {
    let (state, reason, ts) = (step.stage.as_str(), step.reason, ts.map(SlackTs::as_str));
    let (ready_at, look_at) = (step.ready_at.map(not_before), step.look_at.map(not_before));
    let now = to_ms(now);
    let settled_at = match step.stage {
        Stage::Sent | Stage::Skipped | Stage::Dead => Some(now),
        Stage::Ready | Stage::Sending | Stage::Unknown => None,
    };
    sqlx::query!(
        "update outbox set state = case when again then 'ready' else ?1 end,
                attempt = case when again then 0 else attempt end,
                ready_at = case when again then ?2 else coalesce(?3, ready_at) end,
                again = 0, reason = nullif(?4, ''), look_at = ?5, ts = coalesce(?6, ts), settled_at = ?7
         where id = ?8",
        state,
        now,
        ready_at,
        reason,
        look_at,
        ts,
        settled_at,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Gives up a row that cannot be read. What stands in Slack stays sent; it is only not looked for again.
pub async fn update_unreadable(
    tx: &mut SqliteConnection,
    id: OutboxId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update outbox set state = case state when 'sent' then state else 'dead' end,
                reason = case state when 'sent' then reason else 'unreadable' end,
                again = 0, look_at = null, settled_at = coalesce(settled_at, ?)
         where id = ?",
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Puts off a look that is not to be had yet.
pub async fn update_look_at(
    tx: &mut SqliteConnection,
    id: OutboxId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = not_before(at);
    sqlx::query!("update outbox set look_at = ? where id = ? and look_at is not null", at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Moves the earliest instant of something that is not to be said yet.
pub async fn update_ready_at(
    tx: &mut SqliteConnection,
    id: OutboxId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = not_before(at);
    sqlx::query!("update outbox set ready_at = ? where id = ? and state = 'ready'", at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The same by its identity, if it is still waiting.
pub async fn update_ready_by_key(
    tx: &mut SqliteConnection,
    key: &str,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = not_before(at);
    sqlx::query!("update outbox set ready_at = ? where key = ? and state = 'ready'", at, key)
        .execute(tx)
        .await?;
    Ok(())
}

/// Moves a message that waits to other times, its last one included.
pub async fn update_timing_by_key(
    tx: &mut SqliteConnection,
    key: &str,
    (ready_at, expires_at): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    let (ready_at, expires_at) = (to_ms(ready_at), to_ms(expires_at));
    sqlx::query!(
        "update outbox set ready_at = ?, expires_at = ? where key = ? and state = 'ready'",
        ready_at,
        expires_at,
        key
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Up to `limit` messages that were being sent when the process stopped.
pub async fn list_sending(tx: &mut SqliteConnection, limit: i64) -> Result<Vec<Read>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, key, message, attempt, due_at, ready_at, expires_at, first_tried_at, channel, thread, ts, reason
         from outbox where state = 'sending' order by id limit ?",
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The earliest instant at which the outbox has something to do.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let ready = sqlx::query_scalar!(
        r#"select min(ready_at) as "at: i64" from outbox where state = 'ready' and card_id is null"#
    )
    .fetch_one(&mut *tx)
    .await?;
    let look = sqlx::query_scalar!(
        r#"select min(look_at) as "at: i64" from outbox where look_at is not null"#
    )
    .fetch_one(tx)
    .await?;
    Ok([ready, look].into_iter().flatten().min().map(from_ms_clamped))
}

/// How many messages stand where on their way; the sum over all of them is everything that was ever deserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Ready, being sent, or unknown.
    pub in_flight: i64,
    /// Standing in Slack.
    pub sent: i64,
    /// Not needed or too late, each with its reason.
    pub skipped: i64,
    /// Can never be sent, each with its reason.
    pub dead: i64,
}

/// Counts the messages by where they are. Reads the whole table: for operators and tests, not for a tick.
pub async fn count(tx: &mut SqliteConnection) -> Result<Counts, Fault> {
    let rows = sqlx::query!(r#"select state, count(*) as "n!: i64" from outbox group by state"#)
        .fetch_all(tx)
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        match row.state.as_str() {
            "sent" => counts.sent += row.n,
            "skipped" => counts.skipped += row.n,
            "dead" => counts.dead += row.n,
            _ => counts.in_flight += row.n,
        }
    }
    Ok(counts)
}

/// The message with this identity.
pub async fn find(tx: &mut SqliteConnection, key: &str) -> Result<Option<Outgoing>, Fault> {
    let message = sqlx::query_scalar!("select message from outbox where key = ?", key)
        .fetch_optional(tx)
        .await?;
    let read = |text: String| serde_json::from_str(&text);
    message.map(read).transpose().map_err(|_| Fault::Unreadable("outgoing message"))
}

/// Where a message is on its way, if it was ever put there, and since when that is settled; one that is not settled has
/// the instant from which it may be said.
pub async fn find_stage(
    tx: &mut SqliteConnection,
    message: &Outgoing,
) -> Result<Option<(Stage, Timestamp)>, Fault> {
    let key = message.key();
    let row = sqlx::query!(
        r#"select state, coalesce(settled_at, ready_at) as "at!: i64" from outbox where key = ?"#,
        key
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let stage =
        [Stage::Ready, Stage::Sending, Stage::Unknown, Stage::Sent, Stage::Skipped, Stage::Dead]
            .into_iter()
            .find(|stage| stage.as_str() == row.state)
            .ok_or(Fault::Unreadable("stage"))?;
    Ok(Some((stage, from_ms(row.at)?)))
}

/// Leaves a lane alone until `until`; a later instant that stands already is kept.
pub async fn update_pause(
    tx: &mut SqliteConnection,
    lane: &str,
    until: Timestamp,
) -> Result<(), Fault> {
    let until = not_before(until);
    sqlx::query!(
        "insert into pauses (lane, until_at) values (?, ?)
         on conflict (lane) do update set until_at = max(until_at, excluded.until_at)",
        lane,
        until
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Lanes to be left alone at `now`. Pauses that are over are left out.
pub async fn list_pauses(
    tx: &mut SqliteConnection,
    now: Timestamp,
) -> Result<Vec<(String, Timestamp)>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query!("select lane, until_at from pauses where until_at > ?", now)
        .fetch_all(tx)
        .await?;
    rows.into_iter().map(|row| Ok((row.lane, from_ms(row.until_at)?))).collect()
}
