//! Weeks missed in a row: one line for the mentee after two, a word to the mentor after three, to the leads after four.
//!
//! Every time is a wall time in Lisbon unless it says otherwise. Weeks are due on Fridays at 15:00: week 45 on 6 November
//! and so on. How one week is asked for stands in `asking`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{acting::Submitted, people::NewPerson};

use crate::world::{World, a_good_week, wall};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Lives on to a Friday at 15:00, where everybody has read what came before.
async fn friday(world: &World, day: &str) {
    world.until(LISBON, &format!("{day} 14:59")).await;
    world.everybody_reads();
    world.until(LISBON, &format!("{day} 15:00")).await;
    world.stage.workspace.settle().await;
}

/// When somebody was told of missed weeks, and of which run: `Fri 2026-11-27 15:00 missed/1/mentor/2026-W45`.
async fn told(world: &World, zone: &str) -> Vec<String> {
    let ledger = world.ledger().await.into_iter().filter(|entry| entry.kind() == "missed");
    ledger
        .filter_map(|entry| Some(format!("{} {}", wall(entry.seen_at?, zone), entry.key)))
        .collect()
}

#[tokio::test]
async fn one_step_for_each_missed_week_and_each_step_once() {
    let world = World::with_a_pair().await;
    friday(&world, "2026-11-13").await;
    assert!(
        !world.last_dm(&world.ines).contains("one line"),
        "one missed week is nobody's business"
    );
    friday(&world, "2026-11-20").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        *How are you?* The check-ins for the weeks of 2–8 Nov and 9–15 Nov have stayed open, and that happens. If a whole one for the week of 16–22 Nov is too much, one line is enough: it counts as your check-in, and @Noah answers it like any other.
        [Write one line] [Write check-in] [Later today] [Skip this week] [Why am I seeing this?]
        @Noah reads it and answers; leads see that you wrote, never the words.
        The weeks of 2–8 Nov and 9–15 Nov are still open too; one form can close them all.
        ");
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    friday(&world, "2026-11-27").await;
    assert!(
        world.last_dm(&world.ines).starts_with("*How was your week"),
        "one line is offered once"
    );
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        *3 check-ins in a row have stayed open.* I asked @Inês for the weeks of 2–8 Nov, 9–15 Nov and 16–22 Nov, and nothing came.
        That is rarely about you, and often about a hard week. A short question from you helps more than another reminder from me; I have one ready that you can change or send as it is.
        [Ask how it is going] [Check-ins so far] [Why am I seeing this?]
        If a fourth stays open, I tell the leads which weeks, and never what anybody wrote. *Something is off* in App Home reaches them in confidence.
        ");
    assert_eq!(world.reads(&world.lena), Vec::<String>::new());
    friday(&world, "2026-12-04").await;
    assert_snapshot!(world.reads(&world.lena).join("\n\n"), @r"
        *4 check-ins in a row have stayed open* between @Inês and their mentor @Noah: I asked for the weeks of 2–8 Nov, 9–15 Nov, 16–22 Nov and 23–29 Nov, and nothing came.
        What usually helps: ask each of the two alone how it is going, and whether the time, the day or the match is in the way. `/mentor day` moves the day, and `/mentor away` stops the asking for a while; they type it themselves.
        You see which weeks, never what anybody wrote. I say this once, until a check-in comes.
        [Why am I seeing this?]
        ");
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    friday(&world, "2026-12-11").await;
    let lena = world.value("select id from people where is_admin = 1").await.unwrap();
    let expected = [
        "Fri 2026-11-27 15:00 missed/1/mentor/2026-W45".to_owned(),
        format!("Fri 2026-12-04 15:00 missed/1/lead/2026-W45/{lena}"),
    ];
    assert_eq!(told(&world, LISBON).await, expected);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn one_line_is_a_check_in_posted_answered_and_found_like_any_other() {
    let world = World::with_a_pair().await;
    friday(&world, "2026-11-13").await;
    friday(&world, "2026-11-20").await;
    world.presses(&world.ines, "one_line").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == One line ==
        How is it going, in one line?*: ____
        It counts as your check-in for the week of 16–22 Nov. @Noah reads and answers it; leads see that you wrote, never the words. You can add to it later.
        [[Send]]
        ");
    world.sends_well(&world.ines, json!({ "line": "Slowly: the parser and a cold." })).await;
    assert_eq!(
        world.dm(&world.ines)[world.dm(&world.ines).len() - 2],
        "Your check-in for the week of 16–22 Nov is sent. Thank you."
    );
    assert_snapshot!(world.checkin_in_room(), @r"
        *Check-in of @Inês, week of 16–22 Nov*  for @Noah
        In one line
        Slowly: the parser and a cold.
        [Reply] [Read, more on …]
        @Noah answers by Tue 24 Nov, 15:00, here in the thread or with *Reply*. `/checkin history` keeps it.
        ");
    world.writes_in_thread(&world.noah, "Get well first.").await;
    assert!(world.checkin_in_room().contains("answered"), "it is replied to as one");
    world.types(&world.noah, "/mentor", "search parser").await;
    assert!(world.modal(&world.noah).contains("One place"));
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.ines, "/checkin", "history").await;
    assert!(world.modal(&world.ines).contains("In one line\nSlowly: the parser and a cold."));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "edit_checkin").await;
    assert!(world.modal(&world.ines).contains("forward*: Slowly: the parser"), "it can grow");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    friday(&world, "2026-11-27").await;
    assert!(!world.modal(&world.ines).contains("Last week's plan"), "one line plans nothing");
    friday(&world, "2026-12-04").await;
    friday(&world, "2026-12-11").await;
    assert!(world.last_dm(&world.ines).contains("one line is enough"), "a new run begins anew");
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_skipped_week_and_a_week_away_neither_count_nor_reset() {
    let world = World::with_a_pair().await;
    friday(&world, "2026-11-13").await;
    world.presses(&world.ines, "skip").await;
    world.sends_well(&world.ines, json!({})).await;
    friday(&world, "2026-11-20").await;
    assert!(!world.last_dm(&world.ines).contains("one line"), "week 45 alone was missed");
    world.types(&world.ines, "/mentor", "away 2026-11-21 2026-11-26").await;
    friday(&world, "2026-11-27").await;
    assert!(
        !world.last_dm(&world.ines).contains("one line"),
        "she was away after week 47 was asked for"
    );
    friday(&world, "2026-12-04").await;
    let offer = world.last_dm(&world.ines);
    assert!(offer.contains("for the weeks of 2–8 Nov and 23–29 Nov have stayed open"), "{offer}");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_covered_week_ends_a_run() {
    let world = World::with_a_pair().await;
    friday(&world, "2026-11-13").await;
    friday(&world, "2026-11-20").await;
    world.presses(&world.ines, "write_checkin").await;
    let mut values = a_good_week();
    values["covers"] = json!(["2026-W45", "2026-W46"]);
    world.sends_well(&world.ines, values).await;
    friday(&world, "2026-11-27").await;
    friday(&world, "2026-12-04").await;
    assert!(!world.last_dm(&world.ines).contains("one line"));
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn weeks_in_which_the_bot_was_down_are_not_held_against_anybody() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:00").await;
    world.down_until(LISBON, "2026-11-25 10:00");
    world.up_again().await;
    friday(&world, "2026-11-27").await;
    friday(&world, "2026-12-04").await;
    assert!(!world.last_dm(&world.ines).contains("one line"));
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn whoever_has_written_by_then_is_not_talked_about() {
    let zones = (LISBON, "Asia/Tokyo");
    let world = World::with_a_pair_on("2026-11-02T09:00:00Z", zones).await;
    for day in ["2026-11-13", "2026-11-20", "2026-11-27"] {
        friday(&world, day).await;
    }
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new(), "it is night in Tokyo");
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until("Asia/Tokyo", "2026-11-30 10:00").await;
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new());
    assert!(
        world
            .not_sent()
            .await
            .contains(&"missed/1/mentor/2026-W45: skipped written since".to_owned())
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn every_step_comes_inside_its_readers_hours_through_both_clock_changes() {
    for (start, fridays, expected) in [
        (
            "2026-10-05T08:00:00Z",
            ["2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"],
            ["Fri 2026-10-30 11:00", "Fri 2026-11-06 10:00"],
        ),
        (
            "2027-03-08T09:00:00Z",
            ["2027-03-19", "2027-03-26", "2027-04-02", "2027-04-09"],
            ["Fri 2027-04-02 10:00", "Fri 2027-04-09 10:00"],
        ),
    ] {
        let world = World::with_a_pair_on(start, (LISBON, NEW_YORK)).await;
        for day in fridays {
            friday(&world, day).await;
        }
        let told: Vec<String> =
            told(&world, NEW_YORK).await.iter().map(|it| it[..20].to_owned()).collect();
        assert_eq!(told, expected, "at 15:00 in Lisbon, on both sides of the change");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn a_mentor_who_has_moved_is_told_in_the_morning_where_they_are() {
    let world = World::with_a_pair().await;
    friday(&world, "2026-11-13").await;
    friday(&world, "2026-11-20").await;
    world.moves(&world.noah, Some("Asia/Tokyo")).await;
    friday(&world, "2026-11-27").await;
    world.until("Asia/Tokyo", "2026-11-30 09:00").await;
    let told = told(&world, "Asia/Tokyo").await;
    assert_eq!(told, ["Mon 2026-11-30 09:00 missed/1/mentor/2026-W45"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_asks_with_a_question_that_is_answered_in_one_line() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-13", "2026-11-20", "2026-11-27"] {
        friday(&world, day).await;
    }
    world.everybody_reads();
    world.until(NEW_YORK, "2026-11-27 16:00").await;
    world.presses(&world.noah, "ask_gently").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Ask how it is going ==
        Your question*: How are things going? One line is plenty, and whatever is in the way is fine to say.
        @Inês reads it, and nobody else, in their working hours, with a button to answer in one line. It comes as a direct message from me with your name on it. It is in no record and no search, and I delete your words here once they are delivered; the message itself stays in Slack.
        [[Send]]
        ");
    world.sends_well(&world.noah, json!({ "words": "Is it the parser, Kanarienvogel?" })).await;
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        Your question is on its way.
        • @Inês gets it on Mon 30 Nov, 04:00, when their working day is open.
        Nobody else reads it, and I delete it here once it is delivered. If it can't be, I tell you.
        ");
    assert!(world.is_kept("Kanarienvogel").await, "it waits for her morning");
    assert_eq!(world.reads(&world.ines), Vec::<String>::new());
    world.until(LISBON, "2026-11-30 09:01").await;
    let read = world.reads(&world.ines);
    let question = read.iter().find(|it| it.contains("Kanarienvogel")).unwrap();
    assert_snapshot!(question, @r"
        *@Noah would like to know how you are getting on.*
        Their question
        Is it the parser, Kanarienvogel?
        [Answer in one line]
        One line counts as your check-in for the week of 23–29 Nov. You can also simply write to them.
        ");
    assert!(!world.is_kept("Kanarienvogel").await, "it is delivered and forgotten");
    world.presses(&world.ines, "one_line").await;
    world.sends_well(&world.ines, json!({ "line": "Yes, and it is winning." })).await;
    world.until(NEW_YORK, "2026-11-30 09:00").await;
    assert!(world.checkin_in_room().contains("week of 23–29 Nov"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_lead_in_no_pair_is_left_alone_on_a_holiday_of_the_programme() {
    let world = World::with_a_pair().await;
    for day in ["2026-11-13", "2026-11-20", "2026-11-27"] {
        friday(&world, day).await;
    }
    world.everybody_reads();
    world.types(&world.lena, "/mentor", "holidays").await;
    world.sends(&world.lena, json!({ "add": "2026-12-05 2026-12-07 Bridge" })).await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.ines, "/mentor", "day Fri 16:59").await;
    world.types(&world.lena, "/mentor", "hours Sat-Mon 09:00-17:00, Wed 09:00-17:00").await;
    world.until(LISBON, "2026-12-10 12:00").await;
    let lead = told(&world, LISBON).await.into_iter().filter(|it| it.contains("/lead/"));
    assert_eq!(lead.collect::<Vec<_>>(), ["Wed 2026-12-09 08:00 missed/1/lead/2026-W45/1"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_lead_who_is_the_mentor_is_told_once_and_as_the_mentor() {
    let world = World::new().await;
    let otto = world.joins(NewPerson::named("Otto").zone(LISBON));
    world.types_raw(&world.lena, "/mentor", &format!("pair <@{}> <@{otto}>", world.lena)).await;
    for person in [&otto, &world.lena] {
        while !world.sees(person, "join") {
            assert!(world.next().await);
        }
        world.presses(person, "join").await;
    }
    for day in ["2026-11-13", "2026-11-20", "2026-11-27", "2026-12-04"] {
        friday(&world, day).await;
    }
    assert_eq!(told(&world, LISBON).await, ["Fri 2026-11-27 15:00 missed/1/mentor/2026-W45"]);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_line_that_says_nothing_or_comes_twice_or_too_late_changes_nothing() {
    let world = World::with_a_pair().await;
    friday(&world, "2026-11-13").await;
    friday(&world, "2026-11-20").await;
    world.presses(&world.ines, "one_line").await;
    let form = world.form_left_open(&world.ines);
    let before = world.dump().await;
    for line in [" \n\u{200b}", &"a".repeat(501)] {
        let answer = world.sends_left_open(&world.ines, &form, &[("line", line)]).await;
        assert!(format!("{answer:?}").contains("\"line\""), "{answer:?}");
    }
    assert_eq!(world.dump().await, before);
    let submitted = world.sends(&world.ines, json!({ "line": "Slowly." })).await;
    assert_eq!(submitted, Submitted::Closed);
    let (before, posts) = (world.versions().await, world.in_room().len());
    world.sends_left_open(&world.ines, &form, &[("line", "Slowly.")]).await;
    assert_eq!((world.versions().await, world.in_room().len()), (before, posts), "a replay");
    world.presses(&world.ines, "edit_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    let mut other = form.clone();
    other["id"] = json!("V-ANOTHER");
    let refused = world.sends_left_open(&world.ines, &other, &[("line", "Slowly.")]).await;
    assert!(
        format!("{refused:?}").contains("You have already written for that week"),
        "{refused:?}"
    );
    world.ends_unread().await;
}

const FRIDAYS: [&str; 4] = ["2026-11-13", "2026-11-20", "2026-11-27", "2026-12-04"];

/// Somebody switches off that they are told of missed weeks.
async fn wants_no_word(world: &World, who: &str) {
    world.types(who, "/mentor", "settings").await;
    let kinds = ["prompt", "reminder", "owed", "partner", "back"];
    world.sends_well(who, json!({ "kinds": kinds, "weekly": "6" })).await;
}

#[tokio::test]
async fn a_mentor_who_is_muted_is_told_when_that_ends_and_the_leads_in_their_week() {
    let world = World::with_a_pair().await;
    for day in FRIDAYS {
        if day == "2026-11-27" {
            world.types(&world.noah, "/mentor", "mute for 20 days").await;
        }
        friday(&world, day).await;
    }
    let lead = "Fri 2026-12-04 15:00 missed/1/lead/2026-W45/1";
    assert_eq!(told(&world, LISBON).await, [lead]);
    assert!(world.last_dm(&world.lena).starts_with("*4 check-ins in a row"));
    world.presses(&world.lena, "why").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Why am I seeing this? ==
        I tell the leads once when four check-ins in a row were asked for and not written. The mentor is told after three, unless they want quiet. Here they count from the week of 2–8 Nov.
        *When somebody has not written for weeks and you can help:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let home = world.home(&world.noah).await;
    assert!(home.contains("since the week of 2–8 Nov:  ○ ○ ◌ ◌ ◌"), "he can see it: {home}");
    world.until(NEW_YORK, "2026-12-10 10:00").await;
    let mentor = "Thu 2026-12-10 14:00 missed/1/mentor/2026-W45";
    assert_eq!(told(&world, LISBON).await, [mentor, lead]);
    let words = world.last_dm(&world.noah);
    assert!(words.starts_with("*4 check-ins in a row"), "as it stands by then: {words}");
    assert!(words.contains("The leads are told which weeks"), "{words}");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_was_written_during_a_mute_is_not_spoken_of_after_it() {
    let world = World::with_a_pair().await;
    for day in &FRIDAYS[..3] {
        if *day == "2026-11-27" {
            world.types(&world.noah, "/mentor", "mute for 14 days").await;
        }
        friday(&world, day).await;
    }
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(NEW_YORK, "2026-12-11 16:00").await;
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new());
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_who_wants_no_word_of_it_keeps_nobody_else_from_it() {
    let world = World::with_a_pair().await;
    wants_no_word(&world, &world.noah).await;
    for day in FRIDAYS {
        friday(&world, day).await;
    }
    assert_eq!(told(&world, LISBON).await, ["Fri 2026-12-04 15:00 missed/1/lead/2026-W45/1"]);
    let skipped = "missed/1/mentor/2026-W45: skipped switched off".to_owned();
    assert!(world.not_sent().await.contains(&skipped));
    world.ends_unread().await;
}

#[tokio::test]
async fn nobody_is_told_of_weeks_a_mentee_did_not_want_to_be_asked_for() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "mute for 30 days").await;
    for day in FRIDAYS {
        friday(&world, day).await;
    }
    assert_eq!(told(&world, LISBON).await, Vec::<String>::new(), "she was not asked");
    // What everybody may know stands where it always does, and does not say why.
    assert!(world.home(&world.noah).await.contains("○ ○ ◌ ◌ ◌"));
    assert!(world.home(&world.ines).await.contains("still open"));
    world.ends_unread().await;
}
