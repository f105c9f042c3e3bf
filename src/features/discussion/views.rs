//! Every sentence about the discussion of a cohort.

use crate::{
    domain::{
        cohort::Cohort,
        discussion::{Answer, Discussion, MAX_NOTE, MAX_TOPIC, Swap, SwapAnswer, Topic, Turn},
        person::Person,
        text::UserText,
        zone::words::short_day,
    },
    slack::{
        action::{Action, Form, discussion::DiscussionTurn},
        blocks::{
            Block, Button, Message, buttons,
            input::{TextInput, UserPicker},
            link, quote, say, small,
            view::Modal,
            words::{channel_mention, escape, mention, still},
        },
    },
};

/// The field of the one to swap with.
pub const MEMBER: &str = "member";
/// The field of the topic.
pub const TOPIC: &str = "topic";
/// The field of its link.
pub const LINK: &str = "link";
/// The field of what came of it.
pub const NOTE: &str = "note";

fn name(cohort: &Cohort) -> String {
    format!("*{}*", escape(cohort.name.as_str()))
}

fn place(cohort: &Cohort) -> String {
    match &cohort.bound {
        Some(bound) => channel_mention(&bound.channel),
        None => "its channel".to_owned(),
    }
}

/// Why somebody was asked.
pub fn why() -> String {
    "Once a month one member leads the discussion of your cohort, each in turn; a lead turned that on.".to_owned()
}

/// To the one whose turn it is, or who leads.
pub fn turn(cohort: &Cohort, (talk, turn): (&Discussion, Turn), asked: Option<&Person>) -> Message {
    let carries = DiscussionTurn { discussion: talk.id, nth: turn.nth };
    let (title, words) = match turn.answer {
        Some(Answer::Yes) => (
            "You lead the discussion of your cohort",
            format!(
                "You lead the discussion of {} on {}. I open a thread for it in {} at 10:00 there.",
                name(cohort),
                short_day(talk.on),
                place(cohort)
            ),
        ),
        None | Some(Answer::Skipped | Answer::Swapped | Answer::Passed) => (
            "Would you lead the next discussion of your cohort?",
            format!(
                "It is your turn to lead the discussion of {} on {}. You choose what it is about; I open a thread in {}, and \
                 you write first. Half an hour is plenty.",
                name(cohort),
                short_day(talk.on),
                place(cohort)
            ),
        ),
    };
    let waits = asked.map(|person| {
        say(format!("I asked {} to take it, and they have not said yet.", mention(&person.user)))
    });
    Message::new(title)
        .block(say(words))
        .blocks(about(talk.topic.as_ref()))
        .blocks(waits)
        .block(turn_buttons(&carries, (talk, turn)))
}

fn turn_buttons(carries: &DiscussionTurn, (talk, turn): (&Discussion, Turn)) -> Block {
    let value = carries.to_string();
    let topic = if talk.topic.is_some() { "Change the topic" } else { "Choose a topic" };
    let first = match turn.answer {
        Some(Answer::Yes) => Button::new(topic, Action::ChooseTopic.id(), value.clone()),
        None | Some(Answer::Skipped | Answer::Swapped | Answer::Passed) => {
            Button::new("I'll do it", Action::LeadDiscussion.id(), value.clone())
        }
    };
    buttons(
        "discussion_turn",
        [
            first.primary(),
            Button::new("Swap with…", Action::SwapTurn.id(), value.clone()),
            Button::new("Skip this time", Action::SkipTurn.id(), value),
        ],
    )
}

fn about(topic: Option<&Topic>) -> Vec<Block> {
    let Some(topic) = topic else { return Vec::new() };
    let words = quote("What it is about", &topic.words);
    [words].into_iter().chain(topic.link.as_ref().map(|at| link("To read before", at))).collect()
}

/// What became of a turn that is not open any more.
pub fn turn_over((talk, turn): (&Discussion, Turn), leader: Option<&Person>) -> Message {
    let day = short_day(talk.on);
    let words = match (turn.answer, leader) {
        (Some(Answer::Skipped), _) => {
            format!("You skip the discussion on {day}. You are asked again next time.")
        }
        (Some(Answer::Swapped), Some(leader)) => format!(
            "{} leads the discussion on {day}, and you lead when it would have been their turn.",
            mention(&leader.user)
        ),
        (Some(Answer::Swapped), None) => {
            format!("Somebody else took your turn on {day}, and you have theirs.")
        }
        (Some(Answer::Passed), _) => {
            format!("You are away on {day}, so somebody else is asked. Your turn stays yours.")
        }
        (Some(Answer::Yes), _) if talk.led_by == Some(turn.person) => {
            format!("You lead the discussion of {day}. Its thread is open.")
        }
        (Some(Answer::Yes) | None, _) => {
            format!("Nothing comes of the discussion on {day}; there is nothing left to do.")
        }
    };
    Message::new("The discussion of your cohort").block(say(words))
}

/// To somebody who is asked to take a turn.
pub fn swap_asked(cohort: &Cohort, (talk, swap): (&Discussion, Swap), by: &Person) -> Message {
    let value = DiscussionTurn { discussion: talk.id, nth: swap.nth }.to_string();
    Message::new("Would you swap turns?")
        .block(say(format!(
            "{} asks whether you would lead the discussion of {} on {} instead; they take your turn when it comes.",
            mention(&by.user),
            name(cohort),
            short_day(talk.on)
        )))
        .block(buttons(
            "discussion_swap",
            [
                Button::new("I'll take it", Action::TakeTurn.id(), value.clone()).primary(),
                Button::new("I'd rather not", Action::LeaveTurn.id(), value),
            ],
        ))
}

/// What became of that.
pub fn swap_settled((talk, swap): (&Discussion, Swap), by: &Person) -> Message {
    let day = short_day(talk.on);
    let words = match swap.answer {
        Some(SwapAnswer::Yes) => format!("You took the turn of {} on {day}.", mention(&by.user)),
        Some(SwapAnswer::No) => format!("You left the turn on {day} to {}.", mention(&by.user)),
        Some(SwapAnswer::Over) | None => {
            format!(
                "The turn of {} on {day} is settled; there is nothing to do.",
                mention(&by.user)
            )
        }
    };
    Message::new("Swapping turns").block(say(words))
}

/// To whoever asked.
pub fn swap_answered((talk, swap): (&Discussion, Swap), other: &Person) -> Message {
    let (other, day) = (mention(&other.user), short_day(talk.on));
    let words = match swap.answer {
        Some(SwapAnswer::Yes) => {
            format!(
                "{other} leads the discussion on {day} for you. You take their turn when it comes."
            )
        }
        Some(SwapAnswer::No) => format!(
            "{other} can't take the discussion on {day}. It is still yours: do it, ask somebody else, or skip it, with the \
             buttons above."
        ),
        Some(SwapAnswer::Over) | None => format!(
            "{other} is away on {day}. The discussion is still yours: do it, ask somebody else, or skip it, with the buttons \
             above."
        ),
    };
    Message::new("About swapping turns").block(say(words))
}

/// To the leader, two days before.
pub fn reminder(cohort: &Cohort, (talk, carries): (&Discussion, &DiscussionTurn)) -> Message {
    let words = format!(
        "You lead the discussion of {} on {}, at 10:00 where most of it lives.",
        name(cohort),
        short_day(talk.on)
    );
    let label = if talk.topic.is_some() { "Change the topic" } else { "Choose a topic" };
    let topic = Button::new(label, Action::ChooseTopic.id(), carries.to_string());
    let topic = if talk.topic.is_some() { topic } else { topic.primary() };
    Message::new("The discussion you lead is near")
        .block(say(words))
        .blocks(about(talk.topic.as_ref()))
        .block(buttons("discussion_near", [topic]))
}

/// In the channel, on its day.
pub fn opens(talk: &Discussion, leader: &Person) -> Message {
    let open = match &talk.topic {
        Some(_) => "The thread is open: what do you think, and what have you seen?",
        None => "The thread is open; they bring a topic there.",
    };
    Message::new("The discussion of this month")
        .block(say(format!("*This month's discussion* is led by {}.", escape(&leader.name))))
        .blocks(about(talk.topic.as_ref()))
        .block(small(format!("{open} Nobody has to be there at a certain hour.")))
}

/// To the leader, a week later.
pub fn note_asked(talk: &Discussion) -> Message {
    Message::new("What came of your discussion?")
        .block(say(format!(
            "You led the discussion of {}. What came of it? Two sentences help those who were not there; I post them in its \
             thread.",
            short_day(talk.on)
        )))
        .block(buttons(
            "discussion_note",
            [Button::new("Write a note", Action::NoteDiscussion.id(), talk.id.to_string()).primary()],
        ))
        .block(small("If nothing came of it, that is fine: leave it."))
}

/// It is kept.
pub fn note_kept(talk: &Discussion) -> Message {
    Message::new("Your note is kept").block(say(format!(
        "Your note about the discussion of {} stands in its thread. Thank you for leading it.",
        short_day(talk.on)
    )))
}

/// In the thread.
pub fn note(note: &UserText, leader: &Person) -> Message {
    Message::new("What came of it")
        .block(quote(format!("What came of it, from {}", still(&leader.name)), note))
}

/// Whom to swap with.
pub fn swap_form(carries: &DiscussionTurn, (cohort, talk): (&Cohort, &Discussion)) -> Modal {
    Modal::new(Form::SwapTurn.id(), "Swap turns")
        .submit("Ask")
        .close("Cancel")
        .metadata(carries.to_string())
        .block(say(format!(
            "Somebody else of {} leads on {}, and you take their turn when it comes. I ask them first.",
            name(cohort),
            short_day(talk.on)
        )))
        .block(UserPicker::new(MEMBER, "With whom"))
}

/// What it is about.
pub fn topic_form(carries: &DiscussionTurn, topic: Option<&Topic>) -> Modal {
    let at = topic.and_then(|topic| topic.link.as_ref());
    let at = at.map(|link| UserText::from_stored(link.as_str().to_owned()));
    Modal::new(Form::Topic.id(), "Your topic")
        .submit("Save")
        .close("Cancel")
        .metadata(carries.to_string())
        .block(
            TextInput::new(TOPIC, "What it is about")
                .placeholder("Errors as values, and when to panic")
                .initial(topic.map(|topic| &topic.words))
                .max(MAX_TOPIC)
                .hint("One line. Everybody in this workspace can read it in the channel."),
        )
        .block(TextInput::new(LINK, "Something to read before").initial(at.as_ref()).optional())
}

/// What came of it.
pub fn note_form(talk: &Discussion) -> Modal {
    Modal::new(Form::DiscussionNote.id(), "What came of it")
        .submit("Post it")
        .close("Cancel")
        .metadata(talk.id.to_string())
        .block(
            TextInput::new(NOTE, "What came of it")
                .multiline()
                .max(MAX_NOTE)
                .hint("Two sentences are plenty. It stands in the thread, where everybody in this workspace can read it."),
        )
}

/// Nobody of the cohort was chosen.
pub fn not_a_member() -> String {
    "They are not in your cohort. Choose somebody who is; `/mentor cohort` shows who.".to_owned()
}

/// Somebody chose themselves.
pub fn oneself() -> String {
    "That is you. Choose somebody else of your cohort.".to_owned()
}

/// The one who was chosen is away on that day.
pub fn is_away() -> String {
    "They are away on that day. Choose somebody else, or skip this time.".to_owned()
}

/// No address.
pub fn bad_link() -> String {
    "This is no link that can be opened. Paste the whole address, beginning with https://."
        .to_owned()
}

/// The turn is not theirs any more, or it is over.
pub fn is_over() -> String {
    "This turn is settled by now, so nothing has changed. The message about it shows how it stands."
        .to_owned()
}

/// A note was written already.
pub fn is_noted() -> String {
    "There is nothing left to note about this discussion. Write in its thread whatever else comes to mind.".to_owned()
}
