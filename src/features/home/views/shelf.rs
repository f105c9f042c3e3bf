//! What a pair keeps, in App Home: where the other one notices what was saved without being interrupted.

use jiff::Timestamp;

use super::Section;
use crate::{
    domain::person::Person,
    slack::{
        action::Action,
        blocks::{
            Block, Button, buttons, small,
            words::{mention, when},
        },
    },
};

/// What a pair keeps.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// How many decisions.
    pub decisions: i64,
    /// How many resources.
    pub resources: i64,
    /// The newest of both: who saved it, and when.
    pub newest: Option<(Person, Timestamp)>,
}

/// How much there is and the way to it; nothing while there is nothing.
pub(super) fn blocks(person: &Person, section: &Section) -> Vec<Block> {
    let Some((author, at)) = &section.shelf.newest else { return Vec::new() };
    let count = |count: i64, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {one}s")),
    };
    let decisions = count(section.shelf.decisions, "decision");
    let resources = count(section.shelf.resources, "resource");
    let button =
        |label: &str, action: Action| Button::new(label, action.id(), section.pair.to_string());
    let row: Vec<Button> = [
        decisions.as_ref().map(|_| button("Decisions", Action::Decisions)),
        resources.as_ref().map(|_| button("Resources", Action::Resources)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let kept: Vec<String> = [decisions, resources].into_iter().flatten().collect();
    let line = format!(
        "You two keep {}. The newest is of {}, {}.",
        kept.join(" and "),
        mention(&author.user),
        when(*at, &person.zone.weekday_time(*at))
    );
    vec![small(line), buttons(format!("shelf_{}", section.pair), row)]
}
