//! What a pair keeps: decisions with their reasons, and resources, saved from their room or by command, and found again.

use serde_json::{Value, json};
use trellis::sandbox::{
    acting::{Forged, Submitted},
    people::NewPerson,
};

use crate::{
    typed::on_friday,
    world::{
        World,
        texts::{MARKER, hostile},
    },
};

const DECIDE: &str = "Save as decision";
const KEEP: &str = "Save as resource";
const LISBON: &str = "Europe/Lisbon";

const NOT_YOURS: &str =
    "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";

/// Somebody says something in the pair's room, and the other one reads it.
async fn said_in_room(world: &World, who: &str, text: &str) -> (String, String) {
    let room = world.room().unwrap();
    let ts = world.stage.workspace.post(who, &room, text, None).await.unwrap();
    world.stage.workspace.settle().await;
    world.everybody_reads();
    (room, ts)
}

/// Sends the form and closes the page that says it is saved.
async fn saves(world: &World, who: &str, values: Value) {
    let submitted = world.sends(who, values).await;
    assert!(matches!(submitted, Submitted::Replaced(_)), "{submitted:?}");
    assert!(world.modal(who).contains("It is saved."), "{}", world.modal(who));
    world.stage.workspace.close_all(who).await.unwrap();
}

fn a_decision() -> Value {
    json!({ "title": "Dates", "choice": "We store UTC and a zone.", "why": "Zones change.",
        "link": "https://example.com/adr" })
}

fn a_resource(title: &str) -> Value {
    json!({ "title": title, "link": "https://example.com/map", "kind": "diagram",
        "tags": "Lifetimes, #borrowing", "note": "Start at the top." })
}

/// What stands under a field when the form is sent like this.
async fn told_under(world: &World, who: &str, values: Value, field: &str) -> String {
    match world.sends(who, values).await {
        Submitted::FieldErrors(errors) => errors[field].clone(),
        other => panic!("{other:?}"),
    }
}

async fn closes_all(world: &World, who: &str) {
    world.stage.workspace.close_all(who).await.unwrap();
}

#[tokio::test]
async fn a_message_becomes_a_decision_that_both_find_and_nobody_is_interrupted() {
    let world = on_friday().await;
    let words = "Dates are UTC & a zone.\nWe saw what happens otherwise.";
    let place = said_in_room(&world, &world.noah, words).await;
    world.uses(&world.ines, DECIDE, &place).await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Only you and @Noah find this."), "{form}");
    assert_eq!(world.in_field(&world.ines, "title"), "Dates are UTC & a zone.");
    assert_eq!(world.in_field(&world.ines, "choice"), words);
    saves(&world, &world.ines, json!({ "why": "Zones change." })).await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody is interrupted");
    let home = world.home(&world.noah).await;
    let line = "You two keep 1 decision. The newest is of @Inês, Fri 6 Nov";
    assert!(home.contains(line) && home.contains("[Decisions]"), "{home}");

    world.presses_at_home(&world.noah, "decisions").await;
    assert!(world.modal(&world.noah).contains("Dates are UTC & a zone."));
    world.presses_in_modal(&world.noah, "open_decision").await;
    let page = world.modal(&world.noah);
    assert!(
        page.contains("Zones change.") && page.contains("From a message of Fri 6 Nov"),
        "{page}"
    );
    assert!(!page.contains("[Edit]"), "only its author changes it: {page}");
    closes_all(&world, &world.noah).await;
    world.types(&world.noah, "/mentor", "search otherwise").await;
    world.presses_in_modal(&world.noah, "open_decision").await;
    assert!(world.modal(&world.noah).contains("We saw what happens otherwise."));
    closes_all(&world, &world.noah).await;
    assert_eq!(world.stage.workspace.thread(&place.0, &place.1).len(), 1, "nothing is said there");
    world.ends().await;
}

#[tokio::test]
async fn its_author_changes_it_and_takes_it_away_for_good() {
    let world = on_friday().await;
    world.types(&world.ines, "/mentor", "decide").await;
    saves(&world, &world.ines, a_decision()).await;
    world.types(&world.ines, "/mentor", "decisions").await;
    world.presses_in_modal(&world.ines, "open_decision").await;
    world.presses_in_modal(&world.ines, "edit_decision").await;
    assert_eq!(world.in_field(&world.ines, "link"), "https://example.com/adr");
    world.sends_well(&world.ines, json!({ "why": "Governments change zones." })).await;
    assert_eq!(world.modal(&world.ines), "", "everything closes");
    assert_eq!(
        world.value("select max(version) from decision_versions").await.as_deref(),
        Some("2")
    );
    world.types(&world.noah, "/mentor", "search governments").await;
    assert!(world.modal(&world.noah).contains("One place"));
    closes_all(&world, &world.noah).await;

    world.types(&world.ines, "/mentor", "decisions").await;
    world.presses_in_modal(&world.ines, "open_decision").await;
    assert!(world.modal(&world.ines).contains("and edited since"));
    world.presses_in_modal(&world.ines, "remove_decision").await;
    assert!(world.modal(&world.ines).contains("It is removed, and its words are deleted."));
    closes_all(&world, &world.ines).await;
    world.types(&world.noah, "/mentor", "search governments").await;
    assert!(world.modal(&world.noah).contains("Nothing found"));
    closes_all(&world, &world.noah).await;
    assert!(!world.is_kept("Governments").await, "in no version");
    let press = Forged::Press { action: "open_decision".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.noah, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.whisper(&world.noah), NOT_YOURS);
    world.types(&world.noah, "/mentor", "decisions").await;
    assert!(world.modal(&world.noah).contains("Nothing here yet."));
    closes_all(&world, &world.noah).await;
    world.ends().await;
}

#[tokio::test]
async fn a_resource_of_the_room_is_the_pairs_own_until_its_author_shares_it() {
    let mut world = on_friday().await;
    let tom = NewPerson::named("Tom Ek").zone(LISBON).role("Mentee");
    let tom = world.mentors_too(tom, "Tom Ek").await;
    world.everybody_reads();
    let words = "Look: https://example.com/map?a=1&b=2";
    let place = said_in_room(&world, &world.ines, words).await;
    world.uses(&world.ines, KEEP, &place).await;
    let form = world.modal(&world.ines);
    let why = "Only you and @Noah find this, because it was said in your room, unless you choose otherwise below.";
    assert!(form.contains(why), "{form}");
    assert_eq!(world.in_field(&world.ines, "link"), "https://example.com/map?a=1&b=2");
    assert_eq!(world.in_field(&world.ines, "readers"), "pair");
    saves(
        &world,
        &world.ines,
        json!({ "title": "Lifetimes drawn", "kind": "diagram", "tags": "Borrowing" }),
    )
    .await;
    world.types(&world.noah, "/mentor", "resource find diagram borrow").await;
    assert!(world.modal(&world.noah).contains("Lifetimes drawn"));
    closes_all(&world, &world.noah).await;
    for text in ["resource find diagram", "resource", "search drawn"] {
        world.types(&tom, "/mentor", text).await;
        assert!(!world.modal(&tom).contains("Lifetimes drawn"), "{text}");
        closes_all(&world, &tom).await;
    }

    world.types(&world.ines, "/mentor", "resource").await;
    world.presses_in_modal(&world.ines, "open_resource").await;
    world.presses_in_modal(&world.ines, "edit_resource").await;
    world.sends_well(&world.ines, json!({ "readers": "programme" })).await;
    for text in ["resource find diagram", "resource", "search drawn"] {
        world.types(&tom, "/mentor", text).await;
        world.presses_in_modal(&tom, "open_resource").await;
        let page = world.modal(&tom);
        assert!(page.contains("Everybody in the programme finds this."), "{text}: {page}");
        assert!(!page.contains("[Edit]"), "{page}");
        closes_all(&world, &tom).await;
    }
    world.types(&world.lena, "/mentor", "resource find diagram").await;
    assert!(world.whisper(&world.lena).starts_with("You are not in a pair yet"));
    world.types(&world.ines, "/mentor", "resource").await;
    world.presses_in_modal(&world.ines, "open_resource").await;
    world.presses_in_modal(&world.ines, "remove_resource").await;
    closes_all(&world, &world.ines).await;
    world.types(&tom, "/mentor", "resource find diagram").await;
    assert!(world.modal(&tom).contains("No resource holds all of these words."));
    closes_all(&world, &tom).await;
    assert!(!world.is_kept("Lifetimes drawn").await);
    world.ends_unread().await;
}

#[tokio::test]
async fn one_that_is_added_by_command_is_shared_and_kept_with_whom_one_chooses() {
    let mut world = on_friday().await;
    let tom = NewPerson::named("Tom Ek").zone(LISBON).role("Mentee");
    let tom = world.mentors_too(tom, "Tom Ek").await;
    world.types(&world.noah, "/mentor", "resource add").await;
    let form = world.modal(&world.noah);
    assert!(
        form.contains("Everybody in the programme finds this, unless you choose otherwise"),
        "{form}"
    );
    assert_eq!(world.in_field(&world.noah, "readers"), "programme");
    saves(&world, &world.noah, a_resource("Lifetimes drawn")).await;
    world.types(&tom, "/mentor", "resource find lifetimes").await;
    assert!(world.modal(&tom).contains("Lifetimes drawn"));
    closes_all(&world, &tom).await;

    world.types(&world.noah, "/mentor", "decide").await;
    let mut decision = a_decision();
    decision["pair"] = json!("2");
    saves(&world, &world.noah, decision).await;
    world.types(&tom, "/mentor", "decisions").await;
    assert!(world.modal(&tom).contains("Dates"));
    closes_all(&world, &tom).await;
    world.types(&world.ines, "/mentor", "decisions").await;
    assert!(world.modal(&world.ines).contains("Nothing here yet."));
    closes_all(&world, &world.ines).await;
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_said_elsewhere_is_not_theirs_to_keep() {
    let world = on_friday().await;
    let channel = world.stage.workspace.add_channel("backend", &[&world.lena, &world.ines]);
    let ts = world.stage.workspace.post(&world.lena, &channel, "Cow.", None).await.unwrap();
    world.reads(&world.ines);
    for (shortcut, instead) in [(DECIDE, "`/mentor decide`"), (KEEP, "`/mentor resource add`")] {
        world.uses(&world.ines, shortcut, &(channel.clone(), ts.clone())).await;
        let told = world.modal(&world.ines);
        assert!(told.contains("I save messages of your pair's own room only"), "{told}");
        assert!(told.contains(instead), "{told}");
        closes_all(&world, &world.ines).await;
    }
    let tom = world.joins(NewPerson::named("Tom Hale").zone(LISBON));
    let forged = Forged::Shortcut {
        shortcut: "save_decision".to_owned(),
        channel: world.room().unwrap(),
        message: json!({ "type": "message", "user": world.noah, "text": "Hi", "ts": "1794000000.000100" }),
    };
    for who in [&tom, &world.lena] {
        world.stage.workspace.forge(who, &forged).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.modal(who).contains("I save messages of your pair's own room only"));
        closes_all(&world, who).await;
        assert!(
            world.types(who, "/mentor", "decide").await.starts_with("You are in no running pair")
        );
    }
    let place = said_in_room(&world, &world.noah, "Dates are UTC.").await;
    world.uses(&world.ines, DECIDE, &place).await;
    world
        .changes_the_file("update pairs set state = 'ended', closed_at = 1, ending = 'early'")
        .await;
    let told = told_under(&world, &world.ines, json!({ "why": "So." }), "title").await;
    assert!(told.starts_with("Your pair has ended, so this was not sent."), "{told}");
    closes_all(&world, &world.ines).await;
    world.uses(&world.ines, DECIDE, &place).await;
    assert!(
        world.modal(&world.ines).contains("This pair is over, so nothing new is kept with it.")
    );
    closes_all(&world, &world.ines).await;
    world.ends().await;
}

#[tokio::test]
async fn a_form_that_names_another_room_is_refused() {
    let world = on_friday().await;
    let values = json!({ "title": { "t": { "type": "plain_text_input", "value": "x" } } });
    for metadata in ["1@C0OTHER/1794000000.000100", "2", "1+1"] {
        let (form, metadata) = ("decision".to_owned(), metadata.to_owned());
        let forged = Forged::Submission { form, metadata, values: values.clone() };
        let answer = world.stage.workspace.forge(&world.ines, &forged).await.unwrap();
        assert_eq!(answer["errors"]["title"], NOT_YOURS);
    }
    world.ends().await;
}

#[tokio::test]
async fn what_does_not_fit_gets_a_sentence_and_the_words_stay() {
    let world = on_friday().await;
    world.types(&world.ines, "/mentor", "decide").await;
    let mut decision = a_decision();
    decision["link"] = json!("http://example.com");
    let told = told_under(&world, &world.ines, decision, "link").await;
    assert!(told.starts_with("Give the whole address"), "{told}");
    let long = "é".repeat(3_000);
    let longest = json!({ "title": "é".repeat(150), "choice": long, "why": long, "link": "" });
    saves(&world, &world.ines, longest).await;
    world.types(&world.ines, "/mentor", "decisions").await;
    world.presses_in_modal(&world.ines, "open_decision").await;
    assert!(world.modal(&world.ines).contains(&long));
    closes_all(&world, &world.ines).await;

    world.types(&world.ines, "/mentor", "resource add").await;
    let mut resource = a_resource("Map");
    (resource["link"], resource["note"]) = (json!(""), json!(""));
    let told = told_under(&world, &world.ines, resource.clone(), "link").await;
    assert!(told.starts_with("Give a link here, or write a note below"), "{told}");
    resource["note"] = json!(long);
    resource["tags"] = json!("1,2,3,4,5,6,7,8,9");
    let told = told_under(&world, &world.ines, resource.clone(), "tags").await;
    assert!(told.starts_with("These are 9 tags, and 8 fit."), "{told}");
    resource["tags"] = json!("x".repeat(31));
    let told = told_under(&world, &world.ines, resource.clone(), "tags").await;
    assert!(told.starts_with("One tag has 31 characters"), "{told}");
    resource["tags"] = json!("");
    saves(&world, &world.ines, resource).await;

    let (room, noah) = (world.room().unwrap(), world.noah.clone());
    let text = format!("{}\n{long}", "w".repeat(200));
    let message =
        json!({ "type": "message", "user": noah, "text": text, "ts": "1794000000.000100" });
    let shortcut = "save_decision".to_owned();
    let forged = Forged::Shortcut { shortcut, channel: room, message };
    world.stage.workspace.forge(&world.ines, &forged).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.in_field(&world.ines, "title"), format!("{}…", "w".repeat(79)));
    assert_eq!(world.in_field(&world.ines, "choice").chars().count(), 3_000);
    assert!(world.modal(&world.ines).contains("without their end"));
    closes_all(&world, &world.ines).await;
    world.ends().await;
}

#[tokio::test]
async fn nothing_that_is_kept_is_more_than_words() {
    let world = on_friday().await;
    for text in hostile() {
        let title: String = text.chars().take(150).collect();
        world.types(&world.ines, "/mentor", "decide").await;
        saves(&world, &world.ines, json!({ "title": title, "choice": text, "why": text })).await;
        world.types(&world.ines, "/mentor", "resource add").await;
        let resource = json!({ "title": title, "note": text, "tags": title.chars().take(30).collect::<String>() });
        saves(&world, &world.ines, resource).await;
    }
    for (list, open) in [("decisions", "open_decision"), ("resource", "open_resource")] {
        world.types(&world.noah, "/mentor", list).await;
        world.assert_inert(MARKER);
        world.presses_in_modal(&world.noah, open).await;
        world.assert_inert(MARKER);
        closes_all(&world, &world.noah).await;
    }
    world.types(&world.noah, "/mentor", &format!("resource find {MARKER} <!channel>")).await;
    world.assert_inert(MARKER);
    closes_all(&world, &world.noah).await;
    world.ends().await;
}

#[tokio::test]
async fn a_form_sent_twice_saves_once_and_does_not_bring_back_what_was_removed() {
    let world = on_friday().await;
    world.types(&world.noah, "/mentor", "decide").await;
    let form = world.form_left_open(&world.noah);
    let texts = [("title", "Once"), ("choice", "One."), ("why", "So.")];
    world.sends_left_open(&world.noah, &form, &texts).await;
    world.sends_left_open(&world.noah, &form, &texts).await;
    let count = "select count(*) from decisions";
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    let press = Forged::Press { action: "remove_decision".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.noah, &press).await.unwrap();
    world.stage.workspace.settle().await;
    world.sends_left_open(&world.noah, &form, &texts).await;
    let standing = "select count(*) from decisions where removed_at is null";
    assert_eq!(world.value(standing).await.as_deref(), Some("0"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_decision_answers_a_question_before_it_is_asked() {
    let world = on_friday().await;
    world.types(&world.noah, "/mentor", "decide").await;
    saves(&world, &world.noah, a_decision()).await;
    world.types(&world.ines, "/ask", "quick").await;
    let question = json!({ "asked": "Do we store the zone with an instant in UTC?" });
    let sent = world.sends(&world.ines, question).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
    assert!(world.modal(&world.ines).contains("Decision of"), "{}", world.modal(&world.ines));
    world.presses_in_modal(&world.ines, "open_decision").await;
    assert!(world.modal(&world.ines).contains("Zones change."));
    world.closes(&world.ines).await;
    world.presses_in_modal(&world.ines, "solved_by_memory").await;
    assert!(world.modal(&world.ines).contains("@Noah sees in App Home that it helped"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(world.home(&world.noah).await.contains("has answered a question again"));
    world.everybody_reads();
    world.ends_unread().await;
}
