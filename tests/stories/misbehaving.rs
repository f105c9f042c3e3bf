//! The good week while Slack, or the network before it, misbehaves: nothing is lost and nothing is said twice.
//!
//! The week without any trouble is the measure: whatever goes wrong on the way, the same messages must stand at its
//! end, once each, with every word people wrote. Timing is not compared; being late is the price of being sure.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use trellis::sandbox::{acting::Submitted, faults::Misbehaviour};

use crate::world::{World, a_good_week, texts::CHECKIN_FIELDS};

const LISBON: &str = "Europe/Lisbon";

/// What stands in Slack at the end of the week: the notification of every message, by place, and the words of both.
#[derive(Debug, PartialEq)]
struct Standing {
    places: Vec<(&'static str, Vec<String>)>,
    words: Vec<String>,
    sent: i64,
}

/// Inês is asked, writes, edits nothing; Noah replies with the form and says one thing more in the thread.
async fn lives_the_week(world: &mut World) {
    world.become_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    waits_for(world, &world.ines, "write_checkin").await;
    fills_in(world, (&world.ines, "write_checkin"), &a_good_week()).await;
    waits_for(world, &world.noah, "reply").await;
    let reply = json!({ "feedback": "Cloning a short string is fine.", "question": "What would you try first now?" });
    fills_in(world, (&world.noah, "reply"), &reply).await;
    world.writes_in_thread(&world.noah, "And well done with the import screen!").await;
    world.until(LISBON, "2026-11-07 18:00").await;
}

/// Lives on, minute by minute, until somebody sees a button.
async fn waits_for(world: &World, who: &str, action: &str) {
    for _ in 0..6 * 60 {
        if world.sees(who, action) {
            return;
        }
        world.minutes(1).await;
    }
    panic!("{} never saw {action}", world.name(who));
}

/// Somebody presses a button and sends the form; when nothing opens, they press again a minute later.
async fn fills_in(world: &World, (who, action): (&str, &str), values: &serde_json::Value) {
    for _ in 0..30 {
        world.presses(who, action).await;
        if !world.modal(who).is_empty() {
            assert_eq!(world.sends(who, values.clone()).await, Submitted::Closed);
            // Whoever sends the same bytes once more, Slack or somebody in between, changes nothing.
            world.stage.workspace.repeat_last_request().await;
            world.stage.workspace.settle().await;
            return;
        }
        world.minutes(1).await;
    }
    panic!("no form opened for {}", world.name(who));
}

/// Reads everything there is and ends the story.
async fn stands(world: World) -> Standing {
    let workspace = &world.stage.workspace;
    let titles = |messages: Vec<serde_json::Value>| {
        let mut titles: Vec<String> =
            messages.iter().map(|it| it["text"].as_str().unwrap_or_default().to_owned()).collect();
        titles.sort();
        titles
    };
    let dm = |who: &str| titles(workspace.messages(&workspace.app_dm(who)));
    let room = world.room().expect("there is a room");
    let parent = world.in_which_thread();
    let places = vec![
        ("Inês", dm(&world.ines)),
        ("Noah", dm(&world.noah)),
        ("Lena", dm(&world.lena)),
        ("room", titles(workspace.messages(&room))),
        ("thread", titles(workspace.thread(&room, &parent))),
    ];
    let said = format!("{:?}{:?}{:?}", world.dm(&world.ines), world.in_room(), world.in_thread());
    let written = a_good_week();
    let mut words: Vec<&str> =
        written.as_object().unwrap().values().filter_map(|it| it.as_str()).collect();
    words.retain(|word| *word != "technical");
    words.extend([
        "Cloning a short string is fine.",
        "What would you try first now?",
        "And well done",
    ]);
    let words = words.into_iter().filter(|word| said.contains(*word)).map(str::to_owned).collect();
    assert_eq!(world.not_sent().await, Vec::<String>::new());
    let sent = world.counts().await.sent;
    world.everybody_reads();
    world.ends_where_requests_crossed().await;
    Standing { places, words, sent }
}

/// What a week without trouble leaves.
async fn without_trouble() -> Standing {
    let mut world = World::new().await;
    lives_the_week(&mut world).await;
    let standing = stands(world).await;
    assert_eq!(standing.words.len(), 12, "{standing:#?}");
    standing
}

/// The week while the first calls of every kind go wrong in this way, twice in a row.
async fn with(what: Misbehaviour) -> Standing {
    let mut world = World::new().await;
    for pattern in ["chat.postMessage", "chat.update", "conversations.open", "views.open"] {
        world.stage.workspace.misbehave(what.clone(), pattern, 2);
    }
    world.stage.workspace.misbehave(what, "conversations.history", 1);
    lives_the_week(&mut world).await;
    stands(world).await
}

#[tokio::test]
async fn every_misbehaviour_in_turn_leaves_the_same_week() {
    let expected = without_trouble().await;
    for what in [
        Misbehaviour::RateLimited(30),
        Misbehaviour::RateLimited(600),
        Misbehaviour::ServerError(500),
        Misbehaviour::ServerErrorAfter(503),
        Misbehaviour::CutBefore,
        Misbehaviour::CutAfter,
        Misbehaviour::LateAccept(Duration::from_secs(45)),
        Misbehaviour::LateAccept(Duration::from_secs(89)),
        Misbehaviour::ErrorCode("service_unavailable"),
        Misbehaviour::ErrorCode("internal_error"),
        Misbehaviour::ErrorCodeAfter("internal_error"),
        Misbehaviour::ErrorCodeAfter("fatal_error"),
        Misbehaviour::Garbage,
        Misbehaviour::Slow(Duration::from_millis(200)),
    ] {
        eprintln!("{what:?}");
        assert_eq!(with(what.clone()).await, expected, "{what:?}");
    }
}

#[tokio::test]
async fn a_random_mix_of_everything_leaves_the_same_week() {
    let expected = without_trouble().await;
    for seed in 1..=8 {
        let mut world = World::new().await;
        let mix = vec![
            Misbehaviour::RateLimited(20),
            Misbehaviour::ServerError(500),
            Misbehaviour::ServerErrorAfter(500),
            Misbehaviour::CutBefore,
            Misbehaviour::CutAfter,
            Misbehaviour::LateAccept(Duration::from_secs(60)),
            Misbehaviour::ErrorCodeAfter("internal_error"),
            Misbehaviour::Garbage,
            Misbehaviour::DuplicateEvents,
        ];
        world.become_a_pair().await;
        world.stage.workspace.misbehave_at_random(seed, 250, mix);
        world.until(LISBON, "2026-11-06 15:00").await;
        waits_for(&world, &world.ines, "write_checkin").await;
        fills_in(&world, (&world.ines, "write_checkin"), &a_good_week()).await;
        waits_for(&world, &world.noah, "reply").await;
        let reply = json!({ "feedback": "Cloning a short string is fine.", "question": "What would you try first now?" });
        fills_in(&world, (&world.noah, "reply"), &reply).await;
        world.writes_in_thread(&world.noah, "And well done with the import screen!").await;
        world.stage.workspace.advance(SignedDuration::from_hours(2)).await;
        world.stage.workspace.behave();
        world.until(LISBON, "2026-11-07 18:00").await;
        assert_eq!(stands(world).await, expected, "seed {seed}");
    }
}

#[tokio::test]
async fn the_parts_of_a_long_check_in_stand_in_their_order_whatever_happens() {
    for seed in 1..=4 {
        let world = World::with_a_pair().await;
        world.until(LISBON, "2026-11-06 15:00").await;
        let mix =
            vec![Misbehaviour::CutBefore, Misbehaviour::CutAfter, Misbehaviour::ServerError(500)];
        let mut values = a_good_week();
        for (field, letter) in CHECKIN_FIELDS.into_iter().zip('a'..='l') {
            values[field] = letter.to_string().repeat(3000).into();
        }
        world.presses(&world.ines, "write_checkin").await;
        world.stage.workspace.misbehave_at_random(seed, 400, mix);
        world.sends_well(&world.ines, values).await;
        world.hours(1).await;
        world.stage.workspace.behave();
        world.hours(1).await;
        let parts = world.in_thread();
        let letters: Vec<char> = parts.iter().filter_map(|part| first_run(part)).collect();
        assert!(parts.len() > 2, "it was not long enough: {}", parts.len());
        assert!(letters.is_sorted(), "seed {seed}: {letters:?}");
        world.everybody_reads();
        world.ends().await;
    }
}

/// The letter of the first long answer in a part.
fn first_run(part: &str) -> Option<char> {
    ('a'..='l')
        .filter_map(|it| Some((part.find(&it.to_string().repeat(50))?, it)))
        .min()
        .map(|it| it.1)
}
