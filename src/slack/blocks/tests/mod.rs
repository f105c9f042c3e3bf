//! What the builders send, what they cut, and what the check finds.

mod inert;

use jiff::{
    Timestamp,
    civil::{date, time},
};
use serde_json::json;

use super::{
    check::{check, check_view},
    input::{Checkboxes, Choice, DatePicker, Select, TextInput, TimePicker, UserPicker},
    preview::{preview, preview_view},
    words::{day, escape, mention, when},
    *,
};
use crate::domain::ids::SlackUser;

fn wrote(text: &str) -> UserText {
    UserText::parse(text, 100_000).unwrap()
}

fn address(address: &str) -> Link {
    Link::parse(address).unwrap()
}

/// A message with one of everything a message can hold.
fn message() -> Message {
    let monday = Timestamp::from_second(1_795_968_000).unwrap();
    let rui = mention(&"U1".into());
    Message::new("Rui wrote a check-in")
        .block(header("Week of 16 November"))
        .block(say(format!("{rui} wrote, you reply by {}.", when(monday, "Mon 30 Nov, 00:00"))))
        .block(facts([("Pair", escape("R&D *one*")), ("Due", day(monday, "Mon 30 Nov"))]))
        .block(divider())
        .block(quote("Struggled with", &wrote("The <!channel> build\nbroke")))
        .block(code("What it said", &wrote("error[E0499]")))
        .block(link("Link", &address("https://example.org/a?b=c")))
        .block(image("https://example.org/a.png", "A green field"))
        .block(small("Only the two of you can read this."))
        .block(buttons(
            "acts",
            [
                Button::new("Reply", "reply", "7").primary(),
                Button::new("Skip", "skip", "7").danger().confirm(
                    "Skip it?",
                    "You can change your mind.",
                    "Skip",
                    "Keep",
                ),
            ],
        ))
}

/// A modal with one of every control.
fn modal() -> View {
    let kinds = vec![Choice::new("technical", "Technical"), Choice::new("career", "Career")];
    Modal::new("checkin", "Check-in")
        .submit("Send")
        .close("Not now")
        .metadata("{\"pair\":7}")
        .notify_on_close()
        .block(say("Your mentor reads this."))
        .block(
            TextInput::new("tasks", "Accomplished")
                .multiline()
                .hint("Finished things")
                .placeholder("I …")
                .max(11)
                .initial(Some(&wrote("I <@U1> did"))),
        )
        .block(TextInput::new("learned", "Learned").optional().placeholder("Today"))
        .block(
            Select::new("kind", "Kind", kinds.clone()).initial("career").dispatch("kind.changed"),
        )
        .block(
            Checkboxes::new("flags", "Flags", [Choice::new("blocked", "I am blocked")])
                .ticked(["blocked"]),
        )
        .block(DatePicker::new("day", "Day", Some(date(2026, 11, 20))))
        .block(TimePicker::new("at", "At", Some(time(7, 5, 0, 0))).optional())
        .block(UserPicker::new("who", "Who").initial(&"U1".into()))
        .into()
}

#[test]
fn a_message_is_what_slack_documents() {
    let plain = |text: &str| json!({ "type": "plain_text", "text": text, "emoji": true });
    let mrkdwn = |text: &str| json!({ "type": "mrkdwn", "text": text, "verbatim": true });
    let bold = |text: &str| json!({ "type": "text", "text": text, "style": { "bold": true } });
    assert_eq!(
        message().blocks_json(),
        json!([
            { "type": "header", "text": plain("Week of 16 November") },
            { "type": "section", "text": mrkdwn(
                "<@U1> wrote, you reply by \
                 <!date^1795968000^{date_short_pretty} at {time}|Mon 30 Nov, 00:00>.") },
            { "type": "section", "fields": [
                mrkdwn("*Pair*\nR&amp;D \u{2217}one\u{2217}"),
                mrkdwn("*Due*\n<!date^1795968000^{date_short}|Mon 30 Nov>"),
            ] },
            { "type": "divider" },
            { "type": "rich_text", "elements": [{ "type": "rich_text_section", "elements": [
                bold("Struggled with\n"), { "type": "text", "text": "The <!channel> build\nbroke" },
            ] }] },
            { "type": "rich_text", "elements": [
                { "type": "rich_text_section", "elements": [bold("What it said")] },
                { "type": "rich_text_preformatted", "elements": [{ "type": "text", "text": "error[E0499]" }] },
            ] },
            { "type": "rich_text", "elements": [{ "type": "rich_text_section", "elements": [
                bold("Link\n"),
                { "type": "link", "url": "https://example.org/a?b=c", "text": "https://example.org/a?b=c" },
            ] }] },
            { "type": "image", "image_url": "https://example.org/a.png", "alt_text": "A green field" },
            { "type": "context", "elements": [mrkdwn("Only the two of you can read this.")] },
            { "type": "actions", "block_id": "acts", "elements": [
                { "type": "button", "text": plain("Reply"), "action_id": "reply", "value": "7",
                  "style": "primary" },
                { "type": "button", "text": plain("Skip"), "action_id": "skip", "value": "7",
                  "style": "danger", "confirm": {
                    "title": plain("Skip it?"), "text": plain("You can change your mind."),
                    "confirm": plain("Skip"), "deny": plain("Keep") } },
            ] },
        ])
    );
}

#[test]
fn a_modal_is_what_slack_documents() {
    let plain = |text: &str| json!({ "type": "plain_text", "text": text, "emoji": true });
    let json = modal().to_json();
    let frame = |key: &str| &json[key];
    assert_eq!((frame("type"), frame("callback_id")), (&json!("modal"), &json!("checkin")));
    assert_eq!((frame("submit"), frame("close")), (&plain("Send"), &plain("Not now")));
    assert_eq!(frame("notify_on_close"), &json!(true));
    assert_eq!(frame("clear_on_close"), &Value::Null);
    let last = View::from(Modal::new("page", "Done").clear_on_close()).to_json();
    assert_eq!(last["clear_on_close"], json!(true));
    assert_eq!(
        frame("blocks")[1],
        json!({
            "type": "input", "block_id": "tasks", "label": plain("Accomplished"), "optional": false,
            "dispatch_action": false, "hint": plain("Finished things"),
            "element": {
                "type": "plain_text_input", "action_id": "value", "multiline": true, "max_length": 11,
                "placeholder": plain("I …"), "initial_value": "I <@U1> did",
            },
        })
    );
    let technical = json!({ "text": plain("Technical"), "value": "technical" });
    let career = json!({ "text": plain("Career"), "value": "career" });
    assert_eq!(
        frame("blocks")[3],
        json!({
            "type": "input", "block_id": "kind", "label": plain("Kind"), "optional": false,
            "dispatch_action": true,
            "element": {
                "type": "static_select", "action_id": "kind.changed",
                "options": [technical, career], "initial_option": career,
            },
        })
    );
    assert_eq!(frame("blocks")[4]["optional"], json!(true));
    assert_eq!(frame("blocks")[4]["element"]["initial_options"][0]["value"], "blocked");
    assert_eq!(frame("blocks")[5]["element"]["initial_date"], "2026-11-20");
    assert_eq!(
        frame("blocks")[6]["element"],
        json!({ "type": "timepicker", "action_id": "value", "initial_time": "07:05" })
    );
    assert_eq!(frame("blocks")[7]["element"]["initial_user"], "U1");
}

#[test]
fn nothing_that_slack_refuses_is_sent_as_null_or_empty() {
    let view = Modal::new("m", "M")
        .block(TextInput::new("a", "A").initial(None))
        .block(Checkboxes::new("b", "B", [Choice::new("x", "X")]))
        .block(Select::new("c", "C", [Choice::new("x", "X")]).initial("not an option"))
        .block(DatePicker::new("d", "D", None))
        .block(TimePicker::new("t", "T", None))
        .block(UserPicker::new("e", "E"));
    let json = View::from(view).to_json().to_string();
    for key in ["null", "initial_", "placeholder", "hint", "submit", "[]"] {
        assert!(!json.contains(key), "{key} in {json}");
    }
}

#[test]
fn a_message_reads_like_what_it_says() {
    let read = "\
(notification) Rui wrote a check-in
# Week of 16 November
@U1 wrote, you reply by Mon 30 Nov, 00:00.
Pair: R&D ∗one∗ | Due: Mon 30 Nov
----
Struggled with: «The <!channel> build
broke»
What it said: `«error[E0499]»`
Link: «https://example.org/a?b=c»
(picture: A green field)
(Only the two of you can read this.)
[Reply] [Skip → Skip it?: You can change your mind. [Keep] [Skip]]";
    assert_eq!(preview(&message()), read);
}

#[test]
fn a_view_reads_like_the_form_it_is() {
    let read = "\
== Check-in ==
Your mentor reads this.
Accomplished: «I <@U1> did» (Finished things)
Learned (optional): ____ (Today)
Kind: ( ) Technical (•) Career
Flags (optional): (x) I am blocked
Day: 2026-11-20
At (optional): 07:05
Who: @U1
[Not now] [Send]";
    assert_eq!(preview_view(&modal()), read);
    assert_eq!(preview_view(&Home::new().block(say("Hello")).into()), "== Home ==\nHello");
}

#[test]
fn what_is_good_passes_and_every_fault_is_named() {
    assert_eq!(check(&message()), [""; 0]);
    assert_eq!(check_view(&modal()), [""; 0]);
    let faults = |block: Block| check(&Message::new("x").block(block));
    let button = || Button::new("Go", "go", "1");
    assert_eq!(check(&Message::default()), ["fallback text is empty"]);
    assert_eq!(faults(say(" ")), ["section is empty"]);
    assert_eq!(faults(buttons("b", [])), ["no buttons"]);
    assert_eq!(faults(buttons("b", [button(), button()])), ["action_id go stands twice in b"]);
    assert_eq!(
        faults(buttons("b", [Button::new("", "go", "v".repeat(2_001))])),
        ["button label is empty", "button value has 2001 characters of 2000"]
    );
    assert_eq!(faults(facts::<&str, &str>([])), ["no facts"]);
    assert_eq!(faults(facts((0..11).map(|n| (n.to_string(), "x")))), ["11 facts, of 10"]);
    assert_eq!(faults(TextInput::new("a", "A").into()), ["an input stands in a message"]);
    let twice = Message::new("x").block(buttons("b", [button()])).block(buttons("b", [button()]));
    assert_eq!(check(&twice), ["block_id b stands twice"]);
    let long = Message::new("x").blocks((0..51).map(|_| divider()));
    assert_eq!(check(&long), ["51 blocks in a message, of 50"]);

    let faults = |modal: Modal| check_view(&modal.into());
    assert_eq!(
        faults(Modal::new("", "").metadata("m".repeat(3_001)).block(TextInput::new("a", ""))),
        [
            "modal title is empty",
            "callback_id is empty",
            "private_metadata has 3001 characters of 3000",
            "a modal with inputs has no submit label",
            "input label is empty",
        ]
    );
    assert_eq!(
        faults(Modal::new("m", "M").blocks((0..101).map(|_| divider()))),
        ["101 blocks in a view, of 100"]
    );
    let same = [Choice::new("x", "X"), Choice::new("x", "Y")];
    let select = Select::new("s", "S", same);
    assert_eq!(faults(Modal::new("m", "M").submit("Go").block(select)), ["option x stands twice"]);
    let many: Vec<Choice> = (0..11).map(|n| Choice::new(n.to_string(), "x")).collect();
    let boxes = Checkboxes::new("s", "S", many);
    assert_eq!(faults(Modal::new("m", "M").submit("Go").block(boxes)), ["11 options, of 10"]);
}

#[test]
fn a_box_opens_with_what_it_can_hold_and_the_check_says_what_it_cannot() {
    let input = TextInput::new("a", "A").max(3).initial(Some(&wrote("🎉🎉🎉🎉")));
    let view = View::from(Modal::new("m", "M").submit("Go").block(input));
    assert_eq!(view.to_json()["blocks"][0]["element"]["initial_value"], "🎉🎉🎉");
    assert_eq!(preview_view(&view), "== M ==\nA: «🎉🎉🎉»\n[Go]");
    assert_eq!(check_view(&view), ["4 characters to begin with, of 3"]);
}

#[test]
fn user_characters_are_counted_for_division_into_parts() {
    let message = Message::new("x")
        .block(say("our own words do not count"))
        .block(quote("Ours", &wrote("Ünï🎉")))
        .block(code("Ours", &wrote("ab")));
    assert_eq!((message.user_chars(), message.blocks.len()), (6, 3));
}

#[test]
fn nobody_s_words_are_in_debug_output() {
    let debug = format!("{:?} {:?}", message(), modal());
    for words in ["<!channel>", "E0499", "example.org/a?", "did"] {
        assert!(!debug.contains(words), "{words} in {debug}");
    }
}

#[test]
fn only_ids_are_mentioned() {
    assert_eq!(mention(&"U024BE7LH".into()), "<@U024BE7LH>");
    for id in ["", "U1> <!channel", "U1|x", "U 1", "Ü1"] {
        assert_eq!(mention(&SlackUser::from(id)), "somebody", "{id}");
    }
}

#[test]
fn a_cut_never_leaves_half_a_token() {
    assert_eq!(fit("short", 5), "short");
    assert_eq!(fit("longer", 5), "long…");
    assert_eq!(fit("see <@U1234567> now", 10), "see…");
    assert_eq!(fit("R &amp; D", 5), "R…");
    assert_eq!(fit("Ünïcödé", 3), "Ün…");
    let label = Button::new("x".repeat(80), "a", "v");
    assert_eq!(label.label.chars().count(), limits::BUTTON_LABEL);
}

#[test]
fn a_chart_is_sent_as_slack_draws_it_and_can_be_left_out() {
    let chart =
        Chart::new("Working time", "hours").groups(["All", "Quick"]).series("Median", [1.5, 0.5]);
    let message = Message::new("Figures").block(say("1.5 and 0.5 hours")).block(chart.clone());
    assert_eq!(check(&message), Vec::<String>::new());
    assert_eq!(
        message.blocks_json()[1],
        json!({
            "type": "data_visualization",
            "title": "Working time",
            "chart": {
                "type": "bar",
                "series": [{
                    "name": "Median",
                    "data": [{ "label": "All", "value": 1.5 }, { "label": "Quick", "value": 0.5 }],
                }],
                "axis_config": { "categories": ["All", "Quick"], "y_label": "hours" },
            },
        })
    );
    assert_eq!(message.without_charts().blocks, [say("1.5 and 0.5 hours")]);
    let crooked = Message::new("Figures").block(chart.series("Longest", [2.0]));
    assert_eq!(check(&crooked), ["a series of a chart has not one value for each group"]);
}
