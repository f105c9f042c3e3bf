//! The holidays of a programme, and how far its pairs have followed a change of them.
//!
//! The days themselves are read with each person, in `people`.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, to_ms};
use crate::domain::{
    holidays::{Holiday, KnownHoliday},
    ids::{HolidayId, PairId, ProgrammeId},
    working_hours::DateRange,
};

/// Writes down a holiday; one on the same days gets the new name.
pub async fn insert(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    holiday: &Holiday,
    now: Timestamp,
) -> Result<(), Fault> {
    let (from, to) = (holiday.range.first().to_string(), holiday.range.last().to_string());
    let now = to_ms(now);
    sqlx::query!(
        "insert into holidays (programme_id, from_on, to_on, name, added_at) values (?, ?, ?, ?, ?)
         on conflict (programme_id, from_on, to_on) do update set name = excluded.name",
        programme.0,
        from,
        to,
        holiday.name,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The holidays that end on this day or later, the first one first.
pub async fn list_from(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    day: Date,
) -> Result<Vec<KnownHoliday>, Fault> {
    let day = day.to_string();
    let rows = sqlx::query!(
        r#"select id as "id!: i64", from_on, to_on, name from holidays
           where programme_id = ? and to_on >= ? order by from_on, to_on limit 400"#,
        programme.0,
        day
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let (from, to) = (from_day(&row.from_on)?, from_day(&row.to_on)?);
            let range = DateRange::new(from, to).map_err(|_| Fault::Unreadable("holiday"))?;
            Ok(KnownHoliday { id: row.id.into(), holiday: Holiday { range, name: row.name } })
        })
        .collect()
}

/// Takes a holiday off a programme's list. False when it is not on it.
pub async fn delete(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    id: HolidayId,
) -> Result<bool, Fault> {
    let done =
        sqlx::query!("delete from holidays where programme_id = ? and id = ?", programme.0, id.0)
            .execute(tx)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// How far the pairs of a programme have come in following a change: the last pair that has, or `None` when all have.
pub async fn update_followed(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    pair: Option<PairId>,
) -> Result<(), Fault> {
    let pair = pair.map(|pair| pair.0);
    sqlx::query!(
        "update programmes
         set followed_pair = ?1, rhythm_since = case when ?1 is null then null else rhythm_since end
         where id = ?2",
        pair,
        programme.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A programme whose pairs have still to follow a change, and the last pair that has.
pub async fn find_following(
    tx: &mut SqliteConnection,
) -> Result<Option<(ProgrammeId, PairId)>, Fault> {
    let row = sqlx::query!(
        r#"select id as "id!: i64", followed_pair as "pair!: i64" from programmes
           where followed_pair is not null order by id limit 1"#
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| (row.id.into(), row.pair.into())))
}
