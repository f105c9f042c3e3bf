//! A note, typed to the bot for the other one of a pair: brought in the reader's own hours, whole, and as words.

use serde_json::json;

use crate::{
    typed::{offer, on_friday},
    world::{
        World,
        texts::{MARKER, hostile},
    },
};

#[tokio::test]
async fn a_note_waits_for_the_mentors_day_and_can_be_taken_back_until_then() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 09:30").await;
    world.says(&world.ines, "The staging server is down.").await;
    world.presses(&world.ines, "send_note").await;
    let waits = "I bring it to @Noah when their working day begins: Fri 6 Nov, 14:00. Edit your message until then, \
                 and the note follows.\n[Take it back]";
    assert_eq!(world.last_dm(&world.ines), waits);
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.presses(&world.ines, "take_note_back").await;
    assert_eq!(world.last_dm(&world.ines), offer(), "it can become something else");
    world.presses(&world.ines, "send_note").await;
    world.until("America/New_York", "2026-11-06 08:59").await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.until("America/New_York", "2026-11-06 09:01").await;
    let note =
        "Inês Duarte wrote:\nThe staging server is down.\nThis is a note, so no reply is owed.";
    assert_eq!(world.reads(&world.noah), [note]);
    assert_eq!(world.in_room().last().unwrap(), note);
    assert_eq!(world.last_dm(&world.ines), "@Noah has it, as a note.");
    assert!(!world.home(&world.noah).await.contains("owe"), "no clock runs");
    assert_eq!(world.not_sent().await, ["typed-note/1/1: skipped taken back"]);
    assert!(!world.is_kept("staging server").await, "it stands in the room");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_note_follows_its_message_until_it_is_brought() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 09:30").await;
    let kept = world.says(&world.ines, "The zebracrossing is down.").await;
    world.presses(&world.ines, "send_note").await;
    world.says_instead(&world.ines, &kept, "The server is up again.").await;
    assert!(!world.is_kept("zebracrossing").await);
    let gone = world.says(&world.ines, "Forget the hedgehog.").await;
    world.presses(&world.ines, "send_note").await;
    world.unsays(&world.ines, &gone).await;
    assert!(!world.is_kept("hedgehog").await);
    assert_eq!(world.last_dm(&world.ines), "You took it back, so I've forgotten it.");
    world.until("America/New_York", "2026-11-06 09:01").await;
    let note = "Inês Duarte wrote:\nThe server is up again.\nThis is a note, so no reply is owed.";
    assert_eq!(world.reads(&world.noah), [note]);
    world.says_instead(&world.ines, &kept, "Too late for this.").await;
    assert!(!world.is_kept("Too late").await, "what was brought is not kept again");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn without_a_room_the_other_one_gets_it_alone() {
    let world = on_friday().await;
    let gone = "update pairs set room_channel = null, room_refused_at = 1793977600000";
    world.changes_the_file(gone).await;
    world.says(&world.ines, "The release went out.").await;
    world.presses(&world.ines, "send_note").await;
    let note = "Inês Duarte wrote:\nThe release went out.\nThis is a note, so no reply is owed.";
    assert_eq!(world.last_dm(&world.noah), note);
    assert_eq!(world.last_dm(&world.ines), "@Noah has it, as a note.");
    world.says(&world.noah, "Well done!").await;
    world.presses(&world.noah, "send_note").await;
    assert!(world.last_dm(&world.ines).starts_with("Noah Reed wrote:\nWell done!"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn long_words_and_files_are_told_what_becomes_of_them() {
    let world = on_friday().await;
    let long = world.says(&world.ines, &"é".repeat(3_001)).await;
    let said = world.last_dm(&world.ines);
    assert!(
        said.contains(
            "With 3001 characters it doesn't fit into a field of a form, which takes 3000;"
        )
    );
    assert!(said.contains("[Send it to Noah Reed as a note]") && !said.contains("check-in]"));
    world.says_instead(&world.ines, &long, &"é".repeat(10_001)).await;
    let said = world.last_dm(&world.ines);
    assert!(
        said.starts_with("This has 10001 characters, and I can pass on at most 10000 at once.")
    );
    assert!(said.contains("[Never mind]") && !said.contains("note]"));
    world.says_instead(&world.ines, &long, &"é".repeat(10_000)).await;
    world.presses(&world.ines, "send_note").await;
    assert!(world.in_room().last().unwrap().contains(&"é".repeat(10_000)), "whole");

    let dm = world.stage.workspace.app_dm(&world.ines);
    let shared = |ts: &str, text: &str| {
        json!({ "type": "message", "subtype": "file_share", "channel": dm, "channel_type": "im",
            "user": world.ines, "ts": ts, "event_ts": ts, "text": text, "files": [{ "id": "F1" }] })
    };
    let workspace = &world.stage.workspace;
    workspace.forge_event("message.im", shared("1793988000.000100", "")).await;
    workspace.settle().await;
    let no_words = "I can only pass on words, and there are none in this. Add a few by editing your message, or share a \
                    file in your pair's room.";
    assert_eq!(world.last_dm(&world.ines), no_words);
    workspace.forge_event("message.im", shared("1793998000.000100", "See the log.")).await;
    workspace.settle().await;
    assert!(world.last_dm(&world.ines).contains("The file stays here: I pass on words only."));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn hostile_words_are_words() {
    let world = on_friday().await;
    for text in hostile() {
        world.says(&world.ines, &text).await;
        world.presses(&world.ines, "send_note").await;
        assert!(world.in_room().last().unwrap().contains(MARKER), "{text:?}");
        world.minutes(1).await;
    }
    world.assert_inert(MARKER);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_note_to_somebody_who_left_is_told_to_its_author() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 09:30").await;
    world.says(&world.ines, "The staging server is down.").await;
    world.presses(&world.ines, "send_note").await;
    world.stage.workspace.deactivate(&world.noah).await.unwrap();
    world.until("America/New_York", "2026-11-06 09:01").await;
    assert_eq!(
        world.last_dm(&world.ines),
        "I couldn't bring this to @Noah: your pair is over, or Slack doesn't let me. Your words still stand here."
    );
    world.says(&world.ines, "Is he still there?").await;
    world.presses(&world.ines, "send_note").await;
    assert_eq!(
        world.whisper(&world.ines),
        "@Noah can't be reached here any more, so I can't bring it. A lead of the programme can help."
    );
    world.ends_unread().await;
}
