//! A lead brings three people together in a channel; they answer the weekly question, and Monday's digest tells of it.

use crate::visitor::Visitor;

const LEAD: &str = "Lena Vogt";
const ONE: &str = "Inês Duarte";
const OTHER: &str = "Arjun Rao";
const CHANNEL: &str = "autumn-cohort";
const BOT: &str = "Trellis";

const LEARNED: &str = "That a slice can be split without a copy.";
const STRUGGLED: &str = "Naming the two halves of the parser.";

#[tokio::test]
async fn a_cohort_gets_a_channel_answers_and_reads_its_digest() {
    let Some(visitor) = Visitor::arrives().await else { return };
    visitor.clicks("welcome-close").await;
    visitor.clicks("clock-pause").await;
    bring_them_together(&visitor).await;
    hear_of_it(&visitor).await;
    answer(&visitor).await;
    read_the_digest(&visitor).await;
    visitor.leaves().await;
}

/// Lena makes the cohort, with a name that is none at first.
async fn bring_them_together(visitor: &Visitor) {
    visitor.turns_to((LEAD, BOT)).await;
    visitor.types_command("/mentor cohort create ***").await;
    visitor.reads_in_form("Who is in it").await;
    visitor.chooses_named("channel", "#autumn-cohort").await;
    for person in [ONE, OTHER, "Yuki Tanaka"] {
        visitor.ticks("members", person).await;
    }
    visitor.picture("cohort-form").await;
    visitor.clicks("modal-submit").await;
    visitor.sees_error_under("name").await;
    visitor.types_into("name", "Autumn 2026").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("Autumn 2026 is saved.").await;
    visitor.picture("cohort-saved").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// The channel is greeted, and whoever is in it hears what comes of that.
async fn hear_of_it(visitor: &Visitor) {
    visitor.turns_to((ONE, CHANNEL)).await;
    visitor.lets_pass_until("made this the channel of your cohort").await;
    visitor.picture("cohort-hello").await;
    visitor.turns_to((ONE, BOT)).await;
    visitor.lets_pass_until("You are in the cohort Autumn 2026").await;
    visitor.picture("cohort-welcome").await;
}

/// On Thursday the question comes; one answers with the form, the other in the thread.
async fn answer(visitor: &Visitor) {
    visitor.turns_to((ONE, CHANNEL)).await;
    visitor.lets_pass_until("what is one thing you learned").await;
    visitor.picture("cohort-question").await;
    visitor.presses("answer_round").await;
    visitor.reads_in_form("Everybody in this workspace can read it.").await;
    visitor.clicks("modal-submit").await;
    visitor.sees_error_under("learned").await;
    visitor.types_into("learned", LEARNED).await;
    visitor.types_into("struggled", STRUGGLED).await;
    visitor.ticks("help", "yes").await;
    visitor.picture("cohort-answer").await;
    visitor.clicks("modal-submit").await;
    visitor.is_back().await;
    visitor.lets_pass_until("Answered by one so far.").await;
    visitor.opens_thread_under("what is one thing you learned").await;
    visitor.reads_in_thread(LEARNED).await;
    visitor.reads_in_thread(STRUGGLED).await;
    visitor.picture("cohort-thread").await;
    visitor.clicks("thread-close").await;
}

/// On Monday everybody reads it, and nothing else.
async fn read_the_digest(visitor: &Visitor) {
    visitor.turns_to((OTHER, CHANNEL)).await;
    visitor.lets_pass_until("Where somebody could help").await;
    visitor.reads(LEARNED).await;
    visitor.reads(STRUGGLED).await;
    visitor.picture("cohort-digest").await;
}
