//! What was written before, ranked for a question that is about to be asked, and how often that was enough.
//!
//! What ranking costs is bounded however much there is: of every word the newest hits are read and no others.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{
    Fault, from_ms, from_ms_opt,
    records::{Item, Record},
    to_ms,
};
use crate::domain::{
    ids::{CheckinId, PairId, PersonId, QuestionId},
    memory::{Heard, Held, NEWEST_HITS, NEWEST_ROWS, Size},
    search::{Mark, Shelf},
};

/// Something that holds some of the words that rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What it is.
    pub record: Record,
    /// Which of the words.
    pub held: Held,
    /// The check-in it belongs to.
    pub checkin: Option<CheckinId>,
    /// The question it belongs to.
    pub question: Option<QuestionId>,
    /// Whether an answer to that question, or a reply to that check-in, stands.
    pub is_answered: bool,
}

/// How much stands on a shelf.
pub async fn find_size(tx: &mut SqliteConnection, shelf: Shelf) -> Result<Size, Fault> {
    let (rows, oldest) = match shelf {
        Shelf::Pair(pair) => {
            let row = sqlx::query!(
                r#"select count(*) as "rows!: i64", coalesce(min(id), 0) as "oldest!: i64"
                   from (select id from records where pair_id = ? order by id desc limit ?)"#,
                pair.0,
                NEWEST_ROWS
            );
            let row = row.fetch_one(tx).await?;
            (row.rows, row.oldest)
        }
        Shelf::Programme(programme) => {
            let row = sqlx::query!(
                r#"select count(*) as "rows!: i64", coalesce(min(id), 0) as "oldest!: i64"
                   from (select id from records where programme_id = ? order by id desc limit ?)"#,
                programme.0,
                NEWEST_ROWS
            );
            let row = row.fetch_one(tx).await?;
            (row.rows, row.oldest)
        }
    };
    Ok(Size { rows, oldest })
}

/// Where a word stands on a shelf.
pub async fn find_heard(
    tx: &mut SqliteConnection,
    shelf: Shelf,
    word: &str,
) -> Result<Heard, Fault> {
    let query = Mark::of(shelf).word(word);
    // One row with many numbers is read many times faster than many rows.
    let rows = sqlx::query_scalar!(
        r#"select json_group_array(id) as "rows!: String" from
           (select rowid as id from record_words where record_words match ? order by rowid desc limit ?)"#,
        query,
        NEWEST_HITS
    )
    .fetch_one(tx)
    .await?;
    serde_json::from_str(&rows).map(Heard).map_err(|_| Fault::Unreadable("record"))
}

/// What these rows of a shelf are, in their order.
pub async fn list_candidates(
    tx: &mut SqliteConnection,
    shelf: Shelf,
    held: &[(i64, Held)],
) -> Result<Vec<Candidate>, Fault> {
    let ids: Vec<i64> = held.iter().map(|(id, _)| *id).collect();
    let ids = serde_json::to_string(&ids).map_err(|_| Fault::Unreadable("record"))?;
    let rows = sqlx::query!(
        r#"select records.id as "id!: i64", subject as "subject!", subject_id as "subject_id!: i64",
                  records.author_id as "author_id!: i64", records.said_at as "said_at!: i64",
                  coalesce(replies.checkin_id, seen.checkin_id) as "checkin?: i64",
                  replies.question_id as "question?: i64",
                  (exists (select 1 from replies as answers where answers.standing = 'stands' and answers.question_id =
                           case when subject = 'question' then subject_id else replies.question_id end)
                   or exists (select 1 from replies as answers where answers.standing = 'stands' and answers.checkin_id =
                              case when subject = 'checkin' then subject_id else replies.checkin_id end))
                  as "is_answered!: bool"
           from json_each(?) as best cross join records on records.id = best.value
           left join replies on subject = 'reply' and replies.id = subject_id
           left join differences on subject = 'difference' and differences.id = subject_id
           left join replies as seen on seen.id = differences.reply_id"#,
        ids
    )
    .fetch_all(tx)
    .await?;
    let rows = rows.into_iter().zip(held);
    rows.map(|(row, (_, held))| {
        let item = Item::read(&row.subject, row.subject_id);
        let item = item.ok_or(Fault::Unreadable("record"))?;
        let (author, said_at) = (row.author_id.into(), from_ms(row.said_at)?);
        Ok(Candidate {
            record: Record { shelf, item, author, said_at },
            held: *held,
            checkin: row.checkin.map(CheckinId),
            question: row.question.map(QuestionId),
            is_answered: row.is_answered,
        })
    })
    .collect()
}

/// Writes down that something which was there was enough. `view_id` is the form of the question; it counts once.
pub async fn insert_solved(
    tx: &mut SqliteConnection,
    (pair, person): (PairId, PersonId),
    (record, view_id): (&Record, &str),
    now: Timestamp,
) -> Result<(), Fault> {
    let (subject, id) = (record.item.subject(), record.item.id());
    let (said_at, now) = (to_ms(record.said_at), to_ms(now));
    sqlx::query!(
        "insert into solved_by_memory
             (pair_id, person_id, subject, subject_id, said_at, author_id, solved_at, view_id)
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (view_id) do nothing",
        pair.0,
        person.0,
        subject,
        id,
        said_at,
        record.author.0,
        now,
        view_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether the question of a form needed no asking, so that nothing typed in it before is a draft any more.
pub async fn find_solved(tx: &mut SqliteConnection, view_id: &str) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select 1 as "one: i64" from solved_by_memory where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(found.is_some())
}

/// How often a pair's mentee found what they needed without asking.
pub async fn count_solved(tx: &mut SqliteConnection, pair: PairId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from solved_by_memory where pair_id = ?"#,
        pair.0
    )
    .fetch_one(tx)
    .await?;
    Ok(count)
}

/// When somebody said what helped somebody else last, since `since`.
pub async fn find_helpful(
    tx: &mut SqliteConnection,
    author: PersonId,
    since: Timestamp,
) -> Result<Option<Timestamp>, Fault> {
    let since = to_ms(since);
    let said_at = sqlx::query_scalar!(
        "select said_at from solved_by_memory
         where author_id = ?1 and person_id <> ?1 and solved_at >= ?2 order by solved_at desc, id desc limit 1",
        author.0,
        since
    )
    .fetch_optional(tx)
    .await?;
    from_ms_opt(said_at)
}

/// How often something that somebody said has helped somebody else since `since`.
pub async fn count_helpful(
    tx: &mut SqliteConnection,
    author: PersonId,
    since: Timestamp,
) -> Result<i64, Fault> {
    let since = to_ms(since);
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from solved_by_memory
           where author_id = ?1 and person_id <> ?1 and solved_at >= ?2"#,
        author.0,
        since
    )
    .fetch_one(tx)
    .await?;
    Ok(count)
}
