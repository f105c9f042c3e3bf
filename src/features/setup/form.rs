//! What a step of the form says.

use super::views;
use crate::{
    domain::{
        ids::SlackUser,
        setup::{CAPACITY, EVERY, MAX_NAME, Plan, REPLY_DAYS, weekday},
        text::{TextProblem, UserText},
    },
    features::{Cx, Error, bodies},
    slack::inbound::{Field, ViewState},
};

type Problems = Vec<(String, String)>;

/// The first step.
pub(super) fn name(cx: &Cx<'_>, plan: &mut Plan, view: &ViewState) -> Result<(), Error> {
    let mut problems = Problems::new();
    match read_name(view) {
        Ok(name) => plan.name = name,
        Err(problem) => problems.push((views::NAME.to_owned(), problem)),
    }
    match cx.zones.find(view.typed(views::ZONE).trim()) {
        Some(zone) => zone.name().clone_into(&mut plan.zone),
        None => problems.push((views::ZONE.to_owned(), views::no_zone())),
    }
    settle(problems)
}

fn read_name(view: &ViewState) -> Result<UserText, String> {
    match UserText::parse(view.typed(views::NAME), MAX_NAME) {
        Ok(name) => Ok(name),
        Err(TextProblem::Blank) => Err(views::no_name()),
        Err(problem @ TextProblem::TooLong { .. }) => Err(bodies::problem(problem)),
    }
}

/// The second step.
pub(super) fn rhythm(plan: &mut Plan, view: &ViewState) -> Result<(), Error> {
    let numbers = [
        (views::EVERY_WEEKS, &EVERY[..]),
        (views::REPLY, &REPLY_DAYS[..]),
        (views::MENTEES, &CAPACITY[..]),
    ];
    let mut problems = Problems::new();
    let mut chosen = numbers.map(|(field, allowed)| {
        let number = number(view, field).filter(|number| allowed.contains(number));
        if number.is_none() {
            problems.push((field.to_owned(), views::not_chosen()));
        }
        number
    });
    if let [Some(every), Some(reply), Some(mentees)] = &mut chosen {
        (plan.every_weeks, plan.reply_days, plan.capacity) = (*every, *reply, *mentees);
    }
    let day = choice(view, views::DAY).and_then(weekday);
    let time = choice(view, views::TIME).and_then(|time| time.parse().ok());
    match (day, time) {
        (Some(day), Some(time)) => {
            if plan.set_time((day, time)).is_err() {
                problems.push((views::DAY.to_owned(), views::not_chosen()));
            }
        }
        (None, _) => problems.push((views::DAY.to_owned(), views::not_chosen())),
        (Some(_), None) => problems.push((views::TIME.to_owned(), views::not_chosen())),
    }
    settle(problems)
}

/// The third step: the mentor and the mentee, if anybody was chosen.
pub(super) fn first(view: &ViewState) -> Result<Option<(SlackUser, SlackUser)>, Error> {
    let who = |field| choice(view, field).map(SlackUser::from);
    let problem = match (who(views::MENTOR), who(views::MENTEE)) {
        (None, None) => return Ok(None),
        (Some(mentor), Some(mentee)) if mentor != mentee => return Ok(Some((mentor, mentee))),
        (Some(_), Some(_)) => (views::MENTEE, views::same_person()),
        (Some(_), None) => (views::MENTEE, views::one_alone()),
        (None, Some(_)) => (views::MENTOR, views::one_alone()),
    };
    Err(Error::Fields(vec![(problem.0.to_owned(), problem.1)]))
}

/// What can be read of a step that is left unsent, whichever it is; the rest stays as it was.
pub(super) fn what_there_is(cx: &Cx<'_>, plan: &mut Plan, view: &ViewState) {
    let mut tried = plan.clone();
    let is_read = if view.fields.contains_key(views::NAME) {
        name(cx, &mut tried, view).is_ok()
    } else if view.fields.contains_key(views::EVERY_WEEKS) {
        rhythm(&mut tried, view).is_ok()
    } else if view.fields.contains_key(views::MENTOR) {
        let chosen = first(view);
        let is_read = chosen.is_ok();
        tried.first = chosen.ok().flatten();
        is_read
    } else {
        false
    };
    if is_read {
        *plan = tried;
    }
}

fn choice<'a>(view: &'a ViewState, field: &str) -> Option<&'a str> {
    match view.fields.get(field) {
        Some(Field::Choice(Some(chosen))) => Some(chosen),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    }
}

fn number(view: &ViewState, field: &str) -> Option<u8> {
    choice(view, field)?.parse().ok()
}

fn settle(problems: Problems) -> Result<(), Error> {
    if problems.is_empty() { Ok(()) } else { Err(Error::Fields(problems)) }
}
