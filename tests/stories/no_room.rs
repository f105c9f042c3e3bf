//! A workspace that refuses group DMs, or takes one away: the two one-to-one DMs carry what the room would have carried.

use std::time::Duration;

use serde_json::{Value, json};
use trellis::sandbox::faults::Misbehaviour;

use crate::world::{
    World, a_good_week,
    texts::{CHECKIN_FIELDS, REPLY_FIELDS},
};

/// Inês and Noah are a pair, and Slack does not let the bot open a room for them.
async fn without_a_room(code: &'static str) -> World {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until("America/New_York", "2026-11-02 09:00").await;
    world.stage.workspace.misbehave(Misbehaviour::ErrorCode(code), "conversations.open", 1);
    world.everybody_reads();
    world.presses(&world.noah, "join").await;
    world
}

#[tokio::test]
async fn each_is_greeted_alone_and_the_reply_form_works() {
    let world = without_a_room("restricted_action").await;
    assert_eq!(world.room(), None);
    assert_eq!(world.reads(&world.lena).len(), 1, "the lead is told that the pair has begun");
    let greeting = |other: &str, first: &str| {
        format!(
            "# Your pair has begun\nSlack doesn't let me open a room for you and @{other} here, so I bring everything \
             to each of you in this conversation. The first check-in is asked for {first}. The mentor answers with \
             *Reply* under it. Everything stays findable with `/mentor search`.\nYou two read what is written, and \
             nobody else. Leads see that something was written and when, never the words. Whoever operates this \
             server could read its database."
        )
    };
    assert_eq!(world.reads(&world.ines), [greeting("Noah", "Fri 6 Nov, 15:00")]);
    assert_eq!(world.reads(&world.noah), [greeting("Inês", "Fri 6 Nov, 10:00")]);
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.reads(&world.ines);
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    let own = world.reads(&world.ines);
    assert_eq!(own.len(), 1, "the receipt is her copy, and the only one: {own:?}");
    let receipt = "Your check-in for the week of 2–8 Nov is saved. @Noah has had it since Fri 6 Nov, 15:05. \
                   The answer comes by Tue 10 Nov, 15:05.\n";
    let (first, buttons) = ("# Accomplished\n", "---\n[Read it] [Edit]");
    let words = own[0].strip_prefix(receipt).and_then(|rest| rest.strip_suffix(buttons));
    let words = words.unwrap_or_else(|| panic!("{}", own[0]));
    assert!(words.starts_with(first) && words.contains("Your examples."));
    let copy = world.reads(&world.noah).remove(0);
    assert!(copy.contains(words), "both DMs carry the same words: {copy}");
    let standing = "@Noah answers by Tue 10 Nov, 15:05 with *Reply*; nobody else sees what is typed under this \
                    message. `/checkin history` keeps it.";
    assert_eq!(copy.lines().last(), Some(standing));

    // What the mentor types under their own copy is seen by nobody else, so it does not count before they say so.
    world.writes_in_thread(&world.noah, "Looks good!").await;
    assert_eq!(world.dump().await["replies"].len(), 0);
    let offer = world.in_thread().pop().unwrap();
    assert!(offer.contains("[Make it my reply to the week of 2–8 Nov]"), "{offer}");
    assert_eq!(world.reads(&world.noah).len(), 1, "the question what it shall become");

    world.presses(&world.noah, "read_more").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-09" })).await;
    assert_eq!(world.reads(&world.ines), ["@Noah has read this and writes more on Mon 9 Nov."]);

    world.presses(&world.noah, "reply").await;
    assert!(world.modal(&world.noah).contains("I bring it to your mentee."));
    let long = "é".repeat(3000);
    let reply = json!({ "feedback": long, "example": long, "question": long, "progress": long });
    world.sends_well(&world.noah, reply).await;
    let said = world.reads(&world.ines);
    assert_eq!(
        said.len(),
        2,
        "a long reply goes on with the mentee, not with the mentor: {said:?}"
    );
    assert_eq!(said.concat().matches(&long).count(), 4);
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.ends().await;
}

#[tokio::test]
async fn a_room_that_cannot_be_had_for_now_is_asked_for_again() {
    let world = without_a_room("internal_error").await;
    world.hours(1).await;
    assert_eq!(world.in_room().len(), 1, "the greeting came when Slack was well again");
    world.everybody_reads();
    world.ends().await;
}

/// Slack takes the next message, and says of the one after it that the room is gone.
fn loses_the_room_after_one_message(world: &World) {
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::Slow(Duration::ZERO), "chat.postMessage", 1);
    workspace.misbehave(Misbehaviour::ErrorCode("is_archived"), "chat.postMessage", 1);
}

/// Every field holds as much as Slack takes, and one letter of its own.
fn long(fields: &[&str]) -> Value {
    let text = |letter: char| json!(letter.to_string().repeat(3000));
    fields.iter().zip('a'..).map(|(field, letter)| ((*field).to_owned(), text(letter))).collect()
}

/// The first lines of these messages.
fn titles(messages: &[String]) -> Vec<&str> {
    messages.iter().filter_map(|message| message.lines().next()).collect()
}

#[tokio::test]
async fn what_is_under_way_to_a_room_that_was_just_given_up_is_said_alone() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    let workspace = &world.stage.workspace;
    workspace.archive(&world.room().unwrap());
    workspace.misbehave(Misbehaviour::Slow(Duration::from_millis(500)), "chat.postMessage", 1);
    let calls = workspace.calls("chat.postMessage");
    let another_is_refused_first = async {
        while workspace.calls("chat.postMessage") == calls {
            tokio::task::yield_now().await;
        }
        let given_up = "update pairs set room_channel = null, room_refused_at = 1793977600000";
        world.changes_the_file(given_up).await;
    };
    let reply = json!({ "feedback": "Cloning a short string is fine." });
    tokio::join!(world.sends_well(&world.noah, reply), another_is_refused_first);
    world.minutes(5).await;
    assert!(world.last_dm(&world.ines).contains("Cloning a short string is fine."));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_long_check_in_goes_on_alone_when_its_room_vanishes() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 10:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, long(&CHECKIN_FIELDS)).await;
    world.everybody_reads();
    loses_the_room_after_one_message(&world);
    world.until("America/New_York", "2026-11-06 09:05").await;
    assert!(world.checkin_in_room().contains("It goes on in the thread."));
    let said = world.dm(&world.noah);
    let parts = &said[said.len() - 3..];
    assert_eq!(
        titles(parts),
        ["Check-in, part 2 of 4", "Check-in, part 3 of 4", "Check-in, part 4 of 4"]
    );
    let whole = format!("{}{}", world.checkin_in_room(), parts.concat());
    for letter in 'a'..='l' {
        assert_eq!(whole.matches(&letter.to_string().repeat(3000)).count(), 1, "{letter}");
    }
    world.everybody_reads();

    // An edit is read where the mentor still can: alone, whole, and once.
    world.presses(&world.ines, "edit_checkin").await;
    let mut edited = long(&CHECKIN_FIELDS);
    edited["tasks"] = json!("z".repeat(3000));
    world.sends_well(&world.ines, edited).await;
    let said = world.reads(&world.noah);
    assert_eq!(
        titles(&said)[1..],
        [
            "Edited check-in, part 2 of 4",
            "Edited check-in, part 3 of 4",
            "Edited check-in, part 4 of 4"
        ]
    );
    assert!(said[0].contains(&"z".repeat(3000)) && said[0].contains("[Reply]"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_long_reply_goes_on_alone_when_its_room_vanishes() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    loses_the_room_after_one_message(&world);
    let reply = long(&REPLY_FIELDS);
    world.sends_well(&world.noah, reply).await;
    world.minutes(1).await;
    let begun = world.in_thread();
    assert_eq!(titles(&begun), ["*@Noah replied*"]);
    let part = world.last_dm(&world.ines);
    assert_eq!(part.lines().next(), Some("Reply, part 2 of 2"));
    let whole = format!("{}{part}", begun.concat());
    for letter in 'a'..='d' {
        assert_eq!(whole.matches(&letter.to_string().repeat(3000)).count(), 1, "{letter}");
    }
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn without_a_room_the_writers_copy_follows_edits_and_shows_a_long_check_in_on_request() {
    let world = without_a_room("restricted_action").await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.everybody_reads();
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.everybody_reads();
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, long(&CHECKIN_FIELDS)).await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new(), "her own words come once");
    let own = world.last_dm(&world.ines);
    assert!(own.starts_with("Your changes to the week of 2–8 Nov are saved"), "{own}");
    assert!(!own.contains("import screen") && own.contains(&"a".repeat(3000)));
    let rest = "It is longer than one message; *Read it* shows the rest.\n[Read it] [Edit]";
    assert!(own.ends_with(rest));
    world.presses(&world.ines, "open_checkin").await;
    assert!(world.modal(&world.ines).contains(&"l".repeat(3000)));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_answer_whose_thread_is_gone_is_said_on_its_own_in_the_room() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    let before = world.in_room();
    world.presses(&world.noah, "reply").await;
    let gone = Misbehaviour::ErrorCode("thread_not_found");
    world.stage.workspace.misbehave(gone, "chat.postMessage", 1);
    world.sends_well(&world.noah, json!({ "feedback": "Cloning a short string is fine." })).await;
    world.minutes(1).await;
    let room = world.in_room();
    let said = "*@Noah replied*\nFeedback on the work\nCloning a short string is fine.";
    assert!(room[before.len()..].iter().any(|message| message.starts_with(said)), "{room:?}");
    assert_eq!(world.in_thread(), Vec::<String>::new());

    // The room is as open as before: the next check-in is read there.
    world.until("America/New_York", "2026-11-13 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    assert!(world.checkin_in_room().contains("week of 9–15 Nov"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_edit_refused_because_the_room_is_gone_is_brought_to_the_mentor_alone() {
    let world = World::with_a_pair().await;
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.stage.workspace.archive(&world.room().unwrap());
    world.presses(&world.ines, "edit_checkin").await;
    let mut edited = a_good_week();
    edited["tasks"] = json!("Finished the export screen as well.");
    world.sends_well(&world.ines, edited).await;
    world.minutes(1).await;
    let said = world.reads(&world.noah);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("Finished the export screen as well.") && said[0].contains("[Reply]"));
    assert!(world.not_sent().await.iter().all(|row| !row.contains("dead")));
    world.everybody_reads();
    world.ends().await;
}
