//! The search index over what a pair wrote, and over what a programme shares.
//!
//! Every word stands in the index with the mark of its shelf, so a search reads the words of that shelf and no others, and
//! costs what the shelf holds however many pairs there are.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms};
use crate::domain::{
    ids::{
        AgendaId, AssignmentId, CallId, CheckinId, DecisionId, DifferenceId, GoalId, PairId,
        PersonId, ProgrammeId, QuestionId, ReplyId, ResourceId, ReviewAnswerId,
    },
    search::{LastWord, Mark, Shelf, Terms},
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
    /// What a pair decided.
    Decision(DecisionId),
    /// What a pair wants to come back to.
    Resource(ResourceId),
    /// How a mentee went about a challenge.
    WriteUp(AssignmentId),
    /// What a pair keeps of a call.
    Notes(CallId),
    /// A question with its answer that a pair shares with its programme. In the pair's own record both stand by
    /// themselves.
    Published(QuestionId),
    /// What one of a pair wrote for the agenda of a call.
    Agenda(AgendaId),
    /// What one of a pair said looking back, once that can be read by both.
    Review(ReviewAnswerId),
    /// What a pair aims at.
    Goal(GoalId),
    /// What a pair agreed on, as it is in force.
    Agreement(PairId),
}

impl Item {
    /// What kind of thing it is, as a word.
    pub fn subject(self) -> &'static str {
        match self {
            Self::Checkin(_) => "checkin",
            Self::Question(_) => "question",
            Self::Reply(_) => "reply",
            Self::Difference(_) => "difference",
            Self::Decision(_) => "decision",
            Self::Resource(_) => "resource",
            Self::WriteUp(_) => "write_up",
            Self::Notes(_) => "notes",
            Self::Published(_) => "published",
            Self::Agenda(_) => "agenda",
            Self::Review(_) => "review",
            Self::Goal(_) => "goal",
            Self::Agreement(_) => "agreement",
        }
    }

    /// Which one of its kind.
    pub fn id(self) -> i64 {
        match self {
            Self::Checkin(checkin) => checkin.0,
            Self::Question(question) => question.0,
            Self::Reply(reply) => reply.0,
            Self::Difference(difference) => difference.0,
            Self::Decision(decision) => decision.0,
            Self::Resource(resource) => resource.0,
            Self::WriteUp(assignment) => assignment.0,
            Self::Notes(call) => call.0,
            Self::Published(question) => question.0,
            Self::Agenda(agenda) => agenda.0,
            Self::Review(answer) => answer.0,
            Self::Goal(goal) => goal.0,
            Self::Agreement(pair) => pair.0,
        }
    }

    /// What [`subject`](Self::subject) and [`id`](Self::id) say, if they say it.
    pub fn read(subject: &str, id: i64) -> Option<Self> {
        Some(match subject {
            "checkin" => Self::Checkin(id.into()),
            "question" => Self::Question(id.into()),
            "reply" => Self::Reply(id.into()),
            "difference" => Self::Difference(id.into()),
            "decision" => Self::Decision(id.into()),
            "resource" => Self::Resource(id.into()),
            "write_up" => Self::WriteUp(id.into()),
            "notes" => Self::Notes(id.into()),
            "published" => Self::Published(id.into()),
            "agenda" => Self::Agenda(id.into()),
            "review" => Self::Review(id.into()),
            "goal" => Self::Goal(id.into()),
            "agreement" => Self::Agreement(id.into()),
            _ => return None,
        })
    }
}

/// Something that was written and can be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Where it stands.
    pub shelf: Shelf,
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

/// The columns of a shelf: the pair, or the programme.
fn columns(shelf: Shelf) -> (Option<i64>, Option<i64>) {
    match shelf {
        Shelf::Pair(pair) => (Some(pair.0), None),
        Shelf::Programme(programme) => (None, Some(programme.0)),
    }
}

/// Indexes `words` as what `record` says now, replacing what it said before.
pub async fn update(tx: &mut SqliteConnection, record: &Record, words: &str) -> Result<(), Fault> {
    let (subject, id, said_at) =
        (record.item.subject(), record.item.id(), super::to_ms(record.said_at));
    let (pair, programme) = columns(record.shelf);
    let row = sqlx::query_scalar!(
        r#"insert into records (pair_id, programme_id, subject, subject_id, author_id, said_at)
           values (?, ?, ?, ?, ?, ?)
           on conflict (subject, subject_id) do update
           set pair_id = excluded.pair_id, programme_id = excluded.programme_id, said_at = excluded.said_at
           returning id as "id!: i64""#,
        pair,
        programme,
        subject,
        id,
        record.author.0,
        said_at
    )
    .fetch_one(&mut *tx)
    .await?;
    delete_words(tx, row).await?;
    let words = Mark::of(record.shelf).put(words);
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

/// Where something stands, and everything it says; `None` when it cannot be found.
pub async fn find(
    tx: &mut SqliteConnection,
    item: Item,
) -> Result<Option<(Record, String)>, Fault> {
    let (subject, id) = (item.subject(), item.id());
    let row = sqlx::query!(
        r#"select pair_id, programme_id, author_id, said_at, cast(words as text) as "words!: String"
           from records cross join record_words on record_words.rowid = records.id
           where subject = ? and subject_id = ?"#,
        subject,
        id
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let shelf = match (row.pair_id, row.programme_id) {
        (Some(pair), None) => Shelf::Pair(pair.into()),
        (None, Some(programme)) => Shelf::Programme(programme.into()),
        (Some(_), Some(_)) | (None, None) => return Err(Fault::Unreadable("record")),
    };
    let record =
        Record { shelf, item, author: row.author_id.into(), said_at: from_ms(row.said_at)? };
    Ok(Some((record, Mark::take_off(&row.words))))
}

/// On a programme's shelf with fewer rows than this, the last word of a search may be the beginning of one.
const FEW_ROWS: i64 = 5_000;

/// Up to `limit` things on one shelf that hold every term, the newest first.
pub async fn list(
    tx: &mut SqliteConnection,
    shelf: Shelf,
    terms: &Terms,
    limit: i64,
) -> Result<Vec<Hit>, Fault> {
    let last_word = match shelf {
        Shelf::Pair(_) => LastWord::Begun,
        Shelf::Programme(programme) => last_word(tx, programme).await?,
    };
    let query = terms.as_fts5(&Mark::of(shelf), last_word);
    // Rows have numbers in the order of time, and the index is read from its end: what is not shown is not read.
    let rows = sqlx::query!(
        r#"select records.subject, records.subject_id, records.author_id, records.said_at,
                  snippet(record_words, 0, '', '', '…', 24) as "excerpt!: String"
           from record_words cross join records on records.id = record_words.rowid
           where record_words match ? order by record_words.rowid desc limit ?"#,
        query,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let item = Item::read(&row.subject, row.subject_id);
            let item = item.ok_or(Fault::Unreadable("record"))?;
            let said_at = from_ms(row.said_at)?;
            let record = Record { shelf, item, author: row.author_id.into(), said_at };
            Ok(Hit { record, excerpt: Mark::take_off(&row.excerpt) })
        })
        .collect()
}

async fn last_word(tx: &mut SqliteConnection, programme: ProgrammeId) -> Result<LastWord, Fault> {
    let row = sqlx::query_scalar!(
        r#"select 1 as "one: i64" from records where programme_id = ? limit 1 offset ?"#,
        programme.0,
        FEW_ROWS
    );
    let is_large = row.fetch_optional(tx).await?.is_some();
    Ok(if is_large { LastWord::Whole } else { LastWord::Begun })
}
