//! The form of a cohort: its name, its first day, its channel, and who is in it.
//!
//! Slack is asked how the channel stands, and who people are whom the bot has not met, before anything is saved.

use std::time::Duration;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{say, show_answer, views::making};
use crate::{
    app::App,
    domain::{
        access::Act,
        cohort::{Belonging, Cohort, CohortName, MAX_MEMBERS, Member},
        help_channel::Standing,
        ids::{CohortId, PersonId, SlackChannel, SlackUser},
        outgoing::{Outgoing, cohort::CohortNews},
        person::Person,
        programme::Programme,
    },
    features::{Cx, Error, Reaction, Who, access, channel, schedule::cohorts},
    slack::{
        action::cohort::CohortForm,
        answer::Answer,
        inbound::{Field, Submit, ViewState},
    },
    store::{
        Fault, channels,
        cohorts::{self as kept, Consent},
        outbox::{self, Timing},
        pairs, people, programmes, rounds,
    },
};

/// How long the writer is waited for while a lead waits for the form.
const PATIENCE: Duration = Duration::from_millis(1200);

/// Asks Slack how the chosen channel stands and writes it down, for a lead: nobody else may make the bot look.
pub async fn look(app: &App, (who, now): (&Who, Timestamp), submit: &Submit) -> Result<(), Error> {
    access::lead(&app.config, who, Act::KeepCohorts)?;
    let Some(chosen) = channel_of(&submit.view) else { return Ok(()) };
    let Some(standing) = channel::ask(app, &chosen).await else {
        return Err(under(making::CHANNEL, channel::views::slack_is_silent()));
    };
    let mut tx = app.db.write_within(PATIENCE).await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    cohorts::stands(&mut cx, (&chosen, standing)).await?;
    tx.commit().await.map_err(|error| Error::Fault(error.into()))
}

/// Those who are chosen in the form.
pub fn chosen(state: &ViewState) -> Vec<SlackUser> {
    match state.fields.get(making::MEMBERS) {
        Some(Field::Choices(users)) => users.iter().map(|user| user.as_str().into()).collect(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => Vec::new(),
    }
}

/// Somebody who is chosen is not known, because Slack did not say in time who they are.
pub fn not_met() -> Error {
    under(making::MEMBERS, making::slack_is_silent())
}

fn channel_of(state: &ViewState) -> Option<SlackChannel> {
    match state.fields.get(making::CHANNEL) {
        Some(Field::Choice(Some(channel))) => Some(channel.as_str().into()),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// What the form says, once it is in order.
struct Wanted {
    name: CohortName,
    starts_on: Date,
    channel: Option<SlackChannel>,
    members: Vec<Person>,
}

/// The form is sent.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::KeepCohorts)?;
    let about: CohortForm =
        submit.view.private_metadata.parse().map_err(|_| access::not_yours())?;
    let before = match about.cohort {
        Some(id) => Some(access::cohorts::kept(cx, who, id).await?),
        None => None,
    };
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    let programme = programme.ok_or(Fault::Unreadable("programme"))?;
    let wanted = read(cx, (&programme, before.as_ref()), &submit.view).await?;
    let id = match &before {
        Some(cohort) => {
            kept::update(cx.tx, cohort.id, (&wanted.name, wanted.starts_on)).await?;
            cohort.id
        }
        None => {
            let new = kept::NewCohort {
                programme: programme.id,
                name: wanted.name.clone(),
                starts_on: wanted.starts_on,
                by: lead,
            };
            kept::insert(cx.tx, &new, cx.now).await?
        }
    };
    bind(cx, (id, before.as_ref()), (wanted.channel.as_ref(), lead)).await?;
    let cohort = cohorts::find(cx, id).await?;
    let counts = settle_members(cx, (&cohort, &about.shown), (&wanted.members, lead)).await?;
    cohorts::changed(cx, id).await?;
    let next = rounds::find_schedule(cx.tx, id).await?.next.map(|(_, at)| at);
    let zone = cx.person(lead).await?.zone;
    let page = making::saved(&cohort, counts, next.map(|at| (at, &zone)));
    Ok(Reaction { answer: Answer::Replace(page.into()), ..Reaction::done() })
}

/// The channel of a cohort is this one from now on; a new one is greeted.
async fn bind(
    cx: &mut Cx<'_>,
    (id, before): (CohortId, Option<&Cohort>),
    (channel, lead): (Option<&SlackChannel>, PersonId),
) -> Result<(), Error> {
    let was = before.and_then(|cohort| cohort.bound.as_ref()).map(|bound| &bound.channel);
    if was == channel {
        return Ok(());
    }
    kept::update_channel(cx.tx, id, channel.map(|channel| (channel, lead))).await?;
    if let Some(bound) = cohorts::find(cx, id).await?.bound {
        let hello = Outgoing::Cohort(CohortNews::Hello { cohort: id, binding: bound.nth });
        outbox::insert(cx.tx, &hello, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// Whoever was added is told or asked, and whoever was taken out is out of it; how many were told, and how many asked. Of
/// who came or went while the form stood open nothing changes: it shows what `shown` says.
async fn settle_members(
    cx: &mut Cx<'_>,
    (cohort, shown): (&Cohort, &[PersonId]),
    (wanted, lead): (&[Person], PersonId),
) -> Result<(usize, usize), Error> {
    for member in kept::list_members(cx.tx, cohort.id).await? {
        let is_wanted = wanted.iter().any(|person| person.id == member.person);
        if shown.contains(&member.person) && !is_wanted {
            kept::update_left(cx.tx, (cohort.id, member.person), cx.now).await?;
            if member.belonging == Belonging::Asked {
                show_answer(cx, cohort, (member.nth, member.person)).await?;
            }
        }
    }
    let (mut told, mut asked) = (0, 0);
    for person in wanted.iter().filter(|person| !shown.contains(&person.id)) {
        let added = (cohort.id, person.id);
        if !kept::insert_member(cx.tx, added, Consent::Asked, (lead, cx.now)).await? {
            continue;
        }
        match add(cx, cohort, person).await? {
            Belonging::In(_) => told += 1,
            Belonging::Asked | Belonging::Expected | Belonging::Out => asked += 1,
        }
    }
    Ok((told, asked))
}

/// Somebody who was just added is told, if they are in a pair and so have said yes to the programme; else they are asked.
async fn add(cx: &mut Cx<'_>, cohort: &Cohort, person: &Person) -> Result<Belonging, Error> {
    let member = kept::find_member(cx.tx, (cohort.id, person.id)).await?;
    let Member { nth, .. } = member.ok_or(Fault::Unreadable("member"))?;
    let pairs = pairs::list_of(cx.tx, person.id).await?;
    if pairs.iter().any(crate::domain::pair::Pair::is_active) {
        cohorts::enter(cx, cohort.id, (nth, person)).await?;
        return Ok(Belonging::In(cx.now));
    }
    say(cx, CohortNews::Invited { cohort: cohort.id, nth, to: person.id }, person).await?;
    Ok(Belonging::Asked)
}

async fn read(
    cx: &mut Cx<'_>,
    (programme, before): (&Programme, Option<&Cohort>),
    state: &ViewState,
) -> Result<Wanted, Error> {
    let id = before.map(|cohort| cohort.id);
    let name = CohortName::parse(state.typed(making::NAME))
        .map_err(|problem| under(making::NAME, making::bad_name(problem)))?;
    let taken = kept::find_by_name(cx.tx, (programme.id, &name)).await?;
    if taken.is_some() && taken != id {
        return Err(under(making::NAME, making::name_taken(&name)));
    }
    let chosen = match state.fields.get(making::STARTS) {
        Some(Field::Date(Some(day))) => day.parse::<Date>().ok(),
        Some(Field::Date(None) | Field::Choice(_) | Field::Choices(_) | Field::Text(_)) | None => {
            None
        }
    };
    let Some(starts_on) = chosen else { return Err(under(making::STARTS, making::bad_start())) };
    let today = crate::domain::zone::Zone::utc().date(cx.now);
    let far = before.map(|cohort| cohort.starts_on) != Some(starts_on)
        && !(today.saturating_sub(1.year())..=today.saturating_add(1.year())).contains(&starts_on);
    if far {
        return Err(under(making::STARTS, making::bad_start()));
    }
    let channel = channel_of(state);
    if let Some(channel) = &channel {
        // One that was closed meanwhile keeps nobody from changing the rest.
        let was = before.and_then(|cohort| cohort.bound.as_ref()).map(|bound| &bound.channel);
        if was != Some(channel) {
            check_channel(cx, (programme, id), channel).await?;
        }
    }
    let members = read_members(cx, id, state).await?;
    Ok(Wanted { name, starts_on, channel, members })
}

async fn check_channel(
    cx: &mut Cx<'_>,
    (programme, id): (&Programme, Option<CohortId>),
    chosen: &SlackChannel,
) -> Result<(), Error> {
    let known = channels::find_standing(cx.tx, chosen).await?;
    let standing = known.map_or(Standing::NotPublic, |(standing, _)| standing);
    if let Some(problem) = channel::views::problem(standing) {
        return Err(under(making::CHANNEL, problem));
    }
    let help = channels::find_help(cx.tx, programme.id).await?;
    if help.is_some_and(|help| help.channel == *chosen) {
        return Err(under(making::CHANNEL, making::is_help_channel()));
    }
    match kept::find_by_channel(cx.tx, chosen).await? {
        Some(other) if Some(other.id) != id => {
            Err(under(making::CHANNEL, making::channel_taken(&other)))
        }
        Some(_) | None => Ok(()),
    }
}

async fn read_members(
    cx: &mut Cx<'_>,
    id: Option<CohortId>,
    state: &ViewState,
) -> Result<Vec<Person>, Error> {
    let mut users = chosen(state);
    users.sort();
    users.dedup();
    if users.len() > MAX_MEMBERS {
        return Err(under(making::MEMBERS, making::too_many()));
    }
    let mut members = Vec::new();
    for user in &users {
        let person = people::find_by_user(cx.tx, cx.zones, user, cx.now).await?;
        members.push(person.ok_or_else(not_met)?);
    }
    let (mut cannot, mut elsewhere) = (Vec::new(), Vec::new());
    for person in &members {
        let other = kept::find_of(cx.tx, person.id).await?.map(|(cohort, _)| cohort);
        if other.is_some() && other == id {
            continue;
        }
        if !person.account.may_take_part() {
            cannot.push(person.clone());
        } else if other.is_some() {
            elsewhere.push(person.clone());
        }
    }
    match (cannot.as_slice(), elsewhere.as_slice()) {
        ([], []) => Ok(members),
        ([], elsewhere) => Err(under(making::MEMBERS, making::elsewhere(elsewhere))),
        (cannot, _) => Err(under(making::MEMBERS, making::cannot(cannot))),
    }
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}
