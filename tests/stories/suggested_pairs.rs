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
    assert_snapshot!(world.modal(&lena), @r"
        == Who could be a pair ==
        Choose who needs a mentor and who could be one. I show who would suit whom, and why; nobody is asked before you say so.
        Who needs a mentor*: ____
        Who could be one*: ____
        If you know the two already, `/mentor pair @mentor @mentee` asks them at once.
        [[Show]]
        ");
    let chosen =
        json!({ "unpaired": [ana, bo, world.ines], "could_mentor": [world.noah, mia, ana] });
    assert!(matches!(world.sends(&lena, chosen).await, Submitted::Replaced(_)));
    assert_snapshot!(world.modal(&lena), @r"
        == Who could be a pair ==
        By the working hours two people share in the next four weeks, and by the places a mentor has left. What anybody wrote plays no part.
        *@U000000059*: those who share hours are suggested to others first, so it is one or the other
        • @Noah: 15 h shared a week; 1 of 2 places free
        [Ask these two]
        • @U000000063: no shared working hours; 2 of 2 places free
        [Ask these two]
        *@U000000061*
        • @Noah: 40 h shared a week; 1 of 2 places free
        [Ask these two]
        • @U000000059: 15 h shared a week; 2 of 2 places free
        [Ask these two]
        • @U000000063: no shared working hours; 2 of 2 places free
        [Ask these two]
        Have a mentor already, or are being asked about one: @Inês.
        ");
    let before = world.dump().await["pairs"].len();
    world.presses_in_modal(&lena, "ask_these").await;
    assert_snapshot!(world.modal(&lena), @r"
        == Who could be a pair ==
        I'm asking both whether they want to be a pair, each inside their own working hours.
        • @Noah gets my message now
        • @U000000059 gets my message now
        The pair begins when both have pressed *I'm in*, and I'll tell you then.
        ");
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
    assert_snapshot!(told.join("\n"), @r#"
        FieldErrors({"unpaired": "Gil Guest can't be in a pair: it needs an active member of this workspace, not a guest or a bot."})
        FieldErrors({"unpaired": "All of them have a mentor already, or are being asked about one. Choose somebody else; `/mentor rematch @mentee` suggests another mentor."})
        "#);
    world.ends().await;
}
