//! What is there again later: the record of a pair, App Home, and last week's plan at the top of this week's form.
//!
//! How it came about is told in `good_week`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    domain::{
        ids::{CheckinId, DecisionId, PairId, PersonId, ProgrammeId, QuestionId},
        search::Shelf,
    },
    sandbox::people::NewPerson,
    store::records::{self, Item, Record},
};

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

#[tokio::test]
async fn both_find_it_again_and_nobody_else_does() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(NEW_YORK, "2026-11-06 12:00").await;
    world.writes_in_thread(&world.noah, "Cloning is fine while it is short.").await;

    world.types(&world.ines, "/checkin", "history").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Check-ins so far ==
        You and @Noah. Only you two can read this.
        *Week of 2–8 Nov*  ·  replied Fri 6 Nov, 17:00
        What I learned
        How lifetimes tie a borrow to its owner.
        [Read]
        ");
    world.presses_in_modal(&world.ines, "open_checkin").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Check-in ==
        *@Inês, week of 2–8 Nov*, sent Fri 6 Nov, 15:00
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
        *@Noah replied* Fri 6 Nov, 12:00
        In the thread
        Cloning is fine while it is short.
        [I see it differently]
        ");
    world.types(&world.noah, "/checkin", "history").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Check-ins so far ==
        You and @Inês. Only you two can read this.
        *Week of 2–8 Nov*  ·  replied Fri 6 Nov, 12:00
        What I learned
        How lifetimes tie a borrow to its owner.
        [Read]
        ");
    world.types(&world.ines, "/mentor", "search lifetimes").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Search ==
        You looked for
        lifetimes
        One place, in what you can read.
        ---
        @Inês wrote
        Week of 2–8 Nov
        …How lifetimes tie a borrow to its owner.
        Two ways to share the parser; both fought the borrow checker.
        I cloned the string in…
        [Read]
        ");
    world.types(&world.noah, "/mentor", "search clon").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Search ==
        You looked for
        clon
        2 places, newest first, in what you can read.
        ---
        @Noah wrote
        Week of 2–8 Nov
        Cloning is fine while it is short.
        [Read]
        @Inês wrote
        Week of 2–8 Nov
        …I cloned the string in the end.
        When is cloning fine?
        Write the export screen
        Read about iterators
        Show the import in the team…
        [Read]
        ");
    assert_snapshot!(world.types(&world.lena, "/mentor", "search lifetimes").await, @"You are not in a pair yet, so there is nothing to read. `/mentor help` shows what you can do.");
    assert_snapshot!(world.types(&world.lena, "/checkin", "history").await, @"You are not in a pair yet, so there is nothing to read. `/mentor help` shows what you can do.");
    assert_eq!(world.modal(&world.lena), "");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn every_skipped_week_stands_where_it_belongs() {
    let world = World::with_a_pair().await;
    for week in 0..11 {
        let friday =
            "2026-11-06".parse::<jiff::civil::Date>().unwrap() + jiff::Span::new().weeks(week);
        world.until(LISBON, &format!("{friday} 15:00")).await;
        let (action, form) = match week {
            3 | 10 => ("write_checkin", a_good_week()),
            _ => ("skip", json!({ "reason": format!("Reason {week}") })),
        };
        world.presses(&world.ines, action).await;
        world.sends_well(&world.ines, form).await;
    }
    let weeks = |page: String| -> Vec<String> {
        let line = |line: &str| line.strip_prefix("*Week of ").map(|rest| rest[..6].to_owned());
        page.lines().filter_map(line).collect()
    };
    world.types(&world.noah, "/checkin", "history").await;
    let newest = world.modal(&world.noah);
    assert!(newest.contains("*Week of 4–10 Jan*  ·  skipped\nBecause\nReason 9"), "{newest}");
    let first_page = weeks(newest);
    world.presses_in_modal(&world.noah, "history").await;
    let oldest = world.modal(&world.noah);
    assert!(oldest.contains("Reason 0") && !oldest.contains("[Older weeks]"), "{oldest}");
    assert_eq!((first_page.len(), weeks(oldest).len()), (8, 3));
    world.ends_unread().await;
}

#[tokio::test]
async fn home_says_what_is_owed_by_whom_and_when() {
    let world = World::with_a_pair().await;
    let stranger =
        world.stage.workspace.add_person(NewPerson::named("Sam Okoro").zone("Africa/Lagos"));
    world.until(LISBON, "2026-11-06 15:00").await;
    assert_snapshot!(world.home(&world.ines).await, @r"
        == Home ==
        # Your mentorship
        @Noah is your mentor (America/New_York).
        Weekly until Mon 3 May 2027; then you two decide.
        *Waiting for you:* your check-in for the week of 2–8 Nov
        Next check-in: Fri 13 Nov, 15:00
        [Write check-in] [Ask a question] [Check-ins so far] [Calls] [The way ahead] [Something is off]
        *Your agreement is not filled in yet.* Until it is signed by both, your programme's defaults apply. Sign it by Mon 9 Nov, please.
        [Fill in and sign]
        ---
        I write to you Mon-Fri 09:00-17:00 (Europe/Lisbon, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    world.presses_at_home(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    assert_snapshot!(world.home(&world.ines).await, @r"
        == Home ==
        # Your mentorship
        @Noah is your mentor (America/New_York).
        Weekly until Mon 3 May 2027; then you two decide.
        Nothing is waiting for you.
        @Noah answers your week of 2–8 Nov by Tue 10 Nov, 15:00
        Next check-in: Fri 13 Nov, 15:00
        Check-ins since the week of 2–8 Nov:  ●  on time. Only the two of you see this.
        [Edit last check-in] [Ask a question] [Check-ins so far] [Calls] [The way ahead] [Something is off]
        *Your agreement is not filled in yet.* Until it is signed by both, your programme's defaults apply. Sign it by Mon 9 Nov, please.
        [Fill in and sign]
        ---
        I write to you Mon-Fri 09:00-17:00 (Europe/Lisbon, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    assert_snapshot!(world.home(&world.noah).await, @r"
        == Home ==
        # Your mentee
        @Inês is your mentee (Europe/Lisbon).
        Weekly until Mon 3 May 2027; then you two decide.
        *Waiting for your answer:*
        • the week of 2–8 Nov, by Tue 10 Nov, 10:00, 2 working days left
        Next check-in: Fri 13 Nov, 10:00
        Check-ins since the week of 2–8 Nov:  ●  on time. Only the two of you see this.
        [Reply to 2–8 Nov] [Read, more on …] [Read it]
        [Check-ins so far] [Calls] [The way ahead] [Something is off]
        *Your agreement is not filled in yet.* Until it is signed by both, your programme's defaults apply. Sign it by Mon 9 Nov, please.
        [Fill in and sign]
        ---
        I write to you Mon-Fri 09:00-17:00 (America/New_York, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    assert_snapshot!(world.home(&world.lena).await, @r"
        == Home ==
        # Trellis
        You are in no pair yourself.
        *You are a lead.* `/mentor pair @mentor @mentee` asks two people whether they want to be a pair; `/mentor holidays` keeps the days on which everybody is left alone; `/mentor template` holds what is asked every week.
        I write to you Mon-Fri 09:00-17:00 (Europe/Berlin, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    assert_snapshot!(world.home(&stranger).await, @r"
        == Home ==
        # Trellis
        I look after mentorship here. A mentee writes a short check-in every week; their mentor answers it in writing, each in their own working hours. You are not in a pair at the moment.
        Would you like to be? Ask a lead of the programme. `/mentor help` shows what can be typed.
        ");
    world.presses_at_home(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Well done." })).await;
    assert_snapshot!(world.home(&world.noah).await, @r"
        == Home ==
        # Your mentee
        @Inês is your mentee (Europe/Lisbon).
        Weekly until Mon 3 May 2027; then you two decide.
        Nothing is waiting for you.
        Next check-in: Fri 13 Nov, 10:00
        Check-ins since the week of 2–8 Nov:  ●  on time. Only the two of you see this.
        [Check-ins so far] [Calls] [The way ahead] [Something is off]
        *Your agreement is not filled in yet.* Until it is signed by both, your programme's defaults apply. Sign it by Mon 9 Nov, please.
        [Fill in and sign]
        ---
        I write to you Mon-Fri 09:00-17:00 (America/New_York, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn last_weeks_plan_stands_at_the_top_of_the_second_week() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-13 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Check-in ==
        @Noah reads this and answers it in writing. Nobody else reads it: leads see that you wrote, never the words. About 15 minutes is right.
        Week of*: 9–15 Nov
        # Last week's plan
        The one thing that matters most
        Write the export screen
        How did it go?: ____
        If there is time
        Read about iterators
        How did it go?: ____
        A stretch: something a size too big
        Show the import in the team meeting
        How did it go?: ____
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
    let mut second = a_good_week();
    second["plan_0"] = json!("done");
    second["plan_1"] = json!("done_alone");
    second["plan_2"] = json!("not_done");
    world.sends_well(&world.ines, second).await;
    let post = world.in_room().pop().unwrap();
    let top: Vec<&str> = post.lines().take_while(|line| *line != "# Accomplished").collect();
    assert_snapshot!(top.join("\n"), @r"
        *Check-in of @Inês, week of 9–15 Nov*  for @Noah
        # Last week's plan
        Done
        Write the export screen
        Done on my own
        Read about iterators
        Not done
        Show the import in the team meeting
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_became_of_the_plan_is_kept_with_the_plan_that_was_shown() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-13 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    let on_the_laptop = world.form_left_open(&world.ines);
    world.presses(&world.ines, "edit_checkin").await;
    let mut edited = a_good_week();
    edited["primary"] = json!("Something else altogether");
    world.sends_well(&world.ines, edited).await;
    let week = a_good_week();
    let texts: Vec<(&str, &str)> = ["tasks", "learned", "tried", "primary"]
        .map(|field| (field, week[field].as_str().unwrap()))
        .to_vec();
    world.sends_left_open(&world.ines, &on_the_laptop, &texts).await;
    let post = world.in_room().pop().unwrap();
    assert!(
        post.contains("# Last week's plan") && post.contains("Write the export screen"),
        "{post}"
    );
    assert!(!post.contains("Something else altogether"), "{post}");
    world.ends_unread().await;
}

#[tokio::test]
async fn the_index_stays_whole_however_long_texts_change() {
    let world = World::with_a_pair().await;
    let (mut dice, mut items) = (7_u64, 0);
    for edit in 0..400 {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let drawn = dice >> 33;
        if items == 0 || drawn % 2 == 0 {
            items += 1;
        }
        let words = match drawn % 11 {
            0 => format!("word{edit} {}", "long ".repeat(2320)),
            1..=4 => format!("word{edit} well done"),
            _ => format!("word{edit} {}", a_good_week()),
        };
        let back = i64::try_from(drawn / 16 % 4).unwrap();
        let item = Item::Checkin(CheckinId(1.max(items - back)));
        let (shelf, author) = (Shelf::Pair(PairId(1)), PersonId(1));
        let record = Record { shelf, item, author, said_at: world.now() };
        let mut tx = world.stage.bot.app.db.write().await.unwrap();
        records::update(&mut tx, &record, &words).await.unwrap();
        tx.commit().await.unwrap();
    }
    world
        .changes_the_file("insert into record_words (record_words) values ('integrity-check')")
        .await;
    world.ends_unread().await;
}

#[tokio::test]
async fn everybody_in_a_programme_finds_what_it_shares() {
    let mut world = World::with_a_pair().await;
    let tom = NewPerson::named("Tom Ek").zone(LISBON).role("Mentee");
    let tom = world.mentors_too(tom, "Tom Ek").await;
    let mut tx = world.stage.bot.app.db.write().await.unwrap();
    let shelf = Shelf::Programme(ProgrammeId(1));
    let item = Item::Published(QuestionId(1));
    let record = Record { shelf, item, author: PersonId(1), said_at: world.now() };
    records::update(&mut tx, &record, "Cloning is fine while it is short.").await.unwrap();
    let item = Item::Decision(DecisionId(1));
    let record = Record { shelf: Shelf::Pair(PairId(2)), item, ..record };
    records::update(&mut tx, &record, "Another pair prefers cloning.").await.unwrap();
    tx.commit().await.unwrap();
    world.types(&world.ines, "/mentor", "search cloning").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Search ==
        You looked for
        cloning
        One place, in what you can read.
        ---
        Your programme shares
        Published answer of Tue 3 Nov
        Cloning is fine while it is short.
        [Read]
        ");
    world.types(&tom, "/mentor", "search cloning").await;
    let both = world.modal(&tom);
    assert!(both.contains("fine while it is short") && both.contains("prefers cloning"), "{both}");
    let left_alone = world.types(&world.lena, "/mentor", "search cloning").await;
    assert!(left_alone.contains("not in a pair yet"), "{left_alone}");
    world.ends_unread().await;
}
