//! What became of a pair's weeks: written, skipped, closed together with another, or none of it.
//!
//! How a week is asked for stands in `weeks`; what these outcomes mean is decided in `domain`.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{
    Fault, from_ms, from_ms_opt,
    weeks::{AskedState, read_week},
};
use crate::domain::{
    ids::{CheckinId, PairId},
    rhythm::{Lived, Outcome},
    week::Week,
};

/// The weeks of a pair that stand in its record, written, skipped or covered, newest first, `skip` of them left out.
pub async fn list_recorded(
    tx: &mut SqliteConnection,
    pair: PairId,
    (limit, skip): (i64, i64),
) -> Result<Vec<Week>, Fault> {
    let weeks = sqlx::query_scalar!(
        r#"select week as "week!" from checkins where pair_id = ?1
           union select week from asked_weeks where pair_id = ?1 and (state = 'skipped' or covered_by is not null)
           order by week desc limit ?2 offset ?3"#,
        pair.0,
        limit,
        skip
    )
    .fetch_all(tx)
    .await?;
    weeks.iter().map(|week| read_week(week)).collect()
}

/// What became of the newest weeks of a pair that were asked for, oldest first.
pub async fn list_lived(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Lived>, Fault> {
    let rows = sqlx::query!(
        r#"select asked_weeks.week as "week!", due_at as "due_at!", state as "state!", covered_by, submitted_at as "submitted_at?"
           from asked_weeks left join checkins
             on checkins.pair_id = asked_weeks.pair_id and checkins.week = asked_weeks.week
           where asked_weeks.pair_id = ? order by asked_weeks.week desc limit ?"#,
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    let lived = rows.into_iter().rev().map(|row| {
        let is = |state: AskedState| row.state == state.as_str();
        let outcome = match (from_ms_opt(row.submitted_at)?, row.covered_by) {
            (Some(at), _) => Outcome::Written(at),
            (None, Some(_)) => Outcome::Covered,
            (None, None) if is(AskedState::Skipped) => Outcome::Skipped,
            (None, None) if is(AskedState::Asked) => Outcome::Unwritten,
            (None, None) => Outcome::Unasked,
        };
        Ok(Lived { week: read_week(&row.week)?, due_at: from_ms(row.due_at)?, outcome })
    });
    lived.collect()
}

/// Closes a week with the check-in of a later one: nothing more is asked for it.
pub async fn update_covered(
    tx: &mut SqliteConnection,
    (pair, week): (PairId, Week),
    by: CheckinId,
) -> Result<(), Fault> {
    let week = week.to_string();
    sqlx::query!(
        "update asked_weeks set covered_by = ?, next_nudge = null, nudge_at = null where pair_id = ? and week = ?",
        by.0,
        pair.0,
        week
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The weeks that a check-in closes beside its own, oldest first.
pub async fn list_covered(tx: &mut SqliteConnection, by: CheckinId) -> Result<Vec<Week>, Fault> {
    let weeks = sqlx::query_scalar!(
        r#"select week as "week!" from asked_weeks where covered_by = ? order by week limit 60"#,
        by.0
    )
    .fetch_all(tx)
    .await?;
    weeks.iter().map(|week| read_week(week)).collect()
}

/// When a pair's mentee was last asked to write for any week but this one.
pub async fn find_last_asked(
    tx: &mut SqliteConnection,
    (pair, week): (PairId, Week),
) -> Result<Option<Timestamp>, Fault> {
    let week = week.to_string();
    let at = sqlx::query_scalar!(
        r#"select max(asked_at) as "at: i64" from asked_weeks where pair_id = ? and week <> ?"#,
        pair.0,
        week
    )
    .fetch_one(tx)
    .await?;
    from_ms_opt(at)
}
