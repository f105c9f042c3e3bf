//! The replies a mentor owes: the list they ask for, and the quiet cards. The times at which questions are spoken of are
//! told in `nudges`.

use std::time::Duration;

use serde_json::json;
use trellis::sandbox::{faults::Misbehaviour, people::NewPerson};

use crate::world::{World, a_good_week, wall};

/// The check-in stands in the room since Friday, 10:05 in New York; its reply is owed by Tuesday, 10:05, and three
/// quarters of that have passed on Monday at 14:05.
async fn with_a_checkin() -> World {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world
}

/// When cards of what is owed became visible to the mentor, in New York.
async fn cards(world: &World) -> Vec<String> {
    let ledger = world.ledger().await;
    let cards = ledger.iter().filter(|entry| entry.kind() == "owed-card");
    cards.filter_map(|entry| Some(wall(entry.seen_at?, "America/New_York"))).collect()
}

/// When three quarters have passed.
const THREE_QUARTERS: &str = "Mon 2026-11-09 14:05";

const FOOT: &str = "`/mentor owed` shows everything you owe an answer, at any time.";
const BUTTONS: &str = "[Reply] [Read, more on …] [Read it]";
const WHY: &str = "[Why am I seeing this?]";

#[tokio::test]
async fn the_list_shows_every_check_in_that_waits_with_the_time_left() {
    let mut world = with_a_checkin().await;
    let otto = world.mentors_too(NewPerson::named("Otto").zone("Europe/Lisbon"), "Otto").await;
    world.until("Europe/Lisbon", "2026-11-09 15:00").await;
    world.types(&otto, "/checkin", "").await;
    world.sends_well(&otto, a_good_week()).await;
    world.types(&world.noah, "/mentor", "owed").await;
    assert_eq!(
        world.modal(&world.noah),
        format!(
            "== Your answers ==\n2 check-ins are waiting for your reply.\n\
             @Inês’s week of 2–8 Nov: by Tue 10 Nov, 10:05, 1 working day left\n{BUTTONS}\n\
             @{otto}’s week of 9–15 Nov: by Wed 11 Nov, 10:00, 2 working days left\n{BUTTONS}"
        )
    );
    world.presses_in_modal(&world.noah, "open_checkin").await;
    assert!(world.modal(&world.noah).starts_with("== Check-in ==\n*@Inês, week of 2–8 Nov*"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.writes_in_thread(&world.noah, "Well done.").await;
    world.ends_unread().await;
}

#[tokio::test]
async fn the_list_is_for_mentors_and_may_be_empty() {
    let world = World::with_a_pair().await;
    let nobody = "You are not a mentor in a running pair, so nobody waits for your answer. `/mentor help` shows what \
                  you can do.";
    assert_eq!(world.types(&world.ines, "/mentor", "owed").await, nobody);
    assert_eq!(world.types(&world.lena, "/mentor", "owed").await, nobody);
    world.types(&world.noah, "/mentor", "owed").await;
    assert_eq!(world.modal(&world.noah), "== Your answers ==\nNothing is waiting for your answer.");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends().await;
}

#[tokio::test]
async fn a_quiet_card_comes_before_the_promise_ends_on_its_day_and_every_working_day_after_it() {
    let world = with_a_checkin().await;
    world.until("America/New_York", "2026-11-09 14:04").await;
    assert_eq!(cards(&world).await, Vec::<String>::new());
    world.until("America/New_York", "2026-11-10 08:59").await;
    assert_eq!(cards(&world).await, [THREE_QUARTERS]);
    assert!(world.last_dm(&world.noah).contains("by Tue 10 Nov, 10:05, 4 working hours left"));
    world.until("America/New_York", "2026-11-10 12:00").await;
    assert_eq!(
        world.last_dm(&world.noah),
        format!(
            "*A check-in waits for your reply.* Two lines are enough.\n\
             @Inês’s week of 2–8 Nov: by Tue 10 Nov, 10:05, 1 working hour left\n{BUTTONS} {WHY}\n{FOOT}"
        )
    );
    world.until("America/New_York", "2026-11-16 08:00").await;
    let every_day = [
        THREE_QUARTERS,
        "Tue 2026-11-10 09:00",
        "Wed 2026-11-11 09:00",
        "Thu 2026-11-12 09:00",
        "Fri 2026-11-13 09:00",
    ];
    assert_eq!(cards(&world).await, every_day);
    assert!(world.last_dm(&world.noah).contains("by Tue 10 Nov, 10:05, 2 working days late"));

    // Its buttons work, and every card shows what became of it.
    world.presses_on_the_card(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "progress": "You asked early." })).await;
    world.minutes(1).await;
    let answered = format!(
        "*Nothing here waits for your answer any more.*\n:white_check_mark: @Inês’s week of 2–8 Nov: answered\n{FOOT}"
    );
    let dm = world.dm(&world.noah);
    assert_eq!(dm.iter().filter(|message| **message == answered).count(), 5, "{dm:#?}");
    world.until("America/New_York", "2026-11-18 12:00").await;
    assert_eq!(cards(&world).await.len(), 5, "nothing is owed any more");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_of_two_gets_one_card_a_morning() {
    let mut world = with_a_checkin().await;
    let otto = world.mentors_too(NewPerson::named("Otto").zone("Europe/Lisbon"), "Otto").await;
    // His first check-in opens four days before it is due.
    world.until("Europe/Lisbon", "2026-11-09 15:00").await;
    world.types(&otto, "/checkin", "").await;
    world.sends_well(&otto, a_good_week()).await;
    world.until("America/New_York", "2026-11-11 12:00").await;
    let card = world.last_dm(&world.noah);
    assert!(card.starts_with("*Some check-ins wait for your reply.*"), "{card}");
    assert!(card.contains("@Inês’s week") && card.contains(&format!("@{otto}’s week")), "{card}");
    // On Tuesday afternoon three quarters of Otto's have passed.
    let all =
        [THREE_QUARTERS, "Tue 2026-11-10 09:00", "Tue 2026-11-10 14:00", "Wed 2026-11-11 09:00"];
    assert_eq!(cards(&world).await, all);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_day_the_mentor_gave_themselves_is_asked_for_and_not_before() {
    let world = with_a_checkin().await;
    world.presses(&world.noah, "read_more").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-12" })).await;
    world.until("America/New_York", "2026-11-12 08:00").await;
    assert_eq!(cards(&world).await, Vec::<String>::new());
    world.until("America/New_York", "2026-11-12 12:00").await;
    assert_eq!(
        world.last_dm(&world.noah),
        format!(
            "*A check-in waits for your reply.* Two lines are enough.\n\
             You said you would write more about @Inês’s week of 2–8 Nov today.\n{BUTTONS} {WHY}\n{FOOT}"
        )
    );
    world.presses_on_the_card(&world.noah, "read_more").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-16" })).await;
    world.minutes(1).await;
    assert!(
        world
            .last_dm(&world.noah)
            .contains("@Inês’s week of 2–8 Nov: you write more on Mon 16 Nov")
    );
    world.until("America/New_York", "2026-11-17 12:00").await;
    assert!(
        world
            .last_dm(&world.noah)
            .contains("You said you would write more about @Inês’s week of 2–8 Nov on Mon 16 Nov.")
    );
    assert_eq!(
        cards(&world).await,
        ["Thu 2026-11-12 09:00", "Mon 2026-11-16 09:00", "Tue 2026-11-17 09:00"]
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn a_reply_nobody_heard_of_is_read_in_the_thread_before_the_card_is_sent() {
    let world = with_a_checkin().await;
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
    workspace.post(&world.noah, &room, "Not for this.", Some(&parent)).await.unwrap();
    let reads = workspace.calls("conversations.replies");
    world.until("America/New_York", "2026-11-10 12:00").await;
    assert_eq!(workspace.calls("conversations.replies"), reads + 1);
    assert_eq!(cards(&world).await, Vec::<String>::new());
    assert!(
        world.not_sent().await.contains(&"owed-card/2/2026-11-09/0: skipped answered".to_owned())
    );
    assert!(world.checkin_in_room().contains("@Noah answered"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_thread_that_cannot_be_read_keeps_no_card_back() {
    let world = with_a_checkin().await;
    let trouble = Misbehaviour::ErrorCode("internal_error");
    world.stage.workspace.misbehave(trouble, "conversations.replies", 1);
    world.until("America/New_York", "2026-11-10 12:00").await;
    assert_eq!(cards(&world).await, [THREE_QUARTERS, "Tue 2026-11-10 09:00"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_gets_a_card_while_away_and_new_hours_move_it() {
    let world = with_a_checkin().await;
    world.types(&world.noah, "/mentor", "away 2026-11-10 2026-11-11").await;
    world.until("America/New_York", "2026-11-12 08:00").await;
    assert_eq!(cards(&world).await, [THREE_QUARTERS], "and the promise stands still");
    world.types(&world.noah, "/mentor", "hours Mon-Fri 10:00-12:00").await;
    world.until("America/New_York", "2026-11-13 12:00").await;
    let friday = "Fri 2026-11-13 10:00";
    assert_eq!(
        cards(&world).await,
        [THREE_QUARTERS, friday],
        "on Thursday he was welcomed back with it"
    );
    world.moves(&world.noah, Some("America/Denver")).await;
    world.until("America/Denver", "2026-11-16 11:00").await;
    assert_eq!(cards(&world).await[1..], [friday, "Mon 2026-11-16 12:00"], "10:00 in Denver");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_bot_that_was_down_asks_once_and_only_while_the_day_lasts() {
    let world = with_a_checkin().await;
    world.down_until("America/New_York", "2026-11-10 11:00");
    world.up_again().await;
    assert_eq!(cards(&world).await, ["Tue 2026-11-10 11:00"]);
    world.down_until("America/New_York", "2026-11-12 18:00");
    world.up_again().await;
    world.clock.advance(Duration::from_secs(60));
    world.up_again().await;
    assert_eq!(cards(&world).await, ["Tue 2026-11-10 11:00"], "an evening is no time for a card");
    world.until("America/New_York", "2026-11-13 12:00").await;
    assert_eq!(cards(&world).await, ["Tue 2026-11-10 11:00", "Fri 2026-11-13 09:00"]);
    world.ends_unread().await;
}
