//! Cohorts: `/mentor cohort` for a lead, who makes them, says who is in them and where they meet, and for a member, who
//! sees their own and may leave it.
//!
//! Nobody is enrolled by somebody else: whoever is in a pair has said yes to the programme, so they are told, and can
//! leave at any time; whoever is in none is asked first. What a cohort does every week or month is not known here.

use super::{Cx, Error, Reaction, Who, access, refused, schedule::cohorts};
use crate::{
    domain::{
        access::Act,
        cohort::{Belonging, Cohort},
        ids::{CohortId, PersonId, ProgrammeId, SlackChannel},
        outgoing::{Outgoing, cohort::CohortNews},
        person::Person,
        text::UserText,
    },
    slack::{
        action::{cohort::CohortForm, read_id},
        inbound::Click,
    },
    store::{
        Fault, cohorts as kept,
        outbox::{self, Timing},
        pairs, programmes,
    },
};

pub mod form;
pub mod post;
pub mod views;

use views::{
    Shown,
    making::{self, Filled},
};

/// `/mentor cohort`: all of them for a lead, one's own for a member.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    if let Some((id, member)) = of_reader(cx, who).await?
        && matches!(member, Belonging::In(_))
        && access::lead(cx.config, who, Act::KeepCohorts).is_err()
    {
        return own(cx, who, id).await;
    }
    match access::lead(cx.config, who, Act::KeepCohorts) {
        Ok(_) => list(cx).await,
        Err(_) if who.person.is_some() => refused(views::in_none()),
        Err(not_met) => Err(not_met),
    }
}

async fn of_reader(cx: &mut Cx<'_>, who: &Who) -> Result<Option<(CohortId, Belonging)>, Error> {
    let Some(person) = &who.person else { return Ok(None) };
    let found = kept::find_of(cx.tx, person.id).await?;
    Ok(found.map(|(id, member)| (id, member.belonging)))
}

async fn own(cx: &mut Cx<'_>, who: &Who, id: CohortId) -> Result<Reaction, Error> {
    let (cohort, reader) = access::cohorts::member(cx, who, (id, Act::TakePartInCohort)).await?;
    let members = cohorts::members(cx, id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    Ok(Reaction::open(views::own((&cohort, &reader), &members, &home)))
}

async fn list(cx: &mut Cx<'_>) -> Result<Reaction, Error> {
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    let programme = programme.ok_or(Fault::Unreadable("programme"))?;
    let mut shown = Vec::new();
    for cohort in kept::list(cx.tx, programme.id).await? {
        let members = kept::list_members(cx.tx, cohort.id).await?;
        shown.push((cohort, members.len()));
    }
    Ok(Reaction::open(views::list(programme.id, &shown)))
}

/// `/mentor cohort create <name> <#channel>`: the form with what was typed in it. Nothing is made before it is sent.
pub fn create(
    cx: &mut Cx<'_>,
    who: &Who,
    (name, channel): (&str, Option<&SlackChannel>),
) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::KeepCohorts)?;
    let zone = who.person.as_ref().filter(|person| person.id == lead).map(|person| &person.zone);
    let filled = Filled {
        about: CohortForm::default(),
        name: UserText::unfinished(name, crate::domain::cohort::MAX_NAME),
        starts_on: zone.map(|zone| zone.date(cx.now)),
        channel: channel.cloned(),
        members: Vec::new(),
    };
    Ok(Reaction::open(making::form(&filled)))
}

/// *Make a cohort*.
pub async fn make(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let programme: ProgrammeId = read_id(&click.value).map_err(|_| access::not_yours())?;
    access::lead(cx.config, who, Act::KeepCohorts).map_err(|_| access::not_yours())?;
    match programmes::find(cx.tx, cx.zones, programme).await? {
        Some(_) => create(cx, who, ("", None)),
        None => Err(access::not_yours()),
    }
}

/// *Open*, of one of them.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let cohort = access::cohorts::kept(cx, who, id(click)?).await?;
    let mut shown = Vec::new();
    for member in kept::list_members(cx.tx, cohort.id).await? {
        let person = cx.person(member.person).await?;
        let mentor = match pairs::find_open_of_mentee(cx.tx, person.id).await? {
            Some(pair) if pair.is_active() => Some(cx.person(pair.mentor).await?.user),
            Some(_) | None => None,
        };
        shown.push(Shown { person, belonging: member.belonging, mentor });
    }
    let members = cohorts::members(cx, cohort.id).await?;
    let home = cohorts::home(cx, (&cohort, &members)).await?;
    Ok(Reaction::open(views::page(&cohort, &shown, &home)))
}

/// *Change*: the form as it stands.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let cohort = access::cohorts::kept(cx, who, id(click)?).await?;
    let (mut members, mut shown) = (Vec::new(), Vec::new());
    for member in kept::list_members(cx.tx, cohort.id).await? {
        members.push(cx.person(member.person).await?.user);
        shown.push(member.person);
    }
    let filled = Filled {
        about: CohortForm { cohort: Some(cohort.id), shown },
        name: Some(UserText::from_stored(cohort.name.as_str().to_owned())),
        starts_on: Some(cohort.starts_on),
        channel: cohort.bound.map(|bound| bound.channel),
        members,
    };
    Ok(Reaction::open(making::form(&filled)))
}

/// *End the cohort*.
pub async fn end(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let cohort = access::cohorts::kept(cx, who, id(click)?).await?;
    for member in kept::list_members(cx.tx, cohort.id).await? {
        if member.belonging == Belonging::Asked {
            show_answer(cx, &cohort, (member.nth, member.person)).await?;
        }
    }
    kept::update_ended(cx.tx, cohort.id, cx.now).await?;
    cohorts::changed(cx, cohort.id).await?;
    Ok(Reaction::replace(views::ended(&cohort)))
}

/// *Join*, of somebody who was asked.
pub async fn join(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (cohort, person, (belonging, nth)) = access::cohorts::invited(cx, who, id(click)?).await?;
    if belonging == Belonging::Asked && cohort.ended_at.is_none() {
        cohorts::enter(cx, cohort.id, (nth, &person)).await?;
    }
    show_answer(cx, &cohort, (nth, person.id)).await?;
    Ok(Reaction::done())
}

/// *No, thanks*.
pub async fn decline(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (cohort, person, (belonging, nth)) = access::cohorts::invited(cx, who, id(click)?).await?;
    if belonging == Belonging::Asked {
        kept::update_left(cx.tx, (cohort.id, person.id), cx.now).await?;
    }
    show_answer(cx, &cohort, (nth, person.id)).await?;
    Ok(Reaction::done())
}

/// *Leave the cohort*.
pub async fn leave(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (cohort, person) =
        access::cohorts::member(cx, who, (id(click)?, Act::TakePartInCohort)).await?;
    kept::update_left(cx.tx, (cohort.id, person.id), cx.now).await?;
    cohorts::changed(cx, cohort.id).await?;
    Ok(match &click.view {
        Some(_) => Reaction::replace(views::left_page(&cohort)),
        None => Reaction::tell(views::left(&cohort)),
    })
}

/// Says something to one person, in their own hours.
async fn say(cx: &mut Cx<'_>, news: CohortNews, to: &Person) -> Result<(), Error> {
    let ready_at = to.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::from(ready_at)).await?;
    Ok(())
}

async fn show_answer(
    cx: &mut Cx<'_>,
    cohort: &Cohort,
    (nth, to): (u32, PersonId),
) -> Result<(), Error> {
    let news = CohortNews::InvitedRefresh { cohort: cohort.id, nth, to };
    outbox::insert(cx.tx, &Outgoing::Cohort(news), Timing::now(cx.now)).await?;
    Ok(())
}

fn id(click: &Click) -> Result<CohortId, Error> {
    read_id(&click.value).map_err(|_| access::not_yours())
}
