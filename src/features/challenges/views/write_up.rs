//! How a write-up is written and read.

use jiff::Timestamp;

use super::given::{Given, posed};
use crate::{
    domain::{
        challenge::{Challenge, MAX_PART, Process, WriteUp},
        draft::{About, Draft, Entry},
        ids::AssignmentId,
        person::Person,
        text::UserText,
    },
    features::{
        draft,
        draft::views::{DID_NOT_FIT, Sent},
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
    store::drafts::Kept,
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

/// The form, with what was written before, or with the draft it is filled from and who reads it.
pub fn form(
    assignment: AssignmentId,
    (challenge, mentor): (&Challenge, &Person),
    (known, from): (Option<&Process>, Option<(&Kept, &Person)>),
) -> View {
    let sent = if known.is_some() { Sent::Before } else { Sent::Never };
    let around = draft::views::around(About::WriteUp(assignment), from, sent);
    let stands = known.map(filled).unwrap_or_default();
    let filled = from.map_or(&stands, |(kept, _)| &kept.draft);
    let input = |field, label| {
        let input = TextInput::new(field, label).initial(filled.text(field));
        input.dispatch(Action::Typed.id())
    };
    let text = |field, label| input(field, label).multiline().max(MAX_PART);
    let rest = |field| {
        let rest = filled.text(field).and_then(|text| text.after(MAX_PART));
        rest.map(|rest| quote(DID_NOT_FIT, &rest))
    };
    Modal::new(Form::WriteUp.id(), TITLE)
        .submit(if known.is_some() { "Save changes" } else { "Send" })
        .close("Not now")
        .metadata(assignment.to_string())
        .notify_on_close()
        .block(quote("The challenge", &challenge.content.title))
        .block(small(format!(
            "For {} and you alone. Dead ends are worth as much as the fix: they show how you think.",
            mention(&mentor.user)
        )))
        .blocks(around.top)
        .blocks(rest(TRIED))
        .block(text(TRIED, TRIED_FIRST))
        .blocks(rest(NARROWED))
        .block(text(NARROWED, NARROWED_DOWN).optional())
        .blocks(rest(DIFFERENTLY))
        .block(text(DIFFERENTLY, NEXT_TIME).optional())
        .block(
            input(LINK, PULL_REQUEST)
                .optional()
                .hint("Its whole address, beginning with https://, if there is one."),
        )
        .blocks(around.bottom)
        .into()
}

/// What stands in the fields when the form opens again.
fn filled(process: &Process) -> Draft {
    let Process { tried, narrowed, differently, link: address } = process;
    let address = address.as_ref().map(|it| UserText::from_stored(it.as_str().to_owned()));
    Draft::default()
        .with(TRIED, Some(tried.into()))
        .with(NARROWED, narrowed.as_ref().map(Entry::from))
        .with(DIFFERENTLY, differently.as_ref().map(Entry::from))
        .with(LINK, address.as_ref().map(Entry::from))
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
