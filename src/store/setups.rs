//! What leads have chosen for a programme and not started.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};
use crate::domain::{ids::PersonId, setup::Plan};

/// Writes down what a lead has chosen so far in the form opened at `opened`, in the place of what stood there.
pub async fn update(
    tx: &mut SqliteConnection,
    (lead, opened): (PersonId, i64),
    plan: &Plan,
    now: Timestamp,
) -> Result<(), Fault> {
    let plan = serde_json::to_string(plan).map_err(|_| Fault::Unreadable("setup"))?;
    let now = to_ms(now);
    sqlx::query!(
        "insert into setups (person_id, opened, plan, changed_at) values (?, ?, ?, ?)
         on conflict (person_id) do update
         set opened = excluded.opened, plan = excluded.plan, changed_at = excluded.changed_at",
        lead.0,
        opened,
        plan,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What a lead has chosen so far in the form opened at `opened`.
pub async fn find(
    tx: &mut SqliteConnection,
    (lead, opened): (PersonId, i64),
) -> Result<Option<Plan>, Fault> {
    let plan = sqlx::query_scalar!(
        "select plan from setups where person_id = ? and opened = ?",
        lead.0,
        opened
    )
    .fetch_optional(tx)
    .await?;
    plan.map(|plan| serde_json::from_str(&plan).map_err(|_| Fault::Unreadable("setup"))).transpose()
}

/// Forgets what a lead has chosen.
pub async fn delete(tx: &mut SqliteConnection, lead: PersonId) -> Result<(), Fault> {
    sqlx::query!("delete from setups where person_id = ?", lead.0).execute(tx).await?;
    Ok(())
}
