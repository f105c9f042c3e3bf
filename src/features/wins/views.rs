//! Every sentence about what went well.

use crate::{
    domain::{cohort::Cohort, ids::WinId, person::Person, round::MAX_ANSWER, text::UserText},
    slack::{
        action::{Action, Form},
        blocks::{
            Button, Message, View, buttons,
            input::TextInput,
            quote, say,
            view::Modal,
            words::{channel_mention, mention},
        },
    },
};

/// The field of what went well.
pub const WORDS: &str = "win";

const TITLE: &str = "A win";

fn place(cohort: &Cohort) -> String {
    match &cohort.bound {
        Some(bound) => channel_mention(&bound.channel),
        None => "the channel of your cohort".to_owned(),
    }
}

/// The form.
pub fn form(cohort: &Cohort) -> View {
    Modal::new(Form::Win.id(), TITLE)
        .submit("Tell them")
        .close("Cancel")
        .metadata(cohort.id.to_string())
        .block(say(format!(
            "It goes to {} with your name, and into the next digest there. Everybody in this workspace can read it. You \
             can take it back.",
            place(cohort)
        )))
        .block(
            TextInput::new(WORDS, "What went well")
                .multiline()
                .placeholder("Small things count, too")
                .max(MAX_ANSWER),
        )
        .into()
}

/// It is on its way.
pub fn told(cohort: &Cohort) -> View {
    let words = format!(
        "It stands in {} in a moment, and in the next digest. *Take it back* under it takes it out of both.",
        place(cohort)
    );
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words)).into()
}

/// In the channel.
pub fn win(author: &Person, (id, words): (WinId, &UserText)) -> Message {
    let back = Button::new("Take it back", Action::TakeBackWin.id(), id.to_string()).confirm(
        "Take it back?",
        "Its words go from here, from the digest and from what I keep.",
        "Take it back",
        "Leave it",
    );
    Message::new("Something went well")
        .block(say(format!("Something went well for {}:", mention(&author.user))))
        .block(quote("A win", words))
        .block(buttons("win", [back]))
}

/// In its place, once it was taken back.
pub fn gone(author: &Person) -> Message {
    Message::new("A win was taken back")
        .block(say(format!("{} took this back.", mention(&author.user))))
}

/// Somebody in no cohort.
pub fn in_none() -> String {
    "A win is told to one's cohort, and you are in none at the moment. Tell it in your pair's room, where it counts as \
     much."
        .to_owned()
}

/// Their cohort has no channel.
pub fn no_channel() -> String {
    "Your cohort has no channel I can post in at the moment, so nothing is sent. Try again once a lead has opened one."
        .to_owned()
}
