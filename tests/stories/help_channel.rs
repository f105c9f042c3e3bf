//! A mentee asks where others can help, too: peers, strangers, and still the mentor.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::faults::Misbehaviour;

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
async fn without_a_help_channel_nobody_is_offered_one() {
    let world = on_tuesday().await;
    world.types(&world.ines, "/ask", "debug").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Only you and @Noah read this.") && !form.contains("Where?"), "{form}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends().await;
}

#[tokio::test]
async fn a_lead_chooses_a_channel_that_works_and_is_told_what_is_missing() {
    let world = on_tuesday().await;
    let workspace = &world.stage.workspace;
    let (lena, bot) = (world.lena.clone(), workspace.bot_user());
    let channel = workspace.add_channel("help", &[&world.ines, &lena]);
    let chosen = json!({ "channel": channel, "peers": "0" });
    let told = world.chooses_help_channel(json!({ "peers": "0" })).await;
    assert!(told.contains("Choose a channel, or press *Cancel*"), "{told}");
    let told = world.chooses_help_channel(chosen.clone()).await;
    assert!(told.contains("Invite me there with `/invite @Trellis`, then save again."), "{told}");
    workspace.invite(&channel, bot);
    let told =
        world.chooses_help_channel(json!({ "channel": world.room().unwrap(), "peers": "0" }));
    assert!(told.await.contains("That is no public channel"));
    let told = world.chooses_help_channel(json!({ "channel": "C404", "peers": "0" })).await;
    assert!(told.contains("or I can't see it"), "{told}");
    let shared = workspace.add_channel("partners", &[&lena, bot]);
    workspace.share_outside(&shared);
    let told = world.chooses_help_channel(json!({ "channel": shared, "peers": "0" })).await;
    assert!(told.contains("People of another organisation read that channel"), "{told}");
    let told = world.chooses_help_channel(chosen).await;
    assert!(
        told.contains("Mentees can now take questions about something that doesn't work to #help"),
        "{told}"
    );
    world.types(&world.ines, "/ask", "debug").await;
    assert!(world.modal(&world.ines).contains("Where?*: Our room, only the two of us"));
    workspace.close_all(&world.ines).await.unwrap();
    workspace.archive(&channel);
    let told = world.chooses_help_channel(json!({ "peers": "0" })).await;
    assert!(told.contains("That channel is archived."), "{told}");
    let told = world.chooses_help_channel(json!({ "none": ["yes"] })).await;
    assert!(told.contains("There is no help channel any more"), "{told}");
    for who in [&world.ines, &world.noah] {
        let told = world.types(who, "/mentor", "questions").await;
        assert!(told.starts_with("Only a lead"), "{told}");
    }
    world.ends().await;
}

#[tokio::test]
async fn a_question_in_the_channel_says_who_reads_it_and_nothing_of_the_mentor() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    world.types(&world.ines, "/ask", "debug").await;
    world.types_into(&world.ines, "asked", "Share the parser between two screens.").await;
    world.chooses_in_question("where", "channel").await;
    let form = world.modal(&world.ines);
    assert!(
        form.contains(
            "*Everybody in this workspace can read this* in #help, under your name, and anybody there can answer. @Noah \
             reads it in your room."
        ),
        "{form}"
    );
    assert!(form.contains("*@Noah answers by Wed 4 Nov, 14:00*, your time."), "{form}");
    world.sends_well(&world.ines, a_debug_one()).await;
    assert_snapshot!(world.in_channel(&commons).join("\n\n"), @r"
        *@Inês asks: something doesn't work*
        What I want to achieve
        Share the parser between two screens.
        What I tried
        A reference in both.
        What happened, or the text of the error
        error[E0502]: cannot borrow `parser` as mutable
        What I think it is
        Both want to write.
        [Solved]
        If you know something that helps, answer in the thread. @Inês presses *Solved* when it is.
        ");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your question is asked. @Noah sees it on Tue 3 Nov, 14:00, when their working day is open. *The answer comes by Wed 4 Nov, 14:00.*
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
    assert_eq!(world.in_room().len(), 1, "Noah sleeps");
    world.until(NEW_YORK, "2026-11-03 09:00").await;
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
        It is asked in #help (<open the thread>), too; the mentor's answer counts there as well.
        [Answer] [Seen, back by …]
        Asked Tue 3 Nov, 10:00. @Noah answers by Wed 4 Nov, 14:00, here in the thread or with *Answer*.
        ");
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends().await;
}

#[tokio::test]
async fn peers_answer_the_mentor_answers_and_only_the_mentors_answer_stops_the_clock() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    let mia = world.mentors_otto("Mia Lund").await;
    world.stage.workspace.invite(&commons.channel, &mia);
    world.asks_in("channel", a_debug_one()).await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    let first = world.helps(&mia, &commons, "Lend it twice.").await;
    let second = world.helps(&commons.tom, &commons, "A stranger's words.").await;
    world.helps(&world.ines, &commons, "I tried that.").await;
    world.helps(&commons.tom, &commons, ":eyes:").await;
    assert_eq!(world.measured().await, ["1 open -"], "none of them is the mentor");
    let of_mia = world.value("select id from people where name = 'Mia Lund'").await.unwrap();
    let kept = [format!("{of_mia} Lend it twice."), "- -".to_owned()];
    assert_eq!(world.kept_of_others().await, kept);
    world.stage.workspace.edit(&mia, &commons.channel, &first, "Lend it once.").await.unwrap();
    world.stage.workspace.delete(&commons.tom, &commons.channel, &second).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.kept_of_others().await, [format!("{of_mia} Lend it once.")]);
    // Two answer at once: one stops the clock.
    let (channel, thread) = (&commons.channel, Some(world.newest_in(&commons)));
    let (one, two) = tokio::join!(
        world.stage.workspace.post(&world.noah, channel, "Hand it over.", thread.as_deref()),
        world.stage.workspace.post(&mia, channel, "Or clone it.", thread.as_deref()),
    );
    let answer = one.unwrap();
    two.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.measured().await, ["1 60 min kept"]);
    assert_eq!(world.kept_of_others().await.len(), 2);
    world.minutes(6).await;
    assert!(world.question_standing().await.contains("Answered Tue 3 Nov, 15:00"));
    assert!(world.in_channel(&commons)[0].contains("It has been answered."));
    assert!(
        world.last_dm(&world.ines).contains("*@Noah has answered your question*. Did it help?")
    );
    assert!(world.question_shown().await.contains("2 answers of others stand there."));
    // The answer is taken back, and the clock runs again.
    world.stage.workspace.delete(&world.noah, channel, &answer).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.measured().await, ["1 open -"]);
    world.everybody_reads();
    world.reads(&mia);
    world.reads(&commons.tom);
    world.ends_unread().await;
}

#[tokio::test]
async fn only_whoever_asked_says_that_it_is_solved() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    world.asks_in("channel", a_debug_one()).await;
    for who in [&commons.tom, &world.lena, &world.noah] {
        let before = world.dump().await;
        world.presses_there(who, &commons, "solved_there").await;
        assert!(
            world
                .whisper(who)
                .starts_with("Kind of you to look after it. Only the person who asked")
        );
        let mut after = world.dump().await;
        after.insert("inbox".to_owned(), before["inbox"].clone());
        assert_eq!(after, before, "nothing happened");
    }
    world.helps(&commons.tom, &commons, "Try handing it over.").await;
    world.presses_there(&world.ines, &commons, "solved_there").await;
    world.minutes(1).await;
    assert!(world.in_channel(&commons)[0].ends_with(":white_check_mark: Solved."));
    assert!(world.last_dm(&world.ines).starts_with(":white_check_mark: Solved."));
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    assert_eq!(world.in_room().len(), 1, "nothing of it reached Noah's room");
    assert!(!world.last_dm(&world.noah).contains("waits"), "and nothing is owed");
    assert_eq!(world.measured().await, ["1 open -"]);
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends().await;
}

#[tokio::test]
async fn solved_with_nobodys_answer_is_solved_alone() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    world.asks_in("channel", a_debug_one()).await;
    world.presses_there(&world.ines, &commons, "solved_there").await;
    assert!(world.last_dm(&world.ines).starts_with(":white_check_mark: Solved on your own."));
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends().await;
}

#[tokio::test]
async fn a_channel_that_closes_meanwhile_leaves_the_question_in_the_room_and_the_mentee_is_told_once()
 {
    for archived in [true, false] {
        let world = on_tuesday().await;
        let commons = world.has_a_help_channel("0").await;
        world.types(&world.ines, "/ask", "debug").await;
        world.chooses_in_question("where", "channel").await;
        match archived {
            true => world.stage.workspace.archive(&commons.channel),
            false => {
                let bot = world.stage.workspace.bot_user();
                world.stage.workspace.remove(&commons.channel, bot);
            }
        }
        world.sends_well(&world.ines, a_debug_one()).await;
        let told = world.dm(&world.ines);
        let lost = "I could not bring your question to #help: I can't write there any more. It is asked in your room only, \
                    and @Noah answers it as promised.";
        assert_eq!(told.iter().filter(|it| *it == lost).count(), 1, "{told:#?}");
        assert!(!told.iter().any(|it| it.contains("It is asked in #help")), "{told:#?}");
        world.until(NEW_YORK, "2026-11-03 09:00").await;
        assert!(world.question_shown().await.contains("Share the parser"));
        let shown = world.question_shown().await;
        assert!(!shown.contains("#help"), "{shown}");
        world.types(&world.ines, "/ask", "debug").await;
        assert!(!world.modal(&world.ines).contains("Where?"), "it is not offered again");
        world.stage.workspace.close_all(&world.ines).await.unwrap();
        world.types(&world.lena, "/mentor", "questions").await;
        let form = world.modal(&world.lena);
        assert!(form.contains("Nobody is offered #help."), "{form}");
        world.stage.workspace.close_all(&world.lena).await.unwrap();
        world.everybody_reads();
        world.ends().await;
    }
}

#[tokio::test]
async fn an_answer_under_a_message_that_was_deleted_counts() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    world.asks_in("channel", a_debug_one()).await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.helps(&commons.tom, &commons, "Try handing it over.").await;
    let thread = world.newest_in(&commons);
    world.stage.workspace.moderate(&commons.channel, &thread).await.unwrap();
    world.stage.workspace.settle().await;
    world.helps(&world.noah, &commons, "Yes, hand it over.").await;
    assert_eq!(world.measured().await, ["1 60 min kept"]);
    world.minutes(10).await;
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_answered_there_while_the_bot_is_away_counts_from_when_it_was_said() {
    let mut world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    world.asks_in("channel", a_debug_one()).await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    let thread = world.newest_in(&commons);
    let channel = &commons.channel;
    world.stage.workspace.misbehave(Misbehaviour::DropEvents, "message.*", 2);
    for (who, words) in [(&world.noah, "Hand it over."), (&commons.tom, "Or clone it.")] {
        world.stage.workspace.post(who, channel, words, Some(&thread)).await.unwrap();
    }
    world.stage.strike().await;
    world.down_until(NEW_YORK, "2026-11-04 15:00");
    world.stage.enter_again().await.unwrap();
    world.up_again().await;
    assert_eq!(world.measured().await, ["1 60 min kept"]);
    assert_eq!(world.kept_of_others().await, ["- -"]);
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn a_long_question_goes_on_in_its_thread_there_and_an_edit_shows() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    let long = |letter: &str| letter.repeat(2900);
    let whole = json!({ "asked": long("a"), "tried": long("b"), "happened": long("c"), "theory": long("d") });
    world.asks_in("channel", whole).await;
    world.minutes(1).await;
    let parts = world.under_it(&commons);
    assert_eq!(parts.len(), 1, "{parts:?}");
    assert!(parts[0].starts_with("Question, part 2 of 2"), "{parts:?}");
    world.presses(&world.ines, "edit_question").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("*Everybody in this workspace can read this*"), "{form}");
    assert!(!form.contains("Where?"), "where it is asked does not change");
    world.sends_well(&world.ines, a_debug_one()).await;
    world.minutes(1).await;
    assert!(world.in_channel(&commons)[0].contains("Share the parser between two screens."));
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends().await;
}

#[tokio::test]
async fn other_kinds_of_question_stay_between_the_two() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("4").await;
    world.types(&world.ines, "/ask", "debug").await;
    world.chooses_in_question("where", "channel").await;
    world.chooses_in_question("kind", "quick").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Only you and @Noah read this."), "{form}");
    world.sends_well(&world.ines, a_quick_one()).await;
    assert_eq!(world.in_channel(&commons).len(), 0);
    let talk = world.stage.workspace.post(&commons.tom, &commons.channel, "Lunch?", None).await;
    let talk = talk.unwrap();
    let before = world.dump().await;
    let lunch = Some(talk.as_str());
    world.stage.workspace.post(&world.noah, &commons.channel, "Yes.", lunch).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(
        world.dump().await,
        before,
        "what people talk of there is none of the bot's business"
    );
    world.everybody_reads();
    world.reads(&commons.tom);
    world.ends().await;
}

#[tokio::test]
async fn a_channel_that_others_can_read_by_now_gets_nothing_more() {
    let world = on_tuesday().await;
    let commons = world.has_a_help_channel("0").await;
    world.minutes(30).await;
    world.stage.workspace.share_outside(&commons.channel);
    world.asks_in("channel", a_debug_one()).await;
    world.minutes(2).await;
    assert_eq!(world.in_channel(&commons).len(), 0, "it was public here when it was chosen");
    let told = world.dm(&world.ines);
    assert!(told.iter().any(|it| it.contains("I could not bring your question")), "{told:#?}");
    world.until(NEW_YORK, "2026-11-03 09:00").await;
    assert!(world.question_shown().await.contains("Share the parser"));
    world.everybody_reads();
    world.ends_unread().await;
}
