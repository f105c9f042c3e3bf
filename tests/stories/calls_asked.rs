//! A week ahead the mentee is asked to find a time, on a rhythm that the hours of the two allow.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";

/// A pair that began on the first Monday and is asked for calls.
async fn asked() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-02 16:00").await;
    world.everybody_reads();
    world.asks_for_calls().await;
    world.minutes(1).await;
    world
}

#[tokio::test]
async fn three_times_are_put_before_the_mentee_and_one_is_chosen_and_confirmed() {
    let world = asked().await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        *Your next call with @Noah:* which of these suits you? @Noah confirms it then.
        These times lie inside the working hours of both of you.
        [Mon 9 Nov, 14:00]
        [Wed 11 Nov, 16:00]
        [Fri 13 Nov, 15:00]
        [Another time] [No call this time] [Why am I seeing this?]
        ");
    world.presses(&world.ines, "choose_slot").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == A call ==
        These times lie inside the working hours of both of you.
        When*: Mon 9 Nov, 14:00
        Or at another time, which counts instead: ____
        What it is for*: Getting to know each other
        How long*: 30 minutes
        Topics, if you like: ____
        @Noah is asked, and nothing is agreed before they confirm. You two alone see what it is about.
        [[Propose]]
        ");
    let told = world.sends_a_time(&world.ines, json!({})).await;
    assert!(told.contains("You proposed"), "{told}");
    world.minutes(1).await;
    assert!(
        world.last_dm(&world.ines).starts_with("You proposed"),
        "{}",
        world.last_dm(&world.ines)
    );
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert!(world.in_room().last().unwrap().starts_with("Your call is agreed"));
    world.everybody_reads();
    // The next call week is two weeks later, and is asked about a week ahead.
    world.until(LISBON, "2026-11-16 08:59").await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-16 09:01").await;
    assert!(world.last_dm(&world.ines).contains("Your next call with @Noah"));
    world.ends_unread().await;
}

#[tokio::test]
async fn nothing_is_asked_where_a_call_is_agreed_already_and_no_is_an_answer() {
    let world = asked().await;
    world.presses(&world.ines, "skip_call").await;
    world.minutes(1).await;
    assert!(world.last_dm(&world.ines).starts_with("The call is off."));
    world.has_a_call(a_call("2026-11-24T15:00:00Z")).await;
    world.until(LISBON, "2026-11-17 12:00").await;
    assert!(!world.dm(&world.ines).iter().any(|it| it.contains("which of these suits you")));
    world.until(LISBON, "2026-11-30 09:01").await;
    assert!(world.last_dm(&world.ines).contains("Your next call with @Noah"));
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_not_answered_lapses_with_its_week() {
    let world = asked().await;
    world.until(LISBON, "2026-11-16 00:01").await;
    let asked = world.dm(&world.ines).into_iter().find(|it| it.starts_with("Nobody answered"));
    assert!(asked.is_some(), "{:#?}", world.dm(&world.ines));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_time_that_has_gone_since_is_not_filled_in() {
    let world = asked().await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-10 09:00").await;
    world.presses(&world.ines, "choose_slot").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == A call ==
        Mon 9 Nov, 14:00 isn't possible any more, so nothing is agreed. That has gone by. Choose a time that is still to come.
        These times lie inside the working hours of both of you.
        When*: Wed 11 Nov, 14:00
        Or at another time, which counts instead: ____
        What it is for*: Getting to know each other
        How long*: 30 minutes
        Topics, if you like: ____
        @Noah is asked, and nothing is agreed before they confirm. You two alone see what it is about.
        [[Propose]]
        ");
    let told = world.sends_a_time(&world.ines, json!({})).await;
    assert!(told.contains("You proposed"), "{told}");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_they_set_about_their_calls_changes_nothing_about_a_week_they_skip() {
    let world = asked().await;
    world.everybody_reads();
    let next = "select week from call_schedules";
    let skipped = "update call_schedules set week = '2026-W49'";
    world.changes_the_file(skipped).await;
    world.presses_at_calls(&world.ines, "call_settings").await;
    world.sends_a_time(&world.ines, json!({ "link": "https://meet.example.org/x" })).await;
    assert_eq!(world.value(next).await.as_deref(), Some("2026-W49"));
    world.presses_at_calls(&world.ines, "call_settings").await;
    world.sends_a_time(&world.ines, json!({ "rhythm": "monthly" })).await;
    assert_ne!(world.value(next).await.as_deref(), Some("2026-W49"));
    world.ends_unread().await;
}
