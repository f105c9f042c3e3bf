//! The search for another mentor: who asked, who was suggested, and what everybody said. It decides nothing.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{LeaveId, PairId, PersonId, RematchId},
    rematch::{Brought, Outcome, Reason, Rematch, Replies, State, Suggestion},
    text::UserText,
};

fn unreadable() -> Fault {
    Fault::Unreadable("rematch")
}

/// Somebody asked, in confidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Which one in this search, from 1; a number is never given twice.
    pub nth: u32,
    /// Who.
    pub person: PersonId,
    /// Why, from the short list.
    pub reason: Reason,
    /// What they say to the leads, until it is over.
    pub words: Option<UserText>,
    /// When.
    pub asked_at: Timestamp,
}

/// A suggestion that was made, and how it ended if it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggested {
    /// Who was suggested, and what was said.
    pub suggestion: Suggestion,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// Begins the search for another mentor in a pair.
pub async fn insert(
    tx: &mut SqliteConnection,
    pair: PairId,
    now: Timestamp,
) -> Result<RematchId, Fault> {
    let now = to_ms(now);
    let done = sqlx::query!(
        "insert into rematches (pair_id, state, opened_at) values (?, 'looking', ?)",
        pair.0,
        now
    )
    .execute(tx)
    .await?;
    Ok(done.last_insert_rowid().into())
}

struct Row {
    id: i64,
    pair_id: i64,
    round: i64,
    state: String,
}

async fn read(tx: &mut SqliteConnection, row: Option<Row>) -> Result<Option<Rematch>, Fault> {
    let Some(row) = row else { return Ok(None) };
    let round = u32::try_from(row.round).map_err(|_| unreadable())?;
    let id = RematchId(row.id);
    let state = match row.state.as_str() {
        "looking" => State::Looking,
        "suggested" => {
            let suggested = find_suggested(tx, (id, round)).await?.ok_or_else(unreadable)?;
            State::Suggested(suggested.suggestion)
        }
        "begun" => State::Begun,
        "closed" => State::Closed,
        _ => return Err(unreadable()),
    };
    Ok(Some(Rematch { id, pair: row.pair_id.into(), round, state }))
}

/// The search with this id.
pub async fn find(tx: &mut SqliteConnection, id: RematchId) -> Result<Option<Rematch>, Fault> {
    let row =
        sqlx::query_as!(Row, "select id, pair_id, round, state from rematches where id = ?", id.0)
            .fetch_optional(&mut *tx)
            .await?;
    read(tx, row).await
}

/// The one in a pair that is still to be decided.
pub async fn find_open(tx: &mut SqliteConnection, pair: PairId) -> Result<Option<Rematch>, Fault> {
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id!", pair_id, round, state from rematches
           where pair_id = ? and state in ('looking', 'suggested')"#,
        pair.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    read(tx, row).await
}

/// The pair that began with it, if one did.
pub async fn find_new_pair(
    tx: &mut SqliteConnection,
    id: RematchId,
) -> Result<Option<PairId>, Fault> {
    let pair = sqlx::query_scalar!("select new_pair_id from rematches where id = ?", id.0)
        .fetch_optional(tx)
        .await?;
    Ok(pair.flatten().map(PairId))
}

/// With which pair the mentee of this one went on, and what they brought along; `None` where they did not.
pub async fn find_went_on(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Option<(PairId, Vec<Brought>)>, Fault> {
    let row = sqlx::query!(
        r#"select new_pair_id as "new_pair_id!", brought
           from rematches join rematch_suggestions as suggested
             on suggested.rematch_id = rematches.id and suggested.round = rematches.round
           where pair_id = ? and state = 'begun' and new_pair_id is not null"#,
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.new_pair_id.into(), read_brought(&row.brought).ok_or_else(unreadable)?)))
}

fn read_brought(words: &str) -> Option<Vec<Brought>> {
    words.split_whitespace().map(Brought::read).collect()
}

/// Writes down the pair that began.
pub async fn update_new_pair(
    tx: &mut SqliteConnection,
    id: RematchId,
    pair: PairId,
) -> Result<(), Fault> {
    sqlx::query!("update rematches set new_pair_id = ? where id = ?", pair.0, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Writes down where the search is, and what was said to a suggestion that is open.
pub async fn update(
    tx: &mut SqliteConnection,
    rematch: &Rematch,
    now: Timestamp,
) -> Result<(), Fault> {
    let state = match rematch.state {
        State::Looking => "looking",
        State::Suggested(_) => "suggested",
        State::Begun => "begun",
        State::Closed => "closed",
    };
    let closed_at = (!rematch.is_open()).then(|| to_ms(now));
    sqlx::query!(
        "update rematches set state = ?, round = ?, closed_at = ? where id = ?",
        state,
        rematch.round,
        closed_at,
        rematch.id.0
    )
    .execute(&mut *tx)
    .await?;
    match &rematch.state {
        State::Suggested(suggestion) => {
            update_suggestion(tx, (rematch.id, rematch.round), suggestion, now).await
        }
        State::Looking | State::Begun | State::Closed => Ok(()),
    }
}

async fn update_suggestion(
    tx: &mut SqliteConnection,
    (id, round): (RematchId, u32),
    suggestion: &Suggestion,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    let mentor_in = suggestion.mentor_in.map(to_ms);
    let mentee_in = suggestion.mentee_in.as_ref().map(|(at, _)| to_ms(*at));
    let brought: Vec<&str> = suggestion.brought().iter().map(|it| it.key()).collect();
    let brought = brought.join(" ");
    let replies = suggestion.replies.map(|replies| match replies {
        Replies::Travel => "travel",
        Replies::Stay => "stay",
    });
    sqlx::query!(
        "insert into rematch_suggestions (rematch_id, round, mentor_id, suggested_by, suggested_at, mentor_in_at,
             mentee_in_at, brought, replies)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (rematch_id, round) do update
         set mentor_in_at = excluded.mentor_in_at, mentee_in_at = excluded.mentee_in_at,
             brought = excluded.brought, replies = excluded.replies",
        id.0,
        round,
        suggestion.mentor.0,
        suggestion.by.0,
        now,
        mentor_in,
        mentee_in,
        brought,
        replies
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down how a suggestion ended.
pub async fn update_outcome(
    tx: &mut SqliteConnection,
    (id, round): (RematchId, u32),
    outcome: Outcome,
    now: Timestamp,
) -> Result<(), Fault> {
    let (outcome, now) = (outcome.as_str(), to_ms(now));
    sqlx::query!(
        "update rematch_suggestions set outcome = ?, settled_at = ? where rematch_id = ? and round = ?",
        outcome,
        now,
        id.0,
        round
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The suggestion of a round, settled or not.
pub async fn find_suggested(
    tx: &mut SqliteConnection,
    (id, round): (RematchId, u32),
) -> Result<Option<Suggested>, Fault> {
    let row = sqlx::query!(
        "select mentor_id, suggested_by, mentor_in_at, mentee_in_at, brought, replies, outcome
         from rematch_suggestions where rematch_id = ? and round = ?",
        id.0,
        round
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mentee_in = from_ms_opt(row.mentee_in_at)?.zip(read_brought(&row.brought));
    let replies = match row.replies.as_deref() {
        None => None,
        Some("travel") => Some(Replies::Travel),
        Some("stay") => Some(Replies::Stay),
        Some(_) => return Err(unreadable()),
    };
    let outcome = match row.outcome.as_deref() {
        Some(word) => Some(Outcome::read(word).ok_or_else(unreadable)?),
        None => None,
    };
    let suggestion = Suggestion {
        mentor: row.mentor_id.into(),
        by: row.suggested_by.into(),
        mentor_in: from_ms_opt(row.mentor_in_at)?,
        mentee_in,
        replies,
    };
    Ok(Some(Suggested { suggestion, outcome }))
}

/// Writes down that somebody asks, and returns which ask of this search it is; `None` while an earlier one of theirs stands.
pub async fn insert_ask(
    tx: &mut SqliteConnection,
    id: RematchId,
    (person, reason, words): (PersonId, Reason, Option<&UserText>),
    now: Timestamp,
) -> Result<Option<u32>, Fault> {
    let (reason, now) = (reason.key(), to_ms(now));
    let words = words.map(UserText::expose);
    let nth = sqlx::query_scalar!(
        "insert into rematch_asks (rematch_id, person_id, nth, reason, words, asked_at)
         select id, ?, asked + 1, ?, ?, ? from rematches where id = ?
         on conflict do nothing returning nth",
        person.0,
        reason,
        words,
        now,
        id.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(nth) = nth else { return Ok(None) };
    sqlx::query!("update rematches set asked = ? where id = ?", nth, id.0).execute(tx).await?;
    u32::try_from(nth).map(Some).map_err(|_| unreadable())
}

/// Who asked, the first one first.
pub async fn list_asks(tx: &mut SqliteConnection, id: RematchId) -> Result<Vec<Ask>, Fault> {
    let rows = sqlx::query!(
        "select nth, person_id, reason, words, asked_at from rematch_asks where rematch_id = ?
         order by nth",
        id.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Ask {
                nth: u32::try_from(row.nth).map_err(|_| unreadable())?,
                person: row.person_id.into(),
                reason: Reason::read(&row.reason).ok_or_else(unreadable)?,
                words: row.words.map(UserText::from_stored),
                asked_at: from_ms(row.asked_at)?,
            })
        })
        .collect()
}

/// Somebody takes back that they asked.
pub async fn delete_ask(
    tx: &mut SqliteConnection,
    (id, person): (RematchId, PersonId),
) -> Result<(), Fault> {
    sqlx::query!("delete from rematch_asks where rematch_id = ? and person_id = ?", id.0, person.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// It is over, and nobody needs the words any more.
pub async fn delete_words(tx: &mut SqliteConnection, id: RematchId) -> Result<(), Fault> {
    sqlx::query!("update rematch_asks set words = null where rematch_id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Somebody is not told why another one is away.
pub async fn insert_untold(
    tx: &mut SqliteConnection,
    leave: LeaveId,
    person: PersonId,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into leaves_untold (leave_id, person_id) values (?, ?) on conflict do nothing",
        leave.0,
        person.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
