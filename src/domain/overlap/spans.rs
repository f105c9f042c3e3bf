//! The windows of two people over one span, laid over each other: what the finder works with. Each list of spans here is
//! sorted, and no two of its spans touch.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::DateTime};

use super::{Burden, CallHours, Minutes, Sides, Slot, Span};
use crate::domain::pair::Side;

/// A stretch in which both can talk, and in which each is comfortable, or not, throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shared {
    /// When.
    pub span: Span,
    /// What its furthest minute costs the mentor.
    pub mentor: Burden,
    /// What its furthest minute costs the mentee.
    pub mentee: Burden,
}

/// Slots begin on these minutes of the mentee's wall clock.
const GRID: i64 = 15;

/// Days on either side of a span whose windows are looked at too: the nearest comfort hour of a minute may lie on the day
/// before or after.
const MARGIN: i64 = 2;

/// One person's windows.
struct Open {
    /// Within call hours, inside the span.
    calls: Vec<Span>,
    /// Within comfort hours, reaching further than the span.
    comfort: Vec<Span>,
}

/// Both people's windows over one span.
pub(super) struct Time<'a> {
    sides: Sides<'a>,
    mentor: Open,
    mentee: Open,
    span: Span,
}

impl<'a> Time<'a> {
    pub(super) fn of(sides: Sides<'a>, span: Span) -> Self {
        let [mentor, mentee] = [sides.mentor, sides.mentee].map(|side| open(side.hours, span));
        Self { sides, mentor, mentee, span }
    }

    /// Whether all of `span` is within this side's call hours.
    pub(super) fn is_open(&self, side: Side, span: Span) -> bool {
        let calls = match side {
            Side::Mentor => &self.mentor.calls,
            Side::Mentee => &self.mentee.calls,
        };
        calls.iter().any(|open| open.holds(span))
    }

    /// The longest stretches in which both are within call hours and neither has another call.
    fn free(&self) -> Vec<Span> {
        let mut busy: Vec<Span> =
            self.sides.mentor.busy.iter().chain(self.sides.mentee.busy).copied().collect();
        busy.retain(|busy| busy.meets(self.span));
        busy.sort_unstable();
        without(&both(&self.mentor.calls, &self.mentee.calls), &busy)
    }

    pub(super) fn shared(&self) -> Vec<Shared> {
        let mut shared = Vec::new();
        for free in self.free() {
            let mut cuts: Vec<Timestamp> = [&self.mentor, &self.mentee]
                .into_iter()
                .flat_map(|open| meeting(&open.comfort, free))
                .flat_map(|comfort| [comfort.from, comfort.to])
                .filter(|cut| free.from < *cut && *cut < free.to)
                .collect();
            cuts.push(free.to);
            cuts.sort_unstable();
            cuts.dedup();
            let mut from = free.from;
            for to in cuts {
                let span = Span { from, to };
                let [mentor, mentee] = self.burdens(span);
                shared.push(Shared { span, mentor, mentee });
                from = to;
            }
        }
        shared
    }

    /// Every slot on the grid, earliest first.
    pub(super) fn slots(&self, minutes: Minutes) -> Vec<Slot> {
        let zone = self.sides.mentee.hours.zone();
        let changes = zone.clock_changes(self.span.from, self.span.to);
        let grid = SignedDuration::from_mins(GRID);
        let mut slots = Vec::new();
        for free in self.free() {
            let pieces =
                changes.iter().copied().filter(|change| free.from < *change && *change < free.to);
            let mut from = free.from;
            // Between two clock changes the wall clock runs as real time does.
            for to in pieces.chain([free.to]) {
                let mut starts = next_on_grid(zone.local(from), from);
                while starts < to && minutes.from(starts).to <= free.to {
                    slots.push(self.slot(starts, minutes));
                    let Ok(next) = starts.checked_add(grid) else { break };
                    starts = next;
                }
                from = to;
            }
        }
        slots
    }

    pub(super) fn slot(&self, starts: Timestamp, minutes: Minutes) -> Slot {
        let [mentor, mentee] = self.burdens(minutes.from(starts));
        Slot { starts, minutes, mentor, mentee }
    }

    fn burdens(&self, span: Span) -> [Burden; 2] {
        [&self.mentor, &self.mentee].map(|open| furthest(&open.comfort, span))
    }
}

/// A person's windows over a span.
fn open(hours: &CallHours, span: Span) -> Open {
    let comfort = hours.comfort();
    let first = hours.zone().date(span.from).saturating_sub(MARGIN.days());
    let last = hours.zone().date(span.to).saturating_add(MARGIN.days());
    let mut open = Open { calls: Vec::new(), comfort: Vec::new() };
    for date in first.series(1.day()).take_while(|date| *date <= last) {
        let Some(window) = comfort.window_on(date) else { continue };
        join(&mut open.comfort, Span { from: window.opens, to: window.closes });
        let stretched = comfort
            .hours()
            .on(date.weekday())
            .and_then(|day| comfort.place(date, day.hull(hours.stretch)));
        let Some(window) = stretched else { continue };
        let calls = Span { from: window.opens, to: window.closes }.and(span);
        if !calls.is_empty() {
            join(&mut open.calls, calls);
        }
    }
    open
}

/// A person's comfort hours inside a span.
pub(super) fn comfort(hours: &CallHours, span: Span) -> Vec<Span> {
    both(&open(hours, span).comfort, &[span])
}

/// Adds a span that is not earlier than the last, as one with it when they touch.
fn join(spans: &mut Vec<Span>, next: Span) {
    match spans.last_mut() {
        Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
        Some(_) | None => spans.push(next),
    }
}

/// What two lists have in common.
pub(super) fn both(ours: &[Span], theirs: &[Span]) -> Vec<Span> {
    let (mut ours, mut theirs) = (ours.iter().peekable(), theirs.iter().peekable());
    let mut common = Vec::new();
    while let (Some(one), Some(other)) = (ours.peek(), theirs.peek()) {
        let span = one.and(**other);
        if !span.is_empty() {
            common.push(span);
        }
        if one.to <= other.to {
            ours.next();
        } else {
            theirs.next();
        }
    }
    common
}

/// What is left of a list when these spans, sorted by their beginning, are taken out.
fn without(spans: &[Span], busy: &[Span]) -> Vec<Span> {
    let mut left = Vec::with_capacity(spans.len());
    for span in spans {
        let mut from = span.from;
        for busy in busy.iter().filter(|busy| busy.meets(*span)) {
            if from < busy.from {
                left.push(Span { from, to: busy.from });
            }
            from = from.max(busy.to);
        }
        if from < span.to {
            left.push(Span { from, to: span.to });
        }
    }
    left
}

/// Those of a list that meet or touch a span.
fn meeting(spans: &[Span], span: Span) -> &[Span] {
    let first = spans.partition_point(|one| one.to < span.from);
    let after = spans.partition_point(|one| one.from <= span.to);
    spans.get(first..after).unwrap_or_default()
}

/// How far from the nearest comfort hours the furthest instant of a span lies, in minutes begun.
fn furthest(comfort: &[Span], span: Span) -> Burden {
    let mut furthest = SignedDuration::ZERO;
    let mut at = span.from;
    let mut next = comfort.partition_point(|one| one.to <= span.from);
    while at < span.to {
        let (before, after) = (next.checked_sub(1).and_then(|n| comfort.get(n)), comfort.get(next));
        let gap_ends = after.map_or(span.to, |after| after.from.min(span.to));
        if at < gap_ends {
            furthest = furthest.max(between((before, after), Span { from: at, to: gap_ends }));
        }
        at = after.map_or(span.to, |after| after.to);
        next += 1;
    }
    let minutes = (furthest.as_secs() + i64::from(furthest.subsec_nanos() > 0) + 59) / 60;
    Burden(u16::try_from(minutes).unwrap_or(u16::MAX))
}

/// The same for a span that lies between two comfort hours. Its furthest instant is the middle between those, or whichever
/// end of the span is nearer to it.
fn between((before, after): (Option<&Span>, Option<&Span>), span: Span) -> SignedDuration {
    let since = |at: Timestamp| before.map(|before| at.duration_since(before.to));
    let until = |at: Timestamp| after.map(|after| after.from.duration_since(at));
    let (Some(since_closing), Some(until_opening)) = (since(span.from), until(span.to)) else {
        return since(span.to).or(until(span.from)).unwrap_or(SignedDuration::MAX);
    };
    let long = span.to.duration_since(span.from);
    // The nearer of the two at each end; inside, the distance rises from one end by what it falls towards the other.
    let at_most = (since_closing + until_opening + long) / 2;
    at_most.min(since_closing + long).min(until_opening + long)
}

/// The first instant from `at` on at which a clock that reads `reading` then shows a full quarter of an hour.
fn next_on_grid(reading: DateTime, at: Timestamp) -> Timestamp {
    let past = SignedDuration::from_mins(i64::from(reading.minute()) % GRID)
        + SignedDuration::new(i64::from(reading.second()), reading.subsec_nanosecond());
    if past.is_zero() {
        return at;
    }
    at.checked_add(SignedDuration::from_mins(GRID) - past).unwrap_or(Timestamp::MAX)
}
