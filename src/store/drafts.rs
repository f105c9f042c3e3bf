//! Drafts: what stands in forms that were not sent, by writer and by what the form is about.
//!
//! Every way in takes the person, so that nobody's draft can be found for somebody else. Nothing here is ever searched.

use std::str::FromStr;

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    draft::{About, Draft},
    ids::PersonId,
};

/// A draft as it was written down last.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What the form is about.
    pub about: About,
    /// What stands in it.
    pub draft: Draft,
    /// The modal that was typed in last.
    pub view_id: String,
    /// When.
    pub saved_at: Timestamp,
}

/// The name under which a draft keeps what its form carried; no field is called so.
pub const FORM: &str = "form";

impl Kept {
    /// What the form it was begun in carried, if that can still be read.
    pub fn form<T: FromStr>(&self) -> Option<T> {
        self.draft.chosen(FORM)?.parse().ok()
    }
}

/// Writes down what stands in a form of this person's, in the place of what stood there.
pub async fn update(tx: &mut SqliteConnection, person: PersonId, kept: &Kept) -> Result<(), Fault> {
    let (form, about, saved_at) = (kept.about.form(), kept.about.key(), to_ms(kept.saved_at));
    let fields = serde_json::to_string(&kept.draft).map_err(|_| Fault::Unreadable("draft"))?;
    sqlx::query!(
        "insert into drafts (person_id, form, about, view_id, fields, saved_at) values (?, ?, ?, ?, ?, ?)
         on conflict (person_id, form, about) do update
         set view_id = excluded.view_id, fields = excluded.fields, saved_at = excluded.saved_at",
        person.0,
        form,
        about,
        kept.view_id,
        fields,
        saved_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// This person's draft, unless its last change is older than `since`.
pub async fn find(
    tx: &mut SqliteConnection,
    (person, about): (PersonId, About),
    since: Timestamp,
) -> Result<Option<Kept>, Fault> {
    let (form, key, since) = (about.form(), about.key(), to_ms(since));
    let row = sqlx::query!(
        "select view_id, fields, saved_at from drafts
         where person_id = ? and form = ? and about = ? and saved_at > ?",
        person.0,
        form,
        key,
        since
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let draft = serde_json::from_str(&row.fields).map_err(|_| Fault::Unreadable("draft"))?;
    Ok(Some(Kept { about, draft, view_id: row.view_id, saved_at: from_ms(row.saved_at)? }))
}

/// What this person's newest drafts are about, the newest first, without those older than `since` and those of forms that
/// this version does not know.
pub async fn list(
    tx: &mut SqliteConnection,
    person: PersonId,
    (since, limit): (Timestamp, i64),
) -> Result<Vec<About>, Fault> {
    let since = to_ms(since);
    let rows = sqlx::query!(
        "select form, about from drafts where person_id = ? and saved_at > ?
         order by saved_at desc, form, about limit ?",
        person.0,
        since,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().filter_map(|row| About::read(&row.form, &row.about)).collect())
}

/// Whether this modal was sent, so that nothing typed in it before is a draft any more.
pub async fn find_sent(
    tx: &mut SqliteConnection,
    about: About,
    view_id: &str,
) -> Result<bool, Fault> {
    let found = match about {
        About::Checkin(pair, _) => {
            sqlx::query_scalar!(
                r#"select 1 as "one: i64" from checkins join checkin_versions on checkin_id = checkins.id
                   where pair_id = ? and view_id = ? limit 1"#,
                pair.0,
                view_id
            )
            .fetch_optional(tx)
            .await?
        }
        About::Question(..) => {
            return Ok(super::questions::find_saved(&mut *tx, view_id).await?.is_some()
                || super::questions::find_solved_while_writing(&mut *tx, view_id).await?
                || super::memory::find_solved(tx, view_id).await?);
        }
        About::Goal(..) => {
            return Ok(super::goals::find_saved(tx, view_id).await?.is_some());
        }
        About::Agenda(_) => {
            return Ok(super::agendas::find_saved(tx, view_id).await?.is_some());
        }
        About::Agreement(pair) => {
            return Ok(super::agreements::find_saved(tx, pair, view_id).await?.is_some());
        }
        About::Reply(_) | About::Answer(_) => {
            sqlx::query_scalar!(r#"select 1 as "one: i64" from replies where view_id = ?"#, view_id)
                .fetch_optional(tx)
                .await?
        }
        About::WriteUp(assignment) => {
            sqlx::query_scalar!(
                r#"select 1 as "one: i64" from write_up_versions where assignment_id = ? and view_id = ? limit 1"#,
                assignment.0,
                view_id
            )
            .fetch_optional(tx)
            .await?
        }
        About::Journal(_) => return super::journal::find_sent(tx, view_id).await,
        About::Review(review) => {
            sqlx::query_scalar!(
                r#"select 1 as "one: i64" from review_answers where review_id = ? and view_id = ? limit 1"#,
                review.0,
                view_id
            )
            .fetch_optional(tx)
            .await?
        }
        About::Notes(call) => {
            sqlx::query_scalar!(
                r#"select 1 as "one: i64" from call_notes where call_id = ? and view_id = ? limit 1"#,
                call.0,
                view_id
            )
            .fetch_optional(tx)
            .await?
        }
    };
    Ok(found.is_some())
}

/// How many drafts of their journal somebody has, however old.
pub async fn count_of_journal(tx: &mut SqliteConnection, person: PersonId) -> Result<i64, Fault> {
    let form = About::Journal(None).form();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count: i64" from drafts where person_id = ? and form = ?"#,
        person.0,
        form
    )
    .fetch_one(tx)
    .await?;
    Ok(count)
}

/// Deletes every draft of somebody's journal.
pub async fn delete_of_journal(tx: &mut SqliteConnection, person: PersonId) -> Result<(), Fault> {
    let form = About::Journal(None).form();
    sqlx::query!("delete from drafts where person_id = ? and form = ?", person.0, form)
        .execute(tx)
        .await?;
    Ok(())
}

/// Deletes a draft. False when there was none.
pub async fn delete(
    tx: &mut SqliteConnection,
    person: PersonId,
    about: About,
) -> Result<bool, Fault> {
    let (form, key) = (about.form(), about.key());
    let done = sqlx::query!(
        "delete from drafts where person_id = ? and form = ? and about = ?",
        person.0,
        form,
        key
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes up to `limit` drafts that were not changed since `before`. Returns how many went.
pub async fn delete_before(
    tx: &mut SqliteConnection,
    before: Timestamp,
    limit: i64,
) -> Result<u64, Fault> {
    let before = to_ms(before);
    let done = sqlx::query!(
        "delete from drafts where (person_id, form, about) in
         (select person_id, form, about from drafts where saved_at <= ? order by saved_at limit ?)",
        before,
        limit
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected())
}
