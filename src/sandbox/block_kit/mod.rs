//! Block Kit as Slack checks it: pure functions from JSON to complaints.
//!
//! The tables of what each block, element and object may hold stand in `shapes.rs`; `inspect.rs` walks a
//! value along them; this file knows the limits of whole messages and views and the codes Slack answers with.
//! Newer blocks the app does not use (tables, cards, videos and the like) are unknown here, as they are to
//! older Slack clients.
//!
//! Characters are counted as Unicode code points. A complaint names a place in the JSON and a rule, never
//! the text that broke it.

mod chart;
mod inspect;
mod rich_text;
mod shapes;

use serde_json::Value;

use self::inspect::Inspector;

/// Where blocks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surface {
    Message,
    Modal,
    Home,
}

/// What Slack answers to something malformed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Malformed {
    /// Slack's error code.
    pub(super) code: &'static str,
    /// What `response_metadata.messages` says.
    pub(super) messages: Vec<String>,
}

/// `msg_too_long`: the text of a message. Slack's documentation says 40,000.
const TEXT_LIMIT: usize = 40_000;
/// `msg_blocks_too_long`: all text in a message's blocks. Slack documents the code but not the number;
/// developers have met it a little above 13,000, so that is what holds here.
const BLOCKS_TEXT_LIMIT: usize = 13_000;
/// `view_too_large`: the JSON of a view, in bytes.
const VIEW_LIMIT: usize = 250_000;

/// Checks a message's text and blocks. An absent `blocks` may be null or an empty list.
///
/// # Errors
/// `msg_too_long`, `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`.
pub(super) fn check_message(text: &str, blocks: &Value) -> Result<(), Malformed> {
    if text.chars().count() > TEXT_LIMIT {
        return Err(Malformed { code: "msg_too_long", messages: Vec::new() });
    }
    if blocks.is_null() {
        return Ok(());
    }
    if !blocks.is_array() {
        return Err(Malformed { code: "invalid_blocks_format", messages: Vec::new() });
    }
    let mut inspector = Inspector::new(Surface::Message);
    inspector.blocks(blocks);
    if !inspector.complaints.is_empty() {
        return Err(Malformed { code: "invalid_blocks", messages: inspector.complaints });
    }
    if characters(blocks) > BLOCKS_TEXT_LIMIT {
        return Err(Malformed { code: "msg_blocks_too_long", messages: Vec::new() });
    }
    Ok(())
}

/// Checks a modal or an App Home.
///
/// # Errors
/// `view_too_large`, `invalid_arguments`.
pub(super) fn check_view(view: &Value, surface: Surface) -> Result<(), Malformed> {
    if view.to_string().len() > VIEW_LIMIT {
        return Err(Malformed { code: "view_too_large", messages: Vec::new() });
    }
    let mut inspector = Inspector::new(surface);
    inspector.view(view);
    if inspector.complaints.is_empty() {
        return Ok(());
    }
    Err(Malformed { code: "invalid_arguments", messages: inspector.complaints })
}

/// Whether this mrkdwn would wake a whole channel.
pub(super) fn wakes_everybody(mrkdwn: &str) -> bool {
    ["<!channel", "<!here", "<!everyone"].iter().any(|broadcast| mrkdwn.contains(broadcast))
}

/// Whether these blocks would wake a whole channel.
///
/// Plain and rich text show such words as they were typed; rich text wakes people by an element of its own.
pub(super) fn broadcasts(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(broadcasts),
        Value::Object(object) => match object.get("type").and_then(Value::as_str) {
            Some("broadcast") => true,
            Some("mrkdwn" | "markdown") => wakes_everybody(super::workspace::word(value, "text")),
            _ => object.values().any(broadcasts),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Whether a chart stands among these blocks.
pub(super) fn has_chart(blocks: &Value) -> bool {
    let is_chart = |block: &Value| block["type"] == "data_visualization";
    blocks.as_array().is_some_and(|blocks| blocks.iter().any(is_chart))
}

/// All text people would see, in characters.
fn characters(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(characters).sum(),
        Value::Object(object) => {
            let own =
                object.get("text").and_then(Value::as_str).map_or(0, |text| text.chars().count());
            own + object.values().map(characters).sum::<usize>()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[cfg(test)]
mod tests;
