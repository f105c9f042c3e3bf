//! Promises by example. The deadlines themselves stand as a table in `worked_cases`; `model` compares them with counting
//! minutes one by one.

mod model;
mod worked_cases;

use jiff::civil::date;

use super::super::working_hours::{DateRange, WorkingHours};
use super::super::zone::{Zone, Zones};
use super::*;

fn zone(name: &str) -> Zone {
    Zones::bundled().find(name).unwrap()
}

fn mentor() -> Availability {
    Availability::office_hours(zone("America/New_York"))
}

fn at(local: &str) -> Timestamp {
    zone("America/New_York").instant(local.parse().unwrap())
}

#[test]
fn a_promise_is_read_as_it_is_written() {
    for (promise, text) in [
        (Promise::QUESTION, "24 working-day hours"),
        (Promise::CHECKIN, "48 working-day hours"),
        (Promise::URGENT, "240 working minutes"),
        (Promise::of_hours(0), "0 working-day hours"),
        (Promise::of_hours(u16::MAX), "65535 working-day hours"),
        (Promise::of_working_minutes(u16::MAX), "65535 working minutes"),
    ] {
        assert_eq!(promise.to_string(), text);
        assert_eq!(text.parse(), Ok(promise));
    }
    for text in [
        "",
        "24",
        "24 hours",
        "24 working hours",
        " 24 working-day hours",
        "24 working-day hours ",
        "+24 working-day hours",
        "024 working-day hours",
        "65536 working minutes",
        "-1 working minutes",
        "240  working minutes",
    ] {
        assert_eq!(text.parse::<Promise>(), Err(NotAPromise), "{text:?}");
    }
}

#[test]
fn stored_words_are_read_back() {
    for kept in [Kept::Kept, Kept::Missed, Kept::NothingOwed] {
        assert_eq!(Kept::read(kept.as_str()), Some(kept));
    }
    for reminder in [Reminder::ThreeQuarters, Reminder::Promise] {
        assert_eq!(Reminder::read(reminder.as_str()), Some(reminder));
    }
    assert_eq!((Kept::read("late"), Reminder::read("")), (None, None));
}

#[test]
fn an_answer_is_measured_against_its_own_deadline() {
    let clock = ResponseClock::start(Promise::QUESTION, at("2026-11-20T16:30"), &mentor());
    let answered = |local| {
        let measured = clock.answered(at(local), &mentor());
        assert_eq!(measured.promise, Promise::QUESTION);
        (measured.taken.0, measured.kept)
    };
    assert_eq!(answered("2026-11-20T16:29:59"), (0, Kept::Kept), "clocks differ");
    assert_eq!(answered("2026-11-22T12:00"), (30, Kept::Kept), "on a free Sunday");
    assert_eq!(answered("2026-11-23T09:15"), (45, Kept::Kept));
    assert_eq!(answered("2026-11-23T16:30"), (480, Kept::Kept), "at the deadline");
    assert_eq!(answered("2026-11-23T16:30:01"), (480, Kept::Missed), "a second later");
    assert_eq!(answered("2026-11-24T10:00"), (570, Kept::Missed));
}

#[test]
fn a_changed_promise_counts_for_what_is_asked_from_then_on() {
    let asked = |promise, local| ResponseClock::start(promise, at(local), &mentor());
    let before = asked(Promise::QUESTION, "2026-11-16T11:00");
    let after = asked(Promise::URGENT, "2026-11-16T12:00");
    assert_eq!(before.owed_by, Some(at("2026-11-17T11:00")));
    assert_eq!(after.owed_by, Some(at("2026-11-16T16:00")));
    // Both are answered long after the change, each under the rule that was stored with it.
    let reply = at("2026-11-17T10:00");
    let stored = before.promise.to_string().parse().unwrap();
    assert_eq!(ResponseClock::start(stored, before.submitted_at, &mentor()), before);
    assert_eq!(before.answered(reply, &mentor()).kept, Kept::Kept);
    assert_eq!(after.answered(reply, &mentor()).kept, Kept::Missed);
}

#[test]
fn a_leave_that_is_taken_mid_clock_moves_the_deadline_under_the_old_rule() {
    let before = ResponseClock::start(Promise::QUESTION, at("2026-11-16T11:00"), &mentor());
    let leave = DateRange::new(date(2026, 11, 17), date(2026, 11, 18)).unwrap();
    let away = Availability::new(zone("America/New_York"), WorkingHours::default(), vec![leave]);
    let moved = ResponseClock::start(before.promise, before.submitted_at, &away);
    assert_eq!(moved.owed_by, Some(at("2026-11-19T11:00")));
    let measured = moved.answered(at("2026-11-19T10:00"), &away);
    assert_eq!((measured.taken.0, measured.kept), (7 * 60, Kept::Kept));
}

#[test]
fn a_mentor_who_never_works_owes_nothing() {
    let never = Availability::new(zone("America/New_York"), WorkingHours::NEVER, vec![]);
    for promise in [Promise::QUESTION, Promise::URGENT, Promise::of_working_minutes(0)] {
        let clock = ResponseClock::start(promise, at("2026-11-16T11:00"), &never);
        assert_eq!(clock.owed_by, None);
        assert_eq!((clock.allows(&never), clock.three_quarters(&never)), (None, None));
        assert_eq!(clock.reminders(&never), []);
        let measured = clock.answered(at("2026-11-17T11:00"), &never);
        assert_eq!((measured.taken.0, measured.kept), (0, Kept::NothingOwed));
    }
}

#[test]
fn seconds_are_kept_in_the_deadline_and_rounded_in_the_reminder() {
    let clock = ResponseClock::start(Promise::QUESTION, at("2026-11-16T11:00:40"), &mentor());
    assert_eq!(clock.owed_by, Some(at("2026-11-17T11:00:40")));
    assert_eq!(clock.three_quarters(&mentor()), Some(at("2026-11-17T09:00:40")));
    let short = Promise::of_working_minutes(2);
    let clock = ResponseClock::start(short, at("2026-11-16T11:00"), &mentor());
    assert_eq!(clock.three_quarters(&mentor()), clock.owed_by, "a minute and a half is two");
    assert_eq!(clock.reminders(&mentor()).len(), 1);
}

#[test]
fn working_time_is_said_in_hours_and_minutes() {
    assert_eq!(WorkingMinutes(45).to_string(), "45 min");
    assert_eq!(WorkingMinutes(120).to_string(), "2 h");
    assert_eq!(WorkingMinutes(605).to_string(), "10 h 5 min");
}
