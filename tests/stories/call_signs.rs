//! Signs in a pair's calls: too many, or some that nobody needed.

use insta::assert_snapshot;
use serde_json::json;
use trellis::domain::pair::Side;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";

const OFTEN: &str = "Three calls in three weeks";
const WRITTEN: &str = "could have been written.*";
const EMPTY: &str = "Neither of you wrote anything";

/// A call at four in Lisbon, of which both say that it took place and what it was worth.
async fn has_been(world: &World, day: &str, worth: (&str, &str)) {
    world.has_a_call(a_call(&format!("{day}T16:00:00Z"))).await;
    takes_place(world, day, worth).await;
}

async fn takes_place(world: &World, day: &str, (ines, noah): (&str, &str)) {
    world.until(LISBON, &format!("{day} 16:31")).await;
    world.presses(&world.ines, "it_happened").await;
    world.minutes(1).await;
    for (who, worth) in [(&world.ines, ines), (&world.noah, noah)] {
        world.presses(who, worth).await;
        world.minutes(1).await;
    }
}

fn told(world: &World, fact: &str) -> usize {
    world.in_room().iter().filter(|it| it.contains(fact)).count()
}

/// A pair that has had three calls in three weeks; `changes` is what became different before the third.
async fn with_three_calls(changes: &[&str]) -> World {
    let world = World::with_a_pair().await;
    world.changes_the_file("update call_settings set rhythm = 'two_weeks'").await;
    world.until(LISBON, "2026-11-09 15:00").await;
    has_been(&world, "2026-11-10", ("worth_a_call", "worth_a_call")).await;
    has_been(&world, "2026-11-17", ("worth_a_call", "worth_a_call")).await;
    assert_eq!(told(&world, OFTEN), 0);
    world.has_a_call(a_call("2026-11-24T16:00:00Z")).await;
    for change in changes {
        world.changes_the_file(change).await;
    }
    takes_place(&world, "2026-11-24", ("worth_a_call", "worth_a_call")).await;
    world
}

#[tokio::test]
async fn three_calls_in_three_weeks_are_told_once_with_one_thing_to_try() {
    let world = with_three_calls(&[]).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *Three calls in three weeks.*
        Calls are for what writing does badly. Write the next one? A question or a check-in can be read twice, answered at a good hour, and found again.
        [Write the next one] [How we meet]
        Only you two are told, once. If all is well as it is, simply leave it.
        ");
    world.presses(&world.noah, "call_settings").await;
    assert!(world.modal(&world.noah).contains("== How we meet =="), "{}", world.modal(&world.noah));
    world.closes(&world.noah).await;
    world.presses(&world.noah, "skip_next_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *Three calls in three weeks.*
        @Noah would write the next one. I ask about a call one turn later; `/mentor call` finds a time before that.
        ");
    has_been(&world, "2026-11-26", ("worth_a_call", "worth_a_call")).await;
    assert_eq!(told(&world, OFTEN), 1, "the same calls say it once");
    world.ends_unread().await;
}

#[tokio::test]
async fn they_are_many_only_where_the_rhythm_in_force_is_every_two_weeks() {
    let unsaid = "delete from call_settings";
    let an_hour_a_week =
        "update people set working_hours = 'Tue 11:00-12:00' where name = 'Noah Reed'";
    let cases: [(&[&str], usize); 4] = [
        (&[unsaid], 1),
        (&[unsaid, an_hour_a_week], 0),
        (&["update call_settings set rhythm = 'monthly'"], 0),
        (&["update call_settings set rhythm = 'none'"], 0),
    ];
    for (changes, times) in cases {
        let world = with_three_calls(changes).await;
        assert_eq!(told(&world, OFTEN), times, "{changes:?}");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn the_next_one_is_skipped_whether_or_not_its_week_was_reckoned() {
    let reckoned = "insert into call_schedules values (1, '2026-W50', 1796000400000)";
    let not_reckoned = "insert into call_schedules values (1, null, 1796000400000)";
    for next in [Some(reckoned), Some(not_reckoned), None] {
        let world = with_three_calls(&[]).await;
        world.changes_the_file("delete from call_schedules").await;
        if let Some(next) = next {
            world.changes_the_file(next).await;
        }
        world.presses(&world.noah, "skip_next_call").await;
        let week = world.value("select week || ' ' || ask_at from call_schedules").await;
        assert_eq!(week.as_deref(), Some("2026-W52 1797238800000"), "{next:?}");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn the_one_she_is_asked_about_is_the_next_and_one_that_is_arranged_stays() {
    let world = with_three_calls(&[]).await;
    world.asks_for_calls().await;
    world.until(LISBON, "2026-11-30 09:30").await;
    assert!(world.last_dm(&world.ines).contains("which of these suits you"));
    world.presses(&world.noah, "skip_next_call").await;
    world.minutes(1).await;
    let asked = world.dm(&world.ines).into_iter().find(|it| it.starts_with("The call is off."));
    assert!(asked.is_some(), "{:#?}", world.dm(&world.ines));
    world.ends_unread().await;
    let world = with_three_calls(&[]).await;
    world.has_a_call(a_call("2026-11-26T16:00:00Z")).await;
    world.presses(&world.noah, "skip_next_call").await;
    assert_snapshot!(world.whisper(&world.noah), @"Your next call is arranged already, so it is not skipped: `/mentor calls` moves it or calls it off.");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_pair_that_is_asked_for_none_is_offered_no_fewer() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    has_been(&world, "2026-11-10", ("could_be_written", "could_be_written")).await;
    has_been(&world, "2026-11-24", ("could_be_written", "could_be_written")).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *You both say that your last two calls could have been written.*
        That is good news: you need fewer of them. Before the next one, write first, and see what is left to talk about.
        Only you two are told, once. If all is well as it is, simply leave it.
        ");
    let stale = trellis::sandbox::acting::Forged::Press {
        action: "go_monthly".to_owned(),
        value: "2+written".to_owned(),
    };
    world.stage.workspace.forge(&world.noah, &stale).await.unwrap();
    world.stage.workspace.settle().await;
    assert_snapshot!(world.whisper(&world.noah), @"You two meet less often than every two weeks already, so nothing has changed.");
    assert_eq!(world.value("select rhythm from call_settings").await.as_deref(), Some("none"));
    world.ends_unread().await;
}

#[tokio::test]
async fn two_that_both_would_have_written_may_be_fewer() {
    let world = World::with_a_pair().await;
    world.changes_the_file("update call_settings set rhythm = 'two_weeks'").await;
    world.until(LISBON, "2026-11-09 15:00").await;
    has_been(&world, "2026-11-10", ("could_be_written", "could_be_written")).await;
    has_been(&world, "2026-11-24", ("could_be_written", "could_be_written")).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *You both say that your last two calls could have been written.*
        That is good news: you need fewer of them. Skip the next one, or meet every four weeks; either of you can propose a call at any time.
        [Skip the next] [Go monthly]
        Only you two are told, once. If all is well as it is, simply leave it.
        ");
    world.presses(&world.ines, "go_monthly").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *You both say that your last two calls could have been written.*
        @Inês chose a call every four weeks; `/mentor call` finds a time before that.
        ");
    let rhythm = world.value("select rhythm from call_settings").await;
    assert_eq!(rhythm.as_deref(), Some("monthly"));
    let stale = trellis::sandbox::acting::Forged::Press {
        action: "skip_next_call".to_owned(),
        value: "2+written".to_owned(),
    };
    world.stage.workspace.forge(&world.noah, &stale).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.whisper(&world.noah).starts_with("One of you has decided"));
    world.ends_unread().await;
}

#[tokio::test]
async fn what_one_of_them_says_alone_shows_nothing() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    for day in ["2026-11-10", "2026-11-24"] {
        has_been(&world, day, ("could_be_written", "worth_a_call")).await;
    }
    world.days(2).await;
    assert_eq!(told(&world, WRITTEN), 0);
    world.ends_unread().await;
}

#[tokio::test]
async fn two_for_which_neither_wrote_anything_are_told_once_whatever_else_is_said_of_them() {
    let world = World::with_a_pair().await;
    world.changes_the_file("update call_settings set rhythm = 'monthly'").await;
    world.until(LISBON, "2026-11-09 15:00").await;
    let written = ("could_be_written", "could_be_written");
    has_been(&world, "2026-11-10", ("worth_a_call", "worth_a_call")).await;
    has_been(&world, "2026-11-17", written).await;
    assert_eq!(told(&world, EMPTY), 0, "a first call has its questions");
    has_been(&world, "2026-11-24", written).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *Neither of you wrote anything for your last two calls.*
        Perhaps there are more calls than there is to talk about, and that is fine. Skip the next one; either of you can propose a call at any time.
        [Skip the next]
        Only you two are told, once. If all is well as it is, simply leave it.
        ");
    assert_eq!(told(&world, WRITTEN), 0, "the same calls bring up one sign");
    world.presses(&world.noah, "skip_next_call").await;
    world.minutes(1).await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *Neither of you wrote anything for your last two calls.*
        @Noah skips the next one. I ask about a call one turn later; `/mentor call` finds a time before that.
        ");
    has_been(&world, "2026-12-02", written).await;
    assert_eq!((told(&world, EMPTY), told(&world, WRITTEN)), (1, 0), "one call since");
    has_been(&world, "2026-12-09", ("could_be_written", "worth_a_call")).await;
    assert_eq!(told(&world, EMPTY), 2);
    world.ends_unread().await;
}

/// Three calls: before the second, one of the two writes something for it, if anybody.
async fn three_calls_with(writes: Option<(Side, &str)>) -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    let worth = ("worth_a_call", "worth_a_call");
    has_been(&world, "2026-11-10", worth).await;
    world.has_a_call(a_call("2026-11-17T16:00:00Z")).await;
    if let Some((side, field)) = writes {
        let who = match side {
            Side::Mentor => &world.noah,
            Side::Mentee => &world.ines,
        };
        world.presses(who, "write_agenda").await;
        world.sends(who, json!({ field: "The talk in March" })).await;
        world.stage.workspace.close_all(who).await.unwrap();
    }
    takes_place(&world, "2026-11-17", worth).await;
    world.has_a_call(a_call("2026-11-24T16:00:00Z")).await;
    world.until(LISBON, "2026-11-24 15:00").await;
    world
}

#[tokio::test]
async fn a_line_of_either_is_enough() {
    for writes in [(Side::Mentee, "dilemma"), (Side::Mentor, "added")] {
        let world = three_calls_with(Some(writes)).await;
        takes_place(&world, "2026-11-24", ("worth_a_call", "worth_a_call")).await;
        assert_eq!(told(&world, EMPTY), 0, "{writes:?}");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn an_agenda_nobody_was_ever_shown_is_not_an_empty_one() {
    let world = three_calls_with(None).await;
    world.changes_the_file("delete from posts where subject = 'agenda' and subject_id = 3").await;
    takes_place(&world, "2026-11-24", ("worth_a_call", "worth_a_call")).await;
    assert_eq!(told(&world, EMPTY), 0);
    world.ends_unread().await;
}
