//! Tips: one thing to try, now and then, for whoever wants them.
//!
//! The pair begins on Monday, 2 November 2026.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::people::NewPerson;

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentee_gets_three_on_asking_and_then_one_every_second_week() {
    let world = World::with_a_growing_pair().await;
    world.both_sign(json!({ "scope": "Parsers." })).await;
    world.until(LISBON, "2026-11-09 08:59").await;
    assert!(world.came("tip/", LISBON).await.is_empty());
    world.until(LISBON, "2026-11-09 09:00").await;
    let key = world.came("tip/", LISBON).await;
    assert_eq!(key.len(), 1);
    let tip = world.dm(&world.ines).into_iter().find(|it| it.contains("Something to try:"));
    assert_snapshot!(tip.unwrap(), @r"
        *Something to try:* Ask one question today that you think is too small. Write what you want to do, what you tried, and what you think is going on.
        Just something to try; nobody asks about it.
        [Why am I seeing this?]
        ");
    let workspace = &world.stage.workspace;
    let channel = workspace.app_dm(&world.ines);
    let messages = workspace.messages(&channel);
    let it = messages.iter().find(|it| it.to_string().contains("Something to try:")).unwrap();
    let at = (channel, it["ts"].as_str().unwrap().to_owned());
    world.presses_in(&world.ines, at, "why".to_owned()).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        These are tips for mentees: one a week for the first three, then one every second week, and every fourth once your check-ins are monthly. This is number 1.
        *A short tip now and then:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    // It can be switched off, and then none comes.
    world.presses_in_modal(&world.ines, "switch").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(LISBON, "2026-11-25 12:00").await;
    assert_eq!(world.came("tip/3/mentee/", LISBON).await, key, "no more of them");
    ends(world).await;
}

#[tokio::test]
async fn every_tip_comes_on_its_day_in_its_readers_hours() {
    let world = World::with_a_growing_pair().await;
    world.until(LISBON, "2026-12-08 12:00").await;
    assert_snapshot!(world.came("tip/3/", LISBON).await.join("\n"), @r"
        Mon 2026-11-09 09:00 tip/3/mentee/1
        Mon 2026-11-16 09:00 tip/3/mentee/2
        Mon 2026-11-23 09:00 tip/3/mentee/3
        Mon 2026-12-07 09:00 tip/3/mentee/4
        ");
    assert_snapshot!(world.came("tip/2/", NEW_YORK).await.join("\n"), @r"
        Mon 2026-11-16 09:00 tip/2/mentor/1
        Mon 2026-11-30 09:00 tip/2/mentor/2
        ");
    ends(world).await;
}

#[tokio::test]
async fn a_mentor_of_two_hears_each_tip_once() {
    let mut world = World::with_a_growing_pair().await;
    world.until(LISBON, "2026-11-09 10:00").await;
    let otto = NewPerson::named("Otto Klein").zone("Europe/Berlin");
    let _otto = world.mentors_too(otto, "Otto Klein").await;
    world.until(LISBON, "2026-12-15 12:00").await;
    let heard = world.came("tip/2/mentor/", NEW_YORK).await;
    assert_snapshot!(heard.join("\n"), @r"
        Mon 2026-11-16 09:00 tip/2/mentor/1
        Mon 2026-11-30 09:00 tip/2/mentor/2
        Mon 2026-12-14 09:00 tip/2/mentor/3
        ");
    ends(world).await;
}

#[tokio::test]
async fn whoever_is_away_misses_one_and_is_not_given_two_at_once() {
    let world = World::with_a_growing_pair().await;
    world.types(&world.ines, "/mentor", "away 2026-11-05 2026-11-22").await;
    world.until(LISBON, "2026-11-24 12:00").await;
    let heard = world.came("tip/3/mentee/", LISBON).await;
    assert_eq!(heard, ["Mon 2026-11-23 09:00 tip/3/mentee/3"], "the others had their day");
    let late = world.not_sent().await.into_iter().filter(|it| it.starts_with("tip/3/"));
    assert_snapshot!(late.collect::<Vec<_>>().join("\n"), @r"
        tip/3/mentee/1: skipped late
        tip/3/mentee/2: skipped late
        ");
    ends(world).await;
}

#[tokio::test]
async fn a_standstill_of_weeks_brings_one_and_not_those_of_every_week() {
    let world = World::with_a_growing_pair().await;
    world.until(LISBON, "2026-11-10 12:00").await;
    world.down_until(LISBON, "2026-12-16 12:00");
    world.up_again().await;
    world.until(LISBON, "2026-12-29 12:00").await;
    let mut heard = world.came("tip/3/mentee/", LISBON).await;
    heard.extend(world.came("tip/2/mentor/", LISBON).await);
    assert_snapshot!(heard.join("\n"), @r"
        Mon 2026-11-09 09:00 tip/3/mentee/1
        Wed 2026-12-16 12:00 tip/3/mentee/2
        Wed 2026-12-23 09:00 tip/3/mentee/3
        Wed 2026-12-16 14:00 tip/2/mentor/1
        ");
    ends(world).await;
}

#[tokio::test]
async fn tips_come_again_where_two_go_back_to_a_schedule() {
    let world = World::with_a_growing_pair().await;
    world.changes_the_file("update pairs set phase = 'ad_hoc'").await;
    world.until(NEW_YORK, "2026-12-01 10:00").await;
    assert!(world.came("tip/", LISBON).await.is_empty());
    for who in [&world.noah, &world.ines] {
        world.presses_at_phase(who, "step_up").await;
    }
    assert_eq!(world.phase().await, "monthly");
    world.until(LISBON, "2027-01-04 12:00").await;
    let mut heard = world.came("tip/3/mentee/", LISBON).await;
    heard.extend(world.came("tip/2/mentor/", NEW_YORK).await);
    assert_snapshot!(heard.join("\n"), @r"
        Tue 2026-12-01 15:00 tip/3/mentee/1
        Tue 2026-12-29 09:00 tip/3/mentee/2
        Tue 2026-12-01 10:00 tip/2/mentor/1
        Tue 2026-12-29 09:00 tip/2/mentor/2
        ");
    ends(world).await;
}

#[tokio::test]
async fn a_pair_that_meets_monthly_hears_every_fourth_week_and_one_without_a_schedule_nothing() {
    let world = World::with_a_growing_pair().await;
    world.changes_the_file("update pairs set phase = 'monthly'").await;
    world.until(LISBON, "2026-12-20 12:00").await;
    assert_snapshot!(world.came("tip/2/mentor/", NEW_YORK).await.join("\n"), @r"
        Mon 2026-11-16 09:00 tip/2/mentor/1
        Mon 2026-12-14 09:00 tip/2/mentor/2
        ");
    world.changes_the_file("update pairs set phase = 'ad_hoc'").await;
    let before = world.came("tip/", LISBON).await.len();
    world.until(LISBON, "2027-02-20 12:00").await;
    assert_eq!(world.came("tip/", LISBON).await.len(), before);
    let left = world.value("select count(*) from occasions where occasion like '%tip'").await;
    assert_eq!(left.as_deref(), Some("0"));
    ends(world).await;
}

#[tokio::test]
async fn nothing_is_said_once_the_pair_is_over() {
    let world = World::with_a_growing_pair().await;
    world.until(LISBON, "2026-11-08 12:00").await;
    world
        .changes_the_file(
            "update pairs set state = 'ended', closed_at = began_at, ending = 'early'",
        )
        .await;
    world.until(LISBON, "2026-11-24 12:00").await;
    assert!(world.came("tip/", LISBON).await.is_empty());
    ends(world).await;
}
