//! Payloads in the shapes Slack documents, and what becomes of them; then the same payloads broken in every way.

use proptest::{prelude::*, test_runner::RngSeed};
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

#[test]
fn a_posted_reply_keeps_its_thread_its_author_and_its_raw_words() {
    let Inbound::Message(message) = event(&posted()) else { panic!("not a message") };
    assert_eq!(message.change, MessageChange::Posted);
    assert_eq!(message.channel, "G1".into());
    assert_eq!(
        message.said,
        Said {
            ts: "1700000000.000200".into(),
            thread: Some("1700000000.000100".into()),
            edited: None,
            author: Some("U1".into()),
            text: "Well done & <on>".to_owned(),
            files: 0,
        }
    );
}

#[test]
fn only_people_are_authors() {
    let author = |key: &str, value: Value| {
        let mut message = posted();
        message[key] = value;
        let Inbound::Message(message) = event(&message) else { panic!("not a message") };
        message.said.author
    };
    for subtype in ["thread_broadcast", "file_share", "me_message"] {
        assert_eq!(author("subtype", subtype.into()), Some("U1".into()), "{subtype}");
    }
    for subtype in
        ["bot_message", "channel_join", "channel_topic", "group_join", "reminder_add", "new"]
    {
        assert_eq!(author("subtype", subtype.into()), None, "{subtype}");
    }
    assert_eq!(author("bot_id", "B1".into()), None);
    assert_eq!(author("bot_id", Value::Null), Some("U1".into()));
    assert_eq!(author("app_id", "A1".into()), None);
    assert_eq!(author("user", "USLACKBOT".into()), None);
}

#[test]
fn files_are_counted_and_a_thread_s_first_message_is_no_reply() {
    let mut message = posted();
    message["files"] = json!([{ "id": "F1" }, { "id": "F2" }]);
    message["thread_ts"] = message["ts"].clone();
    let Inbound::Message(message) = event(&message) else { panic!("not a message") };
    assert_eq!((message.said.files, message.said.thread), (2, None));
}

#[test]
fn an_edit_is_one_only_if_the_words_changed() {
    let Inbound::Message(message) = event(&edited()) else { panic!("not a message") };
    assert_eq!(message.change, MessageChange::Edited);
    assert_eq!(message.said.text, "Better");
    assert_eq!(message.said.edited, Some("1700000009.000000".into()));

    let unchanged = Inbound::Unknown("message_unchanged".to_owned());
    let mut unfurled = edited();
    unfurled["previous_message"]["text"] = "Better".into();
    assert_eq!(event(&unfurled), unchanged);

    // Slack's own example has no previous message; then only the mark of an edit tells.
    let mut bare = edited();
    bare["previous_message"] = Value::Null;
    assert!(matches!(event(&bare), Inbound::Message(_)));
    bare["message"]["edited"] = Value::Null;
    assert_eq!(event(&bare), unchanged);
}

#[test]
fn a_deletion_names_the_message_and_keeps_no_word_of_it() {
    let Inbound::Message(message) = event(&deleted()) else { panic!("not a message") };
    assert_eq!(message.change, MessageChange::Deleted);
    assert_eq!(message.said.ts, "1700000000.000200".into());
    assert_eq!(message.said.thread, Some("1700000000.000100".into()));
    assert_eq!(message.said.author, Some("U1".into()));
    assert_eq!(message.said.text, "");

    let mut bare = deleted();
    bare["previous_message"] = Value::Null;
    let Inbound::Message(message) = event(&bare) else { panic!("not a message") };
    assert_eq!((message.said.thread, message.said.author), (None, None));

    let mut hollowed = edited();
    hollowed["message"]["subtype"] = "tombstone".into();
    hollowed["message"]["text"] = "This message was deleted.".into();
    let Inbound::Message(message) = event(&hollowed) else { panic!("not a message") };
    assert_eq!(message.change, MessageChange::Deleted);
    assert_eq!((message.said.text.as_str(), message.said.author), ("", Some("U1".into())));
}

#[test]
fn a_profile_says_what_the_bot_needs_of_a_person() {
    let Inbound::PersonChanged(changed) = event(&user_change()) else { panic!("not a person") };
    assert_eq!(
        changed.profile,
        Profile {
            user: "U1".into(),
            name: "Ruí".to_owned(),
            zone: Some("Europe/Lisbon".to_owned()),
            is_admin: true,
            is_bot: false,
            is_guest: false,
            is_deleted: false,
        }
    );
    let mut joined = user_change();
    joined["type"] = "team_join".into();
    joined["user"]["profile"]["display_name"] = " ".into();
    joined["user"]["is_ultra_restricted"] = true.into();
    joined["user"]["tz"] = Value::Null;
    let Inbound::PersonChanged(changed) = event(&joined) else { panic!("not a person") };
    assert_eq!(changed.profile.name, "Rui Sá");
    assert!(changed.profile.is_guest);
    assert_eq!(changed.profile.zone, None);
    let slackbot = person::profile(&json!({ "id": "USLACKBOT", "is_bot": false })).unwrap();
    assert!(slackbot.is_bot);
}

#[test]
fn home_removal_and_challenge() {
    let opened = json!({
        "type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home",
        "event_ts": "1700000013.0", "view": { "id": "V0", "state": { "values": {} } },
    });
    let home = |home_tab| HomeOpened { event_id: "Ev1".to_owned(), user: "U1".into(), home_tab };
    assert_eq!(event(&opened), Inbound::HomeOpened(home(true)));
    let mut messages = opened;
    messages["tab"] = "messages".into();
    assert_eq!(event(&messages), Inbound::HomeOpened(home(false)));

    let removed = Inbound::Removed(Removed { event_id: "Ev1".to_owned() });
    assert_eq!(event(&json!({ "type": "app_uninstalled" })), removed);
    let revoked =
        json!({ "type": "tokens_revoked", "tokens": { "oauth": ["U1"], "bot": ["UBOT"] } });
    assert_eq!(event(&revoked), removed);
    let of_a_person = json!({ "type": "tokens_revoked", "tokens": { "oauth": ["U1"], "bot": [] } });
    assert_eq!(event(&of_a_person), Inbound::Unknown("tokens_revoked".to_owned()));

    let challenge =
        json!({ "token": "ignored", "challenge": "3eZbrw1a", "type": "url_verification" });
    assert_eq!(events(&challenge), Ok(Inbound::Challenge("3eZbrw1a".to_owned())));
}

#[test]
fn what_is_new_to_us_is_unknown_and_no_error() {
    assert_eq!(event(&json!({ "type": "star_added" })), Inbound::Unknown("star_added".to_owned()));
    let limited = json!({ "type": "app_rate_limited", "minute_rate_limited": 1 });
    assert_eq!(events(&limited), Ok(Inbound::Unknown("app_rate_limited".to_owned())));
    let shortcut = json!({ "type": "message_action", "user": { "id": "U1" } });
    assert_eq!(interaction(&shortcut), Ok(Inbound::Unknown("message_action".to_owned())));
    // The kind is logged, so it has to look like one.
    let odd = event(&json!({ "type": "I told nobody that\nI am leaving" }));
    assert_eq!(odd, Inbound::Unknown("unreadable".to_owned()));
}

#[test]
fn a_command_keeps_its_escaped_mentions() {
    let Ok(Inbound::Command(command)) = from_command(command_form().as_bytes()) else {
        panic!("not a command")
    };
    assert_eq!((command.name.as_str(), command.text.as_str()), ("/mentor", "pair <@U2|ana> <@U3>"));
    assert_eq!((command.user, command.channel), ("U1".into(), "D1".into()));
    assert_eq!(from_command(b"ssl_check=1&token=ignored"), Ok(Inbound::SslCheck));
    assert_eq!(from_interaction(b"ssl_check=1&token=ignored"), Ok(Inbound::SslCheck));
    assert_eq!(from_command(b"command=%2Fmentor"), Err(NotUnderstood::Missing("/user_id")));
}

#[test]
fn a_press_says_who_what_and_where() {
    let Ok(Inbound::Click(click)) = interaction(&pressed(&button())) else { panic!("not a click") };
    assert_eq!((click.action_id.as_str(), click.value.as_str()), ("checkin.write", "42"));
    assert_eq!(click.user, "U1".into());
    assert_eq!(click.message, Some(("D1".into(), "1700000000.000100".into())));
    assert_eq!(click.view, None);
    assert_eq!(click.response_url, "https://hooks.slack.com/actions/T1/1/abc");
}

#[test]
fn every_control_has_one_value() {
    let option =
        |value: &str| json!({ "text": { "type": "plain_text", "text": "x" }, "value": value });
    for (action, value) in [
        (json!({ "type": "static_select", "selected_option": option("a") }), "a"),
        (json!({ "type": "radio_buttons", "selected_option": option("b") }), "b"),
        (json!({ "type": "overflow", "selected_option": option("c") }), "c"),
        (json!({ "type": "datepicker", "selected_date": "2026-11-20" }), "2026-11-20"),
        (json!({ "type": "timepicker", "selected_time": "09:30" }), "09:30"),
        (json!({ "type": "users_select", "selected_user": "U2" }), "U2"),
        (json!({ "type": "plain_text_input", "value": "draft" }), "draft"),
        (
            json!({ "type": "checkboxes", "selected_options": [option("d"), option("e")] }),
            r#"["d","e"]"#,
        ),
        (json!({ "type": "multi_users_select", "selected_users": ["U2", "U3"] }), r#"["U2","U3"]"#),
        (json!({ "type": "static_select", "selected_option": null }), ""),
        (json!({ "type": "hologram" }), ""),
    ] {
        let mut action = action;
        action["action_id"] = "a".into();
        let Ok(Inbound::Click(click)) = interaction(&pressed(&action)) else {
            panic!("not a click")
        };
        assert_eq!(click.value, value, "{action}");
    }
}

#[test]
fn a_submission_brings_every_field_by_its_block() {
    let Ok(Inbound::Submit(submit)) = interaction(&submitted()) else { panic!("not a submission") };
    assert_eq!((submit.view.id.as_str(), submit.view.callback_id.as_str()), ("V1", "checkin"));
    assert_eq!(submit.view.private_metadata, "{\"pair\":7}");
    let expected = [
        ("tasks", Field::Text(Some("Fixed it\n\nand shipped".to_owned()))),
        ("learned", Field::Text(None)),
        ("kind", Field::Choice(Some("technical".to_owned()))),
        ("other", Field::Choice(None)),
        ("flags", Field::Choices(vec!["blocked".to_owned()])),
        ("day", Field::Date(Some("2026-11-20".to_owned()))),
        ("who", Field::Choice(Some("U2".to_owned()))),
        ("all", Field::Choices(vec!["U2".to_owned(), "U3".to_owned()])),
    ];
    let expected = expected.map(|(block_id, field)| (block_id.to_owned(), field));
    assert_eq!(submit.view.fields, BTreeMap::from(expected));

    let mut closed = submitted();
    closed["type"] = "view_closed".into();
    closed["view"]["state"] = json!({});
    let Ok(Inbound::Close(close)) = interaction(&closed) else { panic!("not a close") };
    assert_eq!((close.view.id.as_str(), close.view.fields.len()), ("V1", 0));
}

#[test]
fn the_shared_address_tells_the_three_apart() {
    let json = envelope(&posted()).to_string();
    assert!(matches!(from_any(Some("application/json"), json.as_bytes()), Ok(Inbound::Message(_))));
    assert!(matches!(
        from_any(Some("Application/JSON; charset=utf-8"), json.as_bytes()),
        Ok(Inbound::Message(_))
    ));
    assert!(matches!(from_any(None, json.as_bytes()), Ok(Inbound::Message(_))));
    let form = Some("application/x-www-form-urlencoded");
    assert!(matches!(from_any(form, command_form().as_bytes()), Ok(Inbound::Command(_))));
    let press = serde_urlencoded::to_string([("payload", pressed(&button()).to_string())]).unwrap();
    assert!(matches!(from_any(form, press.as_bytes()), Ok(Inbound::Click(_))));
    assert_eq!(from_any(form, b"ssl_check=1"), Ok(Inbound::SslCheck));
    assert_eq!(from_any(Some("application/json"), b"{"), Err(NotUnderstood::NotJson));
}

#[test]
fn a_retry_has_the_same_key_and_a_new_act_another() {
    let key = |event: &Value, event_id: &str| {
        let mut envelope = envelope(event);
        envelope["event_id"] = event_id.into();
        events(&envelope).unwrap().dedupe_key()
    };
    // A message is the same message whichever event tells of it.
    assert_eq!(key(&posted(), "Ev1"), key(&posted(), "Ev2"));
    let mut keys = vec![key(&posted(), "Ev1"), key(&edited(), "Ev1"), key(&deleted(), "Ev1")];
    let mut again = edited();
    again["event_ts"] = "1700000009.000900".into();
    keys.push(key(&again, "Ev1"));
    keys.push(key(&user_change(), "Ev1"));
    keys.push(key(&user_change(), "Ev2"));
    keys.push(interaction(&pressed(&button())).unwrap().dedupe_key());
    let mut later = button();
    later["action_ts"] = "1700000099.000001".into();
    keys.push(interaction(&pressed(&later)).unwrap().dedupe_key());
    keys.push(from_command(command_form().as_bytes()).unwrap().dedupe_key());
    assert!(keys.iter().all(Option::is_some), "{keys:?}");
    let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(distinct.len(), keys.len(), "{keys:?}");

    // Half a name is none: it would make different acts look the same.
    let mut nameless = button();
    nameless["action_ts"] = Value::Null;
    assert_eq!(interaction(&pressed(&nameless)).unwrap().dedupe_key(), None);
    assert_eq!(interaction(&submitted()).unwrap().dedupe_key(), None);
}

#[test]
fn what_is_refused_says_nothing_of_what_was_in_it() {
    let secret =
        json!({ "type": "event_callback", "event": { "type": "message", "text": "canary" } });
    let refused = events(&secret).unwrap_err();
    assert_eq!(refused, NotUnderstood::Missing("/ts"));
    assert!(!format!("{refused} {refused:?}").contains("canary"));
    assert_eq!(from_events(b"canary"), Err(NotUnderstood::NotJson));
    assert_eq!(from_interaction(b"payload=canary"), Err(NotUnderstood::NotJson));
}

/// One of everything Slack sends, to be broken.
fn samples() -> Vec<Value> {
    vec![
        envelope(&posted()),
        envelope(&edited()),
        envelope(&deleted()),
        envelope(&user_change()),
        pressed(&button()),
        submitted(),
    ]
}

/// Something of the wrong kind.
fn wrong() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[{ "id": 1 }]])),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ]
}

/// Every place inside a value, as JSON pointers.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), all));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, value)| places(value, &format!("{at}/{n}"), all));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_bytes_bring_it_down(body in proptest::collection::vec(any::<u8>(), 0..400), kind in ".*") {
        let _ = from_events(&body);
        let _ = from_command(&body);
        let _ = from_interaction(&body);
        let _ = from_any(Some(&kind), &body);
        let _ = from_any(None, &body);
    }

    #[test]
    fn no_broken_payload_brings_it_down(
        which in any::<prop::sample::Index>(),
        breaks in proptest::collection::vec((any::<prop::sample::Index>(), wrong()), 1..6),
    ) {
        let mut samples = samples();
        let mut payload = samples.swap_remove(which.index(samples.len()));
        for (place, wrong) in breaks {
            let mut all = Vec::new();
            places(&payload, "", &mut all);
            if let Some(value) = payload.pointer_mut(&all[place.index(all.len())]) {
                *value = wrong;
            }
        }
        for read in [event::read, interaction::read, command::read] {
            if let Ok(inbound) = read(&payload) {
                let _ = inbound.dedupe_key();
            }
        }
        let _ = message::said(&payload);
        let _ = person::profile(&payload);
    }
}
