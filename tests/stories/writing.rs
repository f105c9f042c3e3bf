//! Which week a check-in is for, on which day it is asked for, and what becomes of one that is written twice.
//!
//! What the form looks like and what becomes of a good week stands in `good_week`; refusals of bad text are elsewhere.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";

/// A pair whose first check-in, for the week 2026-W45, has just been asked for: Friday, 6 November, 15:00.
async fn asked_on_friday() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_week_stays_open_for_fourteen_days_after_it_was_due() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-20 23:50").await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    world.until(LISBON, "2026-11-21 00:10").await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 9–15 Nov"));
    let home = world.home(&world.ines).await;
    let waits = "*Waiting for you:* your check-in for the week of 9–15 Nov and of 16–22 Nov";
    assert!(home.contains(waits), "{home}");
    world.ends_unread().await;
}

#[tokio::test]
async fn written_before_it_is_asked_for_nothing_is_asked() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-04 11:00").await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-13 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-13 15:00 prompt 2026-W46"]);
    ends(world).await;
}

#[tokio::test]
async fn the_command_is_for_the_oldest_open_week_and_lets_another_be_chosen() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-18 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    let mut present = a_good_week();
    present["week"] = json!("2026-W47");
    world.sends_well(&world.ines, present).await;
    assert!(world.last_dm(&world.ines).contains("the week of 16–22 Nov is saved"));
    let home = world.home(&world.ines).await;
    assert!(home.contains("the week of 2–8 Nov and of 9–15 Nov"), "both stay open: {home}");
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 9–15 Nov"));
    world.sends_well(&world.ines, a_good_week()).await;
    world.types(&world.ines, "/checkin", "").await;
    let again = world.modal(&world.ines);
    assert!(again.contains("Week of*: 16–22 Nov") && again.contains("Save changes"), "{again}");
    world.until(LISBON, "2026-11-27 15:00").await;
    assert_eq!(world.asked(LISBON).await.last().unwrap(), "Fri 2026-11-27 15:00 prompt 2026-W48");
    ends(world).await;
}

#[tokio::test]
async fn what_stood_at_the_top_of_the_form_is_not_taken_for_another_weeks_plan() {
    let world = asked_on_friday().await;
    let mut first = a_good_week();
    first["primary"] = json!("The export screen");
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, first).await;
    // W46 stays open; W47 is written in its week with a plan of its own; then W48 is chosen in the form for W46.
    world.until(LISBON, "2026-11-18 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    let mut third = a_good_week();
    third["week"] = json!("2026-W47");
    third["primary"] = json!("The report");
    world.sends_well(&world.ines, third).await;
    world.until(LISBON, "2026-11-25 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("The export screen"), "the form is for W46");
    let mut fourth = a_good_week();
    fourth["week"] = json!("2026-W48");
    fourth["plan_0"] = json!("done");
    world.sends_well(&world.ines, fourth).await;
    world.until(LISBON, "2026-11-25 14:00").await;
    let post = world.in_room().pop().unwrap();
    assert!(post.contains("week of 23–29 Nov"), "{post}");
    assert!(post.contains("Done\nThe export screen"), "that is what she read and answered: {post}");
    assert!(!post.contains("The report"), "she said nothing about the report: {post}");
    ends(world).await;
}

#[tokio::test]
async fn written_twice_from_two_devices_is_a_second_version_and_nothing_is_lost() {
    let world = asked_on_friday().await;
    world.types(&world.ines, "/checkin", "").await;
    let on_the_phone = world.form_left_open(&world.ines);
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.minutes(10).await;
    let texts = [
        ("tasks", "From the phone: the import screen is live."),
        ("learned", "Phones are slow to type on."),
        ("tried", "Typing faster."),
        ("primary", "A keyboard"),
    ];
    let answer = world.sends_left_open(&world.ines, &on_the_phone, &texts).await;
    assert_eq!(answer, trellis::slack::answer::Answer::Nothing, "it is taken");
    let post = world.in_room().pop().unwrap();
    assert!(post.contains("From the phone"), "{post}");
    assert_snapshot!(post.lines().last().unwrap(), @"Edited Fri 6 Nov, 15:10. @Noah answers by Tue 10 Nov, 15:00, here in the thread or with *Reply*. `/checkin history` keeps it.");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your changes to the week of 2–8 Nov are saved (Fri 6 Nov, 15:10). It has been in your room since Fri 6 Nov, 15:00. The answer comes by Tue 10 Nov, 15:00.
        [Read it] [Edit]
        ");
    assert_eq!(world.posted(LISBON).await.len(), 1, "one check-in, one message");
    let versions: i64 = {
        let mut tx = world.stage.bot.app.db.read().await.unwrap();
        sqlx::query_scalar("select count(*) from checkin_versions")
            .fetch_one(&mut *tx)
            .await
            .unwrap()
    };
    assert_eq!(versions, 2);
    ends(world).await;
}

#[tokio::test]
async fn the_mentee_moves_the_day() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    assert_snapshot!(world.types(&world.ines, "/mentor", "day thursday 11:30").await, @"Done. I'll ask for the next check-in on Thu 5 Nov, 11:30, and from then on every Thursday at 11:30 your time.");
    world.until(LISBON, "2026-11-05 11:30").await;
    assert_eq!(world.asked(LISBON).await, ["Thu 2026-11-05 11:30 prompt 2026-W45"]);
    // Wednesday: this week's Tuesday is over, so the new day begins next week and this week keeps its Thursday.
    world.until(LISBON, "2026-11-11 12:00").await;
    assert_snapshot!(world.types(&world.ines, "/mentor", "day Tue 11:00").await, @"Done. I'll ask for the next check-in on Thu 12 Nov, 11:30, and from then on every Tuesday at 11:00 your time.");
    world.until(LISBON, "2026-11-17 11:00").await;
    let prompts: Vec<String> =
        world.asked(LISBON).await.into_iter().filter(|it| it.contains("prompt")).collect();
    let expected = [
        "Thu 2026-11-05 11:30 prompt 2026-W45",
        "Thu 2026-11-12 11:30 prompt 2026-W46",
        "Tue 2026-11-17 11:00 prompt 2026-W47",
    ];
    assert_eq!(prompts, expected, "no week is skipped and none is asked for twice");
    ends(world).await;
}

#[tokio::test]
async fn a_day_that_is_none_is_refused_with_an_example() {
    let world = World::with_a_pair().await;
    let mut answers = Vec::new();
    for typed in
        ["day", "day Fri", "day Friyay 15:00", "day Fri 25:00", "day Fri 15:61", "day 15:00 Fri"]
    {
        answers.push(world.types(&world.ines, "/mentor", typed).await);
    }
    answers.dedup();
    assert_snapshot!(answers.join("\n"), @"Give a weekday and a time: `/mentor day Fri 15:00`.");
    assert_snapshot!(world.types(&world.noah, "/mentor", "day Fri 15:00").await, @"You are not in a running pair as a mentee, so there is no check-in to write. `/mentor help` shows what you can do.");
    assert_snapshot!(world.types(&world.lena, "/mentor", "day Fri 15:00").await, @"You are not in a running pair as a mentee, so there is no check-in to write. `/mentor help` shows what you can do.");
    assert_snapshot!(world.types(&world.noah, "/checkin", "").await, @"You are not in a running pair as a mentee, so there is no check-in to write. `/mentor help` shows what you can do.");
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}
