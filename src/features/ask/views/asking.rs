//! What is said while somebody asks.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        ids::PairId,
        person::Person,
        question::{Kind, MAX_PART, Part},
        zone::words::short_day_year,
    },
    features::bodies,
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// The form's title.
pub const TITLE: &str = "Ask your mentor";
/// Its button for a question that was never sent.
pub const SEND: &str = "Ask";
/// Its button for one that was.
pub const SAVE: &str = "Save changes";
/// Its button to leave it.
pub const CLOSE: &str = "Not now";
/// Above the kinds.
pub const KIND: &str = "What kind of question is it?";
/// Above the topics.
pub const TOPICS: &str = "What is it about?";
/// Above the box for what is urgent.
pub const URGENT: &str = "Is it urgent?";
/// The box.
pub const IS_URGENT: &str = "I can't go on without an answer";
/// Above the choice of when it is brought to the mentor.
pub const BROUGHT: &str = "When shall your mentor get it?";
/// With what is written anyway.
pub const ALONG: &str = "With my next check-in";
/// On its own.
pub const NOW: &str = "As soon as their day is open";
/// Under what is blocked.
pub const BLOCKED_HINT: &str = "What stands still until you have an answer, and who waits for it.";
/// The button for whoever found it by writing it down.
pub const SOLVED_WRITING: &str = "Solved it while writing";

/// Who reads a question.
pub fn who_reads(mentor: &Person) -> String {
    format!("Only you and {} read this.", mention(&mentor.user))
}

/// What a kind of question is for.
pub fn welcome(kind: Kind) -> &'static str {
    match kind {
        Kind::Quick => {
            "Small questions are welcome. If one line could answer it, it has the right size."
        }
        Kind::Debug => {
            "Four short parts let your mentor help at the first try. Writing them down often finds the answer."
        }
        Kind::Concept => {
            "How or why something works. It can wait for your next check-in, so that your mentor answers both in one sitting."
        }
    }
}

/// A line of help under a part.
pub fn hint(kind: Kind, part: Part) -> Option<&'static str> {
    match (part, kind) {
        (Part::Asked, Kind::Debug) => {
            Some("The thing itself, not the step you are stuck in: “import the customers’ dates”.")
        }
        (Part::Tried, _) => Some("What you did, in its order, and what you looked up."),
        (Part::Happened, _) => Some("Paste the error as it is; it is shown as code."),
        (Part::Theory, Kind::Debug) => Some("A wrong guess helps too: it shows where to look."),
        (Part::Asked, Kind::Quick | Kind::Concept)
        | (Part::Theory, Kind::Quick | Kind::Concept) => None,
    }
}

/// By when the answer comes, before it is sent, and until when the mentor is away, if they are.
pub fn promised(
    mentor: &Person,
    mentee: &Person,
    (by, away_until): (Option<Timestamp>, Option<Date>),
) -> String {
    let name = mention(&mentor.user);
    let away = match away_until {
        Some(last) => format!("{name} is away until {}. ", short_day_year(last)),
        None => String::new(),
    };
    match by {
        Some(by) => format!(
            "{away}*{name} answers by {}*, your time.",
            when(by, &mentee.zone.weekday_time(by))
        ),
        None => format!("{away}{name} has no working hours to come, so I can't promise a time."),
    }
}

/// What goes along with the next check-in, and when it goes by itself.
pub fn goes_along(mentee: &Person, (with, until): (Timestamp, Timestamp)) -> String {
    let at = |at| when(at, &mentee.zone.weekday_time(at));
    format!(
        "That is if you send your check-in by {}. Your question goes along with it, and by itself on {} if there is none.",
        at(with),
        at(until)
    )
}

/// How to ask, in three lines.
pub fn tips() -> Message {
    Message::new("How to ask")
        .block(say("*How to ask so that the first answer helps*"))
        .block(say(
            "• *Ask early.* Stuck for half an hour is long enough, and a small question is a good question.\n\
             • *Say what you want to achieve*, what you tried and what happened. Paste the error instead of retelling it.\n\
             • *Say what you think it is.* Guessing is half of learning to find it alone.",
        ))
        .block(small("`/ask` opens the form; `/ask quick`, `/ask debug` and `/ask concept` choose the kind."))
}

/// It was solved while it was being written; `count` says how often that was in this pair.
pub fn solved_writing(pair: PairId, count: i64) -> View {
    let often = match count {
        ..=1 => "That is the first one you have found by writing it down.".to_owned(),
        more => format!("That makes {more} you have found by writing them down."),
    };
    Modal::new(Form::Page.id(), "Solved")
        .close("Close")
        .block(say(format!(":tada: Well found. {often} Nothing was sent, and the draft is gone.")))
        .block(small(
            "What you found may be worth a line of its own: you two find it again with a search.",
        ))
        .block(buttons(
            "found",
            [Button::new("Keep it as a note", Action::KeepFound.id(), pair.to_string())],
        ))
        .into()
}

/// Where a message's words stand in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Alone.
    Alone,
    /// Below what stood there before.
    BelowDraft,
}

/// How much of a message stands in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// As much as a field takes.
    Beginning,
}

/// What was brought from a message into a part.
pub fn brought((kind, part): (Kind, Part), (place, extent): (Place, Extent)) -> Block {
    let field = bodies::part(kind, part);
    let place = match place {
        Place::Alone => "stands",
        Place::BelowDraft => "stands below what you had begun",
    };
    let cut = match extent {
        Extent::Beginning => format!(
            " It is longer than a field takes, which is {MAX_PART} characters, so its end is missing."
        ),
        Extent::Whole => String::new(),
    };
    say(format!(
        "The message you chose {place} in *{field}*. Change it as you like, and add what you want to know.{cut} Nobody is \
         told that you chose it."
    ))
}

/// The message that was chosen holds no words.
pub fn no_words() -> Block {
    say(
        "There are no words in the message you chose, so it can't be brought here. Say in a line what it shows; nobody is \
         told that you chose it.",
    )
}

/// What was begun leaves no room for the message that was chosen.
pub fn no_room_beside_draft((kind, part): (Kind, Part)) -> Block {
    say(format!(
        "What you had begun stands here as you left it. It leaves no room in *{}* for the message you chose; copy from it \
         what you need.",
        bodies::part(kind, part)
    ))
}

/// What was typed fits beside nothing that was begun.
pub fn no_room() -> String {
    format!(
        "One field of a question takes {MAX_PART} characters, and what you began leaves no room for this. Send it as a \
         note, or shorten your draft with `/ask`."
    )
}

/// Nobody to ask.
pub fn no_mentor() -> String {
    "You have no mentor at the moment, so there is nobody I could bring your question to. A lead of the programme can \
     find one for you; `/mentor help` shows what you can do."
        .to_owned()
}

/// The mentor has left the workspace.
pub fn mentor_gone(mentor: &Person) -> String {
    format!(
        "{} isn't in this workspace any more, so nobody would answer. A lead of the programme can find you somebody else; \
         what you wrote is still here.",
        mention(&mentor.user)
    )
}
