//! Others have a question first, for a few working hours of the mentee's; then it rises to the mentor by itself.

use insta::assert_snapshot;

use crate::world::{World, commons::Commons, questioning::a_debug_one};

const LISBON: &str = "Europe/Lisbon";

/// Tuesday, 3 November, 10:00 in Lisbon and 05:00 in New York; others may have a question for four hours.
async fn on_tuesday() -> (World, Commons) {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    let commons = world.has_a_help_channel("4").await;
    world.everybody_reads();
    (world, commons)
}

async fn over(world: World, commons: &Commons) {
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends_unread().await;
}

#[tokio::test]
async fn the_form_names_one_time_that_includes_both_steps() {
    let (world, commons) = on_tuesday().await;
    world.types(&world.ines, "/ask", "debug").await;
    assert!(world.modal(&world.ines).contains("*@Noah answers by Wed 4 Nov, 14:00*, your time."));
    world.chooses_in_question("where", "peers_first").await;
    let form = world.modal(&world.ines);
    assert!(
        form.contains(
            "Others have it first, for 4 of your working hours. If it isn't solved by then, @Noah has it, too.\n\
             *@Noah answers by Wed 4 Nov, 14:00*, your time."
        ),
        "it rises at 14:00 in Lisbon, when Noah's day begins: {form}"
    );
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    over(world, &commons).await;
}

#[tokio::test]
async fn the_mentor_hears_nothing_until_it_rises_unchanged_with_what_peers_said() {
    let (world, commons) = on_tuesday().await;
    let mia = world.mentors_otto("Mia Lund").await;
    world.stage.workspace.invite(&commons.channel, &mia);
    world.until(LISBON, "2026-11-03 15:00").await;
    world.asks_in("peers_first", a_debug_one()).await;
    world.helps(&mia, &commons, "Lend it twice. <@U1>").await;
    world.helps(&commons.tom, &commons, "A stranger's words.").await;
    world.until(LISBON, "2026-11-03 17:30").await;
    assert_eq!(world.in_room().len(), 1, "the greeting; it is noon in New York");
    assert!(!world.home(&world.noah).await.contains("question of"));
    world.types(&world.noah, "/mentor", "owed").await;
    assert!(world.modal(&world.noah).contains("Nothing"), "{}", world.modal(&world.noah));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.noah, "/mentor", "stats").await;
    let figures = world.whisper(&world.noah);
    assert!(figures.contains("(n = 0): 0 answered, 0 owed"), "{figures}");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your question is asked. Others have it first; if it isn't solved by then, @Noah sees it on Wed 4 Nov, 14:00. *The answer comes by Thu 5 Nov, 14:00.*
        What I want to achieve
        Share the parser between two screens.
        What I tried
        A reference in both.
        What happened, or the text of the error
        error[E0502]: cannot borrow `parser` as mutable
        What I think it is
        Both want to write.
        It is asked in #help (<open the thread>), too; the mentor's answer counts there as well.
        [Read it] [Edit] [Solved it myself] [Follow up]
        ");
    // Two working hours on Tuesday, two on Wednesday morning; Noah's day begins at 14:00 in Lisbon.
    world.until(LISBON, "2026-11-04 13:59").await;
    assert_eq!(world.in_room().len(), 1);
    world.until(LISBON, "2026-11-04 14:01").await;
    assert_snapshot!(world.question_shown().await, @r"
        *Question of @Inês: something doesn't work*  for @Noah
        What I want to achieve
        Share the parser between two screens.
        What I tried
        A reference in both.
        What happened, or the text of the error
        error[E0502]: cannot borrow `parser` as mutable
        What I think it is
        Both want to write.
        It is asked in #help (<open the thread>), too; the mentor's answer counts there as well. 2 answers of others stand there.
        [Answer] [Seen, back by …]
        Asked Tue 3 Nov, 15:00. @Noah answers by Thu 5 Nov, 14:00, here in the thread or with *Answer*.
        ");
    let said = world.under_the_question().await.join("\n\n").replace(&mia, "Mia");
    assert_snapshot!(said, @r"
        *Nobody there has solved it yet. This is what people of the programme have answered:*
        @Mia:
        Answer 1
        Lend it twice. <@U1>
        ");
    world.until(LISBON, "2026-11-04 15:00").await;
    world.writes_under_the_question(&world.noah, "Hand it over.").await;
    assert_eq!(world.measured().await, ["1 60 min kept"], "the clock began when it rose");
    world.minutes(10).await;
    world.reads(&mia);
    over(world, &commons).await;
}

#[tokio::test]
async fn solved_by_peers_nothing_reaches_the_mentor() {
    let (world, commons) = on_tuesday().await;
    world.asks_in("peers_first", a_debug_one()).await;
    world.helps(&commons.tom, &commons, "Hand it over.").await;
    world.until(LISBON, "2026-11-03 12:00").await;
    world.presses_there(&world.ines, &commons, "solved_there").await;
    world.until(LISBON, "2026-11-06 12:00").await;
    assert_eq!(world.in_room().len(), 1);
    assert!(!world.last_dm(&world.noah).contains("waits"));
    assert!(world.last_dm(&world.ines).starts_with(":white_check_mark: Solved."));
    over(world, &commons).await;
}

#[tokio::test]
async fn a_mentor_who_answers_before_it_rises_has_answered() {
    let (world, commons) = on_tuesday().await;
    world.asks_in("peers_first", a_debug_one()).await;
    world.until(LISBON, "2026-11-03 11:00").await;
    world.helps(&world.noah, &commons, "Hand it over.").await;
    assert_eq!(world.measured().await, ["1 0 min kept"]);
    assert!(
        world.last_dm(&world.ines).contains("*@Noah has answered your question*. Did it help?")
    );
    world.presses(&world.ines, "solved").await;
    world.days(2).await;
    over(world, &commons).await;
}

#[tokio::test]
async fn a_channel_that_closes_meanwhile_brings_it_to_the_mentor_at_once() {
    let (world, commons) = on_tuesday().await;
    world.types(&world.ines, "/ask", "debug").await;
    world.chooses_in_question("where", "peers_first").await;
    world.stage.workspace.archive(&commons.channel);
    world.sends_well(&world.ines, a_debug_one()).await;
    world.until(LISBON, "2026-11-03 14:01").await;
    assert!(world.question_standing().await.contains("@Noah answers by Wed 4 Nov, 14:00"));
    over(world, &commons).await;
}

#[tokio::test]
async fn a_lead_who_switches_it_off_meanwhile_leaves_it_to_the_channel_and_the_mentor() {
    let (world, commons) = on_tuesday().await;
    world.types(&world.ines, "/ask", "debug").await;
    world.chooses_in_question("where", "peers_first").await;
    world.chooses_help_channel(serde_json::json!({ "peers": "0" })).await;
    world.sends_well(&world.ines, a_debug_one()).await;
    assert_eq!(world.in_channel(&commons).len(), 1);
    world.until(LISBON, "2026-11-03 14:01").await;
    assert!(world.question_shown().await.contains("Share the parser"));
    over(world, &commons).await;
}
