//! What somebody types to the bot itself is never ignored: it is kept, and they are asked what it shall become.
//!
//! What is heard stands in `heard`, the question and its answers in `offer`, a note in `note`. Making it a part of a
//! check-in or of a reply belongs to those features; they read it from the store and write there that it was used.
//! Nothing here guesses what was meant, and nobody but its author sees it before they have pressed something.

use super::{Cx, Error, PLANNED_AT_ONCE, Reaction, Who, access, refused};
use crate::{
    domain::{
        ids::TypedId,
        outgoing::Outgoing,
        typed::{KEPT, TypedState},
    },
    slack::{action::read_id, inbound::Click},
    store::{
        outbox::{self, Timing},
        typed,
    },
};

pub mod heard;
pub mod note;
pub mod offer;
pub mod views;

/// *Never mind*.
pub async fn never_mind(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let own = access::typed(cx, who, typed_id(&click.value)?).await?.typed;
    match own.state {
        TypedState::Open => {
            typed::update_settled(cx.tx, own.id, TypedState::Dropped, cx.now).await?;
            refresh(cx, own.id).await?;
            Ok(Reaction::nothing())
        }
        TypedState::Note(_)
        | TypedState::Brought(_)
        | TypedState::NotBrought(_)
        | TypedState::Checkin
        | TypedState::Question
        | TypedState::Reply
        | TypedState::Dropped
        | TypedState::Withdrawn
        | TypedState::Expired => refused(access::DECIDED),
    }
}

/// Forgets what nobody decided about for thirty days; its offer says so. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let before = cx.now.saturating_sub(KEPT).unwrap_or(cx.now);
    let old = typed::list_open_before(cx.tx, before, PLANNED_AT_ONCE).await?;
    for id in &old {
        typed::update_settled(cx.tx, *id, TypedState::Expired, cx.now).await?;
        refresh(cx, *id).await?;
    }
    Ok(!old.is_empty())
}

/// The offer shows how things stand now.
async fn refresh(cx: &mut Cx<'_>, id: TypedId) -> Result<(), Error> {
    let refresh = Outgoing::OfferRefresh { typed: id };
    outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    Ok(())
}

fn typed_id(carried: &str) -> Result<TypedId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}
