//! The form of a goal.

use jiff::civil::Date;

use super::{day, page};
use crate::{
    domain::{
        draft::{About, Draft, Entry},
        goal::{
            Area, Goal, MAX_HOW, MAX_TITLE, MOST_MILESTONES, MOST_OPEN, Reach,
            lines::{self, LineProblem},
        },
        ids::PairId,
        person::Person,
        text::TextProblem,
        topic::Topic,
    },
    features::{bodies, draft, draft::views::Sent},
    slack::{
        action::{Action, Form, goal::GoalForm},
        blocks::{
            Block, View,
            input::{Checkboxes, Choice, DatePicker, Select, TextInput},
            limits, quote, say, small,
            view::Modal,
            words::mention,
        },
    },
    store::drafts::Kept,
};

/// The field of the area.
pub const AREA: &str = "area";
/// The field of the title.
pub const TITLE: &str = "title";
/// The field of how the two will know.
pub const HOW: &str = "how";
/// The field of the day.
pub const DUE: &str = "due_on";
/// The field of the milestones.
pub const MILESTONES: &str = "milestones";
/// The field of the topics.
pub const TOPICS: &str = "topics";
/// The field of a stretch.
pub const STRETCH: &str = "stretch";

/// An example of a way to know, shown where one is missing.
const EXAMPLE: &str =
    "\"I reviewed three pull requests, and nothing I approved had to be reverted\"";

/// The goal that is edited, as it stands.
#[derive(Debug, Clone, Copy)]
pub struct Stands<'a> {
    /// The goal.
    pub goal: &'a Goal,
    /// Who changed it last, where that matters.
    pub changed_by: Option<&'a Person>,
}

/// What the form is filled from.
#[derive(Debug, Clone, Copy)]
pub enum Filled<'a> {
    /// What stands, if anything does.
    Kept,
    /// A draft, and who reads it.
    Drafted(&'a Kept, &'a Person),
    /// What stood in the form when it was sent, in answer to that: the goal had been changed meanwhile.
    Typed(&'a Draft),
}

impl Filled<'_> {
    /// Whether it was begun before the goal became what it is.
    fn is_older_than(&self, goal: &Goal) -> bool {
        match self {
            Self::Kept => false,
            Self::Drafted(drafted, _) => {
                let form: Option<GoalForm> = drafted.form();
                form.and_then(|it| it.edits).is_some_and(|(_, seen)| seen < goal.version)
            }
            Self::Typed(_) => true,
        }
    }
}

/// The form; `areas` are those a goal can stand in.
pub fn form(
    pair: PairId,
    (areas, stands): (&[Area], Option<Stands<'_>>),
    from: Filled<'_>,
) -> View {
    let goal = stands.map(|it| it.goal);
    let about = About::Goal(pair, goal.map(|goal| goal.id));
    let (drafted, own) = match from {
        Filled::Drafted(drafted, reader) => (Some((drafted, reader)), drafted.draft.clone()),
        Filled::Typed(typed) => (None, typed.clone()),
        Filled::Kept => (None, goal.map(filled).unwrap_or_default()),
    };
    let sent = if goal.is_some() { Sent::Before } else { Sent::Never };
    let around = draft::views::around(about, drafted, sent);
    let newer = stands.filter(|it| from.is_older_than(it.goal));
    let carries = GoalForm { pair, edits: goal.map(|goal| (goal.id, goal.version)) };
    let (title, submit) = match goal {
        None => ("Add a goal", "Add it"),
        Some(_) => ("Edit the goal", "Save changes"),
    };
    let text = |field: &str, (label, max): (&str, usize)| {
        let input = TextInput::new(field, label).max(max).initial(own.text(field));
        input.dispatch(Action::Typed.id())
    };
    let form = Modal::new(Form::Goal.id(), title)
        .submit(submit)
        .close("Not now")
        .metadata(carries.to_string())
        .notify_on_close()
        .blocks(around.top)
        .blocks(newer.map(in_between).unwrap_or_default())
        .block(area(areas, goal, &own))
        .block(text(TITLE, ("The goal, in a line", MAX_TITLE)))
        .block(
            text(HOW, (page::HOW, MAX_HOW))
                .multiline()
                .hint(format!("What both of you can see once it is reached, such as {EXAMPLE}.")),
        )
        .block(
            DatePicker::new(DUE, "By when", own.day(DUE))
                .hint("A day of the mentee's calendar. It says for which quarter the goal is, too."),
        )
        .block(
            text(MILESTONES, ("Milestones", limits::INPUT_TEXT)).multiline().optional().hint(
                "One to a line, twelve at most. A line can end with a day: Read chapter four by 2026-12-01",
            ),
        )
        .block(boxes(TOPICS, ("What it is about", &own), topics()))
        .block(boxes(STRETCH, ("A stretch", &own), vec![Choice::new(STRETCH, STRETCHES)]))
        .block(small(super::list::who_reads()))
        .blocks(around.bottom);
    match (from, goal) {
        (Filled::Typed(_), Some(goal)) => form.afresh(goal.version).into(),
        (Filled::Typed(_) | Filled::Kept | Filled::Drafted(..), _) => form.into(),
    }
}

/// What the box of a stretch says.
const STRETCHES: &str = "It is a risk I take on purpose: to fail at it is fine, and worth a talk";

fn topics() -> Vec<Choice> {
    Topic::ALL.map(|it| Choice::new(it.key(), bodies::topic(it))).into()
}

fn boxes(field: &str, (label, own): (&str, &Draft), choices: Vec<Choice>) -> Checkboxes {
    Checkboxes::new(field, label, choices).ticked(own.ticked(field)).dispatch(Action::Typed.id())
}

/// The areas to choose from, and the one the goal stands in, if that is none of them any more.
fn area(areas: &[Area], goal: Option<&Goal>, own: &Draft) -> Select {
    let stands = goal.map(|goal| &goal.aim.area).filter(|area| !areas.contains(area));
    let choices: Vec<Choice> =
        areas.iter().chain(stands).map(|it| Choice::new(it.name(), it.name())).collect();
    let select = Select::new(AREA, "Area", choices).dispatch(Action::Typed.id());
    match own.chosen(AREA) {
        Some(chosen) => select.initial(chosen),
        None => select,
    }
}

/// What stands in the fields when a goal is edited.
fn filled(goal: &Goal) -> Draft {
    let aim = &goal.aim;
    let stretch = match aim.reach {
        Reach::Usual => Vec::new(),
        Reach::Stretch => vec![STRETCH.to_owned()],
    };
    let topics = aim.topics.iter().map(|it| it.key().to_owned()).collect();
    Draft::default()
        .with(AREA, Some(Entry::Chosen(aim.area.name().to_owned())))
        .with(TITLE, Some(Entry::from(&aim.title)))
        .with(HOW, Some(Entry::from(&aim.how_we_know)))
        .with(DUE, Some(Entry::Day(aim.due_on)))
        .with(MILESTONES, lines::write(&aim.milestones).map(Entry::Text))
        .with(TOPICS, Some(Entry::Ticked(topics)))
        .with(STRETCH, Some(Entry::Ticked(stretch)))
}

/// Above the fields, when the goal was changed since they were filled.
fn in_between(stands: Stands<'_>) -> Vec<Block> {
    let Stands { goal, changed_by } = stands;
    let who = changed_by.map_or_else(|| "Somebody".to_owned(), |person| mention(&person.user));
    let milestones = lines::write(&goal.aim.milestones);
    let words = format!(
        "*{who} has changed this goal since you began.* Yours is not saved yet. This is what stands now, by {}; in the \
         fields is what you wrote. Bring together what you two want, and press *Save changes*.",
        day(goal.aim.due_on)
    );
    [say(words), quote("The goal", &goal.aim.title), quote(page::HOW, &goal.aim.how_we_know)]
        .into_iter()
        .chain(milestones.as_ref().map(|lines| quote("Milestones", lines)))
        .collect()
}

/// A goal without a way to know.
pub fn no_measure(problem: TextProblem) -> String {
    match problem {
        TextProblem::Blank => format!(
            "How will you two see that it is reached? A line is enough, such as {EXAMPLE}. Without it a goal is a wish."
        ),
        TextProblem::TooLong { .. } => bodies::problem(problem),
    }
}

/// No area was chosen.
pub fn no_area() -> String {
    "Choose where it belongs; you can change that later.".to_owned()
}

/// No day was given.
pub fn no_day() -> String {
    "Give a day, even a rough one: it can be moved whenever you two want.".to_owned()
}

/// A day that is over.
pub fn past(today: Date) -> String {
    format!("This day is over already. Choose {} or later.", day(today))
}

/// Lines that are not taken.
pub fn bad_lines(problem: LineProblem) -> String {
    match problem {
        LineProblem::TooMany(count) => format!(
            "These are {count} milestones, and {MOST_MILESTONES} fit. What needs more is two goals, or fewer steps."
        ),
        LineProblem::TooLong { line, chars } => format!(
            "Line {line} has {chars} characters, and {MAX_TITLE} fit. Say the step, and leave how to go about it for the day."
        ),
        LineProblem::Past { line, due_on } => {
            format!(
                "The day of line {line}, {}, is over already. Give a later one, or none.",
                day(due_on)
            )
        }
    }
}

/// There are as many as there can be.
pub fn full() -> String {
    format!(
        "You two have {MOST_OPEN} open goals, which is as many as fit. Meet or drop one first; `/mentor goals` shows them."
    )
}
