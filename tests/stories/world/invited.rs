//! Calls with their calendar files, as the two of a pair find them.
//!
//! What both agreed to is written down with the store's own functions, and stands in the room under the first message
//! there: these stories are about the file, not about agreeing.

use jiff::{SignedDuration, Timestamp};
use trellis::{
    domain::{
        call::{About, Call, Purpose, State},
        ids::{CallId, PairId, SlackChannel, SlackTs},
        outgoing::Place,
        overlap::{Burden, Minutes, Slot},
        pair::Side,
        post::Subject,
        text::Link,
    },
    features::{Cx, calendar_file},
    sandbox::acting::Forged,
    store::{calls, posts},
};

use super::World;

/// Where the pair of a story meets.
pub(crate) const MEET: &str = "https://meet.example.org/ines-noah";

fn slot(starts: Timestamp) -> Slot {
    Slot { starts, minutes: Minutes(25), mentor: Burden(0), mentee: Burden(0) }
}

impl World {
    /// Inês and Noah agree to a call in so many days.
    pub(crate) async fn agrees_to_a_call(&self, days: i64) -> CallId {
        let starts = self.now() + SignedDuration::from_hours(24 * days);
        let mut tx = self.stage.bot.app.db.write().await.unwrap();
        let mut settings = calls::find_settings(&mut tx, PairId(1)).await.unwrap();
        settings.link = Some(Link::parse(MEET).unwrap());
        calls::update_settings(&mut tx, PairId(1), &settings).await.unwrap();
        let call = calls::insert_proposed(&mut tx, (PairId(1), "V-agreed"), self.now()).await;
        let call = call.unwrap().unwrap();
        let about = About { purpose: Purpose::Career, topics: Vec::new() };
        let offered = call.propose(Side::Mentee, (slot(starts), about), self.now()).unwrap();
        let agreed = offered.confirm(Side::Mentor, slot(starts), self.now()).unwrap();
        tx.commit().await.unwrap();
        self.stands(&agreed).await;
        agreed.id
    }

    /// They agree to another time, two hours later.
    pub(crate) async fn moves_the_call(&self, call: CallId) {
        let call = self.call(call).await;
        let later = slot(call.agreed().unwrap().starts + SignedDuration::from_hours(2));
        let about = call.about.clone().unwrap();
        let proposed = call.propose(Side::Mentor, (later, about), self.now()).unwrap();
        self.stands(&proposed.confirm(Side::Mentee, later, self.now()).unwrap()).await;
    }

    /// One of them calls it off.
    pub(crate) async fn calls_off(&self, call: CallId) {
        let (off, _) = self.call(call).await.call_off(self.now()).unwrap();
        self.stands(&off).await;
    }

    async fn call(&self, call: CallId) -> Call {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        calls::find(&mut tx, call).await.unwrap().unwrap()
    }

    /// The call stands like this from now on, and the first message in the room says so.
    async fn stands(&self, call: &Call) {
        let app = &self.stage.bot.app;
        let (channel, ts) = self.says_the_call();
        let mut tx = app.db.write().await.unwrap();
        calls::update(&mut tx, call, None).await.unwrap();
        let subject = Subject::Call(call.id, call.sequence);
        if call.sequence == 0 || !matches!(call.state, State::CalledOff { .. }) {
            posts::insert(&mut tx, &subject, &channel, &ts).await.unwrap();
        }
        let mut cx = Cx::new(&mut tx, self.now(), (&app.config, &app.zones));
        calendar_file::follows(&mut cx, call.id, Place::Room).await.unwrap();
        tx.commit().await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// The message in the room under which the files hang.
    fn says_the_call(&self) -> (SlackChannel, SlackTs) {
        let room = self.room().unwrap();
        let first = self.stage.workspace.messages(&room)[0]["ts"].as_str().unwrap().to_owned();
        (SlackChannel::from(room), SlackTs::from(first))
    }

    /// The calendar files in the thread of the call, oldest first.
    pub(crate) fn files_in_thread(&self) -> Vec<String> {
        let (channel, ts) = self.says_the_call();
        self.files_of(&self.stage.workspace.thread(channel.as_str(), ts.as_str()))
    }

    /// The calendar files in somebody's DM.
    pub(crate) fn files_in_dm(&self, who: &str) -> Vec<String> {
        let dm = self.stage.workspace.app_dm(who);
        self.files_of(&self.stage.workspace.messages(&dm))
    }

    /// The calendar files among these messages.
    pub(crate) fn files_of(&self, messages: &[serde_json::Value]) -> Vec<String> {
        let files = messages.iter().filter_map(|it| it["files"].as_array()).flatten();
        let read = |id: &str| String::from_utf8(self.stage.workspace.file(id).unwrap()).unwrap();
        files.map(|file| read(file["id"].as_str().unwrap())).collect()
    }

    /// Somebody presses *Send the calendar file*, wherever they see it.
    pub(crate) async fn asks_for_the_file(&self, who: &str, call: CallId) {
        let action = "send_call_file".to_owned();
        let press = Forged::Press { action, value: call.to_string() };
        self.stage.workspace.forge(who, &press).await.unwrap();
        self.stage.workspace.settle().await;
    }
}
