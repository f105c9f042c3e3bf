//! What somebody typed to the bot, as the forms use it: its words for a field that opens, and that they were sent.
//!
//! What it is offered to become, and what else happens to it, belongs to `typed`.

use super::{Cx, Error, Who, access, refused};
use crate::{
    domain::{
        ids::{PersonId, TypedId},
        outgoing::Outgoing,
        text::UserText,
        typed::{Fit, TypedState},
    },
    slack::action::added::Added,
    store::{
        outbox::{self, Timing},
        typed,
    },
};

/// The words of something its author has not decided about, for a field of a form; `too_long` is said when no field
/// takes them.
pub async fn words(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, too_long): (TypedId, fn() -> String),
) -> Result<UserText, Error> {
    let typed = access::typed(cx, who, id).await?.typed;
    match typed.text() {
        Some(_) if typed.state != TypedState::Open => refused(access::DECIDED),
        Some(text) if typed.fit() == Fit::Field => Ok(text),
        Some(_) => refused(too_long()),
        None => refused(access::DECIDED),
    }
}

/// A form was sent that had these things typed in it: their words stand elsewhere now, and are not kept here as well.
///
/// The ids came back from a form, so they only select; and the form may have been sent before.
pub async fn used(
    cx: &mut Cx<'_>,
    (author, added): (PersonId, &Added),
    became: TypedState,
) -> Result<(), Error> {
    for id in added.ids().iter().copied() {
        let Some(typed) = typed::find(cx.tx, id).await? else { continue };
        if typed.person == author && typed.state == TypedState::Open {
            typed::update_settled(cx.tx, id, became, cx.now).await?;
            let refresh = Outgoing::OfferRefresh { typed: id };
            outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
        }
    }
    Ok(())
}
