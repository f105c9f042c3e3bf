//! `/mentor stats`: how long answers take in a pair, for the two of them.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{faults::Misbehaviour, people::NewPerson};

use crate::world::{World, a_good_week, questioning::a_quick_one};

const NEW_YORK: &str = "America/New_York";

/// Tuesday, 3 November, 10:00 in New York, where both are at work.
async fn at_work() -> World {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.everybody_reads();
    world
}

/// Inês asks, and Noah answers after so many minutes.
async fn asks_and_hears(world: &World, kind: &str, minutes: i64) {
    let asked = match kind {
        "debug" => json!({ "asked": "Share it.", "tried": "Twice.", "theory": "Both write." }),
        _ => a_quick_one(),
    };
    world.has_a_question(kind, asked).await;
    world.minutes(minutes).await;
    world.writes_under_the_question(&world.noah, "When it is short.").await;
    world.minutes(6).await;
}

/// Somebody types `/mentor stats` and reads what follows.
async fn figures(world: &World, who: &str) -> String {
    assert_eq!(world.types(who, "/mentor", "stats").await, "");
    world.whisper(who)
}

/// How many charts somebody was shown.
fn charts(world: &World, who: &str) -> usize {
    let whispers = world.stage.workspace.ephemerals(who);
    let blocks = whispers.iter().flat_map(|it| it["blocks"].as_array().into_iter().flatten());
    blocks.filter(|block| block["type"] == "data_visualization").count()
}

#[tokio::test]
async fn a_few_answers_are_counted_and_too_early_for_figures() {
    let world = at_work().await;
    assert_snapshot!(figures(&world, &world.ines).await, @r"
        *How long answers from @Noah take*
        • *All* (n = 0): 0 answered, 0 owed. Too early for figures, which begin with 5.
        Times count in the working hours of @Noah only: nights, weekends, holidays and leave stand still. Urgent questions count by themselves, whatever their kind. Only you two see this.
        ");
    asks_and_hears(&world, "quick", 30).await;
    world.until(NEW_YORK, "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    assert_snapshot!(figures(&world, &world.ines).await, @r"
        *How long answers from @Noah take*
        • *All* (n = 2): 1 answered, 1 owed. Too early for figures, which begin with 5.
        • *Check-ins* (n = 1): 0 answered, 1 owed. Too early for figures, which begin with 5.
        • *Quick* (n = 1): 1 answered, 0 owed. Too early for figures, which begin with 5.
        Times count in the working hours of @Noah only: nights, weekends, holidays and leave stand still. Urgent questions count by themselves, whatever their kind. Only you two see this.
        ");
    assert_eq!(charts(&world, &world.ines), 0, "there is nothing to draw");
    world.ends_unread().await;
}

#[tokio::test]
async fn five_answers_make_figures_and_a_chart_for_both_and_for_nobody_else() {
    let world = at_work().await;
    for minutes in [5, 10, 20, 30] {
        asks_and_hears(&world, "quick", minutes).await;
    }
    asks_and_hears(&world, "debug", 90).await;
    assert_snapshot!(figures(&world, &world.ines).await, @r"
        *How long answers from @Noah take*
        • *All* (n = 5): 5 answered, 0 owed. Median 20 min, 90th percentile 1 h 30 min. Promise kept: 5 of 5 (100 %).
        • *Quick* (n = 4): 4 answered, 0 owed. Too early for figures, which begin with 5.
        • *Debug* (n = 1): 1 answered, 0 owed. Too early for figures, which begin with 5.
        (chart: Working time until an answer)
        Times count in the working hours of @Noah only: nights, weekends, holidays and leave stand still. Urgent questions count by themselves, whatever their kind. Only you two see this.
        ");
    assert!(
        figures(&world, &world.noah).await.starts_with("*How long your answers to @Inês take*")
    );
    assert_eq!((charts(&world, &world.ines), charts(&world, &world.noah)), (1, 1));
    let before = world.dump().await;
    let nobodys = "You are in no pair yet, so there are no answers to count. `/mentor help` shows what you can do.";
    assert_eq!(world.types(&world.lena, "/mentor", "stats").await, nobodys);
    assert_eq!(world.dump().await, before, "a look");
    world.ends_unread().await;
}

#[tokio::test]
async fn where_charts_are_refused_the_same_stands_in_words() {
    let world = at_work().await;
    for _ in 0..5 {
        asks_and_hears(&world, "quick", 5).await;
    }
    let with = figures(&world, &world.ines).await;
    world.stage.workspace.misbehave(Misbehaviour::RefuseCharts, "chart", 1);
    let without = figures(&world, &world.ines).await;
    assert_eq!(charts(&world, &world.ines), 1, "the second was refused");
    let words = |shown: &str| -> Vec<String> {
        shown.lines().filter(|line| !line.starts_with("(chart")).map(str::to_owned).collect()
    };
    assert_eq!(without.lines().collect::<Vec<_>>(), words(&with));
    assert_ne!(with, without);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_of_two_chooses_whose_figures() {
    let mut world = at_work().await;
    let otto = world.mentors_too(NewPerson::named("Otto").zone("Europe/Lisbon"), "Otto").await;
    let newest = figures(&world, &world.noah).await;
    assert!(newest.starts_with(&format!("*How long your answers to @{otto} take*")), "{newest}");
    assert!(newest.ends_with("[With Inês Duarte]"), "{newest}");
    let whispers = world.stage.workspace.ephemerals(&world.noah);
    let ts = whispers.last().unwrap()["ts"].as_str().unwrap().to_owned();
    let place = (world.stage.workspace.app_dm(&world.noah), ts);
    world.presses_in(&world.noah, place, "stats".to_owned()).await;
    let other = world.whisper(&world.noah);
    assert!(other.starts_with("*How long your answers to @Inês take*"), "{other}");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_was_measured_stays_with_its_rule_and_its_target() {
    let world = at_work().await;
    asks_and_hears(&world, "quick", 30).await;
    world.until(NEW_YORK, "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.minutes(45).await;
    let ts = world.writes_in_thread(&world.noah, "Well done.").await;
    let query = "select group_concat(line, '; ') from (
        select promise || ', ' || allowed_minutes || ' min: ' || coalesce(taken_minutes || ' min ' || kept, 'open') as line
        from checkins union all
        select promise || ', ' || allowed_minutes || ' min: ' || taken_minutes || ' min ' || kept from question_rounds)";
    let measured = world.value(query).await.unwrap();
    let question = "24 working-day hours, 480 min: 30 min kept";
    assert_eq!(measured, format!("48 working-day hours, 960 min: 45 min kept; {question}"));
    // His hours shrink afterwards; what was measured stays.
    world.types(&world.noah, "/mentor", "hours Mon-Fri 10:00-12:00").await;
    assert_eq!(world.value(query).await.unwrap(), measured);
    world.takes_back(&world.noah, &ts).await;
    let open = world.value(query).await.unwrap();
    assert!(open.starts_with("48 working-day hours, 960 min: open"), "{open}");
    world.ends_unread().await;
}
