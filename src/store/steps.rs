//! What the two of a pair said about steps towards standing alone, one row for each time it was talked about.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, to_ms};
use crate::domain::{
    ids::PairId,
    pair::Phase,
    step::{Outcome, Talk, Wish},
};

const UNREADABLE: Fault = Fault::Unreadable("step");

struct Row {
    nth: i64,
    phase: String,
    noticed_on: Option<String>,
    from_on: String,
    mentor_wish: Option<String>,
    mentee_wish: Option<String>,
    outcome: Option<String>,
}

impl TryFrom<Row> for Talk {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let day = |text: String| text.parse::<Date>().map_err(|_| UNREADABLE);
        let wish = |word: String| Wish::read(&word).ok_or(UNREADABLE);
        let outcome = |word: String| Outcome::read(&word).ok_or(UNREADABLE);
        Ok(Self {
            nth: u32::try_from(row.nth).map_err(|_| UNREADABLE)?,
            phase: Phase::read(&row.phase).ok_or(UNREADABLE)?,
            noticed_on: row.noticed_on.map(day).transpose()?,
            from_on: day(row.from_on)?,
            mentor: row.mentor_wish.map(wish).transpose()?,
            mentee: row.mentee_wish.map(wish).transpose()?,
            outcome: row.outcome.map(outcome).transpose()?,
        })
    }
}

/// Writes down how a talk stands, a new one or one that is known.
pub async fn update(
    tx: &mut SqliteConnection,
    (pair, talk): (PairId, &Talk),
    now: Timestamp,
) -> Result<(), Fault> {
    let (phase, from_on) = (talk.phase.as_str(), talk.from_on.to_string());
    let noticed_on = talk.noticed_on.map(|on| on.to_string());
    let (mentor, mentee) = (talk.mentor.map(Wish::as_str), talk.mentee.map(Wish::as_str));
    let outcome = talk.outcome.map(Outcome::as_str);
    let now = to_ms(now);
    let closed_at = talk.outcome.map(|_| now);
    sqlx::query!(
        "insert into steps (pair_id, nth, phase, noticed_on, from_on, mentor_wish, mentee_wish, opened_at, outcome,
                            closed_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (pair_id, nth) do update set mentor_wish = excluded.mentor_wish,
             mentee_wish = excluded.mentee_wish, outcome = excluded.outcome, closed_at = excluded.closed_at",
        pair.0,
        talk.nth,
        phase,
        noticed_on,
        from_on,
        mentor,
        mentee,
        now,
        outcome,
        closed_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The one with this number.
pub async fn find(
    tx: &mut SqliteConnection,
    (pair, nth): (PairId, u32),
) -> Result<Option<Talk>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select nth, phase, noticed_on, from_on, mentor_wish, mentee_wish, outcome from steps
         where pair_id = ? and nth = ?",
        pair.0,
        nth
    )
    .fetch_optional(tx)
    .await?;
    row.map(Talk::try_from).transpose()
}

/// The newest of a pair, open or settled.
pub async fn find_newest(tx: &mut SqliteConnection, pair: PairId) -> Result<Option<Talk>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select nth, phase, noticed_on, from_on, mentor_wish, mentee_wish, outcome from steps
         where pair_id = ? order by nth desc limit 1",
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(Talk::try_from).transpose()
}
