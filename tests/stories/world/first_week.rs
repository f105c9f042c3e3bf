//! The guide, the first week's list and tips, as people meet them.

use serde_json::Value;

use super::{World, wall};

impl World {
    /// The list of somebody's first week, as its message stands now.
    pub(crate) fn first_week(&self, who: &str) -> String {
        let (channel, ts) = self.first_week_at(who);
        self.message_at(&channel, &ts)
    }

    /// Where that message stands.
    pub(crate) fn first_week_at(&self, who: &str) -> (String, String) {
        let workspace = &self.stage.workspace;
        let channel = workspace.app_dm(who);
        let is_it = |message: &&Value| message.to_string().contains("Your first week: ");
        let messages = workspace.messages(&channel);
        let found = messages.iter().find(is_it).expect("no list of a first week");
        (channel, found["ts"].as_str().unwrap().to_owned())
    }

    /// The keys of what reached somebody of a kind, with when that was in a zone.
    pub(crate) async fn came(&self, prefix: &str, zone: &str) -> Vec<String> {
        let ledger = self.ledger().await.into_iter();
        ledger
            .filter(|entry| entry.key.starts_with(prefix))
            .filter_map(|entry| Some(format!("{} {}", wall(entry.seen_at?, zone), entry.key)))
            .collect()
    }

    /// What somebody reads in the page that a command opens; it is closed again.
    pub(crate) async fn opens_page(&self, who: &str, text: &str) -> String {
        let told = self.types(who, "/mentor", text).await;
        let shown = self.modal(who);
        if !shown.is_empty() {
            self.stage.workspace.close_all(who).await.unwrap();
        }
        format!("{told}{shown}")
    }
}
