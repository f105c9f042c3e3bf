//! Clocks that change, people who move, and the turn of a long year.
//!
//! A check-in is due at a wall time, so it stays at 15:00 whatever the offset does; what is promised in somebody's
//! working time follows their own clock. Lateness and reminders as such are in `asking`.

use insta::assert_snapshot;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";
const KOLKATA: &str = "Asia/Kolkata";
const DENVER: &str = "America/Denver";
const TOKYO: &str = "Asia/Tokyo";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

/// What one Friday looked like: asked, posted, promised.
struct Friday {
    /// The day, in the mentee's zone.
    date: &'static str,
    /// When the mentor sees what was written at once, on the mentor's clock.
    posted: &'static str,
    /// The promise, on the mentee's clock, as the mentee's receipt says it.
    promised: &'static str,
}

/// Every Friday is asked for at 15:00 on the mentee's clock and written in the same minute.
async fn lives_through(mentee: &str, mentor: &str, fridays: &[Friday], start: &str) {
    let world = World::with_a_pair_on(start, (mentee, mentor)).await;
    let mut asked = Vec::new();
    let mut posted = Vec::new();
    for friday in fridays {
        world.until(mentee, &format!("{} 14:59", friday.date)).await;
        assert_eq!(world.asked(mentee).await, asked, "nobody is asked early");
        world.until(mentee, &format!("{} 15:00", friday.date)).await;
        let all = world.asked(mentee).await;
        assert_eq!(all.len(), asked.len() + 1, "once on {}: {all:?}", friday.date);
        let line = all.last().unwrap();
        assert!(line.starts_with(&format!("Fri {} 15:00 prompt", friday.date)), "{line}");
        asked = all;
        world.types(&world.ines, "/checkin", "").await;
        world.sends_well(&world.ines, a_good_week()).await;
        let receipt = world.last_dm(&world.ines);
        assert!(
            receipt.contains(&format!("The answer comes by {}.", friday.promised)),
            "{receipt}"
        );
        posted.push(friday.posted.to_owned());
    }
    world.days(4).await;
    assert_eq!(world.posted(mentor).await, posted);
    let mut weeks: Vec<&str> =
        asked.iter().filter_map(|line| line.split(' ').next_back()).collect();
    weeks.dedup();
    assert_eq!(weeks.len(), fridays.len(), "no week twice, none left out: {weeks:?}");
    ends(world).await;
}

#[tokio::test]
async fn lisbon_and_new_york_in_autumn_2026() {
    // Lisbon changes on 25 October, New York on 1 November: for one week they are four hours apart instead of five.
    let fridays = [
        Friday {
            date: "2026-10-16",
            posted: "Fri 2026-10-16 10:00",
            promised: "Tue 20 Oct, 15:00",
        },
        Friday {
            date: "2026-10-23",
            posted: "Fri 2026-10-23 10:00",
            promised: "Tue 27 Oct, 14:00",
        },
        Friday { date: "2026-10-30", posted: "Fri 2026-10-30 11:00", promised: "Tue 3 Nov, 16:00" },
        Friday {
            date: "2026-11-06",
            posted: "Fri 2026-11-06 10:00",
            promised: "Tue 10 Nov, 15:00",
        },
        Friday {
            date: "2026-11-13",
            posted: "Fri 2026-11-13 10:00",
            promised: "Tue 17 Nov, 15:00",
        },
    ];
    lives_through(LISBON, NEW_YORK, &fridays, "2026-10-12T08:00:00Z").await;
}

#[tokio::test]
async fn lisbon_and_new_york_in_spring_2027() {
    // New York changes on 14 March, Lisbon on 28 March: for two weeks they are four hours apart.
    let fridays = [
        Friday { date: "2027-03-05", posted: "Fri 2027-03-05 10:00", promised: "Tue 9 Mar, 15:00" },
        Friday {
            date: "2027-03-12",
            posted: "Fri 2027-03-12 10:00",
            promised: "Tue 16 Mar, 14:00",
        },
        Friday {
            date: "2027-03-19",
            posted: "Fri 2027-03-19 11:00",
            promised: "Tue 23 Mar, 15:00",
        },
        Friday {
            date: "2027-03-26",
            posted: "Fri 2027-03-26 11:00",
            promised: "Tue 30 Mar, 16:00",
        },
        Friday { date: "2027-04-02", posted: "Fri 2027-04-02 10:00", promised: "Tue 6 Apr, 15:00" },
    ];
    lives_through(LISBON, NEW_YORK, &fridays, "2027-03-01T09:00:00Z").await;
}

#[tokio::test]
async fn kolkata_and_denver_in_autumn_2026() {
    // Kolkata never changes; Denver does on 1 November. 15:00 in Kolkata is night in Denver, so it waits for 09:00.
    let fridays = [
        Friday {
            date: "2026-10-23",
            posted: "Fri 2026-10-23 09:00",
            promised: "Tue 27 Oct, 20:30",
        },
        Friday { date: "2026-10-30", posted: "Fri 2026-10-30 09:00", promised: "Tue 3 Nov, 21:30" },
        Friday {
            date: "2026-11-06",
            posted: "Fri 2026-11-06 09:00",
            promised: "Tue 10 Nov, 21:30",
        },
    ];
    lives_through(KOLKATA, DENVER, &fridays, "2026-10-19T05:00:00Z").await;
}

#[tokio::test]
async fn kolkata_and_denver_in_spring_2027() {
    let fridays = [
        Friday { date: "2027-03-05", posted: "Fri 2027-03-05 09:00", promised: "Tue 9 Mar, 21:30" },
        Friday {
            date: "2027-03-12",
            posted: "Fri 2027-03-12 09:00",
            promised: "Tue 16 Mar, 20:30",
        },
        Friday {
            date: "2027-03-19",
            posted: "Fri 2027-03-19 09:00",
            promised: "Tue 23 Mar, 20:30",
        },
    ];
    lives_through(KOLKATA, DENVER, &fridays, "2027-03-01T05:00:00Z").await;
}

#[tokio::test]
async fn denver_writes_for_kolkata_through_the_change() {
    // The other way round the mentor's clock stands still: 15:00 in Denver is Saturday in Kolkata, read on Monday.
    let fridays = [
        Friday { date: "2026-10-30", posted: "Mon 2026-11-02 09:00", promised: "Tue 3 Nov, 20:30" },
        Friday {
            date: "2026-11-06",
            posted: "Mon 2026-11-09 09:00",
            promised: "Tue 10 Nov, 20:30",
        },
    ];
    lives_through(DENVER, KOLKATA, &fridays, "2026-10-26T05:00:00Z").await;
}

#[tokio::test]
async fn a_year_of_53_weeks_skips_no_week_and_doubles_none() {
    let fridays = [
        Friday {
            date: "2026-12-18",
            posted: "Fri 2026-12-18 10:00",
            promised: "Tue 22 Dec, 15:00",
        },
        Friday {
            date: "2026-12-25",
            posted: "Fri 2026-12-25 10:00",
            promised: "Tue 29 Dec, 15:00",
        },
        Friday { date: "2027-01-01", posted: "Fri 2027-01-01 10:00", promised: "Tue 5 Jan, 15:00" },
        Friday {
            date: "2027-01-08",
            posted: "Fri 2027-01-08 10:00",
            promised: "Tue 12 Jan, 15:00",
        },
    ];
    lives_through(LISBON, NEW_YORK, &fridays, "2026-12-14T09:00:00Z").await;
}

#[tokio::test]
async fn unanswered_weeks_go_on_through_the_turn_of_a_long_year() {
    let world = World::with_a_pair_on("2026-12-21T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(LISBON, "2027-01-11 18:00").await;
    let expected = [
        "Fri 2026-12-25 15:00 prompt 2026-W52",
        "Mon 2026-12-28 09:00 reminder 2026-W52",
        "Mon 2026-12-28 13:00 last 2026-W52",
        "Fri 2027-01-01 15:00 prompt 2026-W53",
        "Mon 2027-01-04 09:00 reminder 2026-W53",
        "Mon 2027-01-04 13:00 last 2026-W53",
        "Fri 2027-01-08 15:00 prompt 2027-W01",
        "Mon 2027-01-11 09:00 reminder 2027-W01",
        "Mon 2027-01-11 13:00 last 2027-W01",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    world.types(&world.ines, "/checkin", "").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Week of*: 28 Dec – 3 Jan"), "the week before is over: {form}");
    ends(world).await;
}

#[tokio::test]
async fn a_reminder_on_the_monday_after_the_change_comes_at_nine_as_ever() {
    let world = World::with_a_pair_on("2026-10-19T08:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(LISBON, "2026-10-26 18:00").await;
    let expected = [
        "Fri 2026-10-23 15:00 prompt 2026-W43",
        "Mon 2026-10-26 09:00 reminder 2026-W43",
        "Mon 2026-10-26 13:00 last 2026-W43",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn moved_before_the_prompt_it_comes_at_three_in_the_new_zone() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-04 10:00").await;
    world.moves(&world.ines, Some(TOKYO)).await;
    assert!(world.home(&world.ines).await.contains("Next check-in: Fri 6 Nov, 15:00"));
    world.until(TOKYO, "2026-11-16 18:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
        "Fri 2026-11-13 15:00 prompt 2026-W46",
        "Mon 2026-11-16 09:00 reminder 2026-W46",
        "Mon 2026-11-16 13:00 last 2026-W46",
    ];
    assert_eq!(world.asked(TOKYO).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn moved_between_the_prompt_and_the_reminder_only_the_reminder_moves() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-07 12:00").await;
    world.moves(&world.ines, Some(TOKYO)).await;
    world.until(TOKYO, "2026-11-13 16:00").await;
    let expected = [
        "Sat 2026-11-07 00:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
        "Fri 2026-11-13 15:00 prompt 2026-W46",
    ];
    assert_eq!(world.asked(TOKYO).await, expected, "the prompt was at 15:00 in Lisbon");
    ends(world).await;
}

#[tokio::test]
async fn moved_there_and_back_no_week_is_asked_for_twice() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-04 10:00").await;
    world.moves(&world.ines, Some(TOKYO)).await;
    world.until(LISBON, "2026-11-06 10:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 06:00 prompt 2026-W45"]);
    world.moves(&world.ines, Some(LISBON)).await;
    world.until(LISBON, "2026-11-13 16:00").await;
    let expected = [
        "Fri 2026-11-06 06:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
        "Fri 2026-11-13 15:00 prompt 2026-W46",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn moved_on_the_day_when_three_is_over_there_it_comes_on_the_next_working_morning() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 10:00").await;
    world.moves(&world.ines, Some(TOKYO)).await;
    world.until(TOKYO, "2026-11-13 16:00").await;
    let expected = [
        "Mon 2026-11-09 09:00 prompt 2026-W45",
        "Tue 2026-11-10 09:00 reminder 2026-W45",
        "Tue 2026-11-10 13:00 last 2026-W45",
        "Fri 2026-11-13 15:00 prompt 2026-W46",
    ];
    assert_eq!(world.asked(TOKYO).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn moved_west_on_the_day_it_comes_when_it_is_three_there() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    world.moves(&world.ines, Some(DENVER)).await;
    world.until(DENVER, "2026-11-06 18:00").await;
    assert_eq!(world.asked(DENVER).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn what_was_put_off_waits_for_the_morning_of_the_new_zone() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:45").await;
    world.presses(&world.ines, "later").await;
    world.moves(&world.ines, Some(DENVER)).await;
    world.until(DENVER, "2026-11-09 12:00").await;
    let asked = world.asked(DENVER).await;
    assert_eq!(
        asked[1..],
        ["Mon 2026-11-09 09:00 again 2026-W45"],
        "09:00 in Lisbon is 02:00 there"
    );
    ends(world).await;
}

#[tokio::test]
async fn a_mentor_who_moves_gets_what_waits_in_the_new_morning_and_the_promise_follows() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-07 11:00").await;
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
    Your check-in for the week of 2–8 Nov is saved. @Noah sees it on Mon 9 Nov, 14:00, when their working day is open. The answer comes by Wed 11 Nov, 14:00.
    [Read it] [Edit]
    ");
    world.moves(&world.noah, Some(TOKYO)).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. @Noah sees it on Mon 9 Nov, 00:00, when their working day is open. The answer comes by Wed 11 Nov, 00:00.
        [Read it] [Edit]
        ");
    world.until(TOKYO, "2026-11-09 10:00").await;
    assert_eq!(world.posted(TOKYO).await, ["Mon 2026-11-09 09:00"]);
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. It has been in your room since Mon 9 Nov, 00:00. The answer comes by Wed 11 Nov, 00:00.
        [Read it] [Edit]
        ");
    ends(world).await;
}

const NO_ZONE: &str = "I write to you Mon-Fri 09:00-17:00 (Europe/Berlin, the programme's, because your profile has \
                       none).";

#[tokio::test]
async fn a_zone_nobody_knows_is_the_programmes_and_home_says_so() {
    // The programme takes the zone of the lead who started its first pair: Berlin.
    let world = World::with_a_pair().await;
    let ours = |home: String| home.lines().rev().nth(2).unwrap_or_default().to_owned();
    for zone in [Some("Mars/Olympus"), Some(""), None] {
        world.moves(&world.ines, zone).await;
        let line = ours(world.home(&world.ines).await);
        assert_eq!(line, NO_ZONE, "{zone:?}");
        world.moves(&world.ines, Some(LISBON)).await;
    }
    assert_snapshot!(ours(world.home(&world.ines).await), @"I write to you Mon-Fri 09:00-17:00 (Europe/Lisbon, from your Slack profile).");
    world.moves(&world.ines, None).await;
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.asked("Europe/Berlin").await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn an_old_name_of_a_zone_is_that_zone() {
    let world = World::with_a_pair_on("2026-11-02T05:00:00Z", ("Asia/Calcutta", DENVER)).await;
    world.until(KOLKATA, "2026-11-06 15:00").await;
    assert_eq!(world.asked(KOLKATA).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn new_zone_data_moves_what_is_still_to_come() {
    use trellis::store::{
        instance::{self, Fact},
        weeks::{self, Scheduled},
    };
    let world = World::with_a_pair().await;
    let app = &world.stage.bot.app;
    // As if the hour had been computed with data from before a government changed its mind.
    let mut tx = app.db.write().await.unwrap();
    instance::update(&mut tx, Fact::ZoneData, "older data").await.unwrap();
    let due = weeks::list_due(&mut tx, "2026-12-01T00:00:00Z".parse().unwrap(), 5).await.unwrap();
    let [right] = due.as_slice() else { panic!("one pair is asked") };
    let wrong = "2026-11-06T16:00:00Z".parse().unwrap();
    weeks::update_next(&mut tx, Scheduled { due_at: wrong, ..right.unwrap() }).await.unwrap();
    tx.commit().await.unwrap();
    // One pair nobody can read must not keep her at the old hour.
    let broken = "insert into pairs (id, programme_id, mentor_id, mentee_id, state, proposed_by, proposed_at,
                                     began_at, checkin_rule)
                  select 99, programme_id, mentee_id, mentor_id, state, proposed_by, proposed_at, began_at, 'never'
                  from pairs;
                  insert into schedules (pair_id, kind, week, due_at) values (99, 'checkin', '2026-W45', 9e12)";
    world.changes_the_file(broken).await;
    trellis::scheduler::follow_zone_data(app).await.unwrap();
    world
        .changes_the_file(
            "delete from schedules where pair_id = 99; delete from pairs where id = 99",
        )
        .await;
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.reads(&world.ines).len(), 1, "she is asked at three, not at four");
    world.ends().await;
}

#[tokio::test]
async fn new_zone_data_reaches_a_pair_that_is_asked_for_nothing() {
    use trellis::store::instance::{self, Fact};
    let world = World::with_a_pair().await;
    let app = &world.stage.bot.app;
    let mut tx = app.db.write().await.unwrap();
    instance::update(&mut tx, Fact::ZoneData, "older data").await.unwrap();
    tx.commit().await.unwrap();
    let look_at = "select look_at from challenges_due";
    let right = world.value(look_at).await;
    let wrong = "update pairs set phase = 'ad_hoc'; delete from schedules;
                 update challenges_due set look_at = look_at + 3600000";
    world.changes_the_file(wrong).await;
    trellis::scheduler::follow_zone_data(app).await.unwrap();
    assert_eq!(world.value(look_at).await, right);
    ends(world).await;
}
