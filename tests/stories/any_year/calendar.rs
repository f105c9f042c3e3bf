//! What the story itself knows of people's calendars. It is written from what people said, and shares with the bot only
//! the rules of time zones, so that both cannot be wrong about a day off in the same way.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use trellis::domain::zone::{Zone, Zones};

/// The first and the last of some days.
pub(super) type Days = (Date, Date);

/// Working hours: as they are typed, and from Monday to Sunday from which hour to which; from 0 to 0 is a day off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hours {
    pub(super) typed: &'static str,
    days: [(i8, i8); 7],
}

const OFF: (i8, i8) = (0, 0);
const NINE_TO_FIVE: (i8, i8) = (9, 17);

/// Hours somebody may choose; what everybody begins with comes first.
pub(super) const HOURS: [Hours; 4] = [
    Hours {
        typed: "Mon-Fri 09:00-17:00",
        days: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, OFF, OFF],
    },
    Hours {
        typed: "Sun-Thu 08:00-12:00",
        days: [(8, 12), (8, 12), (8, 12), (8, 12), OFF, OFF, (8, 12)],
    },
    Hours {
        typed: "Mon-Wed 10:00-16:00",
        days: [(10, 16), (10, 16), (10, 16), OFF, OFF, OFF, OFF],
    },
    Hours {
        typed: "Mon-Thu 09:00-17:00, Fri 09:00-13:00",
        days: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, (9, 13), OFF, OFF],
    },
];

/// Hours in which somebody may take calls, from one hour to another; what everybody begins with comes first.
pub(super) const CALL_HOURS: [(i8, i8); 4] = [(7, 21), (6, 22), (9, 18), (12, 24)];

/// Somebody's calendar, and how quiet they want it.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    pub(super) zone: &'static str,
    pub(super) hours: Hours,
    pub(super) calls: (i8, i8),
    pub(super) leaves: Vec<Days>,
    /// The last day of a mute, which may be over.
    pub(super) muted_on: Option<Date>,
    /// Unasked messages in a week, at most.
    pub(super) weekly: usize,
    /// Kinds of unasked messages that are switched off.
    pub(super) off: BTreeSet<&'static str>,
}

impl Calendar {
    pub(super) fn new(zone: &'static str) -> Self {
        let (leaves, off) = Default::default();
        Self { zone, hours: HOURS[0], calls: CALL_HOURS[0], leaves, muted_on: None, weekly: 6, off }
    }

    pub(super) fn zone(&self) -> Zone {
        Zones::bundled().find(self.zone).unwrap()
    }

    pub(super) fn today(&self, now: Timestamp) -> Date {
        self.zone().date(now)
    }

    /// Whether somebody who works at such hours, and is free on these days too, is there.
    pub(super) fn is_open(&self, at: Timestamp, holidays: &[Days]) -> bool {
        let local = self.zone().local(at);
        let (from, to) =
            self.hours.days[usize::from(local.weekday().to_monday_zero_offset() as u8)];
        let is_off = |(first, last): &Days| (*first..=*last).contains(&local.date());
        (from..to).contains(&local.hour()) && !self.leaves.iter().chain(holidays).any(is_off)
    }

    /// Whether somebody takes a call then, if need be: on their working days, from the earlier beginning to the later end.
    pub(super) fn takes_calls(&self, at: Timestamp, holidays: &[Days]) -> bool {
        let stretched = |(from, to): (i8, i8)| match (from, to) {
            OFF => OFF,
            _ => (from.min(self.calls.0), to.max(self.calls.1)),
        };
        let hours = Hours { days: self.hours.days.map(stretched), ..self.hours };
        Self { hours, ..self.clone() }.is_open(at, holidays)
    }

    pub(super) fn is_muted(&self, at: Timestamp) -> bool {
        self.muted_on.is_some_and(|last| self.today(at) <= last)
    }

    /// Leaves that run or are still to come, the first one first.
    pub(super) fn coming(&self, today: Date) -> Vec<Days> {
        let mut coming: Vec<Days> =
            self.leaves.iter().copied().filter(|(_, to)| *to >= today).collect();
        coming.sort_unstable();
        coming
    }

    pub(super) fn overlaps(&self, (from, to): Days, today: Date) -> bool {
        self.coming(today).iter().any(|(first, last)| *first <= to && from <= *last)
    }

    /// A leave that runs ends with yesterday; one that is still to come is none.
    pub(super) fn end(&mut self, leave: Days, today: Date) {
        self.leaves.retain(|it| *it != leave);
        if leave.0 < today {
            self.leaves.push((leave.0, today.yesterday().unwrap()));
        }
    }
}
