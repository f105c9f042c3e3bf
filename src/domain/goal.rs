//! What a mentee wants to be able to do, how the two will know, and by when.
//!
//! Goals belong to the pair: either of the two makes, changes and settles them, every change is a version, and a lead
//! sees how many there are. A goal is never late and never scored: once its quarter is over, the two decide what becomes
//! of it, and until they have it says that nobody decided.

pub mod lines;
pub mod quarter;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use self::quarter::Quarter;
use super::{
    ids::{GoalId, PairId, PersonId},
    text::UserText,
    topic::Topic,
};

/// The most characters of a title, and of a milestone, each of which is one line.
pub const MAX_TITLE: usize = 150;

/// The most characters of how the two will know, and of why a goal was dropped.
pub const MAX_HOW: usize = 1000;

/// The most characters of the name of an area.
pub const MAX_AREA: usize = 40;

/// So many milestones a goal can have; what needs more is two goals.
pub const MOST_MILESTONES: usize = 12;

/// So many goals a pair can have open at once; more than that is a wish list.
pub const MOST_OPEN: usize = 20;

/// So many areas a programme can have; more are tags, and search finds words.
pub const MOST_AREAS: usize = 8;

/// The areas a programme begins with.
pub const AREAS: [&str; 3] = ["Technical", "Process", "Communication"];

/// One of the groups a programme's goals stand in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Area(pub UserText);

impl Area {
    /// Its name.
    pub fn name(&self) -> &str {
        self.0.expose()
    }
}

/// The areas a new goal can stand in: what a programme keeps, or the three it begins with.
pub fn areas(kept: Vec<Area>) -> Vec<Area> {
    if kept.is_empty() {
        AREAS.map(|name| Area(UserText::from_stored(name.to_owned()))).to_vec()
    } else {
        kept
    }
}

/// How many goals there are in each area, and how far they are together, in the order in which the areas come first.
pub fn by_area(goals: &[Goal]) -> Vec<(Area, usize, Progress)> {
    let mut areas: Vec<(Area, usize, Progress)> = Vec::new();
    for goal in goals {
        let more = goal.aim.progress();
        match areas.iter_mut().find(|(area, _, _)| *area == goal.aim.area) {
            Some((_, count, progress)) => {
                (*count, *progress) = (count.saturating_add(1), progress.and(more));
            }
            None => areas.push((goal.aim.area.clone(), 1, more)),
        }
    }
    areas
}

/// A goal as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Our id.
    pub id: GoalId,
    /// Whose it is.
    pub pair: PairId,
    /// Who made it; `None` for the one every pair begins with.
    pub made_by: Option<PersonId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Its version, from 1.
    pub version: u32,
    /// What it says.
    pub aim: Aim,
    /// How it stands.
    pub state: State,
}

/// What a goal says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aim {
    /// The group it stands in.
    pub area: Area,
    /// What it is, in a line.
    pub title: UserText,
    /// How the two will know that it is reached.
    pub how_we_know: UserText,
    /// By when, on the mentee's calendar.
    pub due_on: Date,
    /// The quarter it is meant for.
    pub quarter: Quarter,
    /// What it is about, beyond the work itself.
    pub topics: Vec<Topic>,
    /// Whether it is a risk on purpose.
    pub reach: Reach,
    /// The steps towards it, in the order they were written down.
    pub milestones: Vec<Milestone>,
}

/// How far a goal lies from what is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Within sight.
    Usual,
    /// A risk on purpose: to fail at it is fine, and something to talk about.
    Stretch,
}

/// A step towards a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// Its number within the goal, from 1: a line that is moved keeps it, and no other gets it later.
    pub nth: u16,
    /// What it is, in a line.
    pub title: UserText,
    /// By when, on the mentee's calendar, if there is a day.
    pub due_on: Option<Date>,
    /// How it stands.
    pub state: MilestoneState,
    /// Since when.
    pub changed_at: Timestamp,
}

/// How a milestone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// Still to do.
    Open,
    /// Reached.
    Done,
    /// Not needed any more.
    Dropped,
}

impl MilestoneState {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// How a goal stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is aimed at.
    Open,
    /// It was reached.
    Met {
        /// When somebody said so.
        at: Timestamp,
        /// Whose doing it was.
        how: Reached,
    },
    /// It is not aimed at any more, which is as good an outcome as any.
    Dropped {
        /// When somebody said so.
        at: Timestamp,
        /// Why, if somebody said.
        why: Option<UserText>,
    },
}

impl State {
    /// The word it is stored under.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met { .. } => "met",
            Self::Dropped { .. } => "dropped",
        }
    }
}

/// Whose doing it was that a goal was met; for the picture a pair has of how far the mentee stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// The mentee's own.
    Alone,
    /// The mentor helped.
    Together,
}

impl Reached {
    /// Both, in the order the form shows them.
    pub const ALL: [Self; 2] = [Self::Alone, Self::Together];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Together => "together",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reached| reached.key() == key)
    }
}

/// What somebody did to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Made it.
    Made,
    /// Changed what it says.
    Edited,
    /// Said how a milestone stands.
    Marked {
        /// The milestone's number.
        nth: u16,
        /// How it stands since.
        to: MilestoneState,
    },
    /// Took it into another quarter.
    CarriedOn,
    /// Said that it was met.
    Met,
    /// Dropped it.
    Dropped,
}

/// One change of a goal, with what it said and how it stood from then on.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// Who changed it; `None` for the one every pair begins with, and for what both said looking back.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub change: Change,
    /// What it said from then on.
    pub aim: Aim,
    /// How it stood.
    pub state: State,
}

/// It was met or dropped already, so that nothing about it changes any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the goal is settled")]
pub struct Settled;

/// Why a milestone is not marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMarked {
    /// Its goal is settled.
    #[error("the goal is settled")]
    Settled,
    /// There is none with this number any more.
    #[error("the milestone is gone")]
    Gone,
}

/// How far a goal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many milestones are done.
    pub done: usize,
    /// Of so many; what was dropped does not count.
    pub of: usize,
}

impl Progress {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { done: self.done.saturating_add(other.done), of: self.of.saturating_add(other.of) }
    }
}

impl Aim {
    /// How far it is.
    pub fn progress(&self) -> Progress {
        let count = |state| self.milestones.iter().filter(|it| it.state == state).count();
        let done = count(MilestoneState::Done);
        Progress { done, of: done.saturating_add(count(MilestoneState::Open)) }
    }

    /// The milestone with this number.
    pub fn milestone(&self, nth: u16) -> Option<&Milestone> {
        self.milestones.iter().find(|it| it.nth == nth)
    }

    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let milestones = self.milestones.iter().map(|it| it.title.expose());
        [self.title.expose(), self.how_we_know.expose()].into_iter().chain(milestones).collect()
    }

    /// The next day on which something of it is due: an open milestone's, or its own.
    pub fn next_due(&self) -> Date {
        let open = self.milestones.iter().filter(|it| it.state == MilestoneState::Open);
        open.filter_map(|it| it.due_on).chain([self.due_on]).min().unwrap_or(self.due_on)
    }
}

impl Goal {
    /// Whether it is aimed at.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether its quarter is over on this day and nobody has decided what becomes of it.
    pub fn is_undecided(&self, today: Date) -> bool {
        self.is_open() && self.aim.quarter < Quarter::of(today)
    }

    fn next(
        &self,
        by: Option<PersonId>,
        (change, at): (Change, Timestamp),
    ) -> Result<Version, Settled> {
        if !self.is_open() {
            return Err(Settled);
        }
        let (aim, state) = (self.aim.clone(), self.state.clone());
        Ok(Version { number: self.version.saturating_add(1), by, at, change, aim, state })
    }

    /// It says something else. `None` when it says that already.
    pub fn edit(
        &self,
        (by, aim): (PersonId, Aim),
        now: Timestamp,
    ) -> Result<Option<Version>, Settled> {
        let version = self.next(Some(by), (Change::Edited, now))?;
        Ok((aim != self.aim).then_some(Version { aim, ..version }))
    }

    /// A milestone stands otherwise. `None` when it stands so already, as when both press at once.
    pub fn mark(
        &self,
        (by, nth, to): (PersonId, u16, MilestoneState),
        now: Timestamp,
    ) -> Result<Option<Version>, NotMarked> {
        let change = Change::Marked { nth, to };
        let mut version =
            self.next(Some(by), (change, now)).map_err(|Settled| NotMarked::Settled)?;
        let mut milestones = version.aim.milestones.iter_mut();
        let milestone = milestones.find(|it| it.nth == nth).ok_or(NotMarked::Gone)?;
        if milestone.state == to {
            return Ok(None);
        }
        (milestone.state, milestone.changed_at) = (to, now);
        Ok(Some(version))
    }

    /// It is taken on until another day.
    pub fn carry_on(
        &self,
        (by, due_on): (PersonId, Date),
        now: Timestamp,
    ) -> Result<Version, Settled> {
        let mut version = self.next(Some(by), (Change::CarriedOn, now))?;
        (version.aim.due_on, version.aim.quarter) = (due_on, Quarter::of(due_on));
        Ok(version)
    }

    /// It was met, as one of the two says, or both.
    pub fn meet(
        &self,
        (by, how): (Option<PersonId>, Reached),
        now: Timestamp,
    ) -> Result<Version, Settled> {
        let version = self.next(by, (Change::Met, now))?;
        Ok(Version { state: State::Met { at: now, how }, ..version })
    }

    /// It is not aimed at any more, as one of the two says, or both.
    pub fn drop_it(
        &self,
        (by, why): (Option<PersonId>, Option<UserText>),
        now: Timestamp,
    ) -> Result<Version, Settled> {
        let version = self.next(by, (Change::Dropped, now))?;
        Ok(Version { state: State::Dropped { at: now, why }, ..version })
    }
}

#[cfg(test)]
mod tests;
