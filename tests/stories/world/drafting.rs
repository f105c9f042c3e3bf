//! What people do with a form before they send it: type into it, close it, save it, leave it open somewhere else.

use serde_json::{Value, json};
use trellis::{
    features::dispatch::dispatch,
    sandbox::acting::Press,
    slack::{
        action::Action,
        answer::Answer,
        inbound::{Click, Field, Inbound, ViewState},
    },
};

use super::World;

impl World {
    /// Somebody types into a text field of the form that is open, character by character, and sends nothing.
    pub(crate) async fn types_into(&self, who: &str, field: &str, text: &str) {
        self.stage.workspace.type_into(who, field, text).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody pastes a text into a field, which is one change.
    pub(crate) async fn pastes_into(&self, who: &str, field: &str, text: &str) {
        let form = self.form_left_open(who);
        let press = Press::in_view(form["id"].as_str().unwrap(), Action::Typed.id());
        let press = press.in_block(field).choosing(text);
        self.stage.workspace.click(who, press).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody chooses or ticks in the form that is open.
    pub(crate) async fn chooses(&self, who: &str, field: &str, choice: impl Into<Value>) {
        let form = self.form_left_open(who);
        let press = Press::in_view(form["id"].as_str().unwrap(), Action::Typed.id());
        let press = press.in_block(field).choosing(choice);
        self.stage.workspace.click(who, press).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Something comes to stand in the form that is open of which nobody is told.
    pub(crate) fn fills_in_silence(&self, who: &str, values: Value) {
        self.stage.workspace.fill(who, &values).unwrap();
    }

    /// Somebody closes the form on top.
    pub(crate) async fn closes(&self, who: &str) {
        self.stage.workspace.close(who).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody presses a button in one row of App Home.
    pub(crate) async fn presses_at_home_in(&self, who: &str, (row, action): (&str, &str)) {
        let press = Press::in_home(action).in_block(row);
        self.stage.workspace.click(who, press).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// What stands in a field of the form that is open.
    pub(crate) fn in_field(&self, who: &str, field: &str) -> String {
        let form = self.form_left_open(who);
        let held = form["state"]["values"][field].as_object().and_then(|it| it.values().next());
        let held = held.unwrap_or_else(|| panic!("the form has no field {field}"));
        let value = held.get("value").or_else(|| held["selected_option"].get("value"));
        value.and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Somebody types in a form that is open on another device, or in one that was never theirs; `typed_at` is Slack's
    /// time of it. Nobody waits for anything.
    pub(crate) async fn types_left_open(
        &self,
        (who, typed_at): (&str, &str),
        form: &Value,
        texts: &[(&str, &str)],
    ) -> Answer {
        let word = |name: &str| form[name].as_str().unwrap_or_default().to_owned();
        let text = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), Field::Text(Some((*text).to_owned())))
        };
        let view = ViewState {
            id: word("id"),
            callback_id: word("callback_id"),
            hash: word("hash"),
            private_metadata: word("private_metadata"),
            first_input: None,
            fields: texts.iter().map(text).collect(),
        };
        let click = Click {
            user: who.into(),
            action_id: Action::Typed.id().to_owned(),
            value: texts.last().map(|(_, text)| (*text).to_owned()).unwrap_or_default(),
            action_ts: typed_at.to_owned(),
            message: None,
            view: Some(view),
            trigger: String::new(),
            response_url: String::new(),
        };
        dispatch(self.stage.bot.app.clone(), Inbound::Click(click)).await
    }

    /// Every draft there is: whose, what about, and the text of one field.
    pub(crate) async fn drafts(&self, field: &str) -> Vec<(String, String, String)> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let query = "select slack_user, form || '/' || about, fields from drafts
                     join people on people.id = person_id order by saved_at, person_id";
        let rows: Vec<(String, String, String)> =
            sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap();
        let text = |fields: &str| {
            let fields: Value = serde_json::from_str(fields).unwrap();
            fields[field]["text"].as_str().unwrap_or_default().to_owned()
        };
        rows.into_iter().map(|(who, what, it)| (self.name(&who), what, text(&it))).collect()
    }

    /// Slack's time of something that happens so many seconds from now.
    pub(crate) fn slack_time(&self, seconds: i64) -> String {
        format!("{}.000100", self.now().as_second() + seconds)
    }
}

/// What a check-in needs to be sent, beside the tasks.
pub(crate) fn the_rest() -> Value {
    json!({ "learned": "To save.", "tried": "Not saving.", "primary": "Save again" })
}
