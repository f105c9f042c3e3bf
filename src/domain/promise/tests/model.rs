//! The response clock against somebody with a watch and a tally, who looks once a minute and counts. They know nothing of
//! offsets: they see what the watch reads, and when it is set back, they wait until it comes to what it has shown before.

use jiff::ToSpan;
use jiff::civil::{DateTime, Time, Weekday};
use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

/// Places and the dates on which their clocks change: by an hour, by half an hour, over midnight, or not at all.
const EDGES: [(&str, (i16, i8, i8)); 16] = [
    ("Europe/Lisbon", (2026, 3, 29)),
    ("Europe/Lisbon", (2026, 10, 25)),
    ("America/New_York", (2026, 3, 8)),
    ("America/New_York", (2026, 11, 1)),
    ("Australia/Lord_Howe", (2026, 4, 5)),
    ("Australia/Lord_Howe", (2026, 10, 4)),
    ("Australia/Sydney", (2026, 4, 5)),
    ("Australia/Adelaide", (2026, 10, 4)),
    ("America/Santiago", (2026, 4, 4)),
    ("America/Santiago", (2026, 9, 6)),
    ("Pacific/Chatham", (2026, 4, 5)),
    ("Africa/Casablanca", (2026, 3, 22)),
    ("America/Havana", (2026, 11, 1)),
    ("Asia/Kolkata", (2026, 3, 8)),
    ("Asia/Kathmandu", (2026, 10, 25)),
    ("America/St_Johns", (2010, 11, 7)),
];

/// Hours that people really have.
const USUAL: [&str; 4] =
    ["Mon-Fri 09:00-17:00", "Mon-Wed 09:00-17:00", "Mon-Sun 00:00-06:00", "Sun 01:00-04:00"];

const DAY: usize = 24 * 60;

/// Begun so long before the first question, so that the watch is right by then.
const EARLY: usize = 2 * DAY;

/// How long the tally is kept.
const MINUTES: usize = EARLY + 12 * DAY;

/// Two marks for each minute: is it inside the window, is it on a working day?
struct Tally {
    begin: Timestamp,
    open: Vec<bool>,
    working: Vec<bool>,
}

impl Tally {
    fn of(mentor: &Availability, start: Timestamp) -> Self {
        let begin = start - SignedDuration::from_mins(EARLY as i64);
        let mut furthest = mentor.zone().local(begin);
        let mut tally = Self { begin, open: vec![], working: vec![] };
        for minute in 0..MINUTES {
            furthest = furthest.max(mentor.zone().local(tally.at(minute)));
            tally.open.push(is_open(mentor, furthest));
            tally.working.push(is_working(mentor, furthest));
        }
        tally
    }

    fn at(&self, minute: usize) -> Timestamp {
        self.begin + SignedDuration::from_mins(minute as i64)
    }

    /// The minute at which `count` marked minutes have passed since `from`; `None` when the tally is too short.
    fn after(marks: &[bool], from: usize, count: usize) -> Option<usize> {
        let mut left = count;
        for (minute, marked) in marks.iter().enumerate().skip(from) {
            if left == 0 {
                return Some(minute);
            }
            left -= usize::from(*marked);
        }
        None
    }

    fn next_open(&self, from: usize) -> Option<usize> {
        (from..MINUTES).find(|minute| self.open[*minute])
    }

    fn owed_by(&self, asked: usize, (kind, amount): (Kind, usize)) -> Option<usize> {
        let over = match kind {
            Kind::WorkingDayHours => Self::after(&self.working, asked, amount * 60)?,
            Kind::WorkingMinutes => Self::after(&self.open, asked, amount)?,
        };
        // Open until then, or from then on.
        if self.open[over - 1] { Some(over) } else { self.next_open(over) }
    }

    fn open_minutes(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|minute| self.open[*minute]).count()
    }

    /// The first open minute before which three quarters of the open minutes up to `owed_by` have passed.
    fn three_quarters(&self, asked: usize, owed_by: usize) -> Option<usize> {
        let allowed = self.open_minutes(asked, owed_by);
        let mut passed = 0;
        for minute in asked..MINUTES {
            if self.open[minute] && 4 * passed >= 3 * allowed {
                return Some(minute);
            }
            passed += usize::from(self.open[minute]);
        }
        None
    }
}

fn is_off(mentor: &Availability, reading: DateTime) -> bool {
    let date = reading.date();
    mentor.days_off().iter().any(|off| off.first() <= date && date <= off.last())
}

fn is_working(mentor: &Availability, reading: DateTime) -> bool {
    mentor.hours().on(reading.weekday()).is_some() && !is_off(mentor, reading)
}

fn is_open(mentor: &Availability, reading: DateTime) -> bool {
    let minute = i64::from(reading.hour()) * 60 + i64::from(reading.minute());
    let is_in = |of: DateTime, minute: i64| {
        let window = mentor.hours().on(of.weekday()).filter(|_| is_working(mentor, of));
        window.is_some_and(|window| {
            i64::from(window.from_minute()) <= minute && minute < i64::from(window.to_minute())
        })
    };
    // A night goes on into the next date, unless that is a day off.
    let last_night = reading.checked_sub(1.day()).unwrap();
    is_in(reading, minute) || (!is_off(mentor, reading) && is_in(last_night, minute + 1440))
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    WorkingDayHours,
    WorkingMinutes,
}

#[derive(Debug, Clone)]
struct Case {
    mentor: Availability,
    start: Timestamp,
}

fn any_hours() -> impl Strategy<Value = WorkingHours> {
    let written = |from: u32, to: u32| {
        format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60).parse().ok()
    };
    let window = prop_oneof![
        3 => Just(None),
        4 => (0..1440u32, 1..600u32).prop_map(move |(from, long)| written(from, (from + long).min(1440))),
        // The hours in which clocks change.
        3 => (0..200u32, 1..300u32).prop_map(move |(from, long)| written(from, from + long)),
        1 => Just(written(0, 1440)),
        3 => (700..1440u32, 0..500u32).prop_map(move |(from, to)| written(from, to)),
    ];
    let irregular = prop::array::uniform7(window).prop_map(|windows| {
        let week = Weekday::Monday.cycle_forward().zip(windows);
        let mut hours =
            week.fold(WorkingHours::NEVER, |hours, (day, window)| hours.with(day, window));
        while let Some(day) = hours.first_overlap() {
            hours = hours.with(day, None);
        }
        hours
    });
    prop_oneof![2 => irregular, 1 => prop::sample::select(&USUAL[..]).prop_map(|hours| hours.parse().unwrap())]
}

fn any_case() -> impl Strategy<Value = Case> {
    let leave = prop::collection::vec((-5i64..8, 0i64..4), 0..3);
    let start = (-5i64..2, 0i64..1440);
    (prop::sample::select(&EDGES[..]), any_hours(), leave, start).prop_map(
        |((name, (year, month, day)), hours, leave, (days, minutes))| {
            let edge = date(year, month, day);
            let leave = leave.into_iter().map(|(first, more)| {
                let first = edge.saturating_add(first.days());
                DateRange::new(first, first.saturating_add(more.days())).unwrap()
            });
            let midnight = edge.saturating_add(days.days()).to_datetime(Time::midnight());
            let start = zone(name).instant(midnight) + SignedDuration::from_mins(minutes);
            Case { mentor: Availability::new(zone(name), hours, leave.collect()), start }
        },
    )
}

fn any_promise() -> impl Strategy<Value = (Kind, usize)> {
    prop_oneof![
        2 => prop::sample::select(vec![(Kind::WorkingDayHours, 24), (Kind::WorkingDayHours, 48), (Kind::WorkingMinutes, 240)]),
        1 => (0usize..72).prop_map(|hours| (Kind::WorkingDayHours, hours)),
        1 => (0usize..1500).prop_map(|minutes| (Kind::WorkingMinutes, minutes)),
    ]
}

/// Six questions: the promise each is asked under, how many minutes after the start, how many until its answer.
fn any_questions() -> impl Strategy<Value = Vec<((Kind, usize), usize, usize)>> {
    prop::collection::vec((any_promise(), 0..2 * DAY, 0..4 * DAY), 6)
}

fn check(case: &Case, questions: &[((Kind, usize), usize, usize)]) -> Result<(), TestCaseError> {
    let (tally, mentor) = (Tally::of(&case.mentor, case.start), &case.mentor);
    let beyond = tally.at(MINUTES);
    for ((kind, amount), later, answer) in questions {
        let asked = EARLY + later;
        let promise = match kind {
            Kind::WorkingDayHours => Promise::of_hours(*amount as u16),
            Kind::WorkingMinutes => Promise::of_working_minutes(*amount as u16),
        };
        let clock = ResponseClock::start(promise, tally.at(asked), mentor);
        let Some(owed_by) = tally.owed_by(asked, (*kind, *amount)) else {
            prop_assert!(clock.owed_by.is_none_or(|at| at >= beyond));
            continue;
        };
        prop_assert_eq!(
            clock.owed_by,
            Some(tally.at(owed_by)),
            "{} asked {}",
            promise,
            clock.submitted_at
        );
        let allowed = tally.open_minutes(asked, owed_by);
        prop_assert_eq!(clock.allows(mentor), Some(WorkingMinutes(allowed as i64)));

        let answered = asked + answer;
        let measured = clock.answered(tally.at(answered), mentor);
        prop_assert_eq!(measured.taken.0, tally.open_minutes(asked, answered) as i64);
        prop_assert_eq!(measured.kept, if answered <= owed_by { Kept::Kept } else { Kept::Missed });

        let (early, last) = (tally.three_quarters(asked, owed_by), tally.next_open(owed_by));
        let (Some(early), Some(last)) = (early, last) else { continue };
        prop_assert_eq!(clock.three_quarters(mentor), Some(tally.at(early)));
        let mut reminders = vec![(Reminder::Promise, tally.at(last))];
        if early != last {
            reminders.insert(0, (Reminder::ThreeQuarters, tally.at(early)));
        }
        prop_assert_eq!(clock.reminders(mentor), reminders);
    }
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(24),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_clock_says_what_counting_minutes_says(case in any_case(), questions in any_questions()) {
        check(&case, &questions)?;
    }
}

proptest! {
    #![proptest_config(config(5_000))]

    #[test]
    #[ignore = "takes a minute or more; the same as above with many more cases"]
    fn the_clock_says_what_counting_minutes_says_many_times(case in any_case(), questions in any_questions()) {
        check(&case, &questions)?;
    }
}
