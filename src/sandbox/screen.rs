//! What the page shows one person, as JSON.
//!
//! A snapshot, not a stream: the page asks again with the version it has. The shape of it is a contract
//! with the script in `page/`; it is this sandbox's own and has nothing to do with Slack's API.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    conversations::{Conversation, Ephemeral, Post, Ts},
    faults,
    people::{Kind, Person},
    workspace::{BOT_USER, State, Workspace},
};

/// What the page wants to see.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(super) struct Wanted {
    /// Who is looking.
    #[serde(rename = "as", default)]
    pub(super) me: String,
    /// Whose messages are to be shown.
    #[serde(default)]
    pub(super) conversation: String,
    /// Which thread of it.
    #[serde(default)]
    pub(super) thread: String,
    /// The version the page has.
    #[serde(default)]
    pub(super) since: u64,
}

impl Workspace {
    /// The snapshot for one person.
    pub(super) async fn screen(&self, wanted: &Wanted) -> Value {
        self.carry_out_late_calls();
        let version = *self.watch().borrow();
        let next_due = self.next_due().await.map(Timestamp::as_millisecond);
        let (now, speed) = (self.now(), self.inner.clock.speed());
        let commands: Vec<Value> = (self.inner.manifest.commands().iter())
            .map(|c| json!({ "command": c.command, "description": c.description, "usage_hint": c.usage_hint }))
            .collect();
        self.look(|state| {
            let place = state.conversations.get(&wanted.conversation);
            let place = place.filter(|place| place.has(&wanted.me));
            json!({
                "version": version,
                "clock": {
                    "now_ms": now.as_millisecond(),
                    "speed": speed,
                    "paused": speed == 0,
                    "next_due_ms": next_due,
                },
                "me": wanted.me,
                "people": state.people.values().map(|p| state.person_row(p)).collect::<Vec<_>>(),
                "conversations": state.conversation_rows(&wanted.me),
                "messages": place.map_or_else(Vec::new, |place| state.main_column(place, &wanted.me)),
                "thread": place.and_then(|place| state.thread_column(place, wanted)),
                "home": state.views.homes.get(&wanted.me)
                    .and_then(|id| state.views.open.get(id)).map(|open| open.to_json()),
                "modals": state.modal_rows(&wanted.me),
                "notices": state.observed.notices.iter().filter(|n| n.user == wanted.me)
                    .map(|n| json!({ "id": n.id, "text": n.text })).collect::<Vec<_>>(),
                "commands": commands,
                "faults": faults::CATALOGUE.iter().map(|known| json!({
                    "id": known.id,
                    "label": known.label,
                    "armed": state.faults.armed(&known.what, known.pattern),
                })).collect::<Vec<_>>(),
            })
        })
    }
}

impl State {
    fn person_row(&self, person: &Person) -> Value {
        let mine = self.conversations.values().filter(|place| place.has(&person.id));
        let unread: usize = mine.map(|place| place.unread(&person.id)).sum();
        json!({
            "id": person.id,
            "name": person.name,
            "role": person.role,
            "zone": person.zone,
            "is_bot": person.kind != Kind::Human,
            "deleted": person.deleted,
            "unread": if person.kind == Kind::Human { unread } else { 0 },
        })
    }

    fn conversation_rows(&self, me: &str) -> Vec<Value> {
        let mine = self.conversations.values().filter(|place| place.has(me));
        let row = |place: &Conversation| {
            let others: Vec<&String> =
                place.members.iter().filter(|member| *member != me).collect();
            let names: Vec<&str> = others
                .iter()
                .filter_map(|id| self.people.get(*id))
                .map(|p| p.name.as_str())
                .collect();
            let name = match place.kind {
                super::conversations::Kind::Channel => place.name.clone(),
                super::conversations::Kind::Im | super::conversations::Kind::Mpim => {
                    names.join(", ")
                }
            };
            json!({
                "id": place.id,
                "kind": place.kind.word(),
                "name": name,
                "with": others,
                "is_app_dm": place.kind == super::conversations::Kind::Im && place.has(BOT_USER),
                "unread": place.unread(me),
            })
        };
        mine.map(row).collect()
    }

    /// Parents, with the messages only this person sees among them.
    fn main_column(&self, place: &Conversation, me: &str) -> Vec<Value> {
        let posts = place.posts.iter().filter(|post| post.parent.is_none());
        let mut rows: Vec<(Ts, Value)> =
            posts.map(|post| (post.ts.clone(), self.post_row(place, post))).collect();
        let mine = |e: &&Ephemeral| e.user == me && e.channel == place.id && e.parent.is_none();
        rows.extend(
            self.ephemerals.iter().filter(mine).map(|e| (e.ts.clone(), self.ephemeral_row(e))),
        );
        rows.sort_by(|one, two| one.0.cmp(&two.0));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn thread_column(&self, place: &Conversation, wanted: &Wanted) -> Option<Vec<Value>> {
        let ts = Ts::parse(&wanted.thread)?;
        let parent = place.post(&ts)?;
        let posts = std::iter::once(parent).chain(place.replies(&ts));
        let mut rows: Vec<Value> = posts.map(|post| self.post_row(place, post)).collect();
        let mine = |e: &&Ephemeral| {
            e.user == wanted.me && e.channel == place.id && e.parent.as_ref() == Some(&ts)
        };
        rows.extend(self.ephemerals.iter().filter(mine).map(|e| self.ephemeral_row(e)));
        Some(rows)
    }

    fn post_row(&self, place: &Conversation, post: &Post) -> Value {
        let author = self.people.get(&post.author);
        let text = if post.tombstone { "This message was deleted." } else { &post.text };
        json!({
            "ts": post.ts.to_string(),
            "user": post.author,
            "name": author.map(|person| &person.name),
            "is_bot": post.author == BOT_USER,
            "text": text,
            "blocks": post.blocks,
            "thread_ts": post.parent.as_ref().map(Ts::to_string),
            "reply_count": place.replies(&post.ts).count(),
            "edited": post.edited.is_some(),
            "ephemeral": false,
        })
    }

    fn ephemeral_row(&self, message: &Ephemeral) -> Value {
        json!({
            "ts": message.ts.to_string(),
            "user": BOT_USER,
            "name": self.people.get(BOT_USER).map(|person| &person.name),
            "is_bot": true,
            "text": message.text,
            "blocks": message.blocks,
            "thread_ts": message.parent.as_ref().map(Ts::to_string),
            "reply_count": 0,
            "edited": false,
            "ephemeral": true,
        })
    }

    fn modal_rows(&self, me: &str) -> Vec<Value> {
        let stack = self.views.stacks.get(me).into_iter().flatten();
        let open = stack.filter_map(|id| self.views.open.get(id));
        open.map(|open| {
            json!({
                "view_id": open.id,
                "view": open.to_json(),
                "errors": open.errors,
                "state": open.values,
            })
        })
        .collect()
    }
}
