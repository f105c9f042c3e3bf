//! What a pair keeps to find it again: decisions with their reasons, and resources.
//!
//! Saving is quiet on purpose: every message in a group DM notifies, and nobody is interrupted by a note that something is
//! now easier to find. Whoever saves is told at once where both find it; the other one sees it in App Home, in the list, and
//! in every search. A message is never changed, and only one of the pair's own room can be saved: what others say elsewhere
//! is not theirs to keep.

use super::{Cx, Error, Who, access::not_yours, refused};
use crate::{
    domain::{
        ids::PairId,
        kept::Origin,
        pair::{Pair, Room},
        person::Person,
    },
    slack::inbound::{Field, MessageAction, ViewState},
    store::pairs,
};

pub mod decision;
pub mod list;
pub mod resource;
pub mod views;

/// The field of the pair, for somebody who is in several.
pub const PAIR: &str = "pair";

/// The running pair in whose room a message stands; `instead` is what else whoever speaks can type.
async fn pair_of_room(
    cx: &mut Cx<'_>,
    who: &Who,
    (used, instead): (&MessageAction, &str),
) -> Result<Pair, Error> {
    let person = who.person.as_ref().filter(|it| it.account.may_take_part());
    let Some(person) = person else { return refused(views::keeping::not_in_room(instead)) };
    // A pair that begins again talks in the same room as before.
    let mut is_over = false;
    for pair in pairs::list_of(cx.tx, person.id).await? {
        match pair.room == Room::Open(used.channel.clone()) {
            true if pair.is_active() => return Ok(pair),
            is_here => is_over |= is_here,
        }
    }
    refused(if is_over { views::keeping::is_over() } else { views::keeping::not_in_room(instead) })
}

/// The other one of a pair, as the only choice.
async fn partner(cx: &mut Cx<'_>, pair: &Pair, person: &Person) -> Result<(PairId, Person), Error> {
    let side = pair.side(person.id).ok_or_else(not_yours)?;
    Ok((pair.id, cx.person(pair.person(side.other())).await?))
}

/// The pair that was chosen in a form, if there was a choice.
fn chosen_pair(state: &ViewState) -> Option<PairId> {
    chosen(state, PAIR)?.parse().ok().map(PairId)
}

fn chosen<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(value))) => Some(value),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// What a form carries only selects: a message counts if it stands in the room of the pair.
fn is_of_room(origin: Option<&Origin>, pair: &Pair) -> Result<(), Error> {
    match origin {
        Some((channel, _)) if pair.room != Room::Open(channel.clone()) => Err(not_yours()),
        Some(_) | None => Ok(()),
    }
}
