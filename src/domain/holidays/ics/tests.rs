//! Calendar files as people have them, and as nobody should.

use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 2);

fn calendar(events: &[&str]) -> String {
    let events: Vec<String> =
        events.iter().map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat())
}

fn days_of(events: &[&str]) -> Result<Vec<String>, CalendarProblem> {
    let read = read(calendar(events).as_bytes(), TODAY)?;
    let shown = |it: Holiday| format!("{}/{} {}", it.range.first(), it.range.last(), it.name);
    Ok(read.holidays.into_iter().map(shown).collect())
}

#[test]
fn whole_days_are_read_and_the_end_is_the_day_after() {
    let found = days_of(&[
        "UID:1\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\\, both\r\n  days",
        "DTSTART;VALUE=DATE:20270101\r\nSUMMARY;LANGUAGE=en:New Year's Day\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nSUMMARY:Wake\r\nEND:VALARM",
        "DTSTART:20261208T000000\r\nDTEND:20261209T000000\r\nSUMMARY:Immaculate Conception",
        "DTSTART;VALUE=DATE:20261201\r\nDURATION:P1W",
        "DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261203\r\nSUMMARY:Ends on itself",
    ]);
    let expected = [
        "2026-12-01/2026-12-07 Holiday",
        "2026-12-03/2026-12-03 Ends on itself",
        "2026-12-08/2026-12-08 Immaculate Conception",
        "2026-12-25/2026-12-26 Christmas, both days",
        "2027-01-01/2027-01-01 New Year's Day",
    ];
    assert_eq!(found.unwrap(), expected);
}

#[test]
fn what_is_over_cancelled_or_timed_is_left_out() {
    let text = calendar(&[
        "DTSTART;VALUE=DATE:20261224",
        "DTSTART;VALUE=DATE:20251225",
        "DTSTART;VALUE=DATE:20261226\r\nSTATUS:CANCELLED",
        "DTSTART:20261224T180000Z\r\nDTEND:20261224T200000Z\r\nSUMMARY:Party",
        "DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270601",
    ]);
    let read = read(text.as_bytes(), TODAY).unwrap();
    assert_eq!((read.holidays.len(), read.left_out), (1, 2));
    assert_eq!(days_of(&["DTSTART;VALUE=DATE:20251225"]), Err(CalendarProblem::NoDays));
    assert_eq!(days_of(&[]), Err(CalendarProblem::NoDays));
}

#[test]
fn what_comes_back_every_year_is_taken_for_three_years() {
    let starts = |rule: &str| {
        let event = format!("DTSTART;VALUE=DATE:20201225\r\nRRULE:{rule}");
        days_of(&[&event])
            .map(|days| days.iter().map(|day| day[..10].to_owned()).collect::<Vec<_>>())
    };
    let for_ever = ["2026-12-25", "2027-12-25", "2028-12-25"];
    assert_eq!(starts("FREQ=YEARLY").unwrap(), for_ever);
    assert_eq!(
        starts("FREQ=YEARLY;INTERVAL=1;BYMONTH=12;BYMONTHDAY=25;WKST=MO").unwrap(),
        for_ever
    );
    assert_eq!(starts("FREQ=YEARLY;INTERVAL=2").unwrap(), ["2026-12-25", "2028-12-25"]);
    assert_eq!(starts("FREQ=YEARLY;COUNT=7").unwrap(), ["2026-12-25"]);
    assert_eq!(starts("FREQ=YEARLY;UNTIL=20271225T000000Z").unwrap(), for_ever[..2]);
    let leap = days_of(&["DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY"]).unwrap();
    assert_eq!(leap, ["2028-02-29/2028-02-29 Holiday"]);
    let except =
        "DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20261225,20271225";
    assert_eq!(days_of(&[except]).unwrap(), ["2028-12-25/2028-12-25 Holiday"]);
}

#[test]
fn what_repeats_in_another_way_is_refused() {
    for rule in [
        "FREQ=WEEKLY;BYDAY=SA,SU",
        "FREQ=DAILY",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=YEARLY;BYMONTH=1",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=SECONDLY;COUNT=99999999999",
        "nonsense",
    ] {
        let event = format!("DTSTART;VALUE=DATE:20261225\r\nRRULE:{rule}");
        let found = days_of(&["DTSTART;VALUE=DATE:20261224", &event]);
        assert_eq!(found, Err(CalendarProblem::Repeats(EventNumber(2))), "{rule}");
    }
    let more = "DTSTART;VALUE=DATE:20261225\r\nRDATE;VALUE=DATE:20261227";
    assert_eq!(days_of(&[more]), Err(CalendarProblem::Repeats(EventNumber(1))));
}

#[test]
fn what_is_no_calendar_is_refused() {
    let cut = calendar(&["DTSTART;VALUE=DATE:20261225"]).replace("END:VCALENDAR\r\n", "");
    let deep = "BEGIN:VCALENDAR\n".repeat(40_000);
    for text in [
        "",
        "hello",
        "BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n",
        "<html>BEGIN:VCALENDAR</html>",
        "BEGIN:VCALENDAR\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\ntrailing",
        &cut,
        &deep,
    ] {
        let start = text.get(..text.len().min(40));
        assert_eq!(read(text.as_bytes(), TODAY), Err(CalendarProblem::NotACalendar), "{start:?}");
    }
    assert_eq!(read(&[0x89, b'P', b'N', b'G', 0xff], TODAY), Err(CalendarProblem::NotACalendar));
    assert_eq!(read(&vec![b' '; LARGEST + 1], TODAY), Err(CalendarProblem::TooLarge));
    let many = vec!["DTSTART;VALUE=DATE:20261225"; MOST_EVENTS + 1];
    assert_eq!(days_of(&many), Err(CalendarProblem::TooManyEvents));
    for event in ["SUMMARY:No start", "DTSTART;VALUE=DATE:20261325", "DTSTART:soon", ";;;:"] {
        let found = days_of(&[event]);
        assert_eq!(found, Err(CalendarProblem::Unreadable(EventNumber(1))), "{event}");
    }
}
