//! What the bot says about somebody's working hours.

use jiff::civil::Weekday;

use crate::{
    domain::{
        person::Person, text::UserText, working_hours::WindowProblem, zone::words::weekday_name,
    },
    slack::{
        action::Form,
        blocks::{Message, View, input::TextInput, say, small, view::Modal},
    },
};

/// The most characters of one day's hours.
const LONGEST: usize = 20;

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
    modal
        .block(small("Write hours like 09:00-17:00 or 9-13. Nobody else is shown this list."))
        .into()
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
         hours from now on."
    )
}

/// A day's hours that are none.
pub fn bad_window(problem: WindowProblem) -> String {
    match problem {
        WindowProblem::NotATime | WindowProblem::NotWholeMinutes => {
            "Write the hours like 09:00-17:00, or nothing for a day off."
        }
        WindowProblem::EndsBeforeItBegins => {
            "A day has to end after it begins, by 24:00 at the latest. Hours that cross midnight are two days' hours."
        }
    }
    .to_owned()
}

/// A week without hours.
pub fn never() -> String {
    "I need at least one day with hours, or I could never write to you. To be left alone for a while, use \
     `/mentor away`; to stop, talk to a lead of the programme."
        .to_owned()
}
