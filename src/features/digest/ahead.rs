//! What lies ahead of a cohort, as its digest says it: who leads the next discussion, on which day, and about what.

use super::views;
use crate::{
    domain::cohort::Cohort,
    features::{
        Cx, Error,
        schedule::turns::{self, Ahead},
    },
    slack::blocks::Block,
};

/// The blocks that stand between what people wrote and the counts, a handful at most.
pub async fn blocks(cx: &mut Cx<'_>, cohort: &Cohort) -> Result<Vec<Block>, Error> {
    let mut blocks = Vec::new();
    for ahead in turns::ahead(cx, cohort).await? {
        match ahead {
            Ahead::NextDiscussion { who, on, topic } => {
                let who = cx.person(who).await?;
                blocks.extend(views::next_discussion((&who, on), topic.as_ref()));
            }
        }
    }
    Ok(blocks)
}
