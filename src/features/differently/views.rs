//! Every sentence of *I see it differently*.

use jiff::Timestamp;

use crate::{
    domain::{
        difference::{Difference, MAX_PART},
        ids::{CheckinId, ReplyId},
        person::Person,
    },
    features::bodies,
    slack::{
        action::{Action, Form},
        blocks::{
            Button, Message, View, buttons,
            input::TextInput,
            say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// The field for what they see differently.
pub const SEE: &str = "see";
/// The field for what they would like.
pub const WOULD_LIKE: &str = "would_like";

/// The form.
pub fn form(reply: ReplyId, mentor: &Person) -> View {
    let field = |id, label| TextInput::new(id, label).multiline().max(MAX_PART);
    Modal::new(Form::SeeDifferently.id(), "I see it differently")
        .submit("Send")
        .close("Not now")
        .metadata(reply.to_string())
        .block(say(format!(
            "Disagreeing is part of learning, and {} would rather know. Two lines are enough.",
            mention(&mentor.user)
        )))
        .block(
            field(SEE, bodies::SEE_DIFFERENTLY)
                .hint("About the work: “the parser needs the copy because …” rather than “you are wrong”."),
        )
        .block(field(WOULD_LIKE, bodies::WOULD_LIKE).optional())
        .block(small("You two read this, and nobody else. It is not counted, and nothing becomes owed by it."))
        .into()
}

/// What the mentor reads.
pub fn post(mentee: &Person, difference: &Difference) -> Message {
    Message::new("Your mentee sees something differently")
        .block(say(format!("*{} sees it differently*", mention(&mentee.user))))
        .blocks(bodies::difference(difference))
}

/// It is saved; `waits` is when the mentor sees it, if not now.
pub fn saved(
    mentor: &Person,
    (mentee, checkin): (&Person, CheckinId),
    waits: Option<Timestamp>,
) -> View {
    let mentor = mention(&mentor.user);
    let seen = match waits {
        Some(at) => format!(
            "{mentor} sees it on {}, when their working day is open.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        None => format!("{mentor} sees it now."),
    };
    let read = Button::new("Read it", Action::OpenCheckin.id(), checkin.to_string());
    Modal::new(Form::Page.id(), "I see it differently")
        .close("Close")
        .block(say(format!("It is saved with the reply. {seen}")))
        .block(buttons("saved", [read]))
        .into()
}
