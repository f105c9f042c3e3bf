//! How a write-up is written and read.

use jiff::Timestamp;

use super::given::{Given, posed};
use crate::{
    domain::{
        challenge::{Challenge, MAX_PART, Process, WriteUp},
        ids::AssignmentId,
        person::Person,
        text::UserText,
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons,
            input::TextInput,
            link, quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// The field for what they tried first.
pub const TRIED: &str = "tried";
/// The field for how they narrowed it down.
pub const NARROWED: &str = "narrowed";
/// The field for what they would do differently.
pub const DIFFERENTLY: &str = "differently";
/// The field for the pull request.
pub const LINK: &str = "link";

const TRIED_FIRST: &str = "What I tried first";
const NARROWED_DOWN: &str = "How I narrowed it down";
const NEXT_TIME: &str = "What I would do differently";
const PULL_REQUEST: &str = "The pull request";
const TITLE: &str = "How I went about it";

/// The form, with what was written before.
pub fn form(
    assignment: AssignmentId,
    (challenge, mentor): (&Challenge, &Person),
    filled: Option<&Process>,
) -> View {
    let address = filled.and_then(|it| it.link.as_ref());
    let address = address.map(|it| UserText::from_stored(it.as_str().to_owned()));
    let text = |field, label, filled: Option<&UserText>| {
        TextInput::new(field, label).multiline().max(MAX_PART).initial(filled)
    };
    Modal::new(Form::WriteUp.id(), TITLE)
        .submit(if filled.is_some() { "Save changes" } else { "Send" })
        .close("Not now")
        .metadata(assignment.to_string())
        .block(quote("The challenge", &challenge.content.title))
        .block(small(format!(
            "For {} and you alone. Dead ends are worth as much as the fix: they show how you think.",
            mention(&mentor.user)
        )))
        .block(text(TRIED, TRIED_FIRST, filled.map(|it| &it.tried)))
        .block(text(NARROWED, NARROWED_DOWN, filled.and_then(|it| it.narrowed.as_ref())).optional())
        .block(text(DIFFERENTLY, NEXT_TIME, filled.and_then(|it| it.differently.as_ref())).optional())
        .block(
            TextInput::new(LINK, PULL_REQUEST)
                .initial(address.as_ref())
                .optional()
                .hint("Its whole address, beginning with https://, if there is one."),
        )
        .into()
}

/// Everything a write-up says.
fn said(process: &Process) -> Vec<Block> {
    let Process { tried, narrowed, differently, link: address } = process;
    let first = quote(TRIED_FIRST, tried);
    let narrowed = narrowed.as_ref().map(|it| quote(NARROWED_DOWN, it));
    let differently = differently.as_ref().map(|it| quote(NEXT_TIME, it));
    let address = address.as_ref().map(|it| link(PULL_REQUEST, it));
    std::iter::once(first).chain(narrowed).chain(differently).chain(address).collect()
}

/// What the mentor reads in the room.
pub fn post(mentee: &Person, (challenge, write_up): (&Challenge, &WriteUp)) -> Message {
    let edited = if write_up.version > 1 { " Edited since." } else { "" };
    Message::new("How your mentee went about a challenge")
        .block(say(format!("*{} wrote up how they went about a challenge*", mention(&mentee.user))))
        .block(quote("The challenge", &challenge.content.title))
        .blocks(said(&write_up.content))
        .block(small(format!(
            "No reply is owed. One line in the thread about how they went about it is worth a lot.{edited}"
        )))
}

/// Whether the reader may write about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits {
    /// It is theirs.
    Theirs,
    /// They only read, or the pair is over.
    Nobodys,
}

/// The page of one, with what was written about it.
pub fn page(
    given: &Given,
    (write_up, edits): (Option<&WriteUp>, Edits),
    (mentee, reader): (&Person, &Person),
) -> View {
    let id = given.assignment.id.to_string();
    let modal = Modal::new(Form::Page.id(), "Challenge")
        .close("Close")
        .blocks(posed(&given.challenge.content));
    let (modal, label) = match write_up {
        Some(write_up) => {
            let at = when(write_up.said_at, &reader.zone.weekday_time(write_up.said_at));
            let edited = if write_up.version > 1 { ", and edited since" } else { "" };
            let by = small(format!("Written by {} {at}{edited}.", mention(&mentee.user)));
            (modal.blocks(said(&write_up.content)).block(by), "Edit")
        }
        None => {
            let nothing = small("Nothing was written about it.");
            (modal.block(nothing), "Write up how I went about it")
        }
    };
    match edits {
        Edits::Theirs => {
            let button = Button::new(label, Action::WriteUp.id(), &*id);
            modal.block(buttons("own", [button])).into()
        }
        Edits::Nobodys => modal.into(),
    }
}

/// It is saved; `waits` is when the mentor sees it, if not now.
pub fn saved(mentor: &Person, mentee: &Person, waits: Option<Timestamp>) -> View {
    let mentor = mention(&mentor.user);
    let seen = match waits {
        Some(at) => format!(
            "{mentor} sees it on {}, when their working day is open.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        None => format!("{mentor} sees it now."),
    };
    done(format!("It is saved in your record, where `/mentor search` finds it. {seen}"))
}

/// A change is saved.
pub fn saved_again(mentor: &Person) -> View {
    done(format!(
        "Saved. The message in your room shows it as it is now, and {} is not notified again.",
        mention(&mentor.user)
    ))
}

fn done(words: String) -> View {
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words)).into()
}
