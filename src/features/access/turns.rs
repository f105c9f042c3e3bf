//! Who may act on what a cohort does in turn: whoever is asked, for as long as they are in it.

use super::not_yours;
use crate::{
    domain::{
        access::Act,
        discussion::{Discussion, Swap, Turn},
        ids::{DiscussionId, PeerReviewId},
        peer_review::{PeerReview, Read},
        person::Person,
    },
    features::{Cx, Error, Who},
    slack::action::discussion::DiscussionTurn,
    store::{discussions, peer_reviews},
};

async fn talk(cx: &mut Cx<'_>, who: &Who, id: DiscussionId) -> Result<(Discussion, Person), Error> {
    let talk = discussions::find(cx.tx, id).await?.ok_or_else(not_yours)?;
    let act = (talk.cohort, Act::TakePartInCohort);
    let (_, person) = super::cohorts::member(cx, who, act).await?;
    Ok((talk, person))
}

/// Somebody's own turn to lead a discussion, the last one or an earlier one.
pub async fn turn(
    cx: &mut Cx<'_>,
    who: &Who,
    carried: DiscussionTurn,
) -> Result<(Discussion, Turn, Person), Error> {
    let (talk, person) = talk(cx, who, carried.discussion).await?;
    let turn = discussions::find_turn(cx.tx, (talk.id, carried.nth)).await?;
    match turn.filter(|turn| turn.person == person.id) {
        Some(turn) => Ok((talk, turn, person)),
        None => Err(not_yours()),
    }
}

/// Somebody else's turn that one was asked to take.
pub async fn swap(
    cx: &mut Cx<'_>,
    who: &Who,
    carried: DiscussionTurn,
) -> Result<(Discussion, Swap, Person), Error> {
    let (talk, person) = talk(cx, who, carried.discussion).await?;
    let swap = discussions::find_swap(cx.tx, (talk.id, carried.nth)).await?;
    match swap.filter(|swap| swap.person == person.id) {
        Some(swap) => Ok((talk, swap, person)),
        None => Err(not_yours()),
    }
}

/// A discussion that one has led.
pub async fn led(
    cx: &mut Cx<'_>,
    who: &Who,
    id: DiscussionId,
) -> Result<(Discussion, Person), Error> {
    let (talk, person) = talk(cx, who, id).await?;
    match talk.led_by == Some(person.id) {
        true => Ok((talk, person)),
        false => Err(not_yours()),
    }
}

/// What one reads of somebody else's.
pub async fn read(
    cx: &mut Cx<'_>,
    who: &Who,
    id: PeerReviewId,
) -> Result<(PeerReview, Read), Error> {
    let review = peer_reviews::find(cx.tx, id).await?.ok_or_else(not_yours)?;
    let act = (review.cohort, Act::TakePartInCohort);
    let (_, person) = super::cohorts::member(cx, who, act).await?;
    let read = review.of(person.id).ok_or_else(not_yours)?;
    Ok((review, read))
}
