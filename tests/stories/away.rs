//! Leave as a form, and what the other one of the pair hears of it. What leave does to prompts and promises is in `leave`.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{domain::attention::Kind, sandbox::acting::Submitted};

use crate::world::{World, a_good_week, wall};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

/// What was said about leave and when, in a zone: `Fri 2026-11-06 09:00 leave/1/ahead`.
async fn told(world: &World, zone: &str) -> Vec<String> {
    let said = world.ledger().await.into_iter();
    let said = said.filter(|entry| matches!(entry.kind(), "leave" | "welcome-back"));
    said.filter_map(|entry| {
        let what: Vec<&str> = entry.key.split('/').take(3).collect();
        Some(format!("{} {}", wall(entry.seen_at?, zone), what.join("/")))
    })
    .collect()
}

/// What was to be said about leave and is not.
async fn not_told(world: &World) -> Vec<String> {
    let said = world.ledger().await.into_iter();
    let said = said.filter(|entry| matches!(entry.kind(), "leave" | "welcome-back"));
    said.filter(|entry| entry.seen_at.is_none())
        .map(|entry| format!("{}: {} {}", entry.key, entry.state, entry.reason))
        .collect()
}

/// Inês switches reminders off, so that her days have room for everything about leave.
async fn needs_no_reminders(world: &World) {
    let kinds =
        Kind::OF_THE_WEEK.into_iter().filter(|kind| *kind != Kind::Reminder).map(Kind::as_str);
    world.ines_types("settings").await;
    let wanted = json!({ "kinds": kinds.collect::<Vec<_>>(), "weekly": "6" });
    world.sends_well(&world.ines, wanted).await;
}

fn days(from: &str, to: &str) -> Value {
    json!({ "from": from, "to": to })
}

#[tokio::test]
async fn the_form_opens_on_the_persons_own_calendar() {
    let world = World::with_a_pair().await;
    // Saturday in UTC, Friday evening in New York.
    world.until(NEW_YORK, "2026-11-06 22:00").await;
    world.types(&world.noah, "/mentor", "away").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == I'll be away ==
        From the first to the last day I don't write to you, and every clock that runs for you stands still. Your mentor or mentee is told before you go, and hears when you are back.
        First day away*: 2026-11-09
        Last day away*: 2026-11-09
        Why, if you like: ____
        Who sees why: ____
        Days count where you are (America/New_York).
        [[Save]]
        ");
    ends(world).await;
}

#[tokio::test]
async fn leave_is_filled_in_from_home_and_the_other_one_hears_of_it() {
    let world = World::with_a_pair().await;
    needs_no_reminders(&world).await;
    world.until(NEW_YORK, "2026-11-05 16:00").await;
    world.home(&world.noah).await;
    world.presses_at_home(&world.noah, "away").await;
    let leave = json!({ "from": "2026-11-16", "to": "2026-11-20", "reason": "A week at the sea.",
        "readers": ["partner"] });
    assert!(matches!(world.sends(&world.noah, leave).await, Submitted::Replaced(_)));
    assert_snapshot!(world.modal(&world.noah), @r"
        == You'll be away ==
        Enjoy it. From Mon 16 Nov 2026 to Fri 20 Nov 2026 I won't write to you, and every clock that runs for you stands still. I'll be back in touch from Mon 23 Nov, 09:00.
        `/mentor away` shows your leave and takes it back; `/mentor back` ends it early.
        ");
    assert!(
        world
            .home(&world.noah)
            .await
            .contains("*Your leave:* from Mon 16 Nov 2026 to Fri 20 Nov 2026.")
    );
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new(), "her evening is her own");
    world.until(LISBON, "2026-11-06 09:00").await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        @Noah is away from Mon 16 Nov 2026 to Fri 20 Nov 2026 and back on Mon 23 Nov 2026. What you write is kept for them, and the time for their answer stands still.
        Why
        A week at the sea.
        [Why am I seeing this?]
        ");
    world.until(LISBON, "2026-11-18 12:00").await;
    assert!(world.home(&world.ines).await.contains("They are away until Fri 20 Nov 2026."));
    world.until(LISBON, "2026-11-23 16:00").await;
    let expected = [
        "Fri 2026-11-06 09:00 leave/1/entered",
        "Fri 2026-11-13 09:00 leave/1/ahead",
        "Mon 2026-11-23 14:00 welcome-back/1",
        "Mon 2026-11-23 14:00 leave/1/back",
    ];
    assert_eq!(told(&world, LISBON).await, expected);
    assert!(!world.is_kept("A week at the sea").await, "nobody needs the reason any more");
    ends(world).await;
}

#[tokio::test]
async fn a_reason_is_private_unless_its_writer_says_otherwise() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-05 14:30").await;
    world.types(&world.noah, "/mentor", "away").await;
    let leave = json!({ "from": "2026-11-16", "to": "2026-11-16", "reason": "An operation." });
    world.sends(&world.noah, leave).await;
    let heard = world.last_dm(&world.ines);
    assert!(heard.starts_with("@Noah is away on Mon 16 Nov 2026"), "{heard}");
    assert!(!heard.contains("operation"), "{heard}");
    world.types(&world.noah, "/mentor", "away").await;
    let form = world.modal(&world.noah);
    assert!(form.contains("Why (only you see this)\nAn operation."), "{form}");
    ends(world).await;
}

#[tokio::test]
async fn leave_far_ahead_is_told_on_the_working_day_before() {
    let mut world = World::with_a_pair().await;
    needs_no_reminders(&world).await;
    world.types(&world.noah, "/mentor", "away 2026-11-23 2026-11-27").await;
    world.bot_restarts().await;
    world.until(LISBON, "2026-11-30 16:00").await;
    let expected = [
        "Fri 2026-11-20 09:00 leave/1/ahead",
        "Mon 2026-11-30 14:00 welcome-back/1",
        "Mon 2026-11-30 14:00 leave/1/back",
    ];
    assert_eq!(told(&world, LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn a_return_is_told_the_next_morning_when_the_day_is_full() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "away 2026-11-23 2026-11-27").await;
    world.until(LISBON, "2026-12-01 10:00").await;
    // Monday has had two reminders.
    assert_eq!(told(&world, LISBON).await.pop().unwrap(), "Tue 2026-12-01 09:00 leave/1/back");
    world.presses(&world.ines, "why").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        @Noah told me about being away from Mon 23 Nov 2026 to Fri 27 Nov 2026. I tell you when that is less than two weeks ahead, on your last working day before, when it is off, and when they are back.
        *When your mentor or mentee is away, and back again:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    ends(world).await;
}

#[tokio::test]
async fn whoever_is_welcomed_back_can_ask_why_and_switch_it_off() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "away 2026-11-05 2026-11-06").await;
    world.until(NEW_YORK, "2026-11-09 09:00").await;
    world.presses(&world.noah, "why").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Why am I seeing this? ==
        You told me about being away from Thu 5 Nov 2026 to Fri 6 Nov 2026. On your first working day I tell you what waits for you.
        *What waits for you when you are back from leave:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.presses_in_modal(&world.noah, "switch").await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.noah, "/mentor", "away 2026-11-12 2026-11-13").await;
    world.until(LISBON, "2026-11-17 16:00").await;
    assert!(not_told(&world).await.contains(&"welcome-back/2: skipped switched off".to_owned()));
    ends(world).await;
}

#[tokio::test]
async fn whoever_is_back_reads_what_waits() {
    let world = World::with_a_pair().await;
    world.has_a_checkin(a_good_week()).await;
    world.types(&world.ines, "/mentor", "away 2026-11-09 2026-11-13").await;
    world.types(&world.noah, "/mentor", "away 2026-11-03 2026-11-13").await;
    world.until(NEW_YORK, "2026-11-16 09:00").await;
    let welcome = |who: &str| {
        let dm = world.dm(who);
        dm.into_iter().find(|message| message.starts_with("Welcome back")).unwrap_or_default()
    };
    assert_snapshot!(welcome(&world.ines), @r"
        Welcome back. This is waiting for you:
        • your check-in for the week of 9–15 Nov
        App Home has the buttons.
        [Why am I seeing this?]
        ");
    assert_snapshot!(welcome(&world.noah), @r"
        Welcome back. This is waiting for you:
        • your reply to @Inês about the week of 2–8 Nov, by Tue 17 Nov, 09:00
        App Home has the buttons.
        [Why am I seeing this?]
        ");
    ends(world).await;
}

#[tokio::test]
async fn a_single_day_is_told_and_its_end_is_not() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-04 14:30").await;
    world.types(&world.noah, "/mentor", "away 2026-11-11").await;
    world.until(LISBON, "2026-11-13 16:00").await;
    let expected = ["Wed 2026-11-04 14:30 leave/1/entered", "Tue 2026-11-10 09:00 leave/1/ahead"];
    assert_eq!(told(&world, LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn leave_right_after_leave_has_one_return() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "away 2026-11-23 2026-11-27").await;
    world.types(&world.noah, "/mentor", "away 2026-11-30").await;
    world.until(LISBON, "2026-12-02 16:00").await;
    let back: Vec<String> = told(&world, LISBON).await.split_off(2);
    assert_eq!(back, ["Tue 2026-12-01 14:00 welcome-back/2", "Tue 2026-12-01 14:00 leave/2/back"]);
    ends(world).await;
}

#[tokio::test]
async fn leave_taken_back_in_time_was_never_spoken_of() {
    let world = World::with_a_pair().await;
    // In the evening, so that the other one has not been told when it is taken back.
    world.until(LISBON, "2026-11-04 19:00").await;
    world.types(&world.noah, "/mentor", "away 2026-11-11 2026-11-13").await;
    world.types(&world.noah, "/mentor", "away").await;
    assert!(
        world
            .modal(&world.noah)
            .contains("*From Wed 11 Nov 2026 to Fri 13 Nov 2026*\n[Take it back]")
    );
    world.presses_in_modal(&world.noah, "take_back_leave").await;
    assert!(!world.modal(&world.noah).contains("Nov 2026"), "the list is empty");
    world.until(LISBON, "2026-11-17 16:00").await;
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new());
    assert_eq!(not_told(&world).await, ["leave/1/entered/3: skipped taken back"]);
    ends(world).await;
}

#[tokio::test]
async fn leave_taken_back_later_is_told_to_whoever_had_heard() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-04 14:30").await;
    world.types(&world.noah, "/mentor", "away 2026-11-11 2026-11-13").await;
    world.until(LISBON, "2026-11-05 18:00").await;
    world.types(&world.noah, "/mentor", "away").await;
    world.presses_in_modal(&world.noah, "take_back_leave").await;
    world.until(LISBON, "2026-11-17 16:00").await;
    let expected = ["Wed 2026-11-04 14:30 leave/1/entered", "Fri 2026-11-06 09:00 leave/1/off"];
    assert_eq!(told(&world, LISBON).await, expected);
    let off =
        "@Noah will be here after all; the leave from Wed 11 Nov 2026 to Fri 13 Nov 2026 is off.";
    assert!(world.dm(&world.ines).iter().any(|message| message.starts_with(off)));
    ends(world).await;
}

#[tokio::test]
async fn a_mentee_taken_back_leave_is_asked_as_if_there_had_been_none() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "away 2026-11-05 2026-11-13").await;
    world.types(&world.ines, "/mentor", "away").await;
    world.presses_in_modal(&world.ines, "take_back_leave").await;
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn a_form_that_makes_no_sense_is_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "away 2026-12-21 2027-01-01").await;
    world.types(&world.noah, "/mentor", "away").await;
    let before = world.dump().await;
    let refused = async |values: Value| match world.sends(&world.noah, values).await {
        Submitted::FieldErrors(errors) => errors
            .iter()
            .map(|(field, words)| format!("{field}: {words}"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => panic!("{other:?}"),
    };
    assert_snapshot!(refused(days("2026-11-20", "2026-11-09")).await, @"to: That leave ends before it starts. Choose a last day that is the first day or a later one.");
    assert_snapshot!(refused(days("2026-10-26", "2026-10-30")).await, @"to: That leave is over already. Give its first and last day: `/mentor away 2026-12-21 2027-01-01`.");
    assert_snapshot!(refused(days("2026-11-09", "2027-11-09")).await, @"to: That is more than half a year, which is longer than a pair can stand still. Talk to a lead of the programme about pausing or ending the pair; nothing has changed.");
    assert_snapshot!(refused(days("2028-01-03", "2028-01-04")).await, @"from: That is more than a year ahead. Check the year, or tell me when it is nearer; nothing has changed.");
    assert_snapshot!(refused(days("2027-01-01", "2027-01-08")).await, @"from: You have told me about leave on some of these days already. `/mentor away` shows it; take it back there, then give me the whole leave again.");
    assert_eq!(world.dump().await, before);
    ends(world).await;
}

#[tokio::test]
async fn clocks_set_back_on_both_sides_leave_the_return_at_nine() {
    // Lisbon's clocks change on 25 October, New York's on 1 November.
    let world = World::with_a_pair_on("2026-10-12T08:00:00Z", (LISBON, NEW_YORK)).await;
    needs_no_reminders(&world).await;
    world.types(&world.noah, "/mentor", "away 2026-10-19 2026-10-30").await;
    world.until(LISBON, "2026-11-02 16:00").await;
    let back: Vec<String> = told(&world, NEW_YORK).await.split_off(2);
    assert_eq!(back, ["Mon 2026-11-02 09:00 welcome-back/1", "Mon 2026-11-02 09:00 leave/1/back"]);
    ends(world).await;
}

#[tokio::test]
async fn clocks_set_forward_on_both_sides_leave_the_return_at_nine() {
    // New York's clocks change on 14 March, Lisbon's on 28 March.
    let world = World::with_a_pair_on("2027-03-01T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.types(&world.ines, "/mentor", "away 2027-03-12 2027-03-26").await;
    world.until(LISBON, "2027-03-29 16:00").await;
    let expected = [
        "Mon 2027-03-01 14:00 leave/1/entered",
        "Thu 2027-03-11 14:00 leave/1/ahead",
        "Mon 2027-03-29 09:00 welcome-back/1",
        "Mon 2027-03-29 14:00 leave/1/back",
    ];
    assert_eq!(told(&world, LISBON).await, expected, "09:00 in New York, in March as ever");
    ends(world).await;
}

#[tokio::test]
async fn somebody_who_moves_while_away_is_back_where_they_are() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "away 2026-11-09 2026-11-20").await;
    world.until(NEW_YORK, "2026-11-12 12:00").await;
    world.moves(&world.noah, Some("Asia/Tokyo")).await;
    world.until(LISBON, "2026-11-23 16:00").await;
    let back: Vec<String> = told(&world, "Asia/Tokyo").await.split_off(2);
    let expected = ["Mon 2026-11-23 09:00 welcome-back/1", "Mon 2026-11-23 18:00 leave/1/back"];
    assert_eq!(back, expected, "and Inês hears of it when her own day begins");
    ends(world).await;
}

#[tokio::test]
async fn a_reader_who_is_away_too_hears_of_it_afterwards() {
    let world = World::with_a_pair().await;
    needs_no_reminders(&world).await;
    world.types(&world.ines, "/mentor", "away 2026-11-03 2026-11-10").await;
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    world.types(&world.noah, "/mentor", "away 2026-11-06 2026-11-13").await;
    world.until(LISBON, "2026-11-16 16:00").await;
    let about_noah: Vec<String> =
        told(&world, LISBON).await.into_iter().filter(|it| it.contains("/2")).collect();
    let expected = [
        "Wed 2026-11-11 09:00 leave/2/entered",
        "Mon 2026-11-16 14:00 welcome-back/2",
        "Mon 2026-11-16 14:00 leave/2/back",
    ];
    assert_eq!(about_noah, expected);
    ends(world).await;
}

#[tokio::test]
async fn a_leave_that_cannot_be_read_keeps_nobody_else_waiting() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "away 2026-11-23 2026-11-27").await;
    world
        .changes_the_file(
            "insert into leaves (person_id, from_on, to_on, told_at, taken_back_at, next_step, next_at)
             values (2, 'some day', 'tomorrow', 0, 0, 'ahead', 0)",
        )
        .await;
    world.until(LISBON, "2026-11-20 10:00").await;
    assert_eq!(told(&world, LISBON).await, ["Fri 2026-11-20 09:00 leave/1/ahead"]);
    ends(world).await;
}
