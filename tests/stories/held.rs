//! A question about how or why waits for the next check-in, so that the mentor answers both in one sitting.
//!
//! Inês's check-ins are due on Fridays at 15:00 in Lisbon; Noah works from 09:00 to 17:00 in New York.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Forged;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Tuesday, 3 November, 10:00 in Lisbon, and a question about why.
async fn with_a_question_that_waits() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    world.everybody_reads();
    world.types(&world.ines, "/ask", "concept").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("*@Noah answers by Tue 10 Nov, 15:00*, your time."), "{form}");
    assert!(form.contains("That is if you send your check-in by Fri 6 Nov, 15:00."), "{form}");
    world.sends_well(&world.ines, json!({ "asked": "Why do we test?" })).await;
    world
}

#[tokio::test]
async fn it_goes_along_with_the_check_in_and_its_clock_begins_then() {
    let world = with_a_question_that_waits().await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your question goes along with your next check-in, and by itself on Mon 9 Nov, 15:00 if there is none. *The answer comes by Tue 10 Nov, 15:00* if your check-in is in time.
        What I want to understand
        Why do we test?
        [Read it] [Edit] [Ask it now] [Solved it myself]
        ");
    world.until(NEW_YORK, "2026-11-03 17:00").await;
    assert_eq!(world.in_room().len(), 1, "the greeting; Noah is not asked yet");
    world.types(&world.noah, "/mentor", "owed").await;
    assert!(!world.modal(&world.noah).contains("question"), "and owes nothing");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.until(LISBON, "2026-11-05 18:00").await;
    world.types(&world.ines, "/checkin", "").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("The question you kept for this check-in goes along with it."), "{form}");
    world.sends_well(&world.ines, a_good_week()).await;
    world.minutes(2).await;
    assert_eq!(world.in_room().len(), 3, "the check-in, and the question beside it");
    assert_eq!(
        world.question_standing().await,
        "Asked Tue 3 Nov, 10:00. @Noah answers by Mon 9 Nov, 18:00, here in the thread or with *Answer*."
    );
    assert!(world.last_dm(&world.ines).contains("The answer comes by"));
    world.until(NEW_YORK, "2026-11-05 14:00").await;
    world.writes_under_the_question(&world.noah, "So that you dare to change it.").await;
    assert_eq!(world.measured().await, ["1 60 min kept"], "since the check-in, not since Tuesday");
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_check_in_it_goes_by_itself_a_working_day_later() {
    let world = with_a_question_that_waits().await;
    world.until(LISBON, "2026-11-09 14:59").await;
    assert_eq!(world.in_room().len(), 1);
    world.until(LISBON, "2026-11-09 15:01").await;
    assert!(world.question_shown().await.contains("Why do we test?"));
    assert!(world.question_standing().await.contains("answers by Wed 11 Nov, 15:00"));
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn it_can_be_asked_at_once_before_and_after_it_is_sent() {
    let world = with_a_question_that_waits().await;
    world.presses(&world.ines, "ask_now").await;
    let again = Forged::Press { action: "ask_now".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.ines, &again).await.unwrap();
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    assert!(world.question_standing().await.contains("answers by Wed 4 Nov, 14:00"), "as usual");
    world.types(&world.ines, "/ask", "concept").await;
    world.chooses_in_question("brought", "now").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("*@Noah answers by Wed 4 Nov, 14:01*"), "{form}");
    assert!(!form.contains("That is if"), "{form}");
    world.sends_well(&world.ines, json!({ "asked": "Why do we review?" })).await;
    world.minutes(2).await;
    assert!(world.question_shown().await.contains("Why do we review?"));
    world.types(&world.ines, "/ask", "concept").await;
    world.chooses_in_question("urgent", json!(["yes"])).await;
    assert!(
        !world.modal(&world.ines).contains("With my next check-in"),
        "what is urgent never waits"
    );
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn solved_meanwhile_it_disturbs_nobody() {
    let world = with_a_question_that_waits().await;
    world.presses(&world.ines, "solved_alone").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-11-10 15:00").await;
    assert_eq!(
        world.value("select count(*) from posts where subject = 'question'").await.unwrap(),
        "0"
    );
    world.everybody_reads();
    world.ends_unread().await;
}
