//! What happens to the workspace when a message appears, changes or goes.
//!
//! One place for the bot's calls, people's typing and late answers alike, so that every way of saying
//! something leads to the same events. Who is allowed to say it is decided before.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    conversations::{Kind, MetadataDetail, Post, Ts},
    observed::PostSeen,
    workspace::{BOT, BOT_USER, State, TEAM},
};

/// A message about to be said.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) blocks: Value,
    pub(super) parent: Option<Ts>,
    pub(super) metadata: Option<Value>,
    /// Files shared with it, in Slack's JSON.
    pub(super) files: Vec<Value>,
}

impl State {
    /// Says something and tells the app, if it may hear it. The conversation must exist.
    pub(super) fn post_as(
        &mut self,
        author: &str,
        channel: &str,
        draft: Draft,
        now: Timestamp,
    ) -> Ts {
        let ts = self.ts(now);
        let Draft { text, mut blocks, parent, metadata, files } = draft;
        self.name_blocks(&mut blocks);
        if author == BOT_USER {
            self.observed.posts.push(PostSeen {
                at: now,
                channel: channel.to_owned(),
                ts: ts.to_string(),
                thread_ts: parent.as_ref().map(Ts::to_string),
                metadata: metadata.clone(),
            });
        }
        let post = Post {
            ts: ts.clone(),
            author: author.to_owned(),
            text,
            blocks,
            parent,
            metadata,
            files,
            edited: None,
            tombstone: false,
        };
        if let Some(conversation) = self.conversations.get_mut(channel) {
            conversation.posts.push(post.clone());
        }
        let mut event = self.message_json(channel, &post);
        if author != BOT_USER {
            event["client_msg_id"] = json!(format!("c{}", self.number()));
        }
        self.tell_message(channel, &ts, event, now);
        ts
    }

    /// Changes what a message says. `draft.parent` is ignored: a message does not move.
    pub(super) fn edit(&mut self, channel: &str, ts: &Ts, draft: Draft, now: Timestamp) {
        let Some(before) = self.find_post(channel, ts).cloned() else { return };
        let at = self.ts(now);
        let mut blocks = draft.blocks;
        self.name_blocks(&mut blocks);
        // An app's edit that brings blocks does not show the word "edited"; everybody else's edit does.
        let unmarked =
            before.author == BOT_USER && blocks.as_array().is_some_and(|b| !b.is_empty());
        let after = Post {
            text: draft.text,
            blocks,
            metadata: draft.metadata.or_else(|| before.metadata.clone()),
            edited: if unmarked { before.edited.clone() } else { Some(at.clone()) },
            ..before.clone()
        };
        let post = self.conversations.get_mut(channel).and_then(|c| c.post_mut(ts));
        if let Some(post) = post {
            *post = after.clone();
        }
        let event = json!({
            "type": "message",
            "subtype": "message_changed",
            "hidden": true,
            "ts": at.to_string(),
            "message": self.message_json(channel, &after),
            "previous_message": self.message_json(channel, &before),
        });
        self.tell_message(channel, &at, event, now);
    }

    /// Takes a message away. A parent whose thread has replies leaves a tombstone, as in Slack.
    pub(super) fn unsay(&mut self, channel: &str, ts: &Ts, now: Timestamp) {
        let Some(before) = self.find_post(channel, ts).cloned() else { return };
        let gone = self.message_json(channel, &before);
        let at = self.ts(now);
        if let Some(conversation) = self.conversations.get_mut(channel) {
            let has_thread = conversation.replies(ts).next().is_some();
            match conversation.post_mut(ts) {
                Some(post) if has_thread => {
                    post.tombstone = true;
                    post.text.clear();
                    post.blocks = json!([]);
                    post.metadata = None;
                    post.files.clear();
                }
                _ => conversation.posts.retain(|post| post.ts != *ts),
            }
        }
        let event = json!({
            "type": "message",
            "subtype": "message_deleted",
            "hidden": true,
            "ts": at.to_string(),
            "deleted_ts": ts.to_string(),
            "previous_message": gone,
        });
        self.tell_message(channel, &at, event, now);
    }

    pub(super) fn find_post(&self, channel: &str, ts: &Ts) -> Option<&Post> {
        self.conversations.get(channel)?.post(ts)
    }

    fn message_json(&self, channel: &str, post: &Post) -> Value {
        let conversation = self.conversations.get(channel);
        conversation.map_or(Value::Null, |c| c.post_json(post, MetadataDetail::All))
    }

    /// Queues a message event, if the app is where it happened.
    fn tell_message(&mut self, channel: &str, ts: &Ts, mut event: Value, now: Timestamp) {
        let Some(conversation) = self.conversations.get(channel) else { return };
        if !conversation.has(BOT_USER) {
            return;
        }
        let kind = match conversation.kind {
            Kind::Im => "message.im",
            Kind::Mpim => "message.mpim",
            Kind::Channel => "message.channels",
        };
        event["channel"] = json!(channel);
        event["channel_type"] = json!(conversation.kind.word());
        event["event_ts"] = json!(ts.to_string());
        if event["user"] == BOT_USER {
            event["bot_profile"] = json!({ "id": BOT, "name": "Trellis", "team_id": TEAM });
        }
        self.tell(kind, event, now);
    }
}
