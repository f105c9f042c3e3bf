//! Calls that two people have agreed on at any time, for stories about what comes of them: the agenda, the calendar file.
//!
//! What both agreed to is written down with the store's own functions, and stands in the room under the first message
//! there. How people come to agree stands in `calling`.

use jiff::civil::DateTime;
use trellis::{
    domain::{
        call::{About, Call, Purpose, State},
        ids::{CallId, PairId, SlackChannel, SlackTs},
        outgoing::Place,
        overlap::{Burden, Minutes, Slot},
        pair::Side,
        post::Subject,
        zone::Zones,
    },
    features::{Cx, agendas, calendar_file},
    store::{Tx, calls, posts},
};

use super::World;

/// Thirty minutes from a wall time in Lisbon, comfortable for both.
fn slot(local: &str) -> Slot {
    let zone = Zones::bundled().find("Europe/Lisbon").unwrap();
    let starts = zone.instant(local.replace(' ', "T").parse::<DateTime>().unwrap());
    Slot { starts, minutes: Minutes(30), mentor: Burden(0), mentee: Burden(0) }
}

impl World {
    /// Inês and Noah have agreed on a call at this wall time in Lisbon.
    pub(crate) async fn has_agreed_on(&self, local: &str, purpose: Purpose) -> CallId {
        let (mut tx, now) = (self.stage.bot.app.db.write().await.unwrap(), self.now());
        let call = calls::insert_proposed(&mut tx, (PairId(1), &format!("V{now}")), now).await;
        let (call, about) = (call.unwrap().unwrap(), About { purpose, topics: Vec::new() });
        self.agrees((tx, &call), (slot(local), about)).await;
        call.id
    }

    /// They agree on another time for it.
    pub(crate) async fn moves_the_call_to(&self, call: CallId, local: &str) {
        let mut tx = self.stage.bot.app.db.write().await.unwrap();
        let call = calls::find(&mut tx, call).await.unwrap().unwrap();
        let about = call.about.clone().unwrap();
        self.agrees((tx, &call), (slot(local), about)).await;
    }

    /// One of them calls it off.
    pub(crate) async fn calls_it_off(&self, call: CallId) {
        let mut tx = self.stage.bot.app.db.write().await.unwrap();
        let call = calls::find(&mut tx, call).await.unwrap().unwrap();
        let (off, _) = call.call_off(self.now()).unwrap();
        self.stands(tx, &off).await;
    }

    async fn agrees(&self, (tx, before): (Tx, &Call), (slot, about): (Slot, About)) {
        let now = self.now();
        let offered = before.propose(Side::Mentee, (slot, about), now).unwrap();
        self.stands(tx, &offered.confirm(Side::Mentor, slot, now).unwrap()).await;
    }

    /// The call stands like this from now on, and the first message in the room, if they have one, says so.
    async fn stands(&self, mut tx: Tx, call: &Call) {
        let (app, now) = (&self.stage.bot.app, self.now());
        calls::update(&mut tx, call, None).await.unwrap();
        if let (State::Agreed { .. }, Some((channel, ts))) = (call.state, self.says_the_call()) {
            let subject = Subject::Call(call.id, call.sequence);
            posts::insert(&mut tx, &subject, &channel, &ts).await.unwrap();
        }
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        agendas::follow(&mut cx, call).await.unwrap();
        calendar_file::follows(&mut cx, call.id, Place::Room).await.unwrap();
        tx.commit().await.unwrap();
        app.poke.notify_one();
        self.stage.workspace.settle().await;
    }

    /// The message in the room under which the files hang.
    pub(super) fn says_the_call(&self) -> Option<(SlackChannel, SlackTs)> {
        let room = self.room()?;
        let first = self.stage.workspace.messages(&room)[0]["ts"].as_str()?.to_owned();
        Some((SlackChannel::from(room), SlackTs::from(first)))
    }

    /// The agenda in the room as it stands, the newest.
    pub(crate) fn agenda(&self) -> String {
        let is_agenda = |text: &String| text.contains("The agenda of your call");
        self.in_room().into_iter().rfind(is_agenda).unwrap_or_default()
    }
}
