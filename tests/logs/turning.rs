//! What members of a cohort write when it is their turn: what a discussion is about, and what came of it.

use serde_json::json;

use crate::{CANARY, nothing_private_outside_the_blocks, world::World};

/// Somebody leads a discussion, and says afterwards what came of it.
pub(crate) async fn lead(world: &World) {
    let people = [("Ana Sousa", "Europe/Lisbon"), ("Bo Lund", "Europe/Lisbon")];
    let turns = world.takes_turns("2026-11-09", &people, &["discussion", "peer_review"]).await;
    let leader = || turns.members.iter().find(|member| world.sees(member, "lead_discussion"));
    while leader().is_none() {
        assert!(world.next().await, "nobody was asked");
    }
    let leader = leader().unwrap();
    world.presses(leader, "lead_discussion").await;
    world.minutes(1).await;
    world.presses(leader, "choose_topic").await;
    let link = format!("https://example.com/{CANARY}");
    world.sends_well(leader, json!({ "topic": format!("{CANARY} topic"), "link": link })).await;
    while !world.sees(leader, "note_discussion") {
        assert!(world.next().await, "nobody was asked what came of it");
    }
    world.presses(leader, "note_discussion").await;
    world.sends_well(leader, json!({ "note": format!("{CANARY} note") })).await;
    world.minutes(1).await;
    nothing_private_outside_the_blocks(world);
}
