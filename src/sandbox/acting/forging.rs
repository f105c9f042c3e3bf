//! What no client of Slack's would send: requests with made-up ids, signed all the same.
//!
//! Whoever holds the signing secret, or finds a hole in Slack's client, could send them; the bot must not care. Nothing
//! is checked here and nothing a person sees is changed by it. Triggers and answer addresses are real, so that what
//! the bot shows in return can be seen.

use serde_json::{Value, json};

use super::NotPossible;
use crate::sandbox::{
    delivery::Answered,
    workspace::{APP, TEAM, Workspace},
};

/// A request that nobody's client made.
#[derive(Debug, Clone, PartialEq)]
pub enum Forged {
    /// A press on a button that stands nowhere.
    Press {
        /// Its `action_id`.
        action: String,
        /// What it carries.
        value: String,
    },
    /// A submission of a modal that was never opened.
    Submission {
        /// Its `callback_id`.
        form: String,
        /// What it carries unseen.
        metadata: String,
        /// `view.state.values`.
        values: Value,
    },
    /// A shortcut, used on a message that need not exist.
    Shortcut {
        /// Its `callback_id`.
        shortcut: String,
        /// The conversation the message is said to stand in.
        channel: String,
        /// The message.
        message: Value,
    },
    /// A slash command whose text is sent as it stands here.
    Command {
        /// The word with its slash.
        name: String,
        /// What follows it.
        text: String,
    },
}

impl Workspace {
    /// Sends a forged request in somebody's name; gives the answer's JSON, or null when it was empty.
    ///
    /// # Errors
    /// When the bot did not answer with 200 in time.
    pub async fn forge(&self, user: &str, forged: &Forged) -> Result<Value, NotPossible> {
        let answered = match forged {
            Forged::Press { action, value } => {
                self.interact(&self.forged_press(user, action, value)).await
            }
            Forged::Submission { form, metadata, values } => {
                let view = json!({ "callback_id": form, "private_metadata": metadata,
                    "hash": "0.forged", "state": { "values": values } });
                self.interact(&self.forged_submission(user, view)).await
            }
            Forged::Shortcut { shortcut, channel, message } => {
                let message = (channel.as_str(), message.clone());
                self.interact(&self.shortcut_payload(user, shortcut, message)).await
            }
            Forged::Command { name, text } => {
                let form = self.forged_command(user, name, text);
                self.deliver("/slack/commands", &form).await
            }
        };
        self.deliver_events().await;
        match answered {
            Answered::Accepted(body) => Ok(serde_json::from_str(&body.text).unwrap_or(Value::Null)),
            Answered::Failed(outcome) => Err(NotPossible::because(format!("{outcome:?}"))),
        }
    }

    /// Tells the bot of an event that never happened.
    pub async fn forge_event(&self, kind: &'static str, event: Value) {
        let now = self.now();
        self.change(|state| state.tell(kind, event, now));
        self.deliver_events().await;
    }

    fn forged_press(&self, user: &str, action: &str, value: &str) -> Value {
        let (now, channel) = (self.now(), self.app_dm(user));
        self.change(|state| {
            let (trigger, ts) = (state.trigger(user, None, now), state.ts(now));
            let token = state.answerable(user, &channel, None, now);
            json!({
                "type": "block_actions",
                "user": state.user_json(user),
                "api_app_id": APP,
                "team": { "id": TEAM, "domain": "sandbox" },
                "trigger_id": trigger,
                "container": { "type": "message", "channel_id": channel, "message_ts": "1.000001" },
                "channel": { "id": channel },
                "response_url": format!("{}/respond/{token}", state.origin),
                "actions": [{ "type": "button", "action_id": action, "block_id": "forged",
                    "value": value, "action_ts": ts.to_string() }],
            })
        })
    }

    fn forged_submission(&self, user: &str, mut view: Value) -> Value {
        let now = self.now();
        self.change(|state| {
            view["id"] = json!(state.id('V'));
            json!({
                "type": "view_submission",
                "user": state.user_json(user),
                "api_app_id": APP,
                "team": { "id": TEAM, "domain": "sandbox" },
                "trigger_id": state.trigger(user, None, now),
                "view": view,
            })
        })
    }

    fn forged_command(&self, user: &str, name: &str, text: &str) -> Vec<(&'static str, String)> {
        let (now, channel) = (self.now(), self.app_dm(user));
        self.change(|state| {
            let token = state.answerable(user, &channel, None, now);
            vec![
                ("team_id", TEAM.to_owned()),
                ("channel_id", channel.clone()),
                ("user_id", user.to_owned()),
                ("command", name.to_owned()),
                ("text", text.to_owned()),
                ("api_app_id", APP.to_owned()),
                ("response_url", format!("{}/respond/{token}", state.origin)),
                ("trigger_id", state.trigger(user, None, now)),
            ]
        })
    }
}
