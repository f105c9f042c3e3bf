//! What two people agree on: asked for when they begin, filled in by one, signed by both, and then done.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, a_good_week, calling::a_call};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Messages to somebody with this button, oldest first.
fn about_it(world: &World, who: &str) -> Vec<String> {
    let about = |message: &String| {
        // The list of the first week names it, too.
        message.contains("agreement") && !message.contains("*Your first week:")
    };
    world.dm(who).into_iter().filter(about).collect()
}

fn in_room(world: &World) -> Vec<String> {
    world.in_room().into_iter().filter(|message| message.contains("agreement")).collect()
}

#[tokio::test]
async fn both_are_asked_on_the_first_day_and_reminded_once() {
    let world = World::with_a_growing_pair().await;
    world.until(NEW_YORK, "2026-11-02 17:00").await;
    assert_snapshot!(about_it(&world, &world.ines).concat(), @r"
        *What do you and @Noah want from this?* An agreement says what you work on, how soon answers come and what stays between you; I then do what it says. Either of you fills it in, which takes ten minutes, and both sign, by *Mon 9 Nov*, please. Until then, your programme's defaults apply.
        [Fill in and sign] [Why am I seeing this?]
        You two read it, and nobody else. Leads see whether it is signed, and never what it says.
        ");
    assert_eq!(about_it(&world, &world.noah).len(), 1);
    assert!(!world.sees(&world.lena, "agreement"), "a lead is not asked");
    let asked = world.find(&world.ines, "agreement").unwrap();
    world.presses_in(&world.ines, asked, "why".to_owned()).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Why am I seeing this? ==
        Both of a new pair are asked on its first day for what they agree on, and whoever has not signed is reminded once, five days later. Whoever signed alone is told so once, after a week. Nothing else is said about it unasked.
        *What you two need at your start: the agreement, the guide, a first list:* on.
        [Switch off]
        I write to you unasked at most twice a day and 6 times a week.
        [Settings]
        ");
    world.closes(&world.ines).await;
    world.until(LISBON, "2026-11-20 12:00").await;
    for who in [&world.ines, &world.noah] {
        let told = about_it(&world, who);
        assert_eq!(told.len(), 2, "asked and reminded: {told:#?}");
        assert!(told[1].contains("I won't remind you of it again"), "{}", told[1]);
    }
    assert_snapshot!(about_it(&world, &world.noah)[1], @r"
        *Your agreement with @Inês isn't filled in yet.* It should be signed by Mon 9 Nov. In the form stand your programme's defaults, so a line about what you work on is enough to begin with.
        [Fill in and sign] [Why am I seeing this?]
        I won't remind you of it again; it stays in App Home.
        ");
    let home = world.home(&world.ines).await;
    assert!(home.contains("Your agreement is not filled in yet."), "{home}");
    world.ends_unread().await;
}

#[tokio::test]
async fn one_fills_it_in_both_sign_and_it_is_done() {
    let world = World::with_a_growing_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.presses(&world.ines, "agreement").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your agreement ==
        What you and @Noah want. In the fields stand your programme's defaults. Sending it signs it; it holds when @Noah has signed it, too, and can be changed by you both at any time.
        What you two work on, and what not*: ____
        A check-in is asked for*: Every week
        A check-in is answered*: Within two working days
        A question is answered*: Within one working day
        An urgent question is answered*: Within four working hours
        A call takes place*: Only when one of you proposes it
        A call lasts*: 30 minutes
        The mentor's time for this, in hours a month*: 3
        What stays between you*: Everything, unless you both say otherwise
        What else stays between you: ____
        I learn best*: That depends
        You two read this, and nobody else. Leads see whether it is signed, and never what it says.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Sign and send]]
        ");
    let values = json!({ "scope": "Ownership and async; not pay.", "checkins": "two_weeks", "replies": "one_day",
        "questions": "four_hours", "urgent_rule": "like_others", "rhythm": "monthly", "minutes": "20",
        "budget": " 4 ", "between": "no_names", "confidence": "Salaries stay here.", "learns": "hands_on" });
    assert_snapshot!(world.signs(&world.ines, values).await, @r"
        == Our agreement ==
        *You have signed it.* @Noah has it now. They sign it or change it, and I tell you. Until both of you have signed the same, everything goes on as it does now. `/mentor agreement` shows how it stands.
        ");
    world.minutes(1).await;
    assert!(about_it(&world, &world.ines)[0].contains("It waits for @Noah"));
    assert_snapshot!(world.last_dm(&world.noah), @r"
        *@Inês has filled in your agreement and signed it.* When you sign it too, it holds, and I do what it says. Until then, everything goes on as it does now.
        What you two work on, and what not
        Ownership and async; not pay.
        What else stays between you
        Salaries stay here.
        *What would be different from now:*
        • *A check-in is asked for:* every week → *every two weeks*
        • *A check-in is answered:* within two working days → *within one working day*
        • *A question is answered:* within one working day → *within four working hours*
        • *An urgent question is answered:* within four working hours → *like every other one*
        • *A call takes place:* only when one of you proposes it → *every four weeks*
        • *A call lasts:* 30 minutes → *20 minutes*
        • *The mentee learns best:* that depends → *by doing*
        [Read and sign] [Change it]
        You two read it, and nobody else.
        ");
    assert_snapshot!(world.home(&world.noah).await, @r"
        == Home ==
        # Your mentee
        @Inês is your mentee (Europe/Lisbon).
        Weekly until Mon 3 May 2027; then you two decide.
        Nothing is waiting for you.
        Next check-in: Fri 6 Nov, 10:00
        *First week:* 0 of 8 done
        [Open the list]
        [Check-ins so far] [Calls] [The way ahead] [Something is off]
        *Your goals*
        Technical: 1 goal
        [Goals]
        *A version signed by @Inês waits for your signature.*
        [Read and sign]
        ---
        I write to you Mon-Fri 09:00-17:00 (America/New_York, from your Slack profile).
        [I'll be away] [My working hours] [Settings]
        `/mentor help` shows everything you can type.
        ");
    let rule = "select rhythm || ' ' || minutes from call_settings";
    assert_eq!(world.value(rule).await.as_deref(), Some("none 30"), "nothing is done yet");
    world.presses(&world.noah, "agreement").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Our agreement ==
        *Version 1, signed by @Inês* on Tue 3 Nov. With your signature it holds, and I do what it says.
        *What is different from now when you sign:*
        • *A check-in is asked for:* every week → *every two weeks*
        • *A check-in is answered:* within two working days → *within one working day*
        • *A question is answered:* within one working day → *within four working hours*
        • *An urgent question is answered:* within four working hours → *like every other one*
        • *A call takes place:* only when one of you proposes it → *every four weeks*
        • *A call lasts:* 30 minutes → *20 minutes*
        • *The mentee learns best:* that depends → *by doing*
        # What it says
        What you two work on, and what not
        Ownership and async; not pay.
        What else stays between you
        Salaries stay here.
        *A check-in is asked for*
        every two weeks
        *A check-in is answered*
        within one working day
        *A question is answered*
        within four working hours
        *An urgent question is answered*
        like every other one
        *A call takes place*
        every four weeks
        *A call lasts*
        20 minutes
        *The mentor's time*
        4 h a month
        *What stays between you*
        who said it; what was learned may be told
        *The mentee learns best*
        by doing
        [Change it]
        You two read this, and nobody else. Either of you can propose a change at any time.
        [[Sign]]
        ");
    assert_snapshot!(world.signs(&world.noah, json!({})).await, @r"
        == Our agreement ==
        *You and @Inês have both signed it.* It holds from now on.
        *What changes from now on:*
        • *A check-in is asked for:* every week → *every two weeks*
        • *A check-in is answered:* within two working days → *within one working day*
        • *A question is answered:* within one working day → *within four working hours*
        • *An urgent question is answered:* within four working hours → *like every other one*
        • *A call takes place:* only when one of you proposes it → *every four weeks*
        • *A call lasts:* 30 minutes → *20 minutes*
        • *The mentee learns best:* that depends → *by doing*
        *What comes next:* a check-in, Fri 6 Nov, 10:00; a call, for which a time is being found.
        What was asked before keeps its promise. Your room hears of it once you are both at work.
        ");
    world.minutes(1).await;
    assert_snapshot!(in_room(&world).concat(), @r"
        *You two have an agreement*, signed by both on Tue 3 Nov.
        What you two work on, and what not
        Ownership and async; not pay.
        What else stays between you
        Salaries stay here.
        *What changes:*
        • *A check-in is asked for:* every week → *every two weeks*
        • *A check-in is answered:* within two working days → *within one working day*
        • *A question is answered:* within one working day → *within four working hours*
        • *An urgent question is answered:* within four working hours → *like every other one*
        • *A call takes place:* only when one of you proposes it → *every four weeks*
        • *A call lasts:* 30 minutes → *20 minutes*
        • *The mentee learns best:* that depends → *by doing*
        *What comes next:* a check-in, Fri 6 Nov, 15:00; a call, for which a time is being found.
        [Our agreement]
        What was asked before keeps the promise it was asked under, and calls you have agreed on stay. Another change needs both of you again.
        ");
    assert!(world.last_dm(&world.noah).starts_with("Signed by you and @Inês on "));
    assert_eq!(world.value(rule).await.as_deref(), Some("monthly 20"));
    let learns = world.value("select learns_by from people where learns_by is not null").await;
    assert_eq!(learns.as_deref(), Some("hands_on"));
    assert_snapshot!(world.opens_the_agreement(&world.ines).await, @r"
        == Our agreement ==
        *Signed by you and @Noah* on Tue 3 Nov. A change needs both of you again.
        [Propose a change]
        What you two work on, and what not
        Ownership and async; not pay.
        What else stays between you
        Salaries stay here.
        *A check-in is asked for*
        every two weeks
        *A check-in is answered*
        within one working day
        *A question is answered*
        within four working hours
        *An urgent question is answered*
        like every other one
        *A call takes place*
        every four weeks
        *A call lasts*
        20 minutes
        *The mentor's time*
        4 h a month
        *What stays between you*
        who said it; what was learned may be told
        *The mentee learns best*
        by doing
        # Versions
        *Version 1.* Proposed by you on Tue 3 Nov. You signed it on Tue 3 Nov. @Noah signed it on Tue 3 Nov.
        [Open]
        You two read this, and nobody else. Leads see whether it is signed, and never what it says.
        ");
    world.closes(&world.ines).await;
    world.until(LISBON, "2026-11-12 12:00").await;
    assert_eq!(about_it(&world, &world.noah).len(), 2, "nobody is reminded");
    world.types(&world.noah, "/mentor", "search salaries").await;
    world.presses_in_modal(&world.noah, "read_agreement").await;
    assert!(world.modal(&world.noah).contains("Salaries stay here."));
    world.ends_unread().await;
}

#[tokio::test]
async fn the_check_in_comes_as_often_and_is_answered_as_soon_as_was_signed() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.has_a_checkin(a_good_week()).await;
    let promises = "select group_concat(promise) from (select promise from checkins order by id)";
    let values = json!({ "scope": "Parsers.", "checkins": "two_weeks", "replies": "one_day" });
    world.both_sign(values).await;
    let next = "select week from schedules where kind = 'checkin'";
    assert_eq!(world.value(next).await.as_deref(), Some("2026-W47"), "not the one in between");
    world.until(LISBON, "2026-11-20 15:01").await;
    let asked = "select group_concat(week) from (select week from asked_weeks order by week)";
    assert_eq!(world.value(asked).await.as_deref(), Some("2026-W45,2026-W47"));
    world.has_a_checkin(a_good_week()).await;
    let promised = world.value(promises).await.unwrap_or_default();
    assert_eq!(promised, "48 working-day hours,24 working-day hours");
    world.both_sign(json!({ "checkins": "week" })).await;
    assert_eq!(world.value(next).await.as_deref(), Some("2026-W48"));
    world.ends_unread().await;
}

#[tokio::test]
async fn an_urgent_question_is_one_like_others_where_both_say_so() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 15:00").await;
    let values =
        json!({ "scope": "Parsers.", "questions": "two_days", "urgent_rule": "like_others" });
    asks_urgently(&world).await;
    world.both_sign(values).await;
    asks_urgently(&world).await;
    let promised = "select group_concat(promise) from (select promise from question_rounds order by question_id)";
    let promised = world.value(promised).await.unwrap_or_default();
    assert_eq!(promised, "240 working minutes,48 working-day hours");
    world.ends_unread().await;
}

async fn asks_urgently(world: &World) {
    world.types(&world.ines, "/ask", "quick").await;
    world.chooses_in_question("urgent", json!(["yes"])).await;
    let asked = json!({ "asked": "Which branch?", "blocked": "The release." });
    world.sends_well(&world.ines, asked).await;
}

#[tokio::test]
async fn a_change_needs_both_again_and_every_version_is_kept() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 15:00").await;
    world.both_sign(json!({ "scope": "Parsers.", "rhythm": "two_weeks" })).await;
    let asks = "select week from call_schedules";
    assert_eq!(world.value(asks).await.as_deref(), Some("2026-W48"));
    world.until(LISBON, "2026-11-10 15:00").await;
    world.opens_the_agreement(&world.noah).await;
    world.presses_in_modal(&world.noah, "fill_agreement").await;
    let less = json!({ "scope": "Parsers, and async.", "rhythm": "none", "budget": "2" });
    let shown = world.signs(&world.noah, less).await;
    assert!(shown.contains("what you two signed before holds"), "{shown}");
    world.minutes(1).await;
    assert_snapshot!(world.last_dm(&world.ines), @r"
        *@Noah would like to change your agreement*, and has signed the change. Until you sign it too, everything stays as it is.
        *What would be different from now:*
        • *A call takes place:* every two weeks → *only when one of you proposes it*
        • *The mentor's time:* 3 h a month → *2 h a month*
        What you two work on, and what not, before
        Parsers.
        What you two work on, and what not, now
        Parsers, and async.
        [Read and sign] [Change it]
        You two read it, and nobody else.
        ");
    assert_eq!(world.value(asks).await.as_deref(), Some("2026-W48"), "the old one holds");
    let home = world.home(&world.noah).await;
    assert!(home.contains("What you signed last waits for @Inês."), "{home}");
    world.presses(&world.ines, "agreement").await;
    world.signs(&world.ines, json!({})).await;
    world.minutes(1).await;
    assert_eq!(world.value(asks).await, None);
    assert_snapshot!(in_room(&world).pop().unwrap(), @r"
        *Your agreement has changed*; both of you signed it on Tue 10 Nov.
        *What changes:*
        • *A call takes place:* every two weeks → *only when one of you proposes it*
        • *The mentor's time:* 3 h a month → *2 h a month*
        What you two work on, and what not, before
        Parsers.
        What you two work on, and what not, now
        Parsers, and async.
        *What comes next:* a check-in, Fri 13 Nov, 15:00; a call, for which a time is being found.
        [Our agreement]
        What was asked before keeps the promise it was asked under, and calls you have agreed on stay. Another change needs both of you again.
        ");
    assert_snapshot!(world.opens_the_agreement(&world.ines).await, @r"
        == Our agreement ==
        *Signed by you and @Noah* on Tue 10 Nov. A change needs both of you again.
        [Propose a change]
        What you two work on, and what not
        Parsers, and async.
        *A check-in is asked for*
        every week
        *A check-in is answered*
        within two working days
        *A question is answered*
        within one working day
        *An urgent question is answered*
        within four working hours
        *A call takes place*
        only when one of you proposes it
        *A call lasts*
        30 minutes
        *The mentor's time*
        2 h a month
        *What stays between you*
        everything, unless you both say otherwise
        *The mentee learns best*
        that depends
        # Versions
        *Version 2.* Proposed by @Noah on Tue 10 Nov. You signed it on Tue 10 Nov. @Noah signed it on Tue 10 Nov.
        [Open]
        *Version 1.* Proposed by you on Tue 3 Nov. You signed it on Tue 3 Nov. @Noah signed it on Tue 3 Nov.
        [Open]
        You two read this, and nobody else. Leads see whether it is signed, and never what it says.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn where_only_one_signs_nothing_breaks_and_they_are_told_once() {
    let world = World::with_a_growing_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.opens_the_agreement(&world.noah).await;
    world.signs(&world.noah, json!({ "scope": "Parsers.", "checkins": "four_weeks" })).await;
    world.until(LISBON, "2026-11-13 12:00").await;
    let (told, waited) = (about_it(&world, &world.ines), about_it(&world, &world.noah));
    assert_eq!(told.len(), 3, "asked, shown the version, reminded: {told:#?}");
    assert_snapshot!(told[2], @r"
        *3 things in one message*, so that I don't write to you more often than you want.
        ---
        *@Noah has signed your agreement, and it waits for you.* If something in it isn't what you want, change it: that is what it is for. It should be signed by Mon 9 Nov.
        [Read and sign]
        I won't remind you of it again; it stays in App Home.
        ---
        *Something to try:* Ask one question today that you think is too small. Write what you want to do, what you tried, and what you think is going on.
        Just something to try; nobody asks about it.
        ---
        Your check-in for the week of 2–8 Nov is still open. Three short answers are worth more than none.
        [Write check-in] [Later today] [Skip this week]
        @Noah reads it and answers; leads see that you wrote, never the words.
        ---
        [Why am I seeing this?]
        ");
    assert_eq!(waited.len(), 2, "{waited:#?}");
    assert_snapshot!(waited[1], @r"
        *@Inês hasn't signed your agreement yet.* Nothing is lost: your programme's defaults apply, and the agreement waits. Perhaps ask which part they would like to be different, in your next check-in or call.
        [Our agreement] [Why am I seeing this?]
        ");
    let due = world.value("select week from schedules where kind = 'checkin'").await;
    assert_eq!(due.as_deref(), Some("2026-W46"), "what the programme offers holds");
    world.until(LISBON, "2026-11-30 12:00").await;
    assert_eq!(about_it(&world, &world.noah).len(), 2);
    world.ends_unread().await;
}

#[tokio::test]
async fn how_they_meet_is_free_and_how_often_is_what_both_signed() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 15:00").await;
    world.both_sign(json!({ "scope": "Parsers.", "rhythm": "monthly", "minutes": "25" })).await;
    world.presses_at_calls(&world.ines, "call_settings").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == How we meet ==
        This holds for you and @Noah alike.
        How often and for how long is what you two signed on Tue 3 Nov; a change of it needs both of you.
        [Our agreement]
        Where, if not in a huddle: ____
        [[Save]]
        ");
    let link = json!({ "link": "https://meet.example.org/room" });
    world.sends(&world.ines, link).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let set =
        world.value("select rhythm || ' ' || minutes || ' ' || link from call_settings").await;
    assert_eq!(set.as_deref(), Some("monthly 25 https://meet.example.org/room"));
    world.types(&world.ines, "/mentor", "calls").await;
    assert!(world.modal(&world.ines).contains("a change of it needs both of you"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let set = world.types(&world.ines, "/mentor", "day Mon 10:00").await;
    assert!(set.contains("Mon"), "the day is the mentee's own: {set}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_sees_what_calls_took_of_their_month_and_nobody_else_does() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.both_sign(json!({ "scope": "Parsers.", "budget": "1" })).await;
    world.has_a_call(a_call("2026-11-10T16:00:00Z")).await;
    world.until(LISBON, "2026-11-10 16:31").await;
    world.presses(&world.noah, "it_happened").await;
    let home = world.home(&world.noah).await;
    assert!(home.contains("Calls took 30 minutes of your 1 h this month"), "{home}");
    assert!(!world.home(&world.ines).await.contains("Calls took"));
    // One more of half an hour is what they agreed on; the one after it is said to be more, to both.
    world.has_a_call(a_call("2026-11-17T15:00:00Z")).await;
    world.types(&world.ines, "/mentor", "call").await;
    let form = world.modal(&world.ines);
    let beyond = "Your other calls of that month take 60 minutes, and this one would go beyond @Noah's 1 h a month";
    assert!(form.contains(beyond), "{form}");
    world.sends_a_time(&world.ines, a_call("2026-11-19T15:00:00Z")).await;
    let asked = world.dm(&world.noah).pop().unwrap();
    assert!(asked.contains("so this one goes beyond the 1 h a month you two agreed on"), "{asked}");
    world.proposes_a_call(&world.ines, a_call("2026-12-01T15:00:00Z")).await;
    let asked = world.dm(&world.noah).pop().unwrap();
    assert!(!asked.contains("beyond"), "December has its own hour: {asked}");
    world.ends_unread().await;
}

#[tokio::test]
async fn where_everything_stays_between_them_so_does_what_they_save_at_first() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.types(&world.ines, "/mentor", "resource add").await;
    assert!(world.modal(&world.ines).contains("Everybody in the programme finds this, unless"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.both_sign(json!({ "scope": "Parsers.", "between": "us_two" })).await;
    world.types(&world.ines, "/mentor", "resource add").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("Only you and @Noah find this, unless"), "{form}");
    assert_eq!(world.in_field(&world.ines, "readers"), "pair");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.ends_unread().await;
}
