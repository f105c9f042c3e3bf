//! Two people far apart: little or nothing of their days is shared, and the bad hour is taken in turns.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::World;

/// A pair in these zones that began on this Monday and is asked for calls.
async fn asked(start: &str, (mentee, mentor): (&str, &str)) -> World {
    let world = World::with_a_pair_on(start, (mentee, mentor)).await;
    world.everybody_reads();
    world.asks_for_calls().await;
    while !world.sees(&world.ines, "choose_slot") {
        assert!(world.next().await, "nobody was asked");
    }
    world
}

/// What stands in the newest request.
fn request(world: &World) -> String {
    let asked = world.dm(&world.ines).into_iter().rev();
    let mut asked = asked.filter(|it| it.contains("which of these suits you"));
    asked.next().expect("nobody was asked")
}

/// The mentee takes the first time, the mentor confirms it.
async fn takes_the_first(world: &World) -> String {
    world.presses(&world.ines, "choose_slot").await;
    let told = world.sends_a_time(&world.ines, json!({ "purpose": "complex_topic" })).await;
    assert!(told.contains("You proposed"), "{told}");
    while !world.sees(&world.noah, "confirm_call") {
        assert!(world.next().await, "nobody was asked");
    }
    let before = world.in_room().len();
    world.presses(&world.noah, "confirm_call").await;
    while world.in_room().len() == before {
        assert!(world.next().await, "the call was not posted");
    }
    world.in_room().pop().unwrap()
}

#[tokio::test]
async fn new_york_and_lisbon_are_told_of_both_clock_changes() {
    let world = asked("2027-02-22T09:00:00Z", ("Europe/Lisbon", "America/New_York")).await;
    assert_snapshot!(request(&world), @r"
        *Your next call with @Noah:* which of these suits you? @Noah confirms it then.
        These times lie inside the working hours of both of you.
        [Mon 1 Mar, 14:00]
        [Wed 3 Mar, 16:00]
        [Fri 5 Mar, 15:00]
        [Another time] [No call this time] [Why am I seeing this?]
        The clocks change: from Sun 14 Mar on, your Monday 14:00 is an hour later for @Noah.
        The clocks change: from Sun 28 Mar on, your Monday 14:00 is an hour earlier for @Noah.
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn kolkata_and_denver_take_turns_every_four_weeks() {
    let world = asked("2026-11-02T04:00:00Z", ("Asia/Kolkata", "America/Denver")).await;
    assert_snapshot!(request(&world), @r"
        *Your next call with @Noah:* which of these suits you? @Noah confirms it then.
        None of these times lies inside the working hours of both of you. They are early or late for @Noah: it is @Noah's turn.
        [Tue 10 Nov, 09:00 (Mon 9 Nov, 20:30 for your mentor)]
        [Thu 12 Nov, 09:00 (Wed 11 Nov, 20:30 for your mentor)]
        [Fri 13 Nov, 09:00 (Thu 12 Nov, 20:30 for your mentor)]
        [Another time] [No call this time] [Why am I seeing this?]
        You two share no working hours, so I ask every four weeks. `/mentor calls` says how to change that.
        ");
    assert_snapshot!(takes_the_first(&world).await, @r"
        Your call is agreed: *Tue 10 Nov, 09:00*, 30 minutes.
        *For:* A complex topic
        Start a huddle here, with the headphones at the top of this room.
        @Noah takes the early or late hour this time (Mon 9 Nov, 20:30), as it was their turn.
        Add it to <Google Calendar> or <Outlook>.
        [Send the calendar file]
        [Move] [Call off] [Write the agenda]
        ");
    world.until("Asia/Kolkata", "2026-11-29 12:00").await;
    world.everybody_reads();
    while !world.sees(&world.ines, "choose_slot") {
        assert!(world.next().await, "nobody was asked");
    }
    assert_snapshot!(request(&world), @r"
        *Your next call with @Noah:* which of these suits you? @Noah confirms it then.
        None of these times lies inside the working hours of both of you. They are early or late for both of you; beside yours stands what it is for @Noah.
        [Tue 8 Dec, 07:00 (Mon 7 Dec, 18:30 for your mentor)]
        [Thu 10 Dec, 07:00 (Wed 9 Dec, 18:30 for your mentor)]
        [Fri 11 Dec, 07:00 (Thu 10 Dec, 18:30 for your mentor)]
        [Another time] [No call this time] [Why am I seeing this?]
        You two share no working hours, so I ask every four weeks. `/mentor calls` says how to change that.
        ");
    world.types(&world.ines, "/mentor", "calls").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Calls ==
        No time is proposed yet.
        [Choose a time]
        [Arrange a call] [How we meet]
        # Early and late hours
        You: 0. @Noah: 1. For the next one, it is *your* turn.
        • Tue 10 Nov 2026, 09:00: @Noah
        # How we meet
        A call every four weeks: you two share no working hours. From two hours a week on, it is every two weeks.
        Usually 30 minutes, in a huddle.
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn auckland_and_sao_paulo_find_a_time() {
    let world = asked("2026-11-02T00:00:00Z", ("Pacific/Auckland", "America/Sao_Paulo")).await;
    assert_snapshot!(request(&world), @r"
        *Your next call with @Noah:* which of these suits you? @Noah confirms it then.
        None of these times lies inside the working hours of both of you. They are early or late for @Noah: it is @Noah's turn.
        [Tue 10 Nov, 09:00 (Mon 9 Nov, 17:00 for your mentor)]
        [Thu 12 Nov, 09:00 (Wed 11 Nov, 17:00 for your mentor)]
        [Fri 13 Nov, 09:00 (Thu 12 Nov, 17:00 for your mentor)]
        [Another time] [No call this time] [Why am I seeing this?]
        You two share no working hours, so I ask every four weeks. `/mentor calls` says how to change that.
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_pair_without_a_minute_in_common_is_told_once() {
    let zones = ("Asia/Tokyo", "America/New_York");
    let world = World::with_a_pair_on("2026-11-02T00:00:00Z", zones).await;
    world.types(&world.ines, "/mentor", "hours Mon 9-10").await;
    world.types(&world.noah, "/mentor", "hours Thu 9-10").await;
    world.everybody_reads();
    world.asks_for_calls().await;
    world.days(60).await;
    let told = |it: &String| it.contains("have no minute in common");
    assert_eq!(world.dm(&world.ines).iter().filter(|it| told(it)).count(), 1);
    assert_eq!(world.value("select count(*) from calls").await.as_deref(), Some("0"));
    world.types(&world.ines, "/mentor", "call").await;
    assert!(world.modal(&world.ines).contains("have no minute in common, in any week of the year"));
    world.ends_unread().await;
}
