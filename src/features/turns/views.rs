//! Every sentence of the form in which a lead says what a cohort does in turn.

use jiff::civil::Date;

use crate::{
    domain::{cohort::Cohort, zone::words::short_day_year},
    slack::{
        action::Form,
        blocks::{
            input::{Checkboxes, Choice},
            say, small,
            view::Modal,
            words::escape,
        },
    },
};

/// The field of what it does.
pub const TURNS: &str = "turns";
/// The discussion.
pub const DISCUSSION: &str = "discussion";
/// Peer review.
pub const PEER_REVIEW: &str = "peer_review";

/// What is on, with the day of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// The discussion.
    pub discussion: Option<Date>,
    /// Peer review.
    pub peer_review: Option<Date>,
}

fn name(cohort: &Cohort) -> String {
    format!("*{}*", escape(cohort.name.as_str()))
}

/// The form.
pub fn form(cohort: &Cohort, on: On) -> Modal {
    let discussion = on.discussion.map(|_| DISCUSSION);
    let peer_review = on.peer_review.map(|_| PEER_REVIEW);
    Modal::new(Form::CohortTurns.id(), "What it does in turn")
        .submit("Save")
        .close("Cancel")
        .metadata(cohort.id.to_string())
        .block(say(format!(
            "*In {}, if you like:*\n• *A discussion* in the first week of each month, in its channel. One member leads it, each \
             in turn: they are asked two weeks ahead, and can swap or skip.\n• *Peer review* every other Monday. Everybody who is \
             there reads something small of somebody else's, each time with somebody new.",
            name(cohort)
        )))
        .block(
            Checkboxes::new(
                TURNS,
                "What is on",
                [
                    Choice::new(DISCUSSION, "A discussion each month"),
                    Choice::new(PEER_REVIEW, "Peer review every two weeks"),
                ],
            )
            .ticked(discussion.into_iter().chain(peer_review))
            .optional(),
        )
}

/// It is saved.
pub fn saved(cohort: &Cohort, on: On) -> Modal {
    let discussion = match on.discussion {
        Some(day) => format!(
            "The next discussion is on {}; whose turn it is hears of it two weeks ahead.",
            short_day_year(day)
        ),
        None => "There is no discussion.".to_owned(),
    };
    let peer_review = match on.peer_review {
        Some(day) => format!("The next peer review begins on {}.", short_day_year(day)),
        None => "There is no peer review.".to_owned(),
    };
    let without = (cohort.bound.is_none() && (on.discussion.is_some() || on.peer_review.is_some()))
        .then(|| small("The cohort has no channel yet, so nothing happens before it has one."));
    Modal::new(Form::Page.id(), "Saved")
        .close("Close")
        .block(say(format!("{} is saved. {discussion} {peer_review}", name(cohort))))
        .blocks(without)
}
