//! What a mentee types to the bot becomes a question to their mentor.

use serde_json::json;

use crate::typed::on_friday;

#[tokio::test]
async fn what_a_mentee_types_becomes_a_question_beside_what_was_begun() {
    let world = on_friday().await;
    world.types(&world.ines, "/ask", "").await;
    world.types_into(&world.ines, "asked", "Half a question").await;
    world.closes(&world.ines).await;
    world.says(&world.ines, "When is a <lifetime> elided?").await;
    world.presses(&world.ines, "make_question").await;
    let both = "Half a question\n\nWhen is a <lifetime> elided?";
    assert_eq!(world.in_field(&world.ines, "asked"), both);
    world.chooses_in_question("kind", "debug").await;
    assert_eq!(world.in_field(&world.ines, "asked"), both);
    world.types_into(&world.ines, "theory", "When it is plain.").await;
    world.closes(&world.ines).await;
    world.types(&world.ines, "/ask", "").await;
    world.sends_well(&world.ines, json!({ "tried": "Reading." })).await;
    assert!(world.question_shown().await.contains(both));
    let went = "It went into your question.".to_owned();
    assert!(world.dm(&world.ines).contains(&went));
    let kept = world.value("select content from typed_messages").await;
    assert_eq!(kept, None, "it stands in the question, and is not kept here as well");
    world.hours(2).await;

    world.says(&world.ines, "And when not?").await;
    world.presses(&world.ines, "make_question").await;
    world.presses_in_modal(&world.ines, "solved_writing").await;
    let forgotten = "All right, I've forgotten it. It still stands here, where you wrote it.";
    assert_eq!(world.last_dm(&world.ines), forgotten);
    world.hours(2).await;

    world.types(&world.ines, "/ask", "").await;
    world.pastes_into(&world.ines, "asked", &"é".repeat(2_990)).await;
    world.closes(&world.ines).await;
    world.says(&world.ines, "And another one entirely?").await;
    world.presses(&world.ines, "make_question").await;
    let no_room = "One field of a question takes 3000 characters, and what you began leaves no room for this.";
    assert!(world.whisper(&world.ines).starts_with(no_room));
    world.presses(&world.ines, "never_mind").await;
    world.everybody_reads();
    world.ends().await;
}
