//! Looking back every four weeks: each for themselves, and both read what comes of it.
//!
//! The pair began on Monday, 2 November, so the first review is on Monday, 30 November.

use insta::assert_snapshot;
use serde_json::json;
use trellis::domain::{call::Purpose, goal::State};

use crate::world::{World, reviewing::looking_back};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn both_look_back_each_for_themselves_and_read_together_what_comes_of_it() {
    let world = World::with_a_pair_that_looks_back().await;
    let bug = world.aims_at("One bug fix alone").await;
    let short = world.aims_at("Shorter messages").await;
    let talk = world.aims_at("Give a talk").await;
    world.until(LISBON, "2026-11-30 08:59").await;
    assert!(!world.sees(&world.ines, "look_back"), "her day has not begun");
    world.until(LISBON, "2026-11-30 09:00").await;
    assert!(!world.sees(&world.noah, "look_back"), "his has not");
    assert_snapshot!(world.asked_to_look_back(&world.ines), @r"
        *Four weeks are over: time to look back*, you and @Noah, each for yourselves. Are the goals too easy, right or too hard, and which stay? Five minutes are enough.
        [Look back] [Why am I seeing this?]
        It is open until Sun 27 Dec. Nobody sees what you say before you have both answered, or that day is over; then it is told to you two, and to nobody else.
        ");
    let asked = world.find_block(&world.ines, "review_").unwrap();
    world.presses_in(&world.ines, asked, "why".to_owned()).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        Every four weeks, counted from the day you two began, I ask both of you to look back at your goals. This one began on Mon 30 Nov, and is open until Sun 27 Dec. I remind you once, and nobody is told when you answered.
        *When it is time to look back at your goals, every four weeks:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-30 09:00").await;
    assert!(world.sees(&world.noah, "look_back"));
    world.everybody_reads();
    world.presses(&world.ines, "look_back").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Looking back ==
        The four weeks until Mon 30 Nov, for you and @Noah alone. Nobody sees what you say before you have both answered, or the next time begins on Mon 28 Dec.
        Technical
        One bug fix alone
        How ambitious it is*: ____
        What shall become of it*: Keep it as it is
        If you drop it: why: ____
        Technical
        Shorter messages
        How ambitious it is*: ____
        What shall become of it*: Keep it as it is
        If you drop it: why: ____
        Technical
        Give a talk
        How ambitious it is*: ____
        What shall become of it*: Keep it as it is
        If you drop it: why: ____
        # How sure do you feel?
        Technical: ____
        Process: ____
        Communication: ____
        # This format, in two taps
        Does the structure of check-ins and reviews help you?: ____
        Is it worth your time?: ____
        # The two of you
        You both answer the same five, without seeing the other's. Where you are two steps or more apart I tell you both, as something to talk about; the rest is never shown to anybody.
        We both know what we are working towards*: ____
        Answers come soon enough*: ____
        Feedback is concrete enough to act on*: ____
        Our calls are worth their time*: ____
        It is fine to say that something is unclear or wrong*: ____
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send]]
        ");
    let mut mine = looking_back(
        &[(1, "right", "done_alone"), (2, "too_hard", "drop"), (3, "too_easy", "change")],
        [4, 2, 4, 4, 5],
    );
    mine["why_2"] = json!("Another team writes zebracrossings.");
    mine["sure_0"] = json!("3/Technical");
    mine["structure"] = json!("yes");
    mine["worth"] = json!("partly");
    world.sends(&world.ines, mine).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Looking back ==
        It is saved. Once @Noah has looked back too, or the next time begins on Mon 28 Dec, I tell you both what came of it, in your room. Until then you can change what you said.
        You'd like to change
        Give a talk
        [Change it]
        ");
    // What she changes now, she comes back from.
    world.presses_in_modal(&world.ines, "edit_goal").await;
    world.changes_the_goal(&world.ines, json!({})).await;
    world.closes(&world.ines).await;
    assert!(world.modal(&world.ines).contains("Give a talk\n[Change it]"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert_snapshot!(world.asked_to_look_back(&world.ines), @r"
        You have looked back. Once @Noah has too, or the next time begins on Mon 28 Dec, I tell you both what came of it; until then you can change what you said.
        [Change what I said]
        ");
    // Nobody sees anything of it before the other one has answered.
    assert_eq!(world.came_of_it(), "");
    world.types(&world.noah, "/mentor", "search zebracrossings").await;
    assert!(world.modal(&world.noah).contains("Nothing found"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.noah, "/mentor", "review").await;
    assert!(!world.modal(&world.noah).contains("How sure"), "{}", world.modal(&world.noah));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    assert_eq!(world.goal_state(bug).await, State::Open);
    // She changes her mind while she can.
    world.presses(&world.ines, "look_back").await;
    assert_eq!(world.in_field(&world.ines, "why_2"), "Another team writes zebracrossings.");
    assert_eq!(world.in_field(&world.ines, "sure_0"), "3/Technical");
    world.sends(&world.ines, json!({ "fit_3": "right" })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // His.
    world.until(NEW_YORK, "2026-12-01 10:00").await;
    world.presses(&world.noah, "look_back").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Looking back ==
        The four weeks until Mon 30 Nov, for you and @Inês alone. Nobody sees what you say before you have both answered, or the next time begins on Mon 28 Dec.
        Technical
        One bug fix alone
        How ambitious it is*: ____
        What shall become of it*: Keep it as it is
        If you drop it: why: ____
        Technical
        Shorter messages
        How ambitious it is*: ____
        What shall become of it*: Keep it as it is
        If you drop it: why: ____
        Technical
        Give a talk
        How ambitious it is*: ____
        What shall become of it*: Keep it as it is
        If you drop it: why: ____
        # For your mentee
        One door I can open for you: ____
        One bug report of your mentee's this month, if you have seen one: ____
        Where it stands: ____
        # The two of you
        You both answer the same five, without seeing the other's. Where you are two steps or more apart I tell you both, as something to talk about; the rest is never shown to anybody.
        We both know what we are working towards*: ____
        Answers come soon enough*: ____
        Feedback is concrete enough to act on*: ____
        Our calls are worth their time*: ____
        It is fine to say that something is unclear or wrong*: ____
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send]]
        ");
    let mut his = looking_back(
        &[(1, "right", "done_alone"), (2, "right", "keep"), (3, "right", "keep")],
        [5, 5, 4, 4, 4],
    );
    his["door"] = json!("Come along to the architecture round.");
    his["bug"] = json!("4");
    his["bug_link"] = json!("https://example.com/bugs/12");
    world.sends(&world.noah, his).await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Looking back ==
        It is saved. You have both looked back, so I tell you what came of it, in your room, as soon as you are both at work.
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.minutes(1).await;
    assert_snapshot!(world.came_of_it(), @r"
        *@Inês and @Noah, you have looked back* at the four weeks until Mon 30 Nov.
        Reached without Noah Reed, as you both say
        One bug fix alone
        Inês Duarte says: too hard, drop it. Noah Reed says: about right, keep it
        Shorter messages
        You see these differently, so they stay as they are.
        Inês Duarte says: about right, change it. Noah Reed says: about right, keep it
        Give a talk
        *This you two see differently*, from 1 (not at all) to 5 (fully). Neither of you is wrong.
        •  *Answers come soon enough:* @Inês says 2, @Noah says 5
        How sure Inês Duarte feels, from 1 to 5
        Technical 3
        About the format @Inês says: the structure helps: yes; worth the time: partly.
        One door I can open for you, says Noah Reed
        Come along to the architecture round.
        A bug report of this month @Noah rates 4 of 5.
        The bug report
        <https://example.com/bugs/12>
        What you two see differently stands on the agenda of your next call, too.
        *Your goals now*
        Technical: 2 goals
        [Goals] [Read it again]
        Only you two read this. How sure somebody feels, and what they say here, no lead sees.
        ");
    let closed = world.dm(&world.noah).into_iter().find(|it| it.contains("Looking back on"));
    assert_snapshot!(closed.unwrap(), @r"
        Looking back on Mon 30 Nov
        You have both looked back. What came of it stands in your room.
        ");
    assert!(matches!(world.goal_state(bug).await, State::Met { .. }));
    world.looks_at_goals(&world.noah).await;
    world.presses_in_modal(&world.noah, "older_goals").await;
    world.presses_in_modal(&world.noah, "open_goal").await;
    let page = world.modal(&world.noah);
    assert!(page.contains("Looking back, you both said that it is met, Tue 1 Dec"), "{page}");
    world.closes_everything(&world.noah).await;
    assert_eq!(world.goal_state(short).await, State::Open, "they see it differently");
    assert_eq!(world.goal_state(talk).await, State::Open);
    // Both find it again, and the reasons with it.
    for who in [&world.ines, &world.noah] {
        world.types(who, "/mentor", "search zebracrossings").await;
        world.presses_in_modal(who, "open_review").await;
        let shown = world.modal(who);
        assert!(shown.contains("Because\nAnother team writes zebracrossings."), "{shown}");
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.types(&world.ines, "/mentor", "review").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Looking back ==
        You and @Noah, every four weeks. Only you two can read this.
        *Mon 30 Nov 2026*  ·  you both looked back
        [Read]
        ---
        # How sure the mentee feels, from 1 to 5
        said once, on Mon 30 Nov 2026
        Technical: 3
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // What they see differently stands on the agenda of their next call, and not on the one after.
    world.has_agreed_on("2026-12-02 16:00", Purpose::GoalReview).await;
    world.until(LISBON, "2026-12-01 16:30").await;
    let agenda = world.agenda();
    assert!(agenda.contains("*Answers come soon enough:* @Inês says 2, @Noah says 5"), "{agenda}");
    assert!(agenda.contains("you two see differently\nShorter messages"), "{agenda}");
    assert!(!agenda.contains("Feedback is concrete"), "{agenda}");
    world.until(LISBON, "2026-12-03 15:00").await;
    world.has_agreed_on("2026-12-04 16:00", Purpose::ComplexTopic).await;
    world.until(LISBON, "2026-12-03 16:30").await;
    assert!(world.agenda().contains("Fri 4 Dec"), "{}", world.agenda());
    assert!(!world.agenda().contains("see differently"), "{}", world.agenda());
    ends(world).await;
}

#[tokio::test]
async fn of_one_who_answers_alone_both_read_and_nothing_is_settled() {
    let world = World::with_a_pair_that_looks_back().await;
    let bug = world.aims_at("One bug fix alone").await;
    world.until(NEW_YORK, "2026-11-30 09:30").await;
    world.looks_back(&world.ines, looking_back(&[(1, "right", "done")], [1, 1, 1, 1, 1])).await;
    world.everybody_reads();
    // He is reminded once, five days later in his own hours, and then nobody says anything.
    world.until(NEW_YORK, "2026-12-07 08:59").await;
    let before = world.dm(&world.noah).len();
    world.until(NEW_YORK, "2026-12-07 09:00").await;
    assert_eq!(world.dm(&world.noah).len(), before + 1);
    assert_snapshot!(world.asked_to_look_back(&world.noah), @r"
        *You can still look back*, until Sun 27 Dec. Five minutes are enough, and what you say gives @Inês and you something to talk about.
        [Look back] [Why am I seeing this?]
        I don't remind you again.
        ");
    let hers =
        world.dm(&world.ines).iter().filter(|it| it.contains("You can still look back")).count();
    assert_eq!(hers, 0, "she has answered");
    world.until(LISBON, "2026-12-27 20:00").await;
    let asks = |key: &str| key.starts_with("review/") || key.starts_with("review-again/");
    let asked = world.ledger().await.into_iter().map(|it| it.key).filter(|it| asks(it));
    let asked: Vec<String> = asked.collect();
    assert_eq!(asked, ["review/1/3", "review/1/2", "review-again/1/3", "review-again/1/2"]);
    assert_eq!(world.came_of_it(), "");
    assert!(world.home(&world.noah).await.contains("*Time to look back*"));
    // The next one begins.
    world.until(NEW_YORK, "2026-12-28 09:30").await;
    assert_snapshot!(world.came_of_it(), @r"
        *@Inês has looked back* at the four weeks until Mon 30 Nov. @Noah has not answered, so no goal is settled by it.
        Inês Duarte says: about right, it is reached
        One bug fix alone
        *Your goals now*
        Technical: 1 goal
        [Goals] [Read it again]
        Only you two read this. How sure somebody feels, and what they say here, no lead sees.
        ");
    assert_eq!(world.goal_state(bug).await, State::Open);
    let first = world.dm(&world.noah).into_iter().find(|it| it.contains("This one is over."));
    assert_snapshot!(first.unwrap(), @r"
        Looking back on Mon 30 Nov
        This one is over. @Inês looked back, and what they said stands in your room; the next one is as good as this.
        ");
    assert!(world.asked_to_look_back(&world.noah).contains("Four weeks are over"));
    // Neither answers that one, and nothing at all is said about it.
    let result = world.came_of_it();
    let room = world.in_room().len();
    world.until(NEW_YORK, "2027-01-25 09:30").await;
    assert_eq!((world.came_of_it(), world.in_room().len()), (result, room));
    let began = world.value("select group_concat(begins_on) from reviews").await;
    assert_eq!(began.as_deref(), Some("2026-11-30,2026-12-28,2027-01-25"));
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_is_away_is_asked_when_they_are_back() {
    let world = World::with_a_pair_that_looks_back().await;
    world.types(&world.noah, "/mentor", "away 2026-11-27 2026-12-11").await;
    world.until(LISBON, "2026-11-30 09:00").await;
    assert!(world.sees(&world.ines, "look_back"));
    world.until(NEW_YORK, "2026-12-08 10:00").await;
    assert!(!world.sees(&world.noah, "look_back"), "he is away");
    // He is back earlier than he thought.
    world.types(&world.noah, "/mentor", "back").await;
    world.until(NEW_YORK, "2026-12-09 09:30").await;
    assert!(world.sees(&world.noah, "look_back"));
    // And reminded five days after he was asked, not after the day.
    world.until(NEW_YORK, "2026-12-11 17:00").await;
    assert!(!world.last_dm(&world.noah).contains("You can still look back"));
    world.until(NEW_YORK, "2026-12-14 09:30").await;
    assert!(world.dm(&world.noah).iter().any(|it| it.contains("You can still look back")));
    world.everybody_reads();
    // Away until after the next one has begun: that one he was never asked about.
    world.types(&world.noah, "/mentor", "away 2026-12-21 2027-01-26").await;
    world.until(NEW_YORK, "2027-01-27 09:30").await;
    let asked = world.ledger().await.into_iter().filter(|it| it.key.starts_with("review/"));
    let asked: Vec<String> = asked.filter(|it| it.seen_at.is_some()).map(|it| it.key).collect();
    assert_eq!(asked, ["review/1/3", "review/1/2", "review/2/3", "review/3/3", "review/3/2"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_day_is_the_mentees_wherever_they_are_and_whatever_the_clocks_do() {
    // Summer time ends in Lisbon on 25 October 2026, and begins on 28 March 2027.
    let mut world = World::on("2026-10-05T08:00:00Z", (LISBON, NEW_YORK)).await;
    world.become_a_pair().await;
    world.looks_back_from("2026-11-02", "2026-11-02T00:00:00Z").await;
    world.until(LISBON, "2026-11-01 23:59").await;
    let count = "select count(*) from reviews";
    assert_eq!(world.value(count).await.as_deref(), Some("0"));
    world.until(LISBON, "2026-11-02 00:00").await;
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    // She moves east: the next one comes when its day begins there.
    world.moves(&world.ines, Some("Pacific/Auckland")).await;
    world.until("Pacific/Auckland", "2026-11-29 23:59").await;
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    world.until("Pacific/Auckland", "2026-11-30 00:00").await;
    assert_eq!(world.value(count).await.as_deref(), Some("2"));
    // And west.
    world.moves(&world.ines, Some("America/Los_Angeles")).await;
    world.until("America/Los_Angeles", "2026-12-28 00:00").await;
    // The bot is down over one of them: the one whose turn it is is asked about, and none twice.
    world.down_until("America/Los_Angeles", "2027-02-25 10:00");
    world.up_again().await;
    let began = world.value("select group_concat(begins_on) from reviews").await;
    assert_eq!(began.as_deref(), Some("2026-11-02,2026-11-30,2026-12-28,2027-02-22"));
    world.until("America/Los_Angeles", "2027-03-22 00:00").await;
    world.until("America/Los_Angeles", "2027-04-19 00:00").await;
    assert_eq!(world.value(count).await.as_deref(), Some("6"));
    world.ends_unread().await;
}

#[tokio::test]
async fn many_goals_come_page_by_page_and_each_page_is_kept() {
    let world = World::with_a_pair_that_looks_back().await;
    for nth in 1..=20 {
        world.aims_at(&format!("Goal number {nth}")).await;
    }
    world.until(NEW_YORK, "2026-11-30 09:30").await;
    let goals = |range: std::ops::RangeInclusive<i64>, fit: &'static str| {
        range.map(|goal| (goal, fit, "keep")).collect::<Vec<_>>()
    };
    let page = |goals: &[(i64, &str, &str)]| {
        let mut values = looking_back(goals, [4; 5]);
        values.as_object_mut().unwrap().retain(|name, _| !name.starts_with("says_"));
        values
    };
    world.presses(&world.ines, "look_back").await;
    let shown = world.modal(&world.ines);
    assert!(shown.contains("Goal number 10\n") && !shown.contains("Goal number 11"), "{shown}");
    assert!(shown.contains("[[Save and go on]]") && !shown.contains("The two of you"), "{shown}");
    world.pastes_into(&world.ines, "why_3", "Half a rea").await;
    world.sends(&world.ines, page(&goals(1..=10, "too_hard"))).await;
    let shown = world.modal(&world.ines);
    assert!(shown.contains("Goal number 11\n") && shown.contains("The two of you"), "{shown}");
    // She leaves after the first page; what it said is there when she comes back.
    world.closes(&world.ines).await;
    assert!(world.drafts("why_3").await.is_empty(), "what was sent is no draft");
    assert!(!world.asked_to_look_back(&world.ines).contains("You have looked back"));
    world.presses(&world.ines, "look_back").await;
    assert_eq!(world.in_field(&world.ines, "fit_7"), "too_hard");
    world.sends(&world.ines, json!({})).await;
    world.pastes_into(&world.ines, "why_20", "Not now").await;
    world.chooses(&world.ines, "fit_20", "too_easy").await;
    world.closes(&world.ines).await;
    // It opens where she left it, with what she had typed there.
    world.presses(&world.ines, "look_back").await;
    assert_eq!(world.in_field(&world.ines, "why_20"), "Not now");
    assert_eq!(world.in_field(&world.ines, "fit_20"), "too_easy");
    assert_eq!(world.in_field(&world.ines, "fit_12"), "", "nothing was chosen there");
    let mut last = looking_back(&goals(11..=20, "right"), [4; 5]);
    last["verdict_20"] = json!("drop");
    last["why_20"] = json!("Not now.");
    world.sends(&world.ines, last).await;
    assert!(world.modal(&world.ines).contains("It is saved."), "{}", world.modal(&world.ines));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(world.drafts("why_20").await.is_empty(), "it was sent");
    world.presses(&world.noah, "look_back").await;
    world.sends(&world.noah, page(&goals(1..=10, "too_hard"))).await;
    let mut rest = looking_back(&goals(11..=20, "right"), [4; 5]);
    rest["verdict_20"] = json!("drop");
    world.sends(&world.noah, rest).await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.minutes(1).await;
    let result = world.came_of_it();
    assert!(
        result.contains("You both say: too hard, keep it\nGoal number 1\nGoal number 2\n"),
        "{result}"
    );
    assert!(result.contains("Dropped, as you both say\nGoal number 20\n"), "{result}");
    assert!(result.contains("you are close to each other"), "{result}");
    ends(world).await;
}

#[tokio::test]
async fn what_is_asked_once_a_month_is_not_asked_twice_and_confidence_is_followed() {
    let world = World::with_a_pair().await;
    world.looks_back_from("2026-12-01", "2026-12-01T00:00:00Z").await;
    world.aims_at("One bug fix alone").await;
    for (nth, (day, sure)) in
        [("2026-12-01", "2"), ("2026-12-29", "3"), ("2027-01-26", "4")].into_iter().enumerate()
    {
        world.until(NEW_YORK, &format!("{day} 09:30")).await;
        world.presses(&world.ines, "look_back").await;
        let asked = world.modal(&world.ines).contains("This format, in two taps");
        assert_eq!(asked, nth != 1, "{day}: the second one is in December, too");
        let mut mine = looking_back(&[(1, "right", "keep")], [4; 5]);
        mine["sure_0"] = json!(format!("{sure}/Technical"));
        if asked {
            (mine["structure"], mine["worth"]) = (json!("yes"), json!("no"));
        }
        world.sends(&world.ines, mine).await;
        world.stage.workspace.close_all(&world.ines).await.unwrap();
        world.presses(&world.noah, "look_back").await;
        let asked = world.modal(&world.noah).contains("One bug report");
        assert_eq!(asked, nth != 1, "{day}");
        let mut his = looking_back(&[(1, "right", "keep")], [4; 5]);
        if asked {
            his["bug"] = json!("5");
        }
        world.sends(&world.noah, his).await;
        world.stage.workspace.close_all(&world.noah).await.unwrap();
        world.minutes(1).await;
    }
    assert!(world.came_of_it().contains("Technical 4 (before that 3)"), "{}", world.came_of_it());
    world.types(&world.noah, "/mentor", "review").await;
    let shown = world.modal(&world.noah);
    assert!(shown.contains("said 3 times since Tue 1 Dec 2026\nTechnical: 2 → 3 → 4"), "{shown}");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends_unread().await;
}
