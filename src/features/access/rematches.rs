//! Who may do something about a search for another mentor: leads, the two of the pair, and whoever is suggested.

use super::{NOT_YOURS, active, is_lead};
use crate::{
    domain::{
        access::{Act, Role, has_its_time, may},
        ids::{PairId, RematchId},
        pair::Pair,
        person::Person,
        rematch::{Rematch, Suggestion},
    },
    features::{Cx, Error, Who, refused},
    slack::action::rematch::RematchRound,
    store::{pairs, rematches},
};

/// A suggestion of another mentor, for somebody who may say something to it.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The mentee's pair as it is.
    pub pair: Pair,
    /// The search.
    pub rematch: Rematch,
    /// The round that was shown; another one may be open by now.
    pub round: u32,
    /// Who was suggested in it, and what was said.
    pub suggestion: Suggestion,
    /// Who says something.
    pub person: Person,
}

/// A pair, for a lead who is neither of the two: those ask as everybody does.
pub async fn led_pair(cx: &mut Cx<'_>, who: &Who, id: PairId) -> Result<(Pair, Person), Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    let Some(pair) = pairs::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let leads = is_lead(cx.config, person) && may(Role::Lead, Act::SuggestMentor);
    match pair.side(person.id) {
        None if leads => Ok((pair, person.clone())),
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// The search with this id and its pair, for a lead who is neither of the two.
pub async fn led(
    cx: &mut Cx<'_>,
    who: &Who,
    id: RematchId,
) -> Result<(Pair, Rematch, Person), Error> {
    let Some(rematch) = rematches::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let (pair, person) = led_pair(cx, who, rematch.pair).await?;
    Ok((pair, rematch, person))
}

/// The search with this id, for somebody who asked for it.
pub async fn asked(cx: &mut Cx<'_>, who: &Who, id: RematchId) -> Result<(Rematch, Person), Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    let Some(rematch) = rematches::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let asks = rematches::list_asks(cx.tx, id).await?;
    if asks.iter().any(|ask| ask.person == person.id) {
        Ok((rematch, person.clone()))
    } else {
        refused(NOT_YOURS)
    }
}

/// The suggestion of a round, for somebody who may do `act` to it in this role.
pub async fn answering(
    cx: &mut Cx<'_>,
    who: &Who,
    (it, role, act): (RematchRound, Role, Act),
) -> Result<Answering, Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    let Some(rematch) = rematches::find(cx.tx, it.rematch).await? else {
        return refused(NOT_YOURS);
    };
    let Some(pair) = pairs::find(cx.tx, rematch.pair).await? else { return refused(NOT_YOURS) };
    let suggested = rematches::find_suggested(cx.tx, (rematch.id, it.round)).await?;
    let Some(suggestion) = suggested.map(|it| it.suggestion) else { return refused(NOT_YOURS) };
    let is_theirs = match role {
        Role::Suggested => suggestion.mentor == person.id,
        Role::Mentee => pair.mentee == person.id,
        Role::Mentor => pair.mentor == person.id,
        Role::Lead | Role::Author | Role::Member => false,
    };
    if is_theirs && may(role, act) && has_its_time(act, &pair.state) {
        Ok(Answering { pair, rematch, round: it.round, suggestion, person: person.clone() })
    } else {
        refused(NOT_YOURS)
    }
}
