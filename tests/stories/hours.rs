//! Working hours as a form: a window for each day, or none. What hours do to prompts and promises is in `leave`.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::acting::Submitted;

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

/// What stood under which field when the form was sent.
async fn problems(world: &World, who: &str, values: serde_json::Value) -> String {
    match world.sends(who, values).await {
        Submitted::FieldErrors(errors) => errors
            .iter()
            .map(|(field, words)| format!("{field}: {words}"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_day_has_its_own_hours() {
    let world = World::with_a_pair().await;
    world.home(&world.ines).await;
    world.presses_at_home(&world.ines, "hours").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == My working hours ==
        I write to you in these hours only, and promised times count in them. Leave a day empty when you don't work on it. Times are where you are (Europe/Lisbon).
        Monday: 09:00-17:00
        Tuesday: 09:00-17:00
        Wednesday: 09:00-17:00
        Thursday: 09:00-17:00
        Friday: 09:00-17:00
        Saturday: ____
        Sunday: ____
        Write hours like 09:00-17:00 or 9-13; 22:00-06:00 ends the next morning. Nobody else is shown this list.
        *If no hour suits you both*, when can you take a call? These hours count on your working days, only when your working hours and theirs share too little, and then the two of you take turns.
        I can take a call from: 07:00
        I can take a call until: 21:00
        [[Save]]
        ");
    let part_time = json!({ "Monday": "10-12:30", "Tuesday": "", "Thursday": "13:00-24:00", "Friday": "",
        "Sunday": "8-12" });
    assert!(matches!(world.sends(&world.ines, part_time).await, Submitted::Replaced(_)));
    assert_snapshot!(world.modal(&world.ines), @r"
        == My working hours ==
        Done. I'll write to you Mon 10:00-12:30, Wed 09:00-17:00, Thu 13:00-24:00, Sun 08:00-12:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in 07:00-21:00 on these days, in turns.
        ");
    world.until(LISBON, "2026-11-09 12:00").await;
    let expected =
        ["Sun 2026-11-08 08:00 prompt 2026-W45", "Mon 2026-11-09 10:00 reminder 2026-W45"];
    assert_eq!(world.asked(LISBON).await, expected, "her week has no Friday");
    ends(world).await;
}

#[tokio::test]
async fn a_weekend_is_whatever_the_person_says() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "hours").await;
    let sunday_to_thursday = json!({ "Friday": "", "Sunday": "9-17" });
    world.sends(&world.ines, sunday_to_thursday).await;
    world.until(LISBON, "2026-11-08 10:00").await;
    assert_eq!(world.asked(LISBON).await, ["Sun 2026-11-08 09:00 prompt 2026-W45"]);
    ends(world).await;
}

#[tokio::test]
async fn short_typed_hours_are_understood() {
    let world = World::with_a_pair().await;
    let said = world.types(&world.ines, "/mentor", "hours Mon-Fri 9-17").await;
    assert!(said.starts_with("Done. I'll write to you Mon-Fri 09:00-17:00 "), "{said}");
    ends(world).await;
}

#[tokio::test]
async fn hours_that_cannot_be_are_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "hours").await;
    let before = world.dump().await;
    let bad = json!({ "Monday": "17-9", "Tuesday": "nine to five", "Sunday": "9-5" });
    assert_snapshot!(problems(&world, &world.ines, bad).await, @r"
        Monday: A day has to end after it begins. It may end the next morning, as in 22:00-06:00, after 14 hours at most.
        Sunday: A day has to end after it begins. It may end the next morning, as in 22:00-06:00, after 14 hours at most.
        Tuesday: Write the hours like 09:00-17:00, or nothing for a day off.
        ");
    let never = json!({ "Monday": "", "Tuesday": " ", "Wednesday": "", "Thursday": "", "Friday": "",
        "Saturday": "", "Sunday": "" });
    assert_snapshot!(problems(&world, &world.ines, never).await, @"Monday: I need at least one day with hours, or I could never write to you. To be left alone for a while, use `/mentor away`; to stop, talk to a lead of the programme.");
    assert_eq!(world.dump().await, before);
    ends(world).await;
}
