//! Commands, presses and submissions, and the address that takes everything.

use serde_json::json;

use super::*;

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
fn debug_output_tells_lengths_and_no_words() {
    let mut typed = button();
    typed["type"] = "plain_text_input".into();
    typed["value"] = "canary".into();
    let mut message = posted();
    message["text"] = "canary".into();
    let mut view = submitted();
    view["view"]["state"]["values"]["tasks"]["value"]["value"] = "canary".into();
    let command = command_form().replace("pair", "canary");
    for inbound in [
        interaction(&pressed(&typed)).unwrap(),
        interaction(&view).unwrap(),
        event(&message),
        from_command(command.as_bytes()).unwrap(),
    ] {
        let debug = format!("{inbound:?}");
        assert!(debug.contains("characters") && !debug.contains("canary"), "{debug}");
    }
}
