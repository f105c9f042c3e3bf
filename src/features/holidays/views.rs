//! What the bot says about a programme's holidays.

use crate::{
    domain::{
        holidays::{
            BadLine, HolidayProblem, KnownHoliday, LONGEST_NAME, MOST,
            ics::{Calendar, CalendarProblem, EventNumber, MOST_EVENTS},
        },
        programme::Programme,
        working_hours::DateRange,
        zone::words::short_day_year,
    },
    slack::{
        action::Form,
        blocks::{
            Block, View, header,
            input::{Choice, Select, TextInput},
            limits, say, small,
            view::Modal,
            words::escape,
        },
    },
};

/// The field for new days.
pub const ADD: &str = "add";
/// The field for a day to take off.
pub const REMOVE: &str = "remove";

/// How many lines stand in one block of the list.
const LINES: usize = 6;

/// So many such blocks stand on a page that is only read.
const MOST_READ: usize = 60;

/// The form: what is on the list, what to add, what to take off.
pub fn form(programme: &Programme, known: &[KnownHoliday]) -> View {
    let modal = Modal::new(Form::Holidays.id(), "Holidays")
        .submit("Save")
        .close("Not now")
        .metadata(programme.id.to_string())
        .block(say(
            "On these days everybody in the programme is left alone, each on their own calendar, and clocks stand \
             still. Somebody's own days off are leave: `/mentor away`.",
        ))
        .blocks(list(known))
        .block(
            TextInput::new(ADD, "Add days, one line each")
                .multiline()
                .optional()
                .placeholder("2026-12-25 Christmas Day")
                .hint("The first day, the last if there are several, and a name: 2026-12-24 2026-12-26 Christmas"),
        );
    let options: Vec<Choice> = known.iter().take(limits::SELECT_OPTIONS).map(choice).collect();
    let modal = match options.is_empty() {
        true => modal,
        false => modal.block(Select::new(REMOVE, "Take one off the list", options).optional()),
    };
    modal
        .block(small(
            "Everybody in the programme can read this list, and leads change it. Whoever operates the server can import a \
             calendar file into it.",
        ))
        .into()
}

/// The list, for somebody who reads it; more than one programme is named.
pub fn page(theirs: &[(Programme, Vec<KnownHoliday>)]) -> View {
    let modal = Modal::new(Form::Page.id(), "Holidays").close("Close").block(say(
        "On these days everybody in the programme is left alone, each on their own calendar, and clocks stand still. \
         Your own days off are leave: `/mentor away`.",
    ));
    let modal = theirs.iter().fold(modal, |modal, (programme, known)| {
        let name = (theirs.len() > 1).then(|| header(&programme.name));
        modal.blocks(name).blocks(list(known).into_iter().take(MOST_READ / theirs.len()))
    });
    modal.block(small("Is one missing? A lead of the programme can add it.")).into()
}

/// Somebody in no running pair.
pub fn no_pair() -> String {
    "You are in no running pair at the moment, so no programme's holidays are yours. `/mentor help` shows what you can do."
        .to_owned()
}

fn choice(known: &KnownHoliday) -> Choice {
    let day = short_day_year(known.holiday.range.first());
    Choice::new(known.id.to_string(), format!("{day} {}", known.holiday.name))
}

fn list(known: &[KnownHoliday]) -> Vec<Block> {
    if known.is_empty() {
        return vec![say("*No holidays are on the list yet.*")];
    }
    let lines: Vec<String> = known
        .iter()
        .map(|it| format!("• {} – {}", days(it.holiday.range), escape(&it.holiday.name)))
        .collect();
    lines.chunks(LINES).map(|lines| say(lines.join("\n"))).collect()
}

fn days(range: DateRange) -> String {
    let (first, last) = (short_day_year(range.first()), short_day_year(range.last()));
    if first == last { first } else { format!("{first} to {last}") }
}

/// The list as it is now, in the place of the form.
pub fn saved(known: &[KnownHoliday]) -> View {
    Modal::new(Form::Page.id(), "Holidays")
        .close("Close")
        .block(say("Saved. Everybody's dates follow within a minute."))
        .blocks(list(known))
        .into()
}

/// A line that was not understood.
pub fn bad_line(BadLine { number, problem }: BadLine) -> String {
    let problem = match problem {
        HolidayProblem::NoDate => {
            "begins with no date. Write year-month-day and a name, like 2026-12-25 Christmas Day"
                .to_owned()
        }
        HolidayProblem::NoName => {
            "has no name. Write one after the day, like Christmas Day".to_owned()
        }
        HolidayProblem::LongName => {
            format!("has a name of more than {LONGEST_NAME} characters. Shorten it")
        }
        HolidayProblem::EndsBeforeItStarts => {
            "ends before it starts. Put the first day first".to_owned()
        }
        HolidayProblem::Over => "is in the past. Check the year".to_owned(),
        HolidayProblem::TooLong => {
            "is longer than a month. Divide it, or let people take leave".to_owned()
        }
        HolidayProblem::TooFar => {
            "is more than three years ahead. Check the year, or add it later".to_owned()
        }
    };
    format!("Line {number} {problem}; nothing has changed.")
}

/// Nothing was filled in.
pub fn nothing() -> String {
    "Add a line, or choose a day to take off.".to_owned()
}

/// A lead the bot has not met yet.
pub fn pair_first() -> String {
    "There is nobody to keep holidays for yet. Start with two people who want to: `/mentor pair @mentor @mentee`.".to_owned()
}

/// The list is full.
pub fn too_many() -> String {
    format!(
        "That would be more than {MOST} holidays to come. Leave out what is far away or only for some of you; nothing \
         has changed."
    )
}

/// What an operator reads when a file was taken.
pub fn imported(calendar: &Calendar) -> String {
    let count = match calendar.holidays.len() {
        1 => "One holiday of the file is".to_owned(),
        n => format!("{n} holidays of the file are"),
    };
    let left_out = match calendar.left_out {
        0 => String::new(),
        n => format!(" Left out, because they are no whole days or longer than a month: {n}."),
    };
    format!("{count} on the list now.{left_out} `/mentor holidays` shows them.")
}

/// A file that was not taken.
pub fn bad_file(problem: CalendarProblem) -> String {
    match problem {
        CalendarProblem::TooLarge => {
            "The file is larger than 1 MiB, which is no list of holidays. Export one calendar with holidays only; nothing has changed.".to_owned()
        }
        CalendarProblem::NotACalendar => {
            "The file is no calendar, or its end is missing. Export it again as iCalendar (.ics); nothing has changed.".to_owned()
        }
        CalendarProblem::TooManyEvents => format!(
            "The file holds more than {MOST_EVENTS} events. Export one calendar with holidays only; nothing has changed."
        ),
        CalendarProblem::Unreadable(EventNumber(n)) => format!(
            "Event {n} of the file cannot be read. Remove it, or export the calendar again; nothing has changed."
        ),
        CalendarProblem::Repeats(EventNumber(n)) => format!(
            "Event {n} of the file repeats in a way other than every year on the same day. Write its days down one by \
             one, or remove it; nothing has changed."
        ),
        CalendarProblem::NoDays => {
            "The file holds no whole day from today on. Check its year; nothing has changed.".to_owned()
        }
    }
}
