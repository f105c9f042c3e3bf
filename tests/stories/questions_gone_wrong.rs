//! Questions that meet trouble: nobody to ask, too many words, words that want to be more, two at once, things that are
//! gone.

use std::time::Duration;

use serde_json::{Value, json};
use trellis::{
    domain::text::UserText,
    sandbox::{
        acting::{Forged, Submitted},
        faults::Misbehaviour,
        people::NewPerson,
    },
};

use crate::world::{
    World,
    questioning::{a_debug_one, a_quick_one},
    texts::{MARKER, hostile},
};

const NEW_YORK: &str = "America/New_York";
const FIELDS: [&str; 4] = ["asked", "tried", "happened", "theory"];

async fn on_tuesday() -> World {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.everybody_reads();
    world
}

#[tokio::test]
async fn who_has_no_mentor_is_told_where_to_find_one() {
    let world = on_tuesday().await;
    let tom = world.joins(NewPerson::named("Tom Newman"));
    for who in [&tom, &world.noah, &world.lena] {
        let told = world.types(who, "/ask", "").await;
        assert!(told.starts_with("You have no mentor at the moment"), "{told}");
    }
    world.ends().await;
}

#[tokio::test]
async fn a_mentor_who_is_away_for_a_month_answers_afterwards_and_the_form_says_so() {
    let world = on_tuesday().await;
    world.types(&world.noah, "/mentor", "away 2026-11-03 2026-12-04").await;
    world.everybody_reads();
    world.types(&world.ines, "/ask", "").await;
    let form = world.modal(&world.ines);
    let promise =
        "@Noah is away until Fri 4 Dec 2026. *@Noah answers by Tue 8 Dec, 14:00*, your time.";
    assert!(form.contains(promise), "{form}");
    world.sends_well(&world.ines, a_quick_one()).await;
    assert!(world.last_dm(&world.ines).contains("sees it on Mon 7 Dec, 14:00"));
    world.until(NEW_YORK, "2026-12-07 09:00").await;
    assert!(world.question_standing().await.contains("@Noah answers by Tue 8 Dec, 14:00"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_question_to_a_mentor_who_has_gone_goes_nowhere_and_says_so() {
    let world = on_tuesday().await;
    world.types(&world.ines, "/ask", "").await;
    let gone = json!({ "type": "user_change", "user": { "id": world.noah, "deleted": true,
        "profile": { "real_name": "Noah Reed" }, "tz": NEW_YORK } });
    world.stage.workspace.forge_event("user_change", gone).await;
    world.stage.workspace.settle().await;
    let refused = world.sends(&world.ines, a_quick_one()).await;
    assert!(format!("{refused:?}").contains("isn't in this workspace any more"), "{refused:?}");
    assert_eq!(world.in_field(&world.ines, "asked"), "When is cloning fine?", "the words stay");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let told = world.types(&world.ines, "/ask", "").await;
    assert!(told.contains("isn't in this workspace any more"), "{told}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_pair_that_has_ended_asks_and_answers_no_more() {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 06:00").await;
    world.asks("quick", a_quick_one()).await;
    world
        .changes_the_file("update pairs set state = 'ended', closed_at = 1, ending = 'early'")
        .await;
    world.until(NEW_YORK, "2026-11-03 12:00").await;
    assert_eq!(world.in_room().len(), 1, "what waited for the mentor is not brought any more");
    let told = world.types(&world.ines, "/ask", "").await;
    assert!(told.starts_with("You have no mentor at the moment"), "{told}");
    world.presses(&world.ines, "solved_alone").await;
    assert!(world.whisper(&world.ines).contains("has ended, so nothing has changed"));
    world.ends_unread().await;
}

#[tokio::test]
async fn every_field_at_its_longest_is_kept_whole_and_one_more_is_refused() {
    let world = on_tuesday().await;
    let long = |field: &str, chars: usize| {
        let words: String = format!("{field} ").chars().cycle().take(chars - 1).collect();
        format!("{words}.")
    };
    let all = |chars: usize| -> Value {
        FIELDS.iter().map(|field| ((*field).to_owned(), json!(long(field, chars)))).collect()
    };
    world.has_a_question("debug", all(3000)).await;
    world.minutes(2).await;
    let whole = [vec![world.question_shown().await], world.under_the_question().await].concat();
    let whole = whole.join("\n");
    for field in FIELDS {
        assert!(whole.contains(&long(field, 3000)), "{field} is not there whole");
    }
    world.presses(&world.noah, "answer").await;
    world
        .sends_well(
            &world.noah,
            json!({ "words": long("words", 3000), "question_back": long("back", 3000) }),
        )
        .await;
    world.presses(&world.ines, "open_question").await;
    assert!(world.modal(&world.ines).contains(&long("back", 3000)));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/ask", "debug").await;
    world.fills_in_silence(&world.ines, all(3000));
    let blank = world.sends(&world.ines, json!({ "theory": " \u{200b} " })).await;
    assert!(matches!(blank, Submitted::FieldErrors(_)), "{blank:?}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn hostile_words_are_kept_whole_and_do_nothing_in_questions_and_answers() {
    let world = on_tuesday().await;
    for text in hostile() {
        world.minutes(2).await;
        let values =
            FIELDS.iter().map(|field| ((*field).to_owned(), json!(format!("{field} {text}"))));
        let clean =
            |text: String| UserText::parse(&text, 3000).unwrap().expose().replace("\n> ", "\n");
        world.has_a_question("debug", values.collect()).await;
        world.presses(&world.noah, "answer").await;
        world.sends_well(&world.noah, json!({ "words": text, "question_back": text })).await;
        let shown = world.question_shown().await.replace("\n> ", "\n");
        for field in FIELDS {
            let expected = clean(format!("{field} {text}"));
            assert!(
                shown.contains(&expected),
                "{field} is not there whole: {expected:?} in {shown}"
            );
        }
        world.writes_under_the_question(&world.noah, &text).await;
        world.types(&world.ines, "/mentor", "search zq7").await;
        world.presses_in_modal(&world.ines, "open_question").await;
        world.assert_inert(MARKER);
        world.stage.workspace.close_all(&world.ines).await.unwrap();
        world.presses(&world.ines, "solved").await;
        world.home(&world.noah).await;
        world.assert_inert(MARKER);
    }
    world.ends_unread().await;
}

#[tokio::test]
async fn two_answers_at_once_both_stand_and_the_first_is_measured() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    world.minutes(30).await;
    world.presses(&world.noah, "answer").await;
    world.writes_under_the_question(&world.noah, "When it is short.").await;
    world.minutes(2).await;
    world.sends_well(&world.noah, json!({ "words": "When nobody waits for it." })).await;
    assert_eq!(world.measured().await, ["1 30 min kept"]);
    assert_eq!(world.dump().await["replies"].len(), 2);
    world.presses(&world.ines, "solved").await;
    let again = Forged::Press { action: "solved_alone".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.ines, &again).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.whisper(&world.ines).starts_with("This question is settled already"));
    world.minutes(10).await;
    world.ends_unread().await;
}

#[tokio::test]
async fn an_answer_taken_back_opens_the_question_again() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    let ts = world.writes_under_the_question(&world.noah, "When it is short.").await;
    world.minutes(6).await;
    world.takes_back(&world.noah, &ts).await;
    world.minutes(1).await;
    assert_eq!(world.measured().await, ["1 open -"]);
    assert!(world.question_standing().await.contains("@Noah answers by"));
    let asked = world.under_the_question().await.pop().unwrap();
    assert_eq!(asked, "The answer was taken back, so the question is open again.");
    let ts = world.writes_under_the_question(&world.noah, ":eyes:").await;
    world.edits(&world.noah, &ts, "When it is short, as I said.").await;
    world.minutes(6).await;
    assert!(world.question_standing().await.contains("Answered"));
    world.ends_unread().await;
}

#[tokio::test]
async fn an_answer_nobody_heard_of_is_read_in_the_thread_with_slacks_own_time() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    let (room, parent) = world.question_place().await;
    world.clock.advance(Duration::from_secs(60 * 60));
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
    workspace.post(&world.noah, &room, "When it is short.", Some(&parent)).await.unwrap();
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    assert_eq!(world.measured().await, ["1 60 min kept"], "it was read before a card was sent");
    assert!(!world.last_dm(&world.noah).contains("waits"), "so none was");
    world.ends_unread().await;
}

#[tokio::test]
async fn an_answer_under_a_message_that_was_deleted_is_said_all_the_same() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    world.presses(&world.noah, "answer").await;
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::ErrorCode("thread_not_found"), "chat.postMessage", 1);
    world.sends_well(&world.noah, json!({ "words": "When it is short." })).await;
    world.minutes(10).await;
    let said = world.in_room().pop().unwrap();
    assert!(said.contains("When it is short."), "{said}");
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_else_says_what_became_of_a_question() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    world.writes_under_the_question(&world.noah, "When it is short.").await;
    world.minutes(6).await;
    for action in ["solved", "not_yet", "solved_alone"] {
        let press = Forged::Press { action: action.to_owned(), value: "1".to_owned() };
        world.stage.workspace.forge(&world.noah, &press).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.whisper(&world.noah).starts_with("That's not yours to change"), "{action}");
    }
    assert_eq!(world.measured().await, ["1 0 min kept"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn without_a_room_each_gets_everything_alone() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until(NEW_YORK, "2026-11-02 09:00").await;
    let trouble = Misbehaviour::ErrorCode("restricted_action");
    world.stage.workspace.misbehave(trouble, "conversations.open", 1);
    world.presses(&world.noah, "join").await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.everybody_reads();
    world.asks("debug", a_debug_one()).await;
    world.minutes(1).await;
    let copy = world.reads(&world.noah);
    assert!(copy.len() == 1 && copy[0].contains("with *Answer*; nobody else sees"), "{copy:?}");
    assert!(world.reads(&world.ines)[0].contains("@Noah has had it since Tue 3 Nov, 15:00."));
    world.presses(&world.noah, "seen").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-04", "time": "16:00" })).await;
    world.minutes(1).await;
    assert!(world.reads(&world.ines).iter().any(|it| it.contains("@Noah has seen this")));
    world.presses(&world.noah, "answer").await;
    world.sends_well(&world.noah, json!({ "words": "Lend it twice." })).await;
    world.minutes(1).await;
    let answer = world.reads(&world.ines);
    assert!(answer.iter().any(|it| it.contains("My answer\nLend it twice.")), "{answer:?}");
    world.presses(&world.ines, "not_yet").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    let again = world.reads(&world.noah);
    assert!(again.iter().any(|it| it.contains("this isn't solved yet for @Inês")), "{again:?}");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_said_after_it_was_settled_is_late_for_nothing() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    world.presses(&world.ines, "solved_alone").await;
    world.days(4).await;
    world.writes_under_the_question(&world.noah, "When the string is short.").await;
    assert_eq!(world.measured().await, ["1 open -"], "nothing was owed any more");
    world.ends_unread().await;
}
