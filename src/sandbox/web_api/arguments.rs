//! The arguments of a call, however they were sent: JSON body, form body or query.
//!
//! In a form everything is a string, so lists and objects arrive as JSON text; the getters read both.
//! Whether an argument makes sense is the method's question.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

/// Arguments by name, and the token.
#[derive(Debug, Clone, Default)]
pub(in crate::sandbox) struct Arguments {
    values: Map<String, Value>,
    token: Option<String>,
}

impl Arguments {
    /// Reads a request. A body that cannot be read counts as empty, as the methods then miss what they need.
    pub(super) fn read(headers: &HeaderMap, query: &str, body: &[u8]) -> Self {
        let kind =
            headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        let mut values = form(query.as_bytes());
        if kind.starts_with("application/json") {
            if let Ok(Value::Object(object)) = serde_json::from_slice(body) {
                values.extend(object);
            }
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            values.extend(form(body));
        }
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
        let posted = values.remove("token").and_then(|token| token.as_str().map(str::to_owned));
        // A token inside a JSON body is not looked at, as in Slack.
        let posted = posted.filter(|_| !kind.starts_with("application/json"));
        Self { values, token: bearer.or(posted) }
    }

    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// A non-empty text; numbers and booleans count as what they look like.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let text = match self.values.get(key)? {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// Whether a flag is set; absent means no.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.text(key).is_some_and(|text| text == "true" || text == "1")
    }

    /// A structured argument: as it stands in JSON, or as JSON text in a form.
    pub(super) fn json(&self, key: &str) -> Option<Value> {
        match self.values.get(key)? {
            Value::Null => None,
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(serde_json::from_str(text).unwrap_or(Value::Bool(false))),
            value => Some(value.clone()),
        }
    }

    /// A list of words, comma-separated in a form, a list in JSON.
    pub(super) fn words(&self, key: &str) -> Vec<String> {
        let words: Vec<String> = match self.values.get(key) {
            Some(Value::Array(list)) => {
                list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
            }
            _ => self.text(key).unwrap_or_default().split(',').map(str::to_owned).collect(),
        };
        words
            .into_iter()
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect()
    }

    /// A page size within `1..=most`, or `default` when absent.
    pub(super) fn limit(&self, default: usize, most: usize) -> Result<usize, &'static str> {
        match self.text("limit") {
            None => Ok(default),
            Some(text) => match text.parse::<usize>() {
                Ok(0) => Ok(default),
                Ok(limit) if limit <= most => Ok(limit),
                _ => Err("invalid_limit"),
            },
        }
    }
}

fn form(text: &[u8]) -> Map<String, Value> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(text).unwrap_or_default();
    pairs.into_iter().map(|(key, value)| (key, Value::String(value))).collect()
}
