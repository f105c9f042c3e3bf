//! Calls: how often a pair meets and where, and its calls with the times put before them. When it is next asked stands in a
//! file of its own.
//!
//! What was said before or after a call stands in files of its own.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    call::{About, Call, Length, Offer, Purpose, Rhythm, State},
    ids::{CallId, PairId, PersonId},
    overlap::{Burden, Minutes, Slot, Span},
    pair::Side,
    text::Link,
    week::Week,
};

/// More calls than this are not looked at for a pair's turns.
const NEWEST: i64 = 200;

/// How a pair meets, as its two said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How often; `None` leaves it to the hours they share.
    pub rhythm: Option<Rhythm>,
    /// For how long, unless they say otherwise.
    pub length: Length,
    /// Where; `None` is a huddle in their room.
    pub link: Option<Link>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rhythm: None, length: Length::Thirty, link: None }
    }
}

/// How a pair meets; the defaults while nobody has said anything.
pub async fn find_settings(tx: &mut SqliteConnection, pair: PairId) -> Result<Settings, Fault> {
    let row = sqlx::query!(
        r#"select rhythm, minutes as "minutes: u16", link from call_settings where pair_id = ?"#,
        pair.0
    )
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(Settings::default()) };
    let unreadable = || Fault::Unreadable("call settings");
    Ok(Settings {
        rhythm: match row.rhythm {
            Some(key) => Some(Rhythm::read(&key).ok_or_else(unreadable)?),
            None => None,
        },
        length: Length::read(row.minutes).ok_or_else(unreadable)?,
        link: match row.link {
            Some(link) => Some(Link::parse(&link).map_err(|_| unreadable())?),
            None => None,
        },
    })
}

/// Sets how a pair meets.
pub async fn update_settings(
    tx: &mut SqliteConnection,
    pair: PairId,
    settings: &Settings,
) -> Result<(), Fault> {
    let (rhythm, minutes) = (settings.rhythm.map(Rhythm::key), settings.length.minutes().0);
    let link = settings.link.as_ref().map(Link::as_str);
    sqlx::query!(
        "insert into call_settings (pair_id, rhythm, minutes, link) values (?, ?, ?, ?)
         on conflict (pair_id) do update set rhythm = excluded.rhythm, minutes = excluded.minutes, link = excluded.link",
        pair.0,
        rhythm,
        minutes,
        link
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// When something is next due here: a pair to ask, or something open that lapses.
pub async fn find_earliest(tx: &mut SqliteConnection) -> Result<Option<Timestamp>, Fault> {
    let row = sqlx::query!(
        r#"select min(at) as "at: i64" from (
               select min(ask_at) as at from call_schedules
               union all
               select min(lapse_at) as at from calls where lapse_at is not null
           )"#
    )
    .fetch_one(tx)
    .await?;
    from_ms_opt(row.at)
}

/// Begins a call for a week the bot asks about, with nothing chosen yet. `None` when the pair was asked about that week
/// before.
pub async fn insert(
    tx: &mut SqliteConnection,
    (pair, week): (PairId, Week),
    now: Timestamp,
) -> Result<Option<Call>, Fault> {
    let (week_text, now) = (week.to_string(), to_ms(now));
    let row = sqlx::query!(
        "insert into calls (pair_id, week, made_at, state, round, sequence) values (?, ?, ?, 'choosing', 1, 0)
         on conflict do nothing returning id as \"id!\"",
        pair.0,
        week_text,
        now
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| Call {
        id: row.id.into(),
        pair,
        week: Some(week),
        round: 1,
        about: None,
        instead_about: None,
        sequence: 0,
        state: State::Choosing,
    }))
}

/// Begins a call that one of the two proposes in this form. `None` when the same form was sent before.
pub async fn insert_proposed(
    tx: &mut SqliteConnection,
    (pair, view_id): (PairId, &str),
    now: Timestamp,
) -> Result<Option<Call>, Fault> {
    let now = to_ms(now);
    let row = sqlx::query!(
        "insert into calls (pair_id, made_at, state, round, sequence, view_id) values (?, ?, 'choosing', 1, 0, ?)
         on conflict (view_id) do nothing returning id as \"id!\"",
        pair.0,
        now,
        view_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| Call {
        id: row.id.into(),
        pair,
        week: None,
        round: 1,
        about: None,
        instead_about: None,
        sequence: 0,
        state: State::Choosing,
    }))
}

struct Row {
    id: i64,
    pair_id: i64,
    week: Option<String>,
    state: String,
    round: u32,
    sequence: u32,
    purpose: Option<String>,
    topics: String,
    starts_at: Option<i64>,
    minutes: Option<u16>,
    mentor_burden: Option<u16>,
    mentee_burden: Option<u16>,
    offer_by: Option<String>,
    offer_starts_at: Option<i64>,
    offer_minutes: Option<u16>,
    offer_mentor_burden: Option<u16>,
    offer_mentee_burden: Option<u16>,
    offered_at: Option<i64>,
    agreed_at: Option<i64>,
    offer_purpose: Option<String>,
    offer_topics: Option<String>,
}

macro_rules! calls {
    ($where:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            Row,
            r#"select id, pair_id, week, state, round as "round: u32", sequence as "sequence: u32", purpose, topics,
                      starts_at, minutes as "minutes: u16", mentor_burden as "mentor_burden: u16",
                      mentee_burden as "mentee_burden: u16", offer_by, offer_starts_at,
                      offer_minutes as "offer_minutes: u16", offer_mentor_burden as "offer_mentor_burden: u16",
                      offer_mentee_burden as "offer_mentee_burden: u16", offered_at, agreed_at, offer_purpose,
                      offer_topics
               from calls "# + $where,
            $($argument),*
        )
    };
}

const UNREADABLE: Fault = Fault::Unreadable("call");

fn slot(
    starts: Option<i64>,
    minutes: Option<u16>,
    (mentor, mentee): (Option<u16>, Option<u16>),
) -> Result<Option<Slot>, Fault> {
    let (Some(starts), Some(minutes)) = (starts, minutes) else { return Ok(None) };
    Ok(Some(Slot {
        starts: from_ms(starts)?,
        minutes: Minutes(minutes),
        mentor: Burden(mentor.unwrap_or(0)),
        mentee: Burden(mentee.unwrap_or(0)),
    }))
}

fn about(purpose: Option<String>, topics: Option<String>) -> Result<Option<About>, Fault> {
    let (Some(purpose), Some(topics)) = (purpose, topics) else { return Ok(None) };
    Ok(Some(About {
        purpose: Purpose::read(&purpose).ok_or(UNREADABLE)?,
        topics: serde_json::from_str(&topics).map_err(|_| UNREADABLE)?,
    }))
}

impl TryFrom<Row> for Call {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let agreed = slot(row.starts_at, row.minutes, (row.mentor_burden, row.mentee_burden))?;
        let offered = (row.offer_mentor_burden, row.offer_mentee_burden);
        let offered = slot(row.offer_starts_at, row.offer_minutes, offered)?;
        let offer = match (row.offer_by, offered, row.offered_at) {
            (Some(by), Some(slot), Some(at)) => {
                Some(Offer { by: Side::read(&by).ok_or(UNREADABLE)?, slot, at: from_ms(at)? })
            }
            (_, _, _) => None,
        };
        let agreed_at = from_ms_opt(row.agreed_at)?;
        let state = match (row.state.as_str(), agreed.zip(agreed_at), offer) {
            ("choosing", _, _) => State::Choosing,
            ("offered", _, Some(offer)) => State::Offered(offer),
            ("agreed", Some((slot, at)), instead) => State::Agreed { slot, at, instead },
            ("called_off", was, _) => State::CalledOff { was: was.map(|(slot, _)| slot) },
            ("lapsed", _, _) => State::Lapsed,
            (_, _, _) => return Err(UNREADABLE),
        };
        Ok(Self {
            id: row.id.into(),
            pair: row.pair_id.into(),
            week: match row.week {
                Some(week) => Some(week.parse().map_err(|_| UNREADABLE)?),
                None => None,
            },
            round: row.round,
            about: about(row.purpose, Some(row.topics))?,
            instead_about: about(row.offer_purpose, row.offer_topics)?,
            sequence: row.sequence,
            state,
        })
    }
}

/// A call.
pub async fn find(tx: &mut SqliteConnection, id: CallId) -> Result<Option<Call>, Fault> {
    let row = calls!("where id = ?", id.0).fetch_optional(tx).await?;
    row.map(Call::try_from).transpose()
}

/// The calls of a pair that are not over: being arranged, or agreed and not ended `now`; the soonest first, and what has
/// no time yet last.
pub async fn list_coming(
    tx: &mut SqliteConnection,
    pair: PairId,
    now: Timestamp,
) -> Result<Vec<Call>, Fault> {
    let now = to_ms(now);
    let rows = calls!(
        "where pair_id = ? and (state in ('choosing', 'offered')
             or (state = 'agreed' and starts_at + minutes * 60000 > ?))
         order by coalesce(starts_at, offer_starts_at) nulls last, id",
        pair.0,
        now
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Call::try_from).collect()
}

/// What a pair agreed to and did not call off, past and coming, in order: what its turns are reckoned from. At most
/// the newest 200.
pub async fn list_agreed(tx: &mut SqliteConnection, pair: PairId) -> Result<Vec<Call>, Fault> {
    let rows = calls!(
        "where pair_id = ? and state = 'agreed' order by starts_at desc limit ?",
        pair.0,
        NEWEST
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().rev().map(Call::try_from).collect()
}

/// The calls, of whatever pair, that somebody agreed to and that touch a span; all but `except`.
pub async fn list_busy(
    tx: &mut SqliteConnection,
    person: PersonId,
    (span, except): (Span, Option<CallId>),
) -> Result<Vec<Span>, Fault> {
    let (from, to) = (to_ms(span.from), to_ms(span.to));
    let except = except.map_or(0, |call| call.0);
    let rows = sqlx::query!(
        r#"select starts_at as "starts_at!", minutes as "minutes!: u16" from calls
           where pair_id in (select id from pairs where mentor_id = ?1 union select id from pairs where mentee_id = ?1)
             and state = 'agreed' and id <> ?2 and starts_at < ?3 and starts_at > ?4 - 30 * 60000
             and starts_at + minutes * 60000 > ?4
           order by starts_at"#,
        person.0,
        except,
        to,
        from
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok(Minutes(row.minutes).from(from_ms(row.starts_at)?))).collect()
}

/// The calls in which something is open no longer, the longest first, at most `limit`.
pub async fn list_lapsing(
    tx: &mut SqliteConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<CallId>, Fault> {
    let now = to_ms(now);
    let calls = sqlx::query_scalar!(
        r#"select id as "id!" from calls where lapse_at <= ? order by lapse_at, id limit ?"#,
        now,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(calls.into_iter().map(CallId).collect())
}

/// A call that cannot be read is looked at again later.
pub async fn update_lapse_at(
    tx: &mut SqliteConnection,
    call: CallId,
    lapse_at: Timestamp,
) -> Result<(), Fault> {
    let lapse_at = to_ms(lapse_at);
    sqlx::query!("update calls set lapse_at = ? where id = ?", lapse_at, call.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Writes a call down as it stands, and when what is open about it is open no longer.
pub async fn update(
    tx: &mut SqliteConnection,
    call: &Call,
    lapse_at: Option<Timestamp>,
) -> Result<(), Fault> {
    let (agreed, agreed_at) = match call.state {
        State::Agreed { slot, at, .. } => (Some(slot), Some(to_ms(at))),
        // When they had agreed stays as it was.
        State::CalledOff { was } => (was, None),
        State::Choosing | State::Offered(_) | State::Lapsed => (None, None),
    };
    let state = match call.state {
        State::Choosing => "choosing",
        State::Offered(_) => "offered",
        State::Agreed { .. } => "agreed",
        State::CalledOff { .. } => "called_off",
        State::Lapsed => "lapsed",
    };
    let offer = call.offer();
    let purpose = call.about.as_ref().map(|about| about.purpose.key());
    let topics = call.about.as_ref().map(|about| about.topics.as_slice()).unwrap_or_default();
    let topics = serde_json::to_string(topics).map_err(|_| UNREADABLE)?;
    let instead = call.instead_about.as_ref();
    let offer_purpose = instead.map(|about| about.purpose.key());
    let offer_topics = instead.map(|about| serde_json::to_string(&about.topics)).transpose();
    let offer_topics = offer_topics.map_err(|_| UNREADABLE)?;
    let starts = agreed.map(|slot| to_ms(slot.starts));
    let minutes = agreed.map(|slot| slot.minutes.0);
    let (mentor, mentee) = (agreed.map(|slot| slot.mentor.0), agreed.map(|slot| slot.mentee.0));
    let by = offer.map(|offer| offer.by.as_str());
    let offer_starts = offer.map(|offer| to_ms(offer.slot.starts));
    let offer_minutes = offer.map(|offer| offer.slot.minutes.0);
    let offer_mentor = offer.map(|offer| offer.slot.mentor.0);
    let offer_mentee = offer.map(|offer| offer.slot.mentee.0);
    let offered_at = offer.map(|offer| to_ms(offer.at));
    let lapse_at = lapse_at.map(to_ms);
    sqlx::query!(
        "update calls set state = ?1, round = ?2, sequence = ?3, purpose = ?4, topics = ?5,
                agreed_at = case when ?6 is not null then coalesce(?18, agreed_at) end,
                starts_at = ?6, minutes = ?7, mentor_burden = ?8, mentee_burden = ?9,
                offer_by = ?10, offer_starts_at = ?11, offer_minutes = ?12, offer_mentor_burden = ?13,
                offer_mentee_burden = ?14, offered_at = ?15, lapse_at = ?16, offer_purpose = ?19, offer_topics = ?20
         where id = ?17",
        state,
        call.round,
        call.sequence,
        purpose,
        topics,
        starts,
        minutes,
        mentor,
        mentee,
        by,
        offer_starts,
        offer_minutes,
        offer_mentor,
        offer_mentee,
        offered_at,
        lapse_at,
        call.id.0,
        agreed_at,
        offer_purpose,
        offer_topics
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Puts times before somebody in a call's present round, in place of any others of that round.
pub async fn update_slots(
    tx: &mut SqliteConnection,
    call: &Call,
    slots: &[Slot],
) -> Result<(), Fault> {
    sqlx::query!("delete from call_slots where call_id = ?", call.id.0).execute(&mut *tx).await?;
    for (nth, slot) in slots.iter().enumerate() {
        let nth = i64::try_from(nth).map_err(|_| UNREADABLE)?;
        let (starts, minutes) = (to_ms(slot.starts), slot.minutes.0);
        let (mentor, mentee) = (slot.mentor.0, slot.mentee.0);
        sqlx::query!(
            "insert into call_slots (call_id, round, nth, starts_at, minutes, mentor_burden, mentee_burden)
             values (?, ?, ?, ?, ?, ?, ?)",
            call.id.0,
            call.round,
            nth,
            starts,
            minutes,
            mentor,
            mentee
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// The times put before somebody in a round of a call, in order; empty once another round has begun.
pub async fn list_slots(
    tx: &mut SqliteConnection,
    (call, round): (CallId, u32),
) -> Result<Vec<Slot>, Fault> {
    let rows = sqlx::query!(
        r#"select starts_at, minutes as "minutes: u16", mentor_burden as "mentor: u16", mentee_burden as "mentee: u16"
           from call_slots where call_id = ? and round = ? order by nth"#,
        call.0,
        round
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let burdens = (Some(row.mentor), Some(row.mentee));
            slot(Some(row.starts_at), Some(row.minutes), burdens)?.ok_or(UNREADABLE)
        })
        .collect()
}
