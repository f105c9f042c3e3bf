//! What asks somebody to look back waits for the hours they have now.
//!
//! Whether they are asked is not decided here; nothing is sent.

use crate::{
    domain::{outgoing::Outgoing, pair::Pair, person::Person},
    features::{Cx, Error},
    store::{outbox, reviews},
};

/// Somebody's hours, zone or leave has changed: what asks them in the open review follows.
pub async fn follow(cx: &mut Cx<'_>, pair: &Pair, person: &Person) -> Result<(), Error> {
    let Some(open) = reviews::find_open(cx.tx, pair.id).await? else { return Ok(()) };
    let Some(at) = person.availability.next_open(cx.now) else { return Ok(()) };
    let ask = Outgoing::ReviewAsk { review: open.id, to: person.id };
    Ok(outbox::update_ready_by_key(cx.tx, &ask.key(), at).await?)
}
