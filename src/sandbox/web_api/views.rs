//! `views.*`: modals and App Home.
//!
//! Codes: `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id`, `push_limit_reached`,
//! `invalid_arguments`, `view_too_large`, `duplicate_external_id`, `hash_conflict`, `not_found`,
//! `not_enabled`, `user_not_found`.

use serde_json::{Value, json};

use super::{Call, Refusal, Reply};
use crate::sandbox::{
    block_kit::{self, Surface},
    views::STACK_LIMIT,
    workspace::word,
};

impl Call<'_> {
    /// `views.open`: a new stack, in place of whatever modal was open.
    pub(super) fn views_open(&mut self) -> Reply {
        let view = self.view(Surface::Modal)?;
        self.free_external_id(&view, None)?;
        let (user, modal) = self.exchange()?;
        if modal.is_some() && self.state.top(&user).is_some() {
            // Slack does not say what becomes of the modal the trigger came from.
            self.state
                .problem(self.now, "views.open with a trigger from an open modal: use views.push");
        }
        self.state.clear_modals(&user);
        let id = self.state.lay(&user, view, self.now);
        Ok(self.shown(&id))
    }

    /// `views.push`: on top of the modal the trigger came from.
    pub(super) fn views_push(&mut self) -> Reply {
        let view = self.view(Surface::Modal)?;
        self.free_external_id(&view, None)?;
        let (user, modal) = self.exchange()?;
        if modal.is_none() {
            return Err("invalid_trigger_id".into());
        }
        let stack = self.state.views.stacks.get(&user).map_or(0, Vec::len);
        match stack {
            0 => return Err("not_found".into()),
            STACK_LIMIT.. => return Err("push_limit_reached".into()),
            _ => {}
        }
        let id = self.state.lay(&user, view, self.now);
        Ok(self.shown(&id))
    }

    /// `views.update`
    pub(super) fn views_update(&mut self) -> Reply {
        let open = match (self.arguments.text("view_id"), self.arguments.text("external_id")) {
            (Some(id), _) => self.state.views.open.get(&id),
            (None, Some(external)) => {
                let same = |view: &Value| word(view, "external_id") == external;
                self.state.views.open.values().find(|open| same(&open.view))
            }
            (None, None) => return Err("invalid_arguments".into()),
        };
        let open = open.ok_or("not_found")?;
        let (id, hash, is_home) = (open.id.clone(), open.hash.clone(), open.view["type"] == "home");
        let view = self.view(if is_home { Surface::Home } else { Surface::Modal })?;
        self.free_external_id(&view, Some(&id))?;
        self.same_hash(&hash)?;
        self.state.renew(&id, view, self.now);
        Ok(self.shown(&id))
    }

    /// `views.publish`: App Home of one person.
    pub(super) fn views_publish(&mut self) -> Reply {
        if !self.manifest.home_tab() {
            return Err("not_enabled".into());
        }
        let user = self.arguments.text("user_id").ok_or("invalid_arguments")?;
        let known = self.state.people.get(&user).is_some_and(|person| !person.deleted);
        if !known {
            return Err("user_not_found".into());
        }
        let view = self.view(Surface::Home)?;
        let before = self.state.views.homes.get(&user).and_then(|id| self.state.views.open.get(id));
        let (id, hash) = before.map(|open| (open.id.clone(), open.hash.clone())).unzip();
        self.free_external_id(&view, id.as_deref())?;
        if let Some(hash) = hash {
            self.same_hash(&hash)?;
        }
        let id = self.state.set_home(&user, view, self.now);
        Ok(self.shown(&id))
    }

    fn view(&self, surface: Surface) -> Result<Value, Refusal> {
        let view = self.arguments.json("view").ok_or("invalid_arguments")?;
        block_kit::check_view(&view, surface)?;
        Ok(view)
    }

    fn free_external_id(&self, view: &Value, own: Option<&str>) -> Result<(), Refusal> {
        if self.state.external_id_taken(view, own) {
            return Err("duplicate_external_id".into());
        }
        Ok(())
    }

    /// With a `hash`, an update of anything but the newest state is refused.
    fn same_hash(&self, current: &str) -> Result<(), Refusal> {
        match self.arguments.text("hash") {
            Some(hash) if hash != current => Err("hash_conflict".into()),
            _ => Ok(()),
        }
    }

    fn exchange(&mut self) -> Result<(String, Option<String>), Refusal> {
        let id = self.arguments.text("trigger_id").ok_or("invalid_arguments")?;
        let exchanged = self.state.exchange(&id, self.speed, self.now);
        exchanged.map_err(|stale| stale.code().into())
    }

    fn shown(&self, id: &str) -> Value {
        json!({ "view": self.state.views.open.get(id).map(|open| open.to_json()) })
    }
}
