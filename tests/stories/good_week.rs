//! One pair, one week, for real.

use crate::world::{World, a_good_week};

#[tokio::test]
async fn asked_on_friday_written_at_once_answered_on_monday() {
    let world = World::with_a_pair().await;
    world.until("Europe/Lisbon", "2026-11-06 14:59").await;
    assert_eq!(world.reads(&world.ines), Vec::<String>::new(), "nobody is asked early");
    world.until("Europe/Lisbon", "2026-11-06 15:00").await;
    let asked = world.reads(&world.ines);
    println!("{asked:#?}");
    world.presses(&world.ines, "write_checkin").await;
    println!("{}", world.modal(&world.ines));
    world.sends_well(&world.ines, a_good_week()).await;
    println!("{:#?}", world.reads(&world.ines));
    world.until("America/New_York", "2026-11-06 12:00").await;
    println!("{:#?}", world.reads(&world.noah));
    world.presses(&world.noah, "reply").await;
    world
        .sends_well(
            &world.noah,
            serde_json::json!({ "feedback": "Cloning a short string is fine." }),
        )
        .await;
    println!("{:#?}", world.in_thread());
    world.everybody_reads();
    world.ends().await;
}
