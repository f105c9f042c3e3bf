//! Slash commands.
//!
//! A command must be in the manifest, does not work in threads, and has three seconds to be answered; a
//! message in the answer is shown to the person who typed it unless it says `in_channel`.

use serde_json::Value;

use super::{NotPossible, failure_word};
use crate::sandbox::{
    conversations::Kind,
    delivery::{Answered, Body},
    people::Person,
    respond::Said,
    workspace::{APP, State, TEAM, Workspace},
};

/// What a person saw right after acting.
#[derive(Debug, Clone, PartialEq)]
pub enum Saw {
    /// Nothing yet; a modal or a message may follow.
    Nothing,
    /// The app's answer.
    Message {
        /// Its text.
        text: String,
        /// Its blocks, an empty list when it has none.
        blocks: Value,
    },
    /// Something Slack itself said.
    Notice(String),
}

impl Workspace {
    /// Types a slash command in a conversation.
    ///
    /// Without such a command the person sees Slack's own words, as they would.
    ///
    /// # Errors
    /// When the person is not in the conversation.
    pub async fn command(
        &self,
        user: &str,
        channel: &str,
        name: &str,
        text: &str,
    ) -> Result<Saw, NotPossible> {
        self.carry_out_late_calls();
        let installed = self.look(|state| state.installed);
        let mut known = self.inner.manifest.commands().iter().filter(|_| installed);
        let Some(command) = known.find(|command| command.command == name) else {
            self.look(|state| state.place(user, channel).map(drop))?;
            return Ok(self.say_notice(user, format!("{name} is not a valid command.")));
        };
        let now = self.now();
        let form = self.change(|state| {
            state.place(user, channel)?;
            let text = if command.should_escape {
                state
                    .pieces(text.trim())
                    .iter()
                    .map(super::typing::Piece::to_command_text)
                    .collect()
            } else {
                text.trim().to_owned()
            };
            let response = state.answerable(user, channel, None, now);
            Ok(vec![
                ("token", "sandbox-verification-token".to_owned()),
                ("team_id", TEAM.to_owned()),
                ("team_domain", "sandbox".to_owned()),
                ("channel_id", channel.to_owned()),
                ("channel_name", state.channel_name(channel)),
                ("user_id", user.to_owned()),
                ("user_name", state.people.get(user).map(Person::handle).unwrap_or_default()),
                ("command", name.to_owned()),
                ("text", text),
                ("api_app_id", APP.to_owned()),
                ("is_enterprise_install", "false".to_owned()),
                ("response_url", format!("{}/respond/{response}", state.origin)),
                ("trigger_id", state.trigger(user, None, now)),
            ])
        })?;
        let saw = match self.deliver("/slack/commands", &form).await {
            Answered::Accepted(body) => self.show_command_answer(user, channel, &body),
            Answered::Failed(outcome) => {
                let word = failure_word(outcome);
                self.say_notice(user, format!("{name} failed with the error \"{word}\""))
            }
        };
        self.deliver_events().await;
        Ok(saw)
    }

    /// A trigger as it would come with something this person does now, for a load that sends its own requests.
    pub fn mint_trigger(&self, user: &str) -> String {
        let now = self.now();
        self.change_unseen(|state| state.trigger(user, None, now))
    }

    /// Types a slash command into a thread's composer, which Slack refuses.
    ///
    /// # Errors
    /// When the person is not in the conversation.
    pub fn command_in_thread(
        &self,
        user: &str,
        channel: &str,
        name: &str,
    ) -> Result<Saw, NotPossible> {
        self.look(|state| state.place(user, channel).map(drop))?;
        Ok(self.say_notice(user, format!("{name} is not supported in threads. Sorry!")))
    }

    pub(super) fn say_notice(&self, user: &str, text: String) -> Saw {
        self.notice(user, &text);
        Saw::Notice(text)
    }

    fn show_command_answer(&self, user: &str, channel: &str, body: &Body) -> Saw {
        if body.text.is_empty() {
            return Saw::Nothing;
        }
        let now = self.now();
        // Slack shows anything that is not declared as JSON as it stands.
        let answer = if body.is_json {
            serde_json::from_str(&body.text).unwrap_or(Value::Null)
        } else {
            serde_json::json!({ "text": body.text })
        };
        match Said::read(&answer) {
            Ok(said) => {
                let saw = Saw::Message { text: said.text.clone(), blocks: said.blocks.clone() };
                self.change(|state| state.say(user, channel, said, now));
                saw
            }
            Err(code) => {
                let what = format!("a command was answered with a message Slack refuses: {code}");
                self.change(|state| state.problem(now, what));
                self.say_notice(user, format!("The command failed with the error \"{code}\""))
            }
        }
    }
}

impl State {
    fn channel_name(&self, channel: &str) -> String {
        let Some(place) = self.conversations.get(channel) else { return String::new() };
        match place.kind {
            Kind::Im => "directmessage".to_owned(),
            Kind::Mpim | Kind::Channel => place.name.clone(),
        }
    }
}
