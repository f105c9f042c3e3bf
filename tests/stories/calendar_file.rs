//! The calendar file of a call: under the message that says when it is, once, and again to whoever asks.

use trellis::{domain::call::Purpose, sandbox::faults::Misbehaviour};

use crate::world::{World, calling::a_call};

/// In Lisbon, a week after the two have begun.
const MONDAY: &str = "2026-11-09 15:00";

/// Where the two meet, once they have said so.
const MEET: &str = "https://meet.example.org/ines-noah";

const PLACE: &str = "files.getUploadURLExternal";
const UPLOAD: &str = "upload";
const SHARE: &str = "files.completeUploadExternal";

/// A line of a calendar file.
fn line<'a>(file: &'a str, name: &str) -> &'a str {
    let mut found = file.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let value = found.next().unwrap_or_else(|| panic!("no {name} in {file}"));
    assert_eq!(found.next(), None, "{name} stands there twice");
    value
}

/// The files that did not arrive, each with why.
async fn not_brought(world: &World) -> Vec<String> {
    let mut rows = world.not_sent().await;
    rows.retain(|row| row.starts_with("call-file/"));
    rows
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_call_both_agreed_to_brings_its_file_into_the_thread() {
    let world = World::with_a_pair().await;
    world.changes_the_file(&format!("update call_settings set link = '{MEET}'")).await;
    let said = world.stage.workspace.posts().len();
    world.has_agreed_on(MONDAY, Purpose::Career).await;
    let files = world.files_in_thread();
    assert_eq!(files.len(), 1);
    let file = &files[0];
    assert_eq!((line(file, "METHOD"), line(file, "STATUS")), ("PUBLISH", "CONFIRMED"));
    assert_eq!((line(file, "SEQUENCE"), line(file, "SUMMARY")), ("0", "Mentorship call"));
    assert_eq!((line(file, "LOCATION"), line(file, "URL")), (MEET, MEET));
    for private in ["Inês", "Noah", "areer", "ATTENDEE", "ORGANIZER", "DESCRIPTION"] {
        assert!(!file.contains(private), "{private} is in the file");
    }
    assert_eq!(world.stage.workspace.posts().len(), said + 1, "nothing is said about it");
    let read = world.reads(&world.ines);
    assert_eq!(read.len(), 1, "{read:#?}");
    world.days(1).await;
    assert_eq!(world.files_in_thread().len(), 1);
    ends(world).await;
}

#[tokio::test]
async fn what_is_agreed_in_the_room_has_its_file_and_its_button_there() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-03 09:30").await;
    world.has_a_call(a_call("2026-11-10T15:00:00Z")).await;
    let room = world.room().unwrap();
    let said = world.stage.workspace.messages(&room).pop().unwrap();
    let thread = world.stage.workspace.thread(&room, said["ts"].as_str().unwrap());
    let files = world.files_of(&thread);
    assert_eq!(files.len(), 1, "{thread:#?}");
    assert_eq!(line(&files[0], "DTSTART"), "20261110T150000Z");
    assert_eq!(line(&files[0], "DTEND"), "20261110T153000Z");
    assert!(!files[0].contains("LOCATION"), "they meet in a huddle");
    world.presses(&world.ines, "send_call_file").await;
    world.minutes(1).await;
    assert_eq!(world.files_in_dm(&world.ines), [files[0].clone()]);
    ends(world).await;
}

#[tokio::test]
async fn a_change_brings_a_file_with_the_same_uid_and_a_higher_sequence() {
    let world = World::with_a_pair().await;
    let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
    world.minutes(5).await;
    world.moves_the_call_to(call, "2026-11-09 17:00").await;
    world.minutes(5).await;
    world.calls_it_off(call).await;
    world.minutes(5).await;
    let files = world.files_in_thread();
    let seen: Vec<_> = files.iter().map(|it| (line(it, "SEQUENCE"), line(it, "METHOD"))).collect();
    assert_eq!(seen, [("0", "PUBLISH"), ("1", "PUBLISH"), ("2", "CANCEL")]);
    assert!(files.iter().all(|file| line(file, "UID") == line(&files[0], "UID")));
    assert_ne!(line(&files[0], "DTSTART"), line(&files[1], "DTSTART"));
    assert_eq!(line(&files[1], "DTSTART"), line(&files[2], "DTSTART"));
    assert_eq!(line(&files[2], "STATUS"), "CANCELLED");
    ends(world).await;
}

/// Every calendar file in the room, with the first line of the message under which it stands.
fn files_in_room(world: &World) -> Vec<(String, String)> {
    let room = world.room().unwrap();
    let mut found = Vec::new();
    for message in world.stage.workspace.messages(&room) {
        let ts = message["ts"].as_str().unwrap();
        let said = world.message_at(&room, ts).lines().next().unwrap_or_default().to_owned();
        let files = world.files_of(&world.stage.workspace.thread(&room, ts)[1..]);
        found.extend(files.into_iter().map(|file| (said.clone(), file)));
    }
    found
}

/// A pair with a call on Tuesday of its second week, agreed to as people do.
async fn with_a_call() -> World {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-03 09:30").await;
    world.has_a_call(a_call("2026-11-10T15:00:00Z")).await;
    world.minutes(1).await;
    world
}

/// Noah moves it by an hour, and Inês confirms.
async fn moves_it(world: &World) {
    world.presses(&world.noah, "move_call").await;
    world.sends_a_time(&world.noah, a_call("2026-11-10T16:00:00Z")).await;
    world.minutes(1).await;
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
}

#[tokio::test]
async fn what_is_moved_and_called_off_with_the_forms_brings_each_its_own_file() {
    let world = with_a_call().await;
    moves_it(&world).await;
    world.presses(&world.ines, "call_off").await;
    world.sends_a_time(&world.ines, serde_json::json!({})).await;
    world.minutes(1).await;
    let files = files_in_room(&world);
    let seen: Vec<String> = files
        .iter()
        .map(|(said, file)| {
            let [sequence, method, starts] =
                ["SEQUENCE", "METHOD", "DTSTART"].map(|it| line(file, it));
            format!("{sequence} {method} {starts}: {said}")
        })
        .collect();
    insta::assert_snapshot!(seen.join("\n"), @r"
        0 PUBLISH 20261110T150000Z: This call was called off.
        1 PUBLISH 20261110T160000Z: This call was called off.
        2 CANCEL 20261110T160000Z: @Inês called off your call of *Tue 10 Nov, 16:00*.
        ");
    assert!(files.iter().all(|(_, file)| line(file, "UID") == line(&files[0].1, "UID")));
    assert_eq!(world.stage.workspace.calls(SHARE), 3);
    ends(world).await;
}

#[tokio::test]
async fn a_file_whose_message_was_taken_away_stands_in_the_room_by_itself() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-03 09:30").await;
    world.stage.workspace.misbehave(Misbehaviour::RateLimited(600), PLACE, 1);
    world.has_a_call(a_call("2026-11-10T15:00:00Z")).await;
    let (room, ts) = world.find(&world.ines, "send_call_file").unwrap();
    world.stage.workspace.moderate(&room, &ts).await.unwrap();
    world.minutes(30).await;
    // Somebody waits for it, so it stands on its own, as anything does whose thread is gone.
    let alone = world.files_of(&world.stage.workspace.messages(&room));
    assert_eq!(alone.iter().map(|it| line(it, "SEQUENCE")).collect::<Vec<_>>(), ["0"]);
    assert_eq!(world.stage.workspace.calls(SHARE), 2, "the thread is tried once");
    world.asks_for_the_file(&world.ines, trellis::domain::ids::CallId(1)).await;
    world.minutes(1).await;
    let files = world.files_in_dm(&world.ines);
    assert_eq!(files.iter().map(|it| line(it, "SEQUENCE")).collect::<Vec<_>>(), ["0"]);
    ends(world).await;
}

#[tokio::test]
async fn a_file_that_was_taken_away_with_its_message_keeps_no_later_one_back() {
    let world = with_a_call().await;
    let (room, ts) = world.find(&world.ines, "send_call_file").unwrap();
    world.types(&world.noah, "/mentor", "calls").await;
    world.stage.workspace.moderate(&room, &ts).await.unwrap();
    world.minutes(1).await;
    world.presses_in_modal(&world.noah, "move_call").await;
    world.sends_a_time(&world.noah, a_call("2026-11-10T16:00:00Z")).await;
    world.minutes(1).await;
    world.presses(&world.ines, "confirm_call").await;
    world.minutes(1).await;
    let files = files_in_room(&world);
    let (said, newest) = files.last().unwrap();
    assert!(said.starts_with("Your call is moved."), "{said}");
    assert_eq!(
        (files.len(), line(newest, "SEQUENCE")),
        (2, "1"),
        "what was brought is not brought again"
    );
    assert!(!world.not_sent().await.iter().any(|it| it.starts_with("call-file")));
    ends(world).await;
}

#[tokio::test]
async fn a_file_whose_call_was_moved_before_it_left_is_not_brought() {
    let world = World::with_a_pair().await;
    world.stage.workspace.misbehave(Misbehaviour::RateLimited(600), PLACE, 1);
    let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
    world.minutes(1).await;
    world.moves_the_call_to(call, "2026-11-09 17:00").await;
    world.minutes(15).await;
    let files = world.files_in_thread();
    assert_eq!(files.iter().map(|it| line(it, "SEQUENCE")).collect::<Vec<_>>(), ["1"]);
    assert_eq!(not_brought(&world).await, ["call-file/1/0/0: skipped changed since"]);
    ends(world).await;
}

#[tokio::test]
async fn when_nobody_knows_whether_it_stands_it_is_not_repeated_and_the_button_works() {
    for (what, there) in [
        (Misbehaviour::CutAfter, 1),
        (Misbehaviour::Garbage, 1),
        (Misbehaviour::ErrorCodeAfter("internal_error"), 1),
        (Misbehaviour::ServerError(500), 0),
        (Misbehaviour::CutBefore, 0),
    ] {
        let world = World::with_a_pair().await;
        world.stage.workspace.misbehave(what.clone(), SHARE, 1);
        let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
        world.hours(2).await;
        assert_eq!(world.files_in_thread().len(), there, "{what:?}");
        assert_eq!(world.stage.workspace.calls(SHARE), 1, "{what:?} was repeated");
        assert_eq!(not_brought(&world).await, ["call-file/1/0/0: skipped unknown_upload"]);
        world.asks_for_the_file(&world.ines, call).await;
        world.asks_for_the_file(&world.noah, call).await;
        for person in [&world.ines, &world.noah] {
            let file = world.files_in_dm(person).pop().expect("no file came");
            assert_eq!(line(&file, "SEQUENCE"), "0");
        }
        assert_eq!(world.files_in_thread().len(), there, "{what:?}");
        ends(world).await;
    }
}

#[tokio::test]
async fn whoever_asks_again_gets_it_again() {
    let world = World::with_a_pair().await;
    let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
    for nth in 1..=3 {
        world.asks_for_the_file(&world.ines, call).await;
        world.minutes(1).await;
        assert_eq!(world.files_in_dm(&world.ines).len(), nth);
    }
    assert_eq!(world.files_in_dm(&world.noah).len(), 0);
    // What the bot brings there is nothing anybody typed to it.
    let dm = world.stage.workspace.app_dm(&world.ines);
    let said = world.stage.workspace.messages(&dm);
    assert!(said.iter().rev().take(3).all(|message| message["files"].is_array()), "{said:#?}");
    ends(world).await;
}

#[tokio::test]
async fn a_press_while_it_is_on_its_way_brings_no_second_one() {
    let world = World::with_a_pair().await;
    let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
    world.stage.workspace.misbehave(Misbehaviour::RateLimited(60), PLACE, 1);
    world.asks_for_the_file(&world.ines, call).await;
    world.asks_for_the_file(&world.ines, call).await;
    world.minutes(5).await;
    assert_eq!(world.files_in_dm(&world.ines).len(), 1);
    ends(world).await;
}

#[tokio::test]
async fn a_wait_slack_asks_for_at_any_step_is_waited_and_the_file_comes_once() {
    for step in [PLACE, UPLOAD, SHARE] {
        let mut world = World::with_a_pair().await;
        world.stage.workspace.misbehave(Misbehaviour::RateLimited(300), step, 1);
        world.has_agreed_on(MONDAY, Purpose::Career).await;
        world.minutes(1).await;
        world.bot_restarts().await;
        world.minutes(2).await;
        assert_eq!(world.files_in_thread().len(), 0, "{step} was not left alone");
        world.minutes(5).await;
        assert_eq!(world.files_in_thread().len(), 1, "{step}");
        assert_eq!(not_brought(&world).await, Vec::<String>::new());
        ends(world).await;
    }
}

#[tokio::test]
async fn whatever_goes_wrong_before_anybody_can_see_it_is_tried_again() {
    for step in [PLACE, UPLOAD] {
        for what in [
            Misbehaviour::ServerError(500),
            Misbehaviour::ServerErrorAfter(502),
            Misbehaviour::CutBefore,
            Misbehaviour::CutAfter,
        ] {
            let world = World::with_a_pair().await;
            world.stage.workspace.misbehave(what.clone(), step, 2);
            world.has_agreed_on(MONDAY, Purpose::Career).await;
            world.minutes(5).await;
            assert_eq!(world.files_in_thread().len(), 1, "{step} {what:?}");
            ends(world).await;
        }
    }
}

#[tokio::test]
async fn a_bot_that_stops_before_the_last_step_brings_it_anew_and_in_the_last_step_never() {
    for (reason, brought) in [("null", 2), ("'sharing'", 1)] {
        let mut world = World::with_a_pair().await;
        let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
        // As the file is found by a bot that was killed.
        let stopped = format!(
            "update outbox set state = 'sending', reason = {reason}, settled_at = null where key like 'call-file/%'"
        );
        world.changes_the_file(&stopped).await;
        world.bot_restarts().await;
        world.hours(1).await;
        assert_eq!(world.files_in_thread().len(), brought, "{reason}");
        world.asks_for_the_file(&world.noah, call).await;
        assert_eq!(world.files_in_dm(&world.noah).len(), 1);
        ends(world).await;
    }
}

#[tokio::test]
async fn a_press_that_was_under_way_when_the_bot_stopped_is_not_left_without_a_word() {
    let mut world = World::with_a_pair().await;
    let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
    world.asks_for_the_file(&world.ines, call).await;
    let stopped = "update outbox set state = 'sending', reason = 'sharing', settled_at = null where key like '%/alone/%'";
    world.changes_the_file(stopped).await;
    world.everybody_reads();
    world.bot_restarts().await;
    let read = world.reads(&world.ines);
    assert_eq!(read.len(), 1, "{read:#?}");
    assert!(read[0].contains("did not say that it did"), "{read:#?}");
    ends(world).await;
}

#[tokio::test]
async fn bytes_that_would_go_elsewhere_stay_here_and_whoever_asks_is_told() {
    let world = World::with_a_pair().await;
    world.stage.workspace.offer_uploads_at("https://files.slack.com.example.org");
    let call = world.has_agreed_on(MONDAY, Purpose::Career).await;
    world.hours(1).await;
    assert_eq!(not_brought(&world).await, ["call-file/1/0/0: dead foreign_upload_place"]);
    assert_eq!(world.stage.workspace.calls(UPLOAD), 0);
    world.everybody_reads();
    world.asks_for_the_file(&world.ines, call).await;
    let read = world.reads(&world.ines);
    insta::assert_snapshot!(read.join("\n"), @r"
        Slack did not take the calendar file of your call, or did not say that it did. If it is not here, ask for it again in a while.
        Add it to <Google Calendar> or <Outlook>.
        [Send the calendar file]
        ");
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    ends(world).await;
}

#[tokio::test]
async fn a_workspace_that_takes_no_files_still_takes_messages() {
    for code in ["missing_scope", "file_uploads_disabled"] {
        let world = World::with_a_pair().await;
        world.stage.workspace.misbehave(Misbehaviour::ErrorCode(code), PLACE, 1);
        world.has_agreed_on(MONDAY, Purpose::Career).await;
        world.minutes(1).await;
        assert_eq!(not_brought(&world).await, [format!("call-file/1/0/0: dead {code}")]);
        world.types(&world.ines, "/mentor", "help").await;
        world.until("Europe/Lisbon", "2026-11-06 15:00").await;
        assert!(world.find(&world.ines, "write_checkin").is_some(), "{code}: nobody was asked");
        ends(world).await;
    }
}
