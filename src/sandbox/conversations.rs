//! Conversations and what was said in them.
//!
//! Storage and Slack's JSON for it. Who may post or read is decided in `web_api/` for the bot and in
//! `acting/` for people.

use std::{collections::HashMap, fmt};

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::workspace::{APP, BOT, BOT_USER, State, TEAM};

/// A message's time stamp, its id within the workspace: seconds, a point, six digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ts(i64);

impl Ts {
    pub(super) fn from_microseconds(microseconds: i64) -> Self {
        Self(microseconds)
    }

    /// Reads `1712345678.000100`; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (seconds, micros) = text.split_once('.').unwrap_or((text, "000000"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(seconds) || !digits(micros) || micros.len() > 6 {
            return None;
        }
        let micros: i64 = format!("{micros:0<6}").parse().ok()?;
        seconds.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(micros).map(Self)
    }
}

impl fmt::Display for Ts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

/// What sort of conversation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Two people, or a person and the bot.
    Im,
    /// A room of several.
    Mpim,
    /// A public channel.
    Channel,
}

impl Kind {
    /// The word in `channel_type` and in scopes such as `im:history`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Im => "im",
            Self::Mpim => "mpim",
            Self::Channel => "channel",
        }
    }

    /// The first half of the scopes that concern it.
    pub(super) fn scope_family(self) -> &'static str {
        match self {
            Self::Im => "im",
            Self::Mpim => "mpim",
            Self::Channel => "channels",
        }
    }
}

/// A place to talk.
#[derive(Debug, Clone)]
pub(super) struct Conversation {
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) members: Vec<String>,
    /// In the order of their time stamps, thread replies included.
    pub(super) posts: Vec<Post>,
    pub(super) archived: bool,
    /// Whether a channel is open to its members only.
    pub(super) private: bool,
    /// Whether people of another organisation are in it, too.
    pub(super) shared_outside: bool,
    pub(super) created: Timestamp,
    /// How far each person has read.
    pub(super) read: HashMap<String, Ts>,
}

/// A message.
#[derive(Debug, Clone)]
pub(super) struct Post {
    pub(super) ts: Ts,
    pub(super) author: String,
    pub(super) text: String,
    pub(super) blocks: Value,
    /// The parent's time stamp, for a reply in a thread.
    pub(super) parent: Option<Ts>,
    pub(super) metadata: Option<Value>,
    /// Files shared with it, in Slack's JSON.
    pub(super) files: Vec<Value>,
    pub(super) edited: Option<Ts>,
    /// A deleted parent whose thread lives on.
    pub(super) tombstone: bool,
}

/// A message only one person sees.
#[derive(Debug, Clone)]
pub(super) struct Ephemeral {
    pub(super) user: String,
    pub(super) channel: String,
    pub(super) ts: Ts,
    pub(super) parent: Option<Ts>,
    pub(super) text: String,
    pub(super) blocks: Value,
}

/// How much of a message's metadata an answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MetadataDetail {
    /// `event_type` only, which is what Slack gives unasked.
    TypeOnly,
    /// Everything, with `include_all_metadata`.
    All,
}

impl Conversation {
    pub(super) fn has(&self, user: &str) -> bool {
        self.members.iter().any(|member| member == user)
    }

    /// The first half of the scopes that concern it.
    pub(super) fn scope_family(&self) -> &'static str {
        if self.private { "groups" } else { self.kind.scope_family() }
    }

    /// What payloads call it; a talk between two has no name.
    pub(super) fn name_in_payloads(&self) -> &str {
        if self.name.is_empty() { "directmessage" } else { &self.name }
    }

    pub(super) fn post(&self, ts: &Ts) -> Option<&Post> {
        let at = self.posts.binary_search_by(|post| post.ts.cmp(ts)).ok()?;
        self.posts.get(at)
    }

    pub(super) fn post_mut(&mut self, ts: &Ts) -> Option<&mut Post> {
        let at = self.posts.binary_search_by(|post| post.ts.cmp(ts)).ok()?;
        self.posts.get_mut(at)
    }

    pub(super) fn replies<'a>(&'a self, parent: &'a Ts) -> impl Iterator<Item = &'a Post> + 'a {
        self.posts.iter().filter(move |post| post.parent.as_ref() == Some(parent))
    }

    /// How many messages of others came after what this person has read.
    pub(super) fn unread(&self, user: &str) -> usize {
        let read = self.read.get(user);
        let unseen = |post: &&Post| post.author != user && read.is_none_or(|read| post.ts > *read);
        self.posts.iter().filter(unseen).count()
    }

    /// The channel object as `conversations.info` and `conversations.open` give it.
    pub(super) fn to_json(&self) -> Value {
        let mut channel = json!({
            "id": self.id,
            "created": self.created.as_second(),
            "is_archived": self.archived,
            "is_im": self.kind == Kind::Im,
            "is_org_shared": false,
            "is_shared": self.shared_outside,
            "is_ext_shared": self.shared_outside,
            "is_pending_ext_shared": false,
            "context_team_id": TEAM,
        });
        match self.kind {
            Kind::Im => {
                let other = self.members.iter().find(|member| *member != BOT_USER);
                channel["user"] = json!(other);
                channel["is_open"] = json!(true);
            }
            Kind::Mpim => {
                channel["name"] = json!(self.name);
                channel["name_normalized"] = json!(self.name);
                channel["is_mpim"] = json!(true);
                channel["is_group"] = json!(false);
                channel["is_channel"] = json!(false);
                channel["is_private"] = json!(true);
                channel["is_open"] = json!(true);
                channel["creator"] = json!(BOT_USER);
            }
            Kind::Channel => {
                channel["name"] = json!(self.name);
                channel["name_normalized"] = json!(self.name);
                channel["is_channel"] = json!(true);
                channel["is_private"] = json!(self.private);
                channel["is_member"] = json!(self.has(BOT_USER));
                channel["num_members"] = json!(self.members.len());
            }
        }
        channel
    }

    /// A message as `conversations.history`, `chat.postMessage` and events carry it.
    pub(super) fn post_json(&self, post: &Post, detail: MetadataDetail) -> Value {
        let mut message = Map::from_iter([
            ("type".to_owned(), json!("message")),
            ("ts".to_owned(), json!(post.ts.to_string())),
        ]);
        let mut put = |key: &str, value: Value| drop(message.insert(key.to_owned(), value));
        if post.tombstone {
            put("subtype", json!("tombstone"));
            put("text", json!("This message was deleted."));
            put("user", json!("USLACKBOT"));
            put("hidden", json!(true));
        } else {
            put("user", json!(post.author));
            put("team", json!(TEAM));
            put("text", json!(post.text));
            if post.blocks.as_array().is_some_and(|blocks| !blocks.is_empty()) {
                put("blocks", post.blocks.clone());
            }
            if !post.files.is_empty() {
                put("subtype", json!("file_share"));
                put("files", json!(post.files));
                put("upload", json!(true));
                put("display_as_bot", json!(false));
            } else if post.author == BOT_USER {
                // Reports differ on whether a file an app shares carries these too; without them it is harder to tell.
                put("bot_id", json!(BOT));
                put("app_id", json!(APP));
            }
        }
        if let Some(edited) = &post.edited {
            put("edited", json!({ "user": post.author, "ts": edited.to_string() }));
        }
        match (&post.metadata, detail) {
            (Some(metadata), MetadataDetail::All) => put("metadata", metadata.clone()),
            (Some(metadata), MetadataDetail::TypeOnly) => {
                put("metadata", json!({ "event_type": metadata["event_type"] }));
            }
            (None, _) => {}
        }
        if let Some(parent) = &post.parent {
            put("thread_ts", json!(parent.to_string()));
            put("parent_user_id", json!(self.post(parent).map(|p| &p.author)));
        } else if let Some(last) = self.replies(&post.ts).last() {
            put("thread_ts", json!(post.ts.to_string()));
            put("reply_count", json!(self.replies(&post.ts).count()));
            put("latest_reply", json!(last.ts.to_string()));
            put("is_locked", json!(false));
        }
        Value::Object(message)
    }
}

impl State {
    /// The conversation between exactly these people, made when it does not exist yet.
    pub(super) fn open_direct(&mut self, mut members: Vec<String>, now: Timestamp) -> String {
        members.sort();
        members.dedup();
        if let Some(id) = self.direct.get(&members) {
            return id.clone();
        }
        let (kind, letter) = if members.len() > 2 { (Kind::Mpim, 'G') } else { (Kind::Im, 'D') };
        let name = match kind {
            Kind::Mpim => format!("mpdm-{}-1", self.handles(&members).join("--")),
            Kind::Im | Kind::Channel => String::new(),
        };
        let id = self.id(letter);
        self.direct.insert(members.clone(), id.clone());
        self.add_conversation(Conversation {
            id: id.clone(),
            kind,
            name,
            members,
            posts: Vec::new(),
            archived: false,
            private: false,
            shared_outside: false,
            created: now,
            read: HashMap::new(),
        });
        id
    }

    pub(super) fn add_conversation(&mut self, conversation: Conversation) {
        self.conversations.insert(conversation.id.clone(), conversation);
    }

    fn handles(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter_map(|id| self.people.get(id)).map(super::people::Person::handle).collect()
    }

    /// Gives every block without a `block_id` one, as Slack does before it shows or stores them.
    pub(super) fn name_blocks(&mut self, blocks: &mut Value) {
        for block in blocks.as_array_mut().into_iter().flatten() {
            if block.get("block_id").is_none_or(|id| id == "") {
                block["block_id"] = json!(format!("b{}", self.number()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_stamp_reads_back_what_it_shows() {
        let ts = Ts::from_microseconds(1_712_345_678_000_100);
        assert_eq!(ts.to_string(), "1712345678.000100");
        assert_eq!(Ts::parse("1712345678.000100"), Some(ts));
        assert_eq!(Ts::parse("1712345678"), Some(Ts::from_microseconds(1_712_345_678_000_000)));
        for wrong in ["", "x", "1.2345678", "-1.000000", "1.", "1,5"] {
            assert_eq!(Ts::parse(wrong), None, "{wrong}");
        }
    }
}
