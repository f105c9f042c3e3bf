//! What two people keep of a call, when both write at once, when one writes late, and when it never took place.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Submitted;

use crate::world::{World, calling::a_call};

const LISBON: &str = "Europe/Lisbon";

/// Tuesday, 10 November, at half past four in Lisbon: a call of half an hour is over.
async fn after_a_call() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.has_a_call(a_call("2026-11-10T16:00:00Z")).await;
    world.until(LISBON, "2026-11-10 16:31").await;
    world.everybody_reads();
    world
}

fn newest(world: &World) -> String {
    world.in_room().pop().unwrap()
}

/// What Inês keeps, with three actions.
async fn ines_keeps(world: &World) {
    world.presses(&world.ines, "call_notes").await;
    let values = json!({ "words": "We drew the parser.", "lasted": "30", "action_0": "Draw the export too",
        "action_1": "Read chapter four", "action_3": "Find the old design" });
    world.sends_well(&world.ines, values).await;
}

async fn actions(world: &World) -> String {
    let words = "select group_concat(words, ', ') from (select words from actions order by place)";
    world.value(words).await.unwrap_or_default()
}

const ALL_THREE: &str = "Draw the export too, Read chapter four, Find the old design";

/// Both have the form open; Inês saves hers, and then Noah his.
async fn both_write(world: &World) {
    world.presses(&world.noah, "call_notes").await;
    ines_keeps(world).await;
    let mine = json!({ "words": "The export comes next.", "action_4": "Ask for access" });
    let answer = world.sends(&world.noah, mine).await;
    assert!(matches!(answer, Submitted::Replaced(_)), "{answer:?}");
    assert_eq!(actions(world).await, ALL_THREE, "nothing is lost, and nothing saved yet");
}

#[tokio::test]
async fn nobody_writes_over_what_the_other_one_saved_meanwhile() {
    let world = after_a_call().await;
    both_write(&world).await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Notes and actions ==
        Your call of Tue 10 Nov, 16:00. What was said, what was decided, what comes next: a line is enough.
        *@Inês has saved notes of this call since you began yours.* Yours are not saved yet. This is what stands now. In the fields is what you wrote, and where you wrote nothing, what stands. Bring together what you two want to keep, and press *Save*.
        Notes
        We drew the parser.
        It took 30 minutes.
        # Actions
        The mentee sets out to
        Draw the export too
        The mentee sets out to
        Read chapter four
        The mentor sets out to
        Find the old design
        Kept by @Inês, Tue 10 Nov, 16:31.
        Notes: The export comes next.
        How long it took: 30 minutes
        Why longer: ____
        Inês Duarte sets out to: Draw the export too
        Inês Duarte also: Read chapter four
        Inês Duarte also: ____
        Noah Reed sets out to: Find the old design
        Noah Reed also: Ask for access
        Noah Reed also: ____
        You two read this, and nobody else. Either of you can change it; what was saved last stands.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Save]]
        ");
    assert_eq!(world.in_field(&world.noah, "action_0@1"), "Draw the export too");
    let both = json!({ "words@1": "We drew the parser. The export comes next." });
    world.sends_well(&world.noah, both).await;
    assert_eq!(actions(&world).await, format!("{ALL_THREE}, Ask for access"));
    world.minutes(1).await;
    let shown = newest(&world);
    assert!(shown.contains("The export comes next.") && shown.contains("Kept by @Noah"), "{shown}");
    assert!(world.drafts("words").await.is_empty());
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_typed_after_that_is_a_draft_like_any_other() {
    let world = after_a_call().await;
    both_write(&world).await;
    world.pastes_into(&world.noah, "words@1", "We drew the parser. The export comes ne").await;
    world.closes(&world.noah).await;
    world.presses(&world.noah, "call_notes").await;
    let form = world.modal(&world.noah);
    assert!(!form.contains("since you began yours"), "he has seen hers: {form}");
    let words = world.in_field(&world.noah, "words");
    assert_eq!(words, "We drew the parser. The export comes ne");
    assert_eq!(world.in_field(&world.noah, "action_0"), "Draw the export too");
    world.sends_well(&world.noah, json!({})).await;
    assert_eq!(actions(&world).await, format!("{ALL_THREE}, Ask for access"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_draft_from_before_shows_what_was_saved_since() {
    let world = after_a_call().await;
    world.presses(&world.noah, "call_notes").await;
    world.pastes_into(&world.noah, "words", "The export comes ne").await;
    world.closes(&world.noah).await;
    ines_keeps(&world).await;
    world.presses(&world.noah, "call_notes").await;
    let form = world.modal(&world.noah);
    assert!(form.contains("*@Inês has saved notes of this call since you began yours.*"), "{form}");
    assert!(form.contains("Notes\nWe drew the parser."), "{form}");
    assert_eq!(world.in_field(&world.noah, "words"), "The export comes ne");
    let open = world.form_left_open(&world.noah);
    world.sends_well(&world.noah, json!({ "words": "The export comes next." })).await;
    assert_eq!(actions(&world).await, ALL_THREE);
    // The same form once more, as when Slack tries again, is the same version.
    let texts = [("words", "The export comes next."), ("action_0", "Draw the export too")];
    let again = [("action_1", "Read chapter four"), ("action_3", "Find the old design")];
    let again = [texts, again].concat();
    world.sends_left_open(&world.noah, &open, &again).await;
    let versions = "select group_concat(version) from call_notes";
    assert!(world.value(versions).await.unwrap().starts_with("1,2"));
    assert_eq!(actions(&world).await, ALL_THREE);
    world.ends_unread().await;
}

#[tokio::test]
async fn notes_alone_do_not_say_that_a_call_took_place() {
    let world = after_a_call().await;
    world.presses(&world.noah, "call_notes").await;
    world.sends_well(&world.noah, json!({ "words": "I waited, and read the parser." })).await;
    world.minutes(1).await;
    let shown = newest(&world);
    assert!(shown.contains("[It happened] [It did not]") && shown.contains("I waited"), "{shown}");
    let said = "select count(*) from meeting_accounts";
    assert_eq!(world.value(said).await.as_deref(), Some("0"));
    world.until(LISBON, "2026-11-18 15:00").await;
    world.presses(&world.noah, "call_notes").await;
    world.sends_well(&world.noah, json!({ "lasted": "30" })).await;
    assert_eq!(world.value(said).await.as_deref(), Some("0"), "a week has passed");
    world.ends_unread().await;
}

#[tokio::test]
async fn how_long_it_took_says_that_a_call_took_place_and_so_do_both_who_were_there() {
    let world = after_a_call().await;
    ines_keeps(&world).await;
    world.minutes(1).await;
    assert!(newest(&world).contains("*It took place*, says @Inês."), "{}", newest(&world));
    world.has_a_call(a_call("2026-11-12T16:00:00Z")).await;
    world.until(LISBON, "2026-11-12 15:50").await;
    world.presses(&world.ines, "here").await;
    world.presses(&world.noah, "here").await;
    world.until(LISBON, "2026-11-12 16:10").await;
    world.presses(&world.noah, "call_notes").await;
    world.sends_well(&world.noah, json!({ "words": "The export." })).await;
    world.minutes(1).await;
    assert!(newest(&world).contains("*It took place*, says @Noah."), "{}", newest(&world));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_call_put_right_late_is_asked_about_where_it_stands() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.has_a_call(a_call("2026-11-10T16:00:00Z")).await;
    world.until(LISBON, "2026-11-10 15:51").await;
    world.everybody_reads();
    world.presses(&world.noah, "here").await;
    world.until(LISBON, "2026-11-10 16:10").await;
    world.presses(&world.noah, "nobody_came").await;
    world.until(LISBON, "2026-11-12 15:00").await;
    world.presses(&world.ines, "not_how_it_was").await;
    world.sends_well(&world.ines, json!({ "happened": "held" })).await;
    world.minutes(1).await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        @Noah is here.
        *It took place*, says @Inês. @Noah had said that @Inês was not there.
        [Worth a call] [Could have been written] [Notes and actions] [That's not how it was]
        Was it worth a call? Each of you answers for themselves, and nobody is shown what.
        ");
    world.presses(&world.ines, "worth_a_call").await;
    let worth = world.value("select mentee_worth from meetings").await;
    assert_eq!(worth.as_deref(), Some("call"));
    ines_keeps(&world).await;
    world.minutes(1).await;
    let shown = newest(&world);
    assert!(
        shown.contains("Notes\nWe drew the parser.") && shown.contains("has answered."),
        "{shown}"
    );
    world.ends_unread().await;
}
