//! A mentee asks, the mentor answers in their own hours, and the mentee says what became of it.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{
    World,
    questioning::{a_debug_one, a_quick_one},
};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Tuesday, 3 November, 10:00 in Lisbon and 05:00 in New York.
async fn on_tuesday() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    world.everybody_reads();
    world
}

#[tokio::test]
async fn a_quick_question_is_promised_at_once_answered_in_the_thread_and_solved() {
    let world = on_tuesday().await;
    world.types(&world.ines, "/ask", "").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("*@Noah answers by Wed 4 Nov, 14:00*, your time."), "{form}");
    world.sends_well(&world.ines, a_quick_one()).await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        Your question is asked. @Noah sees it on Tue 3 Nov, 14:00, when their working day is open. *The answer comes by Wed 4 Nov, 14:00.*
        My question
        When is cloning fine?
        [Read it] [Edit] [Solved it myself] [Follow up]
        ");
    assert_eq!(world.in_room().len(), 1, "the greeting; Noah sleeps");
    world.until(NEW_YORK, "2026-11-03 09:00").await;
    assert_snapshot!(world.question_shown().await, @r"
        *Quick question of @Inês*  for @Noah
        My question
        When is cloning fine?
        [Answer] [Seen, back by …]
        Asked Tue 3 Nov, 10:00. @Noah answers by Wed 4 Nov, 14:00, here in the thread or with *Answer*.
        ");
    world.everybody_reads();
    world.until(NEW_YORK, "2026-11-03 10:30").await;
    world.writes_under_the_question(&world.noah, ":eyes:").await;
    assert!(world.question_standing().await.contains("answers by"), "an emoji is no answer");
    world.writes_under_the_question(&world.noah, "When the string is short.").await;
    assert_eq!(
        world.question_standing().await,
        "Asked Tue 3 Nov, 10:00. Answered Tue 3 Nov, 15:30, after 1 h 30 min of working time."
    );
    assert_eq!(world.measured().await, ["1 90 min kept"]);
    assert!(
        world
            .last_dm(&world.ines)
            .contains("*@Noah has answered your question* in your room. Did it help?")
    );
    assert_eq!(world.under_the_question().await.len(), 2, "Noah may be typing on");
    world.minutes(6).await;
    let asked = world.under_the_question().await.pop().unwrap();
    assert_eq!(asked, "@Inês, did that help?\n[Solved] [Not yet] [Solved it myself]");
    world.presses(&world.ines, "solved").await;
    world.minutes(1).await;
    assert_eq!(world.under_the_question().await.pop().unwrap(), ":white_check_mark: Solved.");
    assert!(world.question_standing().await.ends_with(":white_check_mark: Solved."));
    assert!(world.last_dm(&world.ines).starts_with(":white_check_mark: Solved."));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_answer_with_the_form_that_does_not_help_yet_is_asked_for_again() {
    let world = on_tuesday().await;
    world.has_a_question("debug", a_debug_one()).await;
    assert!(
        world
            .question_shown()
            .await
            .contains("What happened, or the text of the error\nerror[E0502]")
    );
    world.until(NEW_YORK, "2026-11-03 11:00").await;
    world.presses(&world.noah, "answer").await;
    world.sends_well(
        &world.noah,
        json!({ "words": "Lend it twice.", "link": "https://example.com/cow", "link_kind": "video",
            "question_back": "Who writes to it?" }),
    )
    .await;
    assert_snapshot!(world.under_the_question().await.join("\n\n"), @r"
        *@Noah answered*
        My answer
        Lend it twice.
        A video
        <https://example.com/cow>
        A question back
        Who writes to it?
        [Solved] [Not yet] [Solved it myself]
        ");
    world.everybody_reads();
    world.until(NEW_YORK, "2026-11-03 18:00").await;
    world.presses(&world.ines, "not_yet").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("It is open again. @Noah answers by Thu 5 Nov, 14:00."), "{page}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert_eq!(world.under_the_question().await.len(), 1, "Noah is told when his day begins");
    assert!(world.under_the_question().await[0].ends_with("so it was asked again."));
    world.until(NEW_YORK, "2026-11-04 09:00").await;
    assert_snapshot!(world.under_the_question().await.pop().unwrap(), @r"
        @Noah, this isn't solved yet for @Inês. You answer by Thu 5 Nov, 09:00.
        [Answer] [Seen, back by …]
        ");
    assert_eq!(
        world.question_standing().await,
        "Asked Tue 3 Nov, 10:00, and again Tue 3 Nov, 23:00. @Noah answers by Thu 5 Nov, 14:00, here in the thread or \
         with *Answer*."
    );
    assert_eq!(world.measured().await, ["1 120 min kept", "2 open -"]);
    world.until(NEW_YORK, "2026-11-05 10:00").await;
    world.writes_under_the_question(&world.noah, "Then hand it over.").await;
    assert_eq!(
        world.measured().await,
        ["1 120 min kept", "2 540 min missed"],
        "late, and the first stays kept"
    );
    world.presses(&world.ines, "solved_alone").await;
    world.minutes(10).await;
    assert!(world.question_standing().await.ends_with("The mentee found it on their own."));
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn another_kind_asks_for_more_and_loses_no_word() {
    let world = on_tuesday().await;
    world.types(&world.ines, "/ask", "").await;
    world.types_into(&world.ines, "asked", "Share the parser.").await;
    world.chooses_in_question("kind", "debug").await;
    assert_eq!(world.in_field(&world.ines, "asked"), "Share the parser.");
    let submitted = world.sends(&world.ines, json!({ "tried": " ", "theory": "" })).await;
    assert!(format!("{submitted:?}").contains("tried"), "{submitted:?}");
    world.types_into(&world.ines, "tried", "A reference.").await;
    world.chooses_in_question("kind", "quick").await;
    assert_eq!(world.in_field(&world.ines, "tried"), "A reference.", "it stays before its writer");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/ask", "").await;
    assert_eq!(world.in_field(&world.ines, "asked"), "Share the parser.");
    world.sends_well(&world.ines, json!({})).await;
    assert!(world.last_dm(&world.ines).contains("What I tried\nA reference."));
    assert!(world.drafts("asked").await.is_empty());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_urgent_question_says_what_is_blocked_and_disturbs_only_who_allowed_it() {
    for allowed in [false, true] {
        let world = on_tuesday().await;
        if allowed {
            world.types(&world.noah, "/mentor", "settings").await;
            let all = ["prompt", "reminder", "partner", "back", "missed", "owed"];
            let settings = json!({ "weekly": "6", "kinds": all, "urgent": ["yes"] });
            world.sends_well(&world.noah, settings).await;
        }
        world.types(&world.ines, "/ask", "quick").await;
        world.types_into(&world.ines, "asked", "Which branch is released?").await;
        world.chooses_in_question("urgent", json!(["yes"])).await;
        assert_eq!(world.in_field(&world.ines, "asked"), "Which branch is released?");
        let form = world.modal(&world.ines);
        assert!(
            form.contains("*@Noah answers by Tue 3 Nov, 18:00*, your time."),
            "four working hours: {form}"
        );
        let submitted = world.sends(&world.ines, json!({})).await;
        assert!(format!("{submitted:?}").contains("blocked"), "{submitted:?}");
        world.sends_well(&world.ines, json!({ "blocked": "The release." })).await;
        assert_eq!(world.in_room().len() == 2, allowed, "it is five in the morning in New York");
        let receipt = world.last_dm(&world.ines);
        let sees = if allowed {
            "in your room since Tue 3 Nov, 10:00"
        } else {
            "sees it on Tue 3 Nov, 14:00"
        };
        assert!(receipt.contains(sees), "{receipt}");
        world.until(NEW_YORK, "2026-11-03 09:00").await;
        let shown = world.question_shown().await;
        assert!(
            shown.starts_with(":rotating_light: *Urgent.* *Quick question of @Inês*"),
            "{shown}"
        );
        world.everybody_reads();
        world.ends().await;
    }
}

#[tokio::test]
async fn following_up_waits_until_the_promise_is_over_and_then_asks_once() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    world.presses(&world.ines, "follow_up").await;
    assert_eq!(
        world.whisper(&world.ines),
        "@Noah has until Wed 4 Nov, 14:00 to answer. If it is still open then, press this again and I'll ask once more."
    );
    world.until(NEW_YORK, "2026-11-04 18:00").await;
    world.presses(&world.ines, "follow_up").await;
    let page = world.modal(&world.ines);
    assert!(page.contains("I ask @Noah once more on Thu 5 Nov, 14:00"), "{page}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(!world.last_dm(&world.ines).contains("[Follow up]"));
    world.until(NEW_YORK, "2026-11-05 09:00").await;
    assert_snapshot!(world.under_the_question().await.join("\n\n"), @r"
        @Noah, @Inês still waits for an answer to this. The promised time was Wed 4 Nov, 09:00. One line, or a new time, is enough.
        [Answer] [Seen, back by …]
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn the_mentor_has_seen_it_and_says_by_when_they_are_back() {
    let world = on_tuesday().await;
    world.has_a_question("concept", json!({ "asked": "Why do we test?", "brought": "now" })).await;
    world.presses(&world.noah, "seen").await;
    assert!(world.modal(&world.noah).contains("I answer by"));
    let past = world.sends(&world.noah, json!({ "day": "2026-11-03", "time": "08:00" })).await;
    assert!(format!("{past:?}").contains("That time is over already"), "{past:?}");
    world.sends_well(&world.noah, json!({ "day": "2026-11-05", "time": "16:00" })).await;
    world.minutes(1).await;
    assert_eq!(
        world.under_the_question().await,
        ["@Noah has seen this and is back with an answer by Thu 5 Nov, 21:00."]
    );
    assert!(
        world
            .question_standing()
            .await
            .contains("Seen Tue 3 Nov, 14:00. @Noah is back by Thu 5 Nov, 21:00.")
    );
    assert!(
        world.last_dm(&world.ines).contains("@Noah is back with an answer by Thu 5 Nov, 21:00.")
    );
    world.until(NEW_YORK, "2026-11-05 15:59").await;
    assert!(
        !world.last_dm(&world.noah).contains("waits"),
        "nobody asks before the time they named"
    );
    world.until(NEW_YORK, "2026-11-05 16:01").await;
    let card = world.last_dm(&world.noah);
    assert!(
        card.contains(
            "You said you would answer @Inês’s question of Tue 3 Nov, 05:00 by Thu 5 Nov, 16:00."
        ),
        "{card}"
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn a_question_can_be_edited_until_it_is_answered() {
    let world = on_tuesday().await;
    world.has_a_question("quick", a_quick_one()).await;
    world.presses(&world.ines, "edit_question").await;
    assert_eq!(world.in_field(&world.ines, "asked"), "When is cloning fine?");
    world.sends_well(&world.ines, json!({ "asked": "When is cloning a string fine?" })).await;
    world.minutes(1).await;
    assert!(world.question_shown().await.contains("When is cloning a string fine?"));
    assert!(world.question_standing().await.contains("Edited Tue 3 Nov, 14:00."));
    assert_eq!(world.dump().await["question_versions"].len(), 2);
    world.presses(&world.ines, "edit_question").await;
    world.writes_under_the_question(&world.noah, "When it is short.").await;
    let late = world.sends(&world.ines, json!({ "asked": "Something else." })).await;
    assert!(format!("{late:?}").contains("has been answered"), "{late:?}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn writing_it_down_may_be_enough() {
    let world = on_tuesday().await;
    world.types(&world.ines, "/ask", "debug").await;
    world.types_into(&world.ines, "asked", "Share the pars").await;
    world.presses_in_modal(&world.ines, "save_draft").await;
    world.closes(&world.ines).await;
    assert_eq!(world.drafts("asked").await.len(), 1);
    world.presses_in_modal(&world.ines, "solved_writing").await;
    assert!(world.modal(&world.ines).contains("Well found. That is the first one"));
    assert!(world.drafts("asked").await.is_empty());
    assert_eq!(world.dump().await["solved_while_writing"].len(), 1);
    world.presses_in_modal(&world.ines, "keep_found").await;
    let note = json!({ "title": "Sharing the parser", "note": "Lend it twice." });
    world.sends(&world.ines, note).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.noah, "/mentor", "search parser").await;
    assert!(world.modal(&world.noah).contains("Lend it twice."), "what is kept is both of theirs");
    world.closes(&world.noah).await;
    world.days(1).await;
    assert_eq!(world.in_room().len(), 1, "nothing was sent");
    assert!(world.drafts("asked").await.is_empty(), "and nothing came back");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_waits_stands_in_home_in_the_list_and_on_the_card_and_is_found_again() {
    let world = on_tuesday().await;
    world.has_a_question("debug", a_debug_one()).await;
    let home = world.home(&world.ines).await;
    assert!(
        home.contains("@Noah answers your question of Tue 3 Nov, 10:00 by Wed 4 Nov, 14:00"),
        "{home}"
    );
    assert!(home.contains("[Ask a question]"), "{home}");
    let home = world.home(&world.noah).await;
    assert!(
        home.contains(
            "• the question of Tue 3 Nov, 05:00, by Wed 4 Nov, 09:00, 1 working day left"
        ),
        "{home}"
    );
    world.types(&world.noah, "/mentor", "owed").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Your answers ==
        One question is waiting for your answer.
        @Inês’s question of Tue 3 Nov, 05:00: by Wed 4 Nov, 09:00, 1 working day left
        [Answer] [Seen, back by …] [Read it]
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    let card = world.last_dm(&world.noah);
    assert!(
        card.starts_with("*A question waits for your answer.* Two lines are enough."),
        "{card}"
    );
    world.presses_on_the_card(&world.noah, "answer").await;
    world.sends_well(&world.noah, json!({ "words": "Lend the zebracrossing." })).await;
    world.minutes(1).await;
    let card = world.last_dm(&world.noah);
    assert!(
        card.contains(":white_check_mark: @Inês’s question of Tue 3 Nov, 05:00: answered"),
        "{card}"
    );
    let home = world.home(&world.ines).await;
    assert!(
        home.contains("has answered your question of Tue 3 Nov, 10:00: did it help?"),
        "{home}"
    );
    for words in ["zebracrossing", "E0502"] {
        world.types(&world.ines, "/mentor", &format!("search {words}")).await;
        let found = world.modal(&world.ines);
        assert!(
            found.contains("Question of 3 Nov") || found.contains("Question of Tue 3 Nov"),
            "{found}"
        );
        world.presses_in_modal(&world.ines, "open_question").await;
        assert!(world.modal(&world.ines).contains("My answer\nLend the zebracrossing."));
        world.stage.workspace.close_all(&world.ines).await.unwrap();
    }
    world.presses_at_home(&world.ines, "solved").await;
    assert!(!world.home(&world.ines).await.contains("question of Tue"));
    world.ends_unread().await;
}

#[tokio::test]
async fn how_to_ask_is_three_lines() {
    let world = on_tuesday().await;
    let tips = world.types(&world.ines, "/ask", "help").await;
    assert_eq!(tips.matches('•').count(), 3, "{tips}");
    let told = world.types(&world.ines, "/ask", "why is the sky blue").await;
    assert!(told.starts_with("Type `/ask` alone"), "{told}");
    world.ends().await;
}
