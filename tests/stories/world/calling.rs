//! Calls, as people arrange them.

use jiff::Timestamp;
use serde_json::{Value, json};
use trellis::{
    domain::{
        call::State,
        ids::PairId,
        overlap::{Burden, Minutes, Slot},
    },
    features::{Cx, schedule::meetings},
    store::calls,
};

use super::World;

/// A call of half an hour about a complex topic, at this instant: `2026-11-10T15:00:00Z`.
pub(crate) fn a_call(at: &str) -> Value {
    let at: Timestamp = at.parse().unwrap();
    json!({ "purpose": "complex_topic", "minutes": "30", "exact": at.as_second() })
}

impl World {
    pub(crate) async fn has_a_call(&self, values: Value) {
        let starts = Timestamp::from_second(values["exact"].as_i64().unwrap()).unwrap();
        let app = &self.stage.bot.app;
        let mut tx = app.db.write().await.unwrap();
        let mut cx = Cx::new(&mut tx, self.now(), (&app.config, &app.zones));
        let mut call = calls::insert(cx.tx, (PairId(1), None), cx.now).await.unwrap().unwrap();
        let slot = Slot { starts, minutes: Minutes(30), mentor: Burden(0), mentee: Burden(0) };
        call.state = State::Agreed { slot, instead: None };
        calls::update(cx.tx, &call, (None, cx.now)).await.unwrap();
        meetings::follow(&mut cx, &call).await.unwrap();
        tx.commit().await.unwrap();
        app.poke.notify_one();
        self.stage.workspace.settle().await;
        self.everybody_reads();
    }
}
