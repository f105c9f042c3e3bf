//! Shortcuts in the menu of a message: a mentee asks their mentor about something they read, wherever they read it.

use serde_json::{Value, json};
use trellis::{
    sandbox::{acting::Forged, manifest::Manifest, people::NewPerson},
    slack::action::Shortcut,
};

use crate::{
    typed::on_friday,
    world::{World, a_good_week, questioning::a_debug_one, texts::hostile},
};

const ASK: &str = "Ask my mentor about this";

const NO_MENTOR: &str =
    "You have no mentor at the moment, so there is nobody I could bring your question to.";

/// A channel in which the bot is not, with a message of Lena's that Inês reads.
async fn reads_in_a_channel(world: &World, text: &str) -> (String, String) {
    let channel = world.stage.workspace.add_channel("backend", &[&world.lena, &world.ines]);
    let ts = world.stage.workspace.post(&world.lena, &channel, text, None).await.unwrap();
    world.reads(&world.ines);
    (channel, ts)
}

#[test]
fn the_manifest_offers_what_the_code_knows() {
    let manifest = Manifest::shipped().unwrap();
    let offered: Vec<&str> = manifest.shortcuts().iter().map(|it| &*it.callback_id).collect();
    assert_eq!(offered, Shortcut::ALL.map(Shortcut::id));
}

#[tokio::test]
async fn a_mentee_asks_about_a_message_anywhere_and_nobody_there_is_told() {
    let world = on_friday().await;
    let place = reads_in_a_channel(&world, "We take `Cow` here, @Noah Reed & never clone.").await;
    world.uses(&world.ines, ASK, &place).await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Only you and @Noah read this."), "{form}");
    let brought = "The message you chose stands in *My question*. Change it as you like, and add what you want to \
                   know. Nobody is told that you chose it.";
    assert!(form.contains(brought), "{form}");
    let quoted = "“We take `Cow` here, @Noah Reed & never clone.”";
    assert_eq!(world.in_field(&world.ines, "asked"), quoted);
    world.closes(&world.ines).await;
    assert!(!world.is_kept("never clone").await, "nothing of it is kept before it is typed on");
    world.uses(&world.ines, ASK, &place).await;
    world.stage.workspace.delete(&world.lena, &place.0, &place.1).await.unwrap();
    world.sends_well(&world.ines, json!({ "asked": format!("{quoted} Why?") })).await;
    assert!(world.question_shown().await.contains(&format!("{quoted} Why?")));
    assert_eq!(
        world.stage.workspace.messages(&place.0),
        Vec::<Value>::new(),
        "nothing is said there"
    );
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_draft_is_kept_and_the_message_stands_below_it() {
    let world = on_friday().await;
    let place = reads_in_a_channel(&world, "We take `Cow` here.").await;
    world.types(&world.ines, "/ask", "").await;
    world.types_into(&world.ines, "asked", "Why does everybody").await;
    world.closes(&world.ines).await;
    world.uses(&world.ines, ASK, &place).await;
    let both = "Why does everybody\n\n“We take `Cow` here.”";
    assert_eq!(world.in_field(&world.ines, "asked"), both);
    assert!(world.modal(&world.ines).contains("stands below what you had begun in *My question*"));
    world.closes(&world.ines).await;
    world.uses(&world.ines, ASK, &place).await;
    assert_eq!(world.in_field(&world.ines, "asked"), both, "once");
    world.pastes_into(&world.ines, "asked", &"é".repeat(2_990)).await;
    world.closes(&world.ines).await;
    world.uses(&world.ines, ASK, &place).await;
    assert_eq!(world.in_field(&world.ines, "asked"), "é".repeat(2_990), "what was begun stays");
    let no_room =
        "It leaves no room in *My question* for the message you chose; copy from it what you need.";
    assert!(world.modal(&world.ines).contains(no_room));
    world.presses_in_modal(&world.ines, "discard_draft").await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn where_something_does_not_work_the_message_is_what_happened() {
    let world = on_friday().await;
    let error = "error[E0502]: cannot borrow `parser`\n```x```";
    let place = reads_in_a_channel(&world, error).await;
    world.types(&world.ines, "/ask", "debug").await;
    world.types_into(&world.ines, "asked", "Share the parser.").await;
    world.closes(&world.ines).await;
    world.uses(&world.ines, ASK, &place).await;
    assert_eq!(world.in_field(&world.ines, "asked"), "Share the parser.");
    assert_eq!(world.in_field(&world.ines, "happened"), error);
    let mut asked = a_debug_one();
    asked.as_object_mut().unwrap().remove("happened");
    world.sends_well(&world.ines, asked).await;
    assert!(world.question_shown().await.contains("cannot borrow `parser`\n```x```"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_is_too_long_is_cut_and_what_would_be_more_than_words_is_words() {
    let world = on_friday().await;
    let place = reads_in_a_channel(&world, &"é".repeat(3_000)).await;
    world.uses(&world.ines, ASK, &place).await;
    assert_eq!(world.in_field(&world.ines, "asked").chars().count(), 3_000);
    let cut = "It is longer than a field takes, which is 3000 characters, so its end is missing.";
    assert!(world.modal(&world.ines).contains(cut));
    world.closes(&world.ines).await;
    for text in hostile() {
        let message = json!({ "type": "message", "user": world.lena, "text": text, "ts": "1794000000.000100" });
        let forged = Forged::Shortcut {
            shortcut: "ask_about".to_owned(),
            channel: "C0ELSEWHERE".to_owned(),
            message,
        };
        world.stage.workspace.forge(&world.ines, &forged).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.modal(&world.ines).contains("Only you and @Noah"), "{text}");
        world.closes(&world.ines).await;
    }
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_message_without_words_opens_the_form_plainly() {
    let world = on_friday().await;
    for message in [
        json!({ "type": "message", "user": world.lena, "ts": "1794000000.000100", "text": "",
            "files": [{ "id": "F1" }] }),
        json!({ "type": "message", "bot_id": "B9", "ts": "1794000000.000100", "text": " ",
            "blocks": [{ "type": "image", "image_url": "https://example.com/x.png", "alt_text": "x" }] }),
    ] {
        let forged = Forged::Shortcut {
            shortcut: "ask_about".to_owned(),
            channel: "C0ELSEWHERE".to_owned(),
            message,
        };
        world.stage.workspace.forge(&world.ines, &forged).await.unwrap();
        world.stage.workspace.settle().await;
        let form = world.modal(&world.ines);
        assert!(form.contains("There are no words in the message you chose"), "{form}");
        assert_eq!(world.in_field(&world.ines, "asked"), "");
        world.closes(&world.ines).await;
    }
    world.ends().await;
}

#[tokio::test]
async fn a_message_of_an_app_brings_what_it_shows_and_not_its_notification() {
    let world = on_friday().await;
    world.has_a_checkin(a_good_week()).await;
    let (channel, ts) = world.find(&world.noah, "reply").unwrap();
    world.uses(&world.ines, ASK, &(channel, ts)).await;
    let asked = world.in_field(&world.ines, "asked");
    assert!(asked.contains("How lifetimes tie a borrow to its owner."), "{asked}");
    assert!(!asked.contains("Read, more on"), "nothing to press: {asked}");
    world.closes(&world.ines).await;
    world.ends().await;
}

#[tokio::test]
async fn whoever_has_no_mentor_is_told_where_they_look() {
    let world = on_friday().await;
    let place = reads_in_a_channel(&world, "We take `Cow` here.").await;
    world.uses(&world.lena, ASK, &place).await;
    assert!(world.modal(&world.lena).contains(NO_MENTOR));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let tom = world.joins(NewPerson::named("Tom Hale").zone("Europe/Lisbon"));
    let room = world.room().unwrap();
    let forged = Forged::Shortcut {
        shortcut: "ask_about".to_owned(),
        channel: room,
        message: json!({ "type": "message", "user": world.noah, "text": "Hi", "ts": "1794000000.000100" }),
    };
    for who in [&tom, &world.noah] {
        world.stage.workspace.forge(who, &forged).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.modal(who).contains(NO_MENTOR), "{}", world.name(who));
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.stage.workspace.expire_triggers(1);
    world.uses(&world.lena, ASK, &place).await;
    assert!(!world.whisper(&world.lena).is_empty(), "too slow for a form, but told all the same");
    world
        .changes_the_file("update pairs set state = 'ended', closed_at = 1, ending = 'early'")
        .await;
    world.uses(&world.ines, ASK, &place).await;
    assert!(world.modal(&world.ines).contains(NO_MENTOR));
    world.ends().await;
}
