//! The guide and the first week: what a new pair reads on its first day, and what ticks itself.
//!
//! The pair begins on Monday, 2 November 2026.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{
    acting::{Forged, Submitted},
    people::NewPerson,
};

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

fn problems(submitted: Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) => {
            let lines = errors.iter().map(|(field, words)| format!("{field}: {words}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    }
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn everybody_reads_the_guide_that_all_begin_with() {
    let world = World::with_a_pair().await;
    let read = world.opens_page(&world.ines, "guide").await;
    assert_snapshot!(read, @r"
        == The guide ==
        What this is
        A mentor and a mentee who work apart learn together in writing. The mentee drives: they write, ask and bring what they need. The mentor answers when they said they would. Nobody gets up early, nobody is ranked, and asking something small is what this is for.
        How it goes
        Every week the mentee writes a check-in and the mentor replies to it in writing.
        Questions can be asked at any time with /ask; each one says by when its answer comes.
        Every second week there is a call of thirty minutes at most, with an agenda.
        Every four weeks the two look back at the goals.
        After six and after twelve months it becomes less, because less is needed.
        The first week
        Choose your working hours, so that nothing reaches you outside them. Say how you learn best. Agree on what you two want, and put it in writing. Find one small bug that the mentee can fix alone by day 14, and see that they have access to everything it takes. Ask one small question, have one short call to get to know each other, and write one check-in. That is plenty.
        ---
        # Where you meet and work
        Video calls
        <https://meet.jit.si/>
        Whiteboard
        <https://excalidraw.com/>
        Shared documents
        <https://cryptpad.fr/>
        Time zones side by side
        <https://www.timeanddate.com/worldclock/meeting.html>
        Chat: help with Slack
        <https://slack.com/help>
        ---
        # Worth reading for mentees
        How to ask good questions (Julia Evans)
        <https://jvns.ca/blog/good-questions/>
        A small example that shows the problem (Stack Overflow)
        <https://stackoverflow.com/help/minimal-reproducible-example>
        Getting a change through review (Google)
        <https://google.github.io/eng-practices/review/developer/>
        Working when others sleep (GitLab)
        <https://handbook.gitlab.com/handbook/company/culture/all-remote/asynchronous/>
        Being new, with a mentor far away (Google Summer of Code)
        <https://google.github.io/gsocguides/student/>
        ---
        # Worth reading for mentors
        How to give great feedback (Exercism)
        <https://exercism.org/docs/mentoring/how-to-give-great-feedback>
        How to write review comments (Google)
        <https://google.github.io/eng-practices/review/reviewer/comments.html>
        Mentoring from far away (Google Summer of Code)
        <https://google.github.io/gsocguides/mentor/>
        Four rules for a place to learn in (Recurse Center)
        <https://www.recurse.com/social-rules>
        Opening doors, not only answering (Lara Hogan)
        <https://larahogan.me/blog/what-sponsorship-looks-like/>
        ");
    assert_eq!(world.opens_page(&world.noah, "guide").await, read);
    let lead = world.opens_page(&world.lena, "guide").await;
    assert_eq!(lead, format!("{read}\n`/mentor guide edit` changes it."));
    let tom = world.joins(NewPerson::named("Tom Newman"));
    assert_snapshot!(world.opens_page(&tom, "guide").await, @"The guide is for the mentors and mentees of the programme and for its leads, and you are not in a pair yet. `/mentor help` shows what you can do.");
    assert!(world.opens_page(&world.ines, "guide edit").await.starts_with("Only a lead"));
    world.ends().await;
}

#[tokio::test]
async fn a_lead_the_bot_has_not_met_reads_it_and_turns_journals_on() {
    let world = World::new().await;
    let ada = world.joins(NewPerson::named("Ada Admin").zone(LISBON).admin());
    assert!(world.opens_page(&ada, "guide").await.starts_with("== The guide =="));
    assert!(world.opens_page(&world.lena, "journal").await.starts_with("== Journals =="));
    assert!(world.opens_page(&world.ines, "guide").await.contains("you are not in a pair yet"));
    assert!(world.opens_page(&world.ines, "journal").await.contains("you are not in a pair yet"));
    world.ends().await;
}

#[tokio::test]
async fn a_lead_writes_another_one_and_bad_lines_are_named() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "guide edit").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Edit the guide ==
        Everybody in the programme reads this. Nobody is notified of a change; a new pair gets it on its first day.
        What this is*: A mentor and a mentee who work apart learn together in writing. The mentee drives: they write, ask and bring what they need. The mentor answers when they said they would. Nobody gets up early, nobody is ranked, and asking something small is what this is for.
        How it goes*: Every week the mentee writes a check-in and the mentor replies to it in writing.
        Questions can be asked at any time with /ask; each one says by when its answer comes.
        Every second week there is a call of thirty minutes at most, with an agenda.
        Every four weeks the two look back at the goals.
        After six and after twelve months it becomes less, because less is needed.
        The first week*: Choose your working hours, so that nothing reaches you outside them. Say how you learn best. Agree on what you two want, and put it in writing. Find one small bug that the mentee can fix alone by day 14, and see that they have access to everything it takes. Ask one small question, have one short call to get to know each other, and write one check-in. That is plenty.
        Where you meet and work: Video calls https://meet.jit.si/
        Whiteboard https://excalidraw.com/
        Shared documents https://cryptpad.fr/
        Time zones side by side https://www.timeanddate.com/worldclock/meeting.html
        Chat: help with Slack https://slack.com/help
        Worth reading for mentees: How to ask good questions (Julia Evans) https://jvns.ca/blog/good-questions/
        A small example that shows the problem (Stack Overflow) https://stackoverflow.com/help/minimal-reproducible-example
        Getting a change through review (Google) https://google.github.io/eng-practices/review/developer/
        Working when others sleep (GitLab) https://handbook.gitlab.com/handbook/company/culture/all-remote/asynchronous/
        Being new, with a mentor far away (Google Summer of Code) https://google.github.io/gsocguides/student/
        Worth reading for mentors: How to give great feedback (Exercism) https://exercism.org/docs/mentoring/how-to-give-great-feedback
        How to write review comments (Google) https://google.github.io/eng-practices/review/reviewer/comments.html
        Mentoring from far away (Google Summer of Code) https://google.github.io/gsocguides/mentor/
        Four rules for a place to learn in (Recurse Center) https://www.recurse.com/social-rules
        Opening doors, not only answering (Lara Hogan) https://larahogan.me/blog/what-sponsorship-looks-like/
        [[Save]]
        ");
    let bad = json!({
        "about": "\u{200b}",
        "tools": "Chat https://chat.example.com\n\nhttps://example.com\nBoard http://board.example.com",
        "for_mentors": "A book about everything",
    });
    assert_snapshot!(problems(world.sends(&world.lena, bad).await), @r"
        about: Write a few words here; one honest sentence is enough.
        for_mentors: Line 1 does not end with a whole address, beginning with https://
        tools: Line 3 has no name: write what it is before the address. The address in line 4 must begin with https://
        ");
    // Written out, an address may be longer than it was typed.
    let address = format!("https://example.com/{}", "ü".repeat(300));
    let long = json!({ "about": "We learn.", "tools": format!("A {address}\nB {address}"), "for_mentors": null });
    assert_snapshot!(problems(world.sends(&world.lena, long).await), @"tools: This is 645 characters too long (3645 of 3000). Nothing is lost: shorten it and send again.");
    let good = json!({
        "about": "We learn from each other, in writing.",
        "tools": "Chat https://chat.example.com/\nVideo calls https://meet.example.com/pairs",
        "for_mentees": null,
        "for_mentors": "A book on naming https://example.com/names",
    });
    let other = world.form_left_open(&world.lena);
    assert!(matches!(world.sends(&world.lena, good.clone()).await, Submitted::Replaced(_)));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let read = world.opens_page(&world.ines, "guide").await;
    assert!(read.contains("We learn from each other, in writing."), "{read}");
    assert!(read.contains("Video calls\n<https://meet.example.com/pairs>"), "{read}");
    assert!(!read.contains("Worth reading for mentees"), "a list with nothing on it is not there");
    assert!(read.ends_with("As @Lena wrote it on Mon 2 Nov."), "{read}");
    // What was opened before somebody else wrote is not taken.
    assert_eq!(other["private_metadata"], json!("1"));
    let old = Forged::Submission {
        form: "guide".to_owned(),
        metadata: "1".to_owned(),
        values: json!({
            "about": { "value": { "type": "plain_text_input", "value": "Old" } },
            "structure": { "value": { "type": "plain_text_input", "value": "Old" } },
            "first_week": { "value": { "type": "plain_text_input", "value": "Old" } },
        }),
    };
    let answer = world.stage.workspace.forge(&world.lena, &old).await.unwrap();
    assert!(answer.to_string().contains("Another lead has changed the guide"), "{answer}");
    let versions = world.value("select group_concat(version) from guides").await;
    assert_eq!(versions.as_deref(), Some("2"));
    world.ends().await;
}

#[tokio::test]
async fn each_side_gets_its_list_on_the_first_day_and_what_is_done_ticks_itself() {
    let world = World::with_a_growing_pair().await;
    world.until(NEW_YORK, "2026-11-03 09:30").await;
    assert_eq!(
        world.came("first-week/1/", LISBON).await.len(),
        2,
        "one for each, in their own hours"
    );
    assert_snapshot!(world.first_week(&world.ines), @r"
        Welcome: @Noah is your mentor now, and I'm glad you two begin.
        *Your first week: 0 of 8 done*
        :white_large_square: Read the guide
        :white_large_square: Choose your working hours: `/mentor hours`
        :white_large_square: Say how you learn best: `/mentor settings`
        :white_large_square: Sign what you two agree on: `/mentor agreement`
        :white_large_square: Look at your first goal, one bug fix alone by day 14: `/mentor goals`
        :white_large_square: Ask one small question: `/ask`
        :white_large_square: Agree on your first call: `/mentor call` (I ask by myself only later)
        :white_large_square: Write your first check-in: `/checkin`
        [I've read the guide]
        [I know my first goal]
        [Read the guide] [Open the list] [Why am I seeing this?]
        What I can see is ticked by itself; the rest you tick. Nobody else sees this list, and nothing happens if something stays open.
        ");
    assert_snapshot!(world.first_week(&world.noah), @r"
        Welcome: @Inês is your mentee now, and I'm glad you two begin.
        *Your first week: 0 of 8 done*
        :white_large_square: Read the guide
        :white_large_square: Choose your working hours: `/mentor hours`
        :white_large_square: See that your mentee has access to what they need
        :white_large_square: Sign what you two agree on: `/mentor agreement`
        :white_large_square: Choose a small bug your mentee can fix alone by day 14: `/mentor goals`
        :white_large_square: Agree on your first call: `/mentor call` (I ask by myself only later)
        :white_large_square: Answer the first question
        :white_large_square: Reply to the first check-in
        [I've read the guide]
        [They have access]
        [I've chosen a small bug]
        [Read the guide] [Open the list] [Why am I seeing this?]
        What I can see is ticked by itself; the rest you tick. Nobody else sees this list, and nothing happens if something stays open.
        ");
    let at = world.first_week_at(&world.ines);
    world.presses_in(&world.ines, at.clone(), "why".to_owned()).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        You two have just begun. Each side of a new pair gets the guide and a short list for the first week, once, when their first day is open.
        *What you two need at your start: the agreement, the guide, a first list:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // What people do anyway.
    world.types(&world.ines, "/mentor", "hours Mon-Fri 09:00-17:00").await;
    world.types(&world.ines, "/mentor", "settings").await;
    world.sends_well(&world.ines, json!({ "learns": "text" })).await;
    world.has_a_question("quick", json!({ "asked": "Where is the style guide?" })).await;
    // And what only they know.
    world.presses_in(&world.ines, at.clone(), "tick_first_week".to_owned()).await;
    world.minutes(1).await;
    assert_snapshot!(world.first_week(&world.ines), @r"
        Welcome: @Noah is your mentor now, and I'm glad you two begin.
        *Your first week: 4 of 8 done*
        :white_check_mark: Read the guide
        :white_check_mark: Choose your working hours: `/mentor hours`
        :white_check_mark: Say how you learn best: `/mentor settings`
        :white_large_square: Sign what you two agree on: `/mentor agreement`
        :white_large_square: Look at your first goal, one bug fix alone by day 14: `/mentor goals`
        :white_check_mark: Ask one small question: `/ask`
        :white_large_square: Agree on your first call: `/mentor call` (I ask by myself only later)
        :white_large_square: Write your first check-in: `/checkin`
        [I know my first goal]
        [Read the guide] [Open the list] [Why am I seeing this?]
        What I can see is ticked by itself; the rest you tick. Nobody else sees this list, and nothing happens if something stays open.
        ");
    world.writes_under_the_question(&world.noah, "In the wiki.").await;
    world.minutes(1).await;
    let noahs = world.first_week(&world.noah);
    assert!(noahs.contains(":white_check_mark: Answer the first question"), "{noahs}");
    let home = world.home(&world.ines).await;
    assert!(home.contains("*First week:* 4 of 8 done\n[Open the list]"), "{home}");
    world.presses_at_home(&world.ines, "first_week").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your first week ==
        *Your first week: 4 of 8 done*
        What only you know: ____
        *What I tick by itself*
        :white_check_mark: Choose your working hours: `/mentor hours`
        :white_check_mark: Say how you learn best: `/mentor settings`
        :white_large_square: Sign what you two agree on: `/mentor agreement`
        :white_check_mark: Ask one small question: `/ask`
        :white_large_square: Agree on your first call: `/mentor call` (I ask by myself only later)
        :white_large_square: Write your first check-in: `/checkin`
        Nobody else sees this list. `/mentor guide` opens the guide.
        [[Save]]
        ");
    world.sends_well(&world.ines, json!({ "done": ["first_goal"] })).await;
    world.minutes(1).await;
    assert!(
        world.first_week(&world.ines).contains("4 of 8 done"),
        "the guide is not read after all"
    );
    world.presses_in(&world.ines, at, "guide".to_owned()).await;
    assert!(world.modal(&world.ines).starts_with("== The guide =="));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    ends(world).await;
}

#[tokio::test]
async fn a_list_that_is_done_says_so_and_leaves_app_home() {
    let world = World::with_a_growing_pair().await;
    world.until(LISBON, "2026-11-03 10:00").await;
    let everything = "insert into first_week_ticks select 1, side, item from first_weeks, (select 'guide' as item union
        select 'first_goal' union select 'access')";
    world.changes_the_file(everything).await;
    world.types(&world.ines, "/mentor", "hours Mon-Fri 09:00-17:00").await;
    // "That depends" is an answer.
    world.types(&world.ines, "/mentor", "settings").await;
    world.sends_well(&world.ines, json!({})).await;
    world.both_sign(json!({ "scope": "Parsers." })).await;
    world.has_a_question("quick", json!({ "asked": "Where is the style guide?" })).await;
    world.has_a_call(crate::world::calling::a_call("2026-11-05T15:00:00Z")).await;
    world.has_a_checkin(a_good_week()).await;
    world.minutes(1).await;
    assert_snapshot!(world.first_week(&world.ines), @r"
        Welcome: @Noah is your mentor now, and I'm glad you two begin.
        *Your first week: 8 of 8 done*
        :white_check_mark: Read the guide
        :white_check_mark: Choose your working hours: `/mentor hours`
        :white_check_mark: Say how you learn best: `/mentor settings`
        :white_check_mark: Sign what you two agree on: `/mentor agreement`
        :white_check_mark: Look at your first goal, one bug fix alone by day 14: `/mentor goals`
        :white_check_mark: Ask one small question: `/ask`
        :white_check_mark: Agree on your first call: `/mentor call` (I ask by myself only later)
        :white_check_mark: Write your first check-in: `/checkin`
        That was your first week. Everything else comes when it is time for it.
        ");
    assert!(!world.home(&world.ines).await.contains("First week"));
    let noahs = world.home(&world.noah).await;
    assert!(noahs.contains("*First week:*"), "his is not: {noahs}");
    ends(world).await;
}

#[tokio::test]
async fn after_two_weeks_app_home_asks_no_more() {
    let world = World::with_a_growing_pair().await;
    world.until(LISBON, "2026-11-15 12:00").await;
    assert!(world.home(&world.ines).await.contains("*First week:* 0 of 8 done"));
    world.until(LISBON, "2026-11-16 00:00").await;
    assert!(!world.home(&world.ines).await.contains("First week"));
    assert_eq!(world.came("first-week/", LISBON).await.len(), 2, "nobody is reminded of it");
    ends(world).await;
}

#[tokio::test]
async fn nobody_ticks_what_is_not_theirs() {
    let world = World::with_a_growing_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    let before = world.dump().await;
    for (who, value) in [
        (&world.lena, "1+guide"),
        (&world.ines, "1+access"),
        (&world.ines, "1+first_checkin"),
        (&world.noah, "2+guide"),
    ] {
        let told = world.presses_forged(who, "tick_first_week", value).await;
        assert!(told.starts_with("That's not yours"), "{value}: {told}");
    }
    let after = world.dump().await;
    assert_eq!(after["first_week_ticks"], before["first_week_ticks"]);
    // Once the pair is over, nothing is ticked and nothing is shown.
    world
        .changes_the_file(
            "update pairs set state = 'ended', closed_at = began_at, ending = 'early'",
        )
        .await;
    let told = world.presses_forged(&world.ines, "tick_first_week", "1+guide").await;
    assert!(told.contains("has ended, so nothing has changed"), "{told}");
    assert!(!world.home(&world.ines).await.contains("First week"));
    ends(world).await;
}
