//! The search index over what a pair wrote.
//!
//! Every word stands in the index with the mark of its pair, so a search reads the pair's own words and nobody else's, and
//! costs what the pair's record costs however many pairs there are.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms};
use crate::domain::{
    ids::{CheckinId, DifferenceId, PairId, PersonId, QuestionId, ReplyId},
    search::{Mark, Terms},
};

/// What a search can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A check-in.
    Checkin(CheckinId),
    /// A question.
    Question(QuestionId),
    /// A reply to one of them.
    Reply(ReplyId),
    /// What a mentee sees differently about a reply.
    Difference(DifferenceId),
}

impl Item {
    fn subject(self) -> &'static str {
        match self {
            Self::Checkin(_) => "checkin",
            Self::Question(_) => "question",
            Self::Reply(_) => "reply",
            Self::Difference(_) => "difference",
        }
    }

    fn id(self) -> i64 {
        match self {
            Self::Checkin(checkin) => checkin.0,
            Self::Question(question) => question.0,
            Self::Reply(reply) => reply.0,
            Self::Difference(difference) => difference.0,
        }
    }
}

/// Something that was written and can be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The pair it belongs to.
    pub pair: PairId,
    /// What it is.
    pub item: Item,
    /// Who wrote it.
    pub author: PersonId,
    /// When.
    pub said_at: Timestamp,
}

/// Something found, with the words around the hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What was found.
    pub record: Record,
    /// The words around the hit, as they were written.
    pub excerpt: String,
}

/// Indexes `words` as what `record` says now, replacing what it said before.
pub async fn update(tx: &mut SqliteConnection, record: &Record, words: &str) -> Result<(), Fault> {
    let (subject, id, said_at) =
        (record.item.subject(), record.item.id(), super::to_ms(record.said_at));
    let row = sqlx::query_scalar!(
        r#"insert into records (pair_id, subject, subject_id, author_id, said_at) values (?, ?, ?, ?, ?)
           on conflict (subject, subject_id) do update set said_at = excluded.said_at
           returning id as "id!: i64""#,
        record.pair.0,
        subject,
        id,
        record.author.0,
        said_at
    )
    .fetch_one(&mut *tx)
    .await?;
    delete_words(tx, row).await?;
    let words = Mark::of(record.pair).put(words);
    sqlx::query!("insert into record_words (rowid, words) values (?, ?)", row, words)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes something out of the index.
pub async fn delete(tx: &mut SqliteConnection, item: Item) -> Result<(), Fault> {
    let (subject, id) = (item.subject(), item.id());
    let row = sqlx::query_scalar!(
        "delete from records where subject = ? and subject_id = ? returning id",
        subject,
        id
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(row) = row {
        delete_words(tx, row).await?;
    }
    Ok(())
}

/// Takes the words of a row out of the index, and out of what SQLite holds back of the index until the commit: where words
/// are wiped as they go, it damages the index when a row with a long text goes and comes in one piece (3.51.3).
async fn delete_words(tx: &mut SqliteConnection, row: i64) -> Result<(), Fault> {
    let done = sqlx::query!("delete from record_words where rowid = ?", row);
    if done.execute(&mut *tx).await?.rows_affected() > 0 {
        sqlx::query!("insert into record_words (record_words) values ('flush')")
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Up to `limit` things in the record of one pair that hold every term, newest first.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    terms: &Terms,
    limit: i64,
) -> Result<Vec<Hit>, Fault> {
    let query = terms.as_fts5(&Mark::of(pair));
    let rows = sqlx::query!(
        r#"select records.subject, records.subject_id, records.author_id, records.said_at,
                  snippet(record_words, 0, '', '', '…', 24) as "excerpt!: String"
           from record_words join records on records.id = record_words.rowid
           where record_words match ? and records.pair_id = ?
           order by records.said_at desc limit ?"#,
        query,
        pair.0,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let item = match row.subject.as_str() {
                "checkin" => Item::Checkin(row.subject_id.into()),
                "question" => Item::Question(row.subject_id.into()),
                "reply" => Item::Reply(row.subject_id.into()),
                "difference" => Item::Difference(row.subject_id.into()),
                _ => return Err(Fault::Unreadable("record")),
            };
            let record =
                Record { pair, item, author: row.author_id.into(), said_at: from_ms(row.said_at)? };
            Ok(Hit { record, excerpt: Mark::take_off(&row.excerpt) })
        })
        .collect()
}
