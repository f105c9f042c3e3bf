//! Office hours: when a mentor holds them, the ones that took place, and who is in line.

use jiff::{
    Timestamp,
    civil::{Time, Weekday},
};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_clamped, to_ms};
use crate::domain::{
    help_channel::Standing as ChannelStanding,
    ids::{PersonId, ProgrammeId, SessionId, SlackChannel, SlackTs, SlackUser},
    office_hours::{
        Every, Length, Line, OfficeHours, Outcome, Place, Session, Set, Span, Standing,
    },
    week::Week,
    zone::words::weekday_name,
};

/// More people than this are in no line.
const MOST_PLACES: i64 = 500;

/// Whether a programme lets its mentors hold office hours, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Whether a lead turned them on.
    pub is_on: bool,
    /// The help channel, while the bot can write there.
    pub channel: Option<SlackChannel>,
}

/// Whether a programme lets its mentors hold office hours, and where.
pub async fn find_ground(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
) -> Result<Ground, Fault> {
    let open = ChannelStanding::Open.as_str();
    let row = sqlx::query!(
        r#"select office_hours as "is_on: bool",
                  (select channel from channels where channel = help_channel and standing = ?) as "channel: String"
           from programmes where id = ?"#,
        open,
        programme.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(match row {
        Some(row) => Ground { is_on: row.is_on, channel: row.channel.map(SlackChannel::from) },
        None => Ground { is_on: false, channel: None },
    })
}

/// Sets whether a programme lets its mentors hold office hours.
pub async fn update_ground(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    is_on: bool,
) -> Result<(), Fault> {
    sqlx::query!("update programmes set office_hours = ? where id = ?", is_on, programme.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// When a mentor's are looked at next: the week, and the instant.
pub type Next = (Week, Timestamp);

/// A mentor's office hours, and when they are looked at next.
pub async fn find(
    tx: &mut SqliteConnection,
    mentor: PersonId,
) -> Result<Option<(OfficeHours, Option<Next>)>, Fault> {
    let row = sqlx::query!(
        r#"select weekday, begins, minutes as "minutes: u8", every_weeks as "every_weeks: u8", first_on, next_at, next_week
           from office_hours where mentor_id = ?"#,
        mentor.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unreadable = || Fault::Unreadable("office hours");
    let set = Set {
        weekday: weekday(&row.weekday).ok_or_else(unreadable)?,
        begins: row.begins.parse().map_err(|_| unreadable())?,
        every: Every::read(row.every_weeks).ok_or_else(unreadable)?,
        length: Length::new(row.minutes).ok_or_else(unreadable)?,
    };
    let hours = OfficeHours::new(set, from_day(&row.first_on)?).map_err(|_| unreadable())?;
    let next = match (row.next_week, row.next_at) {
        (Some(week), Some(at)) => Some((week.parse().map_err(|_| unreadable())?, from_ms(at)?)),
        (_, _) => None,
    };
    Ok(Some((hours, next)))
}

fn weekday(name: &str) -> Option<Weekday> {
    Weekday::Monday.cycle_forward().take(7).find(|day| weekday_name(*day) == name)
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Sets a mentor's office hours.
pub async fn update(
    tx: &mut SqliteConnection,
    mentor: PersonId,
    (hours, next): (&OfficeHours, Option<Next>),
) -> Result<(), Fault> {
    let (weekday, begins) = (weekday_name(hours.set.weekday), clock(hours.set.begins));
    let (minutes, every) = (hours.set.length.minutes(), hours.set.every.weeks());
    let first_on = hours.first_on().to_string();
    let (week, at) = stored(next);
    sqlx::query!(
        "insert into office_hours (mentor_id, weekday, begins, minutes, every_weeks, first_on, next_at, next_week)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (mentor_id) do update set weekday = excluded.weekday, begins = excluded.begins,
                minutes = excluded.minutes, every_weeks = excluded.every_weeks, first_on = excluded.first_on,
                next_at = excluded.next_at, next_week = excluded.next_week",
        mentor.0,
        weekday,
        begins,
        minutes,
        every,
        first_on,
        at,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn stored(next: Option<Next>) -> (Option<String>, Option<i64>) {
    (next.map(|(week, _)| week.to_string()), next.map(|(_, at)| to_ms(at)))
}

/// Sets when a mentor's are looked at next.
pub async fn update_next(
    tx: &mut SqliteConnection,
    mentor: PersonId,
    next: Option<Next>,
) -> Result<(), Fault> {
    let (week, at) = stored(next);
    sqlx::query!(
        "update office_hours set next_at = ?, next_week = ? where mentor_id = ?",
        at,
        week,
        mentor.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Looks at a mentor's again at `at`, whatever they say.
pub async fn update_later(
    tx: &mut SqliteConnection,
    mentor: PersonId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update office_hours set next_at = ? where mentor_id = ?", at, mentor.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// A mentor holds none any more.
pub async fn delete(tx: &mut SqliteConnection, mentor: PersonId) -> Result<(), Fault> {
    sqlx::query!("delete from office_hours where mentor_id = ?", mentor.0).execute(tx).await?;
    Ok(())
}

/// The mentors whose office hours are to be looked at, the longest due first.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<PersonId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        "select mentor_id from office_hours where next_at <= ? order by next_at, mentor_id limit ?",
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// The sessions whose end has come, the longest over first.
pub async fn list_over(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<SessionId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        "select id from office_sessions where closed_at is null and closes_at <= ? order by closes_at, id limit ?",
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(SessionId).collect())
}

/// The earliest instant at which some open or close.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let row = sqlx::query!(
        r#"select (select min(next_at) from office_hours where next_at is not null) as "opens: i64",
                  (select min(closes_at) from office_sessions where closed_at is null) as "closes: i64""#
    )
    .fetch_one(tx)
    .await?;
    Ok([row.opens, row.closes].into_iter().flatten().min().map(from_ms_clamped))
}

/// Opens a session; `None` when that mentor has opened it before.
pub async fn insert_session(
    tx: &mut SqliteConnection,
    mentor: PersonId,
    (span, channel): (Span, &SlackChannel),
) -> Result<Option<SessionId>, Fault> {
    let (opens, closes, channel) = (to_ms(span.opens), to_ms(span.closes), channel.as_str());
    let id = sqlx::query_scalar!(
        r#"insert into office_sessions (mentor_id, channel, opens_at, closes_at) values (?, ?, ?, ?)
         on conflict (mentor_id, opens_at) do nothing returning id as "id!""#,
        mentor.0,
        channel,
        opens,
        closes
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(SessionId))
}

/// A session.
pub async fn find_session(
    tx: &mut SqliteConnection,
    id: SessionId,
) -> Result<Option<Session>, Fault> {
    let row = sqlx::query!(
        r#"select mentor_id, channel, opens_at, closes_at, turn as "turn: u32", came as "came: u32",
                  unserved as "unserved: u32"
           from office_sessions where id = ?"#,
        id.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Session {
        id,
        mentor: row.mentor_id.into(),
        channel: row.channel.into(),
        span: Span { opens: from_ms(row.opens_at)?, closes: from_ms(row.closes_at)? },
        turn: row.turn,
        outcome: row.came.zip(row.unserved).map(|(came, unserved)| Outcome { came, unserved }),
    }))
}

/// The session of a mentor that is open at `now`.
pub async fn find_open(
    tx: &mut SqliteConnection,
    mentor: PersonId,
    now: Timestamp,
) -> Result<Option<Session>, Fault> {
    let now = to_ms(now);
    let id = sqlx::query_scalar!(
        "select id from office_sessions where mentor_id = ? and closed_at is null and closes_at > ? limit 1",
        mentor.0,
        now
    )
    .fetch_optional(&mut *tx)
    .await?;
    match id {
        Some(id) => find_session(tx, SessionId(id)).await,
        None => Ok(None),
    }
}

/// The turn goes on.
pub async fn update_turn(tx: &mut SqliteConnection, id: SessionId) -> Result<(), Fault> {
    sqlx::query!("update office_sessions set turn = turn + 1 where id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Closes a session; who came is forgotten.
pub async fn update_closed(
    tx: &mut SqliteConnection,
    id: SessionId,
    outcome: Outcome,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update office_sessions set closed_at = ?, came = ?, unserved = ? where id = ?",
        now,
        outcome.came,
        outcome.unserved,
        id.0
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!("delete from office_places where session_id = ?", id.0).execute(tx).await?;
    Ok(())
}

/// Everybody who came to a session.
pub async fn list_places(tx: &mut SqliteConnection, id: SessionId) -> Result<Line, Fault> {
    let rows = sqlx::query!(
        "select slack_user, since_ts, standing from office_places where session_id = ?
         order by since_ts, slack_user limit ?",
        id.0,
        MOST_PLACES
    )
    .fetch_all(tx)
    .await?;
    let places: Result<Vec<Place>, Fault> = rows
        .into_iter()
        .map(|row| {
            let standing = Standing::read(&row.standing).ok_or(Fault::Unreadable("place"))?;
            Ok(Place { user: row.slack_user.into(), since: row.since_ts.into(), standing })
        })
        .collect();
    Ok(Line::new(places?))
}

/// Somebody comes for the first time; false when they have come before.
pub async fn insert_place(
    tx: &mut SqliteConnection,
    id: SessionId,
    (user, since): (&SlackUser, &SlackTs),
) -> Result<bool, Fault> {
    let (user, since, waiting) = (user.as_str(), since.as_str(), Standing::Waiting.as_str());
    let done = sqlx::query!(
        "insert into office_places (session_id, slack_user, since_ts, standing) values (?, ?, ?, ?)
         on conflict do nothing",
        id.0,
        user,
        since,
        waiting
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody who has come before stands otherwise now; `since` only where they go to the end of the line.
pub async fn update_place(
    tx: &mut SqliteConnection,
    (id, user): (SessionId, &SlackUser),
    (standing, since): (Standing, Option<&SlackTs>),
) -> Result<(), Fault> {
    let (user, standing) = (user.as_str(), standing.as_str());
    let since = since.map(SlackTs::as_str);
    sqlx::query!(
        "update office_places set standing = ?, since_ts = coalesce(?, since_ts)
         where session_id = ? and slack_user = ?",
        standing,
        since,
        id.0,
        user
    )
    .execute(tx)
    .await?;
    Ok(())
}
