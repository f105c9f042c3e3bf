//! How a programme begins: set up step by step, people suggested to each other, and a roster taken in.

use trellis::{
    domain::{
        cohort::CohortName,
        ids::{PersonId, ProgrammeId},
        person::Person,
        roster::{BadLine, Column, Fate, FileProblem, Judged, Named, Problem},
        setup::{Plan, Step},
        zone::Zone,
    },
    features::{
        bodies,
        proposing::views as proposing,
        roster::{Run, views as roster},
        setup::{
            preview::{First, Preview},
            views as setup,
        },
        suggestion::views::{self as suggestion, Line, Shown},
    },
    slack::action::setup::SetupStep,
};

use crate::{cast, hanging::Gallery};

fn step(step: Step) -> SetupStep {
    SetupStep { programme: ProgrammeId(1), step, opened: 1_795_186_800_000 }
}

fn preview(moves_pairs: bool) -> Preview {
    let (now, monday) = (cast::at(cast::FRIDAY), cast::at(cast::MONDAY));
    let (mentor, mentee) = (cast::noah(), cast::ines());
    let checkin = Some((monday, Some(monday)));
    Preview { first: Some(First { mentor, mentee, asked_at: [monday, now], checkin }), moves_pairs }
}

/// A lead sets the programme up.
pub(crate) fn set_up(gallery: &mut Gallery) {
    gallery.part("How a programme is set up");
    let now = cast::at(cast::FRIDAY);
    let plan = Plan::of(&cast::programme(), &Zone::utc());
    let chosen = Plan {
        first: Some((cast::noah().user, cast::ines().user)),
        every_weeks: 2,
        reply_days: 3,
        ..plan.clone()
    };
    gallery.view("the name", &setup::name(step(Step::Name), &plan).into());
    gallery.view("the rhythm", &setup::rhythm(step(Step::Rhythm), &plan).into());
    gallery.view("nobody chosen", &setup::who(step(Step::Who), &plan).into());
    gallery.view("two chosen", &setup::who(step(Step::Who), &chosen).into());
    let nobody = Preview { first: None, moves_pairs: false };
    let start = step(Step::Start);
    gallery.view("what comes of it", &setup::preview(start, (&chosen, &preview(true)), now).into());
    gallery.view("nobody is asked", &setup::preview(start, (&plan, &nobody), now).into());
    let mut unsure = preview(false);
    if let Some(first) = &mut unsure.first {
        first.checkin = None;
    }
    gallery.view("no date", &setup::preview(start, (&plan, &unsure), now).into());
    gallery.view("it has started", &setup::done((&chosen, &preview(true)), now).into());
    for (name, sentence) in [
        ("no name", setup::no_name()),
        ("no zone", setup::no_zone()),
        ("nothing chosen", setup::not_chosen()),
        ("one person twice", setup::same_person()),
        ("one person alone", setup::one_alone()),
        ("Slack is silent", setup::unknown()),
        ("a guest or a bot", setup::cannot_take_part()),
        ("a mentee who has a mentor", setup::has_a_mentor()),
        ("a full mentor", setup::at_capacity(2)),
        ("a full mentor of one", setup::at_capacity(1)),
        ("started already", setup::begin_again()),
    ] {
        gallery.sentence(name, &sentence);
    }
    for often in 1..=3 {
        gallery.sentence("how often", &bodies::every_weeks(often));
    }
    for within in 1..=6 {
        gallery.sentence("how soon", &bodies::working_days(within));
    }
    let worst = Plan { name: cast::words(&"W".repeat(60)), ..chosen };
    gallery.strain_view("a long name", &setup::name(step(Step::Name), &worst).into());
    gallery.strain_view("a long name", &setup::done((&worst, &preview(true)), now).into());
}

/// Who could be a pair.
pub(crate) fn suggested(gallery: &mut Gallery) {
    gallery.part("Who could be a pair");
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let (now, monday) = (cast::at(cast::FRIDAY), cast::at(cast::MONDAY));
    gallery.view("the form", &suggestion::form(ProgrammeId(1)).into());
    let line = |mentor, minutes, free| Line { mentor, minutes, free };
    let mia = Person { id: PersonId(4), ..cast::noah() };
    let lines = vec![line(&noah, 390, (1, 2)), line(&lena, 45, (1, 1)), line(&mia, 0, (2, 2))];
    let first = Shown { mentee: &ines, has_first: true, lines };
    let other = Shown { mentee: &lena, has_first: false, lines: vec![line(&noah, 120, (1, 2))] };
    let alone = Shown { mentee: &noah, has_first: false, lines: vec![line(&lena, 0, (1, 2))] };
    let nobody = Shown { mentee: &lena, has_first: false, lines: Vec::new() };
    let page = suggestion::page(&[first, other, alone], (&[&noah], &[&lena]));
    gallery.view("suggestions", &page.into());
    gallery.view("no place anywhere", &suggestion::page(&[nobody], (&[], &[])).into());
    let asked = [(noah.clone(), monday), (ines.clone(), now)];
    gallery.view("both are asked", &suggestion::asked(&asked, now).into());
    gallery.sentence("the same in words", &proposing::proposed_words(&asked, now));
    for (name, sentence) in [
        ("nobody chosen", suggestion::nobody()),
        ("too many", suggestion::too_many()),
        ("a guest or a bot", suggestion::cannot_take_part("Gil")),
        ("Slack is silent", suggestion::unknown()),
        ("all have a mentor", suggestion::all_paired()),
    ] {
        gallery.sentence(name, &sentence);
    }
    let many: Vec<Person> =
        (1..=10).map(|id| Person { id: PersonId(id), ..cast::ines() }).collect();
    let all: Vec<Shown<'_>> = many
        .iter()
        .map(|mentee| {
            let lines = many.iter().take(3).map(|mentor| line(mentor, 2405, (3, 6))).collect();
            Shown { mentee, has_first: false, lines }
        })
        .collect();
    let people: Vec<&Person> = many.iter().collect();
    gallery
        .strain_view("as many as there can be", &suggestion::page(&all, (&people, &people)).into());
}

/// What an operator reads about a roster.
pub(crate) fn imported(gallery: &mut Gallery) {
    gallery.part("A roster");
    let asked = |line: usize| {
        (
            line,
            Fate::Asked {
                mentor: cast::noah().user,
                mentee: cast::ines().user,
                starts_on: None,
                cohort: CohortName::parse("Autumn 2026").ok().filter(|_| line > 2),
            },
        )
    };
    let one = Judged { good: vec![asked(2)], bad: Vec::new() };
    let left = [(4, Fate::There), (5, Fate::There), (6, Fate::Before)];
    let two =
        Judged { good: [asked(2), asked(3)].into_iter().chain(left).collect(), bad: Vec::new() };
    let none = Judged { good: vec![(2, Fate::There)], bad: Vec::new() };
    let many = Judged { good: (2..40).map(|line| (line, Fate::There)).collect(), bad: Vec::new() };
    for (name, run, judged) in [
        ("one pair", Run::Real, &one),
        ("two pairs", Run::Real, &two),
        ("nobody", Run::Real, &none),
        ("many known", Run::Real, &many),
        ("one pair, dry", Run::Dry, &one),
        ("two pairs, dry", Run::Dry, &two),
    ] {
        gallery.sentence(name, &roster::taken(run, judged));
    }
    let person = |problem| (Some(Column::Mentor), problem);
    let problems = [
        (None, Problem::Cells(6)),
        (Some(Column::Cohort), Problem::NotUtf8),
        person(Problem::Formula),
        person(Problem::Blank),
        person(Problem::NotAPerson),
        (Some(Column::Cohort), Problem::CohortTooLong(61)),
        (Some(Column::Cohort), Problem::CohortLines),
        (Some(Column::Cohort), Problem::CohortBlank),
        (Some(Column::Cohort), Problem::OtherCohort),
        (Some(Column::Cohort), Problem::CohortFull),
        (Some(Column::Start), Problem::NotADay),
        (Some(Column::Start), Problem::TooFar),
        person(Problem::Unknown),
        person(Problem::Bot),
        person(Problem::Guest),
        person(Problem::Deactivated),
        (Some(Column::Mentee), Problem::SamePerson),
        (None, Problem::SameAs(2)),
        (Some(Column::Mentee), Problem::TwoMentors(2)),
        (Some(Column::Mentee), Problem::HasPair),
        person(Problem::AtCapacity(2)),
    ];
    let lines = problems.into_iter().zip(2..);
    let bad: Vec<BadLine> =
        lines.map(|((column, problem), number)| BadLine { number, column, problem }).collect();
    gallery.sentence("bad lines", &roster::bad_lines(&Judged { good: two.good, bad: bad.clone() }));
    for good in [Vec::new(), one.good, none.good] {
        let judged = Judged { good, bad: bad[..1].to_vec() };
        gallery.sentence("one bad line", &roster::bad_lines(&judged));
    }
    for problem in [
        FileProblem::TooLarge,
        FileProblem::NoHeader,
        FileProblem::UnknownColumns(1),
        FileProblem::UnknownColumns(2),
        FileProblem::Twice(Column::Mentor),
        FileProblem::TooMany,
        FileProblem::Empty,
        FileProblem::Unreadable(7),
    ] {
        gallery.sentence("a file that is no roster", &roster::bad_file(problem));
    }
    for (name, sentence) in [
        ("no name of a lead", roster::lead_is_no_name()),
        ("nobody leads", roster::nobody_leads()),
        ("an unknown lead", roster::unknown_lead()),
        ("no lead", roster::no_lead()),
        ("Slack refuses", roster::slack_refuses("account_inactive")),
        ("Slack is silent", roster::slack_is_silent()),
    ] {
        gallery.sentence(name, &sentence);
    }
    for named in ["ines@example.com", "U0INES"] {
        gallery.sentence("no scope", &roster::missing_scope(&Named::parse(named).unwrap()));
    }
}
