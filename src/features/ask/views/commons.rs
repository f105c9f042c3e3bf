//! What is said about a question that is asked in the help channel, and how it looks there.
//!
//! What stands in the channel says nothing of the mentor: who it is, and by when they answer, is for the two alone.

use crate::{
    domain::{
        help_channel::{InChannel, PeerAnswer, PeerHours, Sharing},
        ids::SlackChannel,
        person::Person,
        question::{Content, Question, State},
        text::UserText,
    },
    features::bodies,
    slack::{
        action::Action,
        blocks::{
            Block, Button, Message, buttons,
            parts::parts,
            quote, say, small,
            words::{channel_mention, leads_to, mention},
        },
    },
};

/// A question in the help channel.
#[derive(Debug, Clone, Copy)]
pub struct There<'a> {
    /// Where it stands.
    pub there: &'a InChannel,
    /// What others have written under it.
    pub others: &'a [PeerAnswer],
}

/// So many answers of others are shown to the mentor; the rest stands where they wrote it.
const MOST_SAID: usize = 10;

/// Above the choice where a question is asked.
pub const WHERE: &str = "Where?";

/// A place to ask in, as the form offers it.
pub fn place(sharing: Sharing, first: Option<PeerHours>) -> String {
    match (sharing, first) {
        (Sharing::Room, _) => "Our room, only the two of us".to_owned(),
        (Sharing::PeersFirst, Some(hours)) => {
            format!("The help channel first; after {} working hours my mentor, too", hours.count())
        }
        (Sharing::Channel | Sharing::PeersFirst, _) => {
            "The help channel too, where others can help".to_owned()
        }
    }
}

/// Who reads a question that goes to the help channel.
pub fn everybody_reads(mentor: &Person, channel: &SlackChannel) -> String {
    format!(
        "*Everybody in this workspace can read this* in {}, under your name, and anybody there can answer. {} reads it in \
         your room.",
        channel_mention(channel),
        mention(&mentor.user)
    )
}

/// That others have it first, before it is sent.
pub fn others_first(mentor: &Person, hours: PeerHours) -> String {
    format!(
        "Others have it first, for {} of your working hours. If it isn't solved by then, {} has it, too.",
        hours.count(),
        mention(&mentor.user)
    )
}

/// The message in the channel.
pub fn post(mentee: &Person, question: &Question) -> Message {
    let id = question.id.to_string();
    let mut parts = body(&question.content).into_iter();
    let name = mention(&mentee.user);
    let message = Message::new("A question for anybody who can help")
        .block(say(format!("*{name} asks: something doesn't work*")))
        .blocks(parts.next().unwrap_or_default());
    let message = match parts.next() {
        Some(_) => message.block(small("It goes on in the thread.")),
        None => message,
    };
    let solved = || buttons("there", [Button::new("Solved", Action::SolvedThere.id(), &*id)]);
    match question.state() {
        State::Open => message.block(solved()).block(small(format!(
            "If you know something that helps, answer in the thread. {name} presses *Solved* when it is."
        ))),
        State::Answered => message.block(solved()).block(small(format!(
            "It has been answered. {name} presses *Solved* when it is; what else you know is welcome in the thread."
        ))),
        State::Closed(_) => message.block(small(":white_check_mark: Solved.")),
    }
}

/// A further part of a long one, in its thread; `None` when it has no such part.
pub fn part(question: &Question, part: u32) -> Option<Message> {
    let parts = body(&question.content);
    let blocks = parts.get(usize::try_from(part).ok()?)?.clone();
    let what = if question.version > 1 { "Edited question" } else { "Question" };
    let title = format!("{what}, part {} of {}", part + 1, parts.len());
    Some(Message::new(&title).block(small(title)).blocks(blocks))
}

/// In how many messages it is said.
pub fn count_parts(question: &Question) -> u32 {
    u32::try_from(body(&question.content).len()).unwrap_or(u32::MAX)
}

fn body(content: &Content) -> Vec<Vec<Block>> {
    parts(bodies::question(content))
}

/// For the two: where it stands besides, and how many have answered there.
pub fn stands_there(shown: &There<'_>) -> String {
    let name = channel_mention(&shown.there.channel);
    let place = match &shown.there.link {
        Some(link) => format!("{name} ({})", leads_to(link, "open the thread")),
        None => name,
    };
    let others = match shown.others.len() {
        0 => String::new(),
        1 => " One other has answered there.".to_owned(),
        more => format!(" {more} answers of others stand there."),
    };
    format!("It is asked in {place}, too; the mentor's answer counts there as well.{others}")
}

/// What people of the programme wrote there before it rose to the mentor, the first of them; `None` when nobody wrote
/// anything. Where there is more, it is read in the thread itself.
pub fn peers_said(said: &[(Person, UserText)]) -> Option<Message> {
    let label = |nth: usize| format!("Answer {}", nth + 1);
    let quotes = said.iter().enumerate().map(|(nth, (_, words))| quote(label(nth), words));
    let shown = parts(quotes).into_iter().next()?;
    let shown = shown.into_iter().take(MOST_SAID);
    let mut message = Message::new("What others have answered so far").block(say(
        "*Nobody there has solved it yet. This is what people of the programme have answered:*",
    ));
    let mut count = 0;
    for (words, (person, _)) in shown.zip(said) {
        message = message.block(small(format!("{}:", mention(&person.user)))).block(words);
        count += 1;
    }
    Some(match said.len() > count {
        true => message.block(small("There is more in the thread there.")),
        false => message,
    })
}

/// It could not be brought to the channel.
pub fn lost(mentor: &Person, channel: Option<&SlackChannel>) -> Message {
    let place = channel.map_or("the help channel".to_owned(), channel_mention);
    Message::new("Your question is asked in your room only").block(say(format!(
        "I could not bring your question to {place}: I can't write there any more. It is asked in your room only, and {} \
         answers it as promised.",
        mention(&mentor.user)
    )))
}

/// Somebody else says that it is solved.
pub fn only_the_asker() -> String {
    "Kind of you to look after it. Only the person who asked can say that it is solved, so nothing has changed. If you \
     know something that helps, write it in the thread."
        .to_owned()
}
