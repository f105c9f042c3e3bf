//! How the list of challenges is kept.

use super::given::labels;
use crate::{
    domain::{
        access::Role,
        challenge::{Challenge, MAX_CONTEXT, MAX_NAME, MOST, Posed},
        ids::PairId,
        kept::{MAX_TAG, MOST_TAGS, TagProblem},
        person::Person,
        text::{LinkProblem, UserText},
    },
    slack::{
        action::{
            Action, Form,
            challenge::{ChallengeForm, ListPage, Listed},
        },
        blocks::{
            Block, Button, View, buttons,
            input::{Checkboxes, Choice, TextInput},
            link, quote, say, small,
            view::Modal,
            words::mention,
        },
    },
};

/// The field that gives them out.
pub const ON: &str = "on";
/// The field of the address.
pub const LINK: &str = "link";
/// The field of the title.
pub const TITLE: &str = "title";
/// The field of the labels.
pub const LABELS: &str = "labels";
/// The field of the context.
pub const CONTEXT: &str = "context";

/// The most characters of an address.
pub const MAX_LINK: usize = 3000;

/// As many characters as so many labels have, with a comma and a blank after each.
const MAX_LABELS: usize = MOST_TAGS * (MAX_TAG + 2);

/// A page of the list.
pub struct List<'a> {
    /// Which page.
    pub page: ListPage,
    /// As what the reader keeps it.
    pub role: Role,
    /// Whether they are given out.
    pub is_on: bool,
    /// How many there are.
    pub count: i64,
    /// How many pairs have had all of them.
    pub through: i64,
    /// What stands on the page, the newest first.
    pub entries: &'a [Entry],
    /// The page before this one, if this is not the first.
    pub newer: Option<ListPage>,
    /// The page after this one, if there is more.
    pub older: Option<ListPage>,
    /// A pair in which the reader is the mentee, if there is one.
    pub mentee_in: Option<PairId>,
}

/// One of the list.
pub struct Entry {
    /// What it says.
    pub challenge: Challenge,
    /// Who put it there; `None` where it came from a file.
    pub by: Option<Person>,
    /// Whether the reader may change it.
    pub is_theirs: bool,
}

/// The list, with the switch for a lead.
pub fn list(list: &List<'_>) -> View {
    let modal = Modal::new(
        match list.role {
            Role::Lead => Form::Challenges.id(),
            Role::Mentor | Role::Mentee | Role::Author | Role::Suggested | Role::Member => Form::Page.id(),
        },
        "Challenges",
    )
    .close("Close")
    .metadata(list.page.programme.to_string())
    .block(say(
        "Something real to practise on: a labelled bug, or an exercise. Every second Monday each pair's mentee gets the next \
         one they have not had, to look at by Friday, and may write up for their mentor how they went about it. Nothing is \
         scored, nobody is reminded, and *Not this one* is always fine.",
    ));
    let modal = match list.role {
        Role::Lead => modal.submit("Save").block(switch(list.is_on)),
        Role::Mentor | Role::Mentee | Role::Author | Role::Suggested | Role::Member => {
            modal.block(small(whether_on(list.is_on)))
        }
    };
    let turn = |(label, action): (&str, Action), to: ListPage| {
        Button::new(label, action.id(), to.to_string())
    };
    let newer = list.newer.map(|to| turn(("Newer ones", Action::NewerChallenges), to));
    let older = list.older.map(|to| turn(("Older ones", Action::Challenges), to));
    let pages: Vec<Button> = newer.into_iter().chain(older).collect();
    let pages = (!pages.is_empty()).then(|| buttons("pages", pages));
    let own = list.mentee_in.map(|pair| {
        let own = Button::new("What I was given", Action::MyChallenges.id(), pair.to_string());
        buttons("own", [own])
    });
    modal
        .blocks(own)
        .block(say(how_many(list.count)))
        .blocks(through(list).map(say))
        .blocks(list.entries.iter().flat_map(|it| entry(it, list.page.skip)))
        .blocks(pages)
        .block(small(
            "`/mentor challenge add https://…` puts one on the list. The newest stand first here, and the oldest is given \
             first. Everybody in the programme may read what stands on it. Whoever operates the server can add a file of \
             them.",
        ))
        .into()
}

fn switch(is_on: bool) -> Checkboxes {
    let on = Choice::new("yes", "Each pair is given one every second week");
    Checkboxes::new(ON, "Given out", [on])
        .ticked(is_on.then_some("yes"))
        .hint("Each mentee can switch them off for themselves, and nobody sees that.")
}

fn whether_on(is_on: bool) -> &'static str {
    if is_on {
        "They are given out. What you put on the list is yours to change; a lead keeps the rest."
    } else {
        "They are not given out yet: a lead turns that on here. What you put on the list is yours to change."
    }
}

fn how_many(count: i64) -> String {
    match count {
        0 => "*Nothing is on the list yet*, so nobody is given anything.".to_owned(),
        1 => "*One is on the list.*".to_owned(),
        more => format!("*{more} are on the list.*"),
    }
}

/// Who gets nothing because the list has nothing left for them.
fn through(list: &List<'_>) -> Option<String> {
    let pairs = match (list.count, list.through) {
        (0, _) | (_, 0) => return None,
        (_, 1) => "One pair has had all of them, and gets nothing".to_owned(),
        (_, more) => format!("{more} pairs have had all of them, and get nothing"),
    };
    Some(format!(":warning: {pairs} until something new is on the list."))
}

fn entry(entry: &Entry, skip: u32) -> Vec<Block> {
    let Entry { challenge, by, is_theirs } = entry;
    let (id, said) = (challenge.id.to_string(), &challenge.content);
    let by = match by {
        Some(person) => format!("Put there by {}.", mention(&person.user)),
        None => "From a file.".to_owned(),
    };
    let own = is_theirs.then(|| {
        let listed = Listed { challenge: challenge.id, skip }.to_string();
        let retire = Button::new("Take it off the list", Action::RetireChallenge.id(), listed);
        let retire = retire.danger().confirm(
            "Take it off the list?",
            "Nobody is given it any more. Whoever has it keeps it, with what they wrote.",
            "Take it off",
            "Leave it",
        );
        let edit = Button::new("Edit", Action::EditChallenge.id(), &*id);
        buttons(format!("challenge_{id}"), [edit, retire])
    });
    let shown = [quote("Challenge", &said.title), link("Where it is", &said.link), small(by)];
    shown.into_iter().chain(own).collect()
}

/// What stands in the form of one when it opens.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// The address.
    pub link: Option<UserText>,
    /// The title.
    pub title: Option<UserText>,
    /// The labels.
    pub labels: Option<UserText>,
    /// The context.
    pub context: Option<UserText>,
}

impl From<&Posed> for Filled {
    fn from(said: &Posed) -> Self {
        Self {
            link: Some(UserText::from_stored(said.link.as_str().to_owned())),
            title: Some(said.title.clone()),
            labels: labels(said),
            context: said.context.clone(),
        }
    }
}

/// The form of one.
pub fn form(carries: ChallengeForm, filled: &Filled) -> View {
    let (title, submit) = match carries.edits {
        None => ("Add a challenge", "Add it"),
        Some(_) => ("Edit the challenge", "Save changes"),
    };
    let text = |field, label, max, filled: &Option<UserText>| {
        TextInput::new(field, label).max(max).initial(filled.as_ref())
    };
    Modal::new(Form::Challenge.id(), title)
        .submit(submit)
        .close("Not now")
        .metadata(carries.to_string())
        .block(small("Everybody in the programme may read this, and mentees are given it."))
        .block(
            text(LINK, "Where it is", MAX_LINK, &filled.link)
                .hint("The whole address of the bug or the exercise, beginning with https://"),
        )
        .block(text(TITLE, "What it is, in a line", MAX_NAME, &filled.title))
        .block(
            text(LABELS, "How it is labelled", MAX_LABELS, &filled.labels)
                .optional()
                .hint("As in your tracker, with commas between: bug, good first issue"),
        )
        .block(
            text(CONTEXT, "What one has to know to begin", MAX_CONTEXT, &filled.context)
                .multiline()
                .optional()
                .hint("A few lines: where to look, how to see it happen, whom to ask for access."),
        )
        .into()
}

/// It is on the list.
pub fn saved() -> View {
    Modal::new(Form::Page.id(), "Challenges")
        .close("Close")
        .block(say("Saved. It is on the list, and given when its turn comes; `/mentor challenges` shows all of them."))
        .into()
}

/// Whether they are given out was saved.
pub fn switched(is_on: bool, count: i64) -> View {
    let words = match (is_on, count) {
        (true, 0) => {
            "Saved. Nothing is on the list yet, so nobody is given anything: `/mentor challenge add https://…` puts \
             something there."
        }
        (true, _) => {
            "Saved. Each pair gets its first on the Monday of its next turn, which comes every second week, when the \
             mentee's day begins."
        }
        (false, _) => {
            "Saved. No pair is given challenges now. What mentees have they keep, and what they wrote stands in their record."
        }
    };
    Modal::new(Form::Page.id(), "Challenges").close("Close").block(say(words)).into()
}

/// Somebody who neither keeps a list nor is given anything from one.
pub fn not_yours_to_keep() -> String {
    "Leads and mentors of the programme keep the list of challenges. Mentees see here what they were given; `/mentor help` \
     shows what you can do."
        .to_owned()
}

/// An address that is none.
pub fn bad_link(problem: LinkProblem) -> String {
    match problem {
        LinkProblem::NotAnAddress => {
            "Give the whole address and nothing else, beginning with https://".to_owned()
        }
        LinkProblem::NotHttps => {
            "Only addresses that begin with https:// can be opened from here. Most places have one of these, too."
                .to_owned()
        }
        LinkProblem::HasCredentials => {
            "There is a user name or a password in this address. Give it without.".to_owned()
        }
        LinkProblem::TooLong => {
            "This address is longer than 3000 characters. Give a shorter one.".to_owned()
        }
    }
}

/// Labels that are not taken.
pub fn bad_labels(problem: TagProblem) -> String {
    match problem {
        TagProblem::TooMany(count) => {
            format!(
                "These are {count} labels, and {MOST_TAGS} fit. Keep those that help to choose."
            )
        }
        TagProblem::TooLong(chars) => {
            format!(
                "One label has {chars} characters, and {MAX_TAG} fit. Put commas between labels."
            )
        }
    }
}

/// The same link stands on the list.
pub fn there_already() -> String {
    "This link is on the list already, so nothing has changed. `/mentor challenges` shows it."
        .to_owned()
}

/// The link of another one that was taken off the list.
pub fn was_there() -> String {
    "Another challenge with this link was taken off the list. `/mentor challenge add` with the link brings that one back."
        .to_owned()
}

/// The link of one that somebody else put on the list, and that was taken off.
pub fn was_taken_off() -> String {
    "A challenge with this link was taken off the list. Only a lead, or whoever had put it there, brings it back.".to_owned()
}

/// It was taken off the list while its form was open, or before.
pub fn retired() -> String {
    "This one was taken off the list, so there is nothing to change. `/mentor challenge add` brings it back.".to_owned()
}

/// The list is full.
pub fn full() -> String {
    format!(
        "The list holds {MOST}, and it is full. Take something off it first: `/mentor challenges`."
    )
}
