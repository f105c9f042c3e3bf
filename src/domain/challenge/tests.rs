//! What a pair's turns and due dates are, on the calendars people really have.

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    super::{
        working_hours::{DateRange, WorkingHours},
        zone::Zones,
    },
    *,
};

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

fn mentee(zone: &str, off: &[(Date, Date)]) -> Availability {
    works(zone, "Mon-Fri 09:00-17:00", off)
}

fn works(zone: &str, hours: &str, off: &[(Date, Date)]) -> Availability {
    let hours: WorkingHours = hours.parse().unwrap();
    let off = off.iter().map(|(from, to)| DateRange::new(*from, *to).unwrap()).collect();
    Availability::new(Zones::bundled().find(zone).unwrap(), hours, off)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn turns_are_every_second_week_also_over_a_year_of_53() {
    let began = week("2026-W51");
    let mut turn = began;
    let mut turns = Vec::new();
    for _ in 0..3 {
        turn = next_turn(began, turn);
        turns.push(turn.to_string());
    }
    assert_eq!(turns, ["2026-W52", "2027-W01", "2027-W03"], "2026 has 53 weeks");
    assert!(!is_turn(began, began) && !is_turn(began, week("2026-W50")));
    assert_eq!(next_turn(began, week("2026-W40")), week("2026-W52"), "nothing before it began");
}

#[test]
fn it_is_due_on_the_last_working_day_up_to_friday() {
    let due = |person: &Availability| due_on(week("2026-W47"), person).map(|it| it.to_string());
    let lisbon = "Europe/Lisbon";
    assert_eq!(due(&mentee(lisbon, &[])).as_deref(), Some("2026-11-20"));
    let friday = (date(2026, 11, 20), date(2026, 11, 20));
    assert_eq!(due(&mentee(lisbon, &[friday])).as_deref(), Some("2026-11-19"));
    let from_tuesday = (date(2026, 11, 17), date(2026, 11, 30));
    assert_eq!(due(&mentee(lisbon, &[from_tuesday])).as_deref(), Some("2026-11-16"));
    let all_week = (date(2026, 11, 16), date(2026, 11, 20));
    assert_eq!(due(&mentee(lisbon, &[all_week])), None, "away all week");
    let sundays = works("Asia/Riyadh", "Sun-Thu 09:00-17:00", &[]);
    assert_eq!(due(&sundays).as_deref(), Some("2026-11-19"), "no Friday ever");
}

#[test]
fn it_comes_when_the_week_opens_and_never_after_it_is_due() {
    let given = |person: &Availability, now: &str| {
        times(week("2026-W47"), person, at(now)).map(|it| it.ready_at.to_string())
    };
    let lisbon = mentee("Europe/Lisbon", &[]);
    let monday = "2026-11-16T09:00:00Z".to_owned();
    assert_eq!(given(&lisbon, "2026-11-16T00:00:00Z"), Some(monday.clone()));
    assert_eq!(given(&lisbon, "2026-11-10T00:00:00Z"), Some(monday), "never before its week");
    assert_eq!(given(&lisbon, "2026-11-18T20:00:00Z").as_deref(), Some("2026-11-19T09:00:00Z"));
    assert_eq!(given(&lisbon, "2026-11-20T18:00:00Z"), None, "Friday is over");
    let until_wednesday = (date(2026, 11, 9), date(2026, 11, 17));
    let back = mentee("Europe/Lisbon", &[until_wednesday]);
    assert_eq!(given(&back, "2026-11-16T00:00:00Z").as_deref(), Some("2026-11-18T09:00:00Z"));
}

#[test]
fn the_due_day_is_one_of_the_wall_calendar_whatever_the_clocks_do() {
    // Summer time begins in New York on 14 March 2027 and ends in Lisbon on 31 October.
    for (zone, of, opens, ends) in [
        ("America/New_York", "2027-W11", "2027-03-15T13:00:00Z", "2027-03-20T04:00:00Z"),
        ("America/New_York", "2027-W10", "2027-03-08T14:00:00Z", "2027-03-13T05:00:00Z"),
        ("Europe/Lisbon", "2027-W44", "2027-11-01T09:00:00Z", "2027-11-06T00:00:00Z"),
        // Kiritimati is fourteen hours ahead.
        ("Pacific/Kiritimati", "2027-W10", "2027-03-07T19:00:00Z", "2027-03-12T10:00:00Z"),
    ] {
        let person = mentee(zone, &[]);
        let times = times(week(of), &person, at("2027-01-01T00:00:00Z")).unwrap();
        assert_eq!(times.ready_at, at(opens), "{zone} {of}");
        assert_eq!(times.expires_at, at(ends), "{zone} {of}");
        assert_eq!(times.due_on.weekday(), jiff::civil::Weekday::Friday, "{zone} {of}");
    }
}

proptest! {
    #[test]
    fn a_challenge_reaches_somebody_at_work_in_its_week_and_before_it_is_due(
        zone in prop::sample::select(vec!["Europe/Lisbon", "America/New_York", "Pacific/Apia", "Asia/Kolkata"]),
        weeks in 0..120i32, late in 0..9 * 24i64, off in prop::collection::vec((0..800i32, 0..12i32), 0..6),
    ) {
        let first = date(2026, 11, 2);
        let ranges: Vec<_> = off
            .iter()
            .map(|(from, days)| {
                let from = first.saturating_add(i64::from(*from).days());
                (from, from.saturating_add(i64::from(*days).days()))
            })
            .collect();
        let person = mentee(zone, &ranges);
        let of = Week::of(first).plus(weeks);
        let monday = person.zone().start_of(of.monday());
        let now = monday.saturating_add(jiff::SignedDuration::from_hours(late)).unwrap();
        if let Some(times) = times(of, &person, now) {
            prop_assert!(person.is_open(times.ready_at) && times.ready_at >= now);
            prop_assert!(person.is_working_day(times.due_on) && Week::of(times.due_on) == of);
            prop_assert!(person.zone().date(times.ready_at) <= times.due_on);
        }
    }
}
