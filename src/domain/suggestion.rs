//! Which mentor could suit a mentee, by what can be counted: the working time two people share, and the places a mentor has
//! left. What anybody wrote plays no part in it, and nothing is decided here: a lead reads it and decides.

use std::{cmp::Reverse, collections::HashMap};

use super::ids::PersonId;

/// So many mentors are shown for a mentee.
pub const MOST_SHOWN: usize = 3;

/// So many people of each kind are looked at together.
pub const MOST: usize = 10;

/// A mentor, and how many mentees they could still take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The mentor.
    pub mentor: PersonId,
    /// How many more mentees they could take.
    pub free: i64,
}

/// A mentor for a mentee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The mentor.
    pub mentor: PersonId,
    /// The minutes a week the two share in ordinary weeks.
    pub minutes: i64,
}

/// What is suggested for a mentee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor who is suggested first. All first suggestions together fit: no mentor gets more mentees by them than
    /// they have places. Two who share nothing are nobody's first suggestion.
    pub first: Option<Candidate>,
    /// Other mentors with a free place, who shares most first.
    pub others: Vec<Candidate>,
}

/// Suggests mentors for mentees, in the order of the mentees. `minutes` says how much a mentor and a mentee share.
///
/// Of all two that could be, those who share most come together first, and of equal ones those met first. Nobody is
/// suggested for themselves, and nobody who has no place.
pub fn suggest(
    mentees: &[PersonId],
    mentors: &[Places],
    minutes: impl Fn(PersonId, PersonId) -> i64,
) -> Vec<Suggestion> {
    let mut free: HashMap<PersonId, i64> = HashMap::new();
    for places in mentors.iter().filter(|places| places.free > 0) {
        free.insert(places.mentor, places.free);
    }
    let mut wanted: Vec<PersonId> = Vec::new();
    for mentee in mentees {
        if !wanted.contains(mentee) {
            wanted.push(*mentee);
        }
    }
    let mut all: Vec<(PersonId, Candidate)> = Vec::new();
    for mentee in &wanted {
        let possible = free.keys().filter(|mentor| *mentor != mentee);
        all.extend(possible.map(|mentor| {
            (*mentee, Candidate { mentor: *mentor, minutes: minutes(*mentor, *mentee) })
        }));
    }
    all.sort_by_key(|(mentee, it)| (Reverse(it.minutes), *mentee, it.mentor));
    let mut firsts: HashMap<PersonId, Candidate> = HashMap::new();
    for (mentee, candidate) in all.iter().filter(|(_, candidate)| candidate.minutes > 0) {
        let Some(left) = free.get_mut(&candidate.mentor).filter(|left| **left > 0) else {
            continue;
        };
        if !firsts.contains_key(mentee) {
            firsts.insert(*mentee, *candidate);
            *left -= 1;
        }
    }
    let of = |mentee: PersonId| {
        let first = firsts.get(&mentee).copied();
        let others = all.iter().filter(|(whose, it)| *whose == mentee && Some(*it) != first);
        let shown = MOST_SHOWN - usize::from(first.is_some());
        Suggestion { mentee, first, others: others.map(|(_, it)| *it).take(shown).collect() }
    };
    wanted.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shared(mentor: PersonId, mentee: PersonId) -> i64 {
        // Anything that looks like chance and is none.
        (mentor.0 * 7919 + mentee.0 * 104_729) % 5 * 60
    }

    proptest! {
        #[test]
        fn nobody_gets_too_many_or_themselves(
            mentees in prop::collection::vec(1_i64..12, 0..10),
            mentors in prop::collection::btree_map(1_i64..12, -1_i64..4, 0..10),
        ) {
            let mentees: Vec<PersonId> = mentees.into_iter().map(PersonId).collect();
            let mentors: Vec<Places> = mentors
                .into_iter()
                .map(|(mentor, free)| Places { mentor: PersonId(mentor), free })
                .collect();
            let suggested = suggest(&mentees, &mentors, shared);
            let backwards: Vec<Places> = mentors.iter().rev().copied().collect();
            prop_assert_eq!(&suggested, &suggest(&mentees, &backwards, shared), "the order is its own");
            let places = |mentor: PersonId| {
                mentors.iter().find(|it| it.mentor == mentor).map_or(0, |it| it.free)
            };
            for it in &suggested {
                for candidate in it.first.iter().chain(&it.others) {
                    prop_assert_ne!(candidate.mentor, it.mentee);
                    prop_assert!(places(candidate.mentor) > 0);
                    prop_assert_eq!(candidate.minutes, shared(candidate.mentor, it.mentee));
                }
                prop_assert!(it.others.is_sorted_by_key(|it| Reverse(it.minutes)));
                prop_assert!(it.others.len() <= MOST_SHOWN);
            }
            for mentor in &mentors {
                let first = suggested
                    .iter()
                    .filter(|it| it.first.is_some_and(|first| first.mentor == mentor.mentor));
                prop_assert!(i64::try_from(first.count()).unwrap() <= mentor.free.max(0));
            }
            // Whoever has no first suggestion shares time only with mentors whose places all went to others.
            for alone in suggested.iter().filter(|it| it.first.is_none()) {
                let could = |it: &&Places| {
                    it.mentor != alone.mentee && it.free > 0 && shared(it.mentor, alone.mentee) > 0
                };
                for mentor in mentors.iter().filter(could) {
                    let taken = suggested
                        .iter()
                        .filter(|it| it.first.is_some_and(|first| first.mentor == mentor.mentor));
                    prop_assert_eq!(i64::try_from(taken.count()).unwrap(), mentor.free);
                }
            }
        }
    }

    #[test]
    fn whoever_shares_most_comes_first_while_there_is_a_place() {
        let (ana, bo, cy, dee) = (PersonId(1), PersonId(2), PersonId(3), PersonId(4));
        let minutes = |mentor: PersonId, mentee: PersonId| match (mentor.0, mentee.0) {
            (3, 1) => 300,
            (3, 2) => 400,
            (4, 1) => 60,
            _ => 0,
        };
        let mentors = [Places { mentor: cy, free: 1 }, Places { mentor: dee, free: 2 }];
        let suggested = suggest(&[ana, bo], &mentors, minutes);
        assert_eq!(suggested[0].first, Some(Candidate { mentor: dee, minutes: 60 }));
        assert_eq!(suggested[0].others, [Candidate { mentor: cy, minutes: 300 }]);
        assert_eq!(suggested[1].first, Some(Candidate { mentor: cy, minutes: 400 }));
        assert_eq!(suggest(&[cy], &mentors[..1], minutes)[0].first, None, "not with themselves");
    }
}
