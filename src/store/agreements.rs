//! What pairs agree on, in versions, with who signed each.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    agreement::{Agreement, Signed, Stands, Version},
    ids::PairId,
    pair::Side,
};

const UNREADABLE: Fault = Fault::Unreadable("agreement");

struct Row {
    version: u32,
    proposed_by: String,
    proposed_at: i64,
    content: String,
    mentor_signed_at: Option<i64>,
    mentee_signed_at: Option<i64>,
    stood: Option<String>,
}

impl TryFrom<Row> for Version {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let stood = |stood: &String| serde_json::from_str::<Stands>(stood);
        Ok(Self {
            number: row.version,
            by: Side::read(&row.proposed_by).ok_or(UNREADABLE)?,
            at: from_ms(row.proposed_at)?,
            content: serde_json::from_str(&row.content).map_err(|_| UNREADABLE)?,
            signed: Signed {
                mentor: from_ms_opt(row.mentor_signed_at)?,
                mentee: from_ms_opt(row.mentee_signed_at)?,
            },
            before: row.stood.as_ref().map(stood).transpose().map_err(|_| UNREADABLE)?,
        })
    }
}

/// Where a pair's agreement is: the version in force, and a newer one that not both signed.
pub async fn find(tx: &mut SqliteConnection, pair: PairId) -> Result<Agreement, Fault> {
    let rows = sqlx::query_as!(
        Row,
        r#"select version as "version: u32", proposed_by, proposed_at, content, mentor_signed_at, mentee_signed_at, stood
           from agreements
           where pair_id = ?1 and version in (
               select max(version) from agreements where pair_id = ?1
               union all
               select max(version) from agreements
               where pair_id = ?1 and mentor_signed_at is not null and mentee_signed_at is not null
           )"#,
        pair.0
    )
    .fetch_all(tx)
    .await?;
    let versions: Result<Vec<Version>, Fault> = rows.into_iter().map(Version::try_from).collect();
    Ok(Agreement::of(versions?))
}

/// One version.
pub async fn find_version(
    tx: &mut SqliteConnection,
    pair: PairId,
    version: u32,
) -> Result<Option<Version>, Fault> {
    let row = sqlx::query_as!(
        Row,
        r#"select version as "version: u32", proposed_by, proposed_at, content, mentor_signed_at, mentee_signed_at, stood
           from agreements where pair_id = ? and version = ?"#,
        pair.0,
        version
    )
    .fetch_optional(tx)
    .await?;
    row.map(Version::try_from).transpose()
}

/// A pair's versions, the newest first, at most `limit`.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Version>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        r#"select version as "version: u32", proposed_by, proposed_at, content, mentor_signed_at, mentee_signed_at, stood
           from agreements where pair_id = ? order by version desc limit ?"#,
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Version::try_from).collect()
}

/// The version that was written in this modal.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    pair: PairId,
    view_id: &str,
) -> Result<Option<u32>, Fault> {
    let version = sqlx::query_scalar!(
        r#"select version as "version: u32" from agreements where pair_id = ? and view_id = ?"#,
        pair.0,
        view_id
    );
    Ok(version.fetch_optional(tx).await?)
}

/// Keeps a version that was proposed, with the modal it was written in.
pub async fn insert(
    tx: &mut SqliteConnection,
    pair: PairId,
    (version, view_id): (&Version, &str),
) -> Result<(), Fault> {
    let content = serde_json::to_string(&version.content).map_err(|_| UNREADABLE)?;
    let (by, at) = (version.by.as_str(), to_ms(version.at));
    let (mentor, mentee) = (version.signed.mentor.map(to_ms), version.signed.mentee.map(to_ms));
    sqlx::query!(
        "insert into agreements (pair_id, version, proposed_by, proposed_at, view_id, content, mentor_signed_at,
             mentee_signed_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)",
        pair.0,
        version.number,
        by,
        at,
        view_id,
        content,
        mentor,
        mentee
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps who signed a version, as it was shown to them, and how things stood if it is in force now.
pub async fn update_signed(
    tx: &mut SqliteConnection,
    pair: PairId,
    version: &Version,
) -> Result<(), Fault> {
    let content = serde_json::to_string(&version.content).map_err(|_| UNREADABLE)?;
    let stood = version.before.as_ref().map(serde_json::to_string);
    let stood = stood.transpose().map_err(|_| UNREADABLE)?;
    let at = |at: Option<Timestamp>| at.map(to_ms);
    let (mentor, mentee) = (at(version.signed.mentor), at(version.signed.mentee));
    sqlx::query!(
        "update agreements set content = ?, mentor_signed_at = ?, mentee_signed_at = ?, stood = ?
         where pair_id = ? and version = ?",
        content,
        mentor,
        mentee,
        stood,
        pair.0,
        version.number
    )
    .execute(tx)
    .await?;
    Ok(())
}
