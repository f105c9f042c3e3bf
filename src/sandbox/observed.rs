//! What the workspace saw the bot do, for tests that count.
//!
//! Nothing here changes behaviour: it is the notebook of an observer who stands outside the bot.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::workspace::Workspace;

/// Everything noted.
#[derive(Debug, Default)]
pub(super) struct Observed {
    pub(super) problems: Vec<Problem>,
    pub(super) calls: BTreeMap<String, usize>,
    pub(super) posts: Vec<PostSeen>,
    pub(super) deliveries: Vec<Delivery>,
    pub(super) notices: Vec<Notice>,
}

/// Something strict Slack would not have let pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// When it happened, by the workspace clock.
    pub at: Timestamp,
    /// What happened, without any private text.
    pub what: String,
}

/// A message of the bot that became visible.
#[derive(Debug, Clone, PartialEq)]
pub struct PostSeen {
    /// When it became visible, by the workspace clock.
    pub at: Timestamp,
    /// Where.
    pub channel: String,
    /// Its time stamp.
    pub ts: String,
    /// The thread it answers in.
    pub thread_ts: Option<String>,
    /// The metadata it carries, by which duplicates are counted.
    pub metadata: Option<Value>,
}

/// One attempt to deliver an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// When, by the workspace clock.
    pub at: Timestamp,
    /// Slack's id of the event, the same for every attempt.
    pub event_id: String,
    /// The subscription it belongs to: `message.im`, `user_change`.
    pub kind: String,
    /// Zero for the first attempt.
    pub retry: u8,
    /// How it went.
    pub outcome: Outcome,
}

/// How a request to the bot went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A 200 within three seconds.
    Accepted,
    /// Another status.
    Status(u16),
    /// No answer within three seconds.
    TimedOut,
    /// No connection, or it broke.
    Unreachable,
    /// Lost on purpose.
    Dropped,
}

/// Something Slack itself tells one person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Notice {
    pub(super) id: String,
    pub(super) user: String,
    pub(super) text: String,
}

impl Workspace {
    /// How often the bot called this method, refused calls included.
    pub fn calls(&self, method: &str) -> usize {
        self.look(|state| state.observed.calls.get(method).copied().unwrap_or_default())
    }

    /// Every message of the bot in the order they became visible, deleted ones included.
    pub fn posts(&self) -> Vec<PostSeen> {
        self.look(|state| state.observed.posts.clone())
    }

    /// Every attempt to deliver an event.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.look(|state| state.observed.deliveries.clone())
    }

    /// What Slack itself told this person: that a command timed out, that a form could not be sent.
    pub fn notices(&self, user: &str) -> Vec<String> {
        self.look(|state| {
            let mine = state.observed.notices.iter().filter(|notice| notice.user == user);
            mine.map(|notice| notice.text.clone()).collect()
        })
    }
}
