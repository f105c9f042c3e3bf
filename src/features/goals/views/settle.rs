//! The two forms that settle a goal, and what whoever comes second with one reads.

use super::{day, list};
use crate::{
    domain::{
        goal::{Goal, MAX_HOW, Reached, State, Version},
        text::UserText,
    },
    features::goals::Scene,
    slack::{
        action::{Action, Form, goal::GoalsPage},
        blocks::{
            Button, View, buttons,
            input::{Choice, Select, TextInput},
            quote, say, small,
            view::Modal,
            words::mention,
        },
    },
};

/// The field of whose doing it was.
pub const HOW: &str = "reached";
/// The field of why.
pub const WHY: &str = "why";

/// Asks whose doing it was.
pub fn met(scene: &Scene, goal: &Goal) -> View {
    let choices = Reached::ALL.map(|it| Choice::new(it.key(), reached(it)));
    let where_to = format!(
        "Your room shows {} and {} that it is met. Who looks back one day sees how much was done alone.",
        mention(&scene.mentee.user),
        mention(&scene.mentor.user)
    );
    Modal::new(Form::GoalMet.id(), "Met")
        .submit("It is met")
        .close("Not yet")
        .metadata(goal.id.to_string())
        .block(quote("The goal", &goal.aim.title))
        .block(quote(super::page::HOW, &goal.aim.how_we_know))
        .block(Select::new(HOW, "How was it reached?", choices))
        .block(small(where_to))
        .into()
}

fn reached(how: Reached) -> String {
    let words = list::how(how);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Asks why.
pub fn dropped(goal: &Goal) -> View {
    Modal::new(Form::GoalDropped.id(), "Drop it")
        .submit("Drop it")
        .close("Keep it")
        .metadata(goal.id.to_string())
        .block(quote("The goal", &goal.aim.title))
        .block(
            TextInput::new(WHY, "Why, if you like")
                .multiline()
                .optional()
                .max(MAX_HOW)
                .hint("A line for whoever reads it later: it was the wrong one, or something else matters more now."),
        )
        .block(small("Nobody is told. It stays in your record with what was done of it."))
        .into()
}

/// To whoever decides about what is decided already: how each goal stands, and what they `wrote`, which nobody else reads.
pub fn overtaken(scene: &Scene, (decided, wrote): (&[Version], Option<&UserText>)) -> View {
    let all = Button::new("Goals", Action::Goals.id(), scene.pair.id.to_string());
    Modal::new(Form::Page.id(), "Decided meanwhile")
        .close("Close")
        .metadata(GoalsPage(scene.pair.id).to_string())
        .block(say(
            "*This was decided while your form was open*, so that stands, and what you chose for it was not written down. If \
             you see it differently, tell each other: what is open can be changed, and a goal can be set anew.",
        ))
        .blocks(decided.iter().map(|it| quote(stands(scene, it), &it.aim.title)))
        .blocks(wrote.map(|it| quote("What you wrote", it)))
        .block(buttons("goals", [all]))
        .into()
}

fn stands(scene: &Scene, version: &Version) -> String {
    let by = version.by.and_then(|id| scene.who(id));
    let by = by.map_or("You both", |person| &*person.name);
    match &version.state {
        State::Met { how, .. } => format!("{by} said that it is met, {}", list::how(*how)),
        State::Dropped { .. } => format!("{by} dropped it"),
        State::Open => format!("{by} carried it on until {}", day(version.aim.due_on)),
    }
}

/// Nothing was chosen.
pub fn not_chosen() -> String {
    "Choose one of the two. With help counts as much.".to_owned()
}
