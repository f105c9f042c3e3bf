//! How people agree on something: they open it, fill it in, sign it.

use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use super::World;

impl World {
    /// Somebody opens what there is to do about the agreement.
    pub(crate) async fn opens_the_agreement(&self, who: &str) -> String {
        self.types(who, "/mentor", "agreement").await;
        self.modal(who)
    }

    /// Somebody sends the form, or the signature, that is open; what they read then.
    pub(crate) async fn signs(&self, who: &str, values: Value) -> String {
        let sent = self.sends(who, values).await;
        assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
        let shown = self.modal(who);
        self.stage.workspace.close_all(who).await.unwrap();
        shown
    }

    /// Inês proposes something, and Noah signs it as it is.
    pub(crate) async fn both_sign(&self, values: Value) {
        self.opens_the_agreement(&self.ines).await;
        if self.modal(&self.ines).starts_with("== Our agreement") {
            self.presses_in_modal(&self.ines, "fill_agreement").await;
        }
        self.signs(&self.ines, values).await;
        self.opens_the_agreement(&self.noah).await;
        let shown = self.signs(&self.noah, json!({})).await;
        assert!(shown.contains("have both signed it"), "{shown}");
    }
}
