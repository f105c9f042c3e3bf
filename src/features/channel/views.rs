//! Why a channel cannot be used, for the lead who chose it.

use crate::domain::help_channel::Standing;

/// Slack did not say how the channel stands.
pub fn slack_is_silent() -> String {
    "Slack didn't tell me in time whether I can write there, so nothing is saved yet. Save again in a moment.".to_owned()
}

/// Why the bot cannot post in a channel that stands like this, and what to do; `None` when it can.
pub fn problem(standing: Standing) -> Option<String> {
    let words = match standing {
        Standing::Open => return None,
        Standing::Uninvited => {
            "I'm not in that channel. Invite me there with `/invite @Trellis`, then save again."
        }
        Standing::NotPublic => {
            "That is no public channel, or I can't see it. Choose a public one, so that everybody can tell who reads it."
        }
        Standing::Archived => {
            "That channel is archived. Choose another one, or unarchive it and save again."
        }
        Standing::SharedOutside => {
            "People of another organisation read that channel, too. Choose one that is only for this workspace."
        }
        Standing::Gone => {
            "I could not write in that channel any more. Invite me again with `/invite @Trellis`, then save again."
        }
    };
    Some(words.to_owned())
}
