//! Availability against a model that only reads the wall clock, minute by minute, and counts. The model is slow and
//! obvious: it knows nothing of offsets, gaps and folds, it sees what a person with a watch sees.

use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::super::super::working_hours::DayWindow;
use super::*;

/// Places and the dates on which their clocks do something: change by an hour, by half an hour, over midnight, in the
/// middle of winter, or lose a day.
const EDGES: [(&str, (i16, i8, i8)); 17] = [
    ("Europe/Lisbon", (2026, 3, 29)),
    ("Europe/Lisbon", (2026, 10, 25)),
    ("America/New_York", (2026, 3, 8)),
    ("America/New_York", (2026, 11, 1)),
    ("America/Denver", (2026, 11, 1)),
    ("Asia/Kolkata", (2026, 3, 8)),
    ("Australia/Lord_Howe", (2026, 4, 5)),
    ("Australia/Lord_Howe", (2026, 10, 4)),
    ("Africa/Casablanca", (2026, 2, 15)),
    ("Africa/Casablanca", (2026, 3, 22)),
    ("America/Havana", (2026, 3, 8)),
    ("America/Havana", (2026, 11, 1)),
    ("America/Nuuk", (2026, 3, 28)),
    ("America/Nuuk", (2026, 10, 24)),
    ("Pacific/Apia", (2011, 12, 30)),
    // Here the clock fell back over midnight, from 00:01 to 23:01 of the day before.
    ("America/St_Johns", (2010, 11, 7)),
    ("America/St_Johns", (2010, 3, 14)),
];

/// How many days the model walks through.
const DAYS: i64 = 7;

#[derive(Debug, Clone)]
struct Case {
    person: Availability,
    /// The first minute of the walk.
    start: Timestamp,
}

/// What the watch showed: for each minute from the start, whether the window was open and whether the day was a working
/// day.
struct Walk {
    start: Timestamp,
    open: Vec<bool>,
    working: Vec<bool>,
}

impl Walk {
    fn through(case: &Case) -> Self {
        // Begun a little early, so that a window that is open at the start is seen to open.
        let early = 2 * 24 * 60;
        let begin = case.start - SignedDuration::from_mins(early);
        let first = case.person.zone().date(begin);
        // What the person's diary says will happen, in the order in which a watch comes to it.
        let mut diary: Vec<(DateTime, bool)> = Vec::new();
        for date in first.series(1.day()).take(DAYS as usize + 6) {
            if let Some(window) =
                case.person.hours().on(date.weekday()).filter(|_| !case.person.is_day_off(date))
            {
                let midnight = date.at(0, 0, 0, 0);
                diary.push((
                    midnight.saturating_add(i64::from(window.from_minute()).minutes()),
                    true,
                ));
                // A night goes on into the next date, unless that is a day off.
                let is_cut = case.person.is_day_off(date.tomorrow().unwrap());
                let end = if is_cut { window.to_minute().min(1440) } else { window.to_minute() };
                diary.push((midnight.saturating_add(i64::from(end).minutes()), false));
            }
        }
        let mut diary = diary.into_iter().peekable();
        let (mut open, mut working) = (Vec::new(), Vec::new());
        let (mut is_open, mut latest) = (false, first);
        let mut is_working = case.person.is_working_day(latest);
        for minute in 0..early + DAYS * 24 * 60 {
            let second = begin.as_second() + minute * 60;
            let reading = case.person.zone().local(Timestamp::from_second(second).unwrap());
            while let Some((_, opens)) = diary.next_if(|(due, _)| *due <= reading) {
                is_open = opens;
            }
            if reading.date() > latest {
                latest = reading.date();
                is_working = case.person.is_working_day(latest);
            }
            if minute >= early {
                open.push(is_open);
                working.push(is_working);
            }
        }
        Self { start: case.start, open, working }
    }

    fn at(&self, minute: usize) -> Timestamp {
        self.start + SignedDuration::from_mins(minute as i64)
    }

    /// The minute from `from` on at which `count` of the marked minutes have passed.
    fn after(marks: &[bool], from: usize, count: usize) -> Option<usize> {
        let last =
            (from..marks.len()).filter(|minute| marks[*minute]).nth(count.checked_sub(1)?)?;
        Some(last + 1)
    }
}

fn any_window() -> impl Strategy<Value = Option<DayWindow>> {
    prop_oneof![
        1 => Just(None),
        3 => (0u16..1440, 1u16..=1440).prop_filter_map("an empty window", |(from, length)| {
            let to = (from + length).min(1440);
            format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60).parse().ok().map(Some)
        }),
        // The hours in which clocks change.
        3 => (0u16..200, 1u16..200).prop_map(|(from, length)| {
            let to = from + length;
            format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60).parse().ok()
        }),
        1 => Just(Some(DayWindow::ALL_DAY)),
        1 => Just("22:00-24:00".parse().ok()),
        // Nights, which may end in those hours too.
        4 => (700u16..1440, 0u16..500).prop_map(|(from, to)| {
            format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60).parse().ok()
        }),
    ]
}

/// Hours as people can have them: no night goes on when the next day has begun.
fn without_overlap(mut hours: WorkingHours) -> WorkingHours {
    while let Some(day) = hours.first_overlap() {
        hours = hours.with(day, None);
    }
    hours
}

fn any_case() -> impl Strategy<Value = Case> {
    let edge = prop::sample::select(EDGES.to_vec());
    let windows = prop::array::uniform7(any_window());
    let days_off = prop::collection::vec((-4i64..5, 0i64..3), 0..3);
    (edge, windows, days_off, -4i64..2, 0i64..24 * 60).prop_map(
        |((name, (y, m, d)), windows, days_off, day, minute)| {
            let edge = date(y, m, d);
            let hours = Weekday::Monday
                .cycle_forward()
                .zip(windows)
                .fold(WorkingHours::NEVER, |hours, (day, window)| hours.with(day, window));
            let days_off = days_off
                .into_iter()
                .map(|(first, more)| {
                    let first = edge.saturating_add(first.days());
                    DateRange::new(first, first.saturating_add(more.days())).unwrap()
                })
                .collect();
            let person = Availability::new(zone(name), without_overlap(hours), days_off);
            let start = person.zone().start_of(edge.saturating_add(day.days()))
                + SignedDuration::from_mins(minute);
            Case { person, start }
        },
    )
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 128,
        rng_seed: RngSeed::Fixed(4),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

const MINUTES: usize = DAYS as usize * 24 * 60;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn open_minutes_are_those_the_watch_saw(case in any_case(), minutes in prop::collection::vec(0..MINUTES, 40)) {
        let (walk, person) = (Walk::through(&case), &case.person);
        for minute in minutes {
            let at = walk.at(minute);
            prop_assert_eq!(person.is_open(at), walk.open[minute], "{}", at);
            let next = (minute..MINUTES).find(|minute| walk.open[*minute]).map(|minute| walk.at(minute));
            let found = person.next_open(at).filter(|found| *found < walk.at(MINUTES));
            prop_assert_eq!(found, next, "{}", at);
        }
    }

    #[test]
    fn working_time_is_the_number_of_open_minutes(case in any_case(), a in 0..MINUTES, b in 0..MINUTES) {
        let (walk, person) = (Walk::through(&case), &case.person);
        let (from, to) = (a.min(b), a.max(b));
        let counted = walk.open[from..to].iter().filter(|open| **open).count();
        prop_assert_eq!(person.working_minutes_between(walk.at(from), walk.at(to)), counted as i64);
        prop_assert_eq!(person.working_minutes_between(walk.at(to), walk.at(from)), 0);
    }

    #[test]
    fn going_forward_undoes_counting(case in any_case(), from in 0..MINUTES, count in 1usize..900) {
        let (walk, person) = (Walk::through(&case), &case.person);
        if let Some(expected) = Walk::after(&walk.open, from, count) {
            let found = person.after_working_minutes(walk.at(from), count as i64);
            prop_assert_eq!(found, Some(walk.at(expected)));
            prop_assert_eq!(person.working_minutes_between(walk.at(from), walk.at(expected)), count as i64);
        }
    }

    #[test]
    fn clock_hours_run_on_working_days_only(case in any_case(), from in 0..MINUTES, hours in 1usize..80) {
        let (walk, person) = (Walk::through(&case), &case.person);
        if let Some(expected) = Walk::after(&walk.working, from, hours * 60) {
            let found = person.after_working_day_hours(walk.at(from), hours as i64);
            prop_assert_eq!(found, Some(walk.at(expected)));
            prop_assert_eq!(person.working_day_hours_between(walk.at(from), walk.at(expected)), hours as i64);
            prop_assert_eq!(person.working_day_hours_between(walk.at(expected), walk.at(from)), 0);
        }
    }

    #[test]
    fn two_people_share_the_first_minute_both_watches_saw(one in any_case(), other in any_case(), from in 0..MINUTES / 2) {
        let other = Case { start: one.start, ..other };
        let (walk, theirs) = (Walk::through(&one), Walk::through(&other));
        let day = 24 * 60;
        let expected = (from..from + day).find(|minute| walk.open[*minute] && theirs.open[*minute]);
        let found = one.person.first_shared_minute(&other.person, walk.at(from), SignedDuration::from_hours(24));
        prop_assert_eq!(found, expected.map(|minute| walk.at(minute)));
    }
}
