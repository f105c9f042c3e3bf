//! Shortcuts in the menu of a message: `message_action`.
//!
//! Every message that everybody in a conversation sees has the menu, a bot's too, and in every conversation: the app need
//! not be in it. A message that only one person sees has none.

use serde_json::{Value, json};

use super::{NotPossible, Saw};
use crate::sandbox::{
    conversations::{Conversation, MetadataDetail, Ts},
    delivery::Answered,
    workspace::{APP, State, TEAM, Workspace},
};

impl Workspace {
    /// Uses a shortcut, by its `callback_id` or its name, on a message, and waits for the bot to take notice.
    ///
    /// # Errors
    /// When there is no such shortcut, or no such message before this person.
    pub async fn use_shortcut(
        &self,
        user: &str,
        shortcut: &str,
        (channel, ts): (&str, &str),
    ) -> Result<Saw, NotPossible> {
        self.carry_out_late_calls();
        let manifest = &self.inner.manifest;
        let mut known = manifest.shortcuts().iter().filter(|_| manifest.interactive());
        let known = known.find(|it| it.callback_id == shortcut || it.name == shortcut);
        let known = known
            .ok_or_else(|| NotPossible::because(format!("there is no shortcut {shortcut}")))?;
        let message = self.look(|state| state.message_before(user, (channel, ts)))?;
        let payload = self.shortcut_payload(user, &known.callback_id, (channel, message));
        let saw = match self.interact(&payload).await {
            Answered::Accepted(_) => Saw::Nothing,
            Answered::Failed(_) => {
                self.say_notice(user, "We had some trouble connecting. Try again?".to_owned())
            }
        };
        self.deliver_events().await;
        Ok(saw)
    }

    /// What Slack sends about a shortcut used on this message.
    pub(super) fn shortcut_payload(
        &self,
        user: &str,
        callback_id: &str,
        (channel, message): (&str, Value),
    ) -> Value {
        let now = self.now();
        self.change(|state| {
            let trigger = state.trigger(user, None, now);
            let token = state.answerable(user, channel, None, now);
            let action_ts = state.ts(now).to_string();
            let name = state.conversations.get(channel).map(Conversation::name_in_payloads);
            json!({
                "type": "message_action",
                "token": "sandbox-verification-token",
                "action_ts": action_ts,
                "team": { "id": TEAM, "domain": "sandbox" },
                "user": state.user_json(user),
                "channel": { "id": channel, "name": name },
                "api_app_id": APP,
                "enterprise": null,
                "is_enterprise_install": false,
                "callback_id": callback_id,
                "trigger_id": trigger,
                "response_url": format!("{}/respond/{token}", state.origin),
                "message_ts": message["ts"],
                "message": message,
            })
        })
    }
}

impl State {
    fn message_before(
        &self,
        user: &str,
        (channel, ts): (&str, &str),
    ) -> Result<Value, NotPossible> {
        let gone = || NotPossible::because(format!("{user} sees no message {ts} in {channel}"));
        let ts = Ts::parse(ts).ok_or_else(gone)?;
        let place = self.place(user, channel)?;
        let post = place.post(&ts).filter(|post| !post.tombstone).ok_or_else(gone)?;
        Ok(place.post_json(post, MetadataDetail::All))
    }
}
