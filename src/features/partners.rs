//! With whom somebody is in running pairs, and the question which of them they mean.
//!
//! What is asked, and what somebody in no pair is told, are the caller's words.

use super::{Cx, Error, Who, access, refused};
use crate::{
    domain::{ids::PairId, person::Person},
    slack::{
        action::Action,
        blocks::{Button, Message, buttons, say},
    },
    store::pairs,
};

/// The running pairs of whoever speaks, with the other one of each; there is at least one.
///
/// # Errors
///
/// Whoever is in none is told `no_pair`.
pub async fn running(
    cx: &mut Cx<'_>,
    who: &Who,
    no_pair: fn() -> String,
) -> Result<Vec<(PairId, Person)>, Error> {
    let Ok(person) = access::participant(who) else { return refused(no_pair()) };
    let mut running = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await?.iter().filter(|pair| pair.is_active()) {
        if let Some(side) = pair.side(person.id) {
            running.push((pair.id, cx.person(pair.person(side.other())).await?));
        }
    }
    if running.is_empty() { refused(no_pair()) } else { Ok(running) }
}

/// Asks with a button for each partner, which carries what `carried` makes of their pair.
pub fn which(
    message: Message,
    (action, block): (Action, &str),
    partners: &[(PairId, Person)],
    carried: impl Fn(PairId) -> String,
) -> Message {
    partners.iter().enumerate().fold(message, |message, (nth, (pair, partner))| {
        // A button cannot be empty, and not every profile has a name.
        let name = if partner.name.is_empty() { "Somebody" } else { &partner.name };
        let button = Button::new(name, action.id(), carried(*pair));
        message.block(buttons(block, [button]).numbered(nth))
    })
}

/// The question itself, which is its own notification, too.
pub fn question(words: &str) -> Message {
    Message::new(words).block(say(words))
}
