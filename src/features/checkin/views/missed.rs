//! What is said when weeks are missed in a row: which ones, and what could help. Nobody is scolded.

use crate::{
    domain::{ids::PairId, missed::FOR_THE_LEADS, person::Person, week::Week},
    slack::{
        action::{Action, Form, PairPage, PairWeek},
        blocks::{
            Button, Message, buttons, input::TextInput, say, small, view::Modal, words::mention,
        },
    },
};

/// The field of the one line.
pub const LINE: &str = "line";

/// The longest line.
pub const MAX_LINE: usize = 500;

/// "2–8 Nov, 9–15 Nov and 16–22 Nov".
pub(super) fn human(weeks: &[Week]) -> String {
    let names: Vec<String> = weeks.iter().map(|week| week.human()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The modal of a check-in in one line.
pub fn one_line_form(about: PairWeek, mentor: &Person) -> Modal {
    let mentor = mention(&mentor.user);
    Modal::new(Form::OneLine.id(), "One line")
        .submit("Send")
        .close("Not now")
        .metadata(about.to_string())
        .block(TextInput::new(LINE, "How is it going, in one line?").max(MAX_LINE))
        .block(small(format!(
            "It counts as your check-in for the week of {}. {mentor} reads and answers it; leads see that you wrote, never \
             the words. You can add to it later.",
            about.week.human()
        )))
}

/// The week is written already.
pub fn line_not_needed() -> String {
    "You have already written for that week, so there is nothing to do. `/checkin history` shows it, and *Edit* under your \
     copy lets you add to it."
        .to_owned()
}

/// To the mentor, after three.
pub fn to_mentor(pair: PairId, mentee: &Person, weeks: &[Week]) -> Message {
    let history = PairPage { pair, skip: 0 }.to_string();
    let next = if weeks.len() < FOR_THE_LEADS {
        "If a fourth stays open, I tell the leads which weeks, and never what anybody wrote."
    } else {
        "The leads are told which weeks, and never what anybody wrote."
    };
    Message::new("Check-ins have stayed open")
        .block(say(format!(
            "*{} check-ins in a row have stayed open.* I asked {} for the weeks of {}, and nothing came.",
            weeks.len(),
            mention(&mentee.user),
            human(weeks)
        )))
        .block(say(
            "That is rarely about you, and often about a hard week. A short question from you helps more than another \
             reminder from me; I have one ready that you can change or send as it is.",
        ))
        .block(buttons(
            "missed",
            [
                Button::new("Ask how it is going", Action::AskGently.id(), pair.to_string()).primary(),
                Button::new("Check-ins so far", Action::History.id(), history),
            ],
        ))
        .block(small(format!("{next} *Something is off* in App Home reaches them in confidence.")))
}

/// To a lead, after four.
pub fn to_lead((mentor, mentee): (&Person, &Person), weeks: &[Week]) -> Message {
    let (mentor, mentee) = (mention(&mentor.user), mention(&mentee.user));
    Message::new("Check-ins have stayed open")
        .block(say(format!(
            "*{} check-ins in a row have stayed open* between {mentee} and their mentor {mentor}: I asked for the weeks of \
             {}, and nothing came.",
            weeks.len(),
            human(weeks)
        )))
        .block(say(
            "What usually helps: ask each of the two alone how it is going, and whether the time, the day or the match is \
             in the way. `/mentor day` moves the day, and `/mentor away` stops the asking for a while; they type it \
             themselves.",
        ))
        .block(small(
            "You see which weeks, never what anybody wrote. I say this once, until a check-in comes.",
        ))
}

/// Why a mentor is told.
pub fn why_the_mentor(first: Week) -> String {
    format!(
        "I tell a mentor once when three check-ins in a row were asked for and not written. Here they count from the week \
         of {}.",
        first.human()
    )
}

/// Why a lead is told.
pub fn why_the_leads(first: Week) -> String {
    format!(
        "I tell the leads once when four check-ins in a row were asked for and not written. The mentor is told after \
         three, unless they want quiet. Here they count from the week of {}.",
        first.human()
    )
}
