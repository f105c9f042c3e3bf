//! What the bot says unasked, and how people keep it small: two a day, a weekly cap, *Why am I seeing this?*, kinds
//! switched off, a mute.
//!
//! Times are Inês's, in Lisbon, where she works from 09:00 to 17:00, Monday to Friday. Several things at once are in
//! `cards`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    domain::attention::Kind,
    sandbox::{acting::Submitted, people::NewPerson},
};

use crate::world::{World, a_good_week, wall};

const LISBON: &str = "Europe/Lisbon";
const DUE: &str = "2026-11-06 15:00";

impl World {
    /// Inês types `/mentor …`.
    pub(crate) async fn ines_types(&self, text: &str) -> String {
        self.types(&self.ines, "/mentor", text).await
    }

    /// What Inês reads in Home about how quiet it is.
    async fn quiet_line(&self) -> String {
        let home = self.home(&self.ines).await;
        home.lines().find(|line| line.starts_with("Quiet")).unwrap_or_default().to_owned()
    }
}

async fn ends(world: World) {
    world.everybody_reads();
    let counts = world.counts().await;
    let all = counts.sent + counts.skipped + counts.dead + counts.in_flight;
    assert_eq!(all, i64::try_from(world.ledger().await.len()).unwrap(), "{counts:?}");
    world.ends().await;
}

#[tokio::test]
async fn the_third_message_of_a_day_waits_for_the_next_working_morning() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 14:00").await;
    world.types(&world.noah, "/mentor", "away 2026-11-16 2026-11-18").await;
    world.until(LISBON, "2026-11-10 10:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    let ledger = world.ledger().await;
    let leave = ledger.iter().find(|entry| entry.kind() == "leave").unwrap();
    assert_eq!(wall(leave.seen_at.unwrap(), LISBON), "Tue 2026-11-10 09:00");
    ends(world).await;
}

#[tokio::test]
async fn what_she_asked_for_comes_whatever_the_day_has_had() {
    let world = World::with_a_pair().await;
    world.until(LISBON, DUE).await;
    world.ines_types("day Mon 10:00").await;
    world.until(LISBON, "2026-11-09 09:30").await;
    world.types(&world.noah, "/mentor", "away 2026-11-18 2026-11-20").await;
    world.until(LISBON, "2026-11-09 10:30").await;
    // Her mentor's leave and the request for the week have filled this day.
    world.presses(&world.ines, "later").await;
    world.until(LISBON, "2026-11-11 10:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 10:00 prompt 2026-W46",
        "Mon 2026-11-09 12:30 again 2026-W46",
        "Tue 2026-11-10 09:00 reminder 2026-W46",
        "Tue 2026-11-10 13:00 last 2026-W46",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    ends(world).await;
}

#[tokio::test]
async fn a_week_that_is_full_waits_for_the_next_one() {
    let world = World::with_a_pair().await;
    world.ines_types("settings").await;
    let kinds = json!(Kind::OF_THE_WEEK.map(Kind::as_str));
    world.sends_well(&world.ines, json!({ "kinds": kinds, "weekly": "2" })).await;
    assert_snapshot!(world.quiet_line().await, @"Quiet, as you wanted: unasked at most twice a week.");
    world.until(LISBON, DUE).await;
    world.ines_types("day Wed 10:00").await;
    world.until(LISBON, "2026-11-20 18:00").await;
    let expected = [
        "Fri 2026-11-06 15:00 prompt 2026-W45",
        "Mon 2026-11-09 09:00 reminder 2026-W45",
        "Mon 2026-11-09 13:00 last 2026-W45",
        "Wed 2026-11-18 10:00 prompt 2026-W47",
        "Thu 2026-11-19 09:00 reminder 2026-W47",
    ];
    assert_eq!(world.asked(LISBON).await, expected);
    let skipped = ["prompt 2026-W46: late", "last 2026-W47: late"];
    assert_eq!(world.not_asked().await, skipped);
    let home = world.home(&world.ines).await;
    assert!(home.contains("9–15 Nov"), "what was not asked for is still open: {home}");
    ends(world).await;
}

#[tokio::test]
async fn nothing_at_all_is_a_choice_too() {
    let world = World::with_a_pair().await;
    world.ines_types("settings").await;
    let kinds = json!(Kind::OF_THE_WEEK.map(Kind::as_str));
    world.sends_well(&world.ines, json!({ "kinds": kinds, "weekly": "0" })).await;
    assert_eq!(world.quiet_line().await, "Quiet, as you wanted: nothing unasked at all.");
    world.everybody_reads();
    world.until(LISBON, "2026-11-20 18:00").await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new());
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody tells on her");
    let skipped = [
        "prompt 2026-W45: switched off",
        "prompt 2026-W46: switched off",
        "prompt 2026-W47: switched off",
    ];
    assert_eq!(world.not_asked().await, skipped);
    // What she does is answered as ever.
    world.has_a_checkin(a_good_week()).await;
    ends(world).await;
}

#[tokio::test]
async fn she_asks_why_and_switches_reminders_off_and_on_again() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 09:00").await;
    world.presses(&world.ines, "why").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        I asked on Fri 6 Nov, 15:00 for your check-in for the week of 2–8 Nov, which @Noah answers, and it was still open. I remind twice at most.
        *Reminders of a check-in that is still open:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.presses_in_modal(&world.ines, "switch").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        I asked on Fri 6 Nov, 15:00 for your check-in for the week of 2–8 Nov, which @Noah answers, and it was still open. I remind twice at most.
        *Reminders of a check-in that is still open:* off. App Home shows what is open.
        [Switch on]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.presses_in_modal(&world.ines, "settings").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Settings ==
        What I may say to you unasked. Answers to what you do, and what your partner writes, always come.
        I may send you: ____
        And on your way: ____
        How often, at most*: 6 times a week
        If you are a mentor: ____
        If you are a mentee: I learn best*: That depends
        I write to you Mon-Fri 09:00-17:00 only, and calls keep to these hours or, if need be, to 07:00-21:00. `/mentor hours` changes that, `/mentor away` is for leave. `/mentor mute for 3 days` keeps me quiet for a while.
        [[Save]]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert_eq!(
        world.quiet_line().await,
        "Quiet, as you wanted: some of what I say is switched off."
    );
    world.until(LISBON, "2026-11-16 18:00").await;
    let skipped = [
        "last 2026-W45: switched off",
        "reminder 2026-W46: switched off",
        "last 2026-W46: switched off",
    ];
    assert_eq!(world.not_asked().await, skipped);
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody tells on her");

    world.presses_at_home(&world.ines, "settings").await;
    let kinds = json!(Kind::OF_THE_WEEK.map(Kind::as_str));
    world.sends_well(&world.ines, json!({ "kinds": kinds, "weekly": "6" })).await;
    assert_eq!(world.quiet_line().await, "");
    world.until(LISBON, "2026-11-23 10:00").await;
    let asked = world.asked(LISBON).await;
    assert_eq!(asked.last().unwrap(), "Mon 2026-11-23 09:00 reminder 2026-W47");
    ends(world).await;
}

#[tokio::test]
async fn a_prompt_says_why_it_came_and_a_card_says_it_of_everything_on_it() {
    let world = World::with_three_mentors().await;
    world.until(LISBON, DUE).await;
    world.presses(&world.ines, "why").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        Your check-ins with @Noah have their day, and the one for the week of 2–8 Nov was due on Fri 6 Nov, 15:00; `/mentor day` moves the day. It wasn't written when I asked.
        Your check-ins with @Lena have their day, and the one for the week of 2–8 Nov was due on Fri 6 Nov, 15:00; `/mentor day` moves the day. It wasn't written when I asked.
        Your check-ins with @U000000059 have their day, and the one for the week of 2–8 Nov was due on Fri 6 Nov, 15:00; `/mentor day` moves the day. It wasn't written when I asked.
        *Requests for your check-in:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.presses_in_modal(&world.ines, "switch").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(LISBON, "2026-11-13 16:00").await;
    assert_eq!(
        world.value("select count(*) from outbox where reason = 'switched off'").await.unwrap(),
        "3"
    );
    ends(world).await;
}

#[tokio::test]
async fn a_mute_is_quiet_until_its_last_day_is_over() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-05 10:00").await;
    assert_snapshot!(world.ines_types("mute until 2026-11-08").await, @"All right. Until the end of Sun 8 Nov 2026 I'll say nothing unasked: no requests, no reminders. What your partner writes and answers to what you do still come. `/mentor mute off` ends it early.");
    assert_eq!(world.quiet_line().await, "Quiet, as you wanted: muted until the end of Sun 8 Nov.");
    world.until(LISBON, "2026-11-09 09:30").await;
    assert_eq!(
        world.asked(LISBON).await,
        ["Mon 2026-11-09 09:00 prompt 2026-W45"],
        "it still is in time"
    );
    assert_eq!(world.quiet_line().await, "");

    // One that would be too late by then is not sent at all, and its week stays open.
    world.until(LISBON, "2026-11-13 10:00").await;
    world.ines_types("mute for 7 days").await;
    world.everybody_reads();
    world.until(LISBON, "2026-11-19 18:00").await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new());
    assert_eq!(world.not_asked().await, ["prompt 2026-W46: muted"]);
    assert!(world.home(&world.ines).await.contains("the week of 2–8 Nov and of 9–15 Nov"));
    ends(world).await;
}

#[tokio::test]
async fn ending_a_mute_brings_what_it_held_back() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 10:00").await;
    world.ines_types("mute for 3 days").await;
    world.until(LISBON, "2026-11-06 16:00").await;
    assert_eq!(world.asked(LISBON).await, Vec::<String>::new());
    assert_snapshot!(world.ines_types("mute off").await, @"Done. I'll write to you unasked again, in your working hours and never too often; `/mentor settings` says how often.");
    world.minutes(1).await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 16:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn a_mute_that_is_none_says_so_and_changes_nothing() {
    let world = World::with_a_pair().await;
    let before = world.dump().await;
    for text in ["mute for 31 days", "mute until 2027-11-06", "mute for 99999 days"] {
        let answer = world.ines_types(text).await;
        assert!(answer.starts_with("I can be quiet for 30 days at most"), "{text}: {answer}");
    }
    for text in ["mute until 2026-11-01", "mute for 0 days"] {
        let answer = world.ines_types(text).await;
        assert!(answer.starts_with("That day is over already"), "{text}: {answer}");
    }
    for text in ["mute for ever", "mute until 2026-02-30", "mute 🎉", "mute for -1 days"] {
        let answer = world.ines_types(text).await;
        assert!(answer.starts_with("Say for how long"), "{text}: {answer}");
    }
    assert!(world.ines_types("mute off").await.starts_with("You haven't muted me"));
    let tom = world.joins(NewPerson::named("Tom"));
    for text in ["mute", "settings"] {
        let answer = world.types(&tom, "/mentor", text).await;
        assert!(answer.starts_with("You are not in a pair yet"), "{text}: {answer}");
    }
    let mut after = world.dump().await;
    after.insert("inbox".to_owned(), before["inbox"].clone());
    assert_eq!(after, before);
    ends(world).await;
}

#[tokio::test]
async fn a_number_that_is_not_in_the_list_changes_nothing() {
    let world = World::with_a_pair().await;
    world.ines_types("settings").await;
    let form = world.form_left_open(&world.ines);
    let answer = world.sends_left_open(&world.ines, &form, &[("weekly", "7")]).await;
    assert!(format!("{answer:?}").contains("Choose one of the numbers"), "{answer:?}");
    assert_eq!(world.value("select count(*) from attention").await.unwrap(), "0");
    assert_eq!(world.sends(&world.ines, json!({})).await, Submitted::Closed, "as it stood there");
    assert_eq!(world.quiet_line().await, "");
    ends(world).await;
}

#[tokio::test]
async fn somebody_who_moves_west_hears_no_more_on_what_is_still_the_same_day() {
    let world =
        World::with_a_pair_on("2026-11-02T09:00:00Z", ("Asia/Tokyo", "America/New_York")).await;
    world.until("Asia/Tokyo", "2026-11-06 15:00").await;
    world.types(&world.ines, "/mentor", "day Tue 09:00").await;
    // Monday morning and noon in Tokyo have had their two; seen from Honolulu that was Sunday.
    world.until("Asia/Tokyo", "2026-11-09 13:30").await;
    assert_eq!(world.asked("Asia/Tokyo").await.len(), 3);
    world.moves(&world.ines, Some("Pacific/Honolulu")).await;
    world.until("Pacific/Honolulu", "2026-11-10 09:30").await;
    let asked = world.asked("Pacific/Honolulu").await;
    assert_eq!(
        asked[1..],
        [
            "Sun 2026-11-08 14:00 reminder 2026-W45",
            "Sun 2026-11-08 18:00 last 2026-W45",
            "Tue 2026-11-10 09:00 prompt 2026-W46"
        ]
    );
    ends(world).await;
}
