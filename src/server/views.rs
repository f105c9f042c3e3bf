//! The few sentences the door itself says, when the answer is late or the work broke.

use crate::slack::blocks::Message;

/// A command's work goes on and Slack will not wait for it.
pub fn still_working() -> Message {
    Message {
        text: "Still working on it. Look here again in a moment.".to_owned(),
        ..Message::default()
    }
}

/// A command's work broke off.
pub fn broke_off() -> Message {
    Message {
        text: "Something went wrong on our side, and it has been noted. Please try once more."
            .to_owned(),
        ..Message::default()
    }
}

/// A submission's work goes on and Slack will not wait for it; stands under a field of the form.
pub fn still_saving() -> String {
    "Saving takes longer than usual. Your text is still here: press the button again in a moment."
        .to_owned()
}

/// A submission's work broke off; stands under a field of the form.
pub fn not_saved() -> String {
    "Something went wrong on our side. Your text is still here: press the button again in a moment."
        .to_owned()
}
