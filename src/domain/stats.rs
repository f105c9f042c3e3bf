//! How long answers really take, and the signs in it that something could go better.
//!
//! Everything is counted in the mentor's working minutes and from what was written down with each answer, never reckoned
//! again with today's hours. No figure is made of fewer than [`FEWEST`] answers: that is "too early", and the counts
//! are shown alone. Nobody is compared with anybody, and no sentence is written here; who is told of a sign, and how
//! long before somebody else, is decided elsewhere.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::promise::{Kept, Measured, WorkingMinutes};
use super::week::Week;

/// Fewer than so many are too few for a figure.
pub const FEWEST: usize = 5;

/// After so many answers running with a median over the target, answers are slow.
const SLOW_ANSWERS: usize = 3;

/// In so many weeks running …
const QUICK_WEEKS: usize = 4;

/// … more than this share of the questions were Quick, in percent.
const QUICK_PERCENT: usize = 80;

/// So many weeks without a question are a silence.
pub const SILENT_WEEKS: usize = 3;

/// What was asked, as it is told apart in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// A week's check-in.
    Checkin,
    /// A question of the kind Quick.
    Quick,
    /// A question of the kind Debug.
    Debug,
    /// A question of the kind Concept.
    Concept,
    /// An urgent question of any kind: its promise is another one.
    Urgent,
}

impl Type {
    /// Every type, in the order people read them in.
    pub const ALL: [Self; 5] =
        [Self::Checkin, Self::Quick, Self::Debug, Self::Concept, Self::Urgent];

    /// The word it is read from the database under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checkin => "checkin",
            Self::Quick => "quick",
            Self::Debug => "debug",
            Self::Concept => "concept",
            Self::Urgent => "urgent",
        }
    }

    /// Reads such a word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.as_str() == word)
    }
}

/// Something that was asked, as it was written down: a check-in, or one round of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub of: Type,
    /// By when the answer is or was owed; `None` when nothing is.
    pub owed_by: Option<Timestamp>,
    /// What its promise allowed; `None` when nothing is owed, or from before that was kept.
    pub allowed: Option<WorkingMinutes>,
    /// When it was answered, and what that was measured at.
    pub answer: Option<(Timestamp, Measured)>,
}

impl Item {
    /// How it stands at `now`.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.answer {
            Some((_, measured)) => Standing::Answered(measured),
            None => Standing::unanswered(self.owed_by, now),
        }
    }

    /// Its answer next to its promise; `None` without one of the two.
    pub fn pace(&self) -> Option<Pace> {
        let (_, measured) = self.answer?;
        Some(Pace { taken: measured.taken, allowed: self.allowed? })
    }
}

/// How something that was asked stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not answered, and the promise still runs, or nothing is owed.
    Waiting,
    /// Not answered, and the promise is over.
    Overdue,
    /// Answered.
    Answered(Measured),
}

impl Standing {
    /// How something stands at `now` that nobody has answered.
    pub fn unanswered(owed_by: Option<Timestamp>, now: Timestamp) -> Self {
        if owed_by.is_some_and(|owed_by| owed_by < now) { Self::Overdue } else { Self::Waiting }
    }
}

/// What a number of asked items come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// How many were asked: the answered and the owed.
    pub n: usize,
    /// How many are answered.
    pub answered: usize,
    /// How many wait for their answer.
    pub owed: usize,
    /// How long the answers took; `None` while fewer than [`FEWEST`] came, which is too early to say.
    pub taken: Option<Taken>,
    /// How many of the promises that are over were kept; `None` while fewer than [`FEWEST`] are over, which is too early
    /// to say. A promise that is over with no answer was not kept, or a question left alone would improve the share.
    pub kept: Option<Share>,
}

impl Stats {
    /// Counts these items, in any order.
    pub fn of(items: impl IntoIterator<Item = Standing>) -> Self {
        let (mut times, mut owed, mut kept, mut missed) = (Vec::new(), 0_usize, 0_usize, 0_usize);
        for item in items {
            match item {
                Standing::Waiting => owed += 1,
                Standing::Overdue => {
                    owed += 1;
                    missed += 1;
                }
                Standing::Answered(measured) => {
                    times.push(measured.taken);
                    match measured.kept {
                        Kept::Kept => kept += 1,
                        Kept::Missed => missed += 1,
                        Kept::NothingOwed => {}
                    }
                }
            }
        }
        times.sort_unstable();
        let answered = times.len();
        let kept = Share { part: kept, of: kept + missed };
        Self {
            n: answered + owed,
            answered,
            owed,
            taken: Taken::of_sorted(&times).filter(|_| answered >= FEWEST),
            kept: Some(kept).filter(|kept| kept.of >= FEWEST),
        }
    }

    /// Counts these items by type, for the types that occur.
    pub fn by_type<T: Ord>(items: impl IntoIterator<Item = (T, Standing)>) -> BTreeMap<T, Self> {
        let mut sorted: BTreeMap<T, Vec<Standing>> = BTreeMap::new();
        for (kind, item) in items {
            sorted.entry(kind).or_default().push(item);
        }
        sorted.into_iter().map(|(kind, items)| (kind, Self::of(items))).collect()
    }
}

/// What a pair's items come to, together and by type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// All of them.
    pub all: Stats,
    /// The types that occur.
    pub by_type: BTreeMap<Type, Stats>,
}

impl Figures {
    /// Counts these items as they stand at `now`.
    pub fn of(items: &[Item], now: Timestamp) -> Self {
        let standings = || items.iter().map(|item| (item.of, item.standing(now)));
        Self {
            all: Stats::of(standings().map(|(_, standing)| standing)),
            by_type: Stats::by_type(standings()),
        }
    }
}

/// How long answers took, in the mentor's working time.
///
/// Both figures are times that some answer really took, by *nearest rank*: of n times in order, the p-th percentile is
/// number p · n / 100, rounded up. So the median of an even number is the lower of the two in the middle, and the 90th
/// percentile of five is the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Half of the answers took this long or less.
    pub median: WorkingMinutes,
    /// Nine of ten answers took this long or less.
    pub ninetieth: WorkingMinutes,
}

impl Taken {
    fn of_sorted(times: &[WorkingMinutes]) -> Option<Self> {
        Some(Self { median: *percentile(times, 50)?, ninetieth: *percentile(times, 90)? })
    }
}

/// The nearest-rank percentile of sorted values; `None` when there are none.
fn percentile<T>(sorted: &[T], percent: usize) -> Option<&T> {
    let rank = sorted.len().saturating_mul(percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1))
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub part: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The share in whole percent, to the nearest; but 100 is only said of all, and 0 only of none. None of none is 0.
    pub fn percent(self) -> usize {
        let rounded = (200 * self.part + self.of).checked_div(2 * self.of).unwrap_or(0);
        match self.part {
            0 => 0,
            part if part == self.of => 100,
            _ => rounded.clamp(1, 99),
        }
    }

    fn is_over(self, percent: usize) -> bool {
        100 * self.part > percent * self.of
    }
}

/// How long one answer took, next to what its promise allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The working time it took.
    pub taken: WorkingMinutes,
    /// The working time its promise allowed: the target.
    pub allowed: WorkingMinutes,
}

impl Pace {
    /// Whether it took longer than that.
    pub fn is_over(self) -> bool {
        self.taken > self.allowed
    }
}

/// The sign that answers are slow: after each of the last three, the median of all so far was over the target. Never
/// after a single miss, and over as soon as one answer brings the median back.
///
/// `answers` are those of the time that is looked at, in the order they came. Each is held against its own target, so
/// urgent questions and others count together. The value is by how much the median is over it now.
pub fn slow(answers: &[Pace]) -> Option<WorkingMinutes> {
    let (mut so_far, mut running, mut over) = (Vec::with_capacity(answers.len()), 0_usize, 0);
    for pace in answers {
        let difference = pace.taken.0.saturating_sub(pace.allowed.0);
        so_far.insert(so_far.partition_point(|known| *known <= difference), difference);
        over = percentile(&so_far, 50).copied().unwrap_or(0);
        running = if over > 0 { running.saturating_add(1) } else { 0 };
    }
    (running >= SLOW_ANSWERS).then_some(WorkingMinutes(over))
}

/// What was asked in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How many questions were of the type Quick.
    pub quick: usize,
    /// How many questions there were.
    pub all: usize,
}

/// The sign that only small things are asked: in each of the last four weeks more than 80 % of the questions were Quick,
/// with at least [`FEWEST`] questions in the four together. The value is their share in those weeks.
///
/// `weeks` are the whole weeks that count, oldest first: those in which the pair met and nobody was away. What is not in
/// `asked` is a week without a question; it ends the sign.
pub fn mostly_quick(weeks: &[Week], asked: &BTreeMap<Week, Asked>) -> Option<Share> {
    let last = newest(weeks, QUICK_WEEKS)?;
    let shares = last.iter().map(|week| {
        let asked = asked.get(week).copied().unwrap_or_default();
        Share { part: asked.quick, of: asked.all }
    });
    if !shares.clone().all(|share| share.is_over(QUICK_PERCENT)) {
        return None;
    }
    let all = shares.fold(Share { part: 0, of: 0 }, |all, share| Share {
        part: all.part + share.part,
        of: all.of + share.of,
    });
    Some(all).filter(|all| all.of >= FEWEST)
}

/// The sign that nothing is asked: no question in the last three of the weeks that count, which are given as for
/// [`mostly_quick`].
pub fn silent(weeks: &[Week], asked: &BTreeMap<Week, Asked>) -> bool {
    newest(weeks, SILENT_WEEKS).is_some_and(|last| {
        last.iter().all(|week| asked.get(week).is_none_or(|asked| asked.all == 0))
    })
}

/// The last `count` weeks; `None` when there are fewer.
fn newest(weeks: &[Week], count: usize) -> Option<&[Week]> {
    weeks.get(weeks.len().checked_sub(count)?..)
}

#[cfg(test)]
mod tests;
