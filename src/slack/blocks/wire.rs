//! Blocks and views as the JSON Slack wants. The only file that spells Block Kit's keys.
//!
//! What a person wrote becomes the `text` of a rich text element, which Slack never parses, or the `initial_value` of
//! the box they wrote it in. Lists longer than Slack takes are sent as far as they go: a message with a fact less is
//! better than a message refused, and [`super::check`] finds it in the tests.

use serde_json::{Map, Value, json};

use crate::domain::ids::SlackUser;

use super::{
    Block, Button, Confirm, Kind, Tone, View,
    chart::Chart,
    input::{ACTION_ID, Choice, Control, Input, Lines, Need, clock, held},
    limits,
};

pub(super) fn blocks(blocks: &[Block]) -> Value {
    blocks.iter().map(|block| kind(&block.0)).collect()
}

pub(super) fn view(view: &View) -> Value {
    match view {
        View::Modal(modal) => {
            let mut json = json!({
                "type": "modal",
                "callback_id": modal.callback_id,
                "title": plain(&modal.title),
                "private_metadata": modal.metadata,
                "notify_on_close": modal.notify_on_close,
                "blocks": blocks(&modal.blocks),
            });
            put(&mut json, "clear_on_close", modal.clear_on_close.then_some(Value::Bool(true)));
            put(&mut json, "submit", modal.submit.as_deref().map(plain));
            put(&mut json, "close", modal.close.as_deref().map(plain));
            json
        }
        View::Home(home) => json!({
            "type": "home",
            "private_metadata": home.metadata,
            "blocks": blocks(&home.blocks),
        }),
    }
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Say(words) => json!({ "type": "section", "text": mrkdwn(words) }),
        Kind::Header(words) => json!({ "type": "header", "text": plain(words) }),
        Kind::Small(words) => json!({ "type": "context", "elements": [mrkdwn(words)] }),
        Kind::Divider => json!({ "type": "divider" }),
        Kind::Facts(facts) => {
            let fields = facts.iter().take(limits::FIELDS);
            let fields = fields.map(|(label, value)| mrkdwn(&format!("*{label}*\n{value}")));
            json!({ "type": "section", "fields": fields.collect::<Value>() })
        }
        Kind::Quote { label, text } => {
            rich_text(json!([section(label, text_element(text.expose()))]))
        }
        Kind::Code { label, text } => rich_text(json!([
            { "type": "rich_text_section", "elements": [bold(label)] },
            { "type": "rich_text_preformatted", "elements": [text_element(text.expose())] },
        ])),
        Kind::Link { label, link } => {
            let link = json!({ "type": "link", "url": link.as_str(), "text": link.as_str() });
            rich_text(json!([section(label, link)]))
        }
        Kind::Buttons { block_id, buttons } => {
            let elements = buttons.iter().take(limits::BUTTONS).map(button);
            json!({ "type": "actions", "block_id": block_id, "elements": elements.collect::<Value>() })
        }
        Kind::Image { url, alt } => json!({ "type": "image", "image_url": url, "alt_text": alt }),
        Kind::Chart(drawn) => chart(drawn),
        Kind::Input(form_input) => input(form_input),
    }
}

fn chart(chart: &Chart) -> Value {
    let groups = || chart.groups.iter().take(limits::CHART_GROUPS);
    let series = chart.series.iter().take(limits::CHART_SERIES).map(|series| {
        let data = groups().zip(&series.values);
        let data = data.map(|(label, value)| json!({ "label": label, "value": value }));
        json!({ "name": series.name, "data": data.collect::<Value>() })
    });
    json!({
        "type": "data_visualization",
        "title": chart.title,
        "chart": {
            "type": "bar",
            "series": series.collect::<Value>(),
            "axis_config": { "categories": groups().collect::<Vec<_>>(), "y_label": chart.unit },
        },
    })
}

fn rich_text(elements: Value) -> Value {
    json!({ "type": "rich_text", "elements": elements })
}

/// A bold line of ours, and under it one element.
fn section(label: &str, element: Value) -> Value {
    json!({ "type": "rich_text_section", "elements": [bold(&format!("{label}\n")), element] })
}

fn bold(words: &str) -> Value {
    json!({ "type": "text", "text": words, "style": { "bold": true } })
}

fn text_element(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

/// `verbatim` keeps Slack from making links of anything that merely looks like an address or a channel.
fn mrkdwn(words: &str) -> Value {
    json!({ "type": "mrkdwn", "text": words, "verbatim": true })
}

fn plain(words: &str) -> Value {
    json!({ "type": "plain_text", "text": words, "emoji": true })
}

fn button(button: &Button) -> Value {
    let mut json = json!({
        "type": "button",
        "text": plain(&button.label),
        "action_id": button.action_id,
        "value": button.value,
    });
    let style = match button.tone {
        Tone::Quiet => None,
        Tone::Primary => Some("primary"),
        Tone::Danger => Some("danger"),
    };
    put(&mut json, "style", style);
    put(&mut json, "confirm", button.confirm.as_ref().map(confirm));
    json
}

fn confirm(confirm: &Confirm) -> Value {
    json!({
        "title": plain(&confirm.title),
        "text": plain(&confirm.text),
        "confirm": plain(&confirm.yes),
        "deny": plain(&confirm.no),
    })
}

fn input(input: &Input) -> Value {
    let mut element = control(&input.control);
    put(&mut element, "action_id", Some(input.dispatch.as_deref().unwrap_or(ACTION_ID)));
    if let (Control::Text { .. }, Some(_)) = (&input.control, &input.dispatch) {
        // Slack has no event for leaving a field; without this it would tell of the enter key only.
        element["dispatch_action_config"] =
            json!({ "trigger_actions_on": ["on_character_entered"] });
    }
    let mut json = json!({
        "type": "input",
        "block_id": input.block_id,
        "label": plain(&input.label),
        "optional": input.need == Need::Optional,
        "dispatch_action": input.dispatch.is_some(),
        "element": element,
    });
    put(&mut json, "hint", input.hint.as_deref().map(plain));
    json
}

fn control(control: &Control) -> Value {
    match control {
        Control::Text { lines, placeholder, initial, max } => {
            let mut json = json!({
                "type": "plain_text_input",
                "multiline": *lines == Lines::Many,
                "max_length": max,
            });
            let initial = initial.as_ref().map(|text| held(text, *max));
            put(&mut json, "initial_value", initial);
            put(&mut json, "placeholder", placeholder.as_deref().map(plain));
            json
        }
        Control::Select { placeholder, options, initial } => {
            let mut json = json!({
                "type": "static_select",
                "options": choices(options, limits::SELECT_OPTIONS),
            });
            let initial =
                initial.as_ref().and_then(|value| options.iter().find(|o| o.value == *value));
            put(&mut json, "initial_option", initial.map(choice));
            put(&mut json, "placeholder", placeholder.as_deref().map(plain));
            json
        }
        Control::Checkboxes { options, ticked } => {
            let mut json = json!({
                "type": "checkboxes",
                "options": choices(options, limits::CHECKBOX_OPTIONS),
            });
            let ticked: Vec<Value> = options
                .iter()
                .filter(|option| ticked.contains(&option.value))
                .map(choice)
                .collect();
            // Slack refuses an empty list here.
            put(&mut json, "initial_options", (!ticked.is_empty()).then_some(ticked));
            json
        }
        Control::Date { initial } => {
            let mut json = json!({ "type": "datepicker" });
            put(&mut json, "initial_date", initial.map(|date| date.to_string()));
            json
        }
        Control::Time { initial } => {
            let mut json = json!({ "type": "timepicker" });
            put(&mut json, "initial_time", initial.map(clock));
            json
        }
        Control::Moment { initial } => {
            let mut json = json!({ "type": "datetimepicker" });
            put(&mut json, "initial_date_time", initial.map(|at| at.as_second()));
            json
        }
        Control::Person { placeholder, initial } => {
            let mut json = json!({ "type": "users_select" });
            put(&mut json, "initial_user", initial.as_ref().map(|user| user.as_str()));
            put(&mut json, "placeholder", placeholder.as_deref().map(plain));
            json
        }
        Control::People { initial, most } => {
            let mut json = json!({ "type": "multi_users_select" });
            let users: Vec<&str> = initial.iter().map(SlackUser::as_str).collect();
            put(&mut json, "initial_users", (!users.is_empty()).then_some(users));
            put(&mut json, "max_selected_items", (*most < usize::MAX).then_some(*most));
            json
        }
        Control::Channel { initial } => {
            let mut json = json!({
                "type": "conversations_select",
                "filter": { "include": ["public"], "exclude_external_shared_channels": true },
            });
            let initial = initial.as_ref().map(|channel| channel.as_str());
            put(&mut json, "initial_conversation", initial);
            json
        }
    }
}

fn choices(options: &[Choice], most: usize) -> Value {
    options.iter().take(most).map(choice).collect()
}

fn choice(choice: &Choice) -> Value {
    json!({ "text": plain(&choice.label), "value": choice.value })
}

/// Sets a key if there is something to set; Slack refuses null.
fn put(json: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let (Some(value), Some(object)) = (value, json.as_object_mut()) {
        Map::insert(object, key.to_owned(), value.into());
    }
}
