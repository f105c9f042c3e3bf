//! With whom somebody is in running pairs, or was last, and the question which of them they mean.
//!
//! What is asked, and what somebody in no pair is told, are the caller's words.

use super::{Cx, Error, Who, access, refused};
use crate::{
    domain::{ids::PairId, pair::Pair, person::Person},
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
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(Pair::is_active);
    if pairs.is_empty() { refused(no_pair()) } else { others(cx, person, &pairs).await }
}

/// The same for what is read after the end, too: of whoever is in no running pair, the one that ended last.
///
/// # Errors
///
/// Whoever never was in one is told `no_pair`.
pub async fn running_or_last(
    cx: &mut Cx<'_>,
    who: &Who,
    no_pair: fn() -> String,
) -> Result<Vec<(PairId, Person)>, Error> {
    let Ok(person) = access::participant(who) else { return refused(no_pair()) };
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(Pair::has_begun);
    match pairs.iter().any(Pair::is_active) {
        true => pairs.retain(Pair::is_active),
        false => drop(pairs.drain(..pairs.len().saturating_sub(1))),
    }
    if pairs.is_empty() { refused(no_pair()) } else { others(cx, person, &pairs).await }
}

async fn others(
    cx: &mut Cx<'_>,
    person: &Person,
    pairs: &[Pair],
) -> Result<Vec<(PairId, Person)>, Error> {
    let mut others = Vec::new();
    for pair in pairs {
        if let Some(side) = pair.side(person.id) {
            others.push((pair.id, cx.person(pair.person(side.other())).await?));
        }
    }
    Ok(others)
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
