//! A programme in a few steps: a lead says how it goes, sees what comes of it, and starts it.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::sandbox::{acting::Submitted, people::NewPerson};

use crate::world::World;

const NO_LEAD: &str = "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; \
                       `/mentor help` shows what you can do.";

/// Every two weeks on Thursday morning.
fn slower() -> Value {
    json!({ "every_weeks": "2", "day_of_week": "Thursday", "at": "10:30", "reply_days": "3", "mentees": "1" })
}

/// Lena goes on by a step.
async fn goes_on(world: &World, values: Value) {
    let sent = world.sends(&world.lena, values).await;
    assert!(matches!(sent, Submitted::Replaced(_)), "the next step follows: {sent:?}");
}

/// What counts: the programme, its pairs and what will be said.
async fn counts(world: &World) -> [Vec<String>; 3] {
    let dump = world.dump().await;
    ["programmes", "pairs", "outbox"].map(|table| dump[table].clone())
}

#[tokio::test]
async fn a_lead_sets_a_programme_up_and_the_first_two_are_asked() {
    let world = World::new().await;
    let before = counts(&world).await;
    assert_eq!(world.types(&world.lena, "/mentor", "setup").await, "");
    assert_snapshot!(world.modal(&world.lena), @r"
        == Set up ==
        *1 of 4: the programme.* Nothing changes before you press *Start* on the last page.
        What it is called*: Mentorship
        Where it is at home*: Europe/Berlin
        [[Next]]
        ");
    goes_on(&world, json!({ "name": "Autumn 2026", "zone": "Europe/Lisbon" })).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Set up ==
        *2 of 4: the rhythm.* Each mentee writes a short check-in, and their mentor answers it in writing.
        How often a check-in is asked for*: once a week
        On which day*: Friday
        At what time*: 15:00
        A mentor answers within*: two working days
        How many mentees a mentor takes at most*: 2
        [Back]
        [[Next]]
        ");
    goes_on(&world, slower()).await;
    let two = json!({ "first_mentor": world.noah, "first_mentee": world.ines });
    goes_on(&world, two).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Set up ==
        *4 of 4: what happens when you press Start.*
        The programme is called
        Autumn 2026
        • a check-in is asked for every two weeks, due on Thursday at 10:30 on each mentee's own clock
        • the mentor answers within three working days; days they don't work don't count
        • a mentor takes one mentee at most
        • people without a time zone in Slack live by Europe/Lisbon
        *What happens next.* @Noah is asked on Mon 2 Nov, 09:00, and @Inês is asked now, whether they want to be a pair: @Noah as the mentor. Once both have said yes, I ask @Inês for the first check-in: on Thu 5 Nov, 10:30, if they answer at once. Written then, it is answered by Tue 10 Nov, 09:00.
        [Back]
        [[Start]]
        ");
    assert_eq!(counts(&world).await, before, "nothing counts before Start");
    goes_on(&world, json!({})).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Set up ==
        # It has started
        • a check-in is asked for every two weeks, due on Thursday at 10:30 on each mentee's own clock
        • the mentor answers within three working days; days they don't work don't count
        • a mentor takes one mentee at most
        • people without a time zone in Slack live by Europe/Lisbon
        *What happens next.* @Noah is asked on Mon 2 Nov, 09:00, and @Inês is asked now, whether they want to be a pair: @Noah as the mentor. Once both have said yes, I ask @Inês for the first check-in: on Thu 5 Nov, 10:30, if they answer at once. Written then, it is answered by Tue 10 Nov, 09:00.
        *Where to change things*
        • name, rhythm, how many mentees: `/mentor setup` again
        • what a check-in asks: `/mentor template`
        • days on which everybody is left alone: `/mentor holidays`
        • what people read when they begin: `/mentor guide edit`
        • a channel where others can answer, too: `/mentor questions`
        • one more pair: `/mentor pair @mentor @mentee`; without names it suggests who could be one
        Many pairs at once come from a spreadsheet: whoever operates Trellis imports it with `trellis import`.
        ");
    let asked = world.reads(&world.ines);
    assert!(
        asked[0].contains("every two weeks I ask you for a short written check-in"),
        "{asked:?}"
    );
    assert!(asked[0].contains("within three working days"), "{asked:?}");
    world.presses(&world.ines, "join").await;
    world.until("America/New_York", "2026-11-02 09:00").await;
    world.presses(&world.noah, "join").await;
    let told = world.reads(&world.lena);
    assert!(told[0].contains("the first check-in on Thu 5 Nov, 10:30"), "as it was said: {told:?}");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.lena, "/mentor", "setup").await;
    let again = world.modal(&world.lena);
    assert!(again.contains("Autumn 2026") && again.contains("Europe/Lisbon"), "{again}");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn going_back_loses_nothing_and_what_does_not_fit_is_said_where_it_stands() {
    let world = World::new().await;
    let lena = world.lena.clone();
    world.types(&lena, "/mentor", "setup").await;
    let problem = |sent: Submitted| match sent {
        Submitted::FieldErrors(fields) => {
            fields.into_iter().map(|(field, words)| format!("{field}: {words}")).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let mut told = Vec::new();
    told.extend(problem(world.sends(&lena, json!({ "name": "Autumn", "zone": "Lisbon" })).await));
    goes_on(&world, json!({ "name": "Autumn", "zone": "Europe/Lisbon" })).await;
    goes_on(&world, slower()).await;
    let bot = world.stage.workspace.bot_user();
    for (mentor, mentee) in
        [(&*world.noah, None), (&*world.noah, Some(&*world.noah)), (bot, Some(&*world.ines))]
    {
        let mut two = json!({ "first_mentor": mentor });
        if let Some(mentee) = mentee {
            two["first_mentee"] = json!(mentee);
        }
        told.extend(problem(world.sends(&lena, two).await));
    }
    assert_snapshot!(told.join("\n"), @r"
        zone: I don't know this time zone. Write it like Europe/Lisbon or America/New_York.
        first_mentee: Choose both people, or neither.
        first_mentee: A pair needs two different people.
        first_mentor: Choose an active member of this workspace, not a guest or a bot.
        ");
    world.presses_in_modal(&lena, "setup_back").await;
    let rhythm = world.modal(&lena);
    assert!(rhythm.contains("every two weeks") && rhythm.contains("10:30"), "{rhythm}");
    world.presses_in_modal(&lena, "setup_back").await;
    assert!(world.modal(&lena).contains("Autumn"));
    goes_on(&world, json!({ "name": "Winter", "zone": "Europe/Lisbon" })).await;
    assert!(world.modal(&lena).contains("10:30"), "{}", world.modal(&lena));
    // Closed on the way: nothing counts, and it begins with what is in force.
    world.stage.workspace.close_all(&lena).await.unwrap();
    world.types(&lena, "/mentor", "setup").await;
    let first = world.modal(&lena);
    assert!(!first.contains("Winter") && !first.contains("Autumn"), "{first}");
    world.stage.workspace.close_all(&lena).await.unwrap();
    assert_eq!(
        world.value("select count(*) from programmes where name = 'Winter'").await.unwrap(),
        "0"
    );
    world.ends().await;
}

#[tokio::test]
async fn pairs_that_run_follow_and_a_full_mentor_is_not_asked() {
    let world = World::with_a_pair().await;
    let [ana, bo] =
        ["Ana", "Bo"].map(|name| world.joins(NewPerson::named(name).zone("Europe/Lisbon")));
    let lena = world.lena.clone();
    let due = || world.value("select datetime(due_at / 1000, 'unixepoch') from schedules");
    let before = due().await;
    world.types(&lena, "/mentor", "setup").await;
    goes_on(&world, json!({ "name": "Mentorship", "zone": "Europe/Lisbon" })).await;
    goes_on(&world, slower()).await;
    let full = world.sends(&lena, json!({ "first_mentor": world.noah, "first_mentee": ana })).await;
    assert!(format!("{full:?}").contains("They have a mentee or an open request"), "{full:?}");
    goes_on(&world, json!({ "first_mentor": bo, "first_mentee": ana })).await;
    assert!(world.modal(&lena).contains("Pairs that run follow"), "{}", world.modal(&lena));
    goes_on(&world, json!({})).await;
    world.minutes(1).await;
    assert_ne!(due().await, before, "the next check-in is asked for at the new time");
    assert_eq!(world.value("select rhythm_since from programmes").await, None);
    world.ends_unread().await;
}

#[tokio::test]
async fn only_a_lead_sets_a_programme_up() {
    let world = World::with_a_pair().await;
    for who in [&world.ines, &world.noah] {
        assert_eq!(world.types(who, "/mentor", "setup").await, NO_LEAD);
        assert_eq!(world.types(who, "/mentor", "pair").await, NO_LEAD);
    }
    world.ends().await;
}
