//! Signs that questions and answers could go better: told to the mentor, once, with something to try.
//!
//! The pair begins on Monday, 2 November, week 45. A look is when Inês's week has turned; Noah reads it in his morning.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::world::{World, a_good_week, questioning::a_quick_one, wall};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// What was told of signs, and when in New York: `Mon 2026-11-23 09:00 sign/1/mentor/2026-W48/silent`.
async fn told(world: &World) -> Vec<String> {
    let ledger = world.ledger().await.into_iter().filter(|entry| entry.kind() == "sign");
    ledger
        .filter_map(|entry| Some(format!("{} {}", wall(entry.seen_at?, NEW_YORK), entry.key)))
        .collect()
}

/// A week in which nothing is asked.
fn a_week_without_a_question() -> Value {
    let mut week = a_good_week();
    week.as_object_mut().unwrap().remove("question_0");
    week
}

/// Inês writes her check-in on a Friday, when both are at work.
async fn writes_on(world: &World, day: &str, values: Value) {
    world.until(NEW_YORK, &format!("{day} 10:30")).await;
    world.everybody_reads();
    world.has_a_checkin(values).await;
    world.writes_in_thread(&world.noah, "Well done.").await;
    world.everybody_reads();
}

/// Noah's newest message that has a button like this.
fn with_button(world: &World, action: &str) -> String {
    let (channel, ts) = world.find(&world.noah, action).expect("no such message");
    world.message_at(&channel, &ts)
}

#[tokio::test]
async fn three_weeks_without_a_question_are_told_to_the_mentor_once() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-06", "2026-11-13", "2026-11-20"] {
        assert_eq!(told(&world).await, Vec::<String>::new());
        writes_on(&world, day, a_week_without_a_question()).await;
    }
    world.until(NEW_YORK, "2026-11-23 09:01").await;
    assert_eq!(told(&world).await, ["Mon 2026-11-23 09:00 sign/1/mentor/2026-W48/silent"]);
    assert_snapshot!(with_button(&world, "ask_gently"), @r"
        *No questions from @Inês for three weeks.* There was a check-in for each of the weeks of 2–8 Nov, 9–15 Nov and 16–22 Nov, and no question in them or besides (n = 0).
        That can mean that all goes well, or that asking feels like disturbing. A question from you makes the next one easier; I have one ready that you can change or send as it is.
        [Ask how it is going] [Why am I seeing this?]
        You alone are told.
        ");
    world.presses(&world.noah, "ask_gently").await;
    assert!(world.modal(&world.noah).starts_with("== Ask how it is going =="));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    assert_eq!(world.reads(&world.lena), Vec::<String>::new());
    for day in ["2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"] {
        writes_on(&world, day, a_week_without_a_question()).await;
    }
    world.until(NEW_YORK, "2026-12-29 10:00").await;
    assert_eq!(told(&world).await.len(), 1, "it is the same silence");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_question_in_a_check_in_is_a_question() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-06", "2026-11-13", "2026-11-20"] {
        writes_on(&world, day, a_good_week()).await;
    }
    world.until(NEW_YORK, "2026-11-24 10:00").await;
    assert_eq!(told(&world).await, Vec::<String>::new());
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_asks_before_the_mentor_is_told_is_not_talked_about() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-06", "2026-11-13", "2026-11-20"] {
        writes_on(&world, day, a_week_without_a_question()).await;
    }
    world.until(LISBON, "2026-11-23 10:00").await;
    world.asks("quick", a_quick_one()).await;
    world.until(NEW_YORK, "2026-11-24 10:00").await;
    assert_eq!(told(&world).await, Vec::<String>::new());
    let skipped = "sign/1/mentor/2026-W48/silent: skipped better since".to_owned();
    assert!(world.not_sent().await.contains(&skipped));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_week_of_leave_is_no_week_of_silence() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "away 2026-11-16 2026-11-18").await;
    for day in ["2026-11-06", "2026-11-13", "2026-11-20"] {
        writes_on(&world, day, a_week_without_a_question()).await;
    }
    world.until(NEW_YORK, "2026-11-24 10:00").await;
    assert_eq!(told(&world).await, Vec::<String>::new(), "two weeks count");
    writes_on(&world, "2026-11-27", a_week_without_a_question()).await;
    world.until(NEW_YORK, "2026-11-30 09:01").await;
    assert_eq!(told(&world).await, ["Mon 2026-11-30 09:00 sign/1/mentor/2026-W49/silent"]);
    assert!(with_button(&world, "ask_gently").contains("2–8 Nov, 9–15 Nov and 23–29 Nov"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_who_is_away_is_told_when_they_are_back_if_it_still_holds() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-06", "2026-11-13", "2026-11-20"] {
        writes_on(&world, day, a_week_without_a_question()).await;
    }
    world.types(&world.noah, "/mentor", "away 2026-11-23 2026-12-01").await;
    world.until(NEW_YORK, "2026-12-02 17:00").await;
    assert_eq!(told(&world).await, ["Wed 2026-12-02 09:00 sign/1/mentor/2026-W49/silent"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn mostly_quick_questions_bring_an_invitation_to_a_hard_topic() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"] {
        assert_eq!(told(&world).await, Vec::<String>::new());
        world.until(NEW_YORK, &format!("{day} 10:00")).await;
        for _ in 0..2 {
            world.has_a_question("quick", a_quick_one()).await;
            world.writes_under_the_question(&world.noah, "When it is short.").await;
        }
    }
    world.until(NEW_YORK, "2026-11-30 09:01").await;
    assert_eq!(told(&world).await, ["Mon 2026-11-30 09:00 sign/1/mentor/2026-W49/mostly_quick"]);
    assert_snapshot!(with_button(&world, "suggest_topic"), @r"
        *Most questions of @Inês have been quick ones:* 8 of 8 in four weeks (100 %), and more than 80 % in each of them.
        Quick questions are welcome, and asking is half the work. A harder topic now and then is where a mentor helps most; I have an invitation ready that you can change or send as it is.
        [Suggest a hard topic] [How long answers take] [Why am I seeing this?]
        You alone are told.
        ");
    world.presses(&world.noah, "suggest_topic").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Suggest a hard topic ==
        Your question*: What is the hardest thing in front of you at the moment? I'd like to think it through with you: bring it as a question, half-formed is fine.
        @Inês reads it, and nobody else, in their working hours, with a button to answer in one line. It comes as a direct message from me with your name on it. It is in no record and no search, and I delete your words here once they are delivered; the message itself stays in Slack.
        [[Send]]
        ");
    world.sends_well(&world.noah, json!({ "words": "What is hard at the moment?" })).await;
    world.until(LISBON, "2026-11-30 15:30").await;
    assert!(world.dm(&world.ines).iter().any(|it| it.contains("What is hard at the moment?")));
    world.ends_unread().await;
}

/// Three questions of Tuesday are answered on the Monday after: each over its promise.
async fn answers_late(world: &World) {
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    for _ in 0..3 {
        world.asks("quick", a_quick_one()).await;
    }
    world.until(NEW_YORK, "2026-11-09 10:00").await;
    let query =
        "select group_concat(channel || ' ' || ts, '|') from posts where subject = 'question'";
    for place in world.value(query).await.unwrap().split('|') {
        let (channel, thread) = place.split_once(' ').unwrap();
        let workspace = &world.stage.workspace;
        workspace.post(&world.noah, channel, "When it is short.", Some(thread)).await.unwrap();
        workspace.settle().await;
    }
}

#[tokio::test]
async fn slow_answers_are_told_to_the_mentor_and_two_weeks_later_to_the_lead() {
    let world = World::with_a_pair().await;
    answers_late(&world).await;
    world.until(NEW_YORK, "2026-11-16 09:01").await;
    assert_eq!(told(&world).await, ["Mon 2026-11-16 09:00 sign/1/mentor/2026-W47/slow"]);
    assert_snapshot!(with_button(&world, "hours"), @r"
        *Answers to @Inês have been taking longer than promised.* 3 of the 3 answers of the last 8 weeks took more working time than their promise allowed; the median is 24 h over (n = 3).
        Often the hours I know are not the ones you work: then the clock runs without you. And on a full day *Seen, back by …* under a question gives @Inês a time that holds.
        [Check my working hours] [How long answers take] [Why am I seeing this?]
        You alone are told. If it is still so in two weeks, I tell the leads these numbers, and never what anybody wrote. One late answer never counts.
        ");
    world.presses(&world.noah, "hours").await;
    assert!(world.modal(&world.noah).contains("Monday"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.until(NEW_YORK, "2026-11-30 08:59").await;
    assert_eq!(told(&world).await.len(), 1, "the lead's turn has not come");
    world.reads(&world.lena);
    world.until(NEW_YORK, "2026-11-30 09:01").await;
    assert_snapshot!(world.reads(&world.lena).join("\n\n"), @r"
        *Answers from @Noah to @Inês have been taking longer than promised.* 3 of the 3 answers of the last 8 weeks took more working time than their promise allowed; the median is 24 h over (n = 3).
        What usually helps: ask @Noah alone whether there is time for this at the moment, and whether the hours I know are the ones they work. `/mentor hours` changes those and `/mentor away` stops the clock; they type it themselves.
        The mentor had two weeks before you. You see numbers, never what anybody wrote, and I say this once while it lasts.
        [Why am I seeing this?]
        ");
    world.until(NEW_YORK, "2026-12-15 12:00").await;
    assert_eq!(told(&world).await.len(), 2, "each is told once");
    world.ends_unread().await;
}

#[tokio::test]
async fn the_lead_is_not_told_when_answers_come_in_time_again() {
    let world = World::with_a_pair().await;
    answers_late(&world).await;
    world.until(NEW_YORK, "2026-11-17 10:00").await;
    assert_eq!(told(&world).await.len(), 1);
    for _ in 0..4 {
        world.has_a_question("quick", a_quick_one()).await;
        world.writes_under_the_question(&world.noah, "When it is short.").await;
        world.minutes(10).await;
    }
    world.until(NEW_YORK, "2026-12-15 12:00").await;
    assert_eq!(told(&world).await, ["Mon 2026-11-16 09:00 sign/1/mentor/2026-W47/slow"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn one_late_answer_is_nobodys_business() {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.has_a_question("quick", a_quick_one()).await;
    world.until(NEW_YORK, "2026-11-09 10:00").await;
    world.writes_under_the_question(&world.noah, "When it is short.").await;
    world.until(NEW_YORK, "2026-11-24 10:00").await;
    assert_eq!(told(&world).await, Vec::<String>::new());
    world.ends_unread().await;
}

#[tokio::test]
async fn a_sign_says_why_it_came_and_is_switched_off_there() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-06", "2026-11-13", "2026-11-20"] {
        writes_on(&world, day, a_week_without_a_question()).await;
    }
    world.until(NEW_YORK, "2026-11-23 09:01").await;
    let place = world.find(&world.noah, "ask_gently").unwrap();
    world.presses_in(&world.noah, place, "why".to_owned()).await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Why am I seeing this? ==
        I tell a mentor when three weeks with a check-in went by without a question, in it or besides. Weeks of leave don't count. It is said once while it lasts, and when it comes back not within four weeks.
        *When questions or answers in your pair could go better:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.presses_in_modal(&world.noah, "switch").await;
    assert!(world.modal(&world.noah).contains("Switch on"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends_unread().await;
}
