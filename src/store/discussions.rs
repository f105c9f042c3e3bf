//! The discussions of cohorts: whose turn it is, who was asked, and what came of it.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    discussion::{Answer, Discussion, State, Swap, SwapAnswer, Topic, Turn},
    ids::{CohortId, DiscussionId, PersonId},
    rotation::{Place, Rotation},
    text::{Link, UserText},
};

/// More discussions than this are not listed.
const MOST_LISTED: i64 = 60;

fn unreadable<T>(_: T) -> Fault {
    Fault::Unreadable("discussion")
}

/// The next discussion somebody is asked to lead, and when; `None` where a lead has not turned them on.
pub async fn find_rotation(
    tx: &mut SqliteConnection,
    cohort: CohortId,
) -> Result<Option<(Date, Timestamp)>, Fault> {
    let row = sqlx::query!(
        "select on_day, next_at from discussion_rotations where cohort_id = ?",
        cohort.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok((from_day(&row.on_day)?, from_ms(row.next_at)?))).transpose()
}

/// Sets that.
pub async fn update_rotation(
    tx: &mut SqliteConnection,
    cohort: CohortId,
    (on, next_at): (Date, Timestamp),
) -> Result<(), Fault> {
    let (on, at) = (on.to_string(), to_ms(next_at));
    sqlx::query!(
        "insert into discussion_rotations (cohort_id, on_day, next_at) values (?, ?, ?)
         on conflict (cohort_id) do update set on_day = excluded.on_day, next_at = excluded.next_at",
        cohort.0,
        on,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Nobody is asked to lead one any more.
pub async fn delete_rotation(tx: &mut SqliteConnection, cohort: CohortId) -> Result<(), Fault> {
    sqlx::query!("delete from discussion_rotations where cohort_id = ?", cohort.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The cohorts in which somebody is to be asked by now.
pub async fn list_rotations_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<CohortId>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query_scalar!(
        r#"select cohort_id as "id!: i64" from discussion_rotations where next_at <= ? order by next_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(CohortId::from).collect())
}

/// The discussions with which something is to be done by now.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<DiscussionId>, Fault> {
    let now = to_ms(now);
    let rows = sqlx::query_scalar!(
        r#"select id as "id!: i64" from discussions where next_at <= ? order by next_at limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(DiscussionId::from).collect())
}

/// When either is next.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let row = sqlx::query!(
        r#"select (select min(next_at) from discussion_rotations) as "asked: i64",
                  (select min(next_at) from discussions where next_at is not null) as "goes_on: i64""#
    )
    .fetch_one(tx)
    .await?;
    let (asked, goes_on) = (from_ms_opt(row.asked)?, from_ms_opt(row.goes_on)?);
    Ok(asked.into_iter().chain(goes_on).min())
}

/// The line of a cohort.
pub async fn find_line(tx: &mut SqliteConnection, cohort: CohortId) -> Result<Rotation, Fault> {
    let rows = sqlx::query!(
        r#"select person_id, has_led as "has_led: bool" from discussion_places
           where cohort_id = ? order by place limit 1000"#,
        cohort.0
    )
    .fetch_all(tx)
    .await?;
    let places = rows
        .into_iter()
        .map(|row| Place { person: row.person_id.into(), has_led: row.has_led })
        .collect();
    Ok(Rotation::from_stored(places))
}

/// Sets the line of a cohort.
pub async fn update_line(
    tx: &mut SqliteConnection,
    cohort: CohortId,
    line: &Rotation,
) -> Result<(), Fault> {
    sqlx::query!("delete from discussion_places where cohort_id = ?", cohort.0)
        .execute(&mut *tx)
        .await?;
    for (at, place) in line.places().iter().enumerate() {
        let number = i64::try_from(at).unwrap_or(i64::MAX);
        sqlx::query!(
            "insert into discussion_places (cohort_id, place, person_id, has_led) values (?, ? + 1, ?, ?)",
            cohort.0,
            number,
            place.person.0,
            place.has_led
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Writes down a discussion that is to be, and when something is done about it; one that was dropped is to be again.
/// `None` when it is known already.
pub async fn insert(
    tx: &mut SqliteConnection,
    (cohort, on): (CohortId, Date),
    next_at: Timestamp,
) -> Result<Option<DiscussionId>, Fault> {
    let (on, at) = (on.to_string(), to_ms(next_at));
    let id = sqlx::query_scalar!(
        r#"insert into discussions (cohort_id, on_day, state, next_at) values (?, ?, 'ahead', ?)
           on conflict (cohort_id, on_day) do update set state = excluded.state, next_at = excluded.next_at
           where discussions.state = 'over' and discussions.led_by is null
           returning id as "id!: i64""#,
        cohort.0,
        on,
        at
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(DiscussionId::from))
}

/// The discussion with this id.
pub async fn find(
    tx: &mut SqliteConnection,
    id: DiscussionId,
) -> Result<Option<Discussion>, Fault> {
    let row = sqlx::query!(
        "select cohort_id, on_day, state, topic, link, note, led_by from discussions where id = ?",
        id.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let turn = sqlx::query!(
        "select nth, person_id, answer from discussion_turns where discussion_id = ? order by nth desc limit 1",
        id.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let swap = sqlx::query_scalar!(
        "select nth from discussion_swaps where discussion_id = ? order by nth desc limit 1",
        id.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let link = row.link.map(|link| Link::parse(&link).map_err(unreadable)).transpose()?;
    let topic = row.topic.map(|words| Topic { words: UserText::from_stored(words), link });
    let turn = turn.map(|row| turn_of(row.nth, row.person_id, row.answer)).transpose()?;
    let swap = match swap.map(u32::try_from).transpose().map_err(unreadable)? {
        Some(nth) => find_swap(tx, (id, nth)).await?,
        None => None,
    };
    Ok(Some(Discussion {
        id,
        cohort: row.cohort_id.into(),
        on: from_day(&row.on_day)?,
        state: State::read(&row.state).ok_or(Fault::Unreadable("discussion"))?,
        topic,
        note: row.note.map(UserText::from_stored),
        led_by: row.led_by.map(PersonId::from),
        turn,
        swap,
    }))
}

fn turn_of(nth: i64, person: i64, answer: Option<String>) -> Result<Turn, Fault> {
    let nth = u32::try_from(nth).map_err(unreadable)?;
    let answer = answer.map(|word| Answer::read(&word).ok_or(Fault::Unreadable("turn")));
    Ok(Turn { nth, person: person.into(), answer: answer.transpose()? })
}

/// The discussion of a cohort that is still to come, if somebody was asked for it.
pub async fn find_ahead(
    tx: &mut SqliteConnection,
    cohort: CohortId,
) -> Result<Option<DiscussionId>, Fault> {
    let id = sqlx::query_scalar!(
        r#"select id as "id!: i64" from discussions
           where cohort_id = ? and state in ('ahead', 'near') order by on_day limit 1"#,
        cohort.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(DiscussionId::from))
}

/// The discussions of a cohort that were held, the newest first: their day, and who led.
pub async fn list_held(
    tx: &mut SqliteConnection,
    cohort: CohortId,
) -> Result<Vec<(Date, PersonId)>, Fault> {
    let rows = sqlx::query!(
        r#"select on_day, led_by as "led_by!: i64" from discussions
           where cohort_id = ? and led_by is not null order by on_day desc limit ?"#,
        cohort.0,
        MOST_LISTED
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok((from_day(&row.on_day)?, row.led_by.into()))).collect()
}

/// Sets how far it is, and when something is done about it next.
pub async fn update_state(
    tx: &mut SqliteConnection,
    id: DiscussionId,
    (state, next_at): (State, Option<Timestamp>),
) -> Result<(), Fault> {
    let (state, at) = (state.as_str(), next_at.map(to_ms));
    sqlx::query!("update discussions set state = ?, next_at = ? where id = ?", state, at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets what it is about.
pub async fn update_topic(
    tx: &mut SqliteConnection,
    id: DiscussionId,
    topic: &Topic,
) -> Result<(), Fault> {
    let (words, link) = (topic.words.expose(), topic.link.as_ref().map(Link::as_str));
    sqlx::query!("update discussions set topic = ?, link = ? where id = ?", words, link, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Nothing is chosen any more, because somebody else leads it.
pub async fn delete_topic(tx: &mut SqliteConnection, id: DiscussionId) -> Result<(), Fault> {
    sqlx::query!("update discussions set topic = null, link = null where id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets who led it.
pub async fn update_led(
    tx: &mut SqliteConnection,
    id: DiscussionId,
    by: PersonId,
) -> Result<(), Fault> {
    sqlx::query!("update discussions set led_by = ? where id = ?", by.0, id.0).execute(tx).await?;
    Ok(())
}

/// Keeps what came of it.
pub async fn update_note(
    tx: &mut SqliteConnection,
    id: DiscussionId,
    note: &UserText,
) -> Result<(), Fault> {
    let words = note.expose();
    sqlx::query!("update discussions set note = ? where id = ?", words, id.0).execute(tx).await?;
    Ok(())
}

/// Somebody is asked to lead it; which of those who were asked they are.
pub async fn insert_turn(
    tx: &mut SqliteConnection,
    id: DiscussionId,
    (person, answer): (PersonId, Option<Answer>),
) -> Result<u32, Fault> {
    let answer = answer.map(Answer::as_str);
    let nth = sqlx::query_scalar!(
        r#"insert into discussion_turns (discussion_id, nth, person_id, answer)
         select ?1, coalesce(max(nth), 0) + 1, ?2, ?3 from discussion_turns where discussion_id = ?1
         returning nth as "nth!: i64""#,
        id.0,
        person.0,
        answer
    )
    .fetch_one(tx)
    .await?;
    u32::try_from(nth).map_err(unreadable)
}

/// One of those who were asked.
pub async fn find_turn(
    tx: &mut SqliteConnection,
    (id, nth): (DiscussionId, u32),
) -> Result<Option<Turn>, Fault> {
    let row = sqlx::query!(
        "select person_id, answer from discussion_turns where discussion_id = ? and nth = ?",
        id.0,
        nth
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| turn_of(nth.into(), row.person_id, row.answer)).transpose()
}

/// Everybody who was asked to lead it.
pub async fn list_asked(
    tx: &mut SqliteConnection,
    id: DiscussionId,
) -> Result<Vec<PersonId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select person_id from discussion_turns where discussion_id = ? order by nth limit 1000",
        id.0
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(PersonId::from).collect())
}

/// Sets what became of a turn.
pub async fn update_turn(
    tx: &mut SqliteConnection,
    (id, nth): (DiscussionId, u32),
    answer: Answer,
) -> Result<(), Fault> {
    let answer = answer.as_str();
    sqlx::query!(
        "update discussion_turns set answer = ? where discussion_id = ? and nth = ?",
        answer,
        id.0,
        nth
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Somebody is asked to take a turn; which of those who were asked to they are.
pub async fn insert_swap(
    tx: &mut SqliteConnection,
    id: DiscussionId,
    (turn, person): (u32, PersonId),
) -> Result<u32, Fault> {
    let nth = sqlx::query_scalar!(
        r#"insert into discussion_swaps (discussion_id, nth, turn, person_id)
         select ?1, coalesce(max(nth), 0) + 1, ?2, ?3 from discussion_swaps where discussion_id = ?1
         returning nth as "nth!: i64""#,
        id.0,
        turn,
        person.0
    )
    .fetch_one(tx)
    .await?;
    u32::try_from(nth).map_err(unreadable)
}

/// One of those who were asked to take a turn.
pub async fn find_swap(
    tx: &mut SqliteConnection,
    (id, nth): (DiscussionId, u32),
) -> Result<Option<Swap>, Fault> {
    let row = sqlx::query!(
        "select turn, person_id, answer from discussion_swaps where discussion_id = ? and nth = ?",
        id.0,
        nth
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        let turn = u32::try_from(row.turn).map_err(unreadable)?;
        let answer = row.answer.map(|it| SwapAnswer::read(&it).ok_or(Fault::Unreadable("swap")));
        Ok(Swap { nth, turn, person: row.person_id.into(), answer: answer.transpose()? })
    })
    .transpose()
}

/// Sets what became of it.
pub async fn update_swap(
    tx: &mut SqliteConnection,
    (id, nth): (DiscussionId, u32),
    answer: SwapAnswer,
) -> Result<(), Fault> {
    let answer = answer.as_str();
    sqlx::query!(
        "update discussion_swaps set answer = ? where discussion_id = ? and nth = ?",
        answer,
        id.0,
        nth
    )
    .execute(tx)
    .await?;
    Ok(())
}
