//! When a pair is asked about the next step, and what follows in its weeks and calls once one is taken.
//!
//! What is said, and what both chose, is not decided here.

use jiff::civil::Date;

use super::{calls, occasions, read_rule};
use crate::{
    domain::{
        occasion::{Day, Occasion},
        pair::{Pair, PairState},
        person::Person,
        step::{NOTICE_DAYS, Next, Talk, after, planned_on},
    },
    features::{Cx, Error, terms},
    store::{
        Fault, occasions as kept, steps,
        weeks::{self, Scheduled},
    },
};

/// A pair's first day and today, on the mentee's calendar.
pub fn days(cx: &Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(Date, Date), Error> {
    match pair.state {
        PairState::Active { began_at } | PairState::Ended { began_at, .. } => {
            Ok((mentee.zone.date(began_at), mentee.zone.date(cx.now)))
        }
        PairState::Proposed { .. } | PairState::Declined => Err(Fault::Unreadable("pair").into()),
    }
}

/// Plans the day on which the pair is asked next, once a talk has come to its end or its day has come.
pub async fn plan_next(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    talk: &Talk,
) -> Result<(), Error> {
    let days = days(cx, pair, mentee)?;
    match talk.next(days) {
        Next::AsPlanned => Ok(()),
        Next::On(on) => set(cx, (pair, mentee), on).await,
        Next::Never => Ok(kept::delete(cx.tx, pair.id, Occasion::Step).await?),
    }
}

/// Sets the day on which a step comes up.
pub async fn set(cx: &mut Cx<'_>, pair: (&Pair, &Person), on: Date) -> Result<(), Error> {
    occasions::set(cx, pair, Day { occasion: Occasion::Step, on }).await
}

/// A pair is in another phase from now on: its next check-in and its next call follow.
pub async fn taken(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person)) -> Result<(), Error> {
    let terms = terms::of(cx, pair).await?;
    let first = match terms.checkin_every {
        Some(_) => read_rule(pair, &terms)?.first_due(&mentee.zone, cx.now),
        None => None,
    };
    match first {
        Some(due) => {
            let next = Scheduled { pair: pair.id, week: due.week, due_at: due.at };
            weeks::update_next(cx.tx, next).await?;
        }
        None => {
            weeks::delete_next(cx.tx, pair.id).await?;
            weeks::delete_nudges(cx.tx, pair.id).await?;
        }
    }
    calls::plan_next(cx, pair, None).await
}

/// The day on which the two decide next, as far as it is known: `None` when there is no step, or nobody is asked by itself.
pub async fn find_next(
    cx: &mut Cx<'_>,
    pair: &Pair,
    mentee: &Person,
) -> Result<Option<Date>, Error> {
    let newest = steps::find_newest(cx.tx, pair.id).await?;
    let open = newest.filter(|talk| talk.outcome.is_none() && talk.noticed_on.is_some());
    let (first_on, today) = days(cx, pair, mentee)?;
    if let Some(talk) = open.filter(|talk| talk.from_on >= today) {
        return Ok(Some(talk.from_on));
    }
    let asked = occasions::find(cx, pair, Occasion::Step).await?;
    let planned = planned_on(pair.phase, first_on).filter(|on| *on > today);
    Ok(asked.map(|on| after(on, NOTICE_DAYS)).or(planned))
}
