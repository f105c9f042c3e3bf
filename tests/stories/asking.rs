//! How a check-in is asked for: once, again when the mentee likes, twice more when nothing comes, and then not at all.
//!
//! Every time is a wall time in Lisbon, where Inês works from 09:00 to 17:00, Monday to Friday. What a whole good week
//! says stands in `good_week`; other calendars are in `clocks` and `leave`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::scheduler;

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
        [Write check-in] [Later today] [Skip this week]
        @Noah reads it and answers; leads see that you wrote, never the words.
        ");
    world.until(LISBON, "2026-11-09 13:00").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        This is my last note about the week of 2–8 Nov; after it I'm silent until the next one. You can still write it any time with `/checkin`.
        [Write check-in] [Later today] [Skip this week]
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
        You skipped the week of 2–8 Nov. That's fine, it doesn't count as missed. I'll ask again next week.
        [Write it after all]

        You skipped the week of 2–8 Nov. That's fine, it doesn't count as missed. I'll ask again next week.
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
    assert_snapshot!(format!("{refused:?}"), @r#"FieldErrors({"reason": "This week is written or skipped already, so there is nothing to skip or postpone. `/checkin` lets you write or edit it."})"#);
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
async fn a_reminder_that_would_come_hours_late_stays_away() {
    let world = asked_on_friday().await;
    world.down_until(LISBON, "2026-11-09 14:00");
    world.up_again().await;
    world.until(LISBON, "2026-11-13 14:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    assert_eq!(world.not_asked().await, ["reminder 2026-W45: late"]);
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
    world.restarts_alone().await;
    assert!(!scheduler::tick(&world.stage.bot.app).await.unwrap());
    let keys = |ledger: Vec<crate::world::ledger::Entry>| -> Vec<(String, String)> {
        ledger.into_iter().map(|entry| (entry.key, entry.state)).collect()
    };
    assert_eq!(keys(world.ledger().await), keys(planned));
    world.ends_unread().await;
}
