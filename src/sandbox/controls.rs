//! What people can type into and choose from, and the JSON Slack sends about it.
//!
//! Three questions are answered here for every stateful element: what it holds before anybody touched it,
//! what it holds after a choice, and what Slack's own client refuses to submit. Nothing here looks at a view as
//! a whole or talks to the bot.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::workspace::word;

/// Values by `block_id`, then by `action_id`, as in `view.state.values`.
pub(super) type Values = BTreeMap<String, BTreeMap<String, Value>>;

/// How an element keeps its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Text in `value`.
    Text,
    /// One option object.
    Option(&'static str),
    /// A list of option objects.
    Options(&'static str),
    /// One word: an id, a date, a time.
    Word(&'static str),
    /// A list of ids.
    Words(&'static str),
    /// A number of seconds.
    Number(&'static str),
    /// A rich text object.
    Rich,
}

fn holds(kind: &str) -> Option<Holds> {
    Some(match kind {
        "plain_text_input" | "email_text_input" | "url_text_input" | "number_input" => Holds::Text,
        "static_select" | "external_select" | "radio_buttons" => Holds::Option("selected_option"),
        "multi_static_select" | "multi_external_select" | "checkboxes" => {
            Holds::Options("selected_options")
        }
        "users_select" => Holds::Word("selected_user"),
        "conversations_select" => Holds::Word("selected_conversation"),
        "channels_select" => Holds::Word("selected_channel"),
        "datepicker" => Holds::Word("selected_date"),
        "timepicker" => Holds::Word("selected_time"),
        "datetimepicker" => Holds::Number("selected_date_time"),
        "multi_users_select" => Holds::Words("selected_users"),
        "multi_conversations_select" => Holds::Words("selected_conversations"),
        "multi_channels_select" => Holds::Words("selected_channels"),
        "rich_text_input" => Holds::Rich,
        _ => return None,
    })
}

impl Holds {
    /// The member of the state object that carries the value.
    fn key(self) -> &'static str {
        match self {
            Self::Text => "value",
            Self::Option(key)
            | Self::Options(key)
            | Self::Word(key)
            | Self::Words(key)
            | Self::Number(key) => key,
            Self::Rich => "rich_text_value",
        }
    }

    /// The member of the element that says what stands in it at first.
    fn initial(self) -> String {
        match self {
            Self::Text | Self::Rich => "initial_value".to_owned(),
            Self::Option(key)
            | Self::Options(key)
            | Self::Word(key)
            | Self::Words(key)
            | Self::Number(key) => key.replacen("selected", "initial", 1),
        }
    }

    fn nothing(self) -> Value {
        match self {
            Self::Options(_) | Self::Words(_) => json!([]),
            Self::Text | Self::Option(_) | Self::Word(_) | Self::Number(_) | Self::Rich => {
                Value::Null
            }
        }
    }
}

/// Every interactive element of these blocks with its `block_id`.
pub(super) fn elements(blocks: &Value) -> Vec<(&str, &Value)> {
    let mut found = Vec::new();
    for block in blocks.as_array().into_iter().flatten() {
        let id = word(block, "block_id");
        match word(block, "type") {
            "input" => found.push((id, &block["element"])),
            "section" => found.extend(block.get("accessory").map(|element| (id, element))),
            "actions" => {
                let elements = block["elements"].as_array().into_iter().flatten();
                found.extend(elements.map(|element| (id, element)));
            }
            _ => {}
        }
    }
    found.retain(|(_, element)| element.get("action_id").is_some());
    found
}

/// What the controls hold before anybody touched them.
pub(super) fn values_at_first(blocks: &Value) -> Values {
    values_kept(blocks, &Values::new())
}

/// What the controls hold after an update: what was typed where block, action and type are the same, else what the
/// app put there.
pub(super) fn values_kept(blocks: &Value, before: &Values) -> Values {
    let mut values = Values::new();
    for (block, element) in elements(blocks) {
        let Some(holds) = holds(word(element, "type")) else { continue };
        let action = word(element, "action_id");
        let kept = before.get(block).and_then(|held| held.get(action));
        let kept = kept.filter(|held| held["type"] == element["type"]).cloned();
        let value = kept.unwrap_or_else(|| {
            let initial = element.get(holds.initial()).cloned();
            state(element, holds, initial.unwrap_or_else(|| holds.nothing()))
        });
        values.entry(block.to_owned()).or_default().insert(action.to_owned(), value);
    }
    values
}

fn state(element: &Value, holds: Holds, value: Value) -> Value {
    let mut state = Map::new();
    state.insert("type".to_owned(), element["type"].clone());
    state.insert(holds.key().to_owned(), value);
    if let Some(zone) = element.get("timezone") {
        state.insert("timezone".to_owned(), zone.clone());
    }
    Value::Object(state)
}

/// What the control holds once a person has chosen.
///
/// `choice` is either the short form a test writes (a text, an option's value, a list of them, a date, an id, a
/// number) or the whole state object a page sends. Options are looked up: nobody can choose what is not offered.
pub(super) fn chosen(element: &Value, choice: &Value) -> Result<Option<Value>, String> {
    let kind = word(element, "type");
    let Some(holds) = holds(kind) else { return Ok(None) };
    let short = choice.get(holds.key()).unwrap_or(choice);
    let value = match holds {
        Holds::Text | Holds::Word(_) | Holds::Number(_) | Holds::Rich if *short == "" => {
            Value::Null
        }
        Holds::Text if short.is_number() => json!(short.to_string()),
        Holds::Text | Holds::Word(_) if short.is_string() || short.is_null() => short.clone(),
        Holds::Number(_) if short.is_i64() || short.is_null() => short.clone(),
        Holds::Rich if short.is_object() || short.is_null() => short.clone(),
        Holds::Option(_) if short.is_null() => Value::Null,
        Holds::Option(_) => option(element, short)?,
        Holds::Options(_) if short.is_array() || short.is_null() => {
            let chosen = short.as_array().into_iter().flatten();
            Value::Array(chosen.map(|one| option(element, one)).collect::<Result<_, _>>()?)
        }
        Holds::Words(_) if short.is_array() => short.clone(),
        Holds::Text
        | Holds::Word(_)
        | Holds::Number(_)
        | Holds::Rich
        | Holds::Options(_)
        | Holds::Words(_) => return Err(format!("a {kind} cannot hold such a value")),
    };
    Ok(Some(state(element, holds, value)))
}

/// The offered option with this value, given as the value or as the option object.
fn option(element: &Value, wanted: &Value) -> Result<Value, String> {
    let wanted = wanted.get("value").unwrap_or(wanted);
    let offered = options(element).find(|option| option["value"] == *wanted);
    offered.cloned().ok_or_else(|| "that option is not offered".to_owned())
}

fn options(element: &Value) -> impl Iterator<Item = &Value> {
    let plain = element["options"].as_array().into_iter().flatten();
    let groups = element["option_groups"].as_array().into_iter().flatten();
    plain.chain(groups.flat_map(|group| group["options"].as_array().into_iter().flatten()))
}

/// The value of an overflow menu, which keeps no state but says what was chosen in the press itself.
pub(super) fn pressed_option(element: &Value, choice: &Value) -> Result<Value, String> {
    option(element, choice.get("selected_option").unwrap_or(choice))
}

/// Whether anything stands in the control.
fn is_empty(state: &Value, key: &str) -> bool {
    match &state[key] {
        Value::Null => true,
        // Slack's client does not take blanks for an answer.
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// What Slack's client says under an input block instead of sending the form.
pub(super) fn complaint(block: &Value, state: &Value) -> Option<String> {
    let element = &block["element"];
    let holds = holds(word(element, "type"))?;
    let empty = is_empty(state, holds.key());
    if empty {
        let required = block["optional"] != true;
        return required.then(|| "Please complete this required field.".to_owned());
    }
    let text = state["value"].as_str().unwrap_or_default();
    let bound = |key: &str| element[key].as_u64();
    match word(element, "type") {
        "plain_text_input" => {
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            let short = bound("min_length").filter(|min| length < *min);
            // Without a maximum of its own the field still takes no more than 3,000 characters.
            let max = bound("max_length").unwrap_or(3000);
            short
                .map(|min| format!("Must be at least {min} characters"))
                .or_else(|| (length > max).then(|| format!("Must be less than {max} characters")))
        }
        "email_text_input" if !text.contains('@') => Some("Please enter a valid email.".to_owned()),
        "url_text_input" if !text.contains("://") => Some("Please enter a valid URL.".to_owned()),
        "number_input" => number_complaint(element, text),
        kind if kind.starts_with("multi_") => {
            let most = bound("max_selected_items")?;
            let chosen = state[holds.key()].as_array().map_or(0, Vec::len);
            let over = u64::try_from(chosen).unwrap_or(u64::MAX) > most;
            over.then(|| format!("Please select at most {most} items."))
        }
        _ => None,
    }
}

fn number_complaint(element: &Value, text: &str) -> Option<String> {
    let limit = |key: &str| word(element, key).parse::<f64>().ok();
    let Ok(number) = text.parse::<f64>() else { return Some("Please enter a number.".to_owned()) };
    let whole = element["is_decimal_allowed"] != true && text.parse::<i64>().is_err();
    if whole {
        return Some("Please enter a whole number.".to_owned());
    }
    let low = limit("min_value").is_some_and(|min| number < min);
    let high = limit("max_value").is_some_and(|max| number > max);
    (low || high).then(|| "This number is out of range.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(block_id: &str, initial: &str) -> Value {
        json!({ "type": "input", "block_id": block_id, "element":
            { "type": "plain_text_input", "action_id": "a", "initial_value": initial } })
    }

    #[test]
    fn an_update_keeps_what_was_typed_only_under_the_same_ids() {
        let first = json!([text("one", "x"), text("two", "y")]);
        let mut values = values_at_first(&first);
        let typed = chosen(&first[0]["element"], &json!("typed")).unwrap().unwrap();
        values.get_mut("one").unwrap().insert("a".into(), typed);
        let kept = values_kept(&json!([text("one", "new"), text("three", "z")]), &values);
        assert_eq!(kept["one"]["a"]["value"], "typed");
        assert_eq!(kept["three"]["a"]["value"], "z");
        assert!(!kept.contains_key("two"));
    }

    #[test]
    fn only_offered_options_can_be_chosen() {
        let select = json!({ "type": "static_select", "action_id": "a", "options": [
            { "text": { "type": "plain_text", "text": "Yes" }, "value": "y" } ] });
        let held = chosen(&select, &json!("y")).unwrap().unwrap();
        assert_eq!(held["selected_option"]["text"]["text"], "Yes");
        assert_eq!(chosen(&select, &held).unwrap().unwrap(), held, "the long form means the same");
        assert!(chosen(&select, &json!("n")).is_err());
    }

    #[test]
    fn blanks_are_no_answer_to_a_required_question() {
        let block = text("one", "");
        let blank = chosen(&block["element"], &json!("  \n")).unwrap().unwrap();
        assert!(complaint(&block, &blank).is_some());
        let long = json!({ "type": "plain_text_input", "value": "é".repeat(3001) });
        assert!(complaint(&block, &long).is_some());
        let full = json!({ "type": "plain_text_input", "value": "é".repeat(3000) });
        assert_eq!(complaint(&block, &full), None);
    }
}
