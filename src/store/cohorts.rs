//! Cohorts, their channels, and who is in them.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    cohort::{Belonging, Bound, Cohort, CohortName, Member},
    help_channel::Standing,
    ids::{CohortId, PairId, PersonId, ProgrammeId, SlackChannel},
    pair::Side,
};

/// More cohorts of a programme than this are not listed.
const MOST_COHORTS: i64 = 50;

/// More people than this are in no cohort; it bounds what a list costs.
const MOST_MEMBERS: i64 = 200;

/// A cohort that is to be.
#[derive(Debug, Clone)]
pub struct NewCohort {
    /// The programme it belongs to.
    pub programme: ProgrammeId,
    /// What it is called.
    pub name: CohortName,
    /// Its first day.
    pub starts_on: Date,
    /// The lead who makes it.
    pub by: PersonId,
}

struct Row {
    id: i64,
    programme_id: i64,
    name: String,
    starts_on: String,
    created_by: i64,
    channel: Option<String>,
    bound_by: Option<i64>,
    bindings: i64,
    standing: Option<String>,
    ended_at: Option<i64>,
}

impl TryFrom<Row> for Cohort {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let unreadable = || Fault::Unreadable("cohort");
        let bound = match (row.channel, row.bound_by, row.standing) {
            (Some(channel), Some(by), Some(standing)) => Some(Bound {
                channel: channel.into(),
                by: by.into(),
                nth: u32::try_from(row.bindings).map_err(|_| unreadable())?,
                standing: Standing::read(&standing).ok_or_else(unreadable)?,
            }),
            (_, _, _) => None,
        };
        Ok(Self {
            id: row.id.into(),
            programme: row.programme_id.into(),
            name: CohortName::from_stored(row.name),
            starts_on: from_day(&row.starts_on)?,
            created_by: row.created_by.into(),
            bound,
            ended_at: from_ms_opt(row.ended_at)?,
        })
    }
}

/// Writes down a cohort.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: &NewCohort,
    now: Timestamp,
) -> Result<CohortId, Fault> {
    let (name, starts_on, at) = (new.name.as_str(), new.starts_on.to_string(), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into cohorts (programme_id, name, starts_on, created_by, created_at) values (?, ?, ?, ?, ?)
           returning id as "id!: i64""#,
        new.programme.0,
        name,
        starts_on,
        new.by.0,
        at
    )
    .fetch_one(tx)
    .await?;
    Ok(id.into())
}

/// The cohort with this id, ended or not.
pub async fn find(tx: &mut SqliteConnection, id: CohortId) -> Result<Option<Cohort>, Fault> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, programme_id, name, starts_on, created_by, cohorts.channel as "channel?", bound_by, bindings,
                  standing as "standing?", ended_at
           from cohorts left join channels on channels.channel = cohorts.channel where id = ?"#,
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(Cohort::try_from).transpose()
}

/// The running cohort a channel is bound to.
pub async fn find_by_channel(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
) -> Result<Option<Cohort>, Fault> {
    let channel = channel.as_str();
    let row = sqlx::query_as!(
        Row,
        r#"select id, programme_id, name, starts_on, created_by, cohorts.channel as "channel?", bound_by, bindings,
                  standing as "standing?", ended_at
           from cohorts join channels on channels.channel = cohorts.channel
           where cohorts.channel = ? and ended_at is null"#,
        channel
    )
    .fetch_optional(tx)
    .await?;
    row.map(Cohort::try_from).transpose()
}

/// The running cohort of a programme with this name, whatever its case.
pub async fn find_by_name(
    tx: &mut SqliteConnection,
    (programme, name): (ProgrammeId, &CohortName),
) -> Result<Option<CohortId>, Fault> {
    let name = name.as_str();
    let id = sqlx::query_scalar!(
        "select id from cohorts where programme_id = ? and name = ? collate nocase and ended_at is null order by id limit 1",
        programme.0,
        name
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(CohortId::from))
}

/// The running cohort somebody is in, or is asked to be in.
pub async fn find_of(
    tx: &mut SqliteConnection,
    person: PersonId,
) -> Result<Option<(CohortId, Member)>, Fault> {
    let row = sqlx::query!(
        r#"select cohort_id as "cohort_id!: i64", nth, with_pair as "with_pair: bool", joined_at from cohort_members
           where person_id = ? and left_at is null"#,
        person.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        Ok((
            row.cohort_id.into(),
            member((person.0, row.nth), row.with_pair, (row.joined_at, None))?,
        ))
    })
    .transpose()
}

/// The running cohorts of a programme, the newest first.
pub async fn list(tx: &mut SqliteConnection, programme: ProgrammeId) -> Result<Vec<Cohort>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, programme_id, name, starts_on, created_by, cohorts.channel as "channel?", bound_by, bindings,
                  standing as "standing?", ended_at
           from cohorts left join channels on channels.channel = cohorts.channel
           where programme_id = ? and ended_at is null order by id desc limit ?"#,
        programme.0,
        MOST_COHORTS
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Cohort::try_from).collect()
}

/// Every running cohort of every programme.
pub async fn list_running(tx: &mut SqliteConnection) -> Result<Vec<CohortId>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from cohorts where ended_at is null order by id"#
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(CohortId).collect())
}

/// Everybody who is in a cohort or asked to be, in the order in which they were added.
pub async fn list_members(
    tx: &mut SqliteConnection,
    cohort: CohortId,
) -> Result<Vec<Member>, Fault> {
    let rows = sqlx::query!(
        r#"select person_id, nth, with_pair as "with_pair: bool", joined_at from cohort_members
           where cohort_id = ? and left_at is null order by added_at, person_id limit ?"#,
        cohort.0,
        MOST_MEMBERS
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| member((row.person_id, row.nth), row.with_pair, (row.joined_at, None)))
        .collect()
}

/// What somebody is to a cohort; `None` if they were never added.
pub async fn find_member(
    tx: &mut SqliteConnection,
    (cohort, person): (CohortId, PersonId),
) -> Result<Option<Member>, Fault> {
    let row = sqlx::query!(
        r#"select nth, with_pair as "with_pair: bool", joined_at, left_at from cohort_members
           where cohort_id = ? and person_id = ?"#,
        cohort.0,
        person.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| member((person.0, row.nth), row.with_pair, (row.joined_at, row.left_at)))
        .transpose()
}

fn member(
    (person, nth): (i64, i64),
    with_pair: bool,
    (joined_at, left_at): (Option<i64>, Option<i64>),
) -> Result<Member, Fault> {
    let belonging = match (joined_at, left_at) {
        (_, Some(_)) => Belonging::Out,
        (Some(at), None) => Belonging::In(from_ms(at)?),
        (None, None) if with_pair => Belonging::Expected,
        (None, None) => Belonging::Asked,
    };
    let nth = u32::try_from(nth).map_err(|_| Fault::Unreadable("member"))?;
    Ok(Member { person: person.into(), nth, belonging })
}

/// How somebody who is added to a cohort says yes to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// They are asked, or have said yes to the programme already.
    Asked,
    /// With their yes to the pair that is proposed to them.
    WithPair,
}

/// Somebody is added to a cohort, once more if they had left it. True when that is new; false when they are in one, or
/// are to be, already.
pub async fn insert_member(
    tx: &mut SqliteConnection,
    (cohort, person): (CohortId, PersonId),
    consent: Consent,
    (by, now): (PersonId, Timestamp),
) -> Result<bool, Fault> {
    let (now, with_pair) = (to_ms(now), consent == Consent::WithPair);
    let done = sqlx::query!(
        "insert into cohort_members (cohort_id, person_id, added_by, added_at, with_pair)
         select ?, ?, ?, ?, ?
         where not exists (select 1 from cohort_members where person_id = ? and left_at is null)
         on conflict (cohort_id, person_id) do update
         set nth = nth + 1, added_by = excluded.added_by, added_at = excluded.added_at,
             with_pair = excluded.with_pair, joined_at = null, left_at = null",
        cohort.0,
        person.0,
        by.0,
        now,
        with_pair,
        person.0
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody who was asked is in it from now on.
pub async fn update_joined(
    tx: &mut SqliteConnection,
    (cohort, person): (CohortId, PersonId),
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update cohort_members set joined_at = ? where cohort_id = ? and person_id = ? and left_at is null and joined_at is null",
        now,
        cohort.0,
        person.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Somebody is not in it any more, or said no.
pub async fn update_left(
    tx: &mut SqliteConnection,
    (cohort, person): (CohortId, PersonId),
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update cohort_members set left_at = max(?, added_at) where cohort_id = ? and person_id = ? and left_at is null",
        now,
        cohort.0,
        person.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What a lead changes about a cohort.
pub async fn update(
    tx: &mut SqliteConnection,
    id: CohortId,
    (name, starts_on): (&CohortName, Date),
) -> Result<(), Fault> {
    let (name, starts_on) = (name.as_str(), starts_on.to_string());
    sqlx::query!("update cohorts set name = ?, starts_on = ? where id = ?", name, starts_on, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Binds a channel to a cohort, or none.
pub async fn update_channel(
    tx: &mut SqliteConnection,
    id: CohortId,
    bound: Option<(&SlackChannel, PersonId)>,
) -> Result<(), Fault> {
    let (channel, by) = (bound.map(|(channel, _)| channel.as_str()), bound.map(|(_, by)| by.0));
    sqlx::query!(
        "update cohorts set channel = ?1, bound_by = ?2, bindings = bindings + (?1 is not null) where id = ?3",
        channel,
        by,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Counts that the channel of a cohort was found closed; how often that was, with this time.
pub async fn update_closings(tx: &mut SqliteConnection, id: CohortId) -> Result<u32, Fault> {
    let count = sqlx::query_scalar!(
        "update cohorts set closings = closings + 1 where id = ? returning closings",
        id.0
    )
    .fetch_one(tx)
    .await?;
    u32::try_from(count).map_err(|_| Fault::Unreadable("closings"))
}

/// Ends a cohort: nobody is in it any more, and its channel is free.
pub async fn update_ended(
    tx: &mut SqliteConnection,
    id: CohortId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!("update cohorts set ended_at = ? where id = ? and ended_at is null", now, id.0)
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "update cohort_members set left_at = max(?, added_at) where cohort_id = ? and left_at is null",
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// One of a complete pair lets the cohort know of it.
pub async fn update_graduation(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    let (mentor, mentee) = match side {
        Side::Mentor => (Some(now), None),
        Side::Mentee => (None, Some(now)),
    };
    sqlx::query!(
        "insert into graduations_told (pair_id, mentor_at, mentee_at) values (?, ?, ?)
         on conflict (pair_id) do update
         set mentor_at = coalesce(mentor_at, excluded.mentor_at), mentee_at = coalesce(mentee_at, excluded.mentee_at)",
        pair.0,
        mentor,
        mentee
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Who of a complete pair lets the cohort know of it.
pub async fn list_graduation(tx: &mut SqliteConnection, pair: PairId) -> Result<Vec<Side>, Fault> {
    let row =
        sqlx::query!("select mentor_at, mentee_at from graduations_told where pair_id = ?", pair.0)
            .fetch_optional(tx)
            .await?;
    Ok(row.map_or_else(Vec::new, |row| {
        let mentor = row.mentor_at.map(|_| Side::Mentor);
        let mentee = row.mentee_at.map(|_| Side::Mentee);
        mentor.into_iter().chain(mentee).collect()
    }))
}
