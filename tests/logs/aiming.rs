//! A canary in everything that is written about goals.

use serde_json::{Value, json};

use super::{CANARY, World, canaries, nothing_private_outside_the_blocks};

/// A goal: begun, refused, set, changed, met, and another one that is dropped.
pub(super) async fn aim(world: &World) {
    let workspace = &world.stage.workspace;
    let mut goal = canaries(&["title", "how", "milestones"]);
    (goal["area"], goal["due_on"]) = (json!("Technical"), json!("2027-03-01"));
    for _ in 0..2 {
        world.types(&world.ines, "/mentor", &format!("goals {CANARY}")).await;
        world.presses_in_modal(&world.ines, "add_goal").await;
        world.pastes_into(&world.ines, "how", &format!("{CANARY} half")).await;
        let mut long = goal.clone();
        long["milestones"] = json!(CANARY.repeat(20));
        world.sends(&world.ines, long).await;
        nothing_private_outside_the_blocks(world);
        world.sends(&world.ines, goal.clone()).await;
        workspace.close_all(&world.ines).await.unwrap();
    }
    world.types(&world.noah, "/mentor", &format!("search {CANARY}")).await;
    workspace.close_all(&world.noah).await.unwrap();
    for (action, values) in [
        ("milestone_done", Value::Null),
        ("edit_goal", json!({ "title": format!("{CANARY} edited") })),
        ("meet_goal", json!({ "reached": "together" })),
        ("drop_goal", json!({ "why": CANARY })),
    ] {
        world.types(&world.noah, "/mentor", "goals").await;
        world.presses_in_modal(&world.noah, "open_goal").await;
        nothing_private_outside_the_blocks(world);
        world.presses_in_modal(&world.noah, action).await;
        if !values.is_null() {
            world.sends(&world.noah, values).await;
        }
        if workspace.modal(&world.noah).is_some() {
            workspace.close_all(&world.noah).await.unwrap();
        }
    }
    world.minutes(1).await;
    nothing_private_outside_the_blocks(world);
}
