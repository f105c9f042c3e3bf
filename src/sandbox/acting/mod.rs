//! What people do: the verbs of story tests and of the page.
//!
//! Every verb checks what Slack's own client would not let a person do and answers such a wish with
//! [`NotPossible`]; whatever reaches the bot goes over HTTP and is awaited, events included. This file has the
//! people themselves; typing stands in `typing.rs`, slash commands in `commands.rs`, what becomes of channels in `channels.rs`, buttons and menus in
//! `pressing.rs`, shortcuts in `shortcuts.rs`, modals in `forms.rs`, and looking around in `reading.rs`.

mod channels;
mod commands;
mod finding;
mod forging;
mod forms;
mod pressing;
mod reading;
mod shortcuts;
mod typing;

use serde_json::{Value, json};

pub use self::{
    commands::Saw,
    forging::Forged,
    forms::Submitted,
    pressing::{Press, Target},
};
use super::{
    conversations::Conversation,
    observed::{Notice, Outcome},
    people::{self, NewPerson, Person},
    workspace::{BOT_USER, State, TEAM, Workspace},
};

/// A person cannot do this in Slack; the sentence says why.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct NotPossible(pub(super) String);

impl NotPossible {
    fn because(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl Workspace {
    /// Adds a member and returns the user id. The bot hears of it as `team_join`.
    pub fn add_person(&self, new: NewPerson) -> String {
        let now = self.now();
        let id = self.change(|state| {
            let id = state.id('U');
            let person = Person::new(id.clone(), new, now);
            let event =
                json!({ "type": "team_join", "user": person.shown_to(&self.inner.manifest, now) });
            state.people.insert(id.clone(), person);
            state.tell("team_join", event, now);
            id
        });
        self.deliver_events_soon();
        id
    }

    /// Changes the zone of somebody's profile, or takes it away.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn change_zone(&self, user: &str, zone: Option<&str>) -> Result<(), NotPossible> {
        self.change_person(user, |person| person.zone = zone.map(str::to_owned)).await
    }

    /// Changes somebody's name.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn rename(&self, user: &str, name: &str) -> Result<(), NotPossible> {
        self.change_person(user, |person| name.clone_into(&mut person.name)).await
    }

    /// Closes somebody's account.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn deactivate(&self, user: &str) -> Result<(), NotPossible> {
        self.change(|state| state.clear_modals(user));
        self.change_person(user, |person| person.deleted = true).await
    }

    async fn change_person(
        &self,
        user: &str,
        change: impl FnOnce(&mut Person),
    ) -> Result<(), NotPossible> {
        let now = self.now();
        self.change(|state| {
            let person = state.people.get_mut(user).ok_or_else(|| nobody(user))?;
            change(person);
            person.updated = now;
            let event = json!({
                "type": "user_change",
                "user": person.shown_to(&self.inner.manifest, now),
                "cache_ts": now.as_second(),
            });
            state.tell("user_change", event, now);
            Ok(())
        })?;
        self.deliver_events().await;
        Ok(())
    }

    /// Uninstalls the app: both events are sent, then the token is dead.
    pub async fn uninstall(&self) {
        let now = self.now();
        self.change(|state| {
            let tokens = json!({ "oauth": [], "bot": [BOT_USER] });
            state.tell(
                "tokens_revoked",
                json!({ "type": "tokens_revoked", "tokens": tokens }),
                now,
            );
            state.tell("app_uninstalled", json!({ "type": "app_uninstalled" }), now);
            state.installed = false;
        });
        self.deliver_events().await;
    }

    /// Installs the app again, with the same token.
    pub fn install(&self) {
        self.change(|state| state.installed = true);
    }

    /// Makes the next triggers expired before the bot can use them, as a slow network would.
    pub fn expire_triggers(&self, times: usize) {
        self.change(|state| state.views.born_expired = times);
    }

    /// Tells a person something in Slack's own name.
    fn notice(&self, user: &str, text: &str) {
        self.change(|state| {
            let id = format!("n{}", state.number());
            state.observed.notices.push(Notice {
                id,
                user: user.to_owned(),
                text: text.to_owned(),
            });
        });
    }
}

impl State {
    /// The person, if they can act: known, human, account open.
    fn actor(&self, user: &str) -> Result<&Person, NotPossible> {
        let person = self.people.get(user).ok_or_else(|| nobody(user))?;
        if person.kind != people::Kind::Human || person.deleted {
            return Err(NotPossible::because(format!(
                "{user} cannot act: no person, or account closed"
            )));
        }
        Ok(person)
    }

    /// The conversation, if this person is in it.
    fn place(&self, user: &str, channel: &str) -> Result<&Conversation, NotPossible> {
        self.actor(user)?;
        let place = self.conversations.get(channel).filter(|place| place.has(user));
        place.ok_or_else(|| NotPossible::because(format!("{user} is not in {channel}")))
    }

    /// The `user` object of interactions.
    fn user_json(&self, user: &str) -> Value {
        let handle = self.people.get(user).map(Person::handle).unwrap_or_default();
        json!({ "id": user, "username": handle, "name": handle, "team_id": TEAM })
    }
}

fn nobody(user: &str) -> NotPossible {
    NotPossible::because(format!("there is no {user}"))
}

/// What Slack says when a request went wrong; `what` is a command's name.
fn failure_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::TimedOut => "operation_timeout",
        Outcome::Unreachable | Outcome::Dropped => "dispatch_failed",
        Outcome::Status(_) | Outcome::Accepted => "dispatch_unknown_error",
    }
}

#[cfg(test)]
mod tests;
