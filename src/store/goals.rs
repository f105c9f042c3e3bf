//! What pairs aim at, in versions, and the areas of a programme. What a version says stands with it; the row of a goal
//! holds what it is found by.

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    goal::{Area, Goal, Version, quarter::Quarter},
    ids::{GoalId, PairId, PersonId, ProgrammeId},
    text::UserText,
};

fn to_json(content: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("goal"))
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::Unreadable("goal"))
}

/// The areas a programme keeps, in their order; none while it has changed nothing.
pub async fn list_areas(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
) -> Result<Vec<Area>, Fault> {
    let names = sqlx::query_scalar!(
        "select name from goal_areas where programme_id = ? order by place",
        programme.0
    );
    let names = names.fetch_all(tx).await?.into_iter();
    Ok(names.map(|name| Area(UserText::from_stored(name))).collect())
}

/// Sets the areas a programme keeps, in their order.
pub async fn update_areas(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    areas: &[Area],
) -> Result<(), Fault> {
    sqlx::query!("delete from goal_areas where programme_id = ?", programme.0)
        .execute(&mut *tx)
        .await?;
    for (place, area) in (0_i64..).zip(areas) {
        let name = area.name();
        sqlx::query!(
            "insert into goal_areas (programme_id, place, name) values (?, ?, ?)",
            programme.0,
            place,
            name
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Writes down a new goal of a pair with its first version, and the form it was saved in, if it was one.
pub async fn insert(
    tx: &mut SqliteConnection,
    (pair, view_id): (PairId, Option<&str>),
    first: &Version,
) -> Result<GoalId, Fault> {
    let (at, state) = (to_ms(first.at), first.state.as_str());
    let (quarter, due_on) = (first.aim.quarter.to_string(), first.aim.due_on.to_string());
    let by = first.by.map(|by| by.0);
    let id = sqlx::query!(
        "insert into goals (pair_id, made_by, made_at, version, state, quarter, due_on, changed_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)",
        pair.0,
        by,
        at,
        first.number,
        state,
        quarter,
        due_on,
        at
    )
    .execute(&mut *tx)
    .await?
    .last_insert_rowid();
    insert_version(tx, (GoalId(id), view_id), first).await?;
    Ok(GoalId(id))
}

/// Writes down what a goal says now and how it stands, and the form it was saved in, if it was one.
pub async fn update(
    tx: &mut SqliteConnection,
    (id, view_id): (GoalId, Option<&str>),
    version: &Version,
) -> Result<(), Fault> {
    let (at, state) = (to_ms(version.at), version.state.as_str());
    let (quarter, due_on) = (version.aim.quarter.to_string(), version.aim.due_on.to_string());
    sqlx::query!(
        "update goals set version = ?, state = ?, quarter = ?, due_on = ?, changed_at = ? where id = ?",
        version.number,
        state,
        quarter,
        due_on,
        at,
        id.0
    )
    .execute(&mut *tx)
    .await?;
    insert_version(tx, (id, view_id), version).await
}

async fn insert_version(
    tx: &mut SqliteConnection,
    (id, view_id): (GoalId, Option<&str>),
    version: &Version,
) -> Result<(), Fault> {
    let (at, by) = (to_ms(version.at), version.by.map(|by| by.0));
    let (change, state) = (to_json(&version.change)?, to_json(&version.state)?);
    let content = to_json(&version.aim)?;
    sqlx::query!(
        "insert into goal_versions (goal_id, version, changed_by, changed_at, view_id, change, content, state)
         values (?, ?, ?, ?, ?, ?, ?, ?)",
        id.0,
        version.number,
        by,
        at,
        view_id,
        change,
        content,
        state
    )
    .execute(tx)
    .await?;
    Ok(())
}

struct Row {
    id: i64,
    pair_id: i64,
    made_by: Option<i64>,
    made_at: i64,
    version: i64,
    content: String,
    state: String,
}

fn number(version: i64) -> Result<u32, Fault> {
    u32::try_from(version).map_err(|_| Fault::Unreadable("goal"))
}

impl TryFrom<Row> for Goal {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            pair: row.pair_id.into(),
            made_by: row.made_by.map(PersonId),
            made_at: from_ms(row.made_at)?,
            version: number(row.version)?,
            aim: from_json(&row.content)?,
            state: from_json(&row.state)?,
        })
    }
}

/// One statement that reads goals; `$which` says which, and is checked with the rest.
macro_rules! goals_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select goals.id as "id!: i64", pair_id, made_by, made_at, goals.version, content,
                  goal_versions.state
           from goals join goal_versions on goal_id = goals.id and goal_versions.version = goals.version
           where "# + $which,
            $($given),+
        )
    };
}

/// The goal with this id.
pub async fn find(tx: &mut SqliteConnection, id: GoalId) -> Result<Option<Goal>, Fault> {
    let row = goals_where!("goals.id = ?", id.0).fetch_optional(tx).await?;
    row.map(Goal::try_from).transpose()
}

/// The one that this form has saved, with the newest version it saved.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<(GoalId, u32)>, Fault> {
    let row = sqlx::query!(
        r#"select goal_id as "goal_id!", version as "version!" from goal_versions where view_id = ?
           order by version desc limit 1"#,
        view_id
    );
    let row = row.fetch_optional(tx).await?;
    row.map(|row| Ok((GoalId(row.goal_id), number(row.version)?))).transpose()
}

/// A pair's open goals, the next due first.
pub async fn list_open(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Goal>, Fault> {
    let rows = goals_where!(
        "pair_id = ? and goals.state = 'open' order by due_on, goals.id limit ?",
        pair.0,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Goal::try_from).collect()
}

/// A pair's open goals of quarters before this one, the oldest first.
pub async fn list_undecided(
    tx: &mut SqliteConnection,
    (pair, before): (PairId, Quarter),
    limit: i64,
) -> Result<Vec<Goal>, Fault> {
    let before = before.to_string();
    let rows = goals_where!(
        "pair_id = ? and goals.state = 'open' and quarter < ? order by quarter, due_on, goals.id limit ?",
        pair.0,
        before,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Goal::try_from).collect()
}

/// A pair's goals that were met or dropped, the newest settled first, so many of them after leaving some out.
pub async fn list_settled(
    tx: &mut SqliteConnection,
    pair: PairId,
    (limit, skip): (i64, i64),
) -> Result<Vec<Goal>, Fault> {
    let rows = goals_where!(
        "pair_id = ? and goals.state <> 'open' order by goals.changed_at desc, goals.id desc limit ? offset ?",
        pair.0,
        limit,
        skip
    );
    rows.fetch_all(tx).await?.into_iter().map(Goal::try_from).collect()
}

/// How many of a pair's goals stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Aimed at.
    pub open: i64,
    /// Reached.
    pub met: i64,
    /// Not aimed at any more.
    pub dropped: i64,
}

/// How many goals a pair has.
pub async fn count(tx: &mut SqliteConnection, pair: PairId) -> Result<Counts, Fault> {
    let counts = sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where state = 'open') as "open!: i64",
                  count(*) filter (where state = 'met') as "met!: i64",
                  count(*) filter (where state = 'dropped') as "dropped!: i64"
           from goals where pair_id = ?"#,
        pair.0
    );
    Ok(counts.fetch_one(tx).await?)
}

struct Changed {
    version: i64,
    changed_by: Option<i64>,
    changed_at: i64,
    change: String,
    content: String,
    state: String,
}

impl TryFrom<Changed> for Version {
    type Error = Fault;

    fn try_from(row: Changed) -> Result<Self, Fault> {
        Ok(Self {
            number: number(row.version)?,
            by: row.changed_by.map(PersonId),
            at: from_ms(row.changed_at)?,
            change: from_json(&row.change)?,
            aim: from_json(&row.content)?,
            state: from_json(&row.state)?,
        })
    }
}

/// The changes of a goal, the newest first, so many of them after leaving some out.
pub async fn list_versions(
    tx: &mut SqliteConnection,
    goal: GoalId,
    (limit, skip): (i64, i64),
) -> Result<Vec<Version>, Fault> {
    let rows = sqlx::query_as!(
        Changed,
        "select version, changed_by, changed_at, change, content, state from goal_versions
         where goal_id = ? order by version desc limit ? offset ?",
        goal.0,
        limit,
        skip
    );
    rows.fetch_all(tx).await?.into_iter().map(Version::try_from).collect()
}

/// What was changed of a pair's goals at an instant, in the order of the goals.
pub async fn list_changed_at(
    tx: &mut SqliteConnection,
    (pair, at): (PairId, Timestamp),
    limit: i64,
) -> Result<Vec<Version>, Fault> {
    let at = to_ms(at);
    let rows = sqlx::query_as!(
        Changed,
        r#"select goal_versions.version as "version!", changed_by,
                  goal_versions.changed_at as "changed_at!", change as "change!", content as "content!",
                  goal_versions.state as "state!"
           from goals join goal_versions on goal_id = goals.id
           where pair_id = ? and goal_versions.changed_at = ? order by goals.id limit ?"#,
        pair.0,
        at,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Version::try_from).collect()
}
