//! What is said of a sign: the facts with their numbers, what may lie behind it, and one thing to try. Nobody is blamed.

use crate::{
    domain::{
        ids::PairId,
        person::Person,
        promise::WorkingMinutes,
        signs::{Facts, LOOK_BACK, Sign},
        stats::Share,
        week::Week,
    },
    slack::{
        action::Action,
        blocks::{Button, Message, buttons, say, small, words::mention},
    },
};

/// To the mentor.
pub fn to_mentor(pair: PairId, (mentor, mentee): (&Person, &Person), facts: &Facts) -> Message {
    let them = mention(&mentee.user);
    let stats = Button::new("How long answers take", Action::Stats.id(), pair.to_string());
    match facts {
        Facts::Slow { late, by } => Message::new("Answers have been taking longer than promised")
            .block(say(format!(
                "*Answers to {them} have been taking longer than promised.* {}",
                slow(*late, *by)
            )))
            .block(say(format!(
                "Often the hours I know are not the ones you work: then the clock runs without you. And on a full day \
                 *Seen, back by …* under a question gives {them} a time that holds."
            )))
            .block(buttons(
                "sign_slow",
                [
                    Button::new("Check my working hours", Action::Hours.id(), mentor.id.to_string())
                        .primary(),
                    stats,
                ],
            ))
            .block(small(
                "You alone are told. If it is still so in two weeks, I tell the leads these numbers, and never what anybody \
                 wrote. One late answer never counts.",
            )),
        Facts::MostlyQuick(share) => Message::new("Most questions have been quick ones")
            .block(say(format!(
                "*Most questions of {them} have been quick ones:* {} of {} in four weeks ({} %), and more than 80 % in each \
                 of them.",
                share.part,
                share.of,
                share.percent()
            )))
            .block(say(
                "Quick questions are welcome, and asking is half the work. A harder topic now and then is where a mentor \
                 helps most; I have an invitation ready that you can change or send as it is.",
            ))
            .block(buttons(
                "sign_quick",
                [
                    Button::new("Suggest a hard topic", Action::SuggestTopic.id(), pair.to_string())
                        .primary(),
                    stats,
                ],
            ))
            .block(small("You alone are told.")),
        Facts::Silent(weeks) => Message::new("No questions for three weeks")
            .block(say(format!(
                "*No questions from {them} for three weeks.* There was a check-in for each of the weeks of {}, and no \
                 question in them or besides (n = 0).",
                human(weeks)
            )))
            .block(say(
                "That can mean that all goes well, or that asking feels like disturbing. A question from you makes the next \
                 one easier; I have one ready that you can change or send as it is.",
            ))
            .block(buttons(
                "sign_silent",
                [Button::new("Ask how it is going", Action::AskGently.id(), pair.to_string())
                    .primary()],
            ))
            .block(small("You alone are told.")),
    }
}

/// To a lead, of slow answers two weeks later.
pub fn to_lead((mentor, mentee): (&Person, &Person), facts: &Facts) -> Message {
    let (mentor, mentee) = (mention(&mentor.user), mention(&mentee.user));
    let numbers = match facts {
        Facts::Slow { late, by } => slow(*late, *by),
        Facts::MostlyQuick(_) | Facts::Silent(_) => String::new(),
    };
    Message::new("Answers have been taking longer than promised")
        .block(say(format!(
            "*Answers from {mentor} to {mentee} have been taking longer than promised.* {numbers}"
        )))
        .block(say(format!(
            "What usually helps: ask {mentor} alone whether there is time for this at the moment, and whether the hours I \
             know are the ones they work. `/mentor hours` changes those and `/mentor away` stops the clock; they type it \
             themselves."
        )))
        .block(small(
            "The mentor had two weeks before you. You see numbers, never what anybody wrote, and I say this once while it \
             lasts.",
        ))
}

/// "4 of the 6 answers of the last 8 weeks took longer …; the median is 2 h of working time over it (n = 6)."
fn slow(late: Share, by: WorkingMinutes) -> String {
    format!(
        "{} of the {} answers of the last {LOOK_BACK} weeks took more working time than their promise allowed; the median is \
         {by} over (n = {}).",
        late.part, late.of, late.of
    )
}

/// "2–8 Nov, 9–15 Nov and 16–22 Nov".
fn human(weeks: &[Week]) -> String {
    let names: Vec<String> = weeks.iter().map(|week| week.human()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Why a mentor is told.
pub fn why_the_mentor(sign: Sign) -> String {
    let rule = match sign {
        Sign::Slow => {
            "I tell a mentor when the median of their answers has been over the promised working time for three answers \
             running; one late answer never counts."
        }
        Sign::MostlyQuick => {
            "I tell a mentor when more than 80 % of the questions were Quick in each of four weeks, with at least five in \
             all."
        }
        Sign::Silent => {
            "I tell a mentor when three weeks with a check-in went by without a question, in it or besides."
        }
    };
    format!(
        "{rule} Weeks of leave don't count. It is said once while it lasts, and when it comes back not within four weeks."
    )
}

/// Why a lead is told.
pub fn why_the_leads() -> String {
    "I tell the leads when answers still take longer than promised, by their median, two weeks after it was the mentor's turn \
     to hear it. It is said once while it lasts."
        .to_owned()
}
