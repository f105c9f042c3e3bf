//! Every sentence about office hours.

use jiff::civil::{Time, Weekday};

use crate::{
    domain::{
        ids::{SlackChannel, SlackUser},
        office_hours::{Every, Length, Line, OfficeHours, Outcome, Session, Set, Span},
        person::Person,
        zone::words::weekday_name,
    },
    features::schedule::office::Coming,
    slack::{
        action::{Action, Form, turn::SessionTurn},
        blocks::{
            Block, Button, Message, View, buttons,
            input::{Choice, Select},
            say, small,
            view::Modal,
            words::{channel_mention, mention, minute, when},
        },
    },
};

/// The field of the weekday.
pub const DAY: &str = "day_of_week";
/// What stands in it for no office hours.
pub const NONE: &str = "none";
/// The field of the time at which they begin.
pub const BEGINS: &str = "begins";
/// The field of how long they last.
pub const LENGTH: &str = "length";
/// The field of how often they come back.
pub const EVERY: &str = "every";

const TITLE: &str = "Office hours";

/// When they usually begin, until a mentor says otherwise.
const USUAL_BEGIN: Time = Time::constant(15, 0, 0, 0);

/// So many people of a line are named.
const MOST_NAMED: usize = 20;

fn weekdays() -> impl Iterator<Item = Weekday> {
    Weekday::Monday.cycle_forward().take(7)
}

/// The weekday that was chosen in the form.
pub fn read_weekday(chosen: &str) -> Option<Weekday> {
    weekdays().find(|day| weekday_name(*day) == chosen)
}

/// The form of a mentor, with the next ones that take place, and those of their own mentors.
pub fn form(
    mentor: &Person,
    (hours, next): (Option<&OfficeHours>, Option<Span>),
    (channel, theirs): (&SlackChannel, &[(&Person, Option<Coming>)]),
) -> View {
    let set = hours.map(|hours| hours.set);
    let state = match (set, next) {
        (None, _) => None,
        (Some(_), Some(span)) => Some(format!("*The next:* {}.", from_until(mentor, span))),
        (Some(_), None) => Some(
            ":warning: They don't take place as they stand: they lie outside your working hours, or you are away for long."
                .to_owned(),
        ),
    };
    Modal::new(Form::OfficeHours.id(), TITLE)
        .submit("Save")
        .close("Cancel")
        .metadata(mentor.id.to_string())
        .block(say(format!(
            "A window in which you are there for everybody, in {}. It opens and closes by itself, and people come in the \
             order in which they arrive. There are none on your days off.",
            channel_mention(channel)
        )))
        .blocks(state.map(say))
        .block(days(set))
        .block(times(mentor, set))
        .block(lengths(set))
        .block(how_often(set))
        .blocks(theirs.iter().map(|(other, coming)| say(theirs_are(mentor, (other, coming)))))
        .into()
}

fn days(set: Option<Set>) -> Block {
    let mut choices = vec![Choice::new(NONE, "No office hours")];
    choices.extend(weekdays().map(|day| Choice::new(weekday_name(day), weekday_name(day))));
    let chosen = set.map_or(NONE, |set| weekday_name(set.weekday));
    Select::new(DAY, "On", choices).initial(chosen).into()
}

fn times(mentor: &Person, set: Option<Set>) -> Block {
    let shown = |time: Time| time.strftime("%H:%M").to_string();
    let quarters = (0..24).flat_map(|hour| [0, 15, 30, 45].map(|minute| (hour, minute)));
    let choices: Vec<Choice> = quarters
        .filter_map(|(hour, minute)| Time::new(hour, minute, 0, 0).ok())
        .map(|time| Choice::new(shown(time), shown(time)))
        .collect();
    let begins = set.map_or(USUAL_BEGIN, |set| set.begins);
    Select::new(BEGINS, format!("from ({})", mentor.zone.name()), choices)
        .initial(shown(begins))
        .into()
}

fn lengths(set: Option<Set>) -> Block {
    let choice =
        |it: Length| Choice::new(it.minutes().to_string(), format!("{} minutes", it.minutes()));
    let chosen = set.map_or(Length::USUAL, |set| set.length);
    Select::new(LENGTH, "for", Length::CHOICES.map(choice))
        .initial(chosen.minutes().to_string())
        .into()
}

fn how_often(set: Option<Set>) -> Block {
    let choice = |it: Every| {
        let label = match it {
            Every::Week => "Every week",
            Every::SecondWeek => "Every second week, counted from the next one",
        };
        Choice::new(it.weeks().to_string(), label)
    };
    let chosen = set.map_or(Every::Week, |set| set.every);
    Select::new(EVERY, "How often", Every::ALL.map(choice))
        .initial(chosen.weeks().to_string())
        .into()
}

/// From when until when, in the zone of whoever reads it.
pub fn from_until(reader: &Person, span: Span) -> String {
    format!(
        "{} to {}",
        when(span.opens, &reader.zone.weekday_time(span.opens)),
        minute(span.closes, &reader.zone.time(span.closes))
    )
}

fn theirs_are(reader: &Person, (mentor, coming): (&Person, &Option<Coming>)) -> String {
    let name = mention(&mentor.user);
    match coming {
        Some(Coming { span, channel }) => format!(
            "*{name}'s office hours:* {}, in {}. Anybody may come; take a place there when they open.",
            from_until(reader, *span),
            channel_mention(channel)
        ),
        None => {
            format!(
                "{name} has no office hours coming up. `/ask` brings a question to them any time."
            )
        }
    }
}

/// What is coming, for a mentee.
pub fn coming(reader: &Person, theirs: &[(&Person, Option<Coming>)]) -> View {
    let lines = theirs.iter().map(|(mentor, coming)| say(theirs_are(reader, (mentor, coming))));
    Modal::new(Form::Page.id(), TITLE).close("Close").blocks(lines).into()
}

/// They are saved, with the next that take place.
pub fn saved(mentor: &Person, next: Option<Span>, channel: &SlackChannel) -> View {
    let next = match next {
        Some(span) => {
            format!("The next: {}, in {}.", from_until(mentor, span), channel_mention(channel))
        }
        None => "You are away for so long that there is none to name yet.".to_owned(),
    };
    let words = format!(
        "Saved. {next} I open them there by myself and close them again; your mentees see them in App Home before."
    );
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words)).into()
}

/// There are none any more; `open` are the ones open now.
pub fn stopped(mentor: &Person, open: Option<Span>) -> View {
    let open = match open {
        Some(span) => format!(
            " The ones that are open now stay open until {}.",
            minute(span.closes, &mentor.zone.time(span.closes))
        ),
        None => String::new(),
    };
    let words = format!("Saved. You hold no office hours any more.{open}");
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words)).into()
}

/// Somebody in no pair asked.
pub fn in_no_pair() -> String {
    "Office hours are held by mentors, and you are in no pair at the moment. When somebody's are open in the help channel, \
     you may come all the same."
        .to_owned()
}

/// No lead has turned them on.
pub fn off() -> String {
    "Office hours are not turned on in your programme. If you'd like to hold some, ask a lead to turn them on with \
     `/mentor questions`."
        .to_owned()
}

/// There is no channel for them.
pub fn nowhere() -> String {
    "Office hours need the programme's help channel, and there is none I can write in at the moment. Ask a lead to choose \
     one with `/mentor questions`."
        .to_owned()
}

/// Something was not chosen.
pub fn not_chosen() -> String {
    "Choose one of the list, please.".to_owned()
}

/// They would lie outside the mentor's own hours.
pub fn outside_hours(mentor: &Person, set: &Set) -> String {
    let day = weekday_name(set.weekday);
    match mentor.availability.hours().on(set.weekday) {
        Some(window) => format!(
            "On {day} you work {window}, and nothing reaches you outside. Choose a time that fits whole in there, or change \
             your hours with `/mentor hours`."
        ),
        None => format!(
            "You don't work on {day}, so nothing would reach you. Choose another day, or change your hours with \
             `/mentor hours`."
        ),
    }
}

/// The message while they are open.
pub fn open(mentor: &Person, (session, line): (&Session, &Line)) -> Message {
    let (name, closes) = (mention(&mentor.user), session.span.closes);
    let until = minute(closes, &mentor.zone.time(closes));
    let id = session.id.to_string();
    let next = SessionTurn { session: session.id, turn: session.turn }.to_string();
    Message::new("Office hours are open")
        .block(say(format!("*{name}'s office hours are open* until {until}.")))
        .blocks(in_line(line).map(say))
        .block(buttons(
            "line",
            [
                Button::new("Take a place", Action::TakePlace.id(), &*id).primary(),
                Button::new("Leave the line", Action::LeaveLine.id(), &*id),
                Button::new("Next", Action::CallNext.id(), next),
            ],
        ))
        .block(small(format!(
            "Anybody may come. Take a place, or simply write in the thread: first come, first served. {name} presses *Next* \
             when somebody is done."
        )))
}

fn in_line(line: &Line) -> Option<String> {
    let count = line.waiting().count();
    let named = line.waiting().take(MOST_NAMED).enumerate().map(|(before, user)| {
        let turn = if before == 0 { ", it is their turn" } else { "" };
        format!("{}. {}{turn}", before + 1, mention(user))
    });
    let mut lines: Vec<String> = named.collect();
    if count > MOST_NAMED {
        lines.push(format!("and {} more", count - MOST_NAMED));
    }
    (count > 0).then(|| lines.join("\n"))
}

/// The same message when they are over.
pub fn closed(mentor: &Person, outcome: Outcome) -> Message {
    let came = match outcome.came {
        0 => "nobody came this time".to_owned(),
        1 => "one person came".to_owned(),
        more => format!("{more} people came"),
    };
    Message::new("Office hours are closed")
        .block(say(format!("{}'s office hours are closed; {came}.", mention(&mentor.user))))
}

/// It is somebody's turn, said in the thread.
pub fn your_turn(user: &SlackUser) -> Message {
    let words = format!("{}, it is your turn.", mention(user));
    Message::new(&words).block(say(&words))
}

/// For those there was no time for, said in the thread.
pub fn unserved(mentor: &Person, next: Option<Span>) -> Message {
    let words = format!(
        "There was no time for everybody today. {}If you have a mentor, `/ask` brings your question to them any time.",
        next_ones(mentor, next)
    );
    Message::new(&words).block(say(&words))
}

fn next_ones(mentor: &Person, next: Option<Span>) -> String {
    match next {
        Some(span) => {
            let opens = when(span.opens, &mentor.zone.weekday_time(span.opens));
            format!("{}'s next office hours open on {opens}. ", mention(&mentor.user))
        }
        None => String::new(),
    }
}

/// Pressed after they closed.
pub fn over(mentor: &Person, next: Option<Span>) -> String {
    format!(
        "These office hours are over. {}If you have a mentor, `/ask` brings your question to them any time.",
        next_ones(mentor, next)
    )
}

/// The mentor wanted a place in their own line.
pub fn own_line() -> String {
    "These are your own office hours, so you are there already. Press *Next* when somebody is done."
        .to_owned()
}

/// Somebody wanted a second place.
pub fn in_line_already(number: usize) -> String {
    match number {
        1 => "You have a place already, and it is your turn: write in the thread.".to_owned(),
        more => format!(
            "You have a place already: you are number {more}. I'll mention you in the thread when it is your turn."
        ),
    }
}

/// Somebody left who was in no line.
pub fn not_in_line() -> String {
    "You are not in the line at the moment, so there is nothing to leave. *Take a place* puts you at its end.".to_owned()
}

/// Somebody else pressed *Next*.
pub fn only_the_mentor(mentor: &Person) -> String {
    format!(
        "Only {} presses *Next* here, so nothing has changed. *Take a place* puts you in the line.",
        mention(&mentor.user)
    )
}

/// Nobody is next.
pub fn nobody_in_line() -> String {
    "Nobody is in the line yet. Whoever takes a place or writes in the thread shows up in the message.".to_owned()
}

/// *Next* was pressed twice for the same turn.
pub fn went_on_already() -> String {
    "The line has moved on since, so nobody was passed over. Look at it again, and press *Next* when they are done.".to_owned()
}
