//! When a pair is asked about the next step, and what follows in its weeks and calls once one is taken.
//!
//! What is said, and what both chose, is not decided here.

use jiff::{Timestamp, civil::Date};

use super::{calls, occasions, plan_anew};
use crate::{
    domain::{
        occasion::{Day, Occasion},
        outgoing::Outgoing,
        pair::{Pair, PairState, Phase},
        person::Person,
        step::{NOTICE_DAYS, Next, Talk, after, first_there, planned_on},
    },
    features::{Cx, Error},
    store::{Fault, occasions as kept, outbox, steps, weeks},
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

/// A pair is in another phase since an instant: its next check-in, its next call and its tips follow.
pub async fn taken(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    since: Timestamp,
) -> Result<(), Error> {
    plan_anew(cx, (pair, mentee), since).await?;
    match pair.phase {
        Phase::Weekly | Phase::Monthly => {
            // When the next tip is due is counted from the one before, by the phase they are in now.
            for occasion in [Occasion::MenteeTip, Occasion::MentorTip] {
                let day = Day { occasion, on: mentee.zone.date(cx.now) };
                occasions::set(cx, (pair, mentee), day).await?;
            }
        }
        Phase::AdHoc => weeks::delete_nudges(cx.tx, pair.id).await?,
    }
    calls::plan_next(cx, pair, None).await
}

/// Somebody's hours, zone or leave has changed: what tells them of a step waits for the hours they have now.
pub async fn follow(cx: &mut Cx<'_>, pair: &Pair, person: &Person) -> Result<(), Error> {
    let newest = steps::find_newest(cx.tx, pair.id).await?;
    let Some(open) = newest.filter(|talk| talk.outcome.is_none()) else { return Ok(()) };
    let Some(at) = person.availability.next_open(cx.now) else { return Ok(()) };
    let (pair, nth, to) = (pair.id, open.nth, person.id);
    for told in [Outgoing::StepAsked { pair, nth, to }, Outgoing::StepWished { pair, nth, to }] {
        outbox::update_ready_by_key(cx.tx, &told.key(), at).await?;
    }
    Ok(())
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
    let Some(asked_on) = occasions::find(cx, pair, Occasion::Step).await? else {
        return Ok(planned_on(pair.phase, first_on).filter(|on| *on > today));
    };
    let mentor = cx.person(pair.mentor).await?;
    let told_on = first_there(asked_on, [&mentor.availability, &mentee.availability]);
    Ok(Some(after(told_on, NOTICE_DAYS)))
}
