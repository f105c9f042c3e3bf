//! Slack's limits, each just held and just broken.

use serde_json::{Value, json};

use super::*;

fn plain(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text })
}

fn section(text: &str) -> Value {
    json!({ "type": "section", "text": { "type": "mrkdwn", "text": text } })
}

fn button(action: &str, text: &str) -> Value {
    json!({ "type": "button", "action_id": action, "text": plain(text), "value": "v" })
}

fn input(block: &str, element: Value) -> Value {
    json!({ "type": "input", "block_id": block, "label": plain("Label"), "element": element })
}

fn text_input() -> Value {
    json!({ "type": "plain_text_input", "action_id": "a", "multiline": true })
}

fn modal(blocks: Value) -> Value {
    json!({ "type": "modal", "title": plain("Check-in"), "submit": plain("Send"), "blocks": blocks })
}

fn message(blocks: Value) -> Result<(), &'static str> {
    check_message("fallback", &blocks).map_err(|malformed| malformed.code)
}

fn view(view: &Value) -> Result<(), String> {
    check_view(view, Surface::Modal).map_err(|malformed| malformed.messages.join("; "))
}

#[test]
fn an_ordinary_message_and_modal_pass() {
    let blocks = json!([
        { "type": "header", "text": plain("Week 10") },
        section("Hello <@U1>"),
        { "type": "divider" },
        { "type": "context", "elements": [{ "type": "mrkdwn", "text": "small" }] },
        { "type": "actions", "elements": [button("one", "One"), button("two", "Two")] },
        { "type": "rich_text", "elements": [
            { "type": "rich_text_section", "elements": [{ "type": "text", "text": "<!channel>" }] },
            { "type": "rich_text_preformatted", "elements": [{ "type": "text", "text": "let x = 1;" }] },
        ] },
    ]);
    assert_eq!(check_message("t", &blocks), Ok(()));
    assert!(!broadcasts(&blocks), "rich text shows a broadcast as it was typed");
    assert_eq!(view(&modal(json!([input("b", text_input())]))), Ok(()));
}

#[test]
fn a_message_holds_fifty_blocks_and_a_view_a_hundred() {
    let many = |n| Value::Array(vec![json!({ "type": "divider" }); n]);
    assert_eq!(message(many(50)), Ok(()));
    assert_eq!(message(many(51)), Err("invalid_blocks"));
    assert_eq!(view(&modal(many(100))), Ok(()));
    assert!(view(&modal(many(101))).unwrap_err().contains("no more than 100"));
}

#[test]
fn texts_have_their_limits_in_characters() {
    assert_eq!(message(json!([section(&"🌱".repeat(3000))])), Ok(()));
    assert_eq!(message(json!([section(&"🌱".repeat(3001))])), Err("invalid_blocks"));
    assert_eq!(message(json!([section("")])), Err("invalid_blocks"));
    let header = |n| json!([{ "type": "header", "text": plain(&"x".repeat(n)) }]);
    assert_eq!((message(header(150)), message(header(151))), (Ok(()), Err("invalid_blocks")));
    let press = |n| json!([{ "type": "actions", "elements": [button("a", &"x".repeat(n))] }]);
    assert_eq!((message(press(75)), message(press(76))), (Ok(()), Err("invalid_blocks")));
    assert_eq!(check_message(&"x".repeat(40_001), &Value::Null).unwrap_err().code, "msg_too_long");
    let long = json!(vec![section(&"x".repeat(2900)); 5]);
    assert_eq!(message(long), Err("msg_blocks_too_long"));
}

#[test]
fn ids_are_unique_where_slack_wants_them_so() {
    let twice = json!([
        { "type": "divider", "block_id": "same" },
        { "type": "divider", "block_id": "same" },
    ]);
    assert_eq!(message(twice), Err("invalid_blocks"));
    let actions = json!([{ "type": "actions", "elements": [button("a", "1"), button("a", "2")] }]);
    assert_eq!(message(actions), Err("invalid_blocks"));
    let apart = json!([
        { "type": "actions", "elements": [button("a", "1")] },
        { "type": "actions", "elements": [button("a", "2")] },
    ]);
    assert_eq!(message(apart), Ok(()), "an action_id is unique within its block only");
}

#[test]
fn unknown_types_and_members_are_refused() {
    assert_eq!(message(json!([{ "type": "sectoin" }])), Err("invalid_blocks"));
    let mut odd = section("x");
    odd["colour"] = json!("red");
    let refused = check_message("t", &json!([odd])).unwrap_err();
    assert!(refused.messages[0].contains("invalid additional property: colour"), "{refused:?}");
    assert_eq!(message(json!({})), Err("invalid_blocks_format"));
}

#[test]
fn elements_stand_only_where_slack_lets_them() {
    let typed = json!([{ "type": "actions", "elements": [text_input()] }]);
    assert_eq!(message(typed), Err("invalid_blocks"));
    let pressed = modal(json!([input("b", button("a", "x"))]));
    assert!(view(&pressed).unwrap_err().contains("not allowed here"));
    let markdown = json!([{ "type": "markdown", "text": "**x**" }]);
    assert_eq!(message(markdown.clone()), Ok(()));
    assert!(view(&modal(markdown)).is_err(), "markdown blocks stand in messages only");
}

#[test]
fn a_modal_with_inputs_needs_a_submit_button_and_short_words() {
    let mut bare = modal(json!([input("b", text_input())]));
    bare.as_object_mut().unwrap().remove("submit");
    assert!(view(&bare).unwrap_err().contains("submit"));
    let mut titled = modal(json!([]));
    titled["title"] = plain(&"x".repeat(25));
    assert!(view(&titled).unwrap_err().contains("/view/title/text"));
    let mut noted = modal(json!([]));
    noted["private_metadata"] = json!("x".repeat(3001));
    assert!(view(&noted).unwrap_err().contains("private_metadata"));
    let big = modal(json!(vec![section(&"x".repeat(2900)); 90]));
    assert_eq!(check_view(&big, Surface::Modal).unwrap_err().code, "view_too_large");
}

#[test]
fn menus_offer_one_to_a_hundred_options_and_start_with_one_of_them() {
    let option = |n: usize| json!({ "text": plain("x"), "value": n.to_string() });
    let select = |count: usize, initial: usize| {
        let options: Vec<Value> = (0..count).map(option).collect();
        let element = json!({ "type": "static_select", "action_id": "a", "options": options,
            "initial_option": option(initial) });
        view(&modal(json!([input("b", element)])))
    };
    assert_eq!(select(100, 99), Ok(()));
    assert!(select(101, 0).is_err());
    assert!(select(3, 3).unwrap_err().contains("among the options"));
    let radio = |count: usize| {
        let options: Vec<Value> = (0..count).map(option).collect();
        let element = json!({ "type": "radio_buttons", "action_id": "a", "options": options });
        view(&modal(json!([input("b", element)])))
    };
    assert_eq!(radio(10), Ok(()));
    assert!(radio(11).is_err());
}

#[test]
fn a_broadcast_is_noticed_where_it_would_be_active() {
    assert!(broadcasts(&json!([section("hi <!channel>")])));
    assert!(!broadcasts(&plain("hi <!channel>")));
    let rich = json!({ "type": "broadcast", "range": "here" });
    assert!(broadcasts(&rich));
}

#[test]
fn an_input_says_when_it_dispatches_in_slacks_words_only() {
    let dispatching = |config: Value, dispatches: bool| {
        let mut element = text_input();
        element["dispatch_action_config"] = config;
        let mut block = input("b", element);
        block["dispatch_action"] = json!(dispatches);
        view(&modal(json!([block])))
    };
    let on = |triggers: Value| json!({ "trigger_actions_on": triggers });
    assert_eq!(dispatching(on(json!(["on_character_entered"])), true), Ok(()));
    assert!(dispatching(on(json!(["on_character_entered"])), false).is_err());
    for wrong in [json!([]), json!(["on_blur"]), json!("on_character_entered")] {
        assert!(dispatching(on(wrong.clone()), true).is_err(), "{wrong}");
    }
    let more = json!({ "trigger_actions_on": ["on_enter_pressed"], "debounce": 1 });
    assert!(dispatching(more, true).is_err());
}

fn bars(series: Value, axis: Value) -> Value {
    let chart = json!({ "type": "bar", "series": series, "axis_config": axis });
    json!({ "type": "data_visualization", "title": "Hours", "chart": chart })
}

#[test]
fn a_chart_has_a_value_for_each_category_and_stands_in_messages_only() {
    let series = |name: &str| json!({ "name": name, "data": [{ "label": "All", "value": 1.5 }] });
    let axis = json!({ "categories": ["All"], "y_label": "hours" });
    let good = bars(json!([series("Median"), series("Longest")]), axis.clone());
    assert_eq!(message(json!([good, good])), Ok(()));
    assert_eq!(message(json!([good, good, good])), Err("invalid_blocks"), "two at most");
    assert!(view(&modal(json!([good]))).is_err(), "no chart in a modal");
    let pie = |value: f64| {
        let chart = json!({ "type": "pie", "segments": [{ "label": "All", "value": value }] });
        json!([{ "type": "data_visualization", "title": "Share", "chart": chart }])
    };
    assert_eq!((message(pie(1.0)), message(pie(0.0))), (Ok(()), Err("invalid_blocks")));
    let many: Vec<Value> = (0..7).map(|at| series(&format!("S{at}"))).collect();
    for bad in [
        bars(json!([series("Median"), series("Median")]), axis.clone()),
        bars(json!([series(&"m".repeat(21))]), axis.clone()),
        bars(json!(many), axis),
        bars(json!([series("Median")]), json!({ "categories": ["All", "Quick"] })),
        bars(json!([series("Median")]), json!({ "categories": ["All"], "z_label": "x" })),
        json!({ "type": "data_visualization", "title": "t".repeat(51), "chart": good["chart"] }),
        json!({ "type": "data_visualization", "title": "Hours", "chart": { "type": "radar" } }),
    ] {
        assert_eq!(message(json!([bad])), Err("invalid_blocks"), "{bad}");
    }
}
