//! Ending a pair early: either side may, nothing of it is a failure, everything that ran stops, and what was written stays.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Submitted;

use crate::world::{
    World, a_good_week,
    calling::a_call,
    parting::a_reason,
    practice::a_bug,
    questioning::{a_debug_one, a_quick_one},
    wall,
};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

#[tokio::test]
async fn whoever_ends_it_is_shown_what_stops_and_what_stays_and_everybody_hears_in_their_hours() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:30").await;
    world.has_a_checkin(a_good_week()).await;
    world.has_a_call(a_call("2026-11-11T15:00:00Z")).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    world.everybody_reads();
    world.types(&world.ines, "/mentor", "end").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == End this pair ==
        You can end your pair with @Noah at any time, and you owe nobody a justification. A pair that ends has still been one.
        Why*: ____
        More, if you like: ____
        Who reads why: ____
        Nothing ends yet: the next page shows what stops and what stays.
        [[Go on]]
        ");
    world.sends(&world.ines, a_reason("time", false)).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == This ends it ==
        Your pair with @Noah ends as soon as you press *End it*.
        *What stops:* check-ins and reminders, calls (those you agreed on are called off, in both calendars), challenges, and whatever else I would have asked. Nobody owes anybody an answer any more.
        *What stays:* your room, and everything you two wrote, for the two of you: `/checkin history`, `/mentor search`, App Home.
        *Who is told:* @Noah, in their working hours; and @Lena, who suggested the two of you, that it ended and which of the reasons below it is, never a word of yours.
        Why*: I have no time for it at the moment
        More, if you like: Next month I go to the other office.
        Who reads why: ____
        [[End it]]
        ");
    world.sends(&world.ines, json!({})).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == End this pair ==
        Your pair with @Noah has ended. I'll tell them in their working hours, and say a last word in your room.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(2).await;
    let dm = world.reads(&world.ines);
    assert_snapshot!(dm.join("\n---\n"), @r"
        You ended your pair with @Noah on Tue 10 Nov. Nothing more is asked of either of you, and nothing is owed. Everything you two wrote stays, for the two of you: `/checkin history`, `/mentor search`, App Home.
        If you would like another pair one day, tell a lead of the programme.
        ---
        @Inês called off your call of *Wed 11 Nov, 15:00*.
        `/mentor call` arranges another one, whenever it suits you both.
        ---
        ");
    world.until(NEW_YORK, "2026-11-10 08:59").await;
    assert!(!world.dm(&world.noah).iter().any(|it| it.contains("ended")), "it is not yet nine");
    world.until(NEW_YORK, "2026-11-10 09:01").await;
    assert_snapshot!(world.last_dm(&world.noah), @r"
        @Inês has ended your pair. What you two did together counts all the same. Nothing more is asked of you, and nothing is owed. Everything you two wrote stays, for the two of you: `/checkin history`, `/mentor search`, App Home.
        If you would like another pair, tell a lead of the programme; one can begin at any time.
        ");
    assert_snapshot!(world.in_room().last().unwrap(), @"Your pair has ended. Thank you both for the time you gave each other. I ask nothing more here, and what stands here stays, for the two of you.");
    let off = world.in_room().into_iter().find(|it| it.contains("called off"));
    assert_snapshot!(off.unwrap(), @"This call was called off.");
    assert_snapshot!(world.last_dm(&world.lena), @"The pair of @Noah and @Inês has ended. @Inês ended it: they have no time for it at the moment. What they wrote stays with the two of them. Each can be in another pair: `/mentor pair @mentor @mentee`.");
    let cancelled =
        "select count(*) from outbox where key like 'call-file/1/1%' and state = 'sent'";
    assert_eq!(world.value(cancelled).await.as_deref(), Some("1"), "both calendars are told");
    world.everybody_reads();
    world.days(56).await;
    for person in [&world.ines, &world.noah, &world.lena] {
        assert_eq!(world.reads(person), Vec::<String>::new());
    }
    world.ends().await;
}

#[tokio::test]
async fn what_was_written_stays_and_a_mentee_can_be_in_another_pair() {
    let mut world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:30").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-11-09 17:00").await;
    world.ends_the_pair(&world.noah, a_reason("moved_on", true)).await;
    world.until(NEW_YORK, "2026-11-10 12:00").await;
    assert_snapshot!(world.dm(&world.ines).into_iter().rfind(|it| it.contains("ended")).unwrap(), @r"
        @Noah has ended your pair. What you two did together counts all the same. Nothing more is asked of you, and nothing is owed. Everything you two wrote stays, for the two of you: `/checkin history`, `/mentor search`, App Home.
        *Why, as @Noah put it:* they moved on, to another team or another place.
        In their words
        Next month I go to the other office.
        If you would like another pair, tell a lead of the programme; one can begin at any time.
        ");
    assert_snapshot!(world.home(&world.ines).await, @r"
        == Home ==
        # Your mentorship
        Your pair with @Noah ended on Mon 9 Nov 2026. What you two wrote is still here.
        Written when it ended
        Next month I go to the other office.
        [Check-ins so far] [Something is off]
        ---
        I write to you Mon-Fri 09:00-17:00 (Europe/Lisbon, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    world.types(&world.ines, "/checkin", "history").await;
    assert!(world.modal(&world.ines).contains("2–8 Nov"), "{}", world.modal(&world.ines));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/mentor", "search lifetimes").await;
    assert!(world.modal(&world.ines).contains("lifetimes"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert_snapshot!(world.types(&world.noah, "/mentor", "owed").await, @"You are not a mentor in a running pair, so nobody waits for your answer. `/mentor help` shows what you can do.");
    assert_snapshot!(world.types(&world.ines, "/checkin", "").await, @"You are not in a running pair as a mentee, so there is no check-in to write. `/mentor help` shows what you can do.");
    assert_snapshot!(world.types(&world.ines, "/mentor", "end").await, @"You are in no pair at the moment, so there is nothing to end. `/mentor help` shows what you can do.");
    world.everybody_reads();
    world.become_a_pair().await;
    world.until(LISBON, "2026-11-13 15:30").await;
    assert!(world.sees(&world.ines, "write_checkin"), "the new pair is asked");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_makes_no_sense_ends_nothing() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "end").await;
    assert!(matches!(world.sends(&world.ines, json!({})).await, Submitted::ClientErrors(_)));
    world.sends(&world.ines, a_reason("other", false)).await;
    // Noah is faster.
    world.ends_the_pair(&world.noah, a_reason("time", false)).await;
    world.sends(&world.ines, json!({})).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == End this pair ==
        This pair has ended already, so nothing has changed. What you two wrote is still there.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert_eq!(world.value("select ended_by from endings").await.as_deref(), Some("mentor"));
    world.hours(24).await;
    let heard = world.dm(&world.ines).into_iter().filter(|it| it.contains("has ended your pair"));
    assert_eq!(heard.count(), 1, "once");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_form_that_was_open_is_told_that_it_is_over_and_keeps_its_words() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:30").await;
    world.presses(&world.ines, "write_checkin").await;
    world.ends_the_pair(&world.noah, a_reason("time", false)).await;
    let told = world.sends(&world.ines, a_good_week()).await;
    assert!(matches!(told, Submitted::FieldErrors(_)), "{told:?}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.hours(72).await;
    world.everybody_reads();
    world.ends().await;
}

/// What may still come once a pair is over: what both are told of it, and of what ended with it.
const STILL_COMES: [&str; 9] = [
    "ended",
    "ended-to-lead",
    "call-off",
    "call-file",
    "receipt",
    "question-receipt",
    "reply",
    "write-up",
    "acknowledged",
];

#[tokio::test]
async fn whenever_a_pair_ends_nothing_unasked_comes_any_more_and_nothing_breaks() {
    // In the middle of everything that may be on its way: before a prompt, between the reminders, while a call is asked
    // for, proposed, agreed, about to begin, and just over; with a question that waits, one that is late, and a challenge.
    for (hours, by_mentor) in [
        (3, true),
        (77, false),
        (104, true),
        (130, false),
        (175, true),
        (201, false),
        (222, true),
        (250, false),
        (342, true),
        (510, false),
    ] {
        let world = World::with_a_pair().await;
        world.adds(&world.lena, "", a_bug(1)).await;
        world.adds(&world.lena, "", a_bug(2)).await;
        world.gives_challenges(true).await;
        world.asks_for_calls().await;
        world.asks("quick", a_quick_one()).await;
        world.asks("debug", a_debug_one()).await;
        let told = world.proposes_a_call(&world.noah, a_call("2026-11-12T15:00:00Z")).await;
        assert!(told.contains("You proposed"), "{told}");
        let mut lived = 0;
        for at in [80, 110, 150] {
            if at < hours {
                world.hours(at - lived).await;
                lived = at;
                if world.sees(&world.ines, "confirm_call") {
                    world.presses(&world.ines, "confirm_call").await;
                }
            }
        }
        world.hours(hours - lived).await;
        let who = if by_mentor { &world.noah } else { &world.ines };
        world.ends_the_pair(who, a_reason("other", false)).await;
        let ended = world.now();
        world.minutes(1).await;
        world.days(56).await;
        for entry in world.ledger().await {
            let what = format!("{hours}: {entry:?}");
            assert!(matches!(entry.state.as_str(), "sent" | "skipped"), "{what}");
            let is_change =
                ["answered/", "refresh/", "joined/"].iter().any(|it| entry.key.contains(it));
            let is_late = entry.seen_at.is_some_and(|at| at > ended);
            assert!(!is_late || is_change || STILL_COMES.contains(&entry.kind()), "{what}");
        }
        let told: Vec<String> = world.dm(&world.noah);
        assert!(told.iter().any(|it| it.contains("ended")), "{hours} {}", wall(ended, LISBON));
        world.ends_unread().await;
    }
}
