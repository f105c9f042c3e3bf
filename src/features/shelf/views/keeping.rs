//! What is said about decisions and resources alike.

use crate::{
    domain::{
        ids::PairId,
        kept::{Kept, MAX_TEXT, Readers},
        person::Person,
        text::UserText,
    },
    features::shelf::PAIR,
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, View, buttons,
            input::{Choice, Select},
            say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// What a message brought to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Brought {
    /// No message was chosen.
    #[default]
    NoMessage,
    /// It has no words.
    NoWords,
    /// All its words.
    All,
    /// The first of its words.
    Beginning,
}

impl Brought {
    /// What of a message's words a field of `max` characters holds.
    pub fn of(text: Option<&UserText>, max: usize) -> Self {
        match text {
            None => Self::NoWords,
            Some(text) if text.chars() > max => Self::Beginning,
            Some(_) => Self::All,
        }
    }
}

/// What is said about the message a form is filled from.
pub fn brought(brought: Brought) -> Option<Block> {
    match brought {
        Brought::NoMessage => None,
        Brought::NoWords => {
            Some(say("There are no words in the message you chose. Say here what it shows."))
        }
        Brought::All => Some(say(
            "The words of the message you chose stand here. Change them as you like; the message stays as it is.",
        )),
        Brought::Beginning => Some(say(format!(
            "The words of the message you chose stand here, without their end: a field takes {MAX_TEXT} characters. Change \
             them as you like; the message stays as it is."
        ))),
    }
}

/// Whom it is kept with, where there is a choice.
pub(super) fn partners(partners: &[(PairId, Person)]) -> Option<Select> {
    let choice = |(id, partner): &(PairId, Person)| {
        // An option cannot be empty, and not every profile has a name.
        let name = if partner.name.is_empty() { "Somebody" } else { &partner.name };
        Choice::new(id.to_string(), name)
    };
    let (first, _) = partners.get(..2)?.first()?;
    let choices: Vec<Choice> = partners.iter().map(choice).collect();
    Some(Select::new(PAIR, "With whom you keep it", choices).initial(first.to_string()))
}

/// Who else finds it.
pub(super) fn with(partners: &[(PairId, Person)]) -> String {
    match partners {
        [(_, partner)] => format!("you and {}", mention(&partner.user)),
        _ => "you and the one you choose".to_owned(),
    }
}

/// Who saved it and when, and from which message.
pub(super) fn saved_by<I, C>(kept: &Kept<I, C>, (author, reader): (&Person, &Person)) -> Block {
    let at = when(kept.saved_at, &reader.zone.weekday_time(kept.saved_at));
    let edited = if kept.version > 1 { ", and edited since" } else { "" };
    let said = kept.origin.as_ref().and_then(|(_, ts)| ts.instant());
    let from = match said {
        Some(at) => format!(" From a message of {}.", when(at, &reader.zone.weekday_time(at))),
        None => String::new(),
    };
    small(format!("Saved by {} {at}{edited}.{from}", mention(&author.user)))
}

/// What its author can do with it; nothing for anybody else.
pub(super) fn own_buttons<I: ToString, C>(
    kept: &Kept<I, C>,
    reader: &Person,
    (edit, remove): (Action, Action),
) -> Option<Block> {
    let id = kept.id.to_string();
    let remove = Button::new("Remove", remove.id(), &*id).danger().confirm(
        "Remove it?",
        "It is gone from the list and from every search, and its words are deleted for good.",
        "Remove it",
        "Keep it",
    );
    (kept.author == reader.id)
        .then(|| buttons("own", [Button::new("Edit", edit.id(), &*id), remove]))
}

/// It was saved for these readers; `command` lists what there is.
pub fn saved(command: &str, readers: Readers) -> View {
    let others = match readers {
        Readers::Pair => "the other one of your pair",
        Readers::Programme => "everybody in the programme",
    };
    Modal::new(Form::Page.id(), "Saved")
        .close("Close")
        .block(say(format!(
            "It is saved. You find it in App Home, with `{command}` and with `/mentor search`; {others} finds it, too. \
             Nobody was notified."
        )))
        .into()
}

/// It was removed.
pub fn removed() -> View {
    Modal::new(Form::Page.id(), "Removed")
        .close("Close")
        .block(say("It is removed, and its words are deleted. A message it was saved from still stands in your room."))
        .into()
}

/// Something that is no address.
pub fn bad_link() -> String {
    "Give the whole address and nothing else, beginning with https://, or leave this empty."
        .to_owned()
}

/// The message stands somewhere else.
pub fn not_in_room(instead: &str) -> String {
    format!(
        "I save messages of your pair's own room only, because what is said elsewhere belongs to others too. `{instead}` \
         opens the same form empty; write there what you want to keep."
    )
}

/// The pair is over.
pub fn is_over() -> String {
    "This pair is over, so nothing new is kept with it. What you kept is still there: `/mentor search` finds it.".to_owned()
}

/// Nobody to keep it with.
pub fn no_pair() -> String {
    "You are in no running pair, so there is nobody to keep this with. A lead of the programme can start a pair for you; \
     `/mentor help` shows what you can do."
        .to_owned()
}
