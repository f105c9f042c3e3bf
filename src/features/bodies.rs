//! How what people wrote looks, wherever it is shown: in the room, in a thread, in the history.
//!
//! It holds the labels the forms share, so that a text always stands under the words it was written under. It knows
//! nobody and no state: who wrote it, and when, is said by whoever shows it.

use crate::{
    domain::{
        checkin::{Answers, PlanOutcome, PlanReview, Question, QuestionKind},
        reply::{Example, ReplyForm},
        text::{TextProblem, UserText},
    },
    slack::blocks::{Block, divider, header, link, quote, say},
};

/// A check-in that is one line.
pub const ONE_LINE: &str = "In one line";
/// Above last week's plan.
pub const LAST_PLAN: &str = "Last week's plan";
/// Part one.
pub const ACCOMPLISHED: &str = "Accomplished";
/// The tasks.
pub const TASKS: &str = "Tasks I finished or moved forward";
/// What was learned.
pub const LEARNED: &str = "What I learned";
/// Part two.
pub const STRUGGLED: &str = "Struggled";
/// What was tried.
pub const TRIED: &str = "Something that was hard, and what I tried";
/// What happened.
pub const HAPPENED: &str = "What happened then";
/// The blocker's box.
pub const BLOCKED: &str = "I am blocked and can't go on without help";
/// Part three.
pub const QUESTIONS: &str = "Questions for my mentor";
/// Part four.
pub const NEXT_WEEK: &str = "Next week";
/// The one thing.
pub const PRIMARY: &str = "The one thing that matters most";
/// The thing after that.
pub const SECONDARY: &str = "If there is time";
/// The stretch.
pub const STRETCH: &str = "A stretch: something a size too big";
/// Part five.
pub const FEEDBACK: &str = "Feedback for my mentor";
/// What works well.
pub const WORKS_WELL: &str = "What works well for me";
/// What could be better.
pub const COULD_IMPROVE: &str = "What could be better";

/// The mentor's part about the work.
pub const REPLY_FEEDBACK: &str = "Feedback on the work";
/// The mentor's example.
pub const REPLY_EXAMPLE: &str = "An example, or a link to one";
/// The mentor's question.
pub const REPLY_QUESTION: &str = "A question for you to explore";
/// What the mentor noticed.
pub const REPLY_PROGRESS: &str = "Progress I noticed";

/// What became of a planned item.
pub fn plan_outcome(outcome: PlanOutcome) -> &'static str {
    match outcome {
        PlanOutcome::Done => "Done",
        PlanOutcome::DoneAlone => "Done on my own",
        PlanOutcome::NotDone => "Not done",
    }
}

/// A question's label.
pub fn question(i: usize) -> String {
    format!("Question {}", i + 1)
}

/// A question's kind.
pub fn question_kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Technical => "Technical",
        QuestionKind::Process => "Process",
        QuestionKind::Career => "Career",
    }
}

/// What is wrong with a text; stands under its field.
pub fn problem(problem: TextProblem) -> String {
    match problem {
        TextProblem::Blank => "Write a few words here; one honest sentence is enough.".to_owned(),
        TextProblem::TooLong { chars, max } => format!(
            "This is {} characters too long ({chars} of {max}). Nothing is lost: shorten it and send again.",
            chars - max
        ),
    }
}

/// Everything a check-in says, in the template's order.
pub fn checkin(answers: &Answers) -> Vec<Block> {
    if let Some(line) = &answers.one_line {
        return vec![quote(ONE_LINE, line)];
    }
    let mut blocks = Vec::new();
    if !answers.last_plan.is_empty() {
        blocks.push(header(LAST_PLAN));
        blocks.extend(answers.last_plan.iter().map(reviewed));
    }
    blocks.push(header(ACCOMPLISHED));
    blocks.push(quote(TASKS, &answers.tasks));
    blocks.push(quote(LEARNED, &answers.learned));
    blocks.push(header(STRUGGLED));
    blocks.push(quote(TRIED, &answers.tried));
    blocks.extend(optional(HAPPENED, &answers.happened));
    if answers.blocked {
        blocks.push(say(format!(":construction: *{BLOCKED}.*")));
    }
    if !answers.questions.is_empty() {
        blocks.push(header(QUESTIONS));
        blocks.extend(answers.questions.iter().enumerate().map(asked));
    }
    blocks.push(header(NEXT_WEEK));
    blocks.push(quote(PRIMARY, &answers.primary));
    blocks.extend(optional(SECONDARY, &answers.secondary));
    blocks.extend(optional(STRETCH, &answers.stretch));
    if answers.works_well.is_some() || answers.could_improve.is_some() {
        blocks.push(header(FEEDBACK));
        blocks.extend(optional(WORKS_WELL, &answers.works_well));
        blocks.extend(optional(COULD_IMPROVE, &answers.could_improve));
    }
    blocks.push(divider());
    blocks
}

/// Everything a reply says, in the form's order.
pub fn reply(form: &ReplyForm) -> Vec<Block> {
    let example = form.example.as_ref().map(|example| match example {
        Example::Link(it) => link(REPLY_EXAMPLE, it),
        Example::Words(words) => quote(REPLY_EXAMPLE, words),
    });
    [
        optional(REPLY_FEEDBACK, &form.feedback),
        example,
        optional(REPLY_QUESTION, &form.question),
        optional(REPLY_PROGRESS, &form.progress),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn optional(label: &str, text: &Option<UserText>) -> Option<Block> {
    text.as_ref().map(|text| quote(label, text))
}

fn reviewed(review: &PlanReview) -> Block {
    quote(review.outcome.map_or("Not said", plan_outcome), &review.item)
}

fn asked((i, it): (usize, &Question)) -> Block {
    quote(format!("{} ({})", question(i), question_kind(it.kind)), &it.text)
}
