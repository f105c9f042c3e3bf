//! Leave and working hours: who is away is left alone, what is meant for them waits, and clocks stand still.
//!
//! Inês works in Lisbon and Noah in New York, from 09:00 to 17:00, Monday to Friday, until they say otherwise. What
//! happens when clocks change is in `clocks`.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

const NOAH_IS_AWAY: &str = "Enjoy it. From Mon 9 Nov 2026 to Fri 20 Nov 2026 I won't write to you, and every clock that runs \
                            for you stands still. I'll be back in touch from Mon 23 Nov, 09:00. `/mentor back` ends it \
                            early.";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

/// The check-in of 2026-W45 was written on Friday at 15:00, and Noah is away from Monday for two weeks.
async fn noah_goes_on_leave() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert!(world.last_dm(&world.ines).contains("The answer comes by Tue 10 Nov, 15:00."));
    world.until(NEW_YORK, "2026-11-06 12:00").await;
    let told = world.types(&world.noah, "/mentor", "away 2026-11-09 2026-11-20").await;
    assert_eq!(told, NOAH_IS_AWAY);
    world.everybody_reads();
    world
}

/// The newest receipt Inês has.
fn receipt(world: &World) -> String {
    let mut receipts = world.dm(&world.ines);
    receipts.retain(|message| message.starts_with("Your check-in"));
    receipts.pop().unwrap()
}

/// Inês writes the check-in of 2026-W46 on Friday, in the middle of Noah's leave.
async fn ines_writes_meanwhile(world: &World) {
    world.until(LISBON, "2026-11-13 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
}

#[tokio::test]
async fn a_mentor_on_leave_is_left_alone_and_the_promise_stands_still() {
    let world = noah_goes_on_leave().await;
    let post = world.in_room().pop().unwrap();
    assert!(post.contains("@Noah answers by Tue 24 Nov, 15:00"), "{post}");
    let receipt = world.last_dm(&world.ines);
    assert!(receipt.contains("The answer comes by Tue 24 Nov, 15:00."), "{receipt}");

    ines_writes_meanwhile(&world).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 9–15 Nov is saved. @Noah sees it on Mon 23 Nov, 14:00, when their working day is open. The answer comes by Wed 25 Nov, 14:00.
        [Read it] [Edit]
        ");
    world.until(NEW_YORK, "2026-11-23 08:59").await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "two weeks of peace");
    assert_snapshot!(world.home(&world.ines).await, @r"
        == Home ==
        # Your mentorship
        @Noah is your mentor (America/New_York).
        Weekly until Mon 3 May 2027; then you two decide.
        *Waiting for you:* your check-in for the week of 16–22 Nov
        @Noah answers your week of 2–8 Nov by Tue 24 Nov, 15:00
        @Noah answers your week of 9–15 Nov by Wed 25 Nov, 14:00
        Next check-in: Fri 27 Nov, 15:00; you can write it now
        Check-ins since the week of 2–8 Nov:  ● ● ◌  both on time (◌ still open). Only the two of you see this.
        [Write check-in] [Ask a question] [Check-ins so far] [Calls] [The way ahead] [Something is off]
        *Your agreement is not filled in yet.* Until it is signed by both, your programme's defaults apply.
        [Fill in and sign]
        ---
        I write to you Mon-Fri 09:00-17:00 (Europe/Lisbon, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    world.until(NEW_YORK, "2026-11-23 09:00").await;
    assert_eq!(world.posted(NEW_YORK).await, ["Fri 2026-11-06 10:00", "Mon 2026-11-23 09:00"]);
    let told = world.reads(&world.noah);
    assert_eq!(told.len(), 2, "the post, and what waits: {told:#?}");
    ends(world).await;
}

#[tokio::test]
async fn coming_back_early_releases_what_waits() {
    let world = noah_goes_on_leave().await;
    ines_writes_meanwhile(&world).await;
    world.until(NEW_YORK, "2026-11-18 10:00").await;
    assert_snapshot!(world.types(&world.noah, "/mentor", "back").await, @"Welcome back. I'll write to you Mon-Fri 09:00-17:00 again.");
    assert_eq!(world.posted(NEW_YORK).await[1], "Wed 2026-11-18 10:00");
    assert!(
        world.last_dm(&world.ines).starts_with("@Noah is back. Their time to answer runs again.\n")
    );
    assert_snapshot!(receipt(&world), @r"
        Your check-in for the week of 9–15 Nov is saved. It has been in your room since Wed 18 Nov, 15:00. The answer comes by Fri 20 Nov, 14:00.
        [Read it] [Edit]
        ");
    let home = world.home(&world.ines).await;
    assert!(home.contains("answers your week of 2–8 Nov by Thu 19 Nov, 15:00"), "{home}");
    assert!(home.contains("answers your week of 9–15 Nov by Fri 20 Nov, 14:00"), "{home}");
    // Friday 10:00 to 17:00 and one hour today: the leave that was is no working time.
    world.until(NEW_YORK, "2026-11-18 10:30").await;
    world.presses_at_home(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Back again." })).await;
    let first = &world.in_room()[1];
    assert!(first.contains("@Noah answered after 8 h 30 min of working time."), "{first}");
    ends(world).await;
}

#[tokio::test]
async fn coming_back_at_night_releases_it_in_the_morning() {
    let world = noah_goes_on_leave().await;
    ines_writes_meanwhile(&world).await;
    world.until(NEW_YORK, "2026-11-17 22:00").await;
    world.types(&world.noah, "/mentor", "back").await;
    assert_eq!(world.posted(NEW_YORK).await.len(), 1);
    assert!(world.last_dm(&world.ines).contains("sees it on Wed 18 Nov, 14:00"));
    world.until(NEW_YORK, "2026-11-18 09:00").await;
    assert_eq!(world.posted(NEW_YORK).await[1], "Wed 2026-11-18 09:00");
    ends(world).await;
}

#[tokio::test]
async fn a_mentor_on_leave_may_answer_all_the_same() {
    let world = noah_goes_on_leave().await;
    world.until(NEW_YORK, "2026-11-11 20:00").await;
    world.writes_in_thread(&world.noah, "From the beach: well done.").await;
    let post = world.in_room().pop().unwrap();
    assert!(post.contains("@Noah answered after 7 h of working time."), "{post}");
    ends(world).await;
}

#[tokio::test]
async fn a_promise_that_is_over_is_not_moved_by_a_later_leave() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(NEW_YORK, "2026-11-11 10:00").await;
    world.types(&world.noah, "/mentor", "away 2026-11-12 2026-11-13").await;
    assert!(world.in_room().pop().unwrap().contains("@Noah answers by Tue 10 Nov, 15:00"));
    ends(world).await;
}

#[tokio::test]
async fn a_mentee_on_leave_on_friday_is_asked_on_the_next_working_morning() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-04 10:00").await;
    assert_snapshot!(world.types(&world.ines, "/mentor", "away 2026-11-06").await, @"Enjoy it. On Fri 6 Nov 2026 I won't write to you, and every clock that runs for you stands still. I'll be back in touch from Mon 9 Nov, 09:00. `/mentor back` ends it early.");
    world.until(LISBON, "2026-11-10 14:00").await;
    let expected = [
        "Mon 2026-11-09 09:00 prompt 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Tue 2026-11-10 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn three_weeks_away_are_one_question_afterwards_and_all_weeks_stay_open() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-05 10:00").await;
    world.types(&world.ines, "/mentor", "away 2026-11-06 2026-11-22").await;
    world.until(LISBON, "2026-11-24 14:00").await;
    let expected = [
        "Mon 2026-11-23 09:00 prompt 2026-W47",
        "Tue 2026-11-24 09:00 reminder 2026-W47",
        "Tue 2026-11-24 13:00 last 2026-W47",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    assert_eq!(
        world.not_asked().await,
        ["prompt 2026-W45: overtaken", "prompt 2026-W46: overtaken"]
    );
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("Week of*: 2–8 Nov"));
    ends(world).await;
}

#[tokio::test]
async fn a_leave_told_after_the_prompt_holds_the_reminders_back() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 16:30").await;
    world.types(&world.ines, "/mentor", "away 2026-11-09 2026-11-11").await;
    world.until(LISBON, "2026-11-13 14:00").await;
    let expected =
        ["Fri 2026-11-06 15:00 prompt 2026-W45", "Thu 2026-11-12 09:00 reminder 2026-W45"];
    assert_eq!(world.asked(LISBON).await, expected);
    // Thursday's other message welcomed her back, with this week among what waits.
    assert_eq!(world.not_asked().await, ["last 2026-W45: late"]);
    ends(world).await;
}

#[tokio::test]
async fn a_leave_told_between_the_reminders_holds_the_last_one_back() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 09:30").await;
    world.types(&world.ines, "/mentor", "away 2026-11-09 2026-11-10").await;
    world.until(LISBON, "2026-11-13 14:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Wed 2026-11-11 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected, "four working hours, none of them on leave");
    ends(world).await;
}

#[tokio::test]
async fn what_was_put_off_waits_for_the_end_of_a_leave() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "later").await;
    world.types(&world.ines, "/mentor", "away 2026-11-06 2026-11-10").await;
    world.until(LISBON, "2026-11-11 10:00").await;
    let expected = ["Fri 2026-11-06 15:00 prompt 2026-W45", "Wed 2026-11-11 09:00 again 2026-W45"];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn a_prompt_that_waits_is_not_late_because_a_leave_comes_in_between() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "day Sat 10:00").await;
    world.until(LISBON, "2026-11-08 12:00").await;
    world.types(&world.ines, "/mentor", "away 2026-11-09 2026-11-11").await;
    world.until(LISBON, "2026-11-12 10:00").await;
    assert_eq!(world.asked(LISBON).await, ["Thu 2026-11-12 09:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn part_time_is_respected_to_the_minute() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    assert_snapshot!(world.types(&world.ines, "/mentor", "hours Mon-Thu 09:00-13:00").await, @"Done. I'll write to you Mon-Thu 09:00-13:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in 07:00-21:00 on these days, in turns.");
    world.until(LISBON, "2026-11-12 14:00").await;
    let expected = [
        "Mon 2026-11-09 09:00 prompt 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Wed 2026-11-11 09:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected, "four working hours end when the day is over");
    ends(world).await;
}

#[tokio::test]
async fn where_the_weekend_is_friday_and_saturday() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "hours Sun-Thu 09:00-17:00").await;
    world.types(&world.noah, "/mentor", "hours Sun-Thu 08:00-16:00").await;
    world.until(LISBON, "2026-11-08 08:59").await;
    assert_eq!(world.asked(LISBON).await, Vec::<String>::new(), "Friday and Saturday are her own");
    world.until(LISBON, "2026-11-08 09:00").await;
    assert_eq!(world.asked(LISBON).await, ["Sun 2026-11-08 09:00 prompt 2026-W45"]);
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. @Noah sees it on Sun 8 Nov, 13:00, when their working day is open. The answer comes by Tue 10 Nov, 13:00.
        [Read it] [Edit]
        ");
    world.until(NEW_YORK, "2026-11-08 08:00").await;
    assert_eq!(world.posted(NEW_YORK).await, ["Sun 2026-11-08 08:00"]);
    ends(world).await;
}

#[tokio::test]
async fn hours_that_make_no_sense_are_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    let said = async |typed: &str| {
        world.types(&world.ines, "/mentor", typed).await.lines().next().unwrap().to_owned()
    };
    assert_snapshot!(said("hours Moonday 09:00-17:00").await, @"Those hours don't work: I don't know that day; use Mon, Tue, Wed, Thu, Fri, Sat or Sun. Try `/mentor hours Mon-Fri 09:00-17:00`, or `/mentor hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`.");
    assert_snapshot!(said("hours Mon 17:00-09:00").await, @"Those hours don't work: A day needs a start and a later end, like 09:00-17:00, or 22:00-06:00 for a night. Try `/mentor hours Mon-Fri 09:00-17:00`, or `/mentor hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`.");
    assert_snapshot!(said("hours Mon-Fri nine-to-five").await, @"Those hours don't work: A day needs a start and a later end, like 09:00-17:00, or 22:00-06:00 for a night. Try `/mentor hours Mon-Fri 09:00-17:00`, or `/mentor hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`.");
    assert_snapshot!(said("hours Mon Tue Wed").await, @"Those hours don't work: I need days and hours. Try `/mentor hours Mon-Fri 09:00-17:00`, or `/mentor hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`.");
    assert!(world.home(&world.ines).await.contains("Mon-Fri 09:00-17:00"));
    ends(world).await;
}

#[tokio::test]
async fn a_leave_that_makes_no_sense_is_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    let said = async |typed: &str| {
        world.types(&world.ines, "/mentor", typed).await.lines().next().unwrap().to_owned()
    };
    assert_snapshot!(said("away tomorrow").await, @"Give the first and the last day as year-month-day: `/mentor away 2026-12-21 2027-01-01`.");
    assert_snapshot!(said("away 2026-11-20 2026-11-09").await, @"That leave ends before it starts. The first day comes first: `/mentor away 2026-12-21 2027-01-01`.");
    assert_snapshot!(said("away 2026-02-30").await, @"Give the first and the last day as year-month-day: `/mentor away 2026-12-21 2027-01-01`.");
    assert_snapshot!(said("away 2026-10-26 2026-10-30").await, @"That leave is over already. Give its first and last day: `/mentor away 2026-12-21 2027-01-01`.");
    assert_snapshot!(said("away 2026-12-01 2027-12-01").await, @"That is more than half a year, which is longer than a pair can stand still. Talk to a lead of the programme about pausing or ending the pair; nothing has changed.");
    assert_snapshot!(said("away 9999-12-31").await, @"That is more than a year ahead. Check the year, or tell me when it is nearer; nothing has changed.");
    assert_snapshot!(said("back").await, @"You have no leave that is running or still to come, so there is nothing to end.");
    world.types(&world.ines, "/mentor", "away 2026-12-21 2027-01-01").await;
    assert_snapshot!(said("away 2026-12-24").await, @"You have told me about leave on some of these days already. `/mentor away` shows it; take it back there, then give me the whole leave again.");
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn somebody_the_bot_has_not_met_is_told_that_there_is_nothing_to_set() {
    let world = World::new().await;
    let said = async |typed: &str| world.types(&world.noah, "/mentor", typed).await;
    assert_snapshot!(said("hours Mon-Fri 09:00-17:00").await, @"You are not in a pair yet, so I don't write to you at all. A lead of the programme can start a pair for you; then you can set your hours and leave here.");
    assert_snapshot!(said("away 2026-12-24").await, @"You are not in a pair yet, so I don't write to you at all. A lead of the programme can start a pair for you; then you can set your hours and leave here.");
    assert_snapshot!(said("back").await, @"You are not in a pair yet, so I don't write to you at all. A lead of the programme can start a pair for you; then you can set your hours and leave here.");
    ends(world).await;
}
