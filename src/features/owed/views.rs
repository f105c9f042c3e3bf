//! How the replies a mentor owes are shown: as a list that is asked for, and as a quiet card.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{ids::CheckinId, owed::TimeLeft, person::Person, week::Week, zone::words::short_day},
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

/// One check-in of the list or the card.
#[derive(Debug, Clone)]
pub struct Item {
    /// The check-in.
    pub checkin: CheckinId,
    /// Its week.
    pub week: Week,
    /// Who wrote it.
    pub mentee: Person,
    /// How it stands.
    pub standing: Standing,
}

/// How it stands with the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The mentor said they would write more today.
    Today,
    /// The mentor said they would write more on this day, which is over.
    Since(Date),
    /// It is owed by this instant, which stands so.
    Owed(Timestamp, TimeLeft),
    /// It is owed, and nothing is promised.
    Open,
    /// The mentor writes more on this day, which is still to come.
    Later(Date),
    /// It is answered.
    Answered,
}

impl Standing {
    /// How an unanswered check-in stands on the day `today`.
    pub fn of(more_on: Option<Date>, today: Date, left: Option<(Timestamp, TimeLeft)>) -> Self {
        match (more_on, left) {
            (Some(day), _) if day == today => Self::Today,
            (Some(day), _) if day < today => Self::Since(day),
            (Some(day), _) => Self::Later(day),
            (None, Some((by, left))) => Self::Owed(by, left),
            (None, None) => Self::Open,
        }
    }

    /// Whether it is asked about now.
    pub fn is_due(self) -> bool {
        match self {
            Self::Today | Self::Since(_) | Self::Owed(..) | Self::Open => true,
            Self::Later(_) | Self::Answered => false,
        }
    }
}

/// The card. What the mentor gave themselves a day for is named first.
pub fn card(mentor: &Person, items: &[Item]) -> Message {
    let waiting = items.iter().filter(|item| item.standing.is_due()).count();
    let (notice, title) = match waiting {
        0 => ("Nothing waits for your reply here", "*Nothing here waits for your reply any more.*"),
        1 => (
            "A check-in waits for your reply",
            "*A check-in waits for your reply.* Two lines are a reply.",
        ),
        _ => (
            "Check-ins wait for your reply",
            "*Some check-ins wait for your reply.* Two lines are a reply.",
        ),
    };
    let mut ordered: Vec<&Item> = items.iter().collect();
    ordered.sort_by_key(|item| !matches!(item.standing, Standing::Today | Standing::Since(_)));
    let mut message = Message::new(notice).block(say(title));
    for item in ordered.iter().take(ON_A_CARD) {
        message = message.blocks(entry(mentor, item));
    }
    if let Some(more) = items.len().checked_sub(ON_A_CARD).filter(|more| *more > 0) {
        message = message.block(small(format!("And {more} more.")));
    }
    message.block(small("`/mentor owed` shows everything you owe a reply, at any time."))
}

/// The list.
pub fn list(mentor: &Person, items: &[Item]) -> View {
    let title = match items.len() {
        0 => "Nothing is waiting for your reply.".to_owned(),
        1 => "One check-in is waiting for your reply.".to_owned(),
        n => format!("{n} check-ins are waiting for your reply."),
    };
    let mut modal = Modal::new(Form::Page.id(), "Your replies").close("Close").block(say(title));
    for item in items.iter().take(IN_THE_LIST) {
        modal = modal.blocks(entry(mentor, item));
    }
    if items.len() > IN_THE_LIST {
        modal = modal.block(small("The rest follows when these are answered."));
    }
    modal.into()
}

fn entry(mentor: &Person, item: &Item) -> Vec<Block> {
    let (mentee, week) = (mention(&item.mentee.user), item.week.human());
    let about = format!("{mentee}’s week of {week}");
    let line = match item.standing {
        Standing::Today => format!("You said you would write more about {about} today."),
        Standing::Since(day) => {
            format!("You said you would write more about {about} on {}.", short_day(day))
        }
        Standing::Owed(by, left) => {
            format!("{about}: by {}, {left}", when(by, &mentor.zone.weekday_time(by)))
        }
        Standing::Open => format!("{about}: not answered yet"),
        Standing::Later(day) => format!("{about}: you write more on {}", short_day(day)),
        Standing::Answered => return vec![say(format!(":white_check_mark: {about}: answered"))],
    };
    let id = item.checkin.to_string();
    let row = [
        Button::new("Reply", Action::Reply.id(), &*id).primary(),
        Button::new("Read, more on …", Action::ReadMore.id(), &*id),
        Button::new("Read it", Action::OpenCheckin.id(), &*id),
    ];
    vec![say(line), buttons(format!("owed_{id}"), row)]
}

/// Not a mentor.
pub fn no_mentor() -> String {
    "You are not a mentor in a running pair, so nobody waits for your reply. `/mentor help` shows what you can do."
        .to_owned()
}

/// Why a mentor is shown what they owe.
pub fn why() -> String {
    "Once on a working day at most I show a mentor the replies whose promised time ends that day or is over, and those \
     they wanted to write more on. `/mentor owed` shows all of them at any time."
        .to_owned()
}
