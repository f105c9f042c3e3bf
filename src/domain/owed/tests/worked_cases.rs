//! When a mentor who does not answer is asked, as a table of worked cases: times on the mentor's wall clock, in the year
//! 2026.

use super::*;

/// A heading names a mentor: zone, hours, days off. A row under it says what is asked and when, and every card up to the
/// first one after the promise. Two that are asked stand with an `&` between them.
const CASES: &str = "
= America/New_York; Mon-Fri 09:00-17:00
a check-in on a Friday             | two days | Fri 6 Nov 10:00  | Mon 9 Nov 14:00, Tue 10 Nov 09:00, Wed 11 Nov 09:00
a question on a Monday             | day      | Mon 16 Nov 11:00 | Tue 17 Nov 09:00, Tue 17 Nov 11:00, Wed 18 Nov 09:00
a question in the evening          | day      | Mon 16 Nov 20:00 | Tue 17 Nov 15:00, Wed 18 Nov 09:00, Thu 19 Nov 09:00
a question on a Saturday           | day      | Sat 21 Nov 13:00 | Mon 23 Nov 15:00, Tue 24 Nov 09:00, Wed 25 Nov 09:00
ending as the window closes        | day      | Mon 16 Nov 17:00 | Tue 17 Nov 09:00, Wed 18 Nov 09:00, Thu 19 Nov 09:00
urgent in the morning              | urgent   | Mon 16 Nov 09:30 | Mon 16 Nov 12:30, Mon 16 Nov 13:30, Tue 17 Nov 09:00
urgent, three quarters at closing  | urgent   | Mon 16 Nov 14:00 | Tue 17 Nov 09:00, Tue 17 Nov 10:00, Wed 18 Nov 09:00
urgent, reminded the day before    | urgent   | Mon 16 Nov 13:30 | Mon 16 Nov 16:30, Tue 17 Nov 09:00, Wed 18 Nov 09:00
urgent, into the next day          | urgent   | Mon 16 Nov 16:00 | Tue 17 Nov 09:00, Tue 17 Nov 12:00, Wed 18 Nov 09:00
urgent late on a Friday            | urgent   | Fri 20 Nov 16:00 | Mon 23 Nov 09:00, Mon 23 Nov 12:00, Tue 24 Nov 09:00
both with one opening              | 5 working-day hours | Sun 22 Nov 20:00 | Mon 23 Nov 09:00, Tue 24 Nov 09:00
both within half an hour           | 40 working minutes  | Mon 16 Nov 10:00 | Mon 16 Nov 10:30, Tue 17 Nov 09:00
two close together                 | urgent   | Mon 16 Nov 09:30 & Mon 16 Nov 09:55 | Mon 16 Nov 12:30, Mon 16 Nov 13:30, Tue 17 Nov 09:00
two further apart                  | urgent   | Mon 16 Nov 09:30 & Mon 16 Nov 10:05 | Mon 16 Nov 12:30, Mon 16 Nov 13:05, Mon 16 Nov 14:05, Tue 17 Nov 09:00
one ends, three quarters of one    | day      | Mon 16 Nov 11:00 & Mon 16 Nov 17:01 | Tue 17 Nov 09:00, Tue 17 Nov 11:00, Tue 17 Nov 15:00, Wed 18 Nov 09:00, Thu 19 Nov 09:00
clocks go forward over the weekend | day      | Fri 6 Mar 11:00  | Mon 9 Mar 09:00, Mon 9 Mar 11:00, Tue 10 Mar 09:00
clocks go back over the weekend    | day      | Fri 30 Oct 11:00 | Mon 2 Nov 09:00, Mon 2 Nov 11:00, Tue 3 Nov 09:00

= America/New_York; Mon-Sun 09:00-17:00
clocks go forward before the window | day     | Sat 7 Mar 11:00  | Sun 8 Mar 09:00, Sun 8 Mar 12:00, Mon 9 Mar 09:00
clocks go back before the window   | day      | Sat 31 Oct 11:00 | Sat 31 Oct 16:15, Sun 1 Nov 09:00, Mon 2 Nov 09:00
urgent, clocks go forward at night | urgent   | Sat 7 Mar 13:30  | Sat 7 Mar 16:30, Sun 8 Mar 09:00, Mon 9 Mar 09:00
urgent, clocks go back at night    | urgent   | Sat 31 Oct 16:00 | Sun 1 Nov 09:00, Sun 1 Nov 12:00, Mon 2 Nov 09:00

= America/New_York; Mon-Sun 00:00-06:00
urgent, an hour before the gap     | urgent   | Sun 8 Mar 01:00  | Sun 8 Mar 05:00, Mon 9 Mar 00:00, Tue 10 Mar 00:00
urgent, as an hour is repeated     | urgent   | Sun 1 Nov 00:30  | Sun 1 Nov 02:30, Sun 1 Nov 03:30, Mon 2 Nov 00:00

= America/New_York; Mon-Wed 09:00-17:00
part-time, a check-in              | two days | Tue 17 Nov 15:00 | Mon 23 Nov 09:00, Mon 23 Nov 15:00, Tue 24 Nov 09:00
part-time, urgent                  | urgent   | Wed 18 Nov 13:30 | Wed 18 Nov 16:30, Mon 23 Nov 09:00, Tue 24 Nov 09:00

= America/New_York; Mon-Thu 08:00-14:00, Fri 10:00-12:00
before a short day                 | day      | Thu 19 Nov 13:00 | Fri 20 Nov 11:15, Mon 23 Nov 08:00, Tue 24 Nov 08:00

= America/New_York; Mon-Fri 09:00-17:00; 2026-11-17 to 2026-11-20
leave starts mid-clock             | day      | Mon 16 Nov 11:00 | Mon 23 Nov 09:00, Mon 23 Nov 11:00, Tue 24 Nov 09:00
leave starts mid-clock, urgent     | urgent   | Mon 16 Nov 13:30 | Mon 16 Nov 16:30, Mon 23 Nov 09:00, Tue 24 Nov 09:00
leave is running                   | day      | Wed 18 Nov 10:00 | Mon 23 Nov 15:00, Tue 24 Nov 09:00, Wed 25 Nov 09:00

= America/New_York; Mon-Fri 09:00-17:00; 2026-11-17 to 2028-06-01
never back                         | day      | Mon 16 Nov 18:00 | none
";

fn mentor_of(heading: &str) -> Availability {
    let mut parts = heading.split("; ");
    let place = Zones::bundled().find(parts.next().unwrap()).unwrap();
    let hours = parts.next().unwrap().parse().unwrap();
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

#[test]
fn every_case_is_as_reckoned_by_hand() {
    let (mut mentor, mut cases) = (None, 0);
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("= ") {
            mentor = Some(mentor_of(heading));
            continue;
        }
        let row: Vec<&str> = line.split('|').map(str::trim).collect();
        let [what, promise, asked, cards] = row.as_slice() else {
            panic!("a row has four columns: {line}");
        };
        let mentor = mentor.as_ref().unwrap();
        let mut desk = Desk::default();
        for asked in asked.split(" & ") {
            let wall = DateTime::strptime("%Y %a %d %b %H:%M", format!("2026 {asked}")).unwrap();
            desk.asks(promise_of(promise), mentor.zone().instant(wall), mentor);
        }
        let first = desk.first_after_all(mentor);
        let told = first.map_or("none".to_owned(), |until| {
            desk.lives(mentor, until);
            desk.told("%a %-d %b %H:%M", mentor)
        });
        assert_eq!(told, *cards, "{what}");
        cases += 1;
    }
    assert_eq!(cases, 30, "every row of the table was read");
}
