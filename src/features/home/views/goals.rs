//! What a pair aims at, in App Home: how far it is at a glance, and the way to all of it.

use super::{Section, State};
use crate::{
    domain::goal::{Area, Progress},
    features::bodies,
    slack::{
        action::Action,
        blocks::{Block, Button, buttons, small},
    },
    store::goals::Counts,
};

/// What a pair aims at.
#[derive(Debug, Clone, Default)]
pub struct Goals {
    /// Each area with open goals in it: how many, and how far they are together.
    pub areas: Vec<(Area, usize, Progress)>,
    /// How many wait for a decision, because their quarter is over.
    pub undecided: usize,
    /// How many there are.
    pub counts: Counts,
}

/// A line for each area and the way to the goals; nothing while there was never one.
pub(super) fn blocks(section: &Section) -> Vec<Block> {
    let Goals { areas, undecided, counts } = &section.goals;
    let settled = counts.met.saturating_add(counts.dropped);
    if counts.open == 0 && settled == 0 {
        return Vec::new();
    }
    let mut lines: Vec<String> = areas.iter().map(bodies::area).collect();
    if lines.is_empty() {
        lines.push("No goal is open.".to_owned());
    }
    if *undecided > 0 && section.state == State::Active {
        lines.push(format!("*Undecided:* {undecided}, because their quarter is over"));
    }
    let button = Button::new("Goals", Action::Goals.id(), section.pair.to_string());
    vec![
        small(format!("*Your goals*\n{}", lines.join("\n"))),
        buttons(format!("goals_{}", section.pair), [button]),
    ]
}
