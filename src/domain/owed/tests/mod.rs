//! What is left of a promise, and when a mentor is asked about it. The cards stand as a table in `worked_cases`; here is
//! the desk at which nobody answers, on which the table is played through.

mod worked_cases;

use jiff::civil::{DateTime, Weekday, date};

use super::super::promise::Promise;
use super::super::working_hours::{DateRange, DayWindow, WorkingHours};
use super::super::zone::{Zone, Zones};
use super::*;

fn new_york() -> Zone {
    Zones::bundled().find("America/New_York").unwrap()
}

fn at(local: &str) -> Timestamp {
    new_york().instant(local.parse::<DateTime>().unwrap())
}

fn said(owed_by: &str, now: &str, mentor: &Availability) -> String {
    time_left(at(owed_by), at(now), mentor).to_string()
}

#[test]
fn the_time_left_is_said_in_the_unit_that_fits() {
    let mentor = Availability::office_hours(new_york());
    let left = |now| said("2026-11-10T10:00", now, &mentor);
    assert_eq!(left("2026-11-06T09:00"), "2 working days left");
    assert_eq!(left("2026-11-06T10:00"), "2 working days left");
    assert_eq!(left("2026-11-06T10:01"), "1 working day left");
    assert_eq!(left("2026-11-08T12:00"), "1 working day left", "from a Sunday");
    assert_eq!(left("2026-11-09T13:00"), "5 working hours left");
    assert_eq!(left("2026-11-10T09:01"), "59 working minutes left");
    assert_eq!(left("2026-11-10T10:00"), "due now");
    assert_eq!(left("2026-11-10T10:01"), "1 working minute late");
    assert_eq!(left("2026-11-10T11:30"), "1 working hour late");
    assert_eq!(left("2026-11-11T09:30"), "7 working hours late");
    assert_eq!(left("2026-11-11T10:00"), "1 working day late");
    assert_eq!(left("2026-11-16T10:00"), "4 working days late");
    assert_eq!(said("2026-11-11T09:00", "2026-11-10T20:00", &mentor), "due now");
}

#[test]
fn leave_stands_still() {
    let leave = DateRange::new(date(2026, 11, 10), date(2026, 11, 13)).unwrap();
    let mentor = Availability::new(new_york(), WorkingHours::default(), vec![leave]);
    assert_eq!(said("2026-11-16T10:00", "2026-11-09T15:00", &mentor), "3 working hours left");
    assert_eq!(said("2026-11-09T10:00", "2026-11-16T10:00", &mentor), "1 working day late");
}

#[test]
fn a_clock_change_makes_no_day_longer_or_shorter() {
    let sundays = WorkingHours::default().with(Weekday::Sunday, Some(DayWindow::OFFICE));
    let hours = sundays.with(Weekday::Saturday, Some(DayWindow::OFFICE));
    let mentor = Availability::new(new_york(), hours, vec![]);
    for (one, other) in [("2026-03-07", "2026-03-08"), ("2026-10-31", "2026-11-01")] {
        let moment = |day: &str, time: &str| format!("{day}T{time}");
        let left = |now: &str, by: &str| said(by, now, &mentor);
        let eleven = moment(other, "11:00");
        assert_eq!(left(&moment(one, "11:00"), &eleven), "1 working day left");
        assert_eq!(left(&moment(one, "11:30"), &eleven), "7 working hours left");
        assert_eq!(left(&eleven, &moment(one, "11:00")), "1 working day late");
    }
}

/// Somebody's desk: what waits on it, and the cards that came.
#[derive(Default)]
struct Desk {
    waiting: Vec<(Promise, Debt)>,
    now: Option<Timestamp>,
    cards: Vec<LastCard>,
}

impl Desk {
    fn asks(&mut self, promise: Promise, since: Timestamp, mentor: &Availability) {
        let owed_by = promise.owed_by(since, mentor);
        self.waiting.push((promise, Debt { since, owed_by, back: None, said: None }));
        self.now = self.now.or(Some(since));
    }

    fn debts(&self) -> Vec<Debt> {
        self.waiting.iter().map(|(_, debt)| *debt).collect()
    }

    /// The opening of the first working day after the last promise.
    fn first_after_all(&self, mentor: &Availability) -> Option<Timestamp> {
        let ends = self.waiting.iter().filter_map(|(_, debt)| debt.owed_by).max()?;
        mentor.next_working_day_open(mentor.next_open(ends)?)
    }

    /// Every card up to and including `until`, as the planner makes them.
    fn lives(&mut self, mentor: &Availability, until: Timestamp) {
        let mut now = self.now.unwrap();
        loop {
            let last = self.cards.last().copied();
            let Some(at) = next_card(&self.debts(), (now, last), mentor) else { break };
            if at > until {
                break;
            }
            assert!(mentor.is_open(at), "a card outside the window");
            let today = mentor.zone().date(at);
            let card = Card::after(last, today);
            let mut count = 0;
            for (_, debt) in &mut self.waiting {
                if let Some(said) = debt.on_card((at, card), mentor) {
                    debt.said = Some(said);
                    count += 1;
                }
            }
            assert!(count > 0, "a card about nothing");
            self.cards.push(LastCard { on: today, at });
            now = at;
        }
        self.now = Some(until);
    }

    /// The mentor's calendar changes: what is not over is promised again under its own rule.
    fn moves(&mut self, mentor: &Availability) {
        let now = self.now.unwrap();
        for (promise, debt) in &mut self.waiting {
            if debt.owed_by.is_none_or(|at| at > now) {
                debt.owed_by = promise.owed_by(debt.since, mentor);
            }
        }
    }

    fn told(&self, format: &str, mentor: &Availability) -> String {
        let cards = self.cards.iter().map(|card| mentor.zone().local(card.at));
        cards.map(|at| at.strftime(format).to_string()).collect::<Vec<_>>().join(", ")
    }
}

#[test]
fn leave_that_is_taken_mid_clock_moves_what_is_still_to_come() {
    let mentor = Availability::office_hours(new_york());
    let leave = DateRange::new(date(2026, 11, 10), date(2026, 11, 13)).unwrap();
    let away = Availability::new(new_york(), WorkingHours::default(), vec![leave]);
    for (promise, asked, taken, cards) in [
        (
            Promise::QUESTION,
            "2026-11-09T11:00",
            "2026-11-09T12:00",
            "Mon 09:00, Mon 11:00, Tue 09:00",
        ),
        (
            Promise::QUESTION,
            "2026-11-09T09:30",
            "2026-11-09T16:00",
            "Mon 15:30, Mon 09:00, Tue 09:00",
        ),
    ] {
        let mut desk = Desk::default();
        desk.asks(promise, at(asked), &mentor);
        desk.lives(&mentor, at(taken));
        desk.moves(&away);
        desk.lives(&away, at("2026-11-17T12:00"));
        assert_eq!(desk.told("%a %H:%M", &away), cards, "{taken}");
    }
}

#[test]
fn a_mentor_who_moves_is_asked_in_the_hours_they_live_in() {
    let mentor = Availability::office_hours(new_york());
    let mut desk = Desk::default();
    desk.asks(Promise::CHECKIN, at("2026-11-06T10:00"), &mentor);
    desk.lives(&mentor, at("2026-11-09T15:00"));
    let tokyo = Availability::office_hours(Zones::bundled().find("Asia/Tokyo").unwrap());
    desk.moves(&tokyo);
    desk.lives(&tokyo, at("2026-11-11T00:00"));
    // Monday, 14:00 in New York, was 04:00 on Tuesday in Tokyo.
    assert_eq!(desk.told("%a %H:%M", &tokyo), "Tue 04:00, Wed 09:00");
}

#[test]
fn a_time_the_mentor_named_is_asked_for_and_nothing_before_it() {
    let mentor = Availability::office_hours(new_york());
    for (back, cards) in [
        (Back::By(at("2026-11-16T15:00")), "Mon 15:00, Tue 09:00, Wed 09:00"),
        (Back::By(at("2026-11-17T11:00")), "Tue 11:00, Wed 09:00"),
        (Back::By(at("2026-11-16T20:00")), "Tue 09:00, Wed 09:00"),
        (Back::On(date(2026, 11, 17)), "Tue 09:00, Wed 09:00"),
    ] {
        let mut desk = Desk::default();
        desk.asks(Promise::URGENT, at("2026-11-16T09:00"), &mentor);
        desk.waiting[0].1.back = Some(back);
        desk.lives(&mentor, at("2026-11-18T12:00"));
        assert_eq!(desk.told("%a %H:%M", &mentor), cards, "{back:?}");
    }
    // Another card of the same day leaves it alone, too.
    let mut desk = Desk::default();
    desk.asks(Promise::URGENT, at("2026-11-16T09:00"), &mentor);
    desk.asks(Promise::URGENT, at("2026-11-16T09:00"), &mentor);
    desk.waiting[0].1.back = Some(Back::By(at("2026-11-16T12:15")));
    desk.lives(&mentor, at("2026-11-16T12:10"));
    assert_eq!((desk.cards.len(), desk.waiting[0].1.said), (1, None));
}

#[test]
fn what_was_never_said_is_said_with_the_next_day() {
    let mentor = Availability::office_hours(new_york());
    let mut desk = Desk::default();
    desk.asks(Promise::of_hours(72), at("2026-11-09T10:00"), &mentor);
    desk.lives(&mentor, at("2026-11-11T12:00"));
    assert_eq!(desk.told("%a %H:%M", &mentor), "Wed 12:00", "three quarters of three days");
    desk.waiting[0].1.said = None;
    desk.lives(&mentor, at("2026-11-12T12:00"));
    assert_eq!(desk.told("%a %H:%M", &mentor), "Wed 12:00, Thu 09:00, Thu 10:00");
}

#[test]
fn whoever_owes_nothing_or_never_works_is_not_asked() {
    let mentor = Availability::office_hours(new_york());
    let from = (at("2026-11-09T10:00"), None);
    assert_eq!(next_card(&[], from, &mentor), None);
    let nothing = Debt { since: from.0, owed_by: None, back: None, said: None };
    assert_eq!(next_card(&[nothing], from, &mentor), None);
    let never = Availability::new(new_york(), WorkingHours::NEVER, vec![]);
    let debt = Debt { owed_by: Some(at("2026-11-10T10:00")), ..nothing };
    assert_eq!(next_card(&[debt], from, &never), None);
}
