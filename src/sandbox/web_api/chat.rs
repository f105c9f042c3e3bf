//! `chat.*`: saying, changing and taking back.
//!
//! Codes: `channel_not_found`, `not_in_channel`, `is_archived`, `user_disabled`, `no_text`, `msg_too_long`,
//! `invalid_blocks`, `invalid_blocks_format`, `msg_blocks_too_long`, `thread_not_found`,
//! `invalid_metadata_format`, `metadata_too_large`, `message_not_found`, `cant_update_message`,
//! `cant_delete_message`, `user_not_in_channel`, `missing_scope`.
//!
//! Beyond what Slack refuses, a message is noted as a problem when it would wake a whole channel, or when it has
//! blocks but no text for notifications and screen readers.

use serde_json::{Value, json};

use super::{Call, Refusal, Reply};
use crate::sandbox::{
    block_kit,
    conversations::{Ephemeral, Kind, MetadataDetail, Post, Ts},
    posting::Draft,
    workspace::BOT_USER,
};

/// The most a message's metadata may weigh, in bytes of JSON.
const METADATA_LIMIT: usize = 8000;

impl Call<'_> {
    /// `chat.postMessage`
    pub(super) fn post_message(&mut self) -> Reply {
        self.need("chat:write")?;
        let channel = self.writable("channel")?;
        let mut draft = self.draft()?;
        draft.parent = self.thread(&channel)?;
        let ts = self.state.post_as(BOT_USER, &channel, draft, self.now);
        let message = self.message(&channel, &ts);
        Ok(json!({ "channel": channel, "ts": ts.to_string(), "message": message }))
    }

    /// `chat.update`: text without blocks takes the blocks away, as Slack does.
    pub(super) fn update_message(&mut self) -> Reply {
        self.need("chat:write")?;
        let channel = self.writable("channel")?;
        let ts = self.own_message(&channel, "cant_update_message")?;
        let draft = self.draft()?;
        let text = draft.text.clone();
        self.state.edit(&channel, &ts, draft, self.now);
        let message = self.message(&channel, &ts);
        Ok(json!({ "channel": channel, "ts": ts.to_string(), "text": text, "message": message }))
    }

    /// `chat.delete`
    pub(super) fn delete_message(&mut self) -> Reply {
        self.need("chat:write")?;
        let id = self.arguments.text("channel").ok_or("channel_not_found")?;
        self.conversation(&id)?;
        let ts = self.own_message(&id, "cant_delete_message")?;
        self.state.unsay(&id, &ts, self.now);
        Ok(json!({ "channel": id, "ts": ts.to_string() }))
    }

    /// `chat.postEphemeral`
    pub(super) fn post_ephemeral(&mut self) -> Reply {
        self.need("chat:write")?;
        let channel = self.writable("channel")?;
        let user = self.arguments.text("user").ok_or("user_not_in_channel")?;
        if !self.conversation(&channel)?.has(&user) {
            return Err("user_not_in_channel".into());
        }
        let mut draft = self.draft()?;
        let parent = self.thread(&channel)?;
        self.state.name_blocks(&mut draft.blocks);
        let ts = self.state.ts(self.now);
        self.state.ephemerals.push(Ephemeral {
            user,
            channel,
            ts: ts.clone(),
            parent,
            text: draft.text,
            blocks: draft.blocks,
        });
        Ok(json!({ "message_ts": ts.to_string() }))
    }

    /// `chat.getPermalink`: it needs no scope.
    pub(super) fn get_permalink(&mut self) -> Reply {
        let id = self.arguments.text("channel").ok_or("channel_not_found")?;
        self.conversation(&id)?;
        let ts = self.arguments.text("message_ts").and_then(|ts| Ts::parse(&ts));
        let ts = ts.ok_or("message_not_found")?;
        let post = self.state.find_post(&id, &ts).ok_or("message_not_found")?;
        let thread = post.parent.as_ref().map(|ts| format!("?thread_ts={ts}&cid={id}"));
        let link = format!(
            "https://sandbox.slack.com/archives/{id}/p{}{}",
            ts.to_string().replace('.', ""),
            thread.unwrap_or_default()
        );
        Ok(json!({ "channel": id, "permalink": link }))
    }

    /// The conversation the app wants to write to by this argument, if it may.
    pub(super) fn writable(&self, argument: &str) -> Result<String, Refusal> {
        let id = self.arguments.text(argument).ok_or("channel_not_found")?;
        let channel = self.conversation(&id)?;
        if channel.archived {
            return Err("is_archived".into());
        }
        if !channel.has(BOT_USER) {
            return Err("not_in_channel".into());
        }
        let gone = |id: &String| self.state.people.get(id).is_some_and(|person| person.deleted);
        if channel.kind == Kind::Im && channel.members.iter().any(gone) {
            return Err("user_disabled".into());
        }
        Ok(id)
    }

    /// The thread to answer in: it must exist and must be named by its parent.
    pub(super) fn thread(&mut self, channel: &str) -> Result<Option<Ts>, Refusal> {
        let Some(ts) = self.arguments.text("thread_ts") else { return Ok(None) };
        let ts = Ts::parse(&ts).ok_or("thread_not_found")?;
        let post = self.state.find_post(channel, &ts).ok_or("thread_not_found")?;
        if post.parent.is_some() {
            // Slack takes it and loses the answer from sight: the time stamp of a reply is no thread.
            self.state.problem(self.now, "thread_ts names a reply, not the parent of a thread");
            return Err("thread_not_found".into());
        }
        Ok(Some(ts))
    }

    /// Text, blocks and metadata, checked.
    fn draft(&mut self) -> Result<Draft, Refusal> {
        let text = self.arguments.text("text").unwrap_or_default();
        let blocks = self.arguments.json("blocks").unwrap_or_else(|| json!([]));
        block_kit::check_message(&text, &blocks)?;
        if block_kit::has_chart(&blocks) && self.state.faults.for_chart() {
            return Err("invalid_blocks".into());
        }
        let bare = blocks.as_array().is_none_or(Vec::is_empty);
        if bare && text.trim().is_empty() {
            return Err("no_text".into());
        }
        if text.trim().is_empty() {
            self.state.problem(self.now, "a message has blocks but no text for notifications");
        }
        if block_kit::wakes_everybody(&text) || block_kit::broadcasts(&blocks) {
            self.state.problem(self.now, "a message would wake a whole channel");
        }
        Ok(Draft { text, blocks, metadata: self.metadata()?, ..Draft::default() })
    }

    fn metadata(&self) -> Result<Option<Value>, Refusal> {
        let Some(metadata) = self.arguments.json("metadata") else { return Ok(None) };
        let named = metadata["event_type"].as_str().is_some_and(|kind| !kind.is_empty());
        if !named || !metadata["event_payload"].is_object() {
            return Err("invalid_metadata_format".into());
        }
        if metadata.to_string().len() > METADATA_LIMIT {
            return Err("metadata_too_large".into());
        }
        Ok(Some(metadata))
    }

    /// The app's own message named by `ts`.
    fn own_message(&self, channel: &str, otherwise: &'static str) -> Result<Ts, Refusal> {
        let ts =
            self.arguments.text("ts").and_then(|ts| Ts::parse(&ts)).ok_or("message_not_found")?;
        let post = self.state.find_post(channel, &ts).filter(|post| !post.tombstone);
        match post {
            None => Err("message_not_found".into()),
            Some(Post { author, .. }) if author != BOT_USER => Err(otherwise.into()),
            Some(_) => Ok(ts),
        }
    }

    fn message(&self, channel: &str, ts: &Ts) -> Value {
        let conversation = self.state.conversations.get(channel);
        let found = conversation.and_then(|c| Some(c.post_json(c.post(ts)?, MetadataDetail::All)));
        found.unwrap_or(Value::Null)
    }
}
