//! Modals: filling in, submitting, closing, and App Home being opened.
//!
//! Slack's client checks a form before it sends it; what it refuses never reaches the bot. The bot's
//! answer must be empty or a `response_action` Slack knows, in three seconds; anything else is shown as
//! Slack's own trouble and noted as a problem.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{NotPossible, Press};
use crate::sandbox::{
    block_kit::{self, Surface},
    controls,
    delivery::{Answered, Body},
    views::STACK_LIMIT,
    workspace::{APP, BOT_USER, State, TEAM, Workspace, word},
};

/// What became of a submitted form.
#[derive(Debug, Clone, PartialEq)]
pub enum Submitted {
    /// It closed.
    Closed,
    /// The bot left it open with these sentences, keyed by `block_id`.
    FieldErrors(BTreeMap<String, String>),
    /// Slack's client did not send it, for these reasons, keyed by `block_id`.
    ClientErrors(BTreeMap<String, String>),
    /// Another view took its place.
    Replaced(Value),
    /// Another view lies on top of it.
    Pushed(Value),
    /// It is still open and Slack says that something went wrong.
    Trouble(String),
}

const TROUBLE: &str = "We had some trouble connecting. Try again?";

impl Workspace {
    /// Fills in the modal on top without submitting it.
    ///
    /// `values` is keyed by `block_id`; see [`Workspace::submit`].
    ///
    /// # Errors
    /// When there is no modal, no such field, or the value is not offered.
    pub fn fill(&self, user: &str, values: &Value) -> Result<(), NotPossible> {
        self.change(|state| state.fill(user, values))
    }

    /// Types into a text field of the modal on top, character by character, in the place of what stood there. Where the
    /// field asks for it the bot is told of each, with everything that stands in the form by then.
    ///
    /// # Errors
    /// When there is no modal or no such field.
    pub async fn type_into(&self, user: &str, field: &str, text: &str) -> Result<(), NotPossible> {
        let (view, action, tells) = self.look(|state| state.text_field(user, field))?;
        let typed = text.char_indices().map(|(at, letter)| &text[..at + letter.len_utf8()]);
        let steps: Vec<&str> = if text.is_empty() { vec![""] } else { typed.collect() };
        for step in steps {
            if tells {
                let press = Press::in_view(&view, &action).in_block(field).choosing(step);
                self.click(user, press).await?;
            } else {
                self.fill(user, &json!({ field: step }))?;
            }
        }
        Ok(())
    }

    /// Fills in the modal on top and submits it.
    ///
    /// A value is a text, an option's value, a list of them, a date or an id; or, as the page sends it, an
    /// object from the `action_id` to Slack's state object.
    ///
    /// # Errors
    /// When there is no modal with a submit button, no such field, or the value is not offered.
    pub async fn submit(&self, user: &str, values: &Value) -> Result<Submitted, NotPossible> {
        self.carry_out_late_calls();
        self.change(|state| state.fill(user, values))?;
        let now = self.now();
        let ready = self.change(|state| {
            let errors = state.client_errors(user)?;
            if !errors.is_empty() {
                return Ok(Err(errors));
            }
            let id = state.top(user).map(|open| open.id.clone()).unwrap_or_default();
            let trigger = state.trigger(user, Some(&id), now);
            let mut payload = state.view_payload("view_submission", user, &id);
            payload["trigger_id"] = json!(trigger);
            payload["response_urls"] = json!([]);
            Ok(Ok((id, payload)))
        })?;
        let (id, payload) = match ready {
            Ok(ready) => ready,
            Err(errors) => return Ok(Submitted::ClientErrors(errors)),
        };
        let submitted = match self.interact(&payload).await {
            Answered::Accepted(body) => self.follow(user, &id, &body),
            Answered::Failed(_) => self.trouble(user),
        };
        self.deliver_events().await;
        Ok(submitted)
    }

    /// Presses Cancel on the modal on top.
    ///
    /// # Errors
    /// When there is none.
    pub async fn close(&self, user: &str) -> Result<(), NotPossible> {
        let clears = self.look(|state| {
            let top = state.top(user).ok_or_else(|| no_modal(user))?;
            Ok(top.view["clear_on_close"] == true)
        })?;
        if clears {
            return self.close_all(user).await;
        }
        let payload = self.change(|state| {
            let open = state.top(user)?.clone();
            let payload = state.view_payload("view_closed", user, &open.id);
            state.lift(user);
            (open.view["notify_on_close"] == true).then_some(payload)
        });
        self.tell_closed(payload, json!(false)).await;
        Ok(())
    }

    /// Presses the cross: the whole stack closes, and the bot hears of the view at its bottom.
    ///
    /// # Errors
    /// When there is no modal.
    pub async fn close_all(&self, user: &str) -> Result<(), NotPossible> {
        let payload = self.change(|state| {
            let root = state.top(user).ok_or_else(|| no_modal(user))?.root.clone();
            let root = state.views.open.get(&root).ok_or_else(|| no_modal(user))?;
            let (id, notify) = (root.id.clone(), root.view["notify_on_close"] == true);
            let payload = state.view_payload("view_closed", user, &id);
            state.clear_modals(user);
            Ok(notify.then_some(payload))
        })?;
        self.tell_closed(payload, json!(true)).await;
        Ok(())
    }

    async fn tell_closed(&self, payload: Option<Value>, is_cleared: Value) {
        if let Some(mut payload) = payload {
            payload["is_cleared"] = is_cleared;
            if self.change_unseen(|state| state.faults.for_close()) {
                payload["view"]["state"]["values"] = json!({});
            }
            // The modal is gone whatever the bot answers, and Slack does not try again.
            drop(self.interact(&payload).await);
        }
        self.deliver_events().await;
    }

    /// Opens App Home and waits until the bot has heard of it.
    ///
    /// # Errors
    /// When the person cannot act.
    pub async fn open_home(&self, user: &str) -> Result<(), NotPossible> {
        let now = self.now();
        self.carry_out_late_calls();
        self.change(|state| {
            state.actor(user)?;
            let channel = state.open_direct(vec![user.to_owned(), BOT_USER.to_owned()], now);
            let mut event = json!({
                "type": "app_home_opened",
                "user": user,
                "channel": channel,
                "tab": "home",
                "event_ts": state.ts(now).to_string(),
            });
            let home = state.views.homes.get(user).and_then(|id| state.views.open.get(id));
            if let Some(home) = home {
                event["view"] = home.to_json();
            }
            state.tell("app_home_opened", event, now);
            Ok(())
        })?;
        self.deliver_events().await;
        Ok(())
    }

    fn trouble(&self, user: &str) -> Submitted {
        self.notice(user, TROUBLE);
        Submitted::Trouble(TROUBLE.to_owned())
    }

    /// Does what the bot answered to a submission of view `id`.
    fn follow(&self, user: &str, id: &str, body: &Body) -> Submitted {
        let now = self.now();
        let done = self.change(|state| {
            if body.text.is_empty() {
                state.lift_down_to(user, id);
                return Ok(Submitted::Closed);
            }
            if !body.is_json {
                return Err("is not declared as JSON".to_owned());
            }
            let answer: Value =
                serde_json::from_str(&body.text).map_err(|_| "is no JSON".to_owned())?;
            match word(&answer, "response_action") {
                "clear" => {
                    state.clear_modals(user);
                    Ok(Submitted::Closed)
                }
                "errors" => state.field_errors(id, &answer["errors"]),
                "update" => {
                    checked(&answer["view"])?;
                    state.renew(id, answer["view"].clone(), now);
                    Ok(Submitted::Replaced(state.shown(id)))
                }
                "push" => {
                    checked(&answer["view"])?;
                    if state.views.stacks.get(user).map_or(0, Vec::len) >= STACK_LIMIT {
                        return Err("pushes a fourth view".to_owned());
                    }
                    let pushed = state.lay(user, answer["view"].clone(), now);
                    Ok(Submitted::Pushed(state.shown(&pushed)))
                }
                _ => Err("has no response_action Slack knows".to_owned()),
            }
        });
        done.unwrap_or_else(|why| {
            self.change(|state| state.problem(now, format!("the answer to a submission {why}")));
            self.trouble(user)
        })
    }
}

impl State {
    /// The modal on top, the control in one of its fields, and whether the app hears of every character in it.
    fn text_field(&self, user: &str, field: &str) -> Result<(String, String, bool), NotPossible> {
        let open = self.top(user).ok_or_else(|| no_modal(user))?;
        let mut blocks = open.view["blocks"].as_array().into_iter().flatten();
        let block = blocks.find(|block| {
            word(block, "block_id") == field && word(&block["element"], "type").ends_with("_input")
        });
        let block = block
            .ok_or_else(|| NotPossible::because(format!("the modal has no text field {field}")))?;
        let element = &block["element"];
        let triggers = element["dispatch_action_config"]["trigger_actions_on"].as_array();
        let of_characters = |it: &Vec<Value>| it.iter().any(|on| on == "on_character_entered");
        let tells = block["dispatch_action"] == true && triggers.is_some_and(of_characters);
        Ok((open.id.clone(), word(element, "action_id").to_owned(), tells))
    }

    /// Puts values into the modal on top; what red sentences stood there are gone with the first change.
    pub(super) fn fill(&mut self, user: &str, values: &Value) -> Result<(), NotPossible> {
        self.actor(user)?;
        let open = self.top(user).ok_or_else(|| no_modal(user))?;
        let (id, blocks, mut held) =
            (open.id.clone(), open.view["blocks"].clone(), open.values.clone());
        for (block, given) in values.as_object().into_iter().flatten() {
            let elements = controls::elements(&blocks);
            let element = elements.iter().find(|(at, element)| {
                // A block may hold several controls; the page then says which one it means.
                let named =
                    given.as_object().is_some_and(|g| g.contains_key(word(element, "action_id")));
                *at == block
                    && (named || !given.is_object() || word(element, "type") == "rich_text_input")
            });
            let Some((_, element)) = element else {
                return Err(NotPossible::because(format!("the modal has no field {block}")));
            };
            let action = word(element, "action_id");
            let choice = given.get(action).unwrap_or(given);
            if let Some(state) = controls::chosen(element, choice).map_err(NotPossible::because)? {
                held.entry(block.clone()).or_default().insert(action.to_owned(), state);
            }
        }
        if let Some(open) = self.views.open.get_mut(&id) {
            open.values = held;
            open.errors.clear();
        }
        Ok(())
    }

    /// What Slack's client says instead of sending the form on top.
    fn client_errors(&mut self, user: &str) -> Result<BTreeMap<String, String>, NotPossible> {
        let open = self.top(user).ok_or_else(|| no_modal(user))?;
        if open.view.get("submit").is_none_or(Value::is_null) {
            return Err(NotPossible::because("this modal has no submit button"));
        }
        let mut errors = BTreeMap::new();
        for block in open.view["blocks"].as_array().into_iter().flatten() {
            let (id, action) = (word(block, "block_id"), word(&block["element"], "action_id"));
            let held = open.values.get(id).and_then(|held| held.get(action));
            if let Some(text) = held.and_then(|held| controls::complaint(block, held)) {
                errors.insert(id.to_owned(), text);
            }
        }
        let id = open.id.clone();
        if let Some(open) = self.views.open.get_mut(&id) {
            open.errors.clone_from(&errors);
        }
        Ok(errors)
    }

    fn view_payload(&self, kind: &str, user: &str, view: &str) -> Value {
        json!({
            "type": kind,
            "team": { "id": TEAM, "domain": "sandbox" },
            "user": self.user_json(user),
            "api_app_id": APP,
            "token": "sandbox-verification-token",
            "view": self.shown(view),
            "is_enterprise_install": false,
            "enterprise": null,
        })
    }

    fn shown(&self, id: &str) -> Value {
        self.views.open.get(id).map_or(Value::Null, |open| open.to_json())
    }

    /// Sentences under input blocks; Slack takes them only for blocks that are inputs.
    fn field_errors(&mut self, id: &str, errors: &Value) -> Result<Submitted, String> {
        let open = self.views.open.get_mut(id).ok_or("concerns a view that is gone")?;
        let blocks = open.view["blocks"].as_array().cloned().unwrap_or_default();
        let is_input = |key: &str| {
            blocks.iter().any(|b| word(b, "block_id") == key && word(b, "type") == "input")
        };
        let mut sentences = BTreeMap::new();
        for (key, sentence) in errors.as_object().into_iter().flatten() {
            let sentence = sentence.as_str().filter(|text| !text.is_empty());
            let sentence = sentence.ok_or("has a field error that is no sentence")?;
            if !is_input(key) {
                return Err(format!("has an error for {key}, which is no input block"));
            }
            sentences.insert(key.clone(), sentence.to_owned());
        }
        if sentences.is_empty() {
            return Err("has no field errors".to_owned());
        }
        open.errors.clone_from(&sentences);
        Ok(Submitted::FieldErrors(sentences))
    }

    /// Takes away this modal and whatever came to lie on it.
    fn lift_down_to(&mut self, user: &str, id: &str) {
        let stack = self.views.stacks.get(user);
        if !stack.is_some_and(|stack| stack.iter().any(|open| open == id)) {
            return;
        }
        while let Some(open) = self.lift(user) {
            if open.id == id {
                return;
            }
        }
    }
}

fn checked(view: &Value) -> Result<(), String> {
    block_kit::check_view(view, Surface::Modal).map_err(|refused| {
        format!("has a view Slack refuses: {} {:?}", refused.code, refused.messages)
    })
}

fn no_modal(user: &str) -> NotPossible {
    NotPossible::because(format!("{user} has no modal open"))
}
