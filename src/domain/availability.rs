//! When a person can be reached: working hours and days off, put on the real calendar of their zone. It answers "the
//! next open minute" and "how much working time lies between", on days of 23, 24 and 25 hours alike.
//!
//! Two kinds of time are counted here. *Working minutes* run only inside the window. *Working-day hours* are clock hours
//! that run day and night on days the person works, and stand still on whole local days they do not. Neither is a
//! promise to anybody yet; that is `promise`.
//!
//! Every answer looks at days, never at minutes. A search gives up after [`SEARCH_DAYS`] closed days in a row.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

use super::working_hours::{DateRange, DayWindow, MINUTES_PER_DAY, WorkingHours};
use super::zone::Zone;

/// So many closed days in a row mean "never": longer than any leave that is worth waiting out.
pub const SEARCH_DAYS: u16 = 400;

/// Something for both of a pair waits at most so long for a minute both share.
const SHARED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// No count of minutes or hours goes beyond this; it is more than the calendar holds, so that arithmetic cannot overflow.
const LONGEST: i64 = 10_000_000_000;

/// One person's working hours and days off, in their zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    zone: Zone,
    hours: WorkingHours,
    /// Sorted, none touching the next.
    days_off: Vec<DateRange>,
}

/// The working window of one date as instants: open from the first up to, but not including, the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first open instant.
    pub opens: Timestamp,
    /// The first instant that is closed again. Always after `opens`.
    pub closes: Timestamp,
}

impl Availability {
    /// Office hours, Monday to Friday, with no days off.
    pub fn office_hours(zone: Zone) -> Self {
        Self::new(zone, WorkingHours::default(), Vec::new())
    }

    /// These hours in this zone, less the days off, which may overlap and come in any order.
    pub fn new(zone: Zone, hours: WorkingHours, mut days_off: Vec<DateRange>) -> Self {
        days_off.sort_unstable();
        let mut merged: Vec<DateRange> = Vec::with_capacity(days_off.len());
        for range in days_off {
            match merged.last_mut() {
                Some(last) if range.first() <= last.last() => *last = last.hull(range),
                Some(_) | None => merged.push(range),
            }
        }
        Self { zone, hours, days_off: merged }
    }

    /// The same hours in the same zone as if there were no days off: an ordinary week.
    #[must_use]
    pub fn ordinary(&self) -> Self {
        Self { zone: self.zone.clone(), hours: self.hours, days_off: Vec::new() }
    }

    /// The person's zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The person's hours on their wall clock.
    pub fn hours(&self) -> &WorkingHours {
        &self.hours
    }

    /// The person's leave and holidays: sorted, and merged where they overlapped.
    pub fn days_off(&self) -> &[DateRange] {
        &self.days_off
    }

    /// Whether this local date is a day off (leave or holiday), whatever its weekday.
    pub fn is_day_off(&self, date: Date) -> bool {
        self.day_off_until(date).is_some()
    }

    /// The last of the days off that this local date is among; `None` when it is no day off.
    pub fn day_off_until(&self, date: Date) -> Option<Date> {
        let after = self.days_off.partition_point(|range| range.first() <= date);
        let range = self.days_off[..after].last().filter(|range| range.contains(date));
        range.map(|range| range.last())
    }

    /// Whether the person works on this local date: its weekday has a window and it is no day off.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.hours.on(date.weekday()).is_some() && !self.is_day_off(date)
    }

    /// The window of this local date. `None` on days off, and on a day whose clock change skips the whole window.
    ///
    /// A window reaches from the first instant at which the wall clock has come to its beginning to the first at which
    /// it has come to its end. So a gap inside it makes it shorter, a fold inside it makes it longer, and it is never
    /// open before the wall clock says so. A night is that of the date on which it begins; it ends with that date when
    /// the next is a day off, and where the next one's window opens at the latest.
    pub fn window_on(&self, date: Date) -> Option<Window> {
        if self.is_day_off(date) {
            return None;
        }
        self.place(date, self.hours.on(date.weekday())?)
    }

    /// Any hours of this local date as instants, by the same rules, whether or not it is worked. `None` when a clock
    /// change skips all of them.
    pub fn place(&self, date: Date, window: DayWindow) -> Option<Window> {
        let opens = self.reaches(date, window.from_minute());
        let closes = self.reaches(date, self.last_minute(date, window));
        (opens < closes).then_some(Window { opens, closes })
    }

    /// The minute at which the window of a working day ends, counted from its midnight.
    fn last_minute(&self, date: Date, window: DayWindow) -> u16 {
        if !window.ends_next_day() {
            return window.to_minute();
        }
        if self.is_day_off(next_day(date)) {
            return MINUTES_PER_DAY;
        }
        let next = self.hours.on(date.weekday().next());
        let opens = next.map(|next| MINUTES_PER_DAY + next.from_minute());
        window.to_minute().min(opens.unwrap_or(u16::MAX))
    }

    /// The instant at which the wall clock has come to a minute, counted from the midnight of a date.
    fn reaches(&self, date: Date, minute: u16) -> Timestamp {
        match time_of_day(minute) {
            Some(time) => self.zone.reaches(date.to_datetime(time)),
            // 24:00 is where the next day begins.
            None if minute == MINUTES_PER_DAY => self.zone.start_of(next_day(date)),
            None => self.reaches(next_day(date), minute - MINUTES_PER_DAY),
        }
    }

    /// The windows that close after `from`, in order, ending after [`SEARCH_DAYS`] closed days in a row. The first one
    /// may have opened before `from`.
    pub fn windows_from(&self, from: Timestamp) -> impl Iterator<Item = Window> + '_ {
        // Of earlier dates only the night before can be open at `from`: each window ends before the same time of the next
        // date, and even a clock set back over midnight never reads a date whose first instant has not yet come.
        let today = self.zone.date(from);
        let is_night =
            |date: &Date| self.hours.on(date.weekday()).is_some_and(DayWindow::ends_next_day);
        let mut date = Some(today.yesterday().ok().filter(is_night).unwrap_or(today));
        std::iter::from_fn(move || {
            for _ in 0..SEARCH_DAYS {
                let today = date?;
                date = today.tomorrow().ok();
                if let Some(window) = self.window_on(today).filter(|window| window.closes > from) {
                    return Some(window);
                }
            }
            date = None;
            None
        })
    }

    /// Whether the person's window is open at this instant.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.closes_at(at).is_some()
    }

    /// When the window that is open at this instant closes. `None` when none is open.
    pub fn closes_at(&self, at: Timestamp) -> Option<Timestamp> {
        self.windows_from(at).next().filter(|window| window.opens <= at).map(|window| window.closes)
    }

    /// The first open instant that is not before `at`: `at` itself inside the window, otherwise the next opening.
    /// `None` when there is none within [`SEARCH_DAYS`] days.
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        self.windows_from(at).next().map(|window| window.opens.max(at))
    }

    /// The opening of the first working day whose local date is later than the one on which `after` falls, by the
    /// calendar also in the middle of a night. `None` when there is none within [`SEARCH_DAYS`] days.
    pub fn next_working_day_open(&self, after: Timestamp) -> Option<Timestamp> {
        let mut date = self.zone.date(after);
        for _ in 0..SEARCH_DAYS {
            date = date.tomorrow().ok()?;
            if let Some(window) = self.window_on(date) {
                return Some(window.opens);
            }
        }
        None
    }

    /// The opening of the last window that opens before `end`, at most so many days back. `None` when there is none.
    pub fn last_open_before(&self, end: Timestamp, days: i32) -> Option<Timestamp> {
        let mut date = self.zone.date(end);
        for _ in 0..=days {
            if let Some(window) = self.window_on(date).filter(|window| window.opens < end) {
                return Some(window.opens);
            }
            date = date.yesterday().ok()?;
        }
        None
    }

    /// The first instant from `from` on, and before `from + within`, at which this window and the other person's are
    /// both open. `None` when they share none.
    pub fn first_shared_minute(
        &self,
        other: &Self,
        from: Timestamp,
        within: SignedDuration,
    ) -> Option<Timestamp> {
        let end = from.checked_add(within).unwrap_or(Timestamp::MAX);
        let (mut ours, mut theirs) = (self.windows_from(from), other.windows_from(from));
        let (mut mine, mut yours) = (ours.next()?, theirs.next()?);
        loop {
            let shared = mine.opens.max(yours.opens).max(from);
            if shared >= end {
                return None;
            }
            if shared < mine.closes.min(yours.closes) {
                return Some(shared);
            }
            if mine.closes <= yours.closes {
                mine = ours.next()?;
            } else {
                yours = theirs.next()?;
            }
        }
    }

    /// When something for this person and the other may be said, if this one must act next: the first minute both windows
    /// share within 24 hours, else when this one's opens. `None` when it never does.
    pub fn first_for_both(&self, other: &Self, from: Timestamp) -> Option<Timestamp> {
        let shared = self.first_shared_minute(other, from, SHARED_WITHIN);
        shared.or_else(|| self.next_open(from))
    }

    /// Working time from `from` to `to`, in whole minutes of real time inside the windows; a part of a minute at the end
    /// does not count. Zero when `to` is not after `from`.
    pub fn working_minutes_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let to = to.max(from);
        self.windows_from(from)
            .take_while(|window| window.opens < to)
            .map(|window| window.closes.min(to).duration_since(window.opens.max(from)))
            .sum::<SignedDuration>()
            .as_mins()
    }

    /// The instant at which so many minutes inside the windows have passed since `from`. A result that falls exactly on
    /// a closing time stays there. `from` itself when `minutes` is not positive. `None` when the windows end first.
    pub fn after_working_minutes(&self, from: Timestamp, minutes: i64) -> Option<Timestamp> {
        let mut left = SignedDuration::from_mins(minutes.clamp(0, LONGEST));
        if left.is_zero() {
            return Some(from);
        }
        for window in self.windows_from(from) {
            let opens = window.opens.max(from);
            let open_for = window.closes.duration_since(opens);
            if left <= open_for {
                return opens.checked_add(left).ok();
            }
            left = left.saturating_sub(open_for);
        }
        None
    }

    /// The working days from `from` on, whole, as instants from the first of the day to the first of the next; ends
    /// after [`SEARCH_DAYS`] days off in a row. The first may have begun before `from`.
    fn working_days_from(&self, from: Timestamp) -> impl Iterator<Item = Window> + '_ {
        let mut date = Some(self.zone.date(from));
        std::iter::from_fn(move || {
            for _ in 0..SEARCH_DAYS {
                let today = date?;
                date = today.tomorrow().ok();
                if !self.is_working_day(today) {
                    continue;
                }
                let day = Window {
                    opens: self.zone.start_of(today),
                    closes: self.zone.start_of(next_day(today)),
                };
                if day.opens < day.closes && day.closes > from {
                    return Some(day);
                }
            }
            date = None;
            None
        })
    }

    /// The instant at which so many clock hours have passed since `from`, not counting local days on which the person
    /// does not work: begun on such a day, they run from the midnight that starts the next working day. They are hours
    /// of real time, so on the day of a clock change 11:00 becomes 10:00 or 12:00. The result may lie outside the
    /// window. `from` itself when `hours` is not positive. `None` when the working days end first.
    pub fn after_working_day_hours(&self, from: Timestamp, hours: i64) -> Option<Timestamp> {
        let mut left = SignedDuration::from_hours(hours.clamp(0, LONGEST));
        if left.is_zero() {
            return Some(from);
        }
        for day in self.working_days_from(from) {
            let begins = day.opens.max(from);
            let lasts = day.closes.duration_since(begins);
            if left <= lasts {
                return begins.checked_add(left).ok();
            }
            left = left.saturating_sub(lasts);
        }
        None
    }

    /// Whole clock hours from `from` to `to`, not counting local days on which the person does not work. Zero when `to`
    /// is not after `from`.
    pub fn working_day_hours_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let to = to.max(from);
        self.working_days_from(from)
            .take_while(|day| day.opens < to)
            .map(|day| day.closes.min(to).duration_since(day.opens.max(from)))
            .sum::<SignedDuration>()
            .as_hours()
    }
}

/// A minute of the day on the clock; `None` for 24:00, which no clock shows.
fn time_of_day(minute: u16) -> Option<Time> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

fn next_day(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}

#[cfg(test)]
mod tests;
