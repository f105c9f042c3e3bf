//! Agreements that are filled in badly, changed under the eyes of whoever signs, or signed too late.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Submitted;

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";

async fn at_work() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 15:00").await;
    world
}

async fn versions(world: &World) -> String {
    let signed = "select group_concat(version || proposed_by || (mentor_signed_at is not null) || \
                  (mentee_signed_at is not null), ' ') from (select * from agreements order by version)";
    world.value(signed).await.unwrap_or_default()
}

#[tokio::test]
async fn a_bad_answer_stays_in_the_form_with_everything_else() {
    let world = at_work().await;
    world.opens_the_agreement(&world.ines).await;
    let bad = json!({ "scope": " \u{200b} ", "budget": "three", "confidence": "x".repeat(500) });
    assert_snapshot!(format!("{:?}", world.sends(&world.ines, bad).await), @r#"ClientErrors({"budget": "Must be less than 3 characters"})"#);
    for budget in ["0", "11", "-1", "2.5", "999"] {
        let answer =
            world.sends(&world.ines, json!({ "scope": "Parsers.", "budget": budget })).await;
        assert!(matches!(answer, Submitted::FieldErrors(_)), "{budget}: {answer:?}");
    }
    assert_eq!(versions(&world).await, "");
    let shown = world.signs(&world.ines, json!({ "scope": "Parsers.", "budget": "3" })).await;
    assert!(shown.contains("You have signed it."), "{shown}");
    let kept = world.value("select content from agreements").await.unwrap_or_default();
    assert!(kept.contains(&"x".repeat(500)), "nothing that was good was lost");
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_signs_what_changed_under_their_eyes() {
    let world = at_work().await;
    world.opens_the_agreement(&world.ines).await;
    world.signs(&world.ines, json!({ "scope": "Parsers." })).await;
    world.opens_the_agreement(&world.noah).await;
    world.opens_the_agreement(&world.ines).await;
    world.presses_in_modal(&world.ines, "fill_agreement").await;
    let more = json!({ "scope": "Parsers, and my salary.", "replies": "one_day", "budget": "10" });
    world.signs(&world.ines, more).await;
    let answer = world.sends(&world.noah, json!({})).await;
    assert!(matches!(answer, Submitted::Replaced(_)), "{answer:?}");
    assert_snapshot!(world.modal(&world.noah), @r"
        == Our agreement ==
        *It has changed while you were reading, so nothing is signed yet.* @Inês has signed another version. What is different from the one you read:
        • *A check-in is answered:* within two working days → *within one working day*
        • *The mentor's time:* 3 h a month → *10 h a month*
        What you two work on, and what not, before
        Parsers.
        What you two work on, and what not, now
        Parsers, and my salary.
        *Version 2, signed by @Inês* on Tue 3 Nov. With your signature it holds, and I do what it says.
        *What is different from now when you sign:*
        • *A check-in is answered:* within two working days → *within one working day*
        # What it says
        What you two work on, and what not
        Parsers, and my salary.
        *A check-in is asked for*
        every week
        *A check-in is answered*
        within one working day
        *A question is answered*
        within one working day
        *An urgent question is answered*
        within four working hours
        *A call takes place*
        only when one of you proposes it
        *A call lasts*
        30 minutes
        *The mentor's time*
        10 h a month
        *What stays between you*
        everything, unless you both say otherwise
        *The mentee learns best*
        that depends
        [Change it]
        You two read this, and nobody else. Either of you can propose a change at any time.
        [[Sign]]
        ");
    assert_eq!(versions(&world).await, "1mentee01 2mentee01", "nothing is signed");
    // What he reads now he can sign.
    let shown = world.signs(&world.noah, json!({})).await;
    assert!(shown.contains("have both signed it"), "{shown}");
    assert_eq!(versions(&world).await, "1mentee01 2mentee11");
    world.minutes(1).await;
    let overtaken = world.dm(&world.noah);
    let overtaken = overtaken.iter().filter(|it| it.contains("has been changed since")).count();
    assert_eq!(overtaken, 1, "the first version shows that it is not the newest");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_sends_second_sees_the_other_version_and_keeps_their_words() {
    let world = at_work().await;
    for who in [&world.ines, &world.noah] {
        world.opens_the_agreement(who).await;
    }
    let hers = json!({ "scope": "Parsers.", "checkins": "two_weeks" });
    world.signs(&world.ines, hers).await;
    let his = json!({ "scope": "Async, and nothing else.", "budget": "2" });
    let answer = world.sends(&world.noah, his).await;
    assert!(matches!(answer, Submitted::Replaced(_)), "{answer:?}");
    assert_snapshot!(world.modal(&world.noah), @r"
        == Your agreement ==
        What you and @Inês want. In the fields stand your programme's defaults. Sending it signs it; it holds when @Inês has signed it, too, and can be changed by you both at any time.
        *@Inês has signed another version since you began yours.* This one isn't signed yet, and nothing you wrote is lost: it stands in the fields. What the other version says:
        What you two work on, and what not
        Parsers.
        *A check-in is asked for*
        every two weeks
        *A check-in is answered*
        within two working days
        *A question is answered*
        within one working day
        *An urgent question is answered*
        within four working hours
        *A call takes place*
        only when one of you proposes it
        *A call lasts*
        30 minutes
        *The mentor's time*
        3 h a month
        *What stays between you*
        everything, unless you both say otherwise
        *The mentee learns best*
        that depends
        What you two work on, and what not*: Async, and nothing else.
        A check-in is asked for*: Every week
        A check-in is answered*: Within two working days
        A question is answered*: Within one working day
        An urgent question is answered*: Within four working hours
        A call takes place*: Only when one of you proposes it
        A call lasts*: 30 minutes
        The mentor's time for this, in hours a month*: 2
        What stays between you*: Everything, unless you both say otherwise
        What else stays between you: ____
        You two read this, and nobody else. Leads see whether it is signed, and never what it says.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Sign and send]]
        ");
    assert_eq!(versions(&world).await, "1mentee01");
    let both = json!({ "scope@1": "Parsers and async.", "checkins@1": "two_weeks" });
    let shown = world.signs(&world.noah, both).await;
    assert!(shown.contains("You have signed it."), "{shown}");
    assert_eq!(versions(&world).await, "1mentee01 2mentor10");
    assert!(world.drafts("scope").await.is_empty());
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_sends_the_same_words_signs_them() {
    let world = at_work().await;
    world.opens_the_agreement(&world.ines).await;
    world.signs(&world.ines, json!({ "scope": "Parsers." })).await;
    world.opens_the_agreement(&world.noah).await;
    world.presses_in_modal(&world.noah, "fill_agreement").await;
    let shown = world.signs(&world.noah, json!({})).await;
    assert!(shown.contains("have both signed it"), "{shown}");
    assert_eq!(versions(&world).await, "1mentee11");
    world.opens_the_agreement(&world.ines).await;
    world.presses_in_modal(&world.ines, "fill_agreement").await;
    let shown = world.signs(&world.ines, json!({})).await;
    assert!(shown.contains("Nothing in it is different"), "{shown}");
    assert_eq!(versions(&world).await, "1mentee11");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_typed_is_a_draft_until_it_is_signed() {
    let world = at_work().await;
    world.opens_the_agreement(&world.noah).await;
    world.pastes_into(&world.noah, "scope", "Async, and").await;
    world.closes(&world.noah).await;
    world.opens_the_agreement(&world.ines).await;
    world.signs(&world.ines, json!({ "scope": "Parsers." })).await;
    let home = world.home(&world.noah).await;
    assert!(home.contains("You have a draft of your agreement."), "{home}");
    world.presses_at_home(&world.noah, "fill_agreement").await;
    assert_eq!(world.in_field(&world.noah, "scope"), "Async, and");
    let form = world.modal(&world.noah);
    assert!(form.contains("@Inês has signed another version since you began yours."), "{form}");
    world.signs(&world.noah, json!({ "scope": "Async, and parsers." })).await;
    assert_eq!(versions(&world).await, "1mentee01 2mentor10");
    world.ends_unread().await;
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_version() {
    let world = at_work().await;
    world.opens_the_agreement(&world.ines).await;
    let form = world.form_left_open(&world.ines);
    world.signs(&world.ines, json!({ "scope": "Parsers." })).await;
    world.sends_left_open(&world.ines, &form, &[("scope", "Parsers.")]).await;
    assert_eq!(versions(&world).await, "1mentee01");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_signs_the_other_version_keeps_what_they_had_begun() {
    let world = at_work().await;
    world.opens_the_agreement(&world.noah).await;
    world.pastes_into(&world.noah, "scope", "Async, and").await;
    world.closes(&world.noah).await;
    world.opens_the_agreement(&world.ines).await;
    world.signs(&world.ines, json!({ "scope": "Parsers." })).await;
    world.opens_the_agreement(&world.noah).await;
    world.signs(&world.noah, json!({})).await;
    world.opens_the_agreement(&world.noah).await;
    world.presses_in_modal(&world.noah, "fill_agreement").await;
    let form = world.modal(&world.noah);
    assert!(form.contains("@Inês has signed another version since you began yours."), "{form}");
    assert!(form.contains("What you two work on, and what not*: Async, and"), "{form}");
    world.closes(&world.noah).await;
    world.ends_unread().await;
}

#[tokio::test]
async fn how_she_learns_is_hers_to_say_whatever_he_signed() {
    let world = at_work().await;
    world.opens_the_agreement(&world.noah).await;
    world.signs(&world.noah, json!({ "scope": "Parsers." })).await;
    world.types(&world.ines, "/mentor", "settings").await;
    world.sends_well(&world.ines, json!({ "learns": "hands_on" })).await;
    let form = world.opens_the_agreement(&world.ines).await;
    assert!(form.contains("The mentee learns best*\nby doing"), "{form}");
    assert!(!form.contains("that depends"), "{form}");
    world.signs(&world.ines, json!({})).await;
    let learns = world.value("select learns_by from people where learns_by is not null").await;
    assert_eq!(learns.as_deref(), Some("hands_on"));
    world.types(&world.ines, "/mentor", "settings").await;
    world.sends_well(&world.ines, json!({ "learns": "visual" })).await;
    let page = world.opens_the_agreement(&world.noah).await;
    assert!(page.contains("The mentee learns best*\nby looking"), "{page}");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn after_the_end_it_is_read_and_not_signed() {
    let world = at_work().await;
    world.both_sign(json!({ "scope": "Parsers." })).await;
    world.opens_the_agreement(&world.noah).await;
    world.presses_in_modal(&world.noah, "fill_agreement").await;
    let end = "update pairs set state = 'ended', closed_at = 1, ending = 'early'";
    world.changes_the_file(end).await;
    let answer = world.sends(&world.noah, json!({ "scope": "Async." })).await;
    let Submitted::FieldErrors(told) = answer else { panic!("{answer:?}") };
    let told: Vec<&String> = told.values().collect();
    assert_eq!(
        told,
        [
            "Your pair has ended, so this was not sent. Your words are still in this form; copy them if you need them."
        ]
    );
    assert_eq!(versions(&world).await, "1mentee11");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    for who in [&world.ines, &world.noah] {
        let page = world.opens_the_agreement(who).await;
        assert!(
            page.contains("nothing more is signed here") && page.contains("Parsers."),
            "{page}"
        );
        assert!(!page.contains("Propose a change"), "{page}");
        world.stage.workspace.close_all(who).await.unwrap();
    }
    let home = world.home(&world.ines).await;
    assert!(home.contains("Your agreement is signed by both"), "{home}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_lead_and_a_stranger_read_nothing_of_it() {
    let world = at_work().await;
    world.both_sign(json!({ "scope": "Zebracrossings." })).await;
    assert!(world.types(&world.lena, "/mentor", "agreement").await.contains("you are in no pair"));
    assert_eq!(world.modal(&world.lena), "");
    world.minutes(1).await;
    world.types(&world.lena, "/mentor", "search zebracrossings").await;
    let home = world.home(&world.lena).await;
    let seen = [world.dm(&world.lena).concat(), world.modal(&world.lena), home];
    assert!(seen.iter().all(|shown| !shown.contains("Zebracrossings")), "{seen:#?}");
    world.ends_unread().await;
}
