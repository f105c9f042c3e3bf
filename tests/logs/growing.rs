//! What the two of a pair write on their way: the agreement, a journal, looking back, the end.

use serde_json::json;

use super::{CANARY, World, canaries, nothing_private_outside_the_blocks};
use crate::world::reviewing::looking_back;

/// What the two agree on: refused, proposed, changed, signed, searched for.
pub(super) async fn agree_and_change(world: &World) {
    let mut words = canaries(&["scope", "confidence"]);
    words["budget"] = json!("2");
    world.opens_the_agreement(&world.ines).await;
    let mut refused = words.clone();
    refused["budget"] = json!(CANARY.chars().take(3).collect::<String>());
    world.sends(&world.ines, refused).await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.both_sign(words).await;
    nothing_private_outside_the_blocks(world);
    world.opens_the_agreement(&world.noah).await;
    world.presses_in_modal(&world.noah, "fill_agreement").await;
    world.signs(&world.noah, json!({ "scope": format!("{CANARY} changed") })).await;
    world.minutes(1).await;
    world.home(&world.ines).await;
    nothing_private_outside_the_blocks(world);
}

/// A step that both choose, and the end, with its reason for the other one to read.
pub(super) async fn step_down_and_end(world: &World) {
    let workspace = &world.stage.workspace;
    for who in [&world.ines, &world.noah] {
        world.types(who, "/mentor", "phase").await;
        world.presses_in_modal(who, "step_down").await;
        workspace.close_all(who).await.unwrap();
        world.minutes(1).await;
        nothing_private_outside_the_blocks(world);
    }
    let said =
        json!({ "because": "other", "words": format!("{CANARY} ends it"), "readers": ["partner"] });
    world.types(&world.ines, "/mentor", "end").await;
    world.sends(&world.ines, said).await;
    nothing_private_outside_the_blocks(world);
    world.sends(&world.ines, json!({})).await;
    workspace.close_all(&world.ines).await.unwrap();
    world.hours(96).await;
    world.home(&world.noah).await;
    nothing_private_outside_the_blocks(world);
}

/// A programme with a name, on the way to be set up; in the end it stays as it is.
async fn set_up(world: &World) {
    world.types(&world.lena, "/mentor", "setup").await;
    let zone = "Europe/Berlin";
    for zone in [CANARY, zone] {
        world.sends(&world.lena, json!({ "name": format!("{CANARY} name"), "zone": zone })).await;
    }
    world.sends(&world.lena, json!({})).await;
    world.presses_in_modal(&world.lena, "setup_back").await;
    world.sends(&world.lena, json!({})).await;
    world.sends(&world.lena, json!({})).await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.lena, "/mentor", &format!("pair {CANARY}")).await;
    nothing_private_outside_the_blocks(world);
}

/// A guide, a journal with an entry that is shared and erased, and a suggestion.
pub(super) async fn write_for_oneself(world: &World) {
    let workspace = &world.stage.workspace;
    world.types(&world.lena, "/mentor", &format!("guide {CANARY}")).await;
    world.types(&world.lena, "/mentor", "guide edit").await;
    let mut guide = canaries(&["about", "structure", "first_week", "for_mentees"]);
    world.sends(&world.lena, guide.clone()).await;
    guide["for_mentees"] = json!(format!("{CANARY} https://example.com/{CANARY}"));
    world.sends(&world.lena, guide).await;
    workspace.close_all(&world.lena).await.unwrap();
    set_up(world).await;
    world.types(&world.lena, "/mentor", &format!("preview {CANARY}")).await;
    world.types(&world.lena, "/mentor", "preview 60").await;
    let ahead = world.modal(&world.lena);
    assert!(ahead.contains("in the next 60 days") && !ahead.contains(CANARY), "{ahead}");
    workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.ines, "/mentor", "guide").await;
    nothing_private_outside_the_blocks(world);
    workspace.close_all(&world.ines).await.unwrap();
    world.gives_journals(true).await;
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "write_entry").await;
    world.pastes_into(&world.ines, "words", &format!("{CANARY} half")).await;
    world.sends(&world.ines, canaries(&["words"])).await;
    workspace.close_all(&world.ines).await.unwrap();
    for (action, value) in [("share_entry", "1>1"), ("edit_entry", "1"), ("open_entry", "1")] {
        world.presses_forged(&world.ines, action, value).await;
        world.days(1).await;
        nothing_private_outside_the_blocks(world);
    }
    world.presses_forged(&world.ines, "erase_entry", "1").await;
    world.types(&world.ines, "/mentor", "suggest").await;
    let mut suggested = canaries(&["words"]);
    for link in ["http://", "https://example.com/"] {
        suggested["link"] = json!(format!("{link}{CANARY}"));
        world.sends(&world.ines, suggested.clone()).await;
    }
    world.days(3).await;
    nothing_private_outside_the_blocks(world);
}

/// What two people say looking back, begun, sent and read again.
pub(super) async fn look_back(world: &World) {
    world.looks_back_from("2026-11-04", "2026-11-04T00:00:00Z").await;
    let goal = world.aims_at(&format!("{CANARY} goal")).await;
    world.until("America/New_York", "2026-11-05 10:00").await;
    for (who, field) in [(&world.ines, format!("why_{goal}")), (&world.noah, "door".to_owned())] {
        world.presses(who, "look_back").await;
        world.pastes_into(who, &field, &format!("{CANARY} half")).await;
        nothing_private_outside_the_blocks(world);
        let mut said = looking_back(&[(goal.0, "right", "drop")], [4; 5]);
        said[&field] = json!(format!("{CANARY} {field}"));
        if field == "door" {
            said["bug"] = json!("4");
            said["bug_link"] = json!(format!("https://example.com/{CANARY}"));
        }
        world.sends(who, said).await;
        nothing_private_outside_the_blocks(world);
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.minutes(1).await;
    nothing_private_outside_the_blocks(world);
    world.types(&world.ines, "/mentor", "review").await;
    world.presses_in_modal(&world.ines, "open_review").await;
    nothing_private_outside_the_blocks(world);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
}
