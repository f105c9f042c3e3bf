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

    /// Somebody changes what a goal says in the form that is open; it is taken, and the goal as it stands takes its place.
    pub(crate) async fn changes_the_goal(&self, who: &str, values: Value) {
        let answer = self.sends(who, values).await;
        assert!(matches!(answer, Submitted::Replaced(_)), "{answer:?}");
        assert!(self.modal(who).starts_with("== Goal =="), "{}", self.modal(who));
    }

    /// Somebody opens the form in which it is decided what goes on.
    pub(crate) async fn opens_what_goes_on(&self, who: &str) {
        self.looks_at_goals(who).await;
        self.presses_in_modal(who, "decide_goals").await;
    }

    /// This comes up for the pair on a day that begins at this instant where the mentee is.
    pub(crate) async fn comes_up(&self, occasion: &str, (day, begins): (&str, &str)) {
        let begins: jiff::Timestamp = begins.parse().unwrap();
        let at = begins.as_millisecond();
        self.changes_the_file("drop trigger if exists no_occasions").await;
        let set =
            format!("insert or replace into occasions values (1, '{occasion}', '{day}', {at})");
        self.changes_the_file(&set).await;
        self.stage.bot.app.poke.notify_one();
        self.stage.workspace.settle().await;
    }

    pub(crate) async fn closes_everything(&self, who: &str) {
        self.stage.workspace.close_all(who).await.unwrap();
    }
}
