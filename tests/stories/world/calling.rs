//! Calls, as people arrange them.

use jiff::Timestamp;
use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use super::World;

/// A call of half an hour about a complex topic, at this instant: `2026-11-10T15:00:00Z`.
pub(crate) fn a_call(at: &str) -> Value {
    let at: Timestamp = at.parse().unwrap();
    json!({ "purpose": "complex_topic", "minutes": "30", "exact": at.as_second() })
}

impl World {
    /// Pairs of this world want to be asked for no calls unless they say otherwise: most stories are about something else.
    pub(crate) async fn asks_for_no_calls(self) -> Self {
        let none = "create trigger no_calls after insert on pairs begin
                        insert into call_settings (pair_id, rhythm, minutes) values (new.id, 'none', 30);
                    end";
        self.changes_the_file(none).await;
        self
    }

    /// Pairs that begin from now on leave it to their hours, as every pair does at first.
    pub(crate) async fn may_have_calls(&self) {
        self.changes_the_file("drop trigger no_calls").await;
    }

    /// They leave it to their hours, as every pair does at first, and the bot reckons now when it asks.
    pub(crate) async fn asks_for_calls(&self) {
        self.changes_the_file("drop trigger no_calls").await;
        self.changes_the_file("delete from call_settings").await;
        let now = self.now().as_millisecond();
        let active = "from pairs where state = 'active'";
        let ask = format!("insert or replace into call_schedules select id, null, {now} {active}");
        self.changes_the_file(&ask).await;
    }

    /// Somebody presses a button in the page of `/mentor calls`.
    pub(crate) async fn presses_at_calls(&self, who: &str, action: &str) {
        self.types(who, "/mentor", "calls").await;
        self.presses_in_modal(who, action).await;
    }

    /// Somebody fills in the form of `/mentor call` and sends it; what they read then.
    pub(crate) async fn proposes_a_call(&self, who: &str, values: Value) -> String {
        self.types(who, "/mentor", "call").await;
        self.sends_a_time(who, values).await
    }

    /// The same with the form of a time that is open already.
    pub(crate) async fn sends_a_time(&self, who: &str, values: Value) -> String {
        let submitted = self.sends(who, values).await;
        let shown = match submitted {
            Submitted::FieldErrors(errors) | Submitted::ClientErrors(errors) => {
                let lines = errors.iter().map(|(field, words)| format!("{field}: {words}"));
                lines.collect::<Vec<_>>().join("\n")
            }
            Submitted::Closed
            | Submitted::Replaced(_)
            | Submitted::Pushed(_)
            | Submitted::Trouble(_) => self.modal(who),
        };
        if self.stage.workspace.modal(who).is_some() {
            self.stage.workspace.close_all(who).await.unwrap();
        }
        shown
    }

    /// Inês proposes this call, and Noah confirms it as soon as he reads of it; everybody has read what came of it.
    pub(crate) async fn has_a_call(&self, values: Value) {
        let told = self.proposes_a_call(&self.ines, values).await;
        assert!(told.contains("You proposed"), "{told}");
        while !self.sees(&self.noah, "confirm_call") {
            assert!(self.next().await, "nobody was asked");
        }
        let agreed = self.in_room().len();
        self.presses(&self.noah, "confirm_call").await;
        while self.in_room().len() == agreed {
            assert!(self.next().await, "the call was not posted");
        }
        self.everybody_reads();
    }
}
