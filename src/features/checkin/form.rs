//! The check-in's modal and what comes back from it: what the programme's template asks, and around it what every
//! programme has.
//!
//! It knows no question by name. What is typed is refused with a sentence under its field or taken whole.

use std::collections::BTreeMap;

use super::{Error, views::form as words};
use crate::{
    domain::{
        checkin::{
            Answers, MAX_ANSWER, MAX_QUESTIONS, PlanOutcome, PlanReview, Planned, Question,
            QuestionKind,
        },
        draft::{Draft, Entry},
        follow_up::FollowUp,
        ids::SlackUser,
        pair::Side,
        template::{self, Content, Need, Part, Template},
        text::{TextProblem, UserText},
        typed::join,
        week::Week,
    },
    features::{
        access::NOT_YOURS,
        bodies,
        draft::views::{Around, Sent},
        follow_ups,
    },
    slack::{
        action::{Action, CheckinForm, Form, PairWeek, PlanSource, added::Added},
        blocks::{
            Block, View, divider, header,
            input::{Checkboxes, Choice, Select, TextInput},
            quote, say, small,
            view::Modal,
            words::mention,
        },
        inbound::{Field, ViewState},
    },
};

const WEEK: &str = "week";
const COVERS: &str = "covers";
const BLOCKED: &str = "blocked";
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
    /// What it asks.
    pub template: &'a Template,
    /// What it asks beside that, once a month.
    pub monthly: Option<&'a template::Question>,
    /// Weeks that can be chosen.
    pub weeks: Vec<Week>,
    /// Weeks before the newest of those that it can close too.
    pub earlier: Vec<Week>,
    /// Who answers.
    pub mentor: &'a SlackUser,
    /// What was planned for this week, most important first.
    pub last_plan: Vec<Planned>,
    /// Where that stands.
    pub plan: Option<PlanSource>,
    /// Whether it was sent before, so that this is an edit.
    pub sent: Sent,
    /// Actions of the mentee to be asked about.
    pub actions: Vec<FollowUp>,
    /// How many questions that were asked before wait for it.
    pub going_along: usize,
    /// What stands in it when it opens.
    pub filled: Draft,
    /// What was typed to the bot and stands in it too.
    pub added: Added,
    /// What is said around its fields about the draft.
    pub around: Around,
}

/// What was written, as it stood in the form.
///
/// A check-in in one line becomes the first answer of the whole form, so that it can grow from there.
pub fn filled(written: &Answers, content: &Content) -> Draft {
    if let (Some(line), Some(first)) = (&written.one_line, content.weekly().next()) {
        return Draft::default().with(&first.name, Some(line.into()));
    }
    let text = |text: &Option<UserText>| text.as_ref().map(Entry::from);
    let mut filled = Draft::default()
        .with(BLOCKED, written.blocked.then(|| Entry::Ticked(vec![YES.to_owned()])))
        .with(WORKS_WELL, text(&written.works_well))
        .with(COULD_IMPROVE, text(&written.could_improve));
    for (name, said) in &written.said {
        filled = filled.with(name, Some(said.into()));
    }
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
    let submit = match opening.sent {
        Sent::Before => words::SAVE,
        Sent::Never => words::SEND,
    };
    let carried = CheckinForm {
        about: opening.about,
        template: opening.template.version,
        plan: opening.plan,
        added: opening.added.clone(),
    };
    let modal = Modal::new(Form::Checkin.id(), words::TITLE)
        .submit(submit)
        .close(words::CLOSE)
        .metadata(carried.to_string())
        .notify_on_close()
        .block(small(words::who_reads(&mention(opening.mentor))))
        .blocks(opening.around.top.clone())
        .block(week(opening))
        .blocks(covers(opening))
        .blocks(words::going_along(opening.going_along).map(small));
    let modal = last_plan(modal, opening);
    let (content, filled) = (&opening.template.content, &opening.filled);
    let modal = parts(modal, &content.looking_back, filled).block(blocked(filled));
    let modal = parts(questions(modal, filled), &content.looking_ahead, filled);
    let modal = match opening.monthly {
        Some(monthly) => modal.block(header(bodies::ONCE_A_MONTH)).block(asked(monthly, filled)),
        None => modal,
    };
    let actions = follow_ups::fields(Side::Mentee, &opening.actions, filled);
    feedback(modal, filled).blocks(actions).blocks(opening.around.bottom.clone()).into()
}

fn last_plan(modal: Modal, opening: &Opening<'_>) -> Modal {
    if opening.last_plan.is_empty() {
        return modal;
    }
    let modal = modal.block(header(bodies::LAST_PLAN));
    opening.last_plan.iter().enumerate().fold(modal, |modal, (i, planned)| {
        modal.block(quote(&planned.label, &planned.item)).block(plan_review(opening, i))
    })
}

/// What the template asks.
fn parts(modal: Modal, parts: &[Part], filled: &Draft) -> Modal {
    parts.iter().fold(modal, |modal, part| {
        let questions = part.questions.iter().map(|question| asked(question, filled).into());
        modal.block(header(&part.title)).blocks(questions)
    })
}

fn asked(question: &template::Question, filled: &Draft) -> TextInput {
    let field = text(&question.name, &question.label).initial(filled.text(&question.name));
    let field = match &question.hint {
        Some(hint) => field.hint(hint),
        None => field,
    };
    match question.need {
        Need::Required => field,
        Need::Optional => field.optional(),
    }
}

fn questions(modal: Modal, filled: &Draft) -> Modal {
    (0..MAX_QUESTIONS).fold(modal.block(header(bodies::QUESTIONS)), |modal, i| {
        let field = question_field(i);
        let question = text(&field, bodies::question_label(i)).optional();
        modal.block(question.initial(filled.text(&field))).block(kind(i, filled))
    })
}

fn feedback(modal: Modal, filled: &Draft) -> Modal {
    let works_well = text(WORKS_WELL, bodies::WORKS_WELL).optional();
    let could_improve = text(COULD_IMPROVE, bodies::COULD_IMPROVE).optional();
    modal
        .block(divider())
        .block(header(bodies::FEEDBACK))
        .block(say(words::FEEDBACK_INTRO))
        .block(works_well.initial(filled.text(WORKS_WELL)))
        .block(could_improve.initial(filled.text(COULD_IMPROVE)))
}

fn text(field: &str, label: impl AsRef<str>) -> TextInput {
    TextInput::new(field, label).multiline().max(MAX_ANSWER).dispatch(Action::Typed.id())
}

fn week(opening: &Opening<'_>) -> Select {
    let choice = |week: &Week| Choice::new(week.to_string(), words::week(*week));
    let choices: Vec<Choice> = opening.weeks.iter().map(choice).collect();
    let drafted = opening.filled.chosen(WEEK).and_then(|week| week.parse().ok());
    let drafted = drafted.filter(|week| opening.weeks.contains(week));
    let chosen = drafted.unwrap_or(opening.about.week);
    Select::new(WEEK, words::WEEK, choices).initial(chosen.to_string()).dispatch(Action::Typed.id())
}

/// At most so many boxes stand together, which is what Slack takes.
const MAX_BOXES: usize = 10;

/// The newest of the earlier weeks; nobody who was away for longer closes more than that with one form.
fn covers(opening: &Opening<'_>) -> Option<Block> {
    let choice = |week: &Week| Choice::new(week.to_string(), words::covers_week(*week));
    let choices: Vec<Choice> = opening.earlier.iter().rev().take(MAX_BOXES).map(choice).collect();
    if choices.is_empty() {
        return None;
    }
    let ticked = opening.filled.ticked(COVERS).to_vec();
    Some(
        Checkboxes::new(COVERS, words::COVERS, choices)
            .hint(words::COVERS_HINT)
            .dispatch(Action::Typed.id())
            .ticked(ticked)
            .into(),
    )
}

fn plan_review(opening: &Opening<'_>, i: usize) -> Select {
    let choice = |it: PlanOutcome| Choice::new(it.key(), bodies::plan_outcome(it));
    let choices: Vec<Choice> = PlanOutcome::ALL.into_iter().map(choice).collect();
    let select = Select::new(&plan_field(i), words::PLAN_OUTCOME, choices).optional();
    let select = select.dispatch(Action::Typed.id());
    match opening.filled.chosen(&plan_field(i)) {
        Some(outcome) => select.initial(outcome),
        None => select,
    }
}

fn blocked(filled: &Draft) -> Checkboxes {
    let choice = Choice::new(YES, bodies::BLOCKED);
    let boxes = Checkboxes::new(BLOCKED, words::BLOCKED, [choice]).ticked(filled.ticked(BLOCKED));
    boxes.dispatch(Action::Typed.id())
}

fn kind(i: usize, filled: &Draft) -> Select {
    let choice = |it: QuestionKind| Choice::new(it.key(), bodies::question_kind(it));
    let choices: Vec<Choice> = QuestionKind::ALL.into_iter().map(choice).collect();
    let field = kind_field(i);
    let chosen = filled.chosen(&field).unwrap_or(QuestionKind::Technical.key());
    let select = Select::new(&field, words::kind(i), choices).optional().initial(chosen);
    select.dispatch(Action::Typed.id())
}

/// What a form carries: the pair and week it opened for, what it asked and showed, and what typed words stood in it.
pub fn carried(state: &ViewState) -> Result<CheckinForm, Error> {
    state.private_metadata.parse().map_err(|_| Error::Refused(NOT_YOURS.to_owned()))
}

/// `filled` with more words in the first answer about the week that has room for them; `None` when none has.
pub fn with_words(filled: &Draft, content: &Content, more: &UserText) -> Option<Draft> {
    let mut asked = content.looking_back.iter().flat_map(|part| &part.questions);
    let (name, text) = asked.find_map(|it| Some((&it.name, join(filled.text(&it.name), more)?)))?;
    Some(filled.clone().with(name, Some((&text).into())))
}

/// `filled` with one more question, in the first place that is free; `None` when none is.
pub fn with_question(filled: &Draft, question: &UserText) -> Option<Draft> {
    let mut fields = (0..MAX_QUESTIONS).map(question_field);
    let free = fields.find(|field| filled.text(field).is_none_or(|there| there == question))?;
    Some(filled.clone().with(free, Some(question.into())))
}

/// For which pair and week a submission is, and what the form asked. The pair only selects; who may is asked elsewhere.
pub fn read_about(state: &ViewState) -> Result<CheckinForm, Error> {
    let carried = carried(state)?;
    match choice(state, WEEK) {
        Some(chosen) => match chosen.parse() {
            Ok(week) => Ok(CheckinForm { about: PairWeek { week, ..carried.about }, ..carried }),
            Err(_) => Err(about_the_week(words::bad_week())),
        },
        None => Ok(carried),
    }
}

/// Which earlier weeks a submission closes too, as far as the form's boxes say.
pub fn read_covers(state: &ViewState) -> Result<Vec<Week>, Error> {
    let ticked = match state.fields.get(COVERS) {
        Some(Field::Choices(ticked)) => ticked.as_slice(),
        Some(Field::Text(_) | Field::Choice(_) | Field::Date(_)) | None => &[],
    };
    let read = |week: &String| week.parse().map_err(|_| about_the_covers(words::cannot_cover()));
    ticked.iter().map(read).collect()
}

/// A sentence that stands under the boxes of the earlier weeks.
pub fn about_the_covers(sentence: String) -> Error {
    Error::Fields(vec![(COVERS.to_owned(), sentence)])
}

/// What a submission says to what `content` asks. `planned` is what stood at the top of the form.
pub fn read(state: &ViewState, content: &Content, planned: Vec<Planned>) -> Result<Answers, Error> {
    let mut fields = Reading { state, problems: BTreeMap::new() };
    // Which of those that are asked once a month stood in the form does not matter: the others hold nothing.
    let asked = content.weekly().chain(&content.monthly);
    let said = asked.filter_map(|it| Some((it.name.clone(), fields.said(it)?))).collect();
    let [works_well, could_improve] =
        [WORKS_WELL, COULD_IMPROVE].map(|field| fields.optional(field));
    let questions = (0..MAX_QUESTIONS).filter_map(|i| fields.question(i)).collect();
    if !fields.problems.is_empty() {
        return Err(Error::Fields(fields.problems.into_iter().collect()));
    }
    let review = |(i, planned): (usize, Planned)| PlanReview {
        item: planned.item,
        outcome: choice(state, &plan_field(i)).and_then(PlanOutcome::read),
    };
    Ok(Answers {
        last_plan: planned.into_iter().enumerate().map(review).collect(),
        said,
        blocked: matches!(state.fields.get(BLOCKED), Some(Field::Choices(it)) if !it.is_empty()),
        questions,
        works_well,
        could_improve,
        one_line: None,
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
    fn said(&mut self, question: &template::Question) -> Option<UserText> {
        let field = &question.name;
        match question.need {
            Need::Required => {
                self.keep(field, UserText::parse(self.state.typed(field), MAX_ANSWER))
            }
            Need::Optional => self.optional(field),
        }
    }

    fn optional(&mut self, field: &str) -> Option<UserText> {
        self.keep(field, UserText::parse_optional(self.state.typed(field), MAX_ANSWER)).flatten()
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

fn choice<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(value))) => Some(value),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}
