//! The list of a first week as it stands at this moment, for whoever shows it. What it says, and how it is ticked, belongs
//! to `guide`.

use std::collections::BTreeSet;

use super::{Cx, Error};
use crate::{
    domain::{
        first_week::{FirstWeek, Item},
        pair::{Pair, Side},
    },
    store::first_weeks,
};

/// A list as it stands.
pub async fn of(cx: &mut Cx<'_>, (pair, side): (&Pair, Side)) -> Result<FirstWeek, Error> {
    let known = first_weeks::find_known(cx.tx, (pair, side)).await?;
    let ticked = first_weeks::list_ticked(cx.tx, (pair.id, side)).await?;
    let counts = |item: &Item| {
        let by_whom = if item.is_ticked_by_hand() { &ticked } else { &known };
        by_whom.contains(item)
    };
    let done: BTreeSet<Item> = Item::of(side).into_iter().filter(counts).collect();
    Ok(FirstWeek { pair: pair.id, side, done })
}

/// How many are done, of how many; `None` when all are, where there is no list, or when the time for it is over.
pub async fn progress(
    cx: &mut Cx<'_>,
    (pair, side): (&Pair, Side),
) -> Result<Option<(usize, usize)>, Error> {
    let until = first_weeks::find_until(cx.tx, (pair.id, side)).await?;
    if until.is_none_or(|until| until <= cx.now) {
        return Ok(None);
    }
    let list = of(cx, (pair, side)).await?;
    Ok((!list.is_done()).then(|| list.count()))
}
