//! Pairs: proposed, running, over.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{PairId, PersonId, ProgrammeId, SlackChannel},
    pair::{Ending, Pair, PairState, Phase, Room},
};

struct Row {
    id: i64,
    programme_id: i64,
    mentor_id: i64,
    mentee_id: i64,
    state: String,
    proposed_by: i64,
    mentor_in_at: Option<i64>,
    mentee_in_at: Option<i64>,
    began_at: Option<i64>,
    closed_at: Option<i64>,
    ending: Option<String>,
    phase: String,
    checkin_rule: Option<String>,
    room_channel: Option<String>,
    room_refused_at: Option<i64>,
    starts_on: Option<String>,
}

impl TryFrom<Row> for Pair {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let state = match row.state.as_str() {
            "proposed" => PairState::Proposed {
                mentor_in: from_ms_opt(row.mentor_in_at)?,
                mentee_in: from_ms_opt(row.mentee_in_at)?,
            },
            "active" => PairState::Active {
                began_at: from_ms(row.began_at.ok_or(Fault::Unreadable("pair"))?)?,
            },
            "declined" => PairState::Declined,
            "ended" => PairState::Ended {
                began_at: from_ms(row.began_at.ok_or(Fault::Unreadable("pair"))?)?,
                at: from_ms(row.closed_at.ok_or(Fault::Unreadable("pair"))?)?,
                how: row
                    .ending
                    .as_deref()
                    .and_then(Ending::read)
                    .ok_or(Fault::Unreadable("pair"))?,
            },
            _ => return Err(Fault::Unreadable("pair")),
        };
        let room = match (row.room_channel, row.room_refused_at) {
            (Some(channel), _) => Room::Open(channel.into()),
            (None, Some(_)) => Room::Refused,
            (None, None) => Room::Unopened,
        };
        Ok(Self {
            id: row.id.into(),
            programme: row.programme_id.into(),
            mentor: row.mentor_id.into(),
            mentee: row.mentee_id.into(),
            proposed_by: row.proposed_by.into(),
            state,
            room,
            starts_on: row.starts_on.as_deref().map(from_day).transpose()?,
            checkin_rule: row.checkin_rule,
            phase: Phase::read(&row.phase).ok_or(Fault::Unreadable("phase"))?,
        })
    }
}

/// Who is proposed to whom, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Proposal {
    /// The programme the pair would join.
    pub programme: ProgrammeId,
    /// The mentor.
    pub mentor: PersonId,
    /// The mentee.
    pub mentee: PersonId,
    /// The lead.
    pub proposed_by: PersonId,
    /// The day it is to begin on at the earliest, if one was named.
    pub starts_on: Option<Date>,
}

/// Writes a proposal down.
pub async fn insert(
    tx: &mut SqliteConnection,
    proposal: Proposal,
    now: Timestamp,
) -> Result<PairId, Fault> {
    let (now, starts_on) = (to_ms(now), proposal.starts_on.map(|day| day.to_string()));
    let done = sqlx::query!(
        "insert into pairs (programme_id, mentor_id, mentee_id, state, proposed_by, proposed_at, starts_on)
         values (?, ?, ?, 'proposed', ?, ?, ?)",
        proposal.programme.0,
        proposal.mentor.0,
        proposal.mentee.0,
        proposal.proposed_by.0,
        now,
        starts_on
    )
    .execute(tx)
    .await?;
    Ok(done.last_insert_rowid().into())
}

/// One statement that reads pairs; `$which` says which, and is checked with the rest.
macro_rules! pairs_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id!: i64", programme_id, mentor_id, mentee_id, state, proposed_by, mentor_in_at,
                      mentee_in_at, began_at, closed_at, ending, phase, checkin_rule, room_channel,
                      room_refused_at, starts_on
               from pairs where "# + $which,
            $($given),+
        )
    };
}

/// The pair with this id.
pub async fn find(tx: &mut SqliteConnection, id: PairId) -> Result<Option<Pair>, Fault> {
    read(pairs_where!("id = ?", id.0).fetch_optional(tx).await?)
}

/// The newest pair that has this room.
pub async fn find_by_room(
    tx: &mut SqliteConnection,
    room: &SlackChannel,
) -> Result<Option<Pair>, Fault> {
    let room = room.as_str();
    read(pairs_where!("room_channel = ? order by id desc limit 1", room).fetch_optional(tx).await?)
}

/// The one pair somebody is a mentee of, running or proposed.
pub async fn find_open_of_mentee(
    tx: &mut SqliteConnection,
    mentee: PersonId,
) -> Result<Option<Pair>, Fault> {
    let row = pairs_where!(
        "mentee_id = ? and state in ('proposed', 'active') order by id limit 1",
        mentee.0
    );
    read(row.fetch_optional(tx).await?)
}

/// Gives up the room of every pair that has this channel for one. The pairs are returned.
pub async fn update_room_gone(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
    now: Timestamp,
) -> Result<Vec<PairId>, Fault> {
    let (channel, now) = (channel.as_str(), to_ms(now));
    let ids = sqlx::query_scalar!(
        r#"update pairs set room_channel = null, room_refused_at = ? where room_channel = ?
           returning id as "id!: i64""#,
        now,
        channel
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PairId).collect())
}

fn read(row: Option<Row>) -> Result<Option<Pair>, Fault> {
    row.map(Pair::try_from).transpose()
}

/// Every pair somebody is part of, newest last; over ones included, because their record is still theirs.
pub async fn list_of(tx: &mut SqliteConnection, person: PersonId) -> Result<Vec<Pair>, Fault> {
    let rows = pairs_where!("mentor_id = ?1 or mentee_id = ?1 order by id limit 100", person.0);
    rows.fetch_all(tx).await?.into_iter().map(Pair::try_from).collect()
}

/// The pairs that run, a page at a time by id.
pub async fn list_active_after(
    tx: &mut SqliteConnection,
    after: PairId,
    limit: i64,
) -> Result<Vec<Pair>, Fault> {
    let rows = pairs_where!("id > ? and state = 'active' order by id limit ?", after.0, limit);
    rows.fetch_all(tx).await?.into_iter().map(Pair::try_from).collect()
}

/// The ids of the pairs that run, at most `limit` of them after `after`, whether or not the rest of them can be read.
pub async fn list_running_after(
    tx: &mut SqliteConnection,
    after: PairId,
    limit: i64,
) -> Result<Vec<PairId>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from pairs where state = 'active' and id > ? order by id limit ?"#,
        after.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PairId).collect())
}

/// The running pairs of a programme, at most `limit` of them after `after`, by id.
pub async fn list_active_of(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    (after, limit): (PairId, i64),
) -> Result<Vec<PairId>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from pairs where programme_id = ? and state = 'active' and id > ?
           order by id limit ?"#,
        programme.0,
        after.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PairId).collect())
}

/// How many mentees somebody has or has been asked to take on.
pub async fn count_of_mentor(tx: &mut SqliteConnection, mentor: PersonId) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from pairs where mentor_id = ? and state in ('proposed', 'active')"#,
        mentor.0
    )
    .fetch_one(tx)
    .await?)
}

/// Writes down when a pair begins that both have said yes to.
pub async fn update_starts_at(
    tx: &mut SqliteConnection,
    id: PairId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update pairs set starts_at = ? where id = ?", at, id.0).execute(tx).await?;
    Ok(())
}

/// The pairs whose first day has come, at most `limit` of them.
pub async fn list_to_start(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<PairId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from pairs
           where state = 'proposed' and starts_at is not null and starts_at <= ? order by starts_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PairId).collect())
}

/// When the first day of a pair comes next.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(
        r#"select min(starts_at) as "at: i64" from pairs where state = 'proposed' and starts_at is not null"#
    )
    .fetch_one(tx)
    .await?;
    from_ms_opt(at)
}

/// How many mentees somebody has.
pub async fn count_active_of_mentor(
    tx: &mut SqliteConnection,
    mentor: PersonId,
) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from pairs where mentor_id = ? and state = 'active'"#,
        mentor.0
    )
    .fetch_one(tx)
    .await?)
}

/// Writes down where a pair is in its life.
pub async fn update_state(
    tx: &mut SqliteConnection,
    pair: &Pair,
    now: Timestamp,
) -> Result<(), Fault> {
    let (state, mentor_in, mentee_in, began_at, closed_at) = match pair.state {
        PairState::Proposed { mentor_in, mentee_in } => {
            ("proposed", mentor_in, mentee_in, None, None)
        }
        PairState::Active { began_at } => ("active", None, None, Some(began_at), None),
        PairState::Declined => ("declined", None, None, None, Some(now)),
        PairState::Ended { began_at, at, .. } => ("ended", None, None, Some(began_at), Some(at)),
    };
    let ending = match pair.state {
        PairState::Ended { how, .. } => Some(how.as_str()),
        PairState::Proposed { .. } | PairState::Active { .. } | PairState::Declined => None,
    };
    let (mentor_in, mentee_in) = (mentor_in.map(to_ms), mentee_in.map(to_ms));
    let (began_at, closed_at) = (began_at.map(to_ms), closed_at.map(to_ms));
    sqlx::query!(
        "update pairs set state = ?, mentor_in_at = coalesce(?, mentor_in_at),
                mentee_in_at = coalesce(?, mentee_in_at), began_at = coalesce(?, began_at), closed_at = ?,
                ending = ?
         where id = ?",
        state,
        mentor_in,
        mentee_in,
        began_at,
        closed_at,
        ending,
        pair.id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down where a pair talks.
pub async fn update_room(
    tx: &mut SqliteConnection,
    id: PairId,
    room: &Room,
    now: Timestamp,
) -> Result<(), Fault> {
    let (channel, refused_at) = match room {
        Room::Open(channel) => (Some(channel.as_str()), None),
        Room::Refused => (None, Some(to_ms(now))),
        Room::Unopened => (None, None),
    };
    sqlx::query!(
        "update pairs set room_channel = ?, room_refused_at = ? where id = ?",
        channel,
        refused_at,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down a pair's own check-in rule; `None` returns to the programme's.
pub async fn update_rule(
    tx: &mut SqliteConnection,
    id: PairId,
    rule: Option<&str>,
) -> Result<(), Fault> {
    sqlx::query!("update pairs set checkin_rule = ? where id = ?", rule, id.0).execute(tx).await?;
    Ok(())
}

/// Writes down how much of the way is behind a pair.
pub async fn update_phase(
    tx: &mut SqliteConnection,
    id: PairId,
    phase: Phase,
) -> Result<(), Fault> {
    let phase = phase.as_str();
    sqlx::query!("update pairs set phase = ? where id = ?", phase, id.0).execute(tx).await?;
    Ok(())
}
