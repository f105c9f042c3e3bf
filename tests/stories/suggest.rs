//! `/mentor suggest`: something for the leads, who alone read it.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{acting::Submitted, people::NewPerson};

use crate::world::World;

const BERLIN: &str = "Europe/Berlin";

/// Stands in what is written, so that it can be looked for.
const MARK: &str = "Kanarienvogel";

fn problems(submitted: Submitted) -> String {
    match submitted {
        Submitted::FieldErrors(errors) => {
            let lines = errors.iter().map(|(field, words)| format!("{field}: {words}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_suggestion_reaches_the_leads_in_their_hours_and_is_forgotten() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-02 19:00").await;
    world.types(&world.ines, "/mentor", "suggest").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Suggest something ==
        *Who reads it:* @Lena reads it, and nobody else. It comes as a direct message from me with your name on it. It is in no record and no search, and I delete your words here once they are delivered; the message itself stays in Slack.
        What would you like to suggest?*: ____
        Where is it?: ____
        [[Send]]
        ");
    let bad = json!({ "words": "A talk on naming.", "link": "http://example.com" });
    assert_snapshot!(problems(world.sends(&world.ines, bad).await), @"link: Only addresses that begin with https:// can be opened from here.");
    let long = json!({ "words": "\u{200b}", "link": null });
    assert_snapshot!(problems(world.sends(&world.ines, long).await), @"words: Write a few words here; one honest sentence is enough.");
    let good = json!({
        "words": format!("A talk on naming, {MARK}."),
        "link": "https://example.com/naming",
    });
    world.sends_well(&world.ines, good).await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @r"
        Thank you for the suggestion. It is on its way.
        • @Lena gets it on Tue 3 Nov, 08:00, when their working day is open.
        Nobody else reads it, and I delete it here once it is delivered. If it can't be, I tell you.
        ");
    assert!(world.reads(&world.lena).is_empty(), "it is evening in Berlin");
    world.until(BERLIN, "2026-11-03 09:00").await;
    assert_snapshot!(world.reads(&world.lena).join("\n\n"), @r"
        *@Inês suggests something for the programme.*
        In their words
        A talk on naming, Kanarienvogel.
        Where it is
        <https://example.com/naming>
        Only the leads have this. A line back to @Inês is a good answer, whatever you make of it; `/mentor guide edit` puts something worth reading before everybody.
        ");
    assert!(world.reads(&world.noah).is_empty());
    assert!(!world.is_kept(MARK).await && !world.is_kept("example.com/naming").await);
    world.ends().await;
}

#[tokio::test]
async fn who_is_in_no_pair_and_where_no_lead_is_known_is_told_so() {
    let world = World::with_a_pair().await;
    let tom = world.joins(NewPerson::named("Tom Newman"));
    assert!(world.types(&tom, "/mentor", "suggest").await.starts_with("You are not in a pair yet"));
    world.changes_the_file("update people set is_admin = 0").await;
    assert_snapshot!(world.types(&world.ines, "/mentor", "suggest").await, @"I have not met a lead I could bring it to: leads are those whom the settings name, else the workspace's admins, and I meet them when they pair two people. Write to one yourself.");
    world.ends().await;
}

#[tokio::test]
async fn a_lead_who_joins_while_it_is_written_is_named_before_it_goes() {
    let world = World::with_a_pair().await;
    world.types(&world.noah, "/mentor", "suggest").await;
    world.changes_the_file("update people set is_admin = 1 where id = 3").await;
    let told = problems(world.sends(&world.noah, json!({ "words": MARK })).await);
    assert_snapshot!(told, @"words: Who leads here has changed since this opened, and it must say exactly who reads it. Copy your words, close this and type `/mentor suggest` again.");
    assert!(!world.is_kept(MARK).await);
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.ends().await;
}

#[tokio::test]
async fn one_that_cannot_be_delivered_is_said_to_be_lost() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-02 19:00").await;
    world.types(&world.ines, "/mentor", "suggest").await;
    world.sends_well(&world.ines, json!({ "words": MARK })).await;
    world.reads(&world.ines);
    world.changes_the_file("update people set is_deleted = 1 where id = 1").await;
    world.until(BERLIN, "2026-11-03 09:30").await;
    assert_snapshot!(world.reads(&world.ines).join("\n\n"), @"Your suggestion could not be delivered to @Lena, and I keep nothing of it. Please write to them directly, or ask somebody you trust to.");
    assert!(!world.is_kept(MARK).await);
    world.ends_unread().await;
}
