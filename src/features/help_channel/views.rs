//! Every sentence about setting the help channel.

use crate::{
    domain::{
        help_channel::{HelpChannel, PeerHours},
        ids::{ProgrammeId, SlackChannel},
    },
    features::channel::views::problem,
    slack::{
        action::Form,
        blocks::{
            Block, View,
            input::{ChannelPicker, Checkboxes, Choice, Select},
            say, small,
            view::Modal,
            words::channel_mention,
        },
    },
};

/// The field of the channel.
pub const CHANNEL: &str = "channel";
/// The field to take it away.
pub const NONE: &str = "none";
/// The field that lets mentors hold office hours.
pub const OFFICE: &str = "office";
/// The field of the hours others have first.
pub const PEERS: &str = "peers";

const TITLE: &str = "Where questions go";

/// Whether mentors may hold office hours in the help channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// They may.
    On,
    /// They may not.
    Off,
}

/// The form.
pub fn form(programme: ProgrammeId, (help, office): (Option<&HelpChannel>, Office)) -> View {
    let hours = help.and_then(|help| help.peers_first);
    let choice = |hours: PeerHours| Choice::new(hours.count().to_string(), for_hours(hours));
    let mut choices = vec![Choice::new("0", "Nobody: the mentor hears of it as always")];
    choices.extend(PeerHours::CHOICES.map(choice));
    let chosen = hours.map_or(0, PeerHours::count).to_string();
    let picker = ChannelPicker::new(CHANNEL, "The help channel")
        .optional()
        .hint("A public channel of this workspace, with me in it.");
    let picker = match help {
        Some(help) => picker.initial(&help.channel),
        None => picker,
    };
    let closed = help.and_then(|help| {
        let problem = problem(help.standing)?;
        Some(say(format!(
            ":warning: Nobody is offered {}. {problem}",
            channel_mention(&help.channel)
        )))
    });
    let take_away = help.map(|_| {
        let none = Choice::new("yes", "No help channel any more");
        Block::from(Checkboxes::new(NONE, "Or take it away", [none]))
    });
    Modal::new(Form::HelpChannel.id(), TITLE)
        .submit("Save")
        .close("Cancel")
        .metadata(programme.to_string())
        .block(say(
            "Questions go to the mentor, in the pair's room. With a help channel, a mentee may take a question about \
             something that doesn't work there too, where others can help. The mentor still owes the answer.",
        ))
        .blocks(closed)
        .block(picker)
        .blocks(take_away)
        .block(
            Select::new(PEERS, "Who has it first?", choices)
                .initial(chosen)
                .hint("A mentee may then let others try first. Unsolved, it rises to the mentor by itself."),
        )
        .block(office_hours(office))
        .block(small("The mentee chooses each time, and reads first who can read it."))
        .into()
}

fn office_hours(office: Office) -> Checkboxes {
    let on = Choice::new("yes", "Mentors may hold office hours in the help channel");
    let ticked = match office {
        Office::On => vec!["yes"],
        Office::Off => Vec::new(),
    };
    Checkboxes::new(OFFICE, "Office hours", [on])
        .ticked(ticked)
        .hint("A mentor then says when with /mentor office-hours, and I open and close them there.")
}

fn for_hours(hours: PeerHours) -> String {
    format!("Others, for {} working hours of the mentee", hours.count())
}

/// Nothing was chosen where nothing was.
pub fn nothing_chosen() -> String {
    "Choose a channel, or press *Cancel*: there is no help channel now.".to_owned()
}

/// Office hours were turned on where there is no help channel.
pub fn office_needs_a_channel() -> String {
    "Office hours take place in the help channel. Choose one above, or leave this unticked."
        .to_owned()
}

/// It is saved.
pub fn saved(channel: &SlackChannel, (hours, office): (Option<PeerHours>, Office)) -> Modal {
    let name = channel_mention(channel);
    let first = match hours {
        Some(hours) => format!(
            " They may also let others there have it first: after {} working hours it rises to the mentor by itself.",
            hours.count()
        ),
        None => String::new(),
    };
    let office = match office {
        Office::On => " Mentors can hold office hours there: `/mentor office-hours`.",
        Office::Off => "",
    };
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(format!(
        "Saved. Mentees can now take questions about something that doesn't work to {name}, too.{first}{office}"
    )))
}

/// There is none any more.
pub fn none() -> Modal {
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(
        "Saved. There is no help channel any more, so questions are asked in the pair's room only. What stands in the \
         channel already stays there; there are no office hours either.",
    ))
}
