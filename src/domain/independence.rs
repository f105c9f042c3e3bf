//! How far somebody has come towards standing alone, as far as the record of their pair shows it.
//!
//! It compares a pair's first eight weeks with its last eight, each figure with its count. It is never a score and
//! compares nobody with anybody; fewer than [`FEWEST`](super::stats::FEWEST) of something are too few for a figure.
//! What the record does not hold is left out.

use jiff::Timestamp;

use super::{
    goal::Reached,
    question::{Closed, Kind},
    review::{self, Confidence},
    stats::Share,
    week::Week,
    zone::Zone,
};

/// So many weeks at the beginning, and so many at the end.
pub const WEEKS: i32 = 8;

/// What there is to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How many of the questions were of each kind.
    pub kinds: [(Kind, Trend); 3],
    /// How many of what was settled the mentee solved themselves, while writing it down or afterwards.
    pub self_solved: Trend,
    /// How many of the planned items that were done the mentee did on their own.
    pub done_alone: Trend,
    /// How many questions of others the mentee answered in the help channel, since the pair began.
    pub helped: usize,
    /// How many goals were met since the pair began, and how many of them without the mentor.
    pub goals: Share,
    /// How sure the mentee said they are, area by area, in the reviews since the pair began.
    pub confidence: Vec<review::Trend>,
}

/// The same at the beginning and lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// In the first weeks.
    pub first: Share,
    /// In the last weeks.
    pub last: Share,
}

/// Something that happened, and whether it counts for a share.
pub type Fact = (Timestamp, bool);

/// What the record holds of a pair, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The questions that were asked.
    pub asked: Vec<(Timestamp, Kind)>,
    /// The questions that were settled, and how.
    pub settled: Vec<(Timestamp, Closed)>,
    /// What was solved while it was being written down.
    pub solved_while_writing: Vec<Timestamp>,
    /// The planned items that were done, and whether alone.
    pub done: Vec<Fact>,
    /// How many questions of others were answered.
    pub helped: usize,
    /// The goals that were met, and whose doing it was.
    pub met: Vec<Reached>,
    /// How sure the mentee said they are, the oldest first.
    pub confidence: Vec<Confidence>,
}

impl Picture {
    /// What the facts of a pair that began at `began_at` show at `now`, on the mentee's calendar.
    pub fn of(facts: &Facts, zone: &Zone, (began_at, now): (Timestamp, Timestamp)) -> Self {
        let spans = Spans::of(zone, began_at, now);
        let of_kind = |kind| {
            let asked = facts.asked.iter().map(|(at, it)| (*at, *it == kind));
            (kind, spans.trend(asked))
        };
        let settled = facts.settled.iter().map(|(at, closed)| (*at, is_alone(*closed)));
        let while_writing = facts.solved_while_writing.iter().map(|at| (*at, true));
        Self {
            kinds: [Kind::Quick, Kind::Debug, Kind::Concept].map(of_kind),
            self_solved: spans.trend(settled.chain(while_writing)),
            done_alone: spans.trend(facts.done.iter().copied()),
            helped: facts.helped,
            goals: Share {
                part: facts.met.iter().filter(|how| **how == Reached::Alone).count(),
                of: facts.met.len(),
            },
            confidence: review::trends(&facts.confidence),
        }
    }
}

fn is_alone(closed: Closed) -> bool {
    match closed {
        Closed::SolvedAlone => true,
        Closed::Solved => false,
    }
}

/// The first weeks and the last, which never overlap: what a young pair did was at its beginning.
struct Spans {
    began_at: Timestamp,
    first_until: Timestamp,
    last_from: Timestamp,
}

impl Spans {
    fn of(zone: &Zone, began_at: Timestamp, now: Timestamp) -> Self {
        let first = Week::of(zone.date(began_at));
        let this = Week::of(zone.date(now));
        let first_until = zone.start_of(first.plus(WEEKS).monday());
        let last_from = zone.start_of(this.plus(1 - WEEKS).monday());
        Self { began_at, first_until, last_from: last_from.max(first_until) }
    }

    fn trend(&self, facts: impl Iterator<Item = Fact>) -> Trend {
        let none = Share { part: 0, of: 0 };
        let mut trend = Trend { first: none, last: none };
        for (at, counts) in facts.filter(|(at, _)| *at >= self.began_at) {
            let share = if at < self.first_until {
                &mut trend.first
            } else if at >= self.last_from {
                &mut trend.last
            } else {
                continue;
            };
            share.of += 1;
            share.part += usize::from(counts);
        }
        trend
    }
}

#[cfg(test)]
mod tests {
    use super::super::zone::Zones;
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_weeks_and_the_last_are_compared_and_what_lies_between_is_left_out() {
        let zone = Zones::bundled().find("Europe/Lisbon").unwrap();
        let (began, now) = (at("2026-11-02T09:00:00Z"), at("2027-04-19T09:00:00Z"));
        let days =
            ["2026-11-03", "2026-12-20", "2026-12-28", "2027-02-28", "2027-03-01", "2027-04-18"];
        let asked = days.map(|day| (at(&format!("{day}T10:00:00Z")), Kind::Quick));
        let facts = Facts { asked: asked.to_vec(), ..Facts::default() };
        let picture = Picture::of(&facts, &zone, (began, now));
        let (first, last) = (Share { part: 2, of: 2 }, Share { part: 2, of: 2 });
        assert_eq!(picture.kinds[0], (Kind::Quick, Trend { first, last }));
        assert_eq!(picture.kinds[1].1.first, Share { part: 0, of: 2 });
    }

    #[test]
    fn a_young_pair_has_only_a_beginning() {
        let zone = Zones::bundled().find("Europe/Lisbon").unwrap();
        let (began, now) = (at("2026-11-02T09:00:00Z"), at("2026-11-20T09:00:00Z"));
        let solved_while_writing = vec![at("2026-11-10T09:00:00Z"); 6];
        let settled = vec![(at("2026-11-11T09:00:00Z"), Closed::Solved); 2];
        let facts = Facts { solved_while_writing, settled, ..Facts::default() };
        let trend = Picture::of(&facts, &zone, (began, now)).self_solved;
        assert_eq!(
            trend,
            Trend { first: Share { part: 6, of: 8 }, last: Share { part: 0, of: 0 } }
        );
    }
}
