//! Another mentor, where something is in the way: no place, two leads, a pair that is over, an account that was closed,
//! and everything pressed twice.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::sandbox::{
    acting::{Forged, Submitted},
    people::NewPerson,
};

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";
const SETTLED: &str = "This suggestion has been settled already, so nothing has changed.";
const NOT_YOURS: &str =
    "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";

fn under(submitted: &Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) => errors.values().cloned().collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn who_cannot_be_the_new_mentor_is_refused_kindly() {
    let world = World::with_a_pair().await;
    let gone = world.joins(NewPerson::named("Gone Girl").zone(LISBON));
    world.stage.workspace.deactivate(&gone).await.unwrap();
    let full = world.has_mia();
    for name in ["Ana Reis", "Bo Lind"] {
        let mentee = world.joins(NewPerson::named(name).zone(LISBON));
        world.types_raw(&world.lena, "/mentor", &format!("pair <@{full}> <@{mentee}>")).await;
    }
    let before = world.dump().await;
    for (who, refused) in [
        (world.ines.as_str(), "Inês Duarte is the mentee; a pair needs two different people."),
        (&world.noah, "Noah Reed is their mentor already. Choose somebody else."),
        (
            &gone,
            "Gone Girl can't be in a pair: it needs an active member of this workspace, not a guest or a bot.",
        ),
        (
            &full,
            "Mia Costa has 2 mentees or open requests already, which is the most one mentor takes on here. Choose \
             somebody else.",
        ),
    ] {
        assert_eq!(under(&world.suggests(&world.lena, who).await), refused);
        world.stage.workspace.close_all(&world.lena).await.unwrap();
    }
    assert_eq!(world.dump().await["rematches"], before["rematches"]);
    assert_eq!(
        world.types(&world.noah, "/mentor", "rematch @Inês Duarte").await,
        "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; `/mentor help` shows what \
         you can do."
    );
    assert_eq!(
        world.types(&world.lena, "/mentor", "rematch @Noah Reed").await,
        "@Noah is in no pair as a mentee at the moment. `/mentor pair @mentor @mentee` begins one."
    );
    assert!(world.types(&world.lena, "/mentor", "rematch").await.starts_with("You are in no pair"));
    assert!(
        world.types(&world.lena, "/mentor", "rematch ines").await.contains("picked from the list")
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn the_last_place_goes_to_one_of_two() {
    let mut world = World::with_a_pair().await;
    let mia = world.has_mia();
    let otto = world.mentors_too(NewPerson::named("Otto").zone(LISBON), "Otto").await;
    world.changes_the_file("update programmes set mentor_capacity = 1").await;
    world.until(LISBON, "2026-11-05 15:00").await;
    world.has_suggested(&mia).await;
    world.types_raw(&world.lena, "/mentor", &format!("rematch <@{otto}>")).await;
    world.sends_well(&world.lena, json!({ "suggested": mia })).await;
    world.hours(24).await;
    for value in ["1+1", "2+1"] {
        assert_eq!(world.presses_stale(&mia, "join_rematch", value).await, "");
    }
    world.reads(&otto);
    world.presses(&otto, "take_mentor").await;
    world.sends_well(&otto, json!({})).await;
    world.everybody_reads();
    world.takes_the_mentor(&[]).await;
    let told = world.reads(&world.ines).join("\n");
    assert!(told.contains("meanwhile has as many mentees as one mentor takes on here"), "{told}");
    assert!(told.contains("You and @Noah go on as before"), "{told}");
    let pairs = "select group_concat(mentee_id || state, ' ') from pairs where state = 'active' and mentor_id = (
                     select id from people where name like 'Mia%')";
    assert_eq!(world.value(pairs).await.unwrap().split(' ').count(), 1);
    let running = "select count(*) from pairs where state = 'active'";
    assert_eq!(world.value(running).await.unwrap(), "2");
    for who in [&mia, &otto] {
        world.reads(who);
    }
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn two_leads_at_once_and_everything_pressed_twice() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    let ada = world.joins(NewPerson::named("Ada Admin").zone("Europe/Berlin").admin());
    world.until(LISBON, "2026-11-03 15:00").await;
    for lead in [&world.lena, &ada] {
        assert_eq!(world.types(lead, "/mentor", "rematch @Inês Duarte").await, "");
    }
    world.sends_well(&world.lena, json!({ "suggested": mia })).await;
    let second = under(&world.sends(&ada, json!({ "suggested": mia })).await);
    assert_eq!(
        second,
        "Lena Vogt has suggested Mia Costa already, and I'm waiting for the answers. Nothing has changed."
    );
    world.stage.workspace.close_all(&ada).await.unwrap();
    assert_eq!(world.types(&ada, "/mentor", "rematch @Inês Duarte").await, "");
    assert!(world.whisper(&ada).contains("already"));
    world.hours(20).await;
    world.everybody_reads();

    // Twice is once, and nobody answers for anybody else.
    for (who, action) in [
        (&world.ines, "join_rematch"),
        (&world.noah, "join_rematch"),
        (&mia, "take_mentor"),
        (&mia, "stay_with_mentor"),
        (&mia, "let_replies_travel"),
        (&world.ines, "keep_replies"),
        (&world.lena, "stay_with_mentor"),
        (&world.ines, "take_back_suggestion"),
        (&ada, "join_rematch"),
    ] {
        let before = world.dump().await;
        assert_eq!(world.presses_stale(who, action, "1+1").await, NOT_YOURS, "{action}");
        assert_eq!(world.dump().await["rematch_suggestions"], before["rematch_suggestions"]);
    }
    for _ in 0..2 {
        assert_eq!(world.presses_stale(&mia, "join_rematch", "1+1").await, "");
        assert_eq!(world.presses_stale(&world.noah, "let_replies_travel", "1+1").await, "");
    }
    world.takes_the_mentor(&[]).await;
    let before = world.dump().await;
    let again = Forged::Submission {
        form: "take_mentor".to_owned(),
        metadata: "1+1".to_owned(),
        values: std::collections::BTreeMap::from([(
            "brought".to_owned(),
            json!({ "value": { "type": "checkboxes", "selected_options": [{ "value": "goals" }] } }),
        )])
        .into_iter()
        .collect(),
    };
    let answer = world.stage.workspace.forge(&world.ines, &again).await.unwrap();
    assert_eq!(answer["response_action"], json!("errors"));
    for (who, action) in
        [(&mia, "join_rematch"), (&mia, "decline_rematch"), (&world.ines, "stay_with_mentor")]
    {
        assert_eq!(world.presses_stale(who, action, "1+1").await, SETTLED);
    }
    assert_eq!(world.dump().await["pairs"], before["pairs"]);
    assert_eq!(
        world.value("select count(*) from pairs where state = 'active'").await.unwrap(),
        "1"
    );
    world.hours(24).await;
    for who in [&mia, &ada] {
        world.reads(who);
    }
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn an_account_that_is_closed_meanwhile_keeps_the_old_pair_going() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    world.until(LISBON, "2026-11-03 15:00").await;
    world.has_suggested(&mia).await;
    world.presses(&mia, "join_rematch").await;
    world.everybody_reads();
    world.hears_of(&mia, ("Mia", true)).await;
    world.takes_the_mentor(&[]).await;
    let told: Vec<String> =
        [&world.ines, &world.noah, &world.lena].iter().flat_map(|who| world.reads(who)).collect();
    assert!(told.iter().all(|it| it.contains("go on as before")), "{told:?}");
    assert_eq!(told.len(), 3);
    assert_eq!(world.value("select state from rematches").await.unwrap(), "looking");
    assert_eq!(world.value("select group_concat(state) from pairs").await.unwrap(), "active");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_suggestion_for_a_pair_that_is_over_is_closed() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    world.until(LISBON, "2026-11-03 15:00").await;
    world.wishes_for_another(&world.ines, "").await;
    world.has_suggested(&mia).await;
    world.presses(&mia, "join_rematch").await;
    world.everybody_reads();
    world.reads(&mia);
    ends_the_pair(&world).await;
    for (who, action) in [(&world.ines, "take_mentor"), (&mia, "decline_rematch")] {
        assert_eq!(world.presses_stale(who, action, "1+1").await, SETTLED, "{action}");
    }
    let told = world.reads(&mia).join("\n");
    assert!(told.contains("has ended in the meantime"), "{told}");
    assert_eq!(
        world.presses_stale(&world.lena, "suggest_mentor", "1").await,
        "This pair is over already, so there is nothing to change. `/mentor pair @mentor @mentee` begins a new one."
    );
    assert_eq!(world.value("select state from rematches").await.unwrap(), "closed");
    world.hours(24).await;
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn any_lead_takes_a_suggestion_back_and_a_closed_account_is_in_nobodys_way() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    let otto = world.joins(NewPerson::named("Otto").zone(LISBON));
    let ada = world.joins(NewPerson::named("Ada Admin").zone("Europe/Berlin").admin());
    world.until(LISBON, "2026-11-03 15:00").await;
    world.types(&ada, "/mentor", "rematch @Inês Duarte").await;
    world.stage.workspace.close_all(&ada).await.unwrap();
    world.wishes_for_another(&world.ines, "").await;
    world.has_suggested(&mia).await;
    world.everybody_reads();
    // Under the wish that she was told of, too.
    world.presses(&ada, "take_back_suggestion").await;
    let told = world.reads(&world.lena).join("\n");
    assert!(told.contains("a lead has taken the suggestion back"), "{told}");
    world.has_suggested(&mia).await;
    world.types(&ada, "/mentor", "rematch @Inês Duarte").await;
    assert_snapshot!(world.whisper(&ada).replace(&mia, "Mia"), @r"
        @Lena has suggested @Mia already, and I'm waiting for the answers. Nothing has changed. Where an answer doesn't come, any lead may take the suggestion back.
        [Take it back]
        ");
    assert_eq!(world.presses_stale(&ada, "take_back_suggestion", "1+2").await, "");
    assert_eq!(world.value("select state from rematches").await.unwrap(), "looking");
    world.has_suggested(&mia).await;
    world.hears_of(&mia, ("Mia", true)).await;
    assert_eq!(world.suggests(&ada, &otto).await, Submitted::Closed);
    let outcomes = "select group_concat(coalesce(outcome, 'open'), ' ') from rematch_suggestions";
    assert_eq!(world.value(outcomes).await.unwrap(), "taken_back taken_back gone open");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_led_when_it_was_said_does_not_keep_the_words() {
    let world = World::with_a_pair().await;
    let ada = world.joins(NewPerson::named("Ada Admin").zone("Europe/Berlin").admin());
    world.until(LISBON, "2026-11-03 15:00").await;
    world.types(&ada, "/mentor", "rematch @Inês Duarte").await;
    world.stage.workspace.close_all(&ada).await.unwrap();
    world.wishes_for_another(&world.ines, "Our hours never meet.").await;
    assert!(world.last_dm(&ada).contains("never meet"));
    world.hears_of(&ada, ("Ada Admin", false)).await;
    world.presses(&world.lena, "close_rematch").await;
    assert_snapshot!(world.last_dm(&ada), @"Somebody asked the leads for another pair. You are no lead here any more, so I don't show it to you any longer.");
    assert!(!world.dm(&world.lena).join("\n").contains("never meet"));
    world.everybody_reads();
    world.ends().await;
}

/// Inês ends the pair.
async fn ends_the_pair(world: &World) {
    world.types(&world.ines, "/mentor", "end").await;
    let values: Value = json!({ "because": "time" });
    world.sends(&world.ines, values).await;
    world.sends(&world.ines, json!({})).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
}
