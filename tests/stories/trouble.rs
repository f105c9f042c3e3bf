//! A file that cannot be written, a disk that is full, a Slack that is down: the person sees it, and keeps their text.

use std::time::Duration;

use serde_json::Value;
use trellis::sandbox::{
    acting::{Press, Submitted},
    faults::Misbehaviour,
    people::NewPerson,
};

use crate::world::{World, a_good_week};

const NOT_SAVED: &str = "I couldn't save that just now, and nothing has changed. Please try again in a moment; if you \
                         typed something, it is still here.";

/// Inês has the form of this week open.
async fn with_the_form_open() -> World {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.everybody_reads();
    world.types(&world.ines, "/checkin", "").await;
    world
}

/// Sends the open form while the bot is in trouble; it must be told in time, and the text must stay.
async fn sends_in_vain(world: &World, week: &Value) {
    let sent = world.stage.workspace.submit(&world.ines, week);
    let submitted = tokio::time::timeout(Duration::from_secs(2), sent).await.expect("within 2 s");
    let Submitted::FieldErrors(errors) = submitted.unwrap() else { panic!("it was taken") };
    assert_eq!(errors.into_values().collect::<Vec<_>>(), [NOT_SAVED]);
    assert_eq!(
        world.in_field(&world.ines, "tasks"),
        week["tasks"],
        "the form stays, with its text"
    );
}

#[tokio::test]
async fn a_locked_database_keeps_the_text_and_a_second_press_saves_it() {
    let world = with_the_form_open().await;
    let before = world.dump().await;
    let lock = world.stage.bot.app.db.write().await.unwrap();
    sends_in_vain(&world, &a_good_week()).await;
    drop(lock);
    assert_eq!(world.dump().await, before);
    world.sends_well(&world.ines, a_good_week()).await;
    assert_eq!(world.dump().await["checkins"].len(), 1);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_press_on_a_locked_database_is_answered_and_can_be_repeated() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 15:00").await;
    let lock = world.stage.bot.app.db.write().await.unwrap();
    let (channel, ts) = world.find(&world.ines, "later").unwrap();
    let press = Press::in_message(&channel, &ts, "later");
    world.stage.workspace.click(&world.ines, press).await.unwrap();
    drop(lock);
    world.stage.workspace.settle().await;
    assert_eq!(world.whisper(&world.ines), NOT_SAVED);
    world.presses(&world.ines, "later").await;
    assert!(world.last_dm(&world.ines).starts_with("All right: I'll ask again"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_full_disk_keeps_the_text_and_what_was_saved_before() {
    let world = with_the_form_open().await;
    // SQLite refuses to let the file grow, as it does when the disk is full.
    world.changes_the_file("pragma max_page_count = 1").await;
    let before = world.dump().await;
    let mut long = a_good_week();
    for field in ["tasks", "learned", "tried", "happened", "primary", "secondary", "stretch"] {
        long[field] = "é".repeat(3000).into();
    }
    sends_in_vain(&world, &long).await;
    assert_eq!(world.dump().await, before, "not even half of it is stored");
    // The disk has room again, and so has the bot, without being started again.
    world.sends_well(&world.ines, a_good_week()).await;
    assert_eq!(world.dump().await["checkins"].len(), 1);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_form_slack_does_not_open_is_told_to_whoever_asked_for_it() {
    let sorry = "Slack didn't open that just now, and nothing has changed. Please try again.";
    for trouble in [
        Misbehaviour::ServerError(500),
        Misbehaviour::RateLimited(30),
        Misbehaviour::ErrorCode("expired_trigger_id"),
        Misbehaviour::CutBefore,
    ] {
        let world = World::with_a_pair().await;
        world.until("Europe/Lisbon", "2026-11-06 15:00").await;
        world.stage.workspace.misbehave(trouble.clone(), "views.open", 1);
        world.types(&world.ines, "/checkin", "").await;
        assert_eq!(world.whisper(&world.ines), sorry, "{trouble:?}");
        if trouble != Misbehaviour::RateLimited(30) {
            world.presses(&world.ines, "write_checkin").await;
            assert!(world.modal(&world.ines).starts_with("== Check-in =="), "{trouble:?}");
        }
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn a_check_in_sent_while_slack_is_down_is_saved_and_shown_later() {
    let world = with_the_form_open().await;
    world.stage.workspace.misbehave(Misbehaviour::ServerError(503), "*", 30);
    world.sends_well(&world.ines, a_good_week()).await;
    assert_eq!(world.dump().await["checkins"].len(), 1, "saved although nothing can be said");
    world.hours(2).await;
    world.stage.workspace.behave();
    world.hours(2).await;
    let receipts: Vec<String> =
        world.reads(&world.ines).into_iter().filter(|it| it.contains("is saved")).collect();
    assert_eq!(receipts.len(), 1, "{receipts:?}");
    assert!(world.checkin_in_room().contains("Finished the import screen"));
    world.ends_unread().await;
}

#[tokio::test]
async fn an_outcome_that_cannot_be_written_for_long_is_written_when_it_can_be() {
    let mut world = World::with_a_pair().await;
    let bruno = NewPerson::named("Bruno Faria").zone("Europe/Lisbon");
    let bruno = world.mentors_too(bruno, "Bruno Faria").await;
    world.until("Europe/Lisbon", "2026-11-06 14:59").await;
    let full = "create trigger full before update on outbox
                when old.state = 'sending' and old.key like 'prompt/1/%'
                begin select raise(abort, 'database or disk is full'); end";
    world.changes_the_file(full).await;
    world.until("Europe/Lisbon", "2026-11-06 15:30").await;
    assert!(world.sees(&world.ines, "write_checkin"), "Slack took it");
    assert!(world.sees(&bruno, "write_checkin"), "nobody else waits for it");
    assert_eq!(world.not_sent().await, ["prompt/1/2026-W45/0: sending "]);
    let calls = |method: &str| world.stage.workspace.calls(method);
    let before = ["chat.postMessage", "conversations.history"].map(calls);
    world.changes_the_file("drop trigger full").await;
    world.minutes(1).await;
    assert_eq!(world.not_sent().await, Vec::<String>::new(), "without a new start");
    world.presses(&world.ines, "later").await;
    assert!(world.last_dm(&world.ines).starts_with("All right: I'll ask again"));
    let calls = |method: &str| world.stage.workspace.calls(method);
    let after = ["chat.postMessage", "conversations.history"].map(calls);
    assert_eq!(after, before, "what is known is neither sent again nor looked for");
    world.ends_unread().await;
}

#[tokio::test]
async fn an_outcome_from_which_nothing_can_follow_is_looked_for() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 14:59").await;
    let refused = "create trigger refused before update on outbox
                   when old.state = 'sending' and new.state = 'sent'
                   begin select raise(abort, 'no'); end";
    world.changes_the_file(refused).await;
    world.until("Europe/Lisbon", "2026-11-06 15:00").await;
    world.minutes(5).await;
    assert_eq!(world.not_sent().await, Vec::<String>::new(), "it was found");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_message_that_cannot_be_read_holds_nobody_else_up() {
    let mut world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 14:59").await;
    let broken = "insert into outbox (key, message, state, due_at, ready_at, look_at) values
                  ('broken/ready', '{\"letter\":1}', 'ready', 0, 0, null),
                  ('broken/early', '{}', 'ready', 0, -9000000000000000000, null),
                  ('broken/lost', 'not even json', 'unknown', 0, 0, 0)";
    world.changes_the_file(broken).await;
    world.until("Europe/Lisbon", "2026-11-06 15:00").await;
    assert!(world.sees(&world.ines, "write_checkin"), "she is asked all the same");
    let broken = "insert into outbox (key, message, state, due_at, ready_at) values
                  ('broken/sending', '[]', 'sending', 0, 0)";
    world.changes_the_file(broken).await;
    world.bot_restarts().await;
    world.presses(&world.ines, "later").await;
    assert!(world.last_dm(&world.ines).starts_with("All right: I'll ask again"));
    let given_up = ["ready", "early", "lost", "sending"];
    let given_up = given_up.map(|name| format!("broken/{name}: dead unreadable"));
    assert_eq!(world.not_sent().await, given_up);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_pair_whose_row_cannot_be_read_keeps_nobody_else_from_being_asked() {
    let mut world = World::with_a_pair().await;
    let bruno = NewPerson::named("Bruno Faria").zone("Europe/Lisbon");
    let bruno = world.mentors_too(bruno, "Bruno Faria").await;
    let damages = [
        ("schedules", "due_at = -9000000000000000000", "due_at = due_at"),
        ("schedules", "week = 'some week'", "week = '2026-W46'"),
        ("asked_weeks", "week = 'some week'", "week = '2026-W46'"),
        ("asked_weeks", "times_snoozed = -1", "times_snoozed = 0"),
    ];
    let minutes = ["06 14:59", "13 14:59", "16 08:59", "16 12:59"];
    for ((table, damage, repair), minute) in damages.into_iter().zip(minutes) {
        world.until("Europe/Lisbon", &format!("2026-11-{minute}")).await;
        let change = |what: &str| {
            let newest = "week = (select max(week) from asked_weeks where pair_id = 1)";
            let newest = if table == "asked_weeks" { newest } else { "true" };
            format!("update {table} set {what} where pair_id = 1 and {newest}")
        };
        world.changes_the_file(&change(damage)).await;
        let _seen = [world.reads(&world.ines), world.reads(&bruno)];
        world.minutes(1).await;
        assert_eq!(world.reads(&bruno).len(), 1, "{damage}: Bruno is asked");
        assert!(world.reads(&world.ines).is_empty(), "{damage}");
        world.changes_the_file(&change(repair)).await;
        world.hours(1).await;
        assert_eq!(world.reads(&world.ines).len(), 1, "{damage}: once it is mended, Inês is too");
    }
    world.ends_unread().await;
}
