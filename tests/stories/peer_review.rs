//! Every two weeks the members of a cohort read something of each other's.

use insta::assert_snapshot;

use crate::world::{World, turns::Turns};

const LISBON: &str = "Europe/Lisbon";
const BERLIN: &str = "Europe/Berlin";

const FIVE: [(&str, &str); 5] = [
    ("Ana Sousa", LISBON),
    ("Bo Lund", LISBON),
    ("Cy Ortiz", LISBON),
    ("Dee Park", LISBON),
    ("Eve Sand", LISBON),
];

/// Monday, 2 November: a cohort with peer review, which begins on Monday, 9 November.
async fn reading(people: &[(&str, &str)]) -> (World, Turns) {
    let world = World::with_a_pair().await;
    let turns = world.takes_turns("2026-11-09", people, &["peer_review"]).await;
    (world, turns)
}

async fn ends(world: World, turns: &Turns) {
    world.all_of_them_read(turns);
    world.ends().await;
}

/// Who was put together in the newest post, line by line.
fn together(world: &World, turns: &Turns) -> Vec<String> {
    let post = world.in_its_channel(turns).pop().expect("nothing was posted");
    post.lines().skip(1).filter(|line| line.contains(" and ")).map(str::to_owned).collect()
}

#[tokio::test]
async fn everybody_reads_somebody_new_until_all_have_met() {
    let (world, turns) = reading(&FIVE[..4]).await;
    let ana = &turns.members[0];
    world.until(LISBON, "2026-11-09 09:59").await;
    assert!(world.in_its_channel(&turns).is_empty());
    world.until(LISBON, "2026-11-09 10:01").await;
    assert_snapshot!(world.in_its_channel(&turns).join("\n\n"), @r"
        *These two weeks you read each other's work:*
        Ana Sousa and Dee Park
        Bo Lund and Cy Ortiz
        Twenty minutes are plenty; I told each of you how.
        ");
    assert_snapshot!(world.heard_last(&turns, ana), @r"
        In these two weeks you read something of @Dee's. They read something of yours.
        *How:* ask for a link to something small. Take 20 minutes. Say one thing that is good, and ask one question.
        [Done] [Not this time] [Why am I seeing this?]
        ");
    world.presses(ana, "peer_read").await;
    world.minutes(1).await;
    assert_snapshot!(world.heard_last(&turns, ana), @"You have read something of @Dee's. Thank you.");
    world.presses(&turns.members[1], "peer_not_now").await;
    world.minutes(1).await;
    assert_snapshot!(world.heard_last(&turns, &turns.members[1]), @"You don't read anything of @Cy's this time. Tell them in a line, so that they don't wait.");
    assert_eq!(
        world.value("select count(*) from peer_reads where answer = 'done'").await.as_deref(),
        Some("1")
    );
    let mut met = together(&world, &turns);
    for monday in ["2026-11-23 10:01", "2026-12-07 10:01"] {
        world.until(LISBON, monday).await;
        met.extend(together(&world, &turns));
    }
    met.sort();
    met.dedup();
    assert_eq!(met.len(), 6, "{met:?}");
    assert_eq!(world.in_its_channel(&turns).len(), 3, "one a fortnight");
    ends(world, &turns).await;
}

#[tokio::test]
async fn odd_numbers_make_a_three_and_whoever_is_away_hears_nothing() {
    let (world, turns) = reading(&FIVE).await;
    let eve = &turns.members[4];
    world.until(LISBON, "2026-11-09 10:01").await;
    assert_snapshot!(together(&world, &turns).join("\n"), @r"
        Ana Sousa, Bo Lund and Eve Sand, in a ring
        Cy Ortiz and Dee Park
        ");
    world.types(eve, "/mentor", "away 2026-11-23 2026-11-27").await;
    let tasks = || world.heard(&turns, eve).iter().filter(|it| it.contains("you read")).count();
    assert_eq!(tasks(), 1);
    world.until(LISBON, "2026-12-04 18:00").await;
    let post = world.in_its_channel(&turns).pop().unwrap();
    assert!(post.contains("One of you sits out this time.") && !post.contains("Eve"), "{post}");
    assert_eq!(together(&world, &turns).len(), 2);
    assert_eq!(tasks(), 1, "{:?}", world.heard(&turns, eve));
    ends(world, &turns).await;
}

#[tokio::test]
async fn nothing_is_said_where_nobody_could_read() {
    let (world, turns) = reading(&FIVE[..1]).await;
    world.until(LISBON, "2026-11-24 10:00").await;
    assert!(world.in_its_channel(&turns).is_empty());
    ends(world, &turns).await;
    let (world, turns) = reading(&FIVE[..2]).await;
    for member in &turns.members {
        world.types(member, "/mentor", "away 2026-11-09 2026-11-13").await;
    }
    world.until(LISBON, "2026-11-20 10:00").await;
    assert!(world.in_its_channel(&turns).is_empty(), "everybody was away");
    world.until(LISBON, "2026-11-23 10:01").await;
    assert_eq!(world.in_its_channel(&turns).len(), 1, "and they are back");
    world.turns_on(&[]).await;
    world.until(LISBON, "2026-12-08 10:00").await;
    assert_eq!(world.in_its_channel(&turns).len(), 1, "it was turned off");
    ends(world, &turns).await;
}

#[tokio::test]
async fn somebody_who_left_is_in_no_pair_and_what_was_missed_is_not_made_up_for() {
    let (mut world, turns) = reading(&FIVE[..3]).await;
    world.leaves_the_cohort(&turns.members[2]).await;
    world.until(LISBON, "2026-11-09 10:01").await;
    assert_snapshot!(together(&world, &turns).join("\n"), @"Ana Sousa and Bo Lund");
    world.all_of_them_read(&turns);
    world.until(LISBON, "2026-11-23 08:00").await;
    world.stage.strike().await;
    world.down_until(LISBON, "2026-11-23 19:00");
    world.stage.enter_again().await.unwrap();
    world.up_again().await;
    world.until(LISBON, "2026-11-25 10:00").await;
    assert_eq!(world.in_its_channel(&turns).len(), 1, "that one was missed");
    world.until(LISBON, "2026-12-07 10:01").await;
    assert_eq!(world.in_its_channel(&turns).len(), 2);
    ends(world, &turns).await;
}

#[tokio::test]
async fn the_hour_on_the_wall_stays_when_the_clocks_change() {
    let mut world = World::on("2026-10-13T07:00:00Z", (LISBON, "America/New_York")).await;
    world.become_a_pair().await;
    let people = [("Ana Sousa", BERLIN), ("Bo Lund", BERLIN)];
    let turns = world.takes_turns("2026-10-13", &people, &["peer_review"]).await;
    for (before, after, posts) in
        [("2026-10-19 09:59", "2026-10-19 10:01", 1), ("2026-11-02 09:59", "2026-11-02 10:01", 2)]
    {
        world.until(BERLIN, before).await;
        assert_eq!(world.in_its_channel(&turns).len(), posts - 1);
        world.until(BERLIN, after).await;
        assert_eq!(world.in_its_channel(&turns).len(), posts);
    }
    ends(world, &turns).await;
}
