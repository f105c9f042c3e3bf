//! What a lead reads when a pair is proposed, or cannot be.

use jiff::Timestamp;

use crate::{
    domain::{pair::PairState, person::Person},
    slack::blocks::{
        Message, say,
        words::{mention, when},
    },
};

/// The lead's answer: who was asked, and when they get the message.
pub fn proposed(asked: &[(Person, Timestamp)], now: Timestamp) -> Message {
    Message::new("I'm asking both whether they want to be a pair.")
        .block(say(proposed_words(asked, now)))
}

/// The same, for a page.
pub fn proposed_words(asked: &[(Person, Timestamp)], now: Timestamp) -> String {
    let lines: Vec<String> = asked
        .iter()
        .map(|(person, at)| match *at > now {
            true => format!(
                "{} gets my message on {}",
                mention(&person.user),
                when(*at, &person.zone.weekday_time(*at))
            ),
            false => format!("{} gets my message now", mention(&person.user)),
        })
        .collect();
    format!(
        "I'm asking both whether they want to be a pair, each inside their own working hours.\n• {}\nThe pair begins \
         when both have pressed *I'm in*, and I'll tell you then.",
        lines.join("\n• ")
    )
}

/// A pair of one.
pub fn same_person() -> String {
    "A pair needs two different people. The mentor comes first: `/mentor pair @mentor @mentee`."
        .to_owned()
}

/// The mentee is taken.
pub fn has_a_pair((mentee, mentor): (&Person, &Person), state: &PairState) -> String {
    let (mentee, mentor) = (mention(&mentee.user), mention(&mentor.user));
    if matches!(state, PairState::Active { .. }) {
        format!(
            "{mentee} is already in a pair with {mentor}. A mentee has one mentor at a time, so nothing has changed."
        )
    } else {
        format!(
            "I've already asked {mentee} and {mentor} and am waiting for their answers, so nothing has changed."
        )
    }
}

/// The mentor is full.
pub fn at_capacity(mentor: &Person, capacity: i64) -> String {
    let mentor = mention(&mentor.user);
    format!(
        "{mentor} has {capacity} mentees or open requests already, which is the most one mentor takes on here. Choose somebody else."
    )
}

/// Bots, guests, closed accounts.
pub fn cannot_take_part(person: &Person) -> String {
    let person = mention(&person.user);
    format!(
        "{person} can't be in a pair: it needs an active member of this workspace, not a guest or a bot."
    )
}
