//! A form that is still open on somebody's other device.
//!
//! The workspace's people have one screen. What a second one sends has the same shape as what the first one does, so it
//! is handed to the same door, behind the signature.

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
        let submit = Submit { user: who.into(), view, trigger: String::new() };
        let answer = dispatch(self.stage.bot.app.clone(), Inbound::Submit(submit)).await;
        self.stage.workspace.settle().await;
        answer
    }
}
