//! What stands in a form before it is sent: as typed, checked by nobody, read by its writer only.
//!
//! A form that opens again, as a draft or to be edited, is filled from one of these. It does not know which form, and a
//! field that the form no longer has is simply not asked for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::UserText;

/// The values of a form by the names of its fields. Its `Debug` shows no words, because [`UserText`] shows none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft {
    fields: BTreeMap<String, Entry>,
}

/// What one field holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Words, as they were typed.
    Text(UserText),
    /// The one thing that was chosen.
    Chosen(String),
    /// The boxes that were ticked.
    Ticked(Vec<String>),
    /// A day.
    Day(Date),
}

impl Draft {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Puts `entry` into a field; `None` leaves the field as it is.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, entry: Option<Entry>) -> Self {
        if let Some(entry) = entry {
            self.fields.insert(field.into(), entry);
        }
        self
    }

    /// The words in a field.
    pub fn text(&self, field: &str) -> Option<&UserText> {
        match self.fields.get(field) {
            Some(Entry::Text(text)) => Some(text),
            Some(Entry::Chosen(_) | Entry::Ticked(_) | Entry::Day(_)) | None => None,
        }
    }

    /// What was chosen in a field.
    pub fn chosen(&self, field: &str) -> Option<&str> {
        match self.fields.get(field) {
            Some(Entry::Chosen(value)) => Some(value),
            Some(Entry::Text(_) | Entry::Ticked(_) | Entry::Day(_)) | None => None,
        }
    }

    /// The boxes that are ticked in a field.
    pub fn ticked(&self, field: &str) -> &[String] {
        match self.fields.get(field) {
            Some(Entry::Ticked(values)) => values,
            Some(Entry::Text(_) | Entry::Chosen(_) | Entry::Day(_)) | None => &[],
        }
    }

    /// The day in a field.
    pub fn day(&self, field: &str) -> Option<Date> {
        match self.fields.get(field) {
            Some(Entry::Day(day)) => Some(*day),
            Some(Entry::Text(_) | Entry::Chosen(_) | Entry::Ticked(_)) | None => None,
        }
    }
}

impl From<&UserText> for Entry {
    fn from(text: &UserText) -> Self {
        Self::Text(text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_typed_and_shows_nobody_the_words() {
        let words = UserText::from_stored("  half a sent ".to_owned());
        let draft = Draft::default()
            .with("tasks", Some((&words).into()))
            .with("kind", Some(Entry::Chosen("career".to_owned())))
            .with("learned", None);
        assert_eq!(draft.text("tasks"), Some(&words));
        assert_eq!(draft.chosen("kind"), Some("career"));
        assert_eq!((draft.text("kind"), draft.text("learned")), (None, None));
        let stored = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), draft);
        assert!(!format!("{draft:?}").contains("half"));
    }
}
