//! Two people arrange a call: a time is found, proposed, answered, and posted for both.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Tuesday of the second week, 15:00 in Lisbon and 10:00 in New York.
const TUESDAY: &str = "2026-11-10T15:00:00Z";

/// A pair on Tuesday morning of its first week.
async fn on_tuesday() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 09:30").await;
    world.everybody_reads();
    world
}

#[tokio::test]
async fn a_time_is_proposed_confirmed_and_posted_for_both() {
    let world = on_tuesday().await;
    world.types(&world.ines, "/mentor", "call").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == A call ==
        These times lie inside the working hours of both of you.
        When*: Wed 4 Nov, 14:00
        Or at another time, which counts instead: ____
        What it is for*: Getting to know each other
        How long*: 30 minutes
        Topics, if you like: ____
        @Noah is asked, and nothing is agreed before they confirm. You two alone see what it is about.
        [[Propose]]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let values = json!({ "call_topics": ["career", "skills"], "purpose": "career", "minutes": "20",
        "exact": TUESDAY.parse::<jiff::Timestamp>().unwrap().as_second() });
    let told = world.proposes_a_call(&world.ines, values).await;
    assert_snapshot!(told, @r"
        == A call ==
        You proposed *Tue 10 Nov, 15:00*, 20 minutes. @Noah is asked when they are at work: Tue 3 Nov, 14:00. I tell you what they say.
        ");
    assert_eq!(world.reads(&world.noah).len(), 0, "it is night in New York");
    world.until(NEW_YORK, "2026-11-03 08:59").await;
    assert_eq!(world.reads(&world.noah).len(), 0);
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        @Inês would like a call with you: *Tue 10 Nov, 10:00*, 20 minutes.
        *For:* Career · Skills
        [Confirm] [Another time] [Not this time]
        If you don't answer before that time, it lapses by itself.
        ");
    world.presses(&world.noah, "confirm_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.noah), @"You two agreed on Tue 10 Nov, 10:00.");
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        Your call is agreed: *Tue 10 Nov, 15:00*, 20 minutes.
        *For:* Career · Skills
        Start a huddle here, with the headphones at the top of this room.
        Add it to <Google Calendar> or <Outlook>.
        [Send the calendar file]
        [Move] [Call off] [Write the agenda]
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn another_time_is_answered_by_whoever_proposed_the_first() {
    let world = on_tuesday().await;
    world.proposes_a_call(&world.ines, a_call(TUESDAY)).await;
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    world.presses(&world.noah, "other_time").await;
    let told = world.sends_a_time(&world.noah, a_call("2026-11-10T16:00:00Z")).await;
    assert!(told.contains("You proposed"), "{told}");
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.noah), @"You proposed Tue 10 Nov, 11:00, and @Inês is asked.");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        @Noah proposes another time for your call: *Tue 10 Nov, 16:00*, 30 minutes.
        *For:* A complex topic
        [Confirm] [Another time] [Not this time]
        If you don't answer before that time, it lapses by itself.
        ");
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    assert!(world.in_room().last().unwrap().contains("Tue 10 Nov, 16:00"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn whoever_does_not_want_it_says_so_and_the_other_is_told() {
    let world = on_tuesday().await;
    world.proposes_a_call(&world.ines, a_call(TUESDAY)).await;
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    world.presses(&world.noah, "decline_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.ines), @"@Noah can't make a call on Tue 10 Nov, 15:00. `/mentor call` proposes another time, whenever it suits.");
    assert!(!world.sees(&world.noah, "confirm_call"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn other_stories_begin_with_a_call_that_both_agreed_to() {
    let world = on_tuesday().await;
    world.has_a_call(a_call(TUESDAY)).await;
    let state = world.value("select state from calls").await;
    assert_eq!(state.as_deref(), Some("agreed"));
    world.ends().await;
}

#[tokio::test]
async fn a_mentor_of_two_says_with_whom() {
    let mut world = World::with_a_pair().await;
    let otto = trellis::sandbox::people::NewPerson::named("Otto Berg").zone(LISBON);
    world.mentors_too(otto, "Otto Berg").await;
    let told = world.types(&world.noah, "/mentor", "call").await;
    assert!(told.starts_with("Whom would you like to call?"), "{told}");
    assert!(told.contains("[Inês Duarte]") && told.contains("[Otto Berg]"), "{told}");
    world.ends_unread().await;
}
