//! A person with a watch and a diary, who looks at both every minute: when they are in their comfort hours, in their call
//! hours, and how far from comfort they are. Slow and obvious: it knows nothing of offsets, windows as instants, gaps or
//! folds, and shares no code with the finder but the types of hours and dates.

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};
use trellis::domain::availability::Availability;
use trellis::domain::overlap::CallHours;
use trellis::domain::working_hours::{DateRange, DayWindow, WorkingHours};
use trellis::domain::zone::Zones;

/// Somebody who can be called.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) zone: &'static str,
    pub(crate) hours: WorkingHours,
    pub(crate) stretch: DayWindow,
    pub(crate) days_off: Vec<DateRange>,
}

impl Person {
    pub(crate) fn call_hours(&self, zones: &Zones) -> CallHours {
        let zone = zones.find(self.zone).unwrap();
        CallHours::new(Availability::new(zone, self.hours, self.days_off.clone()), self.stretch)
    }
}

impl Person {
    fn is_off(&self, date: Date) -> bool {
        self.days_off.iter().any(|range| range.contains(date))
    }

    /// What the diary says of a date: working hours, and the call hours around them. A night is over where the next day's
    /// hours begin, and at midnight when the next day is off.
    fn plan(&self, date: Date) -> Option<((i64, i64), (i64, i64))> {
        let work = self.hours.on(date.weekday()).filter(|_| !self.is_off(date)).map(minutes_of)?;
        let tomorrow = date.tomorrow().unwrap();
        let next = self.hours.on(tomorrow.weekday()).map(|next| DAY + minutes_of(next).0);
        let over = if self.is_off(tomorrow) { DAY } else { next.unwrap_or(2 * DAY) };
        let cut = |(from, to): (i64, i64)| (from, to.min(over));
        Some((cut(work), cut(with_calls(work, minutes_of(self.stretch)))))
    }
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Not within call hours.
pub(crate) const CLOSED: u16 = u16::MAX;

/// What was seen in each minute from the first on.
pub(crate) struct Watch {
    /// Minutes since 1970.
    pub(crate) first: i64,
    /// Minutes to the nearest comfort hours: 0 inside them, [`CLOSED`] outside call hours.
    pub(crate) burden: Vec<u16>,
    /// Whether the clock shows a full quarter of an hour.
    pub(crate) quarter: Vec<bool>,
    /// Whether it is a day off.
    pub(crate) off: Vec<bool>,
}

/// How long before and after the watch is worn, so that comfort hours just outside are seen too.
const MARGIN: i64 = 4 * 24 * 60;

impl Watch {
    /// Wears it from one minute to another.
    pub(crate) fn wear(person: &Person, (first, last): (i64, i64)) -> Self {
        let clock = TimeZoneDatabase::bundled().get(person.zone).unwrap();
        let (mut quarter, mut off) = (Vec::new(), Vec::new());
        // The latest that the clock has shown: a clock that is set back does not make a day begin twice.
        let mut latest: Vec<DateTime> = Vec::new();
        for minute in first - MARGIN..last + MARGIN {
            let now = reading(&clock, minute);
            latest.push(latest.last().map_or(now, |latest| now.max(*latest)));
            quarter.push(now.minute() % 15 == 0 && now.second() == 0);
            off.push(person.is_off(now.date()));
        }
        let (mut comfort, mut minutes) = (vec![false; latest.len()], vec![false; latest.len()]);
        let [begin, end] = [&latest[0], &latest[latest.len() - 1]].map(|at| at.date());
        for date in begin.saturating_sub(1.day()).series(1.day()).take_while(|date| *date <= end) {
            let Some((working, calls)) = person.plan(date) else { continue };
            let seen = |(from, to): (i64, i64)| {
                let comes = |to: i64| {
                    let at = date.at(0, 0, 0, 0).saturating_add(to.minutes());
                    latest.partition_point(|now| *now < at)
                };
                comes(from)..comes(to)
            };
            let working = seen(working);
            // On a day whose comfort hours a clock change skipped, nobody is called.
            if !working.is_empty() {
                comfort[working].fill(true);
                minutes[seen(calls)].fill(true);
            }
        }
        let distance = distances(&comfort);
        let burden: Vec<u16> = minutes
            .iter()
            .zip(distance)
            .map(|(open, far)| if *open { far } else { CLOSED })
            .collect();
        let kept = MARGIN as usize..MARGIN as usize + usize::try_from(last - first).unwrap();
        Self {
            first,
            burden: burden[kept.clone()].to_vec(),
            quarter: quarter[kept.clone()].to_vec(),
            off: off[kept].to_vec(),
        }
    }
}

fn reading(clock: &TimeZone, minute: i64) -> DateTime {
    clock.to_datetime(instant(minute))
}

pub(crate) fn instant(minute: i64) -> Timestamp {
    Timestamp::from_second(minute * 60).unwrap()
}

/// A window as minutes from the midnight of its date; what is past 1440 is on the next one.
fn minutes_of(window: DayWindow) -> (i64, i64) {
    (window.from_minute().into(), window.to_minute().into())
}

/// One window with both: a day reaches from the earlier beginning to the later end. A night takes in only what touches it,
/// on its own date or the next, and only as far as it lasts 14 hours.
fn with_calls(work: (i64, i64), calls: (i64, i64)) -> (i64, i64) {
    let hull = |calls: (i64, i64)| (work.0.min(calls.0), work.1.max(calls.1));
    if work.1 <= DAY && calls.1 <= DAY {
        return hull(calls);
    }
    for calls in [calls, (calls.0 + DAY, calls.1 + DAY)] {
        let all = hull(calls);
        if calls.0 <= work.1 && work.0 <= calls.1 && all.1 - all.0 <= 14 * 60 {
            return all;
        }
    }
    work
}

/// How many minutes each minute is from the nearest marked one.
fn distances(marked: &[bool]) -> Vec<u16> {
    let mut distance = vec![CLOSED - 1; marked.len()];
    let mut walk = |order: &mut dyn Iterator<Item = usize>| {
        let mut far = CLOSED - 1;
        for minute in order {
            far = if marked[minute] { 0 } else { far.saturating_add(1).min(CLOSED - 1) };
            distance[minute] = distance[minute].min(far);
        }
    };
    walk(&mut (0..marked.len()));
    walk(&mut (0..marked.len()).rev());
    distance
}
