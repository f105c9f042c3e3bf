//! What the page shows one person, as JSON.
//!
//! A snapshot, not a stream: the page asks again with the version it has. The shape of it is a contract
//! with the script in `page/`; it is this sandbox's own and has nothing to do with Slack's API.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    conversations::{Conversation, Ephemeral, Kind as Sort, Post, Ts},
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
    /// The snapshot for one person; what the page leaves open is the first person and their talk with the bot.
    ///
    /// `None` when the person, the conversation or the thread is not there (for this person).
    pub(super) async fn screen(&self, wanted: &Wanted) -> Option<Value> {
        self.carry_out_late_calls();
        let wanted = &self.whereabouts(wanted)?;
        let version = *self.watch().borrow();
        let next_due = self.next_due().await.map(Timestamp::as_millisecond);
        let (now, speed) = (self.now(), self.inner.clock.speed());
        let commands: Vec<Value> = (self.inner.manifest.commands().iter())
            .map(|c| json!({ "command": c.command, "description": c.description, "usage_hint": c.usage_hint }))
            .collect();
        let shortcuts: Vec<Value> = (self.inner.manifest.shortcuts().iter())
            .map(|it| json!({ "callback_id": it.callback_id, "name": it.name, "description": it.description }))
            .collect();
        Some(self.look(|state| {
            let place = state.conversations.get(&wanted.conversation);
            json!({
                "version": version,
                "clock": {
                    "now_ms": now.as_millisecond(),
                    "speed": speed,
                    "paused": speed == 0,
                    "next_due_ms": next_due,
                    "moving_to_ms": state.travelling_to.map(Timestamp::as_millisecond),
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
                "shortcuts": shortcuts,
                "faults": faults::CATALOGUE.iter().map(|known| json!({
                    "id": known.id,
                    "label": known.label,
                    "armed": state.faults.armed(&known.what, known.pattern),
                })).collect::<Vec<_>>(),
            })
        }))
    }

    /// What to show instead of what the page may have left open; `None` for what is not there.
    fn whereabouts(&self, wanted: &Wanted) -> Option<Wanted> {
        let me = self.look(|state| state.whom(&wanted.me))?;
        let (since, mut conversation) = (wanted.since, wanted.conversation.clone());
        if !me.is_empty() {
            // The app stands in everybody's sidebar, whether or not anything was said there.
            let dm = self.app_dm(&me);
            conversation = if conversation.is_empty() { dm } else { conversation };
        }
        let there = |state: &State| {
            let Some(place) = state.conversations.get(&conversation) else {
                return conversation.is_empty() && wanted.thread.is_empty();
            };
            let thread = || Ts::parse(&wanted.thread).is_some_and(|ts| place.post(&ts).is_some());
            place.has(&me) && (wanted.thread.is_empty() || thread())
        };
        let there = self.look(there);
        there.then(|| Wanted { me, conversation, thread: wanted.thread.clone(), since })
    }
}

impl State {
    /// Who is looking: the person asked for, if they can act, or the first who can; empty in an empty workspace.
    fn whom(&self, wanted: &str) -> Option<String> {
        let mut actors = self.people.values().filter(|p| p.kind == Kind::Human && !p.deleted);
        if wanted.is_empty() {
            return Some(actors.next().map(|person| person.id.clone()).unwrap_or_default());
        }
        actors.find(|person| person.id == wanted).map(|person| person.id.clone())
    }

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
            // In a room the bot is furniture: a room is called by the people in it.
            let is_room = place.kind == Sort::Mpim;
            let named = others.iter().filter(|id| !(is_room && **id == BOT_USER));
            let people = named.filter_map(|id| self.people.get(*id));
            let names: Vec<&str> = people.map(|person| person.name.as_str()).collect();
            let name = match place.kind {
                Sort::Channel => place.name.clone(),
                Sort::Im | Sort::Mpim => names.join(", "),
            };
            json!({
                "id": place.id,
                "kind": place.kind.word(),
                "name": name,
                "with": others,
                "is_app_dm": place.kind == Sort::Im && place.has(BOT_USER),
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
        // What was deleted belongs to nobody any more: no name, and nothing to edit.
        let (author, text) = match post.tombstone {
            true => ("USLACKBOT", "This message was deleted."),
            false => (post.author.as_str(), post.text.as_str()),
        };
        json!({
            "ts": post.ts.to_string(),
            "user": author,
            "name": self.people.get(author).map(|person| &person.name),
            "is_bot": author == BOT_USER,
            "text": text,
            "blocks": post.blocks,
            "files": post.files,
            "thread_ts": post.parent.as_ref().map(Ts::to_string),
            "reply_count": place.replies(&post.ts).count(),
            "edited": post.edited.is_some() && !post.tombstone,
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

#[cfg(test)]
mod tests {
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::{clock::ManualClock, sandbox::people::NewPerson};

    fn empty_workspace() -> Workspace {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        Workspace::start(clock, TaskTracker::new()).unwrap()
    }

    fn asked(pairs: &[(&str, &str)]) -> Wanted {
        serde_urlencoded::from_str(&serde_urlencoded::to_string(pairs).unwrap()).unwrap()
    }

    #[tokio::test]
    async fn looking_does_not_make_anything_new_to_see() {
        let workspace = empty_workspace();
        let ana = workspace.add_person(NewPerson::named("Ana"));
        let wanted = asked(&[("as", &ana)]);
        let (first, second) = (workspace.screen(&wanted).await, workspace.screen(&wanted).await);
        assert_eq!(first.unwrap()["version"], second.unwrap()["version"]);
    }

    #[tokio::test]
    async fn what_the_page_leaves_open_is_the_first_person_and_their_talk_with_the_bot() {
        let workspace = empty_workspace();
        let nobody = workspace.screen(&asked(&[])).await.unwrap();
        assert_eq!((&nobody["me"], &nobody["conversations"]), (&json!(""), &json!([])));
        assert!(nobody["version"].as_u64() >= Some(1), "zero would mean that nothing was seen yet");
        let ana = workspace.add_person(NewPerson::named("Ana").role("mentee"));
        workspace.add_person(NewPerson::named("Bo"));
        workspace.post(&ana, &workspace.app_dm(&ana), "hello", None).await.unwrap();
        let screen = workspace.screen(&asked(&[])).await.unwrap();
        assert_eq!(screen["me"], ana.as_str());
        assert_eq!(screen["messages"][0]["text"], "hello");
        assert_eq!(screen["conversations"][0]["name"], "Trellis");
        let row = screen["people"].as_array().unwrap().iter().find(|p| p["id"] == ana.as_str());
        assert_eq!(row.unwrap()["role"], "mentee");
    }

    #[tokio::test]
    async fn what_is_not_there_for_this_person_cannot_be_looked_at() {
        let workspace = empty_workspace();
        let ana = workspace.add_person(NewPerson::named("Ana"));
        let bo = workspace.add_person(NewPerson::named("Bo"));
        let dm = workspace.app_dm(&ana);
        let ts = workspace.post(&ana, &dm, "private", None).await.unwrap();
        let own = [("as", ana.as_str()), ("conversation", &dm), ("thread", &ts)];
        assert_eq!(workspace.screen(&asked(&own)).await.unwrap()["thread"][0]["text"], "private");
        for wrong in [
            &[("as", bo.as_str()), ("conversation", dm.as_str())][..],
            &[("as", BOT_USER)],
            &[("as", "U9")],
            &[("as", &ana), ("conversation", "D9")],
            &[("as", &ana), ("conversation", &dm), ("thread", "1.000000")],
        ] {
            assert_eq!(workspace.screen(&asked(wrong)).await, None, "{wrong:?}");
        }
    }

    #[tokio::test]
    async fn a_room_is_called_by_the_other_people_in_it() {
        let workspace = empty_workspace();
        let ana = workspace.add_person(NewPerson::named("Ana Reis"));
        let bo = workspace.add_person(NewPerson::named("Bo"));
        let room = workspace.direct(&[&ana, &bo, BOT_USER]);
        let screen = workspace.screen(&asked(&[("as", &ana)])).await.unwrap();
        let rows = screen["conversations"].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == room.as_str()).unwrap();
        assert_eq!((&row["name"], &row["kind"]), (&json!("Bo"), &json!("mpim")));
    }
}
