//! Where a cohort is at home and who is in it, and what follows when that changes.
//!
//! What a cohort does, and when, is known by the features that do it: each computes again what is still to come of its own.

use jiff::civil::Date;

use super::rounds;
use super::turns;
use crate::{
    domain::{
        cohort::{self, Belonging, Cohort, CohortName},
        help_channel::Standing,
        ids::{CohortId, PersonId, SlackChannel, SlackUser},
        outgoing::{Outgoing, cohort::CohortNews},
        person::Person,
        zone::Zone,
    },
    features::{Cx, Error, access},
    store::{
        Fault, channels,
        cohorts::{self, Consent, NewCohort},
        outbox::{self, Timing},
        people, programmes,
    },
};

/// A cohort that must be there because a row refers to it.
pub async fn find(cx: &mut Cx<'_>, id: CohortId) -> Result<Cohort, Error> {
    Ok(cohorts::find(cx.tx, id).await?.ok_or(Fault::Unreadable("cohort"))?)
}

/// Everybody who is in it, whoever is only asked left out, in the order in which they were added.
pub async fn members(cx: &mut Cx<'_>, id: CohortId) -> Result<Vec<Person>, Error> {
    let mut members = Vec::new();
    for member in cohorts::list_members(cx.tx, id).await? {
        if let Belonging::In(_) = member.belonging {
            members.push(cx.person(member.person).await?);
        }
    }
    members.retain(|person| person.account.may_take_part());
    Ok(members)
}

/// The zone in which everything regular of a cohort happens.
pub async fn home(cx: &mut Cx<'_>, (cohort, members): (&Cohort, &[Person])) -> Result<Zone, Error> {
    let programme = programmes::find(cx.tx, cx.zones, cohort.programme).await?;
    let programme = programme.and_then(|programme| programme.zone);
    let zones = members.iter().map(|person| &person.zone);
    let home = cohort::home(zones, programme.as_ref()).cloned();
    Ok(home.unwrap_or_else(Zone::utc))
}

/// The day it is where a cohort is at home.
pub async fn today(
    cx: &mut Cx<'_>,
    (cohort, members): (&Cohort, &[Person]),
) -> Result<Date, Error> {
    Ok(home(cx, (cohort, members)).await?.date(cx.now))
}

/// Who is in a cohort, where they live, when it starts or where it meets has changed: what is still to come of it is
/// computed again.
pub async fn changed(cx: &mut Cx<'_>, cohort: CohortId) -> Result<(), Error> {
    rounds::follow(cx, cohort).await?;
    turns::follow(cx, cohort).await
}

/// Somebody is in a cohort from now on, and is told.
pub async fn enter(
    cx: &mut Cx<'_>,
    id: CohortId,
    (nth, person): (u32, &Person),
) -> Result<(), Error> {
    cohorts::update_joined(cx.tx, (id, person.id), cx.now).await?;
    let news = Outgoing::Cohort(CohortNews::Welcome { cohort: id, nth, to: person.id });
    let ready_at = person.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &news, Timing::from(ready_at)).await?;
    changed(cx, id).await
}

/// A pair has begun: if its mentee was to be in a cohort with that, they are.
pub async fn pair_begins(cx: &mut Cx<'_>, mentee: &Person) -> Result<(), Error> {
    match cohorts::find_of(cx.tx, mentee.id).await? {
        Some((id, member)) if member.belonging == Belonging::Expected => {
            enter(cx, id, (member.nth, mentee)).await
        }
        Some(_) | None => Ok(()),
    }
}

/// A pair will not begin: its mentee is not in a cohort with it either.
pub async fn pair_declined(cx: &mut Cx<'_>, mentee: PersonId) -> Result<(), Error> {
    match cohorts::find_of(cx.tx, mentee).await? {
        Some((id, member)) if member.belonging == Belonging::Expected => {
            Ok(cohorts::update_left(cx.tx, (id, mentee), cx.now).await?)
        }
        Some(_) | None => Ok(()),
    }
}

/// The cohort somebody is in with their yes to the pair they are asked about.
pub async fn expected(cx: &mut Cx<'_>, mentee: PersonId) -> Result<Option<Cohort>, Error> {
    match cohorts::find_of(cx.tx, mentee).await? {
        Some((id, member)) if member.belonging == Belonging::Expected => {
            Ok(Some(find(cx, id).await?))
        }
        Some(_) | None => Ok(None),
    }
}

/// Somebody who is to be asked about a pair is in the cohort of this name with their yes to it. The cohort is made if there
/// is none, to begin on `starts_on`, else today where the lead is. Nothing changes for somebody who is in one.
pub async fn add_by_name(
    cx: &mut Cx<'_>,
    (name, starts_on): (&CohortName, Option<Date>),
    (mentee, by): (&SlackUser, PersonId),
) -> Result<(), Error> {
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    let programme = programme.ok_or(Fault::Unreadable("programme"))?.id;
    let id = match cohorts::find_by_name(cx.tx, (programme, name)).await? {
        Some(id) => id,
        None => {
            let today = cx.person(by).await?.zone.date(cx.now);
            let starts_on = starts_on.unwrap_or(today);
            let new = NewCohort { programme, name: name.clone(), starts_on, by };
            cohorts::insert(cx.tx, &new, cx.now).await?
        }
    };
    let person = people::find_by_user(cx.tx, cx.zones, mentee, cx.now).await?;
    let person = person.ok_or(Fault::Unreadable("person"))?;
    let added = (id, person.id);
    cohorts::insert_member(cx.tx, added, Consent::WithPair, (by, cx.now)).await?;
    Ok(())
}

/// Somebody moved to another zone, or their account was closed or opened.
pub async fn moved(cx: &mut Cx<'_>, person: PersonId) -> Result<(), Error> {
    match cohorts::find_of(cx.tx, person).await? {
        Some((cohort, _)) => changed(cx, cohort).await,
        None => Ok(()),
    }
}

/// The zone data has changed: what is still to come of every running cohort is computed again.
pub async fn follow_zone_data(cx: &mut Cx<'_>) -> Result<(), Error> {
    for id in cohorts::list_running(cx.tx).await? {
        changed(cx, id).await?;
    }
    Ok(())
}

/// Keeps how a channel stands. If it is the channel of a cohort and has just closed, a lead hears of it once.
pub async fn stands(
    cx: &mut Cx<'_>,
    (channel, standing): (&SlackChannel, Standing),
) -> Result<(), Error> {
    let before = channels::find_standing(cx.tx, channel).await?.map(|(standing, _)| standing);
    channels::update_standing(cx.tx, (channel, standing), cx.now).await?;
    let Some(cohort) = cohorts::find_by_channel(cx.tx, channel).await? else { return Ok(()) };
    if before == Some(standing) {
        return Ok(());
    }
    if standing != Standing::Open && before == Some(Standing::Open) {
        let nth = cohorts::update_closings(cx.tx, cohort.id).await?;
        if let Some(lead) = lead(cx, &cohort).await? {
            let news = CohortNews::Closed { cohort: cohort.id, nth, to: lead.id };
            let ready_at = lead.availability.next_open(cx.now).unwrap_or(cx.now);
            outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::from(ready_at)).await?;
        }
    }
    changed(cx, cohort.id).await
}

/// The lead who hears of a cohort: whoever bound its channel or made it, while they lead, else the first one the bot can
/// write to.
pub async fn lead(cx: &mut Cx<'_>, cohort: &Cohort) -> Result<Option<Person>, Error> {
    let keepers = cohort.bound.iter().map(|bound| bound.by).chain([cohort.created_by]);
    for keeper in keepers.collect::<Vec<_>>() {
        let keeper = cx.person(keeper).await?;
        if access::is_lead(cx.config, &keeper) {
            return Ok(Some(keeper));
        }
    }
    Ok(access::known_leads(cx, &[]).await?.into_iter().next())
}
