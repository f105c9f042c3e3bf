//! What may happen to an agreement, in any order.

use jiff::civil::date;
use proptest::{prelude::*, test_runner::RngSeed};

use super::{
    due::{Stage, due_on},
    rules::{Budget, Every, Rules, Urgent, Within},
    *,
};
use crate::domain::{
    ids::ProgrammeId, pair::Phase, programme::Programme, promise::Promise, question::Urgency,
    terms::Terms,
};

fn programme() -> Programme {
    Programme {
        id: ProgrammeId(1),
        name: "Rust".to_owned(),
        zone: None,
        checkin_rule: "0 15 * * Fri".to_owned(),
        checkin_every_weeks: 1,
        reply_owed_hours: 48,
        mentor_capacity: 2,
    }
}

fn at(second: usize) -> Timestamp {
    Timestamp::from_second(1_794_000_000 + i64::try_from(second).unwrap()).unwrap()
}

fn content(scope: &str, rules: Rules) -> Content {
    let scope = UserText::parse(scope, MAX_SCOPE).unwrap();
    Content { words: Words { scope, confidence: None }, rules }
}

fn rules() -> Rules {
    Rules::of(&programme())
}

/// What one of the two does: proposes one of three agreements, having seen this or the version before, or signs a version.
#[derive(Debug, Clone, Copy)]
enum Act {
    Propose { which: usize, behind: u32 },
    Sign { behind: u32 },
}

fn acts() -> impl Strategy<Value = Vec<(Side, Act)>> {
    let side = prop_oneof![Just(Side::Mentor), Just(Side::Mentee)];
    let act = prop_oneof![
        (0..3_usize, 0..2_u32).prop_map(|(which, behind)| Act::Propose { which, behind }),
        (0..2_u32).prop_map(|behind| Act::Sign { behind }),
    ];
    prop::collection::vec((side, act), 0..40)
}

/// Three agreements that differ in what the bot does.
fn offers() -> [Content; 3] {
    let second = Rules { every: Every::TwoWeeks, reply: Within::OneDay, ..rules() };
    let third = Rules { question: Within::FourHours, urgent: Urgent::LikeOthers, ..rules() };
    [content("Parsers", rules()), content("Parsers", second), content("Async", third)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(6), failure_persistence: None,
        ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_in_force_that_not_both_signed(acts in acts()) {
        // Everybody who signed, as they would tell it: who, and the words and choices they were shown.
        let mut told: Vec<(Side, u32, Content)> = Vec::new();
        let mut versions: Vec<Version> = Vec::new();
        for (second, (side, act)) in acts.into_iter().enumerate() {
            let agreement = Agreement::of(versions.clone());
            let newest = agreement.newest();
            prop_assert_eq!(newest, u32::try_from(versions.len()).unwrap());
            let (seen, done) = match act {
                Act::Propose { which, behind } => {
                    let seen = newest.saturating_sub(behind);
                    let content = offers()[which].clone();
                    (seen, agreement.propose(side, (content, seen), at(second)))
                }
                Act::Sign { behind } => {
                    let seen = newest.saturating_sub(behind);
                    (seen, agreement.sign(side, seen, at(second)))
                }
            };
            match done {
                Ok(Step::Proposed(version)) => {
                    prop_assert_eq!((seen, version.number), (newest, newest + 1));
                    told.push((side, version.number, version.content.clone()));
                    versions.push(version);
                }
                Ok(Step::Agreed(version)) => {
                    prop_assert_eq!((seen, version.number), (newest, newest));
                    told.push((side, version.number, version.content.clone()));
                    *versions.last_mut().unwrap() = version;
                }
                Err(NotNow::Changed) => prop_assert!(seen < newest),
                Err(NotNow::Unknown) => prop_assert_eq!(seen, 0),
                Err(NotNow::Signed) => {
                    prop_assert!(told.iter().any(|(who, of, _)| (*who, *of) == (side, newest)));
                }
                Err(NotNow::Same) => {}
            }
        }
        let signed = |side: Side, version: &Version| {
            told.iter().any(|(who, of, content)| {
                (*who, *of) == (side, version.number) && *content == version.content
            })
        };
        let is_in_force = |it: &&Version| signed(Side::Mentor, it) && signed(Side::Mentee, it);
        let newest = versions.iter().rev().find(is_in_force);
        let agreement = Agreement::of(versions.clone());
        prop_assert_eq!(agreement.in_force.as_ref(), newest);
        let offered = Terms::of(&programme());
        let terms = agreement.in_force.as_ref().map_or(offered.clone(), |it| {
            offered.clone().agreed(&it.content.rules)
        });
        let expected = newest.map_or(rules(), |it| it.content.rules);
        prop_assert_eq!(terms.weeks().get(), expected.every.weeks());
        prop_assert_eq!(terms.reply, expected.reply.promise());
        prop_assert_eq!(terms.promise(Urgency::Usual), expected.question.promise());
        let urgent = match expected.urgent {
            Urgent::FourHours => Promise::URGENT,
            Urgent::LikeOthers => expected.question.promise(),
        };
        prop_assert_eq!(terms.promise(Urgency::Urgent), urgent);
        prop_assert_eq!(terms.checkin_rule, offered.checkin_rule);
    }
}

#[test]
fn a_signature_is_for_what_was_shown() {
    let one = content("Parsers", rules());
    let Ok(Step::Proposed(first)) =
        Agreement::default().propose(Side::Mentee, (one.clone(), 0), at(0))
    else {
        panic!("not proposed");
    };
    let agreement = Agreement::of([first.clone()]);
    assert_eq!(agreement.sign(Side::Mentee, 1, at(1)), Err(NotNow::Signed));
    assert_eq!(agreement.sign(Side::Mentor, 2, at(1)), Err(NotNow::Unknown));
    let other = content("Parsers and nothing else", rules());
    assert_eq!(agreement.propose(Side::Mentor, (other.clone(), 0), at(1)), Err(NotNow::Changed));
    // Who sends the same words has read them, and signs.
    let same = agreement.propose(Side::Mentor, (one, 1), at(1));
    assert!(matches!(same, Ok(Step::Agreed(_))), "{same:?}");
    let Ok(Step::Proposed(second)) = agreement.propose(Side::Mentor, (other, 1), at(1)) else {
        panic!("not proposed");
    };
    let agreement = Agreement::of([first, second]);
    assert_eq!(agreement.sign(Side::Mentor, 1, at(2)), Err(NotNow::Changed));
    assert!(agreement.in_force.is_none() && agreement.waits_for(Side::Mentee).is_some());
}

#[test]
fn only_what_was_agreed_can_differ() {
    let offered = Stands { words: None, rules: rules() };
    let more = Rules { budget: Budget::MOST, every: Every::FourWeeks, ..rules() };
    let first = content("Parsers", more);
    assert_eq!(offered.changes(&first), [Point::Every]);
    let agreed = Stands::from(&first);
    let mut second = content("Async", rules());
    second.words.confidence = UserText::parse("Salaries", MAX_CONFIDENCE).ok();
    let changes = agreed.changes(&second);
    assert_eq!(changes, [Point::Scope, Point::Every, Point::Budget, Point::Confidence]);
    assert_eq!(second.texts(), ["Async", "Salaries"]);
}

#[test]
fn an_agreement_never_asks_for_more_than_the_phase() {
    let often = Terms::of(&programme()).agreed(&rules());
    assert_eq!(often.clone().in_phase(Phase::Monthly).weeks().get(), 4);
    assert_eq!(often.in_phase(Phase::AdHoc).checkin_every, None);
    let seldom = Programme { checkin_every_weeks: 3, reply_owed_hours: 30, ..programme() };
    let rules = Rules::of(&seldom);
    assert_eq!((rules.every, rules.reply), (Every::FourWeeks, Within::TwoDays));
}

#[test]
fn each_is_asked_reminded_once_and_then_left_alone() {
    let began = date(2026, 11, 2);
    assert_eq!(due_on(began), date(2026, 11, 9));
    let mut day = Some(began);
    let mut lived = Vec::new();
    while let Some(on) = day {
        let stage = Stage::on(on, began);
        lived.push((on.day(), stage));
        // Whoever has moved west since began the day before.
        assert_eq!(Stage::on(on, began.yesterday().unwrap()), stage);
        assert_eq!(Stage::on(on, began.tomorrow().unwrap()), stage);
        day = stage.next(began);
    }
    assert_eq!(lived, [(2, Stage::Ask), (7, Stage::Remind), (10, Stage::Over)]);
}

#[test]
fn a_budget_is_one_to_ten_hours() {
    assert_eq!(
        [0, 1, 10, 11].map(Budget::new).map(|it| it.map(Budget::hours)),
        [None, Some(1), Some(10), None]
    );
    assert!(serde_json::from_str::<Budget>("11").is_err());
    assert_eq!(serde_json::to_string(&Budget::USUAL).unwrap(), "3");
}
