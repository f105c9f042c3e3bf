//! Two weeks in one: after an absence one form closes the older week too, and nobody is asked for two weeks on one day.
//!
//! Every time is a wall time in Lisbon. How a leave is told and ended stands in `leave`.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";

fn closing(weeks: &[&str]) -> Value {
    let mut values = a_good_week();
    values["covers"] = json!(weeks);
    values
}

/// Week 45 was asked for and not written; week 46 has just been asked for: Friday, 13 November, 15:00.
async fn two_open() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-13 14:59").await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-13 15:00").await;
    world
}

#[tokio::test]
async fn one_form_closes_both_weeks() {
    let world = two_open().await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        *How was your week of 9–15 Nov?* Fifteen minutes of writing now, and @Noah answers it in writing.
        [Write check-in] [Later today] [Skip this week] [Why am I seeing this?]
        @Noah reads it and answers; leads see that you wrote, never the words.
        *Asking, 2 of 3.* When something doesn't work, `/ask debug` asks what you want, what you tried and what you think it is. Writing that down often finds the answer.
        The week of 2–8 Nov is still open too; one form can close both.
        ");
    world.presses(&world.ines, "write_checkin").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Week of*: 9–15 Nov\nMore than one week?: ____"), "{form}");
    world.sends_well(&world.ines, closing(&["2026-W45"])).await;
    world.until(LISBON, "2026-11-20 14:00").await;
    let asked = world.asked(LISBON).await;
    assert_eq!(
        asked.last().unwrap(),
        "Fri 2026-11-13 15:00 prompt 2026-W46",
        "nothing more is asked"
    );
    assert_snapshot!(world.dm(&world.ines)[1], @"The week of 2–8 Nov is closed with your check-in for the week of 9–15 Nov. Nothing more is asked for it.");
    assert!(world.home(&world.ines).await.contains("Nothing is waiting for you."));
    assert!(world.home(&world.noah).await.contains("◎ ●  on time (◎ closed with another)"));
    let line = world.checkin_in_room().lines().nth(1).unwrap().to_owned();
    assert_snapshot!(line, @"It closes the week of 2–8 Nov too.");
    world.types(&world.noah, "/checkin", "history").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Check-ins so far ==
        You and @Inês. Only you two can read this.
        *Week of 9–15 Nov*  ·  reply owed by Tue 17 Nov, 10:00
        What I learned
        How lifetimes tie a borrow to its owner.
        [Read]
        *Week of 2–8 Nov*  ·  closed with the week of 9–15 Nov
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn nothing_is_closed_that_was_not_ticked_and_nothing_is_offered_when_nothing_is_open() {
    let world = two_open().await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert!(world.home(&world.ines).await.contains("your check-in for the week of 2–8 Nov\n"));
    world.types(&world.ines, "/checkin", "").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Week of*: 2–8 Nov") && !form.contains("More than one week?"), "{form}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, json!({ "covers": ["2026-W45"] })).await;
    assert!(world.home(&world.ines).await.contains("Nothing is waiting for you."));
    assert!(world.checkin_in_room().contains("It closes the week of 2–8 Nov too."));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_closed_week_can_neither_be_skipped_nor_put_off_and_can_still_be_written() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "skip").await;
    let skipping = world.form_left_open(&world.ines);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "write_checkin").await;
    let writing = world.form_left_open(&world.ines);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(LISBON, "2026-11-13 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, closing(&["2026-W45"])).await;
    let refused = world.sends_left_open(&world.ines, &skipping, &[("reason", "")]).await;
    assert!(format!("{refused:?}").contains("Another check-in has closed that week already"));
    assert!(!world.sees(&world.ines, "skip"), "no button asks for it any more");
    let closes = |it: &String| it.contains("It closes the week of 2–8 Nov too.");
    assert!(world.in_room().iter().any(closes));
    let texts = ["tasks", "learned", "tried", "primary"].map(|field| (field, "Something."));
    world.sends_left_open(&world.ines, &writing, &texts).await;
    assert!(!world.in_room().iter().any(closes), "the week has a check-in of its own now");
    world.types(&world.ines, "/checkin", "history").await;
    assert!(!world.modal(&world.ines).contains("closed with"));
    world.ends_unread().await;
}

#[tokio::test]
async fn only_earlier_weeks_that_wait_can_be_closed() {
    let world = two_open().await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov\nMore than one week?: ____"));
    let same = world.sends(&world.ines, closing(&["2026-W45"])).await;
    assert_eq!(same, Submitted::Closed, "a box for the chosen week says nothing");
    assert!(world.home(&world.ines).await.contains("your check-in for the week of 9–15 Nov\n"));
    // What could not be sent is kept as a draft, and nothing else is.
    let kept = async || {
        let mut dump = world.dump().await;
        dump.remove("drafts");
        dump
    };
    let before = kept().await;
    for week in ["2026-W46", "2026-W44", "2026-W99", "2019-W01"] {
        world.presses(&world.ines, "edit_checkin").await;
        let form = world.form_left_open(&world.ines);
        let answer = world.sends_closing(&world.ines, &form, week).await;
        assert!(format!("{answer:?}").contains("covers"), "{week}: {answer:?}");
        world.stage.workspace.close_all(&world.ines).await.unwrap();
    }
    assert_eq!(kept().await, before);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_late_request_and_a_due_one_do_not_come_on_one_day() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "day Sat 10:00").await;
    world.until(LISBON, "2026-11-09 09:30").await;
    world.types(&world.ines, "/mentor", "day Mon 15:00").await;
    world.until(LISBON, "2026-11-10 10:00").await;
    let expected = ["Mon 2026-11-09 09:00 prompt 2026-W45", "Tue 2026-11-10 09:00 prompt 2026-W46"];
    assert_eq!(world.asked(LISBON).await, expected, "Saturday's came on Monday, so Monday's waits");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn one_day_is_a_local_day_through_both_clock_changes() {
    for (start, monday, tuesday) in [
        ("2026-10-12T08:00:00Z", "2026-10-26", "2026-10-27"),
        ("2027-03-15T09:00:00Z", "2027-03-29", "2027-03-30"),
    ] {
        let world = World::with_a_pair_on(start, (LISBON, "America/New_York")).await;
        world.types(&world.ines, "/mentor", "day Sat 10:00").await;
        world.until(LISBON, &format!("{monday} 09:30")).await;
        world.everybody_reads();
        world.types(&world.ines, "/mentor", "day Mon 15:00").await;
        world.until(LISBON, &format!("{tuesday} 10:00")).await;
        let asked = world.asked(LISBON).await;
        let days: Vec<&str> = asked[asked.len() - 2..].iter().map(|it| &it[4..20]).collect();
        assert_eq!(days, [format!("{monday} 09:00"), format!("{tuesday} 09:00")], "{asked:?}");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn nobody_is_reminded_of_a_week_on_the_day_the_next_one_is_asked_for() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.types(&world.ines, "/mentor", "day Mon 16:00").await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-09 17:00").await;
    let expected = ["Fri 2026-11-06 15:00 prompt 2026-W45", "Mon 2026-11-09 16:00 prompt 2026-W46"];
    assert_eq!(world.asked(LISBON).await, expected);
    let called_off = ["reminder 2026-W45: asked today", "last 2026-W45: asked today"];
    assert_eq!(world.not_asked().await, called_off);
    let asked = world.last_dm(&world.ines);
    assert!(asked.contains("The week of 2–8 Nov is still open too"), "it is named: {asked}");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_week_that_is_written_already_takes_no_reminder_away() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.types(&world.ines, "/mentor", "day Mon 16:00").await;
    world.until(LISBON, "2026-11-06 16:00").await;
    world.types(&world.ines, "/checkin", "").await;
    let mut values = a_good_week();
    values["week"] = json!("2026-W46");
    world.sends_well(&world.ines, values).await;
    world.until(LISBON, "2026-11-09 17:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    world.everybody_reads();
    world.ends().await;
}
