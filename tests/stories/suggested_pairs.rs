//! Who could be a pair: a lead chooses people, reads who would suit whom and why, and decides.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{
    acting::Submitted,
    people::{NewPerson, Standing},
};

use crate::world::World;

#[tokio::test]
async fn a_lead_sees_who_would_suit_whom_and_asks_two_of_them() {
    let world = World::with_a_pair().await;
    let person = |name: &str, zone: &str| world.joins(NewPerson::named(name).zone(zone));
    let (ana, bo) = (person("Ana", "Europe/Lisbon"), person("Bo", "America/New_York"));
    let mia = person("Mia", "Asia/Tokyo");
    let lena = world.lena.clone();
    assert_eq!(world.types(&lena, "/mentor", "pair").await, "");
    assert_snapshot!(world.modal(&lena), @"");
    let chosen =
        json!({ "unpaired": [ana, bo, world.ines], "could_mentor": [world.noah, mia, ana] });
    assert!(matches!(world.sends(&lena, chosen).await, Submitted::Replaced(_)));
    assert_snapshot!(world.modal(&lena), @"");
    let before = world.dump().await["pairs"].len();
    world.presses_in_modal(&lena, "ask_these").await;
    assert_snapshot!(world.modal(&lena), @"");
    assert_eq!(world.dump().await["pairs"].len(), before + 1);
    world.stage.workspace.close_all(&lena).await.unwrap();
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_cannot_be_in_a_pair_is_named() {
    let world = World::with_a_pair().await;
    let guest = world.joins(NewPerson::named("Gil Guest").standing(Standing::Guest));
    let lena = world.lena.clone();
    let mut told = Vec::new();
    for (mentees, mentors) in [
        (vec![guest.clone()], vec![world.noah.clone()]),
        (vec![world.ines.clone()], vec![world.noah.clone()]),
    ] {
        world.types(&lena, "/mentor", "pair").await;
        let chosen = json!({ "unpaired": mentees, "could_mentor": mentors });
        told.push(format!("{:?}", world.sends(&lena, chosen).await));
        world.stage.workspace.close_all(&lena).await.unwrap();
    }
    assert_snapshot!(told.join("\n"), @"");
    world.ends().await;
}
