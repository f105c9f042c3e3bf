//! The sentences of making a cohort and changing it: its form, what is wrong in it, and what comes of it.

use jiff::{Timestamp, civil::Date};

use super::name;
use crate::{
    domain::{
        cohort::{Cohort, CohortName, MAX_MEMBERS, MAX_NAME, NoName},
        ids::{SlackChannel, SlackUser},
        person::Person,
        text::UserText,
        zone::Zone,
    },
    slack::{
        action::{Form, cohort::CohortForm},
        blocks::{
            input::{ChannelPicker, DatePicker, PeoplePicker, TextInput},
            say, small,
            view::Modal,
            words::{channel_mention, when},
        },
    },
};

/// The field of the name.
pub const NAME: &str = "name";
/// The field of the first day.
pub const STARTS: &str = "starts_on";
/// The field of the channel.
pub const CHANNEL: &str = "channel";
/// The field of the members.
pub const MEMBERS: &str = "members";

/// What stands in the form of a cohort when it opens.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// What it carries.
    pub about: CohortForm,
    /// Its name.
    pub name: Option<UserText>,
    /// Its first day.
    pub starts_on: Option<Date>,
    /// Its channel.
    pub channel: Option<SlackChannel>,
    /// Its members, those who are asked among them.
    pub members: Vec<SlackUser>,
}

/// The form of a cohort.
pub fn form(filled: &Filled) -> Modal {
    let title = if filled.about.cohort.is_some() { "Change a cohort" } else { "A new cohort" };
    let picker = ChannelPicker::new(CHANNEL, "Its channel")
        .optional()
        .hint("A public channel of this workspace, with me in it. I say hello there once, with who set it up.");
    let picker = match &filled.channel {
        Some(channel) => picker.initial(channel),
        None => picker,
    };
    Modal::new(Form::Cohort.id(), title)
        .submit("Save")
        .close("Cancel")
        .metadata(filled.about.to_string())
        .block(
            TextInput::new(NAME, "Its name")
                .placeholder("Autumn 2026")
                .initial(filled.name.as_ref())
                .max(MAX_NAME),
        )
        .block(DatePicker::new(STARTS, "Its first day", filled.starts_on).hint("Nothing regular is posted before it."))
        .block(picker)
        .block(
            PeoplePicker::new(MEMBERS, "Who is in it")
                .optional()
                .most(MAX_MEMBERS)
                .initial(&filled.members)
                .hint(
                    "Mentees who start together; their mentors may read along. Whoever is in no pair is asked first; the others \
                     are told, and can leave at any time.",
                ),
        )
}

/// It is saved: what happens next, and when.
pub fn saved(
    cohort: &Cohort,
    (told, asked): (usize, usize),
    first: Option<(Timestamp, &Zone)>,
) -> Modal {
    let first = first.map_or_else(String::new, |(at, zone)| {
        let at = when(at, &zone.weekday_time(at));
        format!(" The first weekly question comes there {at}.")
    });
    let hello = match &cohort.bound {
        None => {
            "It has no channel yet, so nothing is posted; choose one when there is one.".to_owned()
        }
        Some(bound) => {
            format!("I say hello in {}, once.{first}", channel_mention(&bound.channel))
        }
    };
    let told = match told {
        0 => String::new(),
        1 => " One person hears in their own working hours that they are in it.".to_owned(),
        many => format!(" {many} people hear in their own working hours that they are in it."),
    };
    let asked = match asked {
        0 => String::new(),
        1 => " One person is in no pair yet, so I ask first.".to_owned(),
        many => format!(" {many} people are in no pair yet, so I ask first."),
    };
    Modal::new(Form::Page.id(), "Saved")
        .close("Close")
        .block(say(format!("{} is saved. {hello}{told}{asked}", name(cohort))))
        .block(small("`/mentor cohort` shows it, with its members and its channel."))
}

/// What is wrong with a name.
pub fn bad_name(problem: NoName) -> String {
    let problem = problem.to_string();
    let mut chars = problem.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// Another cohort has this name.
pub fn name_taken(taken: &CohortName) -> String {
    format!("There is a cohort {} already. Give this one another name.", taken.as_str())
}

/// No day, or one far away.
pub fn bad_start() -> String {
    "Choose a day between a year ago and a year from now.".to_owned()
}

/// The channel is another cohort's.
pub fn channel_taken(other: &Cohort) -> String {
    format!(
        "That is the channel of {} already. Each cohort has one of its own, so that everybody knows whose digest it is.",
        other.name.as_str()
    )
}

/// The channel is the help channel.
pub fn is_help_channel() -> String {
    "That is the help channel of your programme. A cohort needs one of its own.".to_owned()
}

/// More people than a cohort holds.
pub fn too_many() -> String {
    format!("A cohort has {MAX_MEMBERS} people at most. Make two of it.")
}

/// Somebody who cannot be in it: a guest, a bot, or a closed account.
pub fn cannot(people: &[Person]) -> String {
    format!(
        "Guests, bots and closed accounts can't be in a cohort: {}. Take them out of the list.",
        names(people)
    )
}

/// Somebody who is in another one.
pub fn elsewhere(people: &[Person]) -> String {
    format!(
        "Already in another cohort, or asked to be in one: {}. Nobody is in two at a time.",
        names(people)
    )
}

fn names(people: &[Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Slack did not say who they are.
pub fn slack_is_silent() -> String {
    "Slack didn't tell me in time who all of them are, so nothing is saved yet. Save again in a moment.".to_owned()
}
