//! At a call and after it: who is there, what became of it, what the two keep.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{
    domain::ids::PairId,
    features::{Cx, schedule},
    sandbox::acting::{Forged, Submitted},
};

use crate::world::{World, calling::a_call, texts::hostile};

const LISBON: &str = "Europe/Lisbon";

/// Tuesday, 10 November, 16:00 in Lisbon and 11:00 in New York.
const CALL: &str = "2026-11-10T16:00:00Z";

/// The minute in which the line comes.
const LINE: &str = "2026-11-10 15:50";

async fn agreed() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.has_a_call(a_call(CALL)).await;
    world
}

/// A few minutes before the call, when its line stands.
async fn at_the_line() -> World {
    let world = agreed().await;
    world.until(LISBON, LINE).await;
    world.everybody_reads();
    world
}

fn newest(world: &World) -> String {
    world.in_room().pop().unwrap()
}

/// Somebody presses, and Slack has shown what came of it.
async fn presses(world: &World, who: &str, action: &str) {
    world.presses(who, action).await;
    world.stage.workspace.advance(jiff::SignedDuration::from_secs(5)).await;
}

async fn forges(world: &World, who: &str, (action, value): (&str, &str)) -> String {
    let press = Forged::Press { action: action.to_owned(), value: value.to_owned() };
    world.stage.workspace.forge(who, &press).await.unwrap();
    world.stage.workspace.settle().await;
    world.whisper(who)
}

#[tokio::test]
async fn ten_minutes_before_a_line_says_where_and_shows_who_is_there() {
    let world = agreed().await;
    world.until(LISBON, "2026-11-10 15:49").await;
    let before = world.in_room().len();
    world.until(LISBON, LINE).await;
    assert_eq!(world.in_room().len(), before + 1);
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        Start a huddle here, with the headphones at the top of this room.
        [I'm here] [Running late] [Could not make it]
        ");
    presses(&world, &world.ines, "here").await;
    presses(&world, &world.noah, "running_late").await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        Start a huddle here, with the headphones at the top of this room.
        @Inês is here. @Noah is running late.
        [I'm here] [Running late] [Could not make it] [Nobody came]
        *Nobody came* counts from 16:10. Only you two read this, and either of you can put it right for a week.
        ");
    presses(&world, &world.noah, "here").await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        Start a huddle here, with the headphones at the top of this room.
        @Inês is here. @Noah is here.
        [Notes and actions]
        ");
    assert_eq!(world.in_room().len(), before + 1, "nothing new was posted");
    world.ends_unread().await;
}

#[tokio::test]
async fn afterwards_both_are_asked_once_what_became_of_it_and_nobody_is_shown_what_it_was_worth() {
    let world = at_the_line().await;
    world.until(LISBON, "2026-11-10 16:29").await;
    let before = world.in_room().len();
    world.until(LISBON, "2026-11-10 16:31").await;
    assert_eq!(world.in_room().len(), before + 1);
    assert_snapshot!(newest(&world), @r"
        *How was your call* of Tue 10 Nov, 16:00? One tap is enough.
        [It happened] [It did not] [Notes and actions]
        ");
    presses(&world, &world.noah, "it_happened").await;
    presses(&world, &world.ines, "could_be_written").await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00.
        *It took place*, says @Noah.
        [Worth a call] [Could have been written] [Notes and actions] [That's not how it was]
        Was it worth a call? Each of you answers for themselves, and nobody is shown what. @Inês has answered.
        ");
    presses(&world, &world.noah, "worth_a_call").await;
    let shown = newest(&world);
    assert!(shown.contains("You have both said whether it was worth a call"), "{shown}");
    world.days(3).await;
    let room = world.in_room();
    let asked = room.iter().filter(|it| it.contains("whether it was worth a call")).count();
    assert_eq!(asked, 1, "nobody is reminded");
    world.ends_unread().await;
}

#[tokio::test]
async fn the_question_waits_for_the_hours_both_share() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    // 20:00 in Lisbon, after Inês's day; 15:00 in New York.
    world.has_a_call(a_call("2026-11-10T20:00:00Z")).await;
    world.until(LISBON, "2026-11-10 19:50").await;
    assert!(newest(&world).contains("Your call:"), "the line comes whatever the hour");
    world.until(LISBON, "2026-11-11 13:59").await;
    assert!(!world.sees(&world.ines, "it_happened"));
    world.until(LISBON, "2026-11-11 14:01").await;
    assert!(world.sees(&world.ines, "it_happened"));
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_came_is_said_from_ten_minutes_on_and_put_right_by_either() {
    let world = at_the_line().await;
    presses(&world, &world.noah, "here").await;
    world.until(LISBON, "2026-11-10 16:05").await;
    let told = world.whisper(&world.noah);
    world.presses(&world.noah, "nobody_came").await;
    assert_ne!(world.whisper(&world.noah), told);
    assert_snapshot!(world.whisper(&world.noah), @"Give @Inês until 11:10: everybody is a few minutes late now and then. Nothing has changed; press it again then.");
    let told = forges(&world, &world.ines, ("nobody_came", "1+0")).await;
    assert!(told.starts_with("Press *I'm here* first"), "{told}");
    world.until(LISBON, "2026-11-10 16:10").await;
    presses(&world, &world.noah, "nobody_came").await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        @Noah is here.
        *@Inês was not there* ten minutes after it began, says @Noah.
        [Find another time] [That's not how it was]
        ");
    let before = world.in_room().len();
    world.until(LISBON, "2026-11-12 15:00").await;
    assert_eq!(world.in_room().len(), before, "it is known what became of it");
    world.presses(&world.ines, "not_how_it_was").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == How it was ==
        How was it?*: ____
        What is said last stands, and you two see who said what. Nobody else does, and nobody is counted.
        [[Save]]
        ");
    world.sends_well(&world.ines, json!({ "happened": "held" })).await;
    world.minutes(1).await;
    let shown = newest(&world);
    assert!(
        shown.contains("*It took place*, says @Inês. @Noah had said that @Inês was not there."),
        "{shown}"
    );
    world.until(LISBON, "2026-11-17 16:30").await;
    world.presses(&world.noah, "not_how_it_was").await;
    assert!(world.whisper(&world.noah).starts_with("This call is more than a week ago"));
    assert_eq!(world.modal(&world.noah), "");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_was_not_told_in_time_did_not_fail_to_come() {
    let mut world = agreed().await;
    world.until(LISBON, "2026-11-10 15:45").await;
    world.bot_stops().await;
    world.until(LISBON, "2026-11-10 16:02").await;
    world.bot_starts().await;
    presses(&world, &world.noah, "here").await;
    world.until(LISBON, "2026-11-10 16:10").await;
    presses(&world, &world.noah, "nobody_came").await;
    assert_snapshot!(world.whisper(&world.noah), @"I could not remind @Inês before it began, so I've written down that you two did not meet, and nothing more.");
    let shown = newest(&world);
    assert!(shown.contains("*You two did not meet*, says @Noah."), "{shown}");
    let kept = world.value("select happened || coalesce(missing, '') from meetings").await;
    assert_eq!(kept.as_deref(), Some("did_not_meet"));
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_could_not_make_it_and_says_so_is_no_no_show() {
    let world = at_the_line().await;
    presses(&world, &world.ines, "here").await;
    world.until(LISBON, "2026-11-10 16:12").await;
    presses(&world, &world.ines, "nobody_came").await;
    assert!(newest(&world).contains("@Noah was not there"));
    // Too late for the button, in time for the words.
    let told = forges(&world, &world.noah, ("could_not_make_it", "1+0")).await;
    assert_eq!(told, "");
    world.minutes(1).await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00, 30 minutes.
        @Inês is here. @Noah could not make it.
        *You two did not meet:* @Noah could not make it, and said so.
        [Find another time] [That's not how it was]
        ");
    let kept = world.value("select happened || missing from meetings").await;
    assert_eq!(kept.as_deref(), Some("toldmentor"));
    world.ends_unread().await;
}

#[tokio::test]
async fn both_contradicting_at_once_shows_both_and_the_last_word_stands() {
    let world = at_the_line().await;
    world.until(LISBON, "2026-11-10 16:31").await;
    let buttons = world.find(&world.ines, "it_did_not").unwrap();
    world.presses(&world.noah, "it_happened").await;
    world
        .stage
        .workspace
        .forge(
            &world.ines,
            &Forged::Press { action: "it_did_not".to_owned(), value: "1+0".to_owned() },
        )
        .await
        .unwrap();
    world.minutes(1).await;
    let shown = world.message_at(&buttons.0, &buttons.1);
    assert!(
        shown.contains("*You two did not meet*, says @Inês. @Noah had said that it took place."),
        "{shown}"
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn notes_and_actions_are_kept_found_and_asked_about() {
    let world = at_the_line().await;
    world.until(LISBON, "2026-11-10 16:31").await;
    world.presses(&world.noah, "call_notes").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Notes and actions ==
        Your call of Tue 10 Nov, 16:00. What was said, what was decided, what comes next: a line is enough.
        Notes: ____
        How long it took: ____
        Why longer: ____
        Inês Duarte sets out to: ____
        Inês Duarte also: ____
        Inês Duarte also: ____
        Noah Reed sets out to: ____
        Noah Reed also: ____
        Noah Reed also: ____
        You two read this, and nobody else. Either of you can change it; what was saved last stands.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Save]]
        ");
    world.pastes_into(&world.noah, "words", "We drew the zebracrossing par").await;
    world.closes(&world.noah).await;
    let home = world.home(&world.noah).await;
    assert!(home.contains("a draft of the notes of a call"), "{home}");
    world.presses(&world.noah, "call_notes").await;
    assert!(world.in_field(&world.noah, "words").contains("zebracrossing par"));
    let values = json!({ "words": "We drew the zebracrossing parser.", "lasted": "longer", "why": "It was good.",
        "action_0": "Draw the export too", "action_3": "Find the old design" });
    world.sends_well(&world.noah, values).await;
    world.minutes(1).await;
    assert_snapshot!(newest(&world), @r"
        *Your call:* Tue 10 Nov, 16:00.
        *It took place*, says @Noah.
        [Worth a call] [Could have been written] [Notes and actions] [That's not how it was]
        Was it worth a call? Each of you answers for themselves, and nobody is shown what.
        Notes
        We drew the zebracrossing parser.
        It took longer than 30 minutes.
        Why longer
        It was good.
        # Actions
        The mentee sets out to
        Draw the export too
        The mentor sets out to
        Find the old design
        Kept by @Noah, Tue 10 Nov, 11:31.
        ");
    world.presses(&world.ines, "call_notes").await;
    world
        .sends_well(&world.ines, json!({ "words": "We drew the parser, and the zebracrossing." }))
        .await;
    world.minutes(1).await;
    let shown = newest(&world);
    assert!(
        shown.contains("We drew the parser, and the zebracrossing.")
            && shown.contains("Kept by @Inês"),
        "{shown}"
    );
    world.types(&world.noah, "/mentor", "search zebracrossing").await;
    world.presses_in_modal(&world.noah, "open_call_notes").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Call ==
        *Your call with @Inês*, Tue 10 Nov, 11:00
        Notes
        We drew the parser, and the zebracrossing.
        It took longer than 30 minutes.
        Why longer
        It was good.
        # Actions
        The mentee sets out to
        Draw the export too
        The mentor sets out to
        Find the old design
        Kept by @Inês, Tue 10 Nov, 16:32.
        [Edit]
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.ines, "/checkin", "history").await;
    let history = world.modal(&world.ines);
    assert!(history.contains("*Call of Tue 10 Nov*"), "{history}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(LISBON, "2026-11-13 15:30").await;
    world.presses(&world.ines, "write_checkin").await;
    let form = world.modal(&world.ines);
    assert!(
        form.contains("Draw the export too") && !form.contains("Find the old design"),
        "{form}"
    );
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn notes_take_what_fits_and_show_hostile_words_as_words() {
    let world = at_the_line().await;
    let told = forges(&world, &world.noah, ("call_notes", "1")).await;
    assert!(told.starts_with("This call begins"), "{told}");
    world.until(LISBON, "2026-11-10 16:31").await;
    world.presses(&world.noah, "call_notes").await;
    let empty = world.sends(&world.noah, json!({})).await;
    assert!(format!("{empty:?}").contains("Write a line here"), "{empty:?}");
    let long = Forged::Submission {
        form: "call_notes".to_owned(),
        metadata: "1+0".to_owned(),
        values: [(
            "words".to_owned(),
            json!({ "value": { "type": "plain_text_input", "value": "x".repeat(10_000) } }),
        )]
        .into_iter()
        .collect(),
    };
    let answer: Value = world.stage.workspace.forge(&world.noah, &long).await.unwrap();
    assert!(
        answer["errors"]["words"].as_str().unwrap().contains("7000 characters too long"),
        "{answer}"
    );
    let words = hostile().join("\n");
    assert_eq!(world.sends(&world.noah, json!({ "words": words })).await, Submitted::Closed);
    world.minutes(1).await;
    assert!(newest(&world).contains("Kept by @Noah"));
    world.ends_unread().await;
}

#[tokio::test]
async fn strangers_late_presses_and_old_lines_change_nothing() {
    let world = at_the_line().await;
    let told = forges(&world, &world.lena, ("here", "1+0")).await;
    assert!(told.starts_with("That's not yours to change"), "{told}");
    let told = forges(&world, &world.ines, ("here", "1+7")).await;
    assert!(told.starts_with("This call was moved"), "{told}");
    let told = forges(&world, &world.ines, ("it_happened", "1+0")).await;
    assert!(told.starts_with("This call begins"), "{told}");
    world.until(LISBON, "2026-11-10 16:30").await;
    let told = forges(&world, &world.ines, ("here", "1+0")).await;
    assert!(told.starts_with("The time of this call is over"), "{told}");
    let told = forges(&world, &world.ines, ("worth_a_call", "1+0")).await;
    assert!(told.starts_with("As it stands, this call did not take place"), "{told}");
    assert_eq!(world.value("select count(*) from meetings").await.as_deref(), Some("0"));
    world.changes_the_file("update calls set state = 'called_off'").await;
    let told = forges(&world, &world.ines, ("it_happened", "1+0")).await;
    assert!(told.starts_with("This call is off"), "{told}");
    world
        .changes_the_file("update pairs set state = 'ended', closed_at = 1, ending = 'early'")
        .await;
    let told = forges(&world, &world.ines, ("it_happened", "1+0")).await;
    assert!(told.contains("has ended, so nothing has changed"), "{told}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_call_nobody_came_to_is_no_early_or_late_hour() {
    let world = at_the_line().await;
    world.changes_the_file("update calls set mentor_burden = 60").await;
    let counted = async || {
        let app = &world.stage.bot.app;
        let mut tx = app.db.read().await.unwrap();
        let mut cx = Cx::new(&mut tx, world.now(), (&app.config, &app.zones));
        let ledger = schedule::calls::ledger(&mut cx, (PairId(1), None)).await.unwrap();
        ledger.entries().len()
    };
    assert_eq!(counted().await, 1);
    presses(&world, &world.noah, "could_not_make_it").await;
    assert_eq!(counted().await, 0, "it was his early hour, and he did not have it");
    forges(&world, &world.ines, ("could_not_make_it", "1+0")).await;
    assert_eq!(counted().await, 0, "neither was there");
    forges(&world, &world.noah, ("here", "1+0")).await;
    assert_eq!(counted().await, 1, "he was there");
    world.until(LISBON, "2026-11-10 16:05").await;
    forges(&world, &world.noah, ("it_did_not", "1+0")).await;
    assert_eq!(counted().await, 0);
    world.ends_unread().await;
}
