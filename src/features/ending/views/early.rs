//! What is said when one of the two ends it: warm, and never like a failure.

use jiff::Timestamp;

use crate::{
    domain::{
        ending::{Reason, Why},
        ids::PairId,
        leave::ReasonReaders,
        pair::Room,
        person::Person,
    },
    features::partners,
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Message, View,
            input::{Checkboxes, Choice, Select, TextInput},
            quote, say, small,
            view::Modal,
            words::mention,
        },
    },
};

/// The field of the reason.
pub const REASON: &str = "because";
/// The field of the words with it.
pub const WORDS: &str = "words";
/// The box that shows them to the other one.
pub const READERS: &str = "readers";
/// The longest words, in characters.
pub const LONGEST: usize = 1000;

/// Ticked when the other one reads why.
const PARTNER: &str = "partner";

/// Who ends it, with whom, and which lead hears of it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Who reads.
    pub reader: &'a Person,
    /// The other one of the pair.
    pub other: &'a Person,
    /// Where the two talk.
    pub room: &'a Room,
    /// The lead who hears of it, unless that is one of the two.
    pub lead: Option<&'a Person>,
}

/// A reason, as whoever has it says it.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::MovedOn => "I moved on: another team, another place",
        Reason::Time => "I have no time for it at the moment",
        Reason::NoMatch => "We are not a good match",
        Reason::GoalsMet => "What I set out to do is done",
        Reason::Other => "Something else",
    }
}

/// The same, as the other one reads it.
fn reason_told(reason: Reason) -> &'static str {
    match reason {
        Reason::NoMatch => "you two are not a good match",
        Reason::MovedOn | Reason::Time | Reason::GoalsMet | Reason::Other => reason_given(reason),
    }
}

/// The same, as a lead reads it.
pub fn reason_given(reason: Reason) -> &'static str {
    match reason {
        Reason::MovedOn => "they moved on, to another team or another place",
        Reason::Time => "they have no time for it at the moment",
        Reason::NoMatch => "the two are not a good match",
        Reason::GoalsMet => "what they set out to do is done",
        Reason::Other => "they have another reason",
    }
}

/// Somebody in no running pair wants to end one.
pub fn no_pair() -> String {
    "You are in no pair at the moment, so there is nothing to end. `/mentor help` shows what you can do."
        .to_owned()
}

/// Somebody in several.
pub fn which(with: &[(PairId, Person)]) -> Message {
    let words = partners::question("Which of your pairs would you like to end?");
    partners::which(words, (Action::EndPair, "end_with"), with, |pair| pair.to_string())
}

/// The form.
pub fn form(pair: PairId, seen: &Seen<'_>) -> View {
    Modal::new(Form::End.id(), "End this pair")
        .submit("Go on")
        .close("Not now")
        .metadata(pair.to_string())
        .block(say(format!(
            "You can end your pair with {} at any time, and you owe nobody a justification. A pair that ends has still \
             been one.",
            mention(&seen.other.user)
        )))
        .blocks(fields(seen, None))
        .block(small("Nothing ends yet: the next page shows what stops and what stays."))
        .into()
}

fn fields(seen: &Seen<'_>, why: Option<&Why>) -> [Block; 3] {
    let options = Reason::ALL.map(|it| Choice::new(it.as_str(), reason(it)));
    let mut select = Select::new(REASON, "Why", options);
    if let Some(why) = why {
        select = select.initial(why.reason.as_str());
    }
    let lead = match seen.lead {
        Some(_) => "A lead learns only which reason it is. ",
        None => "",
    };
    let words = TextInput::new(WORDS, "More, if you like")
        .multiline()
        .optional()
        .max(LONGEST)
        .initial(why.and_then(|why| why.words.as_ref()))
        .hint(format!(
            "{lead}These words stay with you, in App Home, unless you tick the box below. Whoever operates this server \
             could read its database."
        ));
    let share = Choice::new(PARTNER, "Show the reason and these words to the other one");
    let is_shared = why.is_some_and(|why| why.readers == ReasonReaders::PartnerToo);
    let ticked = is_shared.then_some(PARTNER);
    [
        select.into(),
        words.into(),
        Checkboxes::new(READERS, "Who reads why", [share]).ticked(ticked).into(),
    ]
}

/// What ends with it, before it does.
pub fn second_look(pair: PairId, seen: &Seen<'_>, why: &Why) -> View {
    let other = mention(&seen.other.user);
    let room = match seen.room {
        Room::Open(_) => "your room, and ",
        Room::Unopened | Room::Refused => "",
    };
    let told = match seen.lead {
        Some(lead) => format!(
            "{other}, in their working hours; and {}, a lead of the programme, that it ended and which of the reasons below \
             it is, never a word of yours",
            mention(&lead.user)
        ),
        None => format!("{other}, in their working hours"),
    };
    Modal::new(Form::EndNow.id(), "This ends it")
        .submit("End it")
        .close("Keep it")
        .metadata(pair.to_string())
        .block(say(format!("Your pair with {other} ends as soon as you press *End it*.")))
        .block(say(
            "*What stops:* check-ins and reminders, calls (those you agreed on are called off, in both calendars), \
             challenges, and whatever else I would have asked. Nobody owes anybody an answer any more.",
        ))
        .block(say(format!(
            "*What stays:* {room}everything you two wrote, for the two of you: `/checkin history`, `/mentor search`, App \
             Home."
        )))
        .block(say(format!("*Who is told:* {told}.")))
        .blocks(fields(seen, Some(why)))
        .afresh(1)
        .into()
}

/// It has ended.
pub fn ended(seen: &Seen<'_>) -> View {
    let last = match seen.room {
        Room::Open(_) => ", and say a last word in your room",
        Room::Unopened | Room::Refused => "",
    };
    page(format!(
        "Your pair with {} has ended. I'll tell them in their working hours{last}.",
        mention(&seen.other.user)
    ))
}

/// It had ended before.
pub fn over_already() -> View {
    page(
        "This pair has ended already, so nothing has changed. What you two wrote is still there."
            .to_owned(),
    )
}

fn page(words: String) -> View {
    Modal::new(Form::Page.id(), "End this pair").close("Close").block(say(words)).into()
}

/// No reason was chosen.
pub fn no_reason() -> String {
    "Choose the one that is nearest; \"Something else\" is one, too.".to_owned()
}

const STAYS: &str = "Everything you two wrote stays, for the two of you: `/checkin history`, `/mentor search`, App Home.";

/// To whoever ended it.
pub fn to_who_ended_it((reader, other): (&Person, &Person), now: Timestamp) -> Message {
    Message::new("Your pair has ended")
        .block(say(format!(
            "You ended your pair with {} on {}. Nothing more is asked of either of you, and nothing is owed. {STAYS}",
            mention(&other.user),
            reader.zone.day(now)
        )))
        .block(small("If you would like another pair one day, tell a lead of the programme."))
}

/// To the other one.
pub fn to_the_other((_, other): (&Person, &Person), why: Option<&Why>) -> Message {
    let name = mention(&other.user);
    let mut message = Message::new("Your pair has ended").block(say(format!(
        "{name} has ended your pair. What you two did together counts all the same. Nothing more is asked of you, and nothing is owed. {STAYS}"
    )));
    if let Some(why) = why {
        message =
            message.block(say(format!("*Why, as {name} put it:* {}.", reason_told(why.reason))));
        message = message.blocks(why.words.as_ref().map(|words| quote("In their words", words)));
    }
    message.block(small(
        "If you would like another pair, tell a lead of the programme; one can begin at any time.",
    ))
}

/// In their room.
pub fn in_room() -> Message {
    Message::new("Your pair has ended")
        .block(say(
            "Your pair has ended. Thank you both for the time you gave each other. I ask nothing more here, and what \
             stands here stays, for the two of you.",
        ))
}

/// To a lead.
pub fn to_lead(
    (mentor, mentee): (&Person, &Person),
    (by, reason): (Option<&Person>, Option<Reason>),
) -> Message {
    let (mentor, mentee) = (mention(&mentor.user), mention(&mentee.user));
    let reason = match (by, reason) {
        (Some(by), Some(reason)) => {
            format!(" {} ended it: {}.", mention(&by.user), reason_given(reason))
        }
        (Some(_) | None, _) => String::new(),
    };
    Message::new("A pair has ended").block(say(format!(
        "The pair of {mentor} and {mentee} has ended.{reason} What they wrote stays with the two of them. Each can be in \
         another pair: `/mentor pair @mentor @mentee`."
    )))
}
