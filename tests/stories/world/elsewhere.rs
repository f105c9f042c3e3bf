//! A form that is still open on somebody's other device.
//!
//! The workspace's people have one screen. What a second one sends has the same shape as what the first one does, so it
//! is handed to the same door, behind the signature.

use std::collections::BTreeMap;

use serde_json::Value;
use trellis::{
    features::dispatch::dispatch,
    slack::{
        answer::Answer,
        inbound::{Field, Inbound, Submit, ViewState},
    },
};

use super::World;

impl World {
    /// The form that is open now, kept open on another device.
    pub(crate) fn form_left_open(&self, who: &str) -> Value {
        self.stage.workspace.modal(who).expect("no form is open")
    }

    /// That form is sent with these texts.
    pub(crate) async fn sends_left_open(
        &self,
        who: &str,
        form: &Value,
        texts: &[(&str, &str)],
    ) -> Answer {
        let text = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), Field::Text(Some((*text).to_owned())))
        };
        self.sends_fields(who, form, texts.iter().map(text).collect()).await
    }

    /// That form is sent for a week that is not in its list.
    pub(crate) async fn sends_for_week(&self, who: &str, form: &Value, week: &str) -> Answer {
        let field = ("week".to_owned(), Field::Choice(Some(week.to_owned())));
        self.sends_fields(who, form, BTreeMap::from([field])).await
    }

    /// That form is sent with a box ticked that is not there.
    pub(crate) async fn sends_closing(&self, who: &str, form: &Value, week: &str) -> Answer {
        let words =
            |it: (&String, &Value)| (it.0.clone(), Field::Text(it.1.as_str().map(str::to_owned)));
        let mut fields: BTreeMap<String, Field> =
            super::a_good_week().as_object().unwrap().iter().map(words).collect();
        fields.insert("covers".to_owned(), Field::Choices(vec![week.to_owned()]));
        self.sends_fields(who, form, fields).await
    }

    /// That form is sent with something chosen and something written.
    pub(crate) async fn sends_chosen(
        &self,
        who: &str,
        form: &Value,
        chosen: (&str, &str),
        text: (&str, &str),
    ) -> Answer {
        let choice = Field::Choice(Some(chosen.1.to_owned()));
        let written = Field::Text(Some(text.1.to_owned()));
        let fields = [(chosen.0.to_owned(), choice), (text.0.to_owned(), written)];
        self.sends_fields(who, form, BTreeMap::from(fields)).await
    }

    async fn sends_fields(
        &self,
        who: &str,
        form: &Value,
        fields: BTreeMap<String, Field>,
    ) -> Answer {
        let word = |name: &str| form[name].as_str().unwrap_or_default().to_owned();
        let view = ViewState {
            id: word("id"),
            callback_id: word("callback_id"),
            hash: word("hash"),
            private_metadata: word("private_metadata"),
            first_input: None,
            fields,
        };
        let submit = Submit { user: who.into(), view, trigger: String::new() };
        let answer = dispatch(self.stage.bot.app.clone(), Inbound::Submit(submit)).await;
        self.stage.workspace.settle().await;
        answer
    }
}
