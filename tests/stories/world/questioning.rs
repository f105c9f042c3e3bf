//! What people do about questions.

use serde_json::{Value, json};
use trellis::sandbox::acting::{Press, Submitted};

use super::World;

/// A question for which one line is enough.
pub(crate) fn a_quick_one() -> Value {
    json!({ "asked": "When is cloning fine?" })
}

/// Something that does not work, with all its context.
pub(crate) fn a_debug_one() -> Value {
    json!({
        "asked": "Share the parser between two screens.",
        "tried": "A reference in both.",
        "happened": "error[E0502]: cannot borrow `parser` as mutable",
        "theory": "Both want to write.",
    })
}

impl World {
    /// Inês asks with `/ask`.
    pub(crate) async fn asks(&self, kind: &str, values: Value) {
        self.types(&self.ines, "/ask", kind).await;
        self.asks_anyway(values).await;
    }

    /// She sends the form that is open, and asks even if something like it was answered before.
    pub(crate) async fn asks_anyway(&self, values: Value) {
        match self.sends(&self.ines, values).await {
            Submitted::Closed => {}
            Submitted::Replaced(_) => self.sends_well(&self.ines, json!({})).await,
            other => panic!("the question was not taken: {other:?}"),
        }
    }

    /// The same, and it stands in the room.
    pub(crate) async fn has_a_question(&self, kind: &str, values: Value) {
        self.asks(kind, values).await;
        while !self.sees(&self.noah, "seen") {
            assert!(self.next().await, "the question was not posted");
        }
        self.everybody_reads();
    }

    /// Somebody chooses or ticks what changes the form of a question.
    pub(crate) async fn chooses_in_question(&self, field: &str, choice: impl Into<Value>) {
        let form = self.form_left_open(&self.ines);
        let press = Press::in_view(form["id"].as_str().unwrap(), "change_asking");
        let press = press.in_block(field).choosing(choice);
        self.stage.workspace.click(&self.ines, press).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Where the newest question stands, by what the bot has stored.
    pub(crate) async fn question_place(&self) -> (String, String) {
        let query = "select channel || ' ' || ts from posts where subject = 'question' order by ts desc limit 1";
        let place = self.value(query).await.expect("no question stands anywhere");
        let (channel, ts) = place.split_once(' ').unwrap();
        (channel.to_owned(), ts.to_owned())
    }

    /// The newest question's message.
    pub(crate) async fn question_shown(&self) -> String {
        let (channel, ts) = self.question_place().await;
        self.message_at(&channel, &ts)
    }

    /// The line under it that says how it stands.
    pub(crate) async fn question_standing(&self) -> String {
        self.question_shown().await.lines().last().unwrap_or_default().to_owned()
    }

    /// Everything in its thread, its first message left out.
    pub(crate) async fn under_the_question(&self) -> Vec<String> {
        let (channel, ts) = self.question_place().await;
        self.show(&self.stage.workspace.thread(&channel, &ts)[1..])
    }

    /// Somebody writes in its thread; returns the time stamp.
    pub(crate) async fn writes_under_the_question(&self, who: &str, text: &str) -> String {
        let (channel, thread) = self.question_place().await;
        let ts = self.stage.workspace.post(who, &channel, text, Some(&thread)).await.unwrap();
        self.stage.workspace.settle().await;
        ts
    }

    /// What was measured, round by round: `round, minutes, kept`.
    pub(crate) async fn measured(&self) -> Vec<String> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let query = "select round || ' ' || coalesce(taken_minutes || ' min', 'open') || ' '
                            || coalesce(kept, '-') from question_rounds order by question_id, round";
        sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
    }
}
