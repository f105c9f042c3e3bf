//! Every sentence about publishing an answer, and how something published looks.

use crate::{
    domain::{
        ids::SlackChannel,
        person::Person,
        publication::{Agreed, MAX_ANSWERED, MAX_ASKED, Publication, State},
        question::{Content, MAX_PART, Part},
        text::UserText,
    },
    features::bodies,
    slack::{
        action::{Action, Form, publish::Shown},
        blocks::{
            Block, Button, Message, View, buttons,
            input::{Checkboxes, Choice, TextInput},
            quote, say, small,
            view::Modal,
            words::{channel_mention, mention},
        },
    },
};

/// The field of the mentor's words.
pub const ANSWER: &str = "answer";
/// The field of whether somebody's name stands there.
pub const NAMED: &str = "named";

const TITLE: &str = "Publish an answer";
/// Above the answer.
const THE_ANSWER: &str = "The answer";

/// The words before somebody who decides: their own can be changed, the other one's are read.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// For the mentee: their question, and the answer.
    Asked(&'a Content, &'a str),
    /// For the mentor: the question, and their answer.
    Answered(&'a Content, &'a str),
}

/// The form; `theirs` is what the mentor agreed to already.
pub fn form(
    carries: Shown,
    (other, help): (&Person, Option<&SlackChannel>),
    (words, theirs): (Words<'_>, Option<&Agreed<UserText>>),
) -> View {
    let name = mention(&other.user);
    let place = match help {
        Some(channel) => format!("this stands in {}, and ", channel_mention(channel)),
        None => String::new(),
    };
    let named = Checkboxes::new(NAMED, "Your name", [Choice::new("yes", "With my name")]);
    let (own, read): (Vec<Block>, Vec<Block>) = match words {
        Words::Asked(content, answer) => {
            let parts = Part::ALL.into_iter().filter_map(|part| part_field(content, part));
            let answer = match theirs {
                Some(agreed) => Some(agreed.words.clone()),
                None => UserText::parse(answer, MAX_ANSWERED).ok(),
            };
            let read = match answer {
                Some(answer) => quote(THE_ANSWER, &answer),
                None => small(format!("The answer is longer than fits; {name} shortens it.")),
            };
            (parts.collect(), vec![read])
        }
        Words::Answered(content, answer) => {
            let typed = UserText::parse(answer, MAX_ANSWERED).ok();
            let field = TextInput::new(ANSWER, THE_ANSWER).multiline().max(MAX_ANSWERED);
            let field = match typed {
                Some(_) => field.initial(typed.as_ref()),
                None => field
                    .hint("Your answer is longer than fits. Write here what shall be published."),
            };
            (vec![field.into()], public(content))
        }
    };
    Modal::new(Form::Publish.id(), TITLE)
        .submit("Agree to this")
        .close("Not now")
        .metadata(carries.to_string())
        .block(say(format!(
            "When you both agree, {place}everybody in your programme finds it with `/mentor search`. Change your own words as \
             you like; {name} decides about theirs. Later edits change nothing here, and either of you can take it back."
        )))
        .blocks(own)
        .blocks(read)
        .block(named)
        .into()
}

fn part_field(content: &Content, part: Part) -> Option<Block> {
    let text = content.part(part)?;
    let label = bodies::part(content.kind, part);
    let field = TextInput::new(part.name(), label).multiline().max(MAX_PART).initial(Some(text));
    Some(match part {
        Part::Asked => field.into(),
        Part::Tried | Part::Happened | Part::Theory => field.optional().into(),
    })
}

/// What of a question others read: neither what it held up nor how urgent it was.
fn public(content: &Content) -> Vec<Block> {
    bodies::question(&Content { blocked: None, ..content.clone() })
}

/// The other one proposed while this form was open.
pub fn proposed_meanwhile(other: &Person) -> String {
    format!(
        "{} has proposed this too in the meantime. Copy your words, close this and press *Publish…* again: then you see \
         exactly what would be published.",
        mention(&other.user)
    )
}

/// The other one is asked, or what they said.
pub fn asked(publication: &Publication, proposer: &Person) -> Message {
    let name = mention(&proposer.user);
    let notice = "An answer that could help others";
    match publication.state() {
        State::Proposed => Message::new(notice)
            .block(say(format!(
                "{name} would like to publish a question and answer of yours, so that others in your programme find it. \
                 *Agree…* shows exactly what would be published, and lets you change your own words first."
            )))
            .block(buttons(
                "publish",
                [
                    Button::new("Agree…", Action::Publish.id(), publication.question.to_string()),
                    Button::new("No, thanks", Action::NoPublish.id(), publication.id.to_string()),
                ],
            )),
        State::Declined => Message::new(notice)
            .block(small("You said no, so it stays between the two of you. That is fine.")),
        State::Published => {
            Message::new(notice).block(small(":white_check_mark: You both agreed; it is published."))
        }
        State::TakenBack => Message::new(notice).block(small("It was published and taken back.")),
    }
}

/// In its place, when the pair has ended before it was answered.
pub fn over() -> Message {
    Message::new("An answer that could help others")
        .block(small("Your pair has ended, so it stays between the two of you."))
}

/// Why somebody is asked.
pub fn why() -> String {
    "Your mentor or mentee proposes to publish an answer. Nothing is published unless you both agree, so I ask you once."
        .to_owned()
}

/// What is published, as it stands in the help channel.
pub fn post(publication: &Publication, people: (&Person, &Person)) -> Message {
    let notice = "A question and its answer";
    match (publication.state(), body(publication, people)) {
        (State::Published, Some(body)) => Message::new(notice).blocks(body),
        (_, _) => Message::new(notice).block(small("This answer was taken back.")),
    }
}

/// The page of something published; `None` when it is not any more.
pub fn page(publication: &Publication, people: (&Person, &Person)) -> Option<View> {
    let body = body(publication, people)?;
    Some(Modal::new(Form::Page.id(), "Published answer").close("Close").blocks(body).into())
}

fn body(publication: &Publication, (mentor, mentee): (&Person, &Person)) -> Option<Vec<Block>> {
    let (asked, answered) = publication.both()?;
    let named = |named: bool, person: &Person, did: &str| {
        named.then(|| format!(" {did} by {}", mention(&person.user)))
    };
    let names: Vec<String> =
        [named(asked.named, mentee, "asked"), named(answered.named, mentor, "answered")]
            .into_iter()
            .flatten()
            .collect();
    let title = format!("*A question and its answer*{}", names.join(","));
    let mut blocks = vec![say(title)];
    blocks.extend(public(&asked.words));
    blocks.push(quote(THE_ANSWER, &answered.words));
    Some(blocks)
}

/// In the pair's own thread: it is published, and how to take it back.
pub fn note(publication: &Publication) -> Message {
    match publication.state() {
        State::TakenBack => {
            Message::new("Taken back").block(small("This was published, and one of you took it back."))
        }
        State::Published | State::Proposed | State::Declined => Message::new("Published")
            .block(say(
                ":books: You both agreed, so this is published: everybody in your programme finds it with `/mentor search`.",
            ))
            .block(buttons(
                "published",
                [Button::new(
                    "Take it back",
                    Action::TakeBackPublished.id(),
                    publication.id.to_string(),
                )],
            )),
    }
}

/// It is proposed.
pub fn proposed(other: &Person) -> View {
    page_of(format!(
        "I'll ask {} once, in their working hours. Nothing is published unless they agree too, and a no stays quiet.",
        mention(&other.user)
    ))
}

/// It is published.
pub fn published(help: Option<&SlackChannel>) -> View {
    let place = match help {
        Some(channel) => format!(", and it stands in {}", channel_mention(channel)),
        None => String::new(),
    };
    page_of(format!(
        "You both agreed: everybody in your programme can find it now{place}. *Take it back* stands in the question's thread."
    ))
}

/// It is taken back.
pub fn taken_back() -> View {
    page_of("Taken back. Nobody finds it any more, and in the channel it says only that it was taken back.".to_owned())
}

fn page_of(words: String) -> View {
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words)).into()
}

/// Nobody has answered.
pub fn nothing_answered() -> String {
    "There is no answer to publish yet. Once your mentor has answered, either of you can propose it.".to_owned()
}

/// The other one has not decided.
pub fn waits(other: &Person) -> String {
    format!(
        "You have agreed to this already. It is published as soon as {} agrees too; I ask them once.",
        mention(&other.user)
    )
}

/// It is decided.
pub fn settled(state: State) -> String {
    match state {
        State::Published => {
            "This is published already. *Take it back* stands in the question's thread in your room."
        }
        State::TakenBack => "This was published and taken back. What is said anew can be proposed again.",
        State::Declined | State::Proposed => {
            "This stays between the two of you. What is said anew can be proposed again."
        }
    }
    .to_owned()
}

/// The parts together are too long.
pub fn too_long(chars: usize) -> String {
    format!(
        "Together these parts have {chars} characters and {MAX_ASKED} fit. Nothing is lost: shorten one and send again."
    )
}

/// The question is gone.
pub fn nothing_left() -> String {
    "Leave at least the question itself, in a few words; without it the answer helps nobody."
        .to_owned()
}
