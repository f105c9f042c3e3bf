//! What leave may be, and when it is spoken of.

use jiff::civil::date;

use super::*;
use crate::domain::zone::Zones;

fn lisbon() -> Availability {
    Availability::office_hours(Zones::bundled().find("Europe/Lisbon").unwrap())
}

fn leave((from, to): (Date, Date), told_at: &str) -> Leave {
    Leave {
        id: LeaveId(1),
        person: PersonId(1),
        range: DateRange::new(from, to).unwrap(),
        told_at: told_at.parse().unwrap(),
        reason: None,
        state: LeaveState::Stands,
        next: None,
    }
}

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

#[test]
fn leave_that_makes_no_sense_is_not_taken() {
    let today = date(2026, 11, 2);
    let known = [leave((date(2026, 12, 21), date(2027, 1, 1)), "2026-11-02T09:00:00Z")];
    let problem = |from, to| check((from, to), today, &known).unwrap_err();
    assert_eq!(problem(date(2026, 11, 20), date(2026, 11, 9)), LeaveProblem::EndsBeforeItStarts);
    assert_eq!(problem(date(2026, 10, 20), date(2026, 11, 1)), LeaveProblem::Over);
    assert_eq!(problem(date(2026, 11, 3), date(2027, 11, 3)), LeaveProblem::TooLong);
    assert_eq!(problem(date(2027, 11, 4), date(2027, 11, 5)), LeaveProblem::TooFar);
    assert_eq!(problem(date(2027, 1, 1), date(2027, 1, 4)), LeaveProblem::Overlaps);
    assert_eq!(problem(Date::MIN, Date::MAX), LeaveProblem::TooLong);
    assert!(check((date(2027, 1, 2), date(2027, 1, 4)), today, &known).is_ok(), "right after");
    assert!(check((date(2026, 10, 20), today), today, &known).is_ok(), "still running");
    let many: Vec<Leave> = (0..24).map(|_| known[0].clone()).collect();
    assert_eq!(check((today, today), today, &many), Err(LeaveProblem::TooMany));
}

#[test]
fn the_reader_hears_of_it_on_their_own_last_working_day() {
    let (lisbon, zone) = (lisbon(), Zones::bundled().find("America/New_York").unwrap());
    let monday = (date(2026, 11, 9), date(2026, 11, 20));
    let told = |when| leave(monday, when).ahead_at(&zone, &lisbon);
    assert_eq!(told("2026-10-20T12:00:00Z"), at("2026-11-06T09:00:00Z"));
    assert_eq!(told("2026-11-04T12:00:00Z"), at("2026-11-06T09:00:00Z"));
    assert_eq!(told("2026-11-05T18:00:00Z"), None, "they hear of it on that morning anyway");
    assert_eq!(told("2026-11-08T12:00:00Z"), None);
}

#[test]
fn one_return_is_announced_once_and_a_single_day_is_not() {
    let person = lisbon();
    let one =
        |first, last| leave((date(2026, 12, first), date(2026, 12, last)), "2026-11-02T09:00:00Z");
    let announced = |which: &Leave, all: &[Leave]| {
        let back_at = which.back_at(&person).unwrap();
        which.is_return_announced(all, &person, (back_at, back_at))
    };
    let (week, friday, next) = (one(7, 10), one(11, 11), one(14, 18));
    assert!(announced(&week, std::slice::from_ref(&week)));
    assert!(!announced(&friday, std::slice::from_ref(&friday)));
    let off = |ranges: &[&Leave]| {
        let days_off = ranges.iter().map(|leave| leave.range).collect();
        Availability::new(person.zone().clone(), *person.hours(), days_off)
    };
    let person = off(&[&week, &friday, &next]);
    let all = [week, friday, next];
    let back_at = all[2].back_at(&person).unwrap();
    let announced = |which: &Leave| which.is_return_announced(&all, &person, (back_at, back_at));
    assert_eq!(all.each_ref().map(announced), [false, false, true]);
    let later = back_at + SignedDuration::from_hours(80);
    assert!(!all[2].is_return_announced(&all, &person, (back_at, later)), "no news any more");
}
