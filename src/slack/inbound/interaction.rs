//! Presses, choices, shortcuts and submissions.
//!
//! A payload's ids only say what was pressed. Who pressed is `user.id`, which Slack wrote and signed; nothing the
//! payload carries for us (`value`, `private_metadata`) is believed about that.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Click, Close, Field, Inbound, MessageAction, NotUnderstood, Submit, ViewState,
    json::{kind, text, text_or_empty},
    message::said,
    needed, shown,
};
use crate::{
    domain::ids::{SlackChannel, SlackTs},
    slack::blocks::input::AFRESH,
};

/// Reads an interaction.
///
/// # Errors
///
/// If it has no kind, or lacks what its kind cannot do without.
pub fn read(payload: &Value) -> Result<Inbound, NotUnderstood> {
    match needed(payload, "/type")? {
        "block_actions" => click(payload).map(Inbound::Click),
        "message_action" => used(payload).map(Inbound::Shortcut),
        "view_submission" => Ok(Inbound::Submit(Submit {
            user: needed(payload, "/user/id")?.into(),
            view: view(payload).ok_or(NotUnderstood::Missing("/view/id"))?,
            trigger: text_or_empty(payload, "/trigger_id"),
        })),
        "view_closed" => Ok(Inbound::Close(Close {
            user: needed(payload, "/user/id")?.into(),
            view: view(payload).ok_or(NotUnderstood::Missing("/view/id"))?,
        })),
        other => Ok(Inbound::Unknown(kind(other))),
    }
}

/// The first action counts: Slack has never been seen to send two.
fn click(payload: &Value) -> Result<Click, NotUnderstood> {
    let action = payload.pointer("/actions/0").ok_or(NotUnderstood::Missing("/actions/0"))?;
    Ok(Click {
        user: needed(payload, "/user/id")?.into(),
        action_id: needed(action, "/action_id")?.to_owned(),
        value: chosen(action),
        action_ts: text_or_empty(action, "/action_ts"),
        message: message(payload),
        view: view(payload),
        trigger: text_or_empty(payload, "/trigger_id"),
        response_url: text_or_empty(payload, "/response_url"),
    })
}

fn used(payload: &Value) -> Result<MessageAction, NotUnderstood> {
    let message = payload.get("message").ok_or(NotUnderstood::Missing("/message"))?;
    let mut said = said(message).ok_or(NotUnderstood::Missing("/message/ts"))?;
    // What an app says stands in its blocks; its text is what a notification shows.
    if said.author.is_none()
        && let Some(words) = shown::words(message.get("blocks"))
    {
        said.text = words;
    }
    Ok(MessageAction {
        user: needed(payload, "/user/id")?.into(),
        callback_id: needed(payload, "/callback_id")?.to_owned(),
        action_ts: text_or_empty(payload, "/action_ts"),
        channel: needed(payload, "/channel/id")?.into(),
        said,
        trigger: text_or_empty(payload, "/trigger_id"),
        response_url: text_or_empty(payload, "/response_url"),
    })
}

/// What was chosen as one string: several choices as a JSON list.
fn chosen(action: &Value) -> String {
    match held(action) {
        Some(Field::Text(value) | Field::Choice(value) | Field::Date(value)) => {
            value.unwrap_or_default()
        }
        Some(Field::Choices(values)) => Value::from(values).to_string(),
        None => String::new(),
    }
}

fn message(payload: &Value) -> Option<(SlackChannel, SlackTs)> {
    let channel = text(payload, "/container/channel_id").or(text(payload, "/channel/id"))?;
    let ts = text(payload, "/container/message_ts").or(text(payload, "/message/ts"))?;
    Some((channel.into(), ts.into()))
}

fn view(payload: &Value) -> Option<ViewState> {
    let view = payload.get("view")?;
    Some(ViewState {
        id: text(view, "/id")?.to_owned(),
        callback_id: text_or_empty(view, "/callback_id"),
        hash: text_or_empty(view, "/hash"),
        private_metadata: text_or_empty(view, "/private_metadata"),
        first_input: first_input(view),
        fields: fields(view).unwrap_or_default(),
    })
}

/// The topmost input, where a sentence about the whole form is seen first.
fn first_input(view: &Value) -> Option<String> {
    let mut blocks = view.get("blocks")?.as_array()?.iter();
    let input = blocks.find(|block| text(block, "/type") == Some("input"))?;
    text(input, "/block_id").map(str::to_owned)
}

/// Values by block; each of our blocks holds one control, whatever its action is called.
fn fields(view: &Value) -> Option<BTreeMap<String, Field>> {
    let blocks = view.pointer("/state/values")?.as_object()?;
    let fields = blocks.iter().filter_map(|(block_id, controls)| {
        let control = controls.as_object()?.values().next()?;
        let name = block_id.split_once(AFRESH).map_or(&**block_id, |(name, _)| name);
        Some((name.to_owned(), held(control)?))
    });
    Some(fields.collect())
}

/// What a control holds, in a view's state and in an action alike; `None` for a control we do not use.
fn held(control: &Value) -> Option<Field> {
    let word = |pointer: &str| text(control, pointer).map(str::to_owned);
    let field = match text(control, "/type").unwrap_or_default() {
        "button" | "plain_text_input" | "email_text_input" | "url_text_input" | "number_input" => {
            Field::Text(word("/value"))
        }
        "static_select" | "external_select" | "radio_buttons" | "overflow" => {
            Field::Choice(word("/selected_option/value"))
        }
        "users_select" => Field::Choice(word("/selected_user")),
        "conversations_select" => Field::Choice(word("/selected_conversation")),
        "channels_select" => Field::Choice(word("/selected_channel")),
        "timepicker" => Field::Choice(word("/selected_time")),
        "datetimepicker" => {
            let picked = control.pointer("/selected_date_time").and_then(Value::as_i64);
            Field::Choice(picked.map(|at| at.to_string()))
        }
        "datepicker" => Field::Date(word("/selected_date")),
        "checkboxes" | "multi_static_select" | "multi_external_select" => {
            Field::Choices(list(control, "/selected_options", "/value"))
        }
        "multi_users_select" => Field::Choices(list(control, "/selected_users", "")),
        "multi_conversations_select" => {
            Field::Choices(list(control, "/selected_conversations", ""))
        }
        "multi_channels_select" => Field::Choices(list(control, "/selected_channels", "")),
        _ => return None,
    };
    Some(field)
}

fn list(control: &Value, pointer: &str, within: &str) -> Vec<String> {
    let entries = control.pointer(pointer).and_then(Value::as_array);
    let words = entries.into_iter().flatten().filter_map(|entry| text(entry, within));
    words.map(str::to_owned).collect()
}
