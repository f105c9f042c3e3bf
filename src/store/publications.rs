//! What pairs propose to publish, and what they have published.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms_opt, to_ms};
use crate::domain::{
    ids::{PairId, PersonId, PublicationId, QuestionId},
    publication::{Agreed, Publication},
    question::Content,
    text::UserText,
};

/// Writes down that somebody proposes to publish these versions.
pub async fn insert(
    tx: &mut SqliteConnection,
    (question, made_of): (QuestionId, &str),
    proposed_by: PersonId,
    now: Timestamp,
) -> Result<PublicationId, Fault> {
    let at = to_ms(now);
    let id = sqlx::query_scalar!(
        r#"insert into publications (question_id, made_of, proposed_by, proposed_at) values (?, ?, ?, ?)
           returning id as "id!: i64""#,
        question.0,
        made_of,
        proposed_by.0,
        at
    )
    .fetch_one(tx)
    .await?;
    Ok(id.into())
}

struct Row {
    id: i64,
    question_id: i64,
    made_of: String,
    proposed_by: i64,
    asked: Option<String>,
    mentee_named: Option<i64>,
    answered: Option<String>,
    mentor_named: Option<i64>,
    declined_at: Option<i64>,
    published_at: Option<i64>,
    taken_back_at: Option<i64>,
}

impl TryFrom<Row> for Publication {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let asked = row.asked.map(|asked| {
            let words = serde_json::from_str(&asked).map_err(|_| Fault::Unreadable("question"))?;
            Ok::<_, Fault>(Agreed { words, named: row.mentee_named == Some(1) })
        });
        let answered = row.answered.map(|answered| Agreed {
            words: UserText::from_stored(answered),
            named: row.mentor_named == Some(1),
        });
        Ok(Self {
            id: row.id.into(),
            question: row.question_id.into(),
            made_of: row.made_of,
            proposed_by: row.proposed_by.into(),
            asked: asked.transpose()?,
            answered,
            declined_at: from_ms_opt(row.declined_at)?,
            published_at: from_ms_opt(row.published_at)?,
            taken_back_at: from_ms_opt(row.taken_back_at)?,
        })
    }
}

/// One statement that reads publications; `$which` says which, and is checked with the rest.
macro_rules! publications_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id!: i64", question_id, made_of, proposed_by, asked, mentee_named, answered, mentor_named,
                      declined_at, published_at, taken_back_at
               from publications where "# + $which,
            $($given),+
        )
    };
}

/// The publication with this id.
pub async fn find(
    tx: &mut SqliteConnection,
    id: PublicationId,
) -> Result<Option<Publication>, Fault> {
    let row = publications_where!("id = ?", id.0).fetch_optional(tx).await?;
    row.map(Publication::try_from).transpose()
}

/// What became of publishing these versions, if it was proposed.
pub async fn find_of(
    tx: &mut SqliteConnection,
    (question, made_of): (QuestionId, &str),
) -> Result<Option<Publication>, Fault> {
    let row = publications_where!("question_id = ? and made_of = ?", question.0, made_of);
    row.fetch_optional(tx).await?.map(Publication::try_from).transpose()
}

/// What is published of a question now: the newest, if there are several.
pub async fn find_published(
    tx: &mut SqliteConnection,
    question: QuestionId,
) -> Result<Option<Publication>, Fault> {
    let row = publications_where!(
        "question_id = ? and published_at is not null and taken_back_at is null order by published_at desc, id desc limit 1",
        question.0
    );
    row.fetch_optional(tx).await?.map(Publication::try_from).transpose()
}

/// What is published of a pair's questions now, oldest first.
pub async fn list_published(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Publication>, Fault> {
    let rows = publications_where!(
        "question_id in (select id from questions where pair_id = ?) and published_at is not null
             and taken_back_at is null order by published_at, id limit ?",
        pair.0,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Publication::try_from).collect()
}

/// What of a pair's questions is proposed and not answered, oldest first.
pub async fn list_proposed(
    tx: &mut SqliteConnection,
    pair: PairId,
    limit: i64,
) -> Result<Vec<Publication>, Fault> {
    let rows = publications_where!(
        "question_id in (select id from questions where pair_id = ?) and published_at is null
             and declined_at is null and taken_back_at is null order by proposed_at, id limit ?",
        pair.0,
        limit
    );
    rows.fetch_all(tx).await?.into_iter().map(Publication::try_from).collect()
}

/// Writes down what the mentee agreed to.
pub async fn update_asked(
    tx: &mut SqliteConnection,
    id: PublicationId,
    agreed: &Agreed<Content>,
) -> Result<(), Fault> {
    let words = serde_json::to_string(&agreed.words).map_err(|_| Fault::Unreadable("question"))?;
    let named = i64::from(agreed.named);
    sqlx::query!(
        "update publications set asked = ?, mentee_named = ? where id = ?",
        words,
        named,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down what the mentor agreed to.
pub async fn update_answered(
    tx: &mut SqliteConnection,
    id: PublicationId,
    agreed: &Agreed<UserText>,
) -> Result<(), Fault> {
    let (words, named) = (agreed.words.expose(), i64::from(agreed.named));
    sqlx::query!(
        "update publications set answered = ?, mentor_named = ? where id = ?",
        words,
        named,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down that both have agreed.
pub async fn update_published(
    tx: &mut SqliteConnection,
    id: PublicationId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update publications set published_at = ? where id = ?", at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Writes down that the other one said no. No word that was proposed is kept.
pub async fn update_declined(
    tx: &mut SqliteConnection,
    id: PublicationId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!(
        "update publications set declined_at = ?, asked = null, mentee_named = null, answered = null, mentor_named = null
         where id = ?",
        at,
        id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down that one of them took it back.
pub async fn update_taken_back(
    tx: &mut SqliteConnection,
    id: PublicationId,
    at: Timestamp,
) -> Result<(), Fault> {
    let at = to_ms(at);
    sqlx::query!("update publications set taken_back_at = ? where id = ?", at, id.0)
        .execute(tx)
        .await?;
    Ok(())
}
