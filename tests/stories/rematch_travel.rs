//! What travels to another mentor, and what does not: what the mentee ticked, the former mentor's replies with their yes
//! alone, and nothing else at all.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::sandbox::acting::Forged;

use crate::world::{World, a_good_week};

const LISBON: &str = "Europe/Lisbon";

fn with(mut values: Value, more: Value) -> Value {
    values.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    values
}

/// Inês and Noah have lived through a week: a check-in with a reply, an action, a question, a goal, a leave with a reason.
async fn after_a_week() -> (World, String) {
    after_a_week_with_mia_in(LISBON).await
}

async fn after_a_week_with_mia_in(zone: &str) -> (World, String) {
    let world = World::with_a_pair().await;
    let mia = world.has_mia_in(zone);
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.types(&world.ines, "/checkin", "").await;
    let said = json!({ "action_0": "Read about traits", "works_well": "Noah's patience" });
    world.sends_well(&world.ines, with(a_good_week(), said)).await;
    world.minutes(1).await;
    world.presses(&world.noah, "reply").await;
    world.sends_well(&world.noah, json!({ "feedback": "Well *explained*." })).await;
    world.has_a_question("quick", json!({ "asked": "Why does the parser clone?" })).await;
    let away = json!({ "from": "2026-12-07", "to": "2026-12-08", "reason": "A wedding", "readers": ["partner"] });
    world.types(&world.ines, "/mentor", "away").await;
    world.sends(&world.ines, away).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let goal = r#"{"area":"Technical","title":"Own a service","how_we_know":"It runs","due_on":"2026-12-18",
        "quarter":"2026-Q4","topics":[],"reach":"usual","milestones":[{"nth":1,"title":"One fix alone","due_on":null,
        "state":"open","changed_at":"2026-11-06T09:00:00Z"}]}"#;
    world
        .changes_the_file(
            "insert into goals (id, pair_id, made_by, made_at, version, state, quarter, due_on, changed_at)
             values (1, 1, 3, 1794582000000, 1, 'open', '2026-Q4', '2026-12-18', 1794582000000)",
        )
        .await;
    world
        .changes_the_file(&format!(
            "insert into goal_versions (goal_id, version, changed_by, changed_at, view_id, change, content, state)
             values (1, 1, 3, 1794582000000, null, '\"made\"', '{goal}', '\"open\"')"
        ))
        .await;
    world.until(LISBON, "2026-11-09 15:00").await;
    world.has_suggested(&mia).await;
    world.everybody_reads();
    (world, mia)
}

/// Both say yes, and a day goes by.
async fn begins(world: &World, mia: &str, ticked: &[&str]) {
    world.takes_the_mentor(ticked).await;
    world.presses(mia, "join_rematch").await;
    world.until(LISBON, "2026-11-10 15:00").await;
}

/// Everything Mia can have read: her conversations and their threads.
fn everything_of(world: &World, who: &str) -> String {
    let workspace = &world.stage.workspace;
    let mut read = Vec::new();
    for channel in workspace.conversations_of(who) {
        for message in workspace.messages(&channel) {
            read.extend(workspace.thread(&channel, message["ts"].as_str().unwrap()));
        }
    }
    let files = world.files_of(&read);
    format!("{}{}", serde_json::to_string(&read).unwrap(), files.join(""))
}

const WORDS: [&str; 7] =
    ["borrow", "traits", "parser clone", "Own a service", "wedding", "patience", "explained"];

#[tokio::test]
async fn nothing_ticked_is_nothing_told() {
    let (world, mia) = after_a_week().await;
    begins(&world, &mia, &[]).await;
    world.until(LISBON, "2026-12-09 12:00").await;
    let read = everything_of(&world, &mia);
    for words in WORDS {
        assert!(!read.contains(words), "Mia has read {words}");
    }
    assert!(read.contains("is away"), "that somebody is away is told, and why is not: {read}");
    assert_eq!(world.value("select count(*) from goals where pair_id = 2").await.unwrap(), "0");
    assert_eq!(world.value("select count(*) from actions where pair_id = 2").await.unwrap(), "0");
    assert_eq!(world.value("select count(*) from questions where pair_id = 2").await.unwrap(), "0");
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn everything_ticked_travels_and_the_rest_of_the_old_pair_does_not() {
    let (world, mia) = after_a_week().await;
    world.presses(&world.noah, "let_replies_travel").await;
    begins(&world, &mia, &["goals", "open", "history", "leave"]).await;
    let room = world.in_room_with(&mia).join("\n\n").replace(&mia, "Mia");
    assert_snapshot!(room, @r"
        # Welcome to your room
        Hello @Inês and @Mia. This room is for the two of you.
        *What happens here.* I'll ask @Inês for the first check-in on Fri 13 Nov, 15:00. It is posted here as a thread as soon as @Mia's working day is open, and @Mia answers in that thread, with the form or by simply writing. Everything stays findable with `/mentor search`.
        You two read what is written here, and nobody else. Leads see that something was written and when, never the words. Whoever operates this server could read its database.

        *Quick question of @Inês*  for @Mia
        My question
        Why does the parser clone?
        [Answer] [Seen, back by …]
        Asked Mon 9 Nov, 15:00. @Mia answers by Tue 10 Nov, 15:00, here in the thread or with *Answer*.

        *@Inês brings along:*
        • the goals that were open, with their milestones
        • what they set out to do, which is asked about in the check-ins, and the questions that waited, asked anew
        • their check-ins so far, as a file under this message
        • why they are away soon, when I announce it
        It was theirs to choose. Nothing else of their pair before is shown to anybody here.
        ");
    let files = world.files_in_room_with(&mia);
    assert_snapshot!(files.join("\n----\n"), @r"
        # Check-ins so far

        What a mentee wrote in their check-ins, with their former mentor's replies. Both agreed that it is read here.

        ## Week of 2–8 Nov

        **Tasks I finished or moved forward**

        > Finished the import screen (#214) and fixed the flaky date test.

        **What I learned**

        > How lifetimes tie a borrow to its owner.

        **Something that was hard, and what I tried**

        > Two ways to share the parser; both fought the borrow checker.

        **What happened then**

        > I cloned the string in the end.

        **Question 1 (Technical)**

        > When is cloning fine?

        **The one thing that matters most**

        > Write the export screen

        **If there is time**

        > Read about iterators

        **A stretch: something a size too big**

        > Show the import in the team meeting

        ### Replies

        **Feedback on the work**

        > Well \*explained\*.
        ");
    assert!(!files[0].contains("patience"), "feedback for Noah is nobody else's");
    let goal = "select json_extract(content, '$.title') || ' ' || json_array_length(content, '$.milestones')
                from goals join goal_versions on goal_id = id where pair_id = 2 and made_by is not null";
    assert_eq!(world.value(goal).await.unwrap(), "Own a service 1");
    let action = "select words || ' ' || owner || ' ' || state from actions where pair_id = 2";
    assert_eq!(world.value(action).await.unwrap(), "Read about traits mentee open");
    let found = world.opens_page(&mia, "search service").await;
    assert!(found.contains("Own a service"), "what came along is found: {found}");
    let hers = world.dm(&world.ines).join("\n").replace(&mia, "Mia");
    assert!(hers.contains("so I have asked your new mentor, @Mia, the same."), "{hers}");
    assert!(!hers.contains("nobody owes you an answer"), "{hers}");
    world.until(LISBON, "2026-12-04 18:00").await;
    assert!(everything_of(&world, &mia).contains("wedding"));

    // Whatever else stands in the old pair is not hers, whichever way she tries.
    for (command, text) in [
        ("/mentor", "search borrow"),
        ("/mentor", "search explained"),
        ("/mentor", "search patience"),
        ("/mentor", "history"),
        ("/mentor", "decisions"),
    ] {
        let answer = world.types(&mia, command, text).await;
        let shown = format!("{answer}{}", world.modal(&mia));
        for words in ["lifetimes", "borrow checker", "explained", "patience"] {
            assert!(!shown.contains(words) || text.contains(words), "{text}: {shown}");
        }
        world.stage.workspace.close_all(&mia).await.unwrap();
    }
    let not_yours = "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";
    for (action, value) in [
        ("history", "1+0"),
        ("open_checkin", "1"),
        ("open_question", "1"),
        ("decisions", "1"),
        ("calls", "1"),
        ("stats", "1"),
    ] {
        assert_eq!(world.presses_stale(&mia, action, value).await, not_yours, "{action}");
        assert_eq!(world.modal(&mia), "");
    }
    // Both of the old pair still read it.
    for who in [&world.ines, &world.noah] {
        let press = Forged::Press { action: "open_checkin".to_owned(), value: "1".to_owned() };
        world.stage.workspace.forge(who, &press).await.unwrap();
        world.stage.workspace.settle().await;
        assert!(world.modal(who).contains("explained"));
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_mentor_far_away_wakes_nobody() {
    let (world, mia) = after_a_week_with_mia_in("America/New_York").await;
    let dm = world.stage.workspace.app_dm(&world.ines);
    world.takes_the_mentor(&["open"]).await;
    // It is half past nine in the evening in Lisbon.
    world.until("America/New_York", "2026-11-09 16:30").await;
    let before = world.times(&dm, LISBON).len();
    world.presses(&mia, "join_rematch").await;
    world.until(LISBON, "2026-11-10 16:00").await;
    let told = world.times(&dm, LISBON).split_off(before);
    assert!(told.iter().all(|at| &at[15..] >= "09:00"), "she is asleep: {told:?}");
    assert!(world.dm(&world.ines).iter().any(|it| it.contains("Why does the parser clone?")));
    let room = world.in_room_with(&mia);
    let begins = |words: &str| room.iter().position(|it| it.contains(words)).expect("it is there");
    assert_eq!(begins("Welcome to your room"), 0, "{room:?}");
    assert!(begins("Why does the parser clone?") > 0 && begins("brings along") > 0);
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn replies_stay_where_their_writer_did_not_say_yes() {
    let (world, mia) = after_a_week().await;
    world.presses(&world.noah, "let_replies_travel").await;
    world.presses(&world.noah, "keep_replies").await;
    begins(&world, &mia, &["history"]).await;
    let files = world.files_in_room_with(&mia);
    assert_eq!(files.len(), 1);
    assert!(files[0].contains("They chose that it is read here."), "{}", files[0]);
    assert!(!files[0].contains("explained") && !files[0].contains("Replies"), "{}", files[0]);
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}
