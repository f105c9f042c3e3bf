//! What people do about check-ins and answers, and who else there is.

use serde_json::Value;
use trellis::sandbox::{
    acting::{Forged, Press},
    people::NewPerson,
};

use super::{World, reading};

impl World {
    /// A check-in about the present week, written by the mentee with `/checkin` and standing in the room.
    pub(crate) async fn has_a_checkin(&self, values: Value) {
        self.types(&self.ines, "/checkin", "").await;
        self.sends_well(&self.ines, values).await;
        while !self.sees(&self.noah, "reply") {
            assert!(self.next().await, "the check-in was not posted");
        }
        self.everybody_reads();
    }

    /// The newest message somebody sees with a block whose name begins so.
    pub(crate) fn find_block(&self, who: &str, name: &str) -> Option<(String, String)> {
        let is_it =
            |block: &Value| block["block_id"].as_str().is_some_and(|id| id.starts_with(name));
        self.stage.workspace.find_message(who, |blocks| blocks.iter().any(is_it))
    }

    /// Somebody presses a button of the newest card of what they owe.
    pub(crate) async fn presses_on_the_card(&self, who: &str, action: &str) {
        let (channel, ts) = self.find_block(who, "owed_").expect("no card");
        let press = Press::in_message(&channel, &ts, action);
        self.stage.workspace.click(who, press).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody uses a shortcut in the menu of a message, by the words that stand there.
    pub(crate) async fn uses(&self, who: &str, shortcut: &str, (channel, ts): &(String, String)) {
        self.stage.workspace.use_shortcut(who, shortcut, (channel, ts)).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody changes a message of theirs in the pair's room.
    pub(crate) async fn edits(&self, who: &str, ts: &str, text: &str) {
        self.stage.workspace.edit(who, &self.room().unwrap(), ts, text).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody takes back a message of theirs in the pair's room.
    pub(crate) async fn takes_back(&self, who: &str, ts: &str) {
        self.stage.workspace.delete(who, &self.room().unwrap(), ts).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody types a message in their own conversation with the bot, as people do with anybody; returns its time stamp.
    pub(crate) async fn says(&self, who: &str, text: &str) -> String {
        let channel = self.stage.workspace.app_dm(who);
        let ts = self.stage.workspace.post(who, &channel, text, None).await.unwrap();
        self.stage.workspace.settle().await;
        ts
    }

    /// Somebody changes such a message of theirs.
    pub(crate) async fn says_instead(&self, who: &str, ts: &str, text: &str) {
        let channel = self.stage.workspace.app_dm(who);
        self.stage.workspace.edit(who, &channel, ts, text).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody deletes such a message of theirs.
    pub(crate) async fn unsays(&self, who: &str, ts: &str) {
        let channel = self.stage.workspace.app_dm(who);
        self.stage.workspace.delete(who, &channel, ts).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody else joins the workspace; returns their id.
    pub(crate) fn joins(&self, person: NewPerson) -> String {
        self.stage.workspace.add_person(person)
    }

    /// Somebody types a command with people named in it by id, as Slack's client would send it.
    pub(crate) async fn types_raw(&self, who: &str, command: &str, text: &str) -> String {
        let forged = Forged::Command { name: command.to_owned(), text: text.to_owned() };
        let answer = self.stage.workspace.forge(who, &forged).await.unwrap();
        self.stage.workspace.settle().await;
        reading::message(&answer, |id| self.name(id))
    }

    /// The newest message only this person can see.
    pub(crate) fn whisper(&self, who: &str) -> String {
        let whispers = self.stage.workspace.ephemerals(who);
        self.show(&whispers).pop().unwrap_or_default()
    }

    /// The message in the room that shows the newest check-in.
    pub(crate) fn checkin_in_room(&self) -> String {
        let (channel, ts) = self.find(&self.noah, "reply").expect("no check-in in the room");
        self.show(&self.stage.workspace.thread(&channel, &ts)[..1]).remove(0)
    }
}
