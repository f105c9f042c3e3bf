//! The lists of first weeks: until when they are followed, what was ticked, and what is known without a tick.
//!
//! Whether something counts as done is decided elsewhere; here it is only looked up.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    first_week::Item,
    ids::{PairId, PersonId},
    pair::{Pair, Side},
};

/// A side of a pair has a list, which is followed until `until`. Whoever has one keeps it.
pub async fn insert(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
    until: Timestamp,
) -> Result<(), Fault> {
    let (side, until) = (side.as_str(), to_ms(until));
    sqlx::query!(
        "insert into first_weeks (pair_id, side, until_at) values (?, ?, ?) on conflict do nothing",
        pair.0,
        side,
        until
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Until when a list is followed; `None` where there is none.
pub async fn find_until(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
) -> Result<Option<Timestamp>, Fault> {
    let side = side.as_str();
    let until = sqlx::query_scalar!(
        "select until_at from first_weeks where pair_id = ? and side = ?",
        pair.0,
        side
    )
    .fetch_optional(tx)
    .await?;
    until.map(from_ms).transpose()
}

/// The running pairs of somebody whose lists are followed at `now`.
pub async fn list_followed(
    tx: &mut SqliteConnection,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<PairId>, Fault> {
    let now = to_ms(now);
    let pairs = sqlx::query_scalar!(
        "select id from pairs
         where (mentor_id = ? or mentee_id = ?) and state = 'active'
         and exists (select 1 from first_weeks where pair_id = pairs.id and until_at > ?)
         order by id limit 50",
        person.0,
        person.0,
        now
    )
    .fetch_all(tx)
    .await?;
    Ok(pairs.into_iter().map(PairId).collect())
}

/// What a list showed as done when it was looked at last.
pub async fn find_shown(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
) -> Result<BTreeSet<Item>, Fault> {
    let side = side.as_str();
    let shown = sqlx::query_scalar!(
        "select shown from first_weeks where pair_id = ? and side = ?",
        pair.0,
        side
    )
    .fetch_optional(tx)
    .await?;
    Ok(shown.unwrap_or_default().split_whitespace().filter_map(Item::read).collect())
}

/// Notes what it shows now.
pub async fn update_shown(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
    done: &BTreeSet<Item>,
) -> Result<(), Fault> {
    let words: Vec<&str> = done.iter().map(|item| item.as_str()).collect();
    let (side, shown) = (side.as_str(), words.join(" "));
    sqlx::query!(
        "update first_weeks set shown = ? where pair_id = ? and side = ?",
        shown,
        pair.0,
        side
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What was ticked by hand.
pub async fn list_ticked(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
) -> Result<BTreeSet<Item>, Fault> {
    let side = side.as_str();
    let ticked = sqlx::query_scalar!(
        "select item from first_week_ticks where pair_id = ? and side = ?",
        pair.0,
        side
    )
    .fetch_all(tx)
    .await?;
    Ok(ticked.iter().filter_map(|word| Item::read(word)).collect())
}

/// Ticks something. Ticking it twice changes nothing.
pub async fn insert_tick(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
    item: Item,
) -> Result<(), Fault> {
    let (side, item) = (side.as_str(), item.as_str());
    sqlx::query!(
        "insert into first_week_ticks (pair_id, side, item) values (?, ?, ?) on conflict do nothing",
        pair.0,
        side,
        item
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes every tick of a list away.
pub async fn delete_ticks(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
) -> Result<(), Fault> {
    let side = side.as_str();
    sqlx::query!("delete from first_week_ticks where pair_id = ? and side = ?", pair.0, side)
        .execute(tx)
        .await?;
    Ok(())
}

/// What is known of a side of a pair without anybody ticking it.
pub async fn find_known(
    tx: &mut SqliteConnection,
    (pair, side): (&Pair, Side),
) -> Result<BTreeSet<Item>, Fault> {
    let (id, person, side) = (pair.id.0, pair.person(side).0, side.as_str());
    let row = sqlx::query!(
        r#"select
             exists (select 1 from people where id = ?2 and working_hours is not null) as "hours!: bool",
             exists (select 1 from people where id = ?2 and said_learning = 1) as "learning!: bool",
             exists (select 1 from calls where pair_id = ?1 and agreed_at is not null) as "call!: bool",
             exists (select 1 from questions where pair_id = ?1) as "question!: bool",
             exists (select 1 from checkins where pair_id = ?1) as "checkin!: bool",
             exists (select 1 from questions join replies on question_id = questions.id
                     where pair_id = ?1 and standing = 'stands') as "answer!: bool",
             exists (select 1 from checkins join replies on checkin_id = checkins.id
                     where pair_id = ?1 and standing = 'stands') as "reply!: bool",
             exists (select 1 from agreements where pair_id = ?1
                       and case ?3 when 'mentor' then mentor_signed_at else mentee_signed_at end is not null)
               as "agreement!: bool""#,
        id,
        person,
        side
    )
    .fetch_one(tx)
    .await?;
    let known = [
        (Item::Hours, row.hours),
        (Item::Learning, row.learning),
        (Item::FirstCall, row.call),
        (Item::FirstQuestion, row.question),
        (Item::FirstCheckin, row.checkin),
        (Item::FirstAnswer, row.answer),
        (Item::FirstReply, row.reply),
        (Item::Agreement, row.agreement),
    ];
    Ok(known.into_iter().filter_map(|(item, is_known)| is_known.then_some(item)).collect())
}
