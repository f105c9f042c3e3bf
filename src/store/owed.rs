//! When mentors are asked about the replies they owe, and the cards that ask them.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms_clamped, from_ms_opt, to_ms};
use crate::domain::{
    answerable::Answerable,
    ids::PersonId,
    owed::{Back, Debt},
};

/// At most so many debts are looked at; whoever owes more is asked about the oldest.
const MOST_DEBTS: i64 = 200;

/// A card: a mentor, and the day on their calendar it is about.
pub type CardKey = (PersonId, Date);

/// Sets when a mentor is next asked; `None` when there is nothing to ask about.
pub async fn update_next(
    tx: &mut SqliteConnection,
    mentor: PersonId,
    at: Option<Timestamp>,
) -> Result<(), Fault> {
    let Some(at) = at.map(to_ms) else {
        sqlx::query!("delete from owed_nudges where mentor_id = ?", mentor.0).execute(tx).await?;
        return Ok(());
    };
    sqlx::query!(
        "insert into owed_nudges (mentor_id, due_at) values (?, ?)
         on conflict (mentor_id) do update set due_at = excluded.due_at",
        mentor.0,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// When a mentor is asked, and was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// The next instant.
    pub next: Option<Timestamp>,
    /// The day of the newest card, on the mentor's calendar.
    pub last: Option<Date>,
}

/// When a mentor is next asked, and was last.
pub async fn find(tx: &mut SqliteConnection, mentor: PersonId) -> Result<Asking, Fault> {
    let row = sqlx::query!(
        r#"select (select due_at from owed_nudges where mentor_id = ?1) as "next: i64",
                  (select max(card_on) from owed_cards where mentor_id = ?1) as "last: String""#,
        mentor.0
    )
    .fetch_one(tx)
    .await?;
    let last = row.last.as_deref().map(from_day).transpose()?;
    Ok(Asking { next: row.next.map(from_ms_clamped), last })
}

/// The debts of a mentor over all their active pairs.
pub async fn list_debts(tx: &mut SqliteConnection, mentor: PersonId) -> Result<Vec<Debt>, Fault> {
    let checkins = sqlx::query!(
        "select reply_owed_by, more_on from pairs join checkins on pair_id = pairs.id
         where mentor_id = ? and state = 'active' and replied_at is null
         order by checkins.id limit ?",
        mentor.0,
        MOST_DEBTS
    )
    .fetch_all(&mut *tx)
    .await?;
    let questions = sqlx::query!(
        "select owed_at, back_at from pairs join questions on pair_id = pairs.id
         join question_rounds on question_id = questions.id and question_rounds.round = questions.round
         where mentor_id = ? and state = 'active' and questions.closed_at is null and answered_at is null
           and held_until is null
         order by questions.id limit ?",
        mentor.0,
        MOST_DEBTS
    )
    .fetch_all(tx)
    .await?;
    let checkins = checkins.into_iter().map(|row| {
        let more_on = row.more_on.as_deref().map(from_day).transpose()?;
        Ok(Debt { owed_by: from_ms_opt(row.reply_owed_by)?, back: more_on.map(Back::On) })
    });
    let questions = questions.into_iter().map(|row| {
        let back = from_ms_opt(row.back_at)?.map(Back::By);
        Ok(Debt { owed_by: from_ms_opt(row.owed_at)?, back })
    });
    checkins.chain(questions).collect()
}

/// The earliest instant at which some mentor is asked.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let at = sqlx::query_scalar!(r#"select min(due_at) as "at: i64" from owed_nudges"#)
        .fetch_one(tx)
        .await?;
    Ok(at.map(from_ms_clamped))
}

/// The mentors to be asked at `now`, the longest due first.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<PersonId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        r#"select mentor_id as "id!" from owed_nudges where due_at <= ? order by due_at, mentor_id limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Writes a card and what stands on it down; false when that day has its card already.
pub async fn insert(
    tx: &mut SqliteConnection,
    (mentor, on): CardKey,
    items: &[Answerable],
) -> Result<bool, Fault> {
    let on = on.to_string();
    let done = sqlx::query!(
        "insert into owed_cards (mentor_id, card_on) values (?, ?) on conflict do nothing",
        mentor.0,
        on
    )
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    for item in items {
        let (checkin, question) = item.ids();
        sqlx::query!(
            "insert into owed_card_items (mentor_id, card_on, checkin_id, question_id) values (?, ?, ?, ?)",
            mentor.0,
            on,
            checkin,
            question
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(true)
}

/// What stands on a card, in the order it was written in.
pub async fn list(
    tx: &mut SqliteConnection,
    (mentor, on): CardKey,
) -> Result<Vec<Answerable>, Fault> {
    let on = on.to_string();
    let rows = sqlx::query!(
        "select checkin_id, question_id from owed_card_items where mentor_id = ? and card_on = ? order by rowid",
        mentor.0,
        on
    )
    .fetch_all(tx)
    .await?;
    let items = rows.into_iter().map(|row| Answerable::read(row.checkin_id, row.question_id));
    items.map(|item| item.ok_or(Fault::Unreadable("card"))).collect()
}

/// The newest cards on which something stands.
pub async fn list_with(
    tx: &mut SqliteConnection,
    item: Answerable,
    limit: i64,
) -> Result<Vec<CardKey>, Fault> {
    let (checkin, question) = item.ids();
    let rows = sqlx::query!(
        r#"select mentor_id as "mentor_id!", card_on as "card_on!" from owed_card_items
           where checkin_id = ? or question_id = ? order by card_on desc limit ?"#,
        checkin,
        question,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok((PersonId(row.mentor_id), from_day(&row.card_on)?))).collect()
}

/// When the threads a card is about were read again for it.
pub async fn find_read(
    tx: &mut SqliteConnection,
    (mentor, on): CardKey,
) -> Result<Option<Timestamp>, Fault> {
    let on = on.to_string();
    let at = sqlx::query_scalar!(
        "select read_at from owed_cards where mentor_id = ? and card_on = ?",
        mentor.0,
        on
    )
    .fetch_optional(tx)
    .await?;
    from_ms_opt(at.flatten())
}

/// Writes down when they were read.
pub async fn update_read(
    tx: &mut SqliteConnection,
    (mentor, on): CardKey,
    at: Timestamp,
) -> Result<(), Fault> {
    let (on, at) = (on.to_string(), to_ms(at));
    sqlx::query!(
        "update owed_cards set read_at = ? where mentor_id = ? and card_on = ?",
        at,
        mentor.0,
        on
    )
    .execute(tx)
    .await?;
    Ok(())
}
