//! What the bot does about a check-in when it was away: say it late, or not at all, and never twice.
//!
//! Every time is a wall time in Lisbon. While the bot is down nobody lets it live, so that everything due in between is
//! found at once when it is back. What it says when it is on time stands in `asking`.

use trellis::scheduler;

use crate::world::World;

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
async fn a_prompt_that_comes_late_takes_that_days_reminders_place() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    world.down_until(LISBON, "2026-11-09 11:00");
    world.up_again().await;
    world.until(LISBON, "2026-11-13 14:00").await;
    let expected = [
        "Mon 2026-11-09 11:00 prompt 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Tue 2026-11-10 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    assert_eq!(world.not_asked().await, Vec::<String>::new());
    ends(world).await;
}

#[tokio::test]
async fn a_prompt_that_is_late_by_a_working_day_is_not_sent_and_the_form_is_still_there() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    let before = world.counts().await;
    world.down_until(LISBON, "2026-11-09 15:01");
    world.up_again().await;
    assert_eq!(world.asked(LISBON).await, Vec::<String>::new());
    assert_eq!(world.not_asked().await, ["prompt 2026-W45: late"]);
    let after = world.counts().await;
    assert_eq!(
        (after.sent, after.skipped),
        (before.sent, before.skipped + 1),
        "it is accounted for"
    );
    assert!(
        world
            .home(&world.ines)
            .await
            .contains("*Waiting for you:* your check-in for the week of 2–8 Nov")
    );
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    world.until(LISBON, "2026-11-13 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-13 15:00 prompt 2026-W46"]);
    ends(world).await;
}

#[tokio::test]
async fn after_ten_days_without_the_bot_at_most_one_late_message_comes() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    world.down_until(LISBON, "2026-11-16 11:00");
    world.up_again().await;
    assert_eq!(world.asked(LISBON).await, ["Mon 2026-11-16 11:00 prompt 2026-W46"]);
    assert_eq!(world.not_asked().await, ["prompt 2026-W45: late"]);
    world.until(LISBON, "2026-11-20 15:00").await;
    let expected = [
        "Mon 2026-11-16 11:00 prompt 2026-W46",
        "Tue 2026-11-17 09:00 reminder 2026-W46",
        "Tue 2026-11-17 13:00 last 2026-W46",
        "Fri 2026-11-20 15:00 prompt 2026-W47",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn after_ten_days_that_end_midweek_nothing_late_comes_at_all() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    world.down_until(LISBON, "2026-11-18 10:00");
    world.up_again().await;
    assert_eq!(world.asked(LISBON).await, Vec::<String>::new());
    assert_eq!(world.not_asked().await, ["prompt 2026-W45: late", "prompt 2026-W46: late"]);
    ends(world).await;
}

#[tokio::test]
async fn a_reminder_that_would_come_hours_late_stays_away_and_the_last_one_still_comes() {
    let world = asked_on_friday().await;
    world.down_until(LISBON, "2026-11-09 14:00");
    world.up_again().await;
    world.until(LISBON, "2026-11-13 14:00").await;
    let expected = ["Fri 2026-11-06 15:00 prompt 2026-W45", "Tue 2026-11-10 10:00 last 2026-W45"];
    assert_eq!(world.asked(LISBON).await, expected, "four working hours after Monday 14:00");
    assert_eq!(world.not_asked().await, ["reminder 2026-W45: late"]);
    ends(world).await;
}

#[tokio::test]
async fn a_last_reminder_that_would_come_after_the_next_prompt_stays_away() {
    let world = asked_on_friday().await;
    world.down_until(LISBON, "2026-11-13 12:00");
    world.up_again().await;
    world.until(LISBON, "2026-11-13 17:00").await;
    let expected = ["Fri 2026-11-06 15:00 prompt 2026-W45", "Fri 2026-11-13 15:00 prompt 2026-W46"];
    assert_eq!(world.asked(LISBON).await, expected, "it would have come at 16:00");
    assert_eq!(world.not_asked().await, ["reminder 2026-W45: late"]);
    ends(world).await;
}

#[tokio::test]
async fn nothing_follows_a_reminder_that_is_found_late_after_the_next_prompt() {
    let world = asked_on_friday().await;
    world.down_until(LISBON, "2026-11-13 16:00");
    world.up_again().await;
    world.until(LISBON, "2026-11-18 09:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Fri 2026-11-13 16:00 prompt 2026-W46",
        "Mon 2026-11-16 09:00 reminder 2026-W46",
        "Mon 2026-11-16 13:00 last 2026-W46",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn a_repeat_that_would_come_a_working_day_late_stays_away_and_the_reminders_go_on() {
    let world = asked_on_friday().await;
    world.presses(&world.ines, "later").await;
    world.down_until(LISBON, "2026-11-09 16:30");
    world.up_again().await;
    world.until(LISBON, "2026-11-12 17:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Tue 2026-11-10 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    assert_eq!(world.not_asked().await, ["again 2026-W45: late"]);
    ends(world).await;
}

#[tokio::test]
async fn a_due_time_on_a_day_off_moves_to_the_next_open_minute_and_is_not_late() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "day Sat 10:00").await;
    world.until(LISBON, "2026-11-07 12:00").await;
    assert_eq!(world.asked(LISBON).await, Vec::<String>::new(), "Saturday is her own");
    world.down_until(LISBON, "2026-11-09 14:30");
    world.up_again().await;
    world.until(LISBON, "2026-11-11 09:00").await;
    let expected = [
        "Mon 2026-11-09 14:30 prompt 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Tue 2026-11-10 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected, "lateness is counted from Monday 09:00");
    ends(world).await;
}

#[tokio::test]
async fn planning_twice_and_planning_after_a_restart_leave_the_same_rows() {
    let mut world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    world.down_until(LISBON, "2026-11-06 15:00");
    assert!(scheduler::tick(&world.stage.bot.app).await.unwrap());
    let planned = world.ledger().await;
    assert!(planned.iter().any(|entry| entry.key.starts_with("prompt/") && entry.state == "ready"));
    assert!(!scheduler::tick(&world.stage.bot.app).await.unwrap(), "there is nothing left to plan");
    assert_eq!(world.ledger().await, planned);
    world.stage.strike().await;
    world.stage.enter_again().await.unwrap();
    assert!(!scheduler::tick(&world.stage.bot.app).await.unwrap());
    let keys = |ledger: Vec<crate::world::ledger::Entry>| -> Vec<(String, String)> {
        ledger.into_iter().map(|entry| (entry.key, entry.state)).collect()
    };
    assert_eq!(keys(world.ledger().await), keys(planned));
    world.up_again().await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}
