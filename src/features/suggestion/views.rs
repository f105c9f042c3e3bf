//! Every sentence of suggesting who could be a pair.

use jiff::Timestamp;

use crate::{
    domain::{
        ids::ProgrammeId,
        person::Person,
        suggestion::{MOST, MOST_SHOWN},
    },
    features::proposing,
    slack::{
        action::{Action, Form, suggestion::Two},
        blocks::{
            Block, Button, buttons, input::PeoplePicker, say, small, view::Modal, words::mention,
        },
    },
};

/// The field of the mentees.
pub const MENTEES: &str = "unpaired";
/// The field of the mentors.
pub const MENTORS: &str = "could_mentor";

const TITLE: &str = "Who could be a pair";

/// What is suggested for one mentee.
pub struct Shown<'a> {
    /// The mentee.
    pub mentee: &'a Person,
    /// Whether the first line is the one that fits with all other first lines.
    pub has_first: bool,
    /// The mentors.
    pub lines: Vec<Line<'a>>,
}

/// A mentor who could suit.
pub struct Line<'a> {
    /// The mentor.
    pub mentor: &'a Person,
    /// The minutes a week the two share.
    pub minutes: i64,
    /// How many places they have left, of how many.
    pub free: (i64, i64),
}

/// A lead chooses people.
pub fn form(programme: ProgrammeId) -> Modal {
    Modal::new(Form::SuggestPairs.id(), TITLE)
        .submit("Show")
        .close("Not now")
        .metadata(programme.to_string())
        .block(say(
            "Choose who needs a mentor and who could be one. I show who would suit whom, and why; nobody is asked before \
             you say so.",
        ))
        .block(PeoplePicker::new(MENTEES, "Who needs a mentor").most(MOST))
        .block(PeoplePicker::new(MENTORS, "Who could be one").most(MOST))
        .block(small(
            "If you know the two already, `/mentor pair @mentor @mentee` asks them at once.",
        ))
}

/// Who would suit whom.
pub fn page(shown: &[Shown<'_>], (taken, full): (&[&Person], &[&Person])) -> Modal {
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(small(
            "By the working hours two people share in the next four weeks, and by the places a mentor has left. What anybody \
             wrote plays no part.",
        ))
        .blocks(shown.iter().flat_map(of_mentee))
        .blocks(left_out(taken, full))
}

fn of_mentee(shown: &Shown<'_>) -> Vec<Block> {
    let mentee = mention(&shown.mentee.user);
    if shown.lines.is_empty() {
        return vec![say(format!("*{mentee}*: none of these mentors has a place left."))];
    }
    let could = shown.lines.iter().any(|line| line.minutes > 0);
    let none = match (shown.has_first, could) {
        (true, _) => "",
        (false, true) => {
            ": those who share hours are suggested to others first, so it is one or the other"
        }
        (false, false) => ": nobody shares working hours with them",
    };
    let mut blocks = vec![say(format!("*{mentee}*{none}"))];
    for line in shown.lines.iter().take(MOST_SHOWN) {
        let two = Two { mentor: line.mentor.id, mentee: shown.mentee.id };
        let button = Button::new("Ask these two", Action::AskThese.id(), two.to_string());
        blocks.push(say(format!("• {}: {}", mention(&line.mentor.user), reasons(line))));
        blocks.push(buttons(format!("two_{}_{}", two.mentor, two.mentee), [button]));
    }
    blocks
}

/// Why: "6 h 30 shared a week; 1 of 2 places free".
fn reasons(line: &Line<'_>) -> String {
    let shared = match (line.minutes / 60, line.minutes % 60) {
        (0, 0) => "no shared working hours".to_owned(),
        (0, minutes) => format!("{minutes} min shared a week"),
        (hours, 0) => format!("{hours} h shared a week"),
        (hours, minutes) => format!("{hours} h {minutes:02} shared a week"),
    };
    let (free, all) = line.free;
    let places = if all == 1 { "place" } else { "places" };
    format!("{shared}; {free} of {all} {places} free")
}

fn left_out(taken: &[&Person], full: &[&Person]) -> Vec<Block> {
    let names = |people: &[&Person]| {
        people.iter().map(|it| mention(&it.user)).collect::<Vec<_>>().join(", ")
    };
    let mut lines = Vec::new();
    if !taken.is_empty() {
        let words =
            format!("Have a mentor already, or are being asked about one: {}.", names(taken));
        lines.push(small(words));
    }
    if !full.is_empty() {
        lines.push(small(format!("Take no more mentees: {}.", names(full))));
    }
    lines
}

/// Both are asked.
pub fn asked(asked: &[(Person, Timestamp)], now: Timestamp) -> Modal {
    Modal::new(Form::Page.id(), TITLE)
        .close("Back")
        .block(say(proposing::views::proposed_words(asked, now)))
}

/// Nobody was chosen.
pub fn nobody() -> String {
    "Choose at least one person.".to_owned()
}

/// More than are looked at together.
pub fn too_many() -> String {
    format!("Choose {MOST} people at most; there can be another round.")
}

/// A guest, a bot, a closed account. The name is Slack's.
pub fn cannot_take_part(name: &str) -> String {
    format!(
        "{name} can't be in a pair: it needs an active member of this workspace, not a guest or a bot."
    )
}

/// Slack did not say who somebody is.
pub fn unknown() -> String {
    "Slack didn't tell me who all of them are just now. Please press Show once more.".to_owned()
}

/// All of them have a mentor.
pub fn all_paired() -> String {
    "All of them have a mentor already, or are being asked about one. Choose somebody else; `/mentor rematch @mentee` \
     suggests another mentor."
        .to_owned()
}
