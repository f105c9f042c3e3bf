//! People the bot has met: who they are in Slack, where they live, when they work, when they do not.

use jiff::{SignedDuration, Timestamp};
use sqlx::SqliteConnection;

use super::{Fault, from_day, to_ms};
use crate::domain::{
    availability::Availability,
    ids::{PersonId, SlackChannel, SlackUser},
    learning::Learning,
    person::{Account, Person, ZoneSource},
    working_hours::{DateRange, DayWindow, WorkingHours},
    zone::{Zone, Zones},
};

/// Days off that ended longer ago than this no longer matter to any clock that runs.
const DAYS_OFF_KEPT: SignedDuration = SignedDuration::from_hours(24 * 120);

/// What Slack says about somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'a> {
    /// Slack's id.
    pub user: &'a SlackUser,
    /// What to call them.
    pub name: &'a str,
    /// The IANA name of their zone, if they have one.
    pub zone: Option<&'a str>,
    /// What kind of account it is.
    pub account: Account,
}

/// The columns an account is stored in: admin, bot, guest, deactivated.
fn flags(account: Account) -> (bool, bool, bool, bool) {
    match account {
        Account::Member => (false, false, false, false),
        Account::Admin => (true, false, false, false),
        Account::Bot => (false, true, false, false),
        Account::Guest => (false, false, true, false),
        Account::Deactivated => (false, false, false, true),
    }
}

/// Writes down what Slack says about somebody, whether or not they were known.
pub async fn update_told(
    tx: &mut SqliteConnection,
    told: &Told<'_>,
    now: Timestamp,
) -> Result<PersonId, Fault> {
    let (is_admin, is_bot, is_guest, is_deleted) = flags(told.account);
    let (user, now) = (told.user.as_str(), to_ms(now));
    let id = sqlx::query_scalar!(
        r#"insert into people (slack_user, name, slack_zone, is_admin, is_bot, is_guest, is_deleted, met_at, changed_at)
           values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
           on conflict (slack_user) do update set name = excluded.name, slack_zone = excluded.slack_zone,
               is_admin = excluded.is_admin, is_bot = excluded.is_bot, is_guest = excluded.is_guest,
               is_deleted = excluded.is_deleted, changed_at = excluded.changed_at
           returning id as "id!: i64""#,
        user,
        told.name,
        told.zone,
        is_admin,
        is_bot,
        is_guest,
        is_deleted,
        now
    )
    .fetch_one(tx)
    .await?;
    Ok(id.into())
}

struct Row {
    id: i64,
    slack_user: String,
    name: String,
    slack_zone: Option<String>,
    working_hours: Option<String>,
    call_hours: Option<String>,
    is_admin: bool,
    is_bot: bool,
    is_guest: bool,
    is_deleted: bool,
    learns_by: Option<String>,
    programme_zone: Option<String>,
    days_off: Option<String>,
}

/// The statement that reads a person and the days they do not work: their leave, and the holidays of the programmes they
/// are in a pair of, past ones as far as they can matter. Whoever is in no pair, as many a lead, has those of all. `$which` says whom, and is checked with the rest.
macro_rules! person_where {
    ($which:literal, $given:expr, $now:expr) => {{
        let since = $now.saturating_sub(DAYS_OFF_KEPT).unwrap_or($now);
        let since = Zone::utc().date(since).to_string();
        sqlx::query_as!(
            Row,
            r#"select id as "id!: i64", slack_user, name, slack_zone, working_hours, call_hours,
                      is_admin as "is_admin: bool", is_bot as "is_bot: bool", is_guest as "is_guest: bool",
                      is_deleted as "is_deleted: bool", learns_by,
                      (select zone from programmes order by programmes.id limit 1) as "programme_zone: String",
                      (select group_concat(range, ' ') from (
                          select from_on || '/' || to_on as range from leaves
                          where person_id = people.id and to_on >= ?2 and taken_back_at is null
                          union
                          select from_on || '/' || to_on from holidays
                          where to_on >= ?2 and (
                              programme_id in (
                                  select programme_id from pairs where mentor_id = people.id and state in ('proposed', 'active')
                                  union
                                  select programme_id from pairs where mentee_id = people.id and state in ('proposed', 'active'))
                              or not exists (
                                  select 1 from pairs where mentor_id = people.id and state in ('proposed', 'active')
                                  union all
                                  select 1 from pairs where mentee_id = people.id and state in ('proposed', 'active')))
                          order by 1 limit 800)) as "days_off: String"
               from people where "# + $which,
            $given,
            since
        )
    }};
}

/// The person behind a Slack id, if the bot has met them. Every act begins with this, so it is one look and their days off.
pub async fn find_by_user(
    tx: &mut SqliteConnection,
    zones: &Zones,
    user: &SlackUser,
    now: Timestamp,
) -> Result<Option<Person>, Fault> {
    let user = user.as_str();
    let row = person_where!("slack_user = ?1", user, now).fetch_optional(tx).await?;
    row.map(|row| person(zones, row)).transpose()
}

/// The person with this id. `now` bounds how many past days off are read.
pub async fn find(
    tx: &mut SqliteConnection,
    zones: &Zones,
    id: PersonId,
    now: Timestamp,
) -> Result<Option<Person>, Fault> {
    let row = person_where!("id = ?1", id.0, now).fetch_optional(tx).await?;
    row.map(|row| person(zones, row)).transpose()
}

/// Admins of the workspace whom the bot has met, the first met first.
pub async fn list_admins(tx: &mut SqliteConnection, limit: usize) -> Result<Vec<PersonId>, Fault> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let ids = sqlx::query_scalar!(
        r#"select id as "id!: i64" from people where is_admin = 1 and is_deleted = 0 order by id limit ?"#,
        limit
    )
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

fn person(zones: &Zones, row: Row) -> Result<Person, Fault> {
    let id = PersonId(row.id);
    let (zone, zone_source) =
        choose_zone(zones, row.slack_zone.as_deref(), row.programme_zone.as_deref());
    let hours = match row.working_hours.as_deref() {
        Some(text) => text.parse().map_err(|_| Fault::Unreadable("working hours"))?,
        None => WorkingHours::default(),
    };
    let call_window = match row.call_hours.as_deref() {
        Some(text) => text.parse().map_err(|_| Fault::Unreadable("call hours"))?,
        None => DayWindow::STRETCHED,
    };
    let days_off = read_days_off(row.days_off.as_deref().unwrap_or_default())?;
    let account = match (row.is_deleted, row.is_bot, row.is_guest, row.is_admin) {
        (true, _, _, _) => Account::Deactivated,
        (_, true, _, _) => Account::Bot,
        (_, _, true, _) => Account::Guest,
        (_, _, _, true) => Account::Admin,
        (false, false, false, false) => Account::Member,
    };
    let learns_by = match row.learns_by.as_deref() {
        Some(key) => Some(Learning::read(key).ok_or(Fault::Unreadable("learning"))?),
        None => None,
    };
    let availability = Availability::new(zone.clone(), hours, days_off);
    Ok(Person {
        id,
        user: row.slack_user.into(),
        name: row.name,
        zone,
        zone_source,
        availability,
        call_window,
        account,
        learns_by,
    })
}

fn choose_zone(zones: &Zones, own: Option<&str>, programme: Option<&str>) -> (Zone, ZoneSource) {
    if let Some(zone) = own.and_then(|name| zones.find(name)) {
        return (zone, ZoneSource::Profile);
    }
    match programme.and_then(|name| zones.find(name)) {
        Some(zone) => (zone, ZoneSource::Programme),
        None => (Zone::utc(), ZoneSource::Nobody),
    }
}

/// Days off as the statement writes them: `2026-12-24/2026-12-26 2027-01-01/2027-01-01`.
fn read_days_off(text: &str) -> Result<Vec<DateRange>, Fault> {
    let read = |range: &str| {
        let (from, to) = range.split_once('/').ok_or(Fault::Unreadable("day off"))?;
        DateRange::new(from_day(from)?, from_day(to)?).map_err(|_| Fault::Unreadable("day off"))
    };
    text.split_whitespace().map(read).collect()
}

/// Sets somebody's working hours; `None` returns to the default.
pub async fn update_hours(
    tx: &mut SqliteConnection,
    id: PersonId,
    hours: Option<&WorkingHours>,
) -> Result<(), Fault> {
    let hours = hours.map(ToString::to_string);
    sqlx::query!("update people set working_hours = ? where id = ?", hours, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets the hours in which somebody takes a call if need be; `None` returns to the usual ones.
pub async fn update_call_hours(
    tx: &mut SqliteConnection,
    id: PersonId,
    hours: Option<DayWindow>,
) -> Result<(), Fault> {
    let hours = hours.map(|hours| hours.to_string());
    sqlx::query!("update people set call_hours = ? where id = ?", hours, id.0).execute(tx).await?;
    Ok(())
}

/// Writes down how somebody takes things in best, and that they said so; `None` where that depends.
pub async fn update_learning(
    tx: &mut SqliteConnection,
    id: PersonId,
    learns_by: Option<Learning>,
) -> Result<(), Fault> {
    let key = learns_by.map(Learning::key);
    sqlx::query!("update people set learns_by = ?, said_learning = 1 where id = ?", key, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// The one-to-one conversation of somebody and the bot, once it has been opened.
pub async fn find_dm(
    tx: &mut SqliteConnection,
    id: PersonId,
) -> Result<Option<SlackChannel>, Fault> {
    let channel = sqlx::query_scalar!("select dm_channel from people where id = ?", id.0)
        .fetch_optional(tx)
        .await?;
    Ok(channel.flatten().map(SlackChannel::from))
}

/// Whose one-to-one conversation with the bot this is, if it is one.
pub async fn find_by_dm(
    tx: &mut SqliteConnection,
    channel: &SlackChannel,
) -> Result<Option<PersonId>, Fault> {
    let channel = channel.as_str();
    let id = sqlx::query_scalar!(r#"select id as "id!" from people where dm_channel = ?"#, channel)
        .fetch_optional(tx)
        .await?;
    Ok(id.map(PersonId))
}

/// Writes down the one-to-one conversation of somebody and the bot.
pub async fn update_dm(
    tx: &mut SqliteConnection,
    id: PersonId,
    channel: &SlackChannel,
) -> Result<(), Fault> {
    let channel = channel.as_str();
    sqlx::query!("update people set dm_channel = ? where id = ?", channel, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Everybody who is called this, whatever the case, with their Slack ids; ten at most.
pub async fn list_named(
    tx: &mut SqliteConnection,
    name: &str,
) -> Result<Vec<(PersonId, SlackUser)>, Fault> {
    let rows = sqlx::query!(
        r#"select id as "id!: i64", slack_user from people where lower(name) = lower(?) order by id limit 10"#,
        name
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id.into(), SlackUser::from(row.slack_user))).collect())
}
