//! Looks at every piece of JSON people were shown and finds words of theirs that Slack would read as more than words.
//!
//! What people write may stand in the text elements of rich text, and in the box it was typed into; nowhere else. The
//! rule is written from Slack's documentation and shares nothing with the bot's builders.

use serde_json::Value;

use super::World;

/// Characters that hide or reorder what stands around them.
const UNSEEN: [char; 9] =
    ['\0', '\u{1b}', '\u{7}', '\r', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{e0041}'];

impl World {
    /// Nothing the bot has shown to anybody lets these words do anything.
    #[track_caller]
    pub(crate) fn assert_inert(&self, marker: &str) {
        let shown = self.everything_shown();
        let broken: Vec<String> = shown
            .iter()
            .flat_map(|(place, json)| Walk { marker, place }.broken(json, &mut Vec::new()))
            .collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    /// Everything the bot has shown so far, with where it stands.
    pub(crate) fn everything_shown(&self) -> Vec<(String, Value)> {
        let workspace = &self.stage.workspace;
        let mut shown = Vec::new();
        for person in [&self.ines, &self.noah, &self.lena] {
            for channel in workspace.conversations_of(person) {
                for message in workspace.messages(&channel) {
                    let ts = message["ts"].as_str().unwrap().to_owned();
                    let thread = workspace.thread(&channel, &ts);
                    let ours = thread.into_iter().filter(|it| it["bot_id"].is_string());
                    shown.extend(ours.map(|it| ("message".to_owned(), it)));
                }
            }
            let whispers = workspace.ephemerals(person).into_iter();
            shown.extend(whispers.map(|it| ("whisper".to_owned(), it)));
            let views = workspace.modal(person).into_iter().chain(workspace.home(person));
            shown.extend(views.map(|it| ("view".to_owned(), it)));
        }
        shown
    }
}

struct Walk<'a> {
    marker: &'a str,
    place: &'a str,
}

impl Walk<'_> {
    fn broken<'v>(&self, value: &'v Value, path: &mut Vec<&'v str>) -> Vec<String> {
        match value {
            Value::Object(members) => {
                let is_text = members.get("type").is_some_and(|kind| kind == "text");
                let mut broken = Vec::new();
                for (key, member) in members {
                    path.push(key);
                    let inert = is_text && key == "text" && path.contains(&"elements");
                    if !(inert || is_own_box(path)) {
                        broken.extend(self.broken(member, path));
                    } else if let Some(text) = member.as_str().filter(|_| inert) {
                        broken.extend(self.unseen(text, path));
                    }
                    path.pop();
                }
                broken
            }
            Value::Array(members) => {
                members.iter().flat_map(|member| self.broken(member, path)).collect()
            }
            Value::String(text) if text.contains(self.marker) => {
                vec![format!("{} /{}: {text}", self.place, path.join("/"))]
            }
            Value::String(text) => self.unseen(text, path),
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }

    fn unseen(&self, text: &str, path: &[&str]) -> Vec<String> {
        let found = text.chars().find(|c| UNSEEN.contains(c));
        let line = |c| format!("{} /{} shows {c:?}", self.place, path.join("/"));
        found.map(line).into_iter().collect()
    }
}

/// The box a text was typed into, and what Slack itself says about what is typed there now.
fn is_own_box(path: &[&str]) -> bool {
    path.last() == Some(&"initial_value") || path.starts_with(&["state", "values"])
}
