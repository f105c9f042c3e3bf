//! The way to standing alone: both are told fourteen days before a step, and it is taken only if both choose it.
//!
//! A pair that begins on Monday, 2 November 2026, is told on 19 April 2027 and steps down on 3 May at the earliest.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Submitted;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const NOVEMBER: &str = "2026-11-02T09:00:00Z";

async fn growing() -> World {
    World::with_a_growing_pair_on(NOVEMBER, (LISBON, NEW_YORK)).await
}

/// The newest message of somebody with a button like this.
fn with_button(world: &World, who: &str, action: &str) -> String {
    let (channel, ts) = world.find(who, action).expect("no such message");
    world.message_at(&channel, &ts)
}

#[tokio::test]
async fn the_phase_is_known_from_the_first_day_on() {
    let world = growing().await;
    let home = world.home(&world.ines).await;
    assert!(home.contains("Weekly until Mon 3 May 2027; then you two decide."), "{home}");
    world.types(&world.noah, "/mentor", "phase").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == The way ahead ==
        *You and @Inês have weekly check-ins.* The plan: this until Mon 3 May 2027, then monthly check-ins until Mon 1 Nov 2027, then no schedule, and in the end you are peers.
        I ask both of you fourteen days before each step. It is taken only if you both choose it; saying nothing changes nothing. Either of you may bring one up earlier, or a step back up, and it is taken as soon as the other one agrees.
        [Step down to monthly]
        ---
        [See the whole picture] [End this pair]
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn two_people_step_down_to_monthly_to_no_schedule_and_go_on_as_peers() {
    let world = growing().await;
    world.until(LISBON, "2027-04-19 08:59").await;
    assert_eq!(world.steps(LISBON).await, Vec::<String>::new());
    world.until(NEW_YORK, "2027-04-19 09:01").await;
    assert_snapshot!(world.steps(LISBON).await.join("\n"), @r"
        Mon 2027-04-19 14:00 step/1/1/2
        Mon 2027-04-19 09:00 step/1/1/3
        ");
    assert_snapshot!(with_button(&world, &world.ines, "step_down"), @r"
        # A step towards standing alone
        From Mon 3 May 2027 on, your check-ins with @Noah could be monthly: one check-in every four weeks, and at most one call in that time. It is only taken if you both choose it.
        *Solved by the mentee themselves:* at first too early (n = 0), lately too early (n = 0)
        *Planned and done without help:* at first too early (n = 0), lately too early (n = 0)
        *Goals met:* none so far
        [Step down to monthly] [Stay as we are]
        [See the whole picture] [Why am I seeing this?]
        You can choose again until the other one has chosen, too. A step you both choose can still be changed until its day. Saying nothing leaves everything as it is.
        ");
    world.presses(&world.ines, "picture").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == The whole picture ==
        What your record shows of @Inês on the way to standing alone: the first eight weeks, and the last eight.
        *Questions, by kind*
        *Quick:* at first too early (n = 0), lately too early (n = 0)
        *Debug:* at first too early (n = 0), lately too early (n = 0)
        *Concept:* at first too early (n = 0), lately too early (n = 0)
        *Questions the mentee solved themselves:* at first too early (n = 0), lately too early (n = 0)
        *Planned items done without help:* at first too early (n = 0), lately too early (n = 0)
        *Goals met:* none so far
        *Questions of others answered in the help channel:* none so far
        Trends and no score: nobody is compared, and only you two see this. Fewer than 5 are too few for a figure. What the record doesn't hold is left out.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "step_down").await;
    world.minutes(1).await;
    assert_snapshot!(with_button(&world, &world.noah, "step_down"), @r"
        # A step towards standing alone
        From Mon 3 May 2027 on, your check-ins with @Inês could be monthly: one check-in every four weeks, and at most one call in that time. It is only taken if you both choose it.
        @Inês would like monthly check-ins.
        *Solved by the mentee themselves:* at first too early (n = 0), lately too early (n = 0)
        *Planned and done without help:* at first too early (n = 0), lately too early (n = 0)
        *Goals met:* none so far
        [Step down to monthly] [Stay as we are]
        [See the whole picture] [Why am I seeing this?]
        You can choose again until the other one has chosen, too. A step you both choose can still be changed until its day. Saying nothing leaves everything as it is.
        ");
    world.until(NEW_YORK, "2027-04-22 10:00").await;
    world.presses(&world.noah, "step_down").await;
    world.minutes(1).await;
    assert_snapshot!(with_button(&world, &world.noah, "stay_as_we_are"), @r"
        # A step towards standing alone
        From Mon 3 May 2027 on, your check-ins with @Inês could be monthly: one check-in every four weeks, and at most one call in that time. It is only taken if you both choose it.
        @Inês would like monthly check-ins.
        You chose monthly check-ins.
        You both want it, so it is in force from Mon 3 May 2027 on.
        *Solved by the mentee themselves:* at first too early (n = 0), lately too early (n = 0)
        *Planned and done without help:* at first too early (n = 0), lately too early (n = 0)
        *Goals met:* none so far
        [Step down to monthly] [Stay as we are]
        [See the whole picture]
        You can choose again until the other one has chosen, too. A step you both choose can still be changed until its day. Saying nothing leaves everything as it is.
        ");
    assert_eq!(world.phase().await, "weekly", "its day is still to come");
    world.until(LISBON, "2027-05-02 23:59").await;
    assert_eq!(world.phase().await, "weekly");
    world.until(LISBON, "2027-05-03 00:01").await;
    assert_eq!(world.phase().await, "monthly");
    world.until(NEW_YORK, "2027-05-03 09:30").await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        You both wanted it: from now on your check-ins are monthly. I'll ask @Inês for the next check-in on Fri 21 May, 15:00. Questions go on as before, and I look for a call every four weeks at most.
        `/mentor phase` shows the plan, and the way back up.
        ");
    let before = world.asked(LISBON).await.len();
    world.until(LISBON, "2027-10-18 12:00").await;
    let asked: Vec<String> = world.asked(LISBON).await.split_off(before);
    let first: Vec<&String> = asked.iter().filter(|it| it.contains("prompt")).collect();
    assert_snapshot!(format!("{first:#?}"), @r#"
        [
            "Fri 2027-05-21 15:00 prompt 2027-W20",
            "Fri 2027-06-18 15:00 prompt 2027-W24",
            "Fri 2027-07-16 15:00 prompt 2027-W28",
            "Fri 2027-08-13 15:00 prompt 2027-W32",
            "Fri 2027-09-10 15:00 prompt 2027-W36",
            "Fri 2027-10-08 15:00 prompt 2027-W40",
        ]
        "#);
    // The second step, after both clocks have changed.
    world.until(NEW_YORK, "2027-10-18 09:30").await;
    for who in [&world.ines, &world.noah] {
        world.presses(who, "step_down").await;
        world.minutes(1).await;
    }
    world.until(LISBON, "2027-11-01 00:01").await;
    assert_eq!(world.phase().await, "ad_hoc");
    world.until(NEW_YORK, "2027-11-01 09:30").await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        You both wanted it: from now on there is no schedule. I ask for no check-in and no call; write or ask whenever it helps, with `/checkin`, `/ask` and `/mentor call`. Whenever you both feel it, *We are peers now* in `/mentor phase` completes your pair.
        `/mentor phase` is also the way back up.
        ");
    let before = world.asked(LISBON).await.len();
    world.days(70).await;
    assert_eq!(world.asked(LISBON).await.len(), before, "nobody is asked any more");
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.sends(&world.ines, a_good_week()).await, Submitted::Closed);
    world.hours(48).await;
    assert!(world.sees(&world.noah, "reply"), "what is written by oneself is read");
    assert!(world.home(&world.ines).await.contains("Without a schedule"));
    assert!(world.came("review/", LISBON).await.iter().all(|it| it.as_str() < "Mon 2027-11"));
    world.types(&world.noah, "/mentor", "phase").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == The way ahead ==
        *You and @Inês have no schedule any more.* Questions and check-ins are as welcome as ever, whenever they help.
        I ask nothing by myself any more. Either of you may bring up a step back, or that you are peers now; it is taken when the other one agrees.
        [Step back up to monthly check-ins] [We are peers now]
        ---
        [See the whole picture] [End this pair]
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_stays_is_asked_again_after_twelve_weeks() {
    let world = growing().await;
    world.until(NEW_YORK, "2027-04-19 09:30").await;
    for who in [&world.ines, &world.noah] {
        world.presses(who, "stay_as_we_are").await;
        world.minutes(1).await;
    }
    assert_snapshot!(world.dm(&world.noah).into_iter().rfind(|it| it.contains("A step towards")).unwrap(), @r"
        # A step towards standing alone
        From Mon 3 May 2027 on, your check-ins with @Inês could be monthly: one check-in every four weeks, and at most one call in that time. It is only taken if you both choose it.
        @Inês would like to stay as you are.
        You chose to stay as you are.
        So everything stays as it is.
        `/mentor phase` shows where you two are and what either may bring up.
        ");
    world.until(LISBON, "2027-07-12 08:59").await;
    assert_eq!(world.steps(LISBON).await.len(), 2);
    let home = world.home(&world.noah).await;
    assert!(home.contains("Weekly until Mon 26 Jul 2027; then you two decide."), "{home}");
    let plan = world.opens_page(&world.noah, "phase").await;
    assert!(
        plan.contains("this until Mon 26 Jul 2027, then monthly check-ins until Mon 1 Nov 2027"),
        "{plan}"
    );
    world.until(NEW_YORK, "2027-07-12 09:30").await;
    assert_eq!(world.steps(LISBON).await.len(), 4);
    assert_eq!(world.phase().await, "weekly");
    world.ends_unread().await;
}

#[tokio::test]
async fn two_who_want_different_things_are_told_so_kindly_and_nothing_changes() {
    let world = growing().await;
    world.until(NEW_YORK, "2027-04-19 09:30").await;
    world.presses(&world.ines, "step_down").await;
    world.minutes(1).await;
    world.presses(&world.noah, "stay_as_we_are").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().last().unwrap(), @"You two see the next step differently for now, so everything stays as it is. That is worth ten minutes of your next call: what would have to be true for both of you? I'll ask again in four weeks, and either of you can bring it up before.");
    world.until(LISBON, "2027-05-10 12:00").await;
    assert_eq!(world.phase().await, "weekly");
    // Noah thinks again, and Inês still wants it.
    world.presses_at_phase(&world.noah, "step_down").await;
    assert_eq!(world.phase().await, "weekly");
    world.hours(1).await;
    assert_snapshot!(with_button(&world, &world.ines, "step_down"), @r"
        # Something to decide together
        @Noah has brought up how you two go on. Nothing changes unless you want it, too, and there is no hurry.
        @Noah would like monthly check-ins.
        *Solved by the mentee themselves:* at first too early (n = 0), lately too early (n = 0)
        *Planned and done without help:* at first too early (n = 0), lately too early (n = 0)
        *Goals met:* none so far
        [Step down to monthly] [Stay as we are]
        [See the whole picture]
        Saying nothing leaves everything as it is.
        ");
    world.presses(&world.ines, "step_down").await;
    assert_eq!(world.phase().await, "monthly", "at once: they asked for it themselves");
    world.ends_unread().await;
}

#[tokio::test]
async fn silence_changes_nothing_and_a_late_yes_is_taken_at_once() {
    let world = growing().await;
    world.until(NEW_YORK, "2027-04-19 09:30").await;
    world.presses(&world.ines, "step_down").await;
    world.until(LISBON, "2027-05-05 12:00").await;
    assert_eq!(world.phase().await, "weekly");
    world.until(NEW_YORK, "2027-05-05 10:00").await;
    world.presses(&world.noah, "step_down").await;
    assert_eq!(world.phase().await, "monthly");
    world.ends_unread().await;
}

#[tokio::test]
async fn either_brings_a_step_up_early_and_back_up_and_takes_it_back() {
    let world = growing().await;
    world.until(NEW_YORK, "2026-12-01 09:30").await;
    world.presses_at_phase(&world.noah, "step_down").await;
    world.minutes(2).await;
    assert_snapshot!(with_button(&world, &world.ines, "step_down"), @r"
        # Something to decide together
        @Noah has brought up how you two go on. Nothing changes unless you want it, too, and there is no hurry.
        @Noah would like monthly check-ins.
        *Solved by the mentee themselves:* at first too early (n = 0), lately too early (n = 0)
        *Planned and done without help:* at first too early (n = 0), lately too early (n = 0)
        *Goals met:* none so far
        [Step down to monthly] [Stay as we are]
        [See the whole picture]
        Saying nothing leaves everything as it is.
        ");
    world.presses_at_phase(&world.noah, "stay_as_we_are").await;
    world.minutes(2).await;
    assert!(!world.sees(&world.ines, "step_down"), "he took it back");
    world.presses_at_phase(&world.ines, "step_down").await;
    world.minutes(2).await;
    world.presses(&world.noah, "step_down").await;
    assert_eq!(world.phase().await, "monthly");
    world.until(NEW_YORK, "2026-12-15 09:30").await;
    world.presses_at_phase(&world.ines, "step_up").await;
    world.minutes(2).await;
    world.presses(&world.noah, "step_up").await;
    assert_eq!(world.phase().await, "weekly");
    world.minutes(2).await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        You both wanted it: you are back to weekly check-ins. I'll ask @Inês for the next check-in on Fri 18 Dec, 15:00. A step up is no step back.
        `/mentor phase` shows the plan, and the way back up.
        ");
    let asked = world.asked(LISBON).await.len();
    world.days(14).await;
    let now = world.asked(LISBON).await.into_iter().skip(asked);
    assert_eq!(now.filter(|it| it.contains("prompt")).count(), 2, "every week again");
    // What is planned stands.
    world.until(NEW_YORK, "2027-04-19 09:30").await;
    assert!(world.sees(&world.ines, "step_down") && world.sees(&world.noah, "step_down"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentee_who_moves_between_notice_and_step_takes_it_where_they_are() {
    // The clocks of Lisbon go forward on 28 March, between the notice of the 18th and the step of 1 April.
    let world = World::with_a_growing_pair_on("2026-10-01T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(NEW_YORK, "2027-03-18 09:30").await;
    for who in [&world.ines, &world.noah] {
        world.presses(who, "step_down").await;
        world.minutes(1).await;
    }
    world.until(LISBON, "2027-03-29 12:00").await;
    world.moves(&world.ines, Some("Asia/Tokyo")).await;
    world.until("Asia/Tokyo", "2027-03-31 23:59").await;
    assert_eq!(world.phase().await, "weekly");
    world.until("Asia/Tokyo", "2027-04-01 00:01").await;
    assert_eq!(world.phase().await, "monthly");
    world.ends_unread().await;
}

#[tokio::test]
async fn in_autumn_the_clocks_change_and_the_day_stays_the_day() {
    let world = World::with_a_growing_pair_on("2026-04-30T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(NEW_YORK, "2026-10-15 09:30").await;
    for who in [&world.ines, &world.noah] {
        world.presses(who, "step_down").await;
        world.minutes(1).await;
    }
    world.until(LISBON, "2026-10-28 23:59").await;
    assert_eq!(world.phase().await, "weekly");
    world.until(LISBON, "2026-10-29 00:01").await;
    assert_eq!(world.phase().await, "monthly");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_button_of_an_earlier_step_changes_nothing() {
    let world = growing().await;
    world.until(NEW_YORK, "2026-12-01 09:30").await;
    world.types(&world.noah, "/mentor", "phase").await;
    world.presses_at_phase(&world.ines, "step_down").await;
    world.minutes(2).await;
    // It is the step that is talked about by now, so his old page is good for it.
    world.presses_in_modal(&world.noah, "step_down").await;
    assert_eq!(world.phase().await, "monthly");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.noah, "/mentor", "phase").await;
    world.presses_at_phase(&world.ines, "step_up").await;
    world.hours(2).await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.presses(&world.noah, "step_up").await;
    let forged = trellis::sandbox::acting::Forged::Press {
        action: "step_down".to_owned(),
        value: "1+1".to_owned(),
    };
    world.stage.workspace.forge(&world.noah, &forged).await.unwrap();
    world.stage.workspace.settle().await;
    assert_snapshot!(world.whisper(&world.noah), @"That was about an earlier step, so nothing has changed. `/mentor phase` shows where you two are.");
    assert_eq!(world.phase().await, "weekly");
    world.types(&world.ines, "/mentor", "end").await;
    world.sends(&world.ines, json!({ "because": "goals_met" })).await;
    world.sends(&world.ines, json!({})).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.days(200).await;
    assert_eq!(world.steps(LISBON).await.len(), 4, "{:#?}", world.steps(LISBON).await);
    world.ends_unread().await;
}
