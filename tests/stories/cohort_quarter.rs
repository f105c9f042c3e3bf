//! A quarter of a cohort of nine people in five zones, as they read it on Mondays.

use insta::assert_snapshot;
use jiff::{Timestamp, ToSpan, civil::date};
use serde_json::json;

use crate::world::{World, wall};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const KOLKATA: &str = "Asia/Kolkata";

const NINE: [(&str, &str); 9] = [
    ("Ana Reis", LISBON),
    ("Ben Ode", LISBON),
    ("Cleo Kant", LISBON),
    ("Dev Rao", KOLKATA),
    ("Esha Nair", KOLKATA),
    ("Finn Lowe", NEW_YORK),
    ("Gail Moss", NEW_YORK),
    ("Hugo Park", "Australia/Sydney"),
    ("Ida Wong", "America/Los_Angeles"),
];

const LEARNED: [&str; 7] = [
    "Small pull requests are read the same day.",
    "How a borrow ends before its scope does.",
    "To write the test first when I don't understand the bug.",
    "What an index costs on every insert.",
    "That asking early is not asking too much.",
    "Reading a flame graph from the bottom up.",
    "How our deploys roll back.",
];

const STRUGGLED: [&str; 5] = [
    "Estimating anything longer than a day.",
    "Async traits, and where the boxes come from.",
    "Keeping up with two time zones of reviews.",
    "Mocking the clock in the billing tests.",
    "Saying in a meeting that I am lost.",
];

/// What the cohort is told in thirteen weeks: people answer as often as they do, one week nobody does, one is spent away.
#[tokio::test]
async fn nine_people_in_five_zones_live_through_a_quarter() {
    let world = World::new().await;
    let group = world.has_a_cohort(&NINE).await;
    for member in &group.members {
        world.types(member, "/mentor", "away 2026-12-24 2026-12-25").await;
    }
    for week in 0..13_usize {
        let thursday = date(2026, 11, 5).saturating_add((7 * i64::try_from(week).unwrap()).days());
        world.until(LISBON, &format!("{thursday} 15:00")).await;
        let is_silent = week == 5 || week == 7;
        for (nth, member) in group.members.iter().enumerate().filter(|_| !is_silent) {
            let (learned, struggled) = (LEARNED[(week + nth) % 7], STRUGGLED[(week + 2 * nth) % 5]);
            match (week * 5 + nth * 4) % 9 {
                0 => world.answers(member, &group, json!({ "learned": learned })).await,
                1 => world.answers(member, &group, json!({ "struggled": struggled })).await,
                2 => {
                    let both =
                        json!({ "learned": learned, "struggled": struggled, "help": ["yes"] });
                    world.answers(member, &group, both).await;
                }
                3 => drop(world.answers_in_thread(member, &group, learned).await),
                _ => {}
            }
        }
    }
    world.until(LISBON, "2027-02-01 12:00").await;
    let messages = world.stage.workspace.messages(&group.channel);
    let told = world.told(&group);
    let digests: Vec<String> = messages[1..]
        .iter()
        .zip(&told)
        .filter(|(_, shown)| !shown.contains("what is one thing you learned"))
        .map(|(message, shown)| {
            let seconds = message["ts"].as_str().unwrap()[..10].parse().unwrap();
            format!("{}\n{shown}", wall(Timestamp::from_second(seconds).unwrap(), LISBON))
        })
        .collect();
    assert_eq!(told.len() - digests.len(), 12, "one week everybody was away");
    assert_snapshot!("cohort_quarter", digests.join("\n\n"));
    world.ends_unread().await;
}
