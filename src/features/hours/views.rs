//! What the bot says about somebody's working hours.

use jiff::civil::{Time, Weekday};

use crate::{
    domain::{
        person::Person,
        text::UserText,
        working_hours::{DayWindow, WindowProblem},
        zone::words::weekday_name,
    },
    slack::{
        action::Form,
        blocks::{
            Message, View,
            input::{TextInput, TimePicker},
            say, small,
            view::Modal,
        },
    },
};

/// The most characters of one day's hours.
const LONGEST: usize = 20;

/// The field of the earliest time for a call.
pub const CALLS_FROM: &str = "calls_from";

/// The field of the latest.
pub const CALLS_TO: &str = "calls_to";

/// The days of the form, in its order.
pub fn days() -> impl Iterator<Item = Weekday> {
    Weekday::Monday.cycle_forward().take(7)
}

/// The field of a day.
pub fn field(day: Weekday) -> &'static str {
    weekday_name(day)
}

/// The form: the hours of each day, as they are.
pub fn form(person: &Person) -> View {
    let hours = person.availability.hours();
    let mut modal = Modal::new(Form::Hours.id(), "My working hours")
        .submit("Save")
        .close("Not now")
        .metadata(person.id.to_string())
        .block(say(format!(
            "I write to you in these hours only, and promised times count in them. Leave a day empty when you don't \
             work on it. Times are where you are ({}).",
            person.zone.name()
        )));
    for day in days() {
        let window = hours.on(day).map(|window| UserText::from_stored(window.to_string()));
        let input = TextInput::new(field(day), weekday_name(day))
            .optional()
            .max(LONGEST)
            .placeholder("off")
            .initial(window.as_ref());
        modal = modal.block(input);
    }
    // By night nobody is called at the usual hours, so they do not stand there as if somebody were.
    let is_silent = hours.have_nights() && person.call_window == DayWindow::STRETCHED;
    let calls = Some(person.call_window).filter(|_| !is_silent);
    let (from, to) = (calls.map(DayWindow::from_minute), calls.map(DayWindow::to_minute));
    let by_night =
        if hours.have_nights() { " by day, and your working hours by night" } else { "" };
    modal
        .block(small(
            "Write hours like 09:00-17:00 or 9-13; 22:00-06:00 ends the next morning. Nobody else is shown this list.",
        ))
        .block(say(
            "*If no hour suits you both*, when can you take a call? These hours count on your working days, only when \
             your working hours and theirs share too little, and then the two of you take turns.",
        ))
        .block(TimePicker::new(CALLS_FROM, "I can take a call from", from.and_then(time)).optional())
        .block(
            TimePicker::new(CALLS_TO, "I can take a call until", to.and_then(time))
                .optional()
                .hint(format!("Leave both empty for {}{by_night}.", DayWindow::STRETCHED)),
        )
        .into()
}

/// What a clock shows at a minute; 24:00 is 00:00.
fn time(minute: u16) -> Option<Time> {
    let (hour, minute) = (i8::try_from(minute / 60 % 24).ok()?, i8::try_from(minute % 60).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

/// Their hours have changed, said after the command.
pub fn hours_set(person: &Person) -> Message {
    let words = set(person);
    Message::new(&words).block(say(&words))
}

/// Their hours have changed, shown in the place of the form.
pub fn page(person: &Person) -> View {
    Modal::new(Form::Page.id(), "My working hours").close("Close").block(say(set(person))).into()
}

fn set(person: &Person) -> String {
    let (hours, zone) = (person.availability.hours(), person.zone.name());
    format!(
        "Done. I'll write to you {hours} ({zone} time) and leave you alone otherwise. Promised times count in these \
         hours from now on. {}",
        calls(person)
    )
}

fn calls(person: &Person) -> String {
    let calls = person.call_window;
    match person.availability.hours().stretch_with(calls) {
        true => format!(
            "Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in {calls} on \
             these days, in turns."
        ),
        false => "Calls keep to these hours, too.".to_owned(),
    }
}

/// A day's hours that are none.
pub fn bad_window(problem: WindowProblem) -> String {
    match problem {
        WindowProblem::NotATime | WindowProblem::NotWholeMinutes => {
            "Write the hours like 09:00-17:00, or nothing for a day off."
        }
        WindowProblem::EndsBeforeItBegins => {
            "A day has to end after it begins. It may end the next morning, as in 22:00-06:00, after 14 hours at most."
        }
    }
    .to_owned()
}

/// A night that goes on when the next day's hours have begun.
pub fn overlap(day: Weekday) -> String {
    let (day, next) = (weekday_name(day), weekday_name(day.next()));
    format!(
        "{day}'s hours go on when {next}'s have begun. Let them end earlier, or begin {next}'s later."
    )
}

/// Only one end of the hours for calls.
pub fn half_chosen() -> String {
    format!("Choose this time too, or leave both empty for {}.", DayWindow::STRETCHED)
}

/// Hours for calls that are none.
pub fn calls_backwards() -> String {
    "This has to be later than the time a call can begin from. Choose 00:00 for midnight."
        .to_owned()
}

/// A week without hours.
pub fn never() -> String {
    "I need at least one day with hours, or I could never write to you. To be left alone for a while, use \
     `/mentor away`; to stop, talk to a lead of the programme."
        .to_owned()
}
