//! One goal: what it says, its milestones with what can be said of each, and who changed what.

use super::{day, list};
use crate::{
    domain::{
        goal::{Change, Goal, Milestone, MilestoneState, Reach, State, Version},
        person::Person,
    },
    features::{bodies, goals::Scene},
    slack::{
        action::{
            Action, Form,
            goal::{GoalsPage, Step},
        },
        blocks::{
            Block, Button, View, buttons, header, quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// The page, with the newest changes first.
pub fn page(scene: &Scene, (goal, changes): (&Goal, &[Version]), reader: &Person) -> View {
    let is_open = goal.is_open() && scene.pair.is_active();
    let Goal { aim, .. } = goal;
    let title = match aim.reach {
        Reach::Usual => aim.area.name().to_owned(),
        Reach::Stretch => format!("{} · a stretch: to fail at it is fine", aim.area.name()),
    };
    let milestones = aim.milestones.iter().flat_map(|it| milestone(goal, it, is_open));
    let far = bodies::progress(aim.progress());
    let heading = match &far {
        Some(far) => format!("Milestones: {far}"),
        None => "Milestones".to_owned(),
    };
    let heading = (!aim.milestones.is_empty()).then(|| header(heading));
    let all = Button::new("All goals", Action::Goals.id(), goal.pair.to_string());
    let id = goal.id.to_string();
    let row = match is_open {
        true => vec![
            Button::new("Met", Action::MeetGoal.id(), &*id).primary(),
            Button::new("Edit", Action::EditGoal.id(), &*id),
            Button::new("Drop it", Action::DropGoal.id(), &*id),
            all,
        ],
        false => vec![all],
    };
    Modal::new(Form::Page.id(), "Goal")
        .close("Close")
        .metadata(GoalsPage(goal.pair).to_string())
        .block(quote(title, &aim.title))
        .block(quote(HOW, &aim.how_we_know))
        .block(say(stands(scene, goal)))
        .blocks(why(goal))
        .blocks(heading)
        .blocks(milestones)
        .block(buttons("goal", row))
        .block(header("What changed"))
        .blocks(changes.iter().map(|it| changed(scene, it, reader)))
        .blocks(earlier(changes))
        .block(small(list::who_reads()))
        .into()
}

/// Above how the two will know.
pub(super) const HOW: &str = "How we will know";

fn stands(scene: &Scene, goal: &Goal) -> String {
    let aim = &goal.aim;
    let topics: Vec<&str> = aim.topics.iter().map(|it| bodies::topic(*it)).collect();
    let about = match topics.is_empty() {
        true => String::new(),
        false => format!("\n*About:* {}", topics.join(", ")),
    };
    let date = |at| day(scene.mentee.zone.date(at));
    let state = match &goal.state {
        State::Open if goal.is_undecided(scene.today) => {
            format!(
                "\n*Undecided:* {} is over, and nobody has said what goes on.",
                aim.quarter.human()
            )
        }
        State::Open => String::new(),
        State::Met { at, how } => format!("\n*Met* on {}, {}.", date(*at), list::how(*how)),
        State::Dropped { at, .. } => format!("\n*Dropped* on {}.", date(*at)),
    };
    format!("*By:* {} ({}){about}{state}", day(aim.due_on), aim.quarter.human())
}

fn why(goal: &Goal) -> Option<Block> {
    match &goal.state {
        State::Dropped { why, .. } => why.as_ref().map(|why| quote("Why it was dropped", why)),
        State::Open | State::Met { .. } => None,
    }
}

fn milestone(goal: &Goal, milestone: &Milestone, is_open: bool) -> Vec<Block> {
    let by = milestone.due_on.map(|on| format!(", by {}", day(on))).unwrap_or_default();
    let label = match milestone.state {
        MilestoneState::Open => format!("Open{by}"),
        MilestoneState::Done => "Done".to_owned(),
        MilestoneState::Dropped => "Dropped".to_owned(),
    };
    let step = Step { goal: goal.id, nth: milestone.nth }.to_string();
    let button = |label: &str, action: Action| Button::new(label, action.id(), &*step);
    let row = match milestone.state {
        MilestoneState::Open => {
            vec![button("Done", Action::MilestoneDone), button("Drop", Action::MilestoneDropped)]
        }
        MilestoneState::Done | MilestoneState::Dropped => {
            vec![button("Open again", Action::MilestoneOpen)]
        }
    };
    let row = is_open.then(|| buttons(format!("milestone_{}", milestone.nth), row));
    std::iter::once(quote(label, &milestone.title)).chain(row).collect()
}

fn changed(scene: &Scene, version: &Version, reader: &Person) -> Block {
    let at = when(version.at, &reader.zone.weekday_time(version.at));
    let person = version.by.and_then(|id| scene.who(id));
    let by = person.map_or_else(String::new, |person| mention(&person.user));
    let said = match version.change {
        Change::Made if version.by.is_none() => {
            return small(format!("Every pair begins with this goal; make it yours. {at}"));
        }
        Change::Made => "set this goal",
        Change::Edited => "changed what it says",
        Change::CarriedOn => {
            return small(format!("{by} carried it on until {}, {at}", day(version.aim.due_on)));
        }
        Change::Met if person.is_none() => {
            return small(format!("Looking back, you both said that it is met, {at}"));
        }
        Change::Dropped if person.is_none() => {
            return small(format!("Looking back, you both dropped it, {at}"));
        }
        Change::Met => "said that it is met",
        Change::Dropped => "dropped it",
        Change::Marked { nth, to } => {
            let at = reader.zone.weekday_time(version.at);
            return marked(version, (person, &at), (nth, to));
        }
    };
    small(format!("{by} {said}, {at}"))
}

fn marked(
    version: &Version,
    (person, at): (Option<&Person>, &str),
    (nth, to): (u16, MilestoneState),
) -> Block {
    let said = match to {
        MilestoneState::Open => "open again",
        MilestoneState::Done => "done",
        MilestoneState::Dropped => "dropped",
    };
    match (version.aim.milestone(nth), person) {
        (Some(milestone), Some(person)) => {
            quote(format!("{}: {said}, {at}", person.name), &milestone.title)
        }
        (Some(_) | None, _) => small(format!("A milestone: {said}, {at}")),
    }
}

/// What came before the changes that are shown.
fn earlier(changes: &[Version]) -> Option<Block> {
    let before = changes.last()?.number.checked_sub(1).filter(|before| *before > 0)?;
    let changes = if before == 1 { "change is" } else { "changes are" };
    Some(small(format!("{before} earlier {changes} kept.")))
}
