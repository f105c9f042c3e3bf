//! Steps in the middle of something else: a half-written week, a leave, a message that was not wanted, a change of mind.
//!
//! A pair begins on Monday, 2 November 2026.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, a_good_week, drafting::the_rest};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const HALF: &str = "Half of the import scr";
const NEXT: &str = "select week from schedules where kind = 'checkin'";

/// It is Wednesday, and since yesterday Inês has half of Friday's check-in.
async fn half_written() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.types_into(&world.ines, "tasks", HALF).await;
    world.closes(&world.ines).await;
    world.until(NEW_YORK, "2026-11-11 10:00").await;
    world
}

/// She is asked on Friday all the same, and sends it.
async fn sends_it_on_friday(world: &World) {
    world.until(LISBON, "2026-11-13 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
    world.sends_well(&world.ines, the_rest()).await;
}

#[tokio::test]
async fn a_week_that_is_half_written_is_sent_after_a_step() {
    let world = half_written().await;
    world.presses_at_phase(&world.noah, "step_down").await;
    world.presses_at_phase(&world.ines, "step_down").await;
    assert_eq!(world.phase().await, "monthly");
    world.minutes(1).await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        You both wanted it: from now on your check-ins are monthly. I'll ask @Inês for the next check-in on Fri 13 Nov, 15:00. Questions go on as before, and I look for a call every four weeks at most.
        `/mentor phase` shows the plan, and the way back up.
        ");
    sends_it_on_friday(&world).await;
    assert_eq!(world.value(NEXT).await.as_deref(), Some("2026-W49"), "four weeks after the first");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_week_that_is_half_written_is_sent_after_a_signature() {
    let world = half_written().await;
    world.both_sign(json!({ "scope": "Parsers.", "checkins": "two_weeks" })).await;
    sends_it_on_friday(&world).await;
    assert_eq!(world.value(NEXT).await.as_deref(), Some("2026-W47"));
    let home = world.home(&world.ines).await;
    assert!(home.contains("A check-in every two weeks until Mon 3 May 2027"), "{home}");
    world.types(&world.noah, "/mentor", "phase").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == The way ahead ==
        *You and @Inês have a check-in every two weeks.* The plan: this until Mon 3 May 2027, then monthly check-ins until Mon 1 Nov 2027, then no schedule, and in the end you are peers.
        I ask both of you fourteen days before each step. It is taken only if you both choose it; saying nothing changes nothing. Either of you may bring one up earlier, or a step back up, and it is taken as soon as the other one agrees.
        [Step down to monthly]
        ---
        [See the whole picture] [End this pair]
        ");
    world.ends_unread().await;
}

/// The first step is near on a Thursday in November, and nothing else comes up.
async fn soon() -> World {
    let world = World::with_a_growing_pair().await;
    world.is_told_of_a_step_on(LISBON, "2026-11-19").await;
    world
}

#[tokio::test]
async fn nobody_is_told_of_a_step_while_one_of_them_is_away() {
    let world = soon().await;
    world.until(LISBON, "2026-11-16 10:00").await;
    world.types(&world.noah, "/mentor", "away 2026-11-18 2026-12-06").await;
    world.until(NEW_YORK, "2026-11-23 10:00").await;
    assert_eq!(world.steps(LISBON).await, Vec::<String>::new());
    let home = world.home(&world.ines).await;
    assert!(home.contains("Weekly until Mon 21 Dec 2026"), "fourteen days after that: {home}");
    world.types(&world.noah, "/mentor", "back").await;
    world.until(NEW_YORK, "2026-11-24 09:01").await;
    assert_snapshot!(world.steps(LISBON).await.join("\n"), @r"
        Tue 2026-11-24 14:00 step/1/1/2
        Tue 2026-11-24 09:00 step/1/1/3
        ");
    for who in [&world.ines, &world.noah] {
        world.presses(who, "step_down").await;
    }
    world.until(LISBON, "2026-12-07 23:59").await;
    assert_eq!(world.phase().await, "weekly");
    world.until(LISBON, "2026-12-08 00:01").await;
    assert_eq!(world.phase().await, "monthly");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_wish_reaches_somebody_who_wants_no_notice_of_steps() {
    for chooses_at in ["2026-11-19 09:30", "2026-11-20 16:00"] {
        let world = soon().await;
        world.changes_the_file("insert into kinds_off (person_id, kind) values (2, 'step')").await;
        world.until(LISBON, chooses_at).await;
        world.presses(&world.ines, "step_down").await;
        world.until(NEW_YORK, "2026-11-20 12:00").await;
        let told = world.steps(LISBON).await;
        assert!(told.iter().any(|it| it.contains("step-wished/1/1/2")), "{told:?}");
        world.presses(&world.noah, "step_down").await;
        world.until(LISBON, "2026-12-03 00:01").await;
        assert_eq!(world.phase().await, "monthly");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn a_difference_that_is_over_is_not_told() {
    let world = World::with_a_pair().await;
    // In nobody's hours, so that what came of it waits for Monday.
    world.until(LISBON, "2026-11-13 23:00").await;
    world.presses_at_phase(&world.noah, "step_down").await;
    world.presses_at_phase(&world.ines, "stay_as_we_are").await;
    world.until(LISBON, "2026-11-14 12:00").await;
    for who in [&world.noah, &world.ines] {
        world.presses_at_phase(who, "step_down").await;
    }
    assert_eq!(world.phase().await, "monthly");
    world.until(NEW_YORK, "2026-11-16 12:00").await;
    let said = world.in_room();
    assert!(said.last().unwrap().contains("from now on your check-ins are monthly"), "{said:?}");
    assert!(!said.iter().any(|it| it.contains("differently")), "{said:?}");
    world.ends_unread().await;
}
