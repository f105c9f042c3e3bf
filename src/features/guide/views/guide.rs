//! The guide as it is read, and the form in which leads write it.

use jiff::Timestamp;

use crate::{
    domain::{
        guide::{BadLine, Guide, LineProblem, MAX_LINES, MAX_NAME, MAX_TEXT, MOST, Place, write},
        person::Person,
        template::Version,
        text::{LinkProblem, UserText},
    },
    slack::{
        action::Form,
        blocks::{
            Block, View, divider, header,
            input::TextInput,
            link, quote, say, small,
            view::Modal,
            words::{day, mention},
        },
    },
};

/// The field of what the programme is.
pub const ABOUT: &str = "about";
/// The field of how it goes.
pub const STRUCTURE: &str = "structure";
/// The field of what the first week is for.
pub const FIRST_WEEK: &str = "first_week";
/// The field of the tools.
pub const TOOLS: &str = "tools";
/// The field of what mentees may read.
pub const FOR_MENTEES: &str = "for_mentees";
/// The field of what mentors may read.
pub const FOR_MENTORS: &str = "for_mentors";

/// At most so many lines are told at once; the next ones are told when these are mended.
const TOLD_AT_ONCE: usize = 3;

/// Whether whoever reads it may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// They are a lead.
    Possible,
    /// They only read.
    Never,
}

/// The guide; `by` is who wrote it and when, unless it is the one all begin with.
pub fn page(guide: &Guide, by: Option<&(Person, Timestamp)>, editing: Editing) -> View {
    let by = by.map(|(lead, at)| {
        small(format!("As {} wrote it on {}.", mention(&lead.user), day(*at, &lead.zone.day(*at))))
    });
    let edit = match editing {
        Editing::Possible => Some(small("`/mentor guide edit` changes it.")),
        Editing::Never => None,
    };
    Modal::new(Form::Page.id(), "The guide")
        .close("Close")
        .block(quote("What this is", &guide.about))
        .block(quote("How it goes", &guide.structure))
        .block(quote("The first week", &guide.first_week))
        .blocks(list("Where you meet and work", &guide.tools))
        .blocks(list("Worth reading for mentees", &guide.for_mentees))
        .blocks(list("Worth reading for mentors", &guide.for_mentors))
        .blocks(by)
        .blocks(edit)
        .into()
}

fn list(title: &str, places: &[Place]) -> Vec<Block> {
    if places.is_empty() {
        return Vec::new();
    }
    // The label of a link is plain text to Slack, so a name does nothing there but be read.
    let links = places.iter().map(|place| link(place.name.expose(), &place.link));
    [divider(), header(title)].into_iter().chain(links).collect()
}

/// The form; `version` is the one it shows.
pub fn form(version: Version, guide: &Guide) -> View {
    let text = |field, label, initial: &UserText| {
        TextInput::new(field, label).multiline().max(MAX_TEXT).initial(Some(initial))
    };
    let lines = |field, label, places: &[Place]| {
        let initial = write(places);
        let lines = TextInput::new(field, label).multiline().max(MAX_LINES).optional();
        lines.initial(initial.as_ref())
    };
    Modal::new(Form::Guide.id(), "Edit the guide")
        .submit("Save")
        .close("Not now")
        .metadata(version.0.to_string())
        .block(small(
            "Everybody in the programme reads this. Nobody is notified of a change; a new pair gets it on its first day.",
        ))
        .block(text(ABOUT, "What this is", &guide.about))
        .block(text(STRUCTURE, "How it goes", &guide.structure))
        .block(text(FIRST_WEEK, "The first week", &guide.first_week))
        .block(lines(TOOLS, "Where you meet and work", &guide.tools).hint(format!(
            "One in a line, {MOST} at most: a name, a blank, and its address. For example: Whiteboard https://excalidraw.com"
        )))
        .block(
            lines(FOR_MENTEES, "Worth reading for mentees", &guide.for_mentees)
                .hint("The same: what it is, a blank, and its address."),
        )
        .block(
            lines(FOR_MENTORS, "Worth reading for mentors", &guide.for_mentors)
                .hint("The same: what it is, a blank, and its address."),
        )
        .into()
}

/// Lines that are none, by their numbers.
pub fn bad_lines(bad: &[BadLine]) -> String {
    let told: Vec<String> = bad.iter().take(TOLD_AT_ONCE).map(bad_line).collect();
    told.join(" ")
}

fn bad_line(BadLine { line, problem }: &BadLine) -> String {
    match problem {
        LineProblem::NoName => {
            format!("Line {line} has no name: write what it is before the address.")
        }
        LineProblem::LongName(chars) => {
            format!("The name in line {line} has {chars} characters, and {MAX_NAME} fit.")
        }
        LineProblem::Link(LinkProblem::NotAnAddress) => {
            format!("Line {line} does not end with a whole address, beginning with https://")
        }
        LineProblem::Link(LinkProblem::NotHttps) => {
            format!("The address in line {line} must begin with https://")
        }
        LineProblem::Link(LinkProblem::HasCredentials) => {
            format!(
                "The address in line {line} has a user name or a password in it: give it without."
            )
        }
        LineProblem::Link(LinkProblem::TooLong) => {
            format!("The address in line {line} is too long: give a shorter one.")
        }
        LineProblem::TooMany => {
            format!("Line {line} is one too many: {MOST} fit. Keep those that help to begin.")
        }
    }
}

/// It is saved.
pub fn saved() -> View {
    Modal::new(Form::Page.id(), "The guide")
        .close("Close")
        .block(say("Saved. `/mentor guide` shows it to everybody in the programme as it is now."))
        .into()
}

/// Another lead has written it since.
pub fn changed_meanwhile() -> String {
    "Another lead has changed the guide since you opened this. Copy what you wrote, close this, and open it again."
        .to_owned()
}

/// Somebody who is neither in a pair nor a lead.
pub fn not_in_a_pair() -> String {
    "The guide is for the mentors and mentees of the programme and for its leads, and you are not in a pair yet. \
     `/mentor help` shows what you can do."
        .to_owned()
}
