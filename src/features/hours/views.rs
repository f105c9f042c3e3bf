//! What the bot says about somebody's hours and leave.

use jiff::Timestamp;

use crate::{
    domain::{person::Person, working_hours::DateRange, zone::words::short_day_year},
    slack::blocks::{Message, say, words::when},
};

/// Their hours have changed.
pub fn hours_set(person: &Person) -> Message {
    let (hours, zone) = (person.availability.hours(), person.zone.name());
    notice(format!(
        "Done. I'll write to you {hours} ({zone} time) and leave you alone otherwise. Promised times count in these \
         hours from now on."
    ))
}

/// They are away.
pub fn away(person: &Person, range: DateRange, back_at: Option<Timestamp>) -> Message {
    let (first, last) = (short_day_year(range.first()), short_day_year(range.last()));
    let days =
        if first == last { format!("on {first}") } else { format!("from {first} to {last}") };
    let back = match back_at {
        Some(at) => {
            format!(" I'll be back in touch from {}.", when(at, &person.zone.weekday_time(at)))
        }
        None => String::new(),
    };
    notice(format!(
        "Enjoy it. {} I won't write to you, and every clock that runs for you stands still.{back} \
         `/mentor back` ends it early.",
        capital(&days)
    ))
}

/// Their leave is over.
pub fn back(person: &Person) -> Message {
    notice(format!("Welcome back. I'll write to you {} again.", person.availability.hours()))
}

/// A leave in the past.
pub fn leave_is_over() -> String {
    "That leave is over already. Give its first and last day: `/mentor away 2026-12-21 2027-01-01`."
        .to_owned()
}

/// A leave of more than half a year.
pub fn leave_too_long() -> String {
    "That is more than half a year, which is longer than a pair can stand still. Talk to a lead of the programme \
     about pausing or ending the pair; nothing has changed."
        .to_owned()
}

/// A leave in a far year.
pub fn leave_too_far() -> String {
    "That is more than a year ahead. Check the year, or tell me when it is nearer; nothing has changed.".to_owned()
}

/// A leave on top of another.
pub fn leave_overlaps() -> String {
    "You have told me about leave on some of these days already. `/mentor back` takes back everything that is still \
     to come; then give me the whole leave again."
        .to_owned()
}

/// No leave to end.
pub fn not_away() -> String {
    "You have no leave that is running or still to come, so there is nothing to end.".to_owned()
}

/// Somebody the bot has nothing to do with.
pub fn not_met() -> String {
    "You are not in a pair yet, so I don't write to you at all. A lead of the programme can start a pair for you; \
     then you can set your hours and leave here."
        .to_owned()
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
