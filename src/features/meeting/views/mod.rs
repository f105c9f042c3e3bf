//! What is said about what happened at a call: facts and the next step, and nobody is blamed.

use jiff::Timestamp;

use crate::{
    domain::{overlap::Slot, person::Person},
    features::meeting::Scene,
    slack::{
        action::{Action, meeting::CallSequence},
        blocks::{
            Button,
            words::{appointment, mention, minute},
        },
    },
};

pub mod after;
pub mod line;
pub mod notes;
pub mod sign;

fn starts(reader: &Person, slot: Slot) -> String {
    appointment(slot.starts, &reader.zone.weekday_time(slot.starts))
}

/// The call is off.
pub fn off() -> String {
    "This call is off, so nothing has changed. `/mentor call` finds you two another time."
        .to_owned()
}

/// It was moved since.
pub fn moved(reader: &Person, slot: Slot) -> String {
    format!(
        "This call was moved, so nothing has changed. It is now {}; I bring these buttons again then.",
        starts(reader, slot)
    )
}

/// It has not begun.
pub fn not_begun(reader: &Person, slot: Slot) -> String {
    format!(
        "This call begins {}, so nothing has changed. Afterwards I ask you two how it was.",
        starts(reader, slot)
    )
}

/// It is over, so it is too late to be there.
pub fn over() -> String {
    "The time of this call is over, so nothing has changed. Whether it took place you can say when I ask how it was, and \
     with *That's not how it was*."
        .to_owned()
}

/// Whoever says that nobody came has not said that they are there.
pub fn say_you_are_here() -> String {
    "Press *I'm here* first, so that the other one sees you. Nothing has changed.".to_owned()
}

/// The other one is there.
pub fn they_are_here(other: &Person) -> String {
    format!(
        "{} has pressed *I'm here* too, so nothing has changed. If you cannot find each other, write a line in here.",
        mention(&other.user)
    )
}

/// It is too early to say that nobody came.
pub fn too_early((reader, other): (&Person, &Person), from: Timestamp) -> String {
    format!(
        "Give {} until {}: everybody is a few minutes late now and then. Nothing has changed; press it again then.",
        mention(&other.user),
        minute(from, &reader.zone.time(from))
    )
}

/// It is settled what became of the call.
pub fn settled() -> String {
    "What became of this call is written down already, so nothing has changed. *That's not how it was* puts it right."
        .to_owned()
}

/// The other one was not told of the call in time.
pub fn not_told(other: &Person) -> String {
    format!(
        "I could not remind {} before it began, so I've written down that you two did not meet, and nothing more.",
        mention(&other.user)
    )
}

/// Whether it was worth a call is asked of calls that took place.
pub fn was_not_held() -> String {
    "As it stands, this call did not take place, so nothing has changed. *That's not how it was* puts it right.".to_owned()
}

/// It is more than a week ago.
pub fn too_long_ago() -> String {
    "This call is more than a week ago, and what stands about it stays. Nothing has changed."
        .to_owned()
}

/// Nothing was chosen.
pub fn not_chosen() -> String {
    "Choose one of the list, please.".to_owned()
}

/// What the buttons about a call carry.
fn carried(scene: &Scene) -> String {
    CallSequence { call: scene.call.id, sequence: scene.call.sequence }.to_string()
}

/// A button about a call.
fn button(scene: &Scene, (label, action): (&str, Action)) -> Button {
    Button::new(label, action.id(), carried(scene))
}
