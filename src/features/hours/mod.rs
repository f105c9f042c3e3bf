//! When the bot may write to somebody: their working hours, and leave.
//!
//! Away is looked at when a message is sent, not when it is planned, so a leave that is told about late still counts.

use jiff::civil::Date;

use super::{Cx, Error, Reaction, Who, refused, schedule};
use crate::{
    domain::{
        person::Person,
        working_hours::{DateRange, WorkingHours},
    },
    store::people,
};

pub mod views;

/// The longest leave that is taken without somebody ending the pair.
const LONGEST_LEAVE_DAYS: i32 = 183;

/// A leave further ahead than this is taken for a mistyped year.
const FURTHEST_LEAVE_DAYS: i32 = 366;

/// Sets somebody's working hours.
pub async fn set(cx: &mut Cx<'_>, who: &Who, hours: &WorkingHours) -> Result<Reaction, Error> {
    let person = known(who)?;
    people::update_hours(cx.tx, person.id, Some(hours)).await?;
    let person = moved(cx, person).await?;
    Ok(Reaction { answer: super::Answer::Ephemeral(views::hours_set(&person)), ..Reaction::done() })
}

/// Writes down a leave, first and last day included, in the person's own zone.
pub async fn away(cx: &mut Cx<'_>, who: &Who, (from, to): (Date, Date)) -> Result<Reaction, Error> {
    let person = known(who)?;
    let today = person.zone.date(cx.now);
    if to < today {
        return refused(views::leave_is_over());
    }
    if from.until(to).map_or(i32::MAX, |span| span.get_days()) > LONGEST_LEAVE_DAYS {
        return refused(views::leave_too_long());
    }
    if today.until(from).map_or(i32::MAX, |span| span.get_days()) > FURTHEST_LEAVE_DAYS {
        return refused(views::leave_too_far());
    }
    let range = DateRange::new(from, to).map_err(|_| Error::Refused(views::leave_is_over()))?;
    if person.availability.days_off().iter().any(|known| overlap(*known, range)) {
        return refused(views::leave_overlaps());
    }
    people::insert_leave(cx.tx, person.id, (from, to), cx.now).await?;
    let person = moved(cx, person).await?;
    let back_at = person.availability.next_working_day_open(person.zone.start_of(to));
    Ok(Reaction {
        answer: super::Answer::Ephemeral(views::away(&person, range, back_at)),
        ..Reaction::done()
    })
}

/// Ends every leave that has not ended yet.
pub async fn back(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let person = known(who)?;
    let today = person.zone.date(cx.now);
    if people::end_leaves(cx.tx, person.id, today).await? == 0 {
        return refused(views::not_away());
    }
    let person = moved(cx, person).await?;
    Ok(Reaction { answer: super::Answer::Ephemeral(views::back(&person)), ..Reaction::done() })
}

/// The person again, after what is still to come has followed their hours.
async fn moved(cx: &mut Cx<'_>, person: &Person) -> Result<Person, Error> {
    let person = cx.person(person.id).await?;
    schedule::moved(cx, &person).await?;
    Ok(person)
}

fn overlap(one: DateRange, other: DateRange) -> bool {
    one.first() <= other.last() && other.first() <= one.last()
}

fn known(who: &Who) -> Result<&Person, Error> {
    let person = who.person.as_ref().filter(|person| person.account.may_take_part());
    person.ok_or_else(|| Error::Refused(views::not_met()))
}
