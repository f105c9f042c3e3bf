//! Programmes: the rhythm and defaults pairs share.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms_opt, to_ms};
use crate::domain::{
    ids::ProgrammeId,
    programme::Programme,
    zone::{Zone, Zones},
};

/// The programme new pairs join. One instance starts with one.
pub async fn find_first(
    tx: &mut SqliteConnection,
    zones: &Zones,
) -> Result<Option<Programme>, Fault> {
    let id = sqlx::query_scalar!("select id from programmes order by id limit 1")
        .fetch_optional(&mut *tx)
        .await?;
    match id {
        Some(id) => find(tx, zones, id.into()).await,
        None => Ok(None),
    }
}

/// The programme with this id.
pub async fn find(
    tx: &mut SqliteConnection,
    zones: &Zones,
    id: ProgrammeId,
) -> Result<Option<Programme>, Fault> {
    let row = sqlx::query!(
        "select name, zone, checkin_rule, checkin_every_weeks, reply_owed_hours, mentor_capacity
         from programmes where id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Programme {
        id,
        name: row.name,
        zone: row.zone.and_then(|name| zones.find(&name)),
        checkin_rule: row.checkin_rule,
        checkin_every_weeks: u8::try_from(row.checkin_every_weeks)
            .map_err(|_| Fault::Unreadable("cadence"))?,
        reply_owed_hours: u16::try_from(row.reply_owed_hours)
            .map_err(|_| Fault::Unreadable("promise"))?,
        mentor_capacity: row.mentor_capacity,
    }))
}

/// What a new programme begins with, beside the first template.
#[derive(Debug, Clone, PartialEq)]
pub struct NewProgramme {
    /// What it is called.
    pub name: String,
    /// Where it is at home; `None` until its first pair.
    pub zone: Option<Zone>,
    /// When check-ins are due, as a cron expression.
    pub checkin_rule: String,
    /// Every how many weeks.
    pub checkin_every_weeks: u8,
    /// Within how many hours a reply is promised.
    pub reply_owed_hours: u16,
    /// How many mentees a mentor takes.
    pub mentor_capacity: i64,
}

/// Writes down a new programme, with the template every programme of this instance begins with.
///
/// # Errors
///
/// If that first template is missing: a programme that asks nothing would break every form.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: &NewProgramme,
    now: Timestamp,
) -> Result<ProgrammeId, Fault> {
    let (zone, now) = (new.zone.as_ref().map(Zone::name), to_ms(now));
    let id = sqlx::query_scalar!(
        "insert into programmes (name, zone, checkin_rule, checkin_every_weeks, reply_owed_hours, mentor_capacity, created_at)
         values (?, ?, ?, ?, ?, ?, ?) returning id",
        new.name,
        zone,
        new.checkin_rule,
        new.checkin_every_weeks,
        new.reply_owed_hours,
        new.mentor_capacity,
        now
    )
    .fetch_one(&mut *tx)
    .await?;
    let done = sqlx::query!(
        "insert into templates (programme_id, version, content, made_at)
         select ?, version, content, ? from templates where version = 1 order by programme_id limit 1",
        id,
        now
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 1 { Ok(id.into()) } else { Err(Fault::Unreadable("first template")) }
}

/// Writes down what a programme shares from now on.
pub async fn update(tx: &mut SqliteConnection, programme: &Programme) -> Result<(), Fault> {
    let zone = programme.zone.as_ref().map(Zone::name);
    sqlx::query!(
        "update programmes set name = ?, zone = ?, checkin_rule = ?, checkin_every_weeks = ?, reply_owed_hours = ?,
                mentor_capacity = ?
         where id = ?",
        programme.name,
        zone,
        programme.checkin_rule,
        programme.checkin_every_weeks,
        programme.reply_owed_hours,
        programme.mentor_capacity,
        programme.id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down since when check-ins are asked for at another time; it is forgotten when every pair has followed.
pub async fn update_rhythm_since(
    tx: &mut SqliteConnection,
    id: ProgrammeId,
    since: Timestamp,
) -> Result<(), Fault> {
    let since = to_ms(since);
    sqlx::query!("update programmes set rhythm_since = ? where id = ?", since, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Since when check-ins are asked for at another time, while pairs have still to follow.
pub async fn find_rhythm_since(
    tx: &mut SqliteConnection,
    id: ProgrammeId,
) -> Result<Option<Timestamp>, Fault> {
    let since = sqlx::query_scalar!("select rhythm_since from programmes where id = ?", id.0)
        .fetch_optional(tx)
        .await?;
    from_ms_opt(since.flatten())
}

/// Sets the programme's zone if it has none yet.
pub async fn update_zone_if_unset(
    tx: &mut SqliteConnection,
    id: ProgrammeId,
    zone: &Zone,
) -> Result<(), Fault> {
    let name = zone.name();
    sqlx::query!("update programmes set zone = ? where id = ? and zone is null", name, id.0)
        .execute(tx)
        .await?;
    Ok(())
}
