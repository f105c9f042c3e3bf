//! Slack is down, closed, or does not let the bot look; events get lost; the bot is away meanwhile.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;
use trellis::sandbox::{faults::Misbehaviour, people::NewPerson};

use crate::world::{World, a_good_week, wall};

const LISBON: &str = "Europe/Lisbon";
const DUE: &str = "2026-11-06 15:00";
const ALWAYS: usize = 100_000;

/// When Inês was asked, by what stands in her DM.
fn asked_at(world: &World) -> Vec<String> {
    let dm = world.stage.workspace.app_dm(&world.ines);
    let messages = world.stage.workspace.messages(&dm);
    let asked = messages.iter().filter(|it| it["text"] == "Time for your check-in");
    asked
        .map(|it| {
            let seconds = it["ts"].as_str().unwrap().split('.').next().unwrap().parse().unwrap();
            wall(jiff::Timestamp::from_second(seconds).unwrap(), LISBON)
        })
        .collect()
}

async fn ends_after_reading(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn slack_is_down_for_two_hours_when_a_prompt_is_due() {
    for what in [Misbehaviour::ServerError(503), Misbehaviour::CutBefore, Misbehaviour::CutAfter] {
        let world = World::with_a_pair().await;
        world.until(LISBON, "2026-11-06 14:30").await;
        world.stage.workspace.misbehave(what.clone(), "*", ALWAYS);
        world.until(LISBON, "2026-11-06 17:00").await;
        world.stage.workspace.behave();
        world.until(LISBON, "2026-11-06 23:00").await;
        world.until(LISBON, "2026-11-09 09:30").await;
        let asked = asked_at(&world);
        let expected = match what {
            // Slack took the very first request, and only its answers were lost.
            Misbehaviour::CutAfter => "Fri 2026-11-06 15:00",
            // Her window had closed when Slack came back, and a prompt is worth sending on the next working day.
            _ => "Mon 2026-11-09 09:00",
        };
        assert_eq!(asked, [expected], "{what:?}");
        ends_after_reading(world).await;
    }
}

#[tokio::test]
async fn an_outage_that_ends_in_time_makes_a_prompt_late_and_nothing_else() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:30").await;
    world.stage.workspace.misbehave(Misbehaviour::ServerError(500), "*", ALWAYS);
    world.until(LISBON, "2026-11-06 16:10").await;
    world.stage.workspace.behave();
    world.until(LISBON, "2026-11-06 16:59").await;
    let asked = asked_at(&world);
    assert_eq!(asked.len(), 1);
    assert!(
        ("Fri 2026-11-06 16:10"..="Fri 2026-11-06 16:15").contains(&asked[0].as_str()),
        "{asked:?}"
    );
    ends_after_reading(world).await;
}

#[tokio::test]
async fn what_slack_asked_to_wait_is_waited_through_a_restart() {
    let mut world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    world.stage.workspace.misbehave(Misbehaviour::RateLimited(1200), "chat.postMessage", 1);
    world.until(LISBON, DUE).await;
    world.bot_restarts().await;
    world.until(LISBON, "2026-11-06 15:19").await;
    assert_eq!(asked_at(&world), Vec::<String>::new());
    world.bot_restarts().await;
    world.until(LISBON, "2026-11-06 15:20").await;
    assert_eq!(asked_at(&world), ["Fri 2026-11-06 15:20"]);
    ends_after_reading(world).await;
}

#[tokio::test]
async fn a_bot_that_stops_before_it_hears_the_answer_looks_before_it_asks_again() {
    let mut world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    world.stage.workspace.misbehave(Misbehaviour::CutAfter, "chat.postMessage", 1);
    world.until(LISBON, DUE).await;
    world.bot_restarts().await;
    let posts = world.stage.workspace.calls("chat.postMessage");
    world.minutes(5).await;
    assert_eq!(world.stage.workspace.calls("chat.postMessage"), posts, "it was sent again");
    assert_eq!(asked_at(&world), ["Fri 2026-11-06 15:00"]);
    assert_eq!(world.not_sent().await, Vec::<String>::new());
    ends_after_reading(world).await;
}

#[tokio::test]
async fn a_message_accepted_after_the_quiet_period_is_taken_away_again() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    let late = Misbehaviour::LateAccept(Duration::from_secs(200));
    world.stage.workspace.misbehave(late, "chat.postMessage", 1);
    world.until(LISBON, "2026-11-06 15:05").await;
    assert_eq!(asked_at(&world).len(), 2, "for a while there are two");
    world.until(LISBON, "2026-11-06 15:30").await;
    assert_eq!(
        asked_at(&world),
        ["Fri 2026-11-06 15:01"],
        "the one whose buttons the bot knows stays"
    );
    world.ends_with_a_copy_taken_away().await;
}

#[tokio::test]
async fn a_bot_that_may_not_look_would_rather_stay_silent_than_speak_twice() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    let workspace = &world.stage.workspace;
    workspace.misbehave(Misbehaviour::CutBefore, "chat.postMessage", 1);
    workspace.misbehave(Misbehaviour::ErrorCode("missing_scope"), "conversations.history", ALWAYS);
    world.until(LISBON, "2026-11-06 16:00").await;
    assert_eq!(world.not_sent().await, ["prompt/1/2026-W45/0: unknown "]);
    world.until(LISBON, "2026-11-09 15:30").await;
    assert_eq!(asked_at(&world), Vec::<String>::new());
    assert_eq!(world.not_sent().await, ["prompt/1/2026-W45/0: skipped uncertain"]);
    assert!(world.home(&world.ines).await.contains("Write"), "the form is still offered");
    ends_after_reading(world).await;
}

#[tokio::test]
async fn one_person_slack_refuses_does_not_hurt_another() {
    for code in
        ["channel_not_found", "user_disabled", "is_archived", "restricted_action", "invalid_blocks"]
    {
        let mut world = World::with_a_pair().await;
        let bruno =
            world.mentors_too(NewPerson::named("Bruno Faria").zone(LISBON), "Bruno Faria").await;
        world.until(LISBON, "2026-11-06 14:59").await;
        world.stage.workspace.misbehave(Misbehaviour::ErrorCode(code), "chat.postMessage", 1);
        world.until(LISBON, "2026-11-06 15:01").await;
        let asked = [&world.ines, &bruno].map(|who| world.sees(who, "write_checkin"));
        assert_eq!(asked.iter().filter(|asked| **asked).count(), 1, "{code}: {asked:?}");
        assert_eq!(world.not_sent().await.len(), 1, "{code}");
        assert!(world.not_sent().await[0].ends_with(&format!("dead {code}")), "{code}");
        world.reads(&bruno);
        ends_after_reading(world).await;
    }
}

#[tokio::test]
async fn a_room_that_is_gone_costs_no_words_each_is_told_alone() {
    let world = World::with_a_pair().await;
    world.stage.workspace.archive(&world.room().unwrap());
    world.until(LISBON, DUE).await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.minutes(5).await;
    assert!(world.last_dm(&world.noah).contains("I cloned the string in the end."));
    world.presses(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Cloning a short string is fine." })).await;
    world.minutes(5).await;
    assert!(world.last_dm(&world.ines).contains("Cloning a short string is fine."));
    ends_after_reading(world).await;
}

#[tokio::test]
async fn nothing_is_asked_of_a_workspace_that_took_the_app_out_and_nothing_is_forgotten() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:30").await;
    let calls = world.stage.workspace.calls("chat.postMessage");
    world.stage.workspace.uninstall().await;
    world.until(LISBON, "2026-11-06 15:30").await;
    let tried = world.stage.workspace.calls("chat.postMessage") - calls;
    assert!(tried <= 4, "{tried} calls in half an hour");
    assert_eq!(world.not_sent().await, ["prompt/1/2026-W45/0: ready "]);
    world.stage.workspace.install();
    world.until(LISBON, "2026-11-06 15:45").await;
    assert_eq!(asked_at(&world).len(), 1);
    ends_after_reading(world).await;
}

#[tokio::test]
async fn a_reply_whose_event_was_lost_is_found_in_the_thread_with_slacks_own_time() {
    for away in [false, true] {
        let mut world = World::with_a_pair().await;
        world.until(LISBON, DUE).await;
        world.presses(&world.ines, "write_checkin").await;
        world.sends_well(&world.ines, a_good_week()).await;
        world.minutes(10).await;
        if away {
            world.bot_stops().await;
        } else {
            world.stage.workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
        }
        world.writes_in_thread(&world.noah, "Clone it, and move on.").await;
        world.stage.workspace.advance(SignedDuration::from_mins(30)).await;
        if !away {
            assert!(!world.home(&world.ines).await.contains("Clone it"));
            world.bot_stops().await;
            world.stage.workspace.advance(SignedDuration::from_mins(30)).await;
        }
        world.bot_starts().await;
        world.minutes(5).await;
        assert_eq!(world.replies().await, ["Fri 2026-11-06 15:10"], "away: {away}");
        ends_after_reading(world).await;
    }
}

#[tokio::test]
async fn many_check_ins_that_wait_hide_no_reply_that_was_lost() {
    let mut world = World::with_a_pair().await;
    world.until(LISBON, DUE).await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.minutes(10).await;
    // A mentor who has let more of them wait than are read again in one go answers the newest.
    let earlier =
        "with recursive n (week) as (select 1 union all select week + 1 from n where week < 20)
                   insert into checkins (id, pair_id, week, author_id, version, submitted_at)
                   select n.week + 100, pair_id, printf('2026-W%02d', n.week), author_id, 1, n.week
                   from n, checkins";
    world.changes_the_file(earlier).await;
    let answers = "insert into checkin_versions (checkin_id, version, saved_at, view_id, answers)
                   select checkins.id, 1, 0, 'V', answers from checkins, checkin_versions
                   where checkins.id > 100";
    world.changes_the_file(answers).await;
    world.bot_stops().await;
    world.stage.workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
    world.writes_in_thread(&world.noah, "Clone it, and move on.").await;
    world.minutes(30).await;
    world.bot_starts().await;
    world.minutes(5).await;
    assert_eq!(world.replies().await, ["Fri 2026-11-06 15:10"]);
    ends_after_reading(world).await;
}

#[tokio::test]
async fn threads_that_could_not_be_read_after_a_silence_are_read_when_they_can_be() {
    for again in [false, true] {
        let mut world = World::with_a_pair().await;
        world.until(LISBON, DUE).await;
        world.presses(&world.ines, "write_checkin").await;
        world.sends_well(&world.ines, a_good_week()).await;
        world.minutes(10).await;
        world.bot_stops().await;
        world.stage.workspace.misbehave(Misbehaviour::DropEvents, "message.*", 1);
        world.writes_in_thread(&world.noah, "Clone it, and move on.").await;
        world.stage.workspace.advance(SignedDuration::from_mins(30)).await;
        let down = Misbehaviour::ServerError(503);
        world.stage.workspace.misbehave(down, "conversations.replies", ALWAYS);
        world.bot_starts().await;
        world.minutes(20).await;
        assert_eq!(world.replies().await, Vec::<String>::new(), "again: {again}");
        let tried = world.stage.workspace.calls("conversations.replies");
        assert!((5..=20).contains(&tried), "{tried} calls in twenty minutes");
        if again {
            world.bot_restarts().await;
        }
        world.stage.workspace.behave();
        world.minutes(10).await;
        assert_eq!(world.replies().await, ["Fri 2026-11-06 15:10"], "again: {again}");
        let read = world.stage.workspace.calls("conversations.replies");
        world.hours(2).await;
        assert_eq!(world.stage.workspace.calls("conversations.replies"), read, "once is enough");
        ends_after_reading(world).await;
    }
}

#[tokio::test]
async fn an_event_that_comes_twice_or_out_of_order_has_one_effect() {
    for what in [Misbehaviour::DuplicateEvents, Misbehaviour::ReorderEvents] {
        let world = World::with_a_pair().await;
        world.until(LISBON, DUE).await;
        world.presses(&world.ines, "write_checkin").await;
        world.sends_well(&world.ines, a_good_week()).await;
        world.minutes(10).await;
        world.stage.workspace.misbehave(what.clone(), "message.*", 10);
        let ts = world.writes_in_thread(&world.noah, "Clone it.").await;
        let room = world.room().unwrap();
        world
            .stage
            .workspace
            .edit(&world.noah, &room, &ts, "Clone it, and move on.")
            .await
            .unwrap();
        world.stage.workspace.redeliver().await;
        world.stage.workspace.settle().await;
        assert_eq!(world.replies().await, ["Fri 2026-11-06 15:10"], "{what:?}");
        world.types(&world.ines, "/mentor", "search move").await;
        let found = world.modal(&world.ines);
        assert!(found.contains("Clone it, and move on."), "{what:?}: {found}");
        ends_after_reading(world).await;
    }
}

#[tokio::test]
async fn a_form_that_could_not_be_opened_in_time_is_opened_by_the_next_press() {
    let world = World::with_a_pair().await;
    world.until(LISBON, DUE).await;
    world.stage.workspace.expire_triggers(1);
    world.presses(&world.ines, "write_checkin").await;
    assert_eq!(world.modal(&world.ines), "");
    let told = world.stage.workspace.ephemerals(&world.ines);
    assert_eq!(told.len(), 1, "she was told nothing");
    assert_eq!(
        told[0]["text"],
        "Slack didn't open that just now, and nothing has changed. Please try again."
    );
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    ends_after_reading(world).await;
}

#[tokio::test]
async fn a_press_or_a_form_that_comes_again_changes_nothing() {
    let world = World::with_a_pair().await;
    world.until(LISBON, DUE).await;
    let again = async || {
        world.stage.workspace.repeat_last_request().await;
        world.stage.workspace.settle().await;
    };
    world.presses(&world.ines, "later").await;
    again().await;
    world.until(LISBON, "2026-11-06 16:00").await;
    let requests =
        world.dm(&world.ines).iter().filter(|it| it.contains("[Write check-in]")).count();
    assert_eq!(requests, 1, "the first says when the second comes, which came once");
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    again().await;
    world.minutes(1).await;
    world.presses(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Cloning a short string is fine." })).await;
    again().await;
    world.hours(1).await;
    assert_eq!(world.in_thread().len(), 1);
    assert_eq!(world.versions().await, (1, 1));
    ends_after_reading(world).await;
}
