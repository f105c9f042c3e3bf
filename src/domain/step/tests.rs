//! Worked cases of a step, and whatever two people may choose.

use jiff::civil::date;
use proptest::prelude::*;

use super::super::{
    working_hours::{DateRange, WorkingHours},
    zone::Zones,
};
use super::*;

const FIRST: Date = date(2026, 11, 2);

fn noticed() -> Talk {
    Talk::noticed(1, Phase::Weekly, first_notice_on(FIRST))
}

const DOWN: Wish = Wish::To(Phase::Monthly);

#[test]
fn a_pair_is_told_fourteen_days_before_its_hundred_and_eighty_second_day() {
    assert_eq!(noticed().noticed_on, Some(date(2027, 4, 19)));
    assert_eq!(noticed().from_on, date(2027, 5, 3));
    assert_eq!(planned_on(Phase::Weekly, FIRST), Some(date(2027, 5, 3)));
    assert_eq!(planned_on(Phase::Monthly, FIRST), Some(date(2027, 11, 1)));
    assert_eq!(planned_on(Phase::AdHoc, FIRST), None);
}

#[test]
fn what_both_choose_waits_for_its_day() {
    let one = noticed().choose(Side::Mentee, DOWN).unwrap();
    assert_eq!(one.due(date(2027, 6, 1)), None, "one of them is not both");
    let both = one.choose(Side::Mentor, DOWN).unwrap();
    assert_eq!(both.agreed(), Some(DOWN));
    assert_eq!(both.due(date(2027, 5, 2)), None);
    assert_eq!(both.due(date(2027, 5, 3)), Some(DOWN));
    let regretted = both.choose(Side::Mentee, Wish::Stay).unwrap();
    assert_eq!(
        (regretted.outcome, regretted.due(date(2027, 5, 3))),
        (Some(Outcome::Differs), None)
    );
    assert_eq!(regretted.choose(Side::Mentee, DOWN), Err(NotNow::Settled));
}

#[test]
fn what_one_brings_up_is_in_force_as_soon_as_the_other_agrees() {
    let today = date(2026, 12, 1);
    let raised = Talk::raised(1, Phase::Weekly, today);
    assert_eq!(raised.choose(Side::Mentor, Wish::Stay), Err(NotNow::NothingProposed));
    assert_eq!(raised.choose(Side::Mentor, Wish::To(Phase::AdHoc)), Err(NotNow::NoSuchStep));
    let one = raised.choose(Side::Mentor, DOWN).unwrap();
    assert_eq!(one.choose(Side::Mentor, Wish::Stay).unwrap().outcome, Some(Outcome::Stays));
    let both = one.choose(Side::Mentee, DOWN).unwrap();
    assert_eq!(both.due(today), Some(DOWN));
    let differs = one.choose(Side::Mentee, Wish::Stay).unwrap();
    assert_eq!(differs.next((FIRST, today)), Next::AsPlanned);
}

#[test]
fn whoever_stays_is_asked_again_and_whoever_differs_sooner() {
    let today = date(2027, 4, 20);
    let stay = noticed().choose(Side::Mentee, Wish::Stay).unwrap();
    assert_eq!(stay.outcome, None, "the other one has not said anything");
    let both = stay.choose(Side::Mentor, Wish::Stay).unwrap();
    assert_eq!(both.next((FIRST, today)), Next::On(date(2027, 7, 13)));
    let differs = stay.choose(Side::Mentor, DOWN).unwrap();
    assert_eq!(differs.next((FIRST, today)), Next::On(date(2027, 5, 18)));
    let taken =
        |phase| Talk { mentor: Some(Wish::To(phase)), outcome: Some(Outcome::Taken), ..noticed() };
    assert_eq!(taken(Phase::Monthly).next((FIRST, today)), Next::On(date(2027, 10, 18)));
    assert_eq!(taken(Phase::AdHoc).next((FIRST, today)), Next::Never);
}

#[test]
fn a_step_is_spoken_of_once_both_are_there() {
    let of = |leaves: &[(Date, Date)]| {
        let zone = Zones::bundled().find("Europe/Lisbon").unwrap();
        let ranges = leaves.iter().map(|(first, last)| DateRange::new(*first, *last).unwrap());
        Availability::new(zone, WorkingHours::default(), ranges.collect())
    };
    let notice = first_notice_on(FIRST);
    let there = of(&[]);
    assert_eq!(first_there(notice, [&there, &there]), notice);
    let away = of(&[(date(2027, 4, 12), date(2027, 4, 25)), (date(2027, 5, 3), date(2027, 5, 3))]);
    let then = of(&[(date(2027, 4, 26), date(2027, 5, 2))]);
    assert_eq!(first_there(notice, [&away, &there]), date(2027, 4, 26));
    assert_eq!(first_there(notice, [&away, &then]), date(2027, 5, 4), "one after the other");
}

#[test]
fn a_late_step_leaves_time_before_the_next() {
    let on_time = date(2027, 5, 3);
    assert_eq!(then_on(Phase::Monthly, (FIRST, on_time)), Some(date(2027, 11, 1)));
    let late = date(2027, 9, 6);
    assert_eq!(then_on(Phase::Monthly, (FIRST, late)), Some(date(2027, 12, 13)));
    assert_eq!(then_on(Phase::AdHoc, (FIRST, late)), None);
}

/// What may happen to a pair on a day.
#[derive(Debug, Clone)]
enum Event {
    Days(i32),
    Choose(Side, Wish),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let side = prop_oneof![Just(Side::Mentor), Just(Side::Mentee)];
    let wish = prop_oneof![
        2 => Just(Wish::Stay),
        3 => Just(Wish::To(Phase::Monthly)),
        2 => Just(Wish::To(Phase::AdHoc)),
        1 => Just(Wish::To(Phase::Weekly)),
        1 => Just(Wish::Peers),
    ];
    let event = prop_oneof![
        3 => (0..40i32).prop_map(Event::Days),
        2 => (side, wish).prop_map(|(side, wish)| Event::Choose(side, wish)),
    ];
    proptest::collection::vec(event, 0..80)
}

proptest! {
    /// Over whatever two people choose, and whenever: no phase changes without both, and never before its day.
    #[test]
    fn no_phase_changes_without_notice_and_the_consent_of_both(events in events()) {
        let (mut today, mut phase, mut nth) = (FIRST, Phase::Weekly, 0);
        let mut asks_on = Some(first_notice_on(FIRST));
        let mut talk: Option<Talk> = None;
        // What each of the two has said of their own accord about the talk that is open.
        let mut said: [Option<Wish>; 2] = [None, None];
        for event in events {
            let days = if let Event::Days(days) = event { days } else { 0 };
            for _ in 0..days {
                today = after(today, 1);
                if asks_on != Some(today) {
                    continue;
                }
                match &talk {
                    Some(open) if open.noticed_on.is_some() && open.from_on == today => {
                        if open.due(today).is_none() && let Next::On(day) = open.next((FIRST, today)) {
                            asks_on = Some(day);
                        }
                    }
                    _ => {
                        nth += 1;
                        let asked = Talk::noticed(nth, phase, today);
                        asks_on = Some(asked.from_on);
                        (talk, said) = (Some(asked), [None, None]);
                    }
                }
            }
            if let Event::Choose(side, wish) = event {
                let open = talk.clone().unwrap_or_else(|| Talk::raised(nth + 1, phase, today));
                if let Ok(chosen) = open.choose(side, wish) {
                    nth = chosen.nth;
                    if talk.is_none() { said = [None, None]; }
                    said[usize::from(side == Side::Mentor)] = Some(wish);
                    talk = Some(chosen);
                }
            }
            let Some(open) = talk.clone() else { continue };
            if let Some(wish) = open.due(today) {
                prop_assert_eq!(said, [Some(wish), Some(wish)], "both want it");
                prop_assert!(wish != Wish::Stay);
                let noticed = open.noticed_on.map(|on| after(on, NOTICE_DAYS));
                prop_assert!(noticed.is_none_or(|on| today >= on), "told {:?} before {}", noticed, today);
                let taken = Talk { outcome: Some(Outcome::Taken), ..open };
                if let Wish::To(to) = wish {
                    prop_assert!(down(phase) == Some(to) || up(phase) == Some(to), "one step at a time");
                    phase = to;
                }
                match taken.next((FIRST, today)) {
                    Next::On(day) => { prop_assert!(day > today); asks_on = Some(day); }
                    Next::Never => asks_on = None,
                    Next::AsPlanned => prop_assert!(false, "a step that is taken plans the next"),
                }
                (talk, said) = (None, [None, None]);
                if wish == Wish::Peers { break; }
            } else if open.outcome.is_some() {
                if let Next::On(day) = open.next((FIRST, today)) {
                    prop_assert!(day > today);
                    asks_on = Some(day);
                }
                (talk, said) = (None, [None, None]);
            }
        }
    }
}
