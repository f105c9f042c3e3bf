//! Figures reckoned by hand, and compared with counting everything again in the plainest way.

use jiff::civil::date;
use proptest::{prelude::*, test_runner::RngSeed};

use super::super::promise::Promise;
use super::*;

fn answered(taken: i64, kept: Kept) -> Standing {
    Standing::Answered(Measured { promise: Promise::QUESTION, taken: WorkingMinutes(taken), kept })
}

fn in_time(times: &[i64]) -> Vec<Standing> {
    times.iter().map(|taken| answered(*taken, Kept::Kept)).collect()
}

fn taken(median: i64, ninetieth: i64) -> Option<Taken> {
    Some(Taken { median: WorkingMinutes(median), ninetieth: WorkingMinutes(ninetieth) })
}

fn weeks(count: i32) -> Vec<Week> {
    let first = Week::of(date(2026, 11, 30));
    (0..count).map(|later| first.plus(later)).collect()
}

/// Pairs of (quick, all), one for each week from the first.
fn asked(counts: &[(usize, usize)]) -> BTreeMap<Week, Asked> {
    weeks(52)
        .into_iter()
        .zip(counts.iter().map(|(quick, all)| Asked { quick: *quick, all: *all }))
        .collect()
}

#[test]
fn below_five_it_is_too_early() {
    let none = Stats { n: 0, answered: 0, owed: 0, taken: None, kept: None };
    assert_eq!(Stats::of([]), none);
    let four = Stats::of(in_time(&[1, 2, 3, 4]).into_iter().chain([Standing::Waiting]));
    assert_eq!(four, Stats { n: 5, answered: 4, owed: 1, ..none });
    let five = Stats::of(in_time(&[1, 2, 3, 4, 5]));
    assert_eq!(five.taken, taken(3, 5));
    assert_eq!(five.kept, Some(Share { part: 5, of: 5 }));
}

#[test]
fn percentiles_are_times_that_answers_took() {
    let figures = |times: &[i64]| Stats::of(in_time(times)).taken;
    assert_eq!(figures(&[50, 10, 40, 20, 30]), taken(30, 50));
    assert_eq!(figures(&[60, 50, 10, 40, 20, 30]), taken(30, 60), "the lower of the middle two");
    let ten: Vec<i64> = (1..=10).collect();
    assert_eq!(figures(&ten), taken(5, 9));
    let eleven: Vec<i64> = (1..=11).collect();
    assert_eq!(figures(&eleven), taken(6, 10));
    assert_eq!(figures(&[0, 0, 0, 0, 480]), taken(0, 480));
}

#[test]
fn a_question_left_alone_counts_against_the_promise() {
    let items = || {
        in_time(&[10, 20, 30]).into_iter().chain([
            answered(600, Kept::Missed),
            answered(700, Kept::NothingOwed),
            Standing::Waiting,
        ])
    };
    let stats = Stats::of(items());
    assert_eq!((stats.n, stats.answered, stats.owed), (6, 5, 1));
    assert_eq!((stats.taken, stats.kept), (taken(30, 700), None), "only four promises are over");
    let stats = Stats::of(items().chain([Standing::Overdue]));
    assert_eq!((stats.n, stats.answered, stats.owed), (7, 5, 2));
    assert_eq!(stats.kept, Some(Share { part: 3, of: 5 }));
}

#[test]
fn what_nobody_answered_is_overdue_once_its_promise_is_over() {
    let now: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
    let a_second = jiff::SignedDuration::from_secs(1);
    assert_eq!(Standing::unanswered(Some(now), now), Standing::Waiting);
    assert_eq!(Standing::unanswered(Some(now - a_second), now), Standing::Overdue);
    assert_eq!(Standing::unanswered(None, now), Standing::Waiting);
}

#[test]
fn types_are_counted_apart() {
    let items = in_time(&[1, 2, 3, 4, 5]).into_iter().map(|item| ("quick", item));
    let stats = Stats::by_type(items.chain([("debug", Standing::Overdue)]));
    assert_eq!(stats.keys().copied().collect::<Vec<_>>(), ["debug", "quick"]);
    assert_eq!((stats["quick"].n, stats["quick"].taken), (5, taken(3, 5)));
    assert_eq!((stats["debug"].n, stats["debug"].owed, stats["debug"].kept), (1, 1, None));
}

#[test]
fn all_and_none_are_said_of_nothing_else() {
    let percent = |part, of| Share { part, of }.percent();
    assert_eq!((percent(0, 0), percent(0, 9), percent(9, 9)), (0, 0, 100));
    assert_eq!((percent(1, 3), percent(2, 3), percent(1, 8)), (33, 67, 13));
    assert_eq!((percent(1, 1000), percent(999, 1000)), (1, 99));
}

#[test]
fn answers_are_slow_after_three_medians_over_the_target() {
    let slow = |times: &[i64]| {
        let pace =
            |taken: &i64| Pace { taken: WorkingMinutes(*taken), allowed: WorkingMinutes(480) };
        super::slow(&times.iter().map(pace).collect::<Vec<_>>()).map(|over| over.0)
    };
    assert_eq!(slow(&[]), None);
    assert_eq!(slow(&[2000, 2000]), None, "two are no pattern");
    assert_eq!(slow(&[500, 600, 700]), Some(120));
    assert_eq!(slow(&[480, 600, 700]), None, "the first median was on target");
    assert_eq!(slow(&[480, 600, 700, 800, 900]), Some(220), "medians 480, 480, 600, 600, 700");
    assert_eq!(slow(&[100, 100, 100, 2000]), None, "a single miss");
    assert_eq!(slow(&[500, 600, 700, 100]), Some(20), "median 500 of four");
    assert_eq!(slow(&[500, 600, 700, 100, 100]), Some(20));
    assert_eq!(slow(&[500, 600, 700, 100, 100, 100]), None, "median 100 of six");
}

#[test]
fn each_answer_is_held_against_its_own_target() {
    let pace =
        |taken, allowed| Pace { taken: WorkingMinutes(taken), allowed: WorkingMinutes(allowed) };
    assert_eq!(slow(&[pace(300, 240), pace(490, 480), pace(250, 240)]), Some(WorkingMinutes(10)));
    assert_eq!(slow(&[pace(300, 480), pace(400, 480), pace(250, 240)]), None);
}

#[test]
fn quick_weeks_are_a_sign_after_four() {
    let sign =
        |counts: &[(usize, usize)]| mostly_quick(&weeks(counts.len() as i32), &asked(counts));
    assert_eq!(sign(&[(2, 2), (1, 1), (1, 1)]), None, "three weeks");
    assert_eq!(sign(&[(2, 2), (1, 1), (1, 1), (1, 1)]), Some(Share { part: 5, of: 5 }));
    assert_eq!(sign(&[(1, 1), (1, 1), (1, 1), (1, 1)]), None, "four questions are too few");
    assert_eq!(sign(&[(5, 6), (9, 10), (1, 1), (2, 2)]), Some(Share { part: 17, of: 19 }));
    assert_eq!(sign(&[(5, 6), (4, 5), (9, 9), (9, 9)]), None, "80 % is not above 80 %");
    assert_eq!(sign(&[(5, 5), (0, 0), (9, 9), (9, 9)]), None, "a week without questions");
    assert_eq!(sign(&[(0, 3), (5, 5), (1, 1), (1, 1), (2, 2)]), Some(Share { part: 9, of: 9 }));
}

#[test]
fn silence_is_a_sign_after_three_weeks() {
    let sign = |counts: &[(usize, usize)]| silent(&weeks(counts.len() as i32), &asked(counts));
    assert!(!sign(&[(0, 0), (0, 0)]), "two weeks");
    assert!(sign(&[(0, 0), (0, 0), (0, 0)]));
    assert!(sign(&[(3, 5), (0, 0), (0, 0), (0, 0)]));
    assert!(!sign(&[(0, 0), (0, 0), (0, 0), (0, 1)]));
    assert!(silent(&weeks(3), &BTreeMap::new()), "what is not there was not asked");
}

#[test]
fn weeks_that_do_not_count_are_passed_over() {
    let asked = asked(&[(0, 1), (0, 0), (0, 0), (0, 0), (0, 0)]);
    let all = weeks(5);
    assert!(silent(&all, &asked));
    assert!(!silent(&[all[0], all[1], all[4]], &asked), "two of the silent weeks were a leave");
    assert!(silent(&[all[1], all[2], all[4]], &asked));
}

fn any_standing() -> impl Strategy<Value = Standing> {
    let kept = prop::sample::select(vec![Kept::Kept, Kept::Missed, Kept::NothingOwed]);
    prop_oneof![
        1 => Just(Standing::Waiting),
        1 => Just(Standing::Overdue),
        // Few enough times that some are alike.
        6 => (0i64..40, kept).prop_map(|(taken, kept)| answered(taken, kept)),
    ]
}

/// The least of the times that at least so many percent of the times do not exceed.
fn smallest_that_covers(times: &[i64], percent: usize) -> i64 {
    let covers = |limit: i64| times.iter().filter(|time| **time <= limit).count() * 100;
    *times.iter().filter(|time| covers(**time) >= percent * times.len()).min().unwrap()
}

fn naive(items: &[Standing]) -> Stats {
    let times: Vec<i64> = items
        .iter()
        .filter_map(|item| match item {
            Standing::Answered(measured) => Some(measured.taken.0),
            Standing::Waiting | Standing::Overdue => None,
        })
        .collect();
    let count = |is_so: fn(&Standing) -> bool| items.iter().filter(|item| is_so(item)).count();
    let is = |item: &Standing, kept| matches!(item, Standing::Answered(m) if m.kept == kept);
    let kept = items.iter().filter(|item| is(item, Kept::Kept)).count();
    let missed = items.iter().filter(|item| is(item, Kept::Missed)).count();
    let judged = kept + missed + count(|item| *item == Standing::Overdue);
    Stats {
        n: items.len(),
        answered: times.len(),
        owed: count(|item| matches!(item, Standing::Waiting | Standing::Overdue)),
        taken: (times.len() >= 5)
            .then(|| taken(smallest_that_covers(&times, 50), smallest_that_covers(&times, 90)))
            .flatten(),
        kept: (judged >= 5).then_some(Share { part: kept, of: judged }),
    }
}

/// Whether the median of the first `count` differences is over zero: the lower middle one, after sorting.
fn is_over_after(answers: &[Pace], count: usize) -> bool {
    let mut sorted: Vec<i64> =
        answers[..count].iter().map(|pace| pace.taken.0 - pace.allowed.0).collect();
    sorted.sort();
    sorted[(count - 1) / 2] > 0
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(25),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn statistics_are_what_counting_again_gives(items in prop::collection::vec((0u8..3, any_standing()), 0..60)) {
        let of = |kind: Option<u8>| -> Vec<Standing> {
            items.iter().filter(|(k, _)| kind.is_none_or(|kind| kind == *k)).map(|(_, item)| *item).collect()
        };
        prop_assert_eq!(Stats::of(of(None)), naive(&of(None)));
        let by_type = Stats::by_type(items.iter().copied());
        for kind in 0..3 {
            let expected = Some(of(Some(kind))).filter(|items| !items.is_empty());
            prop_assert_eq!(by_type.get(&kind).copied(), expected.map(|items| naive(&items)));
        }
    }

    #[test]
    fn slow_answers_are_what_sorting_again_gives(times in prop::collection::vec((0i64..600, 200i64..400), 0..20)) {
        let answers: Vec<Pace> = times
            .into_iter()
            .map(|(taken, allowed)| Pace { taken: WorkingMinutes(taken), allowed: WorkingMinutes(allowed) })
            .collect();
        let n = answers.len();
        let expected = n >= 3 && (n - 2..=n).all(|count| is_over_after(&answers, count));
        prop_assert_eq!(slow(&answers).is_some(), expected);
    }

    #[test]
    fn weekly_signs_are_what_looking_again_gives(counts in prop::collection::vec((0usize..12, 0usize..3), 0..8)) {
        let counts: Vec<_> = counts.into_iter().map(|(quick, other)| (quick, quick + other)).collect();
        let (weeks, asked) = (weeks(counts.len() as i32), asked(&counts));
        let last = |n: usize| counts.iter().rev().take(n);
        let is_quick = |(quick, all): &(usize, usize)| *all > 0 && *quick as f64 / *all as f64 > 0.8;
        let total: usize = last(4).map(|(_, all)| all).sum();
        let expected = counts.len() >= 4 && total >= 5 && last(4).all(is_quick);
        prop_assert_eq!(mostly_quick(&weeks, &asked).is_some(), expected);
        let nothing = counts.len() >= 3 && last(3).all(|(_, all)| *all == 0);
        prop_assert_eq!(silent(&weeks, &asked), nothing);
    }
}
