//! Whose a draft is: its writer's alone, one for each form, and never more than words.

use serde_json::json;
use trellis::sandbox::{acting::Forged, people::NewPerson};

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";
const SECRET: &str = "Only Inês knows this";

/// Inês was asked on Friday and left half a check-in.
async fn interrupted() -> World {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.types_into(&world.ines, "tasks", SECRET).await;
    world
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn nobody_else_sees_changes_or_deletes_a_draft() {
    let world = interrupted().await;
    let form = world.form_left_open(&world.ines);
    let before = world.dump().await;
    for other in [&world.noah, &world.lena] {
        // Somebody claims to type in her form, opens it, saves it, deletes it.
        let later = world.slack_time(60);
        world.types_left_open((other, &later), &form, &[("tasks", "Mine now")]).await;
        world.stage.workspace.settle().await;
        for (action, value) in [
            ("write_checkin", "1/2026-W45"),
            ("save_draft", "checkin/1/2026-W45"),
            ("discard_draft", "checkin/1/2026-W45"),
            ("discard_draft", "checkin/1/2026-W45\0"),
        ] {
            let press = Forged::Press { action: action.to_owned(), value: value.to_owned() };
            world.stage.workspace.forge(other, &press).await.unwrap();
            world.stage.workspace.settle().await;
            assert!(world.modal(other).is_empty(), "{action}");
        }
        world.types(other, "/mentor", "search knows").await;
        assert!(!world.home(other).await.contains("draft"));
    }
    assert_eq!(world.dump().await["drafts"], before["drafts"]);
    let shown = world.everything_shown();
    let hers = |form: &serde_json::Value| form["id"] == world.form_left_open(&world.ines)["id"];
    for (place, shown) in shown.iter().filter(|(_, shown)| !hers(shown)) {
        assert!(!shown.to_string().contains(SECRET), "{place}: {shown}");
    }
    world.closes(&world.ines).await;
    world.types(&world.ines, "/mentor", "search knows").await;
    assert!(!world.modal(&world.ines).contains(SECRET), "not even her own search finds it");
    ends(world).await;
}

#[tokio::test]
async fn the_drafts_of_two_pairs_and_of_two_sides_stay_apart() {
    let mut world = World::with_a_pair().await;
    let bruno = NewPerson::named("Bruno Faria").zone(LISBON);
    let bruno = world.mentors_too(bruno, "Bruno Faria").await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.types(&bruno, "/checkin", "").await;
    world.types_into(&bruno, "tasks", "Bruno's half").await;
    world.has_a_checkin(a_good_week()).await;
    // Noah begins to answer Inês while Bruno is still writing.
    world.presses(&world.noah, "reply").await;
    world.types_into(&world.noah, "feedback", "Well d").await;
    world.closes(&world.noah).await;
    world.sends_well(&bruno, a_good_week()).await;
    while world.home(&world.noah).await.matches("Reply to").count() < 2 {
        assert!(world.next().await, "Bruno's check-in did not come");
    }
    world.presses_at_home_in(&world.noah, ("owed_2", "reply")).await;
    assert_eq!(world.in_field(&world.noah, "feedback"), "", "that is another check-in");
    world.types_into(&world.noah, "feedback", "Bruno, w").await;
    world.closes(&world.noah).await;
    let drafts = world.drafts("feedback").await;
    let drafts: Vec<(&str, &str)> =
        drafts.iter().map(|(_, about, text)| (about.as_str(), text.as_str())).collect();
    assert_eq!(drafts, [("reply/1", "Well d"), ("reply/2", "Bruno, w")]);
    world.home(&world.noah).await;
    world.presses_at_home_in(&world.noah, ("draft_reply/1", "reply")).await;
    assert_eq!(world.in_field(&world.noah, "feedback"), "Well d");
    world.sends_well(&world.noah, json!({ "feedback": "Well done." })).await;
    let left = world.drafts("feedback").await;
    assert_eq!(left, [("Noah".into(), "reply/2".into(), "Bruno, w".into())]);
    world.reads(&bruno);
    ends(world).await;
}

#[tokio::test]
async fn a_hostile_draft_is_words_in_a_box() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    for text in [
        "zq7 <!channel> <@U000000001> *bold* <https://evil.example|bank> &amp;",
        "zq7 \u{202e}gnp.exe\u{202c} nul\0 bell\u{7}\u{1b}[31m hidden\u{e0041}tags\r\nend",
        "zq7 '; drop table drafts; -- \" \\ %s {} \" OR 1=1",
    ] {
        world.types(&world.ines, "/checkin", "").await;
        world.pastes_into(&world.ines, "tasks", text).await;
        world.closes(&world.ines).await;
        world.types(&world.ines, "/checkin", "").await;
        world.home(&world.ines).await;
        world.assert_inert("zq7");
        let shown = world.in_field(&world.ines, "tasks");
        assert!(shown.starts_with("zq7") && !shown.contains(['\u{202e}', '\0', '\r']), "{shown}");
        world.closes(&world.ines).await;
    }
    ends(world).await;
}

#[tokio::test]
async fn a_text_that_is_too_long_is_kept_whole_and_its_end_is_shown() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    let long = format!("zq7 {}the very end <!channel>", "🎉".repeat(3100));
    world.pastes_into(&world.ines, "tasks", &long).await;
    world.closes(&world.ines).await;
    world.types(&world.ines, "/checkin", "").await;
    assert_eq!(world.in_field(&world.ines, "tasks").chars().count(), 3000);
    let form = world.modal(&world.ines);
    assert!(form.contains("this is the part that did not fit") && form.contains("the very end"));
    world.assert_inert("very end");
    ends(world).await;
}
