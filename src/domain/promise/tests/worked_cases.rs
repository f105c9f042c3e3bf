//! The response clock as a table of worked cases, reckoned by hand: times on the mentor's wall clock, in the year 2026.

use jiff::civil::DateTime;

use super::*;

/// A heading names a mentor: zone, hours, days off. A row under it says what is asked and when, by when the answer is
/// owed, how much of the mentor's working time that allows, and when the mentor is reminded. In the second of two hours
/// that the clock shows alike, a time is shown *again*.
const CASES: &str = "
= America/New_York; Mon-Fri 09:00-17:00
on a Saturday                        | day      | Sat 21 Nov 13:00 | Tue 24 Nov 09:00 | 8 h  | Mon 23 Nov 15:00, Tue 24 Nov 09:00
late on a Sunday                     | day      | Sun 22 Nov 23:59 | Tue 24 Nov 09:00 | 8 h  | Mon 23 Nov 15:00, Tue 24 Nov 09:00
on a Monday                          | day      | Mon 16 Nov 11:00 | Tue 17 Nov 11:00 | 8 h  | Tue 17 Nov 09:00, Tue 17 Nov 11:00
before the window                    | day      | Mon 16 Nov 06:00 | Tue 17 Nov 09:00 | 8 h  | Mon 16 Nov 15:00, Tue 17 Nov 09:00
after the window                     | day      | Mon 16 Nov 20:00 | Wed 18 Nov 09:00 | 8 h  | Tue 17 Nov 15:00, Wed 18 Nov 09:00
as the window closes                 | day      | Mon 16 Nov 17:00 | Tue 17 Nov 17:00 | 8 h  | Tue 17 Nov 15:00, Wed 18 Nov 09:00
a minute after it closed             | day      | Mon 16 Nov 17:01 | Wed 18 Nov 09:00 | 8 h  | Tue 17 Nov 15:00, Wed 18 Nov 09:00
on a Friday                          | day      | Fri 20 Nov 11:00 | Mon 23 Nov 11:00 | 8 h  | Mon 23 Nov 09:00, Mon 23 Nov 11:00
on Friday night                      | day      | Fri 20 Nov 20:00 | Tue 24 Nov 09:00 | 8 h  | Mon 23 Nov 15:00, Tue 24 Nov 09:00
a check-in on a Friday               | two days | Fri 20 Nov 10:00 | Tue 24 Nov 10:00 | 16 h | Mon 23 Nov 14:00, Tue 24 Nov 10:00
a check-in on a Saturday             | two days | Sat 21 Nov 10:00 | Wed 25 Nov 09:00 | 16 h | Tue 24 Nov 13:00, Wed 25 Nov 09:00
urgent in the morning                | urgent   | Mon 16 Nov 09:30 | Mon 16 Nov 13:30 | 4 h  | Mon 16 Nov 12:30, Mon 16 Nov 13:30
urgent at 16:00, into the next day   | urgent   | Mon 16 Nov 16:00 | Tue 17 Nov 12:00 | 4 h  | Tue 17 Nov 11:00, Tue 17 Nov 12:00
urgent, three quarters at closing    | urgent   | Mon 16 Nov 14:00 | Tue 17 Nov 10:00 | 4 h  | Tue 17 Nov 09:00, Tue 17 Nov 10:00
urgent, ending at closing            | urgent   | Mon 16 Nov 13:00 | Mon 16 Nov 17:00 | 4 h  | Mon 16 Nov 16:00, Tue 17 Nov 09:00
urgent before the window             | urgent   | Mon 16 Nov 07:00 | Mon 16 Nov 13:00 | 4 h  | Mon 16 Nov 12:00, Mon 16 Nov 13:00
urgent after the window              | urgent   | Mon 16 Nov 18:00 | Tue 17 Nov 13:00 | 4 h  | Tue 17 Nov 12:00, Tue 17 Nov 13:00
urgent late on a Friday              | urgent   | Fri 20 Nov 16:00 | Mon 23 Nov 12:00 | 4 h  | Mon 23 Nov 11:00, Mon 23 Nov 12:00
urgent on a Saturday                 | urgent   | Sat 21 Nov 10:00 | Mon 23 Nov 13:00 | 4 h  | Mon 23 Nov 12:00, Mon 23 Nov 13:00
both reminders with one opening      | 5 working-day hours | Sun 22 Nov 20:00 | Mon 23 Nov 09:00 | 0 min | Mon 23 Nov 09:00
over at closing, one reminder        | 1 working minutes   | Mon 16 Nov 16:59 | Mon 16 Nov 17:00 | 1 min | Tue 17 Nov 09:00
clocks go forward over the weekend   | day      | Fri 6 Mar 11:00  | Mon 9 Mar 11:00  | 8 h  | Mon 9 Mar 09:00, Mon 9 Mar 11:00
clocks go back over the weekend      | day      | Fri 30 Oct 11:00 | Mon 2 Nov 11:00  | 8 h  | Mon 2 Nov 09:00, Mon 2 Nov 11:00
urgent, clocks go forward meanwhile  | urgent   | Fri 6 Mar 16:00  | Mon 9 Mar 12:00  | 4 h  | Mon 9 Mar 11:00, Mon 9 Mar 12:00

= America/New_York; Mon-Sun 09:00-17:00
clocks go forward before the window  | day      | Sat 7 Mar 11:00  | Sun 8 Mar 12:00  | 9 h  | Sun 8 Mar 09:45, Sun 8 Mar 12:00
clocks go back before the window     | day      | Sat 31 Oct 11:00 | Sun 1 Nov 10:00  | 7 h  | Sat 31 Oct 16:15, Sun 1 Nov 10:00
carried past closing by the change   | day      | Sat 7 Mar 17:00  | Mon 9 Mar 09:00  | 8 h  | Sun 8 Mar 15:00, Mon 9 Mar 09:00
carried back to closing              | day      | Sat 31 Oct 18:00 | Sun 1 Nov 17:00  | 8 h  | Sun 1 Nov 15:00, Mon 2 Nov 09:00
urgent, clocks go forward at night   | urgent   | Sat 7 Mar 16:00  | Sun 8 Mar 12:00  | 4 h  | Sun 8 Mar 11:00, Sun 8 Mar 12:00
urgent, clocks go back at night      | urgent   | Sat 31 Oct 16:00 | Sun 1 Nov 12:00  | 4 h  | Sun 1 Nov 11:00, Sun 1 Nov 12:00

= America/New_York; Mon-Sun 00:00-06:00
clocks go forward in the window      | day      | Sat 7 Mar 03:00  | Sun 8 Mar 04:00  | 6 h  | Sun 8 Mar 01:30, Sun 8 Mar 04:00
clocks go back in the window         | day      | Sat 31 Oct 03:00 | Sun 1 Nov 02:00  | 6 h  | Sun 1 Nov 01:30, Sun 1 Nov 02:00
urgent, an hour before the gap       | urgent   | Sun 8 Mar 01:00  | Sun 8 Mar 06:00  | 4 h  | Sun 8 Mar 05:00, Mon 9 Mar 00:00
urgent, carried into the gap         | urgent   | Sat 7 Mar 04:00  | Sun 8 Mar 03:00  | 4 h  | Sun 8 Mar 01:00, Sun 8 Mar 03:00
urgent, as the repeated hour begins  | urgent   | Sun 1 Nov 01:00  | Sun 1 Nov 04:00  | 4 h  | Sun 1 Nov 03:00, Sun 1 Nov 04:00
urgent, in the second of the hours   | urgent   | Sun 1 Nov 01:30 again | Sun 1 Nov 05:30 | 4 h | Sun 1 Nov 04:30, Sun 1 Nov 05:30
over in the repeated hour            | 90 working minutes | Sun 1 Nov 00:30 | Sun 1 Nov 01:00 again | 1 h 30 min | Sun 1 Nov 01:38, Sun 1 Nov 01:00 again

= Europe/Lisbon; Mon-Fri 09:00-17:00
clocks go forward over the weekend   | day      | Fri 27 Mar 11:00 | Mon 30 Mar 11:00 | 8 h  | Mon 30 Mar 09:00, Mon 30 Mar 11:00
clocks go back over the weekend      | day      | Fri 23 Oct 11:00 | Mon 26 Oct 11:00 | 8 h  | Mon 26 Oct 09:00, Mon 26 Oct 11:00

= Europe/Lisbon; Mon-Sun 09:00-17:00
clocks go forward before the window  | day      | Sat 28 Mar 11:00 | Sun 29 Mar 12:00 | 9 h  | Sun 29 Mar 09:45, Sun 29 Mar 12:00
clocks go back before the window     | day      | Sat 24 Oct 11:00 | Sun 25 Oct 10:00 | 7 h  | Sat 24 Oct 16:15, Sun 25 Oct 10:00

= Europe/Lisbon; Mon-Sun 00:00-06:00
urgent, half an hour before the gap  | urgent   | Sun 29 Mar 00:30 | Sun 29 Mar 05:30 | 4 h  | Sun 29 Mar 04:30, Sun 29 Mar 05:30
urgent, carried over the gap         | urgent   | Sat 28 Mar 05:00 | Sun 29 Mar 04:00 | 4 h  | Sun 29 Mar 03:00, Sun 29 Mar 04:00
urgent, before the repeated hour     | urgent   | Sun 25 Oct 00:30 | Sun 25 Oct 03:30 | 4 h  | Sun 25 Oct 02:30, Sun 25 Oct 03:30
urgent, in the first of the hours    | urgent   | Sun 25 Oct 01:30 | Sun 25 Oct 04:30 | 4 h  | Sun 25 Oct 03:30, Sun 25 Oct 04:30
urgent, in the second of the hours   | urgent   | Sun 25 Oct 01:30 again | Sun 25 Oct 05:30 | 4 h | Sun 25 Oct 04:30, Sun 25 Oct 05:30

= Australia/Lord_Howe; Mon-Sun 09:00-17:00
half an hour forward                 | day      | Sat 3 Oct 11:00  | Sun 4 Oct 11:30  | 8 h 30 min | Sun 4 Oct 09:23, Sun 4 Oct 11:30
half an hour back                    | day      | Sat 4 Apr 11:00  | Sun 5 Apr 10:30  | 7 h 30 min | Sat 4 Apr 16:38, Sun 5 Apr 10:30

= Australia/Lord_Howe; Mon-Sun 00:00-06:00
urgent, half an hour forward         | urgent   | Sun 4 Oct 00:00  | Sun 4 Oct 04:30  | 4 h  | Sun 4 Oct 03:30, Sun 4 Oct 04:30
urgent, half an hour back            | urgent   | Sun 5 Apr 00:00  | Sun 5 Apr 03:30  | 4 h  | Sun 5 Apr 02:30, Sun 5 Apr 03:30
over in the repeated half hour       | 45 working minutes | Sun 5 Apr 01:30 | Sun 5 Apr 01:45 again | 45 min | Sun 5 Apr 01:34 again, Sun 5 Apr 01:45 again

= America/New_York; Mon-Wed 09:00-17:00
part-time, on the last working day   | day      | Wed 18 Nov 11:00 | Mon 23 Nov 11:00 | 8 h  | Mon 23 Nov 09:00, Mon 23 Nov 11:00
part-time, on a free Thursday        | day      | Thu 19 Nov 10:00 | Tue 24 Nov 09:00 | 8 h  | Mon 23 Nov 15:00, Tue 24 Nov 09:00
part-time, a check-in                | two days | Tue 17 Nov 15:00 | Mon 23 Nov 15:00 | 16 h | Mon 23 Nov 11:00, Mon 23 Nov 15:00
part-time, urgent                    | urgent   | Wed 18 Nov 16:00 | Mon 23 Nov 12:00 | 4 h  | Mon 23 Nov 11:00, Mon 23 Nov 12:00

= America/New_York; Mon-Thu 08:00-14:00, Fri 10:00-12:00
before a short day                   | day      | Thu 19 Nov 13:00 | Mon 23 Nov 08:00 | 3 h  | Fri 20 Nov 11:15, Mon 23 Nov 08:00
on a short day                       | day      | Fri 20 Nov 11:00 | Mon 23 Nov 11:00 | 4 h  | Mon 23 Nov 10:00, Mon 23 Nov 11:00
urgent across a short day            | urgent   | Thu 19 Nov 13:00 | Mon 23 Nov 09:00 | 4 h  | Mon 23 Nov 08:00, Mon 23 Nov 09:00

= America/New_York; Mon-Fri 09:00-17:00; 2026-11-26 to 2026-11-26
a holiday in the middle              | day      | Wed 25 Nov 14:00 | Fri 27 Nov 14:00 | 8 h  | Fri 27 Nov 12:00, Fri 27 Nov 14:00
on the holiday                       | day      | Thu 26 Nov 10:00 | Mon 30 Nov 09:00 | 8 h  | Fri 27 Nov 15:00, Mon 30 Nov 09:00
urgent before the holiday            | urgent   | Wed 25 Nov 16:00 | Fri 27 Nov 12:00 | 4 h  | Fri 27 Nov 11:00, Fri 27 Nov 12:00

= America/New_York; Mon-Fri 09:00-17:00; 2026-11-17 to 2026-11-20
leave starts mid-clock               | day      | Mon 16 Nov 11:00 | Mon 23 Nov 11:00 | 8 h  | Mon 23 Nov 09:00, Mon 23 Nov 11:00
leave starts mid-clock, urgent       | urgent   | Mon 16 Nov 16:00 | Mon 23 Nov 12:00 | 4 h  | Mon 23 Nov 11:00, Mon 23 Nov 12:00
leave is running                     | day      | Wed 18 Nov 10:00 | Tue 24 Nov 09:00 | 8 h  | Mon 23 Nov 15:00, Tue 24 Nov 09:00
leave is running, urgent             | urgent   | Wed 18 Nov 10:00 | Mon 23 Nov 13:00 | 4 h  | Mon 23 Nov 12:00, Mon 23 Nov 13:00

= America/New_York; Mon-Fri 09:00-17:00; 2026-11-17 to 2028-06-01
never back                           | day      | Mon 16 Nov 18:00 | never            | none | none
never back, urgent                   | urgent   | Mon 16 Nov 16:00 | never            | none | none

= America/New_York; Mon 22:00-24:00, Tue 00:00-06:00, Thu 22:00-24:00, Fri 00:00-06:00
a night shift, urgent over midnight  | urgent   | Mon 16 Nov 23:00 | Tue 17 Nov 03:00 | 4 h  | Tue 17 Nov 02:00, Tue 17 Nov 03:00
a night shift, over at midnight      | 120 working minutes | Mon 16 Nov 22:00 | Tue 17 Nov 00:00 | 2 h | Mon 16 Nov 23:30, Tue 17 Nov 00:00
a night shift, one working day       | day      | Mon 16 Nov 23:00 | Thu 19 Nov 22:00 | 7 h  | Tue 17 Nov 04:15, Thu 19 Nov 22:00

= America/New_York; Mon-Fri 22:00-06:00
every night, urgent over midnight    | urgent   | Mon 16 Nov 23:00 | Tue 17 Nov 03:00 | 4 h  | Tue 17 Nov 02:00, Tue 17 Nov 03:00
every night, one working day         | day      | Mon 16 Nov 23:00 | Tue 17 Nov 23:00 | 8 h  | Tue 17 Nov 05:00, Tue 17 Nov 23:00
asked by day                         | day      | Tue 17 Nov 12:00 | Wed 18 Nov 22:00 | 8 h  | Wed 18 Nov 04:00, Wed 18 Nov 22:00
in the last night of the week        | day      | Fri 20 Nov 23:00 | Mon 23 Nov 23:00 | 8 h  | Sat 21 Nov 05:00, Mon 23 Nov 23:00
on the Saturday morning of it, urgent | urgent  | Sat 21 Nov 04:00 | Tue 24 Nov 00:00 | 4 h  | Mon 23 Nov 23:00, Tue 24 Nov 00:00

= America/New_York; Mon-Fri 22:00-06:00; 2026-11-18 to 2026-11-20
leave begins in the night            | urgent   | Tue 17 Nov 23:00 | Tue 24 Nov 01:00 | 4 h  | Tue 24 Nov 00:00, Tue 24 Nov 01:00
";

fn mentor_of(heading: &str) -> Availability {
    let mut parts = heading.split("; ");
    let (place, hours) = (zone(parts.next().unwrap()), parts.next().unwrap().parse().unwrap());
    let days_off = parts.map(|range| {
        let (first, last) = range.split_once(" to ").unwrap();
        DateRange::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    });
    Availability::new(place, hours, days_off.collect())
}

fn promise_of(words: &str) -> Promise {
    match words {
        "day" => Promise::QUESTION,
        "two days" => Promise::CHECKIN,
        "urgent" => Promise::URGENT,
        rule => rule.parse().unwrap(),
    }
}

fn again(at: Timestamp, zone: &Zone) -> bool {
    zone.instant(zone.local(at)) != at
}

fn read(words: &str, zone: &Zone) -> Timestamp {
    let (wall, is_second) =
        words.strip_suffix(" again").map_or((words, false), |wall| (wall, true));
    let wall = DateTime::strptime("%Y %a %d %b %H:%M", format!("2026 {wall}")).unwrap();
    let first = zone.instant(wall);
    let at = if is_second { first + SignedDuration::from_hours(1) } else { first };
    assert_eq!((zone.local(at), again(at, zone)), (wall, is_second), "{words} is a time");
    at
}

fn shown(at: Timestamp, zone: &Zone) -> String {
    let wall = zone.local(at).strftime("%a %-d %b %H:%M").to_string();
    if again(at, zone) { format!("{wall} again") } else { wall }
}

#[test]
fn every_case_is_as_reckoned_by_hand() {
    let (mut mentor, mut cases) = (None, 0);
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("= ") {
            mentor = Some(mentor_of(heading));
            continue;
        }
        let row: Vec<&str> = line.split('|').map(str::trim).collect();
        let [what, promise, asked, owed_by, allows, reminders] = row.as_slice() else {
            panic!("a row has six columns: {line}");
        };
        let mentor = mentor.as_ref().unwrap();
        let zone = mentor.zone();
        let clock = ResponseClock::start(promise_of(promise), read(asked, zone), mentor);
        let or = |text: Option<String>, nothing: &str| text.unwrap_or(nothing.to_owned());
        assert_eq!(or(clock.owed_by.map(|at| shown(at, zone)), "never"), *owed_by, "{what}");
        assert_eq!(
            or(clock.allows(mentor).map(|time| time.to_string()), "none"),
            *allows,
            "{what}"
        );
        let told: Vec<String> =
            clock.reminders(mentor).into_iter().map(|(_, at)| shown(at, zone)).collect();
        let told = Some(told.join(", ")).filter(|told| !told.is_empty());
        assert_eq!(or(told, "none"), *reminders, "{what}");
        cases += 1;
    }
    assert_eq!(cases, 76, "every row of the table was read");
}
