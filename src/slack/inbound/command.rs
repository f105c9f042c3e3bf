//! Slash commands. What stands after the slash is kept as it is; its grammar is not known here.

use serde_json::Value;

use super::{Command, Inbound, NotUnderstood, json::text_or_empty, needed};

/// Reads the fields of a command, which a form and a socket name alike.
///
/// # Errors
///
/// If it does not say who typed which command.
pub fn read(fields: &Value) -> Result<Inbound, NotUnderstood> {
    Ok(Inbound::Command(Command {
        user: needed(fields, "/user_id")?.into(),
        channel: text_or_empty(fields, "/channel_id").into(),
        name: needed(fields, "/command")?.to_owned(),
        text: text_or_empty(fields, "/text"),
        trigger: text_or_empty(fields, "/trigger_id"),
        response_url: text_or_empty(fields, "/response_url"),
    }))
}
