//! What was changed about calls that both had agreed to: moved or called off, by whom, how late, and why.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{call::Notice, ids::CallId, pair::Side, text::UserText};

const UNREADABLE: Fault = Fault::Unreadable("call change");

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another time.
    Moved,
    /// No call.
    CalledOff,
}

impl Change {
    fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::CalledOff => "called_off",
        }
    }
}

/// A change that one of the two asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The sequence of the call before it.
    pub sequence: u32,
    /// What was to change.
    pub change: Change,
    /// Who asked.
    pub by: Side,
    /// When.
    pub at: Timestamp,
    /// When the call would have begun.
    pub starts: Timestamp,
    /// How long before it.
    pub notice: Notice,
    /// Why; asked for when it was late.
    pub reason: Option<UserText>,
}

/// Writes down that a change was asked for.
pub async fn insert(tx: &mut SqliteConnection, call: CallId, asked: &Asked) -> Result<(), Fault> {
    let (change, by) = (asked.change.as_str(), asked.by.as_str());
    let (at, starts) = (to_ms(asked.at), to_ms(asked.starts));
    let is_late = asked.notice == Notice::Late;
    let reason = asked.reason.as_ref().map(UserText::expose);
    sqlx::query!(
        "insert into call_changes (call_id, sequence, change, changed_by, asked_at, starts_at, is_late_notice, reason)
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        call.0,
        asked.sequence,
        change,
        by,
        at,
        starts,
        is_late,
        reason
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Marks the newest change that was asked for under this sequence as settled: it took effect.
pub async fn update_settled(
    tx: &mut SqliteConnection,
    (call, sequence): (CallId, u32),
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update call_changes set settled_at = ?3
         where call_id = ?1 and sequence = ?2 and asked_at = (
             select max(asked_at) from call_changes where call_id = ?1 and sequence = ?2
         )",
        call.0,
        sequence,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The newest change that was asked for of a call, whether it took effect or not.
pub async fn find_newest(tx: &mut SqliteConnection, call: CallId) -> Result<Option<Asked>, Fault> {
    let row = sqlx::query!(
        r#"select sequence as "sequence: u32", change, changed_by, asked_at, starts_at,
                  is_late_notice as "is_late: bool", reason
           from call_changes where call_id = ? order by asked_at desc limit 1"#,
        call.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut changes = [Change::Moved, Change::CalledOff].into_iter();
    Ok(Some(Asked {
        sequence: row.sequence,
        change: changes.find(|it| it.as_str() == row.change).ok_or(UNREADABLE)?,
        by: Side::read(&row.changed_by).ok_or(UNREADABLE)?,
        at: from_ms(row.asked_at)?,
        starts: from_ms(row.starts_at)?,
        notice: if row.is_late { Notice::Late } else { Notice::Free },
        reason: row.reason.map(UserText::from_stored),
    }))
}
