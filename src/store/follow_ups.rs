//! Actions, and what check-ins and replies said about them.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, to_ms};
use crate::domain::{
    follow_up::{FollowUp, NewAction, Outcome, Source, State},
    ids::{FollowUpId, PairId},
    pair::Side,
    text::UserText,
};

struct Row {
    id: i64,
    place: i64,
    owner: String,
    words: String,
}

impl TryFrom<Row> for FollowUp {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            place: usize::try_from(row.place).map_err(|_| Fault::Unreadable("action"))?,
            owner: Side::read(&row.owner).ok_or(Fault::Unreadable("action"))?,
            words: UserText::from_stored(row.words),
        })
    }
}

/// Writes an action down, or what it says now.
pub async fn update(
    tx: &mut SqliteConnection,
    (pair, source): (PairId, Source),
    action: &NewAction,
    now: Timestamp,
) -> Result<(), Fault> {
    let (kind, id, owner, now) = (source.kind(), source.id(), action.owner.as_str(), to_ms(now));
    let place = i64::try_from(action.place).unwrap_or(i64::MAX);
    let words = action.words.expose();
    sqlx::query!(
        "insert into actions (pair_id, source, source_id, place, owner, words, state, asked_at)
         values (?, ?, ?, ?, ?, ?, 'open', ?)
         on conflict (source, source_id, place) do update set owner = excluded.owner, words = excluded.words",
        pair.0,
        kind,
        id,
        place,
        owner,
        words,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes back the action in this place, unless something was said about it already.
pub async fn delete(tx: &mut SqliteConnection, source: Source, place: usize) -> Result<(), Fault> {
    let (kind, id) = (source.kind(), source.id());
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    sqlx::query!(
        "delete from actions where source = ? and source_id = ? and place = ?
           and not exists (select 1 from action_answers where action_id = actions.id)",
        kind,
        id,
        place
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The actions written down with a check-in or a reply.
pub async fn list(tx: &mut SqliteConnection, source: Source) -> Result<Vec<FollowUp>, Fault> {
    let (kind, id) = (source.kind(), source.id());
    let rows = sqlx::query_as!(
        Row,
        "select id, place, owner, words from actions where source = ? and source_id = ? order by place",
        kind,
        id
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(FollowUp::try_from).collect()
}

/// The open actions of one side of a pair, the oldest first.
pub async fn list_open(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
    limit: i64,
) -> Result<Vec<FollowUp>, Fault> {
    let owner = side.as_str();
    let rows = sqlx::query_as!(
        Row,
        "select id, place, owner, words from actions
         where pair_id = ? and owner = ? and state = 'open' order by id limit ?",
        pair.0,
        owner,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(FollowUp::try_from).collect()
}

/// The open actions of a pair, the mentee's first; of each side at most `limit`, the oldest first.
pub async fn list_open_of_both(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<FollowUp>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id!", place as "place!", owner as "owner!", words as "words!"
           from (select * from (select id, place, owner, words from actions
                                where pair_id = ?1 and owner = 'mentee' and state = 'open' order by id limit ?2)
                 union all
                 select * from (select id, place, owner, words from actions
                                where pair_id = ?1 and owner = 'mentor' and state = 'open' order by id limit ?2))"#,
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(FollowUp::try_from).collect()
}

/// What a check-in or a reply said about earlier actions, the oldest first.
pub async fn list_answered(
    tx: &mut SqliteConnection,
    source: Source,
) -> Result<Vec<(FollowUp, Outcome)>, Fault> {
    let (kind, id) = (source.kind(), source.id());
    let rows = sqlx::query!(
        r#"select actions.id as "id!", place as "place!", owner as "owner!", words as "words!", outcome as "outcome!"
           from action_answers join actions on actions.id = action_id
           where action_answers.source = ? and action_answers.source_id = ? order by actions.id"#,
        kind,
        id
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let outcome = Outcome::read(&row.outcome).ok_or(Fault::Unreadable("outcome"))?;
            let (id, place, owner, words) = (row.id, row.place, row.owner, row.words);
            Ok((FollowUp::try_from(Row { id, place, owner, words })?, outcome))
        })
        .collect()
}

/// Writes down what a check-in or a reply says about an action; `None` takes it back.
pub async fn update_answer(
    tx: &mut SqliteConnection,
    source: Source,
    (action, outcome): (FollowUpId, Option<Outcome>),
) -> Result<(), Fault> {
    let (kind, id) = (source.kind(), source.id());
    match outcome.map(Outcome::key) {
        Some(outcome) => {
            sqlx::query!(
                "insert into action_answers (source, source_id, action_id, outcome) values (?, ?, ?, ?)
                 on conflict (source, source_id, action_id) do update set outcome = excluded.outcome",
                kind,
                id,
                action.0,
                outcome
            )
            .execute(tx)
            .await?;
        }
        None => {
            sqlx::query!(
                "delete from action_answers where source = ? and source_id = ? and action_id = ?",
                kind,
                id,
                action.0
            )
            .execute(tx)
            .await?;
        }
    }
    Ok(())
}

/// Sets where an action is.
pub async fn update_state(
    tx: &mut SqliteConnection,
    action: FollowUpId,
    state: State,
) -> Result<(), Fault> {
    let state = state.as_str();
    sqlx::query!("update actions set state = ? where id = ?", state, action.0).execute(tx).await?;
    Ok(())
}
