//! What is said when a question may have been answered before.

use jiff::{Timestamp, civil::Date};

use super::asking;
use crate::{
    domain::{answerable::Answerable, draft::About, ids::PairId, person::Person, text::UserText},
    slack::{
        action::{Action, Form, Helped},
        blocks::{Block, Button, View, buttons, quote, say, small, view::Modal, words::mention},
    },
    store::records::{Item, Record},
};

/// The most characters that are shown of what was written before.
pub const EXCERPT: usize = 150;

/// Something that may answer a question, for whoever is about to ask it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// What it is.
    pub record: Record,
    /// Who wrote it.
    pub author: Person,
    /// A few of its words.
    pub excerpt: UserText,
    /// The check-in or question it belongs to, where the whole of it is read.
    pub opens: Option<Answerable>,
}

/// When the answer comes if the question is sent now.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// By when; `None` when the mentor never works.
    pub by: Option<Timestamp>,
    /// The last day off of the mentor, while they are away.
    pub away_until: Option<Date>,
    /// Until when the check-in is sent that it goes along with, and when it goes by itself; `None` when it goes at once.
    pub along: Option<(Timestamp, Timestamp)>,
}

/// The step between the form and the mentor.
pub fn step(
    (pair, found): (PairId, &[Offered]),
    (mentee, mentor): (&Person, &Person),
    when: When,
) -> View {
    let about = About::Question(pair, None).to_string();
    let mut modal = Modal::new(Form::AskAnyway.id(), "Answered before?")
        .submit(format!("Ask {}", mentor.name).trim())
        .close("Keep as draft")
        .metadata(about.clone())
        .block(say("*Your question is not sent yet.* Does one of these answer it?"));
    for (i, offered) in found.iter().enumerate() {
        modal = modal
            .block(quote(title(offered, mentee), &offered.excerpt))
            .block(choices(i, (pair, offered)));
    }
    let change = Button::new("Change the question", Action::ChangeQuestion.id(), about);
    modal
        .block(say(format!(
            "If not, it goes to {} just as you typed it. {}",
            mention(&mentor.user),
            asking::promised(mentor, mentee, (when.by, when.away_until))
        )))
        .blocks(when.along.map(|along| small(asking::goes_along(mentee, along))))
        .block(buttons("change", [change]))
        .block(small("Only you see this. If you close it, the question stays a draft in App Home."))
        .into()
}

/// What it is, of when, and by whom, in one line.
fn title(offered: &Offered, reader: &Person) -> String {
    let day = reader.zone.day(offered.record.said_at);
    let by = if offered.author.id == reader.id { "you" } else { offered.author.name.as_str() };
    let by = if by.is_empty() { String::new() } else { format!(", by {by}") };
    match (offered.record.item, offered.opens) {
        (Item::Reply(_), Some(Answerable::Question(_))) => format!("Answer of {day}{by}"),
        (Item::Reply(_), _) => format!("Reply of {day}{by}"),
        (Item::Checkin(_), _) => format!("Check-in of {day}{by}"),
        (Item::Question(_), _) => format!("Question of {day}{by}"),
        (Item::Difference(_), _) => format!("Seen differently on {day}{by}"),
        (Item::Decision(_), _) => format!("Decision of {day}{by}"),
        (Item::Resource(_), _) => format!("Resource of {day}{by}"),
        (Item::WriteUp(_), _) => format!("Write-up of {day}{by}"),
        (Item::Agenda(_), _) => format!("Agenda of {day}{by}"),
        (Item::Review(_), _) => format!("Review of {day}{by}"),
        (Item::Goal(_), _) => format!("Goal of {day}{by}"),
        (Item::Agreement(_), _) => format!("Agreement of {day}"),
        (Item::Notes(_), _) => format!("Notes of a call, {day}{by}"),
        // Whose answer it is stands with the answer, if they want that.
        (Item::Published(_), _) => format!("Shared in your programme since {day}"),
    }
}

fn choices(i: usize, (pair, offered): (PairId, &Offered)) -> Block {
    let item = offered.record.item;
    let helped = Helped { pair, subject: item.subject().to_owned(), id: item.id() };
    let open = |action: Action, id: String| Some(Button::new("Open", action.id(), id));
    let open = match (offered.opens, item) {
        (Some(Answerable::Checkin(id)), _) => open(Action::OpenCheckin, id.to_string()),
        (Some(Answerable::Question(id)), _) => open(Action::OpenQuestion, id.to_string()),
        (None, Item::Decision(id)) => open(Action::OpenDecision, id.to_string()),
        (None, Item::Resource(id)) => open(Action::OpenResource, id.to_string()),
        (None, Item::WriteUp(id)) => open(Action::OpenWriteUp, id.to_string()),
        (None, Item::Notes(id)) => open(Action::OpenCallNotes, id.to_string()),
        (None, Item::Published(id)) => open(Action::OpenPublished, id.to_string()),
        (
            None,
            Item::Checkin(_)
            | Item::Question(_)
            | Item::Reply(_)
            | Item::Difference(_)
            | Item::Review(_)
            | Item::Agenda(_)
            | Item::Goal(_)
            | Item::Agreement(_),
        ) => None,
    };
    let solved = Button::new("This solved it", Action::SolvedByMemory.id(), helped.to_string());
    buttons(format!("memory_{i}"), open.into_iter().chain([solved]).collect::<Vec<_>>())
}

/// It was there already; `count` says how often that was, `credits` who sees that they helped.
pub fn solved(count: i64, credits: Option<&Person>) -> View {
    let often = match count {
        ..=1 => "That is the first one you have found without asking.".to_owned(),
        more => format!("That makes {more} you have found without asking."),
    };
    let credits = credits.map(|author| {
        small(format!(
            "{} sees in App Home that it helped, and not what you were about to ask.",
            mention(&author.user)
        ))
    });
    Modal::new(Form::Page.id(), "Solved")
        .close("Close")
        .block(say(format!(":tada: Good. {often} Nothing was sent, and the draft is gone.")))
        .blocks(credits)
        .into()
}

/// The draft is not what the step was shown for.
pub fn not_as_shown() -> String {
    "Nothing was sent: what you typed has changed somewhere else, or was deleted. If there is a draft, App Home has it; \
     `/ask` opens it."
        .to_owned()
}

/// It was sent before something else was pressed.
pub fn sent_already() -> String {
    "That question has been sent already. If you don't need the answer any more, press *Solved it myself* under your copy."
        .to_owned()
}
