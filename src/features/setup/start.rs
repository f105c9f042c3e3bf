//! *Start*: what was chosen counts from now on, and the first two are asked.

use super::{At, preview, views};
use crate::{
    domain::ids::PairId,
    features::{Cx, Error, Reaction, proposing},
    slack::answer::Answer,
    store::{holidays, programmes, setups},
};

/// Everything in one transaction. Pairs that run follow a page at a time, beside everything else.
pub(super) async fn start(cx: &mut Cx<'_>, at: &At) -> Result<Reaction, Error> {
    let preview = preview::of(cx, at).await?;
    let after = at.plan.apply(&at.programme, cx.zones);
    let moves = at.plan.moves(&at.programme);
    let is_elsewhere = after.zone != at.programme.zone;
    programmes::update(cx.tx, &after).await?;
    if moves {
        programmes::update_rhythm_since(cx.tx, after.id, cx.now).await?;
    }
    if moves || is_elsewhere {
        holidays::update_followed(cx.tx, after.id, Some(PairId(0))).await?;
    }
    if let Some((mentor, mentee)) = &at.plan.first {
        proposing::propose(cx, at.lead, (mentor, mentee), None).await?;
    }
    setups::delete(cx.tx, at.lead).await?;
    let done = views::done((&at.plan, &preview), cx.now);
    Ok(Reaction { answer: Answer::Replace(done.into()), ..Reaction::done() })
}
