//! What cannot be about a call is said kindly, and changes nothing.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Forged;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const TUESDAY: &str = "2026-11-10T15:00:00Z";

async fn on_tuesday() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 09:30").await;
    world.everybody_reads();
    world
}

#[tokio::test]
async fn a_time_that_cannot_be_is_refused_with_its_reason() {
    let world = on_tuesday().await;
    world.types(&world.noah, "/mentor", "away 2026-11-12").await;
    for (at, why) in [
        ("2026-11-03T09:00:00Z", "exact: That has gone by."),
        ("2027-03-01T15:00:00Z", "exact: Calls are arranged at most eight weeks ahead."),
        ("2026-11-10T08:30:00Z", "exact: That is Tue 10 Nov, 03:30 for your mentor"),
        ("2026-11-10T23:30:00Z", "exact: That is Tue 10 Nov, 23:30 for you"),
        ("2026-11-12T15:00:00Z", "exact: That is one of your mentor's days off."),
    ] {
        let told = world.proposes_a_call(&world.ines, a_call(at)).await;
        assert!(told.starts_with(why), "{told}");
    }
    assert_eq!(world.value("select count(*) from calls").await.as_deref(), Some("0"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_call_of_45_minutes_is_refused_however_it_is_sent() {
    let world = on_tuesday().await;
    let at: jiff::Timestamp = TUESDAY.parse().unwrap();
    let values = [
        ("purpose", json!({ "type": "static_select", "selected_option": { "value": "career" } })),
        ("minutes", json!({ "type": "static_select", "selected_option": { "value": "45" } })),
        ("exact", json!({ "type": "datetimepicker", "selected_date_time": at.as_second() })),
    ];
    let values =
        values.into_iter().map(|(field, held)| (field.to_owned(), json!({ "value": held })));
    let sent = Forged::Submission {
        form: "call".to_owned(),
        metadata: "1".to_owned(),
        values: values.collect(),
    };
    let answer = world.stage.workspace.forge(&world.ines, &sent).await.unwrap();
    let said = answer["errors"]["minutes"].as_str().unwrap();
    assert!(said.starts_with("A call takes 15, 20, 25 or 30 minutes"), "{said}");
    assert_eq!(world.value("select count(*) from calls").await.as_deref(), Some("0"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_time_that_is_gone_when_it_is_confirmed_agrees_to_nothing_and_shows_others() {
    let world = on_tuesday().await;
    world.proposes_a_call(&world.ines, a_call(TUESDAY)).await;
    world.until(NEW_YORK, "2026-11-03 09:30").await;
    world.types(&world.ines, "/mentor", "away 2026-11-10").await;
    world.presses(&world.noah, "confirm_call").await;
    let shown = world.modal(&world.noah);
    assert!(
        shown.contains(
            "isn't possible any more, so nothing is agreed. That is one of your mentee's days off."
        ),
        "{shown}"
    );
    assert_eq!(world.value("select state from calls").await.as_deref(), Some("offered"));
    let told = world.sends_a_time(&world.noah, a_call("2026-11-11T15:00:00Z")).await;
    assert!(told.contains("You proposed"), "{told}");
    world.minutes(1).await;
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    assert_eq!(world.value("select state from calls").await.as_deref(), Some("agreed"));
    world.ends_unread().await;
}

#[tokio::test]
async fn two_who_confirm_different_times_at_once_agree_on_one() {
    let world = on_tuesday().await;
    world.proposes_a_call(&world.ines, a_call(TUESDAY)).await;
    world.until(NEW_YORK, "2026-11-03 09:30").await;
    // Noah's form is open while Inês proposes something else.
    world.presses(&world.noah, "other_time").await;
    let press = Forged::Press { action: "other_time".to_owned(), value: "1+2".to_owned() };
    world.stage.workspace.forge(&world.ines, &press).await.unwrap();
    world.stage.workspace.settle().await;
    world.sends_a_time(&world.ines, a_call("2026-11-10T16:00:00Z")).await;
    let told = world.sends_a_time(&world.noah, a_call("2026-11-10T17:00:00Z")).await;
    assert!(told.contains("That is out of date, so nothing has changed."), "{told}");
    world.minutes(1).await;
    // The button he saw first is out of date, too.
    let stale = Forged::Press { action: "confirm_call".to_owned(), value: "1+2".to_owned() };
    world.stage.workspace.forge(&world.noah, &stale).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.whisper(&world.noah).contains("proposed Tue 10 Nov, 11:00"));
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert!(world.in_room().last().unwrap().contains("Tue 10 Nov, 16:00"));
    world.ends_unread().await;
}

#[tokio::test]
async fn what_nobody_answers_lapses_at_its_time_and_whoever_proposed_it_is_told() {
    let world = on_tuesday().await;
    world.proposes_a_call(&world.ines, a_call("2026-11-03T16:00:00Z")).await;
    world.until(NEW_YORK, "2026-11-03 09:30").await;
    world.everybody_reads();
    world.until(NEW_YORK, "2026-11-03 11:01").await;
    assert_eq!(world.value("select state from calls").await.as_deref(), Some("lapsed"));
    assert!(world.last_dm(&world.noah).starts_with("Nobody answered in time, so it lapsed."));
    assert_snapshot!(world.last_dm(&world.ines), @"@Noah did not answer in time whether Tue 3 Nov, 16:00 suits for a call, so that has lapsed. `/mentor call` proposes another time.");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_move_that_nobody_answers_leaves_the_call_and_whoever_wanted_it_is_told() {
    let world = on_tuesday().await;
    world.has_a_call(a_call(TUESDAY)).await;
    world.presses(&world.ines, "move_call").await;
    world.sends_a_time(&world.ines, a_call("2026-11-12T15:00:00Z")).await;
    world.until(LISBON, "2026-11-10 15:01").await;
    assert_snapshot!(world.last_dm(&world.ines), @"@Noah did not answer whether your call could move to Thu 12 Nov, 15:00, so it was left as you two agreed.");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_time_that_is_over_before_the_other_one_reads_of_it_is_refused() {
    let world = on_tuesday().await;
    world.until(LISBON, "2026-11-06 23:30").await;
    world.everybody_reads();
    // Monday, 08:00 for Noah: he takes calls then, and he is at work from nine.
    let told = world.proposes_a_call(&world.ines, a_call("2026-11-09T13:00:00Z")).await;
    assert_snapshot!(told, @"exact: Your mentor isn't at work before then and could not answer in time. Choose a later time.");
    world.types(&world.ines, "/mentor", "call").await;
    assert!(!world.modal(&world.ines).contains("Mon 9 Nov"), "{}", world.modal(&world.ines));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_row_that_cannot_be_read_keeps_nobody_else_waiting() {
    let mut world = on_tuesday().await;
    let otto = trellis::sandbox::people::NewPerson::named("Otto Berg").zone(LISBON);
    let otto = world.mentors_too(otto, "Otto Berg").await;
    world.asks_for_calls().await;
    world.changes_the_file("update call_schedules set week = 'soon' where pair_id = 1").await;
    world.minutes(1).await;
    world.until(LISBON, "2026-11-05 10:00").await;
    assert!(world.last_dm(&otto).contains("which of these suits you"), "{}", world.last_dm(&otto));
    world.changes_the_file("update call_schedules set week = null where pair_id = 1").await;
    world.hours(2).await;
    let asked = |it: &String| it.contains("which of these suits you");
    assert!(world.dm(&world.ines).iter().any(asked), "she is asked as soon as it can be read");
    world.ends_unread().await;
}

#[tokio::test]
async fn another_call_takes_the_time() {
    let mut world = on_tuesday().await;
    let otto = trellis::sandbox::people::NewPerson::named("Otto Berg").zone(LISBON);
    let otto = world.mentors_too(otto, "Otto Berg").await;
    world.has_a_call(a_call(TUESDAY)).await;
    let told = world.proposes_a_call(&otto, a_call("2026-11-10T15:15:00Z")).await;
    assert!(told.starts_with("exact: Your mentor has another call at that time."), "{told}");
    world.ends_unread().await;
}

#[tokio::test]
async fn three_open_calls_are_enough() {
    let world = on_tuesday().await;
    for at in ["2026-11-10T15:00:00Z", "2026-11-11T15:00:00Z", "2026-11-12T15:00:00Z"] {
        world.proposes_a_call(&world.ines, a_call(at)).await;
    }
    let told = world.proposes_a_call(&world.ines, a_call("2026-11-13T15:00:00Z")).await;
    assert!(told.contains("You two have three calls open already."), "{told}");
    world.ends_unread().await;
}
