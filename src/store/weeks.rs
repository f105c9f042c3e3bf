//! The weeks of a pair: when the next check-in is due, which weeks were asked for, and which nudge comes next.
//!
//! Due instants are stored in UTC and indexed, so a tick reads what is due and nothing else.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_clamped, from_ms_opt, to_ms};
use crate::domain::{
    ids::{CheckinId, PairId, PersonId},
    nudge::Nudge,
    week::Week,
};

/// A week of a pair with its due instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// The pair.
    pub pair: PairId,
    /// The week.
    pub week: Week,
    /// When its check-in is due.
    pub due_at: Timestamp,
}

/// A week that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedWeek {
    /// The pair.
    pub pair: PairId,
    /// The week.
    pub week: Week,
    /// When its check-in was due.
    pub due_at: Timestamp,
    /// What came of asking.
    pub state: AskedState,
    /// When the latest prompt was delivered.
    pub asked_at: Option<Timestamp>,
    /// How often the mentee asked to be asked later.
    pub times_snoozed: u32,
    /// What comes next if nothing is written.
    pub nudge: Option<(Nudge, Timestamp)>,
}

/// What came of asking for a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedState {
    /// The prompt is on its way.
    Asking,
    /// The prompt was delivered.
    Asked,
    /// The check-in was written.
    Written,
    /// The mentee skipped it, which is not missing it.
    Skipped,
    /// The prompt could not be delivered in time.
    NotAsked,
    /// This check-in, of a later week, closed it too.
    Covered(CheckinId),
}

impl AskedState {
    const STORED: [Self; 5] =
        [Self::Asking, Self::Asked, Self::Written, Self::Skipped, Self::NotAsked];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            // Who covers a week stands beside what came of asking for it.
            Self::Asked | Self::Covered(_) => "asked",
            Self::Written => "written",
            Self::Skipped => "skipped",
            Self::NotAsked => "not_asked",
        }
    }

    /// Whether a check-in for the week is still to be written.
    pub fn is_open(self) -> bool {
        match self {
            Self::Asking | Self::Asked | Self::NotAsked => true,
            Self::Written | Self::Skipped | Self::Covered(_) => false,
        }
    }
}

struct Row {
    week: String,
    due_at: i64,
    state: String,
    asked_at: Option<i64>,
    times_snoozed: i64,
    next_nudge: Option<String>,
    nudge_at: Option<i64>,
    covered_by: Option<i64>,
}

impl Row {
    fn read(self, pair: PairId) -> Result<AskedWeek, Fault> {
        let stored = || AskedState::STORED.into_iter().find(|state| state.as_str() == self.state);
        let covered = self.covered_by.map(|by| AskedState::Covered(by.into()));
        let state = covered.or_else(stored);
        let nudge = self.next_nudge.as_deref().and_then(Nudge::read);
        Ok(AskedWeek {
            pair,
            week: read_week(&self.week)?,
            due_at: from_ms(self.due_at)?,
            state: state.ok_or(Fault::Unreadable("week"))?,
            asked_at: from_ms_opt(self.asked_at)?,
            times_snoozed: u32::try_from(self.times_snoozed)
                .map_err(|_| Fault::Unreadable("week"))?,
            nudge: nudge.zip(from_ms_opt(self.nudge_at)?),
        })
    }
}

pub(super) fn read_week(text: &str) -> Result<Week, Fault> {
    text.parse().map_err(|_| Fault::Unreadable("week"))
}

/// Sets the next due check-in of a pair.
pub async fn update_next(tx: &mut SqliteConnection, next: Scheduled) -> Result<(), Fault> {
    let (week, at) = (next.week.to_string(), to_ms(next.due_at));
    sqlx::query!(
        "insert into schedules (pair_id, kind, week, due_at) values (?, 'checkin', ?, ?)
         on conflict (pair_id, kind) do update set week = excluded.week, due_at = excluded.due_at",
        next.pair.0,
        week,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Moves a pair's next due instant, whatever else its row says.
pub async fn update_next_at(
    tx: &mut SqliteConnection,
    pair: PairId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "update schedules set due_at = ? where pair_id = ? and kind = 'checkin'",
        at,
        pair.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The next due check-in of a pair.
pub async fn find_next(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Option<Scheduled>, Fault> {
    let row = sqlx::query!(
        "select week, due_at from schedules where pair_id = ? and kind = 'checkin'",
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok(Scheduled { pair, week: read_week(&row.week)?, due_at: from_ms(row.due_at)? }))
        .transpose()
}

/// The next due check-in of a pair, and whether anything is known of that week already: it was written before its time.
pub async fn find_coming(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Option<(Scheduled, bool)>, Fault> {
    let row = sqlx::query!(
        r#"select week, due_at,
                  exists (select 1 from asked_weeks where asked_weeks.pair_id = schedules.pair_id
                            and asked_weeks.week = schedules.week) as "is_known!: bool"
           from schedules where pair_id = ? and kind = 'checkin'"#,
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let next = Scheduled { pair, week: read_week(&row.week)?, due_at: from_ms(row.due_at)? };
    Ok(Some((next, row.is_known)))
}

/// Pairs whose next check-in is due at `now`, the longest due first. A row that cannot be read is its pair alone.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Result<Scheduled, PairId>>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query!(
        r#"select pair_id as "pair_id!", week as "week!", due_at as "due_at!" from schedules where kind = 'checkin' and due_at <= ? order by due_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    let read = |pair: PairId, week: &str, due_at| {
        let (Ok(week), Ok(due_at)) = (read_week(week), from_ms(due_at)) else { return Err(pair) };
        Ok(Scheduled { pair, week, due_at })
    };
    Ok(rows.into_iter().map(|row| read(row.pair_id.into(), &row.week, row.due_at)).collect())
}

/// The earliest instant at which a planner has something to do: a due check-in or a nudge.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let due = sqlx::query_scalar!(r#"select min(due_at) as "at: i64" from schedules"#)
        .fetch_one(&mut *tx)
        .await?;
    let nudge = sqlx::query_scalar!(
        r#"select min(nudge_at) as "at: i64" from asked_weeks where nudge_at is not null"#
    )
    .fetch_one(tx)
    .await?;
    Ok([due, nudge].into_iter().flatten().min().map(from_ms_clamped))
}

/// Writes down that a week is being asked for. False when it was already.
pub async fn insert(
    tx: &mut SqliteConnection,
    scheduled: Scheduled,
    state: AskedState,
) -> Result<bool, Fault> {
    let (week, due_at, state) =
        (scheduled.week.to_string(), to_ms(scheduled.due_at), state.as_str());
    let done = sqlx::query!(
        "insert into asked_weeks (pair_id, week, due_at, state) values (?, ?, ?, ?)
         on conflict (pair_id, week) do nothing",
        scheduled.pair.0,
        week,
        due_at,
        state
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes down that the check-in for a week was written, whether or not it was asked for: nothing more is asked.
pub async fn update_written(tx: &mut SqliteConnection, written: Scheduled) -> Result<(), Fault> {
    let (week, due_at) = (written.week.to_string(), to_ms(written.due_at));
    sqlx::query!(
        "insert into asked_weeks (pair_id, week, due_at, state) values (?, ?, ?, 'written')
         on conflict (pair_id, week) do update set state = 'written', next_nudge = null, nudge_at = null, covered_by = null",
        written.pair.0,
        week,
        due_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What is known of a week.
pub async fn find(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
) -> Result<Option<AskedWeek>, Fault> {
    let text = week.to_string();
    let row = sqlx::query_as!(
        Row,
        "select week, due_at, state, asked_at, times_snoozed, next_nudge, nudge_at, covered_by
         from asked_weeks where pair_id = ? and week = ?",
        pair.0,
        text
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| row.read(pair)).transpose()
}

/// The weeks of a pair that were asked for, newest first.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<AskedWeek>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select week, due_at, state, asked_at, times_snoozed, next_nudge, nudge_at, covered_by
         from asked_weeks where pair_id = ? order by week desc limit ?",
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.read(pair)).collect()
}

/// The weeks of a pair that were asked for and were due at `since` or later, oldest first.
pub async fn list_due_since(
    tx: &mut SqliteConnection,
    pair: PairId,
    since: Timestamp,
) -> Result<Vec<AskedWeek>, Fault> {
    let since = to_ms(since);
    let rows = sqlx::query_as!(
        Row,
        "select week, due_at, state, asked_at, times_snoozed, next_nudge, nudge_at, covered_by
         from asked_weeks where pair_id = ? and due_at >= ? order by week limit 60",
        pair.0,
        since
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.read(pair)).collect()
}

/// Writes down what came of asking for a week, and what comes next.
pub async fn update(tx: &mut SqliteConnection, asked: &AskedWeek) -> Result<(), Fault> {
    let (week, state) = (asked.week.to_string(), asked.state.as_str());
    let asked_at = asked.asked_at.map(to_ms);
    let (nudge, nudge_at) =
        (asked.nudge.map(|(nudge, _)| nudge.as_str()), asked.nudge.map(|(_, at)| to_ms(at)));
    sqlx::query!(
        "update asked_weeks set state = ?, asked_at = ?, times_snoozed = ?, next_nudge = ?, nudge_at = ?
         where pair_id = ? and week = ?",
        state,
        asked_at,
        asked.times_snoozed,
        nudge,
        nudge_at,
        asked.pair.0,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps the reason a mentee gave for skipping a week.
pub async fn update_skip_reason(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
    reason: Option<&str>,
) -> Result<(), Fault> {
    let week = week.to_string();
    sqlx::query!(
        "update asked_weeks set skip_reason = ? where pair_id = ? and week = ?",
        reason,
        pair.0,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The reason a mentee gave for skipping a week.
pub async fn find_skip_reason(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
) -> Result<Option<String>, Fault> {
    let week = week.to_string();
    let reason = sqlx::query_scalar!(
        "select skip_reason from asked_weeks where pair_id = ? and week = ?",
        pair.0,
        week
    )
    .fetch_optional(tx)
    .await?;
    Ok(reason.flatten())
}

/// The pair and the words of a week, whether or not they can be read.
pub type WeekKey = (PairId, String);

/// Puts a week's next nudge off, whatever else its row says.
pub async fn update_nudge_at(
    tx: &mut SqliteConnection,
    (pair, week): &WeekKey,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "update asked_weeks set nudge_at = ? where pair_id = ? and week = ? and nudge_at is not null",
        at,
        pair.0,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Weeks whose next nudge is due at `now`, the longest due first. One that cannot be read is as it stands.
pub async fn list_nudges(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Result<(PairId, Week), WeekKey>>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query!(
        r#"select pair_id as "pair_id!", week as "week!" from asked_weeks where nudge_at is not null and nudge_at <= ? order by nudge_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    let read = |pair: PairId, week: String| match read_week(&week) {
        Ok(week) => Ok((pair, week)),
        Err(_) => Err((pair, week)),
    };
    Ok(rows.into_iter().map(|row| read(row.pair_id.into(), row.week)).collect())
}

/// Pairs with a nudge still to come in which `person` is the mentee, so that their nudges can follow a moved zone.
pub async fn list_nudged_of(
    tx: &mut SqliteConnection,
    person: PersonId,
) -> Result<Vec<(PairId, Week)>, Fault> {
    let rows = sqlx::query!(
        "select asked_weeks.pair_id, week from asked_weeks join pairs on pairs.id = asked_weeks.pair_id
         where pairs.mentee_id = ? and nudge_at is not null order by week limit 50",
        person.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok((row.pair_id.into(), read_week(&row.week)?))).collect()
}

/// Calls off the reminders of a pair's weeks before `week`: the new prompt takes their place. A repeat the mentee asked
/// for stands.
pub async fn delete_reminders_before(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
) -> Result<(), Fault> {
    let week = week.to_string();
    sqlx::query!(
        "update asked_weeks set next_nudge = null, nudge_at = null
         where pair_id = ? and week < ? and next_nudge <> 'again'",
        pair.0,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Stops asking a pair.
pub async fn delete_next(tx: &mut SqliteConnection, pair: PairId) -> Result<(), Fault> {
    sqlx::query!("delete from schedules where pair_id = ?", pair.0).execute(tx).await?;
    Ok(())
}

/// Nobody is reminded of any week of a pair any more.
pub async fn delete_nudges(tx: &mut SqliteConnection, pair: PairId) -> Result<(), Fault> {
    sqlx::query!(
        "update asked_weeks set next_nudge = null, nudge_at = null where pair_id = ? and nudge_at is not null",
        pair.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
