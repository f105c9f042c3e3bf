//! How a check-in is asked for: once, again when the mentee likes, twice more when nothing comes, and then not at all.
//!
//! Every time is a wall time in Lisbon, where Inês works from 09:00 to 17:00, Monday to Friday. What a whole good week
//! says stands in `good_week`; a bot that was down is in `late`, other calendars are in `clocks` and `leave`.

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
async fn two_reminders_and_then_silence_until_the_next_week() {
    let world = asked_on_friday().await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-09 09:00").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        Your check-in for the week of 2–8 Nov is still open. Three short answers are worth more than none.
        [Write check-in] [Later today] [Skip this week] [Why am I seeing this?]
        @Noah reads it and answers; leads see that you wrote, never the words.
        ");
    world.until(LISBON, "2026-11-09 13:00").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        This is my last note about the week of 2–8 Nov; after it I'm silent until the next one. You can still write it any time with `/checkin`.
        [Write check-in] [Later today] [Skip this week] [Why am I seeing this?]
        @Noah reads it and answers; leads see that you wrote, never the words.
        ");
    world.until(LISBON, "2026-11-13 14:59").await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new(), "silence");
    world.until(LISBON, "2026-11-20 14:59").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
        "Fri 2026-11-13 15:00 prompt 2026-W46",
        "Mon 2026-11-16 09:00 reminder 2026-W46",
        "Mon 2026-11-16 13:00 last 2026-W46",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    assert!(world.home(&world.ines).await.contains("the week of 2–8 Nov and of 9–15 Nov"));
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody tells on her");
    ends(world).await;
}

#[tokio::test]
async fn later_today_comes_an_hour_before_the_day_ends() {
    let world = asked_on_friday().await;
    world.presses(&world.ines, "later").await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        All right: I'll ask again on Fri 6 Nov, 16:00 about the week of 2–8 Nov.
        [Write it now] [Skip this week]
        ");
    world.everybody_reads();
    world.until(LISBON, "2026-11-06 16:00").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        You asked me to come back: your check-in for the week of 2–8 Nov.
        [Write check-in] [Next working morning] [Skip this week]
        @Noah reads it and answers; leads see that you wrote, never the words.
        ");
    world.until(LISBON, "2026-11-12 09:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Fri 2026-11-06 16:00 again 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn later_today_is_two_hours_later_when_the_day_is_long_enough() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "day Wed 10:00").await;
    world.until(LISBON, "2026-11-04 10:10").await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-04 13:00").await;
    let expected = ["Wed 2026-11-04 10:00 prompt 2026-W45", "Wed 2026-11-04 12:10 again 2026-W45"];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn with_little_left_of_the_day_later_is_the_next_working_morning() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "day Fri 15:45").await;
    world.until(LISBON, "2026-11-06 15:45").await;
    assert!(world.last_dm(&world.ines).contains("[Next working morning]"), "75 minutes are left");
    world.presses(&world.ines, "later").await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        All right: I'll ask again on Mon 9 Nov, 09:00 about the week of 2–8 Nov.
        [Write it now] [Skip this week]
        ");
    world.until(LISBON, "2026-11-12 09:00").await;
    let expected = [
        "Fri 2026-11-06 15:45 prompt 2026-W45",
        "Mon 2026-11-09 09:00 again 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Tue 2026-11-10 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected, "the repeat takes Monday's reminder's place");
    ends(world).await;
}

#[tokio::test]
async fn ninety_minutes_are_still_enough_for_later_today() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "day Fri 15:30").await;
    world.until(LISBON, "2026-11-06 15:30").await;
    assert!(world.last_dm(&world.ines).contains("[Later today]"));
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-06 18:00").await;
    assert_eq!(world.asked(LISBON).await[1], "Fri 2026-11-06 16:00 again 2026-W45");
    ends(world).await;
}

#[tokio::test]
async fn later_pressed_on_saturday_is_monday_morning() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-07 11:00").await;
    world.presses(&world.ines, "later").await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        All right: I'll ask again on Mon 9 Nov, 09:00 about the week of 2–8 Nov.
        [Write it now] [Skip this week]
        ");
    world.until(LISBON, "2026-11-10 10:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 again 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn a_reminder_put_off_is_followed_by_the_last_one_only() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-09 09:00").await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-13 14:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 11:00 again 2026-W45",
        "Mon 2026-11-09 15:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn the_last_reminder_put_off_comes_back_once_and_that_is_all() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-09 13:00").await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-13 14:00").await;
    let asked = world.asked(LISBON).await;
    assert_eq!(
        asked[2..],
        ["Mon 2026-11-09 13:00 last 2026-W45", "Mon 2026-11-09 15:00 again 2026-W45"]
    );
    ends(world).await;
}

#[tokio::test]
async fn a_repeat_can_be_put_off_once_more() {
    let world = asked_on_friday().await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-06 16:00").await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-09 10:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Fri 2026-11-06 16:00 again 2026-W45",
        "Mon 2026-11-09 09:00 again 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn later_pressed_under_an_older_week_asks_for_that_week_again() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-13 14:59").await;
    let older = world.find(&world.ines, "later").unwrap();
    world.until(LISBON, "2026-11-17 10:00").await;
    world.presses_in(&world.ines, older, "later".to_owned()).await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-20 14:59").await;
    let asked = world.asked(LISBON).await;
    let expected = [
        "Fri 2026-11-13 15:00 prompt 2026-W46",
        "Mon 2026-11-16 09:00 reminder 2026-W46",
        "Mon 2026-11-16 13:00 last 2026-W46",
        "Tue 2026-11-17 12:00 again 2026-W45",
    ];
    assert_eq!(asked[3..], expected, "once, and nothing more about the older week");
    ends(world).await;
}

#[tokio::test]
async fn a_repeat_that_was_asked_for_comes_although_the_next_week_is_asked_for_first() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-13 14:30").await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-13 17:00").await;
    let asked = world.asked(LISBON).await;
    let expected = ["Fri 2026-11-13 15:00 prompt 2026-W46", "Fri 2026-11-13 16:00 again 2026-W45"];
    assert_eq!(asked[3..], expected);
    ends(world).await;
}

#[tokio::test]
async fn a_skipped_week_is_not_asked_for_again_and_every_message_about_it_says_so() {
    let world = asked_on_friday().await;
    world.until(LISBON, "2026-11-09 09:10").await;
    world.presses(&world.ines, "skip").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Skip this week ==
        You won't be reminded about the week of 2–8 Nov, and it doesn't count as missed.
        Anything your mentor should know?: ____
        [[Skip]]
        ");
    let reason = json!({ "reason": "I was at a conference." });
    world.sends_well(&world.ines, reason).await;
    let dm = world.dm(&world.ines);
    assert_snapshot!(dm[dm.len() - 2..].join("\n\n"), @r"
        You skipped the week of 2–8 Nov. That's fine, it doesn't count as missed. I'll ask again when the next one is due.
        [Write it after all]

        You skipped the week of 2–8 Nov. That's fine, it doesn't count as missed. I'll ask again when the next one is due.
        [Write it after all]
        ");
    world.until(LISBON, "2026-11-13 15:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Fri 2026-11-13 15:00 prompt 2026-W46",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    assert!(
        world
            .home(&world.ines)
            .await
            .contains("*Waiting for you:* your check-in for the week of 9–15 Nov\n")
    );
    world.types(&world.noah, "/checkin", "history").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Check-ins so far ==
        You and @Inês. Only you two can read this.
        *Week of 2–8 Nov*  ·  skipped
        Because
        I was at a conference.
        ");
    ends(world).await;
}

#[tokio::test]
async fn no_reason_is_needed_and_a_skipped_week_can_be_written_after_all() {
    let world = asked_on_friday().await;
    world.presses(&world.ines, "skip").await;
    world.sends_well(&world.ines, json!({})).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    world.presses(&world.ines, "write_checkin").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    world.sends_well(&world.ines, a_good_week()).await;
    let dm = world.dm(&world.ines);
    assert_eq!(dm[dm.len() - 2], "Your check-in for the week of 2–8 Nov is sent. Thank you.");
    ends(world).await;
}

#[tokio::test]
async fn what_is_written_can_no_longer_be_skipped_from_a_form_left_open() {
    let world = asked_on_friday().await;
    world.presses(&world.ines, "skip").await;
    let left_open = world.form_left_open(&world.ines);
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    let refused = world.sends_left_open(&world.ines, &left_open, &[("reason", "")]).await;
    assert_snapshot!(format!("{refused:?}"), @r#"FieldErrors({"reason": "You have already written this check-in, so there is nothing to skip or postpone. `/checkin` lets you edit it."})"#);
    assert!(world.in_room().pop().unwrap().contains("import screen"), "it stands");
    ends(world).await;
}

#[tokio::test]
async fn every_request_changes_once_it_is_written() {
    let world = asked_on_friday().await;
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-09 14:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    let dm = world.dm(&world.ines);
    let requests = &dm[dm.len() - 5..dm.len() - 1];
    assert_eq!(requests, ["Your check-in for the week of 2–8 Nov is sent. Thank you."; 4]);
    assert!(!world.sees(&world.ines, "skip"), "no button asks for what is done");
    world.until(LISBON, "2026-11-13 14:59").await;
    assert_eq!(world.asked(LISBON).await.len(), 4);
    ends(world).await;
}
