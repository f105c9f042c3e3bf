//! How goals look.

use super::Scene;
use crate::{
    domain::{goal::Goal, ids::PairId, person::Person, zone::words::short_day_year},
    features::{bodies, partners::which},
    slack::{
        action::Action,
        blocks::{Message, say},
    },
};

pub mod areas;
pub mod form;
pub mod list;
pub mod page;
pub mod post;
pub mod quarter;
pub mod settle;

/// Somebody in several pairs asked.
pub fn whose(partners: &[(PairId, Person)]) -> Message {
    let words = Message::new("With whom?").block(say("Your goals with whom?"));
    which(words, (Action::Goals, "goals_with"), partners, |pair| pair.to_string())
}

/// Above the title of an open goal among others: how far it is, by when, and who set it.
fn at_a_glance(scene: &Scene, goal: &Goal) -> String {
    let set_by = goal.made_by.and_then(|id| scene.who(id));
    let set_by = set_by.map(|person| format!(" · set by {}", person.name)).unwrap_or_default();
    let undecided = match goal.is_undecided(scene.today) {
        true => format!(" · undecided since {}", goal.aim.quarter.human()),
        false => String::new(),
    };
    format!("{}{undecided}{set_by}", bodies::goal(goal))
}

/// "Fri 20 Nov 2026"
fn day(date: jiff::civil::Date) -> String {
    short_day_year(date)
}

/// Nobody's goals.
pub fn no_pair() -> String {
    "Goals are of a mentor and a mentee, and you are in no pair yet. A lead of the programme can start one for you; \
     `/mentor help` shows what you can do."
        .to_owned()
}

/// It was met or dropped already.
pub fn settled() -> String {
    "This goal is met or dropped already, so nothing about it changes. `/mentor goals` shows what is open.".to_owned()
}

/// A milestone was taken out while somebody looked at it.
pub fn milestone_gone() -> String {
    "This milestone was taken out of the goal. Open the goal again to see what stands in it now."
        .to_owned()
}
