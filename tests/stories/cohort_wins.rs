//! What went well is told to one's cohort, and comes first in its digest.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";

#[tokio::test]
async fn a_win_stands_in_the_channel_and_comes_first_on_monday() {
    let world = World::new().await;
    let group = world.has_a_cohort(&[("Ana Reis", LISBON), ("Ben Ode", LISBON)]).await;
    let [ana, ben] = [0, 1].map(|nth| group.members[nth].clone());
    world.until(LISBON, "2026-11-05 10:00").await;
    world.types(&ana, "/mentor", "win").await;
    assert_snapshot!(world.modal(&ana), @r"
        == A win ==
        It goes to #autumn with your name, and into the next digest there. Everybody in this workspace can read it. You can take it back.
        What went well*: ____
        [[Tell them]]
        ");
    world.sends(&ana, json!({ "win": "The import is live." })).await;
    assert!(world.modal(&ana).contains("It stands in #autumn in a moment"));
    world.stage.workspace.close_all(&ana).await.unwrap();
    assert_snapshot!(world.told(&group)[1], @r"
        Something went well for @U000000007:
        A win
        The import is live.
        [Take it back]
        ");
    world.until(LISBON, "2026-11-09 10:00").await;
    assert_snapshot!(world.told(&group)[2], @r"
        # Autumn, 2–8 Nov
        *Wins*
        Ana Reis
        The import is live.
        ");
    // Nobody else takes it back; its author does, also out of the digest.
    let there = (group.channel.clone(), world.where_told(&group, "Something went well"));
    world.presses_in(&ben, there.clone(), "take_back_win".to_owned()).await;
    assert!(world.whisper(&ben).starts_with("That's not yours to change"));
    world.presses_in(&ana, there, "take_back_win".to_owned()).await;
    assert!(world.told(&group)[1].contains("took this back"));
    assert!(!world.told(&group).concat().contains("The import is live."));
    let told = world.types(&world.lena, "/mentor", "win").await;
    assert!(told.starts_with("A win is told to one's cohort"), "{told}");
    world.ends_unread().await;
}
