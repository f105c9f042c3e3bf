//! How a resource is written down and read.

use super::{
    decision::address,
    keeping::{Brought, brought, own_buttons, partners as choice, saved_by, with},
};
use crate::{
    domain::{
        ids::{PairId, ResourceId},
        kept::{Kind, MAX_TAG, MAX_TEXT, MAX_TITLE, MOST_TAGS, Readers, Resource, TagProblem},
        person::Person,
        text::UserText,
    },
    slack::{
        action::{
            Action, Form,
            shelf::{About, ShelfForm},
        },
        blocks::{
            View,
            input::{Choice, Select, TextInput},
            link, quote, small,
            view::Modal,
        },
    },
};

/// The field for what it is.
pub const TITLE: &str = "title";
/// The field for an address.
pub const LINK: &str = "link";
/// The field for its kind.
pub const KIND: &str = "kind";
/// The field for its tags.
pub const TAGS: &str = "tags";
/// The field for a note.
pub const NOTE: &str = "note";
/// The field for who finds it.
pub const READERS: &str = "readers";

const WHAT: &str = "What it is";
const WHERE: &str = "Where it is";
const GOOD_FOR: &str = "What it is good for, or the thing itself";
const TAGGED: &str = "Tags";

/// The most characters of all tags, with the commas between them.
const MAX_TAGS: usize = 300;

/// What stands in the form when it opens.
#[derive(Debug, Clone)]
pub struct Filled {
    /// What it is.
    pub title: Option<UserText>,
    /// An address.
    pub link: Option<UserText>,
    /// Its kind.
    pub kind: Kind,
    /// Its tags, with commas.
    pub tags: Option<UserText>,
    /// A note.
    pub note: Option<UserText>,
    /// Who finds it.
    pub readers: Readers,
    /// Whether a message brought it.
    pub brought: Brought,
}

impl Filled {
    /// Nothing yet.
    pub fn empty(readers: Readers) -> Self {
        let (title, link, tags, note) = (None, None, None, None);
        Self { title, link, kind: Kind::Doc, tags, note, readers, brought: Brought::NoMessage }
    }
}

impl From<&Resource> for Filled {
    fn from(resource: &Resource) -> Self {
        let said = &resource.kept.content;
        Self {
            title: Some(said.title.clone()),
            link: said.link.as_ref().map(address),
            kind: said.kind,
            tags: joined(&said.tags),
            note: said.note.clone(),
            readers: resource.readers,
            brought: Brought::NoMessage,
        }
    }
}

fn joined(tags: &[UserText]) -> Option<UserText> {
    let words: Vec<&str> = tags.iter().map(UserText::expose).collect();
    (!words.is_empty()).then(|| UserText::from_stored(words.join(", ")))
}

/// A kind of resource.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Diagram => "A diagram",
        Kind::Screenshot => "A screenshot",
        Kind::Recording => "A recording",
        Kind::Video => "A video",
        Kind::Example => "An example that runs",
        Kind::Doc => "Something to read",
    }
}

/// Who finds a resource.
pub fn readers(readers: Readers) -> &'static str {
    match readers {
        Readers::Pair => "Only the two of us",
        Readers::Programme => "Everybody in the programme, with my name",
    }
}

/// The form.
pub fn form(
    carries: &ShelfForm<ResourceId>,
    partners: &[(PairId, Person)],
    filled: &Filled,
) -> View {
    let (title, submit) = match carries.about {
        About::New | About::Message(_) => ("Save a resource", "Save"),
        About::Edit(_) => ("Edit the resource", "Save changes"),
    };
    let text = |field, label, max, filled: &Option<UserText>| {
        TextInput::new(field, label).max(max).initial(filled.as_ref())
    };
    let kinds = Kind::ALL.map(|it| Choice::new(it.key(), kind(it)));
    let all = Readers::ALL.map(|it| Choice::new(it.key(), readers(it)));
    let who = Select::new(READERS, "Who finds it", all).initial(filled.readers.key());
    Modal::new(Form::Resource.id(), title)
        .submit(submit)
        .close("Not now")
        .metadata(carries.to_string())
        .block(small(who_finds((&carries.about, filled.readers), partners)))
        .blocks(brought(filled.brought))
        .blocks(choice(partners).map(Into::into))
        .block(text(TITLE, WHAT, MAX_TITLE, &filled.title))
        .block(text(LINK, WHERE, MAX_TEXT, &filled.link).optional())
        .block(Select::new(KIND, "What kind of thing it is", kinds).initial(filled.kind.key()))
        .block(
            text(TAGS, TAGGED, MAX_TAGS, &filled.tags)
                .optional()
                .hint("Words you would look for it by, with commas between them."),
        )
        .block(text(NOTE, GOOD_FOR, MAX_TEXT, &filled.note).multiline().optional())
        .block(who)
        .into()
}

/// Who finds it unless something else is chosen, and why.
fn who_finds(
    (about, readers): (&About<ResourceId>, Readers),
    partners: &[(PairId, Person)],
) -> String {
    let with = with(partners);
    match (about, readers) {
        (About::New, Readers::Programme) => {
            "Everybody in the programme finds this, unless you choose otherwise below.".to_owned()
        }
        (About::New, Readers::Pair) => {
            format!("Only {with} find this, unless you choose otherwise below.")
        }
        (About::Message(_), _) => format!(
            "Only {with} find this, because it was said in your room, unless you choose otherwise below. Ask before you \
             share what the other one said."
        ),
        (About::Edit(_), _) => {
            format!("This is kept by {with}; who else finds it is chosen below.")
        }
    }
}

/// The page of one.
pub fn page(resource: &Resource, people: (&Person, &Person)) -> View {
    let (kept, said) = (&resource.kept, &resource.kept.content);
    let found_by = match resource.readers {
        Readers::Pair => "Only you two find this.",
        Readers::Programme => "Everybody in the programme finds this.",
    };
    Modal::new(Form::Page.id(), "Resource")
        .close("Close")
        .block(quote(kind(said.kind), &said.title))
        .blocks(said.link.iter().map(|it| link(WHERE, it)))
        .blocks(said.note.iter().map(|it| quote(GOOD_FOR, it)))
        .blocks(joined(&said.tags).map(|it| quote(TAGGED, &it)))
        .block(saved_by(kept, people))
        .block(small(found_by))
        .blocks(own_buttons(kept, people.1, (Action::EditResource, Action::RemoveResource)))
        .into()
}

/// Neither a link nor a note.
pub fn nothing_there() -> String {
    "Give a link here, or write a note below: one of them is what you come back to.".to_owned()
}

/// Tags that are not taken.
pub fn bad_tags(problem: TagProblem) -> String {
    match problem {
        TagProblem::TooMany(tags) => {
            format!(
                "These are {tags} tags, and {MOST_TAGS} fit. Keep the words you would look for."
            )
        }
        TagProblem::TooLong(chars) => format!(
            "One tag has {chars} characters, and {MAX_TAG} fit. Put commas between tags; whole sentences go into the note."
        ),
    }
}
