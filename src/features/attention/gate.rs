//! What the budget says about one unasked message at the moment it could be sent.
//!
//! The rule is `domain::attention`; this file gathers its facts. What becomes of a message there is no room for is the
//! outbox's business.

use crate::{
    domain::{
        attention::{self, Kind, Room, spans},
        ids::{OutboxId, PersonId},
    },
    features::{Cx, Error},
    store,
};

/// Whether there is room for a message of this kind, which is not counted itself.
pub async fn room(
    cx: &mut Cx<'_>,
    (person, kind): (PersonId, Kind),
    message: OutboxId,
) -> Result<Room, Error> {
    let calendar = cx.person(person).await?.availability;
    let allowed = store::attention::find(cx.tx, person).await?;
    let counted = spans(calendar.zone(), cx.now);
    let said = store::attention::count_said(cx.tx, (person, message), counted).await?;
    Ok(attention::room(kind, (&allowed, said), &calendar, cx.now))
}
