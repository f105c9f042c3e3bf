//! `response_url`: answering a command or a press later.
//!
//! Five uses within thirty minutes. By default the answer is for the person who acted alone; a command's
//! message cannot be changed by it, a message's own buttons can replace or delete that message.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    block_kit,
    conversations::{Ephemeral, Ts},
    workspace::{BOT_USER, State, word},
};

const LIFE: SignedDuration = SignedDuration::from_mins(30);
const USES: u8 = 5;

/// What a `response_url` may still answer to.
#[derive(Debug, Clone)]
pub(super) struct Answerable {
    user: String,
    channel: String,
    /// The message whose control was used.
    message: Option<Ts>,
    born: Timestamp,
    used: u8,
}

impl State {
    /// A token for a fresh `response_url`.
    pub(super) fn answerable(
        &mut self,
        user: &str,
        channel: &str,
        message: Option<Ts>,
        now: Timestamp,
    ) -> String {
        let token = format!("{TOKEN_START}{}", self.number());
        let answerable = Answerable {
            user: user.to_owned(),
            channel: channel.to_owned(),
            message,
            born: now,
            used: 0,
        };
        self.answerables.insert(token.clone(), answerable);
        token
    }

    /// Takes what was posted to a `response_url`.
    ///
    /// # Errors
    /// Slack's words: `expired_url`, `used_url`, `no_text`, `invalid_blocks`.
    pub(super) fn respond(
        &mut self,
        token: &str,
        body: &Value,
        now: Timestamp,
    ) -> Result<(), &'static str> {
        let answerable = self.answerables.get_mut(token).ok_or("expired_url")?;
        if now.duration_since(answerable.born) > LIFE {
            return Err("expired_url");
        }
        if answerable.used >= USES {
            return Err("used_url");
        }
        answerable.used += 1;
        let (user, channel, message) =
            (answerable.user.clone(), answerable.channel.clone(), answerable.message.clone());
        if body["delete_original"] == true {
            return self.change_original(&user, &channel, message.as_ref(), None, now);
        }
        let said = Said::read(body)?;
        if body["replace_original"] == true {
            return self.change_original(&user, &channel, message.as_ref(), Some(said), now);
        }
        self.say(&user, &channel, said, now);
        Ok(())
    }

    /// Shows a command's or a `response_url`'s message, to one person or to all.
    pub(super) fn say(&mut self, user: &str, channel: &str, mut said: Said, now: Timestamp) {
        self.name_blocks(&mut said.blocks);
        if said.in_channel {
            self.post_as(BOT_USER, channel, said.into_draft(), now);
            return;
        }
        let ts = self.ts(now);
        self.ephemerals.push(Ephemeral {
            user: user.to_owned(),
            channel: channel.to_owned(),
            ts,
            parent: said.parent,
            text: said.text,
            blocks: said.blocks,
        });
    }

    fn change_original(
        &mut self,
        user: &str,
        channel: &str,
        message: Option<&Ts>,
        said: Option<Said>,
        now: Timestamp,
    ) -> Result<(), &'static str> {
        let Some(ts) = message else {
            // A command has no message of the app's to change, so Slack shows a new one.
            if let Some(said) = said {
                self.say(user, channel, said, now);
            }
            return Ok(());
        };
        let ephemeral = |e: &Ephemeral| e.channel == channel && e.ts == *ts;
        if let Some(at) = self.ephemerals.iter().position(ephemeral) {
            match said {
                Some(said) => {
                    self.ephemerals[at].text = said.text;
                    self.ephemerals[at].blocks = said.blocks;
                }
                None => drop(self.ephemerals.remove(at)),
            }
            return Ok(());
        }
        match said {
            Some(said) => self.edit(channel, ts, said.into_draft(), now),
            None => self.unsay(channel, ts, now),
        }
        Ok(())
    }
}

/// How every token begins; the rest only has to differ.
const TOKEN_START: &str = "r";

/// A message as commands and `response_url`s answer it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) blocks: Value,
    pub(super) parent: Option<Ts>,
    in_channel: bool,
}

impl Said {
    /// Reads and checks a message answer.
    ///
    /// # Errors
    /// Slack's words: `no_text`, `invalid_blocks`, `msg_too_long`.
    pub(super) fn read(body: &Value) -> Result<Self, &'static str> {
        let blocks = body.get("blocks").cloned().unwrap_or_else(|| json!([]));
        let text = word(body, "text").to_owned();
        let none = blocks.as_array().is_none_or(Vec::is_empty);
        if text.is_empty() && none {
            return Err("no_text");
        }
        if let Err(refusal) = block_kit::check_message(&text, &blocks) {
            return Err(refusal.code);
        }
        let in_channel = body["response_type"] == "in_channel";
        Ok(Self { text, blocks, parent: Ts::parse(word(body, "thread_ts")), in_channel })
    }

    fn into_draft(self) -> super::posting::Draft {
        super::posting::Draft {
            text: self.text,
            blocks: self.blocks,
            parent: self.parent,
            ..Default::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::{
        clock::ManualClock,
        sandbox::{people::NewPerson, workspace::Workspace},
    };

    #[tokio::test]
    async fn a_response_url_takes_five_answers_within_half_an_hour() {
        let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let workspace = Workspace::start(ManualClock::at(start), TaskTracker::new()).unwrap();
        let ana = workspace.add_person(NewPerson::named("Ana"));
        let dm = workspace.app_dm(&ana);
        let say = json!({ "text": "hello" });
        let fresh = || workspace.change(|state| state.answerable(&ana, &dm, None, start));
        let respond = |token: &str, minutes: i64| {
            let now = start.saturating_add(SignedDuration::from_mins(minutes)).unwrap();
            workspace.change(|state| state.respond(token, &say, now))
        };
        let token = fresh();
        for _ in 0..5 {
            assert_eq!(respond(&token, 30), Ok(()));
        }
        assert_eq!(respond(&token, 30), Err("used_url"));
        assert_eq!(respond(&fresh(), 31), Err("expired_url"));
        assert_eq!(respond("r0", 0), Err("expired_url"));
        assert_eq!(workspace.ephemerals(&ana).len(), 5);
        assert!(workspace.messages(&dm).is_empty());
    }

    #[tokio::test]
    async fn a_buttons_message_can_be_replaced_or_deleted() {
        let now: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let workspace = Workspace::start(ManualClock::at(now), TaskTracker::new()).unwrap();
        let ana = workspace.add_person(NewPerson::named("Ana"));
        let dm = workspace.app_dm(&ana);
        workspace.change(|state| {
            let draft = Said::read(&json!({ "text": "old" })).unwrap().into_draft();
            let ts = state.post_as(BOT_USER, &dm, draft, now);
            let token = state.answerable(&ana, &dm, Some(ts), now);
            let replace = json!({ "replace_original": true, "text": "new" });
            state.respond(&token, &replace, now).unwrap();
            assert_eq!(state.conversations[&dm].posts[0].text, "new");
            state.respond(&token, &json!({ "delete_original": true }), now).unwrap();
            assert!(state.conversations[&dm].posts.is_empty());
        });
    }
}
