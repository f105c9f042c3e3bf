//! Who keeps a programme's list of challenges, and who does something about one that was given.

use super::{Authorized, NOT_YOURS, active, is_lead, mentor, pair};
use crate::{
    domain::{
        access::{Act, Role, may},
        challenge::{Assignment, Challenge},
        ids::{AssignmentId, ChallengeId, PersonId, ProgrammeId},
        pair::Pair,
    },
    features::{Cx, Error, Who, refused},
    store::{challenges, programmes},
};

/// Somebody who keeps the list of a programme.
#[derive(Debug, Clone, Copy)]
pub struct Keeper {
    /// Who.
    pub person: PersonId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// As what: a lead keeps all of it, a mentor what they put there themselves.
    pub role: Role,
}

impl Keeper {
    /// Whether a challenge on the list is theirs to change.
    pub fn keeps(&self, challenge: &Challenge) -> bool {
        self.role == Role::Lead || challenge.added_by == Some(self.person)
    }
}

/// Somebody as a keeper of this programme's list, or of the first of their programmes; `None` for everybody else.
pub async fn keeper(
    cx: &mut Cx<'_>,
    who: &Who,
    of: Option<ProgrammeId>,
) -> Result<Option<Keeper>, Error> {
    let Some(person) = active(who) else { return Ok(None) };
    if is_lead(cx.config, person) && may(Role::Lead, Act::AddChallenge) {
        let programme = match of {
            Some(id) => programmes::find(cx.tx, cx.zones, id).await?,
            None => programmes::find_first(cx.tx, cx.zones).await?,
        };
        let keeper = |programme| Keeper { person: person.id, programme, role: Role::Lead };
        return Ok(programme.map(|it| keeper(it.id)));
    }
    let Some((person, theirs)) = mentor(cx, who, Act::AddChallenge).await? else { return Ok(None) };
    let programme = match of {
        Some(id) => theirs.contains(&id).then_some(id),
        None => theirs.first().copied(),
    };
    Ok(programme.map(|programme| Keeper { person: person.id, programme, role: Role::Mentor }))
}

/// The challenge with this id, on its list or not any more, for somebody who may change it.
pub async fn challenge(
    cx: &mut Cx<'_>,
    who: &Who,
    id: ChallengeId,
) -> Result<(Keeper, Challenge), Error> {
    let Some(challenge) = challenges::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    match keeper(cx, who, Some(challenge.programme)).await? {
        Some(keeper) if keeper.keeps(&challenge) => Ok((keeper, challenge)),
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// What was given under this id and its pair, for somebody who may do `act` to it.
pub async fn assignment(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (AssignmentId, Act),
) -> Result<Authorized<(Pair, Assignment)>, Error> {
    let found = challenges::find_assignment(cx.tx, id).await?;
    let Some(assignment) = found else { return refused(NOT_YOURS) };
    let of = (assignment.pair, act);
    let Authorized { object, person, side, _checked } = pair(cx, who, of).await?;
    Ok(Authorized { object: (object, assignment), person, side, _checked })
}
