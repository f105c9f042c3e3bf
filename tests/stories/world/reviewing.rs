//! Looking back every four weeks, and the goals two people look back at.

use serde_json::{Value, json};
use trellis::{
    domain::{
        goal::{Aim, Area, Change, Reach, State, Version, quarter::Quarter},
        ids::{GoalId, PairId},
        text::UserText,
    },
    store::{goals, pairs},
};

use super::World;

const STATEMENTS: [&str; 5] = ["direction", "answers", "feedback", "calls", "candour"];

/// What somebody says of each goal (its number, how ambitious it is, what shall become of it), and how far they agree with
/// the five statements.
pub(crate) fn looking_back(goals: &[(i64, &str, &str)], agrees: [u8; 5]) -> Value {
    let mut values = json!({});
    for (goal, fit, verdict) in goals {
        values[format!("fit_{goal}")] = json!(fit);
        values[format!("verdict_{goal}")] = json!(verdict);
    }
    for (statement, rating) in STATEMENTS.iter().zip(agrees) {
        values[format!("says_{statement}")] = json!(rating.to_string());
    }
    values
}

impl World {
    /// The pair, who looks back on 30 November and every four weeks from then; nothing else of growing comes up.
    pub(crate) async fn with_a_pair_that_looks_back() -> Self {
        let world = Self::with_a_pair().await;
        world.looks_back_from("2026-11-30", "2026-11-30T00:00:00Z").await;
        world
    }

    /// The pair looks back from this day on, which begins at this instant where the mentee is.
    pub(crate) async fn looks_back_from(&self, day: &str, begins: &str) {
        let begins: jiff::Timestamp = begins.parse().unwrap();
        let set = format!(
            "insert into occasions values (1, 'review', '{day}', {})",
            begins.as_millisecond()
        );
        for sql in [
            "drop trigger no_occasions",
            "create trigger no_occasions before insert on occasions when new.occasion <> 'review'
             begin select raise(ignore); end",
            &set,
        ] {
            self.changes_the_file(sql).await;
        }
        self.stage.bot.app.poke.notify_one();
        self.stage.workspace.settle().await;
    }

    /// The pair aims at this.
    pub(crate) async fn aims_at(&self, title: &str) -> GoalId {
        self.aims_at_by(title, jiff::civil::date(2027, 3, 31)).await
    }

    /// The pair aims at this by a day, which may be over.
    pub(crate) async fn aims_at_by(&self, title: &str, due_on: jiff::civil::Date) -> GoalId {
        let mut tx = self.stage.bot.app.db.write().await.unwrap();
        let pair = pairs::find(&mut tx, PairId(1)).await.unwrap().unwrap();
        let words = |text: &str| UserText::parse(text, 150).unwrap();
        let aim = Aim {
            area: Area(words("Technical")),
            title: words(title),
            how_we_know: words("It stands in the record."),
            due_on,
            quarter: Quarter::of(due_on),
            topics: Vec::new(),
            reach: Reach::Usual,
            milestones: Vec::new(),
        };
        let (by, at) = (Some(pair.mentee), self.now());
        let first = Version { number: 1, by, at, change: Change::Made, aim, state: State::Open };
        let goal = goals::insert(&mut tx, (pair.id, None), &first).await.unwrap();
        tx.commit().await.unwrap();
        goal
    }

    /// How a goal stands.
    pub(crate) async fn goal_state(&self, goal: GoalId) -> State {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        goals::find(&mut tx, goal).await.unwrap().unwrap().state
    }

    /// Somebody looks back, and reads this once it is sent.
    pub(crate) async fn looks_back(&self, who: &str, values: Value) -> String {
        self.presses(who, "look_back").await;
        self.sends(who, values).await;
        let shown = self.modal(who);
        self.stage.workspace.close_all(who).await.unwrap();
        shown
    }

    /// What stands where somebody was asked to look back, the newest.
    pub(crate) fn asked_to_look_back(&self, who: &str) -> String {
        let (channel, ts) = self.find_block(who, "review_").expect("nobody asked");
        self.message_at(&channel, &ts)
    }

    /// What came of the newest review, in the room.
    pub(crate) fn came_of_it(&self) -> String {
        let is_result = |text: &String| text.contains("looked back* at the four weeks");
        self.in_room().into_iter().rfind(is_result).unwrap_or_default()
    }
}
