//! One pair, one week, for real: from the question whether they want to be a pair to the mentor's reply.
//!
//! What people read stands here word for word, so that a change of a sentence is seen by whoever makes it. What is
//! found again later is in `finding_again`; weeks that do not go well are told elsewhere.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

#[tokio::test]
async fn both_are_asked_inside_their_own_hours_and_greeted_when_both_are_in() {
    let world = World::new().await;
    let told = world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    assert_snapshot!(told, @r"
        I'm asking both whether they want to be a pair, each inside their own working hours.
        • @Noah gets my message on Mon 2 Nov, 09:00
        • @Inês gets my message now
        The pair begins when both have pressed *I'm in*, and I'll tell you then.
        ");
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        # Would you like to be a mentorship pair?
        @Lena suggests @Noah as your mentor. If you both say yes:
        • once a week I ask you for a short written check-in; it takes about 15 minutes
        • @Noah answers every one in writing within two working days
        • if you don't write, I remind you twice at most, then I'm silent until the next one
        • every second week I help you find half an hour for a call, and every four weeks I ask you both to look back
        • in the first days you two agree in writing on what you want; most of what I say can be switched off
        I only write to you Mon-Fri 09:00-17:00 (Europe/Lisbon). What you two write is read by you two; @Lena and other leads see that something was written and when, never the words. You can stop at any time.
        [I'm in] [No, thanks]
        ");
    world.presses(&world.ines, "join").await;
    assert_snapshot!(world.last_dm(&world.ines), @"You're in. I'll tell you both as soon as @Noah has said yes too.");
    world.until(NEW_YORK, "2026-11-02 08:59").await;
    assert!(world.dm(&world.noah).is_empty(), "nobody is asked before their day begins");
    world.until(NEW_YORK, "2026-11-02 09:00").await;
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        # Would you like to be a mentorship pair?
        @Lena suggests @Inês as your mentee. If you both say yes:
        • once a week @Inês writes a short check-in, and I bring it to you when your working day is open
        • you answer in writing within two working days; days you don't work don't count
        • in all it takes about three hours a month, calls included
        • every second week I help you find half an hour for a call, and every four weeks I ask you both to look back
        • in the first days you two agree in writing on what you want; most of what I say can be switched off
        I only write to you Mon-Fri 09:00-17:00 (America/New_York). What you two write is read by you two; @Lena and other leads see that something was written and when, never the words. You can stop at any time.
        [I'm in] [No, thanks]
        ");
    assert_eq!(world.room(), None, "there is no room before both are in");
    world.presses(&world.noah, "join").await;
    assert_snapshot!(world.last_dm(&world.noah), @"You and @Inês are a pair now. I'll open a room for the two of you and say hello there.");
    assert_snapshot!(world.last_dm(&world.ines), @"You and @Noah are a pair now. I'll open a room for the two of you and say hello there.");
    assert_snapshot!(world.reads(&world.lena).join("\n\n"), @"@Noah and @Inês have both said yes and are a pair now. I'll ask for the first check-in on Fri 6 Nov, 15:00.");
    assert_snapshot!(world.in_room().join("\n\n"), @r"
        # Welcome to your room
        Hello @Inês and @Noah. This room is for the two of you.
        *What happens here.* I'll ask @Inês for the first check-in on Fri 6 Nov, 15:00. It is posted here as a thread as soon as @Noah's working day is open, and @Noah answers in that thread, with the form or by simply writing. Everything stays findable with `/mentor search`.
        You two read what is written here, and nobody else. Leads see that something was written and when, never the words. Whoever operates this server could read its database.
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn the_room_is_greeted_in_the_first_minute_both_share() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until(NEW_YORK, "2026-11-02 12:30").await;
    world.presses(&world.noah, "join").await;
    world.until(NEW_YORK, "2026-11-03 08:59").await;
    assert_eq!(world.in_room(), Vec::<String>::new(), "it is 17:30 in Lisbon when Noah says yes");
    world.until(NEW_YORK, "2026-11-03 09:00").await;
    assert_eq!(world.times(&world.room().unwrap(), LISBON), ["Tue 2026-11-03 14:00"]);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn somebody_who_says_yes_at_night_does_not_bring_the_day_forward() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.until(NEW_YORK, "2026-11-02 09:30").await;
    world.presses(&world.noah, "join").await;
    world.until(LISBON, "2026-11-03 23:00").await;
    world.presses(&world.ines, "join").await;
    assert_eq!(world.in_room(), Vec::<String>::new());
    assert!(world.next().await);
    world.until(LISBON, "2026-11-04 14:00").await;
    assert_eq!(world.in_room().len(), 1);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_pair_that_begins_on_a_friday_is_first_asked_a_week_later() {
    let world = World::with_a_pair_on("2026-11-06T09:00:00Z", (LISBON, NEW_YORK)).await;
    assert_eq!(world.wall(LISBON), "Fri 2026-11-06 14:00");
    assert!(
        world.in_room()[0].contains("first check-in on Fri 13 Nov, 15:00"),
        "{:?}",
        world.in_room()
    );
    world.until(LISBON, "2026-11-13 14:59").await;
    assert_eq!(world.asked(LISBON).await, Vec::<String>::new());
    world.until(LISBON, "2026-11-13 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-13 15:00 prompt 2026-W46"]);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_pair_that_begins_on_a_thursday_is_asked_the_day_after() {
    let world = World::with_a_pair_on("2026-11-05T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_eq!(world.asked(LISBON).await, ["Fri 2026-11-06 15:00 prompt 2026-W45"]);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn asked_on_friday_written_at_once_answered_with_the_form() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 14:59").await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new(), "nobody is asked early");
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        *How was your week of 2–8 Nov?* Fifteen minutes of writing now, and @Noah answers it in writing.
        [Write check-in] [Later today] [Skip this week] [Why am I seeing this?]
        @Noah reads it and answers; leads see that you wrote, never the words.
        *Asking, 1 of 3.* Half an hour of being stuck is long enough. `/ask quick` takes one line, and a small question is a good question.
        ");
    world.presses(&world.ines, "write_checkin").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Check-in ==
        @Noah reads this and answers it in writing. Nobody else reads it: leads see that you wrote, never the words. About 15 minutes is right.
        Week of*: 2–8 Nov
        # Accomplished
        Tasks I finished or moved forward*: ____
        What I learned*: ____
        # Struggled
        Something that was hard, and what I tried*: ____
        What happened then: ____
        Am I blocked?: ____
        # Questions for my mentor
        Question 1: ____
        Question 1 is about: Technical
        Question 2: ____
        Question 2 is about: Technical
        Question 3: ____
        Question 3 is about: Technical
        # Next week
        The one thing that matters most*: ____
        If there is time: ____
        A stretch: something a size too big: ____
        ---
        # Feedback for my mentor
        Your mentor reads this too. It is how mentoring gets better.
        What works well for me: ____
        What could be better: ____
        An action: one thing somebody sets out to do: ____
        Who does it: I do
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send]]
        ");
    world.minutes(5).await;
    world.sends_well(&world.ines, a_good_week()).await;
    let dm = world.dm(&world.ines);
    assert_snapshot!(dm[dm.len() - 2], @"Your check-in for the week of 2–8 Nov is sent. Thank you.");
    assert_snapshot!(dm[dm.len() - 1], @r"
        Your check-in for the week of 2–8 Nov is saved. It has been in your room since Fri 6 Nov, 15:05. The answer comes by Tue 10 Nov, 15:05.
        [Read it] [Edit]
        ");
    assert_eq!(world.posted(NEW_YORK).await, ["Fri 2026-11-06 10:05"], "Noah's day is open");
    assert_snapshot!(world.reads(&world.noah).join("\n\n"), @r"
        *Check-in of @Inês, week of 2–8 Nov*  for @Noah
        # Accomplished
        Tasks I finished or moved forward
        Finished the import screen (#214) and fixed the flaky date test.
        What I learned
        How lifetimes tie a borrow to its owner.
        # Struggled
        Something that was hard, and what I tried
        Two ways to share the parser; both fought the borrow checker.
        What happened then
        I cloned the string in the end.
        # Questions for my mentor
        Question 1 (Technical)
        When is cloning fine?
        # Next week
        The one thing that matters most
        Write the export screen
        If there is time
        Read about iterators
        A stretch: something a size too big
        Show the import in the team meeting
        # Feedback for my mentor
        What works well for me
        Your examples.
        ---
        [Reply] [Read, more on …]
        @Noah answers by Tue 10 Nov, 15:05, here in the thread or with *Reply*. `/checkin history` keeps it.
        ");

    world.until(NEW_YORK, "2026-11-06 12:00").await;
    world.presses(&world.noah, "reply").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Reply ==
        To @Inês, about the week of 2–8 Nov. One part is enough; two lines are a reply.
        Feedback on the work: ____
        An example, or a link to one: ____
        A question for you to explore: ____
        Progress I noticed: ____
        An action: one thing somebody sets out to do: ____
        Who does it: My mentee does
        An action: one thing somebody sets out to do: ____
        Who does it: My mentee does
        You two read this, in your room's thread. Simply writing in the thread counts as a reply too.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send reply]]
        ");
    let reply = json!({
        "feedback": "The import reads well; two functions do one thing each.",
        "example": "https://doc.rust-lang.org/std/borrow/enum.Cow.html",
        "question": "What would a borrow have cost you here?",
        "progress": "You found the lifetime yourself.",
    });
    world.sends_well(&world.noah, reply).await;
    assert_snapshot!(world.in_thread().join("\n\n"), @r"
        *@Noah replied*
        Feedback on the work
        The import reads well; two functions do one thing each.
        An example, or a link to one
        <https://doc.rust-lang.org/std/borrow/enum.Cow.html>
        A question for you to explore
        What would a borrow have cost you here?
        Progress I noticed
        You found the lifetime yourself.
        [I see it differently]
        ");
    let post = world.in_room().pop().unwrap();
    assert_snapshot!(post.lines().last().unwrap(), @"@Noah answered after 1 h 55 min of working time. `/checkin history` keeps it.");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. It has been in your room since Fri 6 Nov, 15:05. @Noah has answered it there.
        [Read it] [Edit]
        ");
    world.everybody_reads();
    world.days(3).await;
    world.ends().await;
}

#[tokio::test]
async fn written_on_saturday_the_mentor_sees_it_on_monday_and_answers_in_the_thread() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-07 11:20").await;
    world.everybody_reads();
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. @Noah sees it on Mon 9 Nov, 14:00, when their working day is open. The answer comes by Wed 11 Nov, 14:00.
        [Read it] [Edit]
        ");
    world.reads(&world.ines);
    world.until(NEW_YORK, "2026-11-09 08:59").await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "the weekend is Noah's own");
    world.until(NEW_YORK, "2026-11-09 09:00").await;
    assert_eq!(world.posted(NEW_YORK).await, ["Mon 2026-11-09 09:00"]);
    let post = world.reads(&world.noah).pop().unwrap();
    assert_snapshot!(post.lines().last().unwrap(), @"@Noah answers by Wed 11 Nov, 14:00, here in the thread or with *Reply*. `/checkin history` keeps it.");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. It has been in your room since Mon 9 Nov, 14:00. The answer comes by Wed 11 Nov, 14:00.
        [Read it] [Edit]
        ");

    world.until(NEW_YORK, "2026-11-10 10:30").await;
    world.writes_in_thread(&world.noah, "Cloning is fine while it is short. Well done!").await;
    let post = world.in_room().pop().unwrap();
    assert_snapshot!(post.lines().last().unwrap(), @"@Noah answered after 9 h 30 min of working time. `/checkin history` keeps it.");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Your check-in for the week of 2–8 Nov is saved. It has been in your room since Mon 9 Nov, 14:00. @Noah has answered it there.
        [Read it] [Edit]
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn read_more_on_thursday_is_told_at_once_and_does_not_stop_the_clock() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(NEW_YORK, "2026-11-06 16:00").await;
    world.presses(&world.noah, "read_more").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Read, more later ==
        I'll tell your mentee that you have read it and when you write more. The reply stays owed.
        I write more on*: 2026-11-09
        [[Tell them]]
        ");
    world.sends_well(&world.noah, json!({ "day": "2026-11-12" })).await;
    assert_snapshot!(world.in_thread().join("\n\n"), @"@Noah has read this and writes more on Thu 12 Nov.");
    let post = world.in_room().pop().unwrap();
    assert_snapshot!(post.lines().last().unwrap(), @"@Noah has read it and writes more on Thu 12 Nov. `/checkin history` keeps it.");
    assert!(world.home(&world.noah).await.contains("Waiting for your answer"), "it stays owed");
    world.until(NEW_YORK, "2026-11-12 11:00").await;
    world.writes_in_thread(&world.noah, "Here is the rest.").await;
    let post = world.in_room().pop().unwrap();
    assert!(post.contains("answered after 33 h of working time"), "{post}");
    world.everybody_reads();
    world.ends().await;
}
