//! Modals, App Home, and the triggers that open them.
//!
//! A view lives here from `views.open` until it is closed; what a person has typed into it lives with it.
//! Whether a view is well formed is `block_kit`'s question, what a person may do to it is `acting`'s.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    controls::{self, Values},
    workspace::{APP, BOT, State, TEAM, word},
};

/// How many modals may lie on one another.
pub(super) const STACK_LIMIT: usize = 3;
/// How long a trigger lives.
const TRIGGER_LIFE: SignedDuration = SignedDuration::from_secs(3);

/// All open views.
#[derive(Debug, Default)]
pub(super) struct Views {
    pub(super) open: HashMap<String, Open>,
    /// Each person's modals, bottom to top.
    pub(super) stacks: HashMap<String, Vec<String>>,
    /// Each person's App Home.
    pub(super) homes: HashMap<String, String>,
    /// What was chosen in the controls of messages, by person, channel and time stamp.
    pub(super) in_messages: HashMap<(String, String, String), Values>,
    /// How many of the next triggers are born expired.
    pub(super) born_expired: usize,
}

/// One view that somebody has before them.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) id: String,
    pub(super) root: String,
    pub(super) previous: Option<String>,
    /// The view as the app gave it, with a `block_id` for every block.
    pub(super) view: Value,
    pub(super) hash: String,
    pub(super) values: Values,
    /// What stands in red under the input blocks.
    pub(super) errors: BTreeMap<String, String>,
}

/// A right to open one view.
#[derive(Debug, Clone)]
pub(super) struct Trigger {
    user: String,
    born: Timestamp,
    life: SignedDuration,
    exchanged: bool,
    /// The modal it came from; only such a trigger may push.
    pub(super) modal: Option<String>,
}

impl Open {
    /// The view object as answers and payloads carry it.
    pub(super) fn to_json(&self) -> Value {
        let mut view = Map::new();
        let given = |key: &str, default: Value| {
            self.view.get(key).filter(|v| !v.is_null()).cloned().unwrap_or(default)
        };
        for (key, default) in [
            ("type", json!("modal")),
            ("title", Value::Null),
            ("submit", Value::Null),
            ("close", Value::Null),
            ("blocks", json!([])),
            ("private_metadata", json!("")),
            ("callback_id", json!("")),
            ("external_id", json!("")),
            ("clear_on_close", json!(false)),
            ("notify_on_close", json!(false)),
        ] {
            view.insert(key.to_owned(), given(key, default));
        }
        for (key, value) in [
            ("id", json!(self.id)),
            ("team_id", json!(TEAM)),
            ("app_id", json!(APP)),
            ("app_installed_team_id", json!(TEAM)),
            ("bot_id", json!(BOT)),
            ("hash", json!(self.hash)),
            ("root_view_id", json!(self.root)),
            ("previous_view_id", json!(self.previous)),
            ("state", json!({ "values": self.values })),
        ] {
            view.insert(key.to_owned(), value);
        }
        Value::Object(view)
    }
}

/// Why a trigger opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stale {
    /// `invalid_trigger_id`
    Unknown,
    /// `expired_trigger_id`
    Expired,
    /// `exchanged_trigger_id`
    Exchanged,
}

impl Stale {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Unknown => "invalid_trigger_id",
            Self::Expired => "expired_trigger_id",
            Self::Exchanged => "exchanged_trigger_id",
        }
    }
}

impl State {
    /// A trigger for this person, from this modal if they acted in one.
    pub(super) fn trigger(&mut self, user: &str, modal: Option<&str>, now: Timestamp) -> String {
        let (number, salt) = (self.number(), self.number());
        let id = format!("{number}.{}.{:012x}", now.as_second(), salt.wrapping_mul(0x9e37_79b9));
        let expired = self.views.born_expired > 0;
        self.views.born_expired = self.views.born_expired.saturating_sub(1);
        let life = if expired { SignedDuration::from_secs(-1) } else { TRIGGER_LIFE };
        let modal = modal.map(str::to_owned);
        let trigger = Trigger { user: user.to_owned(), born: now, life, exchanged: false, modal };
        self.triggers.insert(id.clone(), trigger);
        id
    }

    /// Takes a trigger: three seconds, one use.
    ///
    /// A clock that runs faster than real time does not age triggers (`speed` above one): the seconds meant here
    /// are those a request needs on its way, and a request takes real time.
    pub(super) fn exchange(
        &mut self,
        id: &str,
        speed: u32,
        now: Timestamp,
    ) -> Result<(String, Option<String>), Stale> {
        let trigger = self.triggers.get_mut(id).ok_or(Stale::Unknown)?;
        let age = now.duration_since(trigger.born);
        if trigger.exchanged {
            return Err(Stale::Exchanged);
        }
        if trigger.life.is_negative() || (speed <= 1 && age > trigger.life) {
            return Err(Stale::Expired);
        }
        trigger.exchanged = true;
        Ok((trigger.user.clone(), trigger.modal.clone()))
    }

    /// Puts a modal on top of this person's stack and returns its id.
    pub(super) fn lay(&mut self, user: &str, view: Value, now: Timestamp) -> String {
        let stack = self.views.stacks.get(user).cloned().unwrap_or_default();
        let id = self.id('V');
        let root = stack.first().unwrap_or(&id).clone();
        let previous = stack.last().cloned();
        let open = self.fresh(Fresh { id: &id, root, previous }, view, now);
        self.views.open.insert(id.clone(), open);
        self.views.stacks.entry(user.to_owned()).or_default().push(id.clone());
        id
    }

    /// Sets a person's App Home and returns its view id, which stays the same from one publication to the next.
    pub(super) fn set_home(&mut self, user: &str, view: Value, now: Timestamp) -> String {
        if let Some(id) = self.views.homes.get(user).cloned() {
            self.renew(&id, view, now);
            return id;
        }
        let id = self.id('V');
        let fresh = Fresh { id: &id, root: id.clone(), previous: None };
        let open = self.fresh(fresh, view, now);
        self.views.open.insert(id.clone(), open);
        self.views.homes.insert(user.to_owned(), id.clone());
        id
    }

    /// Gives an open view new content. What was typed stays where `block_id`, `action_id` and type are the same.
    pub(super) fn renew(&mut self, id: &str, mut view: Value, now: Timestamp) {
        self.name_blocks(&mut view["blocks"]);
        let hash = self.hash(now);
        if let Some(open) = self.views.open.get_mut(id) {
            open.values = controls::values_kept(&view["blocks"], &open.values);
            open.view = view;
            open.hash = hash;
            open.errors.clear();
        }
    }

    /// Takes this person's top modal away.
    pub(super) fn lift(&mut self, user: &str) -> Option<Open> {
        let id = self.views.stacks.get_mut(user)?.pop()?;
        self.views.open.remove(&id)
    }

    /// Takes all of this person's modals away.
    pub(super) fn clear_modals(&mut self, user: &str) {
        while self.lift(user).is_some() {}
    }

    /// The modal this person has before them.
    pub(super) fn top(&self, user: &str) -> Option<&Open> {
        self.views.open.get(self.views.stacks.get(user)?.last()?)
    }

    /// Whether another view already has this `external_id`, which must be unique in the workspace.
    pub(super) fn external_id_taken(&self, view: &Value, own: Option<&str>) -> bool {
        let wanted = word(view, "external_id");
        let same = |open: &Open| word(&open.view, "external_id") == wanted;
        !wanted.is_empty()
            && self.views.open.values().any(|open| own != Some(open.id.as_str()) && same(open))
    }

    fn fresh(&mut self, place: Fresh<'_>, mut view: Value, now: Timestamp) -> Open {
        self.name_blocks(&mut view["blocks"]);
        Open {
            id: place.id.to_owned(),
            root: place.root,
            previous: place.previous,
            values: controls::values_at_first(&view["blocks"]),
            view,
            hash: self.hash(now),
            errors: BTreeMap::new(),
        }
    }

    fn hash(&mut self, now: Timestamp) -> String {
        format!("{}.{:08x}", now.as_second(), self.number().wrapping_mul(0x9e37_79b9) & 0xffff_ffff)
    }
}

/// Where a new view lies.
struct Fresh<'a> {
    id: &'a str,
    root: String,
    previous: Option<String>,
}
