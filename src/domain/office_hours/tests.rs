//! Worked cases: both clock changes, a moved mentor, days off, hours that no longer fit, and the line.

use jiff::civil::{DateTime, date, time};

use super::super::{
    working_hours::{DateRange, DayWindow, WorkingHours},
    zone::Zones,
};
use super::*;

const THURSDAY: Set = Set {
    weekday: Weekday::Thursday,
    begins: time(15, 0, 0, 0),
    every: Every::Week,
    length: Length::USUAL,
};

fn zone(name: &str) -> Zone {
    Zones::bundled().find(name).unwrap()
}

fn at(name: &str, local: &str) -> Timestamp {
    zone(name).instant(local.parse::<DateTime>().unwrap())
}

fn lisbon(local: &str) -> Timestamp {
    at("Europe/Lisbon", local)
}

fn from(set: Set, local: &str) -> OfficeHours {
    OfficeHours::starting(set, (&zone("Europe/Lisbon"), lisbon(local))).unwrap()
}

fn off(days: &[(Date, Date)]) -> Availability {
    let days = days.iter().map(|(first, last)| DateRange::new(*first, *last).unwrap()).collect();
    Availability::new(zone("Europe/Lisbon"), WorkingHours::default(), days)
}

fn opens(hours: &OfficeHours, mentor: &Availability, now: Timestamp) -> Option<String> {
    hours.coming(mentor, now).map(|span| mentor.zone().weekday_time(span.opens))
}

#[test]
fn they_stay_at_their_hour_across_both_clock_changes() {
    for (before, change, utc) in [
        ("2026-10-20T12:00", ["2026-10-22", "2026-10-29"], [14, 15]),
        ("2026-03-24T12:00", ["2026-03-26", "2026-04-02"], [15, 14]),
    ] {
        let hours = from(THURSDAY, before);
        let first = hours.next(&zone("Europe/Lisbon"), lisbon(before)).unwrap();
        let second = hours.next(&zone("Europe/Lisbon"), first.at).unwrap();
        for ((due, day), hour) in [first, second].into_iter().zip(change).zip(utc) {
            assert_eq!(due.at, lisbon(&format!("{day}T15:00")));
            assert_eq!(due.at.to_string(), format!("{day}T{hour}:00:00Z"));
            assert_eq!(hours.closes(due.at), lisbon(&format!("{day}T15:45")));
        }
    }
}

#[test]
fn in_the_night_of_a_change_they_last_as_long_as_ever() {
    let whole_day: DayWindow = "00:00-24:00".parse().unwrap();
    let always = WorkingHours::default().with(Weekday::Sunday, Some(whole_day));
    let mentor = Availability::new(zone("Europe/Lisbon"), always, Vec::new());
    let at_night =
        Set { weekday: Weekday::Sunday, begins: time(1, 30, 0, 0), length: Length(90), ..THURSDAY };
    // Skipped, so they begin as much later; then doubled, so they begin the first time.
    for (before, begins) in
        [("2026-03-27T12:00", "2026-03-29T01:30:00Z"), ("2026-10-23T12:00", "2026-10-25T00:30:00Z")]
    {
        let hours = from(at_night, before);
        let span = hours.coming(&mentor, lisbon(before)).unwrap();
        assert_eq!(span.opens.to_string(), begins);
        assert_eq!(span.closes.duration_since(span.opens).as_mins(), 90);
    }
}

#[test]
fn every_second_week_counts_from_the_first_that_comes() {
    let second = Set { every: Every::SecondWeek, ..THURSDAY };
    // On a Friday the coming Thursday is the first, whichever week it lies in.
    let hours = from(second, "2026-11-06T12:00");
    assert_eq!(hours.first_on(), date(2026, 11, 12));
    let mentor = off(&[]);
    assert_eq!(opens(&hours, &mentor, lisbon("2026-11-06T12:00")).unwrap(), "Thu 12 Nov, 15:00");
    assert_eq!(opens(&hours, &mentor, lisbon("2026-11-12T15:45")).unwrap(), "Thu 26 Nov, 15:00");
    // 2026 has 53 weeks, so both parities come up at the turn of the year.
    assert_eq!(opens(&hours, &mentor, lisbon("2026-12-25T12:00")).unwrap(), "Thu 7 Jan, 15:00");
}

#[test]
fn a_day_off_a_holiday_and_leave_have_none_and_they_are_not_made_up_for() {
    let hours = from(THURSDAY, "2026-11-06T12:00");
    let now = lisbon("2026-11-06T12:00");
    let holiday = off(&[(date(2026, 11, 12), date(2026, 11, 12))]);
    assert_eq!(opens(&hours, &holiday, now).unwrap(), "Thu 19 Nov, 15:00");
    assert!(!hours.take_place(lisbon("2026-11-12T15:00"), &holiday));
    let leave = off(&[(date(2026, 11, 9), date(2026, 12, 3))]);
    assert_eq!(opens(&hours, &leave, now).unwrap(), "Thu 10 Dec, 15:00");
    let mut thursdays_off = WorkingHours::default();
    thursdays_off = thursdays_off.with(Weekday::Thursday, None);
    let never = Availability::new(zone("Europe/Lisbon"), thursdays_off, Vec::new());
    assert_eq!(opens(&hours, &never, now), None);
    let year = off(&[(date(2026, 11, 1), date(2027, 10, 31))]);
    assert_eq!(opens(&hours, &year, now), None, "that far ahead nobody plans");
}

#[test]
fn they_may_lie_in_a_night_that_began_the_day_before() {
    let night = WorkingHours::NEVER.with(Weekday::Wednesday, "22:00-06:00".parse().ok());
    let mentor = Availability::new(zone("Europe/Lisbon"), night, Vec::new());
    let at_two = Set { begins: time(2, 0, 0, 0), ..THURSDAY };
    assert_eq!(
        opens(&from(at_two, "2026-11-16T12:00"), &mentor, lisbon("2026-11-16T12:00")).as_deref(),
        Some("Thu 19 Nov, 02:00")
    );
    let too_late = Set { begins: time(5, 30, 0, 0), ..THURSDAY };
    let hours = from(too_late, "2026-11-16T12:00");
    assert_eq!(opens(&hours, &mentor, lisbon("2026-11-16T12:00")), None);
}

#[test]
fn all_of_them_lies_in_the_working_hours() {
    let mentor = off(&[]);
    let begins = |hour, minute| {
        let set = Set { begins: time(hour, minute, 0, 0), ..THURSDAY };
        from(set, "2026-11-06T12:00").coming(&mentor, lisbon("2026-11-06T12:00")).is_some()
    };
    assert!(begins(9, 0) && begins(16, 15));
    assert!(!begins(8, 45) && !begins(16, 30));
}

#[test]
fn they_are_coming_until_they_are_over() {
    let (hours, mentor) = (from(THURSDAY, "2026-11-06T12:00"), off(&[]));
    assert_eq!(opens(&hours, &mentor, lisbon("2026-11-12T15:44")).unwrap(), "Thu 12 Nov, 15:00");
    assert_eq!(opens(&hours, &mentor, lisbon("2026-11-12T15:45")).unwrap(), "Thu 19 Nov, 15:00");
}

#[test]
fn what_was_missed_is_passed_over_and_what_runs_still_is_not() {
    let (hours, home) = (from(THURSDAY, "2026-11-06T12:00"), zone("Europe/Lisbon"));
    let week = Week::of(date(2026, 11, 12));
    let after =
        |local: &str| home.weekday_time(hours.next_after(&home, (week, lisbon(local))).unwrap().at);
    assert_eq!(after("2026-11-12T15:10"), "Thu 19 Nov, 15:00");
    assert_eq!(after("2026-12-03T15:10"), "Thu 3 Dec, 15:00", "three weeks away, and just in time");
    assert_eq!(after("2026-12-03T15:45"), "Thu 10 Dec, 15:00");
}

#[test]
fn they_move_with_their_mentor_and_no_week_has_them_twice() {
    let (hours, there) = (from(THURSDAY, "2026-11-06T12:00"), zone("America/New_York"));
    let this = Week::of(date(2026, 11, 12));
    let moved = |week, now| hours.moved(&there, (week, now)).unwrap().at;
    let before = lisbon("2026-11-10T12:00");
    assert_eq!(moved(this, before), at("America/New_York", "2026-11-12T15:00"));
    // They have been held already in Lisbon, so the next ones are planned for a week later.
    let after = lisbon("2026-11-12T16:00");
    assert_eq!(moved(this.next(), after), at("America/New_York", "2026-11-19T15:00"));
    // Eastward the hour may be over before it began.
    let east = zone("Asia/Tokyo");
    let late = lisbon("2026-11-12T12:00");
    assert_eq!(hours.moved(&east, (this, late)).unwrap().at, at("Asia/Tokyo", "2026-11-19T15:00"));
}

fn place(user: &str, since: &str, standing: Standing) -> Place {
    Place { user: user.into(), since: since.into(), standing }
}

#[test]
fn who_came_first_is_first_whatever_was_heard_first() {
    let line = Line::new(vec![
        place("U3", "1794496803.000100", Standing::Waiting),
        place("U1", "1794496801.000200", Standing::Waiting),
        place("U4", "1794496800.000100", Standing::Left),
        place("U2", "1794496801.000100", Standing::Helped),
    ]);
    let waiting: Vec<&str> = line.waiting().map(SlackUser::as_str).collect();
    assert_eq!(waiting, ["U1", "U3"]);
    assert_eq!(line.number(&"U3".into()), Some(2));
    assert_eq!(line.number(&"U4".into()), None);
    assert_eq!(line.outcome(), Outcome { came: 3, unserved: 1 });
    assert_eq!(Line::default().outcome(), Outcome { came: 0, unserved: 0 });
}
