//! Agendas while other things change around them: the call, its purpose, the record, the room.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{
    domain::call::Purpose,
    sandbox::acting::{Forged, Submitted},
};

use crate::world::{World, a_good_week, calling::a_call};

const LISBON: &str = "Europe/Lisbon";

/// Tuesday of the second week, 15:00 in Lisbon.
const TUESDAY: &str = "2026-11-10T15:00:00Z";

/// A pair with a call on Tuesday.
async fn with_a_call() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 09:30").await;
    world.everybody_reads();
    world.has_a_call(a_call(TUESDAY)).await;
    world
}

/// Opens the form by the number of the call, as the buttons about it do.
async fn opens(world: &World, who: &str, call: i64) {
    let press = Forged::Press { action: "write_agenda".to_owned(), value: call.to_string() };
    world.stage.workspace.forge(who, &press).await.unwrap();
    world.stage.workspace.settle().await;
}

async fn saves(world: &World, who: &str, values: Value) {
    let submitted = world.sends(who, values).await;
    assert!(matches!(submitted, Submitted::Replaced(_)), "{submitted:?}");
    world.stage.workspace.close_all(who).await.unwrap();
}

/// Noah would like another time, and a goal review.
async fn noah_proposes(world: &World, at: &str) {
    world.presses(&world.noah, "move_call").await;
    let mut review = a_call(at);
    review["purpose"] = json!("goal_review");
    review["reason"] = json!("A trip.");
    world.sends_a_time(&world.noah, review).await;
    world.minutes(1).await;
}

async fn purpose(world: &World) -> Option<String> {
    world.value("select purpose from calls").await
}

#[tokio::test]
async fn what_was_typed_for_one_purpose_stands_when_the_call_gets_another() {
    let world = with_a_call().await;
    opens(&world, &world.ines, 1).await;
    noah_proposes(&world, "2026-11-10T16:00:00Z").await;
    assert!(world.last_dm(&world.ines).contains("Goal review"), "{}", world.last_dm(&world.ines));
    assert_eq!(purpose(&world).await.as_deref(), Some("complex_topic"), "until she agrees");
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    assert_eq!(purpose(&world).await.as_deref(), Some("goal_review"));
    saves(&world, &world.ines, json!({ "dilemma": "Stay or move on?" })).await;
    opens(&world, &world.ines, 1).await;
    assert_eq!(world.in_field(&world.ines, "dilemma"), "Stay or move on?");
    saves(&world, &world.ines, json!({ "set_out": "To give a talk" })).await;
    world.until(LISBON, "2026-11-09 16:00").await;
    let agenda = world.agenda();
    assert!(agenda.contains("What we set out to do\nTo give a talk"), "{agenda}");
    assert!(agenda.contains("A dilemma\nStay or move on?"), "{agenda}");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_draft_for_one_purpose_is_filled_in_when_the_call_gets_another() {
    let world = with_a_call().await;
    opens(&world, &world.ines, 1).await;
    world.pastes_into(&world.ines, "dilemma", "Stay or mo").await;
    world.closes(&world.ines).await;
    noah_proposes(&world, "2026-11-10T16:00:00Z").await;
    world.presses(&world.ines, "decline_call").await;
    world.minutes(1).await;
    assert_eq!(purpose(&world).await.as_deref(), Some("complex_topic"), "the old one stands");
    noah_proposes(&world, "2026-11-11T16:00:00Z").await;
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    opens(&world, &world.ines, 1).await;
    assert!(world.modal(&world.ines).contains("One new goal"), "{}", world.modal(&world.ines));
    assert_eq!(world.in_field(&world.ines, "dilemma"), "Stay or mo");
    saves(&world, &world.ines, json!({ "dilemma": "Stay or move on?" })).await;
    world.until(LISBON, "2026-11-10 16:00").await;
    assert!(world.agenda().contains("A dilemma\nStay or move on?"), "{}", world.agenda());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_draft_is_read_and_deleted_when_it_is_too_late_to_send_it() {
    let world = with_a_call().await;
    opens(&world, &world.ines, 1).await;
    world.pastes_into(&world.ines, "new", "Half a th").await;
    world.closes(&world.ines).await;
    world.until(LISBON, "2026-11-10 15:05").await;
    world.presses_at_home_in(&world.ines, ("draft_agenda/1", "write_agenda")).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Agenda ==
        The call has begun, so its agenda stays as it is. Bring up what is missing while you talk. This is your draft, which was not sent.
        Something new
        Half a th
        Only you can read it. It is deleted 30 days after your last change.
        [Delete draft]
        ");
    world.presses_in_modal(&world.ines, "discard_draft").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Draft deleted ==
        Your draft is deleted.
        ");
    world.closes(&world.ines).await;
    assert!(world.drafts("new").await.is_empty());
    opens(&world, &world.ines, 1).await;
    let told = world.whisper(&world.ines);
    assert_eq!(
        told,
        "The call has begun, so its agenda stays as it is. Bring up what is missing while you talk."
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn what_stands_in_the_room_follows_the_record() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-12", "2026-11-17", "2026-11-19"] {
        world.has_agreed_on(&format!("{day} 15:00"), Purpose::Career).await;
        world.minutes(1).await;
    }
    world.until(LISBON, "2026-11-06 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    world.asks("concept", json!({ "asked": "Why do we test?" })).await;
    world.until(LISBON, "2026-11-11 15:00").await;
    let agenda = world.agenda();
    assert!(agenda.contains("Kept for a talk\nWhy do we test?\n[Solved]"), "{agenda}");
    let mut week = a_good_week();
    week["learned"] = json!("That slices borrow");
    week["action_0"] = json!("Read the guide to traits");
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, week).await;
    world.minutes(1).await;
    let agenda = world.agenda();
    assert!(agenda.contains("That slices borrow"), "{agenda}");
    assert!(agenda.contains("The mentee sets out to\nRead the guide to traits"), "{agenda}");
    assert!(!agenda.contains("[Solved]"), "it went along with the check-in: {agenda}");
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, json!({ "learned": "That traits compose" })).await;
    world.minutes(1).await;
    assert!(world.agenda().contains("That traits compose"), "{}", world.agenda());
    world.ends_unread().await;
}

#[tokio::test]
async fn after_two_moves_every_older_agenda_says_when_the_call_is() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-09 15:30").await;
    world.everybody_reads();
    assert!(!world.agenda().is_empty());
    for at in ["2026-11-10T17:00:00Z", "2026-11-12T16:00:00Z"] {
        noah_proposes(&world, at).await;
        world.presses(&world.ines, "confirm_call").await;
        world.hours(2).await;
    }
    let told = "Your call was moved to Thu 12 Nov, 16:00. Its agenda goes along";
    let told = world.in_room().iter().filter(|it| it.starts_with(told)).count();
    assert_eq!(told, 2, "{:#?}", world.in_room());
    world.ends_unread().await;
}

#[tokio::test]
async fn a_call_nobody_came_to_was_not_the_first_talk() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-10 14:51").await;
    world.everybody_reads();
    world.presses(&world.noah, "could_not_make_it").await;
    world.until(LISBON, "2026-11-11 10:00").await;
    world.types(&world.ines, "/mentor", "call").await;
    assert_eq!(world.in_field(&world.ines, "purpose"), "get_to_know");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.has_agreed_on("2026-11-17 15:00", Purpose::Career).await;
    world.until(LISBON, "2026-11-16 15:00").await;
    assert!(world.agenda().contains("It is your first call."), "{}", world.agenda());
    world.ends_unread().await;
}

#[tokio::test]
async fn when_the_room_goes_away_each_gets_the_agenda_that_stood_in_it() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.everybody_reads();
    assert!(!world.agenda().is_empty());
    let gone = "update pairs set room_channel = null, room_refused_at = 1793977600000";
    world.changes_the_file(gone).await;
    for words in ["Traits", "Traits and generics"] {
        opens(&world, &world.ines, 1).await;
        saves(&world, &world.ines, json!({ "new": words })).await;
        world.minutes(1).await;
        for who in [&world.ines, &world.noah] {
            let dms = world.dm(who);
            let agendas = dms.iter().filter(|it| it.contains("The agenda of your call"));
            let shown: Vec<&String> = agendas.collect();
            assert_eq!(shown.len(), 1, "{dms:#?}");
            assert!(shown[0].contains(&format!("Something new\n{words}\n")), "{dms:#?}");
        }
    }
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_question_kept_once_the_agenda_stands_comes_onto_it() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-09 15:30").await;
    assert!(!world.agenda().contains("Kept for a talk"), "{}", world.agenda());
    world.asks("concept", json!({ "asked": "Why do we test?" })).await;
    world.minutes(1).await;
    let agenda = world.agenda();
    assert!(agenda.contains("Kept for a talk\nWhy do we test?\n[Solved]"), "{agenda}");
    world.ends_unread().await;
}
