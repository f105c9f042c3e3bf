//! A journal, as people write in it.

use serde_json::json;
use trellis::sandbox::acting::{Forged, Press, Submitted};

use super::World;

impl World {
    /// A pair in a programme where a lead has turned journals on.
    pub(crate) async fn with_journals() -> Self {
        let world = Self::with_a_pair().await;
        world.gives_journals(true).await;
        world
    }

    /// Lena turns them on or off.
    pub(crate) async fn gives_journals(&self, on: bool) {
        self.types(&self.lena, "/mentor", "journal").await;
        let ticked = if on { json!(["yes"]) } else { json!([]) };
        let saved = self.sends(&self.lena, json!({ "on": ticked })).await;
        assert!(matches!(saved, Submitted::Replaced(_)), "{saved:?}");
        self.stage.workspace.close_all(&self.lena).await.unwrap();
    }

    /// Somebody writes an entry.
    pub(crate) async fn writes_entry(&self, who: &str, words: &str) {
        self.types(who, "/mentor", "journal").await;
        self.presses_in_modal(who, "write_entry").await;
        let saved = self.sends(who, json!({ "words": words })).await;
        assert!(matches!(saved, Submitted::Replaced(_)), "{saved:?}");
        self.stage.workspace.close_all(who).await.unwrap();
    }

    /// Somebody presses a button in one row of the page that is open.
    pub(crate) async fn presses_in_modal_row(&self, who: &str, (row, action): (&str, &str)) {
        let id = self.form_left_open(who)["id"].as_str().unwrap().to_owned();
        let press = Press::in_view(&id, action).in_block(row);
        self.stage.workspace.click(who, press).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody presses something of an entry by its number, whether or not it is theirs; what they see then.
    pub(crate) async fn presses_forged(&self, who: &str, action: &str, value: &str) -> String {
        let heard = self.stage.workspace.ephemerals(who).len();
        let press = Forged::Press { action: action.to_owned(), value: value.to_owned() };
        self.stage.workspace.forge(who, &press).await.unwrap();
        self.stage.workspace.settle().await;
        let told = match self.stage.workspace.ephemerals(who).len() > heard {
            true => self.whisper(who),
            false => String::new(),
        };
        let shown = format!("{told}{}", self.modal(who));
        if self.stage.workspace.modal(who).is_some() {
            self.stage.workspace.close_all(who).await.unwrap();
        }
        shown
    }
}
