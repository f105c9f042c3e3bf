//! What a mentee reads when they are given a challenge.

use jiff::civil::Date;

use crate::{
    domain::{
        call::{Length, Purpose},
        challenge::{Assignment, Challenge, Posed, State},
        person::Person,
        text::UserText,
        zone::words::short_day,
    },
    slack::{
        action::{Action, Form, call::Proposal},
        blocks::{
            Block, Button, Message, View, buttons, link, quote, say, small, view::Modal,
            words::mention,
        },
    },
};

const NAME: &str = "The challenge";
const WHERE: &str = "Where it is";
const LABELLED: &str = "Labels";
const CONTEXT: &str = "To begin with";

/// A challenge as it was given.
#[derive(Debug, Clone)]
pub struct Given {
    /// To whom and when.
    pub assignment: Assignment,
    /// What.
    pub challenge: Challenge,
    /// Whether the mentee has written about it.
    pub is_written: bool,
}

/// Everything a challenge says.
pub fn posed(said: &Posed) -> Vec<Block> {
    let labels = labels(said).map(|it| quote(LABELLED, &it));
    let context = said.context.as_ref().map(|it| quote(CONTEXT, it));
    let first = [quote(NAME, &said.title), link(WHERE, &said.link)];
    first.into_iter().chain(labels).chain(context).collect()
}

/// Its labels, with commas between.
pub fn labels(said: &Posed) -> Option<UserText> {
    let labels: Vec<&str> = said.labels.iter().map(UserText::expose).collect();
    (!labels.is_empty()).then(|| UserText::from_stored(labels.join(", ")))
}

/// The message of a challenge, as it stands now.
pub fn given(given: &Given, mentor: &Person) -> Message {
    let said = &given.challenge.content;
    let message = Message::new("Something real to practise on, if you like");
    if given.assignment.state == State::Declined {
        return message
            .block(quote(NAME, &said.title))
            .block(small("Not this one: that's fine. Another one comes with your next turn."));
    }
    let due = short_day(given.assignment.due_on);
    let id = given.assignment.id.to_string();
    let first = say(format!("*Something real to practise on*, to look at by *{due}* if you like."));
    let message = message.block(first).blocks(posed(said));
    if given.is_written {
        let row = [
            Button::new("Read it", Action::OpenWriteUp.id(), &*id),
            Button::new("Edit", Action::WriteUp.id(), &*id),
        ];
        let name = mention(&mentor.user);
        return message
            .block(small(format!(
                "You wrote up how you went about it, and {name} reads it. It stands in your record."
            )))
            .block(buttons(format!("given_{id}"), row));
    }
    let preset = Some((Purpose::Pairing, Length::Thirty));
    let together = Proposal { pair: given.assignment.pair, preset }.to_string();
    let row = [
        Button::new("Write up how I went about it", Action::WriteUp.id(), &*id).primary(),
        Button::new("Pair on it (30 minutes)", Action::ProposeCall.id(), together),
        Button::new("Not this one", Action::NotThisOne.id(), &*id),
    ];
    message.block(buttons(format!("given_{id}"), row)).block(small(
        "You lead, and how you go about it says more than whether it gets done. Nothing here is scored or reminded of.",
    ))
}

/// In its place, when the pair has ended before anything was written about it.
pub fn over(challenge: &Challenge) -> Message {
    Message::new("Something real to practise on, if you like")
        .blocks(posed(&challenge.content))
        .block(small("Your pair has ended, so nothing is asked about this one. It is there to try all the same."))
}

/// Which rule it comes from.
pub fn why(due_on: Date) -> String {
    format!(
        "Your programme gives each pair something real to practise on every second week. It comes when your Monday begins, \
         and is meant for the days until {}. You need not do it, and nobody is told if you don't.",
        short_day(due_on)
    )
}

/// What a mentee was given, the newest first.
pub fn yours(given: &[Given]) -> View {
    let modal = Modal::new(Form::Page.id(), "Challenges").close("Close");
    if given.is_empty() {
        return modal
            .block(say(
                "You have not been given one yet. Where a programme gives them, one comes every second week, on Monday, and \
                 you may always say no.",
            ))
            .into();
    }
    modal
        .blocks(given.iter().flat_map(line))
        .block(small("The newest stand first. Writing one up is always possible, also long after it was due."))
        .into()
}

fn line(given: &Given) -> [Block; 4] {
    let (said, id) = (&given.challenge.content, given.assignment.id.to_string());
    let due = short_day(given.assignment.due_on);
    let (state, button) = match (given.is_written, given.assignment.state) {
        (true, _) => ("written up", Button::new("Read it", Action::OpenWriteUp.id(), &*id)),
        (false, State::Declined) => ("not this one", write(&id)),
        (false, State::Planned | State::Given | State::Unsent) => ("given", write(&id)),
    };
    [
        quote(NAME, &said.title),
        link(WHERE, &said.link),
        small(format!("For {due}: {state}.")),
        buttons(format!("given_{id}"), [button]),
    ]
}

fn write(id: &str) -> Button {
    Button::new("Write up how I went about it", Action::WriteUp.id(), id)
}

/// *Not this one* was pressed after something was written.
pub fn written_already() -> String {
    "You have written up how you went about this one, so it stays. *Edit* changes what you wrote."
        .to_owned()
}
