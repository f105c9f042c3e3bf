//! What a mentor owes, over all their pairs, and what follows when that changes: the next card is computed again, and the
//! cards that stand show it.
//!
//! How the list and the cards look, and how they are sent, belongs to `owed`. Nothing is sent from here.

use jiff::Timestamp;

use super::{Cx, Error};
use crate::{
    domain::{
        ids::{CheckinId, PairId, PersonId},
        outgoing::Outgoing,
        owed::{Debt, next_card},
        pair::Pair,
        person::Person,
    },
    store::{
        Fault,
        checkins::{self, Checkin},
        outbox::{self, Timing},
        owed::{self, Asking},
        pairs,
    },
};

/// So many of the newest cards that show a check-in follow it; older ones have scrolled away.
const CARDS: i64 = 10;

/// Every check-in somebody owes a reply, the longest waiting first.
pub async fn list(cx: &mut Cx<'_>, mentor: PersonId) -> Result<Vec<(Pair, Checkin)>, Error> {
    let mut owed = Vec::new();
    for pair in pairs::list_of(cx.tx, mentor).await? {
        if pair.is_active() && pair.mentor == mentor {
            let waiting = checkins::list_unanswered(cx.tx, pair.id).await?;
            owed.extend(waiting.into_iter().map(|checkin| (pair.clone(), checkin)));
        }
    }
    owed.sort_by_key(|(_, checkin)| (checkin.owed_by.is_none(), checkin.owed_by, checkin.id));
    Ok(owed)
}

/// How a check-in counts as a debt.
pub fn debt(checkin: &Checkin) -> Debt {
    Debt { owed_by: checkin.owed_by, more_on: checkin.more_on }
}

/// When this mentor is next asked is computed again. An instant that has come stays: the planner is about to look.
pub async fn reckon(cx: &mut Cx<'_>, mentor: &Person) -> Result<(), Error> {
    let asking = owed::find(cx.tx, mentor.id).await?;
    match asking.next {
        Some(at) if at <= cx.now => Ok(()),
        Some(_) | None => plan(cx, mentor, (asking, cx.now)).await,
    }
}

/// Sets the next instant, not before `from`, at which this mentor is asked.
pub async fn plan_next(cx: &mut Cx<'_>, mentor: &Person, from: Timestamp) -> Result<(), Error> {
    let asking = owed::find(cx.tx, mentor.id).await?;
    plan(cx, mentor, (asking, from)).await
}

async fn plan(
    cx: &mut Cx<'_>,
    mentor: &Person,
    (asking, from): (Asking, Timestamp),
) -> Result<(), Error> {
    let debts = owed::list_debts(cx.tx, mentor.id).await?;
    let at = next_card(&debts, (from, asking.last), &mentor.availability);
    if at != asking.next {
        owed::update_next(cx.tx, mentor.id, at).await?;
    }
    Ok(())
}

/// A check-in was answered, put off, or waits again.
pub async fn changed(cx: &mut Cx<'_>, (pair, checkin): (PairId, CheckinId)) -> Result<(), Error> {
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let mentor = cx.person(pair.mentor).await?;
    reckon(cx, &mentor).await?;
    for (mentor, on) in owed::list_with(cx.tx, checkin, CARDS).await? {
        let refresh = Outgoing::OwedCardRefresh { mentor, on };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}
