//! What the page can do in a person's name, and to the clock and the faults.
//!
//! The shape of an act is a contract with `page/api.js`; what it means stands in `acting/` and is the same for
//! story tests. Nothing is decided here but whether the page's picture is still the workspace's.

use std::{future::Future, time::Duration};

use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::Value;

use super::{
    acting::{NotPossible, Press, Saw, Target},
    faults,
    workspace::Workspace,
};

/// How long the page waits for a journey through time to end, in real time.
const TRAVEL_PATIENCE: Duration = Duration::from_secs(15);

/// One act of one person.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    #[serde(rename = "as")]
    me: String,
    #[serde(flatten)]
    what: Deed,
}

/// What the page can do.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Deed {
    Post {
        conversation: String,
        text: String,
        thread: Option<String>,
    },
    Command {
        conversation: String,
        text: String,
        thread: Option<String>,
    },
    Click {
        message: Option<MessagePlace>,
        view_id: Option<String>,
        block_id: Option<String>,
        action_id: String,
        #[serde(default)]
        value: Value,
        /// What stands in the whole form the control is part of.
        #[serde(default)]
        values: Value,
    },
    Submit {
        view_id: String,
        values: Value,
    },
    /// Something in the menu of a message.
    Shortcut {
        conversation: String,
        ts: String,
        shortcut: String,
    },
    /// The Cancel button or the arrow back: one form.
    Close {
        view_id: String,
        /// What stands in it by then.
        #[serde(default)]
        values: Value,
    },
    /// The cross: all forms that lie on one another.
    Dismiss {
        view_id: String,
        #[serde(default)]
        values: Value,
    },
    Home,
    Read {
        conversation: String,
    },
    Edit {
        conversation: String,
        ts: String,
        text: String,
    },
    Delete {
        conversation: String,
        ts: String,
    },
    Clock {
        advance_s: Option<i64>,
        next: Option<bool>,
        pause: Option<bool>,
        run: Option<u32>,
    },
    /// Arms a fault for so many more times; zero disarms it.
    Fault {
        id: String,
        times: u8,
    },
}

#[derive(Debug, Deserialize)]
struct MessagePlace {
    conversation: String,
    ts: String,
}

/// Why an act did not do what the person wanted.
#[derive(Debug, PartialEq)]
pub(super) enum Unsuccessful {
    /// Slack's client does not allow it, for this reason.
    NotPossible(NotPossible),
    /// It went wrong on the way, and the person sees a notice about it.
    Noticed,
}

impl From<NotPossible> for Unsuccessful {
    fn from(why: NotPossible) -> Self {
        Self::NotPossible(why)
    }
}

/// What a person saw after a command or a press, as the page needs it.
fn outcome(saw: Saw) -> Result<(), Unsuccessful> {
    match saw {
        Saw::Nothing | Saw::Message { .. } => Ok(()),
        Saw::Notice(_) => Err(Unsuccessful::Noticed),
    }
}

impl Workspace {
    /// Does what the page was told to do.
    pub(super) async fn act(&self, Act { me, what }: Act) -> Result<(), Unsuccessful> {
        match what {
            Deed::Post { conversation, text, thread } => {
                self.post(&me, &conversation, &text, thread.as_deref()).await?;
            }
            Deed::Command { conversation, text, thread } => {
                let (name, rest) =
                    text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
                outcome(match thread {
                    Some(_) => self.command_in_thread(&me, &conversation, name)?,
                    None => self.command(&me, &conversation, name, rest).await?,
                })?;
            }
            Deed::Click { message, view_id, block_id, action_id, value, values } => {
                let press = Press::at(target(message, view_id), &action_id).choosing(value);
                let press = block_id.iter().fold(press, |press, block| press.in_block(block));
                outcome(self.click(&me, press.having_typed(values)).await?)?;
            }
            Deed::Shortcut { conversation, ts, shortcut } => {
                outcome(self.use_shortcut(&me, &shortcut, (&conversation, &ts)).await?)?;
            }
            Deed::Submit { view_id, values } => {
                self.still_on_top(&me, &view_id)?;
                self.submit(&me, &values).await?;
            }
            Deed::Close { view_id, values } => {
                self.still_on_top(&me, &view_id)?;
                self.fill(&me, &values)?;
                self.close(&me).await?;
            }
            Deed::Dismiss { view_id, values } => {
                self.still_on_top(&me, &view_id)?;
                self.fill(&me, &values)?;
                self.close_all(&me).await?;
            }
            Deed::Home => self.open_home(&me).await?,
            Deed::Read { conversation } => self.mark_read(&me, &conversation),
            Deed::Edit { conversation, ts, text } => {
                self.edit(&me, &conversation, &ts, &text).await?;
            }
            Deed::Delete { conversation, ts } => self.delete(&me, &conversation, &ts).await?,
            Deed::Clock { advance_s, next, pause, run } => {
                self.turn_clock(advance_s, next, pause.map(|_| 0).or(run)).await?;
            }
            Deed::Fault { id, times } => self.set_fault(&id, times)?,
        }
        Ok(())
    }

    fn set_fault(&self, id: &str, times: u8) -> Result<(), NotPossible> {
        let known = faults::CATALOGUE.iter().find(|known| known.id == id);
        let known = known.ok_or_else(|| NotPossible("there is no such fault".to_owned()))?;
        match times {
            0 => self.disarm(&known.what, known.pattern),
            times => self.misbehave(known.what.clone(), known.pattern, times.into()),
        }
        Ok(())
    }

    fn still_on_top(&self, me: &str, view_id: &str) -> Result<(), NotPossible> {
        let on_top = self.look(|state| state.top(me).is_some_and(|top| top.id == view_id));
        if on_top { Ok(()) } else { Err(NotPossible("that form is no longer open".to_owned())) }
    }

    async fn turn_clock(
        &self,
        advance_s: Option<i64>,
        next: Option<bool>,
        speed: Option<u32>,
    ) -> Result<(), NotPossible> {
        if let Some(seconds) = advance_s {
            // Longer journeys would keep the page waiting for minutes.
            if !(0..=366 * 86_400).contains(&seconds) {
                let why = "the clock goes forward, at most a year at once";
                return Err(NotPossible(why.to_owned()));
            }
            let span = SignedDuration::from_secs(seconds);
            self.travel(|workspace| async move {
                workspace.advance(span).await;
                true
            })
            .await?;
        }
        if next == Some(true) {
            self.travel(|workspace| async move { workspace.advance_to_next().await }).await?;
        }
        if let Some(speed) = speed {
            self.inner.clock.run_at(speed);
            self.touch();
        }
        Ok(())
    }

    /// Starts a journey through time and waits a while for its end.
    ///
    /// The bot lives through everything in between, which may take longer than a browser cares to wait: so the
    /// journey does not end with the request that began it, and the snapshots say where it is going.
    async fn travel<J>(&self, journey: impl FnOnce(Self) -> J) -> Result<(), NotPossible>
    where
        J: Future<Output = bool> + Send + 'static,
    {
        if self.look(|state| state.travelling_to.is_some()) {
            return Err(NotPossible("the clock is on its way already".to_owned()));
        }
        let journey = self.inner.tasks.spawn(journey(self.clone()));
        match tokio::time::timeout(TRAVEL_PATIENCE, journey).await {
            Ok(Ok(false)) => Err(NotPossible("nothing is planned".to_owned())),
            Ok(Err(_)) => Err(NotPossible("the clock broke down on its way".to_owned())),
            Ok(Ok(true)) | Err(_) => Ok(()),
        }
    }
}

fn target(message: Option<MessagePlace>, view_id: Option<String>) -> Target {
    match (message, view_id) {
        (Some(at), _) => Target::Message { channel: at.conversation, ts: at.ts },
        (None, Some(id)) => Target::View(id),
        (None, None) => Target::Home,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::{
        clock::ManualClock,
        sandbox::{people::NewPerson, screen::Wanted},
    };

    fn workspace() -> (Workspace, String, String) {
        let clock = ManualClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let workspace = Workspace::start(clock, TaskTracker::new()).unwrap();
        let ana =
            workspace.add_person(NewPerson::named("Ana").zone("Europe/Lisbon").role("mentee"));
        let dm = workspace.app_dm(&ana);
        (workspace, ana, dm)
    }

    async fn do_it(workspace: &Workspace, act: Value) -> Result<(), String> {
        let act: Act = serde_json::from_value(act).unwrap();
        workspace.act(act).await.map_err(|why| match why {
            Unsuccessful::Noticed => "noticed".to_owned(),
            Unsuccessful::NotPossible(why) => why.to_string(),
        })
    }

    #[tokio::test]
    async fn acts_arrive_as_the_page_writes_them() {
        let (workspace, ana, dm) = workspace();
        let post =
            json!({ "as": ana, "do": "post", "conversation": dm, "text": "hi", "thread": null });
        assert_eq!(do_it(&workspace, post).await, Ok(()));
        let ts = workspace.messages(&dm)[0]["ts"].clone();
        let edit = json!({ "as": ana, "do": "edit", "conversation": dm, "ts": ts, "text": "ho" });
        assert_eq!(do_it(&workspace, edit).await, Ok(()));
        let clock = json!({ "as": ana, "do": "clock", "advance_s": 3600 });
        assert_eq!(do_it(&workspace, clock).await, Ok(()));
        let run = json!({ "as": ana, "do": "clock", "next": true });
        assert_eq!(do_it(&workspace, run).await, Err("nothing is planned".to_owned()));
        let fault = json!({ "as": ana, "do": "fault", "id": "cut_after", "times": 2 });
        assert_eq!(do_it(&workspace, fault).await, Ok(()));
        let click = json!({ "as": ana, "do": "click", "view_id": "V0", "action_id": "a" });
        assert!(do_it(&workspace, click).await.is_err());
        let command =
            json!({ "as": ana, "do": "command", "conversation": dm, "text": "/checkin history" });
        assert_eq!(do_it(&workspace, command).await, Err("noticed".to_owned()));
        assert_eq!(workspace.now().to_string(), "2026-03-02T10:00:00Z");

        let thread = ts.as_str().unwrap().to_owned();
        let wanted = Wanted { me: ana, conversation: dm, thread, since: 0 };
        let screen = workspace.screen(&wanted).await.unwrap();
        assert_eq!(screen["messages"][0]["text"], "ho");
        assert_eq!(screen["messages"][0]["edited"], true);
        assert_eq!(screen["thread"].as_array().map(Vec::len), Some(1));
        assert_eq!(screen["conversations"][0]["is_app_dm"], true);
        assert_eq!(screen["conversations"][0]["name"], "Trellis");
        assert_eq!(screen["clock"]["paused"], true);
        assert_eq!(screen["commands"][0]["command"], "/checkin");
        assert!(screen["notices"][0]["text"].as_str().unwrap().contains("dispatch_failed"));
        let armed = |fault: &&Value| fault["id"] == "cut_after";
        let faults = screen["faults"].as_array().unwrap();
        assert_eq!(faults.iter().find(armed).unwrap()["armed"], 2);
    }

    #[tokio::test]
    async fn a_fault_is_armed_press_by_press_and_disarmed_at_once() {
        let (workspace, ana, _) = workspace();
        let fault = |times: u8| json!({ "as": ana, "do": "fault", "id": "slow", "times": times });
        let armed = || {
            let slow = faults::CATALOGUE.iter().find(|known| known.id == "slow").unwrap();
            workspace.look(|state| state.faults.armed(&slow.what, slow.pattern))
        };
        for _ in 0..3 {
            do_it(&workspace, fault(1)).await.unwrap();
        }
        assert_eq!(armed(), 3);
        do_it(&workspace, fault(0)).await.unwrap();
        assert_eq!(armed(), 0);
    }

    fn modal() -> Value {
        let words = |text: &str| json!({ "type": "plain_text", "text": text });
        json!({ "type": "modal", "title": words("One"), "blocks": [
            { "type": "input", "block_id": "done", "label": words("Done"),
              "element": { "type": "plain_text_input", "action_id": "text" } },
            { "type": "actions", "block_id": "more", "elements": [
                { "type": "button", "action_id": "add", "text": words("Add a question") }] },
        ] })
    }

    #[tokio::test]
    async fn a_press_in_a_form_brings_along_what_was_typed() {
        let (workspace, ana, _) = workspace();
        let now = workspace.now();
        let id = workspace.change(|state| state.lay(&ana, modal(), now));
        let typed =
            json!({ "done": { "text": { "type": "plain_text_input", "value": "half a" } } });
        let click = json!({ "as": ana, "do": "click", "view_id": id, "block_id": "more",
            "action_id": "add", "value": null, "values": typed });
        // Nobody listens, so the press itself comes to nothing.
        assert_eq!(do_it(&workspace, click).await, Err("noticed".to_owned()));
        let open = workspace.modal(&ana).unwrap();
        assert_eq!(open["state"]["values"]["done"]["text"]["value"], "half a");
    }

    #[tokio::test]
    async fn the_cross_closes_every_form_and_the_arrow_one() {
        let (workspace, ana, _) = workspace();
        let now = workspace.now();
        let lay = || workspace.change(|state| state.lay(&ana, modal(), now));
        let (first, second) = (lay(), lay());
        let act = |verb: &str, id: &str| json!({ "as": ana, "do": verb, "view_id": id });
        assert!(do_it(&workspace, act("close", &first)).await.is_err(), "it is covered");
        do_it(&workspace, act("close", &second)).await.unwrap();
        assert_eq!(workspace.modal(&ana).unwrap()["id"], first.as_str());
        let third = lay();
        do_it(&workspace, act("dismiss", &third)).await.unwrap();
        assert_eq!(workspace.modal(&ana), None);
    }

    #[tokio::test]
    async fn there_is_one_journey_at_a_time() {
        let (workspace, ana, _) = workspace();
        let goal = workspace.now();
        workspace.change(|state| state.travelling_to = Some(goal));
        let clock = json!({ "as": ana, "do": "clock", "advance_s": 60 });
        let refused = do_it(&workspace, clock).await;
        assert_eq!(refused, Err("the clock is on its way already".to_owned()));
        let screen = workspace.screen(&Wanted::default()).await.unwrap();
        assert_eq!(screen["clock"]["moving_to_ms"], goal.as_millisecond());
    }
}
