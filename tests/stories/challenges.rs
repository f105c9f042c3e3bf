//! Challenges: a list that is kept, something real every second week, and how a mentee went about it.
//!
//! The pair begins on Monday, 2 November, week 45, so its turns are the weeks 46, 48, 50 and so on.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{
    domain::zone::Zones,
    features::{
        Error,
        challenges::file::{Run, import},
    },
    sandbox::{
        acting::{Forged, Submitted},
        people::NewPerson,
    },
};

use crate::world::{World, wall};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// A bug as somebody puts it on the list.
fn a_bug(number: usize) -> Value {
    json!({
        "link": format!("https://example.com/bugs/{number}"),
        "title": format!("Bug number {number}"),
        "labels": "bug, Good First Issue",
        "context": "The picker shows yesterday.\nBegin in `picker.rs`.",
    })
}

impl World {
    /// Somebody puts a challenge on the list; what they read then.
    async fn adds(&self, who: &str, link: &str, values: Value) -> Submitted {
        self.types(who, "/mentor", &format!("challenge add {link}")).await;
        let submitted = self.sends(who, values).await;
        self.stage.workspace.close_all(who).await.unwrap();
        submitted
    }

    /// Lena turns them on or off.
    async fn gives_challenges(&self, on: bool) {
        self.types(&self.lena, "/mentor", "challenges").await;
        let ticked = if on { json!(["yes"]) } else { json!([]) };
        let saved = self.sends(&self.lena, json!({ "on": ticked })).await;
        assert!(matches!(saved, Submitted::Replaced(_)), "{saved:?}");
        self.stage.workspace.close_all(&self.lena).await.unwrap();
    }

    /// Every challenge that reached the mentee, with when that was in a zone.
    async fn given(&self, zone: &str) -> Vec<String> {
        let ledger = self.ledger().await.into_iter().filter(|entry| entry.kind() == "challenge");
        ledger
            .filter_map(|entry| Some(format!("{} {}", wall(entry.seen_at?, zone), entry.key)))
            .collect()
    }

    /// What stands on the mentee's newest challenge.
    fn challenge(&self) -> String {
        let (channel, ts) = self.find_block(&self.ines, "given_").expect("no challenge");
        self.message_at(&channel, &ts)
    }
}

/// The pair, with so many challenges on the list and given out.
async fn with_challenges(count: usize) -> World {
    let world = World::with_a_pair().await;
    for number in 1..=count {
        world.adds(&world.lena, "", a_bug(number)).await;
    }
    world.gives_challenges(true).await;
    world
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

fn refused(submitted: Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) => errors
            .iter()
            .map(|(field, words)| format!("{field}: {words}"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn leads_and_mentors_keep_the_list_and_a_lead_turns_it_on() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "challenges").await;
    assert_snapshot!(world.modal(&world.lena), @"");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.types(&world.noah, "/mentor", "challenge add https://example.com/bugs/1").await;
    assert_snapshot!(world.modal(&world.noah), @"");
    let mut bug = a_bug(1);
    bug.as_object_mut().unwrap().remove("link");
    world.sends(&world.noah, bug).await;
    assert_snapshot!(world.modal(&world.noah), @"");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.adds(&world.lena, "", a_bug(2)).await;
    world.types(&world.noah, "/mentor", "challenges").await;
    assert_snapshot!(world.modal(&world.noah), @"");
    world.presses_in_modal(&world.noah, "edit_challenge").await;
    world.sends(&world.noah, json!({ "title": "The picker is a day off" })).await;
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.gives_challenges(true).await;
    world.types(&world.lena, "/mentor", "challenges").await;
    assert!(world.modal(&world.lena).contains("> The picker is a day off"));
    assert_eq!(world.modal(&world.lena).matches("[Take it off the list]").count(), 2);
    world.presses_in_modal(&world.lena, "retire_challenge").await;
    assert!(world.modal(&world.lena).contains("*One is on the list.*"));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let tom = world.joins(NewPerson::named("Tom"));
    let told = world.types(&tom, "/mentor", "challenges").await;
    assert!(told.starts_with("You are not in a pair yet"), "{told}");
    let told = world.types(&world.ines, "/mentor", "challenge add https://example.com/x").await;
    assert!(told.starts_with("Leads and mentors of the programme keep the list"), "{told}");
    ends(world).await;
}

#[tokio::test]
async fn every_second_monday_the_mentee_gets_the_next_one_and_writes_up_how_they_went_about_it() {
    let world = with_challenges(2).await;
    world.until(LISBON, "2026-11-09 08:59").await;
    assert_eq!(world.given(LISBON).await, Vec::<String>::new());
    world.until(LISBON, "2026-11-09 09:00").await;
    assert_eq!(world.given(LISBON).await, ["Mon 2026-11-09 09:00 challenge/1/2026-W46"]);
    assert_snapshot!(world.challenge(), @"");
    world.presses(&world.ines, "why").await;
    assert_snapshot!(world.modal(&world.ines), @"");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.presses(&world.ines, "write_up").await;
    assert_snapshot!(world.modal(&world.ines), @"");
    world
        .sends(
            &world.ines,
            json!({
                "tried": "A test for the last day of a month.",
                "narrowed": "By halving the input until one date was left.",
                "link": "https://example.com/pull/7",
            }),
        )
        .await;
    assert_snapshot!(world.modal(&world.ines), @"");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let before = world.in_room().len();
    world.until(NEW_YORK, "2026-11-09 08:59").await;
    assert_eq!(world.in_room().len(), before, "Noah's day has not begun");
    world.until(NEW_YORK, "2026-11-09 09:00").await;
    assert_snapshot!(world.in_room().pop().unwrap(), @"");
    assert_snapshot!(world.challenge(), @"");
    // An edit changes the message, and keeps the version before.
    world.presses(&world.ines, "write_up").await;
    assert!(world.modal(&world.ines).contains("A test for the last day of a month."));
    world
        .sends(&world.ines, json!({ "differently": "Ask where the zone comes from first." }))
        .await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert!(world.in_room().pop().unwrap().contains("> Ask where the zone comes from first."));
    assert_eq!(world.in_room().len(), before + 1, "the same message");
    let versions = world.value("select count(*) from write_up_versions").await;
    assert_eq!(versions.as_deref(), Some("2"));
    // Both find it, and the lead does not.
    for who in [&world.ines, &world.noah] {
        world.types(who, "/mentor", "search halving").await;
        assert!(world.modal(who).contains("Write-up of Mon 9 Nov"), "{}", world.modal(who));
        world.presses_in_modal(who, "open_write_up").await;
        assert!(world.modal(who).contains("> By halving the input until one date was left."));
        assert_eq!(world.modal(who).contains("[Edit]"), *who == world.ines);
        world.stage.workspace.close_all(who).await.unwrap();
    }
    let press = Forged::Press { action: "open_write_up".to_owned(), value: "1".to_owned() };
    world.stage.workspace.forge(&world.lena, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.modal(&world.lena), "");
    assert!(world.whisper(&world.lena).starts_with("That's not yours"));
    // Two weeks later the next one comes, and nobody was reminded of anything.
    world.until(LISBON, "2026-11-24 09:00").await;
    let given =
        ["Mon 2026-11-09 09:00 challenge/1/2026-W46", "Mon 2026-11-23 09:00 challenge/1/2026-W48"];
    assert_eq!(world.given(LISBON).await, given);
    assert!(world.challenge().contains("Bug number 2"));
    world.types(&world.ines, "/mentor", "challenges").await;
    assert_snapshot!(world.modal(&world.ines), @"");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    ends(world).await;
}

#[tokio::test]
async fn not_this_one_is_fine_and_counted_by_nobody() {
    let world = with_challenges(2).await;
    world.until(LISBON, "2026-11-09 10:00").await;
    world.everybody_reads();
    let before = world.challenge();
    assert!(before.contains("[Not this one]"), "{before}");
    let at = world.find_block(&world.ines, "given_").unwrap();
    world.presses(&world.ines, "not_this_one").await;
    world.minutes(1).await;
    assert_snapshot!(world.message_at(&at.0, &at.1), @"");
    world.everybody_reads();
    world.until(LISBON, "2026-11-16 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1, "no other one comes at once");
    // Whoever writes it up after all, from the list, is welcome.
    world.types(&world.ines, "/mentor", "challenges").await;
    assert!(world.modal(&world.ines).contains("For Fri 13 Nov: not this one."));
    world.presses_in_modal(&world.ines, "write_up").await;
    world.sends(&world.ines, json!({ "tried": "I looked at it after all." })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert!(world.message_at(&at.0, &at.1).contains("You wrote up how you went about it"));
    let told = {
        let press = Forged::Press { action: "not_this_one".to_owned(), value: "1".to_owned() };
        world.stage.workspace.forge(&world.ines, &press).await.unwrap();
        world.stage.workspace.settle().await;
        world.whisper(&world.ines)
    };
    assert!(told.starts_with("You have written up how you went about this one"), "{told}");
    world.until(LISBON, "2026-11-23 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 2);
    ends(world).await;
}

#[tokio::test]
async fn a_list_with_nothing_left_says_so_to_whoever_keeps_it_and_to_nobody_else() {
    let world = with_challenges(1).await;
    world.until(LISBON, "2026-11-24 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1);
    world.everybody_reads();
    world.types(&world.lena, "/mentor", "challenges").await;
    let shown = world.modal(&world.lena);
    assert!(
        shown.contains("One pair has had all of them, and get nothing until something new is on"),
        "{shown}"
    );
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.adds(&world.noah, "", a_bug(2)).await;
    world.until(LISBON, "2026-12-07 09:00").await;
    assert_eq!(world.given(LISBON).await.len(), 2);
    ends(world).await;
}

#[tokio::test]
async fn leave_and_holidays_move_the_day_it_is_due_and_a_week_away_has_none() {
    let world = with_challenges(3).await;
    // A Friday off before it comes, and a Thursday after.
    world.types(&world.ines, "/mentor", "away 2026-11-13 2026-11-13").await;
    world.until(LISBON, "2026-11-09 09:30").await;
    assert!(world.challenge().contains("look at by *Thu 12 Nov*"), "{}", world.challenge());
    world.types(&world.lena, "/mentor", "holidays").await;
    world.sends(&world.lena, json!({ "add": "2026-11-12 A day" })).await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.minutes(2).await;
    assert!(world.challenge().contains("look at by *Wed 11 Nov*"), "{}", world.challenge());
    assert!(world.challenge().contains("[Why am I seeing this?]"), "it still stands there");
    // Away all of week 48; back on the Wednesday of week 50.
    world.types(&world.ines, "/mentor", "away 2026-11-23 2026-11-29").await;
    world.types(&world.ines, "/mentor", "away 2026-12-05 2026-12-08").await;
    world.until(LISBON, "2026-12-11 17:00").await;
    let given =
        ["Mon 2026-11-09 09:00 challenge/1/2026-W46", "Wed 2026-12-09 09:00 challenge/1/2026-W50"];
    assert_eq!(world.given(LISBON).await, given);
    assert!(world.challenge().contains("Bug number 2"), "the week away took none with it");
    ends(world).await;
}

#[tokio::test]
async fn it_follows_a_mentee_who_moves_and_a_clock_change_moves_nothing() {
    let world = with_challenges(3).await;
    world.until(LISBON, "2026-11-08 20:00").await;
    world.moves(&world.ines, Some("Pacific/Auckland")).await;
    // It is Monday, 09:00 in Auckland already.
    world.until("Pacific/Auckland", "2026-11-09 09:10").await;
    assert_eq!(
        world.given("Pacific/Auckland").await,
        ["Mon 2026-11-09 09:10 challenge/1/2026-W46"]
    );
    world.moves(&world.ines, Some("America/Los_Angeles")).await;
    world.until("America/Los_Angeles", "2026-11-09 12:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1, "the same week is not given twice");
    assert!(world.challenge().contains("look at by *Fri 13 Nov*"));
    world.until("America/Los_Angeles", "2026-11-23 09:00").await;
    assert_eq!(
        world.given("America/Los_Angeles").await[1],
        "Mon 2026-11-23 09:00 challenge/1/2026-W48"
    );
    world.everybody_reads();
    world.ends_unread().await;
    // Summer time ends in New York on Sunday, 7 November 2027, and in Lisbon a week before: turns are weeks, and mornings.
    let mut world = World::on("2027-10-18T09:00:00Z", (NEW_YORK, LISBON)).await;
    world.become_a_pair().await;
    for number in 1..=2 {
        world.adds(&world.lena, "", a_bug(number)).await;
    }
    world.gives_challenges(true).await;
    world.until(NEW_YORK, "2027-11-08 10:00").await;
    let given =
        ["Mon 2027-10-25 09:00 challenge/1/2027-W43", "Mon 2027-11-08 09:00 challenge/1/2027-W45"];
    assert_eq!(world.given(NEW_YORK).await, given);
    assert!(world.challenge().contains("look at by *Fri 12 Nov*"));
    world.ends_unread().await;
}

#[tokio::test]
async fn what_cannot_be_is_told_kindly_and_changes_nothing() {
    let world = with_challenges(1).await;
    for (values, said) in [
        (
            json!({ "link": "http://example.com/1", "title": "One" }),
            "link: Only addresses that begin with https://",
        ),
        (
            json!({ "link": "see the tracker", "title": "One" }),
            "link: Give the whole address and nothing else",
        ),
        (
            json!({ "link": "https://example.com/bugs/1", "title": "Again" }),
            "link: This link is on the list already",
        ),
        (
            json!({ "link": "https://example.com/9", "title": "Nine", "labels": "1,2,3,4,5,6,7,8,9" }),
            "labels: These are 9 labels, and 8 fit.",
        ),
    ] {
        let told = refused(world.adds(&world.noah, "", values).await);
        assert!(told.starts_with(said), "{told}");
    }
    let count = "select count(*) from challenges";
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    // Noah did not put it there, so it is not his to take away.
    for action in ["edit_challenge", "retire_challenge"] {
        let press = Forged::Press { action: action.to_owned(), value: "1".to_owned() };
        world.stage.workspace.forge(&world.noah, &press).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.whisper(&world.noah).starts_with("That's not yours"), "{action}");
    }
    // It is given, its write-up form is open, and it is taken off the list: whoever has it keeps it.
    world.until(LISBON, "2026-11-09 10:00").await;
    world.presses(&world.ines, "write_up").await;
    world.types(&world.lena, "/mentor", "challenges").await;
    world.presses_in_modal(&world.lena, "retire_challenge").await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let told = refused(
        world.sends(&world.ines, json!({ "tried": "It.", "link": "http://x.example" })).await,
    );
    assert!(told.starts_with("link: Only addresses that begin with https://"), "{told}");
    world.sends(&world.ines, json!({ "tried": "It.", "link": "" })).await;
    assert!(world.modal(&world.ines).contains("It is saved in your record"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-09 10:00").await;
    assert!(world.in_room().pop().unwrap().contains("> It."));
    // What comes back onto the list is the same one, so a pair that had it is not given it again.
    world.adds(&world.noah, "", a_bug(1)).await;
    assert_eq!(world.value(count).await.as_deref(), Some("1"));
    world.until(LISBON, "2026-11-24 10:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1);
    // The pair ends while its form is open.
    world.presses(&world.ines, "write_up").await;
    world.changes_the_file("update pairs set state = 'ended', closed_at = 1").await;
    let told = refused(world.sends(&world.ines, json!({ "tried": "Too late." })).await);
    assert!(told.contains("That's not yours to change"), "{told}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.adds(&world.lena, "", a_bug(2)).await;
    world.until(LISBON, "2026-12-08 10:00").await;
    assert_eq!(world.given(LISBON).await.len(), 1, "a pair that is over gets none");
    ends(world).await;
}

#[tokio::test]
async fn what_is_taken_off_or_turned_off_or_switched_off_before_it_comes_is_not_given() {
    for why in ["retired", "turned off", "switched off"] {
        let world = with_challenges(2).await;
        // It is planned with the beginning of the day, and not said before nine.
        world.until(LISBON, "2026-11-09 08:00").await;
        match why {
            "retired" => {
                world.changes_the_file("update challenges set retired_at = 1 where id = 1").await
            }
            "turned off" => world.gives_challenges(false).await,
            _ => {
                world.types(&world.ines, "/mentor", "settings").await;
                world.sends(&world.ines, json!({ "kinds": ["prompt"] })).await;
            }
        }
        world.until(LISBON, "2026-11-10 10:00").await;
        assert_eq!(world.given(LISBON).await, Vec::<String>::new(), "{why}");
        world.types(&world.ines, "/mentor", "challenges").await;
        assert!(world.modal(&world.ines).contains("You have not been given one yet."), "{why}");
        world.stage.workspace.close_all(&world.ines).await.unwrap();
        let had = world.value("select count(*) from assignments where state <> 'unsent'").await;
        assert_eq!(had.as_deref(), Some("0"), "{why}: it can come another time");
        ends(world).await;
    }
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
    assert!(world.modal(&world.lena).contains("> Bug number 1\n"));
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
    assert_snapshot!(dry, @"");
    let count = "select count(*) from challenges";
    assert_eq!(world.value(count).await.as_deref(), Some("1"), "a dry run takes nothing");
    assert_snapshot!(imports(&world, (file, Run::Real)).await.unwrap(), @"");
    assert_eq!(world.value(count).await.as_deref(), Some("2"));
    world.types(&world.lena, "/mentor", "challenges").await;
    assert!(
        world.modal(&world.lena).contains("> =HYPERLINK(\"https://evil.example\")"),
        "its own words"
    );
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let file = b"link,title,label,context\nhttp://example.com/3,Three,,\nhttps://example.com/4,,,\n\
        https://example.com/5,Five,,\nhttps://example.com/5,Six,a,b,c\nhttps://example.com/5,Seven,,\n";
    for run in [Run::Dry, Run::Real] {
        assert_snapshot!(imports(&world, (file, run)).await.unwrap_err(), @"");
    }
    assert_eq!(world.value(count).await.as_deref(), Some("2"), "nothing has changed");
    let told = imports(&world, (b"a,b\n1,2\n", Run::Real)).await.unwrap_err();
    assert!(told.starts_with("The first line must name the columns"), "{told}");
    ends(world).await;
}

#[tokio::test]
async fn a_room_that_is_gone_brings_it_to_the_mentor_alone() {
    let world = with_challenges(1).await;
    world.until(LISBON, "2026-11-09 10:00").await;
    world.changes_the_file("update pairs set room_channel = null, room_refused_at = 1").await;
    world.presses(&world.ines, "write_up").await;
    world.sends(&world.ines, json!({ "tried": "A test first." })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.until(NEW_YORK, "2026-11-09 09:30").await;
    assert!(world.last_dm(&world.noah).contains("> A test first."));
    ends(world).await;
}
