//! When something is said about a leave next, computed again whenever somebody's calendar changes.
//!
//! What is said stands in `away`; nothing is sent from here.

use jiff::Timestamp;

use crate::{
    domain::{
        leave::{Leave, LeaveState, Notice, Step},
        outgoing::Outgoing,
        person::Person,
    },
    features::{Cx, Error},
    store::{leaves, outbox, pairs},
};

/// Everybody somebody is in a running pair with, each once.
pub async fn partners(cx: &mut Cx<'_>, person: &Person) -> Result<Vec<Person>, Error> {
    let mut partners: Vec<Person> = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await? {
        let Some(side) = pair.side(person.id).filter(|_| pair.is_active()) else { continue };
        let partner = pair.person(side.other());
        if partners.iter().all(|known| known.id != partner) {
            partners.push(cx.person(partner).await?);
        }
    }
    Ok(partners)
}

/// Whom a leave is still to be announced to before it begins, and when.
pub async fn to_remind(
    cx: &mut Cx<'_>,
    (leave, person): (&Leave, &Person),
) -> Result<Vec<(Person, Timestamp)>, Error> {
    let mut readers = Vec::new();
    for reader in partners(cx, person).await? {
        let notice = Outgoing::AboutLeave { leave: leave.id, to: reader.id, notice: Notice::Ahead };
        if let Some(at) = leave.ahead_at(&person.zone, &reader.availability)
            && outbox::find_stage(cx.tx, &notice).await?.is_none()
        {
            readers.push((reader, at));
        }
    }
    Ok(readers)
}

/// What is to be said about a leave next; `None` when there is nothing, or nobody ever comes back from it.
pub async fn next(
    cx: &mut Cx<'_>,
    (leave, person): (&Leave, &Person),
) -> Result<Option<(Step, Timestamp)>, Error> {
    if leave.state == LeaveState::TakenBack {
        return Ok(None);
    }
    let is_returning = leave.next.is_some_and(|(step, _)| step == Step::Back);
    if !is_returning && !leave.has_begun(&person.zone, cx.now) {
        let readers = to_remind(cx, (leave, person)).await?;
        if let Some(at) = readers.iter().map(|(_, at)| *at).min() {
            return Ok(Some((Step::Ahead, at)));
        }
        // Whoever becomes their pair until then is told, too.
        let own = leave.ahead_at(&person.zone, &person.availability);
        if let Some(at) = own.filter(|at| *at > cx.now) {
            return Ok(Some((Step::Ahead, at)));
        }
    }
    Ok(leave.back_at(&person.availability).map(|at| (Step::Back, at)))
}

/// Somebody's calendar has changed: what is said about their leaves follows. What is due already is the planner's.
pub async fn follow(cx: &mut Cx<'_>, person: &Person) -> Result<(), Error> {
    for leave in leaves::list_to_tell(cx.tx, person.id).await? {
        if leave.next.is_some_and(|(_, at)| at > cx.now) {
            let next = next(cx, (&leave, person)).await?;
            leaves::update_next(cx.tx, leave.id, next).await?;
        }
    }
    Ok(())
}
