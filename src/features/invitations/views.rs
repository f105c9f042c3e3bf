//! Where the two meet, and what offers a call to a calendar, wherever it is said when the call is.

use crate::{
    domain::{
        ids::CallId,
        invitation::{Invitation, Standing},
        person::Person,
        text::Link,
    },
    slack::{
        action::Action,
        blocks::{
            Block, Button, buttons, link, say, small,
            words::{leads_to, mention},
        },
    },
};

/// The line that opens a calendar with the call filled in; nothing for a call that was called off.
pub fn calendars(invitation: &Invitation) -> Option<Block> {
    if invitation.standing == Standing::Cancelled {
        return None;
    }
    let google = invitation.google_link().map(|link| leads_to(&link, "Google Calendar"));
    let outlook = invitation.outlook_link().map(|link| leads_to(&link, "Outlook"));
    let offered: Vec<String> = google.into_iter().chain(outlook).collect();
    Some(small(format!("Add it to {}.", offered.join(" or "))))
}

/// Where the two meet: at their link, else in a huddle, in the room or in their own conversation `with` the other one.
pub fn where_you_meet(address: Option<&Link>, with: Option<&Person>) -> Block {
    match (address, with) {
        (Some(address), _) => link("Where you meet", address),
        (None, None) => say("Start a huddle here, with the headphones at the top of this room."),
        (None, Some(other)) => say(format!(
            "Start a huddle in your direct message with {}: the headphones are at its top.",
            mention(&other.user)
        )),
    }
}

/// The button that sends the calendar file once more, as often as it is pressed.
pub fn call_file(call: CallId) -> Block {
    let send = Button::new("Send the calendar file", Action::SendCallFile.id(), call.to_string());
    buttons(format!("call_file_{call}"), [send])
}
