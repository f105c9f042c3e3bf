//! How a mentor's answer comes in: with the form, typed in the thread, edited, taken back, from Home, and while the bot
//! was away.

use std::time::Duration;

use serde_json::{Value, json};
use trellis::sandbox::{acting::Submitted, faults::Misbehaviour};

use crate::world::{World, a_good_week};

/// The check-in stands in the room: it is Friday, 15:05 in Lisbon and 10:05 in New York.
async fn with_a_checkin() -> World {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world
}

/// The line under the check-in that says how it stands with the reply.
fn standing(world: &World) -> String {
    world.checkin_in_room().lines().last().unwrap_or_default().to_owned()
}

const OWED: &str = "@Noah answers by Tue 10 Nov, 15:05, here in the thread or with *Reply*. \
                    `/checkin history` keeps it.";

/// What is kept of replies, as a reader of the record sees it.
async fn record(world: &World) -> String {
    world.types(&world.ines, "/checkin", "history").await;
    world.presses_in_modal(&world.ines, "open_checkin").await;
    let page = world.modal(&world.ines);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let (_, replies) = page.split_once("---\n").unwrap();
    replies.replace(DIFFER, "")
}

/// What was said in the thread, without the button under it.
fn thread(world: &World) -> Vec<String> {
    world.in_thread().iter().map(|message| message.replace(DIFFER, "")).collect()
}

const DIFFER: &str = "\n[I see it differently]";

#[tokio::test]
async fn a_reply_needs_one_of_its_four_parts() {
    let world = with_a_checkin().await;
    world.presses(&world.noah, "reply").await;
    let missing = "Write in at least one of these; even one line keeps the conversation going.";
    for nothing in [json!({}), json!({ "feedback": " \u{200b} ", "progress": "\n" })] {
        let Submitted::FieldErrors(errors) = world.sends(&world.noah, nothing).await else {
            panic!("an empty reply was taken");
        };
        assert_eq!(errors.into_iter().collect::<Vec<_>>(), [("feedback".into(), missing.into())]);
    }
    assert_eq!(standing(&world), OWED, "nothing was stored");
    world.sends_well(&world.noah, json!({ "feedback": "", "progress": "You asked early." })).await;
    assert_eq!(thread(&world), ["*@Noah replied*\nProgress I noticed\nYou asked early."]);
    assert_eq!(standing(&world), "@Noah answered at once. `/checkin history` keeps it.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn only_an_https_address_alone_becomes_a_link() {
    for (typed, shown) in [
        (" https://example.com/a?b=1&c=<x> ", "<https://example.com/a?b=1&c=%3Cx%3E>"),
        ("http://example.com", "http://example.com"),
        ("https://ines:secret@example.com", "https://ines:secret@example.com"),
        ("see https://example.com", "see https://example.com"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("<https://example.com|your bank>", "<https://example.com|your bank>"),
    ] {
        let world = with_a_checkin().await;
        world.presses(&world.noah, "reply").await;
        world.sends_well(&world.noah, json!({ "example": typed })).await;
        let expected = format!("*@Noah replied*\nAn example, or a link to one\n{shown}");
        assert_eq!(thread(&world), [expected]);
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn what_the_mentor_types_in_the_thread_is_a_reply() {
    let world = with_a_checkin().await;
    world.until("America/New_York", "2026-11-06 11:35").await;
    let ts = world
        .writes_in_thread(&world.noah, "Use <T> & see https://example.com/x @Inês Duarte :tada:")
        .await;
    assert_eq!(
        standing(&world),
        "@Noah answered after 1 h 30 min of working time. `/checkin history` keeps it."
    );
    assert_eq!(
        record(&world).await,
        "*@Noah replied* Fri 6 Nov, 11:35\nIn the thread\n\
         Use <T> & see https://example.com/x @Inês Duarte :tada:",
        "kept as it was written"
    );
    world.edits(&world.noah, &ts, "Use a generic.").await;
    assert_eq!(
        record(&world).await,
        "*@Noah replied* Fri 6 Nov, 11:35\nIn the thread\nUse a generic."
    );
    assert_eq!(world.dump().await["reply_versions"].len(), 2, "an edit adds a version");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_emoji_the_mentees_own_words_and_other_people_are_no_reply() {
    let world = with_a_checkin().await;
    let emoji = world.writes_in_thread(&world.noah, ":tada: 🎉").await;
    world.writes_in_thread(&world.ines, "I forgot to say: it works now.").await;
    assert_eq!(standing(&world), OWED);
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let said = |more: Value| {
        let mut event = json!({ "type": "message", "channel": room, "channel_type": "mpim",
            "thread_ts": parent, "text": "Well done." });
        for (key, value) in more.as_object().unwrap() {
            event[key] = value.clone();
        }
        event
    };
    for event in [
        said(json!({ "user": world.lena, "ts": "1793977600.000100" })),
        said(json!({ "user": "U0NOBODY", "ts": "1793977600.000200" })),
        said(json!({ "user": world.noah, "bot_id": "B0OTHER", "ts": "1793977600.000300" })),
        said(json!({ "user": world.noah, "subtype": "channel_join", "ts": "1793977600.000400" })),
        said(json!({ "user": world.noah, "ts": "1793977600.000500", "thread_ts": "1.000001" })),
        said(json!({ "user": world.noah, "ts": "1793977600.000600", "channel": "C0ELSEWHERE" })),
    ] {
        world.stage.workspace.forge_event("message.mpim", event).await;
    }
    assert_eq!(standing(&world), OWED);
    assert_eq!(world.dump().await["replies"].len(), 0);
    world.edits(&world.noah, &emoji, ":tada: now in words").await;
    assert_eq!(standing(&world), "@Noah answered at once. `/checkin history` keeps it.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_reply_taken_back_is_gone_and_the_clock_runs_again() {
    let world = with_a_checkin().await;
    let one = world.writes_in_thread(&world.noah, "The zebracrossing is in the parser.").await;
    world.hours(1).await;
    let other = world.writes_in_thread(&world.noah, "And read chapter four.").await;
    assert!(world.is_kept("zebracrossing").await);
    world.takes_back(&world.noah, &one).await;
    assert!(!world.is_kept("zebracrossing").await, "in no table and in no index");
    world.types(&world.ines, "/mentor", "search zebracrossing").await;
    assert_eq!(
        world.modal(&world.ines).lines().nth(3),
        Some(
            "Nothing found with all of these words. Fewer words, or the beginning of one, find more."
        )
    );
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert_eq!(
        standing(&world),
        "@Noah answered after 1 h of working time. `/checkin history` keeps it.",
        "the other reply stands"
    );
    world.takes_back(&world.noah, &other).await;
    assert_eq!(standing(&world), OWED);
    assert_eq!(record(&world).await, "No reply yet.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_file_is_counted_and_never_fetched() {
    let world = with_a_checkin().await;
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let event = json!({ "type": "message", "subtype": "file_share", "channel": room,
        "channel_type": "mpim", "user": world.noah, "ts": "1793977800.000100",
        "thread_ts": parent, "text": "", "files": [{ "id": "F1", "url_private": "https://x" }] });
    world.stage.workspace.forge_event("message.mpim", event).await;
    world.stage.workspace.settle().await;
    assert_eq!(
        record(&world).await,
        "*@Noah replied* Fri 6 Nov, 10:10\nWith an attachment, which stays in Slack."
    );
    assert!(!world.is_kept("url_private").await && !world.is_kept("https://x").await);
    world.ends_unread().await;
}

#[tokio::test]
async fn replies_made_while_the_bot_was_away_are_found_with_slacks_own_time() {
    let world = with_a_checkin().await;
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let workspace = &world.stage.workspace;
    // Nobody lets the bot live until the clock says 14:00.
    world.clock.advance(Duration::from_secs(2 * 60 * 60));
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 2);
    workspace.post(&world.ines, &room, "Is cloning slow?", Some(&parent)).await.unwrap();
    workspace.post(&world.noah, &room, "Not for this.", Some(&parent)).await.unwrap();
    assert_eq!(standing(&world), OWED, "nobody heard it");
    world.clock.advance(Duration::from_secs(2 * 60 * 60));
    trellis::scheduler::mind_the_gap(&world.stage.bot.app).await.unwrap();
    workspace.settle().await;
    assert_eq!(
        standing(&world),
        "@Noah answered after 2 h of working time. `/checkin history` keeps it."
    );
    assert_eq!(
        record(&world).await,
        "*@Noah replied* Fri 6 Nov, 12:05\nIn the thread\nNot for this."
    );
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn replies_edited_and_taken_back_while_the_bot_was_away_are_followed() {
    let world = with_a_checkin().await;
    let kept = world.writes_in_thread(&world.noah, "Cloning is fine.").await;
    let gone = world.writes_in_thread(&world.noah, "Forget what I said about Tom.").await;
    let (room, _) = world.find(&world.noah, "reply").unwrap();
    let workspace = &world.stage.workspace;
    world.clock.advance(Duration::from_secs(2 * 60 * 60));
    workspace.misbehave(Misbehaviour::DropEvents, "message.*", 2);
    workspace.edit(&world.noah, &room, &kept, "Cloning a short string is fine.").await.unwrap();
    workspace.delete(&world.noah, &room, &gone).await.unwrap();
    trellis::scheduler::mind_the_gap(&world.stage.bot.app).await.unwrap();
    workspace.settle().await;
    assert_eq!(
        record(&world).await,
        "*@Noah replied* Fri 6 Nov, 10:05\nIn the thread\nCloning a short string is fine."
    );
    assert!(!world.is_kept("Tom").await, "what was taken back is kept nowhere");
    world.ends_unread().await;
}

#[tokio::test]
async fn an_answer_from_home_before_the_window_opens_brings_the_check_in_along() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-07 11:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert!(!world.sees(&world.noah, "reply"), "it is Saturday in New York");
    world.home(&world.noah).await;
    world.presses_at_home(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "I could not wait until Monday." })).await;
    assert_eq!(
        thread(&world),
        ["*@Noah replied*\nFeedback on the work\nI could not wait until Monday."]
    );
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn read_more_on_a_day_is_told_and_does_not_stop_the_clock() {
    let world = with_a_checkin().await;
    world.presses(&world.noah, "read_more").await;
    assert_eq!(
        world.modal(&world.noah),
        "== Read, more later ==\n\
         I'll tell your mentee that you have read it and when you write more. The reply stays owed.\n\
         I write more on*: 2026-11-09\n[[Tell them]]"
    );
    let bad = "Choose a day from today on, within the next month.";
    for day in ["2026-11-05", "2026-12-08"] {
        let Submitted::FieldErrors(errors) = world.sends(&world.noah, json!({ "day": day })).await
        else {
            panic!("{day} was taken");
        };
        assert_eq!(errors["day"], bad);
    }
    assert_eq!(standing(&world), OWED);
    world.sends_well(&world.noah, json!({ "day": "2026-11-11" })).await;
    assert_eq!(thread(&world), ["@Noah has read this and writes more on Wed 11 Nov."]);
    assert_eq!(
        standing(&world),
        "@Noah has read it and writes more on Wed 11 Nov. `/checkin history` keeps it."
    );
    let home = world.home(&world.noah).await;
    assert!(home.contains("Waiting for your answer"), "the reply is still owed: {home}");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_answer_to_a_check_in_nobody_knew_was_posted_is_not_lost() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    // Slack takes the receipt and the post, and neither answer comes back.
    world.stage.workspace.misbehave(Misbehaviour::CutAfter, "chat.postMessage", 2);
    world.sends_well(&world.ines, a_good_week()).await;
    let (room, parent) = world.find(&world.noah, "reply").expect("it stands all the same");
    let workspace = &world.stage.workspace;
    workspace.post(&world.noah, &room, "Cloning is fine.", Some(&parent)).await.unwrap();
    workspace.settle().await;
    world.minutes(5).await;
    assert!(standing(&world).starts_with("@Noah answered"), "{}", standing(&world));
    world.minutes(15).await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_reply_heard_of_only_after_it_was_taken_back_stays_gone() {
    let world = with_a_checkin().await;
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let workspace = &world.stage.workspace;
    let ts = "1793978000.000100";
    let gone = json!({ "type": "message", "subtype": "message_deleted", "channel": room, "channel_type": "mpim",
        "deleted_ts": ts, "ts": "1793978100.000200", "event_ts": "1793978100.000200",
        "previous_message": { "type": "message", "user": world.noah, "ts": ts, "thread_ts": parent, "text": "" } });
    let said = json!({ "type": "message", "channel": room, "channel_type": "mpim", "user": world.noah,
        "ts": ts, "event_ts": ts, "thread_ts": parent, "text": "Forget that I said it." });
    workspace.forge_event("message.mpim", gone).await;
    workspace.forge_event("message.mpim", said).await;
    workspace.settle().await;
    assert_eq!(standing(&world), OWED);
    assert!(!world.is_kept("Forget that I said it.").await);
    world.ends_unread().await;
}

/// Slack tells that a message of Noah's in the newest thread says this now, with its own stamps of the edit.
async fn is_told_of_an_edit(world: &World, ts: &str, (text, edited, told): (&str, &str, &str)) {
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let event = json!({ "type": "message", "subtype": "message_changed", "channel": room,
        "channel_type": "mpim", "ts": told, "event_ts": told,
        "message": { "type": "message", "user": world.noah, "ts": ts, "thread_ts": parent, "text": text,
            "edited": { "user": world.noah, "ts": edited } } });
    world.stage.workspace.forge_event("message.mpim", event).await;
    world.stage.workspace.settle().await;
}

/// The words of the newest reply, as a reader of the record sees them.
async fn said_last(world: &World) -> String {
    record(world).await.lines().last().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn of_two_edits_that_overtake_each_other_the_newer_counts() {
    let world = with_a_checkin().await;
    let ts = world.writes_in_thread(&world.noah, "Clone it.").await;
    let second = ("Clone it, and move on.", "1793978002.000000", "1793978002.000300");
    is_told_of_an_edit(&world, &ts, second).await;
    for late in [
        ("Clone them.", "1793978001.000000", "1793978001.000200"),
        ("Clone it, and moove on.", "1793978002.000000", "1793978002.000200"),
        (":tada:", "1793978001.000000", "1793978001.000100"),
    ] {
        is_told_of_an_edit(&world, &ts, late).await;
        assert_eq!(said_last(&world).await, "Clone it, and move on.", "{late:?}");
    }
    let third = ("Borrow it.", "1793978002.000000", "1793978002.000400");
    is_told_of_an_edit(&world, &ts, third).await;
    assert_eq!(said_last(&world).await, "Borrow it.");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_edit_into_no_reply_that_comes_before_the_message_itself_counts() {
    let world = with_a_checkin().await;
    let (room, parent) = world.find(&world.noah, "reply").unwrap();
    let ts = "1793978000.000100";
    let emoji = (":eyes:", "1793978001.000000", "1793978001.000200");
    is_told_of_an_edit(&world, ts, emoji).await;
    let said = json!({ "type": "message", "channel": room, "channel_type": "mpim", "user": world.noah,
        "ts": ts, "event_ts": ts, "thread_ts": parent, "text": "Not what I meant." });
    world.stage.workspace.forge_event("message.mpim", said).await;
    world.stage.workspace.settle().await;
    assert_eq!(standing(&world), OWED);
    assert!(!world.is_kept("Not what I meant.").await);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_reply_edited_into_no_reply_and_back_stands_again() {
    let world = with_a_checkin().await;
    world.hours(1).await;
    let ts = world.writes_in_thread(&world.noah, "The zebracrossing is in the parser.").await;
    let answered = "@Noah answered after 1 h of working time. `/checkin history` keeps it.";
    assert_eq!(standing(&world), answered);
    for nothing in [":tada:", " \u{200b} "] {
        world.edits(&world.noah, &ts, nothing).await;
        assert_eq!(standing(&world), OWED, "{nothing:?}");
        assert!(!world.is_kept("zebracrossing").await, "{nothing:?}");
        world.minutes(30).await;
        world.edits(&world.noah, &ts, "The zebracrossing it is.").await;
        assert_eq!(standing(&world), answered, "{nothing:?}");
        assert_eq!(said_last(&world).await, "The zebracrossing it is.", "{nothing:?}");
    }
    world.edits(&world.noah, &ts, ":tada:").await;
    world.takes_back(&world.noah, &ts).await;
    let late = ("The zebracrossing again.", "1793999999.000000", "1793999999.000100");
    is_told_of_an_edit(&world, &ts, late).await;
    assert_eq!(standing(&world), OWED, "what was deleted stays gone");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_edit_heard_of_while_a_thread_is_read_again_is_not_undone() {
    let world = with_a_checkin().await;
    let ts = world.writes_in_thread(&world.noah, "Clone it.").await;
    // Slack's page of the thread is a moment older than the event.
    let newer = ("Borrow it.", "1793978400.000000", "1793978400.000100");
    is_told_of_an_edit(&world, &ts, newer).await;
    world.clock.advance(Duration::from_secs(2 * 60 * 60));
    trellis::scheduler::mind_the_gap(&world.stage.bot.app).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(said_last(&world).await, "Borrow it.");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_reply_form_sent_again_with_other_words_changes_its_message() {
    let world = with_a_checkin().await;
    world.presses(&world.noah, "reply").await;
    let form = world.form_left_open(&world.noah);
    world.sends_well(&world.noah, json!({ "feedback": "Cloning is fine." })).await;
    // Slack lost the acknowledgement, so the form is still open, and he sends it with other words.
    let other = [("feedback", "Cloning a short string is fine.")];
    world.sends_left_open(&world.noah, &form, &other).await;
    let changed = "*@Noah replied*\nFeedback on the work\nCloning a short string is fine.";
    assert_eq!(thread(&world), [changed]);
    world.sends_left_open(&world.noah, &form, &other).await;
    assert_eq!(thread(&world), [changed]);
    assert_eq!(world.versions().await, (1, 2), "the same words again are nothing new");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_reply_changed_while_slack_takes_it_is_shown_as_it_is_in_the_end() {
    let world = with_a_checkin().await;
    world.presses(&world.noah, "reply").await;
    let form = world.form_left_open(&world.noah);
    world.stage.workspace.misbehave(Misbehaviour::CutAfter, "chat.postMessage", 1);
    world.sends_well(&world.noah, json!({ "feedback": "Cloning is fine." })).await;
    let other = [("feedback", "Cloning a short string is fine.")];
    world.sends_left_open(&world.noah, &form, &other).await;
    world.minutes(5).await;
    let changed = "*@Noah replied*\nFeedback on the work\nCloning a short string is fine.";
    assert_eq!(thread(&world), [changed]);
    world.minutes(15).await;
    world.everybody_reads();
    world.ends().await;
}
