//! Working time counted the plainest way: one minute of the calendar after the other, each looked at on the wall clock.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Somebody's hours and days off, as this test keeps them.
pub(crate) struct Calendar {
    pub(crate) zone: TimeZone,
    /// The days of the week they work, from Monday as 1, and the first open and first closed minute of each.
    pub(crate) days: &'static [i8],
    pub(crate) from: i16,
    pub(crate) to: i16,
    pub(crate) off: Vec<(Date, Date)>,
}

impl Calendar {
    /// How many minutes from the first instant up to the second are open, both in milliseconds and on whole minutes.
    pub(crate) fn open_minutes(&self, since: i64, until: i64) -> i64 {
        let (mut at, mut open) = (since, 0);
        while at < until {
            open += i64::from(self.is_open(at));
            at += 60_000;
        }
        open
    }

    fn is_open(&self, at: i64) -> bool {
        let local = self.zone.to_datetime(Timestamp::from_millisecond(at).unwrap());
        let minute = i16::from(local.hour()) * 60 + i16::from(local.minute());
        let date = local.date();
        self.days.contains(&date.weekday().to_monday_one_offset())
            && (self.from..self.to).contains(&minute)
            && !self.off.iter().any(|(first, last)| (*first..=*last).contains(&date))
    }
}
