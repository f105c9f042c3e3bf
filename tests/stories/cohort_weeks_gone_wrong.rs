//! Weeks of a cohort in which something is in the way: leave, a closed channel, clocks, a move.

use serde_json::json;

use crate::world::{World, cohorts::Group};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

const TWO: [(&str, &str); 2] = [("Ana Reis", LISBON), ("Ben Ode", LISBON)];

/// When what stands in a cohort's channel was posted there, as wall time in a zone.
fn posted(world: &World, group: &Group, zone: &str) -> Vec<String> {
    let messages = world.stage.workspace.messages(&group.channel);
    let seconds = |it: &serde_json::Value| it["ts"].as_str().unwrap()[..10].parse().unwrap();
    let at = messages[1..].iter().map(|it| jiff::Timestamp::from_second(seconds(it)).unwrap());
    at.map(|at| crate::world::wall(at, zone)).collect()
}

#[tokio::test]
async fn a_week_in_which_everybody_is_away_is_passed_over() {
    let world = World::new().await;
    let group = world.has_a_cohort(&TWO).await;
    let [ana, ben] = [0, 1].map(|nth| group.members[nth].clone());
    world.types(&ana, "/mentor", "away 2026-11-05 2026-11-06").await;
    world.types(&ben, "/mentor", "away 2026-11-02 2026-11-13").await;
    world.until(LISBON, "2026-11-12 11:00").await;
    assert_eq!(posted(&world, &group, LISBON), ["Thu 2026-11-12 10:00"], "Ana is back");
    world.answers(&ana, &group, json!({ "learned": "To rest." })).await;
    world.until(LISBON, "2026-11-16 10:00").await;
    assert_eq!(world.told(&group).len(), 2);
    world.ends_unread().await;
}

#[tokio::test]
async fn nothing_is_posted_while_the_channel_is_closed_and_it_goes_on_by_itself() {
    let world = World::new().await;
    let group = world.has_a_cohort(&TWO).await;
    let ana = &group.members[0];
    world.until(LISBON, "2026-11-05 10:00").await;
    world.answers(ana, &group, json!({ "learned": "To keep things." })).await;
    world.stage.workspace.archive(&group.channel);
    world.stage.workspace.settle().await;
    world.until(LISBON, "2026-11-12 12:00").await;
    assert_eq!(world.told(&group).len(), 1, "neither a digest nor a question");
    world.stage.workspace.unarchive(&group.channel);
    world.stage.workspace.settle().await;
    world.until(LISBON, "2026-11-19 11:00").await;
    assert_eq!(
        posted(&world, &group, LISBON),
        ["Thu 2026-11-05 10:00", "Thu 2026-11-19 10:00"],
        "what was closed over is not made up for"
    );
    world.answers(ana, &group, json!({ "learned": "That it goes on." })).await;
    world.until(LISBON, "2026-11-23 10:00").await;
    assert_eq!(world.told(&group).len(), 3);
    world.ends_unread().await;
}

#[tokio::test]
async fn ten_oclock_stays_ten_oclock_when_the_clocks_change_in_between() {
    let world = World::on("2026-10-19T09:00:00Z", (LISBON, NEW_YORK)).await;
    let group = world.has_a_cohort_from("2026-10-19", &TWO).await;
    world.until(LISBON, "2026-10-22 11:00").await;
    world.answers(&group.members[0], &group, json!({ "learned": "Summer time." })).await;
    world.until(LISBON, "2026-10-29 11:00").await;
    assert_eq!(
        posted(&world, &group, LISBON),
        ["Thu 2026-10-22 10:00", "Mon 2026-10-26 10:00", "Thu 2026-10-29 10:00"]
    );
    assert_eq!(
        posted(&world, &group, "UTC")[..2],
        ["Thu 2026-10-22 09:00", "Mon 2026-10-26 10:00"]
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn the_week_moves_with_the_zone_most_members_live_in() {
    let world = World::new().await;
    let three = [("Ana Reis", LISBON), ("Ben Ode", LISBON), ("Cleo Kant", NEW_YORK)];
    let group = world.has_a_cohort(&three).await;
    world.until(LISBON, "2026-11-05 11:00").await;
    world.answers(&group.members[0], &group, json!({ "learned": "To move." })).await;
    world.stage.workspace.change_zone(&group.members[1], Some(NEW_YORK)).await.unwrap();
    world.stage.workspace.settle().await;
    world.until(NEW_YORK, "2026-11-12 11:00").await;
    assert_eq!(
        posted(&world, &group, NEW_YORK),
        ["Thu 2026-11-05 05:00", "Mon 2026-11-09 10:00", "Thu 2026-11-12 10:00"]
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn a_question_missed_for_a_day_is_not_made_up_for() {
    let mut world = World::new().await;
    let group = world.has_a_cohort(&TWO).await;
    world.until(LISBON, "2026-11-04 18:00").await;
    world.bot_stops().await;
    world.until(LISBON, "2026-11-06 12:00").await;
    world.bot_starts().await;
    world.until(LISBON, "2026-11-12 11:00").await;
    assert_eq!(posted(&world, &group, LISBON), ["Thu 2026-11-12 10:00"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn only_members_answer_and_whoever_left_can_still_take_back() {
    let world = World::new().await;
    let group = world.has_a_cohort(&TWO).await;
    let ana = &group.members[0];
    world.until(LISBON, "2026-11-05 10:00").await;
    world.begins_to_answer(&world.lena, &group).await;
    let told = world.whisper(&world.lena);
    assert!(told.starts_with("This question is for the members of the cohort."), "{told}");
    world.answers(ana, &group, json!({ "learned": "To leave." })).await;
    world.types(ana, "/mentor", "cohort").await;
    world.presses_in_modal(ana, "leave_cohort").await;
    world.stage.workspace.close_all(ana).await.unwrap();
    let shown = world.begins_to_answer(ana, &group).await;
    assert!(shown.contains("You are not in this cohort any more"), "{shown}");
    world.presses_in_modal(ana, "take_back_round").await;
    world.stage.workspace.close_all(ana).await.unwrap();
    assert!(world.told_under(&group, "what is one thing")[0].contains("took this answer back"));
    world.ends_unread().await;
}
