//! Two people who do what the programme hopes for.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use crate::world::{World, a_good_week};

/// When they look at what there is: half an hour before Inês goes home, late in Noah's morning.
const LOOK: &str = "16:30";

const LISBON: &str = "Europe/Lisbon";

/// Their year so far.
pub(super) struct Year {
    pub(super) world: World,
    today: Date,
    /// What was pressed, and under which message: nobody presses twice.
    pressed: BTreeSet<(String, String)>,
}

impl Year {
    /// The morning of Monday, 2 November 2026: Lena suggests the pair.
    pub(super) async fn begin() -> Self {
        let world = World::new().await;
        world.grows().await;
        world.may_have_calls().await;
        world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
        Self { world, today: "2026-11-02".parse().unwrap(), pressed: BTreeSet::new() }
    }

    /// The day goes by until they look at what there is.
    pub(super) async fn comes_to_the_look(&self) {
        self.world.until(LISBON, &format!("{} {LOOK}", self.today)).await;
    }

    /// They do what there is to do, on a day they work, and the day is over.
    pub(super) async fn does_what_there_is(&mut self) {
        if self.today.weekday().to_monday_zero_offset() < 5 {
            self.acts().await;
        }
        self.world.everybody_reads();
        self.today = self.today.saturating_add(1.days());
    }

    async fn acts(&mut self) {
        let (ines, noah) = (self.world.ines.clone(), self.world.noah.clone());
        for who in [&ines, &noah] {
            self.presses(who, "join").await;
        }
        for who in [&ines, &noah] {
            self.agrees(who).await;
        }
        if self.presses(&ines, "write_checkin").await {
            self.sends(&ines, a_good_week()).await;
        }
        if self.presses(&noah, "reply").await {
            self.sends(&noah, json!({ "feedback": "Cloning a short string is fine here." })).await;
        }
        if self.presses(&ines, "choose_slot").await {
            let is_open = self.world.modal(&ines).contains("What it is for*: ____");
            let purpose = if is_open { json!({ "purpose": "pairing" }) } else { json!({}) };
            self.sends(&ines, purpose).await;
        }
        if self.presses(&ines, "write_agenda").await
            && self.world.stage.workspace.modal(&ines).is_some()
        {
            let field = self.first_field(&ines);
            self.sends(&ines, json!({ field: "Whether the parser wants a trait." })).await;
        }
        if self.presses(&ines, "decide_goals").await {
            self.sends(&ines, json!({ "outcome_1": "alone" })).await;
        }
        self.world.minutes(1).await;
        for who in [&ines, &noah] {
            if self.presses(who, "look_back").await {
                let says = self.is_content(who);
                self.sends(who, says).await;
            }
        }
        for action in ["confirm_call", "it_happened", "worth_a_call"] {
            self.presses(&noah, action).await;
        }
        self.presses(&ines, "worth_a_call").await;
        for who in [&ines, &noah] {
            self.presses(who, "step_down").await;
        }
    }

    /// Somebody fills in the agreement, or signs what waits for them.
    async fn agrees(&mut self, who: &str) {
        if !self.presses(who, "agreement").await {
            return;
        }
        let form = self.world.stage.workspace.modal(who).expect("nothing opened");
        match form["callback_id"].as_str().unwrap_or_default() {
            "agreement" => self.sends(who, json!({ "scope": "Parsers, and async." })).await,
            "sign_agreement" => self.sends(who, json!({})).await,
            _ => self.world.stage.workspace.close_all(who).await.unwrap(),
        }
    }

    /// Somebody presses the newest button of this kind, unless they did before.
    async fn presses(&mut self, who: &str, action: &str) -> bool {
        let Some((channel, ts)) = self.world.find(who, action) else { return false };
        if !self.pressed.insert((format!("{who} {action}"), ts.clone())) {
            return false;
        }
        self.world.presses_in(who, (channel, ts), action.to_owned()).await;
        true
    }

    /// What somebody says looking back for whom all is well: the goals are right, and so is what they do together.
    fn is_content(&self, who: &str) -> Value {
        let form = self.world.stage.workspace.modal(who).expect("no form is open");
        let fields = form["blocks"].as_array().unwrap().iter();
        let said = fields.filter_map(|it| {
            let name = it["block_id"].as_str()?;
            let value = match name.split_once('_')?.0 {
                "fit" => "right",
                "says" => "4",
                _ => return None,
            };
            Some((name.to_owned(), json!(value)))
        });
        said.collect()
    }

    /// The first field for words in the form that is open.
    fn first_field(&self, who: &str) -> String {
        let form = self.world.stage.workspace.modal(who).expect("no form is open");
        let blocks = form["blocks"].as_array().unwrap();
        let field = blocks.iter().find(|it| it["element"]["type"] == "plain_text_input");
        field.expect("it asks for no words")["block_id"].as_str().unwrap().to_owned()
    }

    /// Somebody fills in the form that is open, and sends it; it must be taken.
    async fn sends(&self, who: &str, values: Value) {
        let form = self.world.modal(who);
        match self.world.sends(who, values).await {
            Submitted::Closed | Submitted::Replaced(_) | Submitted::Pushed(_) => {}
            refused => panic!("{refused:?} on {}: {form}", self.today),
        }
        if self.world.stage.workspace.modal(who).is_some() {
            self.world.stage.workspace.close_all(who).await.unwrap();
        }
    }
}
