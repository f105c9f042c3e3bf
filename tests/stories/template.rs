//! What the programme asks, changed by a lead: new forms ask it, and what was written keeps what it answered.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{sandbox::acting::Submitted, slack::answer::Answer};

use crate::world::{World, a_good_week, reading};

const LISBON: &str = "Europe/Lisbon";

const BACK: &str = "# Accomplished\n* tasks: What is different now | One thing is enough.\n* learned: New to me\n\
                    Thanks to | Somebody who helped.";
const AHEAD: &str = "# The week to come\n* primary: What matters most";

/// A lead changes the template and reads what comes of it.
async fn changes(world: &World, values: Value) -> String {
    world.types(&world.lena, "/mentor", "template").await;
    told(world, world.sends(&world.lena, values).await).await
}

/// What a lead reads after *Save*; the page or the form is closed again.
async fn told(world: &World, submitted: Submitted) -> String {
    let told = match submitted {
        Submitted::Replaced(view) => reading::view(&view, |id| world.name(id)),
        Submitted::FieldErrors(errors) => {
            let lines = errors.iter().map(|(field, error)| format!("{field}: {error}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    };
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    told
}

async fn writes(world: &World, values: Value) {
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, values).await;
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_lead_reads_what_is_asked_as_lines() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "template").await;
    assert_snapshot!(world.modal(&world.lena), @"");
    assert_snapshot!(told(&world, world.sends(&world.lena, json!({})).await).await, @"");
    ends(world).await;
}

#[tokio::test]
async fn a_changed_template_is_asked_from_now_on_and_old_answers_keep_their_questions() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    let before = world.checkin_in_room();
    assert_snapshot!(changes(&world, json!({ "looking_back": BACK, "looking_ahead": AHEAD })).await, @"");

    world.until(LISBON, "2026-11-13 15:05").await;
    world.types(&world.ines, "/checkin", "").await;
    assert_snapshot!(world.modal(&world.ines), @"");
    let answers = json!({
        "plan_0": "done",
        "tasks": "The export works.",
        "learned": "Iterators are lazy.",
        "thanks_to": "Tom, for the review.",
        "primary": "The report",
    });
    world.sends_well(&world.ines, answers).await;
    world.hours(1).await;
    assert_snapshot!(world.checkin_in_room(), @"");

    // The first week, in the history, read, and edited: each under what it was asked.
    world.types(&world.ines, "/checkin", "history").await;
    assert_snapshot!(world.modal(&world.ines), @"");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let asked = ["Tasks I finished or moved forward", "What happened then", "If there is time"];
    let receipts = world.stage.workspace.app_dm(&world.ines);
    let first = world.stage.workspace.messages(&receipts).into_iter().find(|message| {
        reading::message(message, |id| world.name(id)).contains("2–8 Nov is saved")
    });
    let first = first.unwrap()["ts"].as_str().unwrap().to_owned();
    let press = |action| trellis::sandbox::acting::Press::in_message(&receipts, &first, action);
    world.stage.workspace.click(&world.ines, press("open_checkin")).await.unwrap();
    world.stage.workspace.settle().await;
    let page = world.modal(&world.ines);
    assert!(asked.iter().all(|it| page.contains(it)) && !page.contains("Thanks to"), "{page}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.stage.workspace.click(&world.ines, press("edit_checkin")).await.unwrap();
    world.stage.workspace.settle().await;
    let form = world.modal(&world.ines);
    assert!(asked.iter().all(|it| form.contains(it)) && !form.contains("Thanks to"), "{form}");
    assert!(form.contains("I cloned the string in the end."), "what was written stands in it");
    world.sends_well(&world.ines, json!({ "happened": "I borrowed it after all." })).await;
    let room = world.in_room();
    let edited = room.iter().find(|post| post.contains("week of 2–8 Nov")).unwrap();
    assert!(edited.contains("What happened then\nI borrowed it after all."), "{edited}");
    assert!(before.contains("What happened then\nI cloned the string"), "as it was before");

    for (words, label) in [("borrowed", "2–8 Nov"), ("lazy", "9–15 Nov"), ("tom", "9–15 Nov")]
    {
        world.types(&world.noah, "/mentor", &format!("search {words}")).await;
        let found = world.modal(&world.noah);
        assert!(found.contains("One place") && found.contains(label), "{words}: {found}");
        world.stage.workspace.close_all(&world.noah).await.unwrap();
    }
    ends(world).await;
}

#[tokio::test]
async fn a_form_that_is_open_while_the_template_changes_keeps_its_questions() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.types(&world.ines, "/checkin", "").await;
    let on_the_phone = world.form_left_open(&world.ines);
    changes(&world, json!({ "looking_back": BACK, "looking_ahead": AHEAD })).await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.minutes(5).await;
    let post = world.checkin_in_room();
    assert!(post.contains("Tasks I finished or moved forward"), "{post}");
    assert!(post.contains("What happened then\nI cloned the string in the end."), "{post}");

    // The same week again, from a form that asks something else, and from the one on the phone: versions of one check-in.
    let texts = [("tasks", "On the phone."), ("learned", "a"), ("tried", "b"), ("primary", "c")];
    assert_eq!(world.sends_left_open(&world.ines, &on_the_phone, &texts).await, Answer::Nothing);
    let missing = world.sends_left_open(&world.ines, &on_the_phone, &texts[..2]).await;
    let Answer::FieldErrors(missing) = missing else { panic!("{missing:?}") };
    assert_eq!(missing.keys().collect::<Vec<_>>(), ["primary", "tried"], "by what it asked");
    assert_eq!(
        world.value("select group_concat(template) from checkin_versions").await.unwrap(),
        "1"
    );
    ends(world).await;
}

#[tokio::test]
async fn an_answer_of_its_own_stands_under_every_version_of_a_question() {
    let world = World::with_a_pair().await;
    for (day, label) in [("06", "What I learned"), ("13", "New to me"), ("20", "Eye-opener")] {
        world.until(LISBON, &format!("2026-11-{day} 15:05")).await;
        let back = format!("# Back\n* learned: {label}");
        changes(&world, json!({ "looking_back": back, "looking_ahead": "# Next\nprimary: First" }))
            .await;
        writes(&world, json!({ "learned": format!("Learned on {day}.") })).await;
    }
    world.types(&world.noah, "/checkin", "history").await;
    let history = world.modal(&world.noah);
    for said in [
        "What I learned\nLearned on 06.",
        "New to me\nLearned on 13.",
        "Eye-opener\nLearned on 20.",
    ] {
        assert!(history.contains(said), "{history}");
    }
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.days(3).await;
    ends(world).await;
}

#[tokio::test]
async fn once_a_month_one_more_thing_is_asked_of_both_and_nobody_needs_to_answer() {
    let world = World::with_a_pair().await;
    let mut asked = Vec::new();
    for day in ["06", "13", "20", "27"] {
        world.until(LISBON, &format!("2026-11-{day} 15:05")).await;
        world.types(&world.ines, "/checkin", "").await;
        asked.push(world.modal(&world.ines).contains("# Once a month\nA risk I took: ____"));
        let mut week = a_good_week();
        if day == "27" {
            week["risk"] = json!("I said that I don't know.");
        }
        world.sends_well(&world.ines, week).await;
        world.minutes(1).await;
        world.presses(&world.noah, "reply").await;
        let form = world.modal(&world.noah);
        asked.push(form.contains("A story from my own path: ____"));
        let story = if day == "27" { "story" } else { "feedback" };
        let field = if day == "27" { "once_a_month" } else { "feedback" };
        world.sends_well(&world.noah, json!({ field: format!("A {story} of {day}.") })).await;
    }
    assert_eq!(asked, [false, false, false, false, false, false, true, true]);
    let post = world.checkin_in_room();
    assert!(post.contains("# Once a month\nA risk I took\nI said that I don't know."), "{post}");
    let reply = world.in_thread().pop().unwrap();
    assert_eq!(reply, "*@Noah replied*\nA story from my own path\nA story of 27.");

    changes(&world, json!({ "monthly": "Somebody I thanked", "monthly_reply": "" })).await;
    world.presses(&world.ines, "edit_checkin").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("A risk I took: I said that I don't know."), "{form}");
    world.sends_well(&world.ines, json!({})).await;
    world.presses(&world.noah, "reply").await;
    assert!(!world.modal(&world.noah).contains("my own path"), "nothing is asked beside any more");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.presses(&world.noah, "open_checkin_of_nobody".strip_suffix("_of_nobody").unwrap()).await;
    let page = world.modal(&world.noah);
    assert!(page.contains("A story from my own path\nA story of 27."), "{page}");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.until(LISBON, "2026-12-31 15:05").await;
    world.types(&world.ines, "/checkin", "").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn a_template_that_does_not_fit_changes_nothing_and_says_where() {
    let world = World::with_a_pair().await;
    let before = world.dump().await;
    let many = |count: usize| (0..count).map(|i| format!("Is it {i}?\n")).collect::<String>();
    let back = |lines: &str| json!({ "looking_back": format!("# Back\n* learned: x\n{lines}") });
    let mut refusals = Vec::new();
    for values in [
        back("learned: Two of one name"),
        back("primary: The same, in the other box"),
        back(&many(200)),
        back(&"x".repeat(121)),
        back("week: The form's own"),
        json!({ "looking_back": "# Back\nlearned: x", "looking_ahead": "# Next\nfirst" }),
        json!({ "looking_back": "No part" }),
        json!({ "looking_ahead": "# Next" }),
        json!({ "monthly": "* risk: Needed\n# Part", "monthly_reply": many(13) }),
        json!({ "looking_back": many(4) }),
    ] {
        refusals.push(changes(&world, values).await);
    }
    assert_snapshot!(refusals.join("\n"), @"");
    world.types(&world.lena, "/mentor", "template").await;
    let empty = world.sends(&world.lena, json!({ "looking_ahead": "" })).await;
    assert!(matches!(empty, Submitted::ClientErrors(_)), "Slack does not send it: {empty:?}");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    assert_eq!(world.dump().await, before, "nothing changed");
    ends(world).await;
}

#[tokio::test]
async fn two_leads_at_once_do_not_overwrite_each_other() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "template").await;
    let open = world.form_left_open(&world.lena);
    assert!(changes(&world, json!({ "looking_back": BACK })).await.contains("Saved as version 2."));
    let texts = [("looking_back", "# Back\n* learned: Mine"), ("looking_ahead", AHEAD)];
    let Answer::FieldErrors(errors) = world.sends_left_open(&world.lena, &open, &texts).await
    else {
        panic!("it was taken")
    };
    assert_snapshot!(errors["looking_back"], @"");
    assert_eq!(world.value("select max(version) from templates").await.unwrap(), "2");
    ends(world).await;
}

#[tokio::test]
async fn only_leads_change_it_and_a_lead_whom_nobody_has_met_is_met() {
    let world = World::with_leads_named().await;
    for who in [&world.ines, &world.noah] {
        assert_snapshot!(world.types(who, "/mentor", "template").await, @"Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; `/mentor help` shows what you can do.");
        assert_eq!(world.modal(who), "");
    }
    world.types(&world.lena, "/mentor", "template").await;
    assert!(world.modal(&world.lena).starts_with("== What we ask every week =="));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    ends(world).await;
}
