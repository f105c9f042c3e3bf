//! The holidays of a programme: the list a lead keeps and everybody in it reads, and calendar files an operator imports.
//!
//! A holiday is a day off for everybody in the programme, each on their own calendar. The list is the programme's;
//! somebody's own days off are leave.

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Cx, Error, Reaction, Who, access, refused, schedule};
use crate::{
    domain::{
        access::Act,
        holidays::{self as days, Holiday, KnownHoliday, ics},
        ids::{HolidayId, PairId, ProgrammeId},
        programme::Programme,
        zone::{Zone, Zones},
    },
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Field, Submit},
    },
    store::{Fault, holidays, pairs, programmes},
};

pub mod views;

/// `/mentor holidays`.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    if who.person.is_none() && cx.config.leads.contains(&who.user) {
        return refused(views::pair_first());
    }
    match access::lead(cx.config, who, Act::SetHolidays) {
        Ok(_) => {}
        Err(Error::Refused(_)) => return read(cx, who).await,
        Err(other) => return Err(other),
    }
    let programme =
        programmes::find_first(cx.tx, cx.zones).await?.ok_or(Fault::Unreadable("programme"))?;
    let known = coming(cx.tx, &programme, cx.now).await?;
    Ok(Reaction::open(views::form(&programme, &known)))
}

/// What is to come for a mentor or mentee, in the programmes of their running pairs.
async fn read(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let person = access::participant(who).or_else(|_| refused(views::no_pair()))?;
    let mut theirs: Vec<(Programme, Vec<KnownHoliday>)> = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await?.iter().filter(|pair| pair.is_active()) {
        let programme = access::pair(cx, who, (pair.id, Act::ReadHolidays)).await?.object.programme;
        if theirs.iter().any(|(known, _)| known.id == programme) {
            continue;
        }
        let programme = programmes::find(cx.tx, cx.zones, programme).await?;
        let programme = programme.ok_or(Fault::Unreadable("programme"))?;
        let known = coming(cx.tx, &programme, cx.now).await?;
        theirs.push((programme, known));
    }
    if theirs.is_empty() {
        return refused(views::no_pair());
    }
    Ok(Reaction::open(views::page(&theirs)))
}

/// The form is sent: days are added, and one may be taken off.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetHolidays)?;
    let id: ProgrammeId =
        read_id(&submit.view.private_metadata).or_else(|_| refused(access::NOT_YOURS))?;
    let Some(programme) = programmes::find(cx.tx, cx.zones, id).await? else {
        return refused(access::NOT_YOURS);
    };
    let typed = submit.view.typed(views::ADD);
    let added = days::read_lines(typed, today(&programme, cx.now))
        .map_err(|bad| Error::Fields(vec![(views::ADD.to_owned(), views::bad_line(bad))]))?;
    let removed: Option<HolidayId> = match submit.view.fields.get(views::REMOVE) {
        Some(Field::Choice(Some(id))) => Some(read_id(id).or_else(|_| refused(access::NOT_YOURS))?),
        Some(_) | None => None,
    };
    if added.is_empty() && removed.is_none() {
        return Err(Error::Fields(vec![(views::ADD.to_owned(), views::nothing())]));
    }
    if let Some(removed) = removed {
        holidays::delete(cx.tx, id, removed).await?;
    }
    add(cx.tx, &programme, (&added, cx.now)).await.map_err(|problem| match problem {
        Error::Refused(sentence) => Error::Fields(vec![(views::ADD.to_owned(), sentence)]),
        other => other,
    })?;
    let known = coming(cx.tx, &programme, cx.now).await?;
    Ok(Reaction { answer: Answer::Replace(views::saved(&known)), ..Reaction::done() })
}

/// Takes a calendar file's whole days into the list of the one programme there is, and says what came of it. It is for
/// whoever holds the file everything is kept in, so nobody is asked whether they may.
pub async fn import(
    tx: &mut SqliteConnection,
    (zones, now): (&Zones, Timestamp),
    file: &[u8],
) -> Result<String, Error> {
    let programme =
        programmes::find_first(tx, zones).await?.ok_or(Fault::Unreadable("programme"))?;
    let calendar = ics::read(file, today(&programme, now))
        .map_err(|problem| Error::Refused(views::bad_file(problem)))?;
    add(tx, &programme, (&calendar.holidays, now)).await?;
    Ok(views::imported(&calendar))
}

async fn add(
    tx: &mut SqliteConnection,
    programme: &Programme,
    (added, now): (&[Holiday], Timestamp),
) -> Result<(), Error> {
    for holiday in added {
        holidays::insert(tx, programme.id, holiday, now).await?;
    }
    if coming(tx, programme, now).await?.len() > days::MOST {
        return refused(views::too_many());
    }
    // Everybody's dates follow, a page of pairs at a time.
    Ok(holidays::update_followed(tx, programme.id, Some(PairId(0))).await?)
}

async fn coming(
    tx: &mut SqliteConnection,
    programme: &Programme,
    now: Timestamp,
) -> Result<Vec<KnownHoliday>, Error> {
    Ok(holidays::list_from(tx, programme.id, today(programme, now)).await?)
}

/// The day it is where the programme is at home.
fn today(programme: &Programme, now: Timestamp) -> Date {
    programme.zone.as_ref().unwrap_or(&Zone::utc()).date(now)
}

/// Lets a page of pairs follow changed holidays. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let Some((programme, after)) = holidays::find_following(cx.tx).await? else {
        return Ok(false);
    };
    let last = schedule::follow_holidays(cx, programme, after).await?;
    holidays::update_followed(cx.tx, programme, last).await?;
    Ok(true)
}
