//! Actions: set out in a check-in or a reply, asked about until they are done or dropped.

use serde_json::{Value, json};
use trellis::sandbox::acting::Submitted;

use crate::world::{World, a_good_week, texts::hostile};

const FRIDAYS: [&str; 4] = ["2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27"];

fn with(mut values: Value, more: Value) -> Value {
    values.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    values
}

/// The check-in form of a week opens for Inês; this is what it shows.
async fn opens_checkin(world: &World, friday: &str) -> String {
    world.until("America/New_York", &format!("{friday} 10:05")).await;
    world.types(&world.ines, "/checkin", "").await;
    world.modal(&world.ines)
}

async fn sends_checkin(world: &World, more: Value) {
    world.sends_well(&world.ines, with(a_good_week(), more)).await;
    world.minutes(1).await;
    world.everybody_reads();
}

/// The reply form opens for Noah; this is what it shows.
async fn opens_reply(world: &World) -> String {
    world.presses(&world.noah, "reply").await;
    world.modal(&world.noah)
}

async fn sends_reply(world: &World, more: Value) {
    world.sends_well(&world.noah, with(json!({ "question": "Why?" }), more)).await;
    world.minutes(1).await;
    world.everybody_reads();
}

#[tokio::test]
async fn the_mentee_is_asked_with_every_check_in_until_it_is_done() {
    let world = World::with_a_pair().await;
    let form = opens_checkin(&world, FRIDAYS[0]).await;
    assert!(!form.contains("You set out to"), "nothing is asked about yet: {form}");
    sends_checkin(&world, json!({})).await;
    opens_reply(&world).await;
    let actions = json!({ "action_0": "Read chapter four", "action_1": "Measure the import",
                          "action_for_1": "mentee" });
    sends_reply(&world, actions).await;
    let reply = world.in_thread().pop().unwrap();
    let said = "# Actions\nThe mentee sets out to\nRead chapter four\nThe mentee sets out to\nMeasure the import";
    assert!(reply.contains(said), "{reply}");
    let home = world.home(&world.ines).await;
    assert!(home.contains("You set out to\nRead chapter four"), "{home}");
    let home = world.home(&world.noah).await;
    assert!(home.contains("Your mentee sets out to\nMeasure the import"), "{home}");

    let form = opens_checkin(&world, FRIDAYS[1]).await;
    assert!(form.contains("You set out to\nRead chapter four\nWhat became of it?"), "{form}");
    sends_checkin(&world, json!({ "became_1": "still", "became_2": "dropped" })).await;
    let post = world.checkin_in_room();
    assert!(
        post.contains("# Actions\nStill on it\nRead chapter four\nDropped\nMeasure the import"),
        "{post}"
    );

    let form = opens_checkin(&world, FRIDAYS[2]).await;
    assert!(form.contains("Read chapter four") && !form.contains("Measure the import"), "{form}");
    sends_checkin(&world, json!({})).await;
    opens_checkin(&world, FRIDAYS[3]).await;
    sends_checkin(&world, json!({ "became_1": "done" })).await;
    assert!(world.checkin_in_room().contains("# Actions\nDone\nRead chapter four"));
    assert!(!world.home(&world.ines).await.contains("You set out to"));
    let form = opens_checkin(&world, "2026-12-04").await;
    assert!(!form.contains("You set out to"), "{form}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn the_mentor_is_asked_about_their_own_in_the_next_reply() {
    let world = World::with_a_pair().await;
    opens_checkin(&world, FRIDAYS[0]).await;
    sends_checkin(&world, json!({ "action_0": "Find the old design", "action_for_0": "mentor" }))
        .await;
    assert!(world.checkin_in_room().contains("The mentor sets out to\nFind the old design"));
    let form = opens_reply(&world).await;
    assert!(form.contains("You set out to\nFind the old design\nWhat became of it?"), "{form}");
    sends_reply(&world, json!({ "became_1": "done" })).await;
    assert!(world.in_thread().pop().unwrap().contains("# Actions\nDone\nFind the old design"));
    assert!(!opens_checkin(&world, FRIDAYS[1]).await.contains("Find the old design"));
    sends_checkin(&world, json!({})).await;
    assert!(!opens_reply(&world).await.contains("You set out to"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.ines, "/mentor", "search design").await;
    assert!(world.modal(&world.ines).contains("Find the old design"), "it can be found");
    world.presses_in_modal(&world.ines, "open_checkin").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("Done\nFind the old design"), "{page}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn an_edit_shows_what_was_said_and_changes_it() {
    let world = World::with_a_pair().await;
    opens_checkin(&world, FRIDAYS[0]).await;
    sends_checkin(&world, json!({ "action_0": "Read chapter four" })).await;
    world.presses(&world.ines, "edit_checkin").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Read chapter four") && !form.contains("What became of it?"), "{form}");
    sends_checkin(&world, json!({ "action_0": "Read chapter five" })).await;
    assert!(world.checkin_in_room().contains("The mentee sets out to\nRead chapter five"));
    opens_checkin(&world, FRIDAYS[1]).await;
    sends_checkin(&world, json!({ "became_1": "done" })).await;
    world.presses(&world.ines, "edit_checkin").await;
    sends_checkin(&world, json!({ "became_1": "still" })).await;
    assert!(world.checkin_in_room().contains("Still on it\nRead chapter five"));
    assert!(opens_checkin(&world, FRIDAYS[2]).await.contains("You set out to\nRead chapter five"));
    sends_checkin(&world, json!({ "became_1": "dropped" })).await;
    assert_eq!(world.value("select state from actions").await.as_deref(), Some("dropped"));
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_answers_what_they_were_not_asked() {
    let world = World::with_a_pair().await;
    opens_checkin(&world, FRIDAYS[0]).await;
    let form = world.form_left_open(&world.ines);
    let own = json!({ "action_0": "Find the old design", "action_for_0": "mentor" });
    sends_checkin(&world, own).await;
    // The mentor's action, and one nobody has, in a payload of the mentee's.
    for forged in ["became_1", "became_999", "became_x"] {
        let week = a_good_week();
        let mut texts: Vec<(&str, &str)> = week
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str().unwrap()))
            .collect();
        texts.extend([("action_0", "Find the old design"), (forged, "done")]);
        world.sends_left_open(&world.ines, &form, &texts).await;
    }
    assert_eq!(world.value("select state from actions").await.as_deref(), Some("open"));
    assert_eq!(world.dump().await["action_answers"].len(), 0);
    world.ends_unread().await;
}

#[tokio::test]
async fn five_are_asked_about_at_once_and_an_action_is_a_line() {
    let world = World::with_a_pair().await;
    opens_checkin(&world, FRIDAYS[0]).await;
    sends_checkin(&world, json!({})).await;
    for i in 0..4 {
        opens_reply(&world).await;
        let actions = json!({ "action_0": format!("Thing {}", 2 * i), "action_1": format!("Thing {}", 2 * i + 1),
                              "action_for_0": "mentee", "action_for_1": "mentee" });
        sends_reply(&world, actions).await;
    }
    let form = opens_checkin(&world, FRIDAYS[1]).await;
    assert_eq!(form.matches("You set out to").count(), 5);
    assert!(
        form.contains("Thing 0") && form.contains("Thing 4") && !form.contains("Thing 5"),
        "{form}"
    );
    let Submitted::ClientErrors(_) =
        world.sends(&world.ines, json!({ "action_0": "x".repeat(301) })).await
    else {
        panic!("a letter was taken for a line");
    };
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn whatever_is_written_stays_words() {
    let world = World::with_a_pair().await;
    for text in hostile().into_iter().filter(|text| text.chars().count() <= 300) {
        world.types(&world.ines, "/checkin", "").await;
        sends_checkin(&world, json!({ "action_0": text })).await;
    }
    world.ends_unread().await;
}

#[tokio::test]
async fn a_half_written_action_is_found_again_in_both_forms() {
    let world = World::with_a_pair().await;
    opens_checkin(&world, FRIDAYS[0]).await;
    let long = format!("{} and its end", "Read ".repeat(60));
    world.types_into(&world.ines, "action_0", &long).await;
    world.chooses(&world.ines, "action_for_0", "mentor").await;
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "action_for_0"), "mentor");
    let form = world.modal(&world.ines);
    assert!(form.contains("Too long for its field; this is the part that did not fit"), "{form}");
    assert!(form.contains("and its end"), "{form}");
    sends_checkin(&world, json!({ "action_0": "Read chapter four" })).await;

    opens_reply(&world).await;
    world.types_into(&world.noah, "action_1", "Find the old").await;
    world.chooses(&world.noah, "became_1", "still").await;
    world.closes(&world.noah).await;
    opens_reply(&world).await;
    assert_eq!(world.in_field(&world.noah, "action_1"), "Find the old");
    assert_eq!(world.in_field(&world.noah, "became_1"), "still");
    sends_reply(&world, json!({ "action_1": "Find the old design document" })).await;
    let reply = world.in_thread().pop().unwrap();
    assert!(reply.contains("Still on it\nRead chapter four"), "{reply}");
    assert!(reply.contains("Find the old design document"), "{reply}");
    world.ends_unread().await;
}
