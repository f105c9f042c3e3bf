//! Rules that are read and refused, and what is due at the edges of clocks and calendars.

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::super::zone::Zones;
use super::*;

fn zone(name: &str) -> Zone {
    Zones::bundled().find(name).unwrap()
}

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

fn fridays() -> Rule {
    Rule::parse("0 15 * * Fri", 1, date(2026, 1, 1)).unwrap()
}

#[test]
fn five_fields_six_fields_and_names_in_any_case_are_read() {
    let anchor = date(2026, 1, 1);
    for text in ["0 15 * * Fri", "0 0 15 * * FRI", "  0  15 ? * friday ", "00 15 * * fri"] {
        let rule =
            Rule::parse(text, 1, anchor).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        assert_eq!(
            rule.planned_in(week("2026-W47")),
            Some(date(2026, 11, 20).at(15, 0, 0, 0)),
            "{text}"
        );
    }
    assert_eq!(Rule::weekly(Weekday::Friday, time(15, 0, 0, 0), 1, anchor), Ok(fridays()));
    let odd = Rule::weekly(Weekday::Sunday, time(2, 30, 5, 0), 1, anchor).unwrap();
    assert_eq!(odd.planned_in(week("2026-W47")), Some(date(2026, 11, 22).at(2, 30, 5, 0)));
}

#[test]
fn what_is_not_one_time_in_every_week_is_refused_with_a_reason() {
    use RuleProblem::*;
    let cases = [
        ("", FieldCount),
        ("@weekly", FieldCount),
        ("15 * * Fri", FieldCount),
        ("0 0 15 * * Fri 2026", FieldCount),
        ("0 15 * * 5", WeekdayNumber),
        ("0 15 * * Mon-5", WeekdayNumber),
        ("0 15 * * Fri#2", WeekdayNumber),
        ("0 15 * * Fryday", Unreadable),
        ("0 25 * * Fri", Unreadable),
        ("60 15 * * Fri", Unreadable),
        ("0 15 * * L", Unreadable),
        ("0 * * * Fri", ManyTimes),
        ("*/30 15 * * Fri", ManyTimes),
        ("0 9,15 * * Fri", ManyTimes),
        ("* 0 15 * * Fri", ManyTimes),
        ("0 15 * * *", ManyDays),
        ("0 15 * * Mon-Fri", ManyDays),
        ("0 15 * * Mon,Fri", ManyDays),
        ("0 15 1-7 * Fri", NotEveryWeek),
        ("0 15 * Feb Fri", NotEveryWeek),
    ];
    for (text, problem) in cases {
        assert_eq!(Rule::parse(text, 1, date(2026, 1, 1)).unwrap_err(), problem, "{text:?}");
    }
    assert_eq!(Rule::parse("0 15 * * Fri", 0, date(2026, 1, 1)).unwrap_err(), EveryZeroWeeks);
}

#[test]
fn three_oclock_on_friday_follows_both_clock_changes() {
    for name in ["Europe/Lisbon", "America/New_York", "Asia/Kolkata", "America/Denver"] {
        let zone = zone(name);
        let mut after = zone.instant(date(2026, 1, 1).at(0, 0, 0, 0));
        for weeks in 0..60 {
            let due = fridays().next(&zone, after).unwrap();
            assert_eq!(
                due.planned,
                date(2026, 1, 2).at(15, 0, 0, 0).saturating_add((7 * weeks).days()),
                "{name}"
            );
            assert_eq!(zone.local(due.at), due.planned, "{name}");
            after = due.at;
        }
    }
}

#[test]
fn sunday_half_past_two_is_never_skipped_by_a_gap_nor_doubled_by_a_fold() {
    let rule = Rule::parse("30 2 * * Sun", 1, date(2026, 1, 1)).unwrap();
    let zone = zone("America/New_York");
    let gap = rule.due_in(&zone, week("2026-W10")).unwrap();
    assert_eq!(zone.local(gap.at), date(2026, 3, 8).at(3, 30, 0, 0));
    let early = Rule::parse("30 1 * * Sun", 1, date(2026, 1, 1)).unwrap();
    let fold = early.due_in(&zone, week("2026-W44")).unwrap();
    assert_eq!(fold.at, "2026-11-01T05:30:00Z".parse().unwrap());
    // Asked in the middle of the repeated hour, the next one is a week later, not the same reading again.
    let next = early.next(&zone, "2026-11-01T06:10:00Z".parse().unwrap()).unwrap();
    assert_eq!(next.planned, date(2026, 11, 8).at(1, 30, 0, 0));
}

#[test]
fn a_gap_before_midnight_carries_the_instant_into_the_next_day_and_nothing_else() {
    let rule = Rule::parse("30 23 * * Sat", 1, date(2024, 1, 1)).unwrap();
    let nuuk = zone("America/Nuuk");
    let mut carried = 0;
    for week in (0..52 * 10).map(|weeks| week("2024-W02").plus(weeks)) {
        let due = rule.due_in(&nuuk, week).unwrap();
        if nuuk.date(due.at) != due.planned.date() {
            carried += 1;
            assert_eq!(nuuk.local(due.at), due.planned.saturating_add(1.hour()));
            let just_before = due.at - jiff::SignedDuration::from_secs(1);
            assert_eq!(rule.next(&nuuk, just_before), Some(due), "{week}");
            assert_eq!(rule.next(&nuuk, due.at).map(|next| next.week), Some(week.next()), "{week}");
        }
    }
    assert!(carried >= 9, "the clocks there jump at 23:00 every spring, but {carried} were seen");
}

#[test]
fn a_day_that_was_left_out_of_the_calendar_is_made_up_for() {
    let apia = zone("Pacific/Apia");
    let rule = Rule::parse("0 9 * * Fri", 1, date(2011, 1, 1)).unwrap();
    let due = rule.due_in(&apia, week("2011-W52")).unwrap();
    assert_eq!(due.planned, date(2011, 12, 30).at(9, 0, 0, 0));
    assert_eq!(apia.local(due.at), date(2011, 12, 31).at(9, 0, 0, 0));
    assert_eq!(rule.next(&apia, due.at).unwrap().week, week("2012-W01"));
}

#[test]
fn every_second_week_is_counted_across_a_year_of_53_weeks() {
    let rule = Rule::parse("0 15 * * Fri", 2, date(2026, 12, 16)).unwrap();
    let lisbon = zone("Europe/Lisbon");
    let mut weeks = Vec::new();
    let mut last = week("2026-W01");
    for _ in 0..4 {
        last = rule.next_after_week(&lisbon, last).unwrap().week;
        weeks.push(last.to_string());
    }
    assert_eq!(weeks, ["2026-W51", "2026-W53", "2027-W02", "2027-W04"]);
    assert!(!rule.includes(week("2026-W49")), "nothing is due before the anchor");
    assert_eq!(rule.due_in(&lisbon, week("2026-W52")), None);
}

#[test]
fn a_new_pair_is_first_asked_on_a_later_day_than_it_began() {
    let lisbon = zone("Europe/Lisbon");
    let first = |began: DateTime| {
        fridays().first_due(&lisbon, lisbon.instant(began)).unwrap().planned.date()
    };
    assert_eq!(first(date(2026, 11, 16).at(10, 0, 0, 0)), date(2026, 11, 20), "on Monday");
    assert_eq!(first(date(2026, 11, 19).at(23, 59, 0, 0)), date(2026, 11, 20), "late on Thursday");
    assert_eq!(first(date(2026, 11, 20).at(0, 0, 0, 0)), date(2026, 11, 27), "early on Friday");
    assert_eq!(first(date(2026, 11, 20).at(16, 0, 0, 0)), date(2026, 11, 27), "after it was due");
    assert_eq!(first(date(2026, 11, 22).at(16, 0, 0, 0)), date(2026, 11, 27), "on Sunday");
    let anchored = Rule::parse("0 15 * * Fri", 2, date(2026, 12, 1)).unwrap();
    let due =
        anchored.first_due(&lisbon, lisbon.instant(date(2026, 11, 16).at(10, 0, 0, 0))).unwrap();
    assert_eq!(due.week, week("2026-W49"), "nothing is due before the anchor");
}

#[test]
fn the_end_of_the_calendar_is_an_end() {
    let lisbon = zone("Europe/Lisbon");
    assert_eq!(fridays().next(&lisbon, "2101-06-01T00:00:00Z".parse().unwrap()), None);
    assert_eq!(fridays().next(&lisbon, Timestamp::MAX), None);
    assert!(fridays().next(&lisbon, Timestamp::MIN).is_some());
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let days = prop::sample::select(vec!["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
    (days, 0u8..24, 0u8..60, 1u8..9, 0i64..3000).prop_map(|(day, hour, minute, every, anchor)| {
        let anchor = date(2020, 1, 1).saturating_add(anchor.days());
        Rule::parse(&format!("{minute} {hour} * * {day}"), every, anchor).unwrap()
    })
}

proptest! {
    #[test]
    fn occurrences_only_move_forward_and_every_period_has_one(
        rule in any_rule(),
        place in prop::sample::select(Zones::bundled().names()),
        start in 1_577_836_800i64..1_900_000_000,
    ) {
        let zone = zone(place);
        let mut last = rule.next(&zone, Timestamp::from_second(start).unwrap()).unwrap();
        for _ in 0..60 {
            let next = rule.next(&zone, last.at).unwrap();
            prop_assert!(next.at > last.at);
            prop_assert_eq!(next.week.weeks_since(last.week), i32::from(rule.every_weeks()));
            prop_assert_eq!(Some(next), rule.next_after_week(&zone, last.week));
            last = next;
        }
    }

    #[test]
    fn a_move_to_another_zone_changes_the_instant_and_not_the_week(
        rule in any_rule(),
        (here, there) in {
            let names = Zones::bundled().names();
            (prop::sample::select(names.clone()), prop::sample::select(names))
        },
        periods in 0i32..200,
    ) {
        let week = rule.first_week_from(Week::of(rule.anchor())).plus(periods * i32::from(rule.every_weeks()));
        let (a, b) = (rule.due_in(&zone(here), week).unwrap(), rule.due_in(&zone(there), week).unwrap());
        prop_assert_eq!((a.week, a.planned), (b.week, b.planned));
        prop_assert!(a.at.duration_since(b.at).abs() <= jiff::SignedDuration::from_hours(28));
    }
}
