//! Programmes: the rhythm and defaults pairs share.

use sqlx::SqliteConnection;

use super::Fault;
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
