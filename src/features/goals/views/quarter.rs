//! The goal every pair begins with, and the form in which it is decided what goes on.

use jiff::civil::Date;

use super::{at_a_glance, day};
use crate::{
    domain::{
        goal::{Goal, Reached},
        ids::GoalId,
    },
    features::goals::Scene,
    slack::{
        action::Form,
        blocks::{
            Block, View,
            input::{Choice, DatePicker, Select},
            quote, say, small,
            view::Modal,
        },
    },
};

/// What the first goal of every pair is called.
pub const FIRST_TITLE: &str = "One bug fix alone";
/// How the two will know that it is reached.
pub const FIRST_HOW: &str = "A fix of mine is merged, and I found the way there myself: where to look, what to try, whom to ask.";

/// What can become of a goal whose quarter is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It goes on, until another day.
    CarryOn,
    /// It was met, by the mentee alone.
    Alone,
    /// It was met, with the mentor's help.
    Together,
    /// It is not aimed at any more.
    Drop,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::CarryOn, Self::Alone, Self::Together, Self::Drop];

    fn key(self) -> &'static str {
        match self {
            Self::CarryOn => "carry_on",
            Self::Alone => Reached::Alone.key(),
            Self::Together => Reached::Together.key(),
            Self::Drop => "drop",
        }
    }

    /// Reads what was chosen.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    fn words(self) -> &'static str {
        match self {
            Self::CarryOn => "We carry on, until the day below",
            Self::Alone => "Met, by the mentee alone",
            Self::Together => "Met, with the mentor's help",
            Self::Drop => "We drop it",
        }
    }
}

/// How the names of the fields begin that say what becomes of a goal; its number follows.
const OUTCOME: &str = "outcome_";

/// The field of what becomes of a goal.
pub fn outcome(goal: GoalId) -> String {
    format!("{OUTCOME}{goal}")
}

/// The goal of such a field.
pub(in crate::features::goals) fn goal_of(field: &str) -> Option<GoalId> {
    field.strip_prefix(OUTCOME)?.parse().ok().map(GoalId)
}

/// The field of the day until which it is carried on.
pub fn until(goal: GoalId) -> String {
    format!("until_{goal}")
}

/// The form.
pub fn form(scene: &Scene, goals: &[Goal]) -> View {
    Modal::new(Form::GoalsDecided.id(), "What goes on?")
        .submit("Decide")
        .close("Not now")
        .metadata(scene.pair.id.to_string())
        .block(say(
            "The quarter of these goals is over. Decide about each that you know about; what you leave empty stays undecided \
             for you both to see. To let go of a goal is as good as to carry it on.",
        ))
        .blocks(goals.iter().flat_map(|goal| one(scene, goal)))
        .block(small("Your room shows what you decide, in one message."))
        .into()
}

fn one(scene: &Scene, goal: &Goal) -> [Block; 3] {
    let choices = Outcome::ALL.map(|it| Choice::new(it.key(), it.words()));
    let what = Select::new(&outcome(goal.id), "What becomes of it?", choices);
    let until = DatePicker::new(&until(goal.id), "Carry on until", None);
    [
        quote(at_a_glance(scene, goal), &goal.aim.title),
        what.optional().placeholder("Undecided").into(),
        until.optional().into(),
    ]
}

/// It was decided about all of them already.
pub fn nothing_undecided() -> String {
    "It is decided about all of these already. `/mentor goals` shows how they stand.".to_owned()
}

/// The form was sent as it was.
pub fn nothing_chosen() -> String {
    "Nothing is decided yet. Choose for one goal at least, or close the form with *Not now*."
        .to_owned()
}

/// A day without a decision.
pub fn day_alone() -> String {
    "You gave a day. Say here that you carry on, or leave the day empty.".to_owned()
}

/// To carry on needs a day.
pub fn until_when() -> String {
    "Until when do you carry on? A day makes it a decision.".to_owned()
}

/// A day that is over.
pub fn past(today: Date) -> String {
    format!("This day is over already. Choose {} or later.", day(today))
}
