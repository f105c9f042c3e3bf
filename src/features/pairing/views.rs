//! Every sentence about the beginning of a pair.

use jiff::Timestamp;

use crate::{
    domain::{
        cohort::Cohort,
        pair::{Pair, PairState, Side},
        person::Person,
        programme::Programme,
        zone::words::short_day_year,
    },
    features::bodies::{every_weeks, working_days},
    slack::{
        action::Action,
        blocks::{
            Button, Message, buttons, header, say, small,
            words::{escape, mention, when},
        },
    },
};

/// The question to one of the two.
pub fn consent(
    (pair, side): (&Pair, Side),
    (reader, other, lead): (&Person, &Person, &Person),
    (programme, cohort): (&Programme, Option<&Cohort>),
) -> Message {
    let (lead, other) = (mention(&lead.user), mention(&other.user));
    let often = every_weeks(programme.checkin_every_weeks);
    let within = working_days(programme.reply_days());
    let hours = reader.availability.hours();
    let from = pair.starts_on.map_or(String::new(), |day| {
        format!(", you begin on {} at the earliest", short_day_year(day))
    });
    let (intro, gets) = match side {
        Side::Mentee => (
            format!("{lead} suggests {other} as your mentor."),
            format!(
                "• {often} I ask you for a short written check-in; it takes about 15 minutes\n\
                 • {other} answers every one in writing within {within}\n\
                 • if you don't write, I remind you twice at most, then I'm silent until the next one\n\
                 • every second week I help you find half an hour for a call, and every four weeks I ask you both to look back\n\
                 • in the first days you two agree in writing on what you want; most of what I say can be switched off"
            ),
        ),
        Side::Mentor => (
            format!("{lead} suggests {other} as your mentee."),
            format!(
                "• {often} {other} writes a short check-in, and I bring it to you when your working day is open\n\
                 • you answer in writing within {within}; days you don't work don't count\n\
                 • in all it takes about three hours a month, calls included\n\
                 • every second week I help you find half an hour for a call, and every four weeks I ask you both to look back\n\
                 • in the first days you two agree in writing on what you want; most of what I say can be switched off"
            ),
        ),
    };
    Message::new("Would you like to be part of a mentorship pair?")
        .block(header("Would you like to be a mentorship pair?"))
        .block(say(format!("{intro} If you both say yes{from}:\n{gets}")))
        .blocks(cohort.map(|cohort| {
            say(format!(
                "With it you would be in the cohort *{}*: people who start together and share a channel that everybody in this \
                 workspace can read. I ask one question a week there, and nobody has to answer. You can leave it at any time.",
                escape(cohort.name.as_str())
            ))
        }))
        .block(say(format!(
            "I only write to you {hours} ({}). What you two write is read by you two; {lead} and other leads see \
             that something was written and when, never the words. You can stop at any time.",
            reader.zone.name()
        )))
        .block(buttons(
            "consent",
            [
                Button::new("I'm in", Action::Join.id(), pair.id.to_string()).primary(),
                Button::new("No, thanks", Action::Decline.id(), pair.id.to_string()),
            ],
        ))
}

/// One has said yes.
pub fn waiting_for(other: &Person) -> Message {
    let other = mention(&other.user);
    Message::new("You're in.")
        .block(say(format!("You're in. I'll tell you both as soon as {other} has said yes too.")))
}

/// Both have said yes, and their day has not come.
pub fn awaits_its_day(pair: &Pair, other: &Person) -> Message {
    let day = pair.starts_on.map_or("soon".to_owned(), |day| format!("on {}", short_day_year(day)));
    let other = mention(&other.user);
    Message::new("You're both in.")
        .block(say(format!(
            "You and {other} are both in. You begin {day}; I'll open a room for the two of you then and say hello there."
        )))
        .block(buttons(
            "consent",
            [Button::new("I can't after all", Action::Decline.id(), pair.id.to_string())],
        ))
}

/// Both have said yes.
pub fn begun(other: &Person) -> Message {
    let other = mention(&other.user);
    Message::new("You're a pair now.").block(say(format!(
        "You and {other} are a pair now. I'll open a room for the two of you and say hello there."
    )))
}

/// One has said no, or the proposal was taken back.
pub fn declined() -> Message {
    Message::new("This suggestion is closed.")
        .block(say("This suggestion is closed, and nothing more comes of it."))
}

/// To the one who said yes, when the other said no.
pub fn dropped(other: &Person) -> Message {
    let other = mention(&other.user);
    let words = format!(
        "{other} can't take this on at the moment, so this pair doesn't start. It says nothing about you; a lead of \
         the programme will look for somebody else."
    );
    Message::new("This pair doesn't start.").block(say(words))
}

/// To the lead.
pub fn settled(
    (pair, mentor, mentee): (&Pair, &Person, &Person),
    first: Option<Timestamp>,
) -> Message {
    let (one, other) = (mention(&mentor.user), mention(&mentee.user));
    let words = match (&pair.state, first) {
        (PairState::Active { .. }, Some(at)) => format!(
            "{one} and {other} have both said yes and are a pair now. I'll ask for the first check-in on {}.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        (PairState::Active { .. }, None) => {
            format!("{one} and {other} have both said yes and are a pair now.")
        }
        (PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. }, _) => format!(
            "{one} and {other} won't be a pair: one of them can't take it on at the moment. Nothing else has changed; \
             `/mentor pair` starts another one."
        ),
    };
    Message::new("News about a pair you suggested").block(say(words))
}

/// The first message in the room.
pub fn greeting((mentor, mentee): (&Person, &Person), first: Option<Timestamp>) -> Message {
    let (mentor_is, mentee_is) = (mention(&mentor.user), mention(&mentee.user));
    let first = match first {
        Some(at) => format!(
            "I'll ask {mentee_is} for the first check-in on {}.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        None => format!("`/checkin` writes the first check-in, {mentee_is}."),
    };
    Message::new("Welcome to your room")
        .block(header("Welcome to your room"))
        .block(say(format!("Hello {mentee_is} and {mentor_is}. This room is for the two of you.")))
        .block(say(format!(
            "*What happens here.* {first} It is posted here as a thread as soon as {mentor_is}'s working day is open, \
             and {mentor_is} answers in that thread, with the form or by simply writing. Everything stays findable with \
             `/mentor search`."
        )))
        .block(small(
            "You two read what is written here, and nobody else. Leads see that something was written and when, never \
             the words. Whoever operates this server could read its database.",
        ))
}

/// The same to each alone, where Slack did not let a room be opened.
pub fn greeting_alone((reader, other): (&Person, &Person), first: Option<Timestamp>) -> Message {
    let other = mention(&other.user);
    let first = match first {
        Some(at) => {
            format!("The first check-in is asked for {}.", when(at, &reader.zone.weekday_time(at)))
        }
        None => "`/checkin` writes the first check-in.".to_owned(),
    };
    Message::new("Your pair has begun")
        .block(header("Your pair has begun"))
        .block(say(format!(
            "Slack doesn't let me open a room for you and {other} here, so I bring everything to each of you in this \
             conversation. {first} The mentor answers with *Reply* under it. Everything stays findable with \
             `/mentor search`."
        )))
        .block(small(
            "You two read what is written, and nobody else. Leads see that something was written and when, never the \
             words. Whoever operates this server could read its database.",
        ))
}

/// The mentor filled up between the question and the yes.
pub fn filled_up() -> String {
    "The mentor has taken on as many mentees as one mentor takes on here in the meantime, so this pair can't start. \
     A lead of the programme can help."
        .to_owned()
}

/// Answered already.
pub fn closed() -> String {
    "This suggestion has been settled already, so nothing has changed.".to_owned()
}
