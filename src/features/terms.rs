//! What is in force between the two of a pair, put together in one place. It changes nothing.

use super::{Cx, Error};
use crate::{
    domain::{pair::Pair, terms::Terms},
    store::{Fault, agreements, programmes},
};

/// What is in force for a pair at this moment.
pub async fn of(cx: &mut Cx<'_>, pair: &Pair) -> Result<Terms, Error> {
    let programme = programmes::find(cx.tx, cx.zones, pair.programme).await?;
    let programme = programme.ok_or(Fault::Unreadable("programme"))?;
    let mut terms = Terms::of(&programme);
    if let Some(agreed) = agreements::find(cx.tx, pair.id).await?.in_force {
        terms = terms.agreed(&agreed.content.rules);
    }
    if let Some(rule) = &pair.checkin_rule {
        terms.checkin_rule.clone_from(rule);
    }
    Ok(terms.in_phase(pair.phase))
}
