//! Challenges: something real every second week, and how a mentee went about it.
//!
//! The pair begins on Monday, 2 November, week 45, so its turns are the weeks 46, 48, 50 and so on.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::{Forged, Submitted};

use crate::world::{World, practice::a_bug};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

fn refused(submitted: Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) => errors
            .iter()
            .map(|(field, words)| format!("{field}: {words}"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_second_monday_the_mentee_gets_the_next_one_and_writes_up_how_they_went_about_it() {
    let world = World::with_challenges(2).await;
    world.until(LISBON, "2026-11-09 08:59").await;
    assert_eq!(world.given(LISBON).await, Vec::<String>::new());
    world.until(LISBON, "2026-11-09 09:00").await;
    assert_eq!(world.given(LISBON).await, ["Mon 2026-11-09 09:00 challenge/1/2026-W46"]);
    assert_snapshot!(world.challenge(), @r"
        *Something real to practise on*, to look at by *Fri 13 Nov* if you like.
        The challenge
        Bug number 1
        Where it is
        <https://example.com/bugs/1>
        Labels
        bug, good first issue
        To begin with
        The picker shows yesterday.
        Begin in `picker.rs`.
        [Write up how I went about it] [Pair on it (30 minutes)] [Not this one] [Why am I seeing this?]
        You lead, and how you go about it says more than whether it gets done. Nothing here is scored or reminded of.
        ");
    let at = world.find_block(&world.ines, "given_").unwrap();
    world.presses_in(&world.ines, at, "why".to_owned()).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        Your programme gives each pair something real to practise on every second week. It comes when your Monday begins, and is meant for the days until Fri 13 Nov. You need not do it, and nobody is told if you don't.
        *A challenge every second week, where your programme gives them:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // A call to work on it together, as any other call is arranged.
    world.presses(&world.ines, "propose_call").await;
    let shown = world.modal(&world.ines);
    assert!(shown.contains("airing") && shown.contains(": 30 minutes"), "{shown}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "write_up").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == How I went about it ==
        The challenge
        Bug number 1
        For @Noah and you alone. Dead ends are worth as much as the fix: they show how you think.
        What I tried first*: ____
        How I narrowed it down: ____
        What I would do differently: ____
        The pull request: ____
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send]]
        ");
    world
        .sends(
            &world.ines,
            json!({
                "tried": "A test for the last day of a month.",
                "narrowed": "By halving the input until one date was left.",
                "link": "https://example.com/pull/7",
            }),
        )
        .await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == How I went about it ==
        It is saved in your record, where `/mentor search` finds it. @Noah sees it on Mon 9 Nov, 14:00, when their working day is open.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let before = world.in_room().len();
    world.until(NEW_YORK, "2026-11-09 08:59").await;
    assert_eq!(world.in_room().len(), before, "Noah's day has not begun");
    world.until(NEW_YORK, "2026-11-09 09:00").await;
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *@Inês wrote up how they went about a challenge*
        The challenge
        Bug number 1
        What I tried first
        A test for the last day of a month.
        How I narrowed it down
        By halving the input until one date was left.
        The pull request
        <https://example.com/pull/7>
        No reply is owed. One line in the thread about how they went about it is worth a lot.
        ");
    assert_snapshot!(world.challenge(), @r"
        *Something real to practise on*, to look at by *Fri 13 Nov* if you like.
        The challenge
        Bug number 1
        Where it is
        <https://example.com/bugs/1>
        Labels
        bug, good first issue
        To begin with
        The picker shows yesterday.
        Begin in `picker.rs`.
        You wrote up how you went about it, and @Noah reads it. It stands in your record.
        [Read it] [Edit]
        ");
    // An edit changes the message, and keeps the version before.
    world.presses(&world.ines, "write_up").await;
    assert!(world.modal(&world.ines).contains("A test for the last day of a month."));
    world
        .sends(&world.ines, json!({ "differently": "Ask where the zone comes from first." }))
        .await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert!(world.in_room().pop().unwrap().contains("Ask where the zone comes from first."));
    assert_eq!(world.in_room().len(), before + 1, "the same message");
    let versions = world.value("select count(*) from write_up_versions").await;
    assert_eq!(versions.as_deref(), Some("2"));
    // Both find it, and the lead does not.
    for who in [&world.ines, &world.noah] {
        world.types(who, "/mentor", "search halving").await;
        assert!(world.modal(who).contains("Write-up of Mon 9 Nov"), "{}", world.modal(who));
        world.presses_in_modal(who, "open_write_up").await;
        assert!(world.modal(who).contains("By halving the input until one date was left."));
        assert_eq!(world.modal(who).contains("[Edit]"), *who == world.ines);
        world.stage.workspace.close_all(who).await.unwrap();
    }
    let press = Forged::Press { action: "open_write_up".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.lena, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.modal(&world.lena), "");
    assert!(world.whisper(&world.lena).starts_with("That's not yours"));
    // Two weeks later the next one comes, and nobody was reminded of anything.
    world.until(LISBON, "2026-11-24 09:00").await;
    let given =
        ["Mon 2026-11-09 09:00 challenge/1/2026-W46", "Mon 2026-11-23 09:00 challenge/1/2026-W48"];
    assert_eq!(world.given(LISBON).await, given);
    assert!(world.challenge().contains("Bug number 2"));
    world.types(&world.ines, "/mentor", "challenges").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Challenges ==
        The challenge
        Bug number 2
        Where it is
        <https://example.com/bugs/2>
        For Fri 27 Nov: given.
        [Write up how I went about it]
        The challenge
        Bug number 1
        Where it is
        <https://example.com/bugs/1>
        For Fri 13 Nov: written up.
        [Read it]
        The newest stand first. Writing one up is always possible, also long after it was due.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    ends(world).await;
}

#[tokio::test]
async fn not_this_one_is_fine_and_counted_by_nobody() {
    let world = World::with_challenges(2).await;
    world.until(LISBON, "2026-11-09 10:00").await;
    world.everybody_reads();
    let before = world.challenge();
    assert!(before.contains("[Not this one]"), "{before}");
    let at = world.find_block(&world.ines, "given_").unwrap();
    world.presses(&world.ines, "not_this_one").await;
    world.minutes(1).await;
    assert_snapshot!(world.message_at(&at.0, &at.1), @r"
        The challenge
        Bug number 1
        Not this one: that's fine. Another one comes with your next turn.
        ");
    world.everybody_reads();
    world.until(LISBON, "2026-11-16 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1, "no other one comes at once");
    // Whoever writes it up after all, from the list, is welcome.
    world.types(&world.ines, "/mentor", "challenges").await;
    assert!(world.modal(&world.ines).contains("For Fri 13 Nov: not this one."));
    world.presses_in_modal(&world.ines, "write_up").await;
    world.sends(&world.ines, json!({ "tried": "I looked at it after all." })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert!(world.message_at(&at.0, &at.1).contains("You wrote up how you went about it"));
    let told = {
        let press = Forged::Press { action: "not_this_one".to_owned(), value: "1".to_owned() };
        world.stage.workspace.forge(&world.ines, &press).await.unwrap();
        world.stage.workspace.settle().await;
        world.whisper(&world.ines)
    };
    assert!(told.starts_with("You have written up how you went about this one"), "{told}");
    world.until(LISBON, "2026-11-23 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 2);
    ends(world).await;
}

#[tokio::test]
async fn a_list_with_nothing_left_says_so_to_whoever_keeps_it_and_to_nobody_else() {
    let world = World::with_challenges(1).await;
    world.until(LISBON, "2026-11-24 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1);
    world.everybody_reads();
    world.types(&world.lena, "/mentor", "challenges").await;
    let shown = world.modal(&world.lena);
    assert!(
        shown.contains("One pair has had all of them, and gets nothing until something new is on"),
        "{shown}"
    );
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.adds(&world.noah, "", a_bug(2)).await;
    world.until(LISBON, "2026-12-07 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 2);
    ends(world).await;
}

#[tokio::test]
async fn leave_and_holidays_move_the_day_it_is_due_and_a_week_away_has_none() {
    let world = World::with_challenges(3).await;
    // A Friday off before it comes, and a Thursday after.
    world.types(&world.ines, "/mentor", "away 2026-11-13 2026-11-13").await;
    world.until(LISBON, "2026-11-09 09:30").await;
    assert!(world.challenge().contains("look at by *Thu 12 Nov*"), "{}", world.challenge());
    world.types(&world.lena, "/mentor", "holidays").await;
    world.sends(&world.lena, json!({ "add": "2026-11-12 A day" })).await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.minutes(2).await;
    assert!(world.challenge().contains("look at by *Wed 11 Nov*"), "{}", world.challenge());
    assert!(world.challenge().contains("[Why am I seeing this?]"), "it still stands there");
    // Away all of week 48; back on the Wednesday of week 50.
    world.types(&world.ines, "/mentor", "away 2026-11-23 2026-11-29").await;
    world.types(&world.ines, "/mentor", "away 2026-12-05 2026-12-08").await;
    world.until(LISBON, "2026-12-11 17:00").await;
    let given =
        ["Mon 2026-11-09 09:00 challenge/1/2026-W46", "Wed 2026-12-09 09:00 challenge/1/2026-W50"];
    assert_eq!(world.given(LISBON).await, given);
    assert!(world.challenge().contains("Bug number 2"), "the week away took none with it");
    ends(world).await;
}

#[tokio::test]
async fn it_follows_a_mentee_who_moves_and_a_clock_change_moves_nothing() {
    let world = World::with_challenges(3).await;
    world.until(LISBON, "2026-11-08 20:00").await;
    world.moves(&world.ines, Some("Pacific/Auckland")).await;
    // It is Monday, 09:00 in Auckland already.
    world.until("Pacific/Auckland", "2026-11-09 09:10").await;
    assert_eq!(
        world.given("Pacific/Auckland").await,
        ["Mon 2026-11-09 09:00 challenge/1/2026-W46"]
    );
    world.moves(&world.ines, Some("America/Los_Angeles")).await;
    world.until("America/Los_Angeles", "2026-11-09 12:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1, "the same week is not given twice");
    assert!(world.challenge().contains("look at by *Fri 13 Nov*"));
    world.until("America/Los_Angeles", "2026-11-23 09:00").await;
    assert_eq!(
        world.given("America/Los_Angeles").await[1],
        "Mon 2026-11-23 09:00 challenge/1/2026-W48"
    );
    world.everybody_reads();
    world.ends_unread().await;
    // Summer time ends in New York on Sunday, 7 November 2027, and in Lisbon a week before: turns are weeks, and mornings.
    let mut world = World::on("2027-10-18T09:00:00Z", (NEW_YORK, LISBON)).await;
    world.become_a_pair().await;
    for number in 1..=2 {
        world.adds(&world.lena, "", a_bug(number)).await;
    }
    world.gives_challenges(true).await;
    world.until(NEW_YORK, "2027-11-08 10:00").await;
    let given =
        ["Mon 2027-10-25 09:00 challenge/1/2027-W43", "Mon 2027-11-08 09:00 challenge/1/2027-W45"];
    assert_eq!(world.given(NEW_YORK).await, given);
    assert!(world.challenge().contains("look at by *Fri 12 Nov*"));
    world.ends_unread().await;
}

#[tokio::test]
async fn what_cannot_be_is_told_kindly_and_changes_nothing() {
    let world = World::with_challenges(1).await;
    for (values, said) in [
        (
            json!({ "link": "http://example.com/1", "title": "One" }),
            "link: Only addresses that begin with https://",
        ),
        (
            json!({ "link": "see the tracker", "title": "One" }),
            "link: Give the whole address and nothing else",
        ),
        (
            json!({ "link": "https://example.com/bugs/1", "title": "Again" }),
            "link: This link is on the list already",
        ),
        (
            json!({ "link": "https://example.com/9", "title": "Nine", "labels": "1,2,3,4,5,6,7,8,9" }),
            "labels: These are 9 labels, and 8 fit.",
        ),
    ] {
        let told = refused(world.adds(&world.noah, "", values).await);
        assert!(told.starts_with(said), "{told}");
    }
    let count = "select count(*) from challenges";
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    // Noah did not put it there, so it is not his to take away.
    for action in ["edit_challenge", "retire_challenge"] {
        let press = Forged::Press { action: action.to_owned(), value: "1".to_owned() };
        world.stage.workspace.forge(&world.noah, &press).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.whisper(&world.noah).starts_with("That's not yours"), "{action}");
    }
    // It is given, its write-up form is open, and it is taken off the list: whoever has it keeps it.
    world.until(LISBON, "2026-11-09 10:00").await;
    world.presses(&world.ines, "write_up").await;
    world.types(&world.lena, "/mentor", "challenges").await;
    world.presses_in_modal(&world.lena, "retire_challenge").await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let told = refused(
        world.sends(&world.ines, json!({ "tried": "It.", "link": "http://x.example" })).await,
    );
    assert!(told.starts_with("link: Only addresses that begin with https://"), "{told}");
    world.sends(&world.ines, json!({ "tried": "It.", "link": "" })).await;
    assert!(world.modal(&world.ines).contains("It is saved in your record"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-09 10:00").await;
    assert!(world.in_room().pop().unwrap().contains("What I tried first\nIt."));
    // What comes back onto the list is the same one, so a pair that had it is not given it again.
    world.adds(&world.noah, "", a_bug(1)).await;
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    world.until(LISBON, "2026-11-24 10:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1);
    // The pair ends while its form is open.
    world.presses(&world.ines, "write_up").await;
    world
        .changes_the_file("update pairs set state = 'ended', closed_at = 1, ending = 'early'")
        .await;
    let told = refused(world.sends(&world.ines, json!({ "tried": "Too late." })).await);
    assert!(told.contains("Your pair has ended, so this was not sent"), "{told}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.adds(&world.lena, "", a_bug(2)).await;
    world.until(LISBON, "2026-12-08 10:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1, "a pair that is over gets none");
    ends(world).await;
}

#[tokio::test]
async fn what_is_taken_off_or_turned_off_or_switched_off_before_it_comes_is_not_given() {
    for why in ["retired", "turned off", "switched off"] {
        let world = World::with_challenges(2).await;
        // It is planned with the beginning of the day, and not said before nine.
        world.until(LISBON, "2026-11-09 08:00").await;
        match why {
            "retired" => {
                world.changes_the_file("update challenges set retired_at = 1 where id = 1").await
            }
            "turned off" => world.gives_challenges(false).await,
            _ => {
                world.types(&world.ines, "/mentor", "settings").await;
                world.sends(&world.ines, json!({ "kinds": ["prompt"] })).await;
            }
        }
        world.until(LISBON, "2026-11-10 10:00").await;
        assert_eq!(world.given(LISBON).await, Vec::<String>::new(), "{why}");
        world.types(&world.ines, "/mentor", "challenges").await;
        assert!(world.modal(&world.ines).contains("You have not been given one yet."), "{why}");
        world.stage.workspace.close_all(&world.ines).await.unwrap();
        let had = world.value("select count(*) from assignments where state <> 'unsent'").await;
        assert_eq!(had.as_deref(), Some("0"), "{why}: it can come another time");
        ends(world).await;
    }
}

#[tokio::test]
async fn a_room_that_is_gone_brings_it_to_the_mentor_alone() {
    let world = World::with_challenges(1).await;
    world.until(LISBON, "2026-11-09 10:00").await;
    world.changes_the_file("update pairs set room_channel = null, room_refused_at = 1").await;
    world.presses(&world.ines, "write_up").await;
    world.sends(&world.ines, json!({ "tried": "A test first." })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-09 09:30").await;
    assert!(world.last_dm(&world.noah).contains("A test first."));
    ends(world).await;
}

#[tokio::test]
async fn half_a_write_up_is_a_draft_of_its_writer() {
    let world = World::with_challenges(1).await;
    world.until(LISBON, "2026-11-09 09:00").await;
    world.presses(&world.ines, "write_up").await;
    world.pastes_into(&world.ines, "tried", "A test for the la").await;
    world.pastes_into(&world.ines, "link", "https://example.com/pu").await;
    world.closes(&world.ines).await;
    let home = world.home(&world.ines).await;
    let told = "You have a draft of how you went about a challenge. Only you can read it.";
    assert!(home.contains(told), "{home}");
    world.presses_at_home_in(&world.ines, ("draft_write_up/1", "write_up")).await;
    assert_eq!(world.in_field(&world.ines, "tried"), "A test for the la");
    assert_eq!(world.in_field(&world.ines, "link"), "https://example.com/pu");
    let values = json!({ "tried": "A test for the last day.", "link": "" });
    assert!(matches!(world.sends(&world.ines, values).await, Submitted::Replaced(_)));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(world.drafts("tried").await.is_empty(), "it was sent");
    // A change begun and left is kept, too, and what was sent stands until it is saved.
    world.presses(&world.ines, "write_up").await;
    let too_long = format!("{}the end", "x".repeat(2000));
    world.pastes_into(&world.ines, "narrowed", &too_long).await;
    world.closes(&world.ines).await;
    world.presses(&world.ines, "write_up").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("changes that have not been sent"), "{form}");
    assert!(form.contains("this is the part that did not fit\nthe end"), "{form}");
    world.presses_in_modal(&world.ines, "discard_draft").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "write_up").await;
    assert_eq!(world.in_field(&world.ines, "tried"), "A test for the last day.");
    assert_eq!(world.in_field(&world.ines, "narrowed"), "");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_schedule_none_is_given_and_with_one_again() {
    let world = World::with_challenges(2).await;
    world.changes_the_file("update pairs set phase = 'ad_hoc'").await;
    world.until(LISBON, "2026-12-04 12:00").await;
    assert!(world.given(LISBON).await.is_empty());
    world.changes_the_file("update pairs set phase = 'monthly'").await;
    world.until(LISBON, "2026-12-08 12:00").await;
    assert_eq!(world.given(LISBON).await, ["Mon 2026-12-07 09:00 challenge/1/2026-W50"]);
    ends(world).await;
}
