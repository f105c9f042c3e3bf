//! Goals by example, and what holds whatever is pressed and typed.

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    lines::{self, AreaProblem, LineProblem},
    *,
};

const ME: PersonId = PersonId(1);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-22T09:00:00Z")
}

const TODAY: Date = date(2026, 11, 22);

fn read(text: &str, known: &[Milestone]) -> Result<Vec<Milestone>, LineProblem> {
    lines::read(text, known, (TODAY, now()))
}

fn words(text: &str) -> UserText {
    UserText::parse(text, MAX_HOW).unwrap()
}

fn goal(milestones: &str) -> Goal {
    let aim = Aim {
        area: areas(Vec::new()).remove(0),
        title: words("Ship the importer"),
        how_we_know: words("It runs in production for a week"),
        due_on: date(2026, 12, 18),
        quarter: Quarter::of(date(2026, 12, 18)),
        topics: vec![Topic::Skills],
        reach: Reach::Usual,
        milestones: read(milestones, &[]).unwrap(),
    };
    Goal {
        id: GoalId(1),
        pair: PairId(1),
        made_by: Some(ME),
        made_at: now(),
        version: 1,
        aim,
        state: State::Open,
    }
}

fn after(goal: &Goal, version: Version) -> Goal {
    Goal { version: version.number, aim: version.aim, state: version.state, ..goal.clone() }
}

#[test]
fn what_was_dropped_does_not_count() {
    let goal = goal("One\nTwo\nThree");
    let goal = after(&goal, goal.mark((ME, 1, MilestoneState::Done), now()).unwrap().unwrap());
    let goal = after(&goal, goal.mark((ME, 2, MilestoneState::Dropped), now()).unwrap().unwrap());
    assert_eq!(goal.aim.progress(), Progress { done: 1, of: 2 });
}

#[test]
fn pressing_at_once_changes_it_once() {
    let goal = goal("One");
    let done = after(&goal, goal.mark((ME, 1, MilestoneState::Done), now()).unwrap().unwrap());
    assert_eq!(done.mark((PersonId(2), 1, MilestoneState::Done), now()), Ok(None));
    assert_eq!(done.mark((ME, 9, MilestoneState::Done), now()), Err(NotMarked::Gone));
}

#[test]
fn nothing_changes_once_it_is_settled() {
    let goal = goal("One");
    let met = after(&goal, goal.meet((Some(ME), Reached::Alone), now()).unwrap());
    assert_eq!(met.state, State::Met { at: now(), how: Reached::Alone });
    assert_eq!(met.edit((ME, met.aim.clone()), now()), Err(Settled));
    assert_eq!(met.drop_it((Some(ME), None), now()), Err(Settled));
    assert_eq!(met.carry_on((ME, TODAY), now()), Err(Settled));
    assert_eq!(met.mark((ME, 1, MilestoneState::Done), now()), Err(NotMarked::Settled));
}

#[test]
fn a_goal_of_a_past_quarter_is_undecided_until_somebody_decides() {
    let goal = goal("One");
    assert!(!goal.is_undecided(date(2026, 12, 31)));
    assert!(goal.is_undecided(date(2027, 1, 1)));
    let carried = after(&goal, goal.carry_on((ME, date(2027, 2, 1)), now()).unwrap());
    assert!(!carried.is_undecided(date(2027, 1, 1)));
    assert_eq!(carried.aim.quarter.to_string(), "2027-Q1");
    let dropped = after(&goal, goal.drop_it((Some(ME), None), now()).unwrap());
    assert!(!dropped.is_undecided(date(2027, 1, 1)));
}

#[test]
fn a_line_may_end_with_its_day() {
    let read = read(
        "Read chapter four by 2026-12-01\n\n  Fix one bug, 2026-12-04\nPass the 2026-13-01 test\n2026-12-01",
        &[],
    );
    let read: Vec<_> =
        read.unwrap().into_iter().map(|it| (it.title.expose().to_owned(), it.due_on)).collect();
    let line = |title: &str, due_on| (title.to_owned(), due_on);
    assert_eq!(
        read,
        [
            line("Read chapter four", Some(date(2026, 12, 1))),
            line("Fix one bug", Some(date(2026, 12, 4))),
            line("Pass the 2026-13-01 test", None),
            line("2026-12-01", None),
        ]
    );
}

#[test]
fn a_line_that_is_moved_keeps_how_it_stands() {
    let goal = goal("One\nTwo by 2026-12-01");
    let goal = after(&goal, goal.mark((ME, 1, MilestoneState::Done), now()).unwrap().unwrap());
    let read = read("Three\nTwo by 2026-12-02\nOne", &goal.aim.milestones).unwrap();
    let numbers: Vec<_> = read.iter().map(|it| (it.nth, it.state)).collect();
    let open = MilestoneState::Open;
    assert_eq!(numbers, [(3, open), (2, open), (1, MilestoneState::Done)]);
}

#[test]
fn a_line_that_is_put_in_other_words_keeps_how_it_stands() {
    use MilestoneState::{Done, Dropped, Open};
    let goal = goal("One\nTwo\nThree");
    let mut known = goal.aim.milestones.clone();
    known[0].state = MilestoneState::Done;
    (known[1].state, known[1].due_on) = (MilestoneState::Dropped, Some(date(2026, 11, 20)));
    let stand = |text: &str| -> Vec<(u16, String, MilestoneState)> {
        let read = read(text, &known).unwrap();
        read.into_iter().map(|it| (it.nth, it.title.expose().to_owned(), it.state)).collect()
    };
    let line = |nth, title: &str, state| (nth, title.to_owned(), state);
    // Its day is over, and stays as it was.
    let words = stand("Once\nTwice by 2026-11-20\nThree");
    assert_eq!(words, [line(1, "Once", Done), line(2, "Twice", Dropped), line(3, "Three", Open)]);
    let more = stand("Once\nTwo\nThree\nFour");
    let kept = [line(1, "Once", Done), line(2, "Two", Dropped), line(3, "Three", Open)];
    assert_eq!(more, [&kept[..], &[line(4, "Four", Open)]].concat());
    // What is taken out above, and what is new below, are not the same.
    let other = stand("Two\nThree\nFour");
    assert_eq!(other, [line(2, "Two", Dropped), line(3, "Three", Open), line(4, "Four", Open)]);
}

#[test]
fn areas_are_lines_each_of_them_once() {
    let read = |text: &str| {
        let areas = lines::read_areas(text)?;
        Ok(areas.iter().map(|it| it.name().to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        read("Code\n\n writing \nWriting"),
        Ok(vec!["Code".to_owned(), "writing".to_owned()])
    );
    assert_eq!(read(" \n"), Err(AreaProblem::None));
    assert_eq!(read("1\n2\n3\n4\n5\n6\n7\n8\n9"), Err(AreaProblem::TooMany(9)));
    let long = AreaProblem::TooLong { line: 2, chars: 41 };
    assert_eq!(read(&format!("Code\n{}", "x".repeat(41))), Err(long));
}

#[test]
fn lines_that_do_not_fit_are_refused() {
    let many = vec!["One more"; 13].join("\n");
    assert_eq!(read(&many, &[]), Err(LineProblem::TooMany(13)));
    let long = format!("Short\n{}", "x".repeat(151));
    assert_eq!(read(&long, &[]), Err(LineProblem::TooLong { line: 2, chars: 151 }));
    let past = LineProblem::Past { line: 1, due_on: date(2026, 11, 21) };
    assert_eq!(read("One by 2026-11-21", &[]), Err(past));
    let known =
        Milestone { due_on: Some(date(2026, 11, 21)), ..read("One", &[]).unwrap().remove(0) };
    assert!(read("One by 2026-11-21", &[known]).is_ok(), "it stood there before");
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        lines in proptest::collection::vec(("[a-z ]{0,20}", proptest::option::of(0..400_i64)), 0..=12)
    ) {
        let typed: Vec<String> = lines.iter().map(|(title, day)| match day {
            Some(day) => format!("{title} by {}", TODAY.saturating_add(jiff::Span::new().days(*day))),
            None => title.clone(),
        }).collect();
        let known = read(&typed.join("\n"), &[]).unwrap();
        let again = lines::write(&known);
        let text = again.as_ref().map_or("", UserText::expose);
        prop_assert_eq!(read(text, &known).unwrap(), known);
    }

    #[test]
    fn a_line_in_other_words_and_a_line_taken_out_leave_the_others_as_they_stand(
        states in proptest::collection::vec(0..3_usize, 1..=12), at in 0..12_usize
    ) {
        let title = |at: usize| format!("Step {at}");
        let mut known = read(&(0..states.len()).map(title).collect::<Vec<_>>().join("\n"), &[]).unwrap();
        for (milestone, state) in known.iter_mut().zip(&states) {
            milestone.state = MilestoneState::ALL[*state];
        }
        let at = at % known.len();
        let mut worded = known.clone();
        worded[at].title = words("In other words");
        let lines = |of: &[Milestone]| lines::write(of).map_or(String::new(), |it| it.expose().to_owned());
        prop_assert_eq!(read(&lines(&worded), &known).unwrap(), worded);
        let mut fewer = known.clone();
        fewer.remove(at);
        prop_assert_eq!(read(&lines(&fewer), &known).unwrap(), fewer);
    }

    #[test]
    fn progress_is_what_the_last_press_on_each_says(
        presses in proptest::collection::vec((1..=12_u16, 0..3_usize), 0..60)
    ) {
        let mut goal = goal(&(1..=12).map(|nth| format!("Step {nth}")).collect::<Vec<_>>().join("\n"));
        let mut stands = [MilestoneState::Open; 12];
        for (nth, state) in presses {
            let to = MilestoneState::ALL[state];
            stands[usize::from(nth) - 1] = to;
            let before = goal.version;
            if let Some(version) = goal.mark((ME, nth, to), now()).unwrap() {
                goal = after(&goal, version);
                prop_assert_eq!(goal.version, before + 1);
            }
        }
        let count = |state| stands.iter().filter(|it| **it == state).count();
        let done = count(MilestoneState::Done);
        let of = done + count(MilestoneState::Open);
        prop_assert_eq!(goal.aim.progress(), Progress { done, of });
    }
}
