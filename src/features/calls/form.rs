//! What stands in the form of a time for a call, and what comes back from it.
//!
//! Values only select: whether both can at that time is found out again when it is sent.

use jiff::Timestamp;

use super::{chosen_in, length_of, under, views};
use crate::{
    domain::{
        call::{Call, Length, Purpose, State},
        topic::Topic,
    },
    features::Error,
    slack::inbound::{Field, ViewState},
};

/// The field of what it is for.
pub const PURPOSE: &str = "purpose";
/// The field of the times that were found.
pub const TIME: &str = "time_found";
/// The field of any other time.
pub const EXACT: &str = "exact";
/// The field of how long it is.
pub const LENGTH: &str = "minutes";
/// The field of tags.
pub const TOPICS: &str = "call_topics";

/// What stands in the form when it opens.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Tags.
    pub topics: Vec<Topic>,
    /// How long.
    pub length: Option<Length>,
    /// When.
    pub starts: Option<Timestamp>,
}

impl Filled {
    /// What is not said comes from what was proposed before, and a length at last from what is usual in the pair.
    pub fn or(self, call: Option<&Call>, usual: Length) -> Self {
        let about = call.and_then(|call| call.offered_about().cloned());
        let slot = call.and_then(|call| match call.state {
            State::Offered(offer) => Some(offer.slot),
            State::Agreed { slot, instead, .. } => Some(instead.map_or(slot, |offer| offer.slot)),
            State::Choosing | State::CalledOff { .. } | State::Lapsed => None,
        });
        Self {
            purpose: self.purpose.or(about.as_ref().map(|about| about.purpose)),
            topics: about.map(|about| about.topics).unwrap_or(self.topics),
            length: self.length.or(slot.and_then(length_of)).or(Some(usual)),
            starts: self.starts,
        }
    }
}

/// What was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// What it is for.
    pub purpose: Purpose,
    /// Tags.
    pub topics: Vec<Topic>,
    /// How long.
    pub length: Length,
    /// When it begins.
    pub starts: Timestamp,
    /// The field under which something about the time is said.
    pub field: String,
}

/// Reads the form. A time of one's own counts before one that was found.
pub fn read(state: &ViewState) -> Result<Sent, Error> {
    let purpose = chosen_in(state, PURPOSE).and_then(Purpose::read);
    let purpose = purpose.ok_or_else(|| under(PURPOSE, views::no_purpose()))?;
    let length = chosen_in(state, LENGTH).and_then(|it| it.parse().ok()).and_then(Length::read);
    let length = length.ok_or_else(|| under(LENGTH, views::no_length()))?;
    let field = match (chosen_in(state, EXACT), state.fields.contains_key(TIME)) {
        (None, true) => TIME,
        (Some(_), _) | (None, false) => EXACT,
    };
    let starts = chosen_in(state, field).and_then(|it| it.parse().ok());
    let starts = starts.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let starts = starts.ok_or_else(|| under(field, views::no_time()))?;
    let topics = match state.fields.get(TOPICS) {
        Some(Field::Choices(chosen)) => chosen.iter().filter_map(|it| Topic::read(it)).collect(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => Vec::new(),
    };
    Ok(Sent { purpose, topics, length, starts, field: field.to_owned() })
}
