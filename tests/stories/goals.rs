//! What a pair aims at: the goal it begins with, goals of its own, ticked, met and dropped, and what goes on once a quarter
//! is over.

use insta::assert_snapshot;
use jiff::civil::date;
use serde_json::json;
use trellis::domain::call::Purpose;

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";

/// When a quarter is looked back at next.
const NEXT_QUARTER: &str = "select due_on from occasions where occasion = 'quarter'";

/// A pair for which everything comes up that comes up for pairs.
async fn growing() -> World {
    let mut world = World::new().await;
    world.grows().await;
    world.become_a_pair().await;
    world.minutes(5).await;
    world.everybody_reads();
    world
}

/// The newest message of the room.
fn newest(world: &World) -> String {
    world.in_room().pop().unwrap()
}

#[tokio::test]
async fn every_pair_begins_with_a_goal_that_is_theirs_to_change() {
    let world = growing().await;
    assert_snapshot!(world.looks_at_goals(&world.ines).await, @r"
        == Goals ==
        *Goals of @Inês and @Noah*
        [Add a goal]
        # Technical
        Goal, by Mon 16 Nov 2026
        One bug fix alone
        [Open]
        You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored.
        ");
    world.presses_in_modal(&world.ines, "open_goal").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Goal ==
        Technical
        One bug fix alone
        How we will know
        A fix of mine is merged, and I found the way there myself: where to look, what to try, whom to ask.
        *By:* Mon 16 Nov 2026 (Oct–Dec 2026)
        [Met] [Edit] [Drop it] [All goals]
        # What changed
        Every pair begins with this goal; make it yours. Mon 2 Nov, 14:00
        You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored.
        ");
    world.presses_in_modal(&world.ines, "edit_goal").await;
    assert_eq!(world.in_field(&world.ines, "title"), "One bug fix alone");
    assert_eq!(world.in_field(&world.ines, "milestones"), "");
    world.changes_the_goal(&world.ines, json!({ "milestones": "Chose a bug by 2026-11-06" })).await;
    world.presses_in_modal(&world.ines, "milestone_done").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("# Milestones: 1 of 1 milestone\nDone\nChose a bug"), "{page}");
    world.presses_in_modal(&world.ines, "milestone_open").await;
    assert!(world.modal(&world.ines).contains("0 of 1 milestone"));
    world.presses_in_modal(&world.ines, "milestone_dropped").await;
    // Said in other words it is the same, and stands as it stood.
    world.presses_in_modal(&world.ines, "edit_goal").await;
    assert_eq!(world.in_field(&world.ines, "milestones"), "Chose a bug by 2026-11-06");
    world.changes_the_goal(&world.ines, json!({ "milestones": "Choose a bug\nTwo more" })).await;
    world.closes_everything(&world.ines).await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody is interrupted");
    world.looks_at_goals(&world.noah).await;
    world.presses_in_modal(&world.noah, "open_goal").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Goal ==
        Technical
        One bug fix alone
        How we will know
        A fix of mine is merged, and I found the way there myself: where to look, what to try, whom to ask.
        *By:* Mon 16 Nov 2026 (Oct–Dec 2026)
        # Milestones: 0 of 1 milestone
        Dropped
        Choose a bug
        [Open again]
        Open
        Two more
        [Done] [Drop]
        [Met] [Edit] [Drop it] [All goals]
        # What changed
        @Inês changed what it says, Mon 2 Nov, 09:05
        Inês Duarte: dropped, Mon 2 Nov, 09:05
        Chose a bug
        Inês Duarte: open again, Mon 2 Nov, 09:05
        Chose a bug
        Inês Duarte: done, Mon 2 Nov, 09:05
        Chose a bug
        @Inês changed what it says, Mon 2 Nov, 09:05
        Every pair begins with this goal; make it yours. Mon 2 Nov, 09:00
        You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored.
        ");
    world.presses_in_modal(&world.noah, "goals").await;
    assert!(world.modal(&world.noah).starts_with("== Goals =="), "it takes the place of the goal");
    world.closes_everything(&world.noah).await;
    let home = world.home(&world.noah).await;
    assert!(home.contains("*Your goals*\nTechnical: 1 goal, 0 of 1 milestone\n[Goals]"), "{home}");
    world.presses_at_home(&world.noah, "goals").await;
    assert!(world.modal(&world.noah).contains("One bug fix alone"));
    world.ends().await;
}

#[tokio::test]
async fn either_sets_goals_and_both_find_them() {
    let world = World::with_a_pair().await;
    assert_snapshot!(world.looks_at_goals(&world.noah).await, @r"
        == Goals ==
        *Goals of @Inês and @Noah*
        [Add a goal]
        No goal is open. One is enough to begin with: something that is in reach, how you two will know that it is reached, and a day.
        You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored.
        ");
    world.has_a_goal(&world.noah, "Review on my own").await;
    world.has_a_goal(&world.ines, "Ship the importer").await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new(), "nobody is interrupted");
    assert_snapshot!(world.looks_at_goals(&world.ines).await, @r"
        == Goals ==
        *Goals of @Inês and @Noah*
        [Add a goal]
        # Technical
        Goal, by Fri 18 Dec 2026: 0 of 2 milestones · set by Noah Reed
        Review on my own
        [Open]
        Goal, by Fri 18 Dec 2026: 0 of 2 milestones · set by Inês Duarte
        Ship the importer
        [Open]
        You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored.
        ");
    world.closes_everything(&world.ines).await;
    world.types(&world.ines, "/mentor", "search reverted sit").await;
    assert!(world.modal(&world.ines).contains("2 places"), "{}", world.modal(&world.ines));
    world.presses_in_modal(&world.ines, "open_goal").await;
    let page = world.modal(&world.ines);
    assert!(page.starts_with("== Goal ==") && page.contains("Three reviews"), "{page}");
    world.ends().await;
}

#[tokio::test]
async fn a_goal_that_is_met_is_told_in_the_room_once_both_are_there() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    world.presses_at_the_goal(&world.ines, "meet_goal").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Met ==
        The goal
        Review on my own
        How we will know
        Three reviews, and nothing was reverted
        How was it reached?*: ____
        Your room shows @Inês and @Noah that it is met. Who looks back one day sees how much was done alone.
        [[It is met]]
        ");
    world.sends_well(&world.ines, json!({ "reached": "alone" })).await;
    while !newest(&world).contains("A goal is met") {
        assert!(world.next().await, "nobody was told");
    }
    assert_eq!(world.wall("America/New_York"), "Mon 2026-11-02 09:00", "he is at work by then");
    assert_snapshot!(newest(&world), @r"
        *A goal is met*, and @Inês did it alone.
        The goal
        Review on my own
        How we will know
        Three reviews, and nothing was reverted
        [Goals]
        ");
    world.presses(&world.noah, "goals").await;
    world.presses_in_modal(&world.noah, "older_goals").await;
    let page = world.modal(&world.noah);
    assert!(page.contains("Met Mon 2 Nov 2026, by the mentee alone · Oct–Dec 2026"), "{page}");
    world.presses_in_modal(&world.noah, "open_goal").await;
    let page = world.modal(&world.noah);
    assert!(!page.contains("[Edit]") && page.contains("*Met* on Mon 2 Nov 2026"), "{page}");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_goal_that_is_dropped_is_told_nobody_and_keeps_its_reason() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.noah, "Review on my own").await;
    world.presses_at_the_goal(&world.ines, "drop_goal").await;
    world.sends_well(&world.ines, json!({ "why": "Another one matters more." })).await;
    world.days(1).await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.looks_at_goals(&world.noah).await;
    world.presses_in_modal(&world.noah, "older_goals").await;
    world.presses_in_modal(&world.noah, "open_goal").await;
    let page = world.modal(&world.noah);
    assert!(page.contains("Why it was dropped\nAnother one matters more."), "{page}");
    world.ends().await;
}

#[tokio::test]
async fn what_is_due_soon_stands_on_the_agenda_of_a_call_and_follows() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    let mut later = crate::world::aiming::a_goal("Ship the importer");
    later["milestones"] = json!("");
    world.sets_a_goal(&world.ines, later).await;
    world.closes_everything(&world.ines).await;
    world.has_agreed_on("2026-11-02 17:00", Purpose::ComplexTopic).await;
    let agenda = world.agenda();
    assert!(
        agenda.contains("Goal, by Fri 18 Dec 2026: 0 of 2 milestones\nReview on my own"),
        "{agenda}"
    );
    assert!(agenda.contains("1 more goal is open; `/mentor goals` shows all of them."), "{agenda}");
    world.presses_at_the_goal(&world.noah, "milestone_done").await;
    world.closes_everything(&world.noah).await;
    world.minutes(1).await;
    let agenda = world.agenda();
    assert!(!agenda.contains("Review on my own"), "nothing of it is due soon any more: {agenda}");
    world.has_agreed_on("2026-11-03 08:00", Purpose::GoalReview).await;
    let review = world.agenda();
    assert!(review.contains("1 of 2 milestones\nReview on my own"), "{review}");
    assert!(review.contains("Ship the importer") && !review.contains("more goal"), "{review}");
    world.everybody_reads();
    world.ends().await;
}

/// A pair with three goals of a quarter that ends with the year; on New Year's Day the mentee is asked.
async fn at_new_year() -> World {
    let world = growing().await;
    world.types(&world.ines, "/mentor", "settings").await;
    world.closes_everything(&world.ines).await;
    world.has_a_goal(&world.noah, "Review on my own").await;
    world.has_a_goal(&world.ines, "Ship the importer").await;
    while !world.sees(&world.ines, "decide_goals") {
        assert!(world.next().await, "nobody was asked");
        world.everybody_reads();
    }
    world
}

#[tokio::test]
async fn once_a_quarter_is_over_nothing_goes_on_by_itself() {
    let world = at_new_year().await;
    assert_eq!(world.wall(LISBON), "Fri 2027-01-01 09:00");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        *Oct–Dec 2026 is over, and 3 of your goals are still open.* Nothing goes on by itself: say for each whether you two carry on, have met it, or let it go. A minute is enough, and @Noah sees in your room what you decide. Until then they stand as undecided.
        [Decide what goes on] [Why am I seeing this?]
        ");
    let page = world.looks_at_goals(&world.noah).await;
    assert!(page.contains("*3 goals are undecided.*"), "{page}");
    world.closes_everything(&world.noah).await;

    world.presses(&world.ines, "decide_goals").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == What goes on? ==
        The quarter of these goals is over. Decide about each that you know about; what you leave empty stays undecided for you both to see. To let go of a goal is as good as to carry it on.
        Goal, by Mon 16 Nov 2026 · undecided since Oct–Dec 2026
        One bug fix alone
        What becomes of it?: ____
        Carry on until: ____
        Goal, by Fri 18 Dec 2026: 0 of 2 milestones · undecided since Oct–Dec 2026 · set by Noah Reed
        Review on my own
        What becomes of it?: ____
        Carry on until: ____
        Goal, by Fri 18 Dec 2026: 0 of 2 milestones · undecided since Oct–Dec 2026 · set by Inês Duarte
        Ship the importer
        What becomes of it?: ____
        Carry on until: ____
        Your room shows what you decide, in one message.
        [[Decide]]
        ");
    let values = json!({ "outcome_1": "alone", "outcome_2": "carry_on", "until_2": "2027-02-26" });
    world.sends_well(&world.ines, values).await;
    while !newest(&world).contains("What goes on of your goals") {
        assert!(world.next().await, "nobody was told");
    }
    assert_snapshot!(newest(&world), @r"
        *What goes on of your goals:* their quarter is over, and @Inês decided.
        Met, by the mentee alone
        One bug fix alone
        Carried on until Fri 26 Feb 2027
        Review on my own
        [Goals]
        Something looks different to you? Either of you can change a goal that is open.
        ");
    let home = world.home(&world.ines).await;
    assert!(home.contains("*Undecided:* 1, because their quarter is over"), "{home}");

    world.looks_at_goals(&world.noah).await;
    world.presses_in_modal(&world.noah, "decide_goals").await;
    world.sends_well(&world.noah, json!({ "outcome_3": "drop" })).await;
    let page = world.looks_at_goals(&world.noah).await;
    assert!(!page.contains("undecided") && page.contains("by Fri 26 Feb 2027"), "{page}");
    world.closes_everything(&world.noah).await;
    assert_eq!(world.value(NEXT_QUARTER).await.as_deref(), Some("2027-04-01"), "and so on");
    world.days(1).await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn whoever_brings_goals_along_begins_with_those() {
    let world = World::with_a_pair().await;
    world.aims_at("Own a service").await;
    world.comes_up("first_goal", ("2026-11-02", "2026-11-02T00:00:00Z")).await;
    let page = world.looks_at_goals(&world.ines).await;
    assert!(page.contains("Own a service") && !page.contains("One bug fix alone"), "{page}");
    assert_eq!(world.value(NEXT_QUARTER).await.as_deref(), Some("2027-01-01"));
    world.ends().await;
}

#[tokio::test]
async fn whoever_is_away_when_a_quarter_is_over_is_asked_when_they_are_back() {
    let world = World::with_a_pair().await;
    world.aims_at_by("Ship the importer", date(2026, 9, 30)).await;
    world.changes_the_file("update pairs set phase = 'ad_hoc'").await;
    world.comes_up("quarter", ("2026-11-02", "2026-11-02T00:00:00Z")).await;
    world.until(LISBON, "2026-11-03 12:00").await;
    assert!(!world.sees(&world.ines, "decide_goals"), "a pair without a schedule is not asked");
    assert_eq!(world.value(NEXT_QUARTER).await.as_deref(), Some("2027-01-01"));
    world.changes_the_file("update pairs set phase = 'weekly'").await;
    world.types(&world.ines, "/mentor", "away 2026-11-04 2026-11-22").await;
    world.comes_up("quarter", ("2026-11-05", "2026-11-05T00:00:00Z")).await;
    world.until(LISBON, "2026-11-23 08:59").await;
    assert!(!world.sees(&world.ines, "decide_goals"), "she is away");
    world.until(LISBON, "2026-11-23 09:00").await;
    assert!(world.sees(&world.ines, "decide_goals"));
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_has_no_open_goal_is_asked_nothing() {
    let world = growing().await;
    world.presses_at_the_goal(&world.ines, "drop_goal").await;
    world.sends_well(&world.ines, json!({})).await;
    world.until(LISBON, "2027-01-08 12:00").await;
    assert!(!world.sees(&world.ines, "decide_goals"));
    assert_eq!(world.value(NEXT_QUARTER).await.as_deref(), Some("2027-04-01"));
    world.everybody_reads();
    world.ends().await;
}
