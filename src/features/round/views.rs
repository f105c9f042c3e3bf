//! Every sentence about the weekly question.

use crate::{
    domain::{
        person::Person,
        round::{MAX_ANSWER, Round, Words},
        text::UserText,
    },
    features::access::cohorts::Answering,
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons,
            input::{Checkboxes, Choice, TextInput},
            quote, say, small,
            view::Modal,
            words::{channel_mention, mention, when},
        },
    },
};

/// The field of what was learned.
pub const LEARNED: &str = "learned";
/// The field of what was a struggle.
pub const STRUGGLED: &str = "struggled";
/// The field of whether somebody could help.
pub const HELP: &str = "help";

const TITLE: &str = "Your week";

/// The question, with how many have answered.
pub fn asked(round: &Round, answered: usize) -> Message {
    let state = match answered {
        0 => "Monday's digest brings the answers together; nobody has to answer.".to_owned(),
        1 => "Answered by one so far. Monday's digest brings the answers together.".to_owned(),
        more => {
            format!("Answered by {more} so far. Monday's digest brings the answers together.")
        }
    };
    let answer = Button::new("Answer", Action::AnswerRound.id(), round.id.to_string()).primary();
    Message::new("What did you learn this week, and what did you struggle with?")
        .block(say(format!(
            "*The week of {}: what is one thing you learned, and one thing you struggled with?*\nA line is enough. \
             Press *Answer*, or simply write in the thread.",
            round.week.human()
        )))
        .block(buttons("round", [answer]))
        .block(small(state))
}

fn place(answering: &Answering) -> String {
    match &answering.cohort.bound {
        Some(bound) => channel_mention(&bound.channel),
        None => "the channel of your cohort".to_owned(),
    }
}

/// The form, with what its writer wrote before.
pub fn form(answering: &Answering) -> View {
    let words = answering.written.as_ref().map(|(_, words)| words);
    let ticked = words.filter(|words| words.wants_help).map(|_| "yes");
    Modal::new(Form::Round.id(), TITLE)
        .submit(if words.is_some() { "Change it" } else { "Answer" })
        .close("Cancel")
        .metadata(answering.round.id.to_string())
        .block(say(format!(
            "It goes into the thread in {} with your name, and what you learned into Monday's digest there. Everybody in \
             this workspace can read it. You can change it or take it back.",
            place(answering)
        )))
        .block(text(LEARNED, "One thing I learned", words.and_then(|it| it.learned.as_ref())))
        .block(text(
            STRUGGLED,
            "One thing I struggled with",
            words.and_then(|it| it.struggled.as_ref()),
        ))
        .block(
            Checkboxes::new(
                HELP,
                "And about that",
                [Choice::new("yes", "Somebody here could help: put it into Monday's digest")],
            )
            .ticked(ticked),
        )
        .blocks(take_back(answering))
        .into()
}

fn text(field: &str, label: &str, written: Option<&UserText>) -> TextInput {
    TextInput::new(field, label).multiline().optional().max(MAX_ANSWER).initial(written)
}

/// The button that takes an answer back, where there is one.
fn take_back(answering: &Answering) -> Option<Block> {
    answering.written.as_ref()?;
    let id = answering.round.id.to_string();
    let button = Button::new("Take it back", Action::TakeBackRound.id(), id).danger().confirm(
        "Take your answer back?",
        "Its words go from the thread, from the digest and from what I keep.",
        "Take it back",
        "Leave it",
    );
    Some(buttons("take_back_round", [button]))
}

/// Answers are not taken any more, or not of somebody who left; their own can still be taken back.
pub fn over(answering: &Answering) -> View {
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say(is_over(answering)))
        .blocks(take_back(answering))
        .into()
}

/// Why nothing is taken, and what to do instead.
pub fn is_over(answering: &Answering) -> String {
    let Answering { round, person, .. } = answering;
    if !answering.is_member {
        return "You are not in this cohort any more, so nothing new is taken here. What you wrote is still yours to take \
                back."
            .to_owned();
    }
    format!(
        "Answers for the week of {} were taken until {}. The newest question in {} takes one now.",
        round.week.human(),
        when(round.closes_at, &person.zone.weekday_time(round.closes_at)),
        place(answering)
    )
}

/// The channel is closed, so that nobody would read an answer.
pub fn no_channel() -> String {
    "I can't post in the channel of your cohort at the moment, so I take no answers; a lead knows. Try again when it is \
     open."
        .to_owned()
}

/// Nothing was written.
pub fn write_one() -> String {
    "Write one of the two; either will do.".to_owned()
}

/// Help is wanted with nothing.
pub fn with_what() -> String {
    "Write what somebody could help with, or take the tick away.".to_owned()
}

/// Somebody pressed who is not in the cohort.
pub fn for_members() -> String {
    "This question is for the members of the cohort. If you can help somebody, the thread is open to you, too.".to_owned()
}

/// An answer, in the thread.
pub fn answer(author: &Person, words: &Words) -> Message {
    let help = words.open_struggle().map(|_| small("Could somebody here help? Write below."));
    let struggled = words.struggled.as_ref().map(|text| quote("One thing I struggled with", text));
    Message::new("An answer to this week's question")
        .block(say(format!("{} answers:", mention(&author.user))))
        .blocks(words.learned.as_ref().map(|text| quote("One thing I learned", text)))
        .blocks(struggled)
        .blocks(help)
}

/// In the place of one that was taken back.
pub fn gone(author: &Person) -> Message {
    Message::new("An answer was taken back")
        .block(say(format!("{} took this answer back.", mention(&author.user))))
}

/// To its author.
pub fn taken_back() -> View {
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say("Taken back: its words are gone from the thread, from the digest and from what I keep. While the question is open, *Answer* \
                    takes another one."))
        .into()
}
