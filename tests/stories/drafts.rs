//! Nothing typed is lost: a form that was closed opens where its writer left off, until it is sent or they want it gone.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    sandbox::{acting::Submitted, faults::Misbehaviour},
    slack::answer::Answer,
};

use crate::world::{World, a_good_week, drafting::the_rest};

const LISBON: &str = "Europe/Lisbon";
const HALF: &str = "Half of the import scr";

/// Inês was asked on Friday and has the form before her.
async fn writing() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world
}

/// The same, half written and closed.
async fn interrupted() -> World {
    let world = writing().await;
    world.types_into(&world.ines, "tasks", HALF).await;
    world.closes(&world.ines).await;
    world
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

/// The lines of the form that speak of the draft.
fn about_the_draft(world: &World) -> String {
    let form = world.modal(&world.ines);
    form.lines().filter(|line| line.to_lowercase().contains("draft")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn half_a_checkin_is_found_again_wherever_it_is_opened() {
    let world = interrupted().await;
    world.presses(&world.ines, "write_checkin").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
    assert_snapshot!(about_the_draft(&world), @r"
        *Your draft* from Fri 6 Nov, 15:00, as you left it. It has not been sent.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        ");
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
    world.closes(&world.ines).await;
    let home = world.home(&world.ines).await;
    assert!(home.contains("You have a draft for the week of 2–8 Nov. Only you can read it.\n[Continue] [Delete draft]"), "{home}");
    world.presses_at_home_in(&world.ines, ("draft_checkin/1/2026-W45", "write_checkin")).await;
    assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
    world.sends_well(&world.ines, the_rest()).await;
    assert!(world.last_dm(&world.ines).contains("is saved"));
    assert!(!world.home(&world.ines).await.contains("draft"), "it was sent");
    assert!(world.drafts("tasks").await.is_empty());
    ends(world).await;
}

#[tokio::test]
async fn a_form_is_kept_while_it_is_open_and_at_most_once_a_second() {
    let world = writing().await;
    world.types_into(&world.ines, "tasks", "Half").await;
    assert_eq!(world.drafts("tasks").await[0].2, "Half", "at once");
    world.types_into(&world.ines, "tasks", "Half of").await;
    assert_eq!(world.drafts("tasks").await[0].2, "Half", "not twice in one second");
    world.stage.workspace.advance(jiff::SignedDuration::from_secs(1)).await;
    assert_eq!(world.drafts("tasks").await[0].2, "Half of");
    world.types_into(&world.ines, "tasks", "Half of it").await;
    let phone = world.form_left_open(&world.ines);
    world.types(&world.ines, "/checkin", "").await;
    assert_ne!(world.form_left_open(&world.ines)["id"], phone["id"]);
    assert_eq!(
        world.in_field(&world.ines, "tasks"),
        "Half of it",
        "whoever looks again sees the newest"
    );
    ends(world).await;
}

#[tokio::test]
async fn what_was_chosen_is_kept_like_what_was_typed() {
    for with_values in [true, false] {
        let world = writing().await;
        world.types_into(&world.ines, "tasks", HALF).await;
        world.chooses(&world.ines, "kind_0", "career").await;
        if !with_values {
            world.stage.workspace.misbehave(Misbehaviour::CloseWithoutValues, "view_closed", 1);
        }
        world.closes(&world.ines).await;
        world.types(&world.ines, "/checkin", "").await;
        assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
        assert_eq!(world.in_field(&world.ines, "kind_0"), "career", "with values: {with_values}");
        world.chooses(&world.ines, "kind_0", "process").await;
        world.types_into(&world.ines, "question_0", "Whose is it?").await;
        world.stage.workspace.close_all(&world.ines).await.unwrap();
        world.types(&world.ines, "/checkin", "").await;
        assert_eq!(world.in_field(&world.ines, "kind_0"), "process");
        ends(world).await;
    }
}

#[tokio::test]
async fn what_stands_in_a_fresh_form_is_no_draft_and_an_outcome_is_one_without_a_word() {
    let world = writing().await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-13 15:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.chooses(&world.ines, "kind_0", "career").await;
    world.closes(&world.ines).await;
    assert!(world.drafts("kind_0").await.is_empty(), "a kind of question without a question");
    world.types(&world.ines, "/checkin", "").await;
    world.chooses(&world.ines, "plan_0", "done_alone").await;
    world.stage.workspace.misbehave(Misbehaviour::CloseWithoutValues, "view_closed", 1);
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "plan_0"), "done_alone");
    ends(world).await;
}

#[tokio::test]
async fn a_form_that_nobody_typed_in_leaves_no_draft() {
    let world = writing().await;
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    world.types_into(&world.ines, "tasks", "x").await;
    world.types_into(&world.ines, "tasks", "").await;
    world.closes(&world.ines).await;
    assert!(world.drafts("tasks").await.is_empty());
    assert!(!world.home(&world.ines).await.contains("draft"));
    ends(world).await;
}

#[tokio::test]
async fn a_restart_takes_nothing_along() {
    let mut world = writing().await;
    world.types_into(&world.ines, "tasks", "Half").await;
    world.types_into(&world.ines, "tasks", HALF).await;
    world.bot_restarts().await;
    assert_eq!(world.drafts("tasks").await[0].2, HALF, "the last second was written down");
    // The form was open all the time, and only the new process hears of its end.
    world.fills_in_silence(&world.ines, json!({ "learned": "Processes end." }));
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
    assert_eq!(world.in_field(&world.ines, "learned"), "Processes end.");
    ends(world).await;
}

#[tokio::test]
async fn the_week_that_was_chosen_is_kept() {
    let world = writing().await;
    world.closes(&world.ines).await;
    world.until(LISBON, "2026-11-11 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.chooses(&world.ines, "week", "2026-W46").await;
    world.types_into(&world.ines, "tasks", HALF).await;
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "week"), "2026-W46");
    world.sends_well(&world.ines, the_rest()).await;
    assert!(world.last_dm(&world.ines).contains("the week of 9–15 Nov is saved"));
    assert!(world.drafts("tasks").await.is_empty());
    ends(world).await;
}

#[tokio::test]
async fn changes_of_what_was_sent_are_a_draft_too_and_say_so() {
    let world = writing().await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.presses(&world.ines, "edit_checkin").await;
    world.types_into(&world.ines, "tasks", "Finished more than I said").await;
    world.closes(&world.ines).await;
    world.presses(&world.ines, "edit_checkin").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), "Finished more than I said");
    assert!(world.in_field(&world.ines, "learned").contains("lifetimes"), "the rest stands");
    assert_snapshot!(about_the_draft(&world), @r"
        *Your draft* from Fri 6 Nov, 15:00: changes that have not been sent. Until you save them, what you sent before stands.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        ");
    assert!(!world.in_room().pop().unwrap().contains("more than I said"));
    // What is asked for comes before changes of what was sent.
    world.until(LISBON, "2026-11-13 15:00").await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "week"), "2026-W46");
    ends(world).await;
}

#[tokio::test]
async fn on_two_devices_the_last_one_to_type_wins() {
    let world = writing().await;
    world.types_into(&world.ines, "tasks", "On the laptop").await;
    let laptop = world.form_left_open(&world.ines);
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), "On the laptop");
    world.types_into(&world.ines, "tasks", "On the laptop and the phone").await;
    world.minutes(1).await;
    let later = world.slack_time(0);
    let texts = [("tasks", "On the laptop again")];
    world.types_left_open((&world.ines, &later), &laptop, &texts).await;
    world.minutes(1).await;
    assert_eq!(world.drafts("tasks").await.len(), 1, "it is one draft");
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), "On the laptop again");
    world.sends_well(&world.ines, the_rest()).await;
    // The laptop is closed afterwards and says what it said before: that is no new draft.
    world.types_left_open((&world.ines, &later), &laptop, &texts).await;
    world.minutes(1).await;
    assert!(world.drafts("tasks").await.is_empty());
    ends(world).await;
}

#[tokio::test]
async fn what_comes_late_changes_nothing() {
    let world = writing().await;
    world.types_into(&world.ines, "tasks", HALF).await;
    let form = world.form_left_open(&world.ines);
    // Typed before and told afterwards.
    let earlier = world.slack_time(-5);
    world.types_left_open((&world.ines, &earlier), &form, &[("tasks", "Half")]).await;
    world.minutes(1).await;
    assert_eq!(world.drafts("tasks").await[0].2, HALF);
    world.sends_well(&world.ines, the_rest()).await;
    let later = world.slack_time(5);
    world.types_left_open((&world.ines, &later), &form, &[("tasks", "Half again")]).await;
    world.minutes(1).await;
    assert!(world.drafts("tasks").await.is_empty(), "it was sent");
    ends(world).await;
}

#[tokio::test]
async fn not_even_a_new_process_takes_a_late_change_of_what_was_sent() {
    let mut world = writing().await;
    let form = world.form_left_open(&world.ines);
    world.sends_well(&world.ines, a_good_week()).await;
    world.bot_restarts().await;
    let later = world.slack_time(5);
    world.types_left_open((&world.ines, &later), &form, &[("tasks", "Late")]).await;
    world.minutes(1).await;
    assert!(world.drafts("tasks").await.is_empty());
    ends(world).await;
}

#[tokio::test]
async fn save_draft_says_so_and_leaves_the_form_alone() {
    let world = writing().await;
    world.types_into(&world.ines, "tasks", HALF).await;
    world.chooses(&world.ines, "kind_0", "career").await;
    let form = world.form_left_open(&world.ines);
    world.presses_in_modal(&world.ines, "save_draft").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Draft saved ==
        Your draft is saved, and only you can read it. Write on, or close the form: it opens where you left off, on any device, from the same button or from App Home.
        ");
    let drafts = world.drafts("tasks").await;
    assert_eq!(drafts, [("Inês".into(), "checkin/1/2026-W45".into(), HALF.into())]);
    world.closes(&world.ines).await;
    assert_eq!(
        world.form_left_open(&world.ines)["hash"],
        form["hash"],
        "nothing was changed in it"
    );
    assert_eq!(world.in_field(&world.ines, "kind_0"), "career");
    ends(world).await;
}

#[tokio::test]
async fn a_draft_can_be_left_behind_in_the_form_and_at_home() {
    let world = interrupted().await;
    world.types(&world.ines, "/checkin", "").await;
    let form = world.form_left_open(&world.ines);
    world.presses_in_modal(&world.ines, "discard_draft").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Draft deleted ==
        Your draft is deleted. Open the form again to start afresh.
        ");
    world.closes(&world.ines).await;
    let earlier = world.slack_time(-5);
    world.types_left_open((&world.ines, &earlier), &form, &[("tasks", "Late")]).await;
    world.minutes(1).await;
    assert!(!world.is_kept("Half of").await && world.drafts("tasks").await.is_empty());
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), "");
    world.types_into(&world.ines, "tasks", "Another half").await;
    world.closes(&world.ines).await;
    world.home(&world.ines).await;
    let row = "draft_checkin/1/2026-W45";
    world.presses_at_home_in(&world.ines, (row, "discard_draft")).await;
    assert!(world.modal(&world.ines).is_empty());
    assert!(!world.home(&world.ines).await.contains("draft"));
    assert!(!world.is_kept("Another half").await);
    ends(world).await;
}

#[tokio::test]
async fn a_draft_that_cannot_be_read_keeps_nobody_from_writing() {
    let world = interrupted().await;
    let newer = "update drafts set fields = '{\"tasks\":{\"drawing\":[1]}}'";
    world.changes_the_file(newer).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), "");
    world.types_into(&world.ines, "tasks", HALF).await;
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks"), HALF);
    ends(world).await;
}

#[tokio::test]
async fn after_thirty_days_a_draft_is_gone() {
    let mut world = interrupted().await;
    world.until(LISBON, "2026-12-06 14:55").await;
    assert!(world.home(&world.ines).await.contains("You have a draft"));
    world.until(LISBON, "2026-12-06 15:05").await;
    assert!(!world.home(&world.ines).await.contains("You have a draft"));
    world.bot_restarts().await;
    assert!(!world.is_kept("Half of").await, "the next look deletes it for good");
    world.ends_unread().await;
}

#[tokio::test]
async fn while_the_file_cannot_be_written_typing_is_answered_and_kept_for_later() {
    let world = writing().await;
    let lock = world.stage.bot.app.db.write().await.unwrap();
    let form = world.form_left_open(&world.ines);
    let now = world.slack_time(1);
    let answer = world.types_left_open((&world.ines, &now), &form, &[("tasks", "Half")]).await;
    assert_eq!(answer, Answer::Nothing, "an empty 200, and the writer was not asked for");
    world.types_into(&world.ines, "tasks", HALF).await;
    world.closes(&world.ines).await;
    assert!(world.modal(&world.ines).is_empty(), "nobody was told of any trouble");
    drop(lock);
    world.minutes(1).await;
    assert_eq!(world.drafts("tasks").await[0].2, HALF);
    ends(world).await;
}

#[tokio::test]
async fn what_could_not_be_sent_is_a_draft() {
    let world = writing().await;
    let lock = world.stage.bot.app.db.write().await.unwrap();
    let answer = world.sends(&world.ines, a_good_week()).await;
    assert!(matches!(answer, Submitted::FieldErrors(_)), "{answer:?}");
    drop(lock);
    world.minutes(1).await;
    assert!(world.drafts("tasks").await[0].2.starts_with("Finished the import"));
    world.stage.workspace.disconnect();
    world.closes(&world.ines).await;
    world.ends_unread().await;
}
