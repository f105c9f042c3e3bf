//! Questions, their versions, and the rounds they were asked in. An edit never overwrites what was written, and a new
//! round never what was measured.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    answerable::Measured,
    ids::{PairId, PersonId, QuestionId},
    promise::{Kept, Owed, WorkingMinutes},
    question::{Closed, Content, Question, Round, Seen},
};

/// A question to be written down for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewQuestion {
    /// The pair.
    pub pair: PairId,
    /// Who asks.
    pub author: PersonId,
}

fn to_json(content: &Content) -> Result<String, Fault> {
    serde_json::to_string(content).map_err(|_| Fault::Unreadable("question"))
}

/// Writes a question down, in its first round. `view_id` is the modal it came from.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: NewQuestion,
    (view_id, content, owed): (&str, &Content, Owed),
    now: Timestamp,
) -> Result<QuestionId, Fault> {
    let at = to_ms(now);
    let id = sqlx::query_scalar!(
        r#"insert into questions (pair_id, author_id, version, asked_at, round) values (?, ?, 1, ?, 0)
           returning id as "id!: i64""#,
        new.pair.0,
        new.author.0,
        at
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id, 1), (view_id, content), at).await?;
    insert_round(tx, id.into(), owed, now).await?;
    Ok(id.into())
}

async fn insert_version(
    tx: &mut SqliteConnection,
    (id, version): (i64, i64),
    (view_id, content): (&str, &Content),
    at: i64,
) -> Result<(), Fault> {
    let content = to_json(content)?;
    sqlx::query!(
        "insert into question_versions (question_id, version, saved_at, view_id, content) values (?, ?, ?, ?, ?)",
        id,
        version,
        at,
        view_id,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Begins another round of a question, from `now`.
pub async fn insert_round(
    tx: &mut SqliteConnection,
    id: QuestionId,
    owed: Owed,
    now: Timestamp,
) -> Result<(), Fault> {
    let (at, by) = (to_ms(now), owed.by.map(to_ms));
    let (promise, allowed) = (owed.promise.to_string(), owed.allowed.map(|it| it.0));
    let round = sqlx::query_scalar!(
        "update questions set round = round + 1 where id = ? returning round",
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into question_rounds (question_id, round, since_at, promise, owed_at, allowed_minutes)
         values (?, ?, ?, ?, ?, ?)",
        id.0,
        round,
        at,
        promise,
        by,
        allowed
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Adds a version to a question.
pub async fn update_content(
    tx: &mut SqliteConnection,
    id: QuestionId,
    (view_id, content): (&str, &Content),
    now: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(now);
    let version = sqlx::query_scalar!(
        "update questions set version = version + 1, edited_at = ? where id = ? returning version",
        at,
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id.0, version), (view_id, content), at).await
}

/// Writes down what a version says when its own modal is submitted again.
pub async fn update_version(
    tx: &mut SqliteConnection,
    id: QuestionId,
    (view_id, content): (&str, &Content),
    now: Timestamp,
) -> Result<(), Fault> {
    let (content, at) = (to_json(content)?, to_ms(now));
    sqlx::query!(
        "update question_versions set content = ?, saved_at = ? where question_id = ? and view_id = ?",
        content,
        at,
        id.0,
        view_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

struct Row {
    id: i64,
    pair_id: i64,
    author_id: i64,
    version: i64,
    asked_at: i64,
    edited_at: Option<i64>,
    posted_at: Option<i64>,
    held_until: Option<i64>,
    closed_as: Option<String>,
    closed_at: Option<i64>,
    content: String,
    round: i64,
    since_at: i64,
    promise: String,
    owed_at: Option<i64>,
    seen_at: Option<i64>,
    back_at: Option<i64>,
    followed_up_at: Option<i64>,
    answered_at: Option<i64>,
    taken_minutes: Option<i64>,
    kept: Option<String>,
}

impl TryFrom<Row> for Question {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let number = |it: i64| u32::try_from(it).map_err(|_| Fault::Unreadable("number"));
        let seen = match (row.seen_at, row.back_at) {
            (Some(at), Some(by)) => Some(Seen { at: from_ms(at)?, back_by: from_ms(by)? }),
            (_, _) => None,
        };
        let kept = row.kept.as_deref().and_then(Kept::read);
        let answered = match (row.answered_at, row.taken_minutes, kept) {
            (Some(at), Some(taken), Some(kept)) => {
                Some(Measured { at: from_ms(at)?, taken: WorkingMinutes(taken), kept })
            }
            (None, None, None) => None,
            (_, _, _) => return Err(Fault::Unreadable("measurement")),
        };
        let closed = match (row.closed_as.as_deref().map(Closed::read), row.closed_at) {
            (Some(Some(closed)), Some(at)) => Some((closed, from_ms(at)?)),
            (None, None) => None,
            (_, _) => return Err(Fault::Unreadable("question")),
        };
        let round = Round {
            nth: number(row.round)?,
            since: from_ms(row.since_at)?,
            promise: row.promise.parse().map_err(|_| Fault::Unreadable("promise"))?,
            owed_by: from_ms_opt(row.owed_at)?,
            seen,
            followed_up_at: from_ms_opt(row.followed_up_at)?,
            answered,
        };
        Ok(Self {
            id: row.id.into(),
            pair: row.pair_id.into(),
            author: row.author_id.into(),
            version: number(row.version)?,
            asked_at: from_ms(row.asked_at)?,
            edited_at: from_ms_opt(row.edited_at)?,
            posted_at: from_ms_opt(row.posted_at)?,
            held_until: from_ms_opt(row.held_until)?,
            content: serde_json::from_str(&row.content)
                .map_err(|_| Fault::Unreadable("question"))?,
            round,
            closed,
        })
    }
}

/// One statement that reads questions as they stand; `$which` says which, and is checked with the rest.
macro_rules! questions_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select questions.id as "id!: i64", pair_id, author_id, questions.version, asked_at, edited_at, posted_at,
                      held_until,
                      closed_as, closed_at, content, questions.round, since_at, promise, owed_at, seen_at, back_at,
                      followed_up_at, answered_at, taken_minutes, kept
               from questions
               join question_versions on question_versions.question_id = questions.id
                    and question_versions.version = questions.version
               join question_rounds on question_rounds.question_id = questions.id
                    and question_rounds.round = questions.round
               where "# + $which,
            $($given),+
        )
    };
}

/// The question with this id.
pub async fn find(tx: &mut SqliteConnection, id: QuestionId) -> Result<Option<Question>, Fault> {
    let row = questions_where!("questions.id = ?", id.0).fetch_optional(tx).await?;
    row.map(Question::try_from).transpose()
}

/// The question that a modal has saved a version of, and what that version says.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<Option<(QuestionId, Content)>, Fault> {
    let row = sqlx::query!(
        r#"select question_id as "question_id!", content from question_versions where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let content = serde_json::from_str(&row.content).map_err(|_| Fault::Unreadable("question"))?;
    Ok(Some((row.question_id.into(), content)))
}

/// Since when the round runs that lay open at `at`; the first one's beginning for what came before it.
pub async fn find_since(
    tx: &mut SqliteConnection,
    id: QuestionId,
    at: Timestamp,
) -> Result<Option<Timestamp>, Fault> {
    let at = to_ms(at);
    let since = sqlx::query_scalar!(
        r#"select since_at from question_rounds where question_id = ? and (since_at <= ? or round = 1)
           order by round desc limit 1"#,
        id.0,
        at
    )
    .fetch_optional(tx)
    .await?;
    from_ms_opt(since)
}

/// A pair's questions that wait for an answer, the longest waiting first. One that waits for a check-in is not owed yet.
pub async fn list_unanswered(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Vec<Question>, Fault> {
    let rows = questions_where!(
        "pair_id = ? and closed_at is null and answered_at is null and held_until is null order by asked_at limit 20",
        pair.0
    );
    rows.fetch_all(tx).await?.into_iter().map(Question::try_from).collect()
}

/// A pair's questions that are not settled, the oldest first.
pub async fn list_unsettled(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Question>, Fault> {
    let rows = questions_where!(
        "pair_id = ? and closed_at is null order by asked_at limit ?",
        pair.0,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Question::try_from).collect()
}

/// A pair's questions that wait for an answer, or that were asked or asked again since `since`: the newest fifty, newest
/// first.
pub async fn list_recent(
    tx: &mut SqliteConnection,
    pair: PairId,
    since: Timestamp,
) -> Result<Vec<Question>, Fault> {
    let since = to_ms(since);
    let rows = questions_where!(
        "pair_id = ? and ((closed_at is null and answered_at is null) or since_at >= ?) order by asked_at desc limit 50",
        pair.0,
        since
    );
    rows.fetch_all(tx).await?.into_iter().map(Question::try_from).collect()
}

/// Writes down when the mentor could first see it.
pub async fn update_posted(
    tx: &mut SqliteConnection,
    id: QuestionId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update questions set posted_at = coalesce(posted_at, ?) where id = ?", at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets since when the answer of the present round is waited for.
pub async fn update_since(
    tx: &mut SqliteConnection,
    id: QuestionId,
    since: Timestamp,
) -> Result<(), Fault> {
    let since = to_ms(since);
    sqlx::query!(
        "update question_rounds set since_at = ?1
         where question_id = ?2 and round = (select round from questions where id = ?2)",
        since,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Sets by when the answer of the present round is owed, and in how much working time, under the rule it has.
pub async fn update_owed(
    tx: &mut SqliteConnection,
    id: QuestionId,
    owed: Owed,
) -> Result<(), Fault> {
    let (by, allowed) = (owed.by.map(to_ms), owed.allowed.map(|it| it.0));
    sqlx::query!(
        "update question_rounds set owed_at = ?1, allowed_minutes = ?2
         where question_id = ?3 and round = (select round from questions where id = ?3)",
        by,
        allowed,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps that the mentor has seen it, and by when they are back.
pub async fn update_seen(
    tx: &mut SqliteConnection,
    id: QuestionId,
    seen: Seen,
) -> Result<(), Fault> {
    let (at, back) = (to_ms(seen.at), to_ms(seen.back_by));
    sqlx::query!(
        "update question_rounds set seen_at = coalesce(seen_at, ?1), back_at = ?2
         where question_id = ?3 and round = (select round from questions where id = ?3)",
        at,
        back,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps that the mentor was asked once more.
pub async fn update_followed_up(
    tx: &mut SqliteConnection,
    id: QuestionId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "update question_rounds set followed_up_at = ?1
         where question_id = ?2 and round = (select round from questions where id = ?2)",
        at,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Sets or clears what the answer of the present round was measured at: with it stands or stops the response clock.
pub async fn update_answered(
    tx: &mut SqliteConnection,
    id: QuestionId,
    measured: Option<Measured>,
) -> Result<(), Fault> {
    let (at, taken) = (measured.map(|it| to_ms(it.at)), measured.map(|it| it.taken.0));
    let kept = measured.map(|it| it.kept.as_str());
    sqlx::query!(
        "update question_rounds set answered_at = ?1, taken_minutes = ?2, kept = ?3
         where question_id = ?4 and round = (select round from questions where id = ?4)",
        at,
        taken,
        kept,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down how it was settled.
pub async fn update_closed(
    tx: &mut SqliteConnection,
    id: QuestionId,
    (closed, at): (Closed, Timestamp),
) -> Result<(), Fault> {
    let (closed, at) = (closed.as_str(), to_ms(at));
    sqlx::query!(
        "update questions set closed_as = ?, closed_at = ?, held_until = null where id = ?",
        closed,
        at,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Counts a question that was solved while it was being written; the same modal counts once.
pub async fn insert_solved_while_writing(
    tx: &mut SqliteConnection,
    (pair, person): (PairId, PersonId),
    view_id: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(now);
    sqlx::query!(
        "insert into solved_while_writing (pair_id, person_id, solved_at, view_id) values (?, ?, ?, ?)
         on conflict do nothing",
        pair.0,
        person.0,
        at,
        view_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether a modal was solved while it was being written, so that nothing typed in it before is a draft any more.
pub async fn find_solved_while_writing(
    tx: &mut SqliteConnection,
    view_id: &str,
) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select 1 as "one: i64" from solved_while_writing where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(found.is_some())
}

/// How often a pair's mentee solved something while writing it down.
pub async fn count_solved_while_writing(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from solved_while_writing where pair_id = ?"#,
        pair.0
    )
    .fetch_one(tx)
    .await?;
    Ok(count)
}
