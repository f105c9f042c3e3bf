//! What the bot says when Slack does not tell it who somebody is.

/// Slack does not answer.
pub fn slack_is_silent() -> String {
    "Slack didn't tell me who they are just now, so nothing has changed. Please try again in a minute.".to_owned()
}

/// Slack does not answer about whoever asks.
pub fn slack_is_silent_about_you() -> String {
    "Slack didn't tell me who you are just now, so nothing has changed. Please try again in a minute.".to_owned()
}

/// Slack does not know somebody.
pub fn nobody() -> String {
    "Slack doesn't know one of these people. Pick both from the list that opens when you type @."
        .to_owned()
}
