//! Before a question goes, what was answered before is shown once: it may be enough.
//!
//! How words rank is tested with `domain::memory`; here people meet what comes of it.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    domain::{
        ids::{PersonId, ProgrammeId, QuestionId},
        search::Shelf,
    },
    sandbox::{
        acting::{Forged, Submitted},
        people::NewPerson,
    },
    store::records::{self, Item, Record},
};

use crate::world::{
    World, a_good_week,
    texts::{MARKER, hostile},
};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

const ASKED: &str = "How do I share a parser between two screens?";
const ANSWER: &str =
    "Wrap the parser in an Rc and clone that; cloning an Rc is cheap, and both screens read it.";
const SAME: &str = "Can two *screens* <!channel> use one parser?";

/// Noah has answered a question of Inês's.
async fn answered() -> World {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 09:00").await;
    world.has_a_question("quick", json!({ "asked": ASKED })).await;
    world.writes_under_the_question(&world.noah, ANSWER).await;
    world.until(LISBON, "2026-11-04 10:00").await;
    world.everybody_reads();
    world
}

/// Inês sends a question, and something is shown instead.
async fn shown(world: &World, asked: &str) {
    world.types(&world.ines, "/ask", "quick").await;
    let sent = world.sends(&world.ines, json!({ "asked": asked })).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
}

async fn count_questions(world: &World) -> usize {
    world.dump().await["questions"].len()
}

#[tokio::test]
async fn what_was_answered_before_is_seen_first_and_can_be_enough() {
    let world = answered().await;
    shown(&world, SAME).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Answered before? ==
        *Your question is not sent yet.* Does one of these answer it?
        Answer of Tue 3 Nov, by Noah Reed
        Wrap the parser in an Rc and clone that; cloning an Rc is cheap, and both screens read it.
        [Open] [This solved it]
        If not, it goes to @Noah just as you typed it. *@Noah answers by Thu 5 Nov, 14:00*, your time.
        [Change the question]
        Only you see this. If you close it, the question stays a draft in App Home.
        [[Ask Noah Reed]]
        ");
    assert_eq!(count_questions(&world).await, 1, "nothing is sent yet");
    world.presses_in_modal(&world.ines, "open_question").await;
    assert!(world.modal(&world.ines).contains(ANSWER), "the whole of it can be read");
    world.closes(&world.ines).await;
    assert!(!world.home(&world.noah).await.contains("has answered a question again"));
    world.presses_in_modal(&world.ines, "solved_by_memory").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Solved ==
        :tada: Good. That is the first one you have found without asking. Nothing was sent, and the draft is gone.
        @Noah sees in App Home that it helped, and not what you were about to ask.
        ");
    world.closes(&world.ines).await;
    assert!(world.stage.workspace.modal(&world.ines).is_none());
    assert!(!world.home(&world.ines).await.contains("draft"), "the draft is closed");
    let home = world.home(&world.noah).await;
    let line = home.lines().find(|it| it.contains("has answered a question again"));
    assert_snapshot!(line.unwrap(), @"What you wrote on Tue 3 Nov has answered a question again.");
    assert!(!home.contains("screens"), "not what she was about to ask");
    world.hours(48).await;
    assert_eq!(count_questions(&world).await, 1);
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "he is not written to");
    shown(&world, "Which screens share the parser?").await;
    world.presses_in_modal(&world.ines, "solved_by_memory").await;
    assert!(world.modal(&world.ines).contains("That makes 2"));
    world.closes(&world.ines).await;
    assert!(world.home(&world.noah).await.contains("This month your words helped twice."));
    world.until(LISBON, "2026-12-01 10:00").await;
    assert!(
        !world.home(&world.noah).await.contains("has answered a question again"),
        "a new month"
    );
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn asking_anyway_sends_what_was_typed_with_the_promise_of_that_moment() {
    let world = answered().await;
    shown(&world, SAME).await;
    let step = world.form_left_open(&world.ines);
    assert!(world.modal(&world.ines).contains("answers by Thu 5 Nov, 14:00"));
    world.until(NEW_YORK, "2026-11-04 16:00").await;
    world.sends_well(&world.ines, json!({})).await;
    let receipt = world.last_dm(&world.ines);
    assert!(receipt.contains(SAME) && receipt.contains("by Thu 5 Nov, 21:00"), "{receipt}");
    assert_eq!(count_questions(&world).await, 2);
    let before = world.dump().await;
    world.sends_left_open(&world.ines, &step, &[]).await;
    world.sends_left_open(&world.ines, &step, &[("asked", "Something else")]).await;
    assert_eq!(world.dump().await, before, "sent twice, it is one question");
    assert!(world.drafts("asked").await.is_empty());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn nothing_is_shown_where_nothing_answers() {
    let world = answered().await;
    for asked in [
        "How do I write a good commit message?",
        "How can I do that, and what is it that you would use for it?",
        "Which parser do people in other companies like most?",
        "???",
    ] {
        world.types(&world.ines, "/ask", "quick").await;
        world.sends_well(&world.ines, json!({ "asked": asked })).await;
    }
    world.types(&world.ines, "/ask", "quick").await;
    let again = json!({ "asked": "How does one write good commit messages?" });
    world.sends_well(&world.ines, again).await;
    assert_eq!(count_questions(&world).await, 6, "her own open question answers none");
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn a_check_in_answers_once_somebody_has_replied_to_it() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    let same = "Cloning against the borrow checker?";
    world.types(&world.ines, "/ask", "quick").await;
    world.sends_well(&world.ines, json!({ "asked": same })).await;
    world.until(NEW_YORK, "2026-11-06 12:00").await;
    world.writes_in_thread(&world.noah, "Cloning is fine while the checker fights you.").await;
    shown(&world, same).await;
    assert!(world.modal(&world.ines).contains("Reply of Fri 6 Nov, by Noah Reed"));
    world.presses_in_modal(&world.ines, "open_checkin").await;
    assert!(world.modal(&world.ines).starts_with("== Check-in =="));
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_closes_it_finds_the_draft() {
    let world = answered().await;
    shown(&world, SAME).await;
    world.closes(&world.ines).await;
    assert!(world.stage.workspace.modal(&world.ines).is_none());
    assert!(world.home(&world.ines).await.contains("You have a draft of a question."));
    world.minutes(30).await;
    world.presses_at_home_in(&world.ines, ("draft_question/1", "ask_question")).await;
    assert_eq!(world.in_field(&world.ines, "asked"), SAME);
    assert_eq!(count_questions(&world).await, 1);
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_changes_the_question_is_shown_nothing_twice() {
    let world = answered().await;
    shown(&world, SAME).await;
    world.presses_in_modal(&world.ines, "change_question").await;
    assert_eq!(world.in_field(&world.ines, "asked"), SAME);
    let more = format!("{SAME} Rc is not Send.");
    world.types_into(&world.ines, "asked", &more).await;
    world.minutes(1).await;
    assert_eq!(world.drafts("asked").await[0].2, more, "what is typed then is kept, too");
    world.sends_well(&world.ines, json!({})).await;
    assert!(world.last_dm(&world.ines).contains(&more));
    assert_eq!(count_questions(&world).await, 2);
    assert!(world.drafts("asked").await.is_empty());
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn what_changed_somewhere_else_is_not_sent_unseen() {
    let world = answered().await;
    shown(&world, SAME).await;
    world.changes_the_file("update drafts set view_id = 'V0'").await;
    world.sends(&world.ines, json!({})).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == That didn't work ==
        Nothing was sent: what you typed has changed somewhere else, or was deleted. If there is a draft, App Home has it; `/ask` opens it.
        ");
    world.closes(&world.ines).await;
    shown(&world, SAME).await;
    world.changes_the_file("delete from drafts").await;
    world.sends(&world.ines, json!({})).await;
    assert!(world.modal(&world.ines).contains("Nothing was sent"));
    assert_eq!(count_questions(&world).await, 1);
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_is_shown_what_another_pair_wrote() {
    let mut world = World::with_a_pair().await;
    let tom = world.mentors_too(NewPerson::named("Tom Ek").zone(LISBON), "Tom Ek").await;
    world.until(NEW_YORK, "2026-11-05 09:00").await;
    world.has_a_question("quick", json!({ "asked": ASKED })).await;
    world.writes_under_the_question(&world.noah, ANSWER).await;
    world.everybody_reads();
    world.types(&tom, "/ask", "quick").await;
    world.sends_well(&tom, json!({ "asked": SAME })).await;
    let before = world.dump().await;
    let value = "2>reply/1".to_owned();
    let press = Forged::Press { action: "solved_by_memory".to_owned(), value };
    world.stage.workspace.forge(&tom, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.whisper(&tom).starts_with("That's not yours"), "{}", world.whisper(&tom));
    assert_eq!(world.dump().await, before);
    let mut tx = world.stage.bot.app.db.write().await.unwrap();
    let shelf = Shelf::Programme(ProgrammeId(1));
    let item = Item::Published(QuestionId(1));
    let record = Record { shelf, item, author: PersonId(2), said_at: world.now() };
    records::update(&mut tx, &record, &format!("{ASKED}\n{ANSWER}")).await.unwrap();
    tx.commit().await.unwrap();
    world.types(&tom, "/ask", "quick").await;
    world.sends(&tom, json!({ "asked": SAME })).await;
    assert_snapshot!(world.modal(&tom), @r"
        == Answered before? ==
        *Your question is not sent yet.* Does one of these answer it?
        Shared in your programme since Thu 5 Nov
        How do I share a parser between two screens?
        Wrap the parser in an Rc and clone that; cloning an Rc is cheap, and both screens read it.
        [Open] [This solved it]
        If not, it goes to @Noah just as you typed it. *@Noah answers by Fri 6 Nov, 14:00*, your time.
        [Change the question]
        Only you see this. If you close it, the question stays a draft in App Home.
        [[Ask Noah Reed]]
        ");
    world.presses_in_modal(&tom, "solved_by_memory").await;
    let thanks = world.modal(&tom);
    assert!(
        thanks.contains("the first one you have found") && !thanks.contains("sees in"),
        "{thanks}"
    );
    world.everybody_reads();
    world.reads(&tom);
    world.ends_unread().await;
}

#[tokio::test]
async fn whatever_goes_wrong_keeps_nobody_from_asking() {
    let world = answered().await;
    world.changes_the_file("update records set subject = 'riddle' where subject = 'reply'").await;
    world.types(&world.ines, "/ask", "quick").await;
    world.sends_well(&world.ines, json!({ "asked": SAME })).await;
    assert_eq!(count_questions(&world).await, 2);
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_shown_is_short_and_only_words_however_it_was_written() {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 09:00").await;
    let longest = |words: &str| {
        let text = format!("{words} {}", "lifetimes of iterators ".repeat(140));
        text.chars().take(3_000).collect::<String>()
    };
    let fields = ["asked", "tried", "happened", "theory"];
    let values: serde_json::Map<_, _> =
        fields.iter().map(|field| ((*field).to_owned(), longest(MARKER).into())).collect();
    world.has_a_question("debug", values.clone().into()).await;
    for words in hostile() {
        world.writes_under_the_question(&world.noah, &words).await;
    }
    let answer = format!("{} {}", hostile().join(" iterators "), longest("lifetimes"));
    world.writes_under_the_question(&world.noah, &answer).await;
    world.minutes(10).await;
    world.everybody_reads();
    world.types(&world.ines, "/ask", "debug").await;
    let sent = world.sends(&world.ines, values.into()).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
    let modal = world.modal(&world.ines);
    assert!(modal.chars().count() < 1_000, "no wall of text: {modal}");
    world.assert_inert(MARKER);
    world.sends_well(&world.ines, json!({})).await;
    world.assert_inert(MARKER);
    assert_eq!(count_questions(&world).await, 2);
    world.everybody_reads();
    world.ends_unread().await;
}
