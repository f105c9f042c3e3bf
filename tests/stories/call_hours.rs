//! When somebody takes a call if need be, and hours that go on past midnight.

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

async fn saves(world: &World, who: &str, values: serde_json::Value) -> String {
    world.types(who, "/mentor", "hours").await;
    assert!(matches!(world.sends(who, values).await, Submitted::Replaced(_)));
    world.modal(who)
}

/// The last lines of the form, about calls.
async fn calls(world: &World, who: &str) -> String {
    world.types(who, "/mentor", "hours").await;
    let modal = world.modal(who);
    modal
        .lines()
        .filter(|line| line.starts_with("I can take a call "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test]
async fn calls_reach_further_than_working_hours_as_far_as_somebody_says() {
    let world = World::with_a_pair().await;
    assert_snapshot!(calls(&world, &world.ines).await, @r"
        I can take a call from: 07:00
        I can take a call until: 21:00
        ");
    let said = json!({ "calls_from": "08:00", "calls_to": "19:30" });
    assert_snapshot!(saves(&world, &world.ines, said).await, @r"
        == My working hours ==
        Done. I'll write to you Mon-Fri 09:00-17:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in 08:00-19:30 on these days, in turns.
        ");
    assert_snapshot!(calls(&world, &world.ines).await, @r"
        I can take a call from: 08:00
        I can take a call until: 19:30
        ");
    world.types(&world.ines, "/mentor", "settings").await;
    assert_snapshot!(world.modal(&world.ines).lines().rev().nth(1).unwrap_or_default(), @"I write to you Mon-Fri 09:00-17:00 only, and calls keep to these hours or, if need be, to 08:00-19:30. `/mentor hours` changes that, `/mentor away` is for leave. `/mentor mute for 3 days` keeps me quiet for a while.");
    let typed = world.types(&world.ines, "/mentor", "hours 10-16").await;
    assert_snapshot!(typed, @"Done. I'll write to you Mon-Fri 10:00-16:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in 08:00-19:30 on these days, in turns.");
    assert_snapshot!(calls(&world, &world.ines).await, @r"
        I can take a call from: 08:00
        I can take a call until: 19:30
        ");
    ends(world).await;
}

#[tokio::test]
async fn both_times_left_empty_mean_the_usual_ones_and_midnight_is_an_end() {
    let world = World::with_a_pair().await;
    saves(&world, &world.ines, json!({ "calls_from": "12:00", "calls_to": "00:00" })).await;
    assert_snapshot!(calls(&world, &world.ines).await, @r"
        I can take a call from: 12:00
        I can take a call until: 00:00
        ");
    saves(&world, &world.ines, json!({ "calls_from": null, "calls_to": null })).await;
    assert_snapshot!(calls(&world, &world.ines).await, @r"
        I can take a call from: 07:00
        I can take a call until: 21:00
        ");
    let only_then = json!({ "calls_from": "10:00", "calls_to": "12:00" });
    assert_snapshot!(saves(&world, &world.ines, only_then).await, @r"
        == My working hours ==
        Done. I'll write to you Mon-Fri 09:00-17:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too.
        ");
    ends(world).await;
}

#[tokio::test]
async fn call_hours_that_cannot_be_are_refused_and_nothing_changes() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "hours").await;
    let before = world.dump().await;
    for (from, to) in [
        (json!("21:00"), json!("07:00")),
        (json!("09:00"), json!("09:00")),
        (json!("07:00"), json!(null)),
        (json!(null), json!("21:00")),
    ] {
        let values = json!({ "calls_from": from, "calls_to": to, "Friday": "9-12" });
        let words = problems(&world, &world.ines, values).await;
        assert!(words.starts_with("calls_"), "{words}");
    }
    let backwards = json!({ "calls_from": "21:00", "calls_to": "07:00", "Monday": "late" });
    assert_snapshot!(problems(&world, &world.ines, backwards).await, @r"
        Monday: Write the hours like 09:00-17:00, or nothing for a day off.
        calls_to: This has to be later than the time a call can begin from. Choose 00:00 for midnight.
        ");
    let half = json!({ "calls_from": "07:00", "calls_to": null, "Monday": "" });
    assert_snapshot!(problems(&world, &world.ines, half).await, @"calls_to: Choose this time too, or leave both empty for 07:00-21:00.");
    assert_eq!(world.dump().await, before);
    ends(world).await;
}

#[tokio::test]
async fn somebody_who_works_at_night_is_written_to_at_night() {
    let world = World::with_a_pair().await;
    let typed = world.types(&world.ines, "/mentor", "hours 22:00-06:00").await;
    assert_snapshot!(typed, @"Done. I'll write to you Mon-Fri 22:00-06:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too.");
    assert_snapshot!(calls(&world, &world.ines).await, @r"
        I can take a call from: ____
        I can take a call until: ____
        ");
    let until_morning = json!({ "calls_from": "20:00", "calls_to": "08:00" });
    assert_snapshot!(saves(&world, &world.ines, until_morning).await, @r"
        == My working hours ==
        Done. I'll write to you Mon-Fri 22:00-06:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in 20:00-08:00 on these days, in turns.
        ");
    world.until(LISBON, "2026-11-11 12:00").await;
    assert_eq!(
        world.asked(LISBON).await,
        [
            "Fri 2026-11-06 22:00 prompt 2026-W45",
            "Mon 2026-11-09 22:00 reminder 2026-W45",
            "Tue 2026-11-10 02:00 last 2026-W45"
        ]
    );
    ends(world).await;
}

#[tokio::test]
async fn a_night_ends_before_the_next_day_begins() {
    let world = World::with_a_pair().await;
    let typed = world.types(&world.ines, "/mentor", "hours Mon 22:00-06:00, Tue 5-10").await;
    assert_snapshot!(typed.lines().next().unwrap_or_default(), @"Those hours don't work: A night has to end before the next day's hours begin. Try `/mentor hours Mon-Fri 09:00-17:00`, or `/mentor hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`.");
    world.types(&world.ines, "/mentor", "hours").await;
    let overlap = json!({ "Sunday": "22-6", "Monday": "05:30-12:00" });
    assert_snapshot!(problems(&world, &world.ines, overlap).await, @"Sunday: Sunday's hours go on when Monday's have begun. Let them end earlier, or begin Monday's later.");
    let touching = json!({ "Sunday": "22-6", "Monday": "6-12" });
    assert_snapshot!(saves(&world, &world.ines, touching).await, @r"
        == My working hours ==
        Done. I'll write to you Mon 06:00-12:00, Tue-Fri 09:00-17:00, Sun 22:00-06:00 (Europe/Lisbon time) and leave you alone otherwise. Promised times count in these hours from now on. Calls keep to these hours, too; if that leaves the two of you too little, they may be anywhere in 07:00-21:00 on these days, in turns.
        ");
    ends(world).await;
}
