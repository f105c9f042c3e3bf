//! The insides of a rich text block: sections, lists, preformatted text and quotes.
//!
//! Text in here is shown as it stands; only the elements themselves (a link, a user, a date) are active.

use serde_json::Value;

use super::inspect::Inspector;
use crate::sandbox::workspace::word;

/// The members each kind of inline element must have, and those it may have.
fn inline(kind: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match kind {
        "text" => (&["text"], &["style"]),
        "link" => (&["url"], &["text", "unsafe", "style"]),
        "user" => (&["user_id"], &["style"]),
        "usergroup" => (&["usergroup_id"], &["style"]),
        "channel" => (&["channel_id"], &["style"]),
        "emoji" => (&["name"], &["unicode", "style", "skin_tone"]),
        "date" => (&["timestamp", "format"], &["fallback", "url", "style"]),
        "broadcast" => (&["range"], &["style"]),
        "color" => (&["value"], &["style"]),
        _ => return None,
    })
}

/// The members each kind of part may have besides `elements`.
fn part(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "rich_text_section" => &[],
        "rich_text_list" => &["style", "indent", "offset", "border"],
        "rich_text_preformatted" => &["border", "language"],
        "rich_text_quote" => &["border"],
        _ => return None,
    })
}

/// Looks at the `elements` of a rich text block.
pub(super) fn inspect(to: &mut Inspector, path: &str, parts: &Value) {
    for (at, value) in to.list(path, parts, 1, usize::MAX).iter().enumerate() {
        one_part(to, &format!("{path}/{at}"), value);
    }
}

fn one_part(to: &mut Inspector, path: &str, value: &Value) {
    let kind = word(value, "type");
    let Some(may) = part(kind) else { return to.complain(path, "unsupported type") };
    only(to, path, value, &["elements"], may);
    if kind == "rich_text_list" && !["bullet", "ordered"].contains(&word(value, "style")) {
        to.complain(path, "must be a valid enum value");
    }
    let elements = value.get("elements").unwrap_or(&Value::Null);
    let path = format!("{path}/elements");
    for (at, element) in to.list(&path, elements, 0, usize::MAX).iter().enumerate() {
        let path = format!("{path}/{at}");
        match kind {
            "rich_text_list" if word(element, "type") != "rich_text_section" => {
                to.complain(&path, "a list holds sections only");
            }
            "rich_text_list" => one_part(to, &path, element),
            "rich_text_preformatted" if !["text", "link"].contains(&word(element, "type")) => {
                to.complain(&path, "preformatted text holds text and links only");
            }
            _ => one_inline(to, &path, element),
        }
    }
}

fn one_inline(to: &mut Inspector, path: &str, element: &Value) {
    let kind = word(element, "type");
    let Some((must, may)) = inline(kind) else { return to.complain(path, "unsupported type") };
    only(to, path, element, must, may);
    match kind {
        "text" => to.words(&format!("{path}/text"), &element["text"], 1, usize::MAX - 1),
        "link" => to.words(&format!("{path}/url"), &element["url"], 1, 3000),
        "date" if !element["timestamp"].is_i64() => {
            to.complain(path, "timestamp must be an integer")
        }
        _ => {}
    }
}

fn only(to: &mut Inspector, path: &str, value: &Value, must: &[&str], may: &[&str]) {
    for key in must {
        if value.get(*key).is_none() {
            to.complain(path, format!("missing required field: {key}"));
        }
    }
    for key in value.as_object().into_iter().flat_map(|object| object.keys()) {
        let known = key == "type" || must.contains(&key.as_str()) || may.contains(&key.as_str());
        if !known {
            to.complain(path, format!("invalid additional property: {key}"));
        }
    }
}
