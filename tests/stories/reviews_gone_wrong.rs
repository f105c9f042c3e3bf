//! Looking back when something has changed meanwhile: the pair, the goals, the other one's answer, the day.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{
    domain::goal::State,
    sandbox::acting::{Forged, Submitted},
};

use crate::world::{World, parting::a_reason, reviewing::looking_back};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Monday, 30 November, half past nine in New York: both were asked.
async fn both_are_asked() -> World {
    let world = World::with_a_pair_that_looks_back().await;
    world.aims_at("One bug fix alone").await;
    world.until(NEW_YORK, "2026-11-30 09:30").await;
    world.everybody_reads();
    world
}

fn refused(submitted: Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) => errors.into_values().collect::<Vec<_>>().join("\n"),
        other => panic!("{other:?}"),
    }
}

fn keeps() -> Value {
    looking_back(&[(1, "right", "keep")], [4; 5])
}

#[tokio::test]
async fn a_pair_that_is_over_is_told_kindly_and_keeps_its_words() {
    let world = both_are_asked().await;
    world.presses(&world.ines, "look_back").await;
    world.pastes_into(&world.ines, "why_1", "Another team does it").await;
    let over = "update pairs set state = 'ended', closed_at = 1796800000000, ending = 'early'";
    world.changes_the_file(over).await;
    let told = refused(world.sends(&world.ines, keeps()).await);
    assert_snapshot!(told, @"You two have finished meanwhile, so this was not sent. What you typed is still here; take along what you want to keep.");
    world.closes(&world.ines).await;
    world.presses(&world.ines, "look_back").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Looking back ==
        You two have finished, so there is nothing left to look back at here. What you said before is kept. What you had begun was not sent.
        What you wrote
        Another team does it
        Only you can read it.
        [Delete draft]
        ");
    world.presses_in_modal(&world.ines, "discard_draft").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.noah, "look_back").await;
    assert!(world.whisper(&world.noah).starts_with("You two have finished"));
    assert_eq!(world.value("select count(*) from review_answers").await.as_deref(), Some("0"));
    // Nobody is asked again, neither about this one nor about a next.
    world.until(LISBON, "2026-12-29 12:00").await;
    assert_eq!(world.value("select count(*) from reviews").await.as_deref(), Some("1"));
    let again = world.ledger().await.into_iter().filter(|it| it.key.starts_with("review-again"));
    assert_eq!(again.filter(|it| it.seen_at.is_some()).count(), 0);
    world.ends_unread().await;
}

#[tokio::test]
async fn what_one_said_before_the_pair_ended_stays_with_them() {
    let world = both_are_asked().await;
    let mut says = keeps();
    says["why_1"] = json!("The quincetree rule");
    world.looks_back(&world.ines, says).await;
    world.ends_the_pair(&world.noah, a_reason("time", false)).await;
    world.minutes(1).await;
    world.types(&world.noah, "/mentor", "review").await;
    let page = world.modal(&world.noah);
    assert!(page.contains("your pair ended first"), "{page}");
    assert!(!page.contains("[Read]"), "{page}");
    world.closes(&world.noah).await;
    let press = Forged::Press { action: "open_review".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.noah, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert_snapshot!(world.whisper(&world.noah), @"Your pair ended before you had both looked back, so what was said stays with whoever said it.");
    world.types(&world.noah, "/mentor", "search quincetree").await;
    assert!(world.modal(&world.noah).contains("Nothing found"), "{}", world.modal(&world.noah));
    world.closes(&world.noah).await;
    world.types(&world.ines, "/mentor", "review").await;
    world.presses_in_modal(&world.ines, "open_review").await;
    let own = world.modal(&world.ines);
    assert!(own.contains("@Inês has looked back") && own.contains("about right"), "{own}");
    world.closes(&world.ines).await;
    world.ends_unread().await;
}

#[tokio::test]
async fn what_comes_after_both_have_answered_or_the_next_has_begun_is_told_and_kept() {
    let world = both_are_asked().await;
    world.looks_back(&world.ines, keeps()).await;
    world.presses(&world.ines, "look_back").await;
    world.looks_back(&world.noah, keeps()).await;
    let told = refused(world.sends(&world.ines, json!({ "fit_1": "too_hard" })).await);
    assert_snapshot!(told, @"You have both answered meanwhile, and what you had sent before stands. What you typed is still here; bring it up when you talk.");
    let stored = "select content from review_answers where side = 'mentee'";
    assert!(world.value(stored).await.unwrap().contains("\"fit\":\"right\""));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // A button that is still somewhere.
    let press = Forged::Press { action: "look_back".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.ines, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Looking back ==
        You have both looked back, so what you said stands. `/mentor review` shows what came of it. What you had begun was not sent.
        Only you can read it.
        [Delete draft]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // The next one, in which her form stays open until the one after that.
    world.until(NEW_YORK, "2026-12-28 09:30").await;
    world.presses(&world.ines, "look_back").await;
    world.pastes_into(&world.ines, "why_1", "Half a thou").await;
    world.until(LISBON, "2027-01-25 09:30").await;
    let told = refused(world.sends(&world.ines, keeps()).await);
    assert_snapshot!(told, @"The next one has begun meanwhile, so this one is over. What you typed is still here; take it along into the next, which `/mentor review` opens.");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let home = world.home(&world.ines).await;
    assert!(home.contains("You have a draft of your looking back."), "{home}");
    world.presses_at_home_in(&world.ines, ("draft_review/2", "look_back")).await;
    let shown = world.modal(&world.ines);
    assert!(shown.contains("What you wrote\nHalf a thou"), "{shown}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn the_same_form_twice_and_both_at_once_is_told_once() {
    let world = both_are_asked().await;
    let forge = |form: &Value| {
        let says = |it: &str| {
            let select = json!({ "type": "static_select", "selected_option": { "value": "4" } });
            (format!("says_{it}"), json!({ "value": select }))
        };
        let goal = |it: &str, value: &str| {
            let select = json!({ "type": "static_select", "selected_option": { "value": value } });
            (it.to_owned(), json!({ "value": select }))
        };
        let values: Value = ["direction", "answers", "feedback", "calls", "candour"]
            .map(says)
            .into_iter()
            .chain([goal("fit_1", "right"), goal("verdict_1", "done")])
            .collect();
        let metadata = form["private_metadata"].as_str().unwrap().to_owned();
        Forged::Submission { form: "review".to_owned(), metadata, values }
    };
    let mut forms = Vec::new();
    for who in [&world.ines, &world.noah] {
        world.presses(who, "look_back").await;
        forms.push(world.form_left_open(who));
    }
    let workspace = &world.stage.workspace;
    let (mine, his) = (forge(&forms[0]), forge(&forms[1]));
    let (one, other) =
        tokio::join!(workspace.forge(&world.ines, &mine), workspace.forge(&world.noah, &his));
    for answer in [one.unwrap(), other.unwrap()] {
        assert_eq!(answer["response_action"], "update", "{answer}");
    }
    workspace.settle().await;
    // What is sent once more says that it is taken, or that both have answered, and changes nothing.
    let before = world.dump().await;
    workspace.forge(&world.ines, &mine).await.unwrap();
    workspace.settle().await;
    assert_eq!(world.dump().await["review_answers"], before["review_answers"]);
    for who in [&world.ines, &world.noah] {
        workspace.close_all(who).await.unwrap();
    }
    world.minutes(1).await;
    let told = world.in_room().into_iter().filter(|it| it.contains("looked back* at"));
    assert_eq!(told.count(), 1);
    let versions = "select group_concat(change) from goal_versions where goal_id = 1";
    assert_eq!(world.value(versions).await.as_deref(), Some("\"made\",\"met\""));
    world.ends_unread().await;
}

#[tokio::test]
async fn goals_that_are_settled_or_added_meanwhile_are_no_matter_of_it() {
    let world = both_are_asked().await;
    let gone = world.aims_at("Gone meanwhile").await;
    world.presses(&world.ines, "look_back").await;
    let added = world.aims_at("Added meanwhile").await;
    world.changes_the_file("update goals set state = 'dropped' where id = 2").await;
    let dropped = "update goal_versions set state = '{\"dropped\":{\"at\":\"2026-11-30T15:00:00Z\",\"why\":null}}'
                   where goal_id = 2";
    world.changes_the_file(dropped).await;
    let both = looking_back(&[(1, "right", "keep"), (2, "right", "done")], [4; 5]);
    world.sends(&world.ines, both).await;
    assert!(world.modal(&world.ines).contains("It is saved."));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // His form has the new one, and not the one that is gone.
    world.presses(&world.noah, "look_back").await;
    let shown = world.modal(&world.noah);
    assert!(shown.contains("Added meanwhile") && !shown.contains("Gone meanwhile"), "{shown}");
    let his = looking_back(&[(1, "right", "keep"), (3, "right", "drop")], [4; 5]);
    world.sends(&world.noah, his).await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.minutes(1).await;
    assert!(matches!(world.goal_state(gone).await, State::Dropped { .. }), "as it was settled");
    assert_eq!(world.goal_state(added).await, State::Open, "she was not asked about it");
    let result = world.came_of_it();
    assert!(result.contains("Noah Reed says: about right, drop it\nAdded meanwhile"), "{result}");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_missing_or_wrong_stands_under_its_field() {
    let world = both_are_asked().await;
    world.presses(&world.noah, "look_back").await;
    let mut his = keeps();
    his["bug_link"] = json!("see the tracker");
    let told = refused(world.sends(&world.noah, his).await);
    assert_eq!(told, "Give the whole address, beginning with https://, or leave this empty.");
    let unrated = json!({ "bug_link": "https://example.com/bugs/12" });
    let told = refused(world.sends(&world.noah, unrated).await);
    assert_eq!(told, "Say how good the report is, too, or leave out where it stands.");
    // What Slack's own client would never send.
    let forged = Forged::Submission {
        form: "review".to_owned(),
        metadata: "1+0".to_owned(),
        values: json!({
            "fit_1": { "value": { "type": "static_select", "selected_option": null } },
            "says_direction": { "value": { "type": "static_select", "selected_option": { "value": "9" } } },
        }),
    };
    let answer = world.stage.workspace.forge(&world.noah, &forged).await.unwrap();
    assert_eq!(answer["errors"].as_object().unwrap().len(), 6, "{answer}");
    // Of the two taps neither stands alone.
    world.presses(&world.ines, "look_back").await;
    let mut hers = keeps();
    hers["worth"] = json!("no");
    let Submitted::FieldErrors(errors) = world.sends(&world.ines, hers).await else { panic!() };
    let under: Vec<_> = errors.into_iter().collect();
    let told = "Answer this one, too, please: the two belong together.";
    assert_eq!(under, [("structure".to_owned(), told.to_owned())]);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert_eq!(world.value("select count(*) from review_answers").await.as_deref(), Some("0"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_room_both_are_told_alone_and_without_a_goal_they_are_told_that() {
    let world = World::with_a_pair_that_looks_back().await;
    world.until(NEW_YORK, "2026-11-30 09:30").await;
    world.changes_the_file("update pairs set room_channel = null, room_refused_at = 1").await;
    for who in [&world.ines, &world.noah] {
        let told = world.looks_back(who, looking_back(&[], [4; 5])).await;
        assert!(told.contains("to each of you"), "{told}");
    }
    world.minutes(1).await;
    for who in [&world.ines, &world.noah] {
        let told = world.last_dm(who);
        assert!(told.contains("looked back* at the four weeks"), "{told}");
        assert!(told.contains("*No goal is open now.*"), "{told}");
    }
    world.ends_unread().await;
}

#[tokio::test]
async fn a_pair_that_needs_no_schedule_is_not_asked() {
    let world = World::with_a_pair_that_looks_back().await;
    world.changes_the_file("update pairs set phase = 'ad_hoc'").await;
    world.until(LISBON, "2026-12-29 12:00").await;
    assert_eq!(world.value("select count(*) from reviews").await.as_deref(), Some("0"));
    world.changes_the_file("update pairs set phase = 'monthly'").await;
    world.until(LISBON, "2027-01-25 12:00").await;
    assert!(world.sees(&world.ines, "look_back"));
    world.ends_unread().await;
}
