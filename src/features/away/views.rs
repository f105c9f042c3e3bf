//! What the bot says about leave: in the form, to whoever goes, and to the other one of their pair.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        ids::SlackUser,
        leave::{Leave, LeaveProblem, ReasonReaders},
        pair::Side,
        person::Person,
        week::Week,
        working_hours::DateRange,
        zone::words::{on_days, short_day_year},
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons, divider, header,
            input::{Checkboxes, Choice, DatePicker, TextInput},
            quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// The field for the first day.
pub const FROM: &str = "from";
/// The field for the last day.
pub const TO: &str = "to";
/// The field for a reason.
pub const REASON: &str = "reason";
/// The box that shows the reason to the other one.
pub const READERS: &str = "readers";
/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 300;

/// Something that waits for whoever is back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// A check-in of theirs that is unwritten.
    Checkin(Week),
    /// A reply they owe.
    Reply {
        /// To whom.
        to: SlackUser,
        /// About which week.
        week: Week,
        /// By when.
        by: Option<Timestamp>,
    },
    /// An answer they owe.
    Answer {
        /// To whom.
        to: SlackUser,
        /// To the question of when.
        asked_at: Timestamp,
        /// By when.
        by: Option<Timestamp>,
    },
}

/// The form for a leave, with those that are known.
pub fn form(person: &Person, first: Option<Date>, known: &[Leave]) -> View {
    let share = Choice::new("partner", "Show these words to my mentor or mentee");
    Modal::new(Form::Away.id(), "I'll be away")
        .submit("Save")
        .close("Not now")
        .metadata(person.id.to_string())
        .block(say(
            "From the first to the last day I don't write to you, and every clock that runs for you stands still. Your \
             mentor or mentee is told before you go, and hears when you are back.",
        ))
        .block(DatePicker::new(FROM, "First day away", first))
        .block(DatePicker::new(TO, "Last day away", first))
        .block(
            TextInput::new(REASON, "Why, if you like").optional().max(LONGEST_REASON).hint(
                "Only you see this, in this form, unless you tick the box below. I delete it when you are back.",
            ),
        )
        .block(Checkboxes::new(READERS, "Who sees why", [share]))
        .blocks(list(person, known))
        .into()
}

fn list(person: &Person, known: &[Leave]) -> Vec<Block> {
    if known.is_empty() {
        return vec![small(format!("Days count where you are ({}).", person.zone.name()))];
    }
    let mut blocks = vec![divider(), header("Your leave so far")];
    for leave in known {
        blocks.push(say(format!("*{}*", capital(&days(leave.range)))));
        if let Some(reason) = &leave.reason {
            let readers = match reason.readers {
                ReasonReaders::OnlyTheWriter => "Why (only you see this)",
                ReasonReaders::PartnerToo => "Why (your mentor or mentee sees this, too)",
            };
            blocks.push(quote(readers, &reason.text));
        }
        let id = leave.id.to_string();
        blocks.push(buttons(
            format!("leave_{id}"),
            [Button::new("Take it back", Action::TakeBackLeave.id(), id)],
        ));
    }
    blocks.push(small("Taking back a leave that has begun ends it: you are back today."));
    blocks
}

fn days(range: DateRange) -> String {
    on_days(range.first(), range.last())
}

fn enjoy(person: &Person, range: DateRange, back_at: Option<Timestamp>) -> String {
    let back = match back_at {
        Some(at) => {
            format!(" I'll be back in touch from {}.", when(at, &person.zone.weekday_time(at)))
        }
        None => String::new(),
    };
    format!(
        "Enjoy it. {} I won't write to you, and every clock that runs for you stands still.{back}",
        capital(&days(range))
    )
}

/// They are away, said after the command.
pub fn away(person: &Person, range: DateRange, back_at: Option<Timestamp>) -> Message {
    notice(format!("{} `/mentor back` ends it early.", enjoy(person, range, back_at)))
}

/// They are away, shown in the place of the form.
pub fn entered(person: &Person, range: DateRange, back_at: Option<Timestamp>) -> View {
    Modal::new(Form::Page.id(), "You'll be away")
        .close("Close")
        .block(say(enjoy(person, range, back_at)))
        .block(small(
            "`/mentor away` shows your leave and takes it back; `/mentor back` ends it early.",
        ))
        .into()
}

/// Their leave is over because they said so.
pub fn back(person: &Person) -> Message {
    notice(format!("Welcome back. I'll write to you {} again.", person.availability.hours()))
}

/// Their leave is over by itself.
pub fn welcome_back(person: &Person, waiting: &[Waiting]) -> Message {
    let lines: Vec<String> = waiting.iter().map(|it| waiting_line(person, it)).collect();
    let words = match lines.as_slice() {
        [] => "Welcome back. Nothing is waiting for you.".to_owned(),
        lines => format!(
            "Welcome back. This is waiting for you:\n{}\nApp Home has the buttons.",
            lines.join("\n")
        ),
    };
    Message::new("Welcome back").block(say(words))
}

fn waiting_line(person: &Person, waiting: &Waiting) -> String {
    match waiting {
        Waiting::Checkin(week) => format!("• your check-in for the week of {}", week.human()),
        Waiting::Reply { to, week, by } => {
            let (to, week, by) = (mention(to), week.human(), waiting_until(person, *by));
            format!("• your reply to {to} about the week of {week}{by}")
        }
        Waiting::Answer { to, asked_at, by } => {
            let asked = when(*asked_at, &person.zone.weekday_time(*asked_at));
            let by = waiting_until(person, *by);
            format!("• your answer to {}’s question of {asked}{by}", mention(to))
        }
    }
}

fn waiting_until(person: &Person, by: Option<Timestamp>) -> String {
    match by {
        Some(at) => format!(", by {}", when(at, &person.zone.weekday_time(at))),
        None => String::new(),
    }
}

/// The other one of the pair will be away, or is.
pub fn partner_away((person, side): (&Person, Side), leave: &Leave) -> Message {
    let (who, days) = (mention(&person.user), days(leave.range));
    let back = match leave.back_at(&person.availability) {
        Some(at) => format!(" and back on {}", short_day_year(person.zone.date(at))),
        None => String::new(),
    };
    let what = match side {
        Side::Mentor => {
            "What you write is kept for them, and the time for their answer stands still."
        }
        Side::Mentee => "No check-in is asked for in that time.",
    };
    let message = Message::new(format!("Your {} will be away", role(side)))
        .block(say(format!("{who} is away {days}{back}. {what}")));
    match &leave.reason {
        Some(reason) if reason.readers == ReasonReaders::PartnerToo => {
            message.block(quote("Why", &reason.text))
        }
        Some(_) | None => message,
    }
}

fn role(side: Side) -> &'static str {
    match side {
        Side::Mentor => "mentor",
        Side::Mentee => "mentee",
    }
}

/// A leave the reader heard of does not take place.
pub fn partner_stays((person, side): (&Person, Side), range: DateRange) -> Message {
    let (who, days) = (mention(&person.user), days(range));
    Message::new(format!("Your {} will be here after all", role(side)))
        .block(say(format!("{who} will be here after all; the leave {days} is off.")))
}

/// The other one of the pair is back.
pub fn partner_back((person, side): (&Person, Side)) -> Message {
    let what = match side {
        Side::Mentor => "Their time to answer runs again.",
        Side::Mentee => "Check-ins go on as before.",
    };
    Message::new(format!("Your {} is back", role(side)))
        .block(say(format!("{} is back. {what}", mention(&person.user))))
}

/// Why the other one hears of somebody's leave.
pub fn why_told(person: &Person, leave: &Leave) -> String {
    format!(
        "{} told me about being away {}. I tell you when that is less than two weeks ahead, on your last working day \
         before, when it is off, and when they are back.",
        mention(&person.user),
        days(leave.range)
    )
}

/// Why somebody is welcomed back.
pub fn why_welcomed(_: &Person, leave: &Leave) -> String {
    format!(
        "You told me about being away {}. On your first working day I tell you what waits for you.",
        days(leave.range)
    )
}

/// Why a leave was not taken, and what to do next.
pub fn problem(problem: LeaveProblem) -> String {
    match problem {
        LeaveProblem::EndsBeforeItStarts => {
            "That leave ends before it starts. Choose a last day that is the first day or a later one."
        }
        LeaveProblem::Over => {
            "That leave is over already. Give its first and last day: `/mentor away 2026-12-21 2027-01-01`."
        }
        LeaveProblem::TooLong => {
            "That is more than half a year, which is longer than a pair can stand still. Talk to a lead of the \
             programme about pausing or ending the pair; nothing has changed."
        }
        LeaveProblem::TooFar => {
            "That is more than a year ahead. Check the year, or tell me when it is nearer; nothing has changed."
        }
        LeaveProblem::Overlaps => {
            "You have told me about leave on some of these days already. `/mentor away` shows it; take it back there, \
             then give me the whole leave again."
        }
        LeaveProblem::TooMany => {
            "That is more leave than I can keep in mind: two dozen are still to come. `/mentor away` shows them; take \
             one back first."
        }
    }
    .to_owned()
}

/// No day was chosen.
pub fn no_day() -> String {
    "Choose a day.".to_owned()
}

/// A leave that cannot be taken back because it is over.
pub fn over_already() -> String {
    "That leave is over already, so there is nothing to take back. `/mentor away` shows what is still to come.".to_owned()
}

/// No leave to end.
pub fn not_away() -> String {
    "You have no leave that is running or still to come, so there is nothing to end.".to_owned()
}

fn notice(words: String) -> Message {
    Message::new(&words).block(say(&words))
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
