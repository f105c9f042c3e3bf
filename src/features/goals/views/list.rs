//! The goals of a pair at a glance: what is open, area by area, and what was settled, page by page.

use super::{at_a_glance, day};
use crate::{
    domain::{
        goal::{Area, Goal, MOST_OPEN, Reached, State},
        zone::words::short_day_year,
    },
    features::goals::Scene,
    slack::{
        action::{Action, Form, PairPage, goal::GoalsPage},
        blocks::{
            Block, Button, View, buttons, header, quote, say, small, view::Modal, words::mention,
        },
    },
};

/// What is open, and how many goals are settled.
pub fn open(scene: &Scene, (goals, settled): (&[Goal], i64)) -> View {
    let pair = scene.pair.id;
    let is_running = scene.pair.is_active();
    let undecided = goals.iter().filter(|goal| goal.is_undecided(scene.today)).count();
    let undecided = (is_running && undecided > 0).then(|| to_decide(scene, undecided));
    let add = (is_running && goals.len() < MOST_OPEN)
        .then(|| Button::new("Add a goal", Action::AddGoal.id(), pair.to_string()));
    let first = PairPage { pair, skip: 0 }.to_string();
    let back = (settled > 0).then(|| {
        Button::new(format!("Met and dropped ({settled})"), Action::OlderGoals.id(), first)
    });
    let row: Vec<Button> = add.into_iter().chain(back).collect();
    let row = (!row.is_empty()).then(|| buttons("goals", row));
    let nothing = goals.is_empty().then(|| {
        say(
            "No goal is open. One is enough to begin with: something that is in reach, how you two will know that it is \
             reached, and a day.",
        )
    });
    let names = format!("{} and {}", mention(&scene.mentee.user), mention(&scene.mentor.user));
    Modal::new(Form::Page.id(), "Goals")
        .close("Close")
        .metadata(GoalsPage(pair).to_string())
        .block(say(format!("*Goals of {names}*")))
        .blocks(undecided.into_iter().flatten())
        .blocks(row)
        .blocks(nothing)
        .blocks(by_area(scene, goals))
        .block(small(who_reads()))
        .into()
}

/// Who reads goals.
pub(super) fn who_reads() -> &'static str {
    "You two read this and either of you can change it. Nobody else reads a word of it, and nothing here is scored."
}

fn to_decide(scene: &Scene, count: usize) -> Vec<Block> {
    let goals = if count == 1 { "1 goal is" } else { &*format!("{count} goals are") };
    let decide =
        Button::new("Decide what goes on", Action::DecideGoals.id(), scene.pair.id.to_string());
    vec![
        say(format!(
            "*{goals} undecided.* Their quarter is over, and nothing goes on by itself: either of you decides."
        )),
        buttons("decide", [decide.primary()]),
    ]
}

/// The goals under the names of their areas, which come in the order of what is due first in them.
fn by_area(scene: &Scene, goals: &[Goal]) -> Vec<Block> {
    let mut areas: Vec<&Area> = Vec::new();
    for goal in goals {
        if !areas.contains(&&goal.aim.area) {
            areas.push(&goal.aim.area);
        }
    }
    let mut blocks = Vec::new();
    for area in areas {
        blocks.push(header(area.name()));
        for goal in goals.iter().filter(|goal| goal.aim.area == *area) {
            blocks.extend(entry(at_a_glance(scene, goal), goal));
        }
    }
    blocks
}

fn entry(label: String, goal: &Goal) -> [Block; 2] {
    let open = Button::new("Open", Action::OpenGoal.id(), goal.id.to_string());
    [quote(label, &goal.aim.title), buttons(format!("goal_{}", goal.id), [open])]
}

/// A page of what was met or dropped, with the pages before and after it.
pub fn settled(
    scene: &Scene,
    goals: &[Goal],
    (newer, older): (Option<PairPage>, Option<PairPage>),
) -> View {
    let pair = scene.pair.id;
    let turn =
        |label: &str, action: Action, to: PairPage| Button::new(label, action.id(), to.to_string());
    let back = Button::new("Open goals", Action::Goals.id(), pair.to_string());
    let newer = newer.map(|to| turn("Newer ones", Action::NewerGoals, to));
    let older = older.map(|to| turn("Older ones", Action::OlderGoals, to));
    let row: Vec<Button> = [Some(back), newer, older].into_iter().flatten().collect();
    let nothing = goals.is_empty().then(|| say("Nothing is met or dropped yet."));
    let became = |goal: &Goal| match &goal.state {
        State::Open => format!("By {}", day(goal.aim.due_on)),
        State::Met { at, how } => {
            format!(
                "Met {}, {}",
                short_day_year(scene.mentee.zone.date(*at)),
                super::list::how(*how)
            )
        }
        State::Dropped { at, .. } => {
            format!("Dropped {}", short_day_year(scene.mentee.zone.date(*at)))
        }
    };
    let label = |goal: &Goal| format!("{} · {}", became(goal), goal.aim.quarter.human());
    Modal::new(Form::Page.id(), "Goals")
        .close("Close")
        .metadata(GoalsPage(pair).to_string())
        .block(say("*Met and dropped*, newest first. To drop a goal is a decision like any other."))
        .blocks(nothing)
        .blocks(goals.iter().flat_map(|goal| entry(label(goal), goal)))
        .block(buttons("pages", row))
        .into()
}

/// Whose doing it was.
pub(super) fn how(how: Reached) -> &'static str {
    match how {
        Reached::Alone => "by the mentee alone",
        Reached::Together => "with the mentor's help",
    }
}
