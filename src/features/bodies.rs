//! How what people wrote looks, wherever it is shown: in the room, in a thread, in the history.
//!
//! A text always stands under the words it was written under: those of its template's version, or the labels here, which
//! the forms share. It knows nobody and no state: who wrote it, and when, is said by whoever shows it.

use crate::{
    domain::{
        checkin::{Answers, PlanOutcome, PlanReview, Question, QuestionKind},
        difference::Difference,
        follow_up::{FollowUps, Outcome},
        pair::Side,
        reply::{AskedPart, Example, ReplyForm, ReplyPart},
        template::{self, Content},
        text::{TextProblem, UserText},
    },
    slack::blocks::{Block, divider, header, link, quote, say},
};

/// A check-in that is one line.
pub const ONE_LINE: &str = "In one line";
/// Above last week's plan.
pub const LAST_PLAN: &str = "Last week's plan";
/// The blocker's box.
pub const BLOCKED: &str = "I am blocked and can't go on without help";
/// Above the questions.
pub const QUESTIONS: &str = "Questions for my mentor";
/// Above what is asked once a month.
pub const ONCE_A_MONTH: &str = "Once a month";
/// Above what the mentor is told about mentoring.
pub const FEEDBACK: &str = "Feedback for my mentor";
/// What works well.
pub const WORKS_WELL: &str = "What works well for me";
/// What could be better.
pub const COULD_IMPROVE: &str = "What could be better";

/// What the mentee sees differently.
pub const SEE_DIFFERENTLY: &str = "What I see differently";
/// What the mentee would like.
pub const WOULD_LIKE: &str = "What I would like";

/// An action to be written down.
pub const NEW_ACTION: &str = "An action: one thing somebody sets out to do";
/// Its owner.
pub const FOR_WHOM: &str = "Who does it";
/// An earlier action of whoever reads.
pub const ACTION_OF_YOURS: &str = "You set out to";
/// What became of it.
pub const BECAME: &str = "What became of it?";
/// Above what became of earlier actions.
const ACTIONS: &str = "Actions";

/// What became of an action.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "Done",
        Outcome::Still => "Still on it",
        Outcome::Dropped => "Dropped",
    }
}

/// Who does an action, as `writer` chooses it.
pub fn whose(writer: Side, owner: Side) -> &'static str {
    match (writer, owner) {
        (Side::Mentee, Side::Mentee) | (Side::Mentor, Side::Mentor) => "I do",
        (Side::Mentee, Side::Mentor) => "My mentor does",
        (Side::Mentor, Side::Mentee) => "My mentee does",
    }
}

/// Above an action, for both to read.
pub fn owned(owner: Side) -> &'static str {
    match owner {
        Side::Mentee => "The mentee sets out to",
        Side::Mentor => "The mentor sets out to",
    }
}

/// Everything a check-in or a reply says about actions; nothing when it says nothing.
pub fn follow_ups(said: &FollowUps) -> Vec<Block> {
    if *said == FollowUps::default() {
        return Vec::new();
    }
    let became = said.became.iter().map(|(action, it)| quote(outcome(*it), &action.words));
    let new = said.new.iter().map(|action| quote(owned(action.owner), &action.words));
    std::iter::once(header(ACTIONS)).chain(became).chain(new).collect()
}

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

/// Everything a check-in says to what `content` asked, in the form's order.
pub fn checkin(content: &Content, answers: &Answers) -> Vec<Block> {
    if let Some(line) = &answers.one_line {
        return vec![quote(ONE_LINE, line)];
    }
    let mut blocks = Vec::new();
    if !answers.last_plan.is_empty() {
        blocks.push(header(LAST_PLAN));
        blocks.extend(answers.last_plan.iter().map(reviewed));
    }
    blocks.extend(
        content.looking_back.iter().flat_map(|part| under(&part.title, &part.questions, answers)),
    );
    if answers.blocked {
        blocks.push(say(format!(":construction: *{BLOCKED}.*")));
    }
    if !answers.questions.is_empty() {
        blocks.push(header(QUESTIONS));
        blocks.extend(answers.questions.iter().enumerate().map(asked));
    }
    blocks.extend(
        content.looking_ahead.iter().flat_map(|part| under(&part.title, &part.questions, answers)),
    );
    blocks.extend(under(ONCE_A_MONTH, &content.monthly, answers));
    if answers.works_well.is_some() || answers.could_improve.is_some() {
        blocks.push(header(FEEDBACK));
        blocks.extend(optional(WORKS_WELL, &answers.works_well));
        blocks.extend(optional(COULD_IMPROVE, &answers.could_improve));
    }
    blocks.push(divider());
    blocks
}

/// What was said to some questions, under their heading; nothing when nothing was.
fn under(title: &str, asked: &[template::Question], answers: &Answers) -> Vec<Block> {
    let said = |it: &template::Question| Some(quote(&it.label, answers.to(it)?));
    let said: Vec<Block> = asked.iter().filter_map(said).collect();
    if said.is_empty() { said } else { [vec![header(title)], said].concat() }
}

/// Everything a reply says, in its form's words and order.
pub fn reply(form: &ReplyForm) -> Vec<Block> {
    let parts = form.asked.iter().filter_map(|asked| replied(form, asked));
    parts.chain(form.once_a_month.iter().map(|told| quote(&told.label, &told.text))).collect()
}

fn replied(form: &ReplyForm, asked: &AskedPart) -> Option<Block> {
    match asked.part {
        ReplyPart::Feedback => optional(&asked.label, &form.feedback),
        ReplyPart::Example => form.example.as_ref().map(|example| match example {
            Example::Link(it) => link(&asked.label, it),
            Example::Words(words) => quote(&asked.label, words),
        }),
        ReplyPart::Question => optional(&asked.label, &form.question),
        ReplyPart::Progress => optional(&asked.label, &form.progress),
    }
}

/// Everything a mentee sees differently.
pub fn difference(difference: &Difference) -> Vec<Block> {
    let first = quote(SEE_DIFFERENTLY, &difference.see);
    std::iter::once(first).chain(optional(WOULD_LIKE, &difference.would_like)).collect()
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
