//! Challenges, as people put them on the list and are given them.

use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use super::{World, wall};

/// A bug as somebody puts it on the list.
pub(crate) fn a_bug(number: usize) -> Value {
    json!({
        "link": format!("https://example.com/bugs/{number}"),
        "title": format!("Bug number {number}"),
        "labels": "bug, Good First Issue",
        "context": "The picker shows yesterday.\nBegin in `picker.rs`.",
    })
}

impl World {
    /// Somebody puts a challenge on the list; what they read then.
    pub(crate) async fn adds(&self, who: &str, link: &str, values: Value) -> Submitted {
        self.types(who, "/mentor", &format!("challenge add {link}")).await;
        let submitted = self.sends(who, values).await;
        self.stage.workspace.close_all(who).await.unwrap();
        submitted
    }

    /// Lena turns them on or off.
    pub(crate) async fn gives_challenges(&self, on: bool) {
        self.types(&self.lena, "/mentor", "challenges").await;
        let ticked = if on { json!(["yes"]) } else { json!([]) };
        let saved = self.sends(&self.lena, json!({ "on": ticked })).await;
        assert!(matches!(saved, Submitted::Replaced(_)), "{saved:?}");
        self.stage.workspace.close_all(&self.lena).await.unwrap();
    }

    /// Every challenge that reached the mentee, with when that was in a zone.
    pub(crate) async fn given(&self, zone: &str) -> Vec<String> {
        let ledger = self.ledger().await.into_iter().filter(|entry| entry.kind() == "challenge");
        ledger
            .filter_map(|entry| Some(format!("{} {}", wall(entry.seen_at?, zone), entry.key)))
            .collect()
    }

    /// What stands on the mentee's newest challenge.
    pub(crate) fn challenge(&self) -> String {
        let (channel, ts) = self.find_block(&self.ines, "given_").expect("no challenge");
        self.message_at(&channel, &ts)
    }

    /// The pair, with so many challenges on the list and given out.
    pub(crate) async fn with_challenges(count: usize) -> Self {
        let world = Self::with_a_pair().await;
        for number in 1..=count {
            world.adds(&world.lena, "", a_bug(number)).await;
        }
        world.gives_challenges(true).await;
        world
    }
}
