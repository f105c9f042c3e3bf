//! What people do about calls: they propose, pick, answer, move and call off, set how and when they meet, come or do not
//! come, and say what became of it.
//!
//! Whether a press is still in time is the bot's to say; what must hold whatever it says stands in `agreed`.

use jiff::{SignedDuration, ToSpan};
use serde_json::{Value, json};
use trellis::sandbox::acting::{Forged, Submitted};

use super::{Life, Who, acts::field, calendar::CALL_HOURS};

const PURPOSES: [&str; 5] = ["complex_topic", "pairing", "career", "goal_review", "get_to_know"];

/// What may be pressed about a call that is near, and afterwards.
const AT_A_CALL: [&str; 11] = [
    "here",
    "here",
    "running_late",
    "could_not_make_it",
    "nobody_came",
    "it_happened",
    "it_did_not",
    "worth_a_call",
    "could_be_written",
    "call_notes",
    "not_how_it_was",
];

impl Life {
    /// Somebody who has calls.
    pub(super) fn a_caller(&mut self) -> Who {
        let callers = [Who::Mentee, Who::Mentor, Who::Mentor, Who::Other];
        self.dice.one_of(if self.other.is_some() { &callers } else { &callers[..2] })
    }

    pub(super) async fn arranges(&mut self) {
        match self.dice.below(24) {
            0..=5 => self.proposes().await,
            6..=8 => self.picks().await,
            9..=10 => self.answers_a_time().await,
            11..=13 => self.moves_a_call().await,
            14 => self.calls_one_off().await,
            15 => self.writes_an_agenda().await,
            16 => self.asks_for_a_file().await,
            17 => self.says_how_they_meet().await,
            18 => self.sets_call_hours().await,
            19 => self.agrees_on_something().await,
            _ => self.goes_to_a_call().await,
        }
        // Mostly they go on until one of them has said something to it.
        if !self.is_in_trouble && !self.dice.once_in(4) {
            self.waits_for_an_answer().await;
            self.goes_to_a_call().await;
        }
    }

    async fn waits_for_an_answer(&mut self) {
        for _ in 0..6 {
            self.look().await;
            if self.who_is_asked().is_some() {
                return self.answers_a_time().await;
            }
            let minutes = 60 + self.dice.up_to(12 * 60);
            self.world.minutes(minutes).await;
        }
    }

    /// Somebody who has a time before them that waits for their answer.
    fn who_is_asked(&self) -> Option<Who> {
        let callers = [Who::Mentor, Who::Mentee, Who::Other];
        callers.into_iter().find(|who| self.sees(*who, "confirm_call"))
    }

    async fn proposes(&mut self) {
        let who = self.a_caller();
        let id = self.id_of(who);
        if who == Who::Mentor && self.other.is_some() {
            // Of several mentees he says which, in what only he sees.
            let pair = self.dice.one_of(&["1", "2"]);
            let press = Forged::Press { action: "propose_call".to_owned(), value: pair.to_owned() };
            drop(self.world.stage.workspace.forge(&id, &press).await);
            self.world.up_again().await;
        } else {
            self.world.types(&id, "/mentor", "call").await;
        }
        self.sends_a_time(who).await;
    }

    async fn picks(&mut self) {
        let who = self.dice.one_of(&[Who::Mentee, Who::Other]);
        let action = self.dice.one_of(&["choose_slot", "choose_slot", "choose_slot", "skip_call"]);
        self.opens(who, action).await;
        self.sends_a_time(who).await;
    }

    /// Somebody answers a time that was proposed to them. Where it has vanished, a form is open with others.
    async fn answers_a_time(&mut self) {
        let Some(who) = self.who_is_asked() else { return self.proposes().await };
        let action = self.dice.one_of(&[
            "confirm_call",
            "confirm_call",
            "confirm_call",
            "other_time",
            "decline_call",
        ]);
        self.opens(who, action).await;
        self.sends_a_time(who).await;
    }

    async fn moves_a_call(&mut self) {
        let who = self.a_caller();
        self.opens(who, "move_call").await;
        self.sends_a_time(who).await;
    }

    async fn calls_one_off(&mut self) {
        let who = self.a_caller();
        self.opens(who, "call_off").await;
        self.sends_form(who, json!({ "reason": "Something came up." })).await;
    }

    async fn writes_an_agenda(&mut self) {
        let who = self.a_caller();
        self.opens(who, "write_agenda").await;
        let word = self.new_word();
        self.sends_form(who, json!({ "dilemma": word, "set_out": word, "added": word })).await;
    }

    async fn asks_for_a_file(&mut self) {
        let who = self.a_caller();
        self.opens(who, "send_call_file").await;
    }

    /// How often and where, which either says on the page of calls.
    async fn says_how_they_meet(&mut self) {
        let who = self.dice.one_of(&[Who::Mentee, Who::Other]);
        let Some(id) = self.lives(who) else { return };
        self.world.types(&id, "/mentor", "calls").await;
        if self.world.modal(&id).contains("How we meet") {
            self.world.presses_in_modal(&id, "call_settings").await;
        }
        let rhythm =
            self.dice.one_of(&["two_weeks", "monthly", "as_hours_allow", "as_hours_allow"]);
        let link = self.dice.one_of(&["", "https://meet.example.org/x"]);
        self.sends_form(who, json!({ "rhythm": rhythm, "link": link })).await;
    }

    /// Somebody fills in the agreement, signs what waits for them, or would like a change.
    async fn agrees_on_something(&mut self) {
        let who = self.one_of_the_pair();
        let (id, word) = (self.id_of(who), self.new_word());
        let values = json!({ "scope": word, "replies": self.dice.one_of(&["one_day", "two_days"]),
            "rhythm": self.dice.one_of(&["two_weeks", "monthly"]), "budget": "2" });
        self.world.types(&id, "/mentor", "agreement").await;
        let open = self.world.modal(&id);
        if open.contains("[[Sign]]") && !self.dice.once_in(3) {
            let signed = self.world.sends(&id, json!({})).await;
            self.note(format!("{who:?} signs the agreement: {}", said(&signed)));
            return self.close_all(who).await;
        }
        if open.contains("[Change it]") || open.contains("[Propose a change]") {
            self.world.presses_in_modal(&id, "fill_agreement").await;
        }
        self.sends_form(who, values).await;
    }

    /// Somebody says when they take calls if need be.
    async fn sets_call_hours(&mut self) {
        let (who, hours) = (self.a_caller(), self.dice.one_of(&CALL_HOURS));
        let id = self.id_of(who);
        self.world.types(&id, "/mentor", "hours").await;
        let clock = |hour: i8| format!("{:02}:00", hour % 24);
        let values = json!({ "calls_from": clock(hours.0), "calls_to": clock(hours.1) });
        if let Some(Submitted::Replaced(_)) = self.sends_form(who, values).await {
            self.note(format!("{who:?} takes calls {hours:?}"));
            self.calendar_mut(who).calls = hours;
        }
    }

    /// Some minutes around the next call, if one is near, and what people press then.
    async fn goes_to_a_call(&mut self) {
        self.look().await;
        let now = self.world.now();
        let Some(starts) = self
            .next_call(now)
            .filter(|at| at.duration_since(now) < SignedDuration::from_hours(10 * 24))
        else {
            return;
        };
        let minutes = self.dice.up_to(25) - 12;
        let there = starts.saturating_add(minutes.minutes()).unwrap().max(now);
        self.world.stage.workspace.advance_to(there).await;
        for _ in 0..2 + self.dice.below(4) {
            self.look().await;
            let (who, action) = (self.a_caller(), self.dice.one_of(&AT_A_CALL));
            self.opens(who, action).await;
            let word = self.new_word();
            let happened = self.dice.one_of(&["held", "did_not_meet"]);
            self.sends_form(who, json!({ "words": word, "happened": happened })).await;
            let minutes = self.dice.up_to(25);
            self.world.minutes(minutes).await;
        }
    }

    /// Sends the form of a time that is open, if one is: a time it names, or any other.
    async fn sends_a_time(&mut self, who: Who) {
        let purpose = self.dice.one_of(&PURPOSES);
        let minutes = self.dice.one_of(&["15", "20", "25", "30"]);
        let mut values =
            json!({ "purpose": purpose, "minutes": minutes, "reason": "Something came up." });
        let quarters = self.dice.up_to(8 * 96);
        if self.dice.once_in(3) || self.open_field(who, "time_found").is_none() {
            let at = self.world.now().as_second() / 900 * 900 + 900 * (1 + quarters);
            values["exact"] = at.into();
        }
        self.sends_form(who, values).await;
    }

    /// Fills in what the form on top has of these fields and sends it; nothing without a form that has one of them.
    async fn sends_form(&mut self, who: Who, values: Value) -> Option<Submitted> {
        let id = self.lives(who)?;
        let fields = values.as_object().unwrap().iter();
        let has = fields.filter(|(name, _)| self.open_field(who, name).is_some());
        let has: Value = has.map(|(name, value)| (name.clone(), value.clone())).collect();
        let mut sent = None;
        if has != json!({}) {
            let submitted = self.world.sends(&id, has.clone()).await;
            self.note(format!("{who:?} sends {has}: {}", said(&submitted)));
            sent = Some(submitted);
        }
        self.close_all(who).await;
        sent
    }

    fn open_field(&self, who: Who, name: &str) -> Option<Value> {
        let form = self.world.stage.workspace.modal(&self.lives(who)?)?;
        form["submit"].is_object().then_some(())?;
        field(&form, name).cloned()
    }

    fn sees(&self, who: Who, action: &str) -> bool {
        self.lives(who).is_some_and(|id| self.world.sees(&id, action))
    }

    /// Somebody's Slack id, if they are in this life.
    fn lives(&self, who: Who) -> Option<String> {
        (who != Who::Other || self.other.is_some()).then(|| self.id_of(who))
    }
}

/// What came of a form, for the diary.
fn said(submitted: &Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) | Submitted::ClientErrors(errors) => format!("{errors:?}"),
        Submitted::Trouble(trouble) => format!("{trouble:?}"),
        Submitted::Closed | Submitted::Replaced(_) | Submitted::Pushed(_) => "taken".to_owned(),
    }
}
