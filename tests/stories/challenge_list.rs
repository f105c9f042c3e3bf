//! The list of challenges: kept by leads and mentors, and added to from a file.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    domain::zone::Zones,
    features::{
        Error,
        challenges::file::{Run, import},
    },
    sandbox::people::NewPerson,
};

use crate::world::{World, practice::a_bug};

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn leads_and_mentors_keep_the_list_and_a_lead_turns_it_on() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "challenges").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Challenges ==
        Something real to practise on: a labelled bug, or an exercise. Every second Monday each pair's mentee gets the next one they have not had, to look at by Friday, and may write up for their mentor how they went about it. Nothing is scored, nobody is reminded, and *Not this one* is always fine.
        Given out: ____
        *Nothing is on the list yet*, so nobody is given anything.
        `/mentor challenge add https://…` puts one on the list. The newest stand first here, and the oldest is given first. Everybody in the programme may read what stands on it. Whoever operates the server can add a file of them.
        [[Save]]
        ");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.noah, "/mentor", "challenge add https://example.com/bugs/1").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Add a challenge ==
        Everybody in the programme may read this, and mentees are given it.
        Where it is*: https://example.com/bugs/1
        What it is, in a line*: ____
        How it is labelled: ____
        What one has to know to begin: ____
        [[Add it]]
        ");
    let mut bug = a_bug(1);
    bug.as_object_mut().unwrap().remove("link");
    world.sends(&world.noah, bug).await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Challenges ==
        Saved. It is on the list, and given when its turn comes; `/mentor challenges` shows all of them.
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.adds(&world.lena, "", a_bug(2)).await;
    world.types(&world.noah, "/mentor", "challenges").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Challenges ==
        Something real to practise on: a labelled bug, or an exercise. Every second Monday each pair's mentee gets the next one they have not had, to look at by Friday, and may write up for their mentor how they went about it. Nothing is scored, nobody is reminded, and *Not this one* is always fine.
        They are not given out yet: a lead turns that on here. What you put on the list is yours to change.
        *2 are on the list.*
        Challenge
        Bug number 2
        Where it is
        <https://example.com/bugs/2>
        Put there by @Lena.
        Challenge
        Bug number 1
        Where it is
        <https://example.com/bugs/1>
        Put there by @Noah.
        [Edit] [Take it off the list]
        `/mentor challenge add https://…` puts one on the list. The newest stand first here, and the oldest is given first. Everybody in the programme may read what stands on it. Whoever operates the server can add a file of them.
        ");
    world.presses_in_modal(&world.noah, "edit_challenge").await;
    world.sends(&world.noah, json!({ "title": "The picker is a day off" })).await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.gives_challenges(true).await;
    world.types(&world.lena, "/mentor", "challenges").await;
    assert!(world.modal(&world.lena).contains("The picker is a day off"));
    assert_eq!(world.modal(&world.lena).matches("[Take it off the list]").count(), 2);
    world.presses_in_modal(&world.lena, "retire_challenge").await;
    assert!(world.modal(&world.lena).contains("*One is on the list.*"));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let tom = world.joins(NewPerson::named("Tom"));
    let told = world.types(&tom, "/mentor", "challenges").await;
    assert!(told.starts_with("Only a lead of the mentorship programme can do that."), "{told}");
    let told = world.types(&world.ines, "/mentor", "challenge add https://example.com/x").await;
    assert!(told.starts_with("Leads and mentors of the programme keep the list"), "{told}");
    ends(world).await;
}

#[tokio::test]
async fn three_hundred_stand_on_pages() {
    let world = World::with_a_pair().await;
    let line = |n: usize| format!("https://example.com/bugs/{n},Bug number {n},bug,\n");
    let file: String = std::iter::once("link,title,label,context\n".to_owned())
        .chain((1..=300).map(line))
        .collect();
    let said = imports(&world, (file.as_bytes(), Run::Real)).await.unwrap();
    assert_eq!(said, "Put on the list: 300. `/mentor challenges` shows them.");
    world.types(&world.lena, "/mentor", "challenges").await;
    assert!(world.modal(&world.lena).contains("*300 are on the list.*"));
    let mut pages = 1;
    while world.modal(&world.lena).contains("[Older ones]") {
        world.presses_in_modal(&world.lena, "challenges").await;
        pages += 1;
    }
    assert_eq!(pages, 20);
    assert!(world.modal(&world.lena).contains("Bug number 1\n"));
    world.presses_in_modal(&world.lena, "newer_challenges").await;
    let page = world.modal(&world.lena);
    assert!(page.contains("Bug number 30\n") && !page.contains("Bug number 31\n"), "{page}");
    world.presses_in_modal(&world.lena, "retire_challenge").await;
    let page = world.modal(&world.lena);
    assert!(!page.contains("Bug number 30\n") && page.contains("Bug number 29\n"), "{page}");
    assert!(page.contains("[Newer ones] [Older ones]"), "the page stays: {page}");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    ends(world).await;
}

/// What the operator reads when they add a file.
async fn imports(world: &World, (file, run): (&[u8], Run)) -> Result<String, String> {
    let mut tx = world.stage.bot.app.db.write().await.unwrap();
    match import(&mut tx, (&Zones::bundled(), world.now()), (file, run)).await {
        Ok(said) => {
            tx.commit().await.unwrap();
            Ok(said)
        }
        Err(Error::Refused(sentence)) => Err(sentence),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_is_taken_whole_or_each_line_that_is_none_is_named() {
    let world = World::with_a_pair().await;
    world.adds(&world.lena, "", a_bug(1)).await;
    let file = b"\xef\xbb\xbflink,title,label,context\r\nhttps://example.com/bugs/1,One,bug,\r\n\
        https://example.com/bugs/2,\"=HYPERLINK(\"\"https://evil.example\"\")\",\"bug, first\",+1\r\n";
    let dry = imports(&world, (file, Run::Dry)).await.unwrap();
    assert_snapshot!(dry, @"Would be put on the list: 1. On it already, and left as they are: line 2. Nothing has changed: this was a dry run.");
    let count = "select count(*) from challenges";
    assert_eq!(world.value(count).await.as_deref(), Some("1"), "a dry run takes nothing");
    assert_snapshot!(imports(&world, (file, Run::Real)).await.unwrap(), @"Put on the list: 1. On it already, and left as they are: line 2. `/mentor challenges` shows them.");
    assert_eq!(world.value(count).await.as_deref(), Some("2"));
    world.types(&world.lena, "/mentor", "challenges").await;
    assert!(
        world.modal(&world.lena).contains("=HYPERLINK(\"https://evil.example\")"),
        "its own words"
    );
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let file = b"link,title,label,context\nhttp://example.com/3,Three,,\nhttps://example.com/4,,,\n\
        https://example.com/5,Five,,\nhttps://example.com/5,Six,a,b,c\nhttps://example.com/5,Seven,,\n";
    let told = imports(&world, (file, Run::Dry)).await.unwrap_err();
    assert_snapshot!(told, @r"
        4 lines are no challenges, so nothing has changed:
        - line 2: link: Only addresses that begin with https:// can be opened from here. Most places have one of these, too.
        - line 3: title: There is none. Say in a line what it is.
        - line 5: It has 5 cells, more than the first line. Put text that has commas in it in double quotes.
        - line 6: It has the same link as line 4. Keep one of them.
        As they should be: 1.
        ");
    assert_eq!(imports(&world, (file, Run::Real)).await.unwrap_err(), told);
    assert_eq!(world.value(count).await.as_deref(), Some("2"), "nothing has changed");
    let told = imports(&world, (b"a,b\n1,2\n", Run::Real)).await.unwrap_err();
    assert!(told.starts_with("The first line must name the columns"), "{told}");
    ends(world).await;
}

#[tokio::test]
async fn what_a_lead_takes_off_no_other_mentor_brings_back() {
    let world = World::with_a_pair().await;
    let (mia, pia) = (world.joins(NewPerson::named("Mia")), world.joins(NewPerson::named("Pia")));
    world.types_raw(&world.lena, "/mentor", &format!("pair <@{mia}> <@{pia}>")).await;
    world.changes_the_file("update pairs set state = 'active', began_at = 1 where id = 2").await;
    world.adds(&world.noah, "", a_bug(1)).await;
    world.types(&world.lena, "/mentor", "challenges").await;
    world.presses_in_modal(&world.lena, "retire_challenge").await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let told = world.adds(&mia, "", a_bug(1)).await;
    let why = "A challenge with this link was taken off the list. Only a lead, or whoever had put it there, brings it back.";
    assert!(format!("{told:?}").contains(why), "{told:?}");
    let listed = "select count(*) from challenges where retired_at is null";
    assert_eq!(world.value(listed).await.as_deref(), Some("0"));
    world.adds(&mia, "", a_bug(2)).await;
    world.types(&mia, "/mentor", "challenges").await;
    world.presses_in_modal(&mia, "edit_challenge").await;
    let told = world.sends(&mia, json!({ "link": "https://example.com/bugs/1" })).await;
    assert!(format!("{told:?}").contains(why), "{told:?}");
    world.stage.workspace.close_all(&mia).await.unwrap();
    world.adds(&world.noah, "", a_bug(1)).await;
    assert_eq!(world.value(listed).await.as_deref(), Some("2"), "it was his");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_who_is_a_mentee_too_finds_what_they_were_given() {
    let world = World::with_challenges(1).await;
    world.types(&world.noah, "/mentor", "challenges").await;
    assert!(!world.modal(&world.noah).contains("What I was given"), "he is nobody's mentee");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    let mia = world.joins(NewPerson::named("Mia"));
    world.types_raw(&world.lena, "/mentor", &format!("pair <@{mia}> <@{}>", world.noah)).await;
    world.changes_the_file("update pairs set state = 'active', began_at = 1 where id = 2").await;
    let given = "insert into assignments (pair_id, challenge_id, week, due_on, state)
                 values (2, 1, '2026-W45', '2026-11-06', 'given')";
    world.changes_the_file(given).await;
    world.types(&world.noah, "/mentor", "challenges").await;
    world.presses_in_modal(&world.noah, "my_challenges").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Challenges ==
        The challenge
        Bug number 1
        Where it is
        <https://example.com/bugs/1>
        For Fri 6 Nov: given.
        [Write up how I went about it]
        The newest stand first. Writing one up is always possible, also long after it was due.
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends_unread().await;
}
