//! A week: a check-in is asked for, written and answered; a question is asked, answered and solved; both are found again.

use crate::visitor::Visitor;

#[tokio::test]
async fn a_visitor_lives_through_a_week_and_asks_something() {
    let Some(visitor) = Visitor::arrives().await else { return };
    // Friday, five minutes before three in Lisbon: Inês is asked.
    visitor.acts_as("Inês Duarte").await;
    visitor.clicks("clock-next").await;
    visitor.clicks("welcome-close").await;
    visitor.reads("How was your week of").await;
    visitor.picture("prompt").await;
    visitor.presses("write_checkin").await;
    visitor.reads_in_form("Last week's plan").await;

    // What is required is asked for in the form itself; what only the bot knows comes back under its field.
    visitor.chooses("plan_0", "done_alone").await;
    visitor.chooses("plan_1", "done").await;
    visitor.chooses("plan_2", "not_done").await;
    visitor.types_into("tasks", "The export screen is in review.").await;
    visitor
        .types_into("tried", "Explaining the iterator version to somebody who had never seen one.")
        .await;
    visitor.types_into("primary", "Get the export screen merged").await;
    // Something comes in between. What was written is there again, wherever the form is opened from.
    visitor.clicks("modal-close").await;
    visitor.is_back().await;
    visitor.clicks("tab-home").await;
    visitor.reads_at_home("You have a draft").await;
    visitor.picture("draft-at-home").await;
    visitor.presses_at_home("write_checkin").await;
    visitor.reads_in_form("as you left it").await;
    visitor.finds_in("tasks", "The export screen is in review.").await;
    visitor.finds_in("primary", "Get the export screen merged").await;
    visitor.picture("draft").await;
    visitor.types_into("learned", "\u{200b}\u{2800}").await;
    visitor.clicks("modal-submit").await;
    visitor.sees_error_under("learned").await;
    visitor.picture("field-error").await;
    visitor.types_into("learned", "That the marmalade principle holds: spread it thin.").await;
    visitor.clicks("modal-submit").await;
    visitor.is_back().await;
    visitor.enters("Trellis").await;
    visitor.reads("is saved").await;
    visitor.picture("receipt").await;

    // Noah is in New York, where it is ten in the morning.
    visitor.acts_as("Noah Reed").await;
    visitor.enters("Room with").await;
    visitor.reads("marmalade principle").await;
    visitor.picture("room").await;
    visitor.presses("reply").await;
    visitor.types_into("feedback", "Thin is right. Keep the sentence.").await;
    visitor.clicks("modal-submit").await;
    visitor.is_back().await;

    // Something doesn't work. What is left out is asked for; what is sent is promised, answered and solved.
    visitor.acts_as("Inês Duarte").await;
    visitor.enters("Trellis").await;
    visitor.types_command("/ask debug").await;
    visitor.reads_in_form("answers by").await;
    visitor.types_into("asked", "Show the export while it is still being written.").await;
    visitor.types_into("tried", "Reading the file from another thread.").await;
    visitor.types_into("happened", "error: ```the file is locked```").await;
    visitor.clicks("modal-submit").await;
    visitor.sees_error_under("theory").await;
    visitor.picture("question-without-theory").await;
    visitor.types_into("theory", "The writer never lets go of it.").await;
    visitor.clicks("modal-submit").await;
    // What was written about it before does not answer this one.
    visitor.reads_in_form("Your question is not sent yet").await;
    visitor.picture("answered-before").await;
    visitor.clicks("modal-submit").await;
    visitor.is_back().await;
    visitor.reads("Your question is asked").await;
    visitor.picture("question-receipt").await;
    visitor.acts_as("Noah Reed").await;
    visitor.enters("Room with").await;
    visitor.reads("The writer never lets go of it.").await;
    visitor.uses("save_decision").await;
    visitor.reads_in_form("Only you and").await;
    visitor.types_into("title", "Exports").await;
    visitor.types_into("why", "Two programs read the file.").await;
    visitor.picture("decision").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("It is saved.").await;
    visitor.clicks("modal-close").await;
    visitor.is_back().await;
    visitor.presses("answer").await;
    visitor.types_into("words", "Write to another name, and rename it when it is whole.").await;
    visitor.picture("answer").await;
    visitor.clicks("modal-submit").await;
    visitor.is_back().await;
    visitor.acts_as("Inês Duarte").await;
    visitor.enters("Trellis").await;
    visitor.reads("has answered your question").await;
    visitor.picture("question-answered").await;
    visitor.presses("solved").await;
    visitor.reads("Solved.").await;

    // Inês finds both again.
    visitor.acts_as("Inês Duarte").await;
    visitor.enters("Trellis").await;
    visitor.types_command("/mentor search marmalade").await;
    visitor.reads_in_form("marmalade principle").await;
    visitor.presses_in_form("open_checkin").await;
    visitor.reads_in_form("Thin is right. Keep the sentence.").await;
    visitor.picture("found").await;
    visitor.resizes((500, 940)).await;
    visitor.picture("phone").await;
    visitor.leaves().await;
}
