//! What was said about calls when they began and afterwards: who was there, what became of them, what is kept of them.
//!
//! A call's actions stand with all others, in `follow_ups`.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, to_ms};
use crate::domain::{
    agenda::Has,
    call_signs::{CallSign, CallStep, Held},
    ids::{CallId, PairId, PersonId},
    meeting::{Account, Happened, Meeting, Notes, OfBoth, Presence, Worth},
    overlap::Span,
    pair::Side,
    zone::Zone,
};

const UNREADABLE: Fault = Fault::Unreadable("meeting");

/// A call as it was agreed to: one that is moved has another sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// The call.
    pub call: CallId,
    /// Its sequence.
    pub sequence: u32,
}

fn read<T>(word: Option<String>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
    word.map(|word| read(&word).ok_or(UNREADABLE)).transpose()
}

/// What was said about a call; nothing while nobody has.
pub async fn find(tx: &mut SqliteConnection, of: Agreed) -> Result<Meeting, Fault> {
    let row = sqlx::query!(
        "select mentor_presence, mentee_presence, mentor_worth, mentee_worth
         from meetings where call_id = ? and sequence = ?",
        of.call.0,
        of.sequence
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(Meeting::default()) };
    Ok(Meeting {
        presence: OfBoth {
            mentor: read(row.mentor_presence, Presence::read)?,
            mentee: read(row.mentee_presence, Presence::read)?,
        },
        accounts: list_accounts(tx, of).await?,
        worth: OfBoth {
            mentor: read(row.mentor_worth, Worth::read)?,
            mentee: read(row.mentee_worth, Worth::read)?,
        },
    })
}

/// The newest of each side, in the order in which they said it.
async fn list_accounts(tx: &mut SqliteConnection, of: Agreed) -> Result<Vec<Account>, Fault> {
    let rows = sqlx::query!(
        "select said_by, happened, said_at from meeting_accounts
         where id in (select max(id) from meeting_accounts where call_id = ? and sequence = ? group by said_by)
         order by id",
        of.call.0,
        of.sequence
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let by = Side::read(&row.said_by).ok_or(UNREADABLE)?;
            let missing = (row.happened == "no_show").then(|| by.other());
            let happened = Happened::read(&row.happened, missing).ok_or(UNREADABLE)?;
            Ok(Account { by, happened, at: from_ms(row.said_at)? })
        })
        .collect()
}

/// Writes down what was said of presence and worth, and what became of the call.
pub async fn update(tx: &mut SqliteConnection, of: Agreed, meeting: &Meeting) -> Result<(), Fault> {
    let presence = |side| meeting.presence.of(side).map(Presence::as_str);
    let worth = |side| meeting.worth.of(side).map(Worth::as_str);
    let (mentor_presence, mentee_presence) = (presence(Side::Mentor), presence(Side::Mentee));
    let (mentor_worth, mentee_worth) = (worth(Side::Mentor), worth(Side::Mentee));
    let happened = meeting.happened();
    let missing = happened.and_then(Happened::missing).map(Side::as_str);
    let happened = happened.map(Happened::as_str);
    sqlx::query!(
        "insert into meetings (call_id, sequence, mentor_presence, mentee_presence, happened, missing, mentor_worth,
                               mentee_worth)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (call_id, sequence) do update
         set mentor_presence = excluded.mentor_presence, mentee_presence = excluded.mentee_presence,
             happened = excluded.happened, missing = excluded.missing, mentor_worth = excluded.mentor_worth,
             mentee_worth = excluded.mentee_worth",
        of.call.0,
        of.sequence,
        mentor_presence,
        mentee_presence,
        happened,
        missing,
        mentor_worth,
        mentee_worth
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down what one of the two said afterwards. That somebody did not come is said of the other one.
pub async fn insert_account(
    tx: &mut SqliteConnection,
    of: Agreed,
    account: Account,
) -> Result<(), Fault> {
    let (by, happened, at) = (account.by.as_str(), account.happened.as_str(), to_ms(account.at));
    sqlx::query!(
        "insert into meeting_accounts (call_id, sequence, said_by, happened, said_at) values (?, ?, ?, ?, ?)",
        of.call.0,
        of.sequence,
        by,
        happened,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The calls of a pair that did not take place, and what became of them; at most the newest 200.
pub async fn list_missed(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Vec<(CallId, Happened)>, Fault> {
    let rows = sqlx::query!(
        r#"select calls.id as "id!", happened as "happened!", missing
           from calls join meetings on meetings.call_id = calls.id and meetings.sequence = calls.sequence
           where calls.pair_id = ? and calls.state = 'agreed' and happened <> 'held'
           order by calls.starts_at desc limit 200"#,
        pair.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let missing = read(row.missing, Side::read)?;
            Ok((row.id.into(), Happened::read(&row.happened, missing).ok_or(UNREADABLE)?))
        })
        .collect()
}

/// The newest calls of a pair that took place, the earliest of them first, on the days of this zone: at most `limit`, of
/// those that began after the call `after`. An agenda that was never shown is none.
pub async fn list_held(
    tx: &mut SqliteConnection,
    (pair, after): (PairId, Option<CallId>),
    (zone, limit): (&Zone, i64),
) -> Result<Vec<Held>, Fault> {
    let after = after.map(|call| call.0);
    let rows = sqlx::query!(
        r#"select calls.id as "id!", calls.starts_at as "starts_at!", mentor_worth, mentee_worth,
                  (select has from call_agendas
                   where call_agendas.call_id = calls.id
                     and exists (select 1 from posts where subject = 'agenda' and subject_id = calls.id)) as "has?: String"
           from calls join meetings on meetings.call_id = calls.id and meetings.sequence = calls.sequence
           where calls.pair_id = ?1 and calls.state = 'agreed'
             and (happened = 'held'
                  or (happened is null and mentor_presence = 'here' and mentee_presence = 'here'))
             and calls.starts_at > coalesce((select starts_at from calls where id = ?2), -1)
           order by calls.starts_at desc limit ?3"#,
        pair.0,
        after,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .rev()
        .map(|row| {
            let worth = OfBoth {
                mentor: read(row.mentor_worth, Worth::read)?,
                mentee: read(row.mentee_worth, Worth::read)?,
            };
            let on = zone.date(from_ms(row.starts_at)?);
            Ok(Held { call: row.id.into(), on, worth, agenda: read(row.has, Has::read)? })
        })
        .collect()
}

/// How many minutes the calls of a pair were agreed for that took place and began in a span of time.
pub async fn count_minutes(
    tx: &mut SqliteConnection,
    pair: PairId,
    span: Span,
) -> Result<i64, Fault> {
    let (from, to) = (to_ms(span.from), to_ms(span.to));
    let minutes = sqlx::query_scalar!(
        r#"select coalesce(sum(calls.minutes), 0) as "minutes!: i64"
           from calls join meetings on meetings.call_id = calls.id and meetings.sequence = calls.sequence
           where calls.pair_id = ?1 and calls.state = 'agreed' and calls.starts_at >= ?2 and calls.starts_at < ?3
             and (happened = 'held'
                  or (happened is null and mentor_presence = 'here' and mentee_presence = 'here'))"#,
        pair.0,
        from,
        to
    );
    Ok(minutes.fetch_one(tx).await?)
}

/// What is kept of a call, as it was saved last.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNotes {
    /// Who saved it.
    pub author: PersonId,
    /// When.
    pub saved_at: Timestamp,
    /// How often it was saved.
    pub version: u32,
    /// The modal it was saved in.
    pub view_id: String,
    /// What it says.
    pub notes: Notes,
}

/// What is kept of a call, if anything is.
pub async fn find_notes(
    tx: &mut SqliteConnection,
    call: CallId,
) -> Result<Option<StoredNotes>, Fault> {
    let row = sqlx::query!(
        r#"select author_id, saved_at, version as "version: u32", view_id, content
           from call_notes where call_id = ? order by version desc limit 1"#,
        call.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(StoredNotes {
        author: row.author_id.into(),
        saved_at: from_ms(row.saved_at)?,
        version: row.version,
        view_id: row.view_id,
        notes: serde_json::from_str(&row.content).map_err(|_| UNREADABLE)?,
    }))
}

/// Adds a version of what is kept of a call.
pub async fn insert_notes(
    tx: &mut SqliteConnection,
    call: CallId,
    saved: &StoredNotes,
) -> Result<(), Fault> {
    let content = serde_json::to_string(&saved.notes).map_err(|_| UNREADABLE)?;
    let saved_at = to_ms(saved.saved_at);
    sqlx::query!(
        "insert into call_notes (call_id, version, author_id, saved_at, view_id, content) values (?, ?, ?, ?, ?, ?)",
        call.0,
        saved.version,
        saved.author.0,
        saved_at,
        saved.view_id,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The calls of a pair of which something is kept and that began in a span of time, the newest first, at most 20.
pub async fn list_noted(
    tx: &mut SqliteConnection,
    pair: PairId,
    span: Span,
) -> Result<Vec<(CallId, Timestamp)>, Fault> {
    let (from, to) = (to_ms(span.from), to_ms(span.to));
    let rows = sqlx::query!(
        r#"select id as "id!", starts_at as "starts_at!" from calls
           where pair_id = ? and starts_at >= ? and starts_at < ?
             and exists (select 1 from call_notes where call_id = calls.id)
           order by starts_at desc limit 20"#,
        pair.0,
        from,
        to
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok((row.id.into(), from_ms(row.starts_at)?))).collect()
}

/// When a sign about a pair's calls was told last: since which call, and what was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldSign {
    /// The call that made it hold.
    pub call: CallId,
    /// What they did about it, and who.
    pub step: Option<(CallStep, Side)>,
}

/// The newest call of a pair that made any sign hold.
pub async fn find_told(tx: &mut SqliteConnection, pair: PairId) -> Result<Option<CallId>, Fault> {
    let call = sqlx::query_scalar!(
        "select call_id from call_signs join calls on calls.id = call_id
         where call_signs.pair_id = ? order by starts_at desc limit 1",
        pair.0
    );
    Ok(call.fetch_optional(tx).await?.map(CallId))
}

/// The last time a sign was told, if it was.
pub async fn find_sign(
    tx: &mut SqliteConnection,
    (pair, sign): (PairId, CallSign),
) -> Result<Option<ToldSign>, Fault> {
    let sign = sign.as_str();
    let row = sqlx::query!(
        "select call_id, step, step_by from call_signs where pair_id = ? and sign = ?",
        pair.0,
        sign
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let step = read(row.step, CallStep::read)?.zip(read(row.step_by, Side::read)?);
    Ok(Some(ToldSign { call: row.call_id.into(), step }))
}

/// Writes down that a sign is told, which begins anew.
pub async fn update_sign(
    tx: &mut SqliteConnection,
    (pair, sign, call): (PairId, CallSign, CallId),
    now: Timestamp,
) -> Result<(), Fault> {
    let (sign, now) = (sign.as_str(), to_ms(now));
    sqlx::query!(
        "insert into call_signs (pair_id, sign, call_id, told_at) values (?, ?, ?, ?)
         on conflict (pair_id, sign) do update
         set call_id = excluded.call_id, told_at = excluded.told_at, step = null, step_by = null",
        pair.0,
        sign,
        call.0,
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes down what the two do about a sign.
pub async fn update_step(
    tx: &mut SqliteConnection,
    (pair, sign): (PairId, CallSign),
    (step, by): (CallStep, Side),
) -> Result<(), Fault> {
    let (sign, step, by) = (sign.as_str(), step.as_str(), by.as_str());
    sqlx::query!(
        "update call_signs set step = ?, step_by = ? where pair_id = ? and sign = ?",
        step,
        by,
        pair.0,
        sign
    )
    .execute(tx)
    .await?;
    Ok(())
}
