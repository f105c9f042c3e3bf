//! A year of proposals, one of which is taken each time: the ledger stays in balance whatever people choose, and nobody has
//! an early or late hour out of turn while there is another way.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::super::super::fairness::{Borne, Ledger, Weight};
use super::super::openings::{Ask, Nothing, Openings};
use super::super::weekly::Suggested;
use super::*;

/// Who bears a call, over the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Nobody has to.
    Comfortable,
    /// Either can alone.
    Either,
    /// One can alone, otherwise it is both.
    OneOrBoth,
    /// Only the mentee can.
    OnlyMentee,
    /// Nobody can.
    Never,
}

/// Mentor, mentee, whether the mentor sticks to office hours, and the way it is.
const PAIRS: [(&str, &str, bool, Way); 9] = [
    ("America/New_York", "Europe/Lisbon", false, Way::Comfortable),
    ("Europe/Lisbon", "America/Los_Angeles", false, Way::Either),
    ("Pacific/Auckland", "America/Sao_Paulo", false, Way::Either),
    ("America/Sao_Paulo", "Pacific/Auckland", false, Way::Either),
    ("Asia/Kolkata", "America/Denver", false, Way::OneOrBoth),
    ("America/Denver", "Asia/Kolkata", false, Way::OneOrBoth),
    ("America/Los_Angeles", "Europe/Lisbon", true, Way::OnlyMentee),
    ("America/Los_Angeles", "Asia/Kolkata", true, Way::Never),
    ("Pacific/Honolulu", "Europe/Helsinki", true, Way::Never),
];

/// A year of calls: whose each was, and what was found each time.
fn a_year(
    (mentor, mentee): (&CallHours, &CallHours),
    picks: &[usize],
) -> (Vec<Borne>, Vec<Openings>) {
    let sides = between(mentor, mentee);
    let home = mentee.zone();
    let mut now = home.instant(date(2026, 1, 2).at(12, 0, 0, 0));
    let every = match Suggested::by(sides.weekly_overlap(now)) {
        Suggested::EveryTwoWeeks => 2,
        Suggested::Monthly => 4,
    };
    let (mut calls, mut found) = (Vec::new(), Vec::new());
    let mut picks = picks.iter().copied().cycle();
    while home.date(now).year() == 2026 {
        let turn = Ledger::of(calls.iter().copied()).turn();
        let week = Span::of_week(home, Week::of(home.date(now)).next());
        let openings = sides.openings(week, Ask { now, minutes: Minutes(30), turn });
        if let Some(slot) =
            openings.slots().get(picks.next().unwrap() % openings.slots().len().max(1))
        {
            assert_eq!(sides.check((slot.starts, slot.minutes), now), Ok(*slot));
            calls.push(Borne { agreed_at: now, starts: slot.starts, burdened: slot.burdened() });
        }
        found.push(openings);
        now = home.instant(home.local(now).saturating_add(every.weeks()));
    }
    (calls, found)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: RngSeed::Fixed(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_year_of_strict_turns_is_in_balance(pair in 0..PAIRS.len(), picks in prop::collection::vec(0usize..3, 26)) {
        let (mentor, mentee, sticks, way) = PAIRS[pair];
        let stretch = if sticks { DayWindow::OFFICE } else { DayWindow::STRETCHED };
        let mentor = CallHours::new(office(mentor).comfort().clone(), stretch);
        let (calls, found) = a_year((&mentor, &office(mentee)), &picks);
        let ledger = Ledger::of(calls.iter().copied());
        for n in 0..=calls.len() {
            let so_far = Ledger::of(calls[..n].iter().copied());
            prop_assert!(so_far.counted(Side::Mentor).abs_diff(so_far.counted(Side::Mentee)) <= 1);
        }
        let all = |weight| ledger.entries().iter().all(|entry| entry.weight == weight);
        match way {
            Way::Comfortable => prop_assert!(ledger.entries().is_empty() && calls.len() == 26),
            Way::Either => prop_assert!(all(Weight::Counted) && ledger.entries().len() == calls.len() && calls.len() >= 13),
            Way::OneOrBoth => prop_assert!(
                ledger.entries().len() == calls.len() && ledger.entries().iter().all(|entry| entry.weight != Weight::Gift)
            ),
            Way::OnlyMentee => prop_assert!(
                all(Weight::Gift) && ledger.gifts(Side::Mentee) == calls.len() && ledger.turn() == Side::Mentor
            ),
            Way::Never => {
                let never = |openings: &Openings| *openings == Openings::Nothing { why: Nothing::Never, next: None };
                prop_assert!(calls.is_empty() && found.iter().all(never));
            }
        }
    }
}
