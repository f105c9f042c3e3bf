//! A person with a watch and a diary, who looks at both every minute: when they are in their comfort hours, in their call
//! hours, and how far from comfort they are. Slow and obvious: it knows nothing of offsets, windows as instants, gaps or
//! folds, and shares no code with the finder but the types of hours and dates.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
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

/// What the diary says of the day that has come.
struct Today {
    date: Date,
    comfort: Option<DayWindow>,
    stretched: Option<DayWindow>,
    begun: usize,
    had_comfort: bool,
}

impl Watch {
    /// Wears it from one minute to another.
    pub(crate) fn wear(person: &Person, (first, last): (i64, i64)) -> Self {
        let clock = TimeZoneDatabase::bundled().get(person.zone).unwrap();
        let mut minutes = Vec::new();
        let mut comfort = Vec::new();
        let (mut quarter, mut off) = (Vec::new(), Vec::new());
        // The latest that the clock has shown: a clock that is set back does not make a day begin twice.
        let mut latest = reading(&clock, first - MARGIN);
        let mut today = diary(person, latest.date(), 0);
        for minute in first - MARGIN..last + MARGIN {
            let now = reading(&clock, minute);
            latest = latest.max(now);
            if latest.date() != today.date {
                close(&mut minutes, &today);
                today = diary(person, latest.date(), minutes.len());
            }
            let inside =
                |window: Option<DayWindow>| window.is_some_and(|w| w.contains(latest.time()));
            today.had_comfort |= inside(today.comfort);
            comfort.push(inside(today.comfort));
            minutes.push(inside(today.stretched) || inside(today.comfort));
            quarter.push(now.minute() % 15 == 0 && now.second() == 0);
            off.push(person.days_off.iter().any(|range| range.contains(now.date())));
        }
        close(&mut minutes, &today);
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

fn diary(person: &Person, date: Date, begun: usize) -> Today {
    let is_off = person.days_off.iter().any(|range| range.contains(date));
    let comfort = person.hours.on(date.weekday()).filter(|_| !is_off);
    Today { date, comfort, stretched: comfort.map(|_| person.stretch), begun, had_comfort: false }
}

/// On a day whose comfort hours a clock change skipped, nobody is called. The hours between a stretch and comfort hours
/// that do not meet are call hours too.
fn close(minutes: &mut [bool], today: &Today) {
    let day = &mut minutes[today.begun..];
    if !today.had_comfort {
        day.fill(false);
    }
    if let (Some(first), Some(last)) = (day.iter().position(|m| *m), day.iter().rposition(|m| *m)) {
        day[first..=last].fill(true);
    }
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
