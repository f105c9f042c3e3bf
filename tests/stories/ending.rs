//! Ending a pair early: either side may, nothing of it is a failure, everything that ran stops, and what was written stays.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{acting::Submitted, people::NewPerson};

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
        *Who is told:* @Noah, in their working hours; and @Lena, a lead of the programme, that it ended and which of the reasons below it is, never a word of yours.
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
        ");
    world.until(NEW_YORK, "2026-11-10 08:59").await;
    assert!(!world.dm(&world.noah).iter().any(|it| it.contains("ended")), "it is not yet nine");
    let is_off = "Your call of *Wed 11 Nov, 15:00* is off, because your pair has ended.";
    assert!(!world.in_room().iter().any(|it| it == is_off), "nor is there a hurry");
    world.until(NEW_YORK, "2026-11-10 09:01").await;
    assert_snapshot!(world.last_dm(&world.noah), @r"
        @Inês has ended your pair. What you two did together counts all the same. Nothing more is asked of you, and nothing is owed. Everything you two wrote stays, for the two of you: `/checkin history`, `/mentor search`, App Home.
        If you would like another pair, tell a lead of the programme; one can begin at any time.
        ");
    assert_snapshot!(world.in_room().last().unwrap(), @"Your pair has ended. Thank you both for the time you gave each other. I ask nothing more here, and what stands here stays, for the two of you.");
    assert!(world.in_room().iter().any(|it| it == is_off), "{:#?}", world.in_room());
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
    let first_page = world.form_left_open(&world.ines);
    world.sends(&world.ines, a_reason("other", false)).await;
    // Noah is faster.
    world.ends_the_pair(&world.noah, a_reason("time", false)).await;
    world.sends(&world.ines, json!({})).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == End this pair ==
        This pair has ended already, so nothing has changed. What you two wrote is still there.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let answer = world.sends_left_open(&world.ines, &first_page, &[]).await;
    assert!(format!("{answer:?}").contains("has ended already"), "{answer:?}");
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
    let Submitted::FieldErrors(told) = told else { panic!("{told:?}") };
    assert_snapshot!(told.into_values().collect::<Vec<_>>().join("\n"), @"Your pair has ended, so this was not sent. Your words are still in this form; copy them if you need them.");
    world.closes(&world.ines).await;
    // Nothing of it is lost: App Home leads back to it.
    let home = world.home(&world.ines).await;
    assert_snapshot!(home.lines().filter(|it| it.contains("draft")).collect::<Vec<_>>().join("\n"), @r"
        You have a draft for the week of 2–8 Nov. It can't be sent any more; only you can read it.
        [Read it] [Delete draft]
        ");
    world.presses_at_home_in(&world.ines, ("draft_checkin/1/2026-W45", "read_draft")).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your draft ==
        Your pair has ended, so this was not sent and can't be any more. Copy what you would like to keep.
        What you wrote
        I cloned the string in the end.
        What you wrote
        How lifetimes tie a borrow to its owner.
        What you wrote
        Write the export screen
        What you wrote
        When is cloning fine?
        What you wrote
        Read about iterators
        What you wrote
        Show the import in the team meeting
        What you wrote
        Finished the import screen (#214) and fixed the flaky date test.
        What you wrote
        Two ways to share the parser; both fought the borrow checker.
        What you wrote
        Your examples.
        Only you can read it. It is deleted 30 days after your last change.
        [Delete draft]
        ");
    world.presses_in_modal(&world.ines, "discard_draft").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(!world.home(&world.ines).await.contains("draft"));
    world.hours(72).await;
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_stands_says_that_it_is_over_and_a_checkin_that_waited_is_kept_and_not_posted() {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.asks("quick", a_quick_one()).await;
    world.minutes(2).await;
    world.until(LISBON, "2026-11-07 10:00").await;
    let asked = world.find(&world.ines, "write_checkin").unwrap();
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-07 12:00").await;
    world.ends_the_pair(&world.ines, a_reason("other", true)).await;
    world.minutes(2).await;
    let told = |begins: &str| world.dm(&world.ines).into_iter().rfind(|it| it.contains(begins));
    assert_snapshot!(told("Your check-in for the week").unwrap_or_default(), @r"
        Your check-in for the week of 2–8 Nov is saved. Your pair ended before it was posted, so it does not come into your room any more. `/checkin history` keeps it.
        [Read it]
        ");
    assert_snapshot!(told("before this question").unwrap_or_default(), @r"
        Your pair ended before this question was answered, so nobody owes you an answer. It stays here for you.
        My question
        When is cloning fine?
        [Read it]
        ");
    assert!(world.message_at(&asked.0, &asked.1).contains("is sent"));
    world.until(NEW_YORK, "2026-11-09 12:00").await;
    assert_snapshot!(world.in_room().join("\n---\n"), @r"
        # Welcome to your room
        Hello @Inês and @Noah. This room is for the two of you.
        *What happens here.* I'll ask @Inês for the first check-in on Fri 6 Nov, 15:00. It is posted here as a thread as soon as @Noah's working day is open, and @Noah answers in that thread, with the form or by simply writing. Everything stays findable with `/mentor search`.
        You two read what is written here, and nobody else. Leads see that something was written and when, never the words. Whoever operates this server could read its database.
        ---
        *Quick question of @Inês*  for @Noah
        My question
        When is cloning fine?
        Asked Tue 3 Nov, 15:00. Your pair has ended, so nobody owes an answer.
        ---
        Your pair has ended. Thank you both for the time you gave each other. I ask nothing more here, and what stands here stays, for the two of you.
        ");
    assert!(!world.sees(&world.noah, "answer") && !world.sees(&world.noah, "reply"));
    let reason = world.dm(&world.noah).into_iter().rfind(|it| it.contains("has ended")).unwrap();
    assert!(reason.contains("*Why, as @Inês put it:* they have another reason."), "{reason}");
    world.types(&world.noah, "/checkin", "history").await;
    assert!(world.modal(&world.noah).contains("2–8 Nov"), "{}", world.modal(&world.noah));
    world.closes(&world.noah).await;
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_is_still_asked_reads_that_nothing_is_asked_any_more() {
    let world = World::with_a_growing_pair_on("2026-11-02T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(LISBON, "2026-11-30 12:00").await;
    let of = |person: &str, block: &str| world.find_block(person, block).unwrap();
    let asked = world.find(&world.ines, "write_checkin").unwrap();
    let review = of(&world.ines, "review_");
    let agreement = of(&world.ines, "agreement");
    let first_week = of(&world.ines, "first_week_");
    world.ends_the_pair(&world.noah, a_reason("time", false)).await;
    world.minutes(2).await;
    let now: Vec<String> = [asked, review, agreement, first_week]
        .iter()
        .map(|(channel, ts)| world.message_at(channel, ts))
        .collect();
    assert_snapshot!(now.join("\n---\n"), @r"
        Your pair has ended, so nothing is asked for the week of 23–29 Nov any more.
        ---
        Looking back on Mon 30 Nov
        Your pair has ended, so there is nothing left to look back at.
        ---
        *3 things in one message*, so that I don't write to you more often than you want.
        ---
        What stood here has moved on; App Home shows what is open.
        ---
        What stood here has moved on; App Home shows what is open.
        ---
        Your pair has ended, so nothing is asked for the week of 2–8 Nov any more.
        ---
        :white_large_square: Read the guide
        :white_large_square: Choose your working hours: `/mentor hours`
        :white_large_square: Say how you learn best: `/mentor settings`
        :white_large_square: Sign what you two agree on: `/mentor agreement`
        :white_large_square: Look at your first goal, one bug fix alone by day 14: `/mentor goals`
        :white_large_square: Ask one small question: `/ask`
        :white_large_square: Agree on your first call: `/mentor call` (I ask by myself only later)
        :white_large_square: Write your first check-in: `/checkin`
        Your pair has ended, and so has its list.
        ");
    world.until(NEW_YORK, "2026-12-01 12:00").await;
    world.ends_unread().await;
}

#[tokio::test]
async fn where_the_lead_who_suggested_it_leads_no_more_another_one_hears_of_it() {
    let world = World::with_a_pair().await;
    let otto = NewPerson::named("Otto Berg").zone("Europe/Berlin").admin();
    let otto = world.stage.workspace.add_person(otto);
    world.types(&otto, "/mentor", "template").await;
    world.stage.workspace.close_all(&otto).await.unwrap();
    let steps_back = format!("update people set is_admin = 0 where slack_user = '{}'", world.lena);
    world.changes_the_file(&steps_back).await;
    world.until(LISBON, "2026-11-04 12:00").await;
    world.types(&world.ines, "/mentor", "end").await;
    world.sends(&world.ines, a_reason("no_match", true)).await;
    let told = world.modal(&world.ines);
    assert!(
        told.contains(&format!("and @{otto}, a lead of the programme, that it ended")),
        "{told}"
    );
    world.sends(&world.ines, json!({})).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(2).await;
    assert_snapshot!(world.last_dm(&otto), @"The pair of @Noah and @Inês has ended. @Inês ended it: the two are not a good match. What they wrote stays with the two of them. Each can be in another pair: `/mentor pair @mentor @mentee`.");
    world.until(NEW_YORK, "2026-11-04 12:00").await;
    assert!(!world.dm(&world.lena).iter().any(|it| it.contains("ended")));
    let reason = world.dm(&world.noah).into_iter().rfind(|it| it.contains("has ended")).unwrap();
    assert!(reason.contains("you two are not a good match"), "{reason}");
    world.ends_unread().await;
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
                // Late on Friday, so that it waits for the mentor's Monday.
                if at == 110 && hours % 2 == 0 {
                    world.types(&world.ines, "/checkin", "").await;
                    world.sends_well(&world.ines, a_good_week()).await;
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
