//! How pairs came to their end, and why. What somebody wrote with it is read by whoever they chose.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};
use crate::domain::{
    ending::{Answered, Parting, Reason, Why},
    ids::PairId,
    leave::ReasonReaders,
    pair::Side,
    text::UserText,
};

const UNREADABLE: Fault = Fault::Unreadable("ending");

/// Writes down how a pair ended.
pub async fn insert(
    tx: &mut SqliteConnection,
    pair: PairId,
    parting: &Parting,
) -> Result<(), Fault> {
    let by = parting.by.map(Side::as_str);
    let reason = parting.why.as_ref().map(|why| why.reason.as_str());
    let words = parting.why.as_ref().and_then(|why| why.words.as_ref()).map(UserText::expose);
    let is_shared =
        parting.why.as_ref().is_some_and(|why| why.readers == ReasonReaders::PartnerToo);
    sqlx::query!(
        "insert into endings (pair_id, ended_by, reason, words, is_shared) values (?, ?, ?, ?, ?)",
        pair.0,
        by,
        reason,
        words,
        is_shared
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// How a pair ended; `None` for one that has not, or of which nothing more is known.
pub async fn find(tx: &mut SqliteConnection, pair: PairId) -> Result<Option<Parting>, Fault> {
    let row = sqlx::query!(
        r#"select ended_by, reason, words, is_shared as "is_shared: bool" from endings where pair_id = ?"#,
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let by = row.ended_by.map(|by| Side::read(&by).ok_or(UNREADABLE)).transpose()?;
    let readers = match row.is_shared {
        true => ReasonReaders::PartnerToo,
        false => ReasonReaders::OnlyTheWriter,
    };
    let reason = row.reason.map(|reason| Reason::read(&reason).ok_or(UNREADABLE)).transpose()?;
    let words = row.words.map(UserText::from_stored);
    let why = reason.map(|reason| Why { reason, words, readers });
    Ok(Some(Parting { by, why }))
}

/// What the mentee of a pair that is complete said to the question whether they would mentor others.
pub async fn find_answer(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Option<Answered>, Fault> {
    let word = sqlx::query_scalar!("select answer from alumni where pair_id = ?", pair.0)
        .fetch_optional(tx)
        .await?;
    word.map(|word| Answered::read(&word).ok_or(UNREADABLE)).transpose()
}

/// Writes that down; the newest stands.
pub async fn update_answer(
    tx: &mut SqliteConnection,
    (pair, answer): (PairId, Answered),
    now: Timestamp,
) -> Result<(), Fault> {
    let (word, now) = (answer.as_str(), to_ms(now));
    sqlx::query!(
        "insert into alumni (pair_id, answer, answered_at) values (?, ?, ?)
         on conflict (pair_id) do update set answer = excluded.answer, answered_at = excluded.answered_at",
        pair.0,
        word,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}
