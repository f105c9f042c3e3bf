//! Who reads whose work: in twos, with one three where their number is odd, both ways, and with somebody new as long as
//! there is anybody one has not met.
//!
//! Among ways to put people together that repeat the least, the one is taken in which the most share some working time.
//! While a cohort stays as it is, that is a round robin. The same people with the same past are always put together in the
//! same way. It is every second Monday; who is there is decided elsewhere.

use std::collections::BTreeMap;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
};

use super::{
    ids::{CohortId, PeerReviewId, PersonId},
    zone::Zone,
};

/// It comes round after so many days.
const EVERY_DAYS: i64 = 14;

/// The hour on the wall, where the cohort is at home, at which people are put together.
const HOUR: i8 = 10;

/// One time at which members of a cohort read each other's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerReview {
    /// Our id.
    pub id: PeerReviewId,
    /// The cohort.
    pub cohort: CohortId,
    /// Its day, where the cohort is at home.
    pub on: Date,
    /// How many were away.
    pub away: u32,
    /// Who reads whose work.
    pub reads: Vec<Read>,
}

/// Somebody who reads somebody's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Who reads.
    pub reader: PersonId,
    /// Whose work.
    pub author: PersonId,
    /// The group the two are in, from 1.
    pub together: u32,
    /// What became of it; `None` while the reader has not said.
    pub answer: Option<ReadAnswer>,
}

/// What became of reading somebody's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAnswer {
    /// They have read it.
    Done,
    /// Not this time.
    NotNow,
}

impl ReadAnswer {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotNow => "not_now",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Done, Self::NotNow].into_iter().find(|answer| answer.as_str() == word)
    }
}

impl PeerReview {
    /// What somebody reads in it.
    pub fn of(&self, reader: PersonId) -> Option<Read> {
        self.reads.iter().copied().find(|read| read.reader == reader)
    }
}

/// The instant of the one on this day.
pub fn at(home: &Zone, on: Date) -> Timestamp {
    home.instant(on.at(HOUR, 0, 0, 0))
}

/// The first one that is still to come: a Monday, not before `from`.
pub fn first_day(home: &Zone, from: Date, now: Timestamp) -> Date {
    let from = from.max(home.date(now));
    let is_ahead = |day: &Date| day.weekday() == Weekday::Monday && at(home, *day) > now;
    from.series(1.day()).take(8).find(is_ahead).unwrap_or(from)
}

/// The first one after that of `last` that is still to come, in the same weeks as before.
pub fn next_day(home: &Zone, last: Date, now: Timestamp) -> Date {
    let mut later = last.series(EVERY_DAYS.days()).skip(1).take(1000);
    later.find(|day| at(home, *day) > now).unwrap_or(last)
}

/// Up to so many people, every way to put them together is weighed; more are put together well, but perhaps not best.
const WEIGHED: usize = 12;

/// Two people, the smaller id first.
type Two = (PersonId, PersonId);

/// Who has been put together with whom, and how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Met(BTreeMap<Two, u32>);

impl Met {
    /// These were put together once more.
    pub fn add(&mut self, group: &[PersonId]) {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                *self.0.entry(two(*one, *other)).or_default() += 1;
            }
        }
    }

    /// How often these two were.
    pub fn times(&self, one: PersonId, other: PersonId) -> u32 {
        self.0.get(&two(one, other)).copied().unwrap_or_default()
    }
}

fn two(one: PersonId, other: PersonId) -> Two {
    (one.min(other), one.max(other))
}

/// People who read each other's work: two of them, or three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group(Vec<PersonId>);

impl Group {
    /// Who is in it.
    pub fn people(&self) -> &[PersonId] {
        &self.0
    }

    /// Who reads whose work, the reader first: each of two the other's, and three in a ring.
    pub fn reads(&self) -> Vec<(PersonId, PersonId)> {
        let next = self.0.iter().cycle().skip(1);
        self.0.iter().copied().zip(next.copied()).collect()
    }
}

/// What a way to put people together costs: first what it repeats, then how many share no working time.
type Cost = (u64, u64);

/// What people are put together by.
struct Weigh<'a> {
    met: &'a Met,
    share: &'a dyn Fn(PersonId, PersonId) -> bool,
}

impl Weigh<'_> {
    fn group(&self, group: &[PersonId]) -> Cost {
        let mut cost = (0, 0);
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                let times = u64::from(self.met.times(*one, *other));
                cost = plus(cost, (times * times, u64::from(!(self.share)(*one, *other))));
            }
        }
        cost
    }

    fn all(&self, groups: &[Vec<PersonId>]) -> Cost {
        groups.iter().fold((0, 0), |sum, group| plus(sum, self.group(group)))
    }
}

fn plus(one: Cost, other: Cost) -> Cost {
    (one.0 + other.0, one.1 + other.1)
}

/// Puts those who are there together; nobody where only one is there, or none. `share` says of two whether their working
/// hours have anything in common.
pub fn groups(
    there: &[PersonId],
    met: &Met,
    share: &dyn Fn(PersonId, PersonId) -> bool,
) -> Vec<Group> {
    let mut there = there.to_vec();
    there.sort_unstable();
    there.dedup();
    if there.len() < 2 {
        return Vec::new();
    }
    let weigh = Weigh { met, share };
    let round = round_robin(&there, &weigh);
    // A round that repeats nothing is taken as it is: others might leave two for later who then cannot meet.
    let best = match weigh.all(&round) {
        (0, _) => round,
        _ if there.len() <= WEIGHED => cheapest(&there, &weigh).unwrap_or(round),
        _ => improved(round, &weigh),
    };
    best.into_iter().map(Group).collect()
}

/// The cheapest round of a round robin: everybody but the last sits in a circle and moves on, and whoever is left over where
/// the number is odd joins the first two.
fn round_robin(there: &[PersonId], weigh: &Weigh<'_>) -> Vec<Vec<PersonId>> {
    let seats: Vec<Option<PersonId>> = match there.len() % 2 {
        0 => there.iter().copied().map(Some).collect(),
        _ => there.iter().copied().map(Some).chain([None]).collect(),
    };
    let turning = seats.len() - 1;
    let mut best: Option<(Cost, Vec<Vec<PersonId>>)> = None;
    for turn in 0..turning {
        let sits = |at: usize| seats[(turn + at) % turning];
        let mut groups = Vec::new();
        let mut left_over = None;
        for at in 0..seats.len() / 2 {
            let opposite = if at == 0 { seats[turning] } else { sits(turning - at) };
            match (sits(at), opposite) {
                (Some(one), Some(other)) => groups.push(vec![one.min(other), one.max(other)]),
                (alone, other) => left_over = alone.or(other),
            }
        }
        if let Some(person) = left_over {
            let costs =
                |group: &Vec<PersonId>| weigh.group(&[group.as_slice(), &[person]].concat());
            let joined = groups.iter_mut().min_by_key(|group| costs(group));
            joined.into_iter().for_each(|group| group.push(person));
        }
        let cost = weigh.all(&groups);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, groups));
        }
    }
    best.map(|(_, groups)| groups).unwrap_or_default()
}

/// The cheapest of all ways, by the set of those who are still to be put together.
fn cheapest(there: &[PersonId], weigh: &Weigh<'_>) -> Option<Vec<Vec<PersonId>>> {
    let everybody = (1usize << there.len()) - 1;
    let mut best: Vec<Option<(Cost, Vec<usize>)>> = vec![None; everybody + 1];
    best[0] = Some(((0, 0), Vec::new()));
    for set in 1..=everybody {
        let members: Vec<usize> = (0..there.len()).filter(|at| set >> at & 1 == 1).collect();
        let Some((first, rest)) = members.split_first() else { continue };
        let mut groups: Vec<Vec<usize>> = rest.iter().map(|other| vec![*first, *other]).collect();
        if members.len() % 2 == 1 {
            for (at, one) in rest.iter().enumerate() {
                groups.extend(rest[at + 1..].iter().map(|other| vec![*first, *one, *other]));
            }
        }
        for group in groups {
            let others = group.iter().fold(set, |set, at| set & !(1 << at));
            let Some((so_far, _)) = &best[others] else { continue };
            let people: Vec<PersonId> = group.iter().map(|at| there[*at]).collect();
            let cost = plus(*so_far, weigh.group(&people));
            if best[set].as_ref().is_none_or(|(least, _)| cost < *least) {
                best[set] = Some((cost, group));
            }
        }
    }
    let (mut set, mut groups) = (everybody, Vec::new());
    while set != 0 {
        let (_, group) = best[set].as_ref()?;
        groups.push(group.iter().map(|at| there[*at]).collect());
        set = group.iter().fold(set, |set, at| set & !(1 << at));
    }
    Some(groups)
}

/// Two people of two groups change places for as long as that makes it cheaper.
fn improved(mut groups: Vec<Vec<PersonId>>, weigh: &Weigh<'_>) -> Vec<Vec<PersonId>> {
    while let Some(better) = cheaper(&groups, weigh) {
        groups = better;
    }
    groups
}

fn cheaper(groups: &[Vec<PersonId>], weigh: &Weigh<'_>) -> Option<Vec<Vec<PersonId>>> {
    for (at, one) in groups.iter().enumerate() {
        for (further, other) in groups.iter().enumerate().skip(at + 1) {
            let before = plus(weigh.group(one), weigh.group(other));
            for here in 0..one.len() {
                for there in 0..other.len() {
                    let (mut one, mut other) = (one.clone(), other.clone());
                    std::mem::swap(&mut one[here], &mut other[there]);
                    if plus(weigh.group(&one), weigh.group(&other)) < before {
                        let mut better = groups.to_vec();
                        better[at] = one;
                        better[further] = other;
                        return Some(better);
                    }
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
