//! Between the proposal of a call and its beginning: what App Home shows of it, somebody who moves meanwhile, a pair without
//! a room, and a change when the line is there already.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::faults::Misbehaviour;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Tuesday, 15:00 in Lisbon and 10:00 in New York.
const TUESDAY: &str = "2026-11-10T15:00:00Z";
/// An hour later.
const LATER: &str = "2026-11-10T16:00:00Z";

/// A pair on Tuesday morning of its first week.
async fn on_tuesday() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 09:30").await;
    world.everybody_reads();
    world
}

/// What App Home says about the next call, and can be pressed there.
async fn at_home(world: &World, who: &str) -> String {
    let home = world.home(who).await;
    let is_about_it = |line: &&str| line.contains("Next call") || line.contains("Move the call");
    home.lines().filter(is_about_it).collect::<Vec<_>>().join("\n")
}

/// Inês proposes this time, and Noah is at work and has not answered.
async fn proposed(at: &str) -> World {
    let world = on_tuesday().await;
    world.proposes_a_call(&world.ines, a_call(at)).await;
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    world.everybody_reads();
    world
}

#[tokio::test]
async fn app_home_shows_each_the_next_call_in_their_own_time_with_what_can_be_done() {
    let world = proposed(TUESDAY).await;
    assert_eq!(at_home(&world, &world.ines).await, "", "nothing is agreed");
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert_snapshot!(at_home(&world, &world.ines).await, @r"
        Next call: Tue 10 Nov, 15:00
        [Write the agenda] [Move the call] [Call it off]
        ");
    assert_snapshot!(at_home(&world, &world.noah).await, @r"
        Next call: Tue 10 Nov, 10:00
        [Write the agenda] [Move the call] [Call it off]
        ");
    world.presses_at_home(&world.noah, "move_call").await;
    world.sends_a_time(&world.noah, a_call(LATER)).await;
    world.minutes(1).await;
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    assert!(at_home(&world, &world.noah).await.contains("Tue 10 Nov, 11:00"));
    world.presses_at_home(&world.ines, "write_agenda").await;
    assert!(world.modal(&world.ines).starts_with("== Agenda =="));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(LISBON, "2026-11-10 16:01").await;
    let begun = at_home(&world, &world.ines).await;
    assert!(!begun.contains("Move the call"), "{begun}");
    world.until(LISBON, "2026-11-10 16:31").await;
    assert_eq!(at_home(&world, &world.ines).await, "");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_call_is_called_off_at_home() {
    let world = proposed(TUESDAY).await;
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    world.home(&world.ines).await;
    world.presses_at_home(&world.ines, "call_off").await;
    world.sends_a_time(&world.ines, json!({})).await;
    world.minutes(1).await;
    assert!(world.in_room().pop().unwrap().contains("called off your call"));
    assert_eq!(at_home(&world, &world.ines).await, "");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_time_that_lies_in_the_night_since_somebody_moved_is_agreed_to_by_nobody() {
    let world = proposed(TUESDAY).await;
    world.moves(&world.ines, Some("Asia/Tokyo")).await;
    world.presses(&world.noah, "confirm_call").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == A call ==
        Tue 10 Nov, 10:00 isn't possible any more, so nothing is agreed. That is Wed 11 Nov, 00:00 for your mentee, outside the hours in which they take calls. Choose another time.
        None of these times lies inside the working hours of both of you. They are early or late for you: it is your turn.
        When*: Wed 4 Nov, 19:00 (Thu 5 Nov, 09:00 for your mentee)
        Or at another time, which counts instead: ____
        What it is for*: A complex topic
        How long*: 30 minutes
        Topics, if you like: ____
        @Inês is asked, and nothing is agreed before they confirm. You two alone see what it is about.
        [[Propose]]
        ");
    assert_eq!(world.value("select state from calls").await.as_deref(), Some("offered"));
    assert!(!world.in_room().iter().any(|it| it.contains("Your call is agreed")));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn a_time_that_still_suits_somebody_who_moved_is_agreed_to_as_it_is_for_them_now() {
    let world = proposed(TUESDAY).await;
    world.moves(&world.ines, Some("Europe/Berlin")).await;
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    let said = world.in_room().pop().unwrap();
    assert!(said.starts_with("Your call is agreed: *Tue 10 Nov, 16:00*"), "{said}");
    assert_eq!(world.value("select mentee_burden from calls").await.as_deref(), Some("0"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_time_that_has_become_an_early_or_late_hour_counts_as_one() {
    let world = proposed(TUESDAY).await;
    world.moves(&world.ines, Some("Asia/Dubai")).await;
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        Your call is agreed: *Tue 10 Nov, 19:00*, 30 minutes.
        *For:* A complex topic
        Start a huddle here, with the headphones at the top of this room.
        @Inês takes the early or late hour (19:00) out of turn: thank you, it is a gift.
        Add it to <Google Calendar> or <Outlook>.
        [Send the calendar file]
        [Move] [Call off] [Write the agenda]
        ");
    assert_eq!(world.value("select mentee_burden from calls").await.as_deref(), Some("150"));
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_room_each_has_the_line_and_says_there_whether_they_come() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until(NEW_YORK, "2026-11-02 09:00").await;
    let refused = Misbehaviour::ErrorCode("restricted_action");
    world.stage.workspace.misbehave(refused, "conversations.open", 1);
    world.presses(&world.noah, "join").await;
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    world.proposes_a_call(&world.ines, a_call(TUESDAY)).await;
    world.minutes(1).await;
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert_eq!(world.room(), None);
    for who in [&world.ines, &world.noah] {
        let said = world.dm(who).into_iter().rev().find(|it| it.starts_with("Your call is agreed"));
        assert!(said.is_some(), "{:#?}", world.dm(who));
        let (dm, ts) = world.find(who, "send_call_file").unwrap();
        assert_eq!(world.files_of(&world.stage.workspace.thread(&dm, &ts)).len(), 1);
    }
    world.until(LISBON, "2026-11-10 14:49").await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-10 14:50").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        *Your call:* Tue 10 Nov, 15:00, 30 minutes.
        Start a huddle in your direct message with @Noah: the headphones are at its top.
        [I'm here] [Running late] [Could not make it]
        ");
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        *Your call:* Tue 10 Nov, 15:00, 30 minutes.
        Start a huddle in your direct message with @Inês: the headphones are at its top.
        [I'm here] [Running late] [Could not make it]
        ");
    world.presses(&world.ines, "here").await;
    world.minutes(1).await;
    for who in [&world.ines, &world.noah] {
        assert!(world.last_dm(who).contains("@Inês is here."), "{}", world.last_dm(who));
    }
    world.ends_unread().await;
}

#[tokio::test]
async fn a_line_that_stands_when_its_call_is_moved_says_so_and_another_comes_in_time() {
    let world = on_tuesday().await;
    world.has_a_call(a_call(TUESDAY)).await;
    world.until(LISBON, "2026-11-10 14:50").await;
    let (room, ts) = world.find(&world.ines, "here").unwrap();
    world.presses(&world.noah, "here").await;
    world.presses(&world.ines, "move_call").await;
    let mut later = a_call(LATER);
    later["reason"] = "A late train.".into();
    world.sends_a_time(&world.ines, later).await;
    world.minutes(1).await;
    let stands = world.message_at(&room, &ts);
    assert!(stands.contains("@Noah is here."), "the first time stands until both agree: {stands}");
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.message_at(&room, &ts), @"This call was moved. It is now Tue 10 Nov, 16:00.");
    assert!(!world.sees(&world.noah, "here"), "nobody says they are at a call that is not now");
    world.until(LISBON, "2026-11-10 15:49").await;
    let before = world.in_room().len();
    world.until(LISBON, "2026-11-10 15:50").await;
    assert_eq!(world.in_room().len(), before + 1);
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        Start a huddle here, with the headphones at the top of this room.
        [I'm here] [Running late] [Could not make it]
        ");
    world.ends_unread().await;
}
