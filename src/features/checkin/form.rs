//! The check-in's modal and what comes back from it, in the template's five parts and order.
//!
//! Every part says who reads it. What is typed is refused with a sentence under its field or taken whole.

use std::collections::BTreeMap;

use super::{Error, views::form as words};
use crate::{
    domain::{
        checkin::{
            Answers, MAX_ANSWER, MAX_QUESTIONS, PlanOutcome, PlanReview, Question, QuestionKind,
        },
        draft::{Draft, Entry},
        ids::{SlackUser, TypedId},
        text::{TextProblem, UserText},
        typed::join,
        week::Week,
    },
    features::{access::NOT_YOURS, bodies},
    slack::{
        action::{Form, OpenedForm, PairWeek, PlanSource, read_typed, with_typed},
        blocks::{
            View, divider, header,
            input::{Checkboxes, Choice, Select, TextInput},
            quote, say, small,
            view::Modal,
            words::mention,
        },
        inbound::{Field, ViewState},
    },
};

const WEEK: &str = "week";
const TASKS: &str = "tasks";
const LEARNED: &str = "learned";
const TRIED: &str = "tried";
const HAPPENED: &str = "happened";
const BLOCKED: &str = "blocked";
const PRIMARY: &str = "primary";
const SECONDARY: &str = "secondary";
const STRETCH: &str = "stretch";
const WORKS_WELL: &str = "works_well";
const COULD_IMPROVE: &str = "could_improve";
const YES: &str = "yes";

fn plan_field(i: usize) -> String {
    format!("plan_{i}")
}

fn question_field(i: usize) -> String {
    format!("question_{i}")
}

fn kind_field(i: usize) -> String {
    format!("kind_{i}")
}

/// What the form shows when it opens.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// The pair, and the week the form is for unless another is chosen.
    pub about: PairWeek,
    /// Weeks that can be chosen.
    pub weeks: Vec<Week>,
    /// Who answers.
    pub mentor: &'a SlackUser,
    /// What was planned for this week, most important first.
    pub last_plan: Vec<UserText>,
    /// Where that stands.
    pub plan: Option<PlanSource>,
    /// Whether it was sent before, so that this is an edit.
    pub sent: Sent,
    /// What stands in it when it opens.
    pub filled: Draft,
    /// Something typed to the bot that stands in it too.
    pub typed: Option<TypedId>,
}

/// Whether a check-in was sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It was.
    Before,
    /// It was not.
    Never,
}

/// What was written, as it stood in the form.
pub fn filled(written: &Answers) -> Draft {
    let text = |text: &Option<UserText>| text.as_ref().map(Entry::from);
    let mut filled = Draft::default()
        .with(TASKS, Some((&written.tasks).into()))
        .with(LEARNED, Some((&written.learned).into()))
        .with(TRIED, Some((&written.tried).into()))
        .with(HAPPENED, text(&written.happened))
        .with(BLOCKED, written.blocked.then(|| Entry::Ticked(vec![YES.to_owned()])))
        .with(PRIMARY, Some((&written.primary).into()))
        .with(SECONDARY, text(&written.secondary))
        .with(STRETCH, text(&written.stretch))
        .with(WORKS_WELL, text(&written.works_well))
        .with(COULD_IMPROVE, text(&written.could_improve));
    for (i, question) in written.questions.iter().enumerate() {
        filled = filled
            .with(question_field(i), Some((&question.text).into()))
            .with(kind_field(i), Some(Entry::Chosen(question.kind.key().to_owned())));
    }
    for (i, review) in written.last_plan.iter().enumerate() {
        let outcome = review.outcome.map(|outcome| Entry::Chosen(outcome.key().to_owned()));
        filled = filled.with(plan_field(i), outcome);
    }
    filled
}

/// The form.
pub fn view(opening: &Opening<'_>) -> View {
    let opened = OpenedForm { about: opening.about, plan: opening.plan };
    let submit = match opening.sent {
        Sent::Before => words::SAVE,
        Sent::Never => words::SEND,
    };
    let mut modal = Modal::new(Form::Checkin.id(), words::TITLE)
        .submit(submit)
        .close(words::CLOSE)
        .metadata(with_typed(opened, opening.typed))
        .block(small(words::who_reads(&mention(opening.mentor))))
        .block(week(opening));
    if !opening.last_plan.is_empty() {
        modal = modal.block(header(bodies::LAST_PLAN));
        for (i, item) in opening.last_plan.iter().enumerate() {
            modal = modal.block(quote(words::plan_item(i), item)).block(plan_review(opening, i));
        }
    }
    let modal = looking_back(modal, &opening.filled);
    looking_ahead(modal, &opening.filled).into()
}

/// Accomplished, struggled, questions.
fn looking_back(modal: Modal, filled: &Draft) -> Modal {
    let tasks = text(TASKS, bodies::TASKS).hint(words::TASKS_HINT);
    let learned = text(LEARNED, bodies::LEARNED).hint(words::LEARNED_HINT);
    let tried = text(TRIED, bodies::TRIED).hint(words::TRIED_HINT);
    let happened = text(HAPPENED, bodies::HAPPENED).optional();
    let mut modal = modal
        .block(header(bodies::ACCOMPLISHED))
        .block(tasks.initial(filled.text(TASKS)))
        .block(learned.initial(filled.text(LEARNED)))
        .block(header(bodies::STRUGGLED))
        .block(tried.initial(filled.text(TRIED)))
        .block(happened.initial(filled.text(HAPPENED)))
        .block(blocked(filled))
        .block(header(bodies::QUESTIONS));
    for i in 0..MAX_QUESTIONS {
        let field = question_field(i);
        let question = text(&field, bodies::question(i)).optional();
        modal = modal.block(question.initial(filled.text(&field))).block(kind(i, filled));
    }
    modal
}

/// Next week, feedback for the mentor.
fn looking_ahead(modal: Modal, filled: &Draft) -> Modal {
    let primary = text(PRIMARY, bodies::PRIMARY).hint(words::PRIMARY_HINT);
    let secondary = text(SECONDARY, bodies::SECONDARY).optional();
    let stretch = text(STRETCH, bodies::STRETCH).optional();
    let works_well = text(WORKS_WELL, bodies::WORKS_WELL).optional();
    let could_improve = text(COULD_IMPROVE, bodies::COULD_IMPROVE).optional();
    modal
        .block(header(bodies::NEXT_WEEK))
        .block(primary.initial(filled.text(PRIMARY)))
        .block(secondary.initial(filled.text(SECONDARY)))
        .block(stretch.initial(filled.text(STRETCH)))
        .block(divider())
        .block(header(bodies::FEEDBACK))
        .block(say(words::FEEDBACK_INTRO))
        .block(works_well.initial(filled.text(WORKS_WELL)))
        .block(could_improve.initial(filled.text(COULD_IMPROVE)))
}

fn text(field: &str, label: impl AsRef<str>) -> TextInput {
    TextInput::new(field, label).multiline().max(MAX_ANSWER)
}

fn week(opening: &Opening<'_>) -> Select {
    let choice = |week: &Week| Choice::new(week.to_string(), words::week(*week));
    let choices: Vec<Choice> = opening.weeks.iter().map(choice).collect();
    Select::new(WEEK, words::WEEK, choices).initial(opening.about.week.to_string())
}

fn plan_review(opening: &Opening<'_>, i: usize) -> Select {
    let choice = |it: PlanOutcome| Choice::new(it.key(), bodies::plan_outcome(it));
    let choices: Vec<Choice> = PlanOutcome::ALL.into_iter().map(choice).collect();
    let select = Select::new(&plan_field(i), words::PLAN_OUTCOME, choices).optional();
    match opening.filled.chosen(&plan_field(i)) {
        Some(outcome) => select.initial(outcome),
        None => select,
    }
}

fn blocked(filled: &Draft) -> Checkboxes {
    let choice = Choice::new(YES, bodies::BLOCKED);
    Checkboxes::new(BLOCKED, words::BLOCKED, [choice]).ticked(filled.ticked(BLOCKED))
}

fn kind(i: usize, filled: &Draft) -> Select {
    let choice = |it: QuestionKind| Choice::new(it.key(), bodies::question_kind(it));
    let choices: Vec<Choice> = QuestionKind::ALL.into_iter().map(choice).collect();
    let field = kind_field(i);
    let chosen = filled.chosen(&field).unwrap_or(QuestionKind::Technical.key());
    Select::new(&field, words::kind(i), choices).optional().initial(chosen)
}

/// What the form was opened for, whatever was chosen in it, and what somebody had typed that stood in it.
pub fn opened(state: &ViewState) -> Result<(OpenedForm, Option<TypedId>), Error> {
    let foreign = |_| Error::Refused(NOT_YOURS.to_owned());
    let (opened, typed) = read_typed(&state.private_metadata).map_err(foreign)?;
    Ok((opened.parse().map_err(foreign)?, typed))
}

/// `filled` with more words in the first field of its story that has room for them; `None` when none has.
pub fn with_words(filled: &Draft, more: &UserText) -> Option<Draft> {
    let fields = [TASKS, LEARNED, TRIED, HAPPENED].into_iter();
    let mut joined = fields.filter_map(|field| Some((field, join(filled.text(field), more)?)));
    joined.next().map(|(field, text)| filled.clone().with(field, Some((&text).into())))
}

/// `filled` with one more question, in the first place that is free; `None` when none is.
pub fn with_question(filled: &Draft, question: &UserText) -> Option<Draft> {
    let mut fields = (0..MAX_QUESTIONS).map(question_field);
    let free = fields.find(|field| filled.text(field).is_none_or(|there| there == question))?;
    Some(filled.clone().with(free, Some(question.into())))
}

/// For which pair and week a submission is. The pair only selects; who may is asked elsewhere.
pub fn read_about(state: &ViewState) -> Result<PairWeek, Error> {
    let about = opened(state)?.0.about;
    match choice(state, WEEK) {
        Some(chosen) => match chosen.parse() {
            Ok(week) => Ok(PairWeek { week, ..about }),
            Err(_) => Err(about_the_week(words::bad_week())),
        },
        None => Ok(about),
    }
}

/// What a submission says. `planned` is what stood at the top of the form.
pub fn read(state: &ViewState, planned: Vec<UserText>) -> Result<Answers, Error> {
    let mut fields = Reading { state, problems: BTreeMap::new() };
    let required = [TASKS, LEARNED, TRIED, PRIMARY].map(|field| fields.required(field));
    let [happened, secondary, stretch, works_well, could_improve] =
        [HAPPENED, SECONDARY, STRETCH, WORKS_WELL, COULD_IMPROVE]
            .map(|field| fields.optional(field));
    let questions = (0..MAX_QUESTIONS).filter_map(|i| fields.question(i)).collect();
    let problems = fields.problems;
    let ([Some(tasks), Some(learned), Some(tried), Some(primary)], true) =
        (required, problems.is_empty())
    else {
        return Err(Error::Fields(problems.into_iter().collect()));
    };
    let review = |(i, item)| PlanReview {
        item,
        outcome: choice(state, &plan_field(i)).and_then(PlanOutcome::read),
    };
    Ok(Answers {
        last_plan: planned.into_iter().enumerate().map(review).collect(),
        tasks,
        learned,
        tried,
        happened,
        blocked: matches!(state.fields.get(BLOCKED), Some(Field::Choices(it)) if !it.is_empty()),
        questions,
        primary,
        secondary,
        stretch,
        works_well,
        could_improve,
    })
}

/// A sentence that stands under the choice of weeks.
pub fn about_the_week(sentence: String) -> Error {
    Error::Fields(vec![(WEEK.to_owned(), sentence)])
}

/// Reads the text fields of a submission and collects what is wrong with them.
struct Reading<'a> {
    state: &'a ViewState,
    problems: BTreeMap<String, String>,
}

impl Reading<'_> {
    fn required(&mut self, field: &str) -> Option<UserText> {
        self.keep(field, UserText::parse(typed(self.state, field), MAX_ANSWER))
    }

    fn optional(&mut self, field: &str) -> Option<UserText> {
        self.keep(field, UserText::parse_optional(typed(self.state, field), MAX_ANSWER)).flatten()
    }

    fn question(&mut self, i: usize) -> Option<Question> {
        let text = self.optional(&question_field(i))?;
        let kind = choice(self.state, &kind_field(i)).and_then(QuestionKind::read);
        Some(Question { kind: kind.unwrap_or(QuestionKind::Technical), text })
    }

    fn keep<T>(&mut self, field: &str, read: Result<T, TextProblem>) -> Option<T> {
        read.map_err(|it| self.problems.insert(field.to_owned(), bodies::problem(it))).ok()
    }
}

fn typed<'a>(state: &'a ViewState, field: &str) -> &'a str {
    match state.fields.get(field) {
        Some(Field::Text(Some(text))) => text,
        Some(Field::Text(None) | Field::Choice(_) | Field::Choices(_) | Field::Date(_)) | None => {
            ""
        }
    }
}

fn choice<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(value))) => Some(value),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}
