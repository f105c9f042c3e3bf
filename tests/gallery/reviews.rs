//! The rooms of the gallery for looking back every four weeks.

use std::collections::BTreeMap;

use jiff::civil::date;
use trellis::{
    domain::{
        draft::{About, Draft},
        goal::{
            Aim, Area, Goal, MAX_TITLE, MOST_AREAS, Progress, Reach, State, areas, quarter::Quarter,
        },
        ids::{GoalId, PairId, PersonId, ReviewAnswerId, ReviewId},
        pair::{Ending, Pair, PairState, Room, Side},
        review::{
            Answers, BugReport, Fit, Format, Gap, Helps, MAX_DOOR, MAX_WHY, OfGoal, Rating, Review,
            Said, Statement, Together, Turn, Verdict, trends,
        },
        text::{Link, UserText},
    },
    features::{
        bodies,
        review::{
            Scene,
            form::{Asked, Beside},
            result::Outcome,
            views::{
                ask::{self, Nth},
                form::{self, NotNow},
                page::{self, Shown},
                result,
            },
        },
    },
    slack::action::PairPage,
    store::drafts::Kept,
};

use crate::{cast, hanging::Gallery};

const BOTH: [Side; 2] = [Side::Mentee, Side::Mentor];

fn rating(number: u8) -> Rating {
    Rating::try_from(number).unwrap()
}

fn short(chars: usize) -> UserText {
    UserText::unfinished(cast::worst().expose(), chars).unwrap()
}

fn area(name: &str) -> Area {
    Area(cast::words(name))
}

/// What two people see differently.
pub(crate) fn gaps() -> Vec<Gap> {
    let gap = |statement, mentor, mentee| Gap {
        statement,
        mentor: rating(mentor),
        mentee: rating(mentee),
    };
    vec![gap(Statement::Answers, 5, 2), gap(Statement::Calls, 1, 4)]
}

fn goal(id: i64, title: UserText) -> Goal {
    let due_on = date(2026, 12, 18);
    Goal {
        id: GoalId(id),
        pair: PairId(1),
        made_by: Some(PersonId(1)),
        made_at: cast::at(cast::FRIDAY),
        version: 1,
        aim: Aim {
            area: area("Technical"),
            title,
            how_we_know: cast::words("A fix is merged."),
            due_on,
            quarter: Quarter::of(due_on),
            topics: Vec::new(),
            reach: Reach::Usual,
            milestones: Vec::new(),
        },
        state: State::Open,
    }
}

fn titles() -> Vec<(i64, &'static str)> {
    vec![
        (1, "One bug fix alone"),
        (2, "Shorter messages"),
        (3, "Give a talk"),
        (4, "Read the parser"),
        (5, "Lead a review"),
        (6, "Ask before being stuck"),
    ]
}

fn of_goals(said: &[(i64, Fit, Verdict)]) -> BTreeMap<GoalId, OfGoal> {
    let of = |(id, fit, verdict): &(i64, Fit, Verdict)| {
        let why = (*verdict == Verdict::Drop).then(|| cast::words("Another team does it."));
        (GoalId(*id), OfGoal { fit: *fit, verdict: *verdict, why })
    };
    said.iter().map(of).collect()
}

fn statements(numbers: [u8; 5]) -> BTreeMap<Statement, Rating> {
    Statement::ALL.into_iter().zip(numbers.map(rating)).collect()
}

fn of_mentee() -> Answers {
    use Fit::{Right, TooEasy, TooHard};
    use Verdict::{Change, Done, DoneAlone, Drop, Keep};
    Answers {
        goals: of_goals(&[
            (1, Right, DoneAlone),
            (2, TooHard, Drop),
            (3, TooHard, Drop),
            (4, Right, Keep),
            (5, TooEasy, Change),
            (6, Right, Done),
        ]),
        together: Some(Together {
            statements: statements([4, 2, 4, 4, 5]),
            confidence: vec![(area("Technical"), rating(3)), (area("Process"), rating(4))],
            door: None,
            format: Some(Format { structure: Helps::Yes, worth: Helps::Partly }),
            bug_report: None,
        }),
    }
}

fn of_mentor() -> Answers {
    use Fit::{Right, TooHard};
    use Verdict::{Done, DoneAlone, Drop, Keep};
    Answers {
        goals: of_goals(&[
            (1, Right, DoneAlone),
            (2, TooHard, Drop),
            (3, Right, Keep),
            (4, Right, Keep),
            (5, Right, Keep),
            (6, Right, Done),
        ]),
        together: Some(Together {
            statements: statements([5, 5, 4, 1, 4]),
            confidence: Vec::new(),
            door: Some(cast::words(
                "Come along to the architecture round; I'd like them to know you.",
            )),
            format: None,
            bug_report: Some(BugReport {
                rating: rating(4),
                link: Link::parse("https://example.com/bugs/12").ok(),
            }),
        }),
    }
}

fn said(side: Side, answers: Answers) -> Said {
    Said {
        id: ReviewAnswerId(1),
        side,
        author: PersonId(1),
        said_at: cast::at(cast::MONDAY),
        view_id: Some("V1".to_owned()),
        answers,
    }
}

fn scene(said: Vec<Said>, is_closed: bool) -> Scene {
    let turn = Turn { begins_on: date(2026, 11, 30), ends_on: date(2026, 12, 28) };
    let closed_at = is_closed.then(|| cast::at("2026-12-01T10:00:00Z"));
    Scene {
        review: Review { id: ReviewId(5), pair: PairId(1), turn, closed_at },
        pair: cast::pair(PairState::Active { began_at: cast::at(cast::FRIDAY) }),
        mentor: cast::noah(),
        mentee: cast::ines(),
        said,
    }
}

fn both() -> Vec<Said> {
    vec![said(Side::Mentee, of_mentee()), said(Side::Mentor, of_mentor())]
}

fn outcome(scene: Scene) -> Outcome {
    let before = (date(2026, 11, 2), vec![(area("Technical"), rating(2))]);
    let confidence = of_mentee().together.unwrap().confidence;
    let titles = titles().into_iter().map(|(id, title)| (GoalId(id), cast::words(title)));
    Outcome {
        titles: titles.collect(),
        areas: vec![
            (area("Technical"), 2, Progress { done: 1, of: 3 }),
            (area("Communication"), 1, Progress { done: 0, of: 0 }),
        ],
        trends: trends(&[before, (scene.review.turn.begins_on, confidence)]),
        scene,
    }
}

/// Everything there can be, at its longest, and no two goals of which the same is said.
fn worst_said(side: Side) -> Said {
    let nth = |i: i64| usize::try_from(i).unwrap();
    let of = |i: i64| OfGoal {
        fit: Fit::ALL[(nth(i) + usize::from(side == Side::Mentor)) % 3],
        verdict: match side {
            Side::Mentee => Verdict::ALL[nth(i) % 5],
            Side::Mentor => Verdict::ALL[nth(i) / 5],
        },
        why: Some(short(MAX_WHY)),
    };
    let numbers = if side == Side::Mentee { [1; 5] } else { [5; 5] };
    let together = Together {
        statements: statements(numbers),
        confidence: (0..MOST_AREAS).map(|i| (Area(short(30 + i)), rating(5))).collect(),
        door: Some(short(MAX_DOOR)),
        format: Some(Format { structure: Helps::No, worth: Helps::No }),
        bug_report: Some(BugReport {
            rating: rating(1),
            link: Link::parse(&format!("https://example.com/{}", "x".repeat(2900))).ok(),
        }),
    };
    let goals = (0..20).map(|i| (GoalId(i), of(i))).collect();
    said(side, Answers { goals, together: Some(together) })
}

/// What asks the two, and what they fill in.
pub(crate) fn asked(gallery: &mut Gallery) {
    gallery.part("Looking back");
    for side in BOTH {
        for nth in [Nth::First, Nth::Again] {
            let name = format!("{side:?}, {nth:?}");
            gallery.message(&name, &ask::ask(&scene(Vec::new(), false), (side, nth)));
        }
    }
    let one = scene(vec![said(Side::Mentee, of_mentee())], false);
    gallery.message("one has answered", &ask::answered(&one, Side::Mentee));
    gallery.message("both have", &ask::over(&scene(both(), true), Side::Mentor));
    let late = scene(vec![said(Side::Mentee, of_mentee())], true);
    gallery.message("alone", &ask::over(&late, Side::Mentee));
    gallery.message("too late", &ask::over(&late, Side::Mentor));
    gallery.message("neither", &ask::over(&scene(Vec::new(), true), Side::Mentor));
    let mut ended = late.clone();
    let (began_at, at) = (cast::at(cast::MONDAY), cast::at(cast::FRIDAY));
    ended.pair.state = PairState::Ended { began_at, at, how: Ending::Early };
    for side in BOTH {
        gallery.message("the pair is over", &ask::over(&ended, side));
    }
    let mut no_room = scene(both(), true);
    no_room.pair = Pair { room: Room::Refused, ..no_room.pair };
    gallery.message("both, where there is no room", &ask::over(&no_room, Side::Mentor));
    gallery.view("saved, where there is no room", &form::saved((&no_room, Side::Mentor), &[]));
    gallery.sentence("why", &ask::why(one.review.turn));
    forms(gallery);
    for why in [NotNow::PairEnded, NotNow::BothAnswered, NotNow::NextBegan] {
        gallery.sentence("not opened", &form::not_opened(why));
        gallery.sentence("not taken", &form::not_taken(why));
    }
    gallery.sentence("not chosen", &form::not_chosen());
    gallery.sentence("no link", &form::no_link());
    gallery.sentence("one tap of two", &form::other_tap());
    gallery.sentence("not rated", &form::not_rated());
}

fn forms(gallery: &mut Gallery) {
    let (ines, nobody) = (cast::ines(), scene(Vec::new(), false));
    let goals = |count: i64, title: &UserText| -> Vec<Goal> {
        (1..=count).map(|id| goal(id, title.clone())).collect()
    };
    let beside = |side| Beside {
        areas: if side == Side::Mentee { areas(Vec::new()) } else { Vec::new() },
        monthly: true,
    };
    let two = goals(2, &cast::words("One bug fix alone"));
    for side in BOTH {
        let asked = Asked { after: GoalId(0), goals: two.clone(), together: Some(beside(side)) };
        gallery.view(&format!("the form, {side:?}"), &form::form((&nobody, side), (&asked, None)));
    }
    let later = Beside { monthly: false, ..beside(Side::Mentee) };
    let asked = Asked { after: GoalId(0), goals: Vec::new(), together: Some(later) };
    let known = scene(vec![said(Side::Mentee, of_mentee())], false);
    gallery.view("no goal, once more", &form::form((&known, Side::Mentee), (&asked, None)));
    let first =
        Asked { after: GoalId(0), goals: goals(10, &cast::words("One of many")), together: None };
    gallery.strain_view("a first page", &form::form((&nobody, Side::Mentee), (&first, None)));
    let rest = Asked { after: GoalId(10), goals: two, together: Some(beside(Side::Mentor)) };
    gallery.view("a second page", &form::form((&nobody, Side::Mentor), (&rest, None)));
    let draft = |door: UserText, why: UserText| Kept {
        about: About::Review(ReviewId(5)),
        draft: Draft::default()
            .with(form::DOOR, Some((&door).into()))
            .with("why_1", Some((&why).into())),
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let half = draft(cast::words("Come al"), cast::words("Another te"));
    let long = draft(short(MAX_DOOR), short(MAX_WHY));
    for side in BOTH {
        let most = Beside {
            areas: if side == Side::Mentee {
                (0..MOST_AREAS).map(|i| Area(short(31 + i))).collect()
            } else {
                Vec::new()
            },
            monthly: true,
        };
        let asked =
            Asked { after: GoalId(0), goals: goals(10, &short(MAX_TITLE)), together: Some(most) };
        let full = scene(BOTH.map(worst_said).to_vec(), false);
        for from in [&half, &long] {
            let shown = form::form((&full, side), (&asked, Some((from, &ines))));
            gallery.strain_view("the longest form", &shown);
        }
    }
    let ready = scene(both(), true);
    let one = goals(1, &cast::words("Lead a review"));
    gallery.view("saved", &form::saved((&known, Side::Mentee), &one));
    gallery.view("saved by both", &form::saved((&ready, Side::Mentee), &[]));
    let many = goals(20, &short(MAX_TITLE));
    gallery.strain_view("much to change", &form::saved((&ready, Side::Mentee), &many));
    let mut part = of_mentee();
    part.together = None;
    let part = said(Side::Mentee, part);
    let unsent = form::unsent(NotNow::NextBegan, (Some(&half), Some(&part)));
    gallery.view("begun, and too late", &unsent);
    gallery
        .view("a page sent, and too late", &form::unsent(NotNow::PairEnded, (None, Some(&part))));
    let most = form::unsent(NotNow::PairEnded, (Some(&long), Some(&worst_said(Side::Mentee))));
    gallery.strain_view("much begun", &most);
}

/// What came of it.
pub(crate) fn answered(gallery: &mut Gallery) {
    gallery.part("What came of looking back");
    let whole = outcome(scene(both(), true));
    gallery.message("both looked back", &result::message(&whole));
    gallery.view("read again", &result::page(&whole));
    let mut close = both();
    close[1].answers.together.as_mut().unwrap().statements = statements([4, 3, 4, 4, 5]);
    close[1].answers.goals = close[0].answers.goals.clone();
    let close = Outcome { areas: Vec::new(), ..outcome(scene(close, true)) };
    gallery.message("close to each other, and no goal left", &result::message(&close));
    for side in BOTH {
        let alone: Vec<Said> = both().into_iter().filter(|said| said.side == side).collect();
        let alone = outcome(scene(alone, true));
        gallery.message(&format!("{side:?} alone"), &result::message(&alone));
    }
    gallery.view("neither", &result::page(&outcome(scene(Vec::new(), true))));
    let mut most = outcome(scene(BOTH.map(worst_said).to_vec(), true));
    most.titles = (0..20).map(|id| (GoalId(id), short(MAX_TITLE))).collect();
    most.areas = (0..20).map(|i| (Area(short(20 + i)), 1, Progress { done: 3, of: 12 })).collect();
    gallery.strain("the longest", &result::message(&most));
    gallery.strain_view("the longest page", &result::page(&most));
    let names = ("<@U0NOAH>", "<@U0INES>");
    gallery.sentence("seen differently", &bodies::gap(&gaps()[0], names));
    for it in Statement::ALL {
        gallery.sentence("a statement", bodies::statement(it));
    }
    pages(gallery, &whole);
}

fn pages(gallery: &mut Gallery, whole: &Outcome) {
    let noah = cast::noah();
    let nothing =
        Shown { partner: &noah, side: Side::Mentee, scenes: &[], trends: &[], older: None };
    gallery.view("none yet", &page::page(&nothing));
    let numbered = |id: i64, said: Vec<Said>, is_closed| {
        let mut scene = scene(said, is_closed);
        scene.review.id = ReviewId(id);
        scene
    };
    let alone = |side| both().into_iter().filter(|said| said.side == side).collect::<Vec<_>>();
    let scenes = [
        numbered(9, Vec::new(), false),
        numbered(8, alone(Side::Mentee), false),
        numbered(7, both(), true),
        numbered(6, alone(Side::Mentee), true),
        numbered(5, alone(Side::Mentor), true),
        numbered(4, Vec::new(), true),
    ];
    let older = Some(PairPage { pair: PairId(1), skip: 10 });
    let shown = Shown { scenes: &scenes, trends: &whole.trends, older, ..nothing };
    gallery.view("every one", &page::page(&shown));
    let many: Vec<Scene> = (0..10).map(|id| numbered(id, both(), true)).collect();
    let confidence: Vec<_> = (0..52)
        .map(|_| (date(2026, 11, 2), worst_said(Side::Mentee).answers.together.unwrap().confidence))
        .collect();
    let most = Shown { scenes: &many, trends: &trends(&confidence), older, ..nothing };
    gallery.strain_view("a full page", &page::page(&most));
    gallery.sentence("no pair", &page::no_pair());
    gallery.message("whose", &page::whose(&[(PairId(1), cast::ines()), (PairId(2), cast::lena())]));
    gallery.sentence("still open", &page::still_open());
    gallery.sentence("the pair ended first", &page::cut_off());
}
