//! Nobody is skipped, and nobody comes round early, whatever becomes of the cohort.

use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

fn people(ids: impl IntoIterator<Item = i64>) -> Vec<PersonId> {
    ids.into_iter().map(PersonId).collect()
}

#[test]
fn a_place_is_kept_by_whoever_is_away_or_passes() {
    let mut line = Rotation::default();
    let all = people(1..=3);
    line.follow(&all);
    let without = people([2, 3]);
    assert_eq!(line.next(&without), Some(PersonId(2)));
    line.had(PersonId(2));
    assert_eq!(line.next(&all), Some(PersonId(1)), "who was away is next");
    line.follow(&people(1..=4));
    line.had(PersonId(1));
    line.had(PersonId(3));
    assert_eq!(
        line.next(&people(1..=4)),
        Some(PersonId(4)),
        "who is new comes before a second turn"
    );
    assert_eq!(line.next(&[]), None);
}

#[test]
fn two_who_swap_take_each_others_place() {
    let mut line = Rotation::default();
    let all = people(1..=3);
    line.follow(&all);
    line.had(PersonId(1));
    line.swap((PersonId(2), PersonId(1)));
    assert_eq!(line.next(&all), Some(PersonId(1)));
    line.had(PersonId(1));
    line.had(PersonId(3));
    assert_eq!(line.next(&all), Some(PersonId(2)), "and not before");
}

/// What becomes of a cohort before a turn: who is in it, who of them is away, and who passes.
type Month = (Vec<bool>, Vec<bool>, Vec<bool>);

const MOST: usize = 7;

fn months() -> impl Strategy<Value = Vec<Month>> {
    let each = |chance: f64| prop::collection::vec(prop::bool::weighted(chance), MOST);
    prop::collection::vec((each(0.8), each(0.2), each(0.15)), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(23),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whoever has a second turn has seen everybody else who was there and willing have one since their first; nobody who is
    /// away has one; and somebody has one whenever anybody can.
    #[test]
    fn everybody_once_before_anybody_twice(months in months()) {
        let mut line = Rotation::default();
        let mut turns: Vec<PersonId> = Vec::new();
        for (is_in, is_away, passes) in months {
            let of = |keep: &dyn Fn(usize) -> bool| people((0..MOST).filter(|at| keep(*at)).map(|at| at as i64));
            let members = of(&|at| is_in[at]);
            let willing = of(&|at| is_in[at] && !is_away[at] && !passes[at]);
            line.follow(&members);
            let next = line.next(&willing);
            prop_assert_eq!(next.is_none(), willing.is_empty());
            let Some(next) = next else { continue };
            prop_assert!(willing.contains(&next));
            if let Some(before) = turns.iter().rposition(|led| *led == next) {
                for other in willing.iter().filter(|other| **other != next) {
                    prop_assert!(turns[before..].contains(other), "{other} was willing and waited longer");
                }
            }
            line.had(next);
            turns.push(next);
            let waiting = line.places().iter().filter(|place| !place.has_led).count();
            prop_assert!(line.places()[..waiting].iter().all(|place| !place.has_led), "new ones wait in front");
        }
    }

    /// In a cohort that stays as it is, swaps included, nobody waits longer than twice round: each takes the other's place,
    /// and all others keep theirs.
    #[test]
    fn a_swap_moves_nobody_else(size in 2..MOST, swaps in prop::collection::vec((0..MOST, 0..MOST), 0..20)) {
        let all = people(0..size as i64);
        let mut line = Rotation::default();
        line.follow(&all);
        for (one, other) in swaps {
            let (one, other) = (PersonId((one % size) as i64), PersonId((other % size) as i64));
            let before = line.places().to_vec();
            line.swap((one, other));
            for (was, is) in before.iter().zip(line.places()) {
                prop_assert_eq!(was.has_led, is.has_led);
                prop_assert!(was.person == is.person || [one, other].contains(&was.person));
            }
            let next = line.next(&all).unwrap();
            line.had(next);
            prop_assert_eq!(line.places().len(), size);
        }
    }
}
