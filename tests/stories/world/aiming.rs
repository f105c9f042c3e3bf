//! How goals are set and looked at in a story.

use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use super::World;

/// A goal with two milestones, due before Christmas.
pub(crate) fn a_goal(title: &str) -> Value {
    json!({ "area": "Technical", "title": title, "how": "Three reviews, and nothing was reverted",
        "due_on": "2026-12-18", "milestones": "Sit in on one by 2026-11-13\nWrite one" })
}

impl World {
    /// Somebody opens the goals of the pair.
    pub(crate) async fn looks_at_goals(&self, who: &str) -> String {
        self.types(who, "/mentor", "goals").await;
        self.modal(who)
    }

    /// Somebody sets a goal; the form stays open where it is not taken.
    pub(crate) async fn sets_a_goal(&self, who: &str, values: Value) -> Submitted {
        self.looks_at_goals(who).await;
        self.presses_in_modal(who, "add_goal").await;
        self.sends(who, values).await
    }

    /// The same, where it is taken, and everything is closed again.
    pub(crate) async fn has_a_goal(&self, who: &str, title: &str) {
        let answer = self.sets_a_goal(who, a_goal(title)).await;
        assert!(matches!(answer, Submitted::Replaced(_)), "{answer:?}");
        assert!(self.modal(who).starts_with("== Goal =="), "{}", self.modal(who));
        self.closes_everything(who).await;
    }

    /// Somebody opens the first of the goals and presses something there.
    pub(crate) async fn presses_at_the_goal(&self, who: &str, action: &str) {
        self.looks_at_goals(who).await;
        self.presses_in_modal(who, "open_goal").await;
        self.presses_in_modal(who, action).await;
    }

    pub(crate) async fn closes_everything(&self, who: &str) {
        self.stage.workspace.close_all(who).await.unwrap();
    }
}
