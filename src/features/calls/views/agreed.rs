//! A call that both agreed to, as both read it in their room.

use super::{about, changed::change};
use crate::{
    domain::{
        call::Call, fairness::Burdened, invitation::Invitation, overlap::Slot, pair::Side,
        person::Person,
    },
    features::invitations::views::{calendars, call_file, where_you_meet},
    slack::blocks::{
        Message, say, small,
        words::{appointment, mention},
    },
};

/// When it is, in the time of whoever reads it; alone `with` the other one's name, where there is no room.
pub fn agreed(
    (mentor, mentee): (&Person, &Person),
    (call, slot, turn): (&Call, Slot, Side),
    (invitation, with): (&Invitation, Option<&Person>),
) -> Message {
    let at = appointment(slot.starts, &mentee.zone.weekday_time(slot.starts));
    let (title, lead) = match call.sequence {
        0 => ("Your call is agreed", "Your call is agreed:"),
        _ => ("Your call is moved", "Your call is moved. It is now"),
    };
    Message::new(title)
        .block(say(format!("{lead} *{at}*, {} minutes.", slot.minutes.0)))
        .blocks(call.about.as_ref().map(|it| say(about(it))))
        .block(where_you_meet(invitation.link.as_ref(), with))
        .blocks(costs((mentor, mentee), (slot, turn)).map(small))
        .blocks(calendars(invitation))
        .block(call_file(call.id))
        .block(change(call.id))
}

/// What stands in its place once it was moved or called off: no calendar must take the old time.
pub fn overtaken(mentee: &Person, call: &Call) -> Message {
    let words = match call.agreed() {
        Some(slot) => {
            let at = appointment(slot.starts, &mentee.zone.weekday_time(slot.starts));
            format!(
                "This call was moved. It is now *{at}*; the newer message about it has everything."
            )
        }
        None => "This call was called off.".to_owned(),
    };
    Message::new("Your call has changed").block(say(words))
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
    let other = if side == Side::Mentor { mentee } else { mentor };
    let name = mention(&person.user);
    let at = person.zone.time_beside(slot.starts, &other.zone);
    Some(match side == turn {
        true => {
            format!("{name} takes the early or late hour this time ({at}), as it was their turn.")
        }
        false => format!(
            "{name} takes the early or late hour ({at}) out of turn: thank you, it is a gift."
        ),
    })
}
