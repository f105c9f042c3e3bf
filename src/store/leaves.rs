//! Leave: who is away from when to when, what they said about it, and what is to be said about it next.
//!
//! The days themselves are read with the person, in `people`. A leave that is over stays, because clocks stood still.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{LeaveId, PersonId},
    leave::{Leave, LeaveState, Reason, ReasonReaders, Step},
    text::UserText,
    working_hours::DateRange,
};

struct Row {
    id: i64,
    person_id: i64,
    from_on: String,
    to_on: String,
    told_at: i64,
    reason: Option<String>,
    is_reason_shared: bool,
    taken_back_at: Option<i64>,
    next_step: Option<String>,
    next_at: Option<i64>,
}

impl TryFrom<Row> for Leave {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let (from, to) = (from_day(&row.from_on)?, from_day(&row.to_on)?);
        let readers = match row.is_reason_shared {
            true => ReasonReaders::PartnerToo,
            false => ReasonReaders::OnlyTheWriter,
        };
        let reason = row.reason.map(|text| Reason { text: UserText::from_stored(text), readers });
        let state = match row.taken_back_at {
            Some(_) => LeaveState::TakenBack,
            None => LeaveState::Stands,
        };
        Ok(Self {
            id: row.id.into(),
            person: row.person_id.into(),
            range: DateRange::new(from, to).map_err(|_| Fault::Unreadable("leave"))?,
            told_at: from_ms(row.told_at)?,
            reason,
            state,
            next: row.next_step.as_deref().and_then(Step::read).zip(from_ms_opt(row.next_at)?),
        })
    }
}

/// One statement that reads leaves; `$which` says which, and is checked with the rest.
macro_rules! leaves_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id!: i64", person_id, from_on, to_on, told_at, reason,
                      is_reason_shared as "is_reason_shared: bool", taken_back_at, next_step, next_at
               from leaves where "# + $which,
            $($given),+
        )
    };
}

/// Writes down a leave, first and last local day included.
pub async fn insert(
    tx: &mut SqliteConnection,
    person: PersonId,
    (range, reason): (DateRange, Option<&Reason>),
    now: Timestamp,
) -> Result<LeaveId, Fault> {
    let (from, to, now) = (range.first().to_string(), range.last().to_string(), to_ms(now));
    let text = reason.map(|reason| reason.text.expose());
    let is_shared = reason.is_some_and(|reason| reason.readers == ReasonReaders::PartnerToo);
    let done = sqlx::query!(
        "insert into leaves (person_id, from_on, to_on, told_at, reason, is_reason_shared) values (?, ?, ?, ?, ?, ?)",
        person.0,
        from,
        to,
        now,
        text,
        is_shared
    )
    .execute(tx)
    .await?;
    Ok(done.last_insert_rowid().into())
}

/// The leave with this id, taken back or not.
pub async fn find(tx: &mut SqliteConnection, id: LeaveId) -> Result<Option<Leave>, Fault> {
    leaves_where!("id = ?", id.0).fetch_optional(tx).await?.map(Leave::try_from).transpose()
}

/// Whether somebody is told why another one is away, if that is shared with the other one of their pair: not what was
/// shared with somebody before them and not brought along.
pub async fn is_told(
    tx: &mut SqliteConnection,
    id: LeaveId,
    reader: PersonId,
) -> Result<bool, Fault> {
    let untold = sqlx::query_scalar!(
        r#"select 1 as "one: i64" from leaves_untold where leave_id = ? and person_id = ?"#,
        id.0,
        reader.0
    );
    Ok(untold.fetch_optional(tx).await?.is_none())
}

/// Somebody's leaves that end on this local day or later, the first one first.
pub async fn list_from(
    tx: &mut SqliteConnection,
    person: PersonId,
    day: Date,
) -> Result<Vec<Leave>, Fault> {
    let day = day.to_string();
    let rows = leaves_where!(
        "person_id = ? and to_on >= ? and taken_back_at is null order by from_on limit 200",
        person.0,
        day
    );
    rows.fetch_all(tx).await?.into_iter().map(Leave::try_from).collect()
}

/// Somebody's leaves about which something is still to be said.
pub async fn list_to_tell(
    tx: &mut SqliteConnection,
    person: PersonId,
) -> Result<Vec<Leave>, Fault> {
    let rows = leaves_where!("person_id = ? and next_at is not null limit 200", person.0);
    rows.fetch_all(tx).await?.into_iter().map(Leave::try_from).collect()
}

/// Leaves about which something is to be said at `now`, the longest due first; of one that cannot be read, its id.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Result<Leave, LeaveId>>, Fault> {
    let now = to_ms(now);
    let rows =
        leaves_where!("next_at is not null and next_at <= ? order by next_at limit ?", now, limit);
    let read = |row: Row| {
        let id = row.id.into();
        Leave::try_from(row).map_err(|_| id)
    };
    Ok(rows.fetch_all(tx).await?.into_iter().map(read).collect())
}

/// The earliest instant at which something is to be said about a leave.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(
        r#"select min(next_at) as "at: i64" from leaves where next_at is not null"#
    )
    .fetch_one(tx)
    .await?;
    from_ms_opt(at)
}

/// Sets what is to be said about a leave next.
pub async fn update_next(
    tx: &mut SqliteConnection,
    id: LeaveId,
    next: Option<(Step, Timestamp)>,
) -> Result<(), Fault> {
    let (step, at) = (next.map(|(step, _)| step.as_str()), next.map(|(_, at)| to_ms(at)));
    sqlx::query!("update leaves set next_step = ?, next_at = ? where id = ?", step, at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Puts off what is to be said about a leave next, whatever it is.
pub async fn update_next_at(
    tx: &mut SqliteConnection,
    id: LeaveId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update leaves set next_at = ? where id = ?", at, id.0).execute(tx).await?;
    Ok(())
}

/// Takes a leave back that has not begun: it is no leave any more, and nobody needs its reason.
pub async fn update_taken_back(
    tx: &mut SqliteConnection,
    id: LeaveId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update leaves set taken_back_at = ?, reason = null, next_step = null, next_at = null where id = ?",
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends a leave with this day. What has been of it stays, because clocks stood still then.
pub async fn update_end(tx: &mut SqliteConnection, id: LeaveId, last: Date) -> Result<(), Fault> {
    let last = last.to_string();
    sqlx::query!("update leaves set to_on = ? where id = ?", last, id.0).execute(tx).await?;
    Ok(())
}

/// A leave is over: nothing more is said about it, and its reason is forgotten.
pub async fn update_over(tx: &mut SqliteConnection, id: LeaveId) -> Result<(), Fault> {
    sqlx::query!(
        "update leaves set reason = null, next_step = null, next_at = null where id = ?",
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
