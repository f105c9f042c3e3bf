//! What will come of a plan, and when, by the rules that will be in force. Nothing changes here.

use jiff::Timestamp;

use super::At;
use crate::{
    domain::{ids::PairId, person::Person, setup::first_week},
    features::{Cx, Error},
    store::{pairs, people},
};

/// What will come of a plan.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The first pair, if one is to be asked.
    pub first: Option<First>,
    /// Whether pairs run that will be asked for check-ins at another time.
    pub moves_pairs: bool,
}

/// How a first pair begins.
#[derive(Debug, Clone)]
pub struct First {
    /// The mentor.
    pub mentor: Person,
    /// The mentee.
    pub mentee: Person,
    /// When each of them is asked.
    pub asked_at: [Timestamp; 2],
    /// When the first check-in would be asked for, if both said yes the moment they are asked, and by when its reply would
    /// be owed.
    pub checkin: Option<(Timestamp, Option<Timestamp>)>,
}

/// What will come of the plan somebody is looking at.
pub(super) async fn of(cx: &mut Cx<'_>, at: &At) -> Result<Preview, Error> {
    let running = pairs::list_active_of(cx.tx, at.programme.id, (PairId(0), 1)).await?;
    let moves_pairs = at.plan.moves(&at.programme) && !running.is_empty();
    Ok(Preview { first: first(cx, at).await?, moves_pairs })
}

async fn first(cx: &mut Cx<'_>, at: &At) -> Result<Option<First>, Error> {
    let Some((mentor, mentee)) = &at.plan.first else { return Ok(None) };
    let mentor = people::find_by_user(cx.tx, cx.zones, mentor, cx.now).await?;
    let mentee = people::find_by_user(cx.tx, cx.zones, mentee, cx.now).await?;
    let (Some(mentor), Some(mentee)) = (mentor, mentee) else { return Ok(None) };
    let asked_at = [&mentor, &mentee].map(|it| it.availability.next_open(cx.now).unwrap_or(cx.now));
    let began_at = asked_at[0].max(asked_at[1]);
    let checkin =
        first_week(&at.plan, (&mentor, &mentee), began_at).map(|(due, owed_by)| (due.at, owed_by));
    Ok(Some(First { mentor, mentee, asked_at, checkin }))
}
