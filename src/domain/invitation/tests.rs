//! What is written reads back with a parser that shares nothing with the writer, whatever the link holds.

use calcard::{
    common::IanaString,
    icalendar::{ICalendar, ICalendarProperty, ICalendarValue, Uri},
};
use jiff::{civil, tz::TimeZone};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn link(text: &str) -> Link {
    Link::parse(text).unwrap()
}

fn invitation() -> Invitation {
    Invitation {
        uid: Uid::of("salt", CallId(7)),
        sequence: 0,
        starts: at("2026-11-24T16:00:00Z"),
        minutes: Minutes(25),
        link: Some(link("https://meet.example.org/abc")),
        standing: Standing::Confirmed,
        stamped_at: at("2026-11-17T09:30:15Z"),
    }
}

/// What another program makes of the file, property by property, in the order of the file.
fn read(file: &str) -> Vec<(String, String)> {
    let calendar = ICalendar::parse(file).unwrap();
    let entries = calendar.components.iter().flat_map(|component| &component.entries);
    let read = entries.map(|entry| {
        assert!(entry.params.is_empty(), "a parameter got in: {entry:?}");
        assert_eq!(entry.values.len(), 1, "{entry:?}");
        (entry.name.as_str().to_owned(), value(&entry.name, &entry.values[0]))
    });
    read.collect()
}

fn value(name: &ICalendarProperty, value: &ICalendarValue) -> String {
    match value {
        ICalendarValue::Text(text) => text.clone(),
        ICalendarValue::Integer(number) => number.to_string(),
        ICalendarValue::Uri(Uri::Location(uri)) => uri.clone(),
        ICalendarValue::Method(method) => method.as_str().to_owned(),
        ICalendarValue::Status(status) => status.as_str().to_owned(),
        ICalendarValue::CalendarScale(scale) => scale.as_str().to_owned(),
        ICalendarValue::PartialDateTime(time) => {
            assert_eq!((time.tz_hour, time.tz_minute), (Some(0), Some(0)), "{name:?} is not UTC");
            let part = |part: Option<u8>| i8::try_from(part.unwrap()).unwrap();
            let date = civil::date(
                i16::try_from(time.year.unwrap()).unwrap(),
                part(time.month),
                part(time.day),
            );
            let local = date.at(part(time.hour), part(time.minute), part(time.second), 0);
            local.to_zoned(TimeZone::UTC).unwrap().timestamp().to_string()
        }
        other => panic!("{name:?} is read as {other:?}"),
    }
}

fn of<'a>(read: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut found = read.iter().filter(|(it, _)| it == name).map(|(_, value)| value.as_str());
    let first = found.next();
    assert_eq!(found.next(), None, "{name} stands there twice");
    first
}

/// Every line ends in CRLF, holds at most 75 octets and no other control character.
fn check_lines(file: &str) {
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}

/// The file leads where the link leads: a backslash is all that is written in another way.
fn check_link(read: &[(String, String)], link: &Link) {
    let expected = link.as_str().replace('\\', "%5C");
    assert_eq!(of(read, "LOCATION"), Some(expected.as_str()));
    assert_eq!(of(read, "URL"), Some(expected.as_str()));
}

#[test]
fn a_call_is_a_file_with_its_title_times_and_link_and_nothing_else() {
    let (file, uid) = (invitation().file(), Uid::of("salt", CallId(7)));
    let read = read(&file);
    let expected = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Trellis//Calls//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("DTEND", "2026-11-24T16:25:00Z"),
        ("DTSTAMP", "2026-11-17T09:30:15Z"),
        ("DTSTART", "2026-11-24T16:00:00Z"),
        ("LOCATION", "https://meet.example.org/abc"),
        ("SEQUENCE", "0"),
        ("STATUS", "CONFIRMED"),
        ("SUMMARY", "Mentorship call"),
        ("UID", uid.as_str()),
        ("URL", "https://meet.example.org/abc"),
    ];
    let read: Vec<(&str, &str)> = read.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(read, expected);
    check_lines(&file);
}

#[test]
fn a_call_without_a_link_says_nothing_of_where() {
    let read = read(&Invitation { link: None, ..invitation() }.file());
    assert_eq!((of(&read, "LOCATION"), of(&read, "URL")), (None, None));
}

#[test]
fn a_change_keeps_the_uid_and_raises_the_sequence() {
    let moved = Invitation { sequence: 1, starts: at("2026-11-25T15:00:00Z"), ..invitation() };
    let off = Invitation { sequence: 2, standing: Standing::Cancelled, ..moved.clone() };
    let (before, moved, off) = (read(&invitation().file()), read(&moved.file()), read(&off.file()));
    assert_eq!(of(&before, "UID"), of(&moved, "UID"));
    assert_eq!(of(&before, "UID"), of(&off, "UID"));
    assert_eq!((of(&moved, "SEQUENCE"), of(&off, "SEQUENCE")), (Some("1"), Some("2")));
    assert_eq!(of(&moved, "DTSTART"), Some("2026-11-25T15:00:00Z"));
    assert_eq!((of(&off, "METHOD"), of(&off, "STATUS")), (Some("CANCEL"), Some("CANCELLED")));
}

#[test]
fn a_uid_is_stable_and_tells_nothing() {
    assert_eq!(Uid::of("salt", CallId(7)), Uid::of("salt", CallId(7)));
    assert_ne!(Uid::of("salt", CallId(7)), Uid::of("salt", CallId(8)));
    assert_ne!(Uid::of("salt", CallId(7)), Uid::of("another", CallId(7)));
    let uid = Uid::of("salt", CallId(7));
    let hex = uid.as_str().strip_suffix("@trellis").unwrap();
    assert!(hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hex}");
}

#[test]
fn nothing_in_a_link_ends_a_line_or_begins_a_property() {
    for text in [
        "https://meet.example.org/a,b;c:d\\e?x=1,2;3",
        "https://meet.example.org/%0D%0AATTENDEE:mailto:a@b.c",
        "https://meet.example.org/%5Cn%5C,",
        "https://bücher.example/straße/会議?名=値",
        "https://meet.example.org/\u{202e}abc",
    ] {
        let link = link(text);
        let file = Invitation { link: Some(link.clone()), ..invitation() }.file();
        check_lines(&file);
        let read = read(&file);
        check_link(&read, &link);
        assert_eq!(read.len(), 13, "{file}");
    }
    let refused = [
        "https://a.example/\r\nATTENDEE:x",
        "https://a.example/a\nb",
        "https://a.b/\rc",
        "https://a.b/\u{2028}c",
    ];
    for refused in refused {
        assert!(Link::parse(refused).is_err(), "{refused:?} is no link in the first place");
    }
}

#[test]
fn a_line_of_any_length_is_folded() {
    for length in 1..400 {
        let call = Invitation {
            link: Some(link(&format!("https://a.example/{}", "x".repeat(length)))),
            ..invitation()
        };
        check_lines(&call.file());
        check_link(&read(&call.file()), call.link.as_ref().unwrap());
    }
}

#[test]
fn links_that_fill_in_a_calendar_carry_title_times_and_call_link() {
    let call = invitation();
    assert_eq!(
        call.google_link().unwrap().as_str(),
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Mentorship+call\
         &dates=20261124T160000Z%2F20261124T162500Z&location=https%3A%2F%2Fmeet.example.org%2Fabc"
    );
    assert_eq!(
        call.outlook_link().unwrap().as_str(),
        "https://outlook.office.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose\
         &rru=addevent&subject=Mentorship+call&startdt=2026-11-24T16%3A00%3A00Z\
         &enddt=2026-11-24T16%3A25%3A00Z&location=https%3A%2F%2Fmeet.example.org%2Fabc"
    );
}

#[test]
fn a_call_link_that_is_too_long_for_them_is_left_out_of_them_and_stays_in_the_file() {
    let long = link(&format!("https://meet.example.org/{}", ",".repeat(2000)));
    let call = Invitation { link: Some(long.clone()), ..invitation() };
    for filled_in in [call.google_link().unwrap(), call.outlook_link().unwrap()] {
        assert!(!filled_in.as_str().contains("location="));
    }
    check_lines(&call.file());
    assert_eq!(of(&read(&call.file()), "URL"), Some(long.as_str()));
}

/// Instants of every minute around clock changes of several zones, and of any other time people may plan for.
fn instants() -> impl Strategy<Value = Timestamp> {
    let changes = [
        "2026-03-08T07:00:00Z",
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-04-04T14:00:00Z",
        "2026-09-26T14:00:00Z",
    ];
    let around = (proptest::sample::select(changes.to_vec()), -180i64..180)
        .prop_map(|(change, minutes)| at(change) + SignedDuration::from_mins(minutes));
    let any = (0i64..4_000_000_000).prop_map(|second| Timestamp::from_second(second).unwrap());
    prop_oneof![around, any]
}

#[test]
fn whatever_the_link_and_the_instant_the_file_reads_back() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]);
    let mut runner = TestRunner::new_with_rng(Config { cases: 600, ..Config::default() }, rng);
    let links = "https://[a-z]{1,9}\\.example/[ -~äß会😀\\\\,;:\"]{0,1200}";
    let calls = (links, instants(), 0u16..2000, 0u32..100);
    runner
        .run(&calls, |(raw, starts, minutes, sequence)| {
            let Ok(link) = Link::parse(&raw) else { return Ok(()) };
            let call = Invitation {
                link: Some(link.clone()),
                starts,
                minutes: Minutes(minutes),
                sequence,
                ..invitation()
            };
            let file = call.file();
            check_lines(&file);
            let read = read(&file);
            prop_assert_eq!(read.len(), 13);
            check_link(&read, &link);
            let ends = starts + SignedDuration::from_mins(minutes.into());
            let expected = [
                ("DTSTART", starts.to_string()),
                ("DTEND", ends.to_string()),
                ("SEQUENCE", sequence.to_string()),
            ];
            for (name, expected) in &expected {
                prop_assert_eq!(of(&read, name), Some(expected.as_str()));
            }
            Ok(())
        })
        .unwrap();
}
