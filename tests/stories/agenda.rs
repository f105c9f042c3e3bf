//! The agenda of a call: written by the mentee, added to by the mentor, in the room a day before.
//!
//! Inês is in Lisbon, Noah works from 09:00 to 17:00 in New York; their call is on Thursday, 12 November, 15:00 in Lisbon.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{
    domain::{call::Purpose, ids::CallId},
    sandbox::{
        acting::{Forged, Submitted},
        faults::Misbehaviour,
    },
};

use crate::world::{
    World, a_good_week,
    calling::a_call,
    texts::{MARKER, hostile},
};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const THURSDAY: &str = "2026-11-12 15:00";

/// What the file knows of the agendas of a pair's calls.
const HAS: &str = "select group_concat(call_id || ' ' || has, ', ') from call_agendas";

/// Monday, with a call on Thursday of next week, and nothing in the record.
async fn with_a_call() -> World {
    let world = World::with_a_pair().await;
    world.has_agreed_on(THURSDAY, Purpose::ComplexTopic).await;
    world.everybody_reads();
    world
}

/// Opens the form by the number of the call, as the buttons about it do.
async fn opens(world: &World, who: &str) {
    let press = Forged::Press { action: "write_agenda".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(who, &press).await.unwrap();
    world.stage.workspace.settle().await;
}

/// Sends the form that is open and closes the page that says so; what it said.
async fn saves(world: &World, who: &str, values: Value) -> String {
    let submitted = world.sends(who, values).await;
    assert!(matches!(submitted, Submitted::Replaced(_)), "{submitted:?}");
    let page = world.modal(who);
    world.stage.workspace.close_all(who).await.unwrap();
    page
}

/// What stands under the fields when the form is sent like this.
async fn told(world: &World, who: &str, values: Value) -> String {
    match world.sends(who, values).await {
        Submitted::FieldErrors(errors) => errors.into_values().collect::<Vec<_>>().join("\n"),
        other => panic!("{other:?}"),
    }
}

async fn has(world: &World) -> String {
    world.value(HAS).await.unwrap_or_default()
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_day_before_it_stands_in_the_room_with_what_the_record_has() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    let mut week = a_good_week();
    week["action_0"] = json!("Read the guide to traits");
    world.has_a_checkin(week).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    world.asks("concept", json!({ "asked": "Why do we test?" })).await;
    world.until(LISBON, "2026-11-11 14:59").await;
    assert_eq!(world.agenda(), "", "not before a day before");
    world.everybody_reads();
    world.until(LISBON, "2026-11-11 15:00").await;
    assert_snapshot!(world.agenda(), @r"
        *The agenda of your call, Thu 12 Nov, 15:00*  for @Inês and @Noah
        It is your first call. Some questions to get to know each other, for both of you:
        •  How did you come to the work you do?
        •  What are you good at that few people here know of?
        •  When do you learn best, and what gets in the way?
        •  How do you like to hear that something could be better?
        •  What would make these calls worth your time?
        @Inês has not written anything yet. A line or two to any of these is enough: Since last time  ·  What worked  ·  What did not work  ·  Something new  ·  A dilemma.
        *From your record*
        Something that was hard, and what I tried (week of 2–8 Nov)
        Two ways to share the parser; both fought the borrow checker.
        What I learned
        How lifetimes tie a borrow to its owner.
        The mentee sets out to
        Read the guide to traits
        Kept for a talk
        Why do we test?
        [Solved]
        What is kept for a talk still goes along with the next check-in, unless @Inês presses *Solved*.
        [Write the agenda]
        @Inês writes it, and @Noah can add to it, until the call begins. Only you two read it.
        ");
    assert_eq!(world.reads(&world.noah).len(), 1, "both read it in the room");
    assert_eq!(has(&world).await, "1 something");
    ends(world).await;
}

#[tokio::test]
async fn the_mentee_writes_it_and_the_mentor_adds_to_it() {
    let world = with_a_call().await;
    opens(&world, &world.ines).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Agenda ==
        For your call with @Noah on Thu 12 Nov, 15:00. A line or two to any of these is enough.
        Since last time: ____
        What worked: ____
        What did not work: ____
        Something new: ____
        A dilemma: ____
        What comes from your record stands on the agenda by itself. You two read all of it, and nobody else.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Save]]
        ");
    let values = json!({ "worked": "Small steps", "dilemma": "Stay or move on?" });
    assert_snapshot!(saves(&world, &world.ines, values).await, @r"
        == Agenda ==
        It is saved. I post the agenda in your room on Wed 11 Nov, 15:00. Until the call begins you can change it.
        ");
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody is interrupted");
    world.until(LISBON, "2026-11-11 15:00").await;
    assert_snapshot!(world.agenda(), @r"
        *The agenda of your call, Thu 12 Nov, 15:00*  for @Inês and @Noah
        It is your first call. Some questions to get to know each other, for both of you:
        •  How did you come to the work you do?
        •  What are you good at that few people here know of?
        •  When do you learn best, and what gets in the way?
        •  How do you like to hear that something could be better?
        •  What would make these calls worth your time?
        What worked
        Small steps
        A dilemma
        Stay or move on?
        [Change the agenda]
        @Inês writes it, and @Noah can add to it, until the call begins. Only you two read it.
        ");

    world.presses(&world.noah, "write_agenda").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Agenda ==
        For your call with @Inês on Thu 12 Nov, 10:00. The agenda is your mentee's; here you can add to it.
        Something I'd like to add: ____
        What worked
        Small steps
        A dilemma
        Stay or move on?
        What comes from your record stands on the agenda by itself. You two read all of it, and nobody else.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Save]]
        ");
    let page = saves(&world, &world.noah, json!({ "added": "The talk in March" })).await;
    assert!(page.contains("It is saved. The agenda in your room shows it."), "{page}");
    let agenda = world.agenda();
    assert!(agenda.contains("The mentor would like to add\nThe talk in March"), "{agenda}");
    world.presses(&world.ines, "write_agenda").await;
    assert!(world.modal(&world.ines).contains("The talk in March"));
    assert_eq!(world.in_field(&world.ines, "worked"), "Small steps");
    saves(&world, &world.ines, json!({ "worked": "", "dilemma": "Move on, but when?" })).await;
    let agenda = world.agenda();
    assert!(agenda.contains("Move on, but when?") && !agenda.contains("Small steps"), "{agenda}");
    let versions = "select group_concat(agenda_id || '.' || version) from agenda_versions";
    assert_eq!(world.value(versions).await.as_deref(), Some("1.1,1.2,2.1"), "each is kept");

    for (who, word) in [(&world.ines, "march"), (&world.noah, "move")] {
        world.types(who, "/mentor", &format!("search {word}")).await;
        world.presses_in_modal(who, "open_agenda").await;
        let page = world.modal(who);
        assert!(page.contains("The talk in March") && page.contains("Move on"), "{page}");
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.types(&world.ines, "/mentor", "search steps").await;
    assert!(world.modal(&world.ines).contains("Nothing found"), "what was taken back is gone");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    ends(world).await;
}

#[tokio::test]
async fn it_follows_from_a_confirmed_call_and_is_written_from_there() {
    let world = World::with_a_pair().await;
    world.has_a_call(a_call("2026-11-10T15:00:00Z")).await;
    assert!(world.in_room().pop().unwrap().contains("[Write the agenda]"));
    world.presses(&world.ines, "write_agenda").await;
    saves(&world, &world.ines, json!({ "dilemma": "Stay or move on?" })).await;
    world.until(LISBON, "2026-11-09 15:00").await;
    assert!(world.agenda().contains("A dilemma\nStay or move on?"), "{}", world.agenda());
    ends(world).await;
}

#[tokio::test]
async fn the_first_call_has_questions_to_get_to_know_each_other_and_later_ones_do_not() {
    let world = World::with_a_pair().await;
    world.has_agreed_on("2026-11-05 15:00", Purpose::GetToKnow).await;
    world.until(LISBON, "2026-11-04 15:00").await;
    assert_snapshot!(world.agenda(), @r"
        *The agenda of your call, Thu 5 Nov, 15:00*  for @Inês and @Noah
        It is your first call. Some questions to get to know each other, for both of you:
        •  How did you come to the work you do?
        •  What are you good at that few people here know of?
        •  When do you learn best, and what gets in the way?
        •  How do you like to hear that something could be better?
        •  What would make these calls worth your time?
        [Write the agenda]
        @Inês writes it, and @Noah can add to it, until the call begins. Only you two read it.
        ");
    world.has_agreed_on(THURSDAY, Purpose::Career).await;
    world.until(LISBON, "2026-11-11 15:00").await;
    let agenda = world.agenda();
    assert!(!agenda.contains("get to know each other"), "{agenda}");
    assert_eq!(has(&world).await, "1 something, 2 nothing");
    ends(world).await;
}

#[tokio::test]
async fn the_goal_review_has_its_own_agenda_and_asks_for_a_story() {
    let world = World::with_a_pair().await;
    world.has_agreed_on("2026-11-05 15:00", Purpose::GetToKnow).await;
    world.until(LISBON, "2026-11-06 09:00").await;
    world.has_agreed_on(THURSDAY, Purpose::GoalReview).await;
    world.until(LISBON, "2026-11-11 15:00").await;
    assert_snapshot!(world.agenda(), @r"
        *The agenda of your call, Thu 12 Nov, 15:00*  for @Inês and @Noah
        This is your goal review. @Noah, a story from your own path fits in here, and best of all one in which something went wrong.
        @Inês has not written anything yet. A line or two to any of these is enough: What we set out to do  ·  What has changed since  ·  What to keep, to change or to drop  ·  One new goal.
        [Write the agenda]
        @Inês writes it, and @Noah can add to it, until the call begins. Only you two read it.
        ");
    world.presses(&world.ines, "write_agenda").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("What to keep, to change or to drop"), "{form}");
    saves(&world, &world.ines, json!({ "set_out": "To give a talk" })).await;
    assert!(world.agenda().contains("What we set out to do\nTo give a talk"), "{}", world.agenda());
    ends(world).await;
}

#[tokio::test]
async fn a_question_that_is_kept_is_solved_on_the_agenda_or_goes_its_way() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    world.asks("concept", json!({ "asked": "Why do we test?" })).await;
    world.asks("concept", json!({ "asked": "Why do we review?" })).await;
    world.until(LISBON, "2026-11-12 15:20").await;
    let press = |who: &str, question: &str| {
        let press = Forged::Press { action: "solved".to_owned(), value: question.to_owned() };
        let (who, workspace) = (who.to_owned(), &world.stage.workspace);
        async move {
            workspace.forge(&who, &press).await.unwrap();
            workspace.settle().await;
        }
    };
    press(&world.noah, "1").await;
    assert!(world.agenda().contains("Why do we test?"), "the mentee says what helped");
    press(&world.ines, "1").await;
    let agenda = world.agenda();
    assert!(!agenda.contains("Why do we test?"), "{agenda}");
    assert!(agenda.contains("Kept for a talk\nWhy do we review?"), "{agenda}");
    assert!(!agenda.contains("the agenda]"), "it has begun: {agenda}");
    press(&world.ines, "1").await;
    assert!(world.whisper(&world.ines).contains("settled"), "{}", world.whisper(&world.ines));
    world.until(NEW_YORK, "2026-11-16 17:00").await;
    let posted = "select group_concat(subject_id) from posts where subject = 'question'";
    assert_eq!(world.value(posted).await.as_deref(), Some("2"), "the other one went by itself");
    ends(world).await;
}

#[tokio::test]
async fn agreed_late_it_stands_at_once_and_moved_it_goes_along() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-12 08:00").await;
    world.everybody_reads();
    world.has_agreed_on(THURSDAY, Purpose::Pairing).await;
    assert!(world.agenda().contains("Thu 12 Nov, 15:00"), "{}", world.agenda());
    world.presses(&world.ines, "write_agenda").await;
    saves(&world, &world.ines, json!({ "new": "Traits" })).await;
    world.presses(&world.ines, "write_agenda").await;
    world.moves_the_call_to(CallId(1), "2026-11-17 16:00").await;
    let last = world.in_room().pop().unwrap();
    assert_eq!(
        last,
        "Your call was moved to Tue 17 Nov, 16:00. Its agenda goes along, and is posted again for then."
    );
    let page = saves(&world, &world.ines, json!({ "new": "Traits and generics" })).await;
    assert!(page.contains("I post the agenda in your room on Mon 16 Nov, 16:00."), "{page}");
    world.until(LISBON, "2026-11-16 16:00").await;
    let agenda = world.agenda();
    assert!(agenda.contains("Tue 17 Nov, 16:00") && agenda.contains("Traits and generics"));
    ends(world).await;
}

#[tokio::test]
async fn called_off_or_begun_it_is_not_written_any_more_and_no_word_is_lost() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-11 15:00").await;
    for who in [&world.ines, &world.noah] {
        world.presses(who, "write_agenda").await;
    }
    world.until(LISBON, "2026-11-12 15:00").await;
    let said = told(&world, &world.ines, json!({ "new": "Traits" })).await;
    assert!(said.starts_with("The call has begun, so its agenda stays as it is."), "{said}");
    assert_eq!(world.in_field(&world.ines, "new"), "Traits");
    world.closes(&world.ines).await;
    world.has_agreed_on("2026-11-13 15:00", Purpose::Career).await;
    world.calls_it_off(CallId(2)).await;
    assert_eq!(
        world.in_room().pop().unwrap(),
        "This call is off. What was written for it is kept; `/mentor search` finds it."
    );
    let press = Forged::Press { action: "write_agenda".to_owned(), value: "2".to_owned() };
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.stage.workspace.forge(&world.noah, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.whisper(&world.noah).starts_with("This call is off, so it needs no agenda."));
    ends(world).await;
}

#[tokio::test]
async fn a_call_off_before_its_agenda_was_due_says_nothing() {
    let world = with_a_call().await;
    world.calls_it_off(CallId(1)).await;
    world.days(14).await;
    assert_eq!(world.agenda(), "");
    assert_eq!(has(&world).await, "");
    ends(world).await;
}

#[tokio::test]
async fn too_much_is_refused_under_its_field_and_hostile_words_are_only_words() {
    let world = with_a_call().await;
    opens(&world, &world.ines).await;
    let fields = ["since_last_time", "worked", "did_not_work", "new", "dilemma"];
    let (form, long) = (world.form_left_open(&world.ines), "x".repeat(10_000));
    let long = fields.map(|field| (field, long.as_str()));
    let answer = world.sends_left_open(&world.ines, &form, &long).await;
    let told = format!("{answer:?}");
    assert_eq!(
        told.matches("This is 9000 characters too long (10000 of 1000).").count(),
        5,
        "{told}"
    );
    let hostile = hostile()[..12].join(" ");
    assert!(hostile.contains("<!channel>") && hostile.chars().count() <= 1000);
    let all: Value = fields.map(|field| (field.to_owned(), json!(hostile))).into_iter().collect();
    saves(&world, &world.ines, all).await;
    world.until(LISBON, "2026-11-11 15:00").await;
    assert_eq!(world.agenda().matches(MARKER).count(), 5 * hostile.matches(MARKER).count());
    ends(world).await;
}

#[tokio::test]
async fn half_an_agenda_is_a_draft_of_its_writer() {
    let world = with_a_call().await;
    opens(&world, &world.ines).await;
    world.types_into(&world.ines, "new", "Half a th").await;
    world.closes(&world.ines).await;
    let home = world.home(&world.ines).await;
    assert!(home.contains("You have a draft of an agenda. Only you can read it."), "{home}");
    opens(&world, &world.noah).await;
    assert!(!world.modal(&world.noah).contains("Half a th"));
    world.closes(&world.noah).await;
    opens(&world, &world.ines).await;
    assert_eq!(world.in_field(&world.ines, "new"), "Half a th");
    saves(&world, &world.ines, json!({ "new": "Half a thought" })).await;
    assert!(!world.is_kept("Half a th\"").await, "the draft is gone");
    ends(world).await;
}

#[tokio::test]
async fn a_check_in_that_was_edited_since_reads_as_it_stands() {
    let world = with_a_call().await;
    world.until(LISBON, "2026-11-10 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-11-11 15:00").await;
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, json!({ "learned": "That traits compose" })).await;
    opens(&world, &world.noah).await;
    assert!(world.modal(&world.noah).contains("That traits compose"));
    saves(&world, &world.noah, json!({ "added": "Traits" })).await;
    assert!(world.agenda().contains("That traits compose"), "{}", world.agenda());
    ends(world).await;
}

#[tokio::test]
async fn without_a_room_each_gets_it_and_a_change_shows_in_both() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until(NEW_YORK, "2026-11-02 09:00").await;
    let code = Misbehaviour::ErrorCode("restricted_action");
    world.stage.workspace.misbehave(code, "conversations.open", 1);
    world.everybody_reads();
    world.presses(&world.noah, "join").await;
    world.everybody_reads();
    world.has_agreed_on("2026-11-05 15:00", Purpose::Career).await;
    opens(&world, &world.ines).await;
    let page = saves(&world, &world.ines, json!({ "new": "Traits" })).await;
    assert!(page.contains("I bring you both the agenda on Wed 4 Nov, 15:00."), "{page}");
    world.until(LISBON, "2026-11-04 15:00").await;
    world.presses(&world.noah, "write_agenda").await;
    let page = saves(&world, &world.noah, json!({ "added": "The talk" })).await;
    assert!(page.contains("The agenda you two have shows it."), "{page}");
    for who in [&world.ines, &world.noah] {
        let dm = world.dm(who).into_iter().rfind(|it| it.contains("The agenda of your call"));
        let dm = dm.unwrap();
        assert!(dm.contains("Traits") && dm.contains("The talk"), "{dm}");
    }
    ends(world).await;
}

#[tokio::test]
async fn the_agenda_of_a_pair_that_has_ended_is_nobodys() {
    let world = with_a_call().await;
    opens(&world, &world.ines).await;
    world
        .changes_the_file(
            "update pairs set state = 'ended', closed_at = 1, ending = 'early' where id = 1",
        )
        .await;
    let said = told(&world, &world.ines, json!({ "new": "Traits" })).await;
    assert!(said.contains("Your pair has ended, so this was not sent"), "{said}");
    world.closes(&world.ines).await;
    world.until(LISBON, "2026-11-11 16:00").await;
    assert_eq!(world.agenda(), "");
    ends(world).await;
}
