//! How the answers a mentor owes are shown: as a list that is asked for, and as a quiet card.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        ids::{CheckinId, QuestionId},
        owed::{Back, TimeLeft},
        person::Person,
        week::Week,
        zone::words::short_day,
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// So many stand on one card; the list has room for more.
const ON_A_CARD: usize = 15;

/// So many stand in the list.
const IN_THE_LIST: usize = 40;

/// One thing of the list or the card.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub thing: Thing,
    /// Who wrote it.
    pub mentee: Person,
    /// How it stands.
    pub standing: Standing,
}

/// What is owed an answer, and how people tell it from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A check-in, by its week.
    Checkin(CheckinId, Week),
    /// A question, by when it was asked.
    Question(QuestionId, Timestamp),
}

/// How it stands with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The mentor said they would write more today.
    Today,
    /// The mentor said they would write more on this day, which is over.
    Since(Date),
    /// The mentor said they would be back by this instant, which has come.
    BackBy(Timestamp),
    /// It is owed by this instant, which stands so.
    Owed(Timestamp, TimeLeft),
    /// It is owed, and nothing is promised.
    Open,
    /// The mentor writes more on this day, which is still to come.
    Later(Date),
    /// The mentor is back by this instant, which is still to come.
    LaterBy(Timestamp),
    /// It is answered.
    Answered,
}

impl Standing {
    /// How something unanswered stands for the mentor at `now`.
    pub fn of(
        back: Option<Back>,
        (mentor, now): (&Person, Timestamp),
        left: Option<(Timestamp, TimeLeft)>,
    ) -> Self {
        let today = mentor.zone.date(now);
        match (back, left) {
            (Some(Back::On(day)), _) if day == today => Self::Today,
            (Some(Back::On(day)), _) if day < today => Self::Since(day),
            (Some(Back::On(day)), _) => Self::Later(day),
            (Some(Back::By(at)), _) if at <= now => Self::BackBy(at),
            (Some(Back::By(at)), _) => Self::LaterBy(at),
            (None, Some((by, left))) => Self::Owed(by, left),
            (None, None) => Self::Open,
        }
    }

    /// Whether it is asked about now.
    pub fn is_due(self) -> bool {
        match self {
            Self::Today | Self::Since(_) | Self::BackBy(_) | Self::Owed(..) | Self::Open => true,
            Self::Later(_) | Self::LaterBy(_) | Self::Answered => false,
        }
    }

    /// Whether the mentor gave themselves a time that has come.
    fn is_said(self) -> bool {
        match self {
            Self::Today | Self::Since(_) | Self::BackBy(_) => true,
            Self::Owed(..) | Self::Open | Self::Later(_) | Self::LaterBy(_) | Self::Answered => {
                false
            }
        }
    }
}

/// How many check-ins and how many questions.
fn counts<'a>(items: impl Iterator<Item = &'a Item>) -> (usize, usize) {
    items.fold((0, 0), |(checkins, questions), item| match item.thing {
        Thing::Checkin(..) => (checkins + 1, questions),
        Thing::Question(..) => (checkins, questions + 1),
    })
}

/// The card. What the mentor gave themselves a time for is named first.
pub fn card(mentor: &Person, items: &[Item]) -> Message {
    let notice = match counts(items.iter().filter(|item| item.standing.is_due())) {
        (0, 0) => "Nothing here waits for your answer any more",
        (1, 0) => "A check-in waits for your reply",
        (_, 0) => "Some check-ins wait for your reply",
        (0, 1) => "A question waits for your answer",
        (0, _) => "Some questions wait for your answer",
        (_, _) => "Check-ins and questions wait for your answer",
    };
    let waits = items.iter().any(|item| item.standing.is_due());
    let enough = if waits { " Two lines are enough." } else { "" };
    let mut ordered: Vec<&Item> = items.iter().collect();
    ordered.sort_by_key(|item| !item.standing.is_said());
    let mut message = Message::new(notice).block(say(format!("*{notice}.*{enough}")));
    for item in ordered.iter().take(ON_A_CARD) {
        message = message.blocks(entry(mentor, item));
    }
    if let Some(more) = items.len().checked_sub(ON_A_CARD).filter(|more| *more > 0) {
        message = message.block(small(format!("And {more} more.")));
    }
    message.block(small("`/mentor owed` shows everything you owe an answer, at any time."))
}

/// The list.
pub fn list(mentor: &Person, items: &[Item]) -> View {
    let title = match counts(items.iter()) {
        (0, 0) => "Nothing is waiting for your answer.".to_owned(),
        (1, 0) => "One check-in is waiting for your reply.".to_owned(),
        (n, 0) => format!("{n} check-ins are waiting for your reply."),
        (0, 1) => "One question is waiting for your answer.".to_owned(),
        (0, n) => format!("{n} questions are waiting for your answer."),
        (n, more) => format!("{} check-ins and questions are waiting for your answer.", n + more),
    };
    let mut modal = Modal::new(Form::Page.id(), "Your answers").close("Close").block(say(title));
    for item in items.iter().take(IN_THE_LIST) {
        modal = modal.blocks(entry(mentor, item));
    }
    if items.len() > IN_THE_LIST {
        modal = modal.block(small("The rest follows when these are answered."));
    }
    modal.into()
}

fn entry(mentor: &Person, item: &Item) -> Vec<Block> {
    let at = |at: Timestamp| when(at, &mentor.zone.weekday_time(at));
    let mentee = mention(&item.mentee.user);
    let about = match item.thing {
        Thing::Checkin(_, week) => format!("{mentee}’s week of {}", week.human()),
        Thing::Question(_, asked) => format!("{mentee}’s question of {}", at(asked)),
    };
    let line = match item.standing {
        Standing::Today => format!("You said you would write more about {about} today."),
        Standing::Since(day) => {
            format!("You said you would write more about {about} on {}.", short_day(day))
        }
        Standing::BackBy(by) => format!("You said you would answer {about} by {}.", at(by)),
        Standing::Owed(by, left) => format!("{about}: by {}, {left}", at(by)),
        Standing::Open => format!("{about}: not answered yet"),
        Standing::Later(day) => format!("{about}: you write more on {}", short_day(day)),
        Standing::LaterBy(by) => format!("{about}: you answer by {}", at(by)),
        Standing::Answered => return vec![say(format!(":white_check_mark: {about}: answered"))],
    };
    let row = match item.thing {
        Thing::Checkin(id, _) => buttons(
            format!("owed_{id}"),
            [
                Button::new("Reply", Action::Reply.id(), id.to_string()).primary(),
                Button::new("Read, more on …", Action::ReadMore.id(), id.to_string()),
                Button::new("Read it", Action::OpenCheckin.id(), id.to_string()),
            ],
        ),
        Thing::Question(id, _) => buttons(
            format!("owed_q{id}"),
            [
                Button::new("Answer", Action::Answer.id(), id.to_string()).primary(),
                Button::new("Seen, back by …", Action::Seen.id(), id.to_string()),
                Button::new("Read it", Action::OpenQuestion.id(), id.to_string()),
            ],
        ),
    };
    vec![say(line), row]
}

/// Not a mentor.
pub fn no_mentor() -> String {
    "You are not a mentor in a running pair, so nobody waits for your answer. `/mentor help` shows what you can do."
        .to_owned()
}

/// Why a mentor is shown what they owe.
pub fn why() -> String {
    "I remind a mentor of an answer twice while its promised time runs: when three quarters of it are over, and when it \
     ends. After that, and when a time they named themselves has come, I ask once on each working day. \
     `/mentor owed` shows everything at any time."
        .to_owned()
}
