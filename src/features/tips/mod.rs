//! Tips: one thing to try, a sentence long, every second week for a year, for either side.
//!
//! Somebody in several pairs gets each tip once. One that has found no room by the day of the next is not said any more, and
//! after a standstill there is one, not several: nothing here piles up. When the next is due stands in `domain::tip`.

use jiff::{Timestamp, civil::Date};

use super::{
    Cx, Error,
    letter::{Destination, Letter, Verdict, outside_hours},
    schedule::occasions,
};
use crate::{
    domain::{
        ids::PersonId,
        occasion::{Day, Occasion},
        outgoing::Outgoing,
        pair::{Pair, PairState, Side},
        tip::{Meant, Turn, turn},
    },
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, tips,
    },
};

pub mod views;

/// A day on which a tip may be due for one side of a pair.
pub async fn bring(cx: &mut Cx<'_>, pair: &Pair, day: Day) -> Result<(), Error> {
    let (side, PairState::Active { began_at }) = (side(day.occasion), &pair.state) else {
        return Ok(());
    };
    let Some(side) = side else { return Ok(()) };
    let mentee = cx.person(pair.mentee).await?;
    let began = mentee.zone.date(*began_at);
    let reader = pair.person(side);
    let before = tips::find(cx.tx, (reader, side)).await?;
    // After a standstill today is later than the day that is due.
    let today = mentee.zone.date(cx.now).max(day.on);
    let next = match turn((side, pair.phase), (began, before), today) {
        Turn::Due(meant) => {
            tips::update(cx.tx, (reader, side), meant).await?;
            let next = upcoming((side, pair), (began, meant), today);
            let until = next.map(|on| mentee.zone.start_of(on));
            plan(cx, reader, ((side, meant.number), until)).await?;
            next
        }
        Turn::Later(on) => Some(on),
        Turn::Never => None,
    };
    match next {
        Some(on) => occasions::set(cx, (pair, &mentee), Day { on, ..day }).await,
        None => Ok(()),
    }
}

/// When to look again, now that one is due.
fn upcoming(
    (side, pair): (Side, &Pair),
    (began, meant): (Date, Meant),
    today: Date,
) -> Option<Date> {
    match turn((side, pair.phase), (began, Some(meant)), today) {
        Turn::Later(on) => Some(on),
        Turn::Due(_) | Turn::Never => None,
    }
}

async fn plan(
    cx: &mut Cx<'_>,
    reader: PersonId,
    ((side, number), expires_at): ((Side, u32), Option<Timestamp>),
) -> Result<(), Error> {
    let due_at = cx.person(reader).await?.availability.next_open(cx.now).unwrap_or(cx.now);
    let message = Outgoing::Tip { to: reader, side, number };
    let timing = Timing { due_at, ready_at: due_at, expires_at };
    outbox::insert(cx.tx, &message, timing).await?;
    Ok(())
}

fn side(occasion: Occasion) -> Option<Side> {
    match occasion {
        Occasion::MenteeTip => Some(Side::Mentee),
        Occasion::MentorTip => Some(Side::Mentor),
        Occasion::Agreement
        | Occasion::Guide
        | Occasion::FirstGoal
        | Occasion::Review
        | Occasion::Quarter
        | Occasion::Step => None,
    }
}

/// Renders a tip, if its reader is still on that side of a running pair.
pub async fn render(
    cx: &mut Cx<'_>,
    to: PersonId,
    (side, number): (Side, u32),
) -> Result<Verdict, Error> {
    let reader = cx.person(to).await?;
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    let pairs = pairs::list_of(cx.tx, to).await?;
    if !pairs.iter().any(|pair| pair.is_active() && pair.person(side) == to) {
        return Ok(Verdict::Drop("over"));
    }
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    Ok(match views::tip(side, number) {
        Some(message) => Verdict::Say(Letter { to: Destination::Person(to), message }),
        None => Verdict::Drop("there is none"),
    })
}

/// Which rule it comes from.
pub fn why(message: &Outgoing) -> Result<String, Error> {
    match message {
        Outgoing::Tip { side, number, .. } => Ok(views::why(*side, *number)),
        _ => Err(Fault::Unreadable("tip").into()),
    }
}
