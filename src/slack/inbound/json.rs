//! Looking into JSON and forms without insisting on anything.

use std::collections::BTreeMap;

use serde_json::Value;

use super::NotUnderstood;

/// A body as JSON. Depth is bounded by the parser, size by whoever read the body.
pub(super) fn parse(body: &[u8]) -> Result<Value, NotUnderstood> {
    serde_json::from_slice(body).map_err(|_| NotUnderstood::NotJson)
}

/// The string at a JSON pointer, unless it is empty; null and other types count as missing.
pub(super) fn text<'a>(json: &'a Value, pointer: &str) -> Option<&'a str> {
    json.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The string at a JSON pointer, or an empty one.
pub(super) fn text_or_empty(json: &Value, pointer: &str) -> String {
    text(json, pointer).unwrap_or_default().to_owned()
}

/// Whether there is `true` at a JSON pointer.
pub(super) fn is_true(json: &Value, pointer: &str) -> bool {
    json.pointer(pointer).and_then(Value::as_bool).unwrap_or(false)
}

/// A kind's name as it may be logged: whatever does not look like a name could be anything.
pub(super) fn kind(name: &str) -> String {
    let looks_like_one =
        name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    if looks_like_one { name.to_owned() } else { "unreadable".to_owned() }
}

/// The fields of a form. Of a field that stands there twice, the first counts.
pub(super) struct Form(BTreeMap<String, String>);

impl Form {
    pub(super) fn parse(body: &[u8]) -> Result<Self, NotUnderstood> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| NotUnderstood::NotAForm)?;
        let mut fields = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_insert(value);
        }
        Ok(Self(fields))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Slack posts this now and then to see whether the certificate is good.
    pub(super) fn is_ssl_check(&self) -> bool {
        self.get("ssl_check") == Some("1") && self.get("command").is_none()
    }

    pub(super) fn into_json(self) -> Value {
        self.0.into_iter().map(|(name, value)| (name, Value::String(value))).collect()
    }
}
