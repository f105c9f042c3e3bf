//! Who may look back, and who reads what came of it.

use super::{Authorized, NOT_YOURS, pair};
use crate::{
    domain::{access::Act, ids::ReviewId, pair::Pair, review::Review},
    features::{Cx, Error, Who, refused},
    store::reviews,
};

/// The review with this id and its pair, for somebody who may do `act` to it.
pub async fn review(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (ReviewId, Act),
) -> Result<Authorized<(Pair, Review)>, Error> {
    let Some(review) = reviews::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = pair(cx, who, (review.pair, act)).await?;
    Ok(Authorized { object: (object, review), person, side, _checked })
}
