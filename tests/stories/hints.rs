//! Two gentle hints for a mentor, which nobody else sees.

use serde_json::json;

use crate::world::{World, a_good_week};

const ONLY_FEEDBACK: &str = "your last three replies had no question, example or noticed progress";
const SHORT: &str = "your last three replies were very short";

/// Inês writes in the week of a Friday; the reply form opens for Noah, and this is what it shows.
async fn form_of(world: &World, friday: &str) -> String {
    world.until("America/New_York", &format!("{friday} 10:05")).await;
    world.has_a_checkin(a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    world.modal(&world.noah)
}

const FRIDAYS: [&str; 7] = [
    "2026-11-06",
    "2026-11-13",
    "2026-11-20",
    "2026-11-27",
    "2026-12-04",
    "2026-12-11",
    "2026-12-18",
];

#[tokio::test]
async fn after_three_replies_of_feedback_alone_the_form_says_so_once_and_then_after_three_more() {
    let world = World::with_a_pair().await;
    let feedback = "The import reads well, and the two functions do one thing each.";
    for (i, friday) in FRIDAYS.into_iter().enumerate() {
        let form = form_of(&world, friday).await;
        assert_eq!(form.contains(ONLY_FEEDBACK), matches!(i, 3 | 6), "{friday}: {form}");
        world.sends_well(&world.noah, json!({ "feedback": feedback })).await;
        world.minutes(1).await;
    }
    // Neither the mentee nor the lead ever sees it, and it is nowhere kept.
    for who in [&world.ines, &world.lena] {
        assert!(!world.dm(who).concat().contains("last three replies"));
    }
    assert!(!world.in_thread().concat().contains("last three replies"));
    assert!(!world.is_kept("last three replies").await);
    world.ends_unread().await;
}

#[tokio::test]
async fn short_replies_in_the_thread_count_by_check_in() {
    let world = World::with_a_pair().await;
    for (i, friday) in FRIDAYS.into_iter().take(4).enumerate() {
        let form = form_of(&world, friday).await;
        assert_eq!(form.contains(SHORT), i == 3, "{friday}: {form}");
        world.stage.workspace.close_all(&world.noah).await.unwrap();
        world.writes_in_thread(&world.noah, "Good. Why?").await;
        world.writes_in_thread(&world.noah, "Ok.").await;
    }
    world.ends_unread().await;
}
