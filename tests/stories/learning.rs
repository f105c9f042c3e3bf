//! A mentee says how they learn best, and the mentor hears it at the moment of answering.

use serde_json::json;
use trellis::domain::attention::Kind;

use crate::world::{World, a_good_week, questioning::a_quick_one};

const LISBON: &str = "Europe/Lisbon";

impl World {
    /// Inês says in her settings how she learns best.
    async fn ines_learns(&self, way: &str) {
        self.types(&self.ines, "/mentor", "settings").await;
        let kinds = json!(Kind::OF_THE_WEEK.map(Kind::as_str));
        self.sends_well(&self.ines, json!({ "kinds": kinds, "weekly": "6", "learns": way })).await;
    }

    /// What Noah reads in the form behind a button.
    async fn noah_opens(&self, button: &str) -> String {
        self.presses(&self.noah, button).await;
        let form = self.modal(&self.noah);
        self.stage.workspace.close_all(&self.noah).await.unwrap();
        form
    }
}

#[tokio::test]
async fn a_mentor_is_told_how_the_mentee_learns_when_they_answer() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    world.has_a_question("quick", a_quick_one()).await;
    assert!(!world.noah_opens("answer").await.contains("learns best"), "she has not said");
    world.ines_learns("visual").await;
    let form = world.noah_opens("answer").await;
    assert!(form.contains("Your mentee learns best by looking: a sketch"), "{form}");
    world.ines_learns("not_said").await;
    assert!(!world.noah_opens("answer").await.contains("learns best"), "she took it back");
    world.ines_learns("hands_on").await;
    world.has_a_checkin(a_good_week()).await;
    let form = world.noah_opens("reply").await;
    assert!(form.contains("Your mentee learns best by doing"), "{form}");
    world.types(&world.ines, "/mentor", "settings").await;
    assert!(world.modal(&world.ines).contains("by doing"));
    world.everybody_reads();
    world.ends_unread().await;
}
