//! What can be typed: usage for everybody, and an answer to whatever was not understood.

use trellis::sandbox::people::NewPerson;

use crate::world::World;

const INTRO: &str = "I'm Trellis. I look after mentorship here: a mentee writes a short check-in every week, and their \
                     mentor answers it in writing, each in their own working hours. You are not in a pair at the \
                     moment; a lead of the programme can start one for you.\n";
const PAIRS: &str = "*Write and ask*\n\
     `/checkin` – write this week's check-in, or edit it\n\
     `/checkin history` – read your check-ins and their replies\n\
     `/ask [quick | debug | concept]` – ask your mentor something; `/ask help` says how to ask well (mentee)\n\
     `/mentor owed` – see what waits for your answer, and until when (mentor)\n\
     `/mentor challenges` – see what you were given to practise on (mentee), or keep the list of it (mentor)\n\
     `/mentor journal` – write for yourself, where your programme has that; nobody else reads it\n\
     *Keep and find again*\n\
     `/mentor search <words>` – find something you two wrote, or your programme shares\n\
     `/mentor decide` – keep a decision with its reason; `/mentor decisions` lists yours\n\
     `/mentor resource [add | find <words>]` – keep what is worth coming back to, and find what others share\n\
     `/mentor stats` – see how long answers take in your pair, and how many promises were kept\n\
     *Grow*\n\
     `/mentor guide` – read what this programme is, where you meet, and what is worth reading\n\
     `/mentor agreement` – fill in, sign, read or change what you two agree on\n\
     `/mentor goals` – set goals with a day and a way to know, tick milestones, and see how far you are\n\
     `/mentor review` – look back at your goals every four weeks, and read what came of it before\n\
     `/mentor phase` – see how far you two have come, and step down, or back up, when both want it\n\
     *Meet*\n\
     `/mentor call` – find a time for a call; `/mentor calls` shows what is coming, whose turn it is, and how you meet\n\
     `/mentor office-hours` – hold office hours in the help channel (mentor), or see when your mentor does (mentee)\n\
     *Learn together*\n\
     `/mentor cohort` – see the cohort you are in, where it meets, and who is in it\n\
     `/mentor win` – tell your cohort what went well, now and in its next digest\n\
     *When something should change*\n\
     `/mentor suggest` – suggest something to the leads: a thing to read, a remark\n\
     `/mentor rematch` – ask the leads, in confidence, for a change of mentor; nothing changes before the mentee and the new mentor both say yes\n\
     `/mentor end` – end your pair; you choose whether the other one reads why\n\
     *Your hours*\n\
     `/mentor day Fri 15:00` – move the day and hour your check-in is asked for (mentee)\n\
     `/mentor holidays` – see the days on which everybody in your programme is left alone\n";
const ANYBODY: &str = "`/mentor hours [Mon-Fri 9-17]` – choose the hours in which I may write to you, and those for calls\n\
     `/mentor away [2026-12-21 2027-01-01]` – be left alone for some days while clocks stand still, or take that back\n\
     `/mentor back` – end your leave early\n\
     `/mentor mute for 3 days` – hear nothing unasked for a while; `until 2026-12-01` and `off` work too\n\
     `/mentor settings` – choose what I may say unasked and how often, and say how you learn best\n";
const AHEAD: &str =
    "`/mentor preview [30]` – see what I would say to you in the coming days, and when\n";
const LEADS: &str = "*For the programme*\n\
     `/mentor setup` – set the programme up in four steps, or change its rhythm, and see what comes of it first\n\
     `/mentor pair @mentor @mentee` – ask two people whether they want to be a pair; without names, see who would suit whom\n\
     `/mentor rematch @mentee` – suggest another mentor to a mentee who has one\n\
     `/mentor holidays` – keep the programme's holidays, on which everybody is left alone\n\
     `/mentor cohort [create <name> <#channel>]` – bring people who start together into one channel, and say who is in it\n\
     `/mentor template` – change what the check-in asks\n\
     `/mentor areas` – choose the areas in which pairs set goals\n\
     `/mentor questions` – choose a help channel, where others can answer too, and allow office hours there\n\
     `/mentor challenges` – give each pair something real to practise on every second week, and keep the list of it\n\
     `/mentor challenge add https://…` – put a bug or an exercise on the list of challenges\n\
     `/mentor guide edit` – change what the guide says, the tools it names, and what it gives to read\n\
     `/mentor journal` – say whether people have a journal of their own\n\
     `/mentor preview [@somebody] [30]` – see what I would say in the coming days, to whom and when; nothing is sent\n";
const KEEPERS: &str = "*For the programme*\n\
     `/mentor challenge add https://…` – put a bug or an exercise on the list of challenges\n";
const OFF: &str = "You can also simply write to me, and I ask what to make of it. The menu of a message has more: ask \
                   your mentor about it, or keep it as a decision or a resource. When something doesn't work between you \
                   two: *Something is off* in App Home reaches your partner, or a lead in confidence.\n";
const END: &str = "`/mentor help` shows this again. Slack does not take slash commands inside threads; type them in any channel or DM.";

#[tokio::test]
async fn help_shows_everybody_what_they_can_type() {
    let world = World::with_a_pair().await;
    let tom = world.joins(NewPerson::named("Tom Newman"));
    let stranger = format!("{INTRO}*Your hours*\n{ANYBODY}{END}");
    let paired = format!("{PAIRS}{ANYBODY}{AHEAD}{OFF}{END}");
    let mentor = format!("{PAIRS}{ANYBODY}{AHEAD}{KEEPERS}{OFF}{END}");
    let lead = format!("{INTRO}*Your hours*\n{ANYBODY}{LEADS}{END}");
    for (who, expected) in
        [(&tom, &stranger), (&world.ines, &paired), (&world.noah, &mentor), (&world.lena, &lead)]
    {
        for (command, text) in [("/mentor", "help"), ("/mentor", ""), ("/checkin", "HELP")] {
            assert_eq!(world.types(who, command, text).await, *expected, "{command} {text}");
        }
        for (command, text) in [("/mentor", "dance"), ("/checkin", "please"), ("/mentor", "🕺")] {
            let answer = world.types(who, command, text).await;
            assert_eq!(answer, format!("I don't know that one.\n{expected}"), "{command} {text}");
        }
    }
    world.ends().await;
}

#[tokio::test]
async fn a_command_that_lacks_something_says_what() {
    let world = World::with_a_pair().await;
    let pair = "Name two people, the mentor first: `/mentor pair @mentor @mentee`. Pick both from the list that opens \
                when you type @, or type `/mentor pair` alone to see who could be one.";
    let away =
        "Give the first and the last day as year-month-day: `/mentor away 2026-12-21 2027-01-01`.";
    for (text, problem) in [
        ("pair @Noah Reed", pair),
        ("pair noah ines", pair),
        ("pair @Noah Reed @Inês Duarte @Lena Vogt", pair),
        ("away tomorrow", away),
        (
            "away 2027-01-01 2026-12-21",
            "That leave ends before it starts. The first day comes first: `/mentor away 2026-12-21 2027-01-01`.",
        ),
        (
            "hours Mon Tue Wed",
            "Those hours don't work: I need days and hours. Try `/mentor hours Mon-Fri 09:00-17:00`, or `/mentor \
             hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`.",
        ),
    ] {
        let answer = world.types(&world.ines, "/mentor", text).await;
        assert_eq!(answer, format!("{problem}\n{PAIRS}{ANYBODY}{AHEAD}{OFF}{END}"), "{text}");
    }
    for (text, problem) in [
        ("search", "Give me a word or two to look for: `/mentor search lifetimes`."),
        ("search ?!", "Give me a word or two to look for: `/mentor search lifetimes`."),
        ("day", "Give a weekday and a time: `/mentor day Fri 15:00`."),
        ("day Fri 25:00", "Give a weekday and a time: `/mentor day Fri 15:00`."),
    ] {
        assert_eq!(world.types(&world.ines, "/mentor", text).await, problem, "{text}");
    }
    world.ends().await;
}

#[tokio::test]
async fn who_is_in_no_pair_is_told_so() {
    let world = World::with_a_pair().await;
    let tom = world.joins(NewPerson::named("Tom Newman"));
    let no_checkin = "You are not in a running pair as a mentee, so there is no check-in to write. `/mentor help` \
                      shows what you can do.";
    let no_record = "You are not in a pair yet, so there is nothing to read. `/mentor help` shows what you can do.";
    let not_met = "You are not in a pair yet, so I don't write to you at all. A lead of the programme can start a \
                   pair for you; then you can set your hours and leave here.";
    for (command, text, answer) in [
        ("/checkin", "", no_checkin),
        ("/mentor", "day Fri 15:00", no_checkin),
        ("/checkin", "history", no_record),
        ("/mentor", "search lifetimes", no_record),
        ("/mentor", "hours Mon-Fri 09:00-17:00", not_met),
        ("/mentor", "away 2026-12-21", not_met),
        ("/mentor", "back", not_met),
    ] {
        assert_eq!(world.types(&tom, command, text).await, answer, "{command} {text}");
    }
    assert_eq!(world.types(&world.noah, "/checkin", "").await, no_checkin, "a mentor writes none");
    world.ends().await;
}
