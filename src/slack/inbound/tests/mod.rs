//! Payloads in the shapes Slack documents, for the tests to read, change and break.

mod acts;
mod broken;
mod events;

use serde_json::{Value, json};

use super::*;

fn events(body: &Value) -> Result<Inbound, NotUnderstood> {
    from_events(body.to_string().as_bytes())
}

fn event(event: &Value) -> Inbound {
    events(&envelope(event)).unwrap()
}

/// The wrapper of every event, as an organisation-wide install sends it: with null where teams would be.
fn envelope(event: &Value) -> Value {
    json!({
        "token": "ignored", "team_id": "T1", "enterprise_id": null, "api_app_id": "A1",
        "event": event, "type": "event_callback", "event_id": "Ev1", "event_time": 1_700_000_000,
        "authorizations": [{ "team_id": null, "enterprise_id": "E1", "user_id": "UBOT", "is_bot": true }],
        "is_ext_shared_channel": false, "event_context": "4-abc",
    })
}

fn interaction(payload: &Value) -> Result<Inbound, NotUnderstood> {
    let form = serde_urlencoded::to_string([("payload", payload.to_string())]).unwrap();
    from_interaction(form.as_bytes())
}

fn posted() -> Value {
    json!({
        "type": "message", "channel": "G1", "channel_type": "mpim", "user": "U1", "team": "T1",
        "client_msg_id": "c0ffee", "text": "Well done & <on>", "ts": "1700000000.000200",
        "event_ts": "1700000000.000200", "thread_ts": "1700000000.000100", "parent_user_id": "UBOT",
        "blocks": [{ "type": "rich_text", "elements": [] }],
    })
}

fn edited() -> Value {
    json!({
        "type": "message", "subtype": "message_changed", "hidden": true, "channel": "G1",
        "ts": "1700000009.000300", "event_ts": "1700000009.000300",
        "message": {
            "type": "message", "user": "U1", "text": "Better", "ts": "1700000000.000200",
            "thread_ts": "1700000000.000100", "edited": { "user": "U1", "ts": "1700000009.000000" },
        },
        "previous_message": { "type": "message", "user": "U1", "text": "Good", "ts": "1700000000.000200" },
    })
}

fn deleted() -> Value {
    json!({
        "type": "message", "subtype": "message_deleted", "hidden": true, "channel": "G1",
        "ts": "1700000010.000400", "deleted_ts": "1700000000.000200", "event_ts": "1700000010.000400",
        "previous_message": {
            "type": "message", "user": "U1", "text": "secret", "ts": "1700000000.000200",
            "thread_ts": "1700000000.000100",
        },
    })
}

fn user_change() -> Value {
    json!({
        "type": "user_change", "cache_ts": 1, "event_ts": "1700000011.000500",
        "user": {
            "id": "U1", "team_id": "T1", "name": "rui", "deleted": false, "real_name": "Rui Sá",
            "tz": "Europe/Lisbon", "tz_label": "WET", "tz_offset": 0, "is_admin": false, "is_owner": true,
            "is_primary_owner": false, "is_restricted": false, "is_ultra_restricted": false, "is_bot": false,
            "profile": {
                "real_name": "Rui Sá", "real_name_normalized": "Rui Sa", "display_name": "Ruí",
                "display_name_normalized": "Rui",
            },
        },
    })
}

fn pressed(action: &Value) -> Value {
    json!({
        "type": "block_actions", "team": null, "user": { "id": "U1", "username": "rui", "team_id": "T1" },
        "api_app_id": "A1", "token": "ignored", "enterprise": null, "is_enterprise_install": false,
        "container": {
            "type": "message", "message_ts": "1700000000.000100", "channel_id": "D1", "is_ephemeral": false,
        },
        "trigger_id": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
        "channel": { "id": "D1", "name": "directmessage" },
        "message": { "type": "message", "text": "Time", "ts": "1700000000.000100", "bot_id": "B1" },
        "response_url": "https://hooks.slack.com/actions/T1/1/abc",
        "actions": [action],
    })
}

fn button() -> Value {
    json!({
        "type": "button", "block_id": "b", "action_id": "checkin.write", "value": "42",
        "text": { "type": "plain_text", "text": "Write", "emoji": true }, "action_ts": "1700000012.123456",
    })
}

fn submitted() -> Value {
    json!({
        "type": "view_submission", "team": { "id": "T1", "domain": "t" }, "user": { "id": "U1" },
        "trigger_id": "1.2.3",
        "view": {
            "id": "V1", "type": "modal", "callback_id": "checkin", "hash": "1700.abc",
            "private_metadata": "{\"pair\":7}", "previous_view_id": null, "root_view_id": "V1",
            "state": { "values": {
                "tasks": { "value": { "type": "plain_text_input", "value": "Fixed it\n\nand shipped" } },
                "learned": { "value": { "type": "plain_text_input", "value": null } },
                "kind": { "value": { "type": "static_select",
                    "selected_option": { "text": { "type": "plain_text", "text": "T" }, "value": "technical" } } },
                "other": { "value": { "type": "radio_buttons", "selected_option": null } },
                "flags": { "value": { "type": "checkboxes",
                    "selected_options": [{ "text": { "type": "mrkdwn", "text": "B" }, "value": "blocked" }] } },
                "day": { "value": { "type": "datepicker", "selected_date": "2026-11-20" } },
                "who": { "value": { "type": "users_select", "selected_user": "U2" } },
                "all": { "value": { "type": "multi_users_select", "selected_users": ["U2", "U3"] } },
                "files": { "value": { "type": "file_input", "files": [] } },
            } },
        },
        "response_urls": [],
    })
}

fn command_form() -> String {
    serde_urlencoded::to_string([
        ("token", "ignored"),
        ("team_id", "T1"),
        ("channel_id", "D1"),
        ("channel_name", "directmessage"),
        ("user_id", "U1"),
        ("command", "/mentor"),
        ("text", "pair <@U2|ana> <@U3>"),
        ("response_url", "https://hooks.slack.com/commands/1"),
        ("trigger_id", "13345224609.738474920.8088930838d88f008e0"),
    ])
    .unwrap()
}
