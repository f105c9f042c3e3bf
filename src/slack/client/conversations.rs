//! Opening conversations and reading them back, page after page to the end.
//!
//! Reading serves two questions only: did a post of ours arrive, and what was said in one of our threads. What others
//! wrote outside our threads is looked through for our own key and not kept.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    Slack,
    messages::PROOF_TYPE,
    outcome::{Cause, Outcome},
};
use crate::{
    domain::ids::{SlackChannel, SlackTs, SlackUser},
    slack::inbound::{Said, message},
};

/// Messages or people asked for at once. Slack advises no more than 200.
const PAGE: &str = "200";

impl Slack {
    /// The conversation of the bot with these people: a DM with one, a group DM with several. It is opened if it is
    /// not there yet.
    pub async fn open_conversation(&self, users: &[SlackUser]) -> Outcome<SlackChannel> {
        let users: Vec<&str> = users.iter().map(SlackUser::as_str).collect();
        let arguments = json!({ "users": users.join(",") });
        self.post_json("conversations.open", &arguments, |answer| {
            answer.pointer("/channel/id").and_then(Value::as_str).map(SlackChannel::from)
        })
        .await
    }

    /// The messages that carry `proof`, oldest first: in `thread`, or among a conversation's own messages.
    ///
    /// History never returns replies and replies never return other threads, so the place must be the one the message
    /// was sent to.
    pub async fn find_by_proof(
        &self,
        channel: &SlackChannel,
        thread: Option<&SlackTs>,
        oldest: Timestamp,
        proof: &str,
    ) -> Outcome<Vec<SlackTs>> {
        let mut arguments = vec![
            ("channel", channel.to_string()),
            ("oldest", seconds(oldest)),
            ("inclusive", "true".to_owned()),
            ("include_all_metadata", "true".to_owned()),
        ];
        let method = match thread {
            Some(thread) => {
                arguments.push(("ts", thread.to_string()));
                "conversations.replies"
            }
            None => "conversations.history",
        };
        let found = self.pages(method, arguments, "messages", |message| ours(message, proof)).await;
        found.map(|mut found| {
            found.sort();
            found.dedup();
            found
        })
    }

    /// Everything said in a thread, its first message included, oldest first.
    pub async fn thread(&self, channel: &SlackChannel, ts: &SlackTs) -> Outcome<Vec<Said>> {
        let arguments = vec![("channel", channel.to_string()), ("ts", ts.to_string())];
        self.pages("conversations.replies", arguments, "messages", message::said).await
    }

    /// What `read` makes of every entry of `list`, over all pages.
    pub(super) async fn pages<T>(
        &self,
        method: &str,
        mut arguments: Vec<(&'static str, String)>,
        list: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Outcome<Vec<T>> {
        arguments.push(("limit", PAGE.to_owned()));
        let fixed = arguments.len();
        let mut all = Vec::new();
        let mut last = String::new();
        loop {
            let page = self.get(method, &arguments, |answer| {
                let entries = answer.get(list)?.as_array()?;
                Some((entries.iter().filter_map(&read).collect::<Vec<_>>(), cursor(answer)))
            });
            let (entries, cursor) = match page.await.or_end() {
                Ok(page) => page,
                Err(end) => return end,
            };
            all.extend(entries);
            match cursor {
                None => return Outcome::Done(all),
                // The same page again would go on for ever.
                Some(cursor) if cursor == last => return Outcome::Unknown(Cause::Unparsable),
                Some(cursor) => {
                    arguments.truncate(fixed);
                    arguments.push(("cursor", cursor.clone()));
                    last = cursor;
                }
            }
        }
    }
}

fn cursor(answer: &Value) -> Option<String> {
    let cursor = answer.pointer("/response_metadata/next_cursor")?.as_str()?;
    (!cursor.is_empty()).then(|| cursor.to_owned())
}

/// The time stamp of a message if it carries our proof. Anybody's metadata may hold anything; only ours is looked at.
fn ours(message: &Value, proof: &str) -> Option<SlackTs> {
    let of_ours = message.pointer("/metadata/event_type")?.as_str()? == PROOF_TYPE;
    let the_one = message.pointer("/metadata/event_payload/k")?.as_str()? == proof;
    (of_ours && the_one).then(|| message.get("ts")?.as_str().map(SlackTs::from))?
}

/// An instant the way Slack writes time stamps.
fn seconds(at: Timestamp) -> String {
    let micros = at.as_microsecond().max(0);
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}
