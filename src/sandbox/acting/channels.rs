//! What becomes of channels: made, joined, left, archived, renamed, made private, shared.
//!
//! The bot hears of each as an event of its own (`channel_archive`, `member_joined_channel`, `channel_left`, …), if the
//! manifest asks for it. A channel that becomes private is told of by a notice in it only.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::sandbox::{
    conversations::{Conversation, Kind},
    workspace::{BOT_USER, TEAM, Workspace},
};

impl Workspace {
    /// Adds a public channel and returns its id. The bot is in it only when it is among the members.
    pub fn add_channel(&self, name: &str, members: &[&str]) -> String {
        let now = self.now();
        self.change(|state| {
            let id = state.id('C');
            state.add_conversation(Conversation {
                id: id.clone(),
                kind: Kind::Channel,
                name: name.to_owned(),
                members: members.iter().map(|&member| member.to_owned()).collect(),
                posts: Vec::new(),
                archived: false,
                private: false,
                shared_outside: false,
                created: now,
                read: HashMap::new(),
            });
            id
        })
    }

    /// Somebody joins a channel or is invited to it; the bot too.
    pub fn invite(&self, channel: &str, user: &str) {
        let joined = json!({ "type": "member_joined_channel", "user": user, "channel": channel,
            "channel_type": "C", "team": TEAM });
        self.happens(channel, "member_joined_channel", joined, |place| {
            if !place.has(user) {
                place.members.push(user.to_owned());
            }
        });
    }

    /// Somebody leaves a channel or is removed from it; the bot too.
    pub fn remove(&self, channel: &str, user: &str) {
        let (kind, left) = match user == BOT_USER {
            true => ("channel_left", json!({ "type": "channel_left", "channel": channel })),
            false => {
                let left = json!({ "type": "member_left_channel", "user": user, "channel": channel,
                    "channel_type": "C", "team": TEAM });
                ("member_left_channel", left)
            }
        };
        self.happens(channel, kind, left, |place| place.members.retain(|member| member != user));
    }

    /// Shares a channel with another organisation.
    pub fn share_outside(&self, channel: &str) {
        let shared = json!({ "type": "channel_shared", "channel": channel });
        self.happens(channel, "channel_shared", shared, |place| place.shared_outside = true);
    }

    /// Archives a conversation: from now on nobody can write to it.
    pub fn archive(&self, channel: &str) {
        let archived = json!({ "type": "channel_archive", "channel": channel, "is_moved": 0 });
        self.happens(channel, "channel_archive", archived, |place| place.archived = true);
    }

    /// Takes a channel out of the archive.
    pub fn unarchive(&self, channel: &str) {
        let opened = json!({ "type": "channel_unarchive", "channel": channel });
        self.happens(channel, "channel_unarchive", opened, |place| place.archived = false);
    }

    /// Gives a channel another name.
    pub fn rename_channel(&self, channel: &str, name: &str) {
        let renamed =
            json!({ "type": "channel_rename", "channel": { "id": channel, "name": name } });
        self.happens(channel, "channel_rename", renamed, |place| name.clone_into(&mut place.name));
    }

    /// Makes a public channel private: from now on another scope is needed to see it.
    pub fn make_private(&self, channel: &str) {
        let now = self.now();
        let notice = json!({ "type": "message", "subtype": "channel_convert_to_private",
            "channel": channel, "channel_type": "channel", "ts": format!("{}.000000", now.as_second()) });
        self.happens(channel, "message.channels", notice, |place| place.private = true);
    }

    /// Changes a channel, and tells the bot of it.
    fn happens(
        &self,
        channel: &str,
        kind: &'static str,
        event: Value,
        change: impl FnOnce(&mut Conversation),
    ) {
        let now = self.now();
        self.change(|state| {
            if let Some(place) = state.conversations.get_mut(channel) {
                change(place);
                state.tell(kind, event, now);
            }
        });
        self.deliver_events_soon();
    }
}
