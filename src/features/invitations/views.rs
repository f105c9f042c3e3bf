//! What offers a call to a calendar, wherever it is said when the call is.

use crate::{
    domain::{
        ids::CallId,
        invitation::{Invitation, Standing},
    },
    slack::{
        action::Action,
        blocks::{Block, Button, buttons, small, words::leads_to},
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
    Some(small(format!("Add it to {}, or open the calendar file.", offered.join(" or "))))
}

/// The button that sends the calendar file once more, as often as it is pressed.
pub fn call_file(call: CallId) -> Block {
    let send = Button::new("Send the calendar file", Action::SendCallFile.id(), call.to_string());
    buttons(format!("call_file_{call}"), [send])
}
