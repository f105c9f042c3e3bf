//! Calls that two people have agreed on at any time, for stories about what comes before them.
//!
//! How people come to agree stands in `calling`.

use jiff::{Timestamp, civil::DateTime};
use trellis::{
    domain::{
        call::{About, Call, Purpose},
        ids::{CallId, PairId},
        overlap::{Burden, Minutes, Slot},
        pair::Side,
        zone::Zones,
    },
    features::{Cx, agendas},
    store::{Tx, calls},
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
    pub(crate) async fn has_agreed_on(&self, local: &str, purpose: Purpose) {
        let (mut tx, now) = self.begins().await;
        let call = calls::insert_proposed(&mut tx, (PairId(1), &format!("V{now}")), now).await;
        let call = call.unwrap().unwrap();
        self.agrees((tx, call), (slot(local), purpose)).await;
    }

    /// They agree on another time for it.
    pub(crate) async fn moves_the_call_to(&self, call: i64, local: &str) {
        let (mut tx, _) = self.begins().await;
        let call = calls::find(&mut tx, CallId(call)).await.unwrap().unwrap();
        let purpose = call.about.as_ref().unwrap().purpose;
        self.agrees((tx, call), (slot(local), purpose)).await;
    }

    /// Inês calls it off.
    pub(crate) async fn calls_it_off(&self, call: i64) {
        let (mut tx, now) = self.begins().await;
        let call = calls::find(&mut tx, CallId(call)).await.unwrap().unwrap();
        let (off, _) = call.call_off(now).unwrap();
        calls::update(&mut tx, &off, None).await.unwrap();
        let app = &self.stage.bot.app;
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        agendas::refresh(&mut cx, (call.id, call.sequence)).await.unwrap();
        self.goes_on(tx).await;
    }

    async fn begins(&self) -> (Tx, Timestamp) {
        (self.stage.bot.app.db.write().await.unwrap(), self.now())
    }

    async fn agrees(&self, (mut tx, before): (Tx, Call), (slot, purpose): (Slot, Purpose)) {
        let (app, now) = (&self.stage.bot.app, self.now());
        let about = About { purpose, topics: Vec::new() };
        let offered = before.propose(Side::Mentee, (slot, about), now).unwrap();
        let call = offered.confirm(Side::Mentor, slot, now).unwrap();
        calls::update(&mut tx, &call, None).await.unwrap();
        let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
        agendas::follow(&mut cx, &call).await.unwrap();
        self.goes_on(tx).await;
    }

    async fn goes_on(&self, tx: Tx) {
        tx.commit().await.unwrap();
        self.stage.bot.app.poke.notify_one();
        self.stage.workspace.settle().await;
    }

    /// The agenda in the room as it stands, the newest.
    pub(crate) fn agenda(&self) -> String {
        let is_agenda = |text: &String| text.contains("The agenda of your call");
        self.in_room().into_iter().rfind(is_agenda).unwrap_or_default()
    }
}
