//! Availability by example, at the known edges of clocks; `model` compares it with counting minutes one by one.

mod model;

use jiff::civil::{Weekday, date};

use super::super::working_hours::{DayWindow, MONDAY_TO_FRIDAY};
use super::super::zone::Zones;
use super::*;

pub(super) fn zone(name: &str) -> Zone {
    Zones::bundled().find(name).unwrap()
}

fn office(name: &str) -> Availability {
    Availability::office_hours(zone(name))
}

/// Somebody who works every day between these hours.
fn daily(name: &str, hours: &str) -> Availability {
    let week = [MONDAY_TO_FRIDAY.as_slice(), &[Weekday::Saturday, Weekday::Sunday]].concat();
    Availability::new(zone(name), WorkingHours::same(hours.parse().unwrap(), &week), Vec::new())
}

/// An instant from a wall-clock time in the person's zone.
fn at(person: &Availability, local: &str) -> Timestamp {
    person.zone().instant(local.parse().unwrap())
}

/// A wall-clock time in the person's zone, as `Mon 09:00`.
fn shown(person: &Availability, at: Option<Timestamp>) -> String {
    at.map_or("never".to_owned(), |at| person.zone().local(at).strftime("%a %-d %H:%M").to_string())
}

fn length(person: &Availability, date: Date) -> Option<i64> {
    person.window_on(date).map(|window| window.closes.duration_since(window.opens).as_mins())
}

#[test]
fn office_hours_are_open_from_nine_until_just_before_five() {
    let person = office("Europe/Lisbon");
    for (local, open) in [
        ("2026-11-20T08:59:59", false),
        ("2026-11-20T09:00:00", true),
        ("2026-11-20T16:59:59", true),
        ("2026-11-20T17:00:00", false),
        ("2026-11-21T12:00:00", false),
    ] {
        assert_eq!(person.is_open(at(&person, local)), open, "{local}");
    }
    let closes = person.closes_at(at(&person, "2026-11-20T15:00"));
    assert_eq!(shown(&person, closes), "Fri 20 17:00");
    assert_eq!(person.closes_at(at(&person, "2026-11-20T17:00")), None);
}

#[test]
fn the_next_open_minute_is_now_or_the_next_opening() {
    let person = office("Europe/Lisbon");
    let next = |local| shown(&person, person.next_open(at(&person, local)));
    assert_eq!(next("2026-11-20T10:15"), "Fri 20 10:15");
    assert_eq!(next("2026-11-20T06:00"), "Fri 20 09:00");
    assert_eq!(next("2026-11-20T17:00"), "Mon 23 09:00");
    let morning = |local| shown(&person, person.next_working_day_open(at(&person, local)));
    assert_eq!(morning("2026-11-19T06:00"), "Fri 20 09:00", "today's opening does not count");
    assert_eq!(morning("2026-11-20T10:00"), "Mon 23 09:00");
    assert_eq!(morning("2026-11-22T10:00"), "Mon 23 09:00");
}

#[test]
fn leave_and_holidays_close_the_window_in_any_order() {
    let days_off = vec![
        DateRange::new(date(2026, 11, 25), date(2026, 12, 1)).unwrap(),
        DateRange::day(date(2026, 11, 23)),
        DateRange::new(date(2026, 11, 20), date(2026, 11, 27)).unwrap(),
    ];
    let person = Availability::new(zone("Europe/Lisbon"), WorkingHours::default(), days_off);
    assert_eq!(person.days_off(), [DateRange::new(date(2026, 11, 20), date(2026, 12, 1)).unwrap()]);
    assert!(
        person.is_working_day(date(2026, 11, 19)) && !person.is_working_day(date(2026, 11, 30))
    );
    assert_eq!(shown(&person, person.next_open(at(&person, "2026-11-20T10:00"))), "Wed 2 09:00");
    assert_eq!(
        person.working_minutes_between(
            at(&person, "2026-11-19T16:00"),
            at(&person, "2026-12-02T10:00")
        ),
        120
    );
}

#[test]
fn somebody_who_never_works_is_never_open() {
    let never = Availability::new(zone("UTC"), WorkingHours::NEVER, Vec::new());
    let now = at(&never, "2026-11-20T10:00");
    assert_eq!(never.next_open(now), None);
    assert_eq!(never.next_working_day_open(now), None);
    assert_eq!(never.after_working_minutes(now, 1), None);
    assert_eq!(never.after_working_day_hours(now, 1), None);
    assert_eq!(never.working_minutes_between(now, Timestamp::MAX), 0);
    let long = DateRange::new(date(2026, 11, 20), date(2028, 1, 1)).unwrap();
    let away = Availability::new(zone("UTC"), WorkingHours::default(), vec![long]);
    assert_eq!(away.next_open(now), None, "longer than the search looks ahead");
}

#[test]
fn four_working_hours_go_on_after_the_weekend() {
    let person = office("Europe/Lisbon");
    let after =
        |local, minutes| shown(&person, person.after_working_minutes(at(&person, local), minutes));
    assert_eq!(after("2026-11-20T15:00", 240), "Mon 23 11:00");
    assert_eq!(after("2026-11-20T13:00", 240), "Fri 20 17:00", "exactly closing time stays");
    assert_eq!(after("2026-11-20T13:00:30", 240), "Mon 23 09:00");
    assert_eq!(after("2026-11-21T13:00", 240), "Mon 23 13:00");
    assert_eq!(after("2026-11-21T13:00", 0), "Sat 21 13:00");
    assert_eq!(after("2026-11-21T13:00", -5), "Sat 21 13:00");
    assert_eq!(person.after_working_minutes(at(&person, "2026-11-21T13:00"), i64::MAX), None);
}

#[test]
fn clock_hours_stand_still_on_days_off() {
    let person = office("Europe/Lisbon");
    let after =
        |local, hours| shown(&person, person.after_working_day_hours(at(&person, local), hours));
    assert_eq!(after("2026-11-21T13:00", 24), "Tue 24 00:00");
    assert_eq!(after("2026-11-16T11:00", 24), "Tue 17 11:00");
    assert_eq!(after("2026-11-20T23:00", 24), "Mon 23 23:00");
    assert_eq!(after("2026-11-20T11:00", 48), "Tue 24 11:00");
    assert_eq!(after("2026-11-20T11:00", 0), "Fri 20 11:00");
    assert_eq!(after("2026-11-20T00:00", 24), "Sat 21 00:00", "exactly the end of the day stays");
    assert_eq!(person.after_working_day_hours(at(&person, "2026-11-20T11:00"), i64::MAX), None);
    let hours = |from, to| person.working_day_hours_between(at(&person, from), at(&person, to));
    assert_eq!(hours("2026-11-20T15:00", "2026-11-23T14:59"), 23);
    assert_eq!(hours("2026-11-20T15:00", "2026-11-23T15:00"), 24);
    assert_eq!(hours("2026-11-21T00:00", "2026-11-23T00:00"), 0);
    assert_eq!(hours("2026-11-23T00:00", "2026-11-20T00:00"), 0);
}

#[test]
fn a_night_window_shrinks_and_grows_with_the_clock() {
    for (name, gap, fold) in [
        ("Europe/Lisbon", date(2026, 3, 29), date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8), date(2026, 11, 1)),
        ("America/Denver", date(2026, 3, 8), date(2026, 11, 1)),
        ("America/Havana", date(2026, 3, 8), date(2026, 11, 1)),
    ] {
        let person = daily(name, "00:00-06:00");
        assert_eq!(length(&person, gap), Some(300), "{name}");
        assert_eq!(length(&person, fold), Some(420), "{name}");
        assert_eq!(length(&daily(name, "00:00-24:00"), gap), Some(23 * 60), "{name}");
        assert_eq!(length(&daily(name, "00:00-24:00"), fold), Some(25 * 60), "{name}");
        assert_eq!(length(&daily(name, "09:00-17:00"), gap), Some(480), "{name}");
    }
    let kolkata = daily("Asia/Kolkata", "00:00-06:00");
    assert!((1..=7).all(|day| length(&kolkata, date(2026, 3, day)) == Some(360)));
    let lord_howe = daily("Australia/Lord_Howe", "00:00-06:00");
    assert_eq!(length(&lord_howe, date(2026, 10, 4)), Some(330));
    assert_eq!(length(&lord_howe, date(2026, 4, 5)), Some(390));
    let casablanca = daily("Africa/Casablanca", "00:00-06:00");
    assert_eq!(length(&casablanca, date(2026, 3, 22)), Some(300));
    assert_eq!(length(&casablanca, date(2026, 2, 15)), Some(420));
}

#[test]
fn a_night_belongs_to_the_day_on_which_it_begins() {
    let hours = WorkingHours::same("22:00-06:00".parse().unwrap(), &MONDAY_TO_FRIDAY);
    let person = Availability::new(zone("Europe/Lisbon"), hours, Vec::new());
    for (local, open) in [
        ("2026-11-16T05:59", false),
        ("2026-11-16T22:00", true),
        ("2026-11-17T05:59", true),
        ("2026-11-17T06:00", false),
        ("2026-11-21T03:00", true),
        ("2026-11-21T22:00", false),
    ] {
        assert_eq!(person.is_open(at(&person, local)), open, "{local}");
    }
    let closes = person.closes_at(at(&person, "2026-11-21T03:00"));
    assert_eq!(shown(&person, closes), "Sat 21 06:00");
    let next = |local| shown(&person, person.next_open(at(&person, local)));
    assert_eq!(next("2026-11-17T01:00"), "Tue 17 01:00");
    assert_eq!(next("2026-11-21T06:00"), "Mon 23 22:00");
    let morning = |local| shown(&person, person.next_working_day_open(at(&person, local)));
    assert_eq!(morning("2026-11-16T23:00"), "Tue 17 22:00");
    assert_eq!(morning("2026-11-17T02:00"), "Wed 18 22:00", "by the calendar");
    let week = |from, to| person.working_minutes_between(at(&person, from), at(&person, to));
    assert_eq!(week("2026-11-16T00:00", "2026-11-23T00:00"), 5 * 8 * 60);
    assert_eq!(week("2026-11-17T03:00", "2026-11-17T23:00"), 4 * 60);
    assert!(!person.is_working_day(date(2026, 11, 21)));
}

#[test]
fn a_night_ends_where_a_day_off_begins_and_lasts_as_long_as_the_clocks_make_it() {
    let hours = WorkingHours::same("22:00-06:00".parse().unwrap(), &MONDAY_TO_FRIDAY);
    let wednesday = vec![DateRange::day(date(2026, 11, 18))];
    let person = Availability::new(zone("Europe/Lisbon"), hours, wednesday);
    let open = |local| person.is_open(at(&person, local));
    assert!(open("2026-11-17T23:59:59") && !open("2026-11-18T00:00") && !open("2026-11-18T23:00"));
    assert!(!open("2026-11-19T03:00"), "that would be Wednesday's night");
    let nightly = daily("Europe/Lisbon", "22:00-06:00");
    assert_eq!(length(&nightly, date(2026, 3, 28)), Some(7 * 60));
    assert_eq!(length(&nightly, date(2026, 10, 24)), Some(9 * 60));
    assert_eq!(length(&nightly, date(2026, 10, 25)), Some(8 * 60));
    let apia = daily("Pacific/Apia", "22:00-06:00");
    assert_eq!(length(&apia, date(2011, 12, 29)), Some(2 * 60), "the next date does not exist");
}

#[test]
fn a_window_that_meets_a_gap_opens_late_or_not_at_all() {
    let gap = date(2026, 3, 8);
    assert_eq!(length(&daily("America/New_York", "02:15-05:00"), gap), Some(120));
    assert_eq!(length(&daily("America/New_York", "01:00-02:45"), gap), Some(60));
    let inside = daily("America/New_York", "02:15-02:45");
    assert_eq!(inside.window_on(gap), None);
    assert_eq!(shown(&inside, inside.next_open(at(&inside, "2026-03-08T00:00"))), "Mon 9 02:15");
    assert_eq!(
        shown(&inside, inside.next_working_day_open(at(&inside, "2026-03-07T12:00"))),
        "Mon 9 02:15"
    );
}

#[test]
fn a_day_that_does_not_exist_has_no_window_and_takes_no_time() {
    let apia = office("Pacific/Apia");
    assert_eq!(apia.window_on(date(2011, 12, 30)), None);
    assert_eq!(shown(&apia, apia.next_open(at(&apia, "2011-12-29T18:00"))), "Mon 2 09:00");
    assert_eq!(
        apia.working_minutes_between(at(&apia, "2011-12-29T16:00"), at(&apia, "2012-01-02T10:00")),
        120
    );
    assert_eq!(
        shown(&apia, apia.after_working_day_hours(at(&apia, "2011-12-29T18:00"), 24)),
        "Mon 2 18:00"
    );
}

#[test]
fn two_people_meet_in_the_first_minute_both_are_open() {
    let (lisbon, new_york) = (office("Europe/Lisbon"), office("America/New_York"));
    let day = SignedDuration::from_hours(24);
    let shared = |local| {
        let from = at(&lisbon, local);
        let found = lisbon.first_shared_minute(&new_york, from, day);
        assert_eq!(
            found,
            new_york.first_shared_minute(&lisbon, from, day),
            "it does not matter who asks"
        );
        shown(&lisbon, found)
    };
    assert_eq!(shared("2026-11-16T10:00"), "Mon 16 14:00");
    assert_eq!(shared("2026-11-16T15:30"), "Mon 16 15:30");
    assert_eq!(shared("2026-11-16T17:00"), "Tue 17 14:00");
    assert_eq!(shared("2026-11-20T17:00"), "never", "the weekend is longer than a day");
    // For two weeks in March and one in autumn the two are an hour closer.
    assert_eq!(shared("2026-03-16T10:00"), "Mon 16 13:00");
    assert_eq!(shared("2026-10-26T10:00"), "Mon 26 13:00");
    let (kolkata, denver) = (office("Asia/Kolkata"), office("America/Denver"));
    assert_eq!(
        kolkata.first_shared_minute(&denver, at(&kolkata, "2026-11-16T10:00"), day * 14),
        None
    );
}

#[test]
fn the_end_of_the_search_is_not_part_of_it() {
    let person = daily("UTC", "09:00-17:00");
    let from = at(&person, "2026-11-16T08:00");
    let within =
        |minutes| person.first_shared_minute(&person, from, SignedDuration::from_mins(minutes));
    assert_eq!(within(60), None);
    assert_eq!(shown(&person, within(61)), "Mon 16 09:00");
    assert_eq!(person.first_shared_minute(&person, from, SignedDuration::MAX), within(61));
}

#[test]
fn the_ends_of_the_calendar_do_not_fail() {
    let person = daily("Pacific/Kiritimati", DayWindow::ALL_DAY.to_string().as_str());
    assert_eq!(person.next_open(Timestamp::MAX), None);
    assert!(person.next_open(Timestamp::MIN).is_some());
    assert_eq!(person.after_working_minutes(Timestamp::MAX, 1), None);
    assert_eq!(person.next_working_day_open(Timestamp::MAX), None);
}
