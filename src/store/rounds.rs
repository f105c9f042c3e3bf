//! The weeks cohorts are asked about, what was answered, and when they are asked next.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_clamped, to_ms};
use crate::domain::{
    ids::{CohortId, PersonId, RoundAnswerId, RoundId, SlackChannel, SlackTs},
    round::{Answer, Digest, How, Round, Words},
    text::{Link, UserText},
    week::Week,
};

/// More answers of a round than this are not read.
const MOST_ANSWERS: i64 = 500;

/// When a cohort is asked next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The last week that was dealt with.
    pub done: Option<Week>,
    /// The next one, and when it is asked about.
    pub next: Option<(Week, Timestamp)>,
}

/// When a cohort is asked next.
pub async fn find_schedule(tx: &mut SqliteConnection, id: CohortId) -> Result<Schedule, Fault> {
    let row = sqlx::query!(
        "select done_week, next_week, next_at from round_schedules where cohort_id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(Schedule::default()) };
    let next = match (row.next_week, row.next_at) {
        (Some(week), Some(at)) => Some((read_week(&week)?, from_ms(at)?)),
        (_, _) => None,
    };
    Ok(Schedule { done: row.done_week.as_deref().map(read_week).transpose()?, next })
}

fn read_week(text: &str) -> Result<Week, Fault> {
    text.parse().map_err(|_| Fault::Unreadable("week"))
}

/// Sets when a cohort is asked next.
pub async fn update_schedule(
    tx: &mut SqliteConnection,
    id: CohortId,
    schedule: Schedule,
) -> Result<(), Fault> {
    let done = schedule.done.map(|week| week.to_string());
    let week = schedule.next.map(|(week, _)| week.to_string());
    let at = schedule.next.map(|(_, at)| to_ms(at));
    sqlx::query!(
        "insert into round_schedules (cohort_id, done_week, next_week, next_at) values (?, ?, ?, ?)
         on conflict (cohort_id) do update set done_week = excluded.done_week, next_week = excluded.next_week,
                next_at = excluded.next_at",
        id.0,
        done,
        week,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The cohorts that are to be asked, the longest due first.
pub async fn list_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<CohortId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        r#"select cohort_id as "cohort_id!: i64" from round_schedules where next_at <= ? order by next_at, cohort_id limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(CohortId).collect())
}

/// The rounds whose digest is due, the longest due first.
pub async fn list_digests_due(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<RoundId>, Fault> {
    let now = to_ms(now);
    let ids = sqlx::query_scalar!(
        "select id from rounds where digest_at <= ? order by digest_at, id limit ?",
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(RoundId).collect())
}

/// The earliest instant at which a cohort is asked or told.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let row = sqlx::query!(
        r#"select (select min(next_at) from round_schedules where next_at is not null) as "asked: i64",
                  (select min(digest_at) from rounds where digest_at is not null) as "told: i64""#
    )
    .fetch_one(tx)
    .await?;
    Ok([row.asked, row.told].into_iter().flatten().min().map(from_ms_clamped))
}

/// Begins a round; `None` if there is one about that week.
pub async fn insert(
    tx: &mut SqliteConnection,
    (cohort, week): (CohortId, Week),
    (asked_at, closes_at, digest_at): (Timestamp, Timestamp, Timestamp),
) -> Result<Option<RoundId>, Fault> {
    let week = week.to_string();
    let (asked_at, closes_at, digest_at) = (to_ms(asked_at), to_ms(closes_at), to_ms(digest_at));
    let id = sqlx::query_scalar!(
        r#"insert into rounds (cohort_id, week, asked_at, closes_at, digest_at) values (?, ?, ?, ?, ?)
           on conflict (cohort_id, week) do nothing returning id as "id!: i64""#,
        cohort.0,
        week,
        asked_at,
        closes_at,
        digest_at
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(RoundId))
}

struct Row {
    id: i64,
    cohort_id: i64,
    week: String,
    closes_at: i64,
    digest_at: Option<i64>,
    digest: Option<String>,
}

impl TryFrom<Row> for Round {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let digest = match (row.digest_at, row.digest.as_deref()) {
            (Some(at), _) => Digest::Due(from_ms(at)?),
            (None, Some("said")) => Digest::Said,
            (None, Some("none")) => Digest::Nothing,
            (None, _) => return Err(Fault::Unreadable("round")),
        };
        Ok(Self {
            id: row.id.into(),
            cohort: row.cohort_id.into(),
            week: read_week(&row.week)?,
            closes_at: from_ms(row.closes_at)?,
            digest,
        })
    }
}

/// A round.
pub async fn find(tx: &mut SqliteConnection, id: RoundId) -> Result<Option<Round>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, cohort_id, week, closes_at, digest_at, digest from rounds where id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(Round::try_from).transpose()
}

/// The rounds of a cohort whose digest is still to come.
pub async fn list_untold(tx: &mut SqliteConnection, id: CohortId) -> Result<Vec<Round>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, cohort_id, week, closes_at, digest_at, digest from rounds
         where cohort_id = ? and digest_at is not null order by week",
        id.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Round::try_from).collect()
}

/// How it stands with the digest of a round from now on.
pub async fn update_digest(
    tx: &mut SqliteConnection,
    id: RoundId,
    digest: Digest,
) -> Result<(), Fault> {
    let (at, word) = match digest {
        Digest::Due(at) => (Some(to_ms(at)), None),
        Digest::Said => (None, Some("said")),
        Digest::Nothing => (None, Some("none")),
    };
    sqlx::query!("update rounds set digest_at = ?, digest = ? where id = ?", at, word, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

struct AnswerRow {
    id: i64,
    round_id: i64,
    person_id: i64,
    learned: Option<String>,
    struggled: Option<String>,
    wants_help: bool,
    channel: Option<String>,
    ts: Option<String>,
    link: Option<String>,
    written_at: i64,
    taken_back_at: Option<i64>,
}

impl TryFrom<AnswerRow> for Answer {
    type Error = Fault;

    fn try_from(row: AnswerRow) -> Result<Self, Fault> {
        let how = match (row.channel, row.ts, row.taken_back_at) {
            (_, _, Some(_)) => How::TakenBack,
            (Some(channel), Some(ts), None) => {
                let link = row.link.and_then(|link| Link::parse(&link).ok());
                How::Typed((channel.into(), ts.into()), link)
            }
            (_, _, None) => How::Written(Words {
                learned: row.learned.map(UserText::from_stored),
                struggled: row.struggled.map(UserText::from_stored),
                wants_help: row.wants_help,
            }),
        };
        Ok(Self {
            id: row.id.into(),
            round: row.round_id.into(),
            author: row.person_id.into(),
            how,
            written_at: from_ms(row.written_at)?,
        })
    }
}

/// What was answered in a round, in the order in which it was, without what was taken back.
pub async fn list_answers(tx: &mut SqliteConnection, id: RoundId) -> Result<Vec<Answer>, Fault> {
    let rows = sqlx::query_as!(
        AnswerRow,
        r#"select id, round_id, person_id, learned, struggled, wants_help as "wants_help: bool", channel, ts, link,
                  written_at, taken_back_at
           from round_answers where round_id = ? and taken_back_at is null order by written_at, id limit ?"#,
        id.0,
        MOST_ANSWERS
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Answer::try_from).collect()
}

/// An answer, taken back or not.
pub async fn find_answer(
    tx: &mut SqliteConnection,
    id: RoundAnswerId,
) -> Result<Option<Answer>, Fault> {
    let row = sqlx::query_as!(
        AnswerRow,
        r#"select id, round_id, person_id, learned, struggled, wants_help as "wants_help: bool", channel, ts, link,
                  written_at, taken_back_at
           from round_answers where id = ?"#,
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(Answer::try_from).transpose()
}

/// What somebody answered with the form, unless they took it back.
pub async fn find_written(
    tx: &mut SqliteConnection,
    (round, author): (RoundId, PersonId),
) -> Result<Option<(RoundAnswerId, Words)>, Fault> {
    let id = sqlx::query_scalar!(
        r#"select id as "id!: i64" from round_answers
           where round_id = ? and person_id = ? and channel is null and taken_back_at is null"#,
        round.0,
        author.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(id) = id else { return Ok(None) };
    match find_answer(tx, RoundAnswerId(id)).await?.map(|answer| answer.how) {
        Some(How::Written(words)) => Ok(Some((RoundAnswerId(id), words))),
        Some(How::Typed(..) | How::TakenBack) | None => Ok(None),
    }
}

/// Writes down what somebody answered with the form.
pub async fn insert_written(
    tx: &mut SqliteConnection,
    (round, author): (RoundId, PersonId),
    words: &Words,
    now: Timestamp,
) -> Result<RoundAnswerId, Fault> {
    let learned = words.learned.as_ref().map(UserText::expose);
    let (struggled, now) = (words.struggled.as_ref().map(UserText::expose), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into round_answers (round_id, person_id, learned, struggled, wants_help, written_at)
           values (?, ?, ?, ?, ?, ?) returning id as "id!: i64""#,
        round.0,
        author.0,
        learned,
        struggled,
        words.wants_help,
        now
    )
    .fetch_one(tx)
    .await?;
    Ok(RoundAnswerId(id))
}

/// An answer of the form reads otherwise now.
pub async fn update_written(
    tx: &mut SqliteConnection,
    id: RoundAnswerId,
    words: &Words,
    now: Timestamp,
) -> Result<(), Fault> {
    let learned = words.learned.as_ref().map(UserText::expose);
    let (struggled, now) = (words.struggled.as_ref().map(UserText::expose), to_ms(now));
    sqlx::query!(
        "update round_answers set learned = ?, struggled = ?, wants_help = ?, edited_at = ? where id = ?",
        learned,
        struggled,
        words.wants_help,
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Somebody takes back what they answered with the form: its words go.
pub async fn update_taken_back(
    tx: &mut SqliteConnection,
    id: RoundAnswerId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!(
        "update round_answers set learned = null, struggled = null, wants_help = 0, taken_back_at = ? where id = ?",
        now,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Somebody answered in the thread; `None` when that is known.
pub async fn insert_typed(
    tx: &mut SqliteConnection,
    (round, author): (RoundId, PersonId),
    (channel, ts): (&SlackChannel, &SlackTs),
    said_at: Timestamp,
) -> Result<Option<RoundAnswerId>, Fault> {
    let (channel, ts, said_at) = (channel.as_str(), ts.as_str(), to_ms(said_at));
    let id = sqlx::query_scalar!(
        r#"insert into round_answers (round_id, person_id, channel, ts, written_at) values (?, ?, ?, ?, ?)
           on conflict do nothing returning id as "id!: i64""#,
        round.0,
        author.0,
        channel,
        ts,
        said_at
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(RoundAnswerId))
}

/// The message somebody answered with is gone, or no answer any more; the round it answered.
pub async fn delete_typed(
    tx: &mut SqliteConnection,
    (channel, ts): (&SlackChannel, &SlackTs),
) -> Result<Option<RoundId>, Fault> {
    let (channel, ts) = (channel.as_str(), ts.as_str());
    let id = sqlx::query_scalar!(
        r#"delete from round_answers where channel = ? and ts = ? returning round_id as "id!: i64""#,
        channel,
        ts
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(RoundId))
}

/// Keeps Slack's address of a message somebody answered with; the round it answered.
pub async fn update_link(
    tx: &mut SqliteConnection,
    (channel, ts): (&SlackChannel, &SlackTs),
    link: &Link,
) -> Result<Option<RoundId>, Fault> {
    let (channel, ts, link) = (channel.as_str(), ts.as_str(), link.as_str());
    let id = sqlx::query_scalar!(
        r#"update round_answers set link = ? where channel = ? and ts = ? returning round_id as "id!: i64""#,
        link,
        channel,
        ts
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(RoundId))
}

/// How many check-ins the members of a cohort wrote for a week.
pub async fn count_checkins(
    tx: &mut SqliteConnection,
    (cohort, week): (CohortId, Week),
) -> Result<usize, Fault> {
    let week = week.to_string();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!: i64" from checkins join pairs on pairs.id = pair_id
           where week = ? and mentee_id in
               (select person_id from cohort_members where cohort_id = ? and joined_at is not null and left_at is null)"#,
        week,
        cohort.0
    )
    .fetch_one(tx)
    .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many calls members of a cohort have agreed to from one instant to another.
pub async fn count_calls(
    tx: &mut SqliteConnection,
    cohort: CohortId,
    (from, to): (Timestamp, Timestamp),
) -> Result<usize, Fault> {
    let (from, to) = (to_ms(from), to_ms(to));
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!: i64" from calls join pairs on pairs.id = pair_id
           where calls.state = 'agreed' and calls.starts_at >= ? and calls.starts_at < ? and mentee_id in
               (select person_id from cohort_members where cohort_id = ? and joined_at is not null and left_at is null)"#,
        from,
        to,
        cohort.0
    )
    .fetch_one(tx)
    .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}
