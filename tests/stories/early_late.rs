//! A check-in that comes before it is asked for, one that comes long after, and one that is changed once it was answered.
//!
//! Every time is a wall time in Lisbon unless it says otherwise. What is asked and when stands in `asking`; several weeks
//! with one form are in `two_weeks`.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::sandbox::{acting::Submitted, faults::Misbehaviour};

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// The weeks that can be chosen in the form that is open.
fn offered(world: &World, who: &str) -> Vec<String> {
    let form = world.form_left_open(who);
    let block = form["blocks"].as_array().unwrap().iter().find(|it| it["block_id"] == "week");
    let options = block.expect("no choice of weeks")["element"]["options"].as_array().unwrap();
    options.iter().map(|it| it["value"].as_str().unwrap().to_owned()).collect()
}

/// A mentee who is asked on Mondays at 10:00 from the second Monday on, and has written until the one given.
async fn asked_on_mondays(start: &str, mondays: &[&str]) -> World {
    let world = World::with_a_pair_on(start, (LISBON, NEW_YORK)).await;
    world.types(&world.ines, "/mentor", "day Mon 10:00").await;
    for monday in mondays {
        world.until(LISBON, &format!("{monday} 10:00")).await;
        while !open_weeks_are_written(&world).await {}
    }
    world.everybody_reads();
    world
}

/// Writes the oldest week that waits; true when none does.
async fn open_weeks_are_written(world: &World) -> bool {
    let home = world.home(&world.ines).await;
    if home.contains("Nothing is waiting for you.") {
        return true;
    }
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    false
}

#[tokio::test]
async fn the_coming_week_opens_four_days_before_it_is_due_even_in_the_week_before() {
    let world = asked_on_mondays("2026-11-02T09:00:00Z", &["2026-11-09"]).await;
    world.until(LISBON, "2026-11-11 23:59").await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(offered(&world, &world.ines), ["2026-W46"], "what she wrote on Monday, to edit");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(LISBON, "2026-11-12 00:00").await;
    assert!(
        world
            .home(&world.ines)
            .await
            .contains("\nNext check-in: Mon 16 Nov, 10:00; you can write it now")
    );
    world.presses_at_home(&world.ines, "write_checkin").await;
    assert_eq!(offered(&world, &world.ines), ["2026-W47"], "and no week further ahead");
    world.sends_well(&world.ines, a_good_week()).await;
    assert!(world.home(&world.ines).await.contains("Next check-in: Mon 23 Nov, 10:00\n"));
    world.until(LISBON, "2026-11-23 09:59").await;
    let asked = world.asked(LISBON).await;
    assert!(
        asked.iter().all(|it| !it.ends_with("W47")),
        "nobody asks for what is written: {asked:?}"
    );
    let said = world.types(&world.noah, "/checkin", "history").await;
    assert_eq!(said, "");
    assert!(world.modal(&world.noah).contains("Week of 16–22 Nov"), "it stands under its own week");
    world.until(LISBON, "2026-11-23 10:00").await;
    assert_eq!(world.asked(LISBON).await.last().unwrap(), "Mon 2026-11-23 10:00 prompt 2026-W48");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn four_days_are_local_days_through_both_clock_changes() {
    // Clocks go back on 25 October and forward on 28 March, both between the opening and the due day.
    for (start, monday, before, opens, week) in [
        ("2026-10-12T08:00:00Z", "2026-10-19", "2026-10-21 23:59", "2026-10-22 00:00", "2026-W44"),
        ("2027-03-15T09:00:00Z", "2027-03-22", "2027-03-24 23:59", "2027-03-25 00:00", "2027-W13"),
    ] {
        let world = asked_on_mondays(start, &[monday]).await;
        world.until(LISBON, before).await;
        assert!(!world.home(&world.ines).await.contains("you can write it now"), "{before}");
        world.until(LISBON, opens).await;
        assert!(world.home(&world.ines).await.contains("you can write it now"), "{opens}");
        world.types(&world.ines, "/checkin", "").await;
        assert_eq!(offered(&world, &world.ines), [week]);
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn the_days_are_those_of_wherever_the_mentee_is() {
    let world = asked_on_mondays("2026-11-02T09:00:00Z", &["2026-11-09"]).await;
    world.until(LISBON, "2026-11-11 12:00").await;
    world.moves(&world.ines, Some("Pacific/Auckland")).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(offered(&world, &world.ines), ["2026-W47"], "it is Thursday there, 01:00");
    world.ends_unread().await;
}

#[tokio::test]
async fn before_anything_is_open_she_is_told_when_it_opens() {
    let world = World::with_a_pair_on("2026-11-06T09:00:00Z", (LISBON, NEW_YORK)).await;
    let said = world.types(&world.ines, "/checkin", "").await;
    assert_snapshot!(said, @"Nothing is waiting for you. Your next check-in opens Mon 9 Nov, four days before it is due. `/checkin history` shows what you have written.");
    assert!(!world.home(&world.ines).await.contains("[Write check-in]"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_check_in_is_taken_for_fourteen_days_under_its_own_week_and_then_no_more() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    let first = world.find(&world.ines, "write_checkin").unwrap();
    world.until(LISBON, "2026-11-20 23:59").await;
    world.presses_in(&world.ines, first.clone(), "write_checkin".to_owned()).await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    world.until(LISBON, "2026-11-21 00:00").await;
    let refused = world.sends(&world.ines, a_good_week()).await;
    assert_snapshot!(format!("{refused:?}"), @r#"FieldErrors({"week": "The week of 2–8 Nov closed while this was open, 14 days after it was due. Your words are still here: choose another week, or copy them and type `/checkin` again."})"#);
    assert!(!world.modal(&world.ines).is_empty(), "the form is still there with its text");
    let mut other = a_good_week();
    other["week"] = json!("2026-W46");
    world.sends_well(&world.ines, other).await;
    world.presses_in(&world.ines, first.clone(), "write_checkin".to_owned()).await;
    assert_eq!(world.modal(&world.ines), "", "nothing opens");
    assert_snapshot!(world.whisper(&world.ines), @"The week of 2–8 Nov is closed: a check-in is taken until 14 days after it was due. What mattered in it fits into the one that is open now: type `/checkin`.");
    for action in ["later", "skip"] {
        world.presses_in(&world.ines, first.clone(), action.to_owned()).await;
        assert!(
            world.whisper(&world.ines).starts_with("The week of 2–8 Nov is closed"),
            "{action}"
        );
    }
    world.ends_unread().await;
}

/// Inês has written in the first week and Noah has answered in the thread.
async fn answered(world: &World) {
    world.until(NEW_YORK, "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.writes_in_thread(&world.noah, "Cloning is fine here.").await;
    world.everybody_reads();
}

async fn edits(world: &World, tasks: &str) {
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, json!({ "tasks": tasks })).await;
}

#[tokio::test]
async fn a_mentor_who_has_replied_is_told_of_a_change_once_and_in_their_hours() {
    let world = World::with_a_pair().await;
    edits_nothing_before(&world).await;
    answered(&world).await;
    world.until(NEW_YORK, "2026-11-06 20:00").await;
    edits(&world, "And the export screen.").await;
    edits(&world, "And the export screen, with a test.").await;
    let before = world.in_thread();
    assert!(!before.iter().any(|it| it.contains("changed something")), "it is evening in New York");
    assert!(world.checkin_in_room().contains("with a test"), "the message shows it at once");
    world.until(NEW_YORK, "2026-11-09 09:00").await;
    let thread = world.in_thread();
    assert_eq!(thread.len(), before.len() + 1, "{thread:#?}");
    assert_snapshot!(thread.last().unwrap(), @"@Noah, @Inês changed something in the check-in for the week of 2–8 Nov after you replied. The message above shows how it reads now.");
    edits(&world, "A third time.").await;
    world.hours(24).await;
    assert_eq!(world.in_thread().len(), thread.len(), "once is enough");
    world.writes_in_thread(&world.noah, "Good that you added the test.").await;
    edits(&world, "A fourth time.").await;
    world.hours(24).await;
    let told = world.in_thread().iter().filter(|it| it.contains("changed something")).count();
    assert_eq!(told, 2, "a new reply makes room for a new note");
    assert_eq!(world.versions().await.0, 7, "every edit is kept");
    world.ends_unread().await;
}

/// An edit before any reply tells nobody.
async fn edits_nothing_before(world: &World) {
    world.until(NEW_YORK, "2026-11-06 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    edits(world, "A little more.").await;
    assert!(world.in_thread().is_empty());
}

#[tokio::test]
async fn a_mentor_who_replies_again_before_they_are_told_has_seen_it() {
    let world = World::with_a_pair().await;
    answered(&world).await;
    world.until(NEW_YORK, "2026-11-06 20:00").await;
    edits(&world, "And the export screen.").await;
    world.writes_in_thread(&world.noah, "Even better.").await;
    world.until(NEW_YORK, "2026-11-09 12:00").await;
    assert!(!world.in_thread().iter().any(|it| it.contains("changed something")));
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_room_the_mentor_is_told_under_their_own_copy() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until(NEW_YORK, "2026-11-02 09:00").await;
    let refuse = Misbehaviour::ErrorCode("restricted_action");
    world.stage.workspace.misbehave(refuse, "conversations.open", 1);
    world.presses(&world.noah, "join").await;
    world.until(NEW_YORK, "2026-11-06 10:05").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Well done." })).await;
    edits(&world, "And the export screen.").await;
    let (channel, ts) = world.find(&world.noah, "reply").unwrap();
    let thread = world.stage.workspace.thread(&channel, &ts);
    let told = |it: &Value| it.to_string().contains("changed something");
    assert_eq!(thread.iter().filter(|it| told(it)).count(), 1, "{thread:#?}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_week_that_was_never_offered_is_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/checkin", "").await;
    let before = world.dump().await;
    for (week, sentence) in [
        ("2026-W46", "That week isn't open yet"),
        ("2026-W44", "Choose one of the weeks"),
        ("soon", "Choose one of the weeks"),
    ] {
        let form = world.form_left_open(&world.ines);
        let answer = world.sends_for_week(&world.ines, &form, week).await;
        assert!(format!("{answer:?}").contains(sentence), "{week}: {answer:?}");
    }
    assert_eq!(world.dump().await, before);
    let submitted = world.sends(&world.ines, a_good_week()).await;
    assert_eq!(submitted, Submitted::Closed);
    world.ends_unread().await;
}
