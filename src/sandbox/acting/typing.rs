//! Typing: messages, their edits, and taking them back.
//!
//! Slack stores typed text escaped, with mentions and links as `<…>`, and as rich text blocks beside it;
//! both come from the same pieces here. Broadcast words and emoji stay as typed.

use serde_json::{Value, json};

use super::NotPossible;
use crate::sandbox::{
    conversations::{Kind, Ts},
    people,
    posting::Draft,
    workspace::{BOT_USER, State, Workspace},
};

/// A piece of what somebody typed.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    /// User id and handle.
    Person(String, String),
    Link(String),
}

impl Workspace {
    /// Says something and returns the message's time stamp; `thread` is the parent's.
    ///
    /// # Errors
    /// When the person is not there, the thread does not exist, or typing to the app is off.
    pub async fn post(
        &self,
        user: &str,
        channel: &str,
        text: &str,
        thread: Option<&str>,
    ) -> Result<String, NotPossible> {
        self.carry_out_late_calls();
        let now = self.now();
        let open = self.inner.manifest.messages_tab_open();
        let ts = self.change(|state| {
            let place = state.place(user, channel)?;
            if place.archived {
                return Err(NotPossible::because(format!("{channel} is archived")));
            }
            if place.kind == Kind::Im && place.has(BOT_USER) && !open {
                let why = "Sending messages to this app has been turned off.";
                return Err(NotPossible::because(why));
            }
            let parent = thread.map(|ts| state.thread_parent(channel, ts)).transpose()?;
            if text.trim().is_empty() {
                return Err(NotPossible::because("an empty message cannot be sent"));
            }
            let draft = Draft { parent, ..state.typed(text) };
            Ok(state.post_as(user, channel, draft, now))
        })?;
        self.deliver_events().await;
        Ok(ts.to_string())
    }

    /// Changes one's own message.
    ///
    /// # Errors
    /// When it is not one's own.
    pub async fn edit(
        &self,
        user: &str,
        channel: &str,
        ts: &str,
        text: &str,
    ) -> Result<(), NotPossible> {
        let now = self.now();
        self.change(|state| {
            let ts = state.own(user, channel, ts)?;
            let draft = state.typed(text);
            state.edit(channel, &ts, draft, now);
            Ok(())
        })?;
        self.deliver_events().await;
        Ok(())
    }

    /// Takes back one's own message, or puts away a message only oneself can see.
    ///
    /// # Errors
    /// When it is neither.
    pub async fn delete(&self, user: &str, channel: &str, ts: &str) -> Result<(), NotPossible> {
        let now = self.now();
        self.change(|state| {
            let before = state.ephemerals.len();
            state
                .ephemerals
                .retain(|e| e.user != user || e.channel != channel || e.ts.to_string() != ts);
            if state.ephemerals.len() < before {
                return Ok(());
            }
            let ts = state.own(user, channel, ts)?;
            state.unsay(channel, &ts, now);
            Ok(())
        })?;
        self.deliver_events().await;
        Ok(())
    }

    /// An administrator takes away a message of whomever, the bot's too.
    ///
    /// # Errors
    /// When there is no such message.
    pub async fn moderate(&self, channel: &str, ts: &str) -> Result<(), NotPossible> {
        let now = self.now();
        self.change(|state| {
            let ts = Ts::parse(ts).filter(|ts| state.find_post(channel, ts).is_some());
            let ts = ts.ok_or_else(|| NotPossible::because("there is no such message"))?;
            state.unsay(channel, &ts, now);
            Ok(())
        })?;
        self.deliver_events().await;
        Ok(())
    }
}

impl State {
    fn own(&self, user: &str, channel: &str, ts: &str) -> Result<Ts, NotPossible> {
        self.place(user, channel)?;
        let ts = Ts::parse(ts).ok_or_else(|| NotPossible::because("that is no time stamp"))?;
        let post =
            self.find_post(channel, &ts).filter(|post| post.author == user && !post.tombstone);
        post.map(|_| ts.clone())
            .ok_or_else(|| NotPossible::because(format!("{ts} is not a message of {user}")))
    }

    fn thread_parent(&self, channel: &str, ts: &str) -> Result<Ts, NotPossible> {
        let missing = || NotPossible::because(format!("there is no thread {ts} in {channel}"));
        let ts = Ts::parse(ts).ok_or_else(missing)?;
        let parent = self.find_post(channel, &ts).filter(|post| post.parent.is_none());
        parent.map(|_| ts.clone()).ok_or_else(missing)
    }

    /// A message as Slack makes it from what a person typed.
    fn typed(&self, text: &str) -> Draft {
        let pieces = self.pieces(text);
        let elements: Vec<Value> = pieces.iter().map(Piece::to_element).collect();
        let blocks = json!([{ "type": "rich_text", "elements":
            [{ "type": "rich_text_section", "elements": elements }] }]);
        let text = pieces.iter().map(Piece::to_message_text).collect();
        Draft { text, blocks, ..Draft::default() }
    }

    /// Cuts typed text at mentions of people who exist and at links.
    pub(super) fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (piece, length) = match self.piece_at(rest) {
                Some(found) => found,
                None => {
                    plain.push(first);
                    rest = &rest[first.len_utf8()..];
                    continue;
                }
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(piece);
            rest = &rest[length..];
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        pieces
    }

    /// The mention or link that begins here, with its length in bytes.
    fn piece_at(&self, rest: &str) -> Option<(Piece, usize)> {
        if rest.starts_with("https://") || rest.starts_with("http://") {
            let end = rest.find(|c: char| c.is_whitespace() || "<>\"".contains(c));
            // A full stop after an address ends the sentence, not the address.
            let link = rest[..end.unwrap_or(rest.len())]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
            let end = link.len();
            return Some((Piece::Link(rest[..end].to_owned()), end));
        }
        let after = rest.strip_prefix('@')?;
        let humans = self.people.values().filter(|person| person.kind != people::Kind::Slackbot);
        let named =
            humans.flat_map(|person| [(person, person.name.clone()), (person, person.handle())]);
        // The longest name wins, so that "@Ana Reis" is not taken for another Ana.
        let (person, name) = named
            .filter(|(_, name)| {
                let start = after.get(..name.len());
                let rest = after.get(name.len()..).and_then(|rest| rest.chars().next());
                start.is_some_and(|start| start.to_lowercase() == name.to_lowercase())
                    && rest.is_none_or(|next| !next.is_alphanumeric())
            })
            .max_by_key(|(_, name)| name.len())?;
        Some((Piece::Person(person.id.clone(), person.handle()), 1 + name.len()))
    }
}

impl Piece {
    /// As it stands in a message's `text`.
    fn to_message_text(&self) -> String {
        match self {
            Self::Text(text) => escaped(text),
            Self::Person(id, _) => format!("<@{id}>"),
            Self::Link(url) => format!("<{}>", escaped(url)),
        }
    }

    /// As it stands in a slash command's `text` when `should_escape` is on.
    pub(super) fn to_command_text(&self) -> String {
        match self {
            Self::Text(_) | Self::Link(_) => self.to_message_text(),
            Self::Person(id, handle) => format!("<@{id}|{handle}>"),
        }
    }

    fn to_element(&self) -> Value {
        match self {
            Self::Text(text) => json!({ "type": "text", "text": text }),
            Self::Person(id, _) => json!({ "type": "user", "user_id": id }),
            Self::Link(url) => json!({ "type": "link", "url": url }),
        }
    }
}

/// Slack escapes these three and nothing else.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
