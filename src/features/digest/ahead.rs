//! What lies ahead of a cohort, as its digest says it: who leads the next discussion, showcases to come.
//!
//! Nothing of that is known here yet; each part of a cohort's life adds its own blocks, in the order in which they come.

use crate::{
    domain::cohort::Cohort,
    features::{Cx, Error},
    slack::blocks::Block,
};

/// The blocks that stand between what people wrote and the counts, a handful at most.
#[expect(clippy::unused_async, reason = "each part of a cohort's life is asked here")]
pub async fn blocks(_cx: &mut Cx<'_>, _cohort: &Cohort) -> Result<Vec<Block>, Error> {
    Ok(Vec::new())
}
