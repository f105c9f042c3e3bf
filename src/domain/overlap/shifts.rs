//! What clock changes do to a weekly hour: the hour stays where it is for one side, and moves for the other.
//!
//! Found by reading both clocks at every occurrence, so that two changes that undo each other, or a change of half an
//! hour, need no rule. Nothing is said about burdens here; that is for the slots.

use jiff::{Timestamp, ToSpan, civil::DateTime, civil::Time, civil::Weekday};

use super::{Sides, Span};
use crate::domain::{pair::Side, zone::Zone};

/// An hour of the week on one side's wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekly {
    /// On whose clock it stays the same.
    pub of: Side,
    /// The day.
    pub day: Weekday,
    /// The time.
    pub time: Time,
}

/// Whose clock was changed between two occurrences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Changed {
    /// The mentor's.
    Mentor,
    /// The mentee's.
    Mentee,
    /// First one, then the other, or both at once; what is left is the difference.
    Both,
}

/// After a clock change the weekly hour is another one for the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shift {
    /// The instant of the change; the last one when there were several.
    pub at: Timestamp,
    /// Whose clock was changed.
    pub changed: Changed,
    /// The first occurrence after it.
    pub first: Timestamp,
    /// By how many minutes it is later from then on for the other side; negative when it is earlier. Never zero.
    pub later: i64,
}

impl Weekly {
    /// The weekly hour at which something happens on one side's clock.
    pub fn at(zone: &Zone, (of, at): (Side, Timestamp)) -> Self {
        let reading = zone.local(at);
        Self { of, day: reading.weekday(), time: reading.time() }
    }
}

/// One occurrence, as the other side's clock reads it.
struct Occurrence {
    at: Timestamp,
    planned: DateTime,
    reads: DateTime,
}

impl Sides<'_> {
    /// The clock changes in a span, after its first instant and up to its last, that move a weekly hour for the other
    /// side, in order. Changes between the same two occurrences are one.
    pub fn shifts(self, weekly: Weekly, span: Span) -> Vec<Shift> {
        let [own, other] = [weekly.of, weekly.of.other()].map(|side| self.of(side).hours.zone());
        let occurrences = occurrences((own, other), weekly, span);
        occurrences
            .windows(2)
            .filter_map(|two| match two {
                [before, after] => self.shift((before, after), span),
                _ => None,
            })
            .collect()
    }

    fn shift(self, (before, after): (&Occurrence, &Occurrence), span: Span) -> Option<Shift> {
        let moved =
            after.reads.duration_since(after.planned) - before.reads.duration_since(before.planned);
        if moved.is_zero() {
            return None;
        }
        let last = |side: Side| {
            self.of(side).hours.zone().clock_changes(before.at, after.at).last().copied()
        };
        let (at, changed) = match (last(Side::Mentor), last(Side::Mentee)) {
            (Some(one), Some(other)) => (one.max(other), Changed::Both),
            (Some(at), None) => (at, Changed::Mentor),
            (None, Some(at)) => (at, Changed::Mentee),
            (None, None) => return None,
        };
        let is_within = span.from < at && at <= span.to;
        is_within.then_some(Shift { at, changed, first: after.at, later: moved.as_mins() })
    }
}

/// The occurrences in a span, with the last one before it and the first one after it. One that a clock change skips is
/// left out, since no clock reads that hour then.
fn occurrences((own, other): (&Zone, &Zone), weekly: Weekly, span: Span) -> Vec<Occurrence> {
    // Two weeks before, in case the last one was skipped.
    let before = own.date(span.from).saturating_sub(15.days());
    let first = weekly.day.since(before.weekday());
    let mut occurrences: Vec<Occurrence> = Vec::new();
    for date in before.saturating_add(i64::from(first).days()).series(7.days()) {
        let planned = date.to_datetime(weekly.time);
        let at = own.instant(planned);
        if own.local(at) != planned {
            continue;
        }
        if at <= span.from {
            occurrences.clear();
        }
        occurrences.push(Occurrence { at, planned, reads: other.local(at) });
        if at > span.to {
            break;
        }
    }
    occurrences
}
