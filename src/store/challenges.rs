//! The challenges on a programme's list, when pairs are next given one, and what they were given.
//!
//! What mentees write about them stands in `write_ups`.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_day, to_ms, weeks::read_week};
use crate::domain::{
    challenge::{Assignment, Challenge, Posed, State},
    ids::{AssignmentId, ChallengeId, PairId, PersonId, ProgrammeId},
    text::Link,
    week::Week,
};

fn to_json(content: &Posed) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("challenge"))
}

/// Whether pairs of a programme are given challenges.
pub async fn find_is_on(tx: &mut SqliteConnection, programme: ProgrammeId) -> Result<bool, Fault> {
    let is_on = sqlx::query_scalar!(
        r#"select challenges as "is_on: bool" from programmes where id = ?"#,
        programme.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(is_on.unwrap_or(false))
}

/// Sets whether pairs of a programme are given challenges.
pub async fn update_is_on(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    is_on: bool,
) -> Result<(), Fault> {
    sqlx::query!("update programmes set challenges = ? where id = ?", is_on, programme.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Puts a challenge on a list. The same link stands once on it: one that was taken off comes back with these words.
pub async fn insert(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    (added_by, content): (Option<PersonId>, &Posed),
    now: Timestamp,
) -> Result<(), Fault> {
    let (link, json, now) = (content.link.as_str(), to_json(content)?, to_ms(now));
    let added_by = added_by.map(|person| person.0);
    sqlx::query!(
        "insert into challenges (programme_id, added_by, link, content, added_at) values (?, ?, ?, ?, ?)
         on conflict (programme_id, link) do update
         set added_by = excluded.added_by, content = excluded.content, added_at = excluded.added_at, retired_at = null",
        programme.0,
        added_by,
        link,
        json,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What a challenge says has changed.
pub async fn update_content(
    tx: &mut SqliteConnection,
    id: ChallengeId,
    content: &Posed,
) -> Result<(), Fault> {
    let (link, json) = (content.link.as_str(), to_json(content)?);
    sqlx::query!("update challenges set link = ?, content = ? where id = ?", link, json, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes a challenge off its list.
pub async fn update_retired(
    tx: &mut SqliteConnection,
    id: ChallengeId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update challenges set retired_at = coalesce(retired_at, ?) where id = ?",
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

struct Row {
    id: i64,
    programme_id: i64,
    added_by: Option<i64>,
    content: String,
    retired_at: Option<i64>,
}

impl TryFrom<Row> for Challenge {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            programme: row.programme_id.into(),
            added_by: row.added_by.map(PersonId),
            content: serde_json::from_str(&row.content)
                .map_err(|_| Fault::Unreadable("challenge"))?,
            is_retired: row.retired_at.is_some(),
        })
    }
}

/// One statement that reads challenges; `$which` says which, and is checked with the rest.
macro_rules! challenges_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id!: i64", programme_id, added_by, content, retired_at from challenges where "# + $which,
            $($given),+
        )
    };
}

/// The challenge with this id, on its list or not.
pub async fn find(tx: &mut SqliteConnection, id: ChallengeId) -> Result<Option<Challenge>, Fault> {
    let row = challenges_where!("id = ?", id.0).fetch_optional(tx).await?;
    row.map(Challenge::try_from).transpose()
}

/// The one with this link that is or was on a list.
pub async fn find_by_link(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    link: &Link,
) -> Result<Option<Challenge>, Fault> {
    let link = link.as_str();
    let row = challenges_where!("programme_id = ? and link = ?", programme.0, link);
    row.fetch_optional(tx).await?.map(Challenge::try_from).transpose()
}

/// The first on a list that a pair has not had.
pub async fn find_next(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    pair: PairId,
) -> Result<Option<Challenge>, Fault> {
    let row = challenges_where!(
        "programme_id = ? and retired_at is null and not exists (
             select 1 from assignments where pair_id = ? and challenge_id = challenges.id and state <> 'unsent'
         ) order by id limit 1",
        programme.0,
        pair.0
    );
    row.fetch_optional(tx).await?.map(Challenge::try_from).transpose()
}

/// What is on a list, the newest first, so many of them after leaving some out.
pub async fn list(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    (limit, skip): (i64, i64),
) -> Result<Vec<Challenge>, Fault> {
    let rows = challenges_where!(
        "programme_id = ? and retired_at is null order by id desc limit ? offset ?",
        programme.0,
        limit,
        skip
    );
    rows.fetch_all(tx).await?.into_iter().map(Challenge::try_from).collect()
}

/// How many are on a list.
pub async fn count(tx: &mut SqliteConnection, programme: ProgrammeId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        "select count(*) from challenges where programme_id = ? and retired_at is null",
        programme.0
    );
    Ok(count.fetch_one(tx).await?)
}

/// How many running pairs have had everything on their programme's list. Reads every pair: for whoever looks at the list.
pub async fn count_through(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        "select count(*) from pairs where programme_id = ?1 and state = 'active' and not exists (
             select 1 from challenges where programme_id = ?1 and retired_at is null and not exists (
                 select 1 from assignments
                 where pair_id = pairs.id and challenge_id = challenges.id and state <> 'unsent'
             )
         )",
        programme.0
    );
    Ok(count.fetch_one(tx).await?)
}

super::looks::looks!("challenges_due");

struct Given {
    id: i64,
    pair_id: i64,
    challenge_id: i64,
    week: String,
    due_on: String,
    state: String,
}

impl TryFrom<Given> for Assignment {
    type Error = Fault;

    fn try_from(row: Given) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            pair: row.pair_id.into(),
            challenge: row.challenge_id.into(),
            week: read_week(&row.week)?,
            due_on: from_day(&row.due_on)?,
            state: State::read(&row.state).ok_or(Fault::Unreadable("assignment"))?,
        })
    }
}

/// Writes down that a pair is given a challenge in a week; what is planned for that week already stays.
pub async fn insert_assignment(
    tx: &mut SqliteConnection,
    (pair, challenge): (PairId, ChallengeId),
    (week, due_on): (Week, jiff::civil::Date),
) -> Result<bool, Fault> {
    let (week, due_on, state) = (week.to_string(), due_on.to_string(), State::Planned.as_str());
    let done = sqlx::query!(
        "insert into assignments (pair_id, challenge_id, week, due_on, state) values (?, ?, ?, ?, ?)
         on conflict (pair_id, week) do nothing",
        pair.0,
        challenge.0,
        week,
        due_on,
        state
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes down how an assignment stands.
pub async fn update_state(
    tx: &mut SqliteConnection,
    id: AssignmentId,
    state: State,
) -> Result<(), Fault> {
    let state = state.as_str();
    sqlx::query!("update assignments set state = ? where id = ?", state, id.0).execute(tx).await?;
    Ok(())
}

/// Writes down by which day an assignment is meant.
pub async fn update_due_on(
    tx: &mut SqliteConnection,
    id: AssignmentId,
    due_on: jiff::civil::Date,
) -> Result<(), Fault> {
    let due_on = due_on.to_string();
    sqlx::query!("update assignments set due_on = ? where id = ?", due_on, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The assignment with this id.
pub async fn find_assignment(
    tx: &mut SqliteConnection,
    id: AssignmentId,
) -> Result<Option<Assignment>, Fault> {
    let row = sqlx::query_as!(
        Given,
        r#"select id as "id!: i64", pair_id, challenge_id, week, due_on, state from assignments where id = ?"#,
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(Assignment::try_from).transpose()
}

/// What a pair was given in a week.
pub async fn find_of_week(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
) -> Result<Option<Assignment>, Fault> {
    let week = week.to_string();
    let row = sqlx::query_as!(
        Given,
        r#"select id as "id!: i64", pair_id, challenge_id, week, due_on, state from assignments
           where pair_id = ? and week = ?"#,
        pair.0,
        week
    )
    .fetch_optional(tx)
    .await?;
    row.map(Assignment::try_from).transpose()
}

/// What a pair was given, the newest first; what never reached the mentee is left out.
pub async fn list_given(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<(Assignment, Challenge)>, Fault> {
    let rows = sqlx::query_as!(
        Given,
        r#"select id as "id!: i64", pair_id, challenge_id, week, due_on, state from assignments
           where pair_id = ? and state in ('given', 'declined') order by week desc limit ?"#,
        pair.0,
        limit
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut given = Vec::new();
    for row in rows {
        let assignment = Assignment::try_from(row)?;
        let challenge = find(tx, assignment.challenge).await?;
        given.push((assignment, challenge.ok_or(Fault::Unreadable("challenge"))?));
    }
    Ok(given)
}
