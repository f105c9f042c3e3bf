//! Where a setting's text comes from: the environment first, then the file.
//!
//! Nothing is judged here but the file's own form. The file may hold secrets, so a fault in it is reported by its line
//! number and never by quoting it.

use std::{collections::BTreeMap, fs};

use toml::{Table, Value};

use super::{SETTINGS, problem::Problems};

/// Text by setting.
pub(super) struct Source(BTreeMap<&'static str, String>);

impl Source {
    /// Collects what `env` and the file named by `TRELLIS_CONFIG` say. An empty value counts as unset.
    pub(super) fn open(env: impl Fn(&str) -> Option<String>, problems: &mut Problems) -> Self {
        let said = |name: &str| env(name).filter(|value| !value.trim().is_empty());
        let mut settings =
            said("TRELLIS_CONFIG").map(|path| file(&path, problems)).unwrap_or_default();
        settings.extend(SETTINGS.iter().filter_map(|&name| Some((name, said(name)?))));
        Self(settings)
    }

    /// What was said about a setting, without white space around it.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim())
    }
}

fn file(path: &str, problems: &mut Problems) -> BTreeMap<&'static str, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            problems
                .add("TRELLIS_CONFIG", format!("names {path:?}, which cannot be read: {error}"));
            return BTreeMap::new();
        }
    };
    match text.parse::<Table>() {
        Ok(table) => table.into_iter().filter_map(|entry| setting(entry, problems)).collect(),
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            problems
                .add("TRELLIS_CONFIG", format!("names {path:?}, which is not TOML (line {line})"));
            BTreeMap::new()
        }
    }
}

fn setting(
    (key, value): (String, Value),
    problems: &mut Problems,
) -> Option<(&'static str, String)> {
    let Some(&name) = SETTINGS.iter().find(|name| name.to_ascii_lowercase() == key) else {
        problems.add(&key, "in the file is not a setting this version knows");
        return None;
    };
    match text(value) {
        Some(text) if text.trim().is_empty() => None,
        Some(text) => Some((name, text)),
        None => {
            problems
                .add(name, format!("is {key} in the file, which must be text in quotation marks"));
            None
        }
    }
}

/// Text, or a list of texts for the settings that are lists.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(items) => {
            items.into_iter().map(text).collect::<Option<Vec<_>>>().map(|items| items.join(","))
        }
        Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Table(_) => None,
    }
}
