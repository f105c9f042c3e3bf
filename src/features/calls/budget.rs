//! Whether a call takes more of the mentor's month than the two agreed on, as far as calls are known.
//!
//! It forbids nothing: it is said to whoever proposes a call, and to the mentor who is asked for one.

use crate::{
    domain::{agreement::rules::Budget, ids::CallId, overlap::Slot, pair::Pair},
    features::{Cx, Error, schedule::calls::taken_in_month},
    store::agreements,
};

/// More than the two agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beyond {
    /// The minutes of that month's other calls, held and to come.
    pub taken: i64,
    /// What they agreed on.
    pub budget: Budget,
}

/// What a call in this slot goes beyond; `except` is the call itself, when it is arranged anew.
pub(super) async fn beyond(
    cx: &mut Cx<'_>,
    (pair, except): (&Pair, Option<CallId>),
    slot: Slot,
) -> Result<Option<Beyond>, Error> {
    let Some(agreed) = agreements::find(cx.tx, pair.id).await?.in_force else { return Ok(None) };
    let mentor = cx.person(pair.mentor).await?;
    let taken = taken_in_month(cx, (pair, &mentor), (slot.starts, except)).await?;
    let budget = agreed.content.rules.budget;
    let is_beyond = taken + i64::from(slot.minutes.0) > i64::from(budget.hours()) * 60;
    Ok(is_beyond.then_some(Beyond { taken, budget }))
}
