//! Events, and what names an act.

use serde_json::{Value, json};

use super::*;

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
fn a_direct_message_is_told_from_what_others_read() {
    let place = |channel: &str, kind: Value| {
        let mut message = posted();
        message["channel"] = channel.into();
        message["channel_type"] = kind;
        let Inbound::Message(message) = event(&message) else { panic!("not a message") };
        message.place
    };
    assert_eq!(place("D1", "im".into()), Conversation::Direct);
    assert_eq!(place("D1", "app_home".into()), Conversation::Direct);
    for kind in ["mpim", "channel", "group", "new"] {
        assert_eq!(place("D1", kind.into()), Conversation::Shared, "{kind}");
    }
    assert_eq!(place("D1", Value::Null), Conversation::Direct);
    assert_eq!(place("G1", Value::Null), Conversation::Shared);
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
    assert_eq!(author("user", "UBOT".into()), None, "we are no person, however it comes");
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
    let shortcut = json!({ "type": "shortcut", "user": { "id": "U1" } });
    assert_eq!(interaction(&shortcut), Ok(Inbound::Unknown("shortcut".to_owned())));
    // The kind is logged, so it has to look like one.
    let odd = event(&json!({ "type": "I told nobody that\nI am leaving" }));
    assert_eq!(odd, Inbound::Unknown("unreadable".to_owned()));
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
