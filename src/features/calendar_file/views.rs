//! Every sentence about the calendar file of a call.

use crate::{
    domain::{
        ids::CallId,
        invitation::{Invitation, Standing},
    },
    features::invitations::views::{calendars, call_file},
    slack::blocks::{Message, say},
};

/// Both have not agreed to a time.
pub fn no_time() -> String {
    "You two have no time for this call yet, so there is no calendar file. It comes as soon as you both agree to one."
        .to_owned()
}

/// What was asked for did not get through, or nobody knows.
pub fn lost(call: CallId, invitation: &Invitation) -> Message {
    let words = match invitation.standing {
        Standing::Confirmed => {
            "Slack did not take the calendar file of your call, or did not say that it did. If it is not here, ask for it \
             again in a while."
        }
        Standing::Cancelled => {
            "Slack did not take the calendar file that takes your call out of your calendar, or did not say that it did. \
             If it is not here, ask for it again in a while, or take the call out yourself."
        }
    };
    Message::new("The calendar file did not get through")
        .block(say(words))
        .blocks(calendars(invitation))
        .block(call_file(call))
}
