//! The row of marks in App Home: how each of the last weeks counts.

use crate::{
    domain::{
        rhythm::{self, Mark, Rate},
        week::Week,
    },
    slack::blocks::{Block, small},
};

/// A mark for every week, and what the marks say in words; nothing while there is nothing to count. Only the two of them
/// see it.
pub(super) fn weeks_so_far(weeks: &[(Week, Mark)]) -> Option<Block> {
    let (first, _) = weeks.first()?;
    let marks: Vec<Mark> = weeks.iter().map(|(_, mark)| *mark).collect();
    let row: Vec<&str> = marks.iter().map(|mark| sign(*mark)).collect();
    let words = match rhythm::rate(&marks) {
        Rate { counted: 0, .. } => return None,
        Rate { counted: 1, on_time: 1 } => "on time".to_owned(),
        Rate { counted: 2, on_time: 2 } => "both on time".to_owned(),
        Rate { counted, on_time } if counted == on_time => format!("all {counted} on time"),
        Rate { counted, on_time } => format!("{on_time} of {counted} on time"),
    };
    let explained =
        [Mark::Late, Mark::Missed, Mark::Covered, Mark::Skipped, Mark::Away, Mark::Open];
    let legend: Vec<String> = explained
        .into_iter()
        .filter(|kind| marks.contains(kind))
        .map(|kind| format!("{} {}", sign(kind), name(kind)))
        .collect();
    let legend =
        if legend.is_empty() { String::new() } else { format!(" ({})", legend.join(", ")) };
    Some(small(format!(
        "Check-ins since the week of {}:  {}  {words}{legend}. Only the two of you see this.",
        first.human(),
        row.join(" ")
    )))
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::OnTime => "●",
        Mark::Late => "◐",
        Mark::Open => "◌",
        Mark::Covered => "◎",
        Mark::Skipped => "–",
        Mark::Away => "☼",
        Mark::Missed => "○",
    }
}

fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::OnTime => "on time",
        Mark::Late => "late",
        Mark::Open => "still open",
        Mark::Covered => "closed with another",
        Mark::Skipped => "skipped",
        Mark::Away => "away",
        Mark::Missed => "not written",
    }
}
