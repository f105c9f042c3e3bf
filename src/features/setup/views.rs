//! Every sentence of setting a programme up.

use jiff::Timestamp;

use super::preview::{First, Preview};
use crate::{
    domain::{
        setup::{CAPACITY, EVERY, MAX_NAME, Plan, REPLY_DAYS, Step, WEEKDAYS},
        text::UserText,
        zone::words::weekday_name,
    },
    features::bodies::{every_weeks, working_days},
    slack::{
        action::{Action, Form, setup::SetupStep},
        blocks::{
            Block, Button, buttons, header,
            input::{Choice, Select, TextInput, TimePicker, UserPicker},
            quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// The field of the programme's name.
pub const NAME: &str = "name";
/// The field of its zone.
pub const ZONE: &str = "zone";
/// The field of how often is written.
pub const EVERY_WEEKS: &str = "every_weeks";
/// The field of the day a check-in is due.
pub const DAY: &str = "day_of_week";
/// The field of the time it is due.
pub const TIME: &str = "at";
/// The field of by when it is answered.
pub const REPLY: &str = "reply_days";
/// The field of how many mentees a mentor takes.
pub const MENTEES: &str = "mentees";
/// The field of the first mentor.
pub const MENTOR: &str = "first_mentor";
/// The field of the first mentee.
pub const MENTEE: &str = "first_mentee";

const TITLE: &str = "Set up";

fn modal(at: SetupStep, submit: &str) -> Modal {
    Modal::new(Form::Setup.id(), TITLE).submit(submit).close("Not now").metadata(at.to_string())
}

fn back(at: SetupStep, to: Step) -> Block {
    buttons("back", [Button::new("Back", Action::SetupBack.id(), at.at(to).to_string())])
}

/// The first step.
pub fn name(at: SetupStep, plan: &Plan) -> Modal {
    let zone = UserText::parse_optional(&plan.zone, MAX_NAME).ok().flatten();
    modal(at, "Next")
        .block(say("*1 of 4: the programme.* Nothing changes before you press *Start* on the last page."))
        .block(TextInput::new(NAME, "What it is called").max(MAX_NAME).initial(Some(&plan.name)))
        .block(
            TextInput::new(ZONE, "Where it is at home")
                .max(MAX_NAME)
                .initial(zone.as_ref())
                .hint(
                    "A time zone like Europe/Lisbon. It counts for people whose Slack profile has none; everybody else \
                     lives by their own.",
                ),
        )
}

/// The second step.
pub fn rhythm(at: SetupStep, plan: &Plan) -> Modal {
    let every = EVERY.map(|it| Choice::new(it.to_string(), every_weeks(it)));
    let days = WEEKDAYS.map(|day| Choice::new(weekday_name(day), weekday_name(day)));
    let reply = REPLY_DAYS.map(|it| Choice::new(it.to_string(), working_days(it)));
    let mentees = CAPACITY.map(|it| Choice::new(it.to_string(), it.to_string()));
    let (day, time) = plan.time().unzip();
    modal(at, "Next")
        .block(say("*2 of 4: the rhythm.* Each mentee writes a short check-in, and their mentor answers it in writing."))
        .block(
            Select::new(EVERY_WEEKS, "How often a check-in is asked for", every)
                .initial(plan.every_weeks.to_string()),
        )
        .block(
            Select::new(DAY, "On which day", days).initial(day.map_or("", weekday_name)),
        )
        .block(
            TimePicker::new(TIME, "At what time", time)
                .hint("On each mentee's own clock. A mentee may move theirs with /mentor day."),
        )
        .block(
            Select::new(REPLY, "A mentor answers within", reply)
                .initial(plan.reply_days.to_string())
                .hint("Days the mentor does not work don't count."),
        )
        .block(
            Select::new(MENTEES, "How many mentees a mentor takes at most", mentees)
                .initial(plan.capacity.to_string()),
        )
        .block(back(at, Step::Name))
}

/// The third step.
pub fn who(at: SetupStep, plan: &Plan) -> Modal {
    let mut mentor = UserPicker::new(MENTOR, "Mentor").placeholder("Choose somebody").optional();
    let mut mentee = UserPicker::new(MENTEE, "Mentee").placeholder("Choose somebody").optional();
    if let Some((one, other)) = &plan.first {
        (mentor, mentee) = (mentor.initial(one), mentee.initial(other));
    }
    modal(at, "Next")
        .block(say(
            "*3 of 4: the first pair.* Choose two people, or leave both empty. They are asked, each in their own working \
             hours, and begin when both have said yes.",
        ))
        .block(mentor)
        .block(mentee)
        .block(back(at, Step::Rhythm))
}

/// The last step: what will come of it.
pub fn preview(at: SetupStep, (plan, preview): (&Plan, &Preview), now: Timestamp) -> Modal {
    modal(at, "Start")
        .block(say("*4 of 4: what happens when you press Start.*"))
        .block(quote("The programme is called", &plan.name))
        .block(say(rules(plan)))
        .blocks(comes(preview, now))
        .block(back(at, Step::Who))
}

/// It has started.
pub fn done((plan, preview): (&Plan, &Preview), now: Timestamp) -> Modal {
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(header("It has started"))
        .block(say(rules(plan)))
        .blocks(comes(preview, now))
        .block(say(
            "*Where to change things*\n\
             • name, rhythm, how many mentees: `/mentor setup` again\n\
             • what a check-in asks: `/mentor template`\n\
             • days on which everybody is left alone: `/mentor holidays`\n\
             • what people read when they begin: `/mentor guide edit`\n\
             • a channel where others can answer, too: `/mentor questions`\n\
             • one more pair: `/mentor pair @mentor @mentee`; without names it suggests who could be one",
        ))
        .block(small(
            "Many pairs at once come from a spreadsheet: whoever operates Trellis imports it with `trellis import`.",
        ))
}

/// What will be in force.
fn rules(plan: &Plan) -> String {
    let when = match plan.time() {
        Some((day, time)) => {
            format!("{} at {}", weekday_name(day), time.strftime("%H:%M"))
        }
        None => "the day it is now".to_owned(),
    };
    let mentees = match plan.capacity {
        1 => "one mentee".to_owned(),
        more => format!("{more} mentees"),
    };
    format!(
        "• a check-in is asked for {}, due on {when} on each mentee's own clock\n\
         • the mentor answers within {}; days they don't work don't count\n\
         • a mentor takes {mentees} at most\n\
         • people without a time zone in Slack live by {}",
        every_weeks(plan.every_weeks),
        working_days(plan.reply_days),
        plan.zone
    )
}

/// What happens next.
fn comes(preview: &Preview, now: Timestamp) -> Vec<Block> {
    let mut lines = Vec::new();
    match &preview.first {
        Some(first) => lines.push(say(first_pair(first, now))),
        None => lines.push(say(
            "*What happens next.* Nobody is asked now. `/mentor pair @mentor @mentee` asks two people.",
        )),
    }
    if preview.moves_pairs {
        lines.push(say(
            "Pairs that run follow with their next check-in, unless they agreed on something else.",
        ));
    }
    lines
}

fn first_pair(first: &First, now: Timestamp) -> String {
    let (mentor, mentee) = (mention(&first.mentor.user), mention(&first.mentee.user));
    let asked: Vec<String> = [&first.mentor, &first.mentee]
        .into_iter()
        .zip(first.asked_at)
        .map(|(person, at)| match at > now {
            true => format!(
                "{} is asked on {}",
                mention(&person.user),
                when(at, &person.zone.weekday_time(at))
            ),
            false => format!("{} is asked now", mention(&person.user)),
        })
        .collect();
    let then = match first.checkin {
        Some((at, owed_by)) => {
            let due = when(at, &first.mentee.zone.weekday_time(at));
            let owed = owed_by.map_or(String::new(), |by| {
                let by = when(by, &first.mentor.zone.weekday_time(by));
                format!(" Written then, it is answered by {by}.")
            });
            format!(
                "Once both have said yes, I ask {mentee} for the first check-in: on {due}, if they answer at once.{owed}"
            )
        }
        None => "Once both have said yes, the pair begins.".to_owned(),
    };
    format!(
        "*What happens next.* {}, and {}, whether they want to be a pair: {mentor} as the mentor. {then}",
        asked[0], asked[1]
    )
}

/// A programme without a name.
pub fn no_name() -> String {
    "Give it a name people will know it by.".to_owned()
}

/// No such zone.
pub fn no_zone() -> String {
    "I don't know this time zone. Write it like Europe/Lisbon or America/New_York.".to_owned()
}

/// Nothing chosen.
pub fn not_chosen() -> String {
    "Choose one of these.".to_owned()
}

/// A pair of one.
pub fn same_person() -> String {
    "A pair needs two different people.".to_owned()
}

/// Only one of the two.
pub fn one_alone() -> String {
    "Choose both people, or neither.".to_owned()
}

/// Slack did not say who it is.
pub fn unknown() -> String {
    "Slack didn't tell me who this is just now. Please try again in a minute.".to_owned()
}

/// A guest, a bot, a closed account.
pub fn cannot_take_part() -> String {
    "Choose an active member of this workspace, not a guest or a bot.".to_owned()
}

/// The mentee is taken.
pub fn has_a_mentor() -> String {
    "They have a mentor already, or are being asked about one. Choose somebody else.".to_owned()
}

/// The mentor is full.
pub fn at_capacity(capacity: u8) -> String {
    let taken = match capacity {
        1 => "a mentee or an open request".to_owned(),
        more => format!("{more} mentees or open requests"),
    };
    format!(
        "They have {taken} already, which is the most you chose. Choose somebody else, or go back \
         and allow more."
    )
}

/// *Start*, of a form that was started, or opened again elsewhere.
pub fn begin_again() -> String {
    "This was started already, or begun again in another window. `/mentor setup` shows what is in force.".to_owned()
}
