//! Going on with another mentor: what people do on the way there.

use serde_json::{Value, json};
use trellis::sandbox::{
    acting::{Forged, Submitted},
    people::NewPerson,
};

use super::World;

impl World {
    /// Mia, in Lisbon, who mentors nobody, and whom the bot has not met.
    pub(crate) fn has_mia(&self) -> String {
        self.has_mia_in("Europe/Lisbon")
    }

    /// The same elsewhere.
    pub(crate) fn has_mia_in(&self, zone: &str) -> String {
        self.joins(NewPerson::named("Mia Costa").zone(zone))
    }

    /// One of the pair asks the leads for another match.
    pub(crate) async fn wishes_for_another(&self, who: &str, words: &str) {
        assert_eq!(self.types(who, "/mentor", "rematch").await, "");
        self.sends_well(who, json!({ "closest": "time", "words": words })).await;
    }

    /// A lead suggests somebody as Inês's mentor.
    pub(crate) async fn suggests(&self, lead: &str, mentor: &str) -> Submitted {
        assert_eq!(self.types(lead, "/mentor", "rematch @Inês Duarte").await, "");
        self.sends(lead, json!({ "suggested": mentor })).await
    }

    /// The same, where it must be taken; lives on until everybody it concerns has been asked.
    pub(crate) async fn has_suggested(&self, mentor: &str) {
        let lena = self.lena.clone();
        assert_eq!(self.suggests(&lena, mentor).await, Submitted::Closed);
        let asked = || {
            self.sees(mentor, "join_rematch")
                && self.sees(&self.ines, "take_mentor")
                && self.sees(&self.noah, "let_replies_travel")
        };
        while !asked() {
            assert!(self.next().await, "somebody was not asked");
        }
    }

    /// Inês says yes, and brings along what is ticked; where there is nothing to tick, nothing is asked.
    pub(crate) async fn takes_the_mentor(&self, ticked: &[&str]) {
        self.presses(&self.ines, "take_mentor").await;
        let brought = if ticked.is_empty() { json!({}) } else { json!({ "brought": ticked }) };
        self.sends_well(&self.ines, brought).await;
    }

    /// Slack says that somebody's account was closed, or is an admin's no more.
    pub(crate) async fn hears_of(&self, who: &str, (name, is_closed): (&str, bool)) {
        let zone = "Europe/Lisbon";
        let user = json!({ "id": who, "deleted": is_closed, "profile": { "real_name": name }, "tz": zone });
        let event = json!({ "type": "user_change", "user": user });
        self.stage.workspace.forge_event("user_change", event).await;
        self.stage.workspace.settle().await;
    }

    /// Somebody presses a button that their message may not show any more; returns what they are told.
    pub(crate) async fn presses_stale(&self, who: &str, action: &str, value: &str) -> String {
        let before = self.stage.workspace.ephemerals(who).len();
        let press = Forged::Press { action: action.to_owned(), value: value.to_owned() };
        self.stage.workspace.forge(who, &press).await.unwrap();
        self.stage.workspace.settle().await;
        match self.stage.workspace.ephemerals(who).len() > before {
            true => self.whisper(who),
            false => String::new(),
        }
    }

    /// The room of somebody and Inês.
    pub(crate) fn room_with(&self, who: &str) -> Option<String> {
        let is_room = |channel: &String| {
            self.stage
                .workspace
                .conversation(channel)
                .is_some_and(|it| it["is_mpim"] == json!(true))
        };
        self.stage.workspace.conversations_of(who).into_iter().find(is_room)
    }

    /// Everything in that room, without threads.
    pub(crate) fn in_room_with(&self, who: &str) -> Vec<String> {
        let Some(room) = self.room_with(who) else { return Vec::new() };
        self.show(&self.stage.workspace.messages(&room))
    }

    /// The files in the threads of that room.
    pub(crate) fn files_in_room_with(&self, who: &str) -> Vec<String> {
        let Some(room) = self.room_with(who) else { return Vec::new() };
        let messages = self.stage.workspace.messages(&room);
        let threads = messages.iter().filter_map(|it| it["ts"].as_str());
        let all: Vec<Value> =
            threads.flat_map(|ts| self.stage.workspace.thread(&room, ts)).collect();
        self.files_of(&all)
    }
}
