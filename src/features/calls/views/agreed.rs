//! A call that both agreed to, as both read it in their room.

use super::about;
use crate::{
    domain::{
        call::Call, fairness::Burdened, overlap::Slot, pair::Side, person::Person, text::Link,
    },
    slack::blocks::{
        Block, Message, link, say, small,
        words::{mention, when},
    },
};

/// When it is, in the time of whoever reads it.
pub fn agreed(
    (mentor, mentee): (&Person, &Person),
    (call, slot, turn): (&Call, Slot, Side),
    place: Option<&Link>,
) -> Message {
    let at = when(slot.starts, &mentee.zone.weekday_time(slot.starts));
    let (title, lead) = match call.sequence {
        0 => ("Your call is agreed", "Your call is agreed:"),
        _ => ("Your call is moved", "Your call is moved. It is now"),
    };
    Message::new(title)
        .block(say(format!("{lead} *{at}*, {} minutes.", slot.minutes.0)))
        .blocks(call.about.as_ref().map(|it| say(about(it))))
        .block(whereabouts(place))
        .blocks(costs((mentor, mentee), (slot, turn)).map(small))
}

/// Where they meet.
pub fn whereabouts(place: Option<&Link>) -> Block {
    match place {
        Some(place) => link("Where", place),
        None => say(
            "*Where:* start a huddle here, with the headphones at the top of this conversation.",
        ),
    }
}

fn costs((mentor, mentee): (&Person, &Person), (slot, turn): (Slot, Side)) -> Option<String> {
    let (side, person) = match slot.burdened() {
        Burdened::Neither => return None,
        Burdened::Both => {
            return Some(
                "It is outside working hours for both of you, which counts for neither.".to_owned(),
            );
        }
        Burdened::Mentor => (Side::Mentor, mentor),
        Burdened::Mentee => (Side::Mentee, mentee),
    };
    let (name, at) = (mention(&person.user), person.zone.time(slot.starts));
    Some(match side == turn {
        true => {
            format!("{name} takes the early or late hour this time ({at}), as it was their turn.")
        }
        false => format!(
            "{name} takes the early or late hour ({at}) out of turn: thank you, it is a gift."
        ),
    })
}
