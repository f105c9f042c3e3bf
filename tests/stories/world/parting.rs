//! Ending a pair, and stepping towards standing alone.

use serde_json::{Value, json};
use trellis::{domain::zone::Zones, sandbox::acting::Submitted};

use super::World;

/// A reason, with words that the other one may read.
pub(crate) fn a_reason(reason: &str, shared: bool) -> Value {
    let readers: &[&str] = if shared { &["partner"] } else { &[] };
    json!({ "because": reason, "words": "Next month I go to the other office.", "readers": readers })
}

impl World {
    /// Somebody ends their pair, after the second look.
    pub(crate) async fn ends_the_pair(&self, who: &str, values: Value) {
        self.types(who, "/mentor", "end").await;
        assert!(matches!(self.sends(who, values).await, Submitted::Replaced(_)));
        assert!(matches!(self.sends(who, json!({})).await, Submitted::Replaced(_)));
        self.stage.workspace.close_all(who).await.unwrap();
    }

    /// The first step comes up on this day, long before its time, and nothing else does on a day of its own.
    pub(crate) async fn is_told_of_a_step_on(&self, zone: &str, day: &str) {
        let begins = Zones::bundled().find(zone).unwrap().start_of(day.parse().unwrap());
        let due_at = begins.as_millisecond();
        let only = format!(
            "delete from occasions where occasion <> 'step';
             update occasions set due_on = '{day}', due_at = {due_at};"
        );
        self.changes_the_file(&only).await;
    }

    /// The phase of the pair.
    pub(crate) async fn phase(&self) -> String {
        self.value("select phase from pairs where id = 1").await.unwrap_or_default()
    }

    /// When each was told of a step, and when both were told what came of it: `Mon 2027-04-19 09:00 step/1/1/3`.
    pub(crate) async fn steps(&self, zone: &str) -> Vec<String> {
        let ledger = self.ledger().await.into_iter();
        let steps =
            ledger.filter(|it| matches!(it.kind(), "step" | "step-wished" | "step-settled"));
        steps
            .filter_map(|entry| {
                Some(format!("{} {}", super::wall(entry.seen_at?, zone), entry.key))
            })
            .collect()
    }

    /// Somebody presses a button on the page of `/mentor phase`.
    pub(crate) async fn presses_at_phase(&self, who: &str, action: &str) {
        self.types(who, "/mentor", "phase").await;
        self.presses_in_modal(who, action).await;
        self.stage.workspace.close_all(who).await.unwrap();
    }
}
