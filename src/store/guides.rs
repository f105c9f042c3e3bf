//! The guides that leads wrote, in versions. A programme without one has the guide that all begin with, which is not kept here.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    guide::Guide,
    ids::{PersonId, ProgrammeId},
    template::Version,
};

/// A guide as a lead wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Its version, from 2; the first is what all begin with.
    pub version: Version,
    /// What it says.
    pub content: Guide,
    /// Who wrote this version.
    pub made_by: PersonId,
    /// When.
    pub made_at: Timestamp,
}

/// The newest guide of a programme, if a lead wrote one.
pub async fn find_newest(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
) -> Result<Option<Written>, Fault> {
    let row = sqlx::query!(
        "select version, content, made_by, made_at from guides where programme_id = ?
         order by version desc limit 1",
        programme.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        let unreadable = || Fault::Unreadable("guide");
        Ok(Written {
            version: Version(u32::try_from(row.version).map_err(|_| unreadable())?),
            content: serde_json::from_str(&row.content).map_err(|_| unreadable())?,
            made_by: row.made_by.into(),
            made_at: from_ms(row.made_at)?,
        })
    })
    .transpose()
}

/// Writes a version down.
pub async fn insert(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    (version, content, made_by): (Version, &Guide, PersonId),
    now: Timestamp,
) -> Result<(), Fault> {
    let content = serde_json::to_string(content).map_err(|_| Fault::Unreadable("guide"))?;
    let now = to_ms(now);
    sqlx::query!(
        "insert into guides (programme_id, version, content, made_by, made_at) values (?, ?, ?, ?, ?)",
        programme.0,
        version.0,
        content,
        made_by.0,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}
