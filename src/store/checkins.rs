//! Check-ins and their versions. An edit never overwrites what was written.

use jiff::{Timestamp, civil};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, templates, to_ms};
use crate::domain::{
    answerable::Measured,
    checkin::Answers,
    ids::{CheckinId, PairId, PersonId},
    promise::{Owed, Promise},
    template::Template,
    week::Week,
};

/// A check-in as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkin {
    /// Our id.
    pub id: CheckinId,
    /// The pair.
    pub pair: PairId,
    /// The week it is about.
    pub week: Week,
    /// Who wrote it.
    pub author: PersonId,
    /// How often it has been saved.
    pub version: u32,
    /// When it was first submitted; the response clock starts here.
    pub submitted_at: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// When the mentor could first see it.
    pub posted_at: Option<Timestamp>,
    /// The rule by which a reply is owed.
    pub promise: Promise,
    /// When a reply is owed by; `None` when the mentor never works.
    pub owed_by: Option<Timestamp>,
    /// When it was first replied to.
    pub replied_at: Option<Timestamp>,
    /// The day on which the mentor said they would write more.
    pub more_on: Option<civil::Date>,
    /// What it answers.
    pub template: Template,
    /// What it says now.
    pub answers: Answers,
}

/// A check-in to be written down for the first time.
#[derive(Debug, Clone, Copy)]
pub struct NewCheckin {
    /// The pair.
    pub pair: PairId,
    /// The week.
    pub week: Week,
    /// Who wrote it.
    pub author: PersonId,
    /// What is owed for it.
    pub owed: Owed,
}

/// What one press of *Send* holds: the modal it came from, what it asked, and the answers.
#[derive(Debug, Clone, Copy)]
pub struct Saved<'a> {
    /// Slack's id of the modal; pressing twice saves once.
    pub view_id: &'a str,
    /// What it asked.
    pub template: &'a Template,
    /// The answers.
    pub answers: &'a Answers,
}

fn to_json(answers: &Answers) -> Result<String, Fault> {
    serde_json::to_string(answers).map_err(|_| Fault::Unreadable("answers"))
}

/// Writes a check-in down.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: NewCheckin,
    saved: Saved<'_>,
    now: Timestamp,
) -> Result<CheckinId, Fault> {
    let (week, at, owed_by) = (new.week.to_string(), to_ms(now), new.owed.by.map(to_ms));
    let (promise, allowed) = (new.owed.promise.to_string(), new.owed.allowed.map(|it| it.0));
    let id = sqlx::query_scalar!(
        r#"insert into checkins (pair_id, week, author_id, version, submitted_at, reply_owed_by, promise, allowed_minutes)
           values (?, ?, ?, 1, ?, ?, ?, ?) returning id as "id!: i64""#,
        new.pair.0,
        week,
        new.author.0,
        at,
        owed_by,
        promise,
        allowed
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id, 1), saved, at).await?;
    Ok(id.into())
}

/// Writes down a new version of a check-in.
pub async fn update_answers(
    tx: &mut SqliteConnection,
    id: CheckinId,
    saved: Saved<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(now);
    let version = sqlx::query_scalar!(
        "update checkins set version = version + 1, edited_at = ? where id = ? returning version",
        at,
        id.0
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_version(tx, (id.0, version), saved, at).await
}

async fn insert_version(
    tx: &mut SqliteConnection,
    (id, version): (i64, i64),
    saved: Saved<'_>,
    at: i64,
) -> Result<(), Fault> {
    let (answers, version_asked) = (to_json(saved.answers)?, saved.template.version.0);
    sqlx::query!(
        "insert into checkin_versions (checkin_id, version, saved_at, view_id, template, answers) values (?, ?, ?, ?, ?, ?)",
        id,
        version,
        at,
        saved.view_id,
        version_asked,
        answers
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down what a version says when its own modal is submitted again.
pub async fn update_version(
    tx: &mut SqliteConnection,
    id: CheckinId,
    saved: Saved<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let (answers, at) = (to_json(saved.answers)?, to_ms(now));
    let version_asked = saved.template.version.0;
    sqlx::query!(
        "update checkin_versions set template = ?, answers = ?, saved_at = ? where checkin_id = ? and view_id = ?",
        version_asked,
        answers,
        at,
        id.0,
        saved.view_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

struct Row {
    id: i64,
    pair_id: i64,
    week: String,
    author_id: i64,
    version: i64,
    submitted_at: i64,
    edited_at: Option<i64>,
    posted_at: Option<i64>,
    promise: String,
    reply_owed_by: Option<i64>,
    replied_at: Option<i64>,
    more_on: Option<String>,
    template: i64,
    content: String,
    answers: String,
}

impl TryFrom<Row> for Checkin {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            pair: row.pair_id.into(),
            week: row.week.parse().map_err(|_| Fault::Unreadable("week"))?,
            author: row.author_id.into(),
            version: u32::try_from(row.version).map_err(|_| Fault::Unreadable("version"))?,
            submitted_at: from_ms(row.submitted_at)?,
            edited_at: from_ms_opt(row.edited_at)?,
            posted_at: from_ms_opt(row.posted_at)?,
            promise: row.promise.parse().map_err(|_| Fault::Unreadable("promise"))?,
            owed_by: from_ms_opt(row.reply_owed_by)?,
            replied_at: from_ms_opt(row.replied_at)?,
            more_on: row.more_on.as_deref().map(from_day).transpose()?,
            template: templates::template(row.template, &row.content)?,
            answers: serde_json::from_str(&row.answers)
                .map_err(|_| Fault::Unreadable("answers"))?,
        })
    }
}

/// One statement that reads check-ins as they stand, each with the template it answers; `$which` says which, and is checked with the rest.
macro_rules! checkins_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select checkins.id as "id!: i64", pair_id, week, author_id, checkins.version, submitted_at, edited_at,
                      posted_at, promise, reply_owed_by, replied_at, more_on, template, content, answers
               from checkins
               join checkin_versions on checkin_id = checkins.id and checkin_versions.version = checkins.version
               join pairs on pairs.id = pair_id
               join templates on templates.programme_id = pairs.programme_id and templates.version = template
               where "# + $which,
            $($given),+
        )
    };
}

/// The check-in with this id.
pub async fn find(tx: &mut SqliteConnection, id: CheckinId) -> Result<Option<Checkin>, Fault> {
    read(checkins_where!("checkins.id = ?", id.0).fetch_optional(tx).await?)
}

/// The check-in of a pair for a week.
pub async fn find_by_week(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
) -> Result<Option<Checkin>, Fault> {
    let week = week.to_string();
    read(checkins_where!("pair_id = ? and week = ?", pair.0, week).fetch_optional(tx).await?)
}

/// The newest check-in of a pair about a week before `week`; its plan stands at the top of `week`'s form.
pub async fn find_before(
    tx: &mut SqliteConnection,
    pair: PairId,
    week: Week,
) -> Result<Option<Checkin>, Fault> {
    let week = week.to_string();
    let row = checkins_where!("pair_id = ? and week < ? order by week desc limit 1", pair.0, week);
    read(row.fetch_optional(tx).await?)
}

/// What a modal has saved as a version of this check-in, if it has.
pub async fn find_saved(
    tx: &mut SqliteConnection,
    id: CheckinId,
    view_id: &str,
) -> Result<Option<Answers>, Fault> {
    let answers = sqlx::query_scalar!(
        "select answers from checkin_versions where checkin_id = ? and view_id = ?",
        id.0,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    let answers = answers.map(|text| serde_json::from_str(&text)).transpose();
    answers.map_err(|_| Fault::Unreadable("answers"))
}

/// What a version of a pair's check-in says, and the template it answers.
pub async fn find_version(
    tx: &mut SqliteConnection,
    pair: PairId,
    (id, version): (CheckinId, u32),
) -> Result<Option<(Template, Answers)>, Fault> {
    let row = sqlx::query!(
        "select template, content, answers from checkin_versions
         join checkins on checkins.id = checkin_id
         join pairs on pairs.id = pair_id
         join templates on templates.programme_id = pairs.programme_id and templates.version = template
         where checkin_id = ? and checkin_versions.version = ? and pair_id = ?",
        id.0,
        version,
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let answers = serde_json::from_str(&row.answers).map_err(|_| Fault::Unreadable("answers"))?;
    Ok(Some((templates::template(row.template, &row.content)?, answers)))
}

fn read(row: Option<Row>) -> Result<Option<Checkin>, Fault> {
    row.map(Checkin::try_from).transpose()
}

/// A pair's check-ins that nobody has replied to or that were sent since `since`: the newest twenty, newest first.
pub async fn list_recent(
    tx: &mut SqliteConnection,
    pair: PairId,
    since: Timestamp,
) -> Result<Vec<Checkin>, Fault> {
    let since = to_ms(since);
    let rows = checkins_where!(
        "pair_id = ? and (replied_at is null or submitted_at >= ?) order by submitted_at desc limit 20",
        pair.0,
        since
    );
    rows.fetch_all(tx).await?.into_iter().map(Checkin::try_from).collect()
}

/// A pair's check-ins that were sent between two instants, the newest first, at most `limit`.
pub async fn list_between(
    tx: &mut SqliteConnection,
    pair: PairId,
    ((from, to), limit): ((Timestamp, Timestamp), i64),
) -> Result<Vec<Checkin>, Fault> {
    let (from, to) = (to_ms(from), to_ms(to));
    let rows = checkins_where!(
        "pair_id = ? and submitted_at >= ? and submitted_at < ? order by submitted_at desc limit ?",
        pair.0,
        from,
        to,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Checkin::try_from).collect()
}

/// A pair's check-ins that nobody has replied to, the longest waiting first.
pub async fn list_unanswered(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Vec<Checkin>, Fault> {
    let rows = checkins_where!(
        "pair_id = ? and replied_at is null order by submitted_at limit 20",
        pair.0
    );
    rows.fetch_all(tx).await?.into_iter().map(Checkin::try_from).collect()
}

/// Writes down when the mentor could first see it.
pub async fn update_posted(
    tx: &mut SqliteConnection,
    id: CheckinId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update checkins set posted_at = coalesce(posted_at, ?) where id = ?", at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets by when the reply is owed, and in how much working time, under the rule it was sent under.
pub async fn update_owed(
    tx: &mut SqliteConnection,
    id: CheckinId,
    owed: Owed,
) -> Result<(), Fault> {
    let (by, allowed) = (owed.by.map(to_ms), owed.allowed.map(|it| it.0));
    sqlx::query!(
        "update checkins set reply_owed_by = ?, allowed_minutes = ? where id = ?",
        by,
        allowed,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Sets or clears what the first reply was measured at: with it stands or stops the response clock.
pub async fn update_replied(
    tx: &mut SqliteConnection,
    id: CheckinId,
    measured: Option<Measured>,
) -> Result<(), Fault> {
    let (at, taken) = (measured.map(|it| to_ms(it.at)), measured.map(|it| it.taken.0));
    let kept = measured.map(|it| it.kept.as_str());
    sqlx::query!(
        "update checkins set replied_at = ?, taken_minutes = ?, kept = ? where id = ?",
        at,
        taken,
        kept,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps the day on which the mentor said they would write more. It does not stop the response clock.
pub async fn update_acknowledged(
    tx: &mut SqliteConnection,
    id: CheckinId,
    more_on: civil::Date,
    now: Timestamp,
) -> Result<(), Fault> {
    let (more_on, now) = (more_on.to_string(), to_ms(now));
    sqlx::query!(
        "update checkins set acknowledged_at = ?, more_on = ? where id = ?",
        now,
        more_on,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
