//! What is said of goals in messages.

use super::{day, list};
use crate::{
    domain::{
        goal::{Aim, Reach, Reached, State, Version, quarter::Quarter},
        pair::Side,
    },
    features::goals::Scene,
    slack::{
        action::Action,
        blocks::{Block, Button, Message, buttons, quote, say, small, words::mention},
    },
};

/// One was met.
pub fn met(scene: &Scene, (aim, how): (&Aim, Reached)) -> Message {
    let mentee = mention(&scene.mentee.user);
    let words = match (how, aim.reach) {
        (Reached::Alone, Reach::Usual) => format!("*A goal is met*, and {mentee} did it alone."),
        (Reached::Together, Reach::Usual) => "*A goal is met*, by the two of you.".to_owned(),
        (Reached::Alone, Reach::Stretch) => {
            format!("*A stretch goal is met*, and {mentee} did it alone.")
        }
        (Reached::Together, Reach::Stretch) => {
            "*A stretch goal is met*, by the two of you.".to_owned()
        }
    };
    Message::new("A goal of yours is met")
        .block(say(words))
        .block(quote("The goal", &aim.title))
        .block(quote(super::page::HOW, &aim.how_we_know))
        .block(buttons("goals", [goals(scene)]))
}

fn goals(scene: &Scene) -> Button {
    Button::new("Goals", Action::Goals.id(), scene.pair.id.to_string())
}

/// What was decided once a quarter was over.
pub fn decided(scene: &Scene, decided: &[Version]) -> Message {
    let by = decided.first().and_then(|version| version.by).and_then(|id| scene.who(id));
    let by = by.unwrap_or(scene.person(Side::Mentee));
    let entry = |version: &Version| -> Block {
        let became = match &version.state {
            State::Open => format!("Carried on until {}", day(version.aim.due_on)),
            State::Met { how, .. } => format!("Met, {}", list::how(*how)),
            State::Dropped { .. } => "Dropped".to_owned(),
        };
        quote(became, &version.aim.title)
    };
    Message::new("What goes on of your goals")
        .block(say(format!(
            "*What goes on of your goals:* their quarter is over, and {} decided.",
            mention(&by.user)
        )))
        .blocks(decided.iter().map(entry))
        .block(buttons("goals", [goals(scene)]))
        .block(small(
            "Something looks different to you? Either of you can change a goal that is open.",
        ))
}

/// To the mentee: there is something to decide.
pub fn asked(scene: &Scene, (quarter, count): (Quarter, usize)) -> Message {
    let mentor = mention(&scene.mentor.user);
    let goals =
        if count == 1 { "1 of your goals is" } else { &*format!("{count} of your goals are") };
    let decide =
        Button::new("Decide what goes on", Action::DecideGoals.id(), scene.pair.id.to_string());
    Message::new("A quarter is over, and goals are open")
        .block(say(format!(
            "*{} is over, and {goals} still open.* Nothing goes on by itself: say for each whether you two carry on, have \
             met it, or let it go. A minute is enough, and {mentor} sees in your room what you decide. Until then they \
             stand as undecided.",
            quarter.human()
        )))
        .block(buttons("decide", [decide.primary()]))
}

/// Why the mentee is asked.
pub fn why(quarter: Quarter) -> String {
    format!(
        "{} was over, and goals of it were open. Once a quarter I ask what becomes of such goals, so that none goes on only \
         because nobody looked.",
        quarter.human()
    )
}
