//! The newest tip somebody was meant to get on either side, whether or not it reached them.

use sqlx::SqliteConnection;

use super::{Fault, from_day};
use crate::domain::{ids::PersonId, pair::Side, tip::Meant};

/// The newest tip of somebody on a side.
pub async fn find(
    tx: &mut SqliteConnection,
    (person, side): (PersonId, Side),
) -> Result<Option<Meant>, Fault> {
    let side = side.as_str();
    let row = sqlx::query!(
        "select number, meant_on from tips where person_id = ? and side = ?",
        person.0,
        side
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        let number = u32::try_from(row.number).map_err(|_| Fault::Unreadable("tip"))?;
        Ok(Meant { number, on: from_day(&row.meant_on)? })
    })
    .transpose()
}

/// Notes it.
pub async fn update(
    tx: &mut SqliteConnection,
    (person, side): (PersonId, Side),
    meant: Meant,
) -> Result<(), Fault> {
    let (side, on) = (side.as_str(), meant.on.to_string());
    sqlx::query!(
        "insert into tips (person_id, side, number, meant_on) values (?, ?, ?, ?)
         on conflict (person_id, side) do update set number = excluded.number, meant_on = excluded.meant_on",
        person.0,
        side,
        meant.number,
        on
    )
    .execute(tx)
    .await?;
    Ok(())
}
