//! How a decision is written down and read.

use super::keeping::{Brought, brought, own_buttons, partners as choice, saved_by, with};
use crate::{
    domain::{
        ids::{DecisionId, PairId},
        kept::{Decided, Decision, MAX_TEXT, MAX_TITLE},
        person::Person,
        text::{Link, UserText},
    },
    slack::{
        action::{
            Action, Form,
            shelf::{About, ShelfForm},
        },
        blocks::{View, input::TextInput, link, quote, small, view::Modal},
    },
};

/// The field for what it is about.
pub const TITLE: &str = "title";
/// The field for what was decided.
pub const CHOICE: &str = "choice";
/// The field for the reason.
pub const WHY: &str = "why";
/// The field for an address.
pub const LINK: &str = "link";

const ABOUT: &str = "What it is about";
const DECIDED: &str = "What we decided";
const BECAUSE: &str = "Why";
const MORE: &str = "Where to read more";

/// What stands in the form when it opens.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// What it is about.
    pub title: Option<UserText>,
    /// What was decided.
    pub choice: Option<UserText>,
    /// Why.
    pub why: Option<UserText>,
    /// An address.
    pub link: Option<UserText>,
    /// Whether a message brought it.
    pub brought: Brought,
}

impl From<&Decided> for Filled {
    fn from(said: &Decided) -> Self {
        Self {
            title: Some(said.title.clone()),
            choice: Some(said.choice.clone()),
            why: Some(said.why.clone()),
            link: said.link.as_ref().map(address),
            brought: Brought::NoMessage,
        }
    }
}

/// An address as a text to be edited.
pub(super) fn address(link: &Link) -> UserText {
    UserText::from_stored(link.as_str().to_owned())
}

/// The form.
pub fn form(
    carries: &ShelfForm<DecisionId>,
    partners: &[(PairId, Person)],
    filled: &Filled,
) -> View {
    let (title, submit) = match carries.about {
        About::New | About::Message(_) => ("Save a decision", "Save"),
        About::Edit(_) => ("Edit the decision", "Save changes"),
    };
    let text = |field, label, max, filled: &Option<UserText>| {
        TextInput::new(field, label).max(max).initial(filled.as_ref())
    };
    Modal::new(Form::Decision.id(), title)
        .submit(submit)
        .close("Not now")
        .metadata(carries.to_string())
        .block(small(format!("Only {} find this.", with(partners))))
        .blocks(brought(filled.brought))
        .blocks(choice(partners).map(Into::into))
        .block(text(TITLE, ABOUT, MAX_TITLE, &filled.title))
        .block(text(CHOICE, DECIDED, MAX_TEXT, &filled.choice).multiline())
        .block(
            text(WHY, BECAUSE, MAX_TEXT, &filled.why)
                .multiline()
                .hint("The reason is what nobody remembers in half a year; one line is enough."),
        )
        .block(text(LINK, MORE, MAX_TEXT, &filled.link).optional())
        .into()
}

/// The page of one.
pub fn page(decision: &Decision, people: (&Person, &Person)) -> View {
    let said = &decision.content;
    Modal::new(Form::Page.id(), "Decision")
        .close("Close")
        .block(quote(ABOUT, &said.title))
        .block(quote(DECIDED, &said.choice))
        .block(quote(BECAUSE, &said.why))
        .blocks(said.link.iter().map(|it| link(MORE, it)))
        .block(saved_by(decision, people))
        .blocks(own_buttons(decision, people.1, (Action::EditDecision, Action::RemoveDecision)))
        .into()
}
