//! How a question looks where it is read.

use jiff::Timestamp;

use super::commons;
use crate::{
    domain::{
        pair::Room,
        person::Person,
        question::{Closed, Kind, Question, State},
    },
    features::bodies,
    slack::{
        action::Action,
        blocks::{
            Block, Button, Message, buttons,
            parts::parts,
            say, small,
            words::{mention, when},
        },
    },
};

/// A question with everybody around it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The question.
    pub question: &'a Question,
    /// Who answers.
    pub mentor: &'a Person,
    /// Who asked.
    pub mentee: &'a Person,
    /// Where the two talk.
    pub room: &'a Room,
    /// Where it stands besides, if it does.
    pub there: Option<commons::There<'a>>,
}

impl Shown<'_> {
    fn mentor(&self) -> String {
        mention(&self.mentor.user)
    }

    /// An instant as both read it: in the reader's zone, the mentee's where a client cannot.
    fn at(&self, at: Timestamp) -> String {
        when(at, &self.mentee.zone.weekday_time(at))
    }

    fn has_room(&self) -> bool {
        match self.room {
            Room::Open(_) | Room::Unopened => true,
            Room::Refused => false,
        }
    }
}

/// The message in the room.
pub fn post(shown: &Shown<'_>) -> Message {
    let question = shown.question;
    let id = question.id.to_string();
    let row = match question.state() {
        State::Open => Some(vec![
            Button::new("Answer", Action::Answer.id(), &*id).primary(),
            Button::new("Seen, back by …", Action::Seen.id(), &*id),
        ]),
        State::Answered => Some(vec![
            Button::new("Answer more", Action::Answer.id(), &*id),
            Button::new("Publish…", Action::Publish.id(), &*id),
        ]),
        State::Closed(_) if question.round.answered.is_some() => {
            Some(vec![Button::new("Publish…", Action::Publish.id(), &*id)])
        }
        State::Closed(_) => None,
    };
    asked(shown).blocks(row.map(|row| buttons("question", row))).block(small(status(shown)))
}

/// The message in the room of a question that nobody answers any more, because the pair has ended.
pub fn left(shown: &Shown<'_>) -> Message {
    let at = shown.at(shown.question.asked_at);
    asked(shown).block(small(format!("Asked {at}. Your pair has ended, so nobody owes an answer.")))
}

/// What is asked, and for whom.
fn asked(shown: &Shown<'_>) -> Message {
    let question = shown.question;
    let mut parts = body(shown).into_iter();
    let urgent =
        if question.content.blocked.is_some() { ":rotating_light: *Urgent.* " } else { "" };
    let title =
        format!("{urgent}*{}*  for {}", title(question.content.kind, shown), shown.mentor());
    let notice = match question.content.blocked {
        Some(_) => "An urgent question for you",
        None => "A question for you",
    };
    let mut message =
        Message::new(notice).block(say(title)).blocks(parts.next().unwrap_or_default());
    if parts.next().is_some() {
        message = message.block(small("It goes on in the thread."));
    }
    message.blocks(shown.there.map(|there| small(commons::stands_there(&there))))
}

fn title(kind: Kind, shown: &Shown<'_>) -> String {
    let mentee = mention(&shown.mentee.user);
    match kind {
        Kind::Quick => format!("Quick question of {mentee}"),
        Kind::Debug => format!("Question of {mentee}: something doesn't work"),
        Kind::Concept => format!("Question of {mentee}: how or why"),
    }
}

/// A further part of a long one, in its thread; `None` when it has no such part.
pub fn part(shown: &Shown<'_>, part: u32) -> Option<Message> {
    let parts = body(shown);
    let blocks = parts.get(usize::try_from(part).ok()?)?.clone();
    let what = if shown.question.version > 1 { "Edited question" } else { "Question" };
    let title = format!("{what}, part {} of {}", part + 1, parts.len());
    Some(Message::new(&title).block(small(title)).blocks(blocks))
}

/// In how many messages it is said.
pub fn count_parts(shown: &Shown<'_>) -> u32 {
    u32::try_from(body(shown).len()).unwrap_or(u32::MAX)
}

fn body(shown: &Shown<'_>) -> Vec<Vec<Block>> {
    parts(bodies::question(&shown.question.content))
}

/// When it was asked, seen and answered, and what is promised, in one line.
fn status(shown: &Shown<'_>) -> String {
    let (question, mentor) = (shown.question, shown.mentor());
    let round = &question.round;
    let asked = match round.nth {
        1 => format!("Asked {}.", shown.at(question.asked_at)),
        _ => format!("Asked {}, and again {}.", shown.at(question.asked_at), shown.at(round.since)),
    };
    let edited = question.edited_at.map(|at| format!("Edited {}.", shown.at(at)));
    let seen = round.seen.map(|seen| format!("Seen {}.", shown.at(seen.at)));
    let answer = match (question.state(), round.answered) {
        (State::Closed(closed), None) => Some(bodies::closed(closed).to_owned()),
        (State::Closed(closed), Some(_)) => {
            Some(format!("{} {}", answered(shown), bodies::closed(closed)))
        }
        (State::Answered, _) => Some(answered(shown)),
        (State::Open, _) => match (round.seen, round.owed_by) {
            (Some(seen), _) => Some(format!("{mentor} is back by {}.", shown.at(seen.back_by))),
            (None, Some(by)) if shown.has_room() => Some(format!(
                "{mentor} answers by {}, here in the thread or with *Answer*.",
                shown.at(by)
            )),
            (None, Some(by)) => Some(format!(
                "{mentor} answers by {} with *Answer*; nobody else sees what is typed under this message.",
                shown.at(by)
            )),
            (None, None) => None,
        },
    };
    [Some(asked), edited, seen, answer].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn answered(shown: &Shown<'_>) -> String {
    match shown.question.round.answered {
        Some(it) if it.taken.0 == 0 => format!("Answered {}, at once.", shown.at(it.at)),
        Some(it) => {
            format!("Answered {}, after {} of working time.", shown.at(it.at), it.taken)
        }
        None => String::new(),
    }
}

/// The writer's own copy, with their words and the promised time; `sees_at` is when the mentor sees it, or saw it first.
pub fn receipt(shown: &Shown<'_>, sees_at: Option<Timestamp>) -> Message {
    let question = shown.question;
    let mut parts = body(shown).into_iter();
    let (notice, line) = match question.state() {
        State::Open => ("Your question is asked", waiting(shown, sees_at)),
        State::Answered => {
            let where_ = match (shown.there, shown.has_room()) {
                (None, true) => " in your room",
                (Some(_), _) | (None, false) => "",
            };
            let line =
                format!("*{} has answered your question*{where_}. Did it help?", shown.mentor());
            ("Your question is answered", line)
        }
        State::Closed(Closed::Solved) => {
            ("Your question is solved", bodies::closed(Closed::Solved).to_owned())
        }
        State::Closed(Closed::SolvedAlone) => {
            ("Your question is solved", ":white_check_mark: Solved on your own.".to_owned())
        }
    };
    let message = Message::new(notice).block(say(line)).blocks(parts.next().unwrap_or_default());
    let message = match parts.next() {
        Some(_) => message.block(small("It is longer than one message; *Read it* shows the rest.")),
        None => message,
    };
    let message = message.blocks(shown.there.map(|there| small(commons::stands_there(&there))));
    let message = match question.state() {
        State::Answered => message.block(bodies::did_it_help(question.id)),
        State::Open | State::Closed(_) => message,
    };
    message.block(buttons("question_receipt", receipt_row(question)))
}

/// The writer's copy of a question that nobody answers any more, because the pair has ended; `anew` is the mentor who was asked
/// the same again.
pub fn unanswered(shown: &Shown<'_>, anew: Option<&Person>) -> Message {
    let words = match anew {
        Some(mentor) => format!(
            "Your pair ended before this question was answered, so I have asked your new mentor, {}, the same.",
            mention(&mentor.user)
        ),
        None => {
            "Your pair ended before this question was answered, so nobody owes you an answer. It stays here for you.".to_owned()
        }
    };
    let read = Button::new("Read it", Action::OpenQuestion.id(), shown.question.id.to_string());
    Message::new("Your pair has ended")
        .block(say(words))
        .blocks(body(shown).into_iter().next().unwrap_or_default())
        .block(buttons("question_receipt", [read]))
}

fn receipt_row(question: &Question) -> Vec<Button> {
    let id = question.id.to_string();
    let button = |label: &str, action: Action| Button::new(label, action.id(), &*id);
    let mut row = vec![button("Read it", Action::OpenQuestion)];
    match question.state() {
        State::Open => {
            row.push(button("Edit", Action::EditQuestion));
            if question.held_until.is_some() {
                row.push(button("Ask it now", Action::AskNow));
            }
            row.push(button("Solved it myself", Action::SolvedAlone));
            if question.held_until.is_none() && question.round.followed_up_at.is_none() {
                row.push(button("Follow up", Action::FollowUp));
            }
        }
        State::Answered | State::Closed(_) => {
            if question.round.answered.is_some() {
                row.push(button("Publish…", Action::Publish));
            }
        }
    }
    row
}

/// Until when to wait, and for what.
fn waiting(shown: &Shown<'_>, sees_at: Option<Timestamp>) -> String {
    let (question, mentor) = (shown.question, shown.mentor());
    if let Some(until) = question.held_until {
        let comes = match question.round.owed_by {
            Some(by) => {
                format!(" *The answer comes by {}* if your check-in is in time.", shown.at(by))
            }
            None => String::new(),
        };
        return format!(
            "Your question goes along with your next check-in, and by itself on {} if there is none.{comes}",
            shown.at(until)
        );
    }
    let again = if question.round.nth > 1 { " again" } else { "" };
    let seen = match (question.posted_at, sees_at) {
        (Some(at), _) if shown.has_room() => {
            format!("It has been in your room since {}.", shown.at(at))
        }
        (Some(at), _) => format!("{mentor} has had it since {}.", shown.at(at)),
        (None, Some(at)) if shown.there.is_some_and(|it| it.there.rises_at.is_some()) => {
            format!(
                "Others have it first; if it isn't solved by then, {mentor} sees it on {}.",
                shown.at(at)
            )
        }
        (None, Some(at)) if at > question.asked_at => {
            format!("{mentor} sees it on {}, when their working day is open.", shown.at(at))
        }
        (None, Some(_)) => format!("{mentor} sees it now."),
        (None, None) => format!("{mentor} sees it when they are back."),
    };
    let round = &question.round;
    let promised = match (round.seen, round.owed_by) {
        (Some(seen), _) => {
            format!(" {mentor} is back with an answer by {}.", shown.at(seen.back_by))
        }
        (None, Some(by)) => format!(" *The answer comes by {}.*", shown.at(by)),
        (None, None) => String::new(),
    };
    let followed_up = match round.followed_up_at {
        Some(_) => format!(" I have asked {mentor} once more."),
        None => String::new(),
    };
    format!("Your question is asked{again}. {seen}{promised}{followed_up}")
}

/// The mentor has seen it.
pub fn seen(shown: &Shown<'_>, back_by: Timestamp) -> Message {
    Message::new("Your mentor has seen your question").block(say(format!(
        "{} has seen this and is back with an answer by {}.",
        shown.mentor(),
        shown.at(back_by)
    )))
}
