//! Once a month a member of a cohort leads its discussion, each in turn.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, turns::Turns};

const LISBON: &str = "Europe/Lisbon";
const BERLIN: &str = "Europe/Berlin";

const THREE: [(&str, &str); 3] = [("Ana Sousa", LISBON), ("Bo Lund", LISBON), ("Cy Ortiz", LISBON)];

/// Monday, 2 November: a cohort with a discussion each month. The next is on Tuesday,
/// 1 December, and somebody hears of it on Tuesday, 17 November.
async fn talking(people: &[(&str, &str)]) -> (World, Turns) {
    let world = World::with_a_pair().await;
    let turns = world.takes_turns("2026-11-09", people, &["discussion"]).await;
    (world, turns)
}

async fn ends(world: World, turns: &Turns) {
    world.all_of_them_read(turns);
    world.ends().await;
}

#[tokio::test]
async fn whoever_leads_is_asked_in_time_and_says_afterwards_what_came_of_it() {
    let (world, turns) = talking(&THREE).await;
    let [ana, bo, _] = turns.members.as_slice() else { panic!() };
    assert_snapshot!(world.turns_on(&["discussion"]).await, @r"
        == Saved ==
        *Autumn* is saved. The next discussion is on Tue 1 Dec 2026; whose turn it is hears of it two weeks ahead. There is no peer review.
        ");
    world.until(LISBON, "2026-11-17 09:59").await;
    assert!(!world.sees(ana, "lead_discussion"));
    world.until(LISBON, "2026-11-17 10:01").await;
    assert_snapshot!(world.heard_last(&turns, ana), @r"
        It is your turn to lead the discussion of *Autumn* on Tue 1 Dec. You choose what it is about; I open a thread in #autumn, and you write first. Half an hour is plenty.
        [I'll do it] [Swap with…] [Skip this time] [Why am I seeing this?]
        ");
    world.presses(ana, "lead_discussion").await;
    world.minutes(1).await;
    assert_snapshot!(world.heard_last(&turns, ana), @r"
        You lead the discussion of *Autumn* on Tue 1 Dec. I open a thread for it in #autumn at 10:00 there.
        [Choose a topic] [Swap with…] [Skip this time] [Why am I seeing this?]
        ");
    world.presses(ana, "choose_topic").await;
    assert_snapshot!(world.modal(ana), @r"
        == Your topic ==
        What it is about*: ____
        Something to read before: ____
        [[Save]]
        ");
    let refused =
        world.sends(ana, json!({ "topic": "Errors as values", "link": "http://x" })).await;
    assert!(format!("{refused:?}").contains("This is no link that can be opened."), "{refused:?}");
    world
        .sends_well(
            ana,
            json!({ "topic": "Errors as values", "link": "https://example.org/errors" }),
        )
        .await;
    world.minutes(1).await;
    world.reads(ana);
    world.until(LISBON, "2026-11-30 09:01").await;
    assert_snapshot!(world.heard_last(&turns, ana), @r"
        You lead the discussion of *Autumn* on Tue 1 Dec, at 10:00 where most of it lives.
        What it is about
        Errors as values
        To read before
        <https://example.org/errors>
        [Change the topic] [Why am I seeing this?]
        ");
    assert!(world.in_its_channel(&turns).is_empty());
    world.until(LISBON, "2026-12-01 10:01").await;
    assert_snapshot!(world.in_its_channel(&turns).join("\n\n"), @r"
        *This month's discussion* is led by Ana Sousa.
        What it is about
        Errors as values
        To read before
        <https://example.org/errors>
        The thread is open: what do you think, and what have you seen? Nobody has to be there at a certain hour.
        ");
    world.until(LISBON, "2026-12-08 10:01").await;
    assert_snapshot!(world.heard_last(&turns, ana), @r"
        You led the discussion of Tue 1 Dec. What came of it? Two sentences help those who were not there; I post them in its thread.
        [Write a note] [Why am I seeing this?]
        If nothing came of it, that is fine: leave it.
        ");
    world.presses(ana, "note_discussion").await;
    world.sends_well(ana, json!({ "note": "We use two kinds of errors now." })).await;
    world.minutes(1).await;
    assert_snapshot!(world.under_the_newest(&turns).join("\n"), @r"
        What came of it, from Ana Sousa
        We use two kinds of errors now.
        ");
    assert_snapshot!(world.heard_last(&turns, ana), @"Your note about the discussion of Tue 1 Dec stands in its thread. Thank you for leading it.");
    world.until(LISBON, "2026-12-21 10:01").await;
    assert!(
        world
            .last_dm(bo)
            .contains("It is your turn to lead the discussion of *Autumn* on Mon 4 Jan")
    );
    ends(world, &turns).await;
}

#[tokio::test]
async fn a_turn_is_skipped_and_swapped_and_comes_again() {
    let (world, turns) = talking(&THREE).await;
    let [ana, bo, cy] = turns.members.as_slice() else { panic!() };
    world.until(LISBON, "2026-11-17 10:01").await;
    world.presses(ana, "skip_turn").await;
    world.minutes(1).await;
    assert_snapshot!(world.heard_last(&turns, ana), @"You skip the discussion on Tue 1 Dec. You are asked again next time.");
    assert!(world.sees(bo, "lead_discussion"), "the next one is asked");
    // Bo would rather have Cy do it, who would not.
    world.presses(bo, "swap_turn").await;
    assert_snapshot!(world.modal(bo), @r"
        == Swap turns ==
        Somebody else of *Autumn* leads on Tue 1 Dec, and you take their turn when it comes. I ask them first.
        With whom*: ____
        [[Ask]]
        ");
    for (who, why) in [(bo, "That is you."), (&world.lena, "They are not in your cohort.")] {
        let refused = world.sends(bo, json!({ "member": who })).await;
        assert!(format!("{refused:?}").contains(why), "{refused:?}");
    }
    world.sends_well(bo, json!({ "member": cy })).await;
    world.minutes(1).await;
    assert_snapshot!(world.heard_last(&turns, cy), @r"
        @Bo asks whether you would lead the discussion of *Autumn* on Tue 1 Dec instead; they take your turn when it comes.
        [I'll take it] [I'd rather not]
        ");
    assert_snapshot!(world.heard_last(&turns, bo), @r"
        It is your turn to lead the discussion of *Autumn* on Tue 1 Dec. You choose what it is about; I open a thread in #autumn, and you write first. Half an hour is plenty.
        I asked @Cy to take it, and they have not said yet.
        [I'll do it] [Swap with…] [Skip this time] [Why am I seeing this?]
        ");
    world.presses(cy, "leave_turn").await;
    world.minutes(1).await;
    assert_snapshot!(world.heard_last(&turns, bo), @"@Cy can't take the discussion on Tue 1 Dec. It is still yours: do it, ask somebody else, or skip it, with the buttons above.");
    assert!(
        world.heard_last(&turns, cy).starts_with("You left the turn"),
        "{}",
        world.heard_last(&turns, cy)
    );
    // Asked again, Cy takes it.
    world.presses(bo, "swap_turn").await;
    world.sends_well(bo, json!({ "member": cy })).await;
    world.minutes(1).await;
    world.presses(cy, "take_turn").await;
    world.minutes(1).await;
    assert_snapshot!(world.heard(&turns, bo).split_off(2).join("\n---\n"), @r"
        @Cy leads the discussion on Tue 1 Dec, and you lead when it would have been their turn.
        ---
        @Cy can't take the discussion on Tue 1 Dec. It is still yours: do it, ask somebody else, or skip it, with the buttons above.
        ---
        @Cy leads the discussion on Tue 1 Dec for you. You take their turn when it comes.
        ");
    assert!(
        world
            .heard_last(&turns, cy)
            .starts_with("You lead the discussion of *Autumn* on Tue 1 Dec"),
        "{:?}",
        world.heard(&turns, cy)
    );
    world.until(LISBON, "2026-12-01 10:01").await;
    assert!(
        world.in_its_channel(&turns)[0].contains("led by Cy"),
        "{:?}",
        world.in_its_channel(&turns)
    );
    // Ana skipped, so she is next; then Bo, who has Cy's turn.
    world.until(LISBON, "2026-12-21 10:01").await;
    assert!(
        world.heard_last(&turns, ana).contains("on Mon 4 Jan"),
        "{}",
        world.heard_last(&turns, ana)
    );
    world.presses(ana, "lead_discussion").await;
    world.until(LISBON, "2027-01-18 10:01").await;
    assert!(
        world.heard_last(&turns, bo).contains("on Mon 1 Feb"),
        "{}",
        world.heard_last(&turns, bo)
    );
    ends(world, &turns).await;
}

#[tokio::test]
async fn a_leader_who_leaves_or_is_away_passes_it_on() {
    let (world, turns) = talking(&THREE).await;
    let [ana, bo, cy] = turns.members.as_slice() else { panic!() };
    world.until(LISBON, "2026-11-17 10:01").await;
    world.presses(ana, "lead_discussion").await;
    world.leaves_the_cohort(ana).await;
    world.minutes(1).await;
    assert!(world.sees(bo, "lead_discussion"), "Ana has left");
    world.presses(bo, "lead_discussion").await;
    world.types(bo, "/mentor", "away 2026-11-30 2026-12-04").await;
    world.minutes(1).await;
    assert!(world.sees(cy, "lead_discussion"), "Bo is away");
    assert!(
        world.heard(&turns, bo).iter().any(|it| it.contains("Your turn stays yours.")),
        "{:?}",
        world.heard(&turns, bo)
    );
    world.presses(cy, "lead_discussion").await;
    world.until(LISBON, "2026-12-01 10:01").await;
    assert!(world.in_its_channel(&turns)[0].contains("led by Cy"));
    world.until(LISBON, "2026-12-21 10:01").await;
    assert!(
        world.heard_last(&turns, bo).contains("on Mon 4 Jan"),
        "{}",
        world.heard_last(&turns, bo)
    );
    ends(world, &turns).await;
}

#[tokio::test]
async fn whoever_is_away_is_passed_over_and_nobody_is_asked_when_all_are() {
    let (world, turns) = talking(&THREE).await;
    let [ana, bo, cy] = turns.members.as_slice() else { panic!() };
    world.types(ana, "/mentor", "away 2026-11-30 2026-12-04").await;
    world.until(LISBON, "2026-11-17 10:01").await;
    assert!(world.sees(bo, "lead_discussion") && !world.sees(ana, "lead_discussion"));
    for who in [bo, cy] {
        world.types(who, "/mentor", "away 2026-11-30 2026-12-04").await;
    }
    world.minutes(1).await;
    world.until(LISBON, "2026-12-02 10:00").await;
    assert!(world.in_its_channel(&turns).is_empty(), "nobody speaks of it");
    world.until(LISBON, "2026-12-21 10:01").await;
    assert!(world.sees(ana, "lead_discussion"), "she kept her turn");
    ends(world, &turns).await;
}

#[tokio::test]
async fn a_turn_nobody_answers_goes_by_and_keeps_nobody_waiting() {
    let (world, turns) = talking(&THREE).await;
    let [ana, bo, _] = turns.members.as_slice() else { panic!() };
    world.until(LISBON, "2026-12-01 10:01").await;
    assert!(world.in_its_channel(&turns).is_empty());
    assert_snapshot!(world.heard_last(&turns, ana), @"Nothing comes of the discussion on Tue 1 Dec; there is nothing left to do.");
    assert_eq!(
        world.heard(&turns, ana).iter().filter(|it| it.contains("discussion")).count(),
        1,
        "no reminder"
    );
    world.until(LISBON, "2026-12-21 10:01").await;
    assert!(world.sees(bo, "lead_discussion"));
    ends(world, &turns).await;
}

#[tokio::test]
async fn a_cohort_of_one_and_one_that_is_over_have_none() {
    let (world, turns) = talking(&THREE[..1]).await;
    world.until(LISBON, "2026-12-02 10:00").await;
    assert!(world.in_its_channel(&turns).is_empty());
    assert!(!world.sees(&turns.members[0], "lead_discussion"));
    ends(world, &turns).await;
    let (world, turns) = talking(&THREE).await;
    world.until(LISBON, "2026-11-17 10:01").await;
    world.presses(&turns.members[0], "lead_discussion").await;
    assert!(world.turns_on(&[]).await.contains("There is no discussion."));
    world.until(LISBON, "2026-12-22 10:00").await;
    assert!(world.in_its_channel(&turns).is_empty());
    assert!(!world.sees(&turns.members[1], "lead_discussion"));
    ends(world, &turns).await;
}

#[tokio::test]
async fn turned_off_and_on_again_it_takes_place() {
    let (world, turns) = talking(&THREE).await;
    let [ana, bo, _] = turns.members.as_slice() else { panic!() };
    world.until(LISBON, "2026-11-17 10:01").await;
    world.presses(ana, "lead_discussion").await;
    world.turns_on(&[]).await;
    world.minutes(1).await;
    assert!(world.heard_last(&turns, ana).starts_with("Nothing comes of the discussion"));
    assert!(world.turns_on(&["discussion"]).await.contains("on Tue 1 Dec 2026"));
    world.minutes(1).await;
    world.presses(bo, "lead_discussion").await;
    world.until(LISBON, "2026-12-01 10:01").await;
    assert!(world.in_its_channel(&turns)[0].contains("led by Bo"));
    ends(world, &turns).await;
}

#[tokio::test]
async fn a_first_week_of_holidays_puts_it_off() {
    let (world, turns) = talking(&THREE).await;
    world.types(&world.lena, "/mentor", "holidays").await;
    world.sends(&world.lena, json!({ "add": "2026-12-01 One\n2026-12-07 Another" })).await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let ana = &turns.members[0];
    world.until(LISBON, "2026-11-23 18:00").await;
    assert!(!world.sees(ana, "lead_discussion"));
    world.until(LISBON, "2026-11-24 10:01").await;
    assert!(
        world.heard_last(&turns, ana).contains("on Tue 8 Dec"),
        "{}",
        world.heard_last(&turns, ana)
    );
    world.presses(ana, "lead_discussion").await;
    world.until(LISBON, "2026-12-08 10:01").await;
    assert_eq!(world.in_its_channel(&turns).len(), 1);
    ends(world, &turns).await;
}

#[tokio::test]
async fn the_hour_on_the_wall_stays_when_the_clocks_change() {
    let mut world = World::on("2026-10-05T07:00:00Z", (LISBON, "America/New_York")).await;
    world.become_a_pair().await;
    let people = [("Ana Sousa", BERLIN), ("Bo Lund", BERLIN)];
    let turns = world.takes_turns("2026-10-06", &people, &["discussion"]).await;
    let ana = &turns.members[0];
    world.until(BERLIN, "2026-10-19 10:01").await;
    world.presses(ana, "lead_discussion").await;
    world.until(BERLIN, "2026-11-02 09:59").await;
    assert!(world.in_its_channel(&turns).is_empty());
    world.until(BERLIN, "2026-11-02 10:01").await;
    assert_eq!(world.in_its_channel(&turns).len(), 1);
    ends(world, &turns).await;
}
