//! A workspace that refuses group DMs: the two one-to-one DMs carry what the room would have carried.

use serde_json::json;
use trellis::sandbox::faults::Misbehaviour;

use crate::world::{World, a_good_week};

/// Inês and Noah are a pair, and Slack does not let the bot open a room for them.
async fn without_a_room(code: &'static str) -> World {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until("America/New_York", "2026-11-02 09:00").await;
    world.stage.workspace.misbehave(Misbehaviour::ErrorCode(code), "conversations.open", 1);
    world.everybody_reads();
    world.presses(&world.noah, "join").await;
    world
}

#[tokio::test]
async fn each_is_greeted_alone_and_the_reply_form_works() {
    let world = without_a_room("restricted_action").await;
    assert_eq!(world.room(), None);
    assert_eq!(world.reads(&world.lena).len(), 1, "the lead is told that the pair has begun");
    let greeting = |other: &str, first: &str| {
        format!(
            "# Your pair has begun\nSlack doesn't let me open a room for you and @{other} here, so I bring everything \
             to each of you in this conversation. The first check-in is asked for {first}. The mentor answers with \
             *Reply* under it. Everything stays findable with `/mentor search`.\nYou two read what is written, and \
             nobody else. Leads see that something was written and when, never the words. Whoever operates this \
             server could read its database."
        )
    };
    assert_eq!(world.reads(&world.ines), [greeting("Noah", "Fri 6 Nov, 15:00")]);
    assert_eq!(world.reads(&world.noah), [greeting("Inês", "Fri 6 Nov, 10:00")]);
    world.until("America/New_York", "2026-11-06 10:05").await;
    world.reads(&world.ines);
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, a_good_week()).await;
    let receipt = "Your check-in for the week of 2–8 Nov is saved. @Noah has had it since Fri 6 Nov, 15:05. \
                   The answer comes by Tue 10 Nov, 15:05.\n[Read it] [Edit]";
    assert_eq!(world.reads(&world.ines), [receipt]);
    let copy = world.reads(&world.noah).remove(0);
    assert!(copy.contains("Finished the import screen (#214)"));
    let standing = "@Noah answers by Tue 10 Nov, 15:05 with *Reply*; nobody else sees what is typed under this \
                    message. `/checkin history` keeps it.";
    assert_eq!(copy.lines().last(), Some(standing));

    // What the mentor types under their own copy is seen by nobody else, so it does not count.
    world.writes_in_thread(&world.noah, "Looks good!").await;
    assert_eq!(world.dump().await["replies"].len(), 0);

    world.presses(&world.noah, "read_more").await;
    world.sends_well(&world.noah, json!({ "day": "2026-11-09" })).await;
    assert_eq!(world.reads(&world.ines), ["@Noah has read this and writes more on Mon 9 Nov."]);

    world.presses(&world.noah, "reply").await;
    assert!(world.modal(&world.noah).contains("I bring it to your mentee."));
    let long = "é".repeat(3000);
    let reply = json!({ "feedback": long, "example": long, "question": long, "progress": long });
    world.sends_well(&world.noah, reply).await;
    let said = world.reads(&world.ines);
    assert_eq!(
        said.len(),
        2,
        "a long reply goes on with the mentee, not with the mentor: {said:?}"
    );
    assert_eq!(said.concat().matches(&long).count(), 4);
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.ends().await;
}

#[tokio::test]
async fn a_room_that_cannot_be_had_for_now_is_asked_for_again() {
    let world = without_a_room("internal_error").await;
    world.hours(1).await;
    assert_eq!(world.in_room().len(), 1, "the greeting came when Slack was well again");
    world.everybody_reads();
    world.ends().await;
}
