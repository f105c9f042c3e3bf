//! Known edges of the world's clocks, one by one. Every zone at once is the work of `tests/zones.rs`.

use jiff::civil::date;

use super::*;

fn zone(name: &str) -> Zone {
    Zones::bundled().find(name).unwrap()
}

fn utc(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn names_are_found_in_any_case_and_old_names_stay_what_they_are() {
    assert_eq!(zone("europe/LISBON").name(), "Europe/Lisbon");
    assert_eq!(zone("Asia/Calcutta").name(), "Asia/Calcutta");
    assert_eq!(zone("utc").name(), "UTC");
    let noon = date(2026, 6, 1).at(12, 0, 0, 0);
    assert_eq!(zone("Asia/Calcutta").instant(noon), zone("Asia/Kolkata").instant(noon));
}

#[test]
fn what_is_not_a_zone_is_refused() {
    let zones = Zones::bundled();
    for name in [
        "",
        " ",
        "Lisbon",
        "Europe/Lisboa",
        "+01:00",
        "UTC+1",
        "Etc/Unknown",
        "Factory",
        "posix/UTC",
        "Europe/",
    ] {
        assert_eq!(zones.find(name), None, "{name:?}");
    }
}

#[test]
fn every_name_offered_can_be_found() {
    let zones = Zones::bundled();
    let names = zones.names();
    assert!(names.len() > 590, "{}", names.len());
    assert!(names.is_sorted());
    assert!(names.contains(&"Europe/Lisbon") && names.contains(&"Asia/Calcutta"));
    assert!(names.iter().all(|name| zones.find(name).is_some_and(|zone| zone.name() == *name)));
}

#[test]
fn the_bundled_data_says_which_release_it_is() {
    let zones = Zones::bundled();
    assert!(zones.version().is_some_and(|version| version >= "2026e"), "{zones:?}");
    assert!(zones.description().starts_with("bundled zone data 20"), "{zones:?}");
}

#[test]
fn a_directory_without_zones_is_refused_by_name() {
    let missing = Zones::from_directory(Path::new("src/domain")).unwrap_err();
    assert!(missing.to_string().contains("src/domain"), "{missing}");
    assert!(Zones::from_directory(Path::new("no such directory")).is_err());
}

#[test]
fn recent_decisions_of_governments_are_known() {
    let winter = utc("2026-12-15T12:00:00Z");
    assert_eq!(zone("America/Vancouver").offset(winter), SignedDuration::from_hours(-7));
    assert_eq!(zone("America/Edmonton").offset(winter), SignedDuration::from_hours(-6));
    assert_eq!(zone("Africa/Casablanca").offset(winter), SignedDuration::ZERO);
}

#[test]
fn a_skipped_time_moves_forward_by_what_was_skipped() {
    let cases = [
        ("America/New_York", date(2026, 3, 8).at(2, 30, 0, 0), "2026-03-08T03:30:00"),
        ("Europe/Lisbon", date(2026, 3, 29).at(1, 30, 0, 0), "2026-03-29T02:30:00"),
        ("America/Denver", date(2026, 3, 8).at(2, 0, 0, 0), "2026-03-08T03:00:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4).at(2, 15, 0, 0), "2026-10-04T02:45:00"),
        ("Africa/Casablanca", date(2026, 3, 22).at(2, 30, 0, 0), "2026-03-22T03:30:00"),
        ("America/Havana", date(2026, 3, 8).at(0, 30, 0, 0), "2026-03-08T01:30:00"),
        ("Pacific/Apia", date(2011, 12, 30).at(9, 0, 0, 0), "2011-12-31T09:00:00"),
    ];
    for (name, planned, happens) in cases {
        let zone = zone(name);
        assert_eq!(zone.local(zone.instant(planned)), happens.parse().unwrap(), "{name}");
    }
}

#[test]
fn a_repeated_time_is_its_first_occurrence() {
    let cases = [
        ("America/New_York", date(2026, 11, 1).at(1, 30, 0, 0), "2026-11-01T05:30:00Z"),
        ("Europe/Lisbon", date(2026, 10, 25).at(1, 30, 0, 0), "2026-10-25T00:30:00Z"),
        ("America/Denver", date(2026, 11, 1).at(1, 30, 0, 0), "2026-11-01T07:30:00Z"),
        ("Australia/Lord_Howe", date(2026, 4, 5).at(1, 45, 0, 0), "2026-04-04T14:45:00Z"),
        ("Africa/Casablanca", date(2026, 2, 15).at(2, 30, 0, 0), "2026-02-15T01:30:00Z"),
        ("America/Havana", date(2026, 11, 1).at(0, 0, 0, 0), "2026-11-01T04:00:00Z"),
    ];
    for (name, planned, happens) in cases {
        assert_eq!(zone(name).instant(planned), utc(happens), "{name}");
    }
}

#[test]
fn three_oclock_on_friday_is_three_oclock_on_both_sides_of_every_change() {
    for name in ["Europe/Lisbon", "America/New_York", "Asia/Kolkata", "America/Denver"] {
        let zone = zone(name);
        for friday in [
            date(2026, 3, 6),
            date(2026, 3, 27),
            date(2026, 4, 3),
            date(2026, 10, 23),
            date(2026, 11, 6),
        ] {
            let planned = friday.at(15, 0, 0, 0);
            assert_eq!(zone.local(zone.instant(planned)), planned, "{name} {friday}");
        }
    }
}

#[test]
fn a_window_that_begins_in_a_gap_begins_when_the_clock_jumps() {
    let new_york = zone("America/New_York");
    assert_eq!(new_york.reaches(date(2026, 3, 8).at(2, 15, 0, 0)), utc("2026-03-08T07:00:00Z"));
    assert_eq!(new_york.reaches(date(2026, 3, 8).at(3, 0, 0, 0)), utc("2026-03-08T07:00:00Z"));
    let lord_howe = zone("Australia/Lord_Howe");
    assert_eq!(
        lord_howe.reaches(date(2026, 10, 4).at(2, 15, 0, 0)),
        lord_howe.instant(date(2026, 10, 4).at(2, 30, 0, 0))
    );
}

#[test]
fn a_day_begins_with_its_first_instant_even_when_there_is_no_midnight() {
    let havana = zone("America/Havana");
    assert_eq!(havana.local(havana.start_of(date(2026, 3, 8))), date(2026, 3, 8).at(1, 0, 0, 0));
    assert_eq!(havana.start_of(date(2026, 11, 1)), utc("2026-11-01T04:00:00Z"));
    let apia = zone("Pacific/Apia");
    assert_eq!(apia.start_of(date(2011, 12, 30)), apia.start_of(date(2011, 12, 31)));
    assert_eq!(apia.local(apia.start_of(date(2011, 12, 30))), date(2011, 12, 31).at(0, 0, 0, 0));
}

#[test]
fn the_ends_of_the_calendar_do_not_fail() {
    for name in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let zone = zone(name);
        assert!(zone.instant(DateTime::MAX) > zone.instant(DateTime::MIN));
        assert!(zone.start_of(Date::MAX) > zone.start_of(Date::MIN));
        zone.local(Timestamp::MAX);
        zone.local(Timestamp::MIN);
    }
}
