//! `conversations.*`: opening direct messages and rooms, and reading them.
//!
//! `conversations.history` gives parents only, never replies; `conversations.replies` gives one thread.
//! Without `include_all_metadata` a message's metadata is its `event_type` alone.
//!
//! Codes: `channel_not_found`, `not_in_channel`, `users_list_not_supplied`, `user_not_found`,
//! `cannot_dm_bot`, `user_disabled`, `too_many_users`, `thread_not_found`, `invalid_cursor`, `invalid_limit`,
//! `invalid_ts_oldest`, `invalid_ts_latest`, `method_not_supported_for_channel_type`, `missing_scope`.

use serde_json::{Value, json};

use super::{Call, Refusal, Reply};
use crate::sandbox::{
    conversations::{Conversation, Kind, MetadataDetail, Post, Ts},
    people,
    workspace::BOT_USER,
};

/// The most people a room can be opened for, the app not counted.
const ROOM_LIMIT: usize = 8;

/// A stretch of time in a conversation.
struct Stretch {
    oldest: Option<Ts>,
    latest: Option<Ts>,
    inclusive: bool,
    limit: usize,
    cursor: Option<Ts>,
}

impl Stretch {
    fn holds(&self, ts: &Ts) -> bool {
        let on = |edge: &Option<Ts>| self.inclusive && edge.as_ref() == Some(ts);
        let after = self.oldest.as_ref().is_none_or(|oldest| ts > oldest) || on(&self.oldest);
        let before = self.latest.as_ref().is_none_or(|latest| ts < latest) || on(&self.latest);
        after && before
    }
}

impl Call<'_> {
    /// `conversations.open`: the same people always get the same conversation.
    pub(super) fn conversations_open(&mut self) -> Reply {
        if let Some(id) = self.arguments.text("channel") {
            let channel = self.conversation(&id)?;
            if channel.kind == Kind::Channel {
                return Err("method_not_supported_for_channel_type".into());
            }
            return Ok(json!({ "no_op": true, "already_open": true, "channel": { "id": id } }));
        }
        let users = self.arguments.words("users");
        let kind = if users.len() > 1 { "mpim:write" } else { "im:write" };
        self.need(kind)?;
        self.check_invited(&users)?;
        let mut members = users;
        members.push(BOT_USER.to_owned());
        let before = self.state.conversations.len();
        let id = self.state.open_direct(members, self.now);
        let known = before == self.state.conversations.len();
        let channel = self.conversation(&id)?;
        let whole = self.arguments.flag("return_im") || channel.kind == Kind::Mpim;
        let channel = if whole { channel.to_json() } else { json!({ "id": id }) };
        let mut reply = json!({ "channel": channel });
        if known {
            reply["no_op"] = json!(true);
            reply["already_open"] = json!(true);
        }
        Ok(reply)
    }

    fn check_invited(&self, users: &[String]) -> Result<(), Refusal> {
        if users.is_empty() {
            return Err("users_list_not_supplied".into());
        }
        if users.len() > ROOM_LIMIT {
            return Err("too_many_users".into());
        }
        for id in users {
            let person = self.state.people.get(id).ok_or("user_not_found")?;
            match person.kind {
                people::Kind::Human if person.deleted => return Err("user_disabled".into()),
                people::Kind::Human => {}
                people::Kind::Bot | people::Kind::Slackbot => return Err("cannot_dm_bot".into()),
            }
        }
        Ok(())
    }

    /// `conversations.info`
    pub(super) fn conversations_info(&self) -> Reply {
        let id = self.arguments.text("channel").ok_or("channel_not_found")?;
        let channel = self.conversation(&id)?;
        self.need(&format!("{}:read", channel.scope_family()))?;
        Ok(json!({ "channel": channel.to_json() }))
    }

    /// `conversations.members`
    pub(super) fn conversations_members(&self) -> Reply {
        let id = self.arguments.text("channel").ok_or("channel_not_found")?;
        let channel = self.conversation(&id)?;
        self.need(&format!("{}:read", channel.scope_family()))?;
        let limit = self.arguments.limit(100, 1000)?;
        let from = match self.arguments.text("cursor") {
            None => 0,
            Some(cursor) => cursor.parse::<usize>().map_err(|_| "invalid_cursor")?,
        };
        let members: Vec<&String> = channel.members.iter().skip(from).take(limit).collect();
        let end = from + members.len();
        let next = if end < channel.members.len() { end.to_string() } else { String::new() };
        Ok(json!({ "members": members, "response_metadata": { "next_cursor": next } }))
    }

    /// `conversations.history`: newest first, parents only.
    pub(super) fn conversations_history(&self) -> Reply {
        let channel = self.readable()?;
        let stretch = self.stretch(100, 999)?;
        let older = |post: &&Post| stretch.cursor.as_ref().is_none_or(|cursor| post.ts <= *cursor);
        let mut found = (channel.posts.iter().rev())
            .filter(|post| post.parent.is_none() && stretch.holds(&post.ts))
            .filter(older);
        let page: Vec<&Post> = found.by_ref().take(stretch.limit).collect();
        let next = found.next().map(|post| post.ts.clone());
        Ok(self.page(channel, &page, next.as_ref()))
    }

    /// `conversations.replies`: the parent first, then its replies, oldest first.
    pub(super) fn conversations_replies(&self) -> Reply {
        let channel = self.readable()?;
        let ts =
            self.arguments.text("ts").and_then(|ts| Ts::parse(&ts)).ok_or("thread_not_found")?;
        let parent = channel.post(&ts).ok_or("thread_not_found")?;
        let stretch = self.stretch(1000, 1000)?;
        let newer = |post: &&Post| stretch.cursor.as_ref().is_none_or(|cursor| post.ts >= *cursor);
        // The parent stands on every thread's first page, whatever stretch was asked for.
        let first = Some(parent).filter(|_| stretch.cursor.is_none());
        let replies = channel.replies(&ts).filter(|post| stretch.holds(&post.ts)).filter(newer);
        let mut found = first.into_iter().chain(replies);
        let page: Vec<&Post> = found.by_ref().take(stretch.limit).collect();
        let next = found.next().map(|post| post.ts.clone());
        Ok(self.page(channel, &page, next.as_ref()))
    }

    fn page(&self, channel: &Conversation, posts: &[&Post], next: Option<&Ts>) -> Value {
        let all = self.arguments.flag("include_all_metadata");
        let detail = if all { MetadataDetail::All } else { MetadataDetail::TypeOnly };
        let messages: Vec<Value> =
            posts.iter().map(|post| channel.post_json(post, detail)).collect();
        let cursor = next.map_or(String::new(), |ts| format!("next_ts:{ts}"));
        json!({
            "messages": messages,
            "has_more": next.is_some(),
            "pin_count": 0,
            "response_metadata": { "next_cursor": cursor },
        })
    }

    fn stretch(&self, default: usize, most: usize) -> Result<Stretch, Refusal> {
        let edge = |key: &str| self.arguments.text(key);
        let parsed = |text: Option<String>, code: &'static str| match text.as_deref() {
            None | Some("0") => Ok(None),
            Some(text) => Ts::parse(text).map(Some).ok_or(code),
        };
        let cursor = match edge("cursor") {
            None => None,
            Some(cursor) => {
                let ts = cursor.strip_prefix("next_ts:").and_then(Ts::parse);
                Some(ts.ok_or("invalid_cursor")?)
            }
        };
        Ok(Stretch {
            oldest: parsed(edge("oldest"), "invalid_ts_oldest")?,
            latest: parsed(edge("latest"), "invalid_ts_latest")?,
            inclusive: self.arguments.flag("inclusive"),
            limit: self.arguments.limit(default, most)?,
            cursor,
        })
    }

    /// The conversation the app wants to read, if it may.
    fn readable(&self) -> Result<&Conversation, Refusal> {
        let id = self.arguments.text("channel").ok_or("channel_not_found")?;
        let channel = self.conversation(&id)?;
        self.need(&format!("{}:history", channel.scope_family()))?;
        if !channel.has(BOT_USER) {
            return Err("not_in_channel".into());
        }
        Ok(channel)
    }

    /// A conversation the app can know of: its own, and public channels.
    pub(super) fn conversation(&self, id: &str) -> Result<&Conversation, Refusal> {
        let channel = self.state.conversations.get(id).ok_or("channel_not_found")?;
        if channel.kind != Kind::Channel && !channel.has(BOT_USER) {
            return Err("channel_not_found".into());
        }
        Ok(channel)
    }
}
