//! What was written for the agendas of calls, with versions, and whether there was anything on them.
//!
//! What stands on an agenda by itself is in the files of what it is; nothing is copied.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    agenda::{Has, Notes, Written},
    ids::{AgendaId, CallId, PersonId},
    pair::Side,
};

const UNREADABLE: Fault = Fault::Unreadable("agenda");

/// What is written for a call for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewAgenda {
    /// The call.
    pub call: CallId,
    /// On which side of the pair its writer is.
    pub side: Side,
    /// Who writes.
    pub author: PersonId,
}

fn to_json(notes: &Notes) -> Result<String, Fault> {
    serde_json::to_string(notes).map_err(|_| UNREADABLE)
}

/// Writes the first version down, with the modal it was written in.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: NewAgenda,
    (view_id, notes): (&str, &Notes),
    now: Timestamp,
) -> Result<AgendaId, Fault> {
    let (side, at) = (new.side.as_str(), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into agendas (call_id, side, author_id, version, written_at) values (?, ?, ?, 1, ?)
           returning id as "id!: i64""#,
        new.call.0,
        side,
        new.author.0,
        at
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id, 1), (view_id, notes), at).await?;
    Ok(id.into())
}

/// Writes another version down.
pub async fn update_notes(
    tx: &mut SqliteConnection,
    id: AgendaId,
    (view_id, notes): (&str, &Notes),
    now: Timestamp,
) -> Result<(), Fault> {
    let version = sqlx::query_scalar!(
        "update agendas set version = version + 1 where id = ? returning version",
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id.0, version), (view_id, notes), to_ms(now)).await
}

async fn insert_version(
    tx: &mut SqliteConnection,
    (id, version): (i64, i64),
    (view_id, notes): (&str, &Notes),
    at: i64,
) -> Result<(), Fault> {
    let notes = to_json(notes)?;
    sqlx::query!(
        "insert into agenda_versions (agenda_id, version, saved_at, view_id, notes) values (?, ?, ?, ?, ?)",
        id,
        version,
        at,
        view_id,
        notes
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What the version says that was written in this modal.
pub async fn update_version(
    tx: &mut SqliteConnection,
    view_id: &str,
    notes: &Notes,
) -> Result<(), Fault> {
    let notes = to_json(notes)?;
    sqlx::query!("update agenda_versions set notes = ? where view_id = ?", notes, view_id)
        .execute(tx)
        .await?;
    Ok(())
}

/// What this modal has saved a version of.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<AgendaId>, Fault> {
    let id = sqlx::query_scalar!(
        r#"select agenda_id as "id!" from agenda_versions where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(AgendaId))
}

/// What the two wrote for a call, as it stands; the mentee's first.
pub async fn list(tx: &mut SqliteConnection, call: CallId) -> Result<Vec<Written>, Fault> {
    let rows = sqlx::query!(
        r#"select agendas.id as "id!: i64", side, author_id, agendas.version as "version: u32", written_at, notes
           from agendas join agenda_versions on agenda_id = agendas.id and agenda_versions.version = agendas.version
           where call_id = ? order by side"#,
        call.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Written {
                id: row.id.into(),
                call,
                side: Side::read(&row.side).ok_or(UNREADABLE)?,
                author: row.author_id.into(),
                version: row.version,
                written_at: from_ms(row.written_at)?,
                notes: serde_json::from_str(&row.notes).map_err(|_| UNREADABLE)?,
            })
        })
        .collect()
}

/// The call that this was written for.
pub async fn find_call(tx: &mut SqliteConnection, id: AgendaId) -> Result<Option<CallId>, Fault> {
    let call = sqlx::query_scalar!("select call_id from agendas where id = ?", id.0);
    Ok(call.fetch_optional(tx).await?.map(CallId))
}

/// Writes down whether the two put anything on the agenda of a call.
pub async fn update_has(
    tx: &mut SqliteConnection,
    (call, has): (CallId, Has),
    now: Timestamp,
) -> Result<(), Fault> {
    let (has, now) = (has.as_str(), to_ms(now));
    sqlx::query!(
        "insert into call_agendas (call_id, has, reckoned_at) values (?, ?, ?)
         on conflict (call_id) do update set has = excluded.has, reckoned_at = excluded.reckoned_at",
        call.0,
        has,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}
