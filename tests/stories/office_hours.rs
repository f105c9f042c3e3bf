//! A mentor is there for everybody, every week at the same hour, in the order in which people come.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{acting::Forged, faults::Misbehaviour, people::NewPerson};

use crate::world::{World, office::on_thursdays};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Tuesday, 3 November, 10:00 in Lisbon and 05:00 in New York.
async fn on_tuesday() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    world.everybody_reads();
    world
}

#[tokio::test]
async fn nobody_holds_office_hours_until_a_lead_allows_them_in_a_help_channel() {
    let world = on_tuesday().await;
    let told = world.types(&world.noah, "/mentor", "office-hours").await;
    assert!(told.starts_with("Office hours are not turned on in your programme."), "{told}");
    let told = world.chooses_help_channel(json!({ "peers": "0", "office": ["yes"] })).await;
    assert!(told.contains("Office hours take place in the help channel. Choose one"), "{told}");
    let commons = world.allows_office_hours().await;
    world.types(&world.ines, "/mentor", "office-hours").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Office hours ==
        @Noah has no office hours coming up. `/ask` brings a question to them any time.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let told = world.types(&commons.tom, "/mentor", "office-hours").await;
    assert!(told.starts_with("You are not in a pair yet"), "{told}");
    world.types(&world.noah, "/mentor", "office-hours").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Office hours ==
        A window in which you are there for everybody, in #help. It opens and closes by itself, and people come in the order in which they arrive. There are none on your days off.
        On*: No office hours
        from (America/New_York)*: 15:00
        for*: 45 minutes
        How often*: Every week
        [[Save]]
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.chooses_help_channel(json!({ "none": ["yes"] })).await;
    let told = world.types(&world.noah, "/mentor", "office-hours").await;
    assert!(told.starts_with("Office hours are not turned on"), "they go with the channel: {told}");
    world.reads(&commons.tom);
    world.ends().await;
}

#[tokio::test]
async fn they_lie_in_the_mentors_own_hours_and_can_be_stopped() {
    let world = on_tuesday().await;
    let commons = world.allows_office_hours().await;
    for (begins, day, why) in [
        ("16:30", "Thursday", "On Thursday you work 09:00-17:00, and nothing reaches you outside."),
        ("10:00", "Saturday", "You don't work on Saturday, so nothing would reach you."),
    ] {
        let values = json!({ "day_of_week": day, "begins": begins, "length": "45", "every": "1" });
        let told = world.sets_office_hours(values).await;
        assert!(told.contains(why), "{told}");
    }
    let told = world.sets_office_hours(on_thursdays()).await;
    assert!(told.contains("The next: Thu 5 Nov, 10:00 to 10:45, in #help."), "{told}");
    // Longer, and still the same Thursday.
    let second = |length: &str| json!({ "day_of_week": "Thursday", "begins": "10:00", "length": length, "every": "2" });
    world.sets_office_hours(second("45")).await;
    world.until(NEW_YORK, "2026-11-06 09:00").await;
    let told = world.sets_office_hours(second("60")).await;
    assert!(told.contains("The next: Thu 19 Nov, 10:00 to 11:00"), "{told}");
    let told = world.sets_office_hours(on_thursdays()).await;
    assert!(told.contains("The next: Thu 12 Nov, 10:00 to 10:45"), "{told}");
    let told = world.sets_office_hours(json!({ "day_of_week": "none" })).await;
    assert!(told.contains("Saved. You hold no office hours any more."), "{told}");
    assert!(!world.home(&world.ines).await.contains("Office hours"));
    world.until(NEW_YORK, "2026-11-13 09:00").await;
    assert_eq!(world.in_channel(&commons).len(), 1, "only those of the fifth were held");
    world.ends_unread().await;
}

#[tokio::test]
async fn people_come_in_the_order_of_arrival_and_the_mentor_takes_one_after_the_other() {
    let world = on_tuesday().await;
    let commons = world.holds_office_hours().await;
    assert!(
        world.home(&world.ines).await.contains("Office hours: Thu 5 Nov, 15:00 to 15:45, in #help"),
        "in her own time"
    );
    assert!(world.home(&world.noah).await.contains("Office hours: Thu 5 Nov, 10:00 to 10:45"));
    world.types(&world.ines, "/mentor", "office-hours").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Office hours ==
        *@Noah's office hours:* Thu 5 Nov, 15:00 to 15:45, in #help. Anybody may come; take a place there when they open.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-05 09:59").await;
    assert_eq!(world.in_channel(&commons).len(), 0);
    world.until(NEW_YORK, "2026-11-05 10:00").await;
    assert_snapshot!(world.in_channel(&commons).join("\n\n"), @r"
        *@Noah's office hours are open* until 10:45.
        [Take a place] [Leave the line] [Next]
        Anybody may come. Take a place, or simply write in the thread: first come, first served. @Noah presses *Next* when somebody is done.
        ");
    // Tom, who is in no pair, presses; Inês simply writes, twice; Lena presses.
    world.presses_there(&commons.tom, &commons, "take_place").await;
    world.helps(&world.ines, &commons, "May I ask about lifetimes?").await;
    world.helps(&world.ines, &commons, "They confuse me.").await;
    world.presses_there(&world.lena, &commons, "take_place").await;
    world.helps(&world.noah, &commons, "Hello!").await;
    world.minutes(1).await;
    let line = world.in_channel(&commons).remove(0).replace(&commons.tom, "Tom");
    assert_snapshot!(line, @r"
        *@Noah's office hours are open* until 10:45.
        1. @Tom, it is their turn
        2. @Inês
        3. @Lena
        [Take a place] [Leave the line] [Next]
        Anybody may come. Take a place, or simply write in the thread: first come, first served. @Noah presses *Next* when somebody is done.
        ");
    world.presses_there(&world.noah, &commons, "call_next").await;
    world.minutes(1).await;
    assert_eq!(world.under_it(&commons).last().unwrap(), "@Inês, it is your turn.");
    // Inês has found it out, so it is Lena's turn.
    world.presses_there(&world.ines, &commons, "leave_line").await;
    world.minutes(1).await;
    assert_eq!(world.under_it(&commons).last().unwrap(), "@Lena, it is your turn.");
    world.presses_there(&world.ines, &commons, "take_place").await;
    world.minutes(1).await;
    assert!(world.in_channel(&commons)[0].contains("1. @Lena, it is their turn\n2. @Inês\n"));
    world.until(NEW_YORK, "2026-11-05 10:45").await;
    world.minutes(1).await;
    assert_eq!(
        world.in_channel(&commons),
        ["@Noah's office hours are closed; 3 people came."],
        "and there are no buttons"
    );
    assert_snapshot!(world.under_it(&commons).last().unwrap(), @"There was no time for everybody today. @Noah's next office hours open on Thu 12 Nov, 10:00. If you have a mentor, `/ask` brings your question to them any time.");
    let kept = world.value("select count(*) from office_places").await;
    assert_eq!(kept.as_deref(), Some("0"), "who came is forgotten");
    world.until(NEW_YORK, "2026-11-12 10:30").await;
    assert_eq!(world.in_channel(&commons).len(), 2, "they are open again");
    world.until(NEW_YORK, "2026-11-12 11:00").await;
    assert_eq!(
        world.in_channel(&commons)[1],
        "@Noah's office hours are closed; nobody came this time."
    );
    assert_eq!(world.under_it(&commons).len(), 0, "nobody waits, so nobody is told anything");
    world.ends_unread().await;
}

#[tokio::test]
async fn what_cannot_be_is_told_kindly_and_changes_nothing() {
    let world = on_tuesday().await;
    let commons = world.holds_office_hours().await;
    world.until(NEW_YORK, "2026-11-05 10:00").await;
    let tom = &commons.tom;
    let told = world.is_told_there(&world.noah, &commons, "call_next").await;
    assert!(told.starts_with("Nobody is in the line yet."), "{told}");
    let told = world.is_told_there(&world.noah, &commons, "take_place").await;
    assert!(told.starts_with("These are your own office hours"), "{told}");
    let told = world.is_told_there(tom, &commons, "leave_line").await;
    assert!(told.starts_with("You are not in the line at the moment"), "{told}");
    world.presses_there(tom, &commons, "take_place").await;
    world.presses_there(&world.ines, &commons, "take_place").await;
    let told = world.is_told_there(tom, &commons, "take_place").await;
    assert!(told.starts_with("You have a place already, and it is your turn"), "{told}");
    let told = world.is_told_there(&world.ines, &commons, "take_place").await;
    assert!(told.starts_with("You have a place already: you are number 2."), "{told}");
    for who in [tom, &world.ines, &world.lena] {
        let told = world.is_told_there(who, &commons, "call_next").await;
        assert!(told.starts_with("Only @Noah presses *Next* here"), "{told}");
    }
    world.minutes(1).await;
    // Noah's finger slips: the message he sees is still that of Tom's turn.
    let stale = Forged::Press { action: "call_next".to_owned(), value: "1+0".to_owned() };
    world.presses_there(&world.noah, &commons, "call_next").await;
    world.stage.workspace.forge(&world.noah, &stale).await.unwrap();
    world.stage.workspace.settle().await;
    assert!(world.whisper(&world.noah).starts_with("The line has moved on since"));
    world.minutes(1).await;
    assert!(world.in_channel(&commons)[0].contains("1. @Inês, it is their turn"));
    // Whoever had a turn and talks on is not in the line again; whoever presses is.
    world.helps(tom, &commons, "Thank you!").await;
    world.minutes(1).await;
    assert!(!world.in_channel(&commons)[0].contains("2. "));
    world.presses_there(tom, &commons, "take_place").await;
    world.minutes(1).await;
    assert!(world.in_channel(&commons)[0].contains("2. "));
    // The end comes, and Slack is slow to show it: the buttons still stand.
    world.stage.workspace.misbehave(Misbehaviour::ServerError(503), "chat.update", 3);
    world.until(NEW_YORK, "2026-11-05 10:45").await;
    for (who, action) in
        [(tom, "take_place"), (&world.ines, "leave_line"), (&world.noah, "call_next")]
    {
        let told = world.is_told_there(who, &commons, action).await;
        assert!(
            told.starts_with("These office hours are over. @Noah's next office hours open on"),
            "{told}"
        );
    }
    world.hours(1).await;
    world.helps(&world.lena, &commons, "Too late?").await;
    assert!(world.in_channel(&commons)[0].ends_with("closed; 2 people came."));
    world.ends_unread().await;
}

#[tokio::test]
async fn leave_a_holiday_and_a_mentor_who_left_mean_that_none_are_held() {
    for why in ["leave", "holiday", "left"] {
        let world = on_tuesday().await;
        let commons = world.holds_office_hours().await;
        // After they were planned.
        match why {
            "leave" => {
                world.types(&world.noah, "/mentor", "away 2026-11-05 2026-11-06").await;
            }
            "holiday" => {
                world.types(&world.lena, "/mentor", "holidays").await;
                world.sends(&world.lena, json!({ "add": "2026-11-05 A day" })).await;
                world.stage.workspace.close_all(&world.lena).await.unwrap();
            }
            _ => {
                let gone = json!({ "type": "user_change", "user": { "id": world.noah, "deleted": true,
                    "profile": { "real_name": "Noah Reed" }, "tz": NEW_YORK } });
                world.stage.workspace.forge_event("user_change", gone).await;
                world.stage.workspace.settle().await;
            }
        }
        let shown = world.home(&world.ines).await;
        assert!(!shown.contains("Office hours: Thu 5 Nov"), "{why}: {shown}");
        assert_eq!(shown.contains("Office hours: Thu 12 Nov"), why != "left", "{why}: {shown}");
        world.until(NEW_YORK, "2026-11-05 12:00").await;
        assert_eq!(world.in_channel(&commons).len(), 0, "{why}");
        world.until(NEW_YORK, "2026-11-12 10:01").await;
        assert_eq!(world.in_channel(&commons).len(), usize::from(why != "left"), "{why}");
        world.ends_unread().await;
    }
}

#[tokio::test]
async fn leave_taken_in_the_last_moment_closes_nothing_that_is_open() {
    let world = on_tuesday().await;
    let commons = world.holds_office_hours().await;
    world.until(NEW_YORK, "2026-11-05 10:10").await;
    world.types(&world.noah, "/mentor", "away 2026-11-06 2026-11-13").await;
    world.presses_there(&world.ines, &commons, "take_place").await;
    world.presses_there(&commons.tom, &commons, "take_place").await;
    let told = world.sets_office_hours(json!({ "day_of_week": "none" })).await;
    assert!(told.contains("The ones that are open now stay open until 10:45."), "{told}");
    world.until(NEW_YORK, "2026-11-05 10:46").await;
    assert_eq!(
        world.under_it(&commons).last().unwrap(),
        "There was no time for everybody today. If you have a mentor, `/ask` brings your question to them any time."
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn an_hour_the_bot_slept_through_is_not_spoken_of_and_one_it_opened_is_closed() {
    let mut world = on_tuesday().await;
    let commons = world.holds_office_hours().await;
    world.until(NEW_YORK, "2026-11-05 09:00").await;
    world.stage.strike().await;
    world.down_until(NEW_YORK, "2026-11-05 11:00");
    world.stage.enter_again().await.unwrap();
    world.up_again().await;
    assert_eq!(world.in_channel(&commons).len(), 0, "it is over");
    world.until(NEW_YORK, "2026-11-12 09:00").await;
    world.stage.strike().await;
    world.down_until(NEW_YORK, "2026-11-12 10:20");
    world.stage.enter_again().await.unwrap();
    world.up_again().await;
    assert_eq!(world.in_channel(&commons).len(), 1, "half of it is left");
    world.presses_there(&world.ines, &commons, "take_place").await;
    world.presses_there(&world.lena, &commons, "take_place").await;
    world.stage.strike().await;
    world.down_until(NEW_YORK, "2026-11-12 14:00");
    world.stage.enter_again().await.unwrap();
    world.up_again().await;
    world.minutes(1).await;
    assert!(world.in_channel(&commons)[0].ends_with("closed; 2 people came."));
    assert!(world.under_it(&commons).last().unwrap().contains("Thu 19 Nov"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_channel_that_was_archived_keeps_nobody_waiting() {
    let world = on_tuesday().await;
    let commons = world.holds_office_hours().await;
    world.stage.workspace.archive(&commons.channel);
    world.until(NEW_YORK, "2026-11-05 12:00").await;
    assert_eq!(world.in_channel(&commons).len(), 0);
    assert!(!world.home(&world.ines).await.contains("Office hours:"));
    let told = world.types(&world.noah, "/mentor", "office-hours").await;
    assert!(told.starts_with("Office hours need the programme's help channel"), "{told}");
    world.ends_unread().await;
}

#[tokio::test]
async fn they_move_with_their_mentor_and_no_week_has_them_twice() {
    let world = on_tuesday().await;
    let commons = world.holds_office_hours().await;
    world.moves(&world.noah, Some(LISBON)).await;
    world.until(LISBON, "2026-11-05 10:30").await;
    assert_eq!(world.in_channel(&commons).len(), 1, "at ten where he is now");
    world.moves(&world.noah, Some(NEW_YORK)).await;
    world.until(NEW_YORK, "2026-11-05 12:00").await;
    assert_eq!(world.in_channel(&commons).len(), 1, "this week's are over");
    world.until(NEW_YORK, "2026-11-12 09:59").await;
    assert_eq!(world.in_channel(&commons).len(), 1);
    world.until(NEW_YORK, "2026-11-12 10:00").await;
    assert_eq!(world.in_channel(&commons).len(), 2);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_of_two_reads_of_them_once() {
    let mut world = World::with_a_pair().await;
    let otto = NewPerson::named("Otto Berg").zone(LISBON);
    world.mentors_too(otto, "Otto Berg").await;
    world.allows_office_hours().await;
    world.sets_office_hours(on_thursdays()).await;
    let shown = world.home(&world.noah).await;
    assert_eq!(shown.matches("Office hours:").count(), 1, "{shown}");
    world.ends_unread().await;
}
