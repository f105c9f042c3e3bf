//! The room of the gallery for what a pair aims at: its goals, written, read, ticked and settled.

use jiff::civil::date;
use trellis::{
    domain::{
        draft::{About, Draft, Entry},
        goal::{
            self, Aim, Area, Change, Goal, MOST_MILESTONES, MOST_OPEN, Milestone, MilestoneState,
            Progress, Reach, Reached, State, Version, by_area,
            lines::{AreaProblem, LineProblem},
            quarter::Quarter,
        },
        ids::{GoalId, PairId, PersonId, ProgrammeId},
        pair::{Ending, PairState, Side},
        text::{TextProblem, UserText},
        topic::Topic,
    },
    features::{
        bodies,
        goals::{
            Scene,
            views::{
                self as goals, areas,
                form::{self, Filled, Stands},
                list, page, post, quarter, settle,
            },
        },
        home::views as home,
    },
    slack::action::PairPage,
    store::{drafts::Kept, goals::Counts},
};

use crate::{cast, hanging::Gallery};

fn scene(state: PairState) -> Scene {
    let (mentor, mentee) = (cast::noah(), cast::ines());
    Scene { pair: cast::pair(state), mentor, mentee, today: date(2026, 11, 9) }
}

fn running() -> Scene {
    scene(PairState::Active { began_at: cast::at("2026-11-02T09:00:00Z") })
}

fn area(name: &str) -> Area {
    Area(cast::words(name))
}

fn milestone(nth: u16, title: &str, state: MilestoneState) -> Milestone {
    let due_on = (nth == 1).then(|| date(2026, 11, 16));
    Milestone { nth, title: cast::words(title), due_on, state, changed_at: cast::at(cast::FRIDAY) }
}

pub(crate) fn a_goal() -> Goal {
    Goal {
        id: GoalId(3),
        pair: PairId(1),
        made_by: Some(PersonId(1)),
        made_at: cast::at(cast::FRIDAY),
        version: 1,
        aim: Aim {
            area: area("Technical"),
            title: cast::words("Review on my own"),
            how_we_know: cast::words("Three reviews, and nothing I approved was reverted."),
            due_on: date(2026, 12, 18),
            quarter: Quarter::of(date(2026, 12, 18)),
            topics: vec![Topic::Skills, Topic::Career],
            reach: Reach::Usual,
            milestones: vec![
                milestone(1, "Sit in on one", MilestoneState::Done),
                milestone(2, "Write one that Noah reads first", MilestoneState::Open),
                milestone(3, "Read the guide", MilestoneState::Dropped),
            ],
        },
        state: State::Open,
    }
}

fn short(max: usize) -> UserText {
    UserText::unfinished(cast::worst().expose(), max).unwrap()
}

pub(crate) fn worst_goal() -> Goal {
    let mut worst = a_goal();
    worst.aim.area = Area(short(40));
    (worst.aim.title, worst.aim.how_we_know) = (short(150), short(1000));
    worst.aim.milestones = (1..)
        .take(MOST_MILESTONES)
        .map(|nth| Milestone { title: short(150), ..milestone(nth, "x", MilestoneState::Open) })
        .collect();
    worst
}

fn past(goal: Goal) -> Goal {
    let mut goal = goal;
    (goal.aim.due_on, goal.aim.quarter) = (date(2026, 9, 30), Quarter::of(date(2026, 9, 30)));
    goal
}

fn version(number: u32, change: Change) -> Version {
    let Goal { aim, state, .. } = a_goal();
    Version { number, by: Some(PersonId(1)), at: cast::at(cast::FRIDAY), change, aim, state }
}

/// Goals as App Home shows them.
pub(crate) fn at_home() -> home::goals::Goals {
    let mut other = past(a_goal());
    other.aim.area = area("Process");
    other.aim.milestones.clear();
    let goals = [a_goal(), other.clone(), other];
    home::goals::Goals {
        areas: by_area(&goals),
        undecided: 2,
        counts: Counts { open: 3, met: 1, dropped: 0 },
    }
}

/// What a pair aims at.
pub(crate) fn aimed_at(gallery: &mut Gallery) {
    let (scene, ines, noah) = (running(), cast::ines(), cast::noah());
    gallery.part("Goals");
    gallery
        .message("whose", &goals::whose(&[(PairId(1), noah.clone()), (PairId(2), cast::lena())]));
    let first = Goal { id: GoalId(1), made_by: None, ..a_goal() };
    let mut stretch = Goal { id: GoalId(2), ..past(a_goal()) };
    (stretch.aim.area, stretch.aim.reach) = (area("Communication"), Reach::Stretch);
    gallery.view("goals", &list::open(&scene, (&[a_goal(), first, stretch.clone()], 4)));
    gallery.view("no goal", &list::open(&scene, (&[], 0)));
    let many = |goal: Goal| -> Vec<Goal> {
        (1..).take(MOST_OPEN).map(|id| Goal { id: GoalId(id), ..goal.clone() }).collect()
    };
    let as_many = many(past(worst_goal()));
    gallery.strain_view("as many as there can be", &list::open(&scene, (&as_many, 200)));
    let ended = self::scene(PairState::Ended {
        began_at: cast::at("2026-11-02T09:00:00Z"),
        at: cast::at(cast::MONDAY),
        how: Ending::Completed,
    });
    gallery.view("goals of a pair that is over", &list::open(&ended, (&[stretch.clone()], 0)));

    let done = Change::Marked { nth: 1, to: MilestoneState::Done };
    let changes = [version(5, Change::CarriedOn), version(4, done), version(3, Change::Edited)];
    gallery.view("a goal", &page::page(&scene, (&a_goal(), &changes), &ines));
    let made = [version(2, Change::Made), Version { by: None, ..version(1, Change::Made) }];
    gallery.view("a stretch, undecided", &page::page(&scene, (&stretch, &made), &noah));
    let met = State::Met { at: cast::at(cast::FRIDAY), how: Reached::Alone };
    let met = Goal { id: GoalId(4), state: met, ..a_goal() };
    let both = Version { by: None, ..version(3, Change::Met) };
    let changes = [both.clone(), version(2, Change::Met)];
    gallery.view("met", &page::page(&scene, (&met, &changes), &ines));
    let why = Some(cast::words("Another one matters more."));
    let state = State::Dropped { at: cast::at(cast::FRIDAY), why };
    let dropped = Goal { id: GoalId(5), state, ..a_goal() };
    let changes = [MilestoneState::Open, MilestoneState::Dropped]
        .map(|to| version(3, Change::Marked { nth: 2, to }));
    let both = Version { change: Change::Dropped, ..both };
    let changes = [&[both, version(4, Change::Dropped)], &changes[..]].concat();
    gallery.view("dropped", &page::page(&scene, (&dropped, &changes), &ines));
    let changes: Vec<Version> = (1..11).rev().map(|number| version(number, done)).collect();
    gallery.strain_view("the longest", &page::page(&scene, (&worst_goal(), &changes), &ines));

    let to = |skip| PairPage { pair: PairId(1), skip };
    gallery.view(
        "met and dropped",
        &list::settled(&scene, &[met.clone(), dropped, a_goal()], (Some(to(0)), Some(to(30)))),
    );
    gallery.view("nothing of that", &list::settled(&scene, &[], (None, None)));
    let as_many: Vec<Goal> = many(worst_goal()).into_iter().take(15).collect();
    gallery.strain_view("a page of them", &list::settled(&scene, &as_many, (None, Some(to(15)))));
    for progress in [Progress { done: 0, of: 1 }, Progress { done: 2, of: 5 }] {
        gallery.sentence("progress", &bodies::progress(progress).unwrap());
    }
    gallery.sentence("above a goal", &bodies::goal(&stretch));
    gallery.sentence("an area", &bodies::area(&(area("Process"), 1, Progress { done: 0, of: 0 })));
    forms(gallery);
}

fn forms(gallery: &mut Gallery) {
    let (ines, known) = (cast::ines(), goal::areas(Vec::new()));
    gallery.view("a new goal", &form::form(PairId(1), (&known, None), Filled::Kept));
    let goal = a_goal();
    let stands = Stands { goal: &goal, changed_by: None };
    gallery.view("edited", &form::form(PairId(1), (&known, Some(stands)), Filled::Kept));
    let typed = Draft::default()
        .with(form::AREA, Some(Entry::Chosen("Process".to_owned())))
        .with(form::TITLE, Some(Entry::from(&cast::words("Review alone"))));
    let stands = Stands { goal: &goal, changed_by: Some(&ines) };
    let met = form::form(PairId(1), (&known, Some(stands)), Filled::Typed(&typed));
    gallery.view("changed meanwhile", &met);
    let kept = Kept {
        about: About::Goal(PairId(1), None),
        draft: typed,
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let drafted = form::form(PairId(1), (&known, None), Filled::Drafted(&kept, &ines));
    gallery.view("a draft", &drafted);
    let worst = worst_goal();
    let stands = Stands { goal: &worst, changed_by: Some(&ines) };
    let strained = form::form(PairId(1), (&known, Some(stands)), Filled::Kept);
    gallery.strain_view("the longest goal's form", &strained);
    let day = date(2026, 11, 9);
    for (name, sentence) in [
        ("no measure", form::no_measure(TextProblem::Blank)),
        ("a long measure", form::no_measure(TextProblem::TooLong { chars: 1001, max: 1000 })),
        ("no area", form::no_area()),
        ("no day", form::no_day()),
        ("a day that is over", form::past(day)),
        ("many milestones", form::bad_lines(LineProblem::TooMany(13))),
        ("a long one", form::bad_lines(LineProblem::TooLong { line: 2, chars: 151 })),
        ("one of a day that is over", form::bad_lines(LineProblem::Past { line: 2, due_on: day })),
        ("as many as fit", form::full()),
        ("settled", goals::settled()),
        ("a milestone that is gone", goals::milestone_gone()),
        ("nobody to aim with", goals::no_pair()),
    ] {
        gallery.sentence(name, &sentence);
    }
}

fn overtaken(gallery: &mut Gallery, scene: &Scene) {
    let met = |how| State::Met { at: cast::at(cast::FRIDAY), how };
    let dropped = State::Dropped { at: cast::at(cast::FRIDAY), why: None };
    let stands = |by, state| Version { by, state, ..version(3, Change::Met) };
    let noah = Some(scene.mentor.id);
    let decided = [
        stands(noah, met(Reached::Together)),
        stands(None, met(Reached::Alone)),
        stands(noah, dropped),
        stands(noah, State::Open),
    ];
    let wrote = cast::words("Another one matters more.");
    gallery.view("decided meanwhile", &settle::overtaken(scene, (&decided, Some(&wrote))));
    let longest = Version { aim: worst_goal().aim, ..stands(None, met(Reached::Together)) };
    let longest = vec![longest; MOST_OPEN];
    let shown = settle::overtaken(scene, (&longest, Some(&short(goal::MAX_HOW))));
    gallery.strain_view("decided about many meanwhile", &shown);
}

/// What becomes of goals.
pub(crate) fn settled(gallery: &mut Gallery) {
    let scene = running();
    gallery.part("What goals are about");
    let standard = goal::areas(Vec::new());
    gallery.view("the areas", &areas::form(ProgrammeId(1), &standard));
    let most = vec![Area(short(40)); 8];
    gallery.strain_view("as many as there can be", &areas::form(ProgrammeId(1), &most));
    gallery.view("saved", &areas::saved());
    for problem in
        [AreaProblem::None, AreaProblem::TooMany(9), AreaProblem::TooLong { line: 2, chars: 41 }]
    {
        gallery.sentence("areas that are not taken", &areas::problem(problem));
    }
    gallery.part("What becomes of goals");
    gallery.view("met?", &settle::met(&scene, &a_goal()));
    gallery.strain_view("met, the longest", &settle::met(&scene, &worst_goal()));
    gallery.sentence("not chosen", &settle::not_chosen());
    gallery.view("dropped?", &settle::dropped(&a_goal()));
    overtaken(gallery, &scene);
    for how in Reached::ALL {
        gallery.message("a goal is met", &post::met(&scene, (&a_goal().aim, how)));
        let mut stretch = a_goal().aim;
        stretch.reach = Reach::Stretch;
        gallery.message("a stretch is met", &post::met(&scene, (&stretch, how)));
    }
    let of = Quarter::of(date(2026, 9, 30));
    for count in [1, 3] {
        gallery.message("a quarter is over", &post::asked(&scene, (of, count)));
    }
    gallery.sentence("why", &post::why(of));
    gallery.view("what goes on?", &quarter::form(&scene, &[past(a_goal())]));
    let many: Vec<Goal> =
        (1..).take(MOST_OPEN).map(|id| Goal { id: GoalId(id), ..past(worst_goal()) }).collect();
    gallery.strain_view("what goes on of many", &quarter::form(&scene, &many));
    for (name, sentence) in [
        ("nothing undecided", quarter::nothing_undecided()),
        ("nothing chosen", quarter::nothing_chosen()),
        ("a day alone", quarter::day_alone()),
        ("no day", quarter::until_when()),
        ("a day that is over", quarter::past(date(2026, 11, 9))),
        ("the field of an outcome", quarter::outcome(GoalId(3))),
        ("the field of a day", quarter::until(GoalId(3))),
        ("how the first goal is known", quarter::FIRST_HOW.to_owned()),
        ("its title", quarter::FIRST_TITLE.to_owned()),
    ] {
        gallery.sentence(name, &sentence);
    }
    let decided = |state: State| Version { state, ..version(2, Change::Met) };
    let states = [
        State::Open,
        State::Met { at: cast::at(cast::FRIDAY), how: Reached::Together },
        State::Dropped { at: cast::at(cast::FRIDAY), why: None },
    ];
    gallery.message("decided", &post::decided(&scene, &states.map(decided)));
    let longest = Version { aim: worst_goal().aim, ..version(2, Change::CarriedOn) };
    gallery.strain("decided about many", &post::decided(&scene, &vec![longest; MOST_OPEN]));
    assert_eq!(scene.person(Side::Mentor).id, cast::noah().id);
}
