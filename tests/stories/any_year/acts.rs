//! What people write to each other, with every way there is to write it.
//!
//! While Slack misbehaves a form may not open; then nothing was sent, and nothing is expected of it.

use jiff::ToSpan;
use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use super::{
    Life, Who,
    words::{Reply, Written},
};
use crate::world::a_good_week;

impl Life {
    pub(super) async fn close_all(&self, who: Who) {
        let id = self.id_of(who);
        if !id.is_empty() && !self.world.modal(&id).is_empty() {
            self.world.stage.workspace.close_all(&id).await.unwrap();
        }
    }

    /// Somebody presses a button, if they see it. True when a form has opened.
    pub(super) async fn opens(&mut self, who: Who, action: &str) -> bool {
        let id = self.id_of(who);
        if id.is_empty() {
            return false;
        }
        let Some(message) = self.world.find(&id, action) else { return false };
        self.note(format!("{who:?} presses {action}"));
        self.world.presses_in(&id, message, action.to_owned()).await;
        !self.world.modal(&id).is_empty()
    }

    pub(super) async fn writes(&mut self) {
        let ines = self.world.ines.clone();
        self.note("she types /checkin");
        self.world.types(&ines, "/checkin", "").await;
        if !self.world.modal(&ines).is_empty() {
            self.sends_checkin().await;
        }
    }

    pub(super) async fn edits(&mut self) {
        self.writes_with("edit_checkin").await;
    }

    async fn writes_with(&mut self, action: &str) {
        if self.opens(Who::Mentee, action).await {
            self.sends_checkin().await;
        }
    }

    /// Sends the form that is open, if it is a check-in's.
    async fn sends_checkin(&mut self) {
        let ines = self.world.ines.clone();
        let form = self.world.form_left_open(&ines);
        let Some(week) = field(&form, "week") else { return self.close_all(Who::Mentee).await };
        let week = week["element"]["initial_option"]["value"].as_str().unwrap().to_owned();
        let word = self.new_word();
        let mut values = a_good_week();
        values["tasks"] = format!("{word}: the import screen.").into();
        if self.dice.once_in(12) {
            for field in ["learned", "tried", "happened", "primary"] {
                values[field] = "long ".repeat(580).into();
            }
        }
        if let Some(covers) = field(&form, "covers").filter(|_| !self.dice.once_in(3)) {
            let options = covers["element"]["options"].as_array().unwrap();
            let weeks = options.iter().map(|it| it["value"].as_str().unwrap());
            let earlier: Vec<&str> = weeks.filter(|it| **it < *week).collect();
            values["covers"] = json!(earlier);
        }
        self.note(format!("she writes {word} for {week}, closing {}", values["covers"]));
        assert_eq!(self.world.sends(&ines, values).await, Submitted::Closed);
        let now = self.world.now();
        let written = self.written.entry(week);
        written.or_insert(Written { first_at: now, word: String::new() }).word = word;
    }

    pub(super) async fn skips(&mut self) {
        // The button of a week that is over opens nothing.
        if self.opens(Who::Mentee, "skip").await {
            let ines = self.world.ines.clone();
            match self.world.sends(&ines, json!({})).await {
                Submitted::Closed => self.skips += 1,
                _ => self.close_all(Who::Mentee).await,
            }
        }
    }

    pub(super) async fn puts_off(&mut self) {
        self.opens(Who::Mentee, "later").await;
        self.close_all(Who::Mentee).await;
    }

    pub(super) async fn answers_in_thread(&mut self) {
        let noah = self.world.noah.clone();
        if self.world.sees(&noah, "reply") {
            let word = self.new_word();
            self.note(format!("he answers {word} in the thread"));
            let ts = self.world.writes_in_thread(&noah, &format!("{word}, well done.")).await;
            self.replies.push(Reply { ts, word });
        }
    }

    pub(super) async fn answers_with_form(&mut self) {
        if self.opens(Who::Mentor, "reply").await {
            let (noah, word) = (self.world.noah.clone(), self.new_word());
            self.note(format!("he answers {word} with the form"));
            let said = json!({ "feedback": format!("{word}, well done."), "question": "And now?" });
            assert_eq!(self.world.sends(&noah, said).await, Submitted::Closed);
            self.form_replies.push(word);
        }
    }

    pub(super) async fn changes_an_answer(&mut self) {
        let Some(last) = self.replies.len().checked_sub(1) else { return };
        let (noah, ts) = (self.world.noah.clone(), self.replies[last].ts.clone());
        if self.dice.once_in(3) {
            let gone = self.replies.remove(last);
            self.note(format!("he takes {} back", gone.word));
            self.world.takes_back(&noah, &ts).await;
            self.taken_back.push(gone.word);
        } else {
            let word = self.new_word();
            self.note(format!("he changes {} to {word}", self.replies[last].word));
            self.world.edits(&noah, &ts, &format!("{word}, well done.")).await;
            self.replies[last].word = word;
        }
    }

    pub(super) async fn promises_more(&mut self) {
        if self.opens(Who::Mentor, "read_more").await {
            let noah = self.world.noah.clone();
            let today = self.calendar(Who::Mentor).today(self.world.now());
            let day = today.saturating_add((1 + self.dice.up_to(5)).days()).to_string();
            self.note(format!("he writes more on {day}"));
            self.world.sends(&noah, json!({ "day": day })).await;
            self.close_all(Who::Mentor).await;
        }
    }

    /// Somebody looks back, if they were asked to. Whether it is too late is the bot's to say.
    pub(super) async fn looks_back(&mut self) {
        let who = self.one_of_the_pair();
        if !self.opens(who, "look_back").await {
            return;
        }
        let id = self.id_of(who);
        let form = self.world.form_left_open(&id);
        if form["submit"].is_object() {
            let mut values = json!({});
            for block in form["blocks"].as_array().unwrap() {
                let name = block["block_id"].as_str().unwrap_or_default();
                let options = block["element"]["options"].as_array();
                let is_asked = name != "bug" && options.is_some();
                if let Some(options) = options.filter(|_| is_asked) {
                    values[name] =
                        self.dice.one_of(&options.iter().collect::<Vec<_>>())["value"].clone();
                }
            }
            self.note(format!("{who:?} looks back: {values}"));
            self.world.sends(&id, values).await;
        }
        self.close_all(who).await;
    }

    /// Somebody types to the bot itself.
    pub(super) async fn types_something(&mut self) {
        let (who, word) = (self.one_of_the_pair(), self.new_word());
        self.note(format!("{who:?} types {word}"));
        self.world.says(&self.id_of(who), &format!("{word}, by the way.")).await;
        self.typed[who as usize] = Some(word);
    }

    /// Somebody says what shall become of what they typed last.
    pub(super) async fn decides(&mut self) {
        let who = self.one_of_the_pair();
        let Some(word) = self.typed[who as usize].take() else { return };
        let wish = self.dice.one_of(&["send_note", "make_checkin", "ask_in_checkin", "never_mind"]);
        match (who, wish) {
            // A mentor of two says to whom, which is told elsewhere.
            (Who::Mentor, "send_note") if self.other.is_some() => {}
            (_, "send_note") if self.world.sees(&self.id_of(who), wish) => {
                self.opens(who, wish).await;
                self.notes.push((who.partner(), word));
            }
            (Who::Mentee, "make_checkin" | "ask_in_checkin") => self.writes_with(wish).await,
            (_, "never_mind") => {
                self.opens(who, wish).await;
            }
            _ => {}
        }
        self.close_all(who).await;
    }
}

/// A field of a form.
pub(super) fn field<'a>(form: &'a Value, name: &str) -> Option<&'a Value> {
    form["blocks"].as_array()?.iter().find(|block| block["block_id"] == name)
}
