//! The attention budget's memory: what was said to whom unasked, and what each person allows.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, to_ms};
use crate::domain::{
    attention::{Allowed, Kind, Said, Span, WeeklyCap},
    ids::{OutboxId, PersonId},
    outgoing::Outgoing,
};

/// Records that something unasked is being said to somebody. Said again after a failure, it counts when it is said again.
pub async fn update_said(
    tx: &mut SqliteConnection,
    id: OutboxId,
    (person, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "insert into unasked (outbox_id, person_id, said_at) values (?, ?, ?)
         on conflict (outbox_id) do update set said_at = excluded.said_at",
        id.0,
        person.0,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// When something unasked was claimed to be said the last time, if it ever was.
pub async fn find_said_at(
    tx: &mut SqliteConnection,
    message: &Outgoing,
) -> Result<Option<Timestamp>, Fault> {
    let key = message.key();
    let at = sqlx::query_scalar!(
        "select said_at from unasked where outbox_id = (select id from outbox where key = ?)",
        key
    )
    .fetch_optional(tx)
    .await?;
    at.map(from_ms).transpose()
}

/// How many unasked messages somebody was sent, or may have been, in a day and in the week around it; `but` is not
/// counted. What was tried and will not come is not counted either.
pub async fn count_said(
    tx: &mut SqliteConnection,
    (person, but): (PersonId, OutboxId),
    (day, week): (Span, Span),
) -> Result<Said, Fault> {
    let (day, week) = ((to_ms(day.0), to_ms(day.1)), (to_ms(week.0), to_ms(week.1)));
    let row = sqlx::query!(
        r#"select count(*) as "this_week!: u32",
                  count(case when said_at >= ?1 and said_at < ?2 then 1 end) as "today!: u32"
           from unasked join outbox on outbox.id = unasked.outbox_id
           where unasked.person_id = ?3 and said_at >= ?4 and said_at < ?5 and unasked.outbox_id <> ?6
             and (state in ('sending', 'unknown', 'sent') or reason = 'uncertain')"#,
        day.0,
        day.1,
        person.0,
        week.0,
        week.1,
        but.0
    )
    .fetch_one(tx)
    .await?;
    Ok(Said { today: row.today, this_week: row.this_week })
}

/// What somebody allows; everything, unless they said otherwise. A kind this version does not know is left out.
pub async fn find(tx: &mut SqliteConnection, person: PersonId) -> Result<Allowed, Fault> {
    let row = sqlx::query!(
        r#"select weekly_cap as "weekly_cap: u8", muted_on, takes_urgent as "takes_urgent: bool" from attention where person_id = ?"#,
        person.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let off: BTreeSet<Kind> =
        sqlx::query_scalar!("select kind from kinds_off where person_id = ?", person.0)
            .fetch_all(tx)
            .await?
            .iter()
            .filter_map(|word| Kind::read(word))
            .collect();
    let Some(row) = row else { return Ok(Allowed { off, ..Allowed::default() }) };
    let weekly = WeeklyCap::new(row.weekly_cap).ok_or(Fault::Unreadable("weekly cap"))?;
    let muted_on = row.muted_on.as_deref().map(from_day).transpose()?;
    Ok(Allowed { weekly, off, muted_on, urgent: row.takes_urgent })
}

/// Writes down how many a week somebody takes, and whether urgent questions may come at any hour.
pub async fn update_settings(
    tx: &mut SqliteConnection,
    person: PersonId,
    (weekly, urgent): (WeeklyCap, bool),
) -> Result<(), Fault> {
    let cap = weekly.count();
    sqlx::query!(
        "insert into attention (person_id, weekly_cap, takes_urgent) values (?, ?, ?)
         on conflict (person_id) do update
         set weekly_cap = excluded.weekly_cap, takes_urgent = excluded.takes_urgent",
        person.0,
        cap,
        urgent
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down the last day of a mute; `None` ends it.
pub async fn update_muted(
    tx: &mut SqliteConnection,
    person: PersonId,
    muted_on: Option<Date>,
) -> Result<(), Fault> {
    let (muted_on, cap) = (muted_on.map(|date| date.to_string()), WeeklyCap::MOST.count());
    sqlx::query!(
        "insert into attention (person_id, weekly_cap, muted_on) values (?, ?, ?)
         on conflict (person_id) do update set muted_on = excluded.muted_on",
        person.0,
        cap,
        muted_on
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Somebody does not want this kind any more.
pub async fn insert_off(
    tx: &mut SqliteConnection,
    person: PersonId,
    kind: Kind,
) -> Result<(), Fault> {
    let kind = kind.as_str();
    sqlx::query!(
        "insert into kinds_off (person_id, kind) values (?, ?) on conflict do nothing",
        person.0,
        kind
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Somebody wants this kind again.
pub async fn delete_off(
    tx: &mut SqliteConnection,
    person: PersonId,
    kind: Kind,
) -> Result<(), Fault> {
    let kind = kind.as_str();
    sqlx::query!("delete from kinds_off where person_id = ? and kind = ?", person.0, kind)
        .execute(tx)
        .await?;
    Ok(())
}
