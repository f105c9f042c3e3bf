//! Nobody is left alone, nobody is taken who is away, and nobody meets somebody again while there is anybody new.

use std::collections::BTreeSet;

use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

fn people(ids: impl IntoIterator<Item = i64>) -> Vec<PersonId> {
    ids.into_iter().map(PersonId).collect()
}

fn anybody(_: PersonId, _: PersonId) -> bool {
    true
}

/// What the cheapest of all ways repeats, found by trying every one of them.
fn least(there: &[PersonId], met: &Met) -> u64 {
    let Some((first, rest)) = there.split_first() else { return 0 };
    let weigh = Weigh { met, share: &anybody };
    let without = |taken: &[PersonId]| -> Vec<PersonId> {
        rest.iter().copied().filter(|person| !taken.contains(person)).collect()
    };
    let mut costs = Vec::new();
    for (at, one) in rest.iter().enumerate() {
        costs.push(weigh.group(&[*first, *one]).0 + least(&without(&[*one]), met));
        for other in rest[at + 1..].iter().filter(|_| there.len() % 2 == 1) {
            costs.push(
                weigh.group(&[*first, *one, *other]).0 + least(&without(&[*one, *other]), met),
            );
        }
    }
    costs.into_iter().min().unwrap_or(u64::MAX / 1000)
}

#[test]
fn three_read_in_a_ring_and_two_each_other() {
    let met = Met::default();
    assert_eq!(groups(&people([4]), &met, &anybody), []);
    let two = groups(&people([2, 1]), &met, &anybody);
    assert_eq!(two[0].reads(), [(PersonId(1), PersonId(2)), (PersonId(2), PersonId(1))]);
    let three = groups(&people([1, 2, 3]), &met, &anybody);
    assert_eq!(three.len(), 1);
    let reads = three[0].reads();
    let readers: BTreeSet<_> = reads.iter().map(|(reader, _)| *reader).collect();
    let read: BTreeSet<_> = reads.iter().map(|(_, author)| *author).collect();
    assert_eq!((readers.len(), read.len()), (3, 3));
    assert!(reads.iter().all(|(reader, author)| reader != author));
}

#[test]
fn those_who_share_hours_are_put_together_where_nothing_speaks_against_it() {
    let there = people(1..=4);
    let share = |one: PersonId, other: PersonId| one.0 % 2 == other.0 % 2;
    let found = groups(&there, &Met::default(), &share);
    assert!(found.iter().all(|group| share(group.people()[0], group.people()[1])), "{found:?}");
}

#[test]
fn in_a_cohort_that_stays_everybody_meets_everybody_before_anybody_meets_again() {
    for size in (2..=40).step_by(2) {
        let there = people(1..=size);
        let mut met = Met::default();
        for round in 1..size {
            for group in groups(&there, &met, &anybody) {
                let [one, other] = group.people() else { panic!("{group:?}") };
                assert_eq!(met.times(*one, *other), 0, "round {round} of {size}");
                met.add(group.people());
            }
        }
        assert_eq!(met.0.len() as i64, size * (size - 1) / 2, "all have met");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(29),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn everybody_there_is_in_one_group_and_as_little_as_can_be_is_repeated(
        rounds in prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.75), 9), 1..14)
    ) {
        let mut met = Met::default();
        for is_there in rounds {
            let there = people((0..9).filter(|at| is_there[*at as usize]));
            let found = groups(&there, &met, &anybody);
            prop_assert_eq!(&found, &groups(&there, &met, &anybody), "the same again");
            let mut grouped: Vec<_> = found.iter().flat_map(|group| group.people().to_vec()).collect();
            grouped.sort_unstable();
            if there.len() < 2 {
                prop_assert!(grouped.is_empty());
                continue;
            }
            prop_assert_eq!(&grouped, &there, "nobody twice, nobody alone, nobody who is away");
            let threes = found.iter().filter(|group| group.people().len() == 3).count();
            prop_assert_eq!(threes, there.len() % 2);
            prop_assert!(found.iter().all(|group| [2, 3].contains(&group.people().len())));
            let repeated: Vec<Vec<PersonId>> = found.iter().map(|it| it.people().to_vec()).collect();
            let cost = Weigh { met: &met, share: &anybody }.all(&repeated).0;
            prop_assert_eq!(cost, least(&there, &met), "nobody meets again before they must");
            for group in &found {
                met.add(group.people());
            }
        }
    }

    /// More people than are weighed in every way are put together none the less, each once.
    #[test]
    fn large_cohorts_are_put_together_too(size in 13..40i64, rounds in 1..6usize) {
        let there = people(0..size);
        let mut met = Met::default();
        for _ in 0..rounds {
            let found = groups(&there, &met, &|one, other| (one.0 + other.0) % 3 == 0);
            let mut grouped: Vec<_> = found.iter().flat_map(|group| group.people().to_vec()).collect();
            grouped.sort_unstable();
            prop_assert_eq!(&grouped, &there);
            for group in &found {
                met.add(group.people());
            }
        }
    }
}
