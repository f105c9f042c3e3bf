//! Who may do something to what a pair aims at.

use super::{Authorized, NOT_YOURS, pair};
use crate::{
    domain::{access::Act, goal::Goal, ids::GoalId, pair::Pair},
    features::{Cx, Error, Who, refused},
    store::goals,
};

/// The goal with this id and its pair, for somebody who may do `act` to it.
pub async fn goal(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (GoalId, Act),
) -> Result<Authorized<(Pair, Goal)>, Error> {
    let Some(goal) = goals::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = pair(cx, who, (goal.pair, act)).await?;
    Ok(Authorized { object: (object, goal), person, side, _checked })
}
