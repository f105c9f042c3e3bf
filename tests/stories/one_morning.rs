//! Mornings on which several things meet: a return from leave, replies that are owed, and what partners are told.
//!
//! Inês works in Lisbon and Noah in New York, from 09:00 to 17:00, Monday to Friday. Each of the things has stories of its
//! own: `leave`, `owed`, `cards`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{faults::Misbehaviour, people::NewPerson};

use crate::world::{World, a_good_week, wall};

const NEW_YORK: &str = "America/New_York";
const LISBON: &str = "Europe/Lisbon";

/// What became of the welcomes and the cards of what is owed meant for the mentor, in New York.
async fn told(world: &World) -> Vec<String> {
    let is_told = |key: &str| key.starts_with("welcome-back/") || key.starts_with("owed-card/");
    let ledger = world.ledger().await.into_iter().filter(|entry| is_told(&entry.key));
    ledger
        .map(|entry| match entry.seen_at {
            Some(at) => format!("{} {}", wall(at, NEW_YORK), entry.key),
            None => format!("{} {}: {}", entry.state, entry.key, entry.reason),
        })
        .collect()
}

/// The check-in stands in the room since Friday, 10:05, and its reply is owed by Tuesday, 10:05.
async fn with_a_checkin() -> World {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world
}

#[tokio::test]
async fn whoever_is_back_on_the_day_a_reply_is_owed_hears_of_it_once() {
    let world = with_a_checkin().await;
    world.types(&world.noah, "/mentor", "away 2026-11-10 2026-11-13").await;
    world.until(NEW_YORK, "2026-11-16 08:59").await;
    world.everybody_reads();
    world.until(NEW_YORK, "2026-11-16 17:00").await;
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
    Welcome back. This is waiting for you:
    • your reply to @Inês about the week of 2–8 Nov, by Mon 16 Nov, 10:05
    App Home has the buttons.
    [Why am I seeing this?]
    ");
    world.until(NEW_YORK, "2026-11-17 12:00").await;
    let expected = [
        "Mon 2026-11-09 14:05 owed-card/2/2026-11-09/0",
        "Mon 2026-11-16 09:00 welcome-back/1",
        "skipped owed-card/2/2026-11-16/0: welcomed back with it",
        "Tue 2026-11-17 09:00 owed-card/2/2026-11-17/0",
    ];
    assert_eq!(told(&world).await, expected, "and then once a working day as ever");
    world.ends_unread().await;
}

#[tokio::test]
async fn somebody_who_wants_no_welcome_has_the_card_instead() {
    let world = with_a_checkin().await;
    world.types(&world.noah, "/mentor", "settings").await;
    world.sends_well(&world.noah, json!({ "kinds": ["owed"], "weekly": "6" })).await;
    world.types(&world.noah, "/mentor", "away 2026-11-10 2026-11-13").await;
    world.until(NEW_YORK, "2026-11-16 12:00").await;
    let expected = [
        "Mon 2026-11-09 14:05 owed-card/2/2026-11-09/0",
        "skipped welcome-back/1: switched off",
        "Mon 2026-11-16 09:00 owed-card/2/2026-11-16/0",
    ];
    assert_eq!(told(&world).await, expected);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_welcome_comes_first_on_a_card_and_says_what_is_owed() {
    let mut world = with_a_checkin().await;
    let otto = world.mentors_too(NewPerson::named("Otto").zone(LISBON), "Otto").await;
    for person in [&otto, &world.noah] {
        world.types(person, "/mentor", "away 2026-11-10 2026-11-11").await;
    }
    world.until(NEW_YORK, "2026-11-12 08:59").await;
    world.everybody_reads();
    world.until(NEW_YORK, "2026-11-12 12:00").await;
    let read = world.reads(&world.noah).join("\n\n").replace(&otto, "Otto");
    assert_snapshot!(read, @r"
    *2 things in one message*, so that I don't write to you more often than you want.
    ---
    Welcome back. This is waiting for you:
    • your reply to @Inês about the week of 2–8 Nov, by Thu 12 Nov, 10:05
    App Home has the buttons.
    ---
    @Otto is back. Check-ins go on as before.
    ---
    [Why am I seeing this?]
    ");
    world.ends_unread().await;
}

/// On Wednesday two mentees are back and a reply is a day late: three things for Noah, and room for two.
async fn three_on_a_wednesday() -> (World, String) {
    let mut world = with_a_checkin().await;
    let otto = world.mentors_too(NewPerson::named("Otto").zone(LISBON), "Otto").await;
    for mentee in [&otto, &world.ines] {
        world.types(mentee, "/mentor", "away 2026-11-09 2026-11-10").await;
    }
    world.until(NEW_YORK, "2026-11-11 08:59").await;
    world.everybody_reads();
    (world, otto)
}

#[tokio::test]
async fn what_is_owed_stands_on_a_card_with_the_rest_and_follows() {
    let (world, otto) = three_on_a_wednesday().await;
    world.until(NEW_YORK, "2026-11-11 09:01").await;
    assert_snapshot!(world.reads(&world.noah).join("\n\n").replace(&otto, "Otto"), @r"
    *3 things in one message*, so that I don't write to you more often than you want.
    ---
    @Otto is back. Check-ins go on as before.
    ---
    @Inês is back. Check-ins go on as before.
    ---
    *A check-in waits for your reply.* Two lines are enough.
    @Inês’s week of 2–8 Nov: by Tue 10 Nov, 10:05, 6 working hours late
    [Reply] [Read, more on …] [Read it]
    `/mentor owed` shows everything you owe an answer, at any time.
    ---
    [Why am I seeing this?]
    ");
    world.presses_on_the_card(&world.noah, "read_more").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-13" })).await;
    world.minutes(1).await;
    assert!(world.last_dm(&world.noah).contains("week of 2–8 Nov: you write more on Fri 13 Nov"));
    world.writes_in_thread(&world.noah, "Well done. What would you do differently?").await;
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.noah).replace(&otto, "Otto"), @r"
    *3 things in one message*, so that I don't write to you more often than you want.
    ---
    @Otto is back. Check-ins go on as before.
    ---
    @Inês is back. Check-ins go on as before.
    ---
    *Nothing here waits for your answer any more.*
    :white_check_mark: @Inês’s week of 2–8 Nov: answered
    `/mentor owed` shows everything you owe an answer, at any time.
    ---
    [Why am I seeing this?]
    ");
    world.until(NEW_YORK, "2026-11-13 12:00").await;
    let told = told(&world).await;
    let cards: Vec<&String> = told.iter().filter(|it| it.contains("owed-card")).collect();
    assert_eq!(cards.len(), 4, "Monday had no room, Tuesday had two: {cards:#?}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_reply_nobody_heard_of_is_read_before_a_card_asks_for_it() {
    let (world, otto) = three_on_a_wednesday().await;
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
    workspace.post(&world.noah, &room, "Not for this.", Some(&parent)).await.unwrap();
    world.until(NEW_YORK, "2026-11-11 09:01").await;
    assert_snapshot!(world.reads(&world.noah).join("\n\n").replace(&otto, "Otto"), @r"
    *2 things in one message*, so that I don't write to you more often than you want.
    ---
    @Otto is back. Check-ins go on as before.
    ---
    @Inês is back. Check-ins go on as before.
    ---
    [Why am I seeing this?]
    ");
    assert!(told(&world).await.contains(&"skipped owed-card/2/2026-11-11/0: answered".to_owned()));
    world.ends_unread().await;
}
