//! How what is kept is listed.

use jiff::Timestamp;

use super::resource::kind;
use crate::{
    domain::{
        kept::{Decision, Resource},
        person::Person,
        text::UserText,
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, View, buttons, quote, say, small,
            view::Modal,
            words::{day, mention},
        },
    },
};

/// Something in a list, with who saved it.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A decision.
    Decision(Box<Decision>, Person),
    /// A resource.
    Resource(Box<Resource>, Person),
}

impl Entry {
    /// When it was saved.
    pub fn saved_at(&self) -> Timestamp {
        match self {
            Self::Decision(it, _) => it.saved_at,
            Self::Resource(it, _) => it.kept.saved_at,
        }
    }

    fn show(&self) -> [Block; 3] {
        let (what, title, author, (action, id)) = match self {
            Self::Decision(it, author) => {
                let open = (Action::OpenDecision, it.id.to_string());
                ("Decision", &it.content.title, author, open)
            }
            Self::Resource(it, author) => {
                let open = (Action::OpenResource, it.kept.id.to_string());
                (kind(it.kept.content.kind), &it.kept.content.title, author, open)
            }
        };
        let at = self.saved_at();
        let by = format!("{}, {}", mention(&author.user), day(at, &author.zone.day(at)));
        let row = buttons(format!("{}_{id}", action.id()), [Button::new("Open", action.id(), id)]);
        [quote(what, title), small(by), row]
    }
}

/// A page of them, or what to do while there are none; `more` is how to find others.
fn page(title: &str, entries: &[Entry], (nothing, more): (&str, &str)) -> View {
    let modal = Modal::new(Form::Page.id(), title).close("Close");
    match entries.is_empty() {
        true => modal.block(say(nothing)).into(),
        false => modal.blocks(entries.iter().flat_map(Entry::show)).block(small(more)).into(),
    }
}

/// The decisions.
pub fn decisions(entries: &[Entry]) -> View {
    let nothing = "Nothing here yet. *Save as decision* stands in the menu of every message of your room, and `/mentor \
                   decide` opens the form empty.";
    let more = "The newest stand first; `/mentor search` finds every one.";
    page("Decisions", entries, (nothing, more))
}

/// The resources.
pub fn resources(entries: &[Entry]) -> View {
    let nothing = "Nothing here yet. *Save as resource* stands in the menu of every message of your room, and `/mentor \
                   resource add` opens the form empty.";
    let more = "The newest stand first; `/mentor resource find diagram lifetimes` finds every one with these words.";
    page("Resources", entries, (nothing, more))
}

/// The resources that were looked for.
pub fn found(words: &str, entries: &[Entry]) -> View {
    let count = match entries.len() {
        0 => {
            "No resource holds all of these words. Fewer words, or the beginning of one, find more."
                .to_owned()
        }
        1 => "One resource, among yours and those of your programme.".to_owned(),
        n => format!("{n} resources, newest first, among yours and those of your programme."),
    };
    Modal::new(Form::Page.id(), "Resources")
        .close("Close")
        .block(quote("You looked for", &UserText::from_stored(words.to_owned())))
        .block(small(count))
        .blocks(entries.iter().flat_map(Entry::show))
        .into()
}

/// Nobody's.
pub fn no_record() -> String {
    "You are not in a pair yet, so nothing is kept here. `/mentor help` shows what you can do."
        .to_owned()
}
