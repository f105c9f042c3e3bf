//! What programmes ask, in versions. A version is written once and never changed.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};
use crate::domain::{
    ids::{PersonId, ProgrammeId},
    template::{Content, Template, Version},
};

/// A version to be written down.
#[derive(Debug, Clone, Copy)]
pub struct NewTemplate<'a> {
    /// Whose it is.
    pub programme: ProgrammeId,
    /// Its number.
    pub version: Version,
    /// What it asks.
    pub content: &'a Content,
    /// Who made it.
    pub made_by: PersonId,
}

/// Writes a version down.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: &NewTemplate<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let content = serde_json::to_string(new.content).map_err(|_| Fault::Unreadable("template"))?;
    let at = to_ms(now);
    sqlx::query!(
        "insert into templates (programme_id, version, content, made_at, made_by) values (?, ?, ?, ?, ?)",
        new.programme.0,
        new.version.0,
        content,
        at,
        new.made_by.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// One version of a programme's template.
pub async fn find(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    version: Version,
) -> Result<Option<Template>, Fault> {
    let content = sqlx::query_scalar!(
        "select content from templates where programme_id = ? and version = ?",
        programme.0,
        version.0
    )
    .fetch_optional(tx)
    .await?;
    content.map(|content| template(i64::from(version.0), &content)).transpose()
}

/// What a programme asks now.
pub async fn find_newest(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
) -> Result<Option<Template>, Fault> {
    let row = sqlx::query!(
        "select version, content from templates where programme_id = ? order by version desc limit 1",
        programme.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| template(row.version, &row.content)).transpose()
}

/// A template from its columns, wherever they were joined.
pub(super) fn template(version: i64, content: &str) -> Result<Template, Fault> {
    let unreadable = || Fault::Unreadable("template");
    let version = Version(u32::try_from(version).map_err(|_| unreadable())?);
    let content = serde_json::from_str(content).map_err(|_| unreadable())?;
    Ok(Template { version, content })
}
