//! What both agreed to is moved or called off: freely a day ahead, later with a reason, and on the day of a leave.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Tuesday, 15:00 in Lisbon and 10:00 in New York.
const TUESDAY: &str = "2026-11-10T15:00:00Z";
/// An hour later.
const LATER: &str = "2026-11-10T16:00:00Z";

/// A pair with a call on Tuesday of its second week.
async fn with_a_call() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 09:30").await;
    world.everybody_reads();
    world.has_a_call(a_call(TUESDAY)).await;
    world
}

#[tokio::test]
async fn a_day_ahead_a_call_is_moved_freely_and_stands_until_both_want_the_other_time() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-05 18:00").await;
    world.presses(&world.noah, "move_call").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == A call ==
        You move your call of *Tue 10 Nov, 10:00*, 30 minutes. It stands until @Inês confirms another time.
        These times lie inside the working hours of both of you.
        When*: Mon 9 Nov, 09:00
        Or at another time, which counts instead: ____
        What it is for*: A complex topic
        How long*: 30 minutes
        Topics, if you like: ____
        The reason: ____
        @Inês is asked, and nothing is agreed before they confirm. You two alone see what it is about.
        [[Propose]]
        ");
    let told = world.sends_a_time(&world.noah, a_call(LATER)).await;
    assert!(told.contains("You proposed"), "{told}");
    world.minutes(1).await;
    // Both have agreed to it, so her evening is no reason to wait.
    assert_snapshot!(world.last_dm(&world.ines), @r"
        @Noah would like to move your call of Tue 10 Nov, 15:00 to *Tue 10 Nov, 16:00*, 30 minutes. Until you confirm, the first time stands.
        *For:* A complex topic
        [Confirm] [Another time] [Not this time]
        If you don't answer in time, your call stays as it was.
        ");
    let starts = "select starts_at / 1000 from calls";
    assert_eq!(world.value(starts).await.as_deref(), Some("1794322800"), "the first one stands");
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        Your call is moved. It is now *Tue 10 Nov, 16:00*, 30 minutes.
        *For:* A complex topic
        Start a huddle here, with the headphones at the top of this room.
        Add it to <Google Calendar> or <Outlook>.
        [Send the calendar file]
        [Move] [Call off] [Write the agenda]
        ");
    assert_eq!(world.value(starts).await.as_deref(), Some("1794326400"));
    assert_eq!(world.value("select sequence from calls").await.as_deref(), Some("1"));
    let first = world.in_room().into_iter().find(|it| it.starts_with("This call was moved"));
    assert_snapshot!(first.unwrap(), @"This call was moved. It is now *Tue 10 Nov, 16:00*; the newer message about it has everything.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_move_that_does_not_suit_leaves_the_call_where_it_was() {
    let world = with_a_call().await;
    world.presses(&world.ines, "move_call").await;
    world.sends_a_time(&world.ines, a_call(LATER)).await;
    world.minutes(1).await;
    world.presses(&world.noah, "decline_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.ines), @"@Noah can't move your call to Tue 10 Nov, 16:00. It stays as you two agreed: Tue 10 Nov, 15:00.");
    assert_eq!(world.value("select sequence from calls").await.as_deref(), Some("0"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn inside_a_day_a_change_takes_a_reason_and_is_marked() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-09 16:00").await;
    world.everybody_reads();
    world.presses(&world.ines, "call_off").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Call it off ==
        Your call with @Noah: *Tue 10 Nov, 15:00*, 30 minutes.
        The reason*: ____
        It is off at once, and @Noah is told. If another time would do, close this and press *Move*.
        [[Call it off]]
        ");
    let told = world.sends_a_time(&world.ines, json!({})).await;
    assert!(told.starts_with("reason: "), "{told}");
    world.presses(&world.ines, "call_off").await;
    world.sends_a_time(&world.ines, json!({ "reason": "A fever." })).await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        @Inês called off your call of *Tue 10 Nov, 15:00*.
        Late notice: it was less than a day ahead.
        Why
        A fever.
        `/mentor call` arranges another one, whenever it suits you both.
        ");
    let late =
        "select count(*) from call_changes where is_late_notice = 1 and settled_at is not null";
    assert_eq!(world.value(late).await.as_deref(), Some("1"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_day_ahead_a_call_is_off_without_a_reason() {
    let world = with_a_call().await;
    world.presses(&world.noah, "call_off").await;
    world.sends_a_time(&world.noah, json!({})).await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        @Noah called off your call of *Tue 10 Nov, 15:00*.
        `/mentor call` arranges another one, whenever it suits you both.
        ");
    assert!(
        world.in_room().contains(&"This call was called off.".to_owned()),
        "nothing old is left"
    );
    assert!(!world.sees(&world.ines, "move_call"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn leave_that_falls_on_a_call_is_told_both_once_with_a_way_to_move_it() {
    let world = with_a_call().await;
    world.types(&world.noah, "/mentor", "away 2026-11-10 2026-11-11").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        Your call of *Tue 10 Nov, 15:00* falls on one of @Noah's days off. It stands as long as neither of you changes it.
        [Move] [Call off]
        ");
    let told = |world: &World| world.in_room().iter().filter(|it| it.contains("days off")).count();
    assert_eq!(told(&world), 1);
    world.types(&world.noah, "/mentor", "hours Mon-Fri 9-16").await;
    world.until(NEW_YORK, "2026-11-09 12:00").await;
    assert_eq!(told(&world), 1, "once is enough");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_day_off_of_both_is_told_once() {
    let world = with_a_call().await;
    let told = |world: &World| world.in_room().iter().filter(|it| it.contains("days off")).count();
    world.types(&world.ines, "/mentor", "away 2026-11-10").await;
    world.minutes(1).await;
    world.types(&world.noah, "/mentor", "away 2026-11-10").await;
    world.minutes(1).await;
    assert_eq!(told(&world), 1);
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_answers_a_late_wish_to_move_it_owes_no_reason() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-10 09:30").await;
    world.everybody_reads();
    world.presses(&world.ines, "move_call").await;
    let mut later = a_call(LATER);
    later["reason"] = json!("The train is late");
    world.sends_a_time(&world.ines, later).await;
    world.minutes(1).await;
    world.presses(&world.noah, "other_time").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == A call ==
        @Inês would like to move your call of *Tue 10 Nov, 10:00*, 30 minutes. It stands until you two agree on another time.
        These times lie inside the working hours of both of you.
        When*: Wed 11 Nov, 09:00
        Or at another time, which counts instead: ____
        What it is for*: A complex topic
        How long*: 30 minutes
        Topics, if you like: ____
        @Inês is asked, and nothing is agreed before they confirm. You two alone see what it is about.
        [[Propose]]
        ");
    let told = world.sends_a_time(&world.noah, a_call("2026-11-10T17:00:00Z")).await;
    assert!(told.contains("You proposed"), "{told}");
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        @Noah would like to move your call of Tue 10 Nov, 15:00 to *Tue 10 Nov, 17:00*, 30 minutes. Until you confirm, the first time stands.
        *For:* A complex topic
        That is outside your working hours, although it is @Noah's turn. If you take it, it is a gift: the next one is still theirs.
        [Confirm] [Another time] [Not this time]
        If you don't answer in time, your call stays as it was.
        ");
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    let late = "select changed_by from call_changes where settled_at is not null";
    assert_eq!(world.value(late).await.as_deref(), Some("mentee"), "she wished it");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_is_answered_on_the_page_of_calls_shows_there() {
    let world = with_a_call().await;
    world.proposes_a_call(&world.ines, a_call("2026-11-17T15:00:00Z")).await;
    world.proposes_a_call(&world.ines, a_call("2026-11-18T15:00:00Z")).await;
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    world.presses_at_calls(&world.noah, "confirm_call").await;
    let shown = world.modal(&world.noah);
    assert!(shown.contains("*Tue 17 Nov, 10:00*, 30 minutes."), "{shown}");
    assert!(world.home(&world.noah).await.contains("Next call"), "App Home follows");
    world.presses_in_modal(&world.noah, "decline_call").await;
    let shown = world.modal(&world.noah);
    assert!(!shown.contains("Confirm"), "{shown}");
    world.ends_unread().await;
}

#[tokio::test]
async fn the_page_of_calls_shows_what_is_coming_and_takes_a_proposal_back() {
    let world = with_a_call().await;
    world.proposes_a_call(&world.ines, a_call("2026-11-17T15:00:00Z")).await;
    world.types(&world.ines, "/mentor", "calls").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Calls ==
        Agreed: *Tue 10 Nov, 15:00*, 30 minutes.
        *For:* A complex topic
        [Move] [Call off] [Write the agenda]
        You proposed Tue 17 Nov, 15:00, and @Noah is asked.
        *For:* A complex topic
        [Take it back]
        [Arrange a call] [How we meet]
        # Early and late hours
        No call of yours was outside anybody's working hours so far. When one has to be, it is *@Noah's* turn.
        # How we meet
        Calls only when one of you proposes one, as you two set it.
        Usually 30 minutes, in a huddle.
        ");
    world.presses_in_modal(&world.ines, "take_back_call").await;
    assert!(!world.modal(&world.ines).contains("Take it back"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    assert!(!world.sees(&world.noah, "confirm_call"), "he is not asked any more");
    world.ends_unread().await;
}

#[tokio::test]
async fn where_and_how_long_they_meet_is_set_by_either() {
    let world = with_a_call().await;
    world.presses_at_calls(&world.noah, "call_settings").await;
    let told =
        world.sends_a_time(&world.noah, json!({ "link": "http://meet.example.org/x" })).await;
    assert!(told.starts_with("link: A link begins with https://"), "{told}");
    world.presses_at_calls(&world.noah, "call_settings").await;
    let values =
        json!({ "link": "https://meet.example.org/x", "minutes": "20", "rhythm": "monthly" });
    let told = world.sends_a_time(&world.noah, values).await;
    assert!(told.contains("Saved. I ask every four weeks"), "{told}");
    world.types(&world.ines, "/mentor", "calls").await;
    let shown = world.modal(&world.ines);
    assert!(shown.contains("Usually 20 minutes, at the link below."), "{shown}");
    assert!(shown.contains("A call every four weeks, as you two set it."), "{shown}");
    world.ends_unread().await;
}
