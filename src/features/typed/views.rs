//! Every sentence about what somebody typed to the bot.

use jiff::Timestamp;

use crate::{
    domain::{
        checkin::MAX_ANSWER,
        ids::{PairId, TypedId},
        person::Person,
        text::UserText,
        typed::{Fit, MAX_NOTE, Typed},
    },
    slack::{
        action::{Action, TypedTo},
        blocks::{
            Block, Button, Message, buttons, quote, say, small,
            words::{mention, when},
        },
    },
    store::checkins::Checkin,
};

/// What something typed can become, for whoever typed it.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The pair they write check-ins and ask in.
    pub checkin: Option<PairId>,
    /// Check-ins they owe a reply to, with who wrote each.
    pub replies: Vec<(Checkin, Person)>,
    /// The pairs they are in, with the other one of each.
    pub notes: Vec<(PairId, Person)>,
}

/// The answer to somebody who is in no running pair.
pub fn introduction() -> Message {
    Message::new("Hello, I'm Trellis.").block(say(
        "Hello, I'm Trellis. I look after mentorship here: a mentee writes a short check-in every week, and their mentor \
         answers it in writing. You are in no running pair at the moment, so there is nobody I could bring this to, and \
         I have kept nothing of it. `/mentor help` shows what you can do.",
    ))
}

/// The question what it shall become.
pub fn offer(typed: &Typed, choices: &Choices) -> Message {
    let fit = typed.fit();
    let message = Message::new("What shall I make of it?").block(say(question(typed, fit)));
    let message = match (fit, typed.files()) {
        (Fit::Nothing, _) | (_, 0) => message,
        (_, 1) => message.block(small("The file stays here: I pass on words only.")),
        (_, _) => message.block(small("The files stay here: I pass on words only.")),
    };
    let message = message.blocks(rows(typed.id, fit, choices));
    match fit {
        Fit::Nothing => message,
        Fit::Field | Fit::Note(_) | Fit::TooLong(_) => message.block(small(
            "If you don't decide, I forget it after 30 days. `/mentor help` shows everything you can type.",
        )),
    }
}

fn question(typed: &Typed, fit: Fit) -> String {
    let kept = match typed.messages.len() {
        0 | 1 => {
            "*What shall I make of it?* I have kept what you wrote, and nobody else has seen it."
                .to_owned()
        }
        many => format!(
            "*What shall I make of these {many} messages?* I have kept them together, and nobody else has seen them."
        ),
    };
    match fit {
        Fit::Field => kept,
        Fit::Note(chars) => format!(
            "{kept} With {chars} characters it doesn't fit into a field of a form, which takes {MAX_ANSWER}; as a note it \
             goes whole."
        ),
        Fit::TooLong(chars) => too_long(chars),
        Fit::Nothing => no_words(),
    }
}

/// One row of buttons for what is one's own week, one for each reply, one for each note: Slack wants every button of a
/// row to have another name.
fn rows(id: TypedId, fit: Fit, choices: &Choices) -> Vec<Block> {
    let to_pair = |to: PairId| TypedTo { typed: id, to }.to_string();
    let mut rows = Vec::new();
    if let (Fit::Field, Some(pair)) = (fit, choices.checkin) {
        let make = Button::new("Make it my check-in", Action::MakeCheckin.id(), to_pair(pair));
        let ask = Button::new("Ask it in my check-in", Action::AskInCheckin.id(), to_pair(pair));
        let question = Button::new("Make it a question", Action::MakeQuestion.id(), to_pair(pair));
        rows.push(buttons("typed_checkin", [make, ask, question]));
    }
    let has_many = choices.notes.len() > 1;
    if fit == Fit::Field {
        rows.extend(choices.replies.iter().map(|(checkin, mentee)| {
            let week = checkin.week.human();
            let label = match has_many {
                true => format!("Make it my reply to {}, {week}", mentee.name),
                false => format!("Make it my reply to the week of {week}"),
            };
            let value = TypedTo { typed: id, to: checkin.id }.to_string();
            let reply = Button::new(label, Action::MakeReply.id(), value);
            buttons(format!("typed_reply_{}", checkin.id), [reply])
        }));
    }
    if matches!(fit, Fit::Field | Fit::Note(_)) {
        rows.extend(choices.notes.iter().map(|(pair, partner)| {
            let label = format!("Send it to {} as a note", partner.name);
            let note = Button::new(label, Action::SendNote.id(), to_pair(*pair));
            buttons(format!("typed_note_{pair}"), [note])
        }));
    }
    if fit != Fit::Nothing {
        let never = Button::new("Never mind", Action::NeverMind.id(), id.to_string());
        rows.push(buttons("typed_never_mind", [never]));
    }
    rows
}

/// More than one message holds.
pub fn too_long(chars: usize) -> String {
    format!(
        "This has {chars} characters, and I can pass on at most {MAX_NOTE} at once. Edit your message to make it shorter, \
         and I'll ask you again what to make of it."
    )
}

/// Nothing that could be passed on.
pub fn no_words() -> String {
    "I can only pass on words, and there are none in this. Add a few by editing your message, or share a file in your \
     pair's room."
        .to_owned()
}

/// An offer that is not the last one.
pub fn joined() -> Message {
    quiet("This goes together with what you wrote below.")
}

/// A note on its way; `at` is when it goes, unless that is now.
pub fn note_waits(
    id: TypedId,
    (writer, partner): (&Person, &Person),
    at: Option<Timestamp>,
) -> Message {
    let partner = mention(&partner.user);
    let Some(at) = at else { return quiet(&format!("I'm bringing it to {partner} now.")) };
    let words = format!(
        "I bring it to {partner} when their working day begins: {}. Edit your message until then, and the note follows.",
        when(at, &writer.zone.weekday_time(at))
    );
    let back = Button::new("Take it back", Action::TakeNoteBack.id(), id.to_string());
    Message::new("Your note waits").block(say(words)).block(buttons("typed_take_back", [back]))
}

/// A note that was brought.
pub fn brought(partner: &Person) -> Message {
    quiet(&format!("{} has it, as a note.", mention(&partner.user)))
}

/// A note that cannot be brought any more.
pub fn not_brought(partner: &Person) -> Message {
    let partner = mention(&partner.user);
    quiet(&format!(
        "I couldn't bring this to {partner}: your pair is over, or Slack doesn't let me. Your words still stand here."
    ))
}

/// It went into a check-in.
pub fn in_checkin() -> Message {
    quiet("It went into your check-in.")
}

/// It went into a question.
pub fn in_question() -> Message {
    quiet("It went into your question.")
}

/// It went into a reply.
pub fn in_reply() -> Message {
    quiet("It went into your reply.")
}

/// Its author does not want anything made of it.
pub fn dropped() -> Message {
    quiet("All right, I've forgotten it. It still stands here, where you wrote it.")
}

/// Its author took the message back.
pub fn withdrawn() -> Message {
    quiet("You took it back, so I've forgotten it.")
}

/// Nobody decided.
pub fn expired() -> Message {
    quiet("That was 30 days ago, so I've forgotten it. It still stands here, where you wrote it.")
}

/// The note itself.
pub fn note(writer: &Person, text: &UserText) -> Message {
    Message::new("A note for you")
        .block(quote(format!("{} wrote:", writer.name), text))
        .block(small("This is a note, so no reply is owed."))
}

/// It is on its way.
pub fn too_late() -> String {
    "It is on its way already, so I can't take it back any more.".to_owned()
}

/// The reader's account was closed.
pub fn partner_left(partner: &Person) -> String {
    format!(
        "{} can't be reached here any more, so I can't bring it. A lead of the programme can help.",
        mention(&partner.user)
    )
}

/// The file could not be written. It stands where it was typed, seen by the one who typed it.
pub fn not_taken() -> String {
    "I couldn't take that in just now. Nothing is lost: it still stands here, where you wrote it. Please send it again \
     in a moment."
        .to_owned()
}

fn quiet(words: &str) -> Message {
    Message::new(words).block(small(words))
}
