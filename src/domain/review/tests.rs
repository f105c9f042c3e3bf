//! What comes of a review, over everything two people can say.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::zone::Zones;

fn rating(number: u8) -> Rating {
    Rating::try_from(number).unwrap()
}

fn any_rating() -> impl Strategy<Value = Rating> {
    (1_u8..=5).prop_map(rating)
}

fn any_goal() -> impl Strategy<Value = OfGoal> {
    let fit = prop::sample::select(Fit::ALL.to_vec());
    let verdict = prop::sample::select(Verdict::ALL.to_vec());
    (fit, verdict).prop_map(|(fit, verdict)| OfGoal { fit, verdict, why: None })
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let goals = prop::collection::btree_map((1_i64..6).prop_map(GoalId), any_goal(), 0..5);
    let statements = prop::collection::btree_map(
        prop::sample::select(Statement::ALL.to_vec()),
        any_rating(),
        0..=5,
    );
    let together = prop::option::of(statements.prop_map(|statements| Together {
        statements,
        confidence: Vec::new(),
        door: None,
        format: None,
        bug_report: None,
    }));
    (goals, together).prop_map(|(goals, together)| Answers { goals, together })
}

fn said(side: Side, answers: Answers) -> Said {
    Said {
        id: ReviewAnswerId(1),
        side,
        author: PersonId(1),
        said_at: Timestamp::UNIX_EPOCH,
        view_id: None,
        answers,
    }
}

proptest! {
    /// What is shown of the blind statements lies two steps or more apart, is the same from either side, and nothing is
    /// shown before both have come to the end.
    #[test]
    fn only_what_is_far_apart_is_shown_and_only_to_both(
        mentor in any_answers(), mentee in any_answers()
    ) {
        let both = [said(Side::Mentor, mentor.clone()), said(Side::Mentee, mentee.clone())];
        let shown = gaps(whole(&both));
        for gap in &shown {
            prop_assert!(gap.mentor.get().abs_diff(gap.mentee.get()) >= GAP);
            prop_assert_eq!(mentor.together.as_ref().unwrap().statements[&gap.statement], gap.mentor);
            prop_assert_eq!(mentee.together.as_ref().unwrap().statements[&gap.statement], gap.mentee);
        }
        let of = |of: &Answers, it: &Statement| Some(of.together.as_ref()?.statements.get(it)?.get());
        let apart = |it: &Statement| Some(of(&mentor, it)?.abs_diff(of(&mentee, it)?));
        let far = Statement::ALL.iter().filter(|it| apart(it).is_some_and(|steps| steps >= 2)).count();
        prop_assert_eq!(shown.len(), far);
        let swapped = [said(Side::Mentor, mentee.clone()), said(Side::Mentee, mentor.clone())];
        let other: Vec<Gap> = gaps(whole(&swapped))
            .into_iter()
            .map(|gap| Gap { mentor: gap.mentee, mentee: gap.mentor, ..gap })
            .collect();
        prop_assert_eq!(&shown, &other);
        for one in &both {
            prop_assert_eq!(gaps(whole(std::slice::from_ref(one))), Vec::new());
        }
        if !(mentor.is_whole() && mentee.is_whole()) {
            prop_assert_eq!(shown, Vec::new());
        }
    }

    /// A goal is settled only if both say so, whoever of them is which; and of one alone nothing comes.
    #[test]
    fn a_goal_is_settled_only_by_both(mentor in any_answers(), mentee in any_answers()) {
        let both = [said(Side::Mentor, mentor), said(Side::Mentee, mentee)];
        for weighed in weigh(whole(&both)) {
            let verdicts = [weighed.said.mentor, weighed.said.mentee].map(|it| it.map(|it| it.verdict));
            let is_done = |it: &Option<Verdict>| matches!(it, Some(Verdict::Done | Verdict::DoneAlone));
            match weighed.effect {
                Effect::Met(how) => {
                    prop_assert!(verdicts.iter().all(is_done));
                    let alone = verdicts.iter().all(|it| *it == Some(Verdict::DoneAlone));
                    prop_assert_eq!(how == Reached::Alone, alone);
                }
                Effect::Dropped => prop_assert_eq!(verdicts, [Some(Verdict::Drop); 2]),
                Effect::Differ => prop_assert_ne!(verdicts[0], verdicts[1]),
                Effect::Stays => prop_assert!(
                    verdicts.contains(&None)
                        || verdicts.iter().all(|it| matches!(it, Some(Verdict::Keep | Verdict::Change)))
                ),
            }
            prop_assert_eq!(effect(verdicts[1], verdicts[0]), weighed.effect);
        }
        for one in &both {
            let alone = weigh(whole(std::slice::from_ref(one)));
            prop_assert!(alone.iter().all(|it| it.effect == Effect::Stays));
        }
    }

    /// The days are counted from the first one, whatever the zone, the clocks, or how long nobody looked.
    #[test]
    fn reviews_are_counted_from_the_first_day(
        day in 0_i64..800, nth in 0_i64..30, late in 0_i64..200, to in 0_usize..4
    ) {
        let began = date(2026, 1, 1).saturating_add(day.days());
        let due = first(began).saturating_add((nth * EVERY).days());
        let today = due.saturating_add(late.days());
        let turn = turn(due, today);
        let since = began.duration_until(turn.begins_on).as_hours() / 24;
        prop_assert_eq!(since % EVERY, 0);
        prop_assert!(turn.begins_on <= today && today < turn.ends_on);
        prop_assert_eq!(turn.begins_on.duration_until(turn.ends_on).as_hours(), EVERY * 24);
        // The day begins somewhere else at another instant, and is the same day there.
        let names = ["Europe/Lisbon", "Pacific/Apia", "America/Havana", "Australia/Lord_Howe"];
        let zone = Zones::bundled().find(names[to]).unwrap();
        prop_assert_eq!(zone.date(zone.start_of(turn.ends_on)), turn.ends_on);
    }

    /// Page by page says the same as at once, and what was said last stands.
    #[test]
    fn pages_come_to_one_answer(first in any_answers(), second in any_answers()) {
        let sum = first.clone().with(second.clone());
        for (goal, of) in &sum.goals {
            prop_assert_eq!(Some(of), second.goals.get(goal).or(first.goals.get(goal)));
        }
        prop_assert_eq!(sum.is_whole(), first.is_whole() || second.is_whole());
        let stored = serde_json::to_string(&sum).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), sum);
    }
}

#[test]
fn four_weeks_are_the_same_days_when_the_clocks_change() {
    let lisbon = Zones::bundled().find("Europe/Lisbon").unwrap();
    // Summer time ends on 25 October 2026, and begins on 28 March 2027.
    let began = date(2026, 10, 5);
    assert_eq!(first(began), date(2026, 11, 2));
    let hours = |from: Date, to: Date| lisbon.start_of(to).duration_since(lisbon.start_of(from));
    assert_eq!(hours(began, first(began)).as_hours(), 28 * 24 + 1);
    let spring = turn(date(2027, 3, 8), date(2027, 3, 8));
    assert_eq!(spring.ends_on, date(2027, 4, 5));
    assert_eq!(hours(spring.begins_on, spring.ends_on).as_hours(), 28 * 24 - 1);
}

#[test]
fn a_turn_that_nobody_looked_at_is_left_out() {
    let due = date(2026, 11, 30);
    assert_eq!(turn(due, due).begins_on, due);
    assert_eq!(turn(due, date(2026, 12, 27)).begins_on, due);
    assert_eq!(turn(due, date(2026, 12, 28)).begins_on, date(2026, 12, 28));
    assert_eq!(turn(due, date(2027, 2, 28)).begins_on, date(2027, 2, 22));
    // Somebody who moved west a moment ago is still in the day before.
    assert_eq!(turn(due, date(2026, 11, 29)).begins_on, due);
}

#[test]
fn something_is_asked_once_in_a_month() {
    let today = date(2026, 12, 28);
    assert!(asks_again(None, today));
    assert!(asks_again(Some(date(2026, 11, 30)), today));
    assert!(!asks_again(Some(date(2026, 12, 1)), today));
    assert!(asks_again(Some(date(2025, 12, 28)), today));
}

#[test]
fn what_is_sent_and_stored_reads_back() {
    for it in Fit::ALL {
        assert_eq!(Fit::read(it.key()), Some(it));
    }
    for it in Verdict::ALL {
        assert_eq!(Verdict::read(it.key()), Some(it));
    }
    for it in Statement::ALL {
        assert_eq!(Statement::read(it.key()), Some(it));
    }
    for it in Helps::ALL {
        assert_eq!(Helps::read(it.key()), Some(it));
    }
    for it in Rating::ALL {
        assert_eq!(Rating::read(&it.get().to_string()), Some(it));
    }
    assert_eq!((Rating::read("0"), Rating::read("6"), Rating::read("x")), (None, None, None));
    assert!(serde_json::from_str::<Rating>("6").is_err());
}

#[test]
fn confidence_is_followed_by_area() {
    let area = |name: &str| Area(UserText::from_stored(name.to_owned()));
    let (one, two) = (date(2026, 11, 30), date(2026, 12, 28));
    let said = [
        (one, vec![(area("Technical"), rating(2))]),
        (two, vec![(area("Process"), rating(4)), (area("Technical"), rating(3))]),
    ];
    let [technical, process] = &trends(&said)[..] else { panic!() };
    assert_eq!(technical.ratings, [(one, rating(2)), (two, rating(3))]);
    assert_eq!(process.ratings, [(two, rating(4))]);
}
