//! `/mentor preview`: what is said to come is what comes, and looking ahead changes nothing.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    domain::{ids::PersonId, preview::Scope},
    features::preview::{End, views::plain},
    sandbox::people::NewPerson,
    store::Db,
};

use crate::world::{
    World, a_good_week, foretelling::foretold, office::on_thursdays, practice::a_bug,
    questioning::a_quick_one,
};

const LISBON: &str = "Europe/Lisbon";

/// A programme with everything in it, in the week before Europe's clocks change and two before America's: a mentor with two
/// mentees, calls, challenges, office hours, a check-in and a question that wait for their answer, and a leave to come.
async fn in_full_swing() -> World {
    let mut world = World::on("2026-10-12T08:00:00Z", ("Europe/Lisbon", "America/New_York")).await;
    world.grows().await;
    world.may_have_calls().await;
    world.become_a_pair().await;
    let mia = NewPerson::named("Mia Alder").zone("Pacific/Auckland");
    let mia = world.mentors_too(mia, "Mia Alder").await;
    for number in 1..=3 {
        world.adds(&world.lena, "", a_bug(number)).await;
    }
    world.gives_challenges(true).await;
    world.allows_office_hours().await;
    world.sets_office_hours(on_thursdays()).await;
    world.until(LISBON, "2026-10-16 16:30").await;
    world.has_a_checkin(a_good_week()).await;
    world.until(LISBON, "2026-10-20 09:00").await;
    world.has_a_question("quick", a_quick_one()).await;
    world.types(&world.noah, "/mentor", "away 2026-10-28 2026-10-30").await;
    world.reads(&mia);
    world.everybody_reads();
    world
}

#[tokio::test]
async fn what_is_said_to_come_is_what_comes_when_nobody_acts() {
    let world = in_full_swing().await;
    let began = world.now();
    let before = (world.dump().await, world.file());
    let forecast = world.expects(Scope::Everybody, 14).await;
    assert_eq!((world.dump().await, world.file()), before, "looking ahead touches nothing");
    assert_eq!(forecast.end, End::Reached);
    assert_snapshot!(plain(&forecast));

    world.stage.workspace.advance_to(forecast.until).await;
    assert_eq!(world.came_since(began).await, foretold(&forecast));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_quarter_ahead_is_what_comes_too() {
    let world = in_full_swing().await;
    let began = world.now();
    let forecast = world.expects(Scope::Everybody, 92).await;
    world.stage.workspace.advance_to(forecast.until).await;
    assert_eq!(world.came_since(began).await, foretold(&forecast));
    world.ends_unread().await;
}

#[tokio::test]
async fn one_persons_are_those_of_everybodys_that_reach_them() {
    let world = in_full_swing().await;
    let all = world.expects(Scope::Everybody, 14).await;
    let mut seen = BTreeMap::new();
    for id in 1..=4 {
        let person = PersonId(id);
        let one = foretold(&world.expects(Scope::One(person), 14).await);
        let mut reach = all.clone();
        reach.expected.retain(|it| it.to.reaches(person));
        assert_eq!(one, foretold(&reach), "person {id}");
        seen.insert(id, one.len());
    }
    assert!(seen.values().filter(|count| **count > 0).count() >= 3, "{seen:?}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_lead_looks_ahead_at_everybody() {
    let world = in_full_swing().await;
    let before = (world.dump().await, world.file());
    assert_eq!(world.types(&world.lena, "/mentor", "preview 4").await, "");
    assert_snapshot!(world.modal(&world.lena));
    assert_eq!((world.dump().await, world.file()), before);
    world.ends_unread().await;
}

#[tokio::test]
async fn somebody_looks_ahead_at_their_own_and_at_nobody_elses() {
    let world = World::with_a_pair().await;
    world.types(&world.ines, "/mentor", "preview").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == What is ahead ==
        *6 messages to @Inês in the next 14 days*
        *Fri 6 Nov 2026*
        15:00 Lisbon, @Inês: the request for a check-in
        *Mon 9 Nov 2026*
        09:00 Lisbon, @Inês: a reminder of a check-in
        13:00 Lisbon, @Inês: the last reminder of a check-in
        *Fri 13 Nov 2026*
        15:00 Lisbon, @Inês: the request for a check-in
        *Mon 16 Nov 2026*
        09:00 Lisbon, @Inês: a reminder of a check-in
        13:00 Lisbon, @Inês: the last reminder of a check-in
        Nothing was sent, and nothing has changed. I assume that nobody writes or presses anything, that Slack takes every message and opens every conversation, and that channels and threads are as I last saw them. Every time is the reader's own; in a channel it is the programme's. What is said in channels is not listed for one person.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let of_noah = format!("preview <@{}> 3", world.noah);
    assert_snapshot!(world.types_raw(&world.ines, "/mentor", &of_noah).await, @"Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; `/mentor help` shows what you can do.");
    assert_eq!(world.modal(&world.ines), "");
    world.types_raw(&world.ines, "/mentor", &format!("preview <@{}> 3", world.ines)).await;
    assert!(world.modal(&world.ines).contains("in the next 3 days"));
    world.types_raw(&world.lena, "/mentor", &of_noah).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == What is ahead ==
        *Nothing: unless somebody writes or presses something, I say nothing to @Noah in the next 3 days.*
        Nothing was sent, and nothing has changed. I assume that nobody writes or presses anything, that Slack takes every message and opens every conversation, and that channels and threads are as I last saw them. Every time is the reader's own; in a channel it is the programme's. What is said in channels is not listed for one person.
        ");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_looked_ahead_at_is_said() {
    let world = World::with_a_pair().await;
    let stranger = world.joins(NewPerson::named("Sam Stone").zone(LISBON));
    let unknown = format!("preview <@{stranger}>");
    let mut said = Vec::new();
    for typed in
        ["preview 0", "preview 1000", "preview -3", "preview soon", "preview 3 3", &unknown]
    {
        let words = world.types_raw(&world.lena, "/mentor", typed).await;
        let first = words.lines().next().unwrap_or_default().replace(&stranger, "SAM");
        said.push(format!("{}: {first}", typed.replace(&stranger, "SAM")));
    }
    said.push(format!("Sam: {}", world.types_raw(&stranger, "/mentor", "preview").await));
    assert_snapshot!(said.join("\n"), @r"
        preview 0: I can look ahead from 1 to 92 days: `/mentor preview`, `/mentor preview 30`, or, for a lead, `/mentor preview @somebody 30`.
        preview 1000: I can look ahead from 1 to 92 days: `/mentor preview`, `/mentor preview 30`, or, for a lead, `/mentor preview @somebody 30`.
        preview -3: Type `/mentor preview`, `/mentor preview 30` for so many days, or, as a lead, `/mentor preview @somebody 30`.
        preview soon: Type `/mentor preview`, `/mentor preview 30` for so many days, or, as a lead, `/mentor preview @somebody 30`.
        preview 3 3: Type `/mentor preview`, `/mentor preview 30` for so many days, or, as a lead, `/mentor preview @somebody 30`.
        preview <@SAM>: I have not met @SAM, so I have nothing to say to them. Whoever is in a pair, or was asked to be, can be looked up.
        Sam: You are not in a pair yet, so I don't write to you at all. A lead of the programme can start a pair for you; then you can set your hours and leave here.
        ");
    assert_eq!(world.modal(&world.lena), "");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn where_there_is_nothing_to_say_that_is_said() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "preview").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == What is ahead ==
        *Nothing: unless somebody writes or presses something, I say nothing in the next 14 days.*
        Nothing was sent, and nothing has changed. I assume that nobody writes or presses anything, that Slack takes every message and opens every conversation, and that channels and threads are as I last saw them. Every time is the reader's own; in a channel it is the programme's.
        ");
    world.ends().await;
}

#[tokio::test]
async fn a_long_look_ahead_has_pages() {
    let world = in_full_swing().await;
    world.types(&world.lena, "/mentor", "preview 92").await;
    let first = world.modal(&world.lena);
    world.presses_in_modal(&world.lena, "preview_later").await;
    let second = world.modal(&world.lena);
    assert!(first.contains("Page 1 of 2") && second.contains("Page 2 of 2"), "{first}\n{second}");
    world.presses_in_modal(&world.lena, "preview_earlier").await;
    assert!(world.modal(&world.lena).contains("Page 1 of 2"));
    world.ends_unread().await;
}

#[tokio::test]
async fn a_file_that_a_bot_writes_to_is_copied_and_not_touched() {
    let world = World::with_a_pair().await;
    let before = world.file();
    let copy = Db::copy_of(world.database()).await.unwrap();
    let mut tx = copy.write().await.unwrap();
    sqlx::query("delete from outbox").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    copy.close().await;
    assert_eq!(world.file(), before);
    let nowhere = world.database().with_extension("nowhere");
    assert!(Db::copy_of(&nowhere).await.is_err());
    assert!(!nowhere.exists(), "nothing is created");
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn what_waits_its_turn_says_since_when() {
    let mut world = World::new().await;
    world.grows().await;
    world.become_a_pair().await;
    world.types(&world.ines, "/mentor", "settings").await;
    world.sends_well(&world.ines, json!({ "weekly": "1" })).await;
    let forecast = world.expects(Scope::Everybody, 21).await;
    assert_snapshot!(plain(&forecast), @r"
        5 messages in the next 21 days

        Mon 9 Nov 2026
          09:00 Lisbon, Inês Duarte: 3 things in one message: the request for a check-in, a reminder of their agreement, a tip
          09:00 New York, Noah Reed: a reminder of their agreement (due Fri 6 Nov, 19:00; waits for their hours)

        Mon 16 Nov 2026
          09:00 Lisbon, Inês Duarte: 2 things in one message: the request for a check-in, a tip
          09:00 New York, Noah Reed: a tip

        Mon 23 Nov 2026
          09:00 Lisbon, Inês Duarte: 2 things in one message: the request for a check-in, a tip

        Nothing was sent, and nothing has changed. I assume that nobody writes or presses anything, that Slack takes every message and opens every conversation, and that channels and threads are as I last saw them. Every time is the reader's own; in a channel it is the programme's.
        ");
    world.ends_unread().await;
}
