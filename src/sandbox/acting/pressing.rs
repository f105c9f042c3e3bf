//! Buttons, menus and pickers: `block_actions`.
//!
//! A control in a view can be used only while its view is the one on top; one in a message by anybody who
//! sees the message. An input tells the app only when it has `dispatch_action`; otherwise using it merely
//! fills it in.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{NotPossible, Saw};
use crate::sandbox::{
    controls,
    conversations::{MetadataDetail, Ts},
    delivery::Answered,
    workspace::{APP, BOT, BOT_USER, State, TEAM, Workspace, word},
};

/// Where the control stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// In a message.
    Message {
        /// The conversation.
        channel: String,
        /// The message's time stamp.
        ts: String,
    },
    /// In a modal, or in App Home, by its view id.
    View(String),
    /// In the person's own App Home.
    Home,
}

/// Using one control.
#[derive(Debug, Clone, PartialEq)]
pub struct Press {
    target: Target,
    action: String,
    block: Option<String>,
    choice: Value,
    typed: Value,
}

impl Press {
    /// A control in a message.
    pub fn in_message(channel: &str, ts: &str, action: &str) -> Self {
        Self::at(Target::Message { channel: channel.to_owned(), ts: ts.to_owned() }, action)
    }

    /// A control in App Home.
    pub fn in_home(action: &str) -> Self {
        Self::at(Target::Home, action)
    }

    /// A control in an open view.
    pub fn in_view(view_id: &str, action: &str) -> Self {
        Self::at(Target::View(view_id.to_owned()), action)
    }

    /// A control somewhere, by its `action_id`.
    pub fn at(target: Target, action: &str) -> Self {
        Self {
            target,
            action: action.to_owned(),
            block: None,
            choice: Value::Null,
            typed: Value::Null,
        }
    }

    /// The one in this block, where several blocks have the same `action_id`.
    #[must_use]
    pub fn in_block(mut self, block: &str) -> Self {
        self.block = Some(block.to_owned());
        self
    }

    /// What is chosen: an option's value, a list of them, a date, a text, or Slack's state object.
    #[must_use]
    pub fn choosing(mut self, choice: impl Into<Value>) -> Self {
        self.choice = choice.into();
        self
    }

    /// With what stands in the whole form by then, as [`Workspace::submit`] takes it; the press brings it along
    /// in `view.state.values`. Means nothing outside a modal.
    #[must_use]
    pub fn having_typed(mut self, values: impl Into<Value>) -> Self {
        self.typed = values.into();
        self
    }

    fn fits(&self, block: &str, element: &Value) -> bool {
        word(element, "action_id") == self.action
            && self.block.as_deref().is_none_or(|b| b == block)
    }
}

/// What stands around the control, as the payload says it.
struct Scene {
    blocks: Value,
    payload: Map<String, Value>,
    /// The view's id, when it is one.
    view: Option<String>,
    /// Whether the view is a modal, whose triggers may push.
    modal: bool,
    /// The message: conversation and time stamp.
    message: Option<(String, Ts)>,
}

impl Workspace {
    /// Uses a control and waits for the bot to take notice.
    ///
    /// # Errors
    /// When there is no such control before this person, or the choice is not offered.
    pub async fn click(&self, user: &str, press: Press) -> Result<Saw, NotPossible> {
        self.carry_out_late_calls();
        let payload = self.change(|state| state.press(user, &press, self))?;
        let Some(payload) = payload else { return Ok(Saw::Nothing) };
        let saw = match self.interact(&payload).await {
            Answered::Accepted(_) => Saw::Nothing,
            Answered::Failed(_) => {
                self.say_notice(user, "We had some trouble connecting. Try again?".to_owned())
            }
        };
        self.deliver_events().await;
        Ok(saw)
    }

    pub(super) async fn interact(&self, payload: &Value) -> Answered {
        self.deliver("/slack/interactivity", &[("payload", payload.to_string())]).await
    }
}

impl State {
    /// Changes what the control holds; the payload, unless the app is not told.
    fn press(
        &mut self,
        user: &str,
        press: &Press,
        workspace: &Workspace,
    ) -> Result<Option<Value>, NotPossible> {
        self.actor(user)?;
        let scene = self.scene(user, &press.target)?;
        let found = controls::elements(&scene.blocks);
        let (block, element) = (found.iter().copied())
            .find(|(block, element)| press.fits(block, element))
            .ok_or_else(|| NotPossible::because(format!("there is no control {}", press.action)))?;
        if scene.modal {
            self.fill(user, &press.typed)?;
        }
        let mut action = Map::new();
        if word(element, "type") == "overflow" {
            let chosen = controls::pressed_option(element, &press.choice);
            action.insert("selected_option".to_owned(), chosen.map_err(NotPossible::because)?);
        }
        if let Some(state) =
            controls::chosen(element, &press.choice).map_err(NotPossible::because)?
        {
            action.extend(state.as_object().cloned().unwrap_or_default());
            self.hold(user, &scene, (block, element), state);
        }
        if !tells_app(&scene.blocks, block) || !workspace.inner.manifest.interactive() {
            return Ok(None);
        }
        for key in ["type", "action_id", "text", "value", "style", "url", "placeholder"] {
            // A text input's own `value` was set above; a button brings its constant one.
            if let (Some(value), false) = (element.get(key), action.contains_key(key)) {
                action.insert(key.to_owned(), value.clone());
            }
        }
        action.insert("block_id".to_owned(), json!(block));
        Ok(Some(self.press_payload(user, scene, action, workspace.now())))
    }

    fn press_payload(
        &mut self,
        user: &str,
        scene: Scene,
        mut action: Map<String, Value>,
        now: Timestamp,
    ) -> Value {
        action.insert("action_ts".to_owned(), json!(self.ts(now).to_string()));
        let trigger = self.trigger(user, scene.view.as_deref().filter(|_| scene.modal), now);
        let mut payload = json!({
            "type": "block_actions",
            "user": self.user_json(user),
            "api_app_id": APP,
            "token": "sandbox-verification-token",
            "trigger_id": trigger,
            "team": { "id": TEAM, "domain": "sandbox" },
            "enterprise": null,
            "is_enterprise_install": false,
            "actions": [action],
        });
        for (key, value) in scene.payload {
            payload[key] = value;
        }
        if let Some((channel, ts)) = scene.message {
            let held =
                self.views.in_messages.get(&(user.to_owned(), channel.clone(), ts.to_string()));
            payload["state"] = json!({ "values": held.cloned().unwrap_or_default() });
            let token = self.answerable(user, &channel, Some(ts), now);
            payload["response_url"] = json!(format!("{}/respond/{token}", self.origin));
        }
        if let Some(open) = scene.view.and_then(|id| self.views.open.get(&id)) {
            payload["view"] = open.to_json();
        }
        payload
    }

    /// Keeps what was chosen, in the view or beside the message.
    fn hold(&mut self, user: &str, scene: &Scene, (block, element): (&str, &Value), state: Value) {
        let values = match (&scene.view, &scene.message) {
            (Some(id), _) => self.views.open.get_mut(id).map(|open| &mut open.values),
            (None, Some((channel, ts))) => {
                let key = (user.to_owned(), channel.clone(), ts.to_string());
                let first = || controls::values_at_first(&scene.blocks);
                Some(self.views.in_messages.entry(key).or_insert_with(first))
            }
            (None, None) => None,
        };
        if let Some(values) = values {
            let action = word(element, "action_id").to_owned();
            values.entry(block.to_owned()).or_default().insert(action, state);
        }
    }

    fn scene(&self, user: &str, target: &Target) -> Result<Scene, NotPossible> {
        match target {
            Target::Message { channel, ts } => self.message_scene(user, channel, ts),
            Target::View(id) => self.view_scene(user, id),
            Target::Home => {
                let id = self.views.homes.get(user);
                let id =
                    id.ok_or_else(|| NotPossible::because(format!("{user} has no App Home yet")))?;
                self.view_scene(user, id)
            }
        }
    }

    fn view_scene(&self, user: &str, id: &str) -> Result<Scene, NotPossible> {
        let is_home = self.views.homes.get(user).is_some_and(|home| home == id);
        let on_top = self.top(user).is_some_and(|top| top.id == id);
        let open = self.views.open.get(id).filter(|_| is_home || on_top);
        let open =
            open.ok_or_else(|| NotPossible::because("that view is not before this person"))?;
        let container = json!({ "type": "view", "view_id": id });
        Ok(Scene {
            blocks: open.view["blocks"].clone(),
            payload: Map::from_iter([("container".to_owned(), container)]),
            view: Some(id.to_owned()),
            modal: !is_home,
            message: None,
        })
    }

    fn message_scene(&self, user: &str, channel: &str, ts: &str) -> Result<Scene, NotPossible> {
        let gone = || NotPossible::because(format!("{user} sees no message {ts} in {channel}"));
        let ts = Ts::parse(ts).ok_or_else(gone)?;
        let place = self.place(user, channel)?;
        let mine =
            self.ephemerals.iter().find(|e| e.user == user && e.channel == channel && e.ts == ts);
        let (message, is_ephemeral) = match mine {
            Some(e) => {
                let message = json!({ "type": "message", "user": BOT_USER, "bot_id": BOT,
                    "app_id": APP, "team": TEAM, "ts": ts.to_string(), "text": e.text,
                    "blocks": e.blocks });
                (message, true)
            }
            None => {
                let post = place.post(&ts).filter(|post| !post.tombstone).ok_or_else(gone)?;
                (place.post_json(post, MetadataDetail::All), false)
            }
        };
        let container = json!({
            "type": "message",
            "message_ts": ts.to_string(),
            "channel_id": channel,
            "is_ephemeral": is_ephemeral,
        });
        let payload = Map::from_iter([
            ("container".to_owned(), container),
            ("channel".to_owned(), json!({ "id": channel, "name": place.name_in_payloads() })),
            ("message".to_owned(), message.clone()),
        ]);
        let blocks = message["blocks"].clone();
        Ok(Scene {
            blocks,
            payload,
            view: None,
            modal: false,
            message: Some((channel.to_owned(), ts)),
        })
    }
}

/// Everything but an input without `dispatch_action` tells the app at once.
fn tells_app(blocks: &Value, block: &str) -> bool {
    let blocks = blocks.as_array().into_iter().flatten();
    let own = blocks.into_iter().find(|candidate| word(candidate, "block_id") == block);
    own.is_none_or(|own| word(own, "type") != "input" || own["dispatch_action"] == true)
}
