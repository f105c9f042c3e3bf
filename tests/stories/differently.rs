//! Disagreeing is allowed: a mentee sees a reply differently, and the two of them read it.

use serde_json::json;
use trellis::sandbox::acting::{Forged, Submitted};

use crate::world::{World, a_good_week, parting::a_reason, texts::hostile};

/// Noah has answered with the form; it is Friday, 11:00 in New York.
async fn with_a_reply() -> World {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.until("America/New_York", "2026-11-06 11:00").await;
    world.presses(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Never clone a string." })).await;
    world.minutes(1).await;
    world.everybody_reads();
    world
}

/// The page that says that it is saved.
async fn sends(world: &World, values: serde_json::Value) -> String {
    let sent = world.sends(&world.ines, values).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
    let page = world.modal(&world.ines);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    page
}

/// Inês presses the button under the reply, which stands in the thread.
async fn presses_under_the_reply(world: &World) {
    let press = Forged::Press { action: "see_differently".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.ines, &press).await.unwrap();
    world.stage.workspace.settle().await;
}

#[tokio::test]
async fn it_is_said_in_the_thread_and_kept_in_the_record() {
    let world = with_a_reply().await;
    assert_eq!(
        world.in_thread(),
        ["*@Noah replied*\nFeedback on the work\nNever clone a string.\n[I see it differently]"]
    );
    let standing = world.checkin_in_room();
    presses_under_the_reply(&world).await;
    assert!(
        world
            .modal(&world.ines)
            .contains("Disagreeing is part of learning, and @Noah would rather know.")
    );
    let page =
        sends(&world, json!({ "see": "The copy costs nothing here.", "would_like": "A number." }))
            .await;
    assert!(page.contains("It is saved with the reply. @Noah sees it now."), "{page}");
    assert_eq!(
        world.in_thread()[1],
        "*@Inês sees it differently*\nWhat I see differently\nThe copy costs nothing here.\nWhat I would like\nA number."
    );
    assert_eq!(world.checkin_in_room(), standing, "no clock runs because of it");
    world.types(&world.ines, "/mentor", "search costs").await;
    assert!(
        world
            .modal(&world.ines)
            .contains("@Inês wrote\nWeek of 2–8 Nov\nThe copy costs nothing here.")
    );
    world.presses_in_modal(&world.ines, "open_checkin").await;
    assert!(world.modal(&world.ines).contains("*@Inês saw it differently* Fri 6 Nov, 16:01"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_reply_typed_in_the_thread_is_disagreed_with_where_it_is_read() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.writes_in_thread(&world.noah, "Never clone a string.").await;
    world.types(&world.noah, "/checkin", "history").await;
    world.presses_in_modal(&world.noah, "open_checkin").await;
    assert!(!world.modal(&world.noah).contains("I see it differently"), "the author agrees");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.presses(&world.ines, "open_checkin").await;
    world.presses_in_modal(&world.ines, "see_differently").await;
    sends(&world, json!({ "see": "It is three bytes." })).await;
    assert!(world.in_thread()[1].ends_with("What I see differently\nIt is three bytes."));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_waited_when_the_pair_ended_stays_in_the_record_and_is_not_posted() {
    let world = with_a_reply().await;
    world.until("America/New_York", "2026-11-06 18:00").await;
    presses_under_the_reply(&world).await;
    sends(&world, json!({ "see": "It is three bytes." })).await;
    world.ends_the_pair(&world.ines, a_reason("time", false)).await;
    world.until("America/New_York", "2026-11-09 12:00").await;
    assert_eq!(world.in_thread().len(), 1);
    world.types(&world.noah, "/mentor", "search three bytes").await;
    assert!(world.modal(&world.noah).contains("It is three bytes."), "both find it all the same");
    world.closes(&world.noah).await;
    world.ends_unread().await;
}

#[tokio::test]
async fn it_waits_for_the_mentors_window_and_follows_it() {
    let world = with_a_reply().await;
    world.until("America/New_York", "2026-11-06 18:00").await;
    presses_under_the_reply(&world).await;
    let page = sends(&world, json!({ "see": "It is three bytes." })).await;
    assert!(
        page.contains("@Noah sees it on Mon 9 Nov, 14:00, when their working day is open."),
        "{page}"
    );
    assert_eq!(world.in_thread().len(), 1);
    world.types(&world.noah, "/mentor", "hours Mon-Fri 08:00-12:00").await;
    world.until("America/New_York", "2026-11-09 08:01").await;
    assert_eq!(world.in_thread().len(), 2);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn it_needs_words_and_the_same_form_twice_says_it_once() {
    let world = with_a_reply().await;
    presses_under_the_reply(&world).await;
    let form = world.form_left_open(&world.ines);
    let Submitted::FieldErrors(errors) =
        world.sends(&world.ines, json!({ "see": " \u{200b} " })).await
    else {
        panic!("nothing was taken for something");
    };
    assert_eq!(errors.keys().collect::<Vec<_>>(), ["see"]);
    sends(&world, json!({ "see": "It is three bytes." })).await;
    for words in ["It is three bytes.", "It is four bytes.", "It is four bytes."] {
        world.sends_left_open(&world.ines, &form, &[("see", words)]).await;
    }
    let thread = world.in_thread();
    assert_eq!(thread.len(), 2, "{thread:?}");
    assert!(thread[1].ends_with("It is four bytes."));
    assert_eq!(world.dump().await["difference_versions"].len(), 2);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn whatever_is_written_stays_words() {
    let world = with_a_reply().await;
    for text in hostile() {
        presses_under_the_reply(&world).await;
        sends(&world, json!({ "see": text, "would_like": text })).await;
    }
    assert_eq!(world.in_thread().len(), 1 + hostile().len());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn without_a_room_the_mentor_gets_it_alone() {
    let world = with_a_reply().await;
    world.stage.workspace.archive(&world.room().unwrap());
    presses_under_the_reply(&world).await;
    sends(&world, json!({ "see": "It is three bytes." })).await;
    assert!(world.last_dm(&world.noah).starts_with("*@Inês sees it differently*"));
    world.everybody_reads();
    world.ends().await;
}
