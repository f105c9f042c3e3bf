//! Goals that are not taken, two people at one goal, too many of them, and goals of a pair that is over.

use insta::assert_snapshot;
use jiff::civil::date;
use serde_json::{Value, json};
use trellis::sandbox::acting::{Forged, Submitted};

use crate::world::{
    World,
    aiming::a_goal,
    texts::{MARKER, hostile},
};

/// What stands under the fields when a goal is set like this.
async fn told_under(world: &World, changed: Value) -> String {
    let mut values = a_goal("Review on my own");
    values.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
    let told = match world.sets_a_goal(&world.ines, values).await {
        Submitted::FieldErrors(errors) => errors
            .iter()
            .map(|(field, told)| format!("{field}: {told}"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => panic!("{other:?}"),
    };
    world.closes_everything(&world.ines).await;
    told
}

#[tokio::test]
async fn a_goal_needs_a_way_to_know_and_a_day_that_is_to_come() {
    let world = World::with_a_pair().await;
    let told = told_under(&world, json!({ "how": "\u{200b}" })).await;
    assert_snapshot!(told, @r#"how: How will you two see that it is reached? A line is enough, such as "I reviewed three pull requests, and nothing I approved had to be reverted". Without it a goal is a wish."#);
    let told = told_under(&world, json!({ "due_on": "2026-11-01" })).await;
    assert_snapshot!(told, @"due_on: This day is over already. Choose Mon 2 Nov 2026 or later.");
    let many = vec!["One more"; 13].join("\n");
    let told = told_under(&world, json!({ "milestones": many })).await;
    assert_snapshot!(told, @"milestones: These are 13 milestones, and 12 fit. What needs more is two goals, or fewer steps.");
    let long = format!("Short\n{}", "long ".repeat(40));
    let told = told_under(&world, json!({ "milestones": long })).await;
    assert_snapshot!(told, @"milestones: Line 2 has 199 characters, and 150 fit. Say the step, and leave how to go about it for the day.");
    let told =
        told_under(&world, json!({ "milestones": "Begin by 2026-11-01", "due_on": "2026-11-01" }));
    assert_snapshot!(told.await, @r"
        due_on: This day is over already. Choose Mon 2 Nov 2026 or later.
        milestones: The day of line 1, Sun 1 Nov 2026, is over already. Give a later one, or none.
        ");
    assert_eq!(world.value("select count(*) from goals").await.as_deref(), Some("0"));
    world.ends().await;
}

#[tokio::test]
async fn today_is_not_over_where_the_mentee_is() {
    let zones = ("Pacific/Auckland", "America/New_York");
    let world = World::with_a_pair_on("2026-11-02T20:00:00Z", zones).await;
    let mut values = a_goal("Today");
    values["milestones"] = json!("");
    // It is Tuesday in Auckland, and Monday with Noah.
    values["due_on"] = json!("2026-11-02");
    let refused = world.sets_a_goal(&world.noah, values.clone()).await;
    assert!(matches!(refused, Submitted::FieldErrors(_)), "{refused:?}");
    values["due_on"] = json!("2026-11-03");
    let taken = world.sends(&world.noah, values).await;
    assert!(matches!(taken, Submitted::Replaced(_)), "{taken:?}");
    world.closes_everything(&world.noah).await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn nobody_writes_over_what_the_other_one_changed_meanwhile() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    world.presses_at_the_goal(&world.noah, "edit_goal").await;
    world.presses_at_the_goal(&world.ines, "edit_goal").await;
    world.changes_the_goal(&world.ines, json!({ "title": "Review without Noah" })).await;
    world.closes_everything(&world.ines).await;
    let answer = world.sends(&world.noah, json!({ "how": "Five reviews" })).await;
    assert!(matches!(answer, Submitted::Replaced(_)), "{answer:?}");
    assert_snapshot!(world.modal(&world.noah), @r"
        == Edit the goal ==
        *@Inês has changed this goal since you began.* Yours is not saved yet. This is what stands now, by Fri 18 Dec 2026; in the fields is what you wrote. Bring together what you two want, and press *Save changes*.
        The goal
        Review without Noah
        How we will know
        Three reviews, and nothing was reverted
        Milestones
        Sit in on one by 2026-11-13
        Write one
        Area*: Technical
        The goal, in a line*: Review on my own
        How we will know*: Five reviews
        By when*: 2026-12-18
        Milestones: Sit in on one by 2026-11-13
        Write one
        What it is about: ____
        A stretch: ____
        You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Save changes]]
        ");
    assert_eq!(world.in_field(&world.noah, "how@2"), "Five reviews", "nothing is lost");
    world.changes_the_goal(&world.noah, json!({ "title@2": "Review without Noah" })).await;
    world.closes_everything(&world.noah).await;
    world.looks_at_goals(&world.ines).await;
    world.presses_in_modal(&world.ines, "open_goal").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("Review without Noah\nHow we will know\nFive reviews"), "{page}");
    assert!(page.contains("@Noah changed what it says"), "{page}");
    // What she has changed herself, since she opened the form on another device, she knows.
    world.presses_in_modal(&world.ines, "milestone_done").await;
    let text = |text: &str| json!({ "value": { "type": "plain_text_input", "value": text } });
    let area = json!({ "type": "static_select", "selected_option": { "value": "Technical" } });
    let elsewhere = Forged::Submission {
        form: "goal".to_owned(),
        metadata: "1+1.3".to_owned(),
        values: json!({
            "area": { "value": area },
            "title": text("Review without Noah"),
            "how": text("Six reviews"),
            "due_on": { "value": { "type": "datepicker", "selected_date": "2026-12-18" } },
            "milestones": text("Sit in on one by 2026-11-13\nWrite one"),
        }),
    };
    world.stage.workspace.forge(&world.ines, &elsewhere).await.unwrap();
    world.stage.workspace.settle().await;
    world.looks_at_goals(&world.ines).await;
    world.presses_in_modal(&world.ines, "open_goal").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("Six reviews") && page.contains("1 of 2 milestones"), "{page}");
    world.ends().await;
}

#[tokio::test]
async fn whoever_settles_a_goal_second_reads_what_stands_and_what_they_wrote() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    world.presses_at_the_goal(&world.ines, "drop_goal").await;
    world.presses_at_the_goal(&world.noah, "meet_goal").await;
    world.sends_well(&world.noah, json!({ "reached": "together" })).await;
    world.sends(&world.ines, json!({ "why": "Another one matters more." })).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Decided meanwhile ==
        *This was decided while your form was open*, so that stands, and what you chose for it was not written down. If you see it differently, tell each other: what is open can be changed, and a goal can be set anew.
        Noah Reed said that it is met, with the mentor's help
        Review on my own
        What you wrote
        Another one matters more.
        [Goals]
        ");
    world.presses_in_modal(&world.ines, "goals").await;
    assert!(world.modal(&world.ines).contains("No goal is open"), "{}", world.modal(&world.ines));
    world.days(1).await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn whoever_decides_what_goes_on_second_reads_what_stands() {
    let world = World::with_a_pair().await;
    for title in ["Ship the importer", "Review on my own"] {
        world.aims_at_by(title, date(2026, 9, 30)).await;
    }
    for who in [&world.ines, &world.noah] {
        world.opens_what_goes_on(who).await;
    }
    world
        .sends_well(&world.noah, json!({ "outcome_1": "carry_on", "until_1": "2026-12-18" }))
        .await;
    world.sends(&world.ines, json!({ "outcome_1": "drop", "outcome_2": "alone" })).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Decided meanwhile ==
        *This was decided while your form was open*, so that stands, and what you chose for it was not written down. If you see it differently, tell each other: what is open can be changed, and a goal can be set anew.
        Noah Reed carried it on until Fri 18 Dec 2026
        Ship the importer
        [Goals]
        ");
    world.closes_everything(&world.ines).await;
    let page = world.looks_at_goals(&world.ines).await;
    assert!(page.contains("Goal, by Fri 18 Dec 2026"), "it goes on: {page}");
    assert!(!page.contains("Review on my own"), "this one is met: {page}");
    world.closes_everything(&world.ines).await;
    // A form in which nothing is chosen says so under a field it has.
    world.aims_at_by("Write shorter", date(2026, 9, 30)).await;
    world.opens_what_goes_on(&world.ines).await;
    world.opens_what_goes_on(&world.noah).await;
    world.sends_well(&world.noah, json!({ "outcome_3": "drop" })).await;
    let answer = world.sends(&world.ines, json!({})).await;
    let Submitted::FieldErrors(errors) = answer else { panic!("{answer:?}") };
    assert!(errors["outcome_3"].starts_with("Nothing is decided yet."), "{errors:?}");
    world.closes_everything(&world.ines).await;
    world.days(1).await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_both_press_at_once_counts_once() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    for who in [&world.ines, &world.noah] {
        world.looks_at_goals(who).await;
        world.presses_in_modal(who, "open_goal").await;
    }
    for who in [&world.ines, &world.noah] {
        world.presses_in_modal(who, "milestone_done").await;
        assert!(world.modal(who).contains("1 of 2 milestones"), "{}", world.modal(who));
    }
    let versions = "select count(*) from goal_versions";
    assert_eq!(world.value(versions).await.as_deref(), Some("2"));
    for who in [&world.ines, &world.noah] {
        world.presses_in_modal(who, "meet_goal").await;
    }
    for who in [&world.ines, &world.noah] {
        world.sends_well(who, json!({ "reached": "together" })).await;
    }
    assert_eq!(world.value(versions).await.as_deref(), Some("3"));
    world.days(1).await;
    let met = world.in_room().into_iter().filter(|it| it.contains("A goal is met"));
    assert_eq!(met.count(), 1);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn half_a_goal_is_found_again() {
    let world = World::with_a_pair().await;
    world.looks_at_goals(&world.ines).await;
    world.presses_in_modal(&world.ines, "add_goal").await;
    world.types_into(&world.ines, "title", "Review on my o").await;
    world.closes(&world.ines).await;
    world.closes_everything(&world.ines).await;
    let home = world.home(&world.ines).await;
    assert!(home.contains("You have a draft of a goal. Only you can read it."), "{home}");
    world.presses_at_home_in(&world.ines, ("draft_goal/1", "add_goal")).await;
    assert_eq!(world.in_field(&world.ines, "title"), "Review on my o");
    let sent = world.sends(&world.ines, a_goal("Review on my own")).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
    world.closes_everything(&world.ines).await;
    assert!(!world.home(&world.ines).await.contains("draft of a goal"));
    world.ends().await;
}

#[tokio::test]
async fn twenty_goals_are_enough_and_two_hundred_can_be_read() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    world.looks_at_goals(&world.ines).await;
    world.presses_in_modal(&world.ines, "add_goal").await;
    for sql in [
        "with recursive n (nth) as (select 2 union all select nth + 1 from n where nth < 220)
         insert into goals select nth, pair_id, made_by, made_at, version,
             case when nth <= 20 then 'open' else 'dropped' end, quarter, due_on, changed_at + nth * 1000
         from n, goals where goals.id = 1",
        "insert into goal_versions select goals.id, 1, changed_by, goal_versions.changed_at, null, change, content,
             case when goals.state = 'open' then '\"open\"'
                  else '{\"dropped\":{\"at\":\"2026-11-02T09:00:00Z\",\"why\":null}}' end
         from goals join goal_versions on goal_id = 1 where goals.id > 1",
    ] {
        world.changes_the_file(sql).await;
    }
    let answer = world.sends(&world.ines, a_goal("One too many")).await;
    let Submitted::FieldErrors(errors) = answer else { panic!("{answer:?}") };
    assert_snapshot!(errors["title"], @"You two have 20 open goals, which is as many as fit. Meet or drop one first; `/mentor goals` shows them.");
    world.closes_everything(&world.ines).await;
    let page = world.looks_at_goals(&world.noah).await;
    assert!(!page.contains("[Add a goal]") && page.contains("[Met and dropped (200)]"), "{page}");
    world.presses_in_modal(&world.noah, "older_goals").await;
    let mut pages = 1;
    while world.modal(&world.noah).contains("[Older ones]") {
        world.presses_in_modal(&world.noah, "older_goals").await;
        pages += 1;
    }
    assert_eq!(pages, 14);
    world.presses_in_modal(&world.noah, "newer_goals").await;
    world.presses_in_modal(&world.noah, "goals").await;
    world.closes_everything(&world.noah).await;
    let home = world.home(&world.noah).await;
    assert!(home.contains("Technical: 20 goals, 0 of 40 milestones"), "{home}");
    world.ends().await;
}

#[tokio::test]
async fn goals_of_a_pair_that_is_over_are_read_and_not_changed() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    world.looks_at_goals(&world.noah).await;
    world.presses_in_modal(&world.noah, "open_goal").await;
    let over = "update pairs set state = 'ended', ending = 'early', closed_at = 1793700000000";
    world.changes_the_file(over).await;
    world.presses_in_modal(&world.noah, "milestone_done").await;
    let told = format!("{}{}", world.modal(&world.noah), world.whisper(&world.noah));
    assert!(told.contains("Your pair with @Inês has ended, so nothing has changed."), "{told}");
    world.closes_everything(&world.noah).await;
    let page = world.looks_at_goals(&world.ines).await;
    assert!(page.contains("Review on my own") && !page.contains("[Add a goal]"), "{page}");
    world.presses_in_modal(&world.ines, "open_goal").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("Sit in on one") && !page.contains("[Done]"), "{page}");
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let world = World::with_a_pair().await;
    for words in hostile() {
        let line: String = words.lines().next().unwrap_or_default().chars().take(140).collect();
        let mut goal = a_goal(&format!("{MARKER} {line}"));
        goal["how"] = json!(format!("{MARKER} {words}"));
        goal["milestones"] = json!(format!("{MARKER} {line}"));
        world.sets_a_goal(&world.ines, goal).await;
        world.closes_everything(&world.ines).await;
        world.presses_at_the_goal(&world.noah, "meet_goal").await;
        world.sends_well(&world.noah, json!({ "reached": "alone" })).await;
    }
    world.days(1).await;
    world.home(&world.ines).await;
    world.assert_inert(MARKER);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_lead_chooses_the_areas_and_a_goal_keeps_its_own() {
    let world = World::with_a_pair().await;
    world.has_a_goal(&world.ines, "Review on my own").await;
    assert!(world.types(&world.noah, "/mentor", "areas").await.starts_with("Only a lead"));
    world.types(&world.lena, "/mentor", "areas").await;
    assert_eq!(world.in_field(&world.lena, "areas"), "Technical\nProcess\nCommunication");
    let long = world.sends(&world.lena, json!({ "areas": "long ".repeat(10) })).await;
    assert!(matches!(long, Submitted::FieldErrors(_)), "{long:?}");
    let saved = world.sends(&world.lena, json!({ "areas": "Code\nWriting\ncode" })).await;
    assert!(matches!(saved, Submitted::Replaced(_)), "{saved:?}");
    world.closes_everything(&world.lena).await;
    let mut goal = a_goal("Write shorter");
    goal["area"] = json!("Writing");
    world.sets_a_goal(&world.noah, goal).await;
    world.closes_everything(&world.noah).await;
    let page = world.looks_at_goals(&world.ines).await;
    assert!(page.contains("# Technical") && page.contains("# Writing"), "{page}");
    world.presses_in_modal(&world.ines, "open_goal").await;
    world.presses_in_modal(&world.ines, "edit_goal").await;
    assert_eq!(world.in_field(&world.ines, "area"), "Technical", "what it stood in stays a choice");
    world.ends().await;
}
