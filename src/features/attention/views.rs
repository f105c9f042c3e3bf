//! What the bot says about what it says unasked.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        attention::{Allowed, Kind, LONGEST_MUTE, PER_DAY, WeeklyCap},
        ids::PersonId,
        learning::Learning,
        person::Person,
        zone::words::short_day_year,
    },
    slack::{
        action::{Action, Form, SwitchKind, Turn},
        blocks::{
            Button, Message, buttons, divider,
            input::{Checkboxes, Choice, Select},
            say, small,
            view::Modal,
            words::times,
        },
    },
};

/// The field of the kinds somebody wants.
pub const KINDS: &str = "kinds";

/// The same of those on the way to standing alone.
pub const KINDS_OF_THE_WAY: &str = "kinds_of_the_way";

/// The field of what may come at any hour.
pub const URGENT: &str = "urgent";

/// The field of how somebody learns best.
pub const LEARNS: &str = "learns";

/// What stands in it for whoever has not said.
const NOT_SAID: &str = "not_said";

/// The field of how many a week they want.
pub const WEEKLY: &str = "weekly";

/// What people call a kind.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Prompt => "Requests for your check-in",
        Kind::Reminder => "Reminders of a check-in that is still open",
        Kind::Partner => "When your mentor or mentee is away, and back again",
        Kind::Back => "What waits for you when you are back from leave",
        Kind::Missed => "When somebody has not written for weeks and you can help",
        Kind::Call => "When it is time to find a time for your next call",
        Kind::Sign => "When questions or answers in your pair could go better",
        Kind::Owed => "When the time you promised for an answer is nearly over, or past",
        Kind::Challenge => "A challenge every second week, where your programme gives them",
        Kind::Publish => "When your mentor or mentee would like to publish an answer",
        Kind::Start => "What you two need at your start: the agreement, the guide, a first list",
        Kind::Goals => "When a quarter ends and goals are still open",
        Kind::Review => "When it is time to look back at your goals, every four weeks",
        Kind::Step => "When a step to fewer check-ins is near",
        Kind::Tip => "A short tip now and then",
        Kind::Cohort => "What my cohort asks of me",
    }
}

/// A message with the button that says why it came; `key` is the message's.
pub fn signed(message: Message, key: &str) -> Message {
    message.button("why", Button::new("Why am I seeing this?", Action::Why.id(), key))
}

/// Several messages as one; a single one stays as it is. `key` is the card's while something on it is still open.
pub fn card(items: Vec<Message>, key: Option<&str>) -> Message {
    let count = items.len();
    let close = |message: Message| match key {
        Some(key) => signed(message, key),
        None => message,
    };
    if count < 2 {
        return close(items.into_iter().next().unwrap_or_else(moved_on));
    }
    let mut card = Message::new(format!("{count} things in one message")).block(say(format!(
        "*{count} things in one message*, so that I don't write to you more often than you want."
    )));
    for (item, number) in items.into_iter().zip(0..) {
        let blocks = item.blocks.into_iter().map(|block| block.numbered(number));
        card = card.block(divider()).blocks(blocks);
    }
    match key {
        Some(_) => close(card.block(divider()).block(buttons("why", []))),
        None => card,
    }
}

/// Something on a card that is no longer what it was.
pub fn moved_on() -> Message {
    let words = "What stood here has moved on; App Home shows what is open.";
    Message::new(words).block(small(words))
}

/// Why a message came, and the switch for its kind.
pub fn why(
    (person, key): (PersonId, &str),
    reasons: &[(Kind, String)],
    allowed: &Allowed,
) -> Modal {
    let mut modal = Modal::new(Form::Page.id(), "Why am I seeing this?").close("Close");
    for (_, reason) in reasons {
        modal = modal.block(say(reason));
    }
    for kind in Kind::all().filter(|kind| reasons.iter().any(|(of, _)| of == kind)) {
        let (turn, label, state) = match allowed.off.contains(&kind) {
            true => (Turn::On, "Switch on", "off. App Home shows what is open"),
            false => (Turn::Off, "Switch off", "on"),
        };
        let carried = SwitchKind { kind, turn, about: key.to_owned() };
        let switch = Button::new(label, Action::Switch.id(), carried.to_string());
        modal = modal
            .block(say(format!("*{}:* {state}.", name(kind))))
            .block(buttons(format!("switch_{}", kind.as_str()), [switch]));
    }
    modal.block(small(how_often(allowed))).block(buttons(
        "settings",
        [Button::new("Settings", Action::Settings.id(), person.to_string())],
    ))
}

fn how_often(allowed: &Allowed) -> String {
    match allowed.weekly.count() {
        0 => "I say nothing unasked to you at all.".to_owned(),
        weekly => {
            let (day, week) = (times(PER_DAY), times(weekly.into()));
            format!("I write to you unasked at most {day} a day and {week} a week.")
        }
    }
}

/// The settings of what somebody hears unasked.
pub fn settings(person: &Person, allowed: &Allowed, now: Timestamp) -> Modal {
    let kind = |kind: Kind| Choice::new(kind.as_str(), name(kind));
    let on = |kinds: &[Kind]| -> Vec<&str> {
        kinds.iter().filter(|kind| !allowed.off.contains(kind)).map(|kind| kind.as_str()).collect()
    };
    let caps = (0..=WeeklyCap::MOST.count()).rev().map(|count| {
        let label = match count {
            0 => "nothing unasked at all".to_owned(),
            more => format!("{} a week", times(more.into())),
        };
        Choice::new(count.to_string(), label)
    });
    let mute = match allowed.muted_until(&person.zone, now) {
        Some(last) => format!(
            "You have muted me until the end of {}; `/mentor mute off` ends that.",
            short_day_year(last)
        ),
        None => "`/mentor mute for 3 days` keeps me quiet for a while.".to_owned(),
    };
    let calls = match person.availability.hours().stretch_with(person.call_window) {
        true => format!(" or, if need be, to {}", person.call_window),
        false => String::new(),
    };
    let way = |way: Learning| Choice::new(way.key(), learns(way));
    let ways = Learning::ALL.into_iter().map(way);
    let ways = [Choice::new(NOT_SAID, "That depends")].into_iter().chain(ways);
    Modal::new(Form::Settings.id(), "Settings")
        .submit("Save")
        .close("Cancel")
        .metadata(person.id.to_string())
        .block(say(
            "What I may say to you unasked. Answers to what you do, and what your partner writes, always come.",
        ))
        .block(
            Checkboxes::new(KINDS, "I may send you", Kind::OF_THE_WEEK.map(kind))
                .ticked(on(&Kind::OF_THE_WEEK)),
        )
        .block(
            Checkboxes::new(KINDS_OF_THE_WAY, "And on your way", Kind::OF_THE_WAY.map(kind))
                .ticked(on(&Kind::OF_THE_WAY))
                .hint("Nobody else sees what you switch off. App Home shows what is open all the same."),
        )
        .block(
            Select::new(WEEKLY, "How often, at most", caps.collect::<Vec<_>>())
                .initial(allowed.weekly.count().to_string())
                .hint(format!(
                    "Never more than {} a day. What doesn't fit waits, or shares one message.",
                    times(PER_DAY)
                )),
        )
        .block(
            Checkboxes::new(
                URGENT,
                "If you are a mentor",
                [Choice::new("yes", "Urgent questions may reach me outside my working hours")],
            )
            .ticked(allowed.urgent.then_some("yes"))
            .hint("Without this an urgent question waits for your day too; only its promised time is shorter."),
        )
        .block(
            Select::new(LEARNS, "If you are a mentee: I learn best", ways.collect::<Vec<_>>())
                .initial(person.learns_by.map_or(NOT_SAID, Learning::key))
                .hint("Your mentor sees it, with one suggestion, at the moment of answering you."),
        )
        .block(small(format!(
            "I write to you {} only, and calls keep to these hours{calls}. `/mentor hours` changes that, `/mentor away` is \
             for leave. {mute}",
            person.availability.hours()
        )))
}

fn learns(way: Learning) -> &'static str {
    match way {
        Learning::Visual => "by looking: diagrams, screenshots, recordings",
        Learning::Text => "by reading: answers written out",
        Learning::HandsOn => "by doing: examples that run, exercises, pairing",
    }
}

/// Quiet up to and including a day.
pub fn muted(last: Date) -> Message {
    notice(format!(
        "All right. Until the end of {} I'll say nothing unasked: no requests, no reminders. What your partner writes \
         and answers to what you do still come. `/mentor mute off` ends it early.",
        short_day_year(last)
    ))
}

/// The quiet is over.
pub fn unmuted() -> Message {
    notice("Done. I'll write to you unasked again, in your working hours and never too often; `/mentor settings` says how often.".to_owned())
}

/// A mute in the past.
pub fn mute_is_over() -> String {
    "That day is over already, so nothing has changed. Say for how long: `/mentor mute for 3 days`."
        .to_owned()
}

/// A mute of more than a month.
pub fn mute_too_long() -> String {
    format!(
        "I can be quiet for {LONGEST_MUTE} days at most, so nothing has changed. For a longer time tell me that you're \
         away, `/mentor away 2026-12-21 2027-01-29`: then every clock stands still too. `/mentor settings` switches \
         things off for good."
    )
}

/// No mute to end.
pub fn not_muted() -> String {
    "You haven't muted me, so there is nothing to end. `/mentor settings` shows what I may say to you.".to_owned()
}

/// A number of messages that is not in the list.
pub fn bad_cap() -> String {
    "Choose one of the numbers in the list.".to_owned()
}

/// Somebody the bot has nothing to do with.
pub fn not_met() -> String {
    "You are not in a pair yet, so I say nothing to you unasked and there is nothing to set. `/mentor help` shows what \
     you can do."
        .to_owned()
}

fn notice(words: String) -> Message {
    Message::new(&words).block(say(&words))
}
