//! A mentor who has not answered is reminded: when three quarters of the promised time have passed, and when it ends.
//!
//! Inês asks in Lisbon, Noah answers in New York, from 09:00 to 17:00, Monday to Friday; times are his. Which instants
//! these are stands in the tables of `domain::promise` and `domain::owed`; check-ins on their days are told in `owed`.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::json;
use trellis::{domain::attention::Kind, sandbox::faults::Misbehaviour};

use crate::world::{World, a_good_week, questioning::a_quick_one, wall};

const NEW_YORK: &str = "America/New_York";

impl World {
    async fn in_new_york(&self, local: &str) {
        self.until(NEW_YORK, &format!("2026-11-{local}")).await;
    }

    /// Inês asks something that blocks her.
    async fn asks_urgently(&self) {
        self.types(&self.ines, "/ask", "quick").await;
        self.types_into(&self.ines, "asked", "Which branch is released?").await;
        self.chooses_in_question("urgent", json!(["yes"])).await;
        self.sends_well(&self.ines, json!({ "blocked": "The release." })).await;
        self.minutes(1).await;
        self.everybody_reads();
    }

    /// When cards of what is owed became visible to Noah.
    async fn nudges(&self) -> Vec<String> {
        let ledger = self.ledger().await;
        let cards = ledger.iter().filter(|entry| entry.kind() == "owed-card");
        cards.filter_map(|entry| Some(wall(entry.seen_at?, NEW_YORK))).collect()
    }

    /// The cards that were not said, and why.
    async fn left_unsaid(&self) -> Vec<String> {
        let unsaid = self.not_sent().await;
        unsaid.into_iter().filter(|it| it.starts_with("owed-card/")).collect()
    }

    /// What Noah wants to be told.
    async fn wants(&self, kinds: &[&str]) {
        self.types(&self.noah, "/mentor", "settings").await;
        self.sends_well(&self.noah, json!({ "weekly": "6", "kinds": kinds })).await;
    }
}

/// An urgent question, asked on Wednesday, 4 November, at 10:00 in New York.
async fn with_an_urgent_question() -> World {
    let world = World::with_a_pair().await;
    world.in_new_york("04 10:00").await;
    world.asks_urgently().await;
    world
}

#[tokio::test]
async fn an_urgent_question_is_spoken_of_after_three_hours_and_after_four() {
    let world = with_an_urgent_question().await;
    world.in_new_york("04 12:59").await;
    assert_eq!(world.nudges().await, Vec::<String>::new());
    world.in_new_york("04 13:01").await;
    assert_snapshot!(world.last_dm(&world.noah), @r"
        *A question waits for your answer.* Two lines are enough.
        @Inês’s question of Wed 4 Nov, 10:00: by Wed 4 Nov, 14:00, 1 working hour left
        [Answer] [Seen, back by …] [Read it] [Why am I seeing this?]
        `/mentor owed` shows everything you owe an answer, at any time.
        ");
    world.in_new_york("04 14:01").await;
    assert!(world.last_dm(&world.noah).contains("by Wed 4 Nov, 14:00, due now"));
    world.in_new_york("05 12:00").await;
    let all = ["Wed 2026-11-04 13:00", "Wed 2026-11-04 14:00", "Thu 2026-11-05 09:00"];
    assert_eq!(world.nudges().await, all);
    world.presses_on_the_card(&world.noah, "answer").await;
    world.sends_well(&world.noah, json!({ "words": "The green one." })).await;
    world.minutes(1).await;
    let dm = world.dm(&world.noah);
    let settled = dm.iter().filter(|it| it.starts_with("*Nothing here waits for your answer"));
    assert_eq!(settled.count(), 3, "each of them follows: {dm:#?}");
    world.in_new_york("09 12:00").await;
    assert_eq!(world.nudges().await.len(), 3);
    world.ends_unread().await;
}

#[tokio::test]
async fn an_answer_one_second_before_is_enough_whether_it_was_heard_of_or_not() {
    for heard in [true, false] {
        let world = with_an_urgent_question().await;
        world.in_new_york("04 12:59").await;
        world.stage.workspace.advance(jiff::SignedDuration::from_secs(59)).await;
        if !heard {
            world.stage.workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
        }
        world.writes_under_the_question(&world.noah, "The green one.").await;
        world.in_new_york("05 12:00").await;
        assert_eq!(world.nudges().await, Vec::<String>::new(), "heard: {heard}");
        let unsaid = ["owed-card/2/2026-11-04/0: skipped answered"];
        assert_eq!(world.left_unsaid().await, if heard { &[][..] } else { &unsaid[..] });
        assert_eq!(world.measured().await, ["1 179 min kept"]);
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn an_answer_while_the_bot_was_down_brings_no_card_and_keeps_its_own_time() {
    let mut world = with_an_urgent_question().await;
    world.in_new_york("04 12:30").await;
    let (room, thread) = world.question_place().await;
    world.bot_stops().await;
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
    world.in_new_york("04 12:45").await;
    workspace.post(&world.noah, &room, "The green one.", Some(&thread)).await.unwrap();
    world.in_new_york("04 15:00").await;
    world.bot_starts().await;
    world.minutes(30).await;
    assert_eq!(world.nudges().await, Vec::<String>::new());
    assert_eq!(world.measured().await, ["1 165 min kept"]);
    assert!(world.question_standing().await.contains("Answered Wed 4 Nov, 17:45"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_usual_question_is_spoken_of_twice_before_its_time_is_over() {
    for (asked, cards) in [
        // Before his day begins: three quarters are over in the afternoon, the whole with an opening.
        ("03 05:00", ["Tue 2026-11-03 15:00", "Wed 2026-11-04 09:00", "Thu 2026-11-05 09:00"]),
        // Three quarters are over as the window closes, and said with the next opening.
        ("03 11:00", ["Wed 2026-11-04 09:00", "Wed 2026-11-04 11:00", "Thu 2026-11-05 09:00"]),
        // Three quarters the day before, and in the morning what ends that day.
        ("03 10:00", ["Tue 2026-11-03 16:00", "Wed 2026-11-04 09:00", "Thu 2026-11-05 09:00"]),
    ] {
        let world = World::with_a_pair().await;
        world.in_new_york(asked).await;
        world.has_a_question("quick", a_quick_one()).await;
        world.in_new_york("05 12:00").await;
        assert_eq!(world.nudges().await, cards, "asked {asked}");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn two_reminders_that_come_with_one_opening_are_one() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "hours Mon-Fri 09:00-10:00").await;
    world.in_new_york("03 09:20").await;
    world.has_a_question("quick", a_quick_one()).await;
    world.in_new_york("05 12:00").await;
    assert_eq!(world.nudges().await, ["Wed 2026-11-04 09:00", "Thu 2026-11-05 09:00"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn what_comes_due_close_together_is_one_card_that_still_says_why_when_half_of_it_is_settled()
{
    let world = with_an_urgent_question().await;
    world.in_new_york("04 10:20").await;
    world.asks_urgently().await;
    world.in_new_york("04 13:05").await;
    let card = world.last_dm(&world.noah);
    assert!(card.starts_with("*Some questions wait for your answer.*"), "{card}");
    world.writes_under_the_question(&world.noah, "The blue one.").await;
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.noah), @r"
        *A question waits for your answer.* Two lines are enough.
        @Inês’s question of Wed 4 Nov, 10:00: by Wed 4 Nov, 14:00, 55 working minutes left
        [Answer] [Seen, back by …] [Read it] [Why am I seeing this?]
        :white_check_mark: @Inês’s question of Wed 4 Nov, 10:20: answered
        `/mentor owed` shows everything you owe an answer, at any time.
        ");
    world.presses(&world.noah, "why").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Why am I seeing this? ==
        I remind a mentor of an answer twice while its promised time runs: when three quarters of it are over, and when it ends. After that, and when a time they named themselves has come, I ask once on each working day. `/mentor owed` shows everything at any time.
        *When the time you promised for an answer is nearly over, or past:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.in_new_york("04 16:00").await;
    assert_eq!(world.nudges().await, ["Wed 2026-11-04 13:00", "Wed 2026-11-04 14:00"]);
    assert!(!world.last_dm(&world.noah).contains("10:20"), "what is answered is not said again");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_who_named_a_time_is_asked_then_and_not_before() {
    let world = with_an_urgent_question().await;
    world.presses(&world.noah, "seen").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-04", "time": "15:00" })).await;
    world.in_new_york("05 12:00").await;
    assert_eq!(world.nudges().await, ["Wed 2026-11-04 15:00", "Thu 2026-11-05 09:00"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn each_round_of_a_question_is_spoken_of_anew() {
    let world = with_an_urgent_question().await;
    world.in_new_york("04 13:30").await;
    world.presses_on_the_card(&world.noah, "answer").await;
    world.sends_well(&world.noah, json!({ "words": "The green one." })).await;
    world.in_new_york("05 09:30").await;
    world.presses(&world.ines, "not_yet").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.in_new_york("05 16:00").await;
    let again = ["Thu 2026-11-05 12:30", "Thu 2026-11-05 13:30"];
    assert_eq!(world.nudges().await[1..], again);
    world.ends_unread().await;
}

#[tokio::test]
async fn what_a_full_day_has_no_room_for_waits_for_the_next_one() {
    let world = World::with_a_pair().await;
    world.in_new_york("03 11:00").await;
    world.has_a_question("quick", a_quick_one()).await;
    world.in_new_york("04 10:00").await;
    world.asks_urgently().await;
    world.in_new_york("05 12:00").await;
    let all = ["Wed 2026-11-04 09:00", "Wed 2026-11-04 11:00", "Thu 2026-11-05 09:00"];
    assert_eq!(world.nudges().await, all, "two a day");
    let unsaid =
        ["owed-card/2/2026-11-04/2: skipped late", "owed-card/2/2026-11-04/3: skipped late"];
    assert_eq!(world.left_unsaid().await, unsaid);
    let card = world.last_dm(&world.noah);
    assert!(card.starts_with("*Some questions wait for your answer.*"), "both of them: {card}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_reminder_that_was_missed_is_made_up_for_in_the_morning() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "mute until 2026-11-09").await;
    world.in_new_york("06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    // Three quarters are over on Monday at 14:05, the promise on Tuesday at 10:05.
    world.in_new_york("11 12:00").await;
    let all = ["Tue 2026-11-10 09:00", "Tue 2026-11-10 10:05", "Wed 2026-11-11 09:00"];
    assert_eq!(world.nudges().await, all);
    assert_eq!(world.left_unsaid().await, ["owed-card/2/2026-11-09/0: skipped muted"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn leave_that_begins_mid_clock_moves_both() {
    let world = World::with_a_pair().await;
    world.in_new_york("04 15:00").await;
    world.asks_urgently().await;
    world.types(&world.noah, "/mentor", "away 2026-11-05 2026-11-06").await;
    world.in_new_york("10 12:00").await;
    let all = ["Mon 2026-11-09 11:00", "Tue 2026-11-10 09:00"];
    assert_eq!(world.nudges().await, all, "in the morning the welcome named it");
    let unsaid = ["owed-card/2/2026-11-09/0: skipped welcomed back with it"];
    assert_eq!(world.left_unsaid().await, unsaid);
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_does_not_want_them_gets_none_until_they_do() {
    let world = with_an_urgent_question().await;
    world.in_new_york("04 13:01").await;
    world.presses(&world.noah, "why").await;
    world.presses_in_modal(&world.noah, "switch").await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.in_new_york("05 12:00").await;
    assert_eq!(world.nudges().await, ["Wed 2026-11-04 13:00"]);
    let unsaid = [
        "owed-card/2/2026-11-04/1: skipped switched off",
        "owed-card/2/2026-11-05/0: skipped switched off",
    ];
    assert_eq!(world.left_unsaid().await, unsaid);
    world.wants(&Kind::OF_THE_WEEK.map(Kind::as_str)).await;
    world.in_new_york("06 12:00").await;
    assert_eq!(world.nudges().await, ["Wed 2026-11-04 13:00", "Fri 2026-11-06 09:00"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_bot_that_was_away_says_what_came_meanwhile_once() {
    let world = with_an_urgent_question().await;
    world.down_until(NEW_YORK, "2026-11-04 14:30");
    world.up_again().await;
    world.clock.advance(Duration::from_secs(60));
    world.up_again().await;
    assert_eq!(world.nudges().await, ["Wed 2026-11-04 14:30"]);
    world.in_new_york("04 17:00").await;
    assert_eq!(world.nudges().await.len(), 1);
    world.ends_unread().await;
}
