//! How a check-in looks where it is read.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        follow_up::FollowUps, person::Person, promise::WorkingMinutes, week::Week,
        zone::words::short_day,
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
    store::checkins::Checkin,
};

/// How it stands with the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing is promised.
    Open,
    /// It is owed by this instant.
    OwedBy(Timestamp),
    /// The mentor has read it and writes more on this day.
    MoreOn(Date),
    /// It took so long, in the mentor's working time.
    Replied(WorkingMinutes),
    /// Nobody answers any more: the pair has ended.
    Over,
}

/// A check-in with everybody around it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The check-in.
    pub checkin: &'a Checkin,
    /// What it says about actions.
    pub actions: &'a FollowUps,
    /// Who answers.
    pub mentor: &'a Person,
    /// Who wrote it.
    pub mentee: &'a Person,
    /// The earlier weeks it closes too.
    pub covers: &'a [Week],
    /// How it stands with the reply.
    pub status: Status,
    /// Where the mentor reads it.
    pub place: ReadIn,
}

/// Where the mentor reads a check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadIn {
    /// In the pair's room, where the thread is for both.
    Room,
    /// In their own DM, because Slack refused the room.
    Dm,
}

/// The message in the room.
pub fn post(shown: &Shown<'_>) -> Message {
    let mut parts = body(shown).into_iter();
    let id = shown.checkin.id.to_string();
    let (mentee, week) = (mention(&shown.mentee.user), shown.checkin.week.human());
    let title =
        format!("*Check-in of {mentee}, week of {week}*  for {}", mention(&shown.mentor.user));
    let mut message = Message::new("A new check-in")
        .block(say(title))
        .blocks(covers(shown.covers))
        .blocks(parts.next().unwrap_or_default());
    if parts.next().is_some() {
        message = message.block(small("It goes on in the thread."));
    }
    let row = match shown.status {
        Status::Over => None,
        Status::Open | Status::OwedBy(_) | Status::MoreOn(_) | Status::Replied(_) => Some([
            Button::new("Reply", Action::Reply.id(), &*id).primary(),
            Button::new("Read, more on …", Action::ReadMore.id(), &*id),
        ]),
    };
    message.blocks(row.map(|row| buttons("reply", row))).block(small(status(shown)))
}

/// Which earlier weeks it closes, if any.
fn covers(weeks: &[Week]) -> Option<Block> {
    let weeks: Vec<String> = weeks.iter().map(|week| week.human()).collect();
    match weeks.as_slice() {
        [] => None,
        [one] => Some(small(format!("It closes the week of {one} too."))),
        [first @ .., last] => {
            Some(small(format!("It closes the weeks of {} and {last} too.", first.join(", "))))
        }
    }
}

/// Under a check-in that was edited after the mentor had replied.
pub fn edited_since(shown: &Shown<'_>) -> Message {
    let (mentor, mentee) = (mention(&shown.mentor.user), mention(&shown.mentee.user));
    Message::new("A check-in changed after your reply").block(say(format!(
        "{mentor}, {mentee} changed something in the check-in for the week of {} after you replied. The message above \
         shows how it reads now.",
        shown.checkin.week.human()
    )))
}

/// A further part of a long one, in its thread; `None` when it has no such part.
pub fn part(shown: &Shown<'_>, part: u32) -> Option<Message> {
    let parts = body(shown);
    let blocks = parts.get(usize::try_from(part).ok()?)?.clone();
    let what = if shown.checkin.version > 1 { "Edited check-in" } else { "Check-in" };
    let title = format!("{what}, part {} of {}", part + 1, parts.len());
    Some(Message::new(&title).block(small(title)).blocks(blocks))
}

/// In how many messages it is said.
pub fn count_parts(shown: &Shown<'_>) -> u32 {
    u32::try_from(body(shown).len()).unwrap_or(u32::MAX)
}

/// All of it, in as many parts as it takes.
fn body(shown: &Shown<'_>) -> Vec<Vec<Block>> {
    let Checkin { template, answers, .. } = shown.checkin;
    let mut blocks = bodies::checkin(&template.content, answers);
    blocks.extend(bodies::follow_ups(shown.actions));
    parts(blocks)
}

/// How it stands with the reply, in one line.
fn status(shown: &Shown<'_>) -> String {
    let (mentor, zone) = (mention(&shown.mentor.user), &shown.mentee.zone);
    let edited = |at| format!("Edited {}.", when(at, &zone.weekday_time(at)));
    let edited = shown.checkin.edited_at.map(edited);
    let reply = match shown.status {
        Status::Open => None,
        Status::OwedBy(at) => {
            let by = when(at, &zone.weekday_time(at));
            Some(match shown.place {
                ReadIn::Room => {
                    format!("{mentor} answers by {by}, here in the thread or with *Reply*.")
                }
                ReadIn::Dm => format!(
                    "{mentor} answers by {by} with *Reply*; nobody else sees what is typed under this message."
                ),
            })
        }
        Status::MoreOn(day) => {
            Some(format!("{mentor} has read it and writes more on {}.", short_day(day)))
        }
        Status::Replied(taken) if taken.0 == 0 => Some(format!("{mentor} answered at once.")),
        Status::Replied(taken) => Some(format!("{mentor} answered after {taken} of working time.")),
        Status::Over => Some("Your pair has ended, so nobody owes an answer.".to_owned()),
    };
    let kept = "`/checkin history` keeps it.".to_owned();
    [edited, reply, Some(kept)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The writer's own copy; `seen_at` is when the mentor sees it, or saw it first. Without a room it holds what the room's
/// message would have shown them.
pub fn receipt(shown: &Shown<'_>, seen_at: Option<Timestamp>) -> Message {
    let checkin = shown.checkin;
    let (mentor, zone) = (mention(&shown.mentor.user), &shown.mentee.zone);
    let seen = match (checkin.posted_at, seen_at) {
        (Some(at), _) => {
            let since = when(at, &zone.weekday_time(at));
            match shown.place {
                ReadIn::Room => format!("It has been in your room since {since}."),
                ReadIn::Dm => format!("{mentor} has had it since {since}."),
            }
        }
        (None, Some(at)) if at > checkin.submitted_at => {
            format!(
                "{mentor} sees it on {}, when their working day is open.",
                when(at, &zone.weekday_time(at))
            )
        }
        (None, Some(_)) => format!("{mentor} sees it now."),
        (None, None) => format!("{mentor} sees it when they are back."),
    };
    let owed = match (checkin.replied_at, checkin.owed_by) {
        (Some(_), _) => match shown.place {
            ReadIn::Room => format!(" {mentor} has answered it there."),
            ReadIn::Dm => format!(" {mentor} has answered it."),
        },
        (None, Some(at)) => format!(" The answer comes by {}.", when(at, &zone.weekday_time(at))),
        (None, None) => String::new(),
    };
    let saved = match checkin.edited_at {
        Some(at) => format!(
            "Your changes to the week of {} are saved ({}).",
            checkin.week.human(),
            when(at, &zone.weekday_time(at))
        ),
        None => format!("Your check-in for the week of {} is saved.", checkin.week.human()),
    };
    let id = checkin.id.to_string();
    let message =
        Message::new("Your check-in is saved").block(say(format!("{saved} {seen}{owed}")));
    let message = match shown.place {
        ReadIn::Room => message,
        ReadIn::Dm => own_words(message, shown),
    };
    message.block(buttons(
        "receipt",
        [
            Button::new("Read it", Action::OpenCheckin.id(), &*id),
            Button::new("Edit", Action::EditCheckin.id(), &*id),
        ],
    ))
}

/// The writer's copy of a check-in that nobody answers any more, because the pair has ended.
pub fn left(shown: &Shown<'_>) -> Message {
    let week = shown.checkin.week.human();
    let became = match (shown.checkin.posted_at, shown.place) {
        (Some(_), _) => "before it was answered, so nobody owes you an answer",
        (None, ReadIn::Room) => "before it was posted, so it does not come into your room any more",
        (None, ReadIn::Dm) => {
            "before it was brought to your mentor, so it does not come to them any more"
        }
    };
    let message = Message::new("Your pair has ended").block(say(format!(
        "Your check-in for the week of {week} is saved. Your pair ended {became}. `/checkin history` keeps it."
    )));
    let message = match shown.place {
        ReadIn::Room => message,
        ReadIn::Dm => own_words(message, shown),
    };
    let read = Button::new("Read it", Action::OpenCheckin.id(), shown.checkin.id.to_string());
    message.block(buttons("receipt", [read]))
}

/// What somebody wrote, where they have no room to see it in. Nobody needs a second message for the rest of their own words.
fn own_words(message: Message, shown: &Shown<'_>) -> Message {
    let mut parts = body(shown).into_iter();
    let message = message.blocks(parts.next().unwrap_or_default());
    match parts.next() {
        Some(_) => message.block(small("It is longer than one message; *Read it* shows the rest.")),
        None => message,
    }
}
