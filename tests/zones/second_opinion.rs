//! What `chrono-tz` says, in its own types. Its data is older than ours, so it is first asked whether it knows the same
//! offsets for a year.

use chrono::{Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use trellis::domain::zone::Zone;

/// The times of day that are compared, as hour and minute.
const TIMES: [(u32, u32); 6] = [(0, 0), (0, 30), (1, 30), (2, 30), (15, 0), (23, 30)];

/// Whether both data sets have the same offset at the beginning of every UTC day of a year and of the days next to it,
/// and at every quarter of an hour of the days on which it changes.
pub(crate) fn same_offsets(zone: &Zone, tz: Tz, year: i16) -> bool {
    const QUARTER: i64 = 900;
    const DAY: i64 = 86_400;
    let begin = NaiveDate::from_ymd_opt(i32::from(year), 1, 1)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp();
    (-3..369).map(|day| begin + day * DAY).all(|midnight| {
        let quiet = theirs(tz, midnight) == theirs(tz, midnight + DAY)
            && ours(zone, midnight) == ours(zone, midnight + DAY);
        let step = if quiet { DAY } else { QUARTER };
        (midnight..midnight + DAY).step_by(step as usize).all(|at| ours(zone, at) == theirs(tz, at))
    })
}

fn ours(zone: &Zone, at: i64) -> i64 {
    zone.offset(Timestamp::from_second(at).unwrap()).as_secs()
}

fn theirs(tz: Tz, at: i64) -> i64 {
    let utc = chrono::DateTime::from_timestamp(at, 0).unwrap().naive_utc();
    i64::from(tz.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

/// The wall-clock times of a year's Fridays, Saturdays and Sundays, with the Unix second at which each happens.
pub(crate) fn weekly(tz: Tz, year: i16) -> impl Iterator<Item = (DateTime, i64)> {
    let first = NaiveDate::from_ymd_opt(i32::from(year), 1, 1).unwrap();
    (0..365)
        .filter_map(move |day| first.checked_add_days(Days::new(day)))
        .filter(|day| day.weekday().number_from_monday() >= 5)
        .flat_map(move |day| TIMES.map(|(hour, minute)| day.and_hms_opt(hour, minute, 0).unwrap()))
        .map(move |local| (in_our_type(local), resolve(tz, local)))
}

/// The first of two, the only one, or as much later as the gap is long.
fn resolve(tz: Tz, local: NaiveDateTime) -> i64 {
    match tz.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.timestamp(),
        LocalResult::None => {
            // Three hours earlier the clock had not jumped yet; no gap of these years is longer than that.
            let before = tz.from_local_datetime(&(local - TimeDelta::hours(3))).earliest().unwrap();
            before.timestamp() + 3 * 3600
        }
    }
}

fn in_our_type(local: NaiveDateTime) -> DateTime {
    use chrono::Timelike;
    let small = |number: u32| i8::try_from(number).unwrap();
    let day = date(i16::try_from(local.year()).unwrap(), small(local.month()), small(local.day()));
    day.at(small(local.hour()), small(local.minute()), 0, 0)
}
