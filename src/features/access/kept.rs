//! Who may do something to what a pair keeps: decisions and resources.

use super::{Authorized, NOT_YOURS, active, pair};
use crate::{
    domain::{
        access::{Act, has_its_time},
        ids::{DecisionId, ResourceId},
        kept::{Decision, Kept, Readers, Resource},
        pair::Pair,
        person::Person,
    },
    features::{Cx, Error, Who, refused},
    store::{decisions, pairs, resources},
};

/// The decision with this id and its pair, for somebody who may do `act` to it: both read it, its author does the rest.
pub async fn decision(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (DecisionId, Act),
) -> Result<Authorized<(Pair, Decision)>, Error> {
    let Some(decision) = decisions::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = pair(cx, who, (decision.pair, act)).await?;
    if act != Act::ReadRecord && decision.author != person.id {
        return refused(NOT_YOURS);
    }
    Ok(Authorized { object: (object, decision), person, side, _checked })
}

/// The resource with this id and its pair, for somebody who may do `act` to it, as with decisions.
pub async fn resource(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (ResourceId, Act),
) -> Result<Authorized<(Pair, Resource)>, Error> {
    let Some(resource) = resources::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let of = (resource.kept.pair, act);
    let Authorized { object, person, side, _checked } = pair(cx, who, of).await?;
    if act != Act::ReadRecord && resource.kept.author != person.id {
        return refused(NOT_YOURS);
    }
    Ok(Authorized { object: (object, resource), person, side, _checked })
}

/// The resource with this id, for somebody who may read it: one of its pair, or, where it is shared, somebody in a pair of
/// its programme that has begun.
pub async fn readable_resource(
    cx: &mut Cx<'_>,
    who: &Who,
    id: ResourceId,
) -> Result<(Person, Resource), Error> {
    match resource(cx, who, (id, Act::ReadRecord)).await {
        Ok(access) => return Ok((access.person, access.object.1)),
        Err(Error::Refused(_) | Error::Over(_) | Error::Fields(_)) => {}
        Err(Error::Fault(fault)) => return Err(fault.into()),
    }
    let shared = resources::find(cx.tx, id).await?.filter(|it| it.readers == Readers::Programme);
    let (Some(person), Some(shared)) = (active(who), shared) else { return refused(NOT_YOURS) };
    let pairs = pairs::list_of(cx.tx, person.id).await?;
    let reads =
        |of: &Pair| of.programme == shared.programme && has_its_time(Act::ReadRecord, &of.state);
    if !pairs.iter().any(reads) {
        return refused(NOT_YOURS);
    }
    // That something was said in a room, and when, is known to the two in it alone.
    let kept = Kept { origin: None, ..shared.kept };
    Ok((person.clone(), Resource { kept, ..shared }))
}
