//! Journals: what people write for themselves, and which entry they shared.
//!
//! Nothing here is ever put into the record or its index. Every list takes the author, so that nobody's journal can be
//! read for somebody else. What is erased is deleted, and its bytes are overwritten by SQLite's `secure_delete`; the log
//! beside the file is emptied after that at the door.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{EntryId, PairId, PersonId, ProgrammeId, ShareId},
    journal::{Entry, Share, ShareState},
    text::UserText,
};

/// Whether people of a programme have a journal.
pub async fn find_is_on(tx: &mut SqliteConnection, programme: ProgrammeId) -> Result<bool, Fault> {
    let is_on = sqlx::query_scalar!(
        r#"select journal as "is_on: bool" from programmes where id = ?"#,
        programme.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(is_on.unwrap_or(false))
}

/// Sets whether they have one.
pub async fn update_is_on(
    tx: &mut SqliteConnection,
    programme: ProgrammeId,
    is_on: bool,
) -> Result<(), Fault> {
    sqlx::query!("update programmes set journal = ? where id = ?", is_on, programme.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Whether this modal was sent before.
pub async fn find_sent(tx: &mut SqliteConnection, view_id: &str) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select 1 as "one: i64" from journal_forms where view_id = ?"#,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(found.is_some())
}

/// A modal that was sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The entry it wrote or changed; `None` once that was erased.
    pub entry: Option<EntryId>,
    /// Whether no other one has changed the entry since.
    pub is_newest: bool,
}

/// What this person sent from a modal; `None` while it was not sent.
pub async fn find_written(
    tx: &mut SqliteConnection,
    (author, view_id): (PersonId, &str),
) -> Result<Option<Sent>, Fault> {
    let row = sqlx::query!(
        r#"select entry_id, not exists (
               select 1 from journal_forms as later
               where later.entry_id = journal_forms.entry_id and later.nth > journal_forms.nth
           ) as "is_newest!: bool"
           from journal_forms where view_id = ? and person_id = ?"#,
        view_id,
        author.0
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| Sent { entry: row.entry_id.map(EntryId), is_newest: row.is_newest }))
}

/// Writes an entry down.
pub async fn insert(
    tx: &mut SqliteConnection,
    author: PersonId,
    (view_id, words): (&str, &UserText),
    now: Timestamp,
) -> Result<(), Fault> {
    let (words, now) = (words.expose(), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into journal_entries (person_id, written_at, words) values (?, ?, ?)
           returning id as "id!: i64""#,
        author.0,
        now,
        words
    )
    .fetch_one(&mut *tx)
    .await?;
    insert_form(tx, (author, view_id), id).await
}

async fn insert_form(
    tx: &mut SqliteConnection,
    (author, view_id): (PersonId, &str),
    entry: i64,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into journal_forms (view_id, person_id, entry_id, nth)
         values (?1, ?2, ?3, 1 + (select count(*) from journal_forms where entry_id = ?3)) on conflict do nothing",
        view_id,
        author.0,
        entry
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// An entry says something else now; what it said before is overwritten.
pub async fn update(
    tx: &mut SqliteConnection,
    entry: &Entry,
    (view_id, words): (&str, &UserText),
    now: Timestamp,
) -> Result<(), Fault> {
    let (words, now) = (words.expose(), to_ms(now));
    sqlx::query!(
        "update journal_entries set words = ?, edited_at = ? where id = ?",
        words,
        now,
        entry.id.0
    )
    .execute(&mut *tx)
    .await?;
    insert_form(tx, (entry.author, view_id), entry.id.0).await
}

/// The entry with this id.
pub async fn find(tx: &mut SqliteConnection, id: EntryId) -> Result<Option<Entry>, Fault> {
    let row = sqlx::query!(
        "select person_id, written_at, edited_at, words from journal_entries where id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        Ok(Entry {
            id,
            author: row.person_id.into(),
            written_at: from_ms(row.written_at)?,
            edited_at: from_ms_opt(row.edited_at)?,
            words: UserText::from_stored(row.words),
        })
    })
    .transpose()
}

/// Somebody's entries, the newest first: at most `limit`, after leaving out `skip`.
pub async fn list(
    tx: &mut SqliteConnection,
    author: PersonId,
    (limit, skip): (i64, i64),
) -> Result<Vec<Entry>, Fault> {
    let rows = sqlx::query!(
        r#"select id as "id!", written_at, edited_at, words from journal_entries
           where person_id = ? order by written_at desc, id desc limit ? offset ?"#,
        author.0,
        limit,
        skip
    )
    .fetch_all(tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Entry {
            id: row.id.into(),
            author,
            written_at: from_ms(row.written_at)?,
            edited_at: from_ms_opt(row.edited_at)?,
            words: UserText::from_stored(row.words),
        })
    });
    read.collect()
}

/// How many entries somebody has.
pub async fn count(tx: &mut SqliteConnection, author: PersonId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count: i64" from journal_entries where person_id = ?"#,
        author.0
    )
    .fetch_one(tx)
    .await?;
    Ok(count)
}

/// Erases an entry.
pub async fn delete(tx: &mut SqliteConnection, id: EntryId) -> Result<(), Fault> {
    sqlx::query!("delete from journal_entries where id = ?", id.0).execute(tx).await?;
    Ok(())
}

/// Erases everything somebody wrote.
pub async fn delete_all(tx: &mut SqliteConnection, author: PersonId) -> Result<(), Fault> {
    sqlx::query!("delete from journal_entries where person_id = ?", author.0).execute(tx).await?;
    Ok(())
}

/// An entry is shared with the other one of a pair, as it is now; `None` where it was already.
pub async fn insert_share(
    tx: &mut SqliteConnection,
    (entry, pair): (&Entry, PairId),
    now: Timestamp,
) -> Result<Option<ShareId>, Fault> {
    let (state, words, now) = (ShareState::Waits.as_str(), entry.words.expose(), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into journal_shares (entry_id, pair_id, author_id, shared_at, state, words)
           values (?, ?, ?, ?, ?, ?) on conflict do nothing returning id as "id!: i64""#,
        entry.id.0,
        pair.0,
        entry.author.0,
        now,
        state,
        words
    )
    .fetch_optional(tx)
    .await?;
    Ok(id.map(ShareId))
}

/// The share with this id.
pub async fn find_share(tx: &mut SqliteConnection, id: ShareId) -> Result<Option<Share>, Fault> {
    let row = sqlx::query!(
        "select pair_id, author_id, shared_at, state, words from journal_shares where id = ?",
        id.0
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        Ok(Share {
            id,
            pair: row.pair_id.into(),
            author: row.author_id.into(),
            shared_at: from_ms(row.shared_at)?,
            state: ShareState::read(&row.state).ok_or(Fault::Unreadable("share"))?,
            words: row.words.map(UserText::from_stored),
        })
    })
    .transpose()
}

/// Whom an entry was shared with, the newest first.
pub async fn list_shares(tx: &mut SqliteConnection, entry: EntryId) -> Result<Vec<Share>, Fault> {
    let ids = sqlx::query_scalar!(
        "select id from journal_shares where entry_id = ? order by id desc limit 20",
        entry.0
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut shares = Vec::new();
    for id in ids {
        shares.extend(find_share(tx, id.into()).await?);
    }
    Ok(shares)
}

/// Where an entry was shared and was not taken back.
pub async fn list_standing(
    tx: &mut SqliteConnection,
    entry: EntryId,
) -> Result<Vec<ShareId>, Fault> {
    let taken_back = ShareState::TakenBack.as_str();
    let ids = sqlx::query_scalar!(
        "select id from journal_shares where entry_id = ? and state <> ? order by id",
        entry.0,
        taken_back
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(ShareId).collect())
}

/// What of somebody's journal was shared and was not taken back.
pub async fn list_shared(
    tx: &mut SqliteConnection,
    author: PersonId,
) -> Result<Vec<ShareId>, Fault> {
    let taken_back = ShareState::TakenBack.as_str();
    let ids = sqlx::query_scalar!(
        "select id from journal_shares where author_id = ? and state <> ? order by id",
        author.0,
        taken_back
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(ShareId).collect())
}

/// What became of a share. Its words are forgotten: they stand where they were brought, or nowhere.
pub async fn update_share(
    tx: &mut SqliteConnection,
    id: ShareId,
    state: ShareState,
) -> Result<(), Fault> {
    let state = state.as_str();
    sqlx::query!("update journal_shares set state = ?, words = null where id = ?", state, id.0)
        .execute(tx)
        .await?;
    Ok(())
}
