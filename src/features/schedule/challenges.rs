//! When a pair is next given a challenge, and what follows when the mentee's clock or calendar changes.
//!
//! What is given, and whether, is not decided here; nothing is sent.

use jiff::Timestamp;

use crate::{
    domain::{
        challenge::{self, Assignment, State},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        week::Week,
    },
    features::{Cx, Error},
    store::{
        challenges,
        outbox::{self, Timing},
    },
};

/// The week from which a running pair's turns are counted.
pub fn began(pair: &Pair) -> Option<Week> {
    pair.began_on().map(Week::of)
}

/// Looks at a pair again when its next turn begins for the mentee.
pub async fn look_again(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    let this_week = Week::of(mentee.zone.date(cx.now));
    look_after(cx, pair, (mentee, this_week)).await
}

async fn look_after(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (mentee, week): (&Person, Week),
) -> Result<(), Error> {
    let Some(began) = began(pair) else { return Ok(()) };
    let at = mentee.zone.start_of(challenge::next_turn(began, week).monday());
    Ok(challenges::update_next(cx.tx, pair.id, at).await?)
}

/// A mentee's clock or calendar may have changed: what is on its way follows, and the day it is due on; a turn of this week
/// that was left out is looked at again.
pub async fn follow(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    let this_week = Week::of(mentee.zone.date(cx.now));
    match challenges::find_of_week(cx.tx, pair.id, this_week).await? {
        Some(assignment) => {
            moved(cx, &assignment, mentee).await?;
            look_after(cx, pair, (mentee, this_week)).await
        }
        None => look_after(cx, pair, (mentee, this_week.plus(-1))).await,
    }
}

async fn moved(cx: &mut Cx<'_>, assignment: &Assignment, mentee: &Person) -> Result<(), Error> {
    let (pair, week) = (assignment.pair, assignment.week);
    match assignment.state {
        State::Planned => {
            let times = challenge::times(week, &mentee.availability, cx.now);
            if let Some(times) = times {
                let key = Outgoing::Challenge { pair, week }.key();
                let timing: (Timestamp, Timestamp) = (times.ready_at, times.expires_at);
                outbox::update_timing_by_key(cx.tx, &key, timing).await?;
                challenges::update_due_on(cx.tx, assignment.id, times.due_on).await?;
            }
        }
        State::Given => {
            let today = mentee.zone.date(cx.now);
            let due_on = challenge::due_on(week, &mentee.availability);
            let due_on = due_on.filter(|it| *it >= today && *it != assignment.due_on);
            if let Some(due_on) = due_on {
                challenges::update_due_on(cx.tx, assignment.id, due_on).await?;
                let refresh = Outgoing::ChallengeRefresh { pair, week };
                outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
            }
        }
        State::Declined | State::Unsent => {}
    }
    Ok(())
}
