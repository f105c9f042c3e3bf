//! What somebody wrote for one reader alone, kept until it is delivered.
//!
//! Its words are in no index and no record. Once they are gone, the row still says that there was an aside, so that a form
//! sent twice brings it once.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    aside::AsideKind,
    ids::{AsideId, PairId, PersonId},
    text::{Link, UserText},
};

/// An aside as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    /// Our id.
    pub id: AsideId,
    /// The pair it is about.
    pub pair: PairId,
    /// Who wrote it.
    pub author: PersonId,
    /// Who reads it.
    pub reader: PersonId,
    /// Why it was written.
    pub kind: AsideKind,
    /// What it says, until it is delivered.
    pub words: Option<UserText>,
    /// Where more stands, until then.
    pub link: Option<Link>,
    /// When it was written.
    pub written_at: Timestamp,
}

/// An aside to be written down.
#[derive(Debug, Clone, Copy)]
pub struct NewAside<'a> {
    /// The pair it is about.
    pub pair: PairId,
    /// Who wrote it.
    pub author: PersonId,
    /// Why.
    pub kind: AsideKind,
    /// What it says.
    pub words: &'a UserText,
    /// Where more stands.
    pub link: Option<&'a Link>,
    /// The modal it came from.
    pub view_id: &'a str,
}

/// Writes an aside down for a reader. The same modal sent again changes its words while they are still on their way;
/// `None` when it is somebody else's.
pub async fn insert(
    tx: &mut SqliteConnection,
    new: &NewAside<'_>,
    reader: PersonId,
    now: Timestamp,
) -> Result<Option<AsideId>, Fault> {
    let (kind, words, now) = (new.kind.as_str(), new.words.expose(), to_ms(now));
    let link = new.link.map(Link::as_str);
    let id = sqlx::query_scalar!(
        r#"insert into asides (pair_id, author_id, reader_id, kind, words, link, written_at, view_id)
           values (?, ?, ?, ?, ?, ?, ?, ?)
           on conflict (view_id, reader_id) do update
           set words = case when asides.words is null then null else excluded.words end,
               link = case when asides.words is null then null else excluded.link end
           where author_id = excluded.author_id
           returning id as "id!: i64""#,
        new.pair.0,
        new.author.0,
        reader.0,
        kind,
        words,
        link,
        now,
        new.view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(AsideId))
}

/// The aside with this id.
pub async fn find(tx: &mut SqliteConnection, id: AsideId) -> Result<Option<Aside>, Fault> {
    let row = sqlx::query!(
        "select pair_id, author_id, reader_id, kind, words, link, written_at from asides where id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        Ok(Aside {
            id,
            pair: row.pair_id.into(),
            author: row.author_id.into(),
            reader: row.reader_id.into(),
            kind: AsideKind::read(&row.kind).ok_or(Fault::Unreadable("aside"))?,
            words: row.words.map(UserText::from_stored),
            link: row.link.as_deref().and_then(|link| Link::parse(link).ok()),
            written_at: from_ms(row.written_at)?,
        })
    })
    .transpose()
}

/// Everybody who gets what was sent with this aside, in the order of their ids.
pub async fn list_readers(tx: &mut SqliteConnection, id: AsideId) -> Result<Vec<PersonId>, Fault> {
    let readers = sqlx::query_scalar!(
        r#"select reader_id as "id!: i64" from asides
           where view_id = (select view_id from asides where id = ?) order by reader_id limit 50"#,
        id.0
    )
    .fetch_all(tx)
    .await?;
    Ok(readers.into_iter().map(PersonId).collect())
}

/// Forgets what an aside says.
pub async fn delete_words(tx: &mut SqliteConnection, id: AsideId) -> Result<(), Fault> {
    sqlx::query!("update asides set words = null, link = null where id = ?", id.0)
        .execute(tx)
        .await?;
    Ok(())
}
