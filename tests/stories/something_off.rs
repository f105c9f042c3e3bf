//! *Something is off*: to the other one, or to the leads in confidence, and to nobody else.
//!
//! Every time is a wall time in Lisbon unless it says otherwise. Who may open the form at all stands in `access`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{acting::Submitted, people::NewPerson};

use crate::world::{World, wall};

const LISBON: &str = "Europe/Lisbon";
const BERLIN: &str = "Europe/Berlin";

/// Stands in what is written, so that it can be looked for.
const MARK: &str = "Kanarienvogel";

async fn opens(world: &World, who: &str) {
    world.home(who).await;
    world.presses_at_home(who, "something_off").await;
}

/// Somebody's profile changes behind everybody's back.
async fn becomes(world: &World, who: &str, more: serde_json::Value) {
    let mut user = json!({ "id": who, "profile": { "real_name": "X" }, "tz": BERLIN });
    user.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let event = json!({ "type": "user_change", "user": user });
    world.stage.workspace.forge_event("user_change", event).await;
    world.stage.workspace.settle().await;
}

/// When asides reached their readers, in a zone.
async fn delivered(world: &World, zone: &str) -> Vec<String> {
    let asides = world.ledger().await.into_iter().filter(|entry| entry.kind() == "aside");
    asides.filter_map(|entry| Some(wall(entry.seen_at?, zone))).collect()
}

#[tokio::test]
async fn a_mentee_tells_the_lead_in_confidence() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 19:00").await;
    opens(&world, &world.ines).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Something is off ==
        Saying early that something doesn't work makes it easier to mend. Nothing is too small.
        Who should know?*: ____
        *Who reads it:* Either @Noah reads it, and nobody else; or @Lena does, and @Noah is not told.
        What is off?*: ____
        It comes as a direct message from me with your name on it. It is in no record and no search, and I delete your words here once they are delivered; the message itself stays in Slack.
        [[Send]]
        ");
    let words = format!("Calls are moved at the last minute, {MARK}.");
    world.sends_well(&world.ines, json!({ "to": "lead", "words": words })).await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        Thank you for saying that something is off. It is on its way.
        • @Lena gets it on Wed 4 Nov, 08:00, when their working day is open.
        Nobody else reads it, and I delete it here once it is delivered. If it can't be, I tell you.
        ");
    assert!(world.reads(&world.lena).is_empty(), "it is evening in Berlin");
    world.until(BERLIN, "2026-11-04 09:00").await;
    assert_snapshot!(world.reads(&world.lena).join("\n\n"), @r"
        *@Inês tells you in confidence that something is off* in the mentorship with @Noah.
        In their words
        Calls are moved at the last minute, Kanarienvogel.
        @Noah has not been told, and only the leads have this. Answer @Inês directly; agree with them on what @Noah may hear before you speak to them.
        ");
    assert!(world.reads(&world.noah).is_empty(), "nobody else is told");
    assert!(!world.is_kept(MARK).await, "it is delivered and forgotten");
    for who in [&world.ines, &world.noah] {
        world.types(who, "/mentor", &format!("search {MARK}")).await;
        assert!(world.modal(who).contains("Nothing found"));
        world.stage.workspace.close_all(who).await.unwrap();
        world.types(who, "/checkin", "history").await;
        assert!(!world.modal(who).contains(MARK));
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.ends().await;
}

#[tokio::test]
async fn a_mentor_tells_the_mentee() {
    let world = World::with_a_pair().await;
    opens(&world, &world.noah).await;
    let words = format!("I can't follow the long lists, {MARK}.");
    world.sends_well(&world.noah, json!({ "to": "partner", "words": words })).await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        *@Noah says that something is off,* and asked me to bring it to you alone.
        In their words
        I can't follow the long lists, Kanarienvogel.
        Nobody else has read it. A good beginning is to thank @Noah and ask what would help; write to them directly, or bring it to your next call.
        ");
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        Thank you for saying that something is off. It is on its way.
        • @Inês gets it now.
        Nobody else reads it, and I delete it here once it is delivered. If it can't be, I tell you.
        ");
    assert!(world.reads(&world.lena).is_empty());
    assert!(!world.is_kept(MARK).await);
    world.ends().await;
}

#[tokio::test]
async fn every_known_lead_is_named_in_the_form_and_gets_it_and_no_other() {
    let world = World::with_a_pair().await;
    let otto = world.joins(NewPerson::named("Otto").zone(BERLIN).admin());
    let mia = world.joins(NewPerson::named("Mia").zone(LISBON));
    world.types_raw(&world.lena, "/mentor", &format!("pair <@{otto}> <@{mia}>")).await;
    world.everybody_reads();
    opens(&world, &world.ines).await;
    assert!(
        world
            .modal(&world.ines)
            .contains(&format!("or @Lena and @{otto} do, and @Noah is not told."))
    );
    world.sends_well(&world.ines, json!({ "to": "lead", "words": MARK })).await;
    assert!(world.last_dm(&world.lena).contains(MARK) && world.last_dm(&otto).contains(MARK));
    assert!(!world.last_dm(&world.noah).contains(MARK) && !world.last_dm(&mia).contains(MARK));
    assert!(!world.is_kept(MARK).await);
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_lead_the_form_says_what_to_do() {
    let world = World::with_a_pair().await;
    becomes(&world, &world.lena, json!({ "is_admin": false })).await;
    opens(&world, &world.ines).await;
    let form = world.modal(&world.ines);
    assert!(form.contains("I have not met a lead I could bring it to"), "{form}");
    world
        .sends_well(&world.ines, json!({ "to": "partner", "words": "The calls are too long." }))
        .await;
    world.ends_unread().await;
}

#[tokio::test]
async fn it_goes_to_nobody_the_form_did_not_name() {
    let world = World::with_a_pair().await;
    opens(&world, &world.ines).await;
    becomes(&world, &world.lena, json!({ "is_admin": false })).await;
    let before = world.dump().await;
    let refused = world.sends(&world.ines, json!({ "to": "lead", "words": MARK })).await;
    assert_snapshot!(format!("{refused:?}"), @r#"FieldErrors({"to": "Who leads here has changed since this opened, and it must say exactly who reads it. Copy your words, close this and open *Something is off* again."})"#);
    assert_eq!(world.dump().await, before);
    world.ends_unread().await;
}

#[tokio::test]
async fn bad_input_gets_a_sentence_and_changes_nothing() {
    let world = World::with_a_pair().await;
    opens(&world, &world.ines).await;
    let form = world.form_left_open(&world.ines);
    let before = world.dump().await;
    let nobody = world.sends_left_open(&world.ines, &form, &[("words", "x")]).await;
    assert!(format!("{nobody:?}").contains("Choose who should know; nobody else will."));
    let long = "a".repeat(3001);
    for words in [" \n\u{200b}", &long] {
        let answer =
            world.sends_chosen(&world.ines, &form, ("to", "partner"), ("words", words)).await;
        assert!(format!("{answer:?}").contains("\"words\""), "{answer:?}");
    }
    for to in ["everybody", ""] {
        let answer = world.sends_chosen(&world.ines, &form, ("to", to), ("words", "x")).await;
        assert!(format!("{answer:?}").contains("Choose who should know"), "{answer:?}");
    }
    assert_eq!(world.dump().await, before);
    assert_eq!(
        world.sends(&world.ines, json!({ "to": "partner", "words": "x" })).await,
        Submitted::Closed
    );
    let sent = world.ledger().await.len();
    world.sends_chosen(&world.ines, &form, ("to", "partner"), ("words", "x")).await;
    assert_eq!(world.ledger().await.len(), sent, "the same form sent twice is one aside");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_cannot_be_delivered_is_forgotten_and_its_writer_is_told() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 19:00").await;
    world.everybody_reads();
    opens(&world, &world.ines).await;
    world.sends_well(&world.ines, json!({ "to": "lead", "words": MARK })).await;
    world.reads(&world.ines);
    becomes(&world, &world.lena, json!({ "deleted": true })).await;
    world.until(BERLIN, "2026-11-04 09:00").await;
    assert!(!world.is_kept(MARK).await);
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @"What you wrote about something being off could not be delivered to @Lena, and I keep nothing of it. Please write to them directly, or ask somebody you trust to.");
    world.ends_unread().await;
}

#[tokio::test]
async fn it_waits_for_the_readers_morning_through_both_clock_changes_and_a_move() {
    for (start, written, morning) in [
        ("2026-10-19T08:00:00Z", "2026-10-24 12:00", "Mon 2026-10-26 09:00"),
        ("2027-03-22T09:00:00Z", "2027-03-27 12:00", "Mon 2027-03-29 09:00"),
    ] {
        let world = World::with_a_pair_on(start, (LISBON, "America/New_York")).await;
        world.until(LISBON, written).await;
        opens(&world, &world.ines).await;
        world.sends_well(&world.ines, json!({ "to": "lead", "words": "x" })).await;
        world.until(BERLIN, &morning[4..]).await;
        assert_eq!(delivered(&world, BERLIN).await, [morning]);
        world.ends_unread().await;
    }
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 19:00").await;
    opens(&world, &world.ines).await;
    world.sends_well(&world.ines, json!({ "to": "lead", "words": "x" })).await;
    world.moves(&world.lena, Some("America/New_York")).await;
    world.until("America/New_York", "2026-11-04 09:00").await;
    assert_eq!(delivered(&world, "America/New_York").await, ["Wed 2026-11-04 09:00"]);
    world.ends_unread().await;
}
