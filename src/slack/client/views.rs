//! Showing a form or App Home. What was typed comes back through [`crate::slack::inbound`], not from here.

use serde_json::{Value, json};

use super::{Slack, outcome::Outcome};
use crate::{domain::ids::SlackUser, slack::blocks::View};

/// A view that stands before a person now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Slack's id of it.
    pub view_id: String,
    /// Changes with every update; an update that names an older one is refused.
    pub hash: String,
}

impl Slack {
    /// Opens a modal. A trigger works once, and for three seconds.
    pub async fn open_view(&self, trigger: &str, view: &View) -> Outcome<Opened> {
        let arguments = json!({ "trigger_id": trigger, "view": view.to_json() });
        self.post_json("views.open", &arguments, opened).await
    }

    /// Opens a modal on top of the one the trigger came from; three can lie on each other.
    pub async fn push_view(&self, trigger: &str, view: &View) -> Outcome<Opened> {
        let arguments = json!({ "trigger_id": trigger, "view": view.to_json() });
        self.post_json("views.push", &arguments, opened).await
    }

    /// Replaces a modal that is open; with a hash only if nobody else did since.
    pub async fn update_view(
        &self,
        view_id: &str,
        hash: Option<&str>,
        view: &View,
    ) -> Outcome<Opened> {
        let mut arguments = json!({ "view_id": view_id, "view": view.to_json() });
        if let Some(hash) = hash {
            arguments["hash"] = hash.into();
        }
        self.post_json("views.update", &arguments, opened).await
    }

    /// Replaces a person's App Home.
    pub async fn publish_home(&self, user: &SlackUser, view: &View) -> Outcome<()> {
        let arguments = json!({ "user_id": user.as_str(), "view": view.to_json() });
        self.post_json("views.publish", &arguments, |_| Some(())).await
    }
}

fn opened(answer: &Value) -> Option<Opened> {
    let view = answer.get("view")?;
    let view_id = view.get("id")?.as_str()?.to_owned();
    let hash = view.get("hash").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Opened { view_id, hash })
}
