//! Instants and dates as people read them, on a 24-hour clock, in the reader's zone.
//!
//! Not for machines: what is stored is an instant or an ISO date. English only, and no sentence: what surrounds a date
//! is written where the sentence is.

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};

use super::Zone;

impl Zone {
    /// "Fri 20 Nov, 15:00"
    pub fn weekday_time(&self, at: Timestamp) -> String {
        self.local(at).strftime("%a %-d %b, %H:%M").to_string()
    }

    /// "Fri 20 Nov 2026, 15:00", for what may be read a year later.
    pub fn weekday_time_year(&self, at: Timestamp) -> String {
        self.local(at).strftime("%a %-d %b %Y, %H:%M").to_string()
    }

    /// "15:00"
    pub fn time(&self, at: Timestamp) -> String {
        self.local(at).strftime("%H:%M").to_string()
    }

    /// "15:00", or "Fri 20 Nov, 15:00" where it is another day than for somebody in the `other` zone, whose time stands
    /// beside it.
    pub fn time_beside(&self, at: Timestamp, other: &Zone) -> String {
        if self.date(at) == other.date(at) { self.time(at) } else { self.weekday_time(at) }
    }

    /// "Fri 20 Nov", the local date of an instant.
    pub fn day(&self, at: Timestamp) -> String {
        short_day(self.date(at))
    }

    /// "Fri 20 Nov", with the year when it is not the current one.
    pub fn day_near(&self, at: Timestamp, now: Timestamp) -> String {
        let date = self.date(at);
        if date.year() == self.date(now).year() { short_day(date) } else { short_day_year(date) }
    }

    /// "today at 15:00", "tomorrow at 09:00", "yesterday at 17:20", otherwise "Fri 20 Nov, 15:00", with the year when it
    /// is not the current one.
    pub fn near(&self, at: Timestamp, now: Timestamp) -> String {
        let (date, today) = (self.date(at), self.date(now));
        let time = self.time(at);
        if date == today {
            format!("today at {time}")
        } else if date == today.saturating_add(1.day()) {
            format!("tomorrow at {time}")
        } else if date == today.saturating_sub(1.day()) {
            format!("yesterday at {time}")
        } else if date.year() == today.year() {
            self.weekday_time(at)
        } else {
            self.weekday_time_year(at)
        }
    }

    /// "New York", the place a zone is named after; "UTC" as it is.
    pub fn city(&self) -> String {
        let name = self.name();
        name.rsplit('/').next().unwrap_or(name).replace('_', " ")
    }

    /// "UTC+01:00", the offset in force at an instant. Only for showing: an offset is not a zone.
    pub fn offset_label(&self, at: Timestamp) -> String {
        let minutes = self.offset(at).as_mins();
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.abs();
        format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// "Fri 20 Nov"
pub fn short_day(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// "Fri 20 Nov 2026"
pub fn short_day_year(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// "on Thu 24 Dec 2026", or "from Mon 21 Dec 2026 to Fri 1 Jan 2027", the last day included.
pub fn on_days(first: Date, last: Date) -> String {
    let (from, to) = (short_day_year(first), short_day_year(last));
    if first == last { format!("on {from}") } else { format!("from {from} to {to}") }
}

/// "Friday"
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Zones;
    use super::*;

    fn lisbon() -> Zone {
        Zones::bundled().find("Europe/Lisbon").unwrap()
    }

    #[test]
    fn an_instant_reads_as_a_weekday_a_date_and_a_time_of_day() {
        let zone = lisbon();
        let at = zone.instant(date(2026, 11, 20).at(15, 0, 0, 0));
        assert_eq!(zone.weekday_time(at), "Fri 20 Nov, 15:00");
        assert_eq!(zone.weekday_time_year(at), "Fri 20 Nov 2026, 15:00");
        assert_eq!(zone.day(at), "Fri 20 Nov");
        assert_eq!(zone.day_near(at, at), "Fri 20 Nov");
        assert_eq!(zone.day_near(at, zone.start_of(date(2027, 1, 1))), "Fri 20 Nov 2026");
        assert_eq!(zone.time(zone.instant(date(2026, 11, 2).at(0, 5, 0, 0))), "00:05");
        assert_eq!(short_day(date(2026, 11, 2)), "Mon 2 Nov");
        assert_eq!(short_day_year(date(2026, 11, 2)), "Mon 2 Nov 2026");
        let (first, last) = (date(2026, 12, 21), date(2027, 1, 1));
        assert_eq!(on_days(first, last), "from Mon 21 Dec 2026 to Fri 1 Jan 2027");
        assert_eq!(on_days(first, first), "on Mon 21 Dec 2026");
        assert_eq!(weekday_name(Weekday::Friday), "Friday");
    }

    #[test]
    fn what_is_near_is_named_by_the_readers_own_day() {
        let zone = lisbon();
        let now = zone.instant(date(2026, 12, 31).at(23, 30, 0, 0));
        let near = |date: Date, hour| zone.near(zone.instant(date.at(hour, 0, 0, 0)), now);
        assert_eq!(near(date(2026, 12, 31), 9), "today at 09:00");
        assert_eq!(near(date(2027, 1, 1), 9), "tomorrow at 09:00");
        assert_eq!(near(date(2026, 12, 30), 17), "yesterday at 17:00");
        assert_eq!(near(date(2026, 12, 25), 9), "Fri 25 Dec, 09:00");
        assert_eq!(near(date(2027, 1, 2), 9), "Sat 2 Jan 2027, 09:00");
    }

    #[test]
    fn an_offset_shows_minutes_and_sign() {
        let at = "2026-01-15T12:00:00Z".parse().unwrap();
        let label = |name| Zones::bundled().find(name).unwrap().offset_label(at);
        assert_eq!(label("Asia/Kolkata"), "UTC+05:30");
        assert_eq!(label("America/St_Johns"), "UTC-03:30");
        assert_eq!(label("Europe/Lisbon"), "UTC+00:00");
    }
}
