//! When mentors are asked about the replies they owe, and the cards that ask them.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_clamped, from_ms_opt, to_ms};
use crate::domain::{
    answerable::Answerable,
    ids::PersonId,
    owed::{Back, Debt, LastCard},
    promise::Reminder,
};

/// At most so many debts are looked at; whoever owes more is asked about the oldest.
const MOST_DEBTS: i64 = 200;

/// A card: a mentor, the day on their calendar on which it was made, and its place among those of that day, from 0.
pub type CardKey = (PersonId, Date, u32);

/// Something on a card, and which reminder of it the card is.
pub type OnCard = (Answerable, Reminder);

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
    /// The newest card.
    pub last: Option<LastCard>,
}

/// When a mentor is next asked, and was last.
pub async fn find(tx: &mut SqliteConnection, mentor: PersonId) -> Result<Asking, Fault> {
    let row = sqlx::query!(
        r#"select (select due_at from owed_nudges where mentor_id = ?1) as "next: i64",
                  (select max(card_on) from owed_cards where mentor_id = ?1) as "last_on: String",
                  (select max(made_at) from owed_cards where mentor_id = ?1) as "last_at: i64""#,
        mentor.0
    )
    .fetch_one(tx)
    .await?;
    let last_on = row.last_on.as_deref().map(from_day).transpose()?;
    let last = last_on.zip(from_ms_opt(row.last_at)?).map(|(on, at)| LastCard { on, at });
    Ok(Asking { next: row.next.map(from_ms_clamped), last })
}

/// The debts of a mentor over all their active pairs, each with what was said of it in its round.
pub async fn list_debts(
    tx: &mut SqliteConnection,
    mentor: PersonId,
) -> Result<Vec<(Answerable, Debt)>, Fault> {
    let checkins = sqlx::query!(
        r#"select checkins.id as "id!", submitted_at, reply_owed_by, more_on,
                  (select said from owed_card_items
                   join owed_cards using (mentor_id, card_on, nth)
                   where checkin_id = checkins.id and said is not null
                   order by made_at desc limit 1) as "said: String"
           from pairs join checkins on pair_id = pairs.id
           where pairs.mentor_id = ? and state = 'active' and replied_at is null
           order by checkins.id limit ?"#,
        mentor.0,
        MOST_DEBTS
    )
    .fetch_all(&mut *tx)
    .await?;
    let questions = sqlx::query!(
        r#"select questions.id as "id!", since_at, owed_at, back_at,
                  (select said from owed_card_items items
                   join owed_cards using (mentor_id, card_on, nth)
                   where items.question_id = questions.id and items.round = questions.round
                   and said is not null and made_at >= coalesce(back_at, 0)
                   order by made_at desc limit 1) as "said: String"
           from pairs join questions on pair_id = pairs.id
           join question_rounds on question_rounds.question_id = questions.id
                and question_rounds.round = questions.round
           where pairs.mentor_id = ? and state = 'active' and questions.closed_at is null and answered_at is null
             and held_until is null
           order by questions.id limit ?"#,
        mentor.0,
        MOST_DEBTS
    )
    .fetch_all(tx)
    .await?;
    let checkins = checkins.into_iter().map(|row| {
        let more_on = row.more_on.as_deref().map(from_day).transpose()?;
        let debt = Debt {
            since: from_ms(row.submitted_at)?,
            owed_by: from_ms_opt(row.reply_owed_by)?,
            back: more_on.map(Back::On),
            said: read_said(row.said.as_deref())?,
        };
        Ok((Answerable::Checkin(row.id.into()), debt))
    });
    let questions = questions.into_iter().map(|row| {
        let debt = Debt {
            since: from_ms(row.since_at)?,
            owed_by: from_ms_opt(row.owed_at)?,
            back: from_ms_opt(row.back_at)?.map(Back::By),
            said: read_said(row.said.as_deref())?,
        };
        Ok((Answerable::Question(row.id.into()), debt))
    });
    checkins.chain(questions).collect()
}

fn read_said(word: Option<&str>) -> Result<Option<Reminder>, Fault> {
    word.map(|word| Reminder::read(word).ok_or(Fault::Unreadable("card"))).transpose()
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

/// Writes a card of a mentor's day and what stands on it down, after those of that day; returns its place among them.
pub async fn insert(
    tx: &mut SqliteConnection,
    (mentor, on): (PersonId, Date),
    items: &[OnCard],
    now: Timestamp,
) -> Result<u32, Fault> {
    let (on, at) = (on.to_string(), to_ms(now));
    let nth = sqlx::query_scalar!(
        r#"insert into owed_cards (mentor_id, card_on, nth, made_at)
           select ?1, ?2, count(*), ?3 from owed_cards where mentor_id = ?1 and card_on = ?2
           returning nth as "nth!: u32""#,
        mentor.0,
        on,
        at
    )
    .fetch_one(&mut *tx)
    .await?;
    for (item, said) in items {
        let ((checkin, question), said) = (item.ids(), said.as_str());
        sqlx::query!(
            "insert into owed_card_items
             (mentor_id, card_on, nth, checkin_id, question_id, round, said)
             values (?1, ?2, ?3, ?4, ?5, coalesce((select round from questions where id = ?5), 1), ?6)",
            mentor.0,
            on,
            nth,
            checkin,
            question,
            said
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(nth)
}

/// What stands on a card, in the order it was written in.
pub async fn list(
    tx: &mut SqliteConnection,
    (mentor, on, nth): CardKey,
) -> Result<Vec<Answerable>, Fault> {
    let on = on.to_string();
    let rows = sqlx::query!(
        "select checkin_id, question_id from owed_card_items
         where mentor_id = ? and card_on = ? and nth = ? order by rowid",
        mentor.0,
        on,
        nth
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
        r#"select mentor_id as "mentor_id!", card_on as "card_on!", nth as "nth!: u32" from owed_card_items
           where checkin_id = ? or question_id = ? order by card_on desc, nth desc limit ?"#,
        checkin,
        question,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| Ok((PersonId(row.mentor_id), from_day(&row.card_on)?, row.nth)))
        .collect()
}

/// When a card was made.
pub async fn find_made(
    tx: &mut SqliteConnection,
    (mentor, on, nth): CardKey,
) -> Result<Option<Timestamp>, Fault> {
    let on = on.to_string();
    let at = sqlx::query_scalar!(
        "select made_at from owed_cards where mentor_id = ? and card_on = ? and nth = ?",
        mentor.0,
        on,
        nth
    )
    .fetch_optional(tx)
    .await?;
    from_ms_opt(at)
}

/// Forgets that a card was said.
pub async fn update_unsaid(
    tx: &mut SqliteConnection,
    (mentor, on, nth): CardKey,
) -> Result<(), Fault> {
    let on = on.to_string();
    sqlx::query!(
        "update owed_card_items set said = null where mentor_id = ? and card_on = ? and nth = ?",
        mentor.0,
        on,
        nth
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// When the threads a card is about were read again for it.
pub async fn find_read(
    tx: &mut SqliteConnection,
    (mentor, on, nth): CardKey,
) -> Result<Option<Timestamp>, Fault> {
    let on = on.to_string();
    let at = sqlx::query_scalar!(
        "select read_at from owed_cards where mentor_id = ? and card_on = ? and nth = ?",
        mentor.0,
        on,
        nth
    )
    .fetch_optional(tx)
    .await?;
    from_ms_opt(at.flatten())
}

/// Writes down when they were read.
pub async fn update_read(
    tx: &mut SqliteConnection,
    (mentor, on, nth): CardKey,
    at: Timestamp,
) -> Result<(), Fault> {
    let (on, at) = (on.to_string(), to_ms(at));
    sqlx::query!(
        "update owed_cards set read_at = ? where mentor_id = ? and card_on = ? and nth = ?",
        at,
        mentor.0,
        on,
        nth
    )
    .execute(tx)
    .await?;
    Ok(())
}
