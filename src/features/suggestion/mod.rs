//! `/mentor pair` without names: a lead chooses people who could be mentees and mentors, and reads who would suit whom and
//! why. The lead decides: nobody is asked before they press, and what anybody wrote is not looked at.

pub mod views;

use std::collections::HashMap;

use super::{Cx, Error, Reaction, Who, access, proposing, refused};
use crate::{
    domain::{
        access::Act,
        ids::{PersonId, ProgrammeId, SlackUser},
        overlap::{CallHours, Caller, Sides},
        person::Person,
        programme::Programme,
        suggestion::{MOST, Places, suggest},
    },
    slack::{
        action::{read_id, suggestion::Two},
        answer::Answer,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{Fault, pairs, people, programmes},
};
use views::{Line, Shown};

/// `/mentor pair`: the form.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::ProposePair)?;
    let programme =
        programmes::find_first(cx.tx, cx.zones).await?.ok_or(Fault::Unreadable("programme"))?;
    Ok(Reaction::open(views::form(programme.id)))
}

/// Everybody who was chosen, for whoever lets the bot meet them.
pub fn chosen(view: &ViewState) -> Vec<SlackUser> {
    let mut users = [views::MENTEES, views::MENTORS].map(|field| picked(view, field)).concat();
    users.sort();
    users.dedup();
    users.truncate(2 * MOST);
    users
}

/// The form is sent: who would suit whom.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::ProposePair)?;
    let id: ProgrammeId =
        read_id(&submit.view.private_metadata).map_err(|_| access::not_yours())?;
    let Some(programme) = programmes::find(cx.tx, cx.zones, id).await? else {
        return Err(access::not_yours());
    };
    let mentees = those(cx, (&submit.view, views::MENTEES)).await?;
    let mentors = those(cx, (&submit.view, views::MENTORS)).await?;
    let page = page(cx, &programme, (mentees, mentors)).await?;
    Ok(Reaction { answer: Answer::Replace(page.into()), ..Reaction::nothing() })
}

/// *Ask these two*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::ProposePair).map_err(|_| access::not_yours())?;
    let two: Two = click.value.parse().map_err(|_| access::not_yours())?;
    let mut users = Vec::new();
    for id in [two.mentor, two.mentee] {
        match people::find(cx.tx, cx.zones, id, cx.now).await? {
            Some(person) => users.push(person.user),
            None => return Err(access::not_yours()),
        }
    }
    let [mentor, mentee] = &users[..] else { return Err(access::not_yours()) };
    let asked = proposing::propose(cx, lead, (mentor, mentee), None).await?;
    Ok(Reaction::open(views::asked(&asked, cx.now)))
}

fn picked(view: &ViewState, field: &str) -> Vec<SlackUser> {
    match view.fields.get(field) {
        Some(Field::Choices(users)) => {
            users.iter().map(|it| SlackUser::from(it.as_str())).collect()
        }
        Some(Field::Text(_) | Field::Choice(_) | Field::Date(_)) | None => Vec::new(),
    }
}

/// The people of a field, each of whom can be in a pair.
async fn those(cx: &mut Cx<'_>, (view, field): (&ViewState, &str)) -> Result<Vec<Person>, Error> {
    let about = |words: String| Err(Error::Fields(vec![(field.to_owned(), words)]));
    let users = picked(view, field);
    if users.is_empty() {
        return about(views::nobody());
    }
    if users.len() > MOST {
        return about(views::too_many());
    }
    let mut those = Vec::new();
    for user in users {
        match people::find_by_user(cx.tx, cx.zones, &user, cx.now).await? {
            Some(person) if person.account.may_take_part() => those.push(person),
            Some(person) => return about(views::cannot_take_part(&person.name)),
            None => return about(views::unknown()),
        }
    }
    Ok(those)
}

async fn page(
    cx: &mut Cx<'_>,
    programme: &Programme,
    (mentees, mentors): (Vec<Person>, Vec<Person>),
) -> Result<crate::slack::blocks::view::Modal, Error> {
    let mut taken = Vec::new();
    let mut unpaired = Vec::new();
    for mentee in &mentees {
        match pairs::find_open_of_mentee(cx.tx, mentee.id).await? {
            Some(_) => taken.push(mentee),
            None => unpaired.push(mentee.id),
        }
    }
    let mut places = Vec::new();
    for mentor in &mentors {
        let mentees = pairs::count_of_mentor(cx.tx, mentor.id).await?;
        places.push(Places { mentor: mentor.id, free: programme.mentor_capacity - mentees });
    }
    let hours: HashMap<PersonId, CallHours> =
        mentees.iter().chain(&mentors).map(|it| (it.id, it.call_hours())).collect();
    let by_id: HashMap<PersonId, &Person> =
        mentees.iter().chain(&mentors).map(|it| (it.id, it)).collect();
    let minutes =
        |mentor: PersonId, mentee: PersonId| match (hours.get(&mentor), hours.get(&mentee)) {
            (Some(mentor), Some(mentee)) => {
                let caller = |hours| Caller { hours, busy: &[] };
                Sides { mentor: caller(mentor), mentee: caller(mentee) }.weekly_overlap(cx.now)
            }
            (_, _) => 0,
        };
    let suggested = suggest(&unpaired, &places, minutes);
    let free =
        |mentor: PersonId| places.iter().find(|it| it.mentor == mentor).map_or(0, |it| it.free);
    let mut shown = Vec::new();
    for suggestion in &suggested {
        let candidates = suggestion.first.iter().chain(&suggestion.others);
        let lines = candidates.filter_map(|it| {
            Some(Line {
                mentor: by_id.get(&it.mentor)?,
                minutes: it.minutes,
                free: (free(it.mentor), programme.mentor_capacity),
            })
        });
        if let Some(mentee) = by_id.get(&suggestion.mentee) {
            let has_first = suggestion.first.is_some();
            shown.push(Shown { mentee, has_first, lines: lines.collect() });
        }
    }
    let full: Vec<&Person> = mentors.iter().filter(|mentor| free(mentor.id) <= 0).collect();
    if shown.is_empty() {
        return refused(views::all_paired());
    }
    Ok(views::page(&shown, (&taken, &full)))
}
