//! What the bot says to get a check-in written, and what its messages turn into once it is answered.

use jiff::{
    Timestamp,
    civil::{Time, Weekday},
};

use super::missed::human;
use crate::{
    domain::{ids::SlackUser, nudge::Later, person::Person, week::Week, zone::words::weekday_name},
    slack::{
        action::{Action, Form, PairWeek},
        blocks::{
            Block, Button, Message, buttons,
            input::TextInput,
            say, small,
            view::Modal,
            words::{day, mention, when},
        },
    },
};

/// The longest reason for skipping.
pub const MAX_REASON: usize = 500;

/// The field of the reason for skipping.
pub const REASON: &str = "reason";

fn controls(about: PairWeek, later: Option<Later>) -> Block {
    let write = Button::new("Write check-in", Action::WriteCheckin.id(), about.to_string());
    row(about, vec![write.primary()], later)
}

fn row(about: PairWeek, mut row: Vec<Button>, later: Option<Later>) -> Block {
    match later {
        Some(Later::Today(_)) => {
            row.push(Button::new("Later today", Action::Later.id(), about.to_string()))
        }
        Some(Later::NextWorkingMorning(_)) => {
            row.push(Button::new("Next working morning", Action::Later.id(), about.to_string()));
        }
        None => {}
    }
    row.push(Button::new("Skip this week", Action::Skip.id(), about.to_string()));
    buttons("prompt", row)
}

fn who_reads(mentor: &SlackUser) -> Block {
    small(format!(
        "{} reads it and answers; leads see that you wrote, never the words.",
        mention(mentor)
    ))
}

/// The first request of a week.
pub fn prompt(about: PairWeek, mentor: &SlackUser, later: Option<Later>) -> Message {
    Message::new("Time for your check-in")
        .block(say(format!(
            "*How was your week of {}?* Fifteen minutes of writing now, and {} answers it in writing.",
            about.week.human(),
            mention(mentor)
        )))
        .block(controls(about, later))
        .block(who_reads(mentor))
}

/// How to ask one's mentor something, a line in each of the first three requests; `nth` counts from 1.
pub fn tip(nth: usize) -> Option<Block> {
    let tip = match nth {
        1 => {
            "*Asking, 1 of 3.* Half an hour of being stuck is long enough. `/ask quick` takes one line, and a small \
             question is a good question."
        }
        2 => {
            "*Asking, 2 of 3.* When something doesn't work, `/ask debug` asks what you want, what you tried and what you \
             think it is. Writing that down often finds the answer."
        }
        3 => {
            "*Asking, 3 of 3.* You never have to wonder when an answer comes: `/ask` shows the time before you send, and \
             *Follow up* opens when it has passed."
        }
        _ => return None,
    };
    Some(small(tip))
}

/// The request after two weeks in a row were missed, which offers one line.
pub fn one_line(
    about: PairWeek,
    (mentor, missed): (&SlackUser, &[Week]),
    later: Option<Later>,
) -> Message {
    let (mentor_name, week) = (mention(mentor), about.week.human());
    let write = vec![
        Button::new("Write one line", Action::OneLine.id(), about.to_string()).primary(),
        Button::new("Write check-in", Action::WriteCheckin.id(), about.to_string()),
    ];
    Message::new("Your check-in, in one line if you like")
        .block(say(format!(
            "*How are you?* The check-ins for the weeks of {} have stayed open, and that happens. If a whole one for the \
             week of {week} is too much, one line is enough: it counts as your check-in, and {mentor_name} answers it like \
             any other.",
            human(missed)
        )))
        .block(row(about, write, later))
        .block(who_reads(mentor))
}

/// A repeat that was asked for.
pub fn again(about: PairWeek, mentor: &SlackUser, later: Option<Later>) -> Message {
    Message::new("Your check-in, as you asked")
        .block(say(format!(
            "You asked me to come back: your check-in for the week of {}.",
            about.week.human()
        )))
        .block(controls(about, later))
        .block(who_reads(mentor))
}

/// The first reminder.
pub fn reminder(about: PairWeek, mentor: &SlackUser, later: Option<Later>) -> Message {
    Message::new("Your check-in is still open")
        .block(say(format!(
            "Your check-in for the week of {} is still open. Three short answers are worth more than none.",
            about.week.human()
        )))
        .block(controls(about, later))
        .block(who_reads(mentor))
}

/// The last reminder.
pub fn last_reminder(about: PairWeek, mentor: &SlackUser, later: Option<Later>) -> Message {
    Message::new("Last note about this check-in")
        .block(say(format!(
            "This is my last note about the week of {}; after it I'm silent until the next one. You can still write it \
             any time with `/checkin`.",
            about.week.human()
        )))
        .block(controls(about, later))
        .block(who_reads(mentor))
}

/// What a request turns into once the check-in is written.
pub fn written(week: Week) -> Message {
    Message::new("Check-in sent")
        .block(say(format!("Your check-in for the week of {} is sent. Thank you.", week.human())))
}

/// What a request turns into when the pair ends before it is answered.
pub fn over(week: Week) -> Message {
    Message::new("Your pair has ended").block(say(format!(
        "Your pair has ended, so nothing is asked for the week of {} any more.",
        week.human()
    )))
}

/// What a request turns into once a later week's check-in has closed its week too.
pub fn covered(week: Week, by: Week) -> Message {
    Message::new("Week closed").block(say(format!(
        "The week of {} is closed with your check-in for the week of {}. Nothing more is asked for it.",
        week.human(),
        by.human()
    )))
}

/// Under a request, when earlier weeks are still open.
pub fn two_in_one(open: &[Week]) -> Block {
    let weeks = human(open);
    small(match open {
        [_] => format!("The week of {weeks} is still open too; one form can close both."),
        _ => format!("The weeks of {weeks} are still open too; one form can close them all."),
    })
}

/// What a request turns into once the week is skipped.
pub fn skipped(about: PairWeek) -> Message {
    Message::new("Week skipped")
        .block(say(format!(
            "You skipped the week of {}. That's fine, it doesn't count as missed. I'll ask again when the next one is due.",
            about.week.human()
        )))
        .block(buttons(
            "prompt",
            [Button::new("Write it after all", Action::WriteCheckin.id(), about.to_string())],
        ))
}

/// What a request turns into when the mentee wants to be asked later.
pub fn postponed(about: PairWeek, at: Timestamp, mentee: &Person) -> Message {
    Message::new("I'll ask again later")
        .block(say(format!(
            "All right: I'll ask again on {} about the week of {}.",
            when(at, &mentee.zone.weekday_time(at)),
            about.week.human()
        )))
        .block(buttons(
            "prompt",
            [
                Button::new("Write it now", Action::WriteCheckin.id(), about.to_string()),
                Button::new("Skip this week", Action::Skip.id(), about.to_string()),
            ],
        ))
}

/// Why the week was asked for.
pub fn why_asked(week: Week, due_at: Timestamp, (mentee, mentor): (&Person, &SlackUser)) -> String {
    format!(
        "Your check-ins with {} have their day, and the one for the week of {} was due on {}; `/mentor day` moves the day. \
         It wasn't written when I asked.",
        mention(mentor),
        week.human(),
        when(due_at, &mentee.zone.weekday_time(due_at))
    )
}

/// Why it was reminded of.
pub fn why_reminded(
    week: Week,
    asked_at: Timestamp,
    (mentee, mentor): (&Person, &SlackUser),
) -> String {
    format!(
        "I asked on {} for your check-in for the week of {}, which {} answers, and it was still open. I remind twice at \
         most.",
        when(asked_at, &mentee.zone.weekday_time(asked_at)),
        week.human(),
        mention(mentor)
    )
}

/// The modal that asks for a reason.
pub fn skip_modal(about: PairWeek) -> Modal {
    Modal::new(Form::Skip.id(), "Skip this week")
        .submit("Skip")
        .close("Keep it open")
        .metadata(about.to_string())
        .block(say(format!(
            "You won't be reminded about the week of {}, and it doesn't count as missed.",
            about.week.human()
        )))
        .block(
            TextInput::new(REASON, "Anything your mentor should know?")
                .multiline()
                .optional()
                .max(MAX_REASON)
                .hint("Your mentor sees it in your history, nobody else does."),
        )
}

/// The week cannot be skipped or postponed any more.
pub fn written_already() -> String {
    "You have already written this check-in, so there is nothing to skip or postpone. `/checkin` lets you edit it.".to_owned()
}

/// The week was skipped before.
pub fn skipped_already() -> String {
    "You have skipped this week already, so nothing more is asked. `/checkin` still lets you write it.".to_owned()
}

/// The week was closed with another before.
pub fn covered_already() -> String {
    "Another check-in has closed that week already, so there is nothing to skip or postpone. `/checkin history` shows it.".to_owned()
}

/// Nothing can be written yet; `opens_at` is when that changes.
pub fn nothing_open(opens_at: Option<Timestamp>, mentee: &Person) -> String {
    match opens_at {
        Some(at) => format!(
            "Nothing is waiting for you. Your next check-in opens {}, four days before it is due. `/checkin history` \
             shows what you have written.",
            day(at, &mentee.zone.day(at))
        ),
        None => "Nothing is waiting for you, and no check-in is planned. `/checkin history` shows what you have written."
            .to_owned(),
    }
}

/// The mentee never works, so there is no later.
pub fn no_later() -> String {
    "You have no working hours in the coming months, so I can't ask again. `/mentor hours Mon-Fri 09:00-17:00` sets them.".to_owned()
}

/// Nobody to write for.
pub fn no_pair() -> String {
    "You are not in a running pair as a mentee, so there is no check-in to write. `/mentor help` shows what you can do.".to_owned()
}

/// The pair has a new day. The next check-in may still be asked for on the old one, when this week's new day is over.
pub fn day_set(
    at: Option<Timestamp>,
    (weekday, time): (Weekday, Time),
    mentee: &Person,
) -> Message {
    let (day, time) = (weekday_name(weekday), time.strftime("%H:%M"));
    let words = match at {
        Some(at) => format!(
            "Done. I'll ask for the next check-in on {}, and from then on every {day} at {time} your time.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        None => format!("Done. I'll ask for check-ins every {day} at {time} your time."),
    };
    Message::new(&words).block(say(&words))
}

/// A day that is none.
pub fn bad_day() -> String {
    "Give a weekday and a time: `/mentor day Fri 15:00`.".to_owned()
}
