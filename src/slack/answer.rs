//! What rides back on the acknowledgement of a request.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::blocks::{Message, View};

/// The body of the 200 that Slack waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Received; nothing to show.
    Nothing,
    /// A message only the person who typed the command sees.
    Ephemeral(Message),
    /// The modal stays open with its text; each sentence stands under the input block it is keyed by.
    FieldErrors(BTreeMap<String, String>),
    /// The modal is replaced by this one.
    Replace(View),
    /// The modal and everything under it closes.
    CloseAll,
    /// `url_verification`: the challenge, in plain text.
    Challenge(String),
}

impl Answer {
    /// The JSON body, or `None` for an empty one.
    pub fn to_json(&self) -> Option<Value> {
        match self {
            Self::Nothing => None,
            Self::Ephemeral(message) => Some(json!({
                "response_type": "ephemeral",
                "text": message.text,
                "blocks": message.blocks_json(),
            })),
            Self::FieldErrors(errors) => {
                Some(json!({ "response_action": "errors", "errors": errors }))
            }
            Self::Replace(view) => {
                Some(json!({ "response_action": "update", "view": view.to_json() }))
            }
            Self::CloseAll => Some(json!({ "response_action": "clear" })),
            Self::Challenge(challenge) => Some(json!({ "challenge": challenge })),
        }
    }
}
