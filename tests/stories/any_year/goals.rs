//! What people aim at in the course of a year: now and then somebody sets a goal, ticks a milestone, meets or drops one,
//! and decides what goes on when a quarter is over.

use jiff::ToSpan;
use serde_json::{Value, json};

use super::{Life, Who};

impl Life {
    /// Somebody looks at the goals, and does something about them.
    pub(super) async fn aims(&mut self) {
        let who = self.one_of_the_pair();
        let id = self.id_of(who);
        self.note(format!("{who:?} looks at the goals"));
        let word = self.dice.one_of(&["[Add a goal]", "[Open]", "[Open]", "[Decide what goes on]"]);
        self.world.types(&id, "/mentor", "goals").await;
        if self.world.modal(&id).contains(word) {
            match word {
                "[Add a goal]" => self.sets_a_goal(who).await,
                "[Open]" => self.moves_a_goal_on(who).await,
                _ => self.decides_what_goes_on(who).await,
            }
        }
        self.close_all(who).await;
    }

    async fn sets_a_goal(&mut self, who: Who) {
        let (id, word) = (self.id_of(who), self.new_word());
        self.world.presses_in_modal(&id, "add_goal").await;
        let today = self.calendar(Who::Mentee).today(self.world.now());
        let due_on = today.saturating_add((2 + self.dice.up_to(120)).days()).to_string();
        let values = json!({ "area": "Process", "title": format!("{word}, at last"), "how": "We see it.",
            "due_on": due_on, "milestones": "One\nTwo" });
        if self.world.modal(&id).contains("== Add a goal ==") {
            self.note(format!("{who:?} sets {word} until {due_on}"));
            self.world.sends(&id, values).await;
        }
    }

    async fn moves_a_goal_on(&mut self, who: Who) {
        let id = self.id_of(who);
        self.world.presses_in_modal(&id, "open_goal").await;
        let (button, action) = self.dice.one_of(&[
            ("[Done]", "milestone_done"),
            ("[Done]", "milestone_dropped"),
            ("[Open again]", "milestone_open"),
            ("[Met]", "meet_goal"),
            ("[Drop it]", "drop_goal"),
        ]);
        if !self.world.modal(&id).contains(button) {
            return;
        }
        self.note(format!("{who:?} presses {action}"));
        self.world.presses_in_modal(&id, action).await;
        if self.world.modal(&id).contains("[[") {
            let said =
                if action == "meet_goal" { json!({ "reached": "alone" }) } else { json!({}) };
            self.world.sends(&id, said).await;
        }
    }

    async fn decides_what_goes_on(&mut self, who: Who) {
        let id = self.id_of(who);
        self.world.presses_in_modal(&id, "decide_goals").await;
        if !self.world.modal(&id).contains("== What goes on? ==") {
            return;
        }
        let form = self.world.form_left_open(&id);
        let fields = form["blocks"].as_array().unwrap().iter();
        let fields = fields.filter_map(|block| block["block_id"].as_str());
        let outcomes = fields.filter(|name| name.starts_with("outcome_"));
        let decided = outcomes.map(|name| (name.to_owned(), json!("drop"))).collect();
        self.note(format!("{who:?} decides what goes on"));
        self.world.sends(&id, Value::Object(decided)).await;
    }
}
