//! Who may do something to a cohort: its members, and the leads.

use super::{active, not_yours};
use crate::{
    domain::{
        access::{Act, Role, may},
        cohort::{Belonging, Cohort},
        ids::{CohortId, RoundAnswerId, RoundId, WinId},
        person::Person,
        round::{Round, Words},
    },
    features::{Cx, Error, Who},
    store::{
        cohorts, rounds,
        wins::{self, Win},
    },
};

/// A running cohort, for somebody who is in it and may do `act` there.
pub async fn member(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (CohortId, Act),
) -> Result<(Cohort, Person), Error> {
    let Some(person) = active(who) else { return Err(not_yours()) };
    let member = cohorts::find_member(cx.tx, (id, person.id)).await?;
    let is_in = matches!(member.map(|member| member.belonging), Some(Belonging::In(_)));
    match cohorts::find(cx.tx, id).await? {
        Some(cohort) if is_in && cohort.ended_at.is_none() && may(Role::Member, act) => {
            Ok((cohort, person.clone()))
        }
        Some(_) | None => Err(not_yours()),
    }
}

/// A cohort somebody was asked to be in, with how they stand to it, and how often they were added to it.
pub async fn invited(
    cx: &mut Cx<'_>,
    who: &Who,
    id: CohortId,
) -> Result<(Cohort, Person, (Belonging, u32)), Error> {
    let Some(person) = active(who) else { return Err(not_yours()) };
    let member = cohorts::find_member(cx.tx, (id, person.id)).await?;
    match (cohorts::find(cx.tx, id).await?, member) {
        (Some(cohort), Some(member)) if may(Role::Member, Act::TakePartInCohort) => {
            Ok((cohort, person.clone(), (member.belonging, member.nth)))
        }
        (_, _) => Err(not_yours()),
    }
}

/// A running cohort, for a lead.
pub async fn kept(cx: &mut Cx<'_>, who: &Who, id: CohortId) -> Result<Cohort, Error> {
    super::lead(cx.config, who, Act::KeepCohorts).map_err(|_| not_yours())?;
    let cohort = cohorts::find(cx.tx, id).await?;
    cohort.filter(|cohort| cohort.ended_at.is_none()).ok_or_else(not_yours)
}

/// A week a cohort was asked about, and what somebody is to it.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The round.
    pub round: Round,
    /// Its cohort.
    pub cohort: Cohort,
    /// Who answers, or did.
    pub person: Person,
    /// Whether they can answer now: they are in the cohort, and it runs.
    pub is_member: bool,
    /// What they have written in the form.
    pub written: Option<(RoundAnswerId, Words)>,
}

/// A week a cohort was asked about, for a member, or for whoever was one and has answered: what they wrote stays theirs.
pub async fn round(cx: &mut Cx<'_>, who: &Who, id: RoundId) -> Result<Answering, Error> {
    let Some(person) = active(who) else { return Err(not_yours()) };
    let Some(round) = rounds::find(cx.tx, id).await? else { return Err(not_yours()) };
    let member = cohorts::find_member(cx.tx, (round.cohort, person.id)).await?;
    let is_in = matches!(member.map(|member| member.belonging), Some(Belonging::In(_)));
    let written = rounds::find_written(cx.tx, (id, person.id)).await?;
    let Some(cohort) = cohorts::find(cx.tx, round.cohort).await? else { return Err(not_yours()) };
    let is_member = is_in && cohort.ended_at.is_none() && may(Role::Member, Act::TakePartInCohort);
    if !is_member && written.is_none() {
        return Err(not_yours());
    }
    Ok(Answering { round, cohort, person: person.clone(), is_member, written })
}

/// Something that went well, for whoever said so: it stays theirs, in the cohort or not.
pub async fn own_win(cx: &mut Cx<'_>, who: &Who, id: WinId) -> Result<Win, Error> {
    let Some(person) = active(who) else { return Err(not_yours()) };
    let win = wins::find(cx.tx, id).await?.filter(|win| win.author == person.id);
    win.ok_or_else(not_yours)
}
