//! Looking around: what a person has before them.
//!
//! Reading changes nothing but read marks. Values come as Slack's JSON, in which a test finds texts,
//! blocks and controls.

use serde_json::{Value, json};

use crate::sandbox::{
    conversations::{Ephemeral, MetadataDetail, Ts},
    workspace::{APP, BOT, BOT_USER, State, Workspace},
};

impl Workspace {
    /// The direct message between this person and the bot.
    pub fn app_dm(&self, user: &str) -> String {
        let now = self.now();
        let members = vec![user.to_owned(), BOT_USER.to_owned()];
        let known = self.look(|state| {
            let mut members = members.clone();
            members.sort();
            state.direct.get(&members).cloned()
        });
        known.unwrap_or_else(|| self.change(|state| state.open_direct(members, now)))
    }

    /// The direct message or room of exactly these people; the bot is in it when it is among them.
    pub fn direct(&self, members: &[&str]) -> String {
        let now = self.now();
        let members = members.iter().map(|&member| member.to_owned()).collect();
        self.change(|state| state.open_direct(members, now))
    }

    /// The ids of the conversations this person is in.
    pub fn conversations_of(&self, user: &str) -> Vec<String> {
        self.carry_out_late_calls();
        self.look(|state| {
            let mine = state.conversations.values().filter(|place| place.has(user));
            mine.map(|place| place.id.clone()).collect()
        })
    }

    /// The channel object of a conversation, with its `members`; `None` when there is none.
    pub fn conversation(&self, channel: &str) -> Option<Value> {
        self.look(|state| {
            let place = state.conversations.get(channel)?;
            let mut object = place.to_json();
            object["members"] = json!(place.members);
            Some(object)
        })
    }

    /// The messages of a conversation without thread replies, oldest first.
    pub fn messages(&self, channel: &str) -> Vec<Value> {
        self.carry_out_late_calls();
        self.look(|state| {
            let Some(place) = state.conversations.get(channel) else { return Vec::new() };
            let parents = place.posts.iter().filter(|post| post.parent.is_none());
            parents.map(|post| place.post_json(post, MetadataDetail::All)).collect()
        })
    }

    /// A thread: the parent, then its replies, oldest first; empty when there is none.
    pub fn thread(&self, channel: &str, ts: &str) -> Vec<Value> {
        self.carry_out_late_calls();
        self.look(|state| {
            let place = state.conversations.get(channel);
            let Some((place, ts)) = place.zip(Ts::parse(ts)) else { return Vec::new() };
            let thread = place.post(&ts).into_iter().chain(place.replies(&ts));
            thread.map(|post| place.post_json(post, MetadataDetail::All)).collect()
        })
    }

    /// The modal on top, with what was typed into it in `state.values`.
    pub fn modal(&self, user: &str) -> Option<Value> {
        self.look(|state| state.top(user).map(|open| open.to_json()))
    }

    /// The sentences under the fields of the modal on top, by `block_id`.
    pub fn modal_errors(&self, user: &str) -> Value {
        self.look(|state| json!(state.top(user).map(|open| &open.errors)))
    }

    /// App Home as published last.
    pub fn home(&self, user: &str) -> Option<Value> {
        self.look(|state| {
            let id = state.views.homes.get(user)?;
            state.views.open.get(id).map(|open| open.to_json())
        })
    }

    /// The messages only this person can see, oldest first, each with its `channel`.
    pub fn ephemerals(&self, user: &str) -> Vec<Value> {
        self.carry_out_late_calls();
        self.look(|state| {
            let mine = state.ephemerals.iter().filter(|message| message.user == user);
            mine.map(Ephemeral::to_json).collect()
        })
    }

    /// Loads Slack anew: the messages only this person could see are gone.
    pub fn reload(&self, user: &str) {
        self.change(|state| state.ephemerals.retain(|message| message.user != user));
    }

    /// Messages of others this person has not read, each with its `channel`, thread replies included.
    pub fn unread(&self, user: &str) -> Vec<Value> {
        self.carry_out_late_calls();
        self.look(|state| state.unread_of(user))
    }

    /// Reads everything in a conversation.
    pub fn mark_read(&self, user: &str, channel: &str) {
        self.change(|state| {
            let Some(place) = state.conversations.get_mut(channel) else { return };
            if let Some(last) = place.posts.last().map(|post| post.ts.clone()) {
                place.read.insert(user.to_owned(), last);
            }
        });
    }
}

impl State {
    fn unread_of(&self, user: &str) -> Vec<Value> {
        let mut unread = Vec::new();
        for place in self.conversations.values().filter(|place| place.has(user)) {
            let read = place.read.get(user);
            for post in &place.posts {
                if post.author != user && read.is_none_or(|read| post.ts > *read) {
                    let mut message = place.post_json(post, MetadataDetail::All);
                    message["channel"] = json!(place.id);
                    unread.push(message);
                }
            }
        }
        unread
    }
}

impl Ephemeral {
    fn to_json(&self) -> Value {
        json!({
            "type": "message",
            "channel": self.channel,
            "ts": self.ts.to_string(),
            "thread_ts": self.parent.as_ref().map(Ts::to_string),
            "user": BOT_USER,
            "bot_id": BOT,
            "app_id": APP,
            "text": self.text,
            "blocks": self.blocks,
            "is_ephemeral": true,
        })
    }
}
