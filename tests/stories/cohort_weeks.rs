//! A cohort is asked about its week on Thursday and told on Monday what was answered.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, cohorts::Group};

const LISBON: &str = "Europe/Lisbon";
const BERLIN: &str = "Europe/Berlin";
const NEW_YORK: &str = "America/New_York";

const THREE: [(&str, &str); 3] = [("Ana Reis", LISBON), ("Ben Ode", LISBON), ("Cleo Kant", BERLIN)];

/// Thursday, 5 November, 10:00 in Lisbon: the question stands.
async fn on_thursday() -> (World, Group) {
    let world = World::new().await;
    let group = world.has_a_cohort(&THREE).await;
    world.until(LISBON, "2026-11-05 09:59").await;
    assert_eq!(world.told(&group).len(), 0);
    world.until(LISBON, "2026-11-05 10:00").await;
    (world, group)
}

#[tokio::test]
async fn a_good_week_is_asked_about_answered_and_told() {
    let (world, group) = on_thursday().await;
    let [ana, ben, cleo] = [0, 1, 2].map(|nth| group.members[nth].clone());
    assert_snapshot!(world.told(&group).join("\n\n"), @r"
        *The week of 2–8 Nov: what is one thing you learned, and one thing you struggled with?*
        A line is enough. Press *Answer*, or simply write in the thread.
        [Answer]
        Monday's digest brings the answers together; nobody has to answer.
        ");
    assert_snapshot!(world.begins_to_answer(&ana, &group).await, @r"
        == Your week ==
        It goes into the thread in #autumn with your name, and what you learned into Monday's digest there. Everybody in this workspace can read it. You can change it or take it back.
        One thing I learned: ____
        One thing I struggled with: ____
        And about that: ____
        [[Answer]]
        ");
    let missing = world.sends(&ana, json!({ "learned": " ", "help": ["yes"] })).await;
    assert!(
        format!("{missing:?}").contains("Write one of the two; either will do."),
        "{missing:?}"
    );
    let missing = world.sends(&ana, json!({ "learned": "A", "help": ["yes"] })).await;
    assert!(format!("{missing:?}").contains("Write what somebody could help with"), "{missing:?}");
    let filled = json!({ "learned": "How lifetimes nest.\nAnd when not to care.",
        "struggled": "Async traits in our own code.", "help": ["yes"] });
    world.sends_well(&ana, filled).await;
    world.answers(&cleo, &group, json!({ "struggled": "Saying no." })).await;
    world.answers_in_thread(&ben, &group, "I learned to read a flame graph").await;
    assert_snapshot!(world.told(&group).join("\n\n"), @r"
        *The week of 2–8 Nov: what is one thing you learned, and one thing you struggled with?*
        A line is enough. Press *Answer*, or simply write in the thread.
        [Answer]
        Answered by 3 so far. Monday's digest brings the answers together.
        ");
    assert_snapshot!(world.told_under(&group, "what is one thing").join("\n\n"), @r"
        @U000000007 answers:
        One thing I learned
        How lifetimes nest.
        And when not to care.
        One thing I struggled with
        Async traits in our own code.
        Could somebody here help? Write below.

        @U000000011 answers:
        One thing I struggled with
        Saying no.

        I learned to read a flame graph
        ");
    world.until(LISBON, "2026-11-09 09:59").await;
    assert_eq!(world.told(&group).len(), 1);
    world.until(LISBON, "2026-11-09 10:00").await;
    assert_snapshot!(world.told(&group)[1], @r"
        # Autumn, 2–8 Nov
        *What people learned*
        Ana Reis
        How lifetimes nest.
        And when not to care.
        *Where somebody could help*
        Ana Reis
        Async traits in our own code.
        If you can, write to them, or in the thread of the weekly question.
        *In the thread, in their own words:* <Ben Ode>
        ");
    world.until(LISBON, "2026-11-12 10:00").await;
    assert_eq!(world.told(&group).len(), 3, "one digest, and the next question");
    world.ends_unread().await;
}

#[tokio::test]
async fn an_answer_can_be_changed_and_comes_with_what_was_written_before() {
    let (world, group) = on_thursday().await;
    let ana = &group.members[0];
    world.answers(ana, &group, json!({ "learned": "Flmae graphs." })).await;
    assert_snapshot!(world.begins_to_answer(ana, &group).await, @r"
        == Your week ==
        It goes into the thread in #autumn with your name, and what you learned into Monday's digest there. Everybody in this workspace can read it. You can change it or take it back.
        One thing I learned: Flmae graphs.
        One thing I struggled with: ____
        And about that: ____
        [Take it back]
        [[Change it]]
        ");
    world.sends_well(ana, json!({ "learned": "Flame graphs." })).await;
    assert_snapshot!(world.told_under(&group, "what is one thing").join("\n\n"), @r"
        @U000000007 answers:
        One thing I learned
        Flame graphs.
        ");
    world.until(LISBON, "2026-11-09 10:00").await;
    assert!(world.told(&group)[1].contains("\nFlame graphs."));
    world.answers(ana, &group, json!({ "learned": "Flame graphs, at last." })).await;
    assert!(world.told(&group)[1].contains("\nFlame graphs, at last."));
    assert!(world.told_under(&group, "Flame graphs, at last.").is_empty(), "an edit is no news");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_taken_back_is_gone_from_the_thread_the_digest_and_the_file() {
    let (world, group) = on_thursday().await;
    let [ana, ben] = [0, 1].map(|nth| group.members[nth].clone());
    world.answers(&ana, &group, json!({ "learned": "Glockenspiel." })).await;
    world.answers(&ben, &group, json!({ "learned": "Something else." })).await;
    world.until(LISBON, "2026-11-09 10:00").await;
    assert!(world.told(&group)[1].contains("Glockenspiel"));
    world.begins_to_answer(&ana, &group).await;
    world.presses_in_modal(&ana, "take_back_round").await;
    assert!(world.modal(&ana).contains("Taken back"), "{}", world.modal(&ana));
    world.stage.workspace.close_all(&ana).await.unwrap();
    assert_snapshot!(world.told(&group)[1], @r"
        # Autumn, 2–8 Nov
        *What people learned*
        Ben Ode
        Something else.
        ");
    assert_snapshot!(world.told_under(&group, "what is one thing").join("\n\n"), @r"
        @U000000007 took this answer back.

        @U000000009 answers:
        One thing I learned
        Something else.
        ");
    let shown = format!("{:?}", world.stage.workspace.messages(&group.channel));
    assert!(!shown.contains("Glockenspiel"));
    let mut tx = world.stage.bot.app.db.read().await.unwrap();
    let kept: i64 =
        sqlx::query_scalar("select count(*) from round_answers where learned like '%Glock%'")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    assert_eq!(kept, 0);
    drop(tx);
    // Another one can be written, and stands on its own.
    world.answers(&ana, &group, json!({ "learned": "Xylophone." })).await;
    assert!(world.told(&group)[1].contains("Xylophone."));
    world.begins_to_answer(&ben, &group).await;
    world.presses_in_modal(&ben, "take_back_round").await;
    world.stage.workspace.close_all(&ben).await.unwrap();
    world.begins_to_answer(&ana, &group).await;
    world.presses_in_modal(&ana, "take_back_round").await;
    world.stage.workspace.close_all(&ana).await.unwrap();
    assert!(world.told(&group)[1].contains("What stood here was taken back."));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_late_answer_is_edited_in_and_after_a_fortnight_none_is_taken() {
    let (world, group) = on_thursday().await;
    let [ana, ben, cleo] = [0, 1, 2].map(|nth| group.members[nth].clone());
    world.answers(&ana, &group, json!({ "learned": "Early birds." })).await;
    world.until(LISBON, "2026-11-10 12:00").await;
    world.answers(&ben, &group, json!({ "learned": "Better late." })).await;
    assert_snapshot!(world.told(&group)[1], @r"
        # Autumn, 2–8 Nov
        *What people learned*
        Ana Reis
        Early birds.
        Ben Ode
        Better late.
        ");
    assert_snapshot!(world.told_under(&group, "Early birds.").join("\n\n"), @"With an answer of Ben Ode, who wrote later.");
    world.answers(&cleo, &group, json!({ "struggled": "Nobody needs to know." })).await;
    assert_eq!(world.told_under(&group, "Early birds.").len(), 1, "the digest has nothing of it");
    let old = world.where_told(&group, "what is one thing you learned");
    world.until(LISBON, "2026-11-19 10:00").await;
    world.presses_in(&cleo, (group.channel.clone(), old), "answer_round".to_owned()).await;
    assert_snapshot!(world.modal(&cleo), @r"
        == Your week ==
        Answers for the week of 2–8 Nov were taken until Thu 19 Nov, 11:00. The newest question in #autumn takes one now.
        [Take it back]
        ");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_week_without_an_answer_has_no_digest_until_one_comes() {
    let (world, group) = on_thursday().await;
    world.until(LISBON, "2026-11-10 12:00").await;
    assert_eq!(world.told(&group).len(), 1, "nothing to tell");
    world.answers(&group.members[0], &group, json!({ "learned": "Better late." })).await;
    assert_eq!(world.told(&group).len(), 2);
    assert!(world.told(&group)[1].contains("\nBetter late."));
    world.until(LISBON, "2026-11-12 10:00").await;
    assert_eq!(world.told(&group).len(), 3, "the next question follows as usual");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_types_in_the_thread_has_answered_and_their_words_stay_there() {
    let (world, group) = on_thursday().await;
    let [ana, ben, cleo] = [0, 1, 2].map(|nth| group.members[nth].clone());
    let state = || world.told(&group)[0].lines().last().unwrap().to_owned();
    world.answers_in_thread(&ana, &group, ":tada: 🎉").await;
    world.answers_in_thread(&world.lena, &group, "Looking forward to it").await;
    assert!(state().starts_with("Monday's digest"), "{}", state());
    let typed = world.answers_in_thread(&ben, &group, "Borrowing, with a xylophone").await;
    world.answers_in_thread(&ben, &group, "and lending").await;
    let gone = world.answers_in_thread(&cleo, &group, "Oops").await;
    assert!(state().starts_with("Answered by 2 so far."), "{}", state());
    world.stage.workspace.delete(&cleo, &group.channel, &gone).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(state().starts_with("Answered by one so far."), "{}", state());
    let mut tx = world.stage.bot.app.db.read().await.unwrap();
    let kept: Vec<String> = sqlx::query_scalar(
        "select coalesce(learned, '-') || coalesce(struggled, '-') || (link is not null) from round_answers",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    drop(tx);
    assert_eq!(kept, ["--1", "--1"], "where, and no words");
    world.until(LISBON, "2026-11-09 10:00").await;
    assert_snapshot!(world.told(&group)[1], @r"
        # Autumn, 2–8 Nov
        *In the thread, in their own words:* <Ben Ode>
        ");
    world.stage.workspace.edit(&ben, &group.channel, &typed, "🎉").await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.told(&group)[1].contains("Ben Ode"), "he wrote twice");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_long_answer_is_glimpsed_and_stands_whole_in_the_thread() {
    let (world, group) = on_thursday().await;
    let [ana, ben, cleo] = [0, 1, 2].map(|nth| group.members[nth].clone());
    let long = |word: &str| format!("{word} ").repeat(3000 / (word.len() + 1)).trim().to_owned();
    for (who, word) in [(&ana, "alpha"), (&ben, "beta"), (&cleo, "gamma")] {
        let filled = json!({ "learned": long(word), "struggled": long(word), "help": ["yes"] });
        world.answers(who, &group, filled).await;
    }
    world.until(LISBON, "2026-11-09 10:00").await;
    let digest = world.told(&group)[1].clone();
    assert_eq!(digest.matches('…').count(), 6, "{digest}");
    assert!(digest.chars().count() < 2500, "{digest}");
    let pages = world.told_under(&group, "What people learned");
    let titles: Vec<&str> = pages.iter().map(|page| page.lines().next().unwrap()).collect();
    assert_eq!(titles, ["Digest, part 2 of 3", "Digest, part 3 of 3"]);
    assert!(pages.concat().matches("gamma").count() >= 900, "all of it");
    // Taken back, it is gone from the pages, too.
    world.begins_to_answer(&cleo, &group).await;
    world.presses_in_modal(&cleo, "take_back_round").await;
    world.stage.workspace.close_all(&cleo).await.unwrap();
    let pages = world.told_under(&group, "What people learned");
    assert!(!pages.concat().contains("gamma"), "{pages:#?}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_cohort_of_one_is_asked_like_any_other() {
    let world = World::new().await;
    let group = world.has_a_cohort(&[("Ana Reis", NEW_YORK)]).await;
    world.until(NEW_YORK, "2026-11-05 10:00").await;
    let ana = &group.members[0];
    world.answers(ana, &group, json!({ "learned": "To go on alone." })).await;
    world.until(NEW_YORK, "2026-11-09 10:00").await;
    assert_snapshot!(world.told(&group).join("\n\n"), @r"
        *The week of 2–8 Nov: what is one thing you learned, and one thing you struggled with?*
        A line is enough. Press *Answer*, or simply write in the thread.
        [Answer]
        Answered by one so far. Monday's digest brings the answers together.

        # Autumn, 2–8 Nov
        *What people learned*
        Ana Reis
        To go on alone.
        ");
    world.ends_unread().await;
}
